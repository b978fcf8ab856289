/* Rows to a document: what write.c wrote, read back. Every writer of the view room then gives the
 * same bytes as on the day when the article was read; `casus export` needs no writers of its own for
 * what `casus code` can write. */
#include "store/statement.h"

#include <stdlib.h>

typedef struct loading {
    store *s;
    paper *p;
    casus_doc *doc;
    int64_t coding;
    uint32_t *bytes; /* byte of every STRIDE-th code point */
    uint32_t n_points;
} loading;

enum { STRIDE = 64 };

/* ---- code points to bytes ---- */

static bool continues(char c)
{
    return ((unsigned char)c & 0xC0) == 0x80;
}

static void index_points(loading *l)
{
    uint32_t n = l->doc->n_text;
    l->bytes = ARENA_ARRAY(&l->p->d.memory, uint32_t, n / STRIDE + 2);
    for (uint32_t i = 0; i < n; i++) {
        if (continues(l->doc->text[i]))
            continue;
        if (l->n_points % STRIDE == 0)
            l->bytes[l->n_points / STRIDE] = i;
        l->n_points++;
    }
}

static uint32_t byte_at(const loading *l, int64_t point)
{
    if (point < 0 || point >= l->n_points)
        return point < 0 ? 0 : l->doc->n_text;
    uint32_t at = l->bytes[point / STRIDE];
    for (int64_t left = point % STRIDE; left > 0; left--)
        do
            at++;
        while (at < l->doc->n_text && continues(l->doc->text[at]));
    return at;
}

static casus_span span_at(const loading *l, sqlite3_stmt *q, int at)
{
    if (sqlite3_column_type(q, at) == SQLITE_NULL)
        return (casus_span){0, 0};
    casus_span s = {byte_at(l, sqlite3_column_int64(q, at)), byte_at(l, sqlite3_column_int64(q, at + 1))};
    return s.end < s.begin ? (casus_span){s.begin, s.begin} : s;
}

/* ---- columns ---- */

static casus_sym sym_at(const loading *l, sqlite3_stmt *q, int at)
{
    const char *s = column_str(q, at);
    return symtab_add(l->p->d.names, s, strlen(s));
}

static const char *text_at(const loading *l, sqlite3_stmt *q, int at)
{
    const char *s = column_str(q, at);
    return arena_copy(&l->p->d.memory, s, (size_t)sqlite3_column_bytes(q, at));
}

/* An index into an array of n; anything else is none. */
static casus_ref ref_at(sqlite3_stmt *q, int at, uint32_t n)
{
    int64_t i = sqlite3_column_type(q, at) == SQLITE_NULL ? -1 : sqlite3_column_int64(q, at);
    return i >= 0 && i < n ? (casus_ref)i : CASUS_NONE;
}

static int32_t date_at(sqlite3_stmt *q, int at, uint8_t *precision)
{
    int32_t from, until;
    char p;
    *precision = 0;
    if (!date_parse(str_of(column_str(q, at)), &from, &until, &p))
        return 0;
    *precision = (uint8_t)p;
    return from;
}

static uint8_t syms_at(const loading *l, sqlite3_stmt *q, int at, casus_sym *list, uint8_t most)
{
    str rest = str_of(column_str(q, at));
    uint8_t n = 0;
    while (rest.p && rest.n && n < most) {
        str one = str_cut(&rest, ";");
        list[n++] = symtab_add(l->p->d.names, one.p, one.n);
    }
    return n;
}

static uint8_t index_in(const char *(*name)(unsigned), const char *s)
{
    for (uint8_t i = 0; *name(i); i++)
        if (strcmp(name(i), s) == 0)
            return i;
    return 0;
}

/* Run a query over one coding; each row goes to `take`. */
static bool each(loading *l, const char *sql, void (*take)(loading *, sqlite3_stmt *))
{
    sqlite3_stmt *q = NULL;
    int step = SQLITE_ERROR;
    if (sqlite3_prepare_v2(l->s->db, sql, -1, &q, NULL) == SQLITE_OK) {
        sqlite3_bind_int64(q, 1, l->coding);
        while ((step = sqlite3_step(q)) == SQLITE_ROW)
            take(l, q);
    }
    sqlite3_finalize(q);
    return step == SQLITE_DONE;
}

