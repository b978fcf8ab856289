/* A document as the store keeps it.
 *
 * The analysis of a news story takes a few hundred bytes of memory for each byte of text: tokens,
 * trees, candidates. What is kept is a hundredth of that: sentences with their verdicts, the events
 * and the ledger, and those mentions and places that one of them uses, renumbered. Names are copied
 * into a table of the paper's own, so that it can outlive the analysis and wait for the writer. */
#include "store/statement.h"

#include <ctype.h>
#include <nettle/sha2.h>
#include <stdio.h>

/* ---- what makes it the same document ---- */

static void hash_field(struct sha256_ctx *c, const char *p, size_t n)
{
    uint8_t length[8];
    for (int i = 0; i < 8; i++)
        length[i] = (uint8_t)((uint64_t)n >> (8 * i));
    sha256_update(c, sizeof length, length);
    sha256_update(c, n, (const uint8_t *)(p ? p : ""));
}

static void hash_name(struct sha256_ctx *c, const char *s)
{
    hash_field(c, s, s ? strlen(s) : 0);
}

void paper_hash(const casus_article *a, bool given, uint8_t hash[32])
{
    struct sha256_ctx c;
    char date[16];
    sha256_init(&c);
    snprintf(date, sizeof date, "%d", a->date);
    hash_name(&c, date);
    hash_name(&c, given ? a->id : "");
    hash_name(&c, a->title);
    hash_name(&c, a->url);
    hash_name(&c, a->source);
    hash_field(&c, a->text, a->text ? (a->n_text ? a->n_text : strlen(a->text)) : 0);
    for (size_t i = 0; a->sentences && i < a->n_sentences; i++)
        hash_name(&c, a->sentences[i]);
    sha256_digest(&c, 32, hash);
}

/* "https://www.reuters.com/world/..." is reuters.com; without an address the source's name. */
static void set_outlet(paper *p, const char *url, const char *source)
{
    const char *host = strstr(url, "://");
    size_t n = 0;
    host = host ? host + 3 : "";
    if (strncmp(host, "www.", 4) == 0)
        host += 4;
    for (; host[n] && !strchr("/:?#", host[n]) && n + 1 < sizeof p->outlet; n++)
        p->outlet[n] = (char)tolower((unsigned char)host[n]);
    if (!n)
        snprintf(p->outlet, sizeof p->outlet, "%s", source);
    const char *whole = text_repair(&p->d.memory, p->outlet, strlen(p->outlet), &n); /* cut within a letter */
    snprintf(p->outlet, sizeof p->outlet, "%.*s", (int)n, whole);
}

/* ---- copying ---- */

typedef struct packing {
    paper *p;
    const document *from;
    casus_ref *actors, *places; /* new number of each; CASUS_NONE until used */
} packing;

static casus_sym keep_sym(const packing *k, casus_sym s)
{
    const char *name = symtab_name(k->from->names, s);
    return symtab_add(k->p->d.names, name, strlen(name));
}

static const char *keep_text(const packing *k, const char *s)
{
    return arena_copy(&k->p->d.memory, s ? s : "", s ? strlen(s) : 0);
}

static casus_ref keep_actor(packing *k, casus_ref i)
{
    casus_doc *d = &k->p->d.doc;
    if (i == CASUS_NONE || i >= k->from->doc.n_actors)
        return CASUS_NONE;
    if (k->actors[i] != CASUS_NONE)
        return k->actors[i];
    k->actors[i] = d->n_actors;
    casus_actor *a = ARENA_PUSH(&k->p->d.memory, d->actors, d->n_actors);
    const casus_actor *f = &k->from->doc.actors[i];
    *a = (casus_actor){.at = f->at, .sentence = f->sentence, .country = keep_sym(k, f->country), .sector = keep_sym(k, f->sector), .sector2 = keep_sym(k, f->sector2),
                       .name = keep_sym(k, f->name), .kind = f->kind, .chain = k->actors[i]};
    return k->actors[i];
}

