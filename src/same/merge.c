/* The same event in several reports.
 *
 *   A, Monday:   "A bomb killed 12 people in Kandahar on Monday, police said."
 *   B, Tuesday:  "The death toll from Monday's blast in Kandahar rose to 15."
 *   C, Monday:   "A bomb killed three in Lashkar Gah on Monday."
 *
 * A and B are one event; C, 130 km away, is another, however alike the words. Two reports can be
 * the same when category and status are the same, their days at most one apart, and neither parties
 * nor places contradict each other; what is not told contradicts nothing. They are the same when
 * enough agrees: a place, a party and some words; both parties and more words; or the same sentence
 * in two copies of a text. A report must fit every report that its event has, so that a chain of
 * likenesses never joins two places more than 50 km apart. The reasons are kept, and a person's
 * decision (casus merge split) is remembered over all that follows.
 *
 * To find candidates without comparing all with all, each report stands in a few blocks: category,
 * status, day, and one of its parties' countries, its place, or the text it is a copy of. */
#include "same/same.h"
#include "store/statement.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { MAX_SIDE = 8, MAX_BLOCKS = 64, LOOK_AT_MOST = 40 };

typedef struct side { /* actors or recipients */
    struct {
        char country[4], sector[4], name[60];
    } party[MAX_SIDE];
    int n;
} side;

typedef struct view { /* one report, as merging sees it */
    int64_t id, coding, event, document, original;
    double day; /* since 1970; NAN unknown */
    bool day_told;
    char key[40], type[16], status[16], mode[40], place[60], country[4], precision[8];
    ground ground;
    uint32_t words[WORDING_MOST], n_words;
    side actors, recipients;
} view;

typedef struct verdict {
    bool same;
    double score, wording, km; /* km < 0: not known */
    int days, actors, recipients, place; /* 1 agree, 0 nothing to say */
    bool copy;
} verdict;

/* ---- reading a report ---- */

static void take(char *out, size_t room, sqlite3_stmt *q, int at)
{
    snprintf(out, room, "%s", column_str(q, at));
}

static bool read_parties(store *s, view *v)
{
    sqlite3_stmt *q = store_query(s, Q_PARTIES_OF);
    if (!q)
        return false;
    sqlite3_bind_int64(q, 1, v->id);
    while (sqlite3_step(q) == SQLITE_ROW) {
        side *x = strcmp(column_str(q, 0), "actor") == 0 ? &v->actors : &v->recipients;
        if (x->n == MAX_SIDE)
            continue;
        take(x->party[x->n].country, sizeof x->party[0].country, q, 1);
        take(x->party[x->n].sector, sizeof x->party[0].sector, q, 2);
        take(x->party[x->n++].name, sizeof x->party[0].name, q, 3);
    }
    sqlite3_reset(q);
    return true;
}

static bool read_view(store *s, int64_t report, view *v)
{
    sqlite3_stmt *q = store_query(s, Q_ONE_REPORT);
    *v = (view){.id = report};
    if (!q)
        return false;
    sqlite3_bind_int64(q, 1, report);
    if (sqlite3_step(q) != SQLITE_ROW) {
        store_fail(s);
        return false;
    }
    take(v->key, sizeof v->key, q, 0);
    v->coding = sqlite3_column_int64(q, 1);
    v->event = sqlite3_column_int64(q, 2);
    v->day = sqlite3_column_type(q, 3) == SQLITE_NULL ? NAN : sqlite3_column_double(q, 3);
    take(v->type, sizeof v->type, q, 4);
    take(v->status, sizeof v->status, q, 5);
    take(v->mode, sizeof v->mode, q, 6);
    v->n_words = (uint32_t)sqlite3_column_bytes(q, 7) / sizeof *v->words;
    v->n_words = v->n_words < WORDING_MOST ? v->n_words : WORDING_MOST;
    if (v->n_words)
        memcpy(v->words, sqlite3_column_blob(q, 7), v->n_words * sizeof *v->words);
    take(v->place, sizeof v->place, q, 8);
    take(v->country, sizeof v->country, q, 9);
    take(v->precision, sizeof v->precision, q, 10);
    if (sqlite3_column_bytes(q, 16) == sizeof v->ground)
        memcpy(&v->ground, sqlite3_column_blob(q, 16), sizeof v->ground);
    v->ground.n = v->ground.n < 0 || v->ground.n > GROUND_MOST ? 0 : v->ground.n;
    v->original = sqlite3_column_int64(q, 13);
    v->document = sqlite3_column_int64(q, 14);
    v->day_told = !sqlite3_column_int(q, 15);
    sqlite3_reset(q);
    return read_parties(s, v);
}

/* ---- comparing two ---- */

