/* Talks: held, ahead, called off, proposed.
 *
 *     "Two further conversations are scheduled: one between Russia and NATO in Brussels on Wednesday."
 *     "Tensions led to Washington joining the negotiating table in Geneva on Monday."
 *
 * Meetings come from the events about them: CONSULT is one held, AGREE to meet one ahead, REJECT meet
 * one called off, REQUEST meet one proposed. A meeting that no event tells is read from its noun
 * ("summit", "negotiating table"), when the sentence gives its day or its place: the verb over the noun
 * and the day say whether it was held. Told twice in a document it is one record with the fuller data. */
#include "ledger/ledger.h"

typedef struct agenda {
    document *d;
    casus_doc *doc;
    uint32_t first_here; /* first meeting of the sentence at hand */
} agenda;

static bool among(const char *s, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(s, list[i]) == 0)
            return true;
    return false;
}
#define AMONG(s, list) among((s), (list), sizeof(list) / sizeof *(list))

static const char *lemma_of(const agenda *g, casus_ref t)
{
    return symtab_name(g->d->names, g->doc->tokens[t].lemma);
}

static const char *norm_of(const agenda *g, casus_ref t)
{
    return symtab_name(g->d->names, g->doc->tokens[t].norm);
}

/* ---- parties, place, day ---- */

static bool same_party(const casus_doc *d, casus_ref a, casus_ref b)
{
    const casus_actor *x = &d->actors[a], *y = &d->actors[b];
    if (a == b || (x->chain != CASUS_NONE && x->chain == y->chain))
        return true;
    bool near = x->sentence <= y->sentence + 1 && y->sentence <= x->sentence + 1;
    return x->country && x->country == y->country && ((x->name && x->name == y->name) || (near && (!x->name || !y->name) && x->sector == y->sector));
}

static void add_party(const casus_doc *d, casus_meeting *m, casus_ref actor)
{
    if (actor == CASUS_NONE)
        return;
    for (uint8_t i = 0; i < m->n_parties; i++)
        if (same_party(d, m->party[i], actor))
            return;
    if (m->n_parties < CASUS_MAX_PARTIES)
        m->party[m->n_parties++] = actor;
}

/* A body among the parties is also the table they sit at. */
static casus_span forum_of(const casus_doc *d, const casus_meeting *m)
{
    for (uint8_t i = 0; i < m->n_parties; i++) {
        const casus_actor *a = &d->actors[m->party[i]];
        if (a->kind == CASUS_A_BODY && !a->sector)
            return a->at;
    }
    return (casus_span){0, 0};
}

static void set_time(agenda *g, casus_meeting *m, casus_ref token)
{
    casus_ref t = token == CASUS_NONE ? CASUS_NONE : time_of(g->doc, token);
    if (m->date || t == CASUS_NONE || !g->doc->times[t].precision)
        return;
    m->date = g->doc->times[t].from;
    m->precision = g->doc->times[t].precision;
}

/* ---- one record for a meeting told twice ---- */

/* Day and month agree as far as both tell them. */
static bool dates_agree(const casus_meeting *a, const casus_meeting *b)
{
    if (!a->date || !b->date)
        return true;
    bool month = a->precision == 'm' || b->precision == 'm', year = a->precision == 'y' || b->precision == 'y';
    return year ? a->date / 10000 == b->date / 10000 : month ? a->date / 100 == b->date / 100 : a->date == b->date;
}

static bool same_place(const casus_doc *d, const casus_meeting *a, const casus_meeting *b)
{
    return a->place != CASUS_NONE && b->place != CASUS_NONE && d->places[a->place].name == d->places[b->place].name && d->places[a->place].country == d->places[b->place].country;
}

static uint8_t shared_parties(const casus_doc *d, const casus_meeting *a, const casus_meeting *b)
{
    uint8_t n = 0;
    for (uint8_t i = 0; i < a->n_parties; i++)
        for (uint8_t j = 0; j < b->n_parties; j++)
            if (same_party(d, a->party[i], b->party[j])) {
                n++;
                break;
            }
    return n;
}

/* "The two discussed security": told of the meeting that the sentence before has placed and dated. */
static bool goes_on(const casus_meeting *a, const casus_meeting *b, uint8_t shared)
{
    bool bare = b->place == CASUS_NONE && !b->date, next = b->sentence - a->sentence <= 1 && b->sentence != a->sentence;
    return bare && next && shared == a->n_parties && a->n_parties < 2 && (a->place != CASUS_NONE || a->date);
}