/* ---- rows ---- */

static void take_document(loading *l, sqlite3_stmt *q)
{
    paper *p = l->p;
    casus_doc *d = l->doc;
    uint8_t precision;
    d->id = text_at(l, q, 0);
    d->title = text_at(l, q, 1);
    d->url = text_at(l, q, 2);
    d->source = text_at(l, q, 3);
    d->date = date_at(q, 4, &precision);
    d->text = text_at(l, q, 5);
    d->n_text = (uint32_t)sqlite3_column_bytes(q, 5);
    index_points(l);
    p->body = byte_at(l, sqlite3_column_int64(q, 6));
    p->words = (uint32_t)sqlite3_column_int64(q, 7);
    p->split = sqlite3_column_int(q, 8) != 0;
    strncpy(p->outlet, column_str(q, 9), sizeof p->outlet - 1);
    if (sqlite3_column_bytes(q, 10) == 32)
        memcpy(p->hash, sqlite3_column_blob(q, 10), 32);
}

static void take_sentence(loading *l, sqlite3_stmt *q)
{
    casus_sentence *s = ARENA_PUSH(&l->p->d.memory, l->doc->sentences, l->doc->n_sentences);
    *s = (casus_sentence){.at = span_at(l, q, 0), .verdict = index_in(casus_verdict_name, column_str(q, 2)), .headline = (uint8_t)sqlite3_column_int(q, 3)};
}

static void take_mention(loading *l, sqlite3_stmt *q)
{
    casus_actor *a = ARENA_PUSH(&l->p->d.memory, l->doc->actors, l->doc->n_actors);
    *a = (casus_actor){.at = span_at(l, q, 0), .name = sym_at(l, q, 2), .country = sym_at(l, q, 3), .sector = sym_at(l, q, 4), .sector2 = sym_at(l, q, 5)};
}

static void take_spot(loading *l, sqlite3_stmt *q)
{
    static const char *const precisions[] = {"", "place", "admin1", "country"};
    casus_place *p = ARENA_PUSH(&l->p->d.memory, l->doc->places, l->doc->n_places);
    *p = (casus_place){.at = span_at(l, q, 0), .relation = sym_at(l, q, 2), .name = sym_at(l, q, 3), .country = sym_at(l, q, 4), .admin1 = sym_at(l, q, 5)};
    for (uint8_t i = 0; i < 4; i++)
        if (strcmp(precisions[i], column_str(q, 6)) == 0)
            p->precision = i;
    p->has_point = sqlite3_column_type(q, 7) != SQLITE_NULL;
    p->lat = sqlite3_column_double(q, 7);
    p->lon = sqlite3_column_double(q, 8);
}

static void take_report(loading *l, sqlite3_stmt *q)
{
    if (!l->doc->n_sentences) /* a damaged store */
        return;
    casus_event *e = ARENA_PUSH(&l->p->d.memory, l->doc->events, l->doc->n_events);
    *e = (casus_event){.type = sym_at(l, q, 1), .status = index_in(casus_status_name, column_str(q, 4)), .quad = (uint8_t)sqlite3_column_int(q, 5),
                       .scale = sqlite3_column_double(q, 6), .cameo = sym_at(l, q, 7), .goldstein = sqlite3_column_double(q, 8), .text = span_at(l, q, 9),
                       .place = ref_at(q, 11, l->doc->n_places), .speaker = ref_at(q, 12, l->doc->n_actors), .certainty = (uint16_t)sqlite3_column_int(q, 13),
                       .rule = sym_at(l, q, 14), .sentence = ref_at(q, 15, l->doc->n_sentences), .head = CASUS_NONE, .time = CASUS_NONE};
    e->date = date_at(q, 0, &e->precision);
    e->n_modes = syms_at(l, q, 2, e->mode, CASUS_MAX_MODES);
    e->n_contexts = syms_at(l, q, 3, e->context, CASUS_MAX_CONTEXTS);
    if (e->sentence == CASUS_NONE)
        e->sentence = 0;
}

