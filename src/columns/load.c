/* From the store to arrays.
 *
 * A row is read as it comes; what repeats (countries, modes, outlets) becomes a small number. Rows
 * then go into the order of their items: all reports of an event stand together, events by day. For
 * each country there is a list of the rows in which it takes part, so that a question about one
 * country looks at its rows only. */
#include "columns/columns.h"
#include "columns/inside.h"

#include <stdlib.h>

/* ---- names ---- */

static uint32_t hash_of(const char *s, size_t n)
{
    uint32_t h = 2166136261u;
    for (size_t i = 0; i < n; i++)
        h = (h ^ (unsigned char)s[i]) * 16777619u;
    return h ^ h >> 15;
}

uint32_t col_lower_hash(const char *s, size_t n)
{
    uint32_t h = 2166136261u;
    for (size_t i = 0; i < n; i++)
        h = (h ^ (unsigned char)(s[i] >= 'A' && s[i] <= 'Z' ? s[i] + 32 : s[i])) * 16777619u;
    return h ^ h >> 15;
}

static uint32_t slot_of(const col_names *n, const char *s, size_t k)
{
    uint32_t i = hash_of(s, k) & (n->n_slots - 1);
    while (n->slots[i] && (strncmp(n->at[n->slots[i] - 1], s, k) != 0 || n->at[n->slots[i] - 1][k]))
        i = (i + 1) & (n->n_slots - 1);
    return i;
}

uint32_t col_find(const col_names *n, const char *s, size_t k)
{
    uint32_t i = n->n_slots ? n->slots[slot_of(n, s, k)] : 0;
    return i ? i - 1 : COL_NONE;
}

const char *col_name(const col_names *n, uint32_t i)
{
    return i < n->n ? n->at[i] : "";
}

static void names_widen(arena *a, col_names *n)
{
    n->n_slots = n->n_slots ? n->n_slots * 2 : 64;
    n->slots = ARENA_ARRAY(a, uint32_t, n->n_slots);
    for (uint32_t i = 0; i < n->n; i++)
        n->slots[slot_of(n, n->at[i], strlen(n->at[i]))] = i + 1;
}

static uint32_t intern(arena *a, col_names *n, const char *s)
{
    size_t k = strlen(s);
    if (n->n * 2 >= n->n_slots)
        names_widen(a, n);
    uint32_t slot = slot_of(n, s, k);
    if (n->slots[slot])
        return n->slots[slot] - 1;
    *ARENA_PUSH(a, n->at, n->n) = arena_copy(a, s, k);
    n->slots[slot] = n->n;
    return n->n - 1;
}

/* ---- reading ---- */

typedef struct loading {
    store *s;
    columns *c;
    col_list list;      /* being read */
    uint64_t *groups;   /* of its rows: what makes two rows one item */
    uint32_t room, room_parties;
    casus_error *err;
    bool failed;
} loading;

static void *grow(loading *l, void *p, uint32_t *room, size_t size)
{
    uint32_t more = *room ? *room * 2 : 1024;
    void *q = realloc(p, more * size);
    if (!q) {
        l->failed = true;
        error_set(l->err, CASUS_ENOMEM, "out of memory");
        return p;
    }
    *room = more;
    return q;
}

static const char *text_at(sqlite3_stmt *q, int i)
{
    const unsigned char *p = sqlite3_column_text(q, i);
    return p ? (const char *)p : "";
}

static int32_t day_at(sqlite3_stmt *q, int i)
{
    return sqlite3_column_type(q, i) == SQLITE_NULL ? COL_NO_DAY : sqlite3_column_int(q, i);
}

static bool each(loading *l, const char *sql, void (*take)(loading *, sqlite3_stmt *))
{
    sqlite3_stmt *q = NULL;
    int step = SQLITE_ERROR;
    if (l->failed)
        return false;
    if (sqlite3_prepare_v2(store_db(l->s), sql, -1, &q, NULL) == SQLITE_OK)
        while ((step = sqlite3_step(q)) == SQLITE_ROW && !l->failed)
            take(l, q);
    if (!l->failed && step != SQLITE_DONE) {
        l->failed = true;
        store_fault(l->s, l->err);
    }
    sqlite3_finalize(q);
    return !l->failed;
}

