/* Cases that explain themselves: tests/cases/ledger/.
 *
 *     "We will not wait," Mr Lavrov told reporters.
 *         > says Lavrov: We will not wait
 *         > refusal Lavrov: We will not wait
 *         * demand
 *
 * A line at the margin is a document, read as of 11 January 2022 (" // " stands for a new paragraph).
 * Below it, `>` is what must be read out of it and `*` a kind that must not be. The forms:
 *     says WHO: WORDS                        whose words (source or speaker's name holds WHO)
 *     demand|claim|... WHO: WORDS [; if WORDS] [; issue NAME] [; to WHO]
 *     figure WHAT LOW HIGH [about] [; of WHO] [; by WHO]
 *     meeting STATUS WHO | WHO [; at PLACE] [; on YYYYMMDD]
 * In known-failures.txt each `>` must fail: when it passes it moves out. */
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
    int run, unexpected;
} bench;

/* ---- words ---- */

static bool holds(const char *p, size_t n, str want)
{
    for (size_t i = 0; want.n && i + want.n <= n; i++)
        if (memcmp(p + i, want.p, want.n) == 0)
            return true;
    return want.n == 0;
}

static bool span_holds(const bench *b, casus_span s, str want)
{
    return s.end >= s.begin && holds(b->doc->text + s.begin, s.end - s.begin, want);
}

static bool actor_is(const bench *b, casus_ref actor, str want)
{
    if (str_is(want, "-"))
        return actor == CASUS_NONE;
    if (actor == CASUS_NONE)
        return false;
    const casus_actor *a = &b->doc->actors[actor];
    const char *name = casus_name(b->c, b->doc, a->name);
    return span_holds(b, a->at, want) || holds(name, strlen(name), want);
}

static bool any_is(const bench *b, const casus_ref *list, uint8_t n, str want)
{
    for (uint8_t i = 0; i < n; i++)
        if (actor_is(b, list[i], want))
            return true;
    return false;
}

/* ---- what is wanted ---- */

typedef struct want {
    str kind, who, words, condition, issue, to, at, on, by;
} want;

static want want_read(str text)
{
    want w = {0};
    str rest = text, head = str_cut(&rest, " ; ");
    w.words = head;
    w.kind = str_cut(&w.words, " ");
    w.words = str_trim(w.words);
    str after = w.words, who = str_cut(&after, ": ");
    if (after.p) {
        w.who = who;
        w.words = str_trim(after);
    }
    while (rest.p) {
        str value = rest, option = {0};
        value = str_cut(&rest, " ; ");
        option = str_cut(&value, " ");
        str *field = str_is(option, "if") ? &w.condition : str_is(option, "issue") ? &w.issue : str_is(option, "to") || str_is(option, "of") ? &w.to : str_is(option, "at") ? &w.at : str_is(option, "on") ? &w.on : &w.by;
        *field = str_trim(value);
    }
    return w;
}

static bool says(const bench *b, const want *w)
{
    for (uint32_t i = 0; i < b->doc->n_attributions; i++) {
        const casus_attribution *a = &b->doc->attributions[i];
        bool who = str_is(w->who, "-") ? a->source.end == a->source.begin : span_holds(b, a->source, w->who) || actor_is(b, a->speaker, w->who);
        bool to = !w->to.p || any_is(b, a->addressee, a->n_addressees, w->to);
        if (who && to && span_holds(b, a->content, w->words))
            return true;
    }
    return w->kind.n == 0;
}

static bool states(const bench *b, const want *w)
{
    for (uint32_t i = 0; i < b->doc->n_statements; i++) {
        const casus_statement *s = &b->doc->statements[i];
        bool good = str_is(w->kind, casus_statement_name(s->kind)) && (!w->who.p || actor_is(b, s->speaker, w->who)) && span_holds(b, s->content, w->words);
        good = good && (!w->condition.p || (s->condition.end > s->condition.begin && span_holds(b, s->condition, w->condition)));
        good = good && (!w->issue.p || str_is(w->issue, casus_name(b->c, b->doc, s->issue))) && (!w->to.p || any_is(b, s->addressee, s->n_addressees, w->to));
        if (good)
            return true;
    }
    return false;
}

