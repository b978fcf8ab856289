/* A document to rows.
 *
 *   "Russian missiles struck Odesa" becomes a row of `report`; RUS GOV a row of `party` that points
 *   to `mention` (these words, here) and `entity` (this actor, everywhere); Odesa a row of `spot`
 *   (these words) that points to `place` (this point).
 *
 * Entities and places are kept once for the whole store. Offsets become code points. All of a
 * document is written within the caller's transaction, or nothing of it. */
#include "store/statement.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct writing {
    store *s;
    paper *p;
    const casus_doc *doc;
    offsets at;
    int64_t coding, first_sentence;
    int64_t *entities; /* of each actor */
} writing;

static str name_of(const writing *w, casus_sym s)
{
    return str_of(symtab_name(w->p->d.names, s));
}

static void bind_span(const writing *w, sqlite3_stmt *q, int at, casus_span s, bool may_be_empty)
{
    if (s.end <= s.begin && !may_be_empty) {
        sqlite3_bind_null(q, at);
        sqlite3_bind_null(q, at + 1);
        return;
    }
    sqlite3_bind_int64(q, at, offsets_at(&w->at, s.begin));
    sqlite3_bind_int64(q, at + 1, offsets_at(&w->at, s.end));
}

static const char *precision_name(uint8_t p)
{
    return p == 'd' ? "day" : p == 'm' ? "month" : p == 'y' ? "year" : "";
}

static sqlite3_stmt *begin_row(const writing *w, query_name name, uint32_t number)
{
    sqlite3_stmt *q = store_query(w->s, name);
    if (q) {
        sqlite3_bind_int64(q, 1, w->coding);
        sqlite3_bind_int64(q, 2, number);
    }
    return q;
}

/* ---- the document ---- */

bool store_has(store *s, const uint8_t hash[32])
{
    sqlite3_stmt *q = store_query(s, Q_HAS);
    if (!q)
        return false;
    sqlite3_bind_blob(q, 1, hash, 32, SQLITE_STATIC);
    bool has = sqlite3_step(q) == SQLITE_ROW;
    sqlite3_reset(q);
    return has;
}

/* Its number; 0 when it is there already or cannot be written. */
static int64_t add_document(writing *w, int64_t run)
{
    sqlite3_stmt *q = store_query(w->s, Q_DOCUMENT);
    const paper *p = w->p;
    if (!q)
        return 0;
    sqlite3_bind_blob(q, 1, p->hash, 32, SQLITE_STATIC);
    sqlite3_bind_int64(q, 2, run);
    bind_text(q, 3, w->doc->id);
    bind_text(q, 4, w->doc->title);
    bind_text(q, 5, w->doc->url);
    bind_text(q, 6, w->doc->source);
    bind_date(q, 7, w->doc->date, 'd');
    bind_str(q, 8, (str){w->doc->text, w->doc->n_text});
    sqlite3_bind_int64(q, 9, offsets_at(&w->at, p->body));
    sqlite3_bind_int64(q, 10, p->words);
    sqlite3_bind_int64(q, 11, p->split);
    bind_text(q, 12, p->outlet);
    if (!store_done(w->s, q) || sqlite3_changes(w->s->db) == 0)
        return 0;
    return sqlite3_last_insert_rowid(w->s->db);
}

static void add_coding(writing *w, int64_t number, int64_t run)
{
    sqlite3_stmt *q = store_query(w->s, Q_NEXT_SENTENCE);
    if (!q || sqlite3_step(q) != SQLITE_ROW) {
        store_fail(w->s);
        return;
    }
    w->first_sentence = sqlite3_column_int64(q, 0);
    sqlite3_reset(q);
    if (!(q = store_query(w->s, Q_CODING)))
        return;
    sqlite3_bind_int64(q, 1, number);
    sqlite3_bind_int64(q, 2, run);
    sqlite3_bind_int64(q, 3, w->first_sentence);
    sqlite3_bind_int64(q, 4, w->doc->n_sentences);
    if (store_done(w->s, q))
        w->coding = sqlite3_last_insert_rowid(w->s->db);
    if (!(q = store_query(w->s, Q_CURRENT)))
        return;
    sqlite3_bind_int64(q, 1, number);
    sqlite3_bind_int64(q, 2, w->coding);
    store_done(w->s, q);
}

