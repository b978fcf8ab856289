/* The mention room: numbers, times, actors and places as whole documents are read. The cases are in
 * tests/cases/mention; each file says what its lines mean. What must hold of any text is tested on
 * hostile bytes below. */
#include "casus.h"

#include "mention/mention.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#ifndef CASUS_SOURCE_DIR
#define CASUS_SOURCE_DIR "."
#endif

typedef struct bench {
    casus *c;
    casus_doc *d;
    int32_t date;
    char source[100];
    int run, failed;
} bench;

static bench b;

static int start(void **state)
{
    (void)state;
    casus_error err = {0};
    b = (bench){.c = casus_open(CASUS_SOURCE_DIR, NULL, &err)};
    if (!b.c)
        fprintf(stderr, "%s\n", err.message);
    b.d = casus_doc_new();
    return b.c && b.d ? 0 : -1;
}

static int stop(void **state)
{
    (void)state;
    casus_doc_free(b.d);
    casus_close(b.c);
    return 0;
}

static void read_text(const char *text, size_t n)
{
    casus_error err = {0};
    casus_article a = {.text = text, .n_text = n, .date = b.date, .source = b.source};
    assert_int_equal(casus_analyze(b.c, b.d, &a, &err), 0);
}

static const char *name(casus_sym sym)
{
    return casus_name(b.c, b.d, sym);
}

static str text_at(casus_span at)
{
    return (str){b.d->text + at.begin, at.end - at.begin};
}

static str token_text(casus_ref i)
{
    return i < b.d->n_tokens ? text_at(b.d->tokens[i].at) : (str){0};
}

static bool same_folded(str a, str c)
{
    char x[512], y[512];
    if (a.n > 160 || c.n > 160)
        return false;
    str_fold(a.p, a.n, x);
    str_fold(c.p, c.n, y);
    return strcmp(x, y) == 0;
}

/* ---- what a case expects ---- */

/* "100000 100000 ~ troops" */
static bool number_wanted(str want)
{
    long low = 0, high = 0;
    str l = str_cut(&want, " "), h = str_cut(&want, " ");
    want = str_trim(want);
    bool approx = want.n && want.p[0] == '~';
    if (approx)
        want = str_trim((str){want.p + 1, want.n - 1});
    assert_true(str_int(l, &low) && str_int(h, &high));
    for (uint32_t i = 0; i < b.d->n_numbers; i++) {
        const casus_number *n = &b.d->numbers[i];
        str noun = n->counts == CASUS_NONE ? STR("-") : token_text(n->counts);
        if (n->low == low && n->high == high && (n->approx != 0) == approx && same_folded(noun, want))
            return true;
    }
    return false;
}

/* "last week = 2022-W01 @ killed" */
static bool time_wanted(str want)
{
    str event = want, left = str_cut(&event, "@"), value = left, text = str_cut(&value, "=");
    for (uint32_t i = 0; i < b.d->n_times; i++) {
        const casus_time *t = &b.d->times[i];
        if (same_folded(text_at(t->at), str_trim(text)) && str_is(str_trim(value), name(t->value)) && same_folded(token_text(t->dates), str_trim(event)))
            return true;
    }
    return false;
}

static bool code_is(str want, casus_sym sym)
{
    return str_is(want, "-") ? sym == 0 : str_is(want, name(sym));
}

/* "Mr Putin = RUS GOV Vladimir Putin" */
static bool actor_wanted(str want)
{
    str codes = want, text = str_cut(&codes, "=");
    codes = str_trim(codes);
    str country = str_cut(&codes, " "), sector = str_cut(&codes, " "), who = str_trim(codes);
    for (uint32_t i = 0; i < b.d->n_actors; i++) {
        const casus_actor *a = &b.d->actors[i];
        if (same_folded(text_at(a->at), str_trim(text)) && code_is(country, a->country) && code_is(sector, a->sector) && (!who.n || str_is(who, name(a->name))))
            return true;
    }
    return false;
}

/* "Ukraine = Ukraine UKR close to" */
static bool place_wanted(str want)
{
    str rest = want, text = str_cut(&rest, "=");
    rest = str_trim(rest);
    str place = str_cut(&rest, " "), country = str_cut(&rest, " "), relation = str_trim(rest);
    for (uint32_t i = 0; i < b.d->n_places; i++) {
        const casus_place *p = &b.d->places[i];
        if (same_folded(text_at(p->at), str_trim(text)) && str_is(place, name(p->name)) && str_is(country, name(p->country)) && str_is(relation, name(p->relation)))
            return true;
    }
    return false;
}

