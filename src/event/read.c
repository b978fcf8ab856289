/* Clauses to coded events.
 *
 *     "The US urged the Kremlin to pull back an estimated 100,000 troops."
 *
 * Every verb, event noun and predicative adjective that heads a pattern is a predicate. They are
 * taken from the top of the tree downwards: `urge` is an operator, so `pull back`, the act inside it,
 * colours its mode (yield) and is not coded again. What wins, what loses and why becomes notes. */
#include "event/inside.h"

#include <stdlib.h>


/* ---- what an act takes with it ---- */

void consume(reading *r, casus_ref token, int depth)
{
    match m[1];
    if (token == CASUS_NONE || r->consumed[token] || depth > 6)
        return;
    r->consumed[token] = 1;
    if (match_find(r, token, m, 1) && m[0].score >= LEAST_SCORE) {
        consume(r, m[0].s.complement, depth + 1);
        if (m[0].s.literal != CASUS_NONE)
            r->consumed[m[0].s.literal] = 1;
    }
    for (casus_ref c = r->first_child[token]; c != CASUS_NONE; c = r->next_sibling[c]) {
        unsigned label = r->doc->tokens[c].label;
        if (label == CASUS_CONJ || label == CASUS_XCOMP || label == CASUS_OBJ)
            consume(r, c, depth + 1);
    }
}

/* ---- the event of one match ---- */

static void note_losers(reading *r, const match *m, int n)
{
    for (int i = 1; i < n && r->d->keep_notes; i++)
        document_note(r->d, m[0].f->sentence, r->doc->tokens[m[0].f->head].at, "event", "%s (%s) lost with %d points to %s (%s) with %d",
                      symtab_name(r->d->names, m[i].p->rule), m[i].p->source, m[i].score, symtab_name(r->d->names, m[0].p->rule), m[0].p->source, m[0].score);
}

/* The other words of the winning pattern are not events of their own. */
static void consume_match(reading *r, const match *m)
{
    bool blamed = m->p->event == r->w.ACCUSE && m->s.literal != CASUS_NONE && knowledge_class(r->k, "@attackn", r->doc->tokens[m->s.literal].lemma);
    if (m->s.literal != CASUS_NONE && !blamed) /* "condemned the ATTACK": it was made, too */
        r->consumed[m->s.literal] = 1;
    if (m->s.last != CASUS_NONE && m->p->event != r->w.ACCUSE)
        r->consumed[m->s.last] = 1;
    if (m->s.complement != CASUS_NONE && !(m->p->flags & PATTERN_FUTURE))
        consume(r, m->s.complement, 0);
    for (int i = 0; i < m->s.n_r; i++)
        if (m->f->pos == 'v' && actor_at(r->doc, m->s.r[i]) == CASUS_NONE)
            r->consumed[m->s.r[i]] = 1;
    casus_ref object = frame_arg(m->f, AT_OBJECT);
    if (m->f->pos == 'v' && object != CASUS_NONE && !(blamed && object == m->s.literal))
        r->consumed[object] = 1;
}

static outcome code_predicate(reading *r, casus_ref token, casus_event *e)
{
    match m[BEST];
    int n = match_find(r, token, m, BEST);
    outcome worst = OUT_NO_PATTERN;
    note_losers(r, m, n);
    for (int i = 0; i < n && m[i].score >= LEAST_SCORE; i++) {
        if (m[i].p->event == r->w.NONE && m[i].s.complement != CASUS_NONE && status_performs(r, m[i].s.complement))
            return OUT_TENSE;
        if (m[i].p->event == r->w.NONE) {
            document_note(r->d, m[i].f->sentence, r->doc->tokens[token].at, "event", "'%s' is no political act here: %s (%s)",
                          symtab_name(r->d->names, r->doc->tokens[token].lemma), symtab_name(r->d->names, m[i].p->reason), symtab_name(r->d->names, m[i].p->rule));
            consume_match(r, &m[i]);
            return OUT_NONE;
        }
        if ((m[i].p->flags & PATTERN_FUTURE) && (m[i].p->flags & PATTERN_MODE_OF)) { /* mere tense: the act inside is the event */
            if (m[i].s.complement != CASUS_NONE)
                r->future[m[i].s.complement] = 1;
            return OUT_TENSE;
        }
        if ((m[i].p->flags & PATTERN_MODE_OF) && m[i].p->event == r->w.RETREAT && !hostile_inside(r, &m[i]))
            continue;
        outcome o = code_match(r, &m[i], e);
        if (o == OUT_CODED) {
            consume_match(r, &m[i]);
            why_category(r, m + i, n - i, e);
            return OUT_CODED;
        }
        if (o == OUT_OTHER)
            return OUT_OTHER;
        if (o == OUT_AIM) {
            document_note(r->d, m[i].f->sentence, r->doc->tokens[token].at, "event", "%s (%s) fits, but the act is an aim here, not told as done or coming",
                          symtab_name(r->d->names, m[i].p->rule), m[i].p->source);
            return OUT_AIM;
        }
        worst = OUT_NO_ACTOR;
        document_note(r->d, m[i].f->sentence, r->doc->tokens[token].at, "event", "%s (%s) fits, but nobody known acts or is acted on",
                      symtab_name(r->d->names, m[i].p->rule), m[i].p->source);
        why_nobody(r, &m[i]);
    }
    return worst;
}

