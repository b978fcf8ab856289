/* The public functions, as a program that links the library uses them. */
#include "casus.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

static casus *shared;

static int open_once(void **state)
{
    casus_error err;
    (void)state;
    shared = casus_open(CASUS_SOURCE_DIR, NULL, &err);
    return shared ? 0 : -1;
}

static int close_once(void **state)
{
    (void)state;
    casus_close(shared);
    return 0;
}

typedef struct bytes {
    char *p;
    size_t n;
} bytes;

static int collect(void *user, const char *p, size_t n)
{
    bytes *b = user;
    char *bigger = realloc(b->p, b->n + n + 1);
    if (!bigger)
        return -1;
    memcpy(bigger + b->n, p, n);
    bigger[b->n + n] = '\0';
    *b = (bytes){bigger, b->n + n};
    return 0;
}

static bytes written(const casus *c, const casus_doc *d, const char *format)
{
    casus_error err = {0};
    bytes b = {0};
    collect(&b, "", 0);
    if (casus_write(c, d, format, collect, &b, &err) != 0)
        fail_msg("%s", err.message);
    return b;
}

static void analyze(const casus *c, casus_doc *d, const char *text, size_t n)
{
    casus_error err = {0};
    casus_article a = {.text = text, .n_text = n, .id = "t", .date = 20220111};
    if (casus_analyze(c, d, &a, &err) != 0)
        fail_msg("%s", err.message);
}

/* Spans, references and closed lists of a document hold together, whatever the text was. */
static void check_document(const casus *c, const casus_doc *d)
{
    assert_int_equal(strlen(d->text), d->n_text);
    for (casus_ref s = 0; s < d->n_sentences; s++) {
        assert_true(d->sentences[s].verdict < CASUS_N_VERDICTS);
        assert_true(*casus_verdict_name(d->sentences[s].verdict) != '\0');
        assert_true(d->sentences[s].at.begin <= d->sentences[s].at.end && d->sentences[s].at.end <= d->n_text);
        casus_ref first = d->sentences[s].first, end = first + d->sentences[s].count;
        for (casus_ref t = first; t < end; t++)
            assert_true(d->tokens[t].at.end <= d->n_text && d->tokens[t].head >= first && d->tokens[t].head < end);
    }
    for (casus_ref i = 0; i < d->n_events; i++) {
        const casus_event *e = &d->events[i];
        assert_true(e->sentence < d->n_sentences && e->head < d->n_tokens && e->text.end <= d->n_text && e->text.begin < e->text.end);
        assert_int_equal(d->sentences[e->sentence].verdict, CASUS_V_CODED);
        assert_true(*casus_name(c, d, e->type) && *casus_name(c, d, e->rule) && e->certainty <= 1000);
        for (uint8_t j = 0; j < e->n_actors; j++)
            assert_true(e->actor[j] < d->n_actors);
        for (uint8_t j = 0; j < e->n_recipients; j++)
            assert_true(e->recipient[j] < d->n_actors);
    }
    for (casus_ref i = 0; i < d->n_statements; i++)
        assert_true(d->statements[i].speaker < d->n_actors && d->statements[i].content.end <= d->n_text);
    for (casus_ref i = 0; i < d->n_figures; i++)
        assert_true(d->figures[i].low <= d->figures[i].high);
}

/* ---- opening ---- */

static void what_cannot_be_opened_says_why(void **state)
{
    casus_error err = {0};
    (void)state;
    assert_null(casus_open("/nowhere/at all", NULL, &err));
    assert_int_equal(err.code, CASUS_EFILE);
    assert_non_null(strstr(err.message, "/nowhere/at all"));
    assert_null(strchr(err.message, '\n'));
    assert_null(casus_open("/nowhere/at all", NULL, NULL)); /* err may be NULL */
    casus_close(NULL);
    casus_doc_free(NULL);
    assert_true(strcmp(casus_version(), "0.0.0") != 0);
}

