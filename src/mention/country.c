/* Whose police?
 *
 *   "BAGHDAD - Gunmen killed 15 civilians near Mosul, close to the Turkish border. The army said ..."
 *
 * Actors told by a common noun alone take their country from where they are told to act: the place
 * that stands with them or with their verb ("near Mosul"), then the only country of the sentence, then
 * the one that the story is about. A border tells nothing, nor does the group that attacked them: the
 * dead of an attack by Islamic State are Iraqis, and no movement has a police. A government's own
 * releases write "the Minister" for its own. What stays open stays empty.
 *
 * Persons are the same all through: who is called "the Foreign Office Minister" in the last sentence was
 * one in the first. */
#define _GNU_SOURCE /* memmem */
#include "mention/mention.h"

static casus_token *token(const mentions *m, casus_ref i)
{
    return &m->at.d->doc.tokens[i];
}

static str token_text(const casus_doc *d, casus_ref i)
{
    casus_span at = d->tokens[i].at;
    return (str){d->text + at.begin, at.end - at.begin};
}

/* ---- borders ---- */

bool country_borders(const casus_doc *d, casus_ref first, casus_ref last)
{
    str next = last + 1 < d->n_tokens ? token_text(d, last + 1) : str_of("");
    if (str_is(next, "border") || str_is(next, "borders") || str_is(next, "frontier"))
        return true;
    for (casus_ref i = first; i-- > 0 && first - i < 4;) {
        str s = token_text(d, i);
        if (str_is(s, "border") || str_is(s, "borders") || str_is(s, "frontier") || str_is(s, "bordering"))
            return true;
        if (!str_is(s, "with") && !str_is(s, "the") && !str_is(s, "of"))
            return false;
    }
    return false;
}

/* ---- a look ahead ---- */

static void told_add(mentions *m, casus_sym country, bool by_capital)
{
    enum { MOST = 64 };
    for (uint32_t i = 0; i < m->n_told; i++)
        if (m->told[i].country == country) {
            m->told[i].n++;
            m->told[i].by_capital += by_capital;
            return;
        }
    if (country && m->n_told < MOST)
        *ARENA_PUSH(&m->at.d->memory, m->told, m->n_told) = (country_count){country, 1, by_capital};
}

uint32_t country_told(const mentions *m, casus_sym country)
{
    for (uint32_t i = 0; i < m->n_told; i++)
        if (m->told[i].country == country)
            return m->told[i].n;
    return 0;
}

uint32_t country_most_told(const mentions *m, country_count *most, uint32_t n)
{
    uint32_t found = 0;
    for (uint32_t i = 0; i < m->n_told; i++) {
        if (!knowledge_country(m->k, m->told[i].country))
            continue;
        uint32_t at = found < n ? found++ : n;
        for (; at > 0 && most[at - 1].n < m->told[i].n; at--)
            if (at < n)
                most[at] = most[at - 1];
        if (at < n)
            most[at] = m->told[i];
    }
    return found;
}

/* The country that a hit names outright ("France", "French", "Paris"); 0 when it names something else. */
static casus_sym country_of_hit(const mentions *m, const phrase_hit *h)
{
    bool former;
    const entry *e = knowledge_entry(m->k, h->entry);
    const tenure *t = e->kind == ENTRY_COUNTRY && h->upper && h->name != NAME_NOUN ? tenure_now(m, e, &former) : NULL;
    return t ? t->country : 0;
}

bool country_doubtful(const mentions *m, casus_sym country)
{
    if (!m->n_regions)
        return false;
    for (uint32_t i = 0; i < m->n_told; i++)
        if (m->told[i].country == country && m->told[i].n > m->told[i].by_capital)
            return false;
    return true;
}

bool country_region_told(const mentions *m, casus_sym region)
{
    for (uint32_t i = 0; region && i < m->n_regions; i++)
        if (m->regions[i] == region)
            return true;
    return false;
}