/* "troops 3000 4000 about" */
static bool counts(const bench *b, const want *w)
{
    str rest = w->words, what = str_cut(&rest, " "), low = str_cut(&rest, " "), high = str_cut(&rest, " ");
    long l = 0, h = 0;
    for (uint32_t i = 0; i < b->doc->n_figures; i++) {
        const casus_figure *f = &b->doc->figures[i];
        bool good = !what.n || str_is(what, casus_name(b->c, b->doc, f->what));
        if (low.p && str_int(low, &l) && str_int(high, &h))
            good = good && f->low == l && f->high == h && (f->approx != 0) == (rest.p != NULL);
        good = good && (!w->to.p || actor_is(b, f->owner, w->to)) && (!w->by.p || actor_is(b, f->claimant, w->by));
        if (good)
            return true;
    }
    return false;
}

static bool meets(const bench *b, const want *w)
{
    long on = 0;
    for (uint32_t i = 0; i < b->doc->n_meetings; i++) {
        const casus_meeting *m = &b->doc->meetings[i];
        str rest = w->words, status = str_cut(&rest, " ");
        bool good = !status.n || str_is(status, casus_meeting_name(m->status));
        while (rest.p)
            good = any_is(b, m->party, m->n_parties, str_cut(&rest, "|")) && good;
        good = good && (!w->at.p || (m->place != CASUS_NONE && span_holds(b, b->doc->places[m->place].at, w->at)));
        good = good && (!w->on.p || (str_int(w->on, &on) && m->date == on));
        if (good)
            return true;
    }
    return false;
}

static bool found(const bench *b, str text)
{
    want w = want_read(text);
    if (str_is(w.kind, "says"))
        return says(b, &w);
    return str_is(w.kind, "figure") ? counts(b, &w) : str_is(w.kind, "meeting") ? meets(b, &w) : states(b, &w);
}

/* ---- the files ---- */

static void tell(const bench *b, const char *file, int line, str wanted, bool good)
{
    fprintf(stderr, "%s:%d: %s: %.*s\n", file, line, good ? "found" : "not found", (int)wanted.n, wanted.p);
    for (uint32_t i = 0; i < b->doc->n_attributions; i++) {
        const casus_attribution *a = &b->doc->attributions[i];
        fprintf(stderr, "    says %.*s: %.*s\n", (int)(a->source.end - a->source.begin), b->doc->text + a->source.begin, (int)(a->content.end - a->content.begin), b->doc->text + a->content.begin);
    }
    for (uint32_t i = 0; i < b->doc->n_statements; i++) {
        const casus_statement *s = &b->doc->statements[i];
        fprintf(stderr, "    %s %s: %.*s\n", casus_statement_name(s->kind), casus_name(b->c, b->doc, b->doc->actors[s->speaker].name), (int)(s->content.end - s->content.begin), b->doc->text + s->content.begin);
    }
    for (uint32_t i = 0; i < b->doc->n_figures; i++)
        fprintf(stderr, "    figure %s %lld %lld\n", casus_name(b->c, b->doc, b->doc->figures[i].what), (long long)b->doc->figures[i].low, (long long)b->doc->figures[i].high);
    for (uint32_t i = 0; i < b->doc->n_meetings; i++)
        fprintf(stderr, "    meeting %s, %d parties, %d\n", casus_meeting_name(b->doc->meetings[i].status), b->doc->meetings[i].n_parties, (int)b->doc->meetings[i].date);
}

static void read_document(bench *b, str text)
{
    char *copy = arena_copy(&b->memory, text.p, text.n);
    for (char *p; (p = strstr(copy, " // ")) != NULL;)
        memcpy(p, "  \n\n", 4);
    casus_article a = {.text = copy, .n_text = text.n, .date = 20220111, .id = "case"};
    casus_error err;
    assert_int_equal(casus_analyze(b->c, b->doc, &a, &err), 0);
}