static void take_party(loading *l, sqlite3_stmt *q)
{
    casus_ref i = ref_at(q, 0, l->doc->n_events), mention = ref_at(q, 2, l->doc->n_actors);
    if (i == CASUS_NONE || mention == CASUS_NONE)
        return;
    casus_event *e = &l->doc->events[i];
    bool actor = strcmp(column_str(q, 1), "actor") == 0;
    uint8_t *n = actor ? &e->n_actors : &e->n_recipients;
    if (*n < CASUS_MAX_PARTIES)
        (actor ? e->actor : e->recipient)[(*n)++] = mention;
}

static void take_figure(loading *l, sqlite3_stmt *q)
{
    casus_figure *f = ARENA_PUSH(&l->p->d.memory, l->doc->figures, l->doc->n_figures);
    *f = (casus_figure){.sentence = (casus_ref)sqlite3_column_int64(q, 0), .event = ref_at(q, 1, l->doc->n_events), .what = sym_at(l, q, 2),
                        .owner = ref_at(q, 3, l->doc->n_actors), .claimant = ref_at(q, 4, l->doc->n_actors), .place = ref_at(q, 5, l->doc->n_places),
                        .activity = sym_at(l, q, 6), .low = sqlite3_column_int64(q, 7), .high = sqlite3_column_int64(q, 8),
                        .approx = (uint8_t)sqlite3_column_int(q, 9), .at = span_at(l, q, 10), .number = CASUS_NONE};
}

static void take_statement(loading *l, sqlite3_stmt *q)
{
    static const char *const stances[] = {"", "for", "against", "conditional"};
    casus_statement *s = ARENA_PUSH(&l->p->d.memory, l->doc->statements, l->doc->n_statements);
    *s = (casus_statement){.sentence = (casus_ref)sqlite3_column_int64(q, 0), .kind = index_in(casus_statement_name, column_str(q, 1)),
                           .speaker = ref_at(q, 2, l->doc->n_actors), .reported_by = ref_at(q, 3, l->doc->n_actors), .content = span_at(l, q, 4),
                           .condition = span_at(l, q, 6), .quoted = (uint8_t)sqlite3_column_int(q, 8), .firmness = (uint8_t)sqlite3_column_int(q, 10),
                           .issue = sym_at(l, q, 12), .rule = sym_at(l, q, 13)};
    for (uint8_t i = 0; i < 4; i++)
        if (strcmp(stances[i], column_str(q, 9)) == 0)
            s->stance = i;
    s->date = date_at(q, 11, &s->precision);
}

static void take_addressee(loading *l, sqlite3_stmt *q)
{
    casus_ref i = ref_at(q, 0, l->doc->n_statements), mention = ref_at(q, 1, l->doc->n_actors);
    if (i != CASUS_NONE && mention != CASUS_NONE && l->doc->statements[i].n_addressees < CASUS_MAX_PARTIES)
        l->doc->statements[i].addressee[l->doc->statements[i].n_addressees++] = mention;
}

static void take_meeting(loading *l, sqlite3_stmt *q)
{
    casus_meeting *m = ARENA_PUSH(&l->p->d.memory, l->doc->meetings, l->doc->n_meetings);
    *m = (casus_meeting){.sentence = (casus_ref)sqlite3_column_int64(q, 0), .status = index_in(casus_meeting_name, column_str(q, 1)), .place = ref_at(q, 3, l->doc->n_places),
                         .at = span_at(l, q, 4), .forum = span_at(l, q, 6)};
    m->date = date_at(q, 2, &m->precision);
}

static void take_attendee(loading *l, sqlite3_stmt *q)
{
    casus_ref i = ref_at(q, 0, l->doc->n_meetings), mention = ref_at(q, 1, l->doc->n_actors);
    if (i != CASUS_NONE && mention != CASUS_NONE && l->doc->meetings[i].n_parties < CASUS_MAX_PARTIES)
        l->doc->meetings[i].party[l->doc->meetings[i].n_parties++] = mention;
}