/* "Ohio", "Tamil Nadu": a state or province that only one country has; names its country too. */
static casus_sym region_of_hit(mentions *m, const phrase_hit *h)
{
    enum { MOST = 64 };
    const entry *e = knowledge_entry(m->k, h->entry);
    if (e->kind != ENTRY_PLACE || !e->n_tenures || strcmp(symtab_name(m->at.d->names, e->place_kind), "region") != 0 || (h->next && h->next->length == h->length))
        return 0;
    if (m->n_regions < MOST && !country_region_told(m, e->name))
        *ARENA_PUSH(&m->at.d->memory, m->regions, m->n_regions) = e->name;
    return e->tenures[0].country;
}

void country_scan(mentions *m)
{
    enum { LOOK = 20000, LONGEST = 6 }; /* tokens */
    const casus_doc *d = &m->at.d->doc;
    casus_sym norms[LONGEST];
    for (casus_ref i = 0; i < d->n_tokens && i < LOOK; i++) {
        if (!(d->tokens[i].flags & (CASUS_T_TITLE | CASUS_T_UPPER)) || d->tokens[i].upos == CASUS_PRON)
            continue;
        uint32_t n = 0;
        for (; n < LONGEST && i + n < d->n_tokens; n++)
            norms[n] = d->tokens[i + n].norm;
        casus_sym country = 0;
        bool capital = false;
        for (const phrase_hit *h = phrase_find(m->k, &m->at.d->memory, norms, n); h && !country; h = h->next) {
            country = country_of_hit(m, h); /* of "Russian troops" too */
            capital = h->name == NAME_CAPITAL;
            if (!country && !(h->length == 1 && word_of(&m->at, norms[0])->is & W_COMPASS)) /* Lebanon's "South" */
                country = region_of_hit(m, h);
        }
        told_add(m, country, capital);
    }
}

/* ---- the story ---- */

/* Countries are told from IGO, IMG and their like, which no police or people belong to. */
static bool is_country(const mentions *m, casus_sym code)
{
    return knowledge_country(m->k, code) != NULL;
}

/* The country that the story is about: named clearly more often than any other, the headline and the
 * first sentences counting double; 0 when open. A government's own releases are about others:
 * `except` is its country. */
static casus_sym story_country(const mentions *m, casus_sym except)
{
    enum { KINDS = 32, LOOK = 2000 };
    casus_sym seen[KINDS] = {0}, best = 0;
    uint32_t count[KINDS] = {0}, kinds = 0, best_n = 0, second = 0;
    for (uint32_t i = 0; i < m->n_countries && i < LOOK; i++) {
        uint32_t k = 0;
        while (k < kinds && seen[k] != m->countries[i])
            k++;
        if (k == KINDS || m->countries[i] == except || !is_country(m, m->countries[i]))
            continue;
        if (k == kinds)
            seen[kinds++] = m->countries[i];
        count[k] += i < m->lead_countries ? 2 : 1;
    }
    for (uint32_t k = 0; k < kinds; k++)
        if (count[k] > best_n)
            second = best_n, best_n = count[k], best = seen[k];
        else if (count[k] > second)
            second = count[k];
    return 2 * best_n >= 3 * second ? best : 0;
}

/* ---- the sentence ---- */

/* Countries named in one sentence; `many` when there are several. */
typedef struct named {
    casus_sym only;
    bool many;
} named;

static void named_add(named *n, casus_sym country)
{
    n->many = n->many || (country && n->only && country != n->only);
    n->only = country ? country : n->only;
}

static bool place_case_in(const casus_doc *d, casus_ref first)
{
    if (first == 0)
        return false;
    str s = token_text(d, first - 1);
    return str_is(s, "in") || str_is(s, "across") || str_is(s, "near") || str_is(s, "In") || str_is(s, "inside") || str_is(s, "throughout");
}

/* "the Syrian town of Azaz", "an Iraqi village". */
static bool place_noun(const casus_doc *d, casus_ref i)
{
    static const char *const list[] = {"town", "city", "village", "province", "capital", "region", "district", "territory", "soil", "neighbourhood", "neighborhood", "port", NULL};
    for (const char *const *p = list; i < d->n_tokens && *p; p++)
        if (str_is(token_text(d, i), *p))
            return true;
    return false;
}