static void take_sizes(loading *l, sqlite3_stmt *q)
{
    columns *c = l->c;
    c->n_documents = (uint32_t)sqlite3_column_int64(q, 0) + 1;
    c->n_entities = (uint32_t)sqlite3_column_int64(q, 1) + 1;
    c->n_places = (uint32_t)sqlite3_column_int64(q, 2) + 1;
    c->most_sentence = (uint32_t)sqlite3_column_int64(q, 3);
    snprintf(c->made, sizeof c->made, "%s", text_at(q, 4));
    c->documents = ARENA_ARRAY(&c->memory, col_document, c->n_documents);
    c->entities = ARENA_ARRAY(&c->memory, col_entity, c->n_entities);
    c->places = ARENA_ARRAY(&c->memory, col_place, c->n_places);
}

static void take_entity(loading *l, sqlite3_stmt *q)
{
    columns *c = l->c;
    const char *name = text_at(q, 1);
    col_entity *e = &c->entities[sqlite3_column_int64(q, 0)];
    e->name = *name ? arena_copy(&c->memory, name, strlen(name)) : "";
    e->lower = col_lower_hash(name, strlen(name));
    e->country = (uint16_t)intern(&c->memory, &c->countries, text_at(q, 2));
    e->sector = (uint16_t)intern(&c->memory, &c->sectors, text_at(q, 3));
}

static void take_place(loading *l, sqlite3_stmt *q)
{
    columns *c = l->c;
    const char *precision = text_at(q, 4);
    col_place *p = &c->places[sqlite3_column_int64(q, 0)];
    p->name = arena_copy(&c->memory, text_at(q, 1), (size_t)sqlite3_column_bytes(q, 1));
    p->country = (uint16_t)intern(&c->memory, &c->countries, text_at(q, 2));
    p->admin1 = arena_copy(&c->memory, text_at(q, 3), (size_t)sqlite3_column_bytes(q, 3));
    p->precision = strcmp(precision, "place") == 0 ? CASUS_P_PLACE : strcmp(precision, "admin1") == 0 ? CASUS_P_ADMIN1 : strcmp(precision, "country") == 0 ? CASUS_P_COUNTRY : CASUS_P_NONE;
    p->has_point = sqlite3_column_type(q, 5) != SQLITE_NULL;
    p->lat = sqlite3_column_double(q, 5);
    p->lon = sqlite3_column_double(q, 6);
}

static col_row *add_row(loading *l, uint64_t group)
{
    col_rows *rows = &l->c->lists[l->list];
    if (rows->n == l->room) {
        uint32_t room = l->room;
        rows->at = grow(l, rows->at, &room, sizeof *rows->at);
        if (!l->failed)
            l->groups = grow(l, l->groups, &l->room, sizeof *l->groups);
        if (l->failed)
            return NULL;
    }
    col_row *r = &rows->at[rows->n];
    *r = (col_row){.place = COL_NONE, .day = COL_NO_DAY, .last = COL_NO_DAY, .party = rows->n_parties};
    l->groups[rows->n++] = group;
    return r;
}

static void add_party(loading *l, col_row *r, uint32_t entity, unsigned role)
{
    col_rows *rows = &l->c->lists[l->list];
    if (entity >= l->c->n_entities || r->n_parties == 255)
        return;
    if (rows->n_parties == l->room_parties)
        rows->parties = grow(l, rows->parties, &l->room_parties, sizeof *rows->parties);
    if (l->failed)
        return;
    l->c->entities[entity].reports += l->list == COL_EVENTS;
    rows->parties[rows->n_parties++] = entity * 2 + role;
    r->n_parties++;
}