/* ---- case files ---- */

typedef struct kind {
    const char *file;
    bool (*wanted)(str want);
    uint32_t (*count)(void);
} kind;

static uint32_t count_numbers(void) { return b.d->n_numbers; }
static uint32_t count_times(void) { return b.d->n_times; }
static uint32_t count_places(void) { return b.d->n_places; }
static uint32_t count_actors(void)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < b.d->n_actors; i++)
        n += b.d->actors[i].kind != CASUS_A_NARRATOR && b.d->actors[i].kind != CASUS_A_PRONOUN;
    return n;
}

static void fail_case(const char *file, int line, str sentence, str want)
{
    b.failed++;
    fprintf(stderr, "%s:%d: %.*s\n    wanted: %.*s\n", file, line, (int)sentence.n, sentence.p, (int)want.n, want.p);
}

static void run_line(const kind *k, int line, str text)
{
    str day = str_trim((str){text.p + 1, text.n - 1});
    char precision;
    int32_t until;
    if (text.p[0] == '=') {
        if (!date_parse(day, &b.date, &until, &precision))
            b.date = 0;
        return;
    }
    if (text.p[0] == '@') {
        snprintf(b.source, sizeof b.source, "%.*s", (int)day.n, day.p);
        return;
    }
    bool none = text.p[0] == '*';
    str want = none ? day : str_trim(text), sentence = str_cut(&want, " > ");
    read_text(sentence.p, sentence.n);
    b.run++;
    if (none) {
        if (k->count())
            fail_case(k->file, line, sentence, STR("none"));
        return;
    }
    assert_true(want.p != NULL);
    while (want.p) {
        str one = str_cut(&want, " ; ");
        one = str_trim(one);
        bool unwanted = one.n && one.p[0] == '!';
        if (k->wanted(unwanted ? (str){one.p + 1, one.n - 1} : one) == unwanted)
            fail_case(k->file, line, sentence, one);
    }
}

static void run_cases(const kind *k)
{
    char path[1024];
    size_t n;
    casus_error err = {0};
    snprintf(path, sizeof path, "%s/tests/cases/mention/%s", CASUS_SOURCE_DIR, k->file);
    char *text = file_read(path, &n, &err);
    assert_non_null(text);
    int line = 0;
    b.run = b.failed = 0;
    b.date = 0, b.source[0] = 0;
    for (str rest = {text, n}; rest.p;) {
        str one = str_cut(&rest, "\n");
        line++;
        if (one.n && one.p[0] != '#')
            run_line(k, line, one);
    }
    free(text);
    assert_true(b.run > 0);
    assert_int_equal(b.failed, 0);
}

static void test_numbers(void **state)
{
    (void)state;
    run_cases(&(kind){"numbers.txt", number_wanted, count_numbers});
}

static void test_times(void **state)
{
    (void)state;
    run_cases(&(kind){"times.txt", time_wanted, count_times});
}

static void test_actors(void **state)
{
    (void)state;
    run_cases(&(kind){"actors.txt", actor_wanted, count_actors});
}

static void test_places(void **state)
{
    (void)state;
    run_cases(&(kind){"places.txt", place_wanted, count_places});
}

/* ---- what holds of any document ---- */

static void check_span(casus_span at, casus_ref sentence, casus_ref first, casus_ref last, casus_ref head)
{
    const casus_sentence *s = &b.d->sentences[sentence];
    assert_true(sentence < b.d->n_sentences && at.begin < at.end && at.end <= b.d->n_text);
    assert_true(first <= last && first >= s->first && last < s->first + s->count);
    assert_true(head >= s->first && head < s->first + s->count);
}