/* The same parties, the same place on the same day, or the sentence before goes on. */
static bool same_meeting(const casus_doc *d, const casus_meeting *a, const casus_meeting *b)
{
    bool place = same_place(d, a, b), apart = a->place != CASUS_NONE && b->place != CASUS_NONE && !place;
    if (a->status != b->status || !dates_agree(a, b) || apart)
        return false;
    uint8_t shared = shared_parties(d, a, b), fewer = a->n_parties < b->n_parties ? a->n_parties : b->n_parties;
    if (place && a->date && b->date)
        return shared > 0 || !fewer;
    if (goes_on(a, b, shared) || (a->date && a->date == b->date && a->precision == 'd' && fewer && shared == fewer))
        return true;
    return fewer >= 2 && shared == fewer;
}

static void merge(const casus_doc *d, casus_meeting *into, const casus_meeting *m)
{
    for (uint8_t i = 0; i < m->n_parties; i++)
        add_party(d, into, m->party[i]);
    if (into->place == CASUS_NONE)
        into->place = m->place;
    if (!into->date || (m->date && into->precision != 'd' && m->precision == 'd')) {
        into->date = m->date;
        into->precision = m->precision;
    }
    if (into->forum.end <= into->forum.begin)
        into->forum = m->forum;
}

enum { REMEMBERED = 64 }; /* meetings looked back at */

static void add(agenda *g, casus_meeting m)
{
    casus_doc *d = g->doc;
    if (m.forum.end <= m.forum.begin)
        m.forum = forum_of(d, &m);
    uint32_t from = d->n_meetings > REMEMBERED ? d->n_meetings - REMEMBERED : 0;
    for (uint32_t i = from; i < d->n_meetings; i++)
        if (same_meeting(d, &d->meetings[i], &m)) {
            merge(d, &d->meetings[i], &m);
            return;
        }
    *ARENA_PUSH(&g->d->memory, d->meetings, d->n_meetings) = m;
}

/* ---- meetings of events ---- */

static int status_of_event(const agenda *g, const casus_event *e)
{
    const char *type = symtab_name(g->d->names, e->type), *cameo = symtab_name(g->d->names, e->cameo);
    const char *mode = e->n_modes ? symtab_name(g->d->names, e->mode[0]) : "";
    if (strcmp(type, "CONSULT") == 0) {
        if (strcmp(mode, "visit") == 0 && e->status != CASUS_FUTURE)
            return -1; /* a visit is an event, and a meeting only where the text says they met */
        static const char *const ends[] = {"end", "conclude", "finish", "close", "adjourn"};
        if (e->status == CASUS_NEGATED && (AMONG(lemma_of(g, e->head), ends) || AMONG(lemma_of(g, g->doc->tokens[e->head].head), ends)))
            return CASUS_HELD; /* "ended without agreement" */
        return e->status == CASUS_NEGATED ? CASUS_CANCELLED : e->status == CASUS_HYPOTHETICAL ? CASUS_PROPOSED : e->status == CASUS_FUTURE ? CASUS_SCHEDULED : CASUS_HELD;
    }
    static const char *const proposals[] = {"propose", "offer", "suggest", "invite"};
    if (strcmp(type, "AGREE") == 0 && strncmp(cameo, "036", 3) == 0)
        return AMONG(lemma_of(g, e->head), proposals) ? CASUS_PROPOSED : CASUS_SCHEDULED;
    if (strcmp(type, "REJECT") == 0 && strcmp(mode, "meet") == 0)
        return CASUS_CANCELLED;
    if (strcmp(type, "REQUEST") == 0 && strcmp(mode, "meet") == 0)
        return CASUS_PROPOSED;
    return -1;
}

/* Letters, interviews and "in touch with" are contacts; nobody sits down. */
static bool mere_contact(const agenda *g, const casus_event *e)
{
    static const char *const words[] = {"touch", "letter", "letters", "write", "engage", "engaging", "contact", "consult", "consulting", "sent", "send", "wrote"};
    const casus_sentence *x = &g->doc->sentences[e->sentence];
    for (casus_ref t = x->first; t < x->first + x->count; t++)
        if (g->doc->tokens[t].at.begin >= e->text.begin && g->doc->tokens[t].at.end <= e->text.end && AMONG(norm_of(g, t), words))
            return true;
    for (uint8_t i = 0; i < e->n_actors + e->n_recipients; i++) {
        casus_ref a = i < e->n_actors ? e->actor[i] : e->recipient[i - e->n_actors];
        if (strcmp(symtab_name(g->d->names, g->doc->actors[a].sector), "JRN") == 0)
            return true;
    }
    return false;
}