static void the_shipped_knowledge_has_no_fault(void **state)
{
    casus_error err;
    bytes b = {0};
    (void)state;
    int faults = casus_check(CASUS_SOURCE_DIR, NULL, collect, &b, &err);
    if (faults)
        fail_msg("%d faults:\n%s", faults, b.p ? b.p : "");
    assert_true(casus_check("/nowhere/at all", NULL, collect, &b, &err) < 0);
    free(b.p);
}

/* ---- analysing ---- */

static void any_bytes_are_a_text(void **state)
{
    static const struct {
        const char *p;
        size_t n;
    } texts[] = {{"", 0}, {"\0", 1}, {" \n\t ", 4}, {"\xFF\xFE\xFD", 3}, {"a\0b. Police in Nairobi arrested 12\0 students.", 44}, {"\xEF\xBB\xBFPolice.", 10},
                 {"((((((((((\"\"\"\"\"\"", 16}, {".", 1}, {"Police in Nairobi arrested \xF0\x9F\x98\x80 12 students.\r\n\r\n- \r", 50}};
    casus_doc *d = casus_doc_new();
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        analyze(shared, d, texts[i].p, texts[i].n);
        check_document(shared, d);
        free(written(shared, d, "read").p);
    }
    casus_article nothing = {0};
    assert_int_equal(casus_analyze(shared, d, &nothing, NULL), 0);
    assert_int_equal(d->n_sentences, 0);
    casus_doc_free(d);
}

static void random_bytes_do_no_harm(void **state)
{
    static const char *const scraps[] = {"Police ", "in Nairobi ", "arrested ", "12 ", "students", ". ", "\n\n", "\"", "said ", "Mr ", "will ", "not ", "on Monday ", "(", "\xE2\x80\x9C", "\xFF", ", ",
                                         "and ", "United States ", "to ", "that ", "-", "'s ", "its ", "troops ", "READ MORE: ", "2022 ", "of "};
    casus_doc *d = casus_doc_new();
    unsigned seed = 7;
    char text[3000];
    (void)state;
    for (int round = 0; round < 150; round++) {
        size_t n = 0;
        while (n + 40 < sizeof text) {
            const char *s = scraps[((seed = seed * 1103515245u + 12345u) >> 16) % (sizeof scraps / sizeof *scraps)];
            memcpy(text + n, s, strlen(s));
            n += strlen(s);
        }
        analyze(shared, d, text, n);
        check_document(shared, d);
        static const char *const formats[] = {"jsonl", "read", "csv", "gdelt", "conllu", "table", "html"};
        free(written(shared, d, formats[round % 7]).p);
    }
    casus_doc_free(d);
}

static void a_long_document_is_refused_not_cut(void **state)
{
    casus_error err = {0};
    casus *small = casus_open(CASUS_SOURCE_DIR, &(casus_options){.max_bytes = 1000}, &err);
    casus_doc *d = casus_doc_new();
    char text[1200];
    (void)state;
    assert_non_null(small);
    memset(text, 'x', sizeof text);
    casus_article a = {.text = text, .n_text = 1001};
    assert_int_equal(casus_analyze(small, d, &a, &err), CASUS_ENOMEM);
    assert_non_null(strstr(err.message, "1001"));
    assert_non_null(strstr(err.message, "1000"));
    a.n_text = 1000;
    assert_int_equal(casus_analyze(small, d, &a, &err), 0);
    a.title = "one more";
    assert_int_equal(casus_analyze(small, d, &a, &err), CASUS_ENOMEM);
    analyze(small, d, "Police in Nairobi arrested 12 students.", 0); /* the document is good again */
    assert_int_equal(d->n_events, 1);
    casus_doc_free(d);
    casus_close(small);
}

