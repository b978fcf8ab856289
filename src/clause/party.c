/* Slots to actors: who stands in a noun phrase.
 *
 *     "Leaders of Russia and Ukraine", "dozens of protesters", "we" in somebody's quotation
 *
 * A phrase names its head's actor and those joined to it by "and". A counting or gathering head
 * ("dozens of", "members of") passes on to what it counts. First persons are the speaker. */
#include "clause/clause.h"

bool party_counter(const reading *r, casus_ref token)
{
    const lexicon *w = &r->w;
    const casus_sym list[] = {w->half, w->number, w->dozens, w->dozen, w->hundreds, w->hundred, w->thousands, w->thousand, w->ten, w->million, w->score, w->member, w->some,
                              w->all, w->one, w->group, w->most, w->many, w->several, w->part, w->rest, w->majority, w->each, w->both, w->neither, w->none,
                              w->couple, w->handful, w->series, w->remainder, w->bulk, w->wave, w->string_, w->spate, w->round_, w->barrage, w->flurry, w->total};
    casus_sym lemma = r->doc->tokens[token].lemma;
    for (size_t i = 0; i < sizeof list / sizeof *list; i++)
        if (list[i] == lemma)
            return lemma != 0;
    return false;
}

/* "the city of X": the name stands below. */
bool party_place_word(const reading *r, casus_sym lemma)
{
    static const char *const words[] = {"city", "town", "village", "province", "district", "region", "port", "area", "suburb", "neighbourhood", "neighborhood", "island", "capital", "outskirt", "territory", "land", "terrain", "ground", "position", "height", "hill", "ridge", "bridge", "crossing", "peninsula", "coast", "road", "highway",
                                        "stronghold", "pocket", "zone", "sector", "bank", "valley", "plain", "delta", "enclave", "mountain", "oasis", "quarter", "settlement", "hamlet", "junction", "slum", "border", "country"};
    const char *s = symtab_name(r->d->names, lemma);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(s, words[i]) == 0)
            return true;
    return false;
}

static uint8_t add(reading *r, casus_ref actor, casus_ref *out, uint8_t n, bool *more)
{
    const casus_actor *new = &r->doc->actors[actor];
    for (uint8_t i = 0; i < n; i++)
        if (out[i] == actor || (new->chain != CASUS_NONE && r->doc->actors[out[i]].chain == new->chain) || (r->doc->actors[out[i]].head == r->doc->actors[actor].head && r->doc->actors[out[i]].country == r->doc->actors[actor].country))
            return n;
    if (n == CASUS_MAX_PARTIES) {
        *more = true;
        return n;
    }
    out[n] = actor;
    return (uint8_t)(n + 1);
}

/* An actor made of a place that stands for its people or state ("shelled Kharkiv"). */
static casus_ref actor_of_place(reading *r, casus_ref token)
{
    casus_doc *d = r->doc;
    for (casus_ref i = 0; i < d->n_places; i++) {
        const casus_place *p = &d->places[i];
        if (p->head != token || !p->country)
            continue;
        casus_actor *a = ARENA_PUSH(&r->d->memory, d->actors, d->n_actors);
        p = &d->places[i];
        *a = (casus_actor){.at = p->at, .sentence = p->sentence, .head = p->head, .first = p->first, .last = p->last, .country = p->country,
                           .name = p->name, .rule = p->rule, .chain = d->n_actors - 1, .kind = CASUS_A_STATE,
                           .sector = p->precision == CASUS_P_COUNTRY ? r->w.GOV : 0};
        return d->n_actors - 1;
    }
    return CASUS_NONE;
}

/* The actor behind a mention: a first person is whoever speaks. */
static casus_ref behind(reading *r, casus_ref actor)
{
    const casus_actor *a = &r->doc->actors[actor];
    if (a->kind != CASUS_A_PRONOUN || a->country || a->sector || !(r->doc->tokens[a->head].morph & CASUS_P1))
        return actor;
    casus_ref speaker = party_speaker(r, a->head);
    return speaker == CASUS_NONE ? actor : speaker;
}

static bool known(const casus_actor *a)
{
    return a->country || a->sector || a->name || a->kind == CASUS_A_PERSON;
}

/* Those joined to a phrase by "and". */
static uint8_t joined_parties(reading *r, casus_ref head, casus_ref own, bool place_too, casus_ref *out, uint8_t n, bool *more)
{
    const casus_token *t = r->doc->tokens;
    for (casus_ref c = r->first_child[head]; c != CASUS_NONE; c = r->next_sibling[c])
        if (t[c].label == CASUS_CONJ && t[c].upos != CASUS_VERB && (own == CASUS_NONE || actor_at(r->doc, c) != own))
            n = party_of(r, c, place_too, out, n, more);
    return n;
}