static void add_sentence(const writing *w, casus_ref i)
{
    const casus_sentence *s = &w->doc->sentences[i];
    sqlite3_stmt *q = store_query(w->s, Q_SENTENCE);
    if (!q)
        return;
    sqlite3_bind_int64(q, 1, w->first_sentence + i);
    sqlite3_bind_int64(q, 2, w->coding);
    sqlite3_bind_int64(q, 3, i);
    bind_span(w, q, 4, s->at, true);
    bind_text(q, 6, casus_verdict_name(s->verdict));
    sqlite3_bind_int64(q, 7, s->headline);
    store_done(w->s, q);
    if (!(q = store_query(w->s, Q_SEARCH)))
        return;
    sqlite3_bind_int64(q, 1, w->first_sentence + i);
    bind_str(q, 2, document_str(&w->p->d, s->at));
    store_done(w->s, q);
}

/* ---- entities and places ---- */

/* Find the row, or make it: both statements take the same n values, bound already. */
static int64_t find_or_make(store *s, sqlite3_stmt *find, sqlite3_stmt *make)
{
    if (!find || !make)
        return 0;
    int64_t id = sqlite3_step(find) == SQLITE_ROW ? sqlite3_column_int64(find, 0) : 0;
    sqlite3_reset(find);
    if (!id && store_done(s, make))
        id = sqlite3_last_insert_rowid(s->db);
    return id;
}

static int64_t entity_of(const writing *w, const casus_actor *a)
{
    sqlite3_stmt *both[2] = {store_query(w->s, Q_ENTITY), store_query(w->s, Q_NEW_ENTITY)};
    for (int i = 0; i < 2 && both[i]; i++) {
        bind_str(both[i], 1, name_of(w, a->name));
        bind_str(both[i], 2, name_of(w, a->country));
        bind_str(both[i], 3, name_of(w, a->sector));
        bind_str(both[i], 4, name_of(w, a->sector2));
    }
    return find_or_make(w->s, both[0], both[1]);
}

static int64_t spot_place(const writing *w, const casus_place *p)
{
    static const char *const precisions[] = {"", "place", "admin1", "country"};
    sqlite3_stmt *both[2] = {store_query(w->s, Q_PLACE), store_query(w->s, Q_NEW_PLACE)};
    for (int i = 0; i < 2 && both[i]; i++) {
        bind_str(both[i], 1, name_of(w, p->name));
        bind_str(both[i], 2, name_of(w, p->country));
        bind_str(both[i], 3, name_of(w, p->admin1));
        bind_text(both[i], 4, precisions[p->precision & 3]);
        if (p->has_point) {
            sqlite3_bind_double(both[i], 5, round(p->lat * 1e4) / 1e4); /* as exact as the records are: 11 m */
            sqlite3_bind_double(both[i], 6, round(p->lon * 1e4) / 1e4);
        } else {
            sqlite3_bind_null(both[i], 5);
            sqlite3_bind_null(both[i], 6);
        }
    }
    return find_or_make(w->s, both[0], both[1]);
}

static void add_mention(writing *w, casus_ref i)
{
    const casus_actor *a = &w->doc->actors[i];
    w->entities[i] = entity_of(w, a);
    sqlite3_stmt *q = begin_row(w, Q_MENTION, i);
    if (!q)
        return;
    sqlite3_bind_int64(q, 3, w->entities[i]);
    bind_span(w, q, 4, a->at, true);
    store_done(w->s, q);
}

static void add_spot(const writing *w, casus_ref i)
{
    const casus_place *p = &w->doc->places[i];
    int64_t place = spot_place(w, p);
    sqlite3_stmt *q = begin_row(w, Q_SPOT, i);
    if (!q)
        return;
    sqlite3_bind_int64(q, 3, place);
    bind_span(w, q, 4, p->at, true);
    bind_str(q, 6, name_of(w, p->relation));
    store_done(w->s, q);
}

/* ---- reports ---- */

static const char *joined(const writing *w, const casus_sym *list, uint8_t n)
{
    char *out = arena_copy(&w->p->d.memory, "", 0);
    for (uint8_t i = 0; i < n; i++)
        out = arena_printf(&w->p->d.memory, "%s%s%s", out, i ? ";" : "", symtab_name(w->p->d.names, list[i]));
    return out;
}