/* ---- a sentence ---- */

static bool same_parties(const casus_doc *d, const casus_ref *a, uint8_t n, const casus_ref *b, uint8_t m)
{
    for (uint8_t i = 0; i < n; i++) {
        bool there = false;
        for (uint8_t j = 0; j < m; j++)
            there |= same_entity(d, a[i], b[j]);
        if (!there)
            return false;
    }
    return true;
}

/* "engaged an ISIL unit and destroyed an ISIL building": what is struck belongs to the same side. */
static bool same_side(const casus_doc *d, const casus_event *a, const casus_event *b)
{
    if (!a->n_recipients || !b->n_recipients)
        return false;
    for (uint8_t i = 0; i < a->n_recipients; i++)
        for (uint8_t j = 0; j < b->n_recipients; j++)
            if (!d->actors[a->recipient[i]].country || d->actors[a->recipient[i]].country != d->actors[b->recipient[j]].country || d->actors[a->recipient[i]].sector != d->actors[b->recipient[j]].sector)
                return false;
    return true;
}

/* "bombed a convoy, KILLING three", "accused them of shelling a bus, WOUNDING one": what the blow did is no blow of its own. */
static bool outcome_of_blow(reading *r, uint32_t first, casus_ref token)
{
    const casus_token *t = &r->doc->tokens[token];
    if (t->label != CASUS_ADVCL || !clause_gerund(t) || t->head >= token || child_with(r, token, CASUS_MARK) != CASUS_NONE || child_with(r, token, CASUS_NSUBJ) != CASUS_NONE)
        return false;
    casus_event inside;
    parties theirs;
    for (uint32_t i = first; i < r->doc->n_events; i++)
        if (r->doc->events[i].type == r->w.ASSAULT && r->doc->events[i].head == t->head && r->doc->events[i].n_recipients)
            return true;
    return r->consumed[t->head] && act_inside(r, t->head, &inside, &theirs) && inside.type == r->w.ASSAULT;
}

/* One act told twice in a sentence ("attacked ... in the attack") is one event; the fuller stays. "Missiles hit the port and air defences
 * shot down two others" are two. */
static bool told_before(reading *r, uint32_t first, const casus_event *e)
{
    casus_doc *d = r->doc;
    for (uint32_t i = first; i < d->n_events; i++) {
        casus_event *x = &d->events[i];
        bool fewer = e->n_actors <= x->n_actors && e->n_recipients <= x->n_recipients;
        const casus_event *small = fewer ? e : x, *large = fewer ? x : e;
        bool joined_blows = e->type == r->w.ASSAULT && e->n_actors == x->n_actors && same_side(d, e, x);
        bool two_acts = !small->n_actors && !small->n_recipients && child_with(r, e->head, CASUS_NSUBJ) != CASUS_NONE && child_with(r, x->head, CASUS_NSUBJ) != CASUS_NONE;
        if (two_acts || x->type != e->type || (x->status == CASUS_NEGATED) != (e->status == CASUS_NEGATED) || !same_parties(d, small->actor, small->n_actors, large->actor, large->n_actors) ||
            (!joined_blows && !same_parties(d, small->recipient, small->n_recipients, large->recipient, large->n_recipients)))
            continue;
        document_note(r->d, e->sentence, e->text, "event", "the same act as %s tells: one event", symtab_name(r->d->names, x->rule));
        if (!fewer)
            *x = *e;
        return true;
    }
    return false;
}

