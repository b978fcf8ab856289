/* Where?
 *
 *   "Troops trained near Kursk, in southwestern Russia; talks follow in Vienna, Austria."
 *
 * Names of places and countries are places wherever they stand, unless they are part of a person's or
 * an organisation's name ("Paris Hilton", "the Washington Post"). A relation word ("near", "outside",
 * "40 miles north of") is kept with the place, which then is not the point itself: no coordinates are
 * made up, and a country has no point.
 *
 * A name with several meanings is decided by its country: the one named right after it ("Vienna,
 * Austria"), then capitals, then a country the document has named, then the larger kind of place. */
#include "mention/mention.h"

static const casus_token *token(const mentions *m, casus_ref i)
{
    return &m->at.d->doc.tokens[i];
}

static bool mark_is(const mentions *m, casus_ref i, const char *mark)
{
    return i >= m->at.first && i < m->at.end && str_is(token_str(&m->at, i), mark);
}

/* ---- which of several ---- */

static casus_sym country_code(const entry *e)
{
    return e->n_tenures ? e->tenures[e->n_tenures - 1].country : 0;
}

static int kind_weight(const mentions *m, const entry *e)
{
    static const struct {
        const char *kind;
        int weight;
    } table[] = {{"capital", 5}, {"city", 3}, {"region", 3}, {"country-part", 2}, {"sea", 3}, {"strait", 3}, {"river", 2}, {"lake", 2},
                 {"island", 2}, {"mountain", 2}, {"town", 1}, {"village", 0}, {"base", 1}, {"crossing", 1}, {"camp", 1}, {"airport", 1}, {"port", 1}, {"desert", 2}};
    const char *kind = symtab_name(m->at.d->names, e->place_kind);
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (strcmp(kind, table[i].kind) == 0)
            return table[i].weight;
    return 0;
}

static int told(const mentions *m, casus_sym country)
{
    uint32_t n = country_told(m, country);
    return n > 6 ? 6 : (int)n;
}

/* A small place of a country that a story about others never names is more likely another of its name. */
static bool out_of_the_way(const mentions *m, const piece *p, const entry *e)
{
    bool compass = p->length == 1 && (word_at(&m->at, p->first)->is & W_COMPASS); /* Lebanon's "South" */
    if (compass)
        return !country_told(m, country_code(e));
    return m->n_told > 0 && kind_weight(m, e) < 3 && !country_told(m, country_code(e));
}

/* Another name in the same sentence lies in this country, or is it. */
static bool named_here(const mentions *m, casus_sym country, const piece *not_this)
{
    for (uint32_t i = 0; country && i < m->n_pieces; i++) {
        const piece *p = &m->pieces[i];
        if (p != not_this && p->entry && p->entry->n_tenures && p->kind != PIECE_ROLE && country_code(p->entry) == country)
            return true;
    }
    return false;
}

/* "Vienna, Austria"; "Paris, Texas": the name after the comma is its country or region. */
static bool named_after(const mentions *m, const piece *p, const entry *e)
{
    casus_ref next = mark_is(m, p->end, ",") ? p->end + 1 : mark_is(m, p->end, "(") ? p->end + 1 : CASUS_NONE;
    for (uint32_t i = 0; next != CASUS_NONE && i < m->n_pieces; i++) {
        if (m->pieces[i].first != next || !m->pieces[i].place)
            continue;
        for (const phrase_hit *h = m->pieces[i].hits; h && h->length == m->pieces[i].length; h = h->next) {
            const entry *x = knowledge_entry(m->k, h->entry);
            if (x->kind == ENTRY_COUNTRY && country_code(x) == country_code(e))
                return true;
            if (x->kind == ENTRY_PLACE && e->admin1 && (x->name == e->admin1 || x->admin1 == e->admin1) && country_code(x) == country_code(e))
                return true;
        }
    }
    return false;
}

