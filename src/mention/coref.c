/* The same one again?
 *
 *   "Moscow insisted it wants NATO to limit its presence in Ukraine. ... does not want the country to
 *    join the alliance."
 *
 * The cast is the list of those the story has named, the newest last. Names join by their entry, by
 * family name or by an acronym told in brackets; "the alliance" by the nouns its entry lists. A
 * pronoun looks back for a member that fits in number and gender: subjects before objects, this
 * sentence before the last one, never a co-argument of its own verb ("Russia told it" is not Russia)
 * and never the phrase it stands in. What fits best is the baseline that is hard to beat (Hobbs 1978;
 * Lappin and Leass 1994, whose weights these simplify). */
#include "mention/mention.h"

static const casus_token *token(const mentions *m, casus_ref i)
{
    return &m->at.d->doc.tokens[i];
}

static const casus_actor *actor(const mentions *m, casus_ref i)
{
    return &m->at.d->doc.actors[i];
}

/* ---- finding members ---- */

static uint32_t oldest(const mentions *m)
{
    return m->cast.n > MAX_CAST ? m->cast.n - MAX_CAST : 0;
}

const member *cast_person(const mentions *m, casus_sym surname)
{
    for (uint32_t i = m->cast.n; surname && i-- > oldest(m);)
        if (m->cast.members[i].kind == CASUS_A_PERSON && m->cast.members[i].surname == surname)
            return &m->cast.members[i];
    return NULL;
}

const member *cast_entry(const mentions *m, const entry *e)
{
    for (uint32_t i = m->cast.n; e && i-- > oldest(m);)
        if (m->cast.members[i].entry == e)
            return &m->cast.members[i];
    return NULL;
}

const member *cast_alias(const mentions *m, casus_sym alias)
{
    for (uint32_t i = m->cast.n; alias && i-- > oldest(m);)
        if (m->cast.members[i].alias == alias)
            return &m->cast.members[i];
    return NULL;
}

/* How present somebody with an office is: the one the last sentences are about, as subjects rather than in passing. */
static int presence(const mentions *m, const member *x)
{
    enum { A_SENTENCE = 4, A_SUBJECT = 4, A_MENTION = 1, MOST_MENTIONS = 6 };
    int back = (int)(m->sentence - x->sentence), often = x->count > MOST_MENTIONS ? MOST_MENTIONS : (int)x->count;
    return x->weight * A_SUBJECT + often * A_MENTION - back * A_SENTENCE;
}

const member *cast_role(const mentions *m, const entry *role, casus_sym country)
{
    const member *best = NULL;
    for (uint32_t i = m->cast.n; role && i-- > oldest(m);) {
        const member *x = &m->cast.members[i];
        if (x->role == role && (!country || !x->country || x->country == country) && (!best || presence(m, x) > presence(m, best)))
            best = x;
    }
    return best;
}

const member *cast_group(const mentions *m, const entry *role, uint8_t plural)
{
    const member *best = NULL;
    for (uint32_t i = m->cast.n; i-- > oldest(m);) {
        const member *x = &m->cast.members[i];
        if (x->role == role && x->plural == plural && x->country && m->sentence - x->sentence < 6 && (!best || x->last > best->last))
            best = x;
    }
    return best;
}

/* "the chief" after "the police chief": the newest person whose role ends in this word. */
const member *cast_office(const mentions *m, const char *noun)
{
    const member *best = NULL;
    for (uint32_t i = m->cast.n; i-- > oldest(m);) {
        const member *x = &m->cast.members[i];
        const char *role = symtab_name(m->at.d->names, actor(m, x->last)->role);
        str s = str_of(role);
        size_t n = strlen(noun);
        bool ends = s.n > n && str_ends(s, noun) && s.p[s.n - n - 1] == ' ';
        if (x->kind == CASUS_A_PERSON && !x->plural && ends && (!best || x->last > best->last))
            best = x;
    }
    return best;
}

/* ---- entering ---- */

/* 3 subject, 2 object, 1 other: who a pronoun prefers. */
static uint8_t weight_of(const mentions *m, casus_ref head)
{
    switch (token(m, head)->label) {
    case CASUS_NSUBJ: case CASUS_NSUBJ_PASS: case CASUS_NSUBJ_OUTER: case CASUS_CSUBJ:
        return 3;
    case CASUS_OBJ: case CASUS_IOBJ: case CASUS_OBL_AGENT:
        return 2;
    default:
        return 1;
    }
}