/* "12,1;15,0": entities and roles, as SQLite's group_concat put them together. */
static void add_parties(loading *l, col_row *r, const char *list)
{
    while (*list) {
        char *end;
        unsigned long entity = strtoul(list, &end, 10);
        unsigned role = *end == ',' && end[1] == '1';
        if (end == list)
            return;
        add_party(l, r, (uint32_t)entity, role);
        list = strchr(end, ';');
        if (!list)
            return;
        list++;
    }
}

static uint16_t small(loading *l, col_names *n, const char *s)
{
    uint32_t i = intern(&l->c->memory, n, s);
    return (uint16_t)(i < 65535 ? i : 65535);
}

static uint32_t place_at(const loading *l, sqlite3_stmt *q, int i)
{
    int64_t p = sqlite3_column_type(q, i) == SQLITE_NULL ? -1 : sqlite3_column_int64(q, i);
    return p >= 0 && p < l->c->n_places ? (uint32_t)p : COL_NONE;
}

static void take_document(loading *l, sqlite3_stmt *q)
{
    columns *c = l->c;
    uint32_t number = (uint32_t)sqlite3_column_int64(q, 0);
    col_row *r = add_row(l, number);
    if (!r)
        return;
    int32_t day = day_at(q, 3);
    uint32_t outlet = intern(&c->memory, &c->outlets, text_at(q, 1));
    const char *origin = sqlite3_column_type(q, 2) == SQLITE_NULL ? text_at(q, 1) : text_at(q, 2);
    c->documents[number] = (col_document){.there = true, .outlet = outlet, .origin = intern(&c->memory, &c->outlets, origin), .published = day,
                                          .words = sqlite3_column_int(q, 4), .original = (uint32_t)sqlite3_column_int64(q, 5), .sentences = (uint32_t)sqlite3_column_int(q, 6), .first_sentence = (uint32_t)sqlite3_column_int64(q, 7)};
    *r = (col_row){.key = number, .document = number, .day = day, .last = day, .place = COL_NONE, .party = r->party};
    c->documents_there++;
    c->undated += day == COL_NO_DAY;
    c->copies += sqlite3_column_type(q, 5) != SQLITE_NULL;
    c->sentences += (uint64_t)sqlite3_column_int(q, 6);
    if (day != COL_NO_DAY) {
        c->newest = c->newest == COL_NO_DAY || day > c->newest ? day : c->newest;
        c->oldest = c->oldest == COL_NO_DAY || day < c->oldest ? day : c->oldest;
    }
}

/* What all lists begin with: key, group, document, sentence, day, last day, kind, status, extra, place, parties. */
enum { AT_KEY, AT_GROUP, AT_DOCUMENT, AT_SENTENCE, AT_DAY, AT_LAST, AT_KIND, AT_STATUS, AT_EXTRA, AT_PLACE, AT_PARTIES, AT_MORE };

static col_row *take_row(loading *l, sqlite3_stmt *q, uint64_t group)
{
    col_rows *rows = &l->c->lists[l->list];
    uint32_t number = (uint32_t)sqlite3_column_int64(q, AT_DOCUMENT);
    if (number >= l->c->n_documents)
        return NULL;
    col_row *r = add_row(l, group);
    if (!r)
        return NULL;
    r->key = sqlite3_column_int64(q, AT_KEY);
    r->document = number;
    r->sentence = (uint32_t)sqlite3_column_int64(q, AT_SENTENCE);
    r->day = day_at(q, AT_DAY);
    r->last = day_at(q, AT_LAST);
    if (r->day == COL_NO_DAY)
        r->day = r->last = l->c->documents[number].published;
    r->kind = small(l, &rows->kinds, text_at(q, AT_KIND));
    r->status = small(l, &rows->statuses, text_at(q, AT_STATUS));
    r->extra = small(l, &rows->extras, text_at(q, AT_EXTRA));
    r->place = place_at(l, q, AT_PLACE);
    return r;
}