static const entry *place_best(const mentions *m, const piece *p)
{
    const entry *best = NULL;
    int best_score = -1;
    for (const phrase_hit *h = p->hits; h && h->length == p->length; h = h->next) {
        const entry *e = knowledge_entry(m->k, h->entry);
        if (e->kind != ENTRY_PLACE || (out_of_the_way(m, p, e) && !named_after(m, p, e)))
            continue;
        casus_sym country = country_code(e);
        int score = kind_weight(m, e) * 2 + told(m, country) + (country_region_told(m, e->admin1) && e->admin1 != e->name ? 8 : 0) + (named_here(m, country, p) ? 5 : 0) + (named_after(m, p, e) ? 40 : 0);
        if (score > best_score)
            best = e, best_score = score;
    }
    return best;
}

casus_sym place_country(mentions *m, const piece *p)
{
    const entry *e = place_best(m, p);
    return e ? country_code(e) : 0;
}

/* ---- relation words ---- */

static const char *relation_pair(const mentions *m, casus_ref i)
{
    static const char *const pair[][3] = {{"close", "to", "close to"}, {"next", "to", "next to"}, {"north", "of", "north of"}, {"south", "of", "south of"},
                                          {"east", "of", "east of"}, {"west", "of", "west of"}, {"northeast", "of", "northeast of"},
                                          {"northwest", "of", "northwest of"}, {"southeast", "of", "southeast of"}, {"southwest", "of", "southwest of"},
                                          {"outskirts", "of", "outskirts of"}, {"border", "with", "border with"}, {"suburb", "of", "suburb of"}};
    for (size_t k = 0; i > m->at.first && k < sizeof pair / sizeof *pair; k++)
        if (word_is(&m->at, i, pair[k][1]) && word_is(&m->at, i - 1, pair[k][0]))
            return pair[k][2];
    return NULL;
}

/* The word before the place that keeps it from being the point: "near", "north of". */
static casus_sym relation_before(const mentions *m, casus_ref first)
{
    casus_ref i = first;
    while (i > m->at.first && (token(m, i - 1)->upos == CASUS_DET || token(m, i - 1)->upos == CASUS_ADJ || (word_at(&m->at, i - 1)->is & W_COMPASS)) && i + 4 > first)
        i--;
    if (i <= m->at.first)
        return 0;
    const char *pair = relation_pair(m, i - 1);
    if (pair)
        return document_sym(m->at.d, pair);
    const word *w = word_at(&m->at, i - 1);
    return (w->is & W_RELATE) ? document_sym(m->at.d, w->text) : 0;
}

/* ---- mentions ---- */

static bool name_word(const mentions *m, casus_ref i)
{
    return i >= m->at.first && i < m->at.end && token(m, i)->upos == CASUS_PROPN && (token(m, i)->flags & (CASUS_T_TITLE | CASUS_T_UPPER));
}


/* Inside a name of somebody or something else: "Paris Hilton", "Bank of England". */
static bool part_of_name(const mentions *m, const piece *p)
{
    uint8_t tag = token(m, p->first)->name & 7;
    casus_ref before = p->first - 1, after = p->end, head = token(m, p->end - 1)->head;
    bool known = p + 1 < m->pieces + m->n_pieces && p[1].first == after; /* "London Mayor Sadiq Khan" */
    if (name_word(m, after) && !known && head >= after && head < after + 3 && tag != CASUS_LOC && p->kind != PIECE_COUNTRY)
        return true;
    bool goes_on = after < m->at.end && (token(m, after)->name & 7) == tag && !(token(m, after)->name & 16);
    bool began = p->first > m->at.first && (token(m, before)->name & 7) == tag && !(token(m, p->first)->name & 16);
    return (tag == CASUS_PER || tag == CASUS_ORG) && (goes_on || began);
}

static casus_ref place_top(const mentions *m, casus_ref first, casus_ref end)
{
    for (casus_ref i = first; i < end; i++)
        if (token(m, i)->head < first || token(m, i)->head >= end || token(m, i)->head == i)
            return i;
    return end - 1;
}

