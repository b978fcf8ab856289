/* "wrong": what a reader says of a coding becomes a line of a file, in the form of the project's own test cases.
 *
 *     # 2026-11-26 wrong 20220111-ab12: a quotation, not a threat
 *     * Rebels attacked down the left and scored.
 *
 * Only with a token; the file is appended to under a lock, a line break in a note becomes a blank. */
#include "server/inside.h"

#include <jansson.h>
#include <stdio.h>
#include <time.h>

static void put_plain(buffer *b, const char *s)
{
    for (; *s; s++)
        buffer_put(b, (unsigned char)*s < ' ' ? " " : s, 1);
}

static bool sentence_of(ask *q, int64_t number, int64_t sentence, buffer *b)
{
    static const char sql[] = "SELECT substr(d.text, s.start + 1, s.stop - s.start) FROM document d JOIN coding c ON c.id = d.current JOIN sentence s ON s.id = c.first_sentence + ?2 WHERE d.id = ?1 AND ?2 < c.sentences";
    sqlite3_stmt *x = worker_ask(q->w, sql);
    if (x) {
        sqlite3_bind_int64(x, 1, number);
        sqlite3_bind_int64(x, 2, sentence);
    }
    if (!x || sentence < 0 || sqlite3_step(x) != SQLITE_ROW) {
        fault_set(&q->fault, 404, "sentence", "no sentence %lld in document %lld", (long long)sentence, (long long)number);
        return false;
    }
    put_plain(b, (const char *)sqlite3_column_text(x, 0));
    return true;
}

static const char *string_of(ask *q, const json_t *o, const char *key)
{
    const json_t *v = json_object_get(o, key);
    if (v && !json_is_string(v))
        fault_set(&q->fault, 400, key, "%s: a string is wanted", key);
    const char *s = json_string_value(v);
    if (s && strlen(s) > 2000)
        fault_set(&q->fault, 400, key, "%s: is too long", key);
    return s ? s : "";
}

/* "+ SENTENCE > THREATEN RUS > UKR" for what is missing or right, "* SENTENCE" for what is no event. */
static bool write_case(ask *q, const json_t *o, buffer *b)
{
    const char *verdict = string_of(q, o, "verdict"), *note = string_of(q, o, "note"), *expected = string_of(q, o, "expected"), *report = string_of(q, o, "report");
    const json_t *which = json_object_get(o, "document"), *sentence = json_object_get(o, "sentence");
    char day[16];
    time_t now = time(NULL);
    struct tm utc;
    if (strcmp(verdict, "wrong") != 0 && strcmp(verdict, "missing") != 0 && strcmp(verdict, "right") != 0)
        fault_set(&q->fault, 400, "verdict", "verdict: wrong, missing or right is wanted");
    if (!json_is_integer(which) || !json_is_integer(sentence))
        fault_set(&q->fault, 400, json_is_integer(which) ? "sentence" : "document", "document, sentence: their numbers are wanted");
    if (q->fault.status)
        return false;
    strftime(day, sizeof day, "%Y-%m-%d", gmtime_r(&now, &utc));
    buffer_printf(b, "# %s %s ", day, verdict);
    put_plain(b, report);
    buffer_puts(b, *note ? ": " : "");
    put_plain(b, note);
    buffer_puts(b, strcmp(verdict, "wrong") == 0 && !*expected ? "\n* " : "\n+ ");
    if (!sentence_of(q, json_integer_value(which), json_integer_value(sentence), b))
        return false;
    buffer_puts(b, *expected ? "  > " : "");
    put_plain(b, expected);
    buffer_puts(b, "\n");
    return !b->failed;
}

static bool append(ask *q, const buffer *b)
{
    char beside[1200];
    const char *path = q->v->o->judgements;
    snprintf(beside, sizeof beside, "%s.judgements.txt", q->v->o->db);
    pthread_mutex_lock(&q->v->judging);
    FILE *f = fopen(path ? path : beside, "a");
    bool good = f && fwrite(b->p, 1, b->n, f) == b->n;
    good = f && fclose(f) == 0 && good;
    pthread_mutex_unlock(&q->v->judging);
    if (!good)
        fault_set(&q->fault, 503, "", "the judgement file cannot be written");
    return good;
}

void answer_judgement(ask *q)
{
    json_error_t fault;
    buffer b = {0};
    json_t *o = json_loadb(q->r->body, q->r->n_body, JSON_REJECT_DUPLICATES, &fault);
    if (!json_is_object(o))
        fault_set(&q->fault, 400, "body", "the body is no JSON object: %.200s", o ? "another value" : fault.text);
    else if (write_case(q, o, &b) && append(q, &b)) {
        buffer_puts(q->out, "{\"written\":true,\"case\":");
        put_json(q->out, (str){b.p, b.n});
        buffer_puts(q->out, "}\n");
    }
    buffer_free(&b);
    json_decref(o);
}