static void take_report(loading *l, sqlite3_stmt *q)
{
    col_row *r = take_row(l, q, (uint64_t)sqlite3_column_int64(q, AT_GROUP));
    if (!r)
        return;
    r->quad = (uint8_t)sqlite3_column_int(q, AT_MORE);
    r->scale = (float)sqlite3_column_double(q, AT_MORE + 1);
    r->goldstein = (float)sqlite3_column_double(q, AT_MORE + 2);
    r->score = (uint16_t)sqlite3_column_int(q, AT_MORE + 3);
    uint32_t rule = intern(&l->c->memory, &l->c->rules, text_at(q, AT_MORE + 4));
    if (rule == l->c->n_rule_counts)
        *ARENA_PUSH(&l->c->memory, l->c->rule_counts, l->c->n_rule_counts) = 0;
    l->c->rule_counts[rule]++;
    col_document *d = &l->c->documents[r->document];
    l->c->with_events += d->events++ == 0;
}

/* Parties come in the order of the reports, as the rows do. */
static void take_report_party(loading *l, sqlite3_stmt *q)
{
    col_rows *rows = &l->c->lists[COL_EVENTS];
    int64_t report = sqlite3_column_int64(q, 0);
    while (l->room < rows->n && rows->at[l->room].key < report) {
        l->room++;
        if (l->room < rows->n)
            rows->at[l->room].party = rows->n_parties;
    }
    if (l->room < rows->n && rows->at[l->room].key == report)
        add_party(l, &rows->at[l->room], (uint32_t)sqlite3_column_int64(q, 1), (unsigned)sqlite3_column_int(q, 2));
}

static uint64_t mix(uint64_t h, const char *s)
{
    for (; *s; s++)
        h = (h ^ (unsigned char)*s) * 1099511628211u;
    return (h ^ 0xFF) * 1099511628211u;
}

static void take_ledger(loading *l, sqlite3_stmt *q)
{
    uint64_t group = l->list == COL_STATEMENTS ? (uint64_t)sqlite3_column_int64(q, AT_KEY) : mix(mix(14695981039346656037u, text_at(q, AT_GROUP)), text_at(q, AT_PARTIES));
    col_row *r = take_row(l, q, group);
    if (!r)
        return;
    add_parties(l, r, text_at(q, AT_PARTIES));
    if (l->list == COL_STATEMENTS)
        l->c->documents[r->document].statements++;
}

static void take_verdict(loading *l, sqlite3_stmt *q)
{
    uint32_t i = intern(&l->c->memory, &l->c->verdicts, text_at(q, 0));
    if (i < 64)
        l->c->verdict_counts[i] = (uint64_t)sqlite3_column_int64(q, 1);
}

#define DAYS(text) "CAST(julianday(substr(" text " || '-01-01', 1, 10)) - 2440587.5 AS INTEGER)"
/* "2022" and "2022-03" begin on their first day and last to the end of the year or month. */
#define LAST_DAY(text) "CASE length(" text ") WHEN 10 THEN " DAYS(text) " WHEN 7 THEN CAST(julianday(" text " || '-01', '+1 month', '-1 day') - 2440587.5 AS INTEGER)" \
                       " WHEN 4 THEN CAST(julianday(" text " || '-12-31') - 2440587.5 AS INTEGER) END"
#define OF_MENTION(who, role) "coalesce((SELECT m.entity || '," role ";' FROM mention m WHERE m.coding = t.coding AND m.number = t." who "), '')"
#define PLACE "(SELECT o.place FROM spot o WHERE o.coding = t.coding AND o.number = t.spot)"

static const char sizes[] = "SELECT coalesce((SELECT max(id) FROM document), 0), coalesce((SELECT max(id) FROM entity), 0), coalesce((SELECT max(id) FROM place), 0),"
                            " coalesce((SELECT max(id) FROM sentence), 0), coalesce((SELECT max(finished) FROM run), '')";