/* "the police" may be those named before; "police" or "40 soldiers" are others. */
static bool same_group(const member *x, const casus_actor *a, const identity *id)
{
    return x->role == id->role_entry && x->plural == a->plural && x->country == a->country && !x->entry;
}

/* "Abu Jandal" after "Abu Jandal al-Kuwaiti": a part of the name told before, two words at least. */
static bool short_form(const mentions *m, const member *x, casus_sym name)
{
    str full = str_of(symtab_name(m->at.d->names, actor(m, x->first)->name)), part = str_of(symtab_name(m->at.d->names, name));
    return x->kind == CASUS_A_PERSON && part.n < full.n && full.p[part.n] == ' ' && memcmp(full.p, part.p, part.n) == 0 && memchr(part.p, ' ', part.n) != NULL;
}

static member *member_of(mentions *m, const casus_actor *a, const identity *id)
{
    for (uint32_t i = m->cast.n; i-- > oldest(m);) {
        member *x = &m->cast.members[i];
        if (id->entry ? x->entry == id->entry && x->kind == a->kind
                      : id->surname ? x->kind == CASUS_A_PERSON && (x->surname == id->surname || (id->name && short_form(m, x, id->name)))
                      : id->role_entry ? same_group(x, a, id) : id->name && x->kind == a->kind && actor(m, x->first)->name == id->name)
            return x;
    }
    return NULL;
}

void cast_enter(mentions *m, casus_ref at, const identity *id)
{
    casus_actor *a = &m->at.d->doc.actors[at];
    member *x = member_of(m, a, id);
    if (!x) {
        x = ARENA_PUSH(&m->at.d->memory, m->cast.members, m->cast.n);
        *x = (member){.first = at, .entry = id->entry, .role = id->role_entry, .surname = id->surname, .country = a->country, .kind = a->kind};
    }
    a->chain = x->first;
    x->last = at;
    x->sentence = a->sentence;
    x->weight = weight_of(m, a->head);
    x->plural = a->plural;
    x->gender = a->gender ? (char)a->gender : x->gender;
    x->count++;
    if (!x->country)
        x->country = a->country;
    if (id->surname && !x->surname)
        x->surname = id->surname;
    if (!x->role && x->kind == CASUS_A_PERSON)
        x->role = id->role_entry; /* the headline's "Obama" is "President Obama" below it */
}

/* ---- who was it last? ---- */

/* "flew to Monrovia TO PERSUADE him", "left, TELLING him": the subject above is this verb's own. */
static bool shares_subject(const mentions *m, casus_ref verb)
{
    const casus_token *t = token(m, verb);
    bool bare = (t->morph & (CASUS_INF | CASUS_GER)) && t->upos == CASUS_VERB;
    return bare && (t->label == CASUS_ADVCL || (t->label == CASUS_XCOMP && tree_child(&m->at.d->doc, t->head, CASUS_OBJ) == CASUS_NONE));
}

/* Arguments of one verb are different parties: "Russia told it", "Kerry called Lavrov and urged him". */
static bool co_argument(const mentions *m, casus_ref a, casus_ref b)
{
    if (a < m->at.first || b < m->at.first || token(m, a)->head == a || token(m, b)->head == b)
        return false;
    casus_ref verb = token(m, b)->head, label = token(m, a)->label;
    for (int steps = 0; steps < 4 && (token(m, verb)->label == CASUS_CONJ || shares_subject(m, verb)) && label == CASUS_NSUBJ && verb != token(m, a)->head; steps++) {
        if (tree_child(&m->at.d->doc, verb, CASUS_NSUBJ) != CASUS_NONE)
            return false;
        verb = token(m, verb)->head;
    }
    return token(m, a)->head == verb;
}

const member *cast_newest(const mentions *m, uint8_t kind, casus_ref before)
{
    const member *best = NULL;
    for (uint32_t i = m->cast.n; i-- > oldest(m);) {
        const member *x = &m->cast.members[i];
        if (x->kind != kind || co_argument(m, actor(m, x->last)->head, before))
            continue;
        if (!best || x->last > best->last)
            best = x;
    }
    return best;
}

