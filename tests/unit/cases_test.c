/* Cases that explain themselves: the examples in knowledge/verbs/ and the files of tests/cases/event/.
 *
 *     + Rebels attacked the garrison at Goma.   > ASSAULT rebels > garrison
 *     * Rebels attacked down the left and scored.
 *
 * A `+` sentence must give an event of that category whose actor and recipient hold those words (`-`:
 * none is asked for); a `*` sentence must give no event. Sentences that are known to fail stand in
 * tests/cases/event/known-failures.txt: each must go on failing, so that it moves out when mended. */
#include "casus.h"

#include "base/base.h"

#include <stdio.h>
#include <stdlib.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

typedef struct bench {
    arena memory;
    casus *c;
    casus_doc *doc;
    char *known; /* text of known-failures.txt */
    int run, failed, unexpected;
} bench;

static const char *folded(bench *b, str s)
{
    char *out = arena_alloc(&b->memory, s.n * 3 + 4);
    for (size_t i = 0, n = 0; i < s.n; i++) {
        char c = s.p[i];
        out[n++] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
    }
    return out;
}

/* The words of any mention of the same entity: "it" stands for the army named before. */
static bool entity_holds(bench *b, casus_ref actor, const char *want)
{
    casus_ref chain = b->doc->actors[actor].chain;
    for (casus_ref i = 0; i < b->doc->n_actors; i++) {
        const casus_actor *a = &b->doc->actors[i];
        if (i != actor && (chain == CASUS_NONE || a->chain != chain))
            continue;
        if (strstr(folded(b, (str){b->doc->text + a->at.begin, a->at.end - a->at.begin}), want) || strstr(folded(b, str_of(casus_name(b->c, b->doc, a->name))), want))
            return true;
    }
    return false;
}

static bool party_holds(bench *b, const casus_ref *list, uint8_t n, str want)
{
    if (str_is(want, "-") || !want.n)
        return true;
    str others = want, one = str_cut(&others, "|");
    if (others.p) /* "Peru | Ecuador": both */
        return party_holds(b, list, n, one) && party_holds(b, list, n, str_trim(others));
    for (uint8_t i = 0; i < n; i++)
        if (entity_holds(b, list[i], folded(b, want)))
            return true;
    return false;
}

/* "ASSAULT rebels > garrison": does an event say so? */
static bool coded_as(bench *b, str want)
{
    str recipient = want, left = str_cut(&recipient, ">"), actor = left, category = str_cut(&actor, " ");
    if (!actor.p)
        actor = STR("-");
    actor = str_trim(actor);
    recipient = recipient.p ? str_trim(recipient) : STR("-");
    for (uint32_t i = 0; i < b->doc->n_events; i++) {
        const casus_event *e = &b->doc->events[i];
        bool either = party_holds(b, e->actor, e->n_actors, recipient); /* reciprocal: all parties are actors */
        if (str_is(category, casus_name(b->c, b->doc, e->type)) && party_holds(b, e->actor, e->n_actors, actor) &&
            (either || party_holds(b, e->recipient, e->n_recipients, recipient)))
            return true;
    }
    return false;
}

static void tell(bench *b, const char *file, int line, str sentence, const char *want)
{
    fprintf(stderr, "%s:%d: %.*s\n    wanted %s, got", file, line, (int)sentence.n, sentence.p, want);
    for (uint32_t i = 0; i < b->doc->n_events; i++) {
        const casus_event *e = &b->doc->events[i];
        fprintf(stderr, " [%s", casus_name(b->c, b->doc, e->type));
        for (uint8_t j = 0; j < e->n_actors; j++)
            fprintf(stderr, " %.*s", (int)(b->doc->actors[e->actor[j]].at.end - b->doc->actors[e->actor[j]].at.begin), b->doc->text + b->doc->actors[e->actor[j]].at.begin);
        fprintf(stderr, " >");
        for (uint8_t j = 0; j < e->n_recipients; j++)
            fprintf(stderr, " %.*s", (int)(b->doc->actors[e->recipient[j]].at.end - b->doc->actors[e->recipient[j]].at.begin),
                    b->doc->text + b->doc->actors[e->recipient[j]].at.begin);
        fprintf(stderr, " %s]", casus_name(b->c, b->doc, e->rule));
    }
    fprintf(stderr, "%s\n", b->doc->n_events ? "" : " nothing");
}