static const char entities[] = "SELECT id, name, country, sector FROM entity";
static const char places[] = "SELECT id, name, country, admin1, precision, lat, lon FROM place";
static const char documents[] = "SELECT d.id, d.outlet, d.origin, CAST(julianday(d.published) - 2440587.5 AS INTEGER), d.words, d.original, c.sentences, c.first_sentence"
                                " FROM document d JOIN coding c ON c.id = d.current ORDER BY d.id";
static const char reports[] = "SELECT t.id, t.event, c.document, t.sentence, t.day, coalesce(t.last_day, t.day), t.type, t.status, t.mode, " PLACE ", NULL, t.quad, t.scale, t.goldstein, t.score, t.rule"
                              " FROM report t JOIN coding c ON c.id = t.coding JOIN document d ON d.id = c.document AND d.current = c.id WHERE t.event IS NOT NULL ORDER BY t.id";
static const char report_parties[] = "SELECT report, entity, role = 'recipient' FROM party ORDER BY report, role, number";
static const char statements[] =
    "SELECT t.coding * 65536 + t.number, 0, c.document, c.first_sentence + t.sentence, " DAYS("t.date") ", " LAST_DAY("t.date") ", t.kind, t.stance, t.issue, NULL, " OF_MENTION("speaker", "0")
    " || coalesce((SELECT group_concat(m.entity || ',1', ';') FROM addressee a JOIN mention m ON m.coding = a.coding AND m.number = a.mention WHERE a.coding = t.coding AND a.statement = t.number), '')"
    " FROM statement t JOIN coding c ON c.id = t.coding JOIN document d ON d.id = c.document AND d.current = c.id ORDER BY t.coding, t.number";
static const char figures[] =
    "SELECT t.coding * 65536 + t.number, coalesce(r.event, -c.document) || '|' || t.what || '|' || t.low || '|' || t.high, c.document, c.first_sentence + t.sentence, r.day,"
    " coalesce(r.last_day, r.day), t.what, '', t.activity, " PLACE ", " OF_MENTION("claimant", "0") " || " OF_MENTION("owner", "1")
    " FROM figure t JOIN coding c ON c.id = t.coding JOIN document d ON d.id = c.document AND d.current = c.id LEFT JOIN report r ON r.coding = t.coding AND r.number = t.report ORDER BY t.coding, t.number";
static const char meetings[] =
    "SELECT t.coding * 65536 + t.number, coalesce(t.date, '?' || t.coding || '.' || t.number) || '|' || t.status || '|' || coalesce(substr(d.text, t.forum_start + 1, t.forum_stop - t.forum_start), '') || '|'"
    " || coalesce(" PLACE ", ''), c.document, c.first_sentence + t.sentence, " DAYS("t.date") ", " LAST_DAY("t.date") ", '', t.status, '', " PLACE ","
    " coalesce((SELECT group_concat(m.entity || ',0', ';') FROM attendee a JOIN mention m ON m.coding = a.coding AND m.number = a.mention WHERE a.coding = t.coding AND a.meeting = t.number), '')"
    " FROM meeting t JOIN coding c ON c.id = t.coding JOIN document d ON d.id = c.document AND d.current = c.id ORDER BY t.coding, t.number";
static const char verdicts[] = "SELECT s.verdict, count(*) FROM document d JOIN coding c ON c.id = d.current JOIN sentence s ON s.id BETWEEN c.first_sentence AND c.first_sentence + c.sentences - 1"
                               " GROUP BY s.verdict ORDER BY 2 DESC";

