/* What was told, by the day on which it was published.
 *
 *     2022-01-11  Moscow demands ...   REQUEST   RUS > USA    article 88, sentence 4
 *
 * An event counts once, at its first report, however many papers told it; statements and meetings once a
 * text, copies left out. Of a pair, one must act and the other be acted on, or both act together with nobody
 * acted on (talks). The articles read each day are the measure of how much could have been told. */
#include "analysis/analysis.h"
#include "store/statement.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct pairs pairs;

typedef struct loading {
    history *h;
    pairs *pairs; /* not NULL: every pair at once */
    const weights *w;
    uint32_t room;
    int32_t until;
    bool failed;
} loading;

/* ---- terms ---- */

/* A mode's own line beats its category's; -1 when neither is listed. */
static int term_of(const weights *w, term_kind kind, const char *name, const char *mode)
{
    int found = -1;
    size_t first = strcspn(mode, ";+");
    for (int i = 0; i < w->n; i++) {
        const term *t = &w->terms[i];
        if (t->kind != kind || strcmp(t->name, name) != 0)
            continue;
        if (!t->mode[0] && found < 0)
            found = i;
        else if (t->mode[0] && strlen(t->mode) == first && strncmp(t->mode, mode, first) == 0)
            return i;
    }
    return found;
}

static double share_of(const weights *w, const char *status)
{
    static const char *const names[N_STATUS] = {"actual", "future", "hypothetical", "negated", "historical"};
    for (int i = 0; i < N_STATUS; i++)
        if (strcmp(status, names[i]) == 0)
            return w->status[i];
    return 1;
}

static bool day_of(const char *published, int32_t *day)
{
    int32_t from, until;
    char precision;
    if (!date_parse(str_of(published), &from, &until, &precision) || precision != 'd')
        return false;
    *day = date_days(from);
    return true;
}

static void push(loading *l, const item *x)
{
    history *h = l->h;
    if (h->n == l->room) {
        uint32_t room = l->room ? l->room * 2 : 256;
        item *bigger = realloc(h->items, room * sizeof *bigger);
        if (!bigger) {
            l->failed = true;
            return;
        }
        h->items = bigger;
        l->room = room;
    }
    h->items[h->n++] = *x;
}

static void copy_code(char out[4], const char *code)
{
    snprintf(out, 4, "%.3s", code);
}

/* ---- rows ---- */

static void spread(pairs *all, const char *actors, const char *recipients, const item *x);

/* Columns: 0 published, 1 document, 2 sentence, 3 name, 4 mode, 5 status, 6 score, 7 key, 8 who, 9 to whom, 10 what makes it the same as another. Rows
 * that are one thing stand together, the first published before the others. */
static void take_rows(loading *l, sqlite3_stmt *q, term_kind kind)
{
    char same[200] = "";
    while (!l->failed && sqlite3_step(q) == SQLITE_ROW) {
        int32_t day;
        const char *one = column_str(q, 10);
        if (!day_of(column_str(q, 0), &day) || (l->until && day > l->until) || (one[0] && strncmp(one, same, sizeof same - 1) == 0))
            continue;
        snprintf(same, sizeof same, "%s", one);
        int t = term_of(l->w, kind, column_str(q, 3), column_str(q, 4));
        double factor = t < 0 ? 0 : share_of(l->w, column_str(q, 5)) * sqlite3_column_double(q, 6);
        if (factor <= 0)
            continue;
        item x = {.day = day, .term = (int16_t)t, .factor = (float)factor, .document = sqlite3_column_int64(q, 1), .sentence = sqlite3_column_int(q, 2)};
        snprintf(x.key, sizeof x.key, "%s", column_str(q, 7));
        copy_code(x.who[0], column_str(q, 8));
        copy_code(x.who[1], column_str(q, 9));
        if (l->pairs)
            spread(l->pairs, column_str(q, 11), column_str(q, 12), &x);
        else
            push(l, &x);
    }
}