static void run_line(bench *b, const char *file, int line, str text, bool known)
{
    str body = str_trim(text);
    if (!body.n || body.p[0] == '#')
        return;
    if (text.p[0] != ' ') {
        read_document(b, body);
        return;
    }
    bool wanted = body.p[0] == '>';
    assert_true(wanted || body.p[0] == '*');
    str what = str_trim((str){body.p + 1, body.n - 1});
    bool good = found(b, what) == wanted;
    b->run++;
    if (good != known)
        return;
    b->unexpected++;
    if (good)
        fprintf(stderr, "passes now, take it out of known-failures.txt: ");
    tell(b, file, line, what, found(b, what));
}

static void run_file(bench *b, const char *dir, const char *file)
{
    size_t n;
    casus_error err;
    char *bytes = file_read(arena_printf(&b->memory, "%s/%s", dir, file), &n, &err);
    assert_non_null(bytes);
    int number = 0;
    for (const char *p = bytes; p < bytes + n; number++) {
        const char *end = memchr(p, '\n', (size_t)(bytes + n - p));
        end = end ? end : bytes + n;
        if (end > p)
            run_line(b, file, number + 1, (str){p, (size_t)(end - p)}, strstr(file, "known-failures") != NULL);
        p = end + 1;
    }
    free(bytes);
}

static void every_case_is_read_as_it_says(void **state)
{
    bench b = {0};
    casus_error err;
    const char *dir = CASUS_SOURCE_DIR "/tests/cases/ledger";
    (void)state;
    b.c = casus_open(CASUS_SOURCE_DIR, NULL, &err);
    assert_non_null(b.c);
    b.doc = casus_doc_new();
    char **files = file_list(&b.memory, dir, ".txt", &err);
    assert_non_null(files);
    for (; *files; files++)
        run_file(&b, dir, *files);
    fprintf(stderr, "%d checks, %d unexpected\n", b.run, b.unexpected);
    assert_true(b.run > 60);
    assert_int_equal(b.unexpected, 0);
    casus_doc_free(b.doc);
    casus_close(b.c);
    arena_free(&b.memory);
}

/* Each speaker is somebody, each content lies in its sentence, each piece has a beginning. */
static void what_is_read_holds_together(void **state)
{
    static const char text[] = "“We will not wait,” Mr Lavrov said. “Kyiv must leave. Or else.\n\n“We are ready,” he told reporters: according to him, 40 soldiers died.\n\nSaid said said: \"\"\"";
    casus_error err;
    (void)state;
    casus *c = casus_open(CASUS_SOURCE_DIR, NULL, &err);
    assert_non_null(c);
    casus_doc *d = casus_doc_new();
    for (size_t n = 1; n < sizeof text; n++) { /* cut anywhere, in the middle of a character too */
        casus_article a = {.text = text, .n_text = n, .date = 20220111, .id = "cut"};
        assert_int_equal(casus_analyze(c, d, &a, &err), 0);
        for (uint32_t i = 0; i < d->n_statements; i++) {
            const casus_statement *s = &d->statements[i];
            assert_true(s->speaker < d->n_actors);
            assert_true(s->content.begin >= d->sentences[s->sentence].at.begin && s->content.end <= d->sentences[s->sentence].at.end && s->content.end > s->content.begin);
        }
        for (uint32_t i = 0; i < d->n_attributions; i++) {
            assert_true(d->attributions[i].of < d->n_attributions && d->attributions[d->attributions[i].of].of == d->attributions[i].of);
            assert_true(!i || d->attributions[i].sentence >= d->attributions[i - 1].sentence);
        }
    }
    casus_doc_free(d);
    casus_close(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_case_is_read_as_it_says), cmocka_unit_test(what_is_read_holds_together)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