/* e NULL: a capital that the gazetteer does not have is a place of its country, without a point. */
static void place_add(mentions *m, const piece *p, const entry *country, const entry *e)
{
    casus_doc *d = &m->at.d->doc;
    casus_ref first = p->first;
    casus_place *x = ARENA_PUSH(&m->at.d->memory, d->places, d->n_places);
    *x = (casus_place){.at = {token(m, first)->at.begin, token(m, p->end - 1)->at.end}, .sentence = m->sentence, .head = place_top(m, p->first, p->end),
                       .first = first, .last = p->end - 1, .relation = relation_before(m, first)};
    if (!country && !e) {
        str s = document_str(m->at.d, (casus_span){token(m, p->first)->at.begin, token(m, p->end - 1)->at.end});
        x->name = symtab_add(m->at.d->names, s.p, s.n);
        x->country = country_code(p->entry), x->rule = p->entry->rule, x->precision = CASUS_P_PLACE;
        return;
    }
    if (country) {
        x->name = country->name, x->country = country_code(country), x->rule = country->rule, x->precision = CASUS_P_COUNTRY;
        x->has_centre = country->has_point && !x->relation;
        x->lat = x->has_centre ? (double)country->lat : 0, x->lon = x->has_centre ? (double)country->lon : 0;
        return;
    }
    const char *kind = symtab_name(m->at.d->names, e->place_kind);
    bool region = strcmp(kind, "region") == 0 || strcmp(kind, "country-part") == 0;
    x->name = e->name, x->country = country_code(e), x->admin1 = e->admin1, x->rule = e->rule;
    x->precision = region ? CASUS_P_ADMIN1 : CASUS_P_PLACE;
    if (country_doubtful(m, x->country) && !named_after(m, p, e)) {
        x->country = x->admin1 = 0;
        return;
    }
    x->has_point = e->has_point, x->lat = (double)e->lat, x->lon = (double)e->lon;
}

/* A country, unless the same name as a place is told by what follows it ("Georgia, USA"), or the name is only that of a
 * region of it ("Texas"). */
static const entry *country_meaning(const mentions *m, const piece *p, const entry *place)
{
    const entry *c = piece_meaning(m, p, ENTRY_COUNTRY, NAME_NAME);
    if (!c || !place)
        return c;
    bool region = strcmp(symtab_name(m->at.d->names, place->place_kind), "region") == 0 && country_code(place) == country_code(c) && knowledge_country(m->k, country_code(c)) != c;
    return region || named_after(m, p, place) ? NULL : c;
}

/* The end of the capitalised words from token i of which the tagger marks the first as a place; i when
 * it does not, or when they are not where a place stands: after a preposition or before ", COUNTRY". */
static casus_ref tagged_end(const mentions *m, casus_ref i)
{
    static const char *const lead[] = {"in", "at", "near", "from", "to", "of", "outside", "around", "across", "into", "toward", "towards", "between", "and", "through", "over", NULL};
    if ((token(m, i)->name & 7) != CASUS_LOC)
        return i;
    casus_ref end = i + 1, before = i;
    while (name_word(m, end))
        end++;
    if (before > m->at.first && token(m, before - 1)->upos == CASUS_DET)
        before--;
    for (const char *const *p = lead; before > m->at.first && *p; p++)
        if (word_is(&m->at, before - 1, *p))
            return end;
    return mark_is(m, end, ",") && name_word(m, end + 1) && (token(m, end + 1)->name & 7) == CASUS_LOC ? end : i;
}

/* "Kamuya, Nigeria": the country or region named behind it. */
static casus_sym country_after(const mentions *m, casus_ref end)
{
    for (uint32_t i = 0; mark_is(m, end, ",") && i < m->n_pieces; i++)
        if (m->pieces[i].first == end + 1 && m->pieces[i].place) {
            const entry *e = place_best(m, &m->pieces[i]), *c = piece_meaning(m, &m->pieces[i], ENTRY_COUNTRY, NAME_NAME);
            return c ? country_code(c) : e ? country_code(e) : 0;
        }
    return 0;
}

/* A place that only the tagger knows: its name, and a country where one is told. */
static void place_add_tagged(mentions *m, casus_ref first, casus_ref end, casus_sym country)
{
    casus_doc *d = &m->at.d->doc;
    str s = document_str(m->at.d, (casus_span){token(m, first)->at.begin, token(m, end - 1)->at.end});
    casus_place *x = ARENA_PUSH(&m->at.d->memory, d->places, d->n_places);
    *x = (casus_place){.at = {token(m, first)->at.begin, token(m, end - 1)->at.end}, .sentence = m->sentence, .head = place_top(m, first, end), .first = first,
                       .last = end - 1, .relation = relation_before(m, first), .name = symtab_add(m->at.d->names, s.p, s.n),
                       .country = country ? country : country_after(m, end), .precision = CASUS_P_PLACE};
}