#define FIRST_PARTY(ROLE) "coalesce((SELECT e.country FROM party p JOIN entity e ON e.id = p.entity WHERE p.report = r.id AND p.role = '" ROLE "' ORDER BY p.number LIMIT 1),'')"
/* One acts and the other is acted on, or both act and nobody is acted on. ?1 is the one with fewer parties: from it one looks for the other. */
#define BOTH " AND r.id IN (SELECT a.report FROM (SELECT p.report, p.role FROM entity e JOIN party p ON p.entity = e.id WHERE e.country = ?1) a CROSS JOIN party b ON b.report = a.report" \
    " JOIN entity f ON f.id = b.entity WHERE f.country = ?2 AND (a.role <> b.role OR (a.role = 'actor' AND NOT EXISTS(SELECT 1 FROM party z WHERE z.report = a.report AND z.role = 'recipient'))))"
#define OF(N) " AND r.id IN (SELECT p.report FROM entity e JOIN party p ON p.entity = e.id WHERE e.country = " N ")"

static const char *const events_sql[3] = { /* everything, one country, a pair */
    "SELECT d.published, d.id, r.sentence - c.first_sentence, r.type, r.mode, r.status, r.score / 1000.0, v.key, " FIRST_PARTY("actor") ", " FIRST_PARTY("recipient") ", v.key"
    " FROM report r JOIN document d ON d.current = r.coding JOIN coding c ON c.id = r.coding JOIN event v ON v.id = r.event WHERE d.published IS NOT NULL ORDER BY r.event, d.published, r.id",
    "SELECT d.published, d.id, r.sentence - c.first_sentence, r.type, r.mode, r.status, r.score / 1000.0, v.key, " FIRST_PARTY("actor") ", " FIRST_PARTY("recipient") ", v.key"
    " FROM report r JOIN document d ON d.current = r.coding JOIN coding c ON c.id = r.coding JOIN event v ON v.id = r.event WHERE d.published IS NOT NULL" OF("?1")
    " ORDER BY r.event, d.published, r.id",
    "SELECT d.published, d.id, r.sentence - c.first_sentence, r.type, r.mode, r.status, r.score / 1000.0, v.key, " FIRST_PARTY("actor") ", " FIRST_PARTY("recipient") ", v.key"
    " FROM report r JOIN document d ON d.current = r.coding JOIN coding c ON c.id = r.coding JOIN event v ON v.id = r.event WHERE d.published IS NOT NULL" BOTH
    " ORDER BY r.event, d.published, r.id"};

#define ADDRESSED(N) "EXISTS(SELECT 1 FROM addressee a JOIN mention n ON n.coding = a.coding AND n.number = a.mention JOIN entity x ON x.id = n.entity" \
    " WHERE a.coding = s.coding AND a.statement = s.number AND x.country = " N ")"
#define STATEMENTS "SELECT d.published, d.id, s.sentence, s.kind, '', 'actual', 1.0, '', coalesce(e.country,''), coalesce((SELECT x.country FROM addressee a JOIN mention n ON n.coding = a.coding" \
    " AND n.number = a.mention JOIN entity x ON x.id = n.entity WHERE a.coding = s.coding AND a.statement = s.number ORDER BY a.number LIMIT 1),''), ''" \
    " FROM statement s JOIN document d ON d.current = s.coding LEFT JOIN mention m ON m.coding = s.coding AND m.number = s.speaker LEFT JOIN entity e ON e.id = m.entity" \
    " WHERE d.published IS NOT NULL AND (d.original IS NULL OR d.original = d.id)"

static const char *const statements_sql[3] = {STATEMENTS, STATEMENTS " AND e.country = ?1",
                                              STATEMENTS " AND ((e.country = ?1 AND " ADDRESSED("?2") ") OR (e.country = ?2 AND " ADDRESSED("?1") "))"};

#define ATTENDED(N) " AND EXISTS(SELECT 1 FROM attendee a JOIN mention n ON n.coding = a.coding AND n.number = a.mention JOIN entity x ON x.id = n.entity" \
    " WHERE a.coding = g.coding AND a.meeting = g.number AND x.country = " N ")"
#define MEETINGS "SELECT d.published, d.id, g.sentence, g.status, '', 'actual', 1.0, '', '', '', CASE WHEN g.date IS NULL THEN '' ELSE g.date || g.status END" \
    " FROM meeting g JOIN document d ON d.current = g.coding WHERE d.published IS NOT NULL AND (d.original IS NULL OR d.original = d.id)"
#define ONE_BY_ONE " ORDER BY g.date, g.status, d.published, d.id, g.number"