static bool read_list(loading *l, col_list list, const char *sql, void (*take)(loading *, sqlite3_stmt *))
{
    l->list = list;
    l->room = l->room_parties = 0;
    free(l->groups);
    l->groups = NULL;
    bool good = each(l, sql, take);
    if (good && list == COL_EVENTS) {
        l->room = 0; /* from here on: the row that parties belong to */
        good = each(l, report_parties, take_report_party);
    }
    return good && order_rows(&l->c->lists[list], l->groups, l->err) == CASUS_OK && side_rows(l->c, list, l->err) == CASUS_OK && pack_rows(l->c, list, l->err) == CASUS_OK && post_rows(l->c, list, l->err) == CASUS_OK &&
           (list == COL_DOCUMENTS || list == COL_FIGURES || tell_rows(l->c, list, l->err) == CASUS_OK);
}

/* Documents come by day: how many of them each day. */
static void count_days(columns *c)
{
    const col_rows *l = &c->lists[COL_DOCUMENTS];
    for (uint32_t i = 0; i < l->n; i++) {
        const col_document *d = &c->documents[l->at[i].document];
        if (d->published == COL_NO_DAY)
            continue;
        if (!c->n_days || c->days[c->n_days - 1].day != d->published)
            *ARENA_PUSH(&c->memory, c->days, c->n_days) = (col_day){.day = d->published};
        bool copy = d->original && d->original != l->at[i].document;
        c->days[c->n_days - 1].articles += !copy;
        c->days[c->n_days - 1].copies += copy;
    }
}

static bool read_all(loading *l, bool whole)
{
    l->c->newest = l->c->oldest = COL_NO_DAY;
    bool good = each(l, sizes, take_sizes) && each(l, entities, take_entity) && each(l, places, take_place) && read_list(l, COL_DOCUMENTS, documents, take_document) &&
                read_list(l, COL_EVENTS, reports, take_report) && read_list(l, COL_STATEMENTS, statements, take_ledger) && read_list(l, COL_MEETINGS, meetings, take_ledger) &&
                (!whole || (read_list(l, COL_FIGURES, figures, take_ledger) && each(l, verdicts, take_verdict)));
    count_days(l->c);
    free(l->groups);
    return good;
}

columns *columns_load(store *s, bool whole, casus_error *err)
{
    columns *c = calloc(1, sizeof *c);
    if (!c) {
        error_set(err, CASUS_ENOMEM, "out of memory");
        return NULL;
    }
    loading l = {.s = s, .c = c, .err = err};
    /* one transaction: all lists are of one moment */
    bool good = sqlite3_exec(store_db(s), "BEGIN", NULL, NULL, NULL) == SQLITE_OK;
    if (!good)
        store_fault(s, err);
    good = good && read_all(&l, whole);
    sqlite3_exec(store_db(s), "ROLLBACK", NULL, NULL, NULL);
    if (!good) {
        columns_free(c);
        return NULL;
    }
    c->bytes += c->memory.used;
    return c;
}

void columns_free(columns *c)
{
    if (!c)
        return;
    for (int i = 0; i < COL_LISTS; i++) {
        free(c->lists[i].at);
        free(c->lists[i].parties);
        free(c->lists[i].zones);
        free(c->lists[i].group_of);
        free(c->lists[i].status_of);
        free(c->lists[i].kind_of);
        free(c->lists[i].extra_of);
        free(c->lists[i].days_of);
        free(c->lists[i].by_kind.from);
        free(c->lists[i].by_kind.rows);
        free(c->lists[i].by_pair.from);
        free(c->lists[i].by_pair.rows);
        free(c->lists[i].told_by_pair.from);
        free(c->lists[i].told_by_pair.rows);
        free(c->lists[i].worths);
        free(c->lists[i].told);
        free(c->lists[i].told_sides);
        sides_free(&c->lists[i].sides);
        for (int k = 0; k < 3; k++) {
            free(c->lists[i].by[k].from);
            free(c->lists[i].by[k].rows);
        }
    }
    arena_free(&c->memory);
    free(c);
}

void col_code(const columns *c, uint32_t entity, char out[24])
{
    const col_entity *e = &c->entities[entity];
    snprintf(out, 24, "%s%s", col_name(&c->countries, e->country), col_name(&c->sectors, e->sector));
}