/* 1: somebody stands on both; -1: both are known and nobody does; 0: nothing to say. */
static int sides_agree(const side *a, const side *b)
{
    bool known_a = false, known_b = false;
    for (int i = 0; i < a->n; i++)
        for (int j = 0; j < b->n; j++) {
            if (*a->party[i].country && strcmp(a->party[i].country, b->party[j].country) == 0)
                return 1;
            if (*a->party[i].name && strcmp(a->party[i].name, b->party[j].name) == 0)
                return 1;
            known_a |= *a->party[i].country != 0;
            known_b |= *b->party[j].country != 0;
        }
    return known_a && known_b ? -1 : 0;
}

/* 1: the same spot; -1: elsewhere; 0: nothing to say, or one is told less exactly. */
static int places_agree(const view *a, const view *b, double *km)
{
    *km = ground_km(&a->ground, &b->ground);
    if (*km > MERGE_KM)
        return -1;
    if (*km >= 0)
        return a->ground.told && b->ground.told ? 1 : 0;
    if (*a->country && *b->country && strcmp(a->country, b->country) != 0)
        return -1;
    bool exact = strcmp(a->precision, "place") == 0 && strcmp(b->precision, "place") == 0;
    if (exact)
        return strcmp(a->place, b->place) == 0 ? 1 : -1;
    bool regions = strcmp(a->precision, "admin1") == 0 && strcmp(b->precision, "admin1") == 0;
    return regions && strcmp(a->place, b->place) != 0 ? -1 : 0;
}

static bool modes_agree(const view *a, const view *b)
{
    return !*a->mode || !*b->mode || strcmp(a->mode, b->mode) == 0;
}

/* How much wording it takes depends on what else agrees; measured on nothing but judged on pairs, see docs/store.md. */
static double wording_needed(const verdict *v, bool same_document)
{
    if (same_document || v->copy)
        return 0.5;
    if (v->place == 1 && (v->actors == 1 || v->recipients == 1))
        return 0.15;
    if (v->actors == 1 && v->recipients == 1)
        return 0.25;
    if (v->actors == 1 || v->recipients == 1 || v->place == 1)
        return 0.35;
    return 0.7;
}

static verdict compare(const view *a, const view *b)
{
    verdict v = {.km = -1};
    bool undated = isnan(a->day) || isnan(b->day);
    v.copy = a->original == b->original && a->document != b->document;
    if (strcmp(a->type, b->type) != 0 || strcmp(a->status, b->status) != 0 || !modes_agree(a, b))
        return v;
    if ((undated && !v.copy) || (!undated && fabs(a->day - b->day) > MERGE_DAYS))
        return v;
    v.days = undated ? 0 : (int)fabs(a->day - b->day);
    v.actors = sides_agree(&a->actors, &b->actors);
    v.recipients = sides_agree(&a->recipients, &b->recipients);
    v.place = places_agree(a, b, &v.km);
    if (v.actors < 0 || v.recipients < 0 || v.place < 0)
        return v;
    v.wording = wording_likeness(a->words, a->n_words, b->words, b->n_words);
    v.same = v.wording >= wording_needed(&v, a->document == b->document);
    v.score = (v.actors + v.recipients + v.place + (v.days == 0)) * 0.15 + v.wording * 0.4;
    return v;
}

/* Could both be of one event, whatever the words? Asked of each pair in an event. */
static bool fits(const view *a, const view *b)
{
    double km;
    bool near = isnan(a->day) || isnan(b->day) || fabs(a->day - b->day) <= MERGE_DAYS;
    return near && places_agree(a, b, &km) >= 0 && modes_agree(a, b) && sides_agree(&a->actors, &b->actors) >= 0 && sides_agree(&a->recipients, &b->recipients) >= 0;
}

static bool fits_event(store *s, const view *v, int64_t event)
{
    int64_t list[200];
    int n = 0;
    bool good = true;
    sqlite3_stmt *q = store_query(s, Q_OF_EVENT);
    if (!q)
        return false;
    sqlite3_bind_int64(q, 1, event);
    while (n < 200 && sqlite3_step(q) == SQLITE_ROW)
        list[n++] = sqlite3_column_int64(q, 0);
    bool too_many = n == 200; /* then it is a day's slogan, not an event */
    sqlite3_reset(q);
    for (int i = 0; i < n && good; i++) {
        view other;
        good = read_view(s, list[i], &other) && (other.id == v->id || fits(v, &other));
    }
    return good && !too_many;
}

/* ---- blocks ---- */

static uint64_t block_hash(const view *v, int day, const char *kind, const char *what)
{
    char text[200];
    int n = snprintf(text, sizeof text, "%s|%s|%d|%s|%s", v->type, v->status, day, kind, what);
    uint64_t h = 14695981039346656037u;
    for (int i = 0; i < n; i++)
        h = (h ^ (unsigned char)text[i]) * 1099511628211u;
    return h;
}