static const char *const meetings_sql[3] = {MEETINGS ONE_BY_ONE, MEETINGS ATTENDED("?1") ONE_BY_ONE, MEETINGS ATTENDED("?1") ATTENDED("?2") ONE_BY_ONE};

/* How many parties a country's entities are. */
static int64_t parties_of(store *s, const char *country)
{
    sqlite3_stmt *q;
    int64_t n = 0;
    if (sqlite3_prepare_v2(store_db(s), "SELECT count(*) FROM entity e JOIN party p ON p.entity = e.id WHERE e.country = ?1", -1, &q, NULL) == SQLITE_OK) {
        bind_text(q, 1, country);
        if (sqlite3_step(q) == SQLITE_ROW)
            n = sqlite3_column_int64(q, 0);
    }
    sqlite3_finalize(q);
    return n;
}

static int run(store *s, loading *l, const char *sql, term_kind kind, casus_error *err)
{
    sqlite3_stmt *q;
    bool turned = kind == TERM_EVENT && l->h->of.b[0] && parties_of(s, l->h->of.b) < parties_of(s, l->h->of.a);
    if (sqlite3_prepare_v2(store_db(s), sql, -1, &q, NULL) != SQLITE_OK)
        return store_fault(s, err);
    if (l->h->of.a[0])
        bind_text(q, turned ? 2 : 1, l->h->of.a);
    if (l->h->of.b[0])
        bind_text(q, turned ? 1 : 2, l->h->of.b);
    take_rows(l, q, kind);
    int code = sqlite3_finalize(q);
    if (l->failed)
        return error_set(err, CASUS_ENOMEM, "out of memory");
    return code == SQLITE_OK ? 0 : store_fault(s, err);
}

static int read_days(store *s, history *h, int32_t until, casus_error *err)
{
    sqlite3_stmt *q;
    uint32_t room = 0;
    if (sqlite3_prepare_v2(store_db(s), "SELECT published, count(*) FROM document WHERE published IS NOT NULL AND (original IS NULL OR original = id) GROUP BY published ORDER BY published", -1, &q, NULL) != SQLITE_OK)
        return store_fault(s, err);
    while (sqlite3_step(q) == SQLITE_ROW) {
        int32_t day;
        if (!day_of(column_str(q, 0), &day) || (until && day > until))
            continue;
        if (h->n_days == room) {
            day_read *bigger = realloc(h->days, (room = room ? room * 2 : 256) * sizeof *bigger);
            if (!bigger) {
                sqlite3_finalize(q);
                return error_set(err, CASUS_ENOMEM, "out of memory");
            }
            h->days = bigger;
        }
        h->days[h->n_days++] = (day_read){day, sqlite3_column_int(q, 1)};
    }
    return sqlite3_finalize(q) == SQLITE_OK ? 0 : store_fault(s, err);
}

static int by_day(const void *a, const void *b)
{
    const item *x = a, *y = b;
    if (x->day != y->day)
        return x->day < y->day ? -1 : 1;
    if (x->document != y->document)
        return x->document < y->document ? -1 : 1;
    if (x->sentence != y->sentence)
        return x->sentence < y->sentence ? -1 : 1;
    return x->term != y->term ? (x->term < y->term ? -1 : 1) : strcmp(x->key, y->key);
}

history *history_open(store *s, const weights *w, const scope *of, int32_t until, casus_error *err)
{
    int which = of->b[0] ? 2 : of->a[0] ? 1 : 0;
    loading l = {.h = calloc(1, sizeof *l.h), .w = w, .until = until};
    if (!l.h) {
        error_set(err, CASUS_ENOMEM, "out of memory");
        return NULL;
    }
    l.h->of = *of;
    if (read_days(s, l.h, until, err) != 0 || run(s, &l, events_sql[which], TERM_EVENT, err) != 0 || run(s, &l, statements_sql[which], TERM_STATEMENT, err) != 0 ||
        run(s, &l, meetings_sql[which], TERM_MEETING, err) != 0) {
        history_free(l.h);
        return NULL;
    }
    if (l.h->n)
        qsort(l.h->items, l.h->n, sizeof *l.h->items, by_day);
    return l.h;
}

void history_free(history *h)
{
    if (!h)
        return;
    free(h->items);
    free(h->days);
    free(h);
}