static void one_long_sentence_takes_no_forever(void **state)
{
    casus_doc *d = casus_doc_new();
    size_t n = 0, room = 400000;
    char *text = malloc(room);
    (void)state;
    assert_non_null(text);
    while (n + 20 < room)
        n += (size_t)snprintf(text + n, room - n, "Kenya and Uganda, ");
    analyze(shared, d, text, n);
    check_document(shared, d);
    assert_true(d->n_tokens > 60000);
    memset(text, '(', room);
    analyze(shared, d, text, room / 4);
    check_document(shared, d);
    free(text);
    casus_doc_free(d);
}

static void a_document_forgets_what_it_held(void **state)
{
    static const char text[] = "The United States urged Russia on Monday to withdraw its troops. Police in Nairobi arrested 12 students.";
    casus_doc *fresh = casus_doc_new(), *used = casus_doc_new();
    (void)state;
    analyze(shared, used, "President Vladimir Putin met President Xi Jinping in Beijing. He said Moscow would not wait.", 0);
    analyze(shared, used, "", 0);
    analyze(shared, used, text, 0);
    analyze(shared, fresh, text, 0);
    bytes a = written(shared, fresh, "read"), b = written(shared, used, "read"), again = written(shared, used, "read");
    assert_string_equal(a.p, b.p);
    assert_string_equal(b.p, again.p);
    free(a.p), free(b.p), free(again.p);
    casus_doc_free(fresh);
    casus_doc_free(used);
}

static void the_article_may_go_once_it_was_read(void **state)
{
    casus_doc *d = casus_doc_new();
    casus_error err;
    char text[] = "Police in Nairobi arrested 12 students.", id[] = "one", title[] = "Arrests in Nairobi";
    casus_article a = {.text = text, .id = id, .title = title, .date = 20220111};
    (void)state;
    assert_int_equal(casus_analyze(shared, d, &a, &err), 0);
    memset(text, '#', sizeof text - 1);
    memset(id, '#', sizeof id - 1);
    memset(title, '#', sizeof title - 1);
    bytes b = written(shared, d, "read");
    assert_null(strchr(b.p, '#'));
    assert_string_equal(d->id, "one");
    assert_true(d->sentences[0].headline);
    free(b.p);
    casus_doc_free(d);
}

static void a_given_split_is_kept(void **state)
{
    static const char *const given[] = {"Dr. Smith spoke", "", "Police in Nairobi arrested 12 students. They sang."};
    casus_doc *d = casus_doc_new();
    casus_error err;
    casus_article a = {.sentences = given, .n_sentences = 3, .text = "not read", .title = "not a sentence", .date = 20220111};
    (void)state;
    assert_int_equal(casus_analyze(shared, d, &a, &err), 0);
    assert_int_equal(d->n_sentences, 3);
    for (int i = 0; i < 3; i++) {
        casus_span at = d->sentences[i].at;
        assert_int_equal(at.end - at.begin, strlen(given[i]));
        assert_memory_equal(d->text + at.begin, given[i], at.end - at.begin);
    }
    assert_int_equal(d->n_events, 1);
    assert_int_equal(d->events[0].sentence, 2);
    casus_doc_free(d);
}

static void days_without_a_publication_date_stay_open(void **state)
{
    casus_doc *d = casus_doc_new();
    casus_error err;
    casus_article a = {.text = "Police in Nairobi arrested 12 students on Monday."};
    (void)state;
    for (int round = 0; round < 2; round++) {
        a.date = round ? 20221399 : 0; /* no such day is no day */
        assert_int_equal(casus_analyze(shared, d, &a, &err), 0);
        assert_int_equal(d->date, 0);
        assert_int_equal(d->n_events, 1);
        assert_int_equal(d->events[0].date, 0);
    }
    a.date = 20220111;
    assert_int_equal(casus_analyze(shared, d, &a, &err), 0);
    assert_int_equal(d->events[0].date, 20220110);
    casus_doc_free(d);
}