/* Whether the event tells a meeting. */
static bool from_event(agenda *g, const casus_event *e)
{
    int status = status_of_event(g, e);
    bool old = e->date && g->doc->date && e->date / 10000 + 1 < g->doc->date / 10000;
    if (status < 0 || e->status == CASUS_HISTORICAL || old || mere_contact(g, e))
        return false;
    casus_meeting m = {.status = (uint8_t)status, .sentence = e->sentence, .place = e->place, .date = e->date, .precision = e->precision, .at = e->text};
    for (uint8_t j = 0; j < e->n_actors; j++)
        add_party(g->doc, &m, e->actor[j]);
    for (uint8_t j = 0; j < e->n_recipients; j++)
        add_party(g->doc, &m, e->recipient[j]);
    bool pronoun = m.n_parties == 1 && g->doc->actors[m.party[0]].kind >= CASUS_A_PRONOUN;
    if (m.n_parties < 2 && (pronoun || (m.place == CASUS_NONE && !m.date && status == CASUS_HELD)))
        return false; /* "he met the press", "regular meetings": nobody to meet, no day, no place */
    add(g, m);
    return true;
}

/* ---- meetings of nouns ---- */

static bool meeting_noun(const agenda *g, casus_ref t)
{
    static const char *const nouns[] = {"talk", "talks", "meeting", "summit", "negotiation", "conference", "conversation", "dialogue", "consultation", "session", "table", "gathering", "roundtable"};
    static const char *const tables[] = {"negotiating", "negotiation", "conference", "bargaining"};
    const casus_token *x = &g->doc->tokens[t];
    if ((x->upos != CASUS_NOUN && x->upos != CASUS_PROPN) || (!AMONG(lemma_of(g, t), nouns) && !AMONG(norm_of(g, t), nouns)))
        return false;
    bool table = strcmp(lemma_of(g, t), "table") == 0, session = strcmp(lemma_of(g, t), "session") == 0, press = strcmp(lemma_of(g, t), "conference") == 0;
    const char *before = t ? norm_of(g, t - 1) : "";
    if (table && !AMONG(before, tables))
        return false;
    if (press && (strcmp(before, "press") == 0 || strcmp(before, "news") == 0))
        return false;
    return !session || strncmp(before, "train", 5) != 0;
}

/* What the verb over the noun does with the meeting; -1 for a verb that tells nothing. */
static int status_of_verb(const agenda *g, casus_ref v)
{
    static const char *const off[] = {"cancel", "postpone", "suspend", "scrap", "abandon", "boycott"};
    static const char *const wish[] = {"propose", "suggest", "offer", "urge", "call", "want", "seek", "demand", "request"};
    static const char *const ahead[] = {"schedule", "plan", "set", "expect", "arrange", "slate"};
    static const char *const held[] = {"hold", "attend", "host", "convene", "join", "begin", "start", "open", "conclude", "end", "resume", "continue", "meet", "take", "chair", "finish", "discuss", "participate", "speak", "warn", "focus", "say", "agree", "leave"};
    const char *lemma = lemma_of(g, v);
    return AMONG(lemma, off) ? CASUS_CANCELLED : AMONG(lemma, wish) ? CASUS_PROPOSED : AMONG(lemma, ahead) ? CASUS_SCHEDULED : AMONG(lemma, held) ? CASUS_HELD : -1;
}

static bool lies_ahead(const agenda *g, casus_ref noun, casus_ref verb, int32_t date)
{
    static const char *const words[] = {"will", "due", "scheduled", "planned", "upcoming", "forthcoming", "set", "shall", "next"};
    if (date && g->doc->date && date > g->doc->date)
        return true;
    const casus_ref over[] = {noun, verb};
    if (noun + 1 < g->doc->n_tokens && AMONG(norm_of(g, noun + 1), words)) /* "talks due on Thursday" */
        return true;
    for (size_t i = 0; i < sizeof over / sizeof *over; i++)
        for (casus_ref c = over[i] == CASUS_NONE ? CASUS_NONE : tree_next_child(g->doc, over[i], CASUS_NONE); c != CASUS_NONE; c = tree_next_child(g->doc, over[i], c))
            if (AMONG(norm_of(g, c), words))
                return true;
    return false;
}