/* "four countries, INCLUDING the United States": those named of many of no country. */
static uint8_t included(reading *r, casus_ref head, bool place_too, casus_ref *out, uint8_t n, bool *more)
{
    const casus_token *t = r->doc->tokens;
    for (casus_ref c = r->first_child[head]; c != CASUS_NONE; c = r->next_sibling[c]) {
        const char *prep = t[c].label == CASUS_NMOD || t[c].label == CASUS_OBL ? symtab_name(r->d->names, frame_prep(r, c)) : "";
        if (c > head && (strcmp(prep, "including") == 0 || strcmp(prep, "such_as") == 0))
            n = party_of(r, c, place_too, out, n, more);
    }
    return n;
}

uint8_t party_of(reading *r, casus_ref head, bool place_too, casus_ref *out, uint8_t n, bool *more)
{
    casus_doc *d = r->doc;
    casus_ref a = actor_at(d, head);
    uint8_t before = n;
    if (a != CASUS_NONE) {
        casus_ref who = behind(r, a);
        const casus_actor *named = &d->actors[who];
        uint8_t some = named->plural && !named->country && named->head == head ? included(r, head, place_too, out, n, more) : n;
        if (some > n)
            n = some;
        else if (known(&d->actors[who]))
            n = add(r, who, out, n, more);
        for (casus_ref i = a + 1; i < d->n_actors && d->actors[i].head == d->actors[a].head; i++)
            n = add(r, i, out, n, more); /* "the two sides": one actor a side at the same words */
    }
    if (n == before && (party_counter(r, head) || (place_too && party_place_word(r, d->tokens[head].lemma))))
        for (casus_ref c = r->first_child[head]; c != CASUS_NONE; c = r->next_sibling[c])
            if (d->tokens[c].label == CASUS_NMOD && frame_prep(r, c) == r->w.of)
                n = party_of(r, c, place_too, out, n, more);
    if (n == before && place_too) {
        casus_ref p = actor_of_place(r, head);
        if (p != CASUS_NONE)
            n = add(r, p, out, n, more);
    }
    n = joined_parties(r, head, a, place_too, out, n, more);
    if (a != CASUS_NONE && d->actors[a].head != head) /* the phrase may have its head elsewhere: a title before a name */
        n = joined_parties(r, d->actors[a].head, a, place_too, out, n, more);
    return n;
}

/* "ISIL targets", "an ISIL-held building", "Peshmerga positions": things stand for those whose they are. */
uint8_t owners_of_thing(reading *r, casus_ref head, casus_ref *out, uint8_t n, bool *more)
{
    const casus_token *t = r->doc->tokens;
    for (casus_ref c = r->first_child[head]; c != CASUS_NONE; c = r->next_sibling[c]) {
        unsigned label = t[c].label;
        if (label != CASUS_COMPOUND && label != CASUS_AMOD && label != CASUS_NMOD_POSS && label != CASUS_NMOD_DESC)
            continue;
        casus_ref a = actor_at(r->doc, c);
        if (a != CASUS_NONE && (r->doc->actors[a].country || label == CASUS_NMOD_POSS))
            n = party_of(r, c, false, out, n, more);
        else if ((label == CASUS_AMOD && t[c].upos == CASUS_VERB) || label == CASUS_COMPOUND) /* "ISIL-held building", "ISIL weapons caches" */
            n = owners_of_thing(r, c, out, n, more);
    }
    for (casus_ref c = party_counter(r, head) ? r->first_child[head] : CASUS_NONE; c != CASUS_NONE; c = r->next_sibling[c])
        if (t[c].label == CASUS_NMOD && frame_prep(r, c) == r->w.of) /* "a number of Pakistani villages" */
            n = owners_of_thing(r, c, out, n, more);
    for (casus_ref c = r->first_child[head]; c != CASUS_NONE && t[head].label != CASUS_CONJ; c = r->next_sibling[c])
        if (t[c].label == CASUS_CONJ && t[c].upos == CASUS_NOUN) /* "three tunnels and two ISIL positions" */
            n = owners_of_thing(r, c, out, n, more);
    return n;
}

/* "a loudspeaker in South Korea", "the airport at Mezzeh": a thing struck is struck in somebody's country. */
uint8_t country_of_thing(reading *r, casus_ref head, casus_ref *out, uint8_t n, bool *more)
{
    for (casus_ref c = r->first_child[head]; c != CASUS_NONE; c = r->next_sibling[c]) {
        casus_sym prep = r->doc->tokens[c].label == CASUS_NMOD ? frame_prep(r, c) : 0;
        casus_ref there = prep == r->w.in || prep == r->w.at || prep == r->w.of || prep == r->w.near ? actor_of_place(r, c) : CASUS_NONE;
        if (there != CASUS_NONE)
            n = add(r, there, out, n, more);
    }
    return n;
}