/* What the document has of one sentence, found once. */
typedef struct scene {
    casus_ref sentence, actors, places; /* the first of each */
    named at, told; /* by places, by states */
} scene;

static void scene_read(const mentions *m, scene *s, casus_ref sentence, casus_ref any)
{
    const casus_doc *d = &m->at.d->doc;
    *s = (scene){.sentence = sentence, .actors = any, .places = s->places};
    while (s->actors > 0 && d->actors[s->actors - 1].sentence == sentence)
        s->actors--;
    while (s->places < d->n_places && d->places[s->places].sentence < sentence)
        s->places++;
    for (uint32_t i = s->places; i < d->n_places && d->places[i].sentence == sentence; i++) {
        const casus_place *p = &d->places[i];
        if (!country_borders(d, p->first, p->last) && (p->precision != CASUS_P_COUNTRY || place_case_in(d, p->first)))
            named_add(&s->at, p->country);
    }
    for (uint32_t i = s->actors; i < d->n_actors && d->actors[i].sentence == sentence; i++) {
        const casus_actor *a = &d->actors[i];
        bool told = strcmp(symtab_name(m->at.d->names, a->sector), "JRN") != 0; /* "told CNN": whoever speaks to it is no American for that */
        if (!is_country(m, a->country) || a->kind == CASUS_A_PRONOUN || country_borders(d, a->first, a->last) || !told)
            continue;
        named_add(&s->told, a->country);
        if (a->kind == CASUS_A_STATE && place_noun(d, a->last + 1))
            named_add(&s->at, a->country);
    }
}

/* The country of the place that stands with token i or with the verb above it. */
static casus_sym country_there(const mentions *m, casus_ref i)
{
    const casus_doc *d = &m->at.d->doc;
    for (int steps = 0; steps < 3; steps++) {
        casus_ref p = place_of_token(d, i);
        if (p != CASUS_NONE && d->places[p].country && !country_borders(d, d->places[p].first, d->places[p].last))
            return d->places[p].country;
        if (d->tokens[i].head == i)
            break;
        i = d->tokens[i].head;
    }
    return 0;
}

static casus_sym scene_country(const mentions *m, const scene *s, const casus_actor *a)
{
    if (!s->at.many)
        return s->at.only;
    return country_there(m, a->head);
}

/* ---- whose own ---- */

/* "International Labour Office", "World Council of Churches": no country's own. */
static bool worldwide(const mentions *m, const casus_actor *a)
{
    static const char *const list[] = {"International", "World", "Global", "Universal", "Worldwide", NULL};
    str s = document_str(m->at.d, a->at);
    for (const char *const *p = list; *p; p++)
        if (str_starts(s, *p))
            return true;
    return false;
}

bool foreign_role(const mentions *m, casus_sym role)
{
    static const char *const list[] = {"ally", "allies", "partner", "neighbour", "neighbouring country", "neighbouring state", "rival", "adversary", "foe", "enemy", "backer",
                                       "donor", "guarantor", "state", "country", "nation", "member state", "member country", "member nation", "powers", "superpower",
                                       "international community", "western ally", "diplomat", "ambassador", "expert", "analyst", "observer", "side", "member", "team", "world leader", "warring party", "warring side", "warring faction", "world power", "those responsible", NULL};
    const char *noun = symtab_name(m->at.d->names, role);
    for (const char *const *p = list; *p; p++)
        if (strcmp(noun, *p) == 0)
            return true;
    str s = str_of(noun);
    return str_ends(s, " country") || str_ends(s, " countries") || str_ends(s, " nation"); /* "donor country" */
}