static void check_document(void)
{
    const casus_doc *d = b.d;
    for (uint32_t i = 0; i < d->n_actors; i++) {
        const casus_actor *a = &d->actors[i];
        check_span(a->at, a->sentence, a->first, a->last, a->head);
        assert_true(a->chain == CASUS_NONE || a->chain <= i);
        assert_true(i == 0 || a->first >= d->actors[i - 1].first); /* actor_at searches by halves */
    }
    for (uint32_t i = 0; i < d->n_times; i++) {
        const casus_time *t = &d->times[i];
        check_span(t->at, t->sentence, t->first, t->last, t->head);
        assert_true(t->from <= t->until);
        assert_true(!t->from || (date_valid(t->from) && date_valid(t->until)));
        assert_true(t->dates == CASUS_NONE || t->dates < d->n_tokens);
    }
    for (uint32_t i = 0; i < d->n_numbers; i++) {
        const casus_number *n = &d->numbers[i];
        check_span(n->at, n->sentence, n->first, n->last, n->head);
        assert_true(n->low <= n->high && n->low >= 0);
    }
    for (uint32_t i = 0; i < d->n_places; i++)
        check_span(d->places[i].at, d->places[i].sentence, d->places[i].first, d->places[i].last, d->places[i].head);
    for (casus_ref i = 0; i < d->n_tokens; i++) {
        casus_ref a = actor_at(d, i), t = time_of(d, i), p = place_of_token(d, i);
        assert_true((a == CASUS_NONE || a < d->n_actors) && (t == CASUS_NONE || t < d->n_times) && (p == CASUS_NONE || p < d->n_places));
    }
}

static void test_head_finds_actor(void **state)
{
    (void)state;
    b.date = 20220111;
    static const char text[] = "Russian troops attacked Kyiv. Ukraine's army chief, Valerii Zaluzhnyi, told Joe Biden that they would stay.";
    read_text(text, sizeof text - 1);
    assert_true(b.d->n_actors > 3);
    for (uint32_t i = 0; i < b.d->n_actors; i++)
        assert_int_equal(actor_at(b.d, b.d->actors[i].head), i);
}

static void test_narrator_is_source(void **state)
{
    (void)state;
    casus_article a = {.text = "We condemn the attack.", .source = "US State Department", .date = 20220111};
    assert_int_equal(casus_analyze(b.c, b.d, &a, NULL), 0);
    assert_int_equal(b.d->n_actors, 1);
    assert_int_equal(b.d->actors[0].kind, CASUS_A_NARRATOR);
    assert_string_equal(name(b.d->actors[0].country), "USA");
}

static void test_hostile(void **state)
{
    (void)state;
    static const char *const parts[] = {"the first half of ", "a day after ", "- ", "99999999999999999999 ", "two hundred and ", "of ", "'s ", "between 3 and ",
                                        "January 99, 9999 ", "31 February ", "2022-13-45 ", "May ", "US-", "Mr ", "members of ", "the two sides ", "last ", "his ",
                                        "9999 years ago ", "900000 days later ", "trillion ", "twenty-", "\xFF\xFE ", "(", "Paris, ", "10:99 ", "half a ", "early the night of "};
    b.date = 20220111;
    char *text = malloc(64 * 1024);
    assert_non_null(text);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        for (size_t j = 0; j < sizeof parts / sizeof *parts; j++) {
            size_t n = 0;
            for (int k = 0; k < 40; k++) {
                memcpy(text + n, parts[i], strlen(parts[i]));
                n += strlen(parts[i]);
                memcpy(text + n, parts[j], strlen(parts[j]));
                n += strlen(parts[j]);
            }
            read_text(text, n);
            check_document();
        }
    free(text);
}