static const struct {
    const char *sql;
    void (*take)(loading *, sqlite3_stmt *);
} parts[] = {
    {"SELECT d.name, d.title, d.url, d.source, d.published, d.text, d.body, d.words, d.split, d.outlet, d.hash FROM coding c JOIN document d ON d.id = c.document WHERE c.id = ?1",
     take_document},
    {"SELECT s.start, s.stop, s.verdict, s.headline FROM coding c JOIN sentence s ON s.id BETWEEN c.first_sentence AND c.first_sentence + c.sentences - 1 WHERE c.id = ?1 ORDER BY s.id",
     take_sentence},
    {"SELECT m.start, m.stop, e.name, e.country, e.sector, e.sector2 FROM mention m JOIN entity e ON e.id = m.entity WHERE m.coding = ?1 ORDER BY m.number", take_mention},
    {"SELECT o.start, o.stop, o.relation, p.name, p.country, p.admin1, p.precision, p.lat, p.lon FROM spot o JOIN place p ON p.id = o.place WHERE o.coding = ?1 ORDER BY o.number", take_spot},
    {"SELECT r.date, r.type, r.mode, r.context, r.status, r.quad, r.scale, r.cameo, r.goldstein, r.start, r.stop, r.spot, r.speaker, r.score, r.rule, r.sentence - c.first_sentence"
     " FROM report r JOIN coding c ON c.id = r.coding WHERE r.coding = ?1 ORDER BY r.number", take_report},
    {"SELECT r.number, p.role, p.mention FROM report r JOIN party p ON p.report = r.id WHERE r.coding = ?1 ORDER BY r.number, p.role, p.number", take_party},
    {"SELECT sentence, report, what, owner, claimant, spot, activity, low, high, approx, start, stop FROM figure WHERE coding = ?1 ORDER BY number", take_figure},
    {"SELECT sentence, kind, speaker, reported_by, content_start, content_stop, condition_start, condition_stop, quoted, stance, firmness, date, issue, rule"
     " FROM statement WHERE coding = ?1 ORDER BY number", take_statement},
    {"SELECT statement, mention FROM addressee WHERE coding = ?1 ORDER BY statement, number", take_addressee},
    {"SELECT sentence, status, date, spot, start, stop, forum_start, forum_stop FROM meeting WHERE coding = ?1 ORDER BY number", take_meeting},
    {"SELECT meeting, mention FROM attendee WHERE coding = ?1 ORDER BY meeting, number", take_attendee},
};

int store_load(store *s, int64_t coding, paper *p, casus_error *err)
{
    loading l = {.s = s, .p = p, .doc = &p->d.doc, .coding = coding};
    arena_reset(&p->d.memory);
    p->d.doc = (casus_doc){.text = "", .id = "", .title = "", .url = "", .source = ""};
    p->d.memory.on_full = NULL;
    p->d.names = symtab_new(&p->d.memory, NULL);
    memset(p->outlet, 0, sizeof p->outlet);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (!each(&l, parts[i].sql, parts[i].take))
            return store_fault(s, err);
    return CASUS_OK;
}

void store_article(paper *p, casus_article *a)
{
    const casus_doc *d = &p->d.doc;
    *a = (casus_article){.id = d->id, .title = d->title, .url = d->url, .source = d->source, .date = d->date, .text = d->text + p->body, .n_text = d->n_text - p->body};
    if (!p->split)
        return;
    arena *memory = &p->d.memory;
    const char **list = ARENA_ARRAY(memory, const char *, d->n_sentences + 1);
    for (casus_ref i = 0; i < d->n_sentences; i++)
        list[i] = arena_copy(memory, d->text + d->sentences[i].at.begin, d->sentences[i].at.end - d->sentences[i].at.begin);
    a->sentences = list;
    a->n_sentences = d->n_sentences;
}