static bool shares_country(const casus_doc *d, const casus_ref *a, uint8_t n, const casus_ref *b, uint8_t m)
{
    for (uint8_t i = 0; i < n; i++)
        for (uint8_t j = 0; j < m; j++)
            if (d->actors[a[i]].country && d->actors[a[i]].country == d->actors[b[j]].country)
                return true;
    return false;
}

/* The verb that reports the event answers somebody: "replied", "retorted", "responded". */
static bool is_answer(const reading *r, const casus_event *e)
{
    static const char *const verbs[] = {"reply", "respond", "retort", "counter", "answer", "rejoin", "hit_back", "shoot_back"};
    casus_ref a = speaker_of(r->doc, e->head), cue = a == CASUS_NONE ? e->head : r->doc->attributions[a].cue_head;
    const char *lemma = cue == CASUS_NONE ? "" : symtab_name(r->d->names, r->doc->tokens[cue].lemma);
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
        if (strcmp(lemma, verbs[i]) == 0)
            return true;
    return false;
}

/* Who sat across the table: "Ms Sherman" turns down proposals after talks of two countries in which she was one. */
static bool across_table(reading *r, casus_event *e)
{
    casus_doc *d = r->doc;
    if (e->type != r->w.REJECT || e->n_recipients || e->n_actors != 1 || d->actors[e->actor[0]].kind != CASUS_A_PERSON)
        return false;
    for (uint32_t i = d->n_events; i-- > 0;) {
        const casus_event *x = &d->events[i];
        if (x->type != r->w.CONSULT || x->n_actors != 2 || x->n_recipients || d->actors[x->actor[0]].country == d->actors[x->actor[1]].country)
            continue;
        for (int side = 0; side < 2; side++)
            if (same_entity(d, x->actor[side], e->actor[0]) && d->actors[x->actor[!side]].country) {
                e->recipient[e->n_recipients++] = x->actor[!side];
                document_note(r->d, e->sentence, e->text, "event", "the recipient is who sat across the table in sentence %u", x->sentence);
                return true;
            }
    }
    return false;
}

/* A story goes on over sentences. Talks told again take the day and place of the sentence before; an
 * answer is for whoever spoke before, and of the same day. */
static void continue_story(reading *r, casus_event *e)
{
    casus_doc *d = r->doc;
    if (across_table(r, e))
        return;
    for (uint32_t i = d->n_events; i-- > 0 && d->events[i].sentence + 1 >= e->sentence;) {
        const casus_event *x = &d->events[i];
        if (x->sentence == e->sentence)
            continue;
        bool talks = x->type == r->w.CONSULT && e->type == r->w.CONSULT && shares_country(d, x->actor, x->n_actors, e->actor, e->n_actors);
        bool answer = !e->n_recipients && x->type != r->w.CONSULT && is_answer(r, e) && shares_country(d, x->recipient, x->n_recipients, e->actor, e->n_actors);
        if (!talks && !answer)
            continue;
        if (answer) {
            e->n_recipients = x->n_actors;
            memcpy(e->recipient, x->actor, sizeof e->recipient);
        }
        if (!e->precision && e->place == CASUS_NONE) {
            e->date = x->date;
            e->precision = x->precision;
            e->time = x->time;
            e->place = x->place;
        }
        document_note(r->d, e->sentence, e->text, "event", "goes on from sentence %u: day, place or party are taken from there", x->sentence);
        return;
    }
}

static bool country_among(const casus_doc *d, const casus_ref *list, uint8_t n, casus_sym country)
{
    for (uint8_t i = 0; i < n; i++)
        if (!country || !d->actors[list[i]].country || d->actors[list[i]].country == country)
            return true;
    return false;
}

/* "visited Turkey and Uzbekistan": two visits. Each host's country has an event of its own. */
static void push_visits(reading *r, casus_event *e)
{
    casus_doc *d = r->doc;
    casus_ref host[CASUS_MAX_PARTIES];
    uint8_t n = e->n_recipients;
    memcpy(host, e->recipient, sizeof host);
    if (e->n_modes && strcmp(symtab_name(r->d->names, e->mode[0]), "visit") == 0) {
        e->n_recipients = n ? 1 : 0;
        for (uint8_t i = 1; i < n; i++)
            if (d->actors[host[i]].country == d->actors[host[0]].country || !d->actors[host[i]].country)
                e->recipient[e->n_recipients++] = host[i];
    }
    *ARENA_PUSH(&r->d->memory, d->events, d->n_events) = *e;
    for (uint8_t i = 1; e->n_recipients < n && i < n; i++) {
        if (country_among(d, host, i, d->actors[host[i]].country))
            continue;
        casus_event next = *e;
        next.recipient[0] = host[i], next.n_recipients = 1;
        *ARENA_PUSH(&r->d->memory, d->events, d->n_events) = next;
    }
}