static casus_ref keep_place(packing *k, casus_ref i)
{
    casus_doc *d = &k->p->d.doc;
    if (i == CASUS_NONE || i >= k->from->doc.n_places)
        return CASUS_NONE;
    if (k->places[i] != CASUS_NONE)
        return k->places[i];
    k->places[i] = d->n_places;
    casus_place *p = ARENA_PUSH(&k->p->d.memory, d->places, d->n_places);
    const casus_place *f = &k->from->doc.places[i];
    *p = (casus_place){.at = f->at, .sentence = f->sentence, .name = keep_sym(k, f->name), .country = keep_sym(k, f->country), .admin1 = keep_sym(k, f->admin1),
                       .relation = keep_sym(k, f->relation), .lat = f->lat, .lon = f->lon, .has_point = f->has_point, .precision = f->precision};
    return k->places[i];
}

/* All places of a sentence with an event: merging asks what else it may have been. */
static void keep_ground(packing *k, casus_ref sentence)
{
    for (casus_ref i = 0; i < k->from->doc.n_places; i++)
        if (k->from->doc.places[i].sentence == sentence && k->from->doc.places[i].has_point)
            keep_place(k, i);
}

static void keep_events(packing *k)
{
    casus_doc *d = &k->p->d.doc;
    d->events = ARENA_ARRAY(&k->p->d.memory, casus_event, k->from->doc.n_events + 1);
    for (d->n_events = 0; d->n_events < k->from->doc.n_events; d->n_events++) {
        casus_event *e = &d->events[d->n_events];
        *e = k->from->doc.events[d->n_events];
        e->type = keep_sym(k, e->type);
        e->cameo = keep_sym(k, e->cameo);
        e->rule = keep_sym(k, e->rule);
        for (int i = 0; i < e->n_modes; i++)
            e->mode[i] = keep_sym(k, e->mode[i]);
        for (int i = 0; i < e->n_contexts; i++)
            e->context[i] = keep_sym(k, e->context[i]);
        for (int i = 0; i < e->n_actors; i++)
            e->actor[i] = keep_actor(k, e->actor[i]);
        for (int i = 0; i < e->n_recipients; i++)
            e->recipient[i] = keep_actor(k, e->recipient[i]);
        e->speaker = keep_actor(k, e->speaker);
        e->place = keep_place(k, e->place);
        e->time = e->head = CASUS_NONE;
        keep_ground(k, e->sentence);
    }
}

static void keep_statements(packing *k)
{
    casus_doc *d = &k->p->d.doc;
    d->statements = ARENA_ARRAY(&k->p->d.memory, casus_statement, k->from->doc.n_statements + 1);
    for (d->n_statements = 0; d->n_statements < k->from->doc.n_statements; d->n_statements++) {
        casus_statement *s = &d->statements[d->n_statements];
        *s = k->from->doc.statements[d->n_statements];
        s->speaker = keep_actor(k, s->speaker);
        s->reported_by = keep_actor(k, s->reported_by);
        for (int i = 0; i < s->n_addressees; i++)
            s->addressee[i] = keep_actor(k, s->addressee[i]);
        s->issue = keep_sym(k, s->issue);
        s->rule = keep_sym(k, s->rule);
    }
}

static void keep_figures(packing *k)
{
    casus_doc *d = &k->p->d.doc;
    d->figures = ARENA_ARRAY(&k->p->d.memory, casus_figure, k->from->doc.n_figures + 1);
    for (d->n_figures = 0; d->n_figures < k->from->doc.n_figures; d->n_figures++) {
        casus_figure *f = &d->figures[d->n_figures];
        *f = k->from->doc.figures[d->n_figures];
        f->what = keep_sym(k, f->what);
        f->activity = keep_sym(k, f->activity);
        f->owner = keep_actor(k, f->owner);
        f->claimant = keep_actor(k, f->claimant);
        f->place = keep_place(k, f->place);
        f->number = CASUS_NONE;
    }
}