/* Where one name ends and the next is looked for. */
static casus_ref piece_place(mentions *m, const piece *p)
{
    if (!p->place || p->kind == PIECE_PERSON || p->kind == PIECE_BODY || part_of_name(m, p))
        return p->end;
    const entry *e = place_best(m, p), *country = country_meaning(m, p, e);
    casus_ref longer = tagged_end(m, p->first);
    if (longer > p->end && token(m, p->end)->upos != CASUS_PUNCT) { /* "Washington County", "Paris Street" */
        place_add_tagged(m, p->first, longer, country ? country_code(country) : p->kind == PIECE_CAPITAL ? country_code(p->entry) : 0);
        return longer;
    }
    if (!e && !country && p->kind != PIECE_CAPITAL)
        return p->end;
    place_add(m, p, country, country ? NULL : e);
    casus_sym code = m->at.d->doc.places[m->at.d->doc.n_places - 1].country;
    if (!country && code)
        *ARENA_PUSH(&m->at.d->memory, m->countries, m->n_countries) = code;
    return p->end;
}

void place_find(mentions *m)
{
    uint32_t p = 0;
    for (casus_ref i = m->at.first; i < m->at.end;) {
        while (p < m->n_pieces && m->pieces[p].first < i)
            p++;
        casus_ref end = tagged_end(m, i);
        if (p < m->n_pieces && m->pieces[p].first == i) {
            i = piece_place(m, &m->pieces[p]);
        } else if (end > i && !name_word(m, i - 1) && !(m->taken[i - m->at.first] & TAKEN_TIME)) {
            place_add_tagged(m, i, end, 0);
            i = end;
        } else {
            i++;
        }
    }
}

/* ---- place_of_token ---- */

static casus_ref places_from(const casus_doc *d, casus_ref token_at)
{
    uint32_t low = 0, high = d->n_places;
    while (low < high) {
        uint32_t mid = low + (high - low) / 2;
        if (d->places[mid].last < token_at)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

static bool place_case(const casus_doc *d, casus_ref noun)
{
    for (casus_ref i = noun; i-- > 0 && noun - i < 8;) {
        if (d->tokens[i].head == noun && d->tokens[i].label == CASUS_CASE) {
            str s = {d->text + d->tokens[i].at.begin, d->tokens[i].at.end - d->tokens[i].at.begin};
            static const char *const list[] = {"in", "at", "near", "on", "outside", "off", "around", "inside", "across", "In", "At", "Near", "to", "along", "throughout", "over", "close", NULL};
            for (const char *const *p = list; *p; p++)
                if (str_is(s, *p))
                    return true;
        }
    }
    return false;
}

/* How far above the place the token stands: through place nouns and obliques only; 0 not at all. */
static int steps_up(const casus_doc *d, casus_ref from, casus_ref to)
{
    for (int steps = 1; steps < 6; steps++) {
        uint8_t label = d->tokens[from].label;
        if (label != CASUS_OBL && label != CASUS_NMOD && label != CASUS_APPOS && label != CASUS_OBJ && label != CASUS_NMOD_POSS && label != CASUS_COMPOUND && label != CASUS_CONJ)
            return 0;
        from = d->tokens[from].head;
        if (from == to)
            return steps;
    }
    return 0;
}

casus_ref place_of_token(const casus_doc *d, casus_ref token_at)
{
    casus_ref s = token_at < d->n_tokens ? tree_sentence(d, token_at) : CASUS_NONE, best = CASUS_NONE;
    int best_steps = 99;
    if (s == CASUS_NONE)
        return CASUS_NONE;
    for (casus_ref i = places_from(d, d->sentences[s].first); i < d->n_places && d->places[i].sentence == s; i++) {
        casus_ref head = d->places[i].head;
        int steps = steps_up(d, head, token_at);
        if (!steps || !(place_case(d, head) || (d->tokens[head].label != CASUS_OBL && d->tokens[head].label != CASUS_NMOD && steps > 1 && place_case(d, d->tokens[head].head))))
            continue;
        if (steps < best_steps)
            best = i, best_steps = steps;
    }
    return best;
}