/* First and last day as days since 1970; nothing when the text gives no date. */
static void bind_days(sqlite3_stmt *q, int at, int32_t date, uint8_t precision)
{
    int32_t first = date, last = date;
    if (!date || !precision) {
        sqlite3_bind_null(q, at);
        sqlite3_bind_null(q, at + 1);
        return;
    }
    if (precision == 'm') {
        first = date / 100 * 100 + 1;
        last = date / 100 * 100 + date_month_length(date / 10000, date / 100 % 100);
    } else if (precision == 'y') {
        first = date / 10000 * 10000 + 101;
        last = date / 10000 * 10000 + 1231;
    }
    sqlite3_bind_int64(q, at, date_days(first));
    sqlite3_bind_int64(q, at + 1, date_days(last));
}

static void bind_event(const writing *w, sqlite3_stmt *q, const casus_event *e)
{
    uint32_t words[WORDING_MOST];
    uint32_t n = wording_of(document_str(&w->p->d, w->doc->sentences[e->sentence].at), &w->p->d.memory, words);
    sqlite3_bind_int64(q, 4, w->first_sentence + e->sentence);
    bind_date(q, 5, e->date, (char)e->precision);
    bind_text(q, 6, precision_name(e->precision));
    bind_days(q, 7, e->date, e->precision);
    bind_str(q, 9, name_of(w, e->type));
    bind_text(q, 10, joined(w, e->mode, e->n_modes));
    bind_text(q, 11, joined(w, e->context, e->n_contexts));
    bind_text(q, 12, casus_status_name(e->status));
    sqlite3_bind_int64(q, 13, e->quad);
    sqlite3_bind_double(q, 14, e->scale);
    bind_str(q, 15, name_of(w, e->cameo));
    sqlite3_bind_double(q, 16, e->goldstein);
    bind_span(w, q, 17, e->text, true);
    bind_ref(q, 19, e->place);
    bind_ref(q, 20, e->speaker);
    sqlite3_bind_int64(q, 21, e->certainty);
    bind_str(q, 22, name_of(w, e->rule));
    ground g = ground_of(&w->p->d, e);
    sqlite3_bind_blob(q, 23, words, (int)(n * sizeof *words), SQLITE_TRANSIENT);
    sqlite3_bind_blob(q, 24, &g, g.n ? (int)sizeof g : 0, SQLITE_TRANSIENT);
}

static void add_parties(const writing *w, int64_t report, const char *role, const casus_ref *list, uint8_t n)
{
    for (uint8_t i = 0; i < n; i++) {
        sqlite3_stmt *q = list[i] == CASUS_NONE ? NULL : store_query(w->s, Q_PARTY);
        if (!q)
            continue;
        sqlite3_bind_int64(q, 1, report);
        bind_text(q, 2, role);
        sqlite3_bind_int64(q, 3, i);
        sqlite3_bind_int64(q, 4, list[i]);
        sqlite3_bind_int64(q, 5, w->entities[list[i]]);
        store_done(w->s, q);
    }
}

static void add_report(const writing *w, casus_ref i)
{
    const casus_event *e = &w->doc->events[i];
    char key[40];
    event_id(&w->p->d, i, key);
    sqlite3_stmt *q = store_query(w->s, Q_REPORT);
    if (!q)
        return;
    bind_text(q, 1, key);
    sqlite3_bind_int64(q, 2, w->coding);
    sqlite3_bind_int64(q, 3, i);
    bind_event(w, q, e);
    if (!store_done(w->s, q))
        return;
    int64_t report = sqlite3_last_insert_rowid(w->s->db);
    add_parties(w, report, "actor", e->actor, e->n_actors);
    add_parties(w, report, "recipient", e->recipient, e->n_recipients);
}

/* ---- the ledger ---- */

static void add_figure(const writing *w, casus_ref i)
{
    const casus_figure *f = &w->doc->figures[i];
    sqlite3_stmt *q = begin_row(w, Q_FIGURE, i);
    if (!q)
        return;
    sqlite3_bind_int64(q, 3, f->sentence);
    bind_ref(q, 4, f->event);
    bind_str(q, 5, name_of(w, f->what));
    bind_ref(q, 6, f->owner);
    bind_ref(q, 7, f->claimant);
    bind_ref(q, 8, f->place);
    bind_str(q, 9, name_of(w, f->activity));
    sqlite3_bind_int64(q, 10, f->low);
    sqlite3_bind_int64(q, 11, f->high);
    sqlite3_bind_int64(q, 12, f->approx);
    bind_span(w, q, 13, f->at, true);
    store_done(w->s, q);
}