/* "between X and Y", "with Z", "Geneva talks of the G7", "the UK-France summit". */
static void parties_of_noun(agenda *g, casus_meeting *m, casus_ref noun)
{
    static const char *const preps[] = {"between", "with", "among", "of", "by"};
    for (casus_ref c = tree_next_child(g->doc, noun, CASUS_NONE); c != CASUS_NONE; c = tree_next_child(g->doc, noun, c)) {
        unsigned label = g->doc->tokens[c].label;
        casus_ref prep = tree_child(g->doc, c, CASUS_CASE);
        bool side = label == CASUS_NMOD_POSS || label == CASUS_COMPOUND || label == CASUS_AMOD || (label == CASUS_NMOD && prep != CASUS_NONE && AMONG(norm_of(g, prep), preps));
        if (!side)
            continue;
        add_party(g->doc, m, actor_at(g->doc, c));
        for (casus_ref x = tree_next_child(g->doc, c, CASUS_NONE); x != CASUS_NONE; x = tree_next_child(g->doc, c, x))
            if (g->doc->tokens[x].label == CASUS_CONJ)
                add_party(g->doc, m, actor_at(g->doc, x));
    }
}

/* Who goes to it: the subject and the object of the verb over it. */
static void parties_of_verb(agenda *g, casus_meeting *m, casus_ref verb, casus_ref noun)
{
    static const casus_dep sides[] = {CASUS_NSUBJ, CASUS_OBJ, CASUS_IOBJ};
    for (size_t i = 0; verb != CASUS_NONE && i < sizeof sides / sizeof *sides; i++) {
        casus_ref c = tree_child(g->doc, verb, sides[i]);
        if (c == CASUS_NONE || c == noun)
            continue;
        add_party(g->doc, m, actor_at(g->doc, c));
        casus_ref also = tree_child(g->doc, c, CASUS_CONJ);
        if (also != CASUS_NONE)
            add_party(g->doc, m, actor_at(g->doc, also));
    }
    if (verb != CASUS_NONE && !m->n_parties && verb != g->doc->tokens[verb].head && actor_at(g->doc, g->doc->tokens[verb].head) != CASUS_NONE)
        add_party(g->doc, m, actor_at(g->doc, g->doc->tokens[verb].head)); /* "Washington joining the table" */
}

/* "the talks that will be held in Geneva": the clause on the noun, else the nearest verb above it. */
static casus_ref verb_over(const agenda *g, casus_ref t)
{
    for (casus_ref c = tree_next_child(g->doc, t, CASUS_NONE); c != CASUS_NONE; c = tree_next_child(g->doc, t, c))
        if (g->doc->tokens[c].upos == CASUS_VERB && (g->doc->tokens[c].label == CASUS_ACL_RELCL || g->doc->tokens[c].label == CASUS_ACL) && status_of_verb(g, c) >= 0)
            return c;
    for (int steps = 0; steps < 4 && g->doc->tokens[t].head != t; steps++) {
        t = g->doc->tokens[t].head;
        if (g->doc->tokens[t].upos == CASUS_VERB)
            return t;
    }
    return CASUS_NONE;
}

/* An event told it already: its words hold the noun, or the noun stands in the clause of a meeting told here. */
static bool told(const agenda *g, casus_ref noun)
{
    for (uint32_t i = g->first_here; i < g->doc->n_meetings; i++)
        if (g->doc->meetings[i].at.begin <= g->doc->tokens[noun].at.begin && g->doc->tokens[noun].at.end <= g->doc->meetings[i].at.end)
            return true;
    return false;
}

/* A proper name that ends in the noun is the forum: "London Conference", "UK-France Summit 2016". */
static casus_span name_of(const agenda *g, casus_ref noun, casus_ref first)
{
    casus_ref from = noun;
    while (from > first && g->doc->tokens[from - 1].upos == CASUS_PROPN && (g->doc->tokens[from - 1].flags & CASUS_T_TITLE))
        from--;
    bool named = from < noun && (g->doc->tokens[noun].flags & CASUS_T_TITLE);
    return named ? (casus_span){g->doc->tokens[from].at.begin, g->doc->tokens[noun].at.end} : (casus_span){0, 0};
}