static bool known_failure(const bench *b, str sentence)
{
    if (!b->known)
        return false;
    for (const char *p = b->known; (p = strstr(p, "\n")) != NULL;) {
        p++;
        if (strncmp(p, sentence.p, sentence.n) == 0 && (p[sentence.n] == '\n' || p[sentence.n] == '\0'))
            return true;
    }
    return false;
}

/* Every sentence is one tree: one root, and every word reaches it. */
static bool is_forest(const casus_doc *d)
{
    for (uint32_t i = 0; i < d->n_sentences; i++) {
        const casus_sentence *s = &d->sentences[i];
        uint32_t roots = 0;
        for (casus_ref t = s->first; t < s->first + s->count; t++) {
            casus_ref up = t;
            for (uint32_t steps = 0; d->tokens[up].head != up; up = d->tokens[up].head)
                if (steps++ > s->count || d->tokens[up].head < s->first || d->tokens[up].head >= s->first + s->count)
                    return false;
            roots += up == t;
        }
        if (s->count && roots != 1)
            return false;
    }
    return true;
}

static void run_case(bench *b, const char *file, int line, str text, bool coded)
{
    str want = text, sentence = coded ? str_cut(&want, " > ") : text;
    casus_error err;
    sentence = str_trim(sentence);
    want = str_trim(want.p ? want : STR(""));
    casus_article a = {.text = sentence.p, .n_text = sentence.n, .date = 20220111, .id = "case"};
    assert_int_equal(casus_analyze(b->c, b->doc, &a, &err), 0);
    if (!is_forest(b->doc))
        fail_msg("%s:%d: a ring or two roots in the tree of: %.*s", file, line, (int)sentence.n, sentence.p);
    bool good = coded ? coded_as(b, want) : b->doc->n_events == 0;
    bool known = known_failure(b, sentence);
    b->run++;
    b->failed += !good;
    if (good == known) {
        b->unexpected++;
        if (good)
            fprintf(stderr, "%s:%d: passes now: take it out of known-failures.txt\n", file, line);
        tell(b, file, line, sentence, coded ? arena_copy(&b->memory, want.p, want.n) : "no event");
    }
}

static void run_file(bench *b, const char *dir, const char *file)
{
    size_t n;
    casus_error err;
    char *bytes = file_read(arena_printf(&b->memory, "%s/%s", dir, file), &n, &err);
    assert_non_null(bytes);
    int line = 0;
    for (str rest = {bytes, n}; rest.p;) {
        str text = str_cut(&rest, "\n");
        line++;
        if (text.n > 2 && (text.p[0] == '+' || text.p[0] == '*') && text.p[1] == ' ')
            run_case(b, file, line, str_trim((str){text.p + 2, text.n - 2}), text.p[0] == '+');
    }
    free(bytes);
}

static void run_folder(bench *b, const char *dir)
{
    casus_error err;
    char **files = file_list(&b->memory, dir, ".txt", &err);
    assert_non_null(files);
    for (; *files; files++)
        if (!strstr(*files, "known-failures"))
            run_file(b, dir, *files);
}

static void every_case_does_what_it_says(void **state)
{
    bench b = {0};
    casus_error err;
    size_t n;
    (void)state;
    b.c = casus_open(CASUS_SOURCE_DIR, NULL, &err);
    assert_non_null(b.c);
    b.doc = casus_doc_new();
    b.known = file_read(CASUS_SOURCE_DIR "/tests/cases/event/known-failures.txt", &n, &err);
    assert_non_null(b.known);
    run_folder(&b, CASUS_SOURCE_DIR "/knowledge/verbs");
    run_folder(&b, CASUS_SOURCE_DIR "/tests/cases/event");
    fprintf(stderr, "%d cases, %d fail, %d of them unexpectedly or pass unexpectedly\n", b.run, b.failed, b.unexpected);
    assert_true(b.run > 100);
    assert_int_equal(b.unexpected, 0);
    free(b.known);
    casus_doc_free(b.doc);
    casus_close(b.c);
    arena_free(&b.memory);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_case_does_what_it_says)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