static void notes_are_kept_when_asked(void **state)
{
    casus_error err;
    casus *noting = casus_open(CASUS_SOURCE_DIR, &(casus_options){.notes = 1}, &err);
    casus_doc *d = casus_doc_new();
    (void)state;
    assert_non_null(noting);
    analyze(noting, d, "The United States urged Russia to withdraw its troops.", 0);
    assert_true(d->n_notes > 0);
    for (casus_ref i = 0; i < d->n_notes; i++)
        assert_true(*d->notes[i].stage && *d->notes[i].reason && d->notes[i].sentence < d->n_sentences);
    analyze(shared, d, "The United States urged Russia to withdraw its troops.", 0);
    assert_int_equal(d->n_notes, 0);
    casus_doc_free(d);
    casus_close(noting);
}

/* ---- writing ---- */

static int refuse(void *user, const char *p, size_t n)
{
    (void)user, (void)p, (void)n;
    return 1;
}

static void verbs_tell_whether_they_happened_when_asked(void **state)
{
    static const struct {
        const char *text, *verb;
        unsigned status;
    } cases[] = {{"Rebels did not attack the town.", "attack", CASUS_NEGATED}, {"The army will leave the valley.", "leave", CASUS_FUTURE},
                 {"The troops may return.", "return", CASUS_HYPOTHETICAL}, {"A baker sold bread.", "sold", CASUS_ACTUAL},
                 {"Nobody attacked the town.", "attacked", CASUS_NEGATED}, {"The rebels were prevented from attacking the town.", "attacking", CASUS_NEGATED},
                 {"The rebels almost attacked the town.", "attacked", CASUS_NEGATED}, {"The army has yet to leave the valley.", "leave", CASUS_NEGATED},
                 {"The ministers were to meet on Monday.", "meet", CASUS_FUTURE}, {"No matter what happened, the army left the valley.", "left", CASUS_ACTUAL}};
    casus_error err;
    (void)state;
    casus *c = casus_open(CASUS_SOURCE_DIR, &(casus_options){.acts = 1}, &err);
    casus_doc *d = casus_doc_new();
    assert_non_null(c);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(casus_analyze(c, d, &(casus_article){.text = cases[i].text}, &err), 0);
        bool found = false;
        for (uint32_t a = 0; a < d->n_acts; a++) {
            casus_span at = d->tokens[d->acts[a].token].at;
            if (at.end - at.begin != strlen(cases[i].verb) || memcmp(d->text + at.begin, cases[i].verb, at.end - at.begin) != 0)
                continue;
            found = true;
            assert_int_equal(d->acts[a].status, cases[i].status);
        }
        assert_true(found);
    }
    assert_int_equal(casus_analyze(shared, d, &(casus_article){.text = cases[0].text}, &err), 0);
    assert_int_equal(d->n_acts, 0);
    casus_doc_free(d);
    casus_close(c);
}

static void every_format_writes_and_no_other(void **state)
{
    casus_doc *d = casus_doc_new();
    casus_error err = {0};
    int n = 0;
    (void)state;
    analyze(shared, d, "The United States urged Russia to withdraw its troops.", 0);
    for (const char *const *f = casus_formats(); *f; f++, n++) {
        bytes b = written(shared, d, *f);
        assert_true(b.n > 100 && b.p[b.n - 1] == '\n');
        free(b.p);
        assert_int_equal(casus_write(shared, d, *f, refuse, NULL, &err), CASUS_EFILE);
    }
    assert_int_equal(n, 7);
    assert_int_equal(casus_write(shared, d, "xml", refuse, NULL, &err), CASUS_EUSAGE);
    assert_non_null(strstr(err.message, "'xml'"));
    casus_doc_free(d);
}