/* A prison or a term that the predicate names as the sentence: "to nine YEARS", "in PRISON", "a PRISON term". */
static bool prison_named(const reading *r, const casus_event *e)
{
    const casus_token *t = r->doc->tokens;
    const casus_sentence *s = &r->doc->sentences[e->sentence];
    bool prison = false;
    for (casus_ref i = e->head + 1; i < s->first + s->count; i++) {
        casus_ref top = i, mark = child_with(r, i, CASUS_CASE);
        for (int up = 0; up < 3 && top != e->head; up++)
            top = t[top].head;
        const char *norm = symtab_name(r->d->names, t[i].norm), *before = mark == CASUS_NONE ? "" : symtab_name(r->d->names, t[mark].norm);
        if (top == e->head && ((t[i].label == CASUS_AMOD && strcmp(norm, "suspended") == 0) || strcmp(norm, "absentia") == 0))
            return false; /* he stays free */
        bool term = strcmp(before, "to") == 0 && knowledge_class(r->k, "@servedterm", t[i].lemma);
        bool part = t[i].label == CASUS_COMPOUND && !knowledge_class(r->k, "@jailterm", t[t[i].head].lemma); /* "PRISON inmates" */
        prison |= top == e->head && t[i].upos == CASUS_NOUN && !part && (term || knowledge_class(r->k, "@prisonterm", t[i].lemma));
    }
    return prison;
}

/* "sentenced Navalny to nine years in prison": a conviction that also locks up is coded COERCE, too (PLOVER manual, SANCTION). */
static void push_jailed(reading *r, uint32_t first, const casus_event *e)
{
    bool convicts = e->type == r->w.SANCTION && e->n_modes && e->mode[0] == r->w.convict && (e->status == CASUS_ACTUAL || e->status == CASUS_HISTORICAL);
    plover arrest;
    if (!convicts || !e->n_recipients || !prison_named(r, e) || !knowledge_plover(r->k, r->w.COERCE, r->w.arrest, &arrest))
        return;
    casus_event jailed = *e;
    jailed.type = r->w.COERCE;
    jailed.mode[0] = r->w.arrest;
    jailed.cameo = arrest.cameo;
    jailed.scale = arrest.score;
    knowledge_goldstein(r->k, jailed.cameo, &jailed.goldstein);
    if (told_before(r, first, &jailed))
        return;
    *ARENA_PUSH(&r->d->memory, r->doc->events, r->doc->n_events) = jailed;
    document_note(r->d, e->sentence, e->text, "event", "prison is named: COERCE arrest beside the conviction");
}

static int depth_of(const casus_doc *d, casus_ref t)
{
    int n = 0;
    while (d->tokens[t].head != t && n < 200) {
        t = d->tokens[t].head;
        n++;
    }
    return n;
}

static int by_depth(const void *a, const void *b)
{
    const candidate *x = a, *y = b;
    return x->depth != y->depth ? x->depth - y->depth : x->token < y->token ? -1 : 1;
}

/* "In March 2005": no march. A word with a capital inside a date is a name of time. */
static bool is_month(const reading *r, casus_ref t)
{
    for (uint32_t i = 0; i < r->doc->n_times; i++)
        if ((r->doc->tokens[t].flags & CASUS_T_TITLE) && r->doc->tokens[t].upos != CASUS_VERB && t >= r->doc->times[i].first && t <= r->doc->times[i].last && r->doc->times[i].type == CASUS_DATE)
            return true;
    return false;
}