static void keep_meetings(packing *k)
{
    casus_doc *d = &k->p->d.doc;
    d->meetings = ARENA_ARRAY(&k->p->d.memory, casus_meeting, k->from->doc.n_meetings + 1);
    for (d->n_meetings = 0; d->n_meetings < k->from->doc.n_meetings; d->n_meetings++) {
        casus_meeting *m = &d->meetings[d->n_meetings];
        *m = k->from->doc.meetings[d->n_meetings];
        m->place = keep_place(k, m->place);
        for (int i = 0; i < m->n_parties; i++)
            m->party[i] = keep_actor(k, m->party[i]);
    }
}

static void keep_sentences(packing *k)
{
    casus_doc *d = &k->p->d.doc;
    d->sentences = ARENA_ARRAY(&k->p->d.memory, casus_sentence, k->from->doc.n_sentences + 1);
    for (d->n_sentences = 0; d->n_sentences < k->from->doc.n_sentences; d->n_sentences++) {
        const casus_sentence *s = &k->from->doc.sentences[d->n_sentences];
        d->sentences[d->n_sentences] = (casus_sentence){.at = s->at, .paragraph = s->paragraph, .verdict = s->verdict, .headline = s->headline};
    }
}

static uint32_t words_of(const casus_doc *d)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < d->n_tokens; i++)
        n += (d->tokens[i].flags & (CASUS_T_WORD | CASUS_T_DIGIT)) != 0;
    return n;
}

/* A title that the text does not repeat was put before it. */
static uint32_t body_of(paper *p, const casus_article *a)
{
    size_t n = a->n_text || !a->text ? a->n_text : strlen(a->text);
    text_repair(&p->d.memory, a->text ? a->text : "", n, &n);
    return a->sentences || n > p->d.doc.n_text ? 0 : (uint32_t)(p->d.doc.n_text - n);
}

static void keep_text_and_names(packing *k, const casus_article *a)
{
    paper *p = k->p;
    const casus_doc *f = &k->from->doc;
    casus_doc *d = &p->d.doc;
    p->d.names = symtab_new(&p->d.memory, NULL);
    d->text = arena_copy(&p->d.memory, f->text, f->n_text);
    d->n_text = f->n_text;
    d->id = keep_text(k, f->id);
    d->title = keep_text(k, f->title);
    d->url = keep_text(k, f->url);
    d->source = keep_text(k, f->source);
    d->date = f->date;
    p->words = words_of(f);
    p->split = a->sentences != NULL;
    p->body = body_of(p, a);
    set_outlet(p, d->url, d->source);
}

bool paper_pack(paper *p, const document *from, const casus_article *a)
{
    packing k = {.p = p, .from = from};
    arena_reset(&p->d.memory);
    p->d.memory.on_full = &p->d.full;
    p->d.doc = (casus_doc){0};
    if (setjmp(p->d.full))
        return false;
    k.actors = ARENA_ARRAY(&p->d.memory, casus_ref, from->doc.n_actors + 1);
    k.places = ARENA_ARRAY(&p->d.memory, casus_ref, from->doc.n_places + 1);
    memset(k.actors, 0xFF, (from->doc.n_actors + 1) * sizeof *k.actors);
    memset(k.places, 0xFF, (from->doc.n_places + 1) * sizeof *k.places);
    keep_text_and_names(&k, a);
    keep_sentences(&k);
    keep_events(&k);
    keep_statements(&k);
    keep_figures(&k);
    keep_meetings(&k);
    p->n_bands = copy_bands((str){p->d.doc.text, p->d.doc.n_text}, &p->d.memory, p->bands);
    return true;
}

void paper_free(paper *p)
{
    arena_free(&p->d.memory);
}