/* Offices that one state has under this name; its press writes them without the country. */
static casus_sym country_of_office(const mentions *m, const casus_actor *a)
{
    static const char *const office[][2] = {{"secretary of state", "USA"}, {"deputy secretary of state", "USA"}, {"assistant secretary of state", "USA"},
                                            {"defence secretary", NULL}, {"deputy defence secretary", NULL}, {"treasury secretary", "USA"},
                                            {"homeland security secretary", "USA"}, {"foreign secretary", "GBR"}, {"home secretary", "GBR"},
                                            {"chancellor of the exchequer", "GBR"}, {"national security adviser", NULL}, {"marine", "USA"}, {"coalition forces", "IGO"}, {"coalition troops", "IGO"}};
    const char *role = symtab_name(m->at.d->names, a->role), *code = NULL;
    for (size_t i = 0; i < sizeof office / sizeof *office; i++) {
        str s = document_str(m->at.d, a->at);
        if (strcmp(role, office[i][0]) != 0 || (strcmp(role, "marine") == 0 && !memmem(s.p, s.n, "Marine", 6)))
            continue;
        bool american = memmem(s.p, s.n, "efense", 6) != NULL;
        code = office[i][1] ? office[i][1] : american ? "USA" : memmem(s.p, s.n, "efence", 6) ? "GBR" : NULL;
    }
    return code ? symtab_find(m->at.d->names, code, 3) : 0;
}

/* A person of the state, or a body written with capitals as one's own: "the Department". */
static bool own_office(const mentions *m, const casus_actor *a)
{
    if (a->first > 0 && (str_is(token_text(&m->at.d->doc, a->first - 1), "a") || str_is(token_text(&m->at.d->doc, a->first - 1), "an")))
        return false; /* "a new Prime Minister", "such a Government": another's */
    const char *sector = symtab_name(m->at.d->names, a->sector);
    bool state = strcmp(sector, "GOV") == 0 || strcmp(sector, "MIL") == 0;
    bool capital = (token(m, a->last)->flags & CASUS_T_TITLE) && a->last > 0 && token(m, a->last)->at.begin > m->at.d->doc.sentences[a->sentence].at.begin;
    return state && (a->kind == CASUS_A_PERSON || capital);
}

/* A head or minister named in a government's release without his country mostly is another's: one's
 * own the knowledge would have. */
static bool foreign_visitor(const mentions *m, const casus_actor *a)
{
    static const char *const list[] = {"president", "prime minister", "foreign minister", "defence minister", "interior minister", "king", "premier", "prime minister-designate", NULL};
    const char *role = symtab_name(m->at.d->names, a->role);
    for (const char *const *p = list; a->name && *p; p++)
        if (strcmp(role, *p) == 0)
            return true;
    return false;
}

/* The country of a document's source when that is a government or its forces. */
static casus_sym home_country(mentions *m)
{
    identity id;
    narrator_source(m, &id);
    const char *sector = symtab_name(m->at.d->names, id.sector);
    return is_country(m, id.country) && (strcmp(sector, "GOV") == 0 || strcmp(sector, "MIL") == 0) ? id.country : 0;
}

/* The dead, the wounded and the fled are of the place, not of whoever is told to have attacked. */
static bool bystander(const mentions *m, const casus_actor *a)
{
    const char *sector = symtab_name(m->at.d->names, a->sector);
    return strcmp(sector, "CVL") == 0 || strcmp(sector, "REF") == 0;
}

/* "ministers", "officials": they meet anywhere. */
static bool office_plural(const mentions *m, const casus_actor *a)
{
    return a->kind == CASUS_A_GROUP && strcmp(symtab_name(m->at.d->names, a->sector), "GOV") == 0;
}

/* "Ministers", "our Ambassadors" in a government's release. */
static bool own_plural(const mentions *m, const casus_actor *a)
{
    const char *role = symtab_name(m->at.d->names, a->role);
    return a->kind == CASUS_A_GROUP && (strcmp(role, "minister") == 0 || strcmp(role, "ambassador") == 0 || strcmp(role, "embassy") == 0);
}

static bool reporter(const mentions *m, const casus_actor *a)
{
    return a->kind != CASUS_A_BODY && strcmp(symtab_name(m->at.d->names, a->sector), "JRN") == 0;
}

/* Whoever deals with foreigners: "the Foreign Ministry summoned the Swedish ambassador". */
static bool deals_abroad(const mentions *m, const casus_actor *a)
{
    const char *words = symtab_name(m->at.d->names, a->role ? a->role : m->at.d->doc.tokens[a->head].norm), *first = symtab_name(m->at.d->names, m->at.d->doc.tokens[a->first].norm);
    return strstr(words, "foreign") != NULL || strcmp(first, "foreign") == 0;
}