int64_t history_articles(const history *h, int32_t from, int32_t until)
{
    int64_t n = 0;
    uint32_t low = 0, high = h->n_days;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (h->days[middle].day < from)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < h->n_days && h->days[low].day <= until; low++)
        n += h->days[low].articles;
    return n;
}

/* ---- every pair at once ---- */

typedef struct pair {
    scope of;
    item *items;
    uint32_t n, room;
} pair;

struct pairs { /* an open hash of pairs */
    pair *slots;
    uint32_t n, room; /* room: a power of two */
    bool failed;
};

static pair *slot_of(pair *table, uint32_t room, const scope *of)
{
    uint32_t hash = 2166136261u;
    for (int i = 0; i < 3; i++)
        hash = ((hash ^ (unsigned char)of->a[i]) * 16777619u ^ (unsigned char)of->b[i]) * 16777619u;
    for (;; hash++) {
        pair *p = &table[hash & (room - 1)];
        if (!p->of.a[0] || memcmp(&p->of, of, sizeof *of) == 0)
            return p;
    }
}

static pair *pair_of(pairs *all, const scope *of)
{
    if (all->n * 2 >= all->room) {
        uint32_t room = all->room ? all->room * 2 : 1024;
        pair *table = calloc(room, sizeof *table);
        if (!table) {
            all->failed = true;
            return NULL;
        }
        for (uint32_t i = 0; i < all->room; i++)
            if (all->slots[i].of.a[0])
                *slot_of(table, room, &all->slots[i].of) = all->slots[i];
        free(all->slots);
        all->slots = table;
        all->room = room;
    }
    pair *p = slot_of(all->slots, all->room, of);
    all->n += !p->of.a[0];
    p->of = *of;
    return p;
}

static void pair_add(pairs *all, const char *one, const char *two, const item *x)
{
    bool first = strcmp(one, two) < 0;
    scope of = {{0}, {0}};
    copy_code(of.a, first ? one : two);
    copy_code(of.b, first ? two : one);
    pair *p = pair_of(all, &of);
    if (!p)
        return;
    if (p->n == p->room) {
        uint32_t room = p->room ? p->room * 2 : 4;
        item *bigger = realloc(p->items, room * sizeof *bigger);
        if (!bigger) {
            all->failed = true;
            return;
        }
        p->items = bigger;
        p->room = room;
    }
    p->items[p->n++] = *x;
}

/* "RUS,UKR": the distinct codes of a list; at most `most`. */
static int codes_of(const char *list, char out[][4], int most)
{
    int n = 0;
    for (str rest = str_of(list); rest.p && n < most;) {
        str code = str_cut(&rest, ",");
        if (code.n == 3) {
            memcpy(out[n], code.p, 3);
            out[n++][3] = '\0';
        }
    }
    return n;
}

/* Each country of one side with each of the other; with nobody on the other, each two of the one. */
static void spread(pairs *all, const char *actors, const char *recipients, const item *x)
{
    enum { MOST = 12 };
    char a[MOST][4], r[MOST][4];
    int n = codes_of(actors, a, MOST), m = codes_of(recipients, r, MOST);
    for (int i = 0; i < n; i++)
        for (int j = 0; j < (m ? m : i); j++)
            if (strcmp(a[i], m ? r[j] : a[j]) != 0)
                pair_add(all, a[i], m ? r[j] : a[j], x);
}

#define COUNTRIES(ROLE) "coalesce((SELECT group_concat(DISTINCT e.country) FROM party p JOIN entity e ON e.id = p.entity WHERE p.report = r.id AND p.role = '" ROLE "' AND e.country <> ''),'')"
#define SAID_TO "coalesce((SELECT group_concat(DISTINCT x.country) FROM addressee a JOIN mention n ON n.coding = a.coding AND n.number = a.mention JOIN entity x ON x.id = n.entity" \
    " WHERE a.coding = s.coding AND a.statement = s.number AND x.country <> ''),'')"
#define MET "coalesce((SELECT group_concat(DISTINCT x.country) FROM attendee a JOIN mention n ON n.coding = a.coding AND n.number = a.mention JOIN entity x ON x.id = n.entity" \
    " WHERE a.coding = g.coding AND a.meeting = g.number AND x.country <> ''),'')"