static int add_side(const view *v, int day, const char *kind, const side *x, uint64_t *out, int n)
{
    for (int i = 0; i < x->n && n < MAX_BLOCKS; i++)
        if (*x->party[i].country || *x->party[i].name)
            out[n++] = block_hash(v, day, kind, *x->party[i].country ? x->party[i].country : x->party[i].name);
    return n;
}

/* The blocks of a report on a day. */
static int blocks_on(const view *v, int day, uint64_t *out, int n)
{
    n = add_side(v, day, "actor", &v->actors, out, n);
    n = add_side(v, day, "recipient", &v->recipients, out, n);
    for (int i = 0; i < v->ground.n && v->ground.told && n < MAX_BLOCKS; i++) { /* cells half a degree wide */
        char cell[40];
        snprintf(cell, sizeof cell, "%d,%d", (int)floor(v->ground.at[i].lat / 5e3), (int)floor(v->ground.at[i].lon / 5e3));
        out[n++] = block_hash(v, day, "cell", cell);
    }
    if (*v->place && n < MAX_BLOCKS)
        out[n++] = block_hash(v, day, "place", v->place);
    return n;
}

static int copy_block(const view *v, uint64_t *out, int n)
{
    char text[24];
    snprintf(text, sizeof text, "%lld", (long long)v->original);
    if (n < MAX_BLOCKS)
        out[n++] = block_hash(v, 0, "copy", text);
    return n;
}

static void add_blocks(store *s, const view *v)
{
    uint64_t hashes[MAX_BLOCKS];
    int n = isnan(v->day) ? 0 : blocks_on(v, (int)v->day, hashes, 0);
    n = copy_block(v, hashes, n);
    for (int i = 0; i < n; i++) {
        sqlite3_stmt *q = store_query(s, Q_BLOCK);
        if (!q)
            return;
        sqlite3_bind_int64(q, 1, (int64_t)hashes[i]);
        sqlite3_bind_int64(q, 2, v->id);
        store_done(s, q);
    }
}

static int find_in(store *s, const uint64_t *hashes, int n_hashes, const view *v, int64_t *out, int n)
{
    for (int i = 0; i < n_hashes; i++) {
        sqlite3_stmt *q = store_query(s, Q_IN_BLOCK);
        if (!q)
            return n;
        sqlite3_bind_int64(q, 1, (int64_t)hashes[i]);
        while (n < LOOK_AT_MOST && sqlite3_step(q) == SQLITE_ROW) {
            int64_t id = sqlite3_column_int64(q, 0);
            bool known = id == v->id;
            for (int k = 0; k < n && !known; k++)
                known = out[k] == id;
            if (!known)
                out[n++] = id;
        }
        sqlite3_reset(q);
    }
    return n;
}

static int find_candidates(store *s, const view *v, int64_t *out)
{
    uint64_t hashes[MAX_BLOCKS];
    int n = find_in(s, hashes, copy_block(v, hashes, 0), v, out, 0);
    for (int d = 0; d <= 2 * MERGE_DAYS && !isnan(v->day); d++) {
        int offset = d == 0 ? 0 : d % 2 ? -(d + 1) / 2 : d / 2; /* the same day first */
        n = find_in(s, hashes, blocks_on(v, (int)v->day + offset, hashes, 0), v, out, n);
    }
    return n;
}

/* ---- settling ---- */

static bool is_apart(store *s, const char *key)
{
    sqlite3_stmt *q = store_query(s, Q_IS_APART);
    if (!q)
        return false;
    bind_text(q, 1, key);
    bool apart = sqlite3_step(q) == SQLITE_ROW;
    sqlite3_reset(q);
    return apart;
}

/* An event is named after its first report; where that name is taken, a number follows it. */
int64_t merge_new_event(store *s, const char *key)
{
    char name[60];
    for (int i = 1; i < 10000; i++) {
        sqlite3_stmt *q = store_query(s, Q_NEW_EVENT);
        snprintf(name, sizeof name, i > 1 ? "%s~%d" : "%s", key, i);
        if (!q)
            return 0;
        bind_text(q, 1, name);
        if (!store_done(s, q))
            return 0;
        if (sqlite3_changes(s->db) == 1)
            return sqlite3_last_insert_rowid(s->db);
    }
    store_fail(s);
    return 0;
}

static void set_event(store *s, int64_t report, int64_t event)
{
    sqlite3_stmt *q = store_query(s, Q_SET_EVENT);
    if (!q)
        return;
    sqlite3_bind_int64(q, 1, report);
    sqlite3_bind_int64(q, 2, event);
    store_done(s, q);
}