static void test_datelines(void **state) /* their towns are places and nobody there acts; their day is the report's */
{
    (void)state;
    static const char *const cases[][3] = { /* the dateline, the rest, who is named first in it */
        {"WASHINGTON (AP) - ", "The Senate condemned the raid.", "Senate"},
        {"KOLKATA, India \xE2\x80\x93 ", "Indian police have arrested a man.", "Indian police"},
        {"Kuala Lumpur: ", "Malaysian authorities banned the party.", "Malaysian authorities"},
        {"Moscow, June 3 (Interfax) - ", "Russia condemned the strike.", "Russia"},
        {"WASHINGTON, D.C., Jan. 10 (Reuters) - ", "Germany met Poland.", "Germany"},
        {"NAIROBI, Kenya (AP) \xE2\x80\x94 ", "Kenyan police arrested ten students.", "Kenyan police"},
        {"PORT-AU-PRINCE \xE2\x80\x94 ", "Gangs attacked a convoy.", "Gangs"},
        {"Washington (CNN) ", "Mexico rejected the offer.", "Mexico"},
        {"ISLAMABAD/KABUL: ", "Pakistan shelled the town on Monday.", "Pakistan"},
        {"", "Moscow - the seat of power - said nothing.", "Moscow"},
        {"", "NATO: 5,000 soldiers were sent.", "NATO"},
        {"", "UN - Sudan relations are poor, Egypt said.", "UN"},
        {"", "RUSSIA - CHINA - IRAN MEET IN BEIJING.", "RUSSIA"},
        {"", "Paris and Berlin met.", "Paris"},
        {"", "(Reuters", NULL},
        {"", "GENEVA, Jan 10 (", NULL},
    };
    b.date = 20220111;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[256];
        int n = snprintf(text, sizeof text, "%s%s", cases[i][0], cases[i][1]);
        read_text(text, (size_t)n);
        check_document();
        const casus_sentence *s = &b.d->sentences[0];
        uint32_t story = s->dateline < s->count ? b.d->tokens[s->first + s->dateline].at.begin : 0;
        if (story != strlen(cases[i][0]))
            fail_msg("\"%s\": the story begins at byte %u", text, story);
        if (cases[i][2] && !(b.d->n_actors && str_is(text_at(b.d->actors[0].at), cases[i][2])))
            fail_msg("\"%s\": first named is \"%.*s\"", text, b.d->n_actors ? (int)text_at(b.d->actors[0].at).n : 0, b.d->n_actors ? text_at(b.d->actors[0].at).p : "");
        for (uint32_t t = 0; s->dateline && t < b.d->n_times; t++)
            if (b.d->times[t].first < s->first + s->dateline)
                assert_int_equal(b.d->times[t].dates, CASUS_NONE);
    }
}

static void test_the_president(void **state) /* is whom the last sentences are about, not who was named last in passing */
{
    (void)state;
    static const char text[] = "Obama told Putin to stop\n\nPresident Barack Obama said he had asked Russia's Vladimir Putin to stop the hacking of mail. "
                               "The Russian president knew of it, Mr Obama said. The president warned Mr Putin of consequences.\n";
    b.date = 20161217;
    read_text(text, sizeof text - 1);
    check_document();
    casus_ref last = CASUS_NONE;
    for (casus_ref i = 0; i < b.d->n_actors; i++)
        if (str_is(text_at(b.d->actors[i].at), "president"))
            last = i;
    assert_int_not_equal(last, CASUS_NONE);
    assert_string_equal(name(b.d->actors[last].country), "USA");
}

static void test_one_name(void **state) /* several are called so: who heads a state or the UN, or whose country the story tells of */
{
    (void)state;
    static const char *const cases[][2] = {
        {"Kim met Trump in Singapore.", "PRK"},
        {"Guterres spoke with Merkel by telephone.", "UNO"},
        {"Guterres met the army chief of Timor-Leste in Dili.", "TLS"},
    };
    b.date = 20180612;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        read_text(cases[i][0], strlen(cases[i][0]));
        check_document();
        assert_true(b.d->n_actors > 0);
        assert_string_equal(name(b.d->actors[0].country), cases[i][1]);
    }
}

static void test_repeats(void **state) /* the same text twice gives the same mentions */
{
    (void)state;
    static const char text[] = "Moscow said it would pull back 3,000 troops by Friday. The alliance welcomed the move, and Mr Putin met 12 officials.";
    b.date = 20220111;
    read_text(text, sizeof text - 1);
    uint32_t actors = b.d->n_actors, times = b.d->n_times, numbers = b.d->n_numbers;
    check_document();
    read_text(text, sizeof text - 1);
    assert_int_equal(b.d->n_actors, actors);
    assert_int_equal(b.d->n_times, times);
    assert_int_equal(b.d->n_numbers, numbers);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_numbers),         cmocka_unit_test(test_times),   cmocka_unit_test(test_actors), cmocka_unit_test(test_places),
        cmocka_unit_test(test_head_finds_actor), cmocka_unit_test(test_narrator_is_source), cmocka_unit_test(test_hostile), cmocka_unit_test(test_repeats),
        cmocka_unit_test(test_datelines),       cmocka_unit_test(test_the_president), cmocka_unit_test(test_one_name),
    };
    return cmocka_run_group_tests(tests, start, stop);
}
