/* Dictionaries of other coders, line by line: what is taken, what is refused and why. */
#include "lexicon/lexicon.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

typedef struct heard {
    int n, line;
    char text[300];
} heard;

static bool is_country(void *user, const char code[4])
{
    (void)user;
    return strncmp(code, "FRA", 3) == 0 || strncmp(code, "USA", 3) == 0;
}

static bool plover_of(void *user, const char *cameo, char out[40])
{
    (void)user;
    snprintf(out, 40, "%s", "REQUEST");
    return strncmp(cameo, "02", 2) == 0;
}

static void complain(void *user, const char *file, int line, const char *text)
{
    heard *h = user;
    (void)file;
    h->n++;
    h->line = line;
    snprintf(h->text, sizeof h->text, "%s", text);
}

static lexicon opened(heard *h)
{
    return (lexicon){.file = "x.txt", .is_country = is_country, .plover_of = plover_of, .complain = complain, .user = h};
}

static bool has(const buffer *b, const char *text)
{
    size_t n = strlen(text);
    for (size_t i = 0; i + n <= b->n; i++)
        if (memcmp(b->p + i, text, n) == 0)
            return true;
    return false;
}

static void codes_become_country_and_sectors(void **state)
{
    char out[32];
    bool remark = false;
    (void)state;
    assert_true(lexicon_code(STR("USAGOVMIL"), out, &remark));
    assert_string_equal(out, "USA GOV MIL");
    assert_false(remark);
    assert_true(lexicon_code(STR("FRA"), out, &remark));
    assert_string_equal(out, "FRA -");
    assert_false(lexicon_code(STR(""), out, &remark));
    assert_false(lexicon_code(STR("---"), out, &remark));
    assert_string_equal(lexicon_sector("GOV"), "GOV");
    assert_null(lexicon_sector("QQQ"));
}

static void names_are_written_as_news_writes_them(void **state)
{
    char out[64];
    (void)state;
    lexicon_name(STR("BARACK_OBAMA_"), out, sizeof out);
    assert_string_equal(out, "Barack Obama");
    char small[8];
    lexicon_name(STR("A_VERY_LONG_NAME_INDEED"), small, sizeof small); /* cut, never beyond its room */
    assert_true(strlen(small) < sizeof small);
}

static void comments_and_blanks_go(void **state)
{
    bool indented = false;
    (void)state;
    str s = lexicon_line(STR("  FRENCH_ARMY [FRAMIL] # of the land  "), &indented);
    assert_true(indented);
    assert_int_equal(s.n, strlen("FRENCH_ARMY [FRAMIL]"));
    s = lexicon_line(STR("# nothing else"), &indented);
    assert_int_equal(s.n, 0);
}

static void actors_are_taken_with_their_other_names(void **state)
{
    heard h = {0};
    casus_error err = {0};
    lexicon x = opened(&h);
    (void)state;
    assert_int_equal(lexicon_actors(&x, STR("FRENCH_LEGION_ [FRAMIL]\n+FOREIGN_LEGION_\n"), &err), 0);
    assert_int_equal(x.taken, 1);
    assert_int_equal(h.n, 0);
    assert_true(has(&x.groups, "French Legion"));
    assert_true(has(&x.groups, "Foreign Legion"));
    assert_true(has(&x.groups, "FRA MIL"));
    lexicon_free(&x);
}

static void what_cannot_be_taken_is_named_by_its_line(void **state)
{
    heard h = {0};
    casus_error err = {0};
    lexicon x = opened(&h);
    (void)state;
    assert_int_equal(lexicon_actors(&x, STR("FRENCH_LEGION_ [FRAMIL]\n\nNO_CODE_AT_ALL\n"), &err), 0);
    assert_int_equal(x.taken, 1);
    assert_true(h.n > 0 && h.line == 3 && *h.text);
    lexicon_free(&x);
}

static void every_byte_of_rubbish_is_survived(void **state)
{
    static const char rubbish[] = "[\n]\n+\n---\n- * [\n&\n{}\n~\n!A!=\n\xff\xfe\n<19991301\n[USAGOV <991301-2]\n";
    int (*const readers[])(lexicon *, str, casus_error *) = {lexicon_actors, lexicon_agents, lexicon_verbs};
    (void)state;
    for (size_t i = 0; i < sizeof readers / sizeof *readers; i++)
        for (size_t n = 0; n < sizeof rubbish; n++) {
            heard h = {0};
            casus_error err = {0};
            lexicon x = opened(&h);
            assert_int_equal(readers[i](&x, (str){rubbish, n}, &err), 0);
            lexicon_free(&x);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(codes_become_country_and_sectors), cmocka_unit_test(names_are_written_as_news_writes_them),
        cmocka_unit_test(comments_and_blanks_go), cmocka_unit_test(actors_are_taken_with_their_other_names),
        cmocka_unit_test(what_cannot_be_taken_is_named_by_its_line), cmocka_unit_test(every_byte_of_rubbish_is_survived),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