/* "arrived in Moscow for talks with Putin": whoever came for them sat down. */
static bool came_for(const agenda *g, casus_ref noun, casus_ref verb)
{
    static const char *const comes[] = {"arrive", "come", "travel", "fly", "visit", "go", "return", "head"};
    casus_ref prep = tree_child(g->doc, noun, CASUS_CASE);
    return verb != CASUS_NONE && prep != CASUS_NONE && strcmp(norm_of(g, prep), "for") == 0 && AMONG(lemma_of(g, verb), comes);
}

/* "after talks with", "during the summit": what else happened is dated by it, so it took place. */
static bool sets_the_time(const agenda *g, casus_ref noun)
{
    static const char *const preps[] = {"after", "following", "during"};
    casus_ref prep = tree_child(g->doc, noun, CASUS_CASE);
    return prep != CASUS_NONE && AMONG(norm_of(g, prep), preps);
}

static void from_noun(agenda *g, casus_ref i, casus_ref noun)
{
    casus_ref verb = verb_over(g, noun);
    casus_meeting m = {.sentence = i, .place = place_of_token(g->doc, noun), .at = g->doc->tokens[noun].at};
    set_time(g, &m, noun);
    if (m.place == CASUS_NONE && verb != CASUS_NONE)
        m.place = place_of_token(g->doc, verb);
    set_time(g, &m, verb);
    parties_of_noun(g, &m, noun);
    int status = verb == CASUS_NONE ? -1 : status_of_verb(g, verb);
    if (status == CASUS_HELD || status < 0)
        status = lies_ahead(g, noun, verb, m.date) ? CASUS_SCHEDULED : status;
    unsigned label = g->doc->tokens[noun].label;
    bool oblique = label == CASUS_OBL || label == CASUS_NMOD || label == CASUS_NSUBJ;
    if (status < 0 && oblique && m.date && g->doc->date && m.date <= g->doc->date)
        status = CASUS_HELD; /* "after Monday's talks with X" */
    if (status < 0 && m.n_parties && came_for(g, noun, verb))
        status = lies_ahead(g, noun, verb, m.date) ? CASUS_SCHEDULED : CASUS_HELD;
    if (status < 0 && m.n_parties > 1 && sets_the_time(g, noun))
        status = CASUS_HELD; /* "after the meeting of the Greek and Turkish ministers" */
    parties_of_verb(g, &m, verb, noun);
    m.forum = name_of(g, noun, g->doc->sentences[i].first);
    bool placed = m.place != CASUS_NONE || m.date || m.n_parties > 1 || m.forum.end > m.forum.begin;
    if (status < 0 || !placed || (m.n_parties == 0 && m.place == CASUS_NONE && m.forum.end <= m.forum.begin))
        return;
    m.status = (uint8_t)status;
    add(g, m);
}

/* The noun has a place of its own that no meeting of the sentence has. */
static bool placed_apart(const agenda *g, casus_ref noun)
{
    casus_ref place = place_of_token(g->doc, noun);
    if (place == CASUS_NONE)
        return false;
    for (uint32_t i = g->first_here; i < g->doc->n_meetings; i++)
        if (g->doc->meetings[i].place == CASUS_NONE || g->doc->meetings[i].place == place)
            return false;
    return true;
}

/* The sentence's own events about a meeting tell it; beside them a noun speaks only of another place. */
static void read_nouns(agenda *g, casus_ref i, bool events)
{
    const casus_sentence *x = &g->doc->sentences[i];
    for (casus_ref t = x->first; t < x->first + x->count; t++)
        if (meeting_noun(g, t) && !told(g, t) && (!events || placed_apart(g, t)))
            from_noun(g, i, t);
}

void meeting_read(document *d, const knowledge *k)
{
    (void)k;
    agenda g = {.d = d, .doc = &d->doc};
    uint32_t e = 0;
    for (casus_ref i = 0; i < d->doc.n_sentences; i++) {
        unsigned v = d->doc.sentences[i].verdict;
        bool events = false;
        g.first_here = d->doc.n_meetings;
        for (; e < d->doc.n_events && d->doc.events[e].sentence <= i; e++) {
            events |= from_event(&g, &d->doc.events[e]);
        }
        if (v != CASUS_V_BOILERPLATE && v != CASUS_V_NOT_ENGLISH)
            read_nouns(&g, i, events);
    }
}