static void add_members(const writing *w, query_name name, casus_ref owner, const casus_ref *list, uint8_t n)
{
    for (uint8_t i = 0; i < n; i++) {
        sqlite3_stmt *q = list[i] == CASUS_NONE ? NULL : begin_row(w, name, owner);
        if (!q)
            continue;
        sqlite3_bind_int64(q, 3, i);
        sqlite3_bind_int64(q, 4, list[i]);
        store_done(w->s, q);
    }
}

static void add_statement(const writing *w, casus_ref i)
{
    static const char *const stances[] = {"", "for", "against", "conditional"};
    const casus_statement *s = &w->doc->statements[i];
    sqlite3_stmt *q = begin_row(w, Q_STATEMENT, i);
    if (!q)
        return;
    sqlite3_bind_int64(q, 3, s->sentence);
    bind_text(q, 4, casus_statement_name(s->kind));
    bind_ref(q, 5, s->speaker);
    bind_ref(q, 6, s->reported_by);
    bind_span(w, q, 7, s->content, false);
    bind_span(w, q, 9, s->condition, false);
    sqlite3_bind_int64(q, 11, s->quoted);
    bind_text(q, 12, stances[s->stance & 3]);
    sqlite3_bind_int64(q, 13, s->firmness);
    bind_date(q, 14, s->date, (char)s->precision);
    bind_text(q, 15, precision_name(s->precision));
    bind_str(q, 16, name_of(w, s->issue));
    bind_str(q, 17, name_of(w, s->rule));
    if (store_done(w->s, q))
        add_members(w, Q_ADDRESSEE, i, s->addressee, s->n_addressees);
}

static void add_meeting(const writing *w, casus_ref i)
{
    const casus_meeting *m = &w->doc->meetings[i];
    sqlite3_stmt *q = begin_row(w, Q_MEETING, i);
    if (!q)
        return;
    sqlite3_bind_int64(q, 3, m->sentence);
    bind_text(q, 4, casus_meeting_name(m->status));
    bind_date(q, 5, m->date, (char)m->precision);
    bind_text(q, 6, precision_name(m->precision));
    bind_ref(q, 7, m->place);
    bind_span(w, q, 8, m->at, true);
    bind_span(w, q, 10, m->forum, false);
    if (store_done(w->s, q))
        add_members(w, Q_ATTENDEE, i, m->party, m->n_parties);
}

/* ---- all of it ---- */

static void add_rows(writing *w)
{
    w->entities = ARENA_ARRAY(&w->p->d.memory, int64_t, w->doc->n_actors + 1);
    for (casus_ref i = 0; i < w->doc->n_sentences; i++)
        add_sentence(w, i);
    for (casus_ref i = 0; i < w->doc->n_actors; i++)
        add_mention(w, i);
    for (casus_ref i = 0; i < w->doc->n_places; i++)
        add_spot(w, i);
    for (casus_ref i = 0; i < w->doc->n_events; i++)
        add_report(w, i);
    for (casus_ref i = 0; i < w->doc->n_figures; i++)
        add_figure(w, i);
    for (casus_ref i = 0; i < w->doc->n_statements; i++)
        add_statement(w, i);
    for (casus_ref i = 0; i < w->doc->n_meetings; i++)
        add_meeting(w, i);
}

static int add_reading(writing *w, int64_t number, int64_t run, added *a, casus_error *err)
{
    add_coding(w, number, run);
    if (!w->s->failed)
        add_rows(w);
    a->coding = w->coding;
    return w->s->failed ? store_fault(w->s, err) : CASUS_OK;
}

int store_add(store *s, paper *p, int64_t run, added *a, casus_error *err)
{
    writing w = {.s = s, .p = p, .doc = &p->d.doc};
    *a = (added){0};
    p->d.memory.on_full = &p->d.full;
    if (setjmp(p->d.full))
        return error_set(err, CASUS_ENOMEM, "out of memory");
    w.at = offsets_of(&p->d);
    a->document = add_document(&w, run);
    if (!a->document)
        return s->failed ? store_fault(s, err) : CASUS_OK;
    return add_reading(&w, a->document, run, a, err);
}

int store_recode(store *s, paper *p, int64_t number, int64_t run, added *a, casus_error *err)
{
    writing w = {.s = s, .p = p, .doc = &p->d.doc};
    *a = (added){0};
    p->d.memory.on_full = &p->d.full;
    if (setjmp(p->d.full))
        return error_set(err, CASUS_ENOMEM, "out of memory");
    w.at = offsets_of(&p->d);
    return add_reading(&w, number, run, a, err);
}