/* "Leaders reaffirmed their support for Georgia": the state on the other side of a's own verb. */
static bool other_side(const mentions *m, const scene *s, const casus_actor *a, casus_sym country)
{
    bool abroad = deals_abroad(m, a);
    const casus_doc *d = &m->at.d->doc;
    casus_ref verb = d->tokens[a->head].head;
    for (uint32_t i = s->actors; country && i < d->n_actors && d->actors[i].sentence == s->sentence; i++) {
        const casus_actor *b = &d->actors[i];
        casus_ref up = b->head;
        bool other = b->kind == CASUS_A_STATE || (abroad && b != a && b->kind != CASUS_A_PRONOUN);
        for (int steps = 0; other && b->country == country && steps < 4 && d->tokens[up].head != up; steps++) { /* climbs to a's verb */
            up = d->tokens[up].head;
            if (up == verb)
                return true;
            if (d->tokens[up].upos == CASUS_VERB)
                break;
        }
    }
    return false;
}

/* Whether a state stands as what a verb is done to or turned against: "condemned FRANCE", "a deal with TURKEY", "said no and accused TURKEY". */
static bool done_to(const mentions *m, casus_ref verb, casus_ref state)
{
    static const char *const preps[] = {"against", "on", "with", NULL};
    const casus_doc *d = &m->at.d->doc;
    casus_ref up = state, prep = tree_child(d, state, CASUS_CASE);
    bool turned = prep == CASUS_NONE && d->tokens[state].label == CASUS_OBJ;
    for (const char *const *x = preps; prep != CASUS_NONE && *x; x++)
        turned |= word_is(&m->at, prep, *x);
    for (int steps = 0; turned && steps < 4 && d->tokens[up].head != up; steps++) {
        uint8_t label = d->tokens[up].label;
        bool goes_on = label == CASUS_OBJ || label == CASUS_OBL || label == CASUS_NMOD || label == CASUS_XCOMP || (label == CASUS_CONJ && tree_child(d, up, CASUS_NSUBJ) == CASUS_NONE);
        if (!goes_on)
            return false;
        up = d->tokens[up].head;
        if (up == verb)
            return true;
    }
    return false;
}

/* "The minister condemned France", "troops invaded Ukraine": nobody's government or army does that to its own state. */
static bool acts_on(const mentions *m, const scene *s, const casus_actor *a, casus_sym country)
{
    const casus_doc *d = &m->at.d->doc;
    const char *sector = symtab_name(m->at.d->names, a->sector);
    if ((strcmp(sector, "GOV") != 0 && strcmp(sector, "MIL") != 0) || d->tokens[a->head].label != CASUS_NSUBJ)
        return false;
    for (uint32_t i = s->actors; country && i < d->n_actors && d->actors[i].sentence == s->sentence; i++) {
        const casus_actor *b = &d->actors[i];
        if (b->kind == CASUS_A_STATE && b->country == country && done_to(m, d->tokens[a->head].head, b->head))
            return true;
    }
    return false;
}

/* Rebels are where the story is, whomever their sentence tells that they dealt with. */
static bool of_the_story(const mentions *m, const casus_actor *a)
{
    static const char *const list[] = {"REB", "OPP", "PRM", "UAF", NULL};
    const char *sector = symtab_name(m->at.d->names, a->sector);
    for (const char *const *s = list; a->kind == CASUS_A_GROUP && *s; s++)
        if (strcmp(sector, *s) == 0)
            return true;
    return false;
}