static void keep_reasons(store *s, const view *v, const view *with, const verdict *why)
{
    char text[300], km[40] = "null";
    if (why->km >= 0)
        snprintf(km, sizeof km, "%.1f", why->km);
    snprintf(text, sizeof text, "{\"with\":\"%s\",\"days_apart\":%d,\"date\":\"%s\",\"actors\":%s,\"recipients\":%s,\"place\":%s,\"km\":%s,\"wording\":%.2f,\"copy\":%s}", with->key,
             why->days, v->day_told && with->day_told ? "told" : "published", why->actors ? "true" : "null", why->recipients ? "true" : "null", why->place ? "true" : "null", km,
             why->wording, why->copy ? "true" : "false");
    sqlite3_stmt *q = store_query(s, Q_REASON);
    if (!q)
        return;
    sqlite3_bind_int64(q, 1, v->id);
    sqlite3_bind_int64(q, 2, with->id);
    sqlite3_bind_double(q, 3, why->score);
    bind_text(q, 4, text);
    store_done(s, q);
}

/* The best event for a report among its candidates; 0 when it is a new one. */
static int64_t best_event(store *s, const view *v, view *with, verdict *why)
{
    int64_t list[LOOK_AT_MOST], refused[LOOK_AT_MOST], best = 0;
    int n = find_candidates(s, v, list), n_refused = 0;
    for (int i = 0; i < n; i++) {
        view other;
        if (!read_view(s, list[i], &other) || is_apart(s, other.key))
            continue;
        verdict x = compare(v, &other);
        bool no = !x.same || (best && x.score <= why->score);
        for (int k = 0; k < n_refused && !no; k++)
            no = refused[k] == other.event;
        if (no)
            continue;
        if (!fits_event(s, v, other.event)) {
            refused[n_refused++] = other.event;
            continue;
        }
        best = other.event;
        *with = other;
        *why = x;
    }
    return best;
}

/* A document read again: a report that is the same stays in its event, if it still fits there. */
static int64_t earlier_event(store *s, const view *v)
{
    sqlite3_stmt *q = store_query(s, Q_EARLIER), *keep = store_query(s, Q_REASON);
    int64_t event = 0;
    if (!q || !keep)
        return 0;
    bind_text(q, 1, v->key);
    sqlite3_bind_int64(q, 2, v->id);
    if (sqlite3_step(q) == SQLITE_ROW)
        event = sqlite3_column_int64(q, 0);
    if (event && !fits_event(s, v, event))
        event = 0;
    if (event && sqlite3_column_type(q, 1) != SQLITE_NULL) {
        sqlite3_bind_int64(keep, 1, v->id);
        for (int i = 1; i <= 3; i++)
            sqlite3_bind_value(keep, i + 1, sqlite3_column_value(q, i));
        store_done(s, keep);
    }
    sqlite3_reset(q);
    return event;
}

static void settle(store *s, int64_t report)
{
    view v, with;
    verdict why = {0};
    if (!read_view(s, report, &v))
        return;
    int64_t event = earlier_event(s, &v);
    if (!event && !is_apart(s, v.key) && (event = best_event(s, &v, &with, &why)))
        keep_reasons(s, &v, &with, &why);
    if (!event)
        event = merge_new_event(s, v.key);
    set_event(s, report, event);
    add_blocks(s, &v);
}

int merge_report(store *s, int64_t report, casus_error *err)
{
    settle(s, report);
    return s->failed ? store_fault(s, err) : CASUS_OK;
}

int merge_settle(store *s, int64_t coding, casus_error *err)
{
    int64_t *list = NULL;
    int n = 0, room = 0;
    sqlite3_stmt *q = store_query(s, Q_REPORTS_OF);
    if (!q)
        return store_fault(s, err);
    sqlite3_bind_int64(q, 1, coding);
    while (sqlite3_step(q) == SQLITE_ROW) {
        if (n == room) {
            int64_t *more = realloc(list, (size_t)(room = room ? room * 2 : 64) * sizeof *list);
            if (!more) {
                free(list);
                return error_set(err, CASUS_ENOMEM, "out of memory");
            }
            list = more;
        }
        list[n++] = sqlite3_column_int64(q, 0);
    }
    sqlite3_reset(q);
    for (int i = 0; i < n && !s->failed; i++)
        settle(s, list[i]);
    free(list);
    return s->failed ? store_fault(s, err) : CASUS_OK;
}

int same_settle(store *s, const paper *p, const added *a, casus_error *err)
{
    if (!a->coding)
        return CASUS_OK;
    if (a->document && copy_settle(s, a->document, p, err) != 0)
        return CASUS_EFILE;
    return merge_settle(s, a->coding, err);
}