uint32_t cast_pair(const mentions *m, bool persons, const member *pair[2])
{
    uint32_t n = 0;
    pair[0] = pair[1] = NULL;
    for (int turn = 0; turn < 2; turn++) {
        for (uint32_t i = m->cast.n; i-- > oldest(m);) {
            const member *x = &m->cast.members[i];
            const char *sector = x->entry && x->entry->n_tenures ? symtab_name(m->at.d->names, x->entry->tenures[0].sector) : "";
            if (strcmp(sector, "BUS") == 0 || strcmp(sector, "JRN") == 0)
                continue; /* no firm or newspaper is a side */
            bool fits = persons ? x->kind == CASUS_A_PERSON : (x->kind == CASUS_A_STATE || x->kind == CASUS_A_BODY || x->kind == CASUS_A_GROUP) && !x->role;
            if (!fits || x->plural || (turn && (x == pair[0] || (x->country && x->country == pair[0]->country))))
                continue;
            if (!pair[turn] || x->last > pair[turn]->last)
                pair[turn] = x;
        }
        if (!pair[turn])
            break;
        n++;
    }
    return n;
}

/* ---- pronouns ---- */

static int reach(char gender)
{
    return gender == 'h' || gender == 's' ? 6 : 3; /* sentences back */
}

/* 0: cannot be; else how well number, gender and kind fit. */
static int fit(const member *x, char gender)
{
    bool person = x->kind == CASUS_A_PERSON && !x->plural;
    switch (gender) {
    case 'h': case 's':
        if (!person || (x->gender && x->gender != gender))
            return 0;
        return x->gender ? 4 : x->surname || x->entry ? 3 : 2;
    case 'i':
        if (x->plural || person)
            return 0;
        return x->kind == CASUS_A_STATE || x->kind == CASUS_A_BODY ? 4 : 2;
    case 't':
        return x->plural ? 4 : person || x->kind == CASUS_A_STATE ? 0 : x->kind == CASUS_A_GROUP ? 3 : 1;
    default:
        return 0;
    }
}

static bool contains(const casus_actor *a, casus_ref i)
{
    return a->first <= i && i <= a->last;
}

/* Is b somewhere under a's verb, so that a is the subject above it? "Putin said he ..." */
static bool governs(const mentions *m, casus_ref a, casus_ref b)
{
    casus_ref verb = token(m, a)->head;
    for (int steps = 0; steps < 24; steps++) {
        if (token(m, b)->head == b)
            return false;
        b = token(m, b)->head;
        if (b == verb)
            return true;
    }
    return false;
}

static bool outside_quote(const mentions *m, casus_ref named, casus_ref at)
{
    return (token(m, at)->flags & CASUS_T_QUOTED) && !(token(m, named)->flags & CASUS_T_QUOTED);
}

static int score_of(const mentions *m, const member *x, casus_ref at, char gender, bool possessive)
{
    const casus_actor *a = actor(m, x->last);
    int base = fit(x, gender), back = (int)(m->sentence - x->sentence);
    if (!base || back > reach(gender) || contains(a, at))
        return 0;
    bool here = back == 0;
    if (here && !possessive && co_argument(m, a->head, at))
        return 0;
    if (here && outside_quote(m, a->head, at) && governs(m, a->head, at))
        return 0; /* 'Smith said: "He ..."' is not Smith */
    int score = 40 + base * 5 - back * 8 + x->weight * 4 + (x->count > 3 ? 3 : (int)x->count);
    if (here && governs(m, a->head, at))
        score += x->weight == 3 ? 8 : 2;
    if (here && possessive && co_argument(m, a->head, token(m, at)->head))
        score += x->weight == 3 ? 6 : 0; /* "Russia moved its troops" */
    casus_ref owner = token(m, at)->head;
    if (here && possessive && token(m, owner)->label == CASUS_CONJ && token(m, owner)->head == a->head)
        score += 20; /* "attacked Ukraine AND ITS allies" */
    return score;
}

const member *cast_pronoun(const mentions *m, casus_ref at, char gender, bool possessive)
{
    const member *best = NULL;
    int best_score = 0;
    for (uint32_t i = m->cast.n; i-- > oldest(m);) {
        int score = score_of(m, &m->cast.members[i], at, gender, possessive);
        if (score > best_score || (score == best_score && best && score && m->cast.members[i].last > best->last))
            best = &m->cast.members[i], best_score = score;
    }
    return best;
}