/* "The Pope called for the release of the POLITICIANS": whom foreigners talk to or of are not their own, but of the story. */
static bool spoken_to(const mentions *m, const scene *s, const casus_actor *a)
{
    static const char *const verbs[] = {"speak", "talk", "meet", "urge", "call", "ask", "tell", "press", "warn", "appeal", "want", "telephone", "phone", "mediate", "designate", "sanction", "blacklist", "condemn", "criticise", "criticize", "praise", "thank", "accuse", "invite", "demand"};
    const casus_doc *d = &m->at.d->doc;
    casus_ref up = a->head;
    if (a->kind != CASUS_A_GROUP && a->kind != CASUS_A_PERSON)
        return false;
    for (int steps = 0; steps < 5 && d->tokens[up].head != up; steps++) {
        casus_ref from = up;
        up = d->tokens[up].head;
        bool deals = false;
        for (size_t i = 0; d->tokens[up].upos == CASUS_VERB && i < sizeof verbs / sizeof *verbs; i++)
            deals |= strcmp(symtab_name(m->at.d->names, d->tokens[up].lemma), verbs[i]) == 0;
        if (!deals || d->tokens[from].label == CASUS_NSUBJ)
            continue;
        for (uint32_t i = s->actors; i < d->n_actors && d->actors[i].sentence == s->sentence; i++) /* whose verb it is */
            if (d->actors[i].country == s->told.only && d->tokens[d->actors[i].head].head == up && d->tokens[d->actors[i].head].label == CASUS_NSUBJ)
                return true;
    }
    return false;
}

/* "nine American officials and LAWMAKERS": what is joined bare shares the adjective. */
static casus_sym country_joined(const mentions *m, const scene *s, const casus_actor *a)
{
    const casus_doc *d = &m->at.d->doc;
    casus_ref up = d->tokens[a->head].head;
    if (d->tokens[a->head].label != CASUS_CONJ || !a->plural)
        return 0;
    for (casus_ref c = tree_next_child(d, a->head, CASUS_NONE); c != CASUS_NONE && c < a->head; c = tree_next_child(d, a->head, c))
        if (d->tokens[c].label == CASUS_DETREL || d->tokens[c].label == CASUS_NMOD_POSS)
            return 0;
    for (uint32_t i = s->actors; i < d->n_actors && d->actors[i].sentence == s->sentence; i++)
        for (casus_ref t = d->actors[i].first; d->actors[i].head == up && d->actors[i].kind == CASUS_A_GROUP && is_country(m, d->actors[i].country) && t < up; t++)
            if (d->tokens[t].upos == CASUS_ADJ && (d->tokens[t].flags & CASUS_T_TITLE))
                return d->actors[i].country;
    return 0;
}

static casus_sym country_guess(const mentions *m, const casus_actor *a, const scene *s, casus_sym home, casus_sym story)
{
    casus_sym joined = country_joined(m, s, a);
    if (joined)
        return joined;
    const casus_token *opening = &m->at.d->doc.tokens[a->first];
    if ((a->kind == CASUS_A_GROUP || a->kind == CASUS_A_BODY) && strcmp(symtab_name(m->at.d->names, opening->norm), "foreign") == 0 && opening->head == a->head && opening->label == CASUS_AMOD && strstr(symtab_name(m->at.d->names, a->role), "foreign") == NULL)
        return 0; /* "FOREIGN embassies", "foreign troops": anybody's but one's own */
    bool office = own_office(m, a), ministers = office_plural(m, a), known_name = a->name && a->kind == CASUS_A_PERSON; /* an unknown president may be anybody's */
    casus_sym c = country_of_office(m, a);
    if (!c && office && home && !foreign_visitor(m, a))
        c = home; /* a government's own release: "the Minister" is its own */
    if (!c && home && own_plural(m, a))
        c = home;
    if (!c && reporter(m, a))
        return home;
    if (!c && !office && !ministers)
        c = scene_country(m, s, a);
    bool visitor = known_name && foreign_visitor(m, a);
    if (!c && of_the_story(m, a))
        c = story;
    bool of_others = story && s->told.only && story != s->told.only && spoken_to(m, s, a);
    if (!c && !bystander(m, a) && (!known_name || visitor) && !s->told.many && s->told.only != home && !of_others)
        c = s->told.only;
    if (c && c == s->told.only && acts_on(m, s, a, c))
        c = 0;
    if (!c && visitor)
        c = s->at.many ? 0 : s->at.only;
    bool anybody = visitor && !home && strcmp(symtab_name(m->at.d->names, a->role), "president") == 0; /* firms have presidents too */
    if (!c && !anybody && !acts_on(m, s, a, story))
        c = story;
    return (ministers || (deals_abroad(m, a) && c != home)) && other_side(m, s, a, c) ? 0 : c;
}