casus_ref party_speaker(reading *r, casus_ref token)
{
    casus_ref s = speaker_of(r->doc, token);
    if (s != CASUS_NONE && r->doc->attributions[s].speaker != CASUS_NONE)
        return r->doc->attributions[s].speaker;
    casus_ref narrator = CASUS_NONE, sentence = tree_sentence(r->doc, token);
    for (casus_ref i = 0; s == CASUS_NONE && i < r->doc->n_actors && r->doc->actors[i].sentence <= sentence; i++)
        if (r->doc->actors[i].kind == CASUS_A_NARRATOR && r->doc->actors[i].country)
            narrator = i; /* the nearest */
    for (casus_ref i = 0; s == CASUS_NONE && narrator == CASUS_NONE && i < r->doc->n_actors; i++)
        if (r->doc->actors[i].kind == CASUS_A_NARRATOR && r->doc->actors[i].country)
            narrator = i;
    return narrator;
}

/* Patterns without an actor's slot ("R must *", "R be unacceptable.a") speak for whoever says so. */
bool speaks(const reading *r, const pattern *p)
{
    const lexicon *w = &r->w;
    bool verbal = p->event == w->REQUEST || p->event == w->REJECT || p->event == w->THREATEN || p->event == w->ACCUSE || p->event == w->SUPPORT || p->event == w->AGREE;
    if (p->pos == 'v' && !p->modal && !(p->flags & PATTERN_WANTS_NOT) && !verbal)
        return false;
    for (int i = 0; i < p->n_elements; i++)
        if (p->elements[i].slot == SLOT_A || p->elements[i].slot == SLOT_B || p->elements[i].clause_subject == SLOT_A)
            return false;
    return true;
}

void party_fill(reading *r, const match *m, parties *out)
{
    bool place = (m->p->flags & PATTERN_PLACE_R) != 0;
    *out = (parties){0};
    for (int i = 0; i < m->s.n_a; i++)
        out->n_actors = party_of(r, m->s.a[i], false, out->actor, out->n_actors, &out->more);
    for (int i = 0; i < m->s.n_b; i++)
        out->n_actors = party_of(r, m->s.b[i], false, out->actor, out->n_actors, &out->more);
    for (int i = 0; i < m->s.n_r; i++)
        out->n_recipients = party_of(r, m->s.r[i], place, out->recipient, out->n_recipients, &out->more);
    for (int i = 0; i < m->s.n_r && !out->n_recipients; i++)
        out->n_recipients = owners_of_thing(r, m->s.r[i], out->recipient, out->n_recipients, &out->more);
    for (int i = 0; i < m->s.n_a && !out->n_actors; i++) /* "a UN REPORT accused": its author, where the line names what stands there */
        for (int j = 0; j < m->p->n_elements && !out->n_actors; j++)
            if (m->p->elements[j].slot == SLOT_A && m->p->elements[j].words)
                out->n_actors = owners_of_thing(r, m->s.a[i], out->actor, 0, &out->more);
    if (speaks(r, m->p)) { /* "R must go": whoever says so */
        casus_ref s = party_speaker(r, m->f->head);
        if (s != CASUS_NONE)
            out->n_actors = add(r, s, out->actor, out->n_actors, &out->more);
    }
}

/* ---- the same or another ---- */

bool same_entity(const casus_doc *d, casus_ref a, casus_ref b)
{
    const casus_actor *x = &d->actors[a], *y = &d->actors[b];
    if (a == b || (x->chain != CASUS_NONE && x->chain == y->chain))
        return true;
    bool state = x->kind == CASUS_A_STATE || y->kind == CASUS_A_STATE; /* a minister speaks for his country */
    return x->country && x->country == y->country && x->sector == y->sector && (x->name == y->name || state);
}

/* The token itself heads an actor's phrase. */
bool actor_exactly(const casus_doc *d, casus_ref token)
{
    casus_ref a = actor_at(d, token);
    return a != CASUS_NONE && d->actors[a].head == token;
}

uint8_t without(const casus_doc *d, casus_ref *list, uint8_t n, const casus_ref *those, uint8_t m)
{
    uint8_t kept = 0;
    for (uint8_t i = 0; i < n; i++) {
        bool there = false;
        for (uint8_t j = 0; j < m; j++)
            there |= same_entity(d, list[i], those[j]);
        if (!there)
            list[kept++] = list[i];
    }
    return kept;
}

/* ---- whose words ---- */

casus_ref speaker_of(const casus_doc *d, casus_ref token)
{
    casus_ref sentence = tree_sentence(d, token), best = CASUS_NONE;
    for (uint32_t i = FIRST_FROM(casus_attribution, d->attributions, d->n_attributions, sentence, sentence); i < d->n_attributions && d->attributions[i].sentence == sentence; i++) {
        const casus_attribution *a = &d->attributions[i];
        if (token < a->first || token > a->last || token == a->cue_head)
            continue;
        if (best == CASUS_NONE || a->last - a->first <= d->attributions[best].last - d->attributions[best].first)
            best = i;
    }
    return best;
}