static void closed_lists_have_names(void **state)
{
    (void)state;
    assert_string_equal(casus_verdict_name(CASUS_V_CODED), "coded");
    assert_string_equal(casus_verdict_name(CASUS_V_NOT_ENGLISH), "not_english");
    assert_string_equal(casus_status_name(CASUS_HISTORICAL), "historical");
    assert_string_equal(casus_statement_name(CASUS_RED_LINE), "red_line");
    assert_string_equal(casus_statement_name(CASUS_CLAIM), "claim");
    assert_string_equal(casus_meeting_name(CASUS_PROPOSED), "proposed");
    assert_string_equal(casus_upos_name(CASUS_PROPN), "PROPN");
    assert_string_equal(casus_dep_name(CASUS_NSUBJ_PASS), "nsubj:pass");
    for (unsigned i = 0; i < 300; i++) { /* beyond its end a list has no name, and does no harm */
        assert_true((*casus_verdict_name(i) != '\0') == (i < CASUS_N_VERDICTS));
        assert_true((*casus_status_name(i) != '\0') == (i < CASUS_N_STATUS));
        assert_true((*casus_statement_name(i) != '\0') == (i < CASUS_N_STATEMENTS));
        assert_true(*casus_upos_name(i) != '\0' || i >= CASUS_N_UPOS);
        assert_true(*casus_dep_name(i) != '\0' || i >= CASUS_N_DEPS);
    }
}

/* ---- threads ---- */

enum { THREADS = 4, ROUNDS = 30 };
static const char *const articles[] = {"The United States urged Russia on Monday to withdraw its troops from Ukraine. \"We will not wait,\" Antony Blinken said.", "Police in Nairobi arrested 12 students.",
                                       "President Emmanuel Macron met Chancellor Olaf Scholz in Paris. He said France would send aid to Kenya.", "Bananas taste sweet."};

static void *reader(void *user)
{
    char **wanted = user;
    casus_doc *d = casus_doc_new();
    long wrong = 0;
    for (int i = 0; i < ROUNDS; i++) {
        casus_article a = {.text = articles[i % 4], .id = "t", .date = 20220111};
        bytes b = {0};
        wrong += casus_analyze(shared, d, &a, NULL) != 0 || casus_write(shared, d, "read", collect, &b, NULL) != 0 || strcmp(b.p, wanted[i % 4]) != 0;
        free(b.p);
    }
    casus_doc_free(d);
    return (void *)(intptr_t)wrong;
}

static void threads_share_what_is_open(void **state)
{
    pthread_t threads[THREADS];
    char *wanted[4];
    casus_doc *d = casus_doc_new();
    (void)state;
    for (int i = 0; i < 4; i++) {
        analyze(shared, d, articles[i], 0);
        wanted[i] = written(shared, d, "read").p;
    }
    for (int i = 0; i < THREADS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, reader, wanted), 0);
    for (int i = 0; i < THREADS; i++) {
        void *wrong = NULL;
        assert_int_equal(pthread_join(threads[i], &wrong), 0);
        assert_int_equal((intptr_t)wrong, 0);
    }
    for (int i = 0; i < 4; i++)
        free(wanted[i]);
    casus_doc_free(d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_cannot_be_opened_says_why),
        cmocka_unit_test(the_shipped_knowledge_has_no_fault),
        cmocka_unit_test(any_bytes_are_a_text),
        cmocka_unit_test(random_bytes_do_no_harm),
        cmocka_unit_test(a_long_document_is_refused_not_cut),
        cmocka_unit_test(one_long_sentence_takes_no_forever),
        cmocka_unit_test(a_document_forgets_what_it_held),
        cmocka_unit_test(the_article_may_go_once_it_was_read),
        cmocka_unit_test(a_given_split_is_kept),
        cmocka_unit_test(days_without_a_publication_date_stay_open),
        cmocka_unit_test(notes_are_kept_when_asked),
        cmocka_unit_test(verbs_tell_whether_they_happened_when_asked),
        cmocka_unit_test(every_format_writes_and_no_other),
        cmocka_unit_test(closed_lists_have_names),
        cmocka_unit_test(threads_share_what_is_open),
    };
    return cmocka_run_group_tests(tests, open_once, close_once);
}