/* Whoever has a role, and peoples and believers without a country of their own. */
static bool asks_country(const mentions *m, const casus_actor *a)
{
    if (a->country || a->kind == CASUS_A_PRONOUN || a->kind == CASUS_A_NARRATOR)
        return false;
    if (a->role)
        return !foreign_role(m, a->role) && !worldwide(m, a);
    return a->kind == CASUS_A_GROUP && a->plural && a->sector && (!a->name || strcmp(symtab_name(m->at.d->names, a->sector), "REL") == 0);
}

/* ---- one person, one country ---- */

static void codes_share(casus_actor *to, const casus_actor *from)
{
    if (to->country || !from->country)
        return;
    to->country = from->country;
    if (!to->sector)
        to->sector = from->sector, to->sector2 = from->sector2;
}

static void chains_share(mentions *m)
{
    casus_doc *d = &m->at.d->doc;
    for (int turn = 0; turn < 2; turn++) /* first up to the first mention, then down to all */
        for (casus_ref i = 0; i < d->n_actors; i++) {
            casus_actor *a = &d->actors[i];
            if (a->chain == CASUS_NONE || a->chain >= i)
                continue;
            casus_actor *root = &d->actors[a->chain];
            if (turn == 1)
                codes_share(a, root);
            else if (root->kind == CASUS_A_PERSON && root->name && a->kind == CASUS_A_PERSON)
                codes_share(root, a);
        }
}

/* The office that the document's title tells: "Minister for the Middle East Tobias Ellwood comments". */
static const entry *title_office(const mentions *m)
{
    enum { WORDS = 24 };
    casus_sym norms[WORDS];
    uint32_t n = 0;
    char folded[256];
    const char *title = m->at.d->doc.title;
    for (str rest = str_of(title ? title : ""); rest.p && rest.n && n < WORDS;) {
        str w = str_cut(&rest, " ");
        if (w.n && w.n < 80)
            norms[n++] = symtab_find(m->at.d->names, folded, str_fold(w.p, w.n, folded));
    }
    for (uint32_t i = 0; i < n; i++)
        for (const phrase_hit *h = norms[i] ? phrase_find(m->k, &m->at.d->memory, norms + i, n - i) : NULL; h; h = h->next) {
            const entry *e = knowledge_entry(m->k, h->entry);
            if (e->kind == ENTRY_ROLE && (e->flags & ENTRY_PERSON_ROLE) && e->n_tenures)
                return e;
        }
    return NULL;
}

/* In a government's release, a person named in its title with an office is one of its own. */
static void title_persons(mentions *m, casus_sym home)
{
    const casus_doc *d = &m->at.d->doc;
    const entry *office = home && d->title ? title_office(m) : NULL;
    for (casus_ref i = 0; office && i < d->n_actors; i++) {
        casus_actor *a = &m->at.d->doc.actors[i];
        const char *name = symtab_name(m->at.d->names, a->name);
        if (a->kind != CASUS_A_PERSON || a->country || a->sector || a->chain != i || !strchr(name, ' ') || !strstr(d->title, name))
            continue;
        a->country = home, a->sector = office->tenures[0].sector, a->role = office->name;
    }
}

void country_finish(mentions *m)
{
    casus_doc *d = &m->at.d->doc;
    casus_sym home = home_country(m), story = story_country(m, home);
    scene s = {.sentence = CASUS_NONE};
    title_persons(m, home);
    chains_share(m);
    for (casus_ref i = 0; i < d->n_actors; i++) {
        casus_actor *a = &d->actors[i];
        if (a->chain != CASUS_NONE && a->chain < i)
            codes_share(a, &d->actors[a->chain]);
        if (!asks_country(m, a))
            continue;
        if (s.sentence != a->sentence)
            scene_read(m, &s, a->sentence, i);
        a->country = country_guess(m, a, &s, home, story);
    }
}