uint32_t find_candidates(reading *r, const casus_sentence *s, candidate **out)
{
    candidate *list = NULL;
    uint32_t n = 0;
    for (casus_ref t = s->first; t < s->first + s->count; t++) {
        const casus_token *x = &r->doc->tokens[t];
        bool content = x->upos == CASUS_VERB || x->upos == CASUS_NOUN || x->upos == CASUS_ADJ || x->upos == CASUS_PROPN || x->upos == CASUS_AUX;
        bool describes = (x->label == CASUS_COMPOUND || x->label == CASUS_AMOD) && strcmp(symtab_name(r->d->names, x->norm), "fighting") == 0; /* "fighting positions" */
        if (describes)
            continue;
        bool counter = !content && (x->upos == CASUS_NUM || x->upos == CASUS_PRON || x->upos == CASUS_DET) && frame_stands_in(r, t);
        if (counter)
            *ARENA_PUSH(&r->d->memory, list, n) = (candidate){t, depth_of(r->doc, t)};
        if (!content || is_month(r, t))
            continue;
        casus_sym whole = match_whole(r, x->lemma);
        bool has = knowledge_patterns(r->k, x->lemma) || (whole && knowledge_patterns(r->k, whole)) || (x->norm != x->lemma && x->upos == CASUS_PROPN && knowledge_patterns(r->k, x->norm));
        casus_ref aux = x->upos == CASUS_VERB ? child_with(r, t, CASUS_AUXREL) : CASUS_NONE;
        if (has || (aux != CASUS_NONE && knowledge_patterns(r->k, r->doc->tokens[aux].lemma)))
            *ARENA_PUSH(&r->d->memory, list, n) = (candidate){t, depth_of(r->doc, t)};
    }
    if (n)
        qsort(list, n, sizeof *list, by_depth);
    *out = list;
    return n;
}

static bool has_actor(const reading *r, casus_ref sentence)
{
    for (uint32_t i = 0; i < r->doc->n_actors; i++)
        if (r->doc->actors[i].sentence == sentence)
            return true;
    return false;
}

static casus_verdict verdict_of(const reading *r, casus_ref i, uint32_t n, bool coded, bool none)
{
    if (coded)
        return CASUS_V_CODED;
    if (!n)
        return CASUS_V_NO_EVENT_WORD;
    if (none)
        return CASUS_V_NOT_POLITICAL;
    return has_actor(r, i) ? CASUS_V_NO_PATTERN : CASUS_V_NO_ACTOR;
}

/* Did it happen: every verb, whether or not it is an event. */
static void note_acts(reading *r, casus_ref sentence)
{
    const casus_sentence *s = &r->doc->sentences[sentence];
    for (casus_ref t = s->first; t < s->first + s->count; t++) {
        const frame *f = r->doc->tokens[t].upos == CASUS_VERB ? frame_of(r, t) : NULL;
        if (!f)
            continue;
        standing st = status_of(r, f);
        bool aim = st.status == CASUS_ACTUAL && status_only_aim(r, f);
        *ARENA_PUSH(&r->d->memory, r->doc->acts, r->doc->n_acts) = (casus_act){sentence, t, aim ? CASUS_HYPOTHETICAL : st.status};
    }
}

static void read_sentence(reading *r, casus_ref i)
{
    casus_sentence *s = &r->doc->sentences[i];
    candidate *list;
    uint32_t n = find_candidates(r, s, &list), first = r->doc->n_events;
    bool none = false;
    for (uint32_t c = 0; c < n; c++) {
        casus_event e;
        if (r->consumed[list[c].token])
            continue;
        outcome o = code_predicate(r, list[c].token, &e);
        none |= o == OUT_NONE || o == OUT_OTHER;
        if (o == OUT_CODED)
            continue_story(r, &e);
        if (o == OUT_CODED && e.type == r->w.ASSAULT && outcome_of_blow(r, first, list[c].token))
            continue;
        if (o == OUT_CODED && !told_before(r, first, &e))
            push_visits(r, &e);
        if (o == OUT_CODED)
            push_jailed(r, first, &e);
    }
    s->verdict = (uint8_t)verdict_of(r, i, n, r->doc->n_events > first, none);
}

void event_read(document *d, const knowledge *k)
{
    reading r;
    reading_open(&r, d, k);
    speaker_read(&r);
    for (casus_ref i = 0; i < d->doc.n_sentences; i++) {
        unsigned v = d->doc.sentences[i].verdict;
        if (v != CASUS_V_BOILERPLATE && v != CASUS_V_NOT_ENGLISH)
            read_sentence(&r, i);
        if (d->keep_acts)
            note_acts(&r, i);
    }
}