static const struct {
    term_kind kind;
    const char *sql;
} all_sql[] = { /* columns as above, then 11 and 12: the countries of both sides */
    {TERM_EVENT, "SELECT d.published, d.id, r.sentence - c.first_sentence, r.type, r.mode, r.status, r.score / 1000.0, v.key, " FIRST_PARTY("actor") ", " FIRST_PARTY("recipient") ", v.key, "
     COUNTRIES("actor") ", " COUNTRIES("recipient") " FROM report r JOIN document d ON d.current = r.coding JOIN coding c ON c.id = r.coding JOIN event v ON v.id = r.event"
     " WHERE d.published IS NOT NULL ORDER BY r.event, d.published, r.id"},
    {TERM_STATEMENT, "SELECT d.published, d.id, s.sentence, s.kind, '', 'actual', 1.0, '', e.country, " SAID_TO ", '', e.country, " SAID_TO " AS told FROM statement s"
     " JOIN document d ON d.current = s.coding JOIN mention m ON m.coding = s.coding AND m.number = s.speaker JOIN entity e ON e.id = m.entity"
     " WHERE d.published IS NOT NULL AND (d.original IS NULL OR d.original = d.id) AND e.country <> '' AND told <> ''"},
    {TERM_MEETING, "SELECT d.published, d.id, g.sentence, g.status, '', 'actual', 1.0, '', '', '', CASE WHEN g.date IS NULL THEN '' ELSE g.date || g.status || " MET " END, " MET ", ''"
     " FROM meeting g JOIN document d ON d.current = g.coding WHERE d.published IS NOT NULL AND (d.original IS NULL OR d.original = d.id)"
     " ORDER BY g.date, g.status, 12, d.published, d.id, g.number"}};

static int by_items(const void *a, const void *b)
{
    const history *x = *(history *const *)a, *y = *(history *const *)b;
    return x->n != y->n ? (x->n > y->n ? -1 : 1) : memcmp(&x->of, &y->of, sizeof x->of);
}

/* The pairs with enough items become histories, each with its own copy of the days. */
static history **gather(pairs *all, const history *days, uint32_t least, uint32_t *n)
{
    history **list = calloc(all->n + 1, sizeof *list);
    *n = 0;
    for (uint32_t i = 0; list && i < all->room; i++) {
        pair *p = &all->slots[i];
        if (!p->of.a[0] || p->n < least)
            continue;
        history *h = calloc(1, sizeof *h);
        day_read *copy = malloc((days->n_days + 1) * sizeof *copy);
        if (!h || !copy) {
            free(h);
            free(copy);
            histories_free(list, *n);
            return NULL;
        }
        if (days->n_days)
            memcpy(copy, days->days, days->n_days * sizeof *copy);
        *h = (history){.of = p->of, .items = p->items, .n = p->n, .days = copy, .n_days = days->n_days};
        p->items = NULL;
        qsort(h->items, h->n, sizeof *h->items, by_day);
        list[(*n)++] = h;
    }
    if (list && *n)
        qsort(list, *n, sizeof *list, by_items);
    return list;
}

history **histories_open(store *s, const weights *w, uint32_t least, int32_t until, uint32_t *n, casus_error *err)
{
    history days = {0};
    pairs all = {0};
    loading l = {.w = w, .until = until, .pairs = &all};
    history **list = NULL;
    int code = read_days(s, &days, until, err);
    for (size_t i = 0; code == 0 && i < sizeof all_sql / sizeof *all_sql; i++) {
        sqlite3_stmt *q;
        if (sqlite3_prepare_v2(store_db(s), all_sql[i].sql, -1, &q, NULL) != SQLITE_OK) {
            code = store_fault(s, err);
            break;
        }
        take_rows(&l, q, all_sql[i].kind);
        if (sqlite3_finalize(q) != SQLITE_OK)
            code = store_fault(s, err);
    }
    *n = 0;
    if (code == 0 && !all.failed)
        list = gather(&all, &days, least, n);
    if (code == 0 && !list)
        error_set(err, CASUS_ENOMEM, "out of memory");
    for (uint32_t i = 0; i < all.room; i++)
        free(all.slots[i].items);
    free(all.slots);
    free(days.days);
    return list;
}

void histories_free(history **list, uint32_t n)
{
    for (uint32_t i = 0; list && i < n; i++)
        history_free(list[i]);
    free(list);
}
