/* Which names stand in a sentence, and in which noun phrases?
 *
 *   "Russian Deputy Foreign Minister Sergei Ryabkov told Ukraine's army chief to wait."
 *
 * Pieces are names the knowledge has: Russian | Deputy Foreign Minister | Sergei Ryabkov | Ukraine |
 * army chief. The longest name wins, capitals must fit ("US" is never "us"), and a family name alone
 * ("Putin") does not count inside a longer unknown name ("Maria Putin").
 *
 * Phrases are what stands around them up to the head noun: [Russian Deputy Foreign Minister Sergei
 * Ryabkov] [Ukraine]'s [army chief]. They run over adjectives, nouns, numbers and names, and break
 * where the tree says that two neighbours have nothing to do with each other ("gave Ukraine weapons"). */
#include "mention/mention.h"

enum { MAX_PHRASE = 24 }; /* tokens; longer ones are lists, not names */

static const casus_token *token(const mentions *m, casus_ref i)
{
    return &m->at.d->doc.tokens[i];
}

const tenure *tenure_now(const mentions *m, const entry *e, bool *former)
{
    return entry_on(e, m->day, former);
}

/* ---- does this reading of the words fit? ---- */

static bool capitals_fit(const mentions *m, casus_ref i, const phrase_hit *h)
{
    uint8_t flags = token(m, i)->flags;
    if (h->upper == 2 && h->length == 1) { /* "Nato" and "Farc" too, but neither "us" nor "Who" */
        bool titled = (flags & CASUS_T_TITLE) && token(m, i)->upos == CASUS_PROPN && token(m, i)->at.end - token(m, i)->at.begin >= 4;
        bool other = token(m, i)->upos == CASUS_PRON || token(m, i)->upos == CASUS_VERB;
        return ((flags & CASUS_T_UPPER) && !other) || titled;
    }
    for (casus_ref j = i; h->upper && j < i + h->length; j++) /* "al-Qaida" has its capital inside */
        if (token(m, j)->flags & (CASUS_T_TITLE | CASUS_T_UPPER))
            return true;
    return !h->upper;
}

static bool is_name(const mentions *m, casus_ref i)
{
    return i >= m->at.first && i < m->at.end && token(m, i)->upos == CASUS_PROPN && (token(m, i)->flags & CASUS_T_TITLE);
}

/* A word before a family name that is a forename rather than a title or a country. */
static bool forename_before(const mentions *m, casus_ref i)
{
    const piece *last = m->n_pieces ? &m->pieces[m->n_pieces - 1] : NULL;
    if (i > m->at.first && token_glued(&m->at, i) && str_is(token_str(&m->at, i - 1), "-"))
        return !(last && last->end + 1 == i && last->kind == PIECE_SHORT); /* "ul-Islam", but "the Reagan-Gorbachev summit" */
    if (!is_name(m, i - 1) || i == m->at.first || (word_at(&m->at, i - 1)->is & (W_HONOUR | W_WEEKDAY | W_MONTH)))
        return false;
    return !(last && last->end == i && last->kind != PIECE_PERSON && last->kind != PIECE_SHORT);
}

/* "Paris Hilton": a name tagged as a person's is no city; "Putin Street" no Putin. */
static bool name_goes_on(const mentions *m, casus_ref i)
{
    if (!is_name(m, i))
        return false;
    uint8_t now = token(m, i)->name, before = token(m, i - 1)->name;
    return (now & 7) && (now & 7) == (before & 7) && !(now & 16);
}

/* Somebody whose family name this is has been named: "Paris" after "Valeska Paris", "Davis" after
 * "Jeff Davis" (whom the knowledge has not, though it has another Davis). */
static bool told_person(const mentions *m, casus_ref i, const entry *e)
{
    if (e->kind != ENTRY_PERSON && i > m->at.first && (word_is(&m->at, i - 1, "in") || word_is(&m->at, i - 1, "at") || word_is(&m->at, i - 1, "near")))
        return false;
    const member *x = cast_person(m, token(m, i)->norm);
    if (!x || x->entry == e)
        return false;
    const casus_token *named = token(m, m->at.d->doc.actors[x->first].last);
    return e->kind != ENTRY_COUNTRY || !(named->flags & CASUS_T_UPPER); /* "KING FAHD VISITS BRITAIN" names no Mr Britain */
}

/* "KING FAHD VISITS BRITAIN": capitals tell nothing about where a name ends. */
static bool shouted(const mentions *m, casus_ref i)
{
    casus_ref before = i > m->at.first ? i - 1 : i + 1, after = i + 1 < m->at.end ? i + 1 : before;
    return (token(m, i)->flags & CASUS_T_UPPER) && before < m->at.end && after < m->at.end && (token(m, before)->flags & CASUS_T_UPPER) &&
           ((token(m, after)->flags & CASUS_T_UPPER) || !(token(m, after)->flags & CASUS_T_WORD));
}

/* "King Khaled" is not a Khaled who never was king: behind a title the family name alone means one who
 * has or had the title, is in office, or was named before. */
static bool other_title(const mentions *m, casus_ref i, const entry *e)
{
    const piece *last = m->n_pieces ? &m->pieces[m->n_pieces - 1] : NULL;
    bool former;
    if (!last || last->end != i || last->kind != PIECE_ROLE || !(last->entry->flags & ENTRY_PERSON_ROLE) || cast_entry(m, e))
        return false;
    for (uint32_t k = 0; k < e->n_tenures; k++)
        if (title_means(m, last->entry->name, e->tenures[k].title))
            return false;
    static const char *const crowned[] = {"king", "queen", "pope", "emperor", "empress", "sultan", "shah", NULL};
    for (const char *const *x = crowned; *x; x++)
        if (word_is(&m->at, i - 1, *x))
            return true;
    return !m->day || !tenure_now(m, e, &former) || former;
}

/* A title before somebody the knowledge has: "Secretary Kerry", "Minister Lavrov". */
static bool titles_known(const mentions *m, const entry *role, casus_ref next)
{
    if (!(role->flags & ENTRY_TITLE) || next >= m->at.end)
        return false;
    for (const phrase_hit *h = phrase_find(m->k, &m->at.d->memory, &token(m, next)->norm, 1); h; h = h->next)
        if (knowledge_entry(m->k, h->entry)->kind == ENTRY_PERSON)
            return true;
    return false;
}

/* The family name goes on as another word: "Haider al-Abadi" is no Haider. */
static bool surname_follows(const mentions *m, casus_ref end)
{
    static const char *const particle[] = {"al", "el", "bin", "ibn", "ben", "van", "von", "de", "abu", NULL};
    for (const char *const *x = particle; *x; x++)
        if (word_is(&m->at, end, *x))
            return true;
    if (!is_name(m, end))
        return end < m->at.end && token(m, end)->upos == CASUS_PROPN && token(m, end)->label == CASUS_FLAT;
    if (token(m, end - 1)->head == end && token(m, end - 1)->label != CASUS_NMOD_POSS)
        return true; /* "Lama Fakih" is no Dalai Lama */
    return token(m, end)->label == CASUS_FLAT || token(m, end)->head == end - 1;
}

/* "[New] York" when the knowledge has only York: a capitalised word before it is part of its name. */
static bool name_part(const mentions *m, casus_ref i)
{
    if (!is_name(m, i - 1) || i == m->at.first || (word_at(&m->at, i - 1)->is & W_COMPASS))
        return false;
    bool piece_before = m->n_pieces && m->pieces[m->n_pieces - 1].end == i;
    return !piece_before && (token(m, i - 1)->head == i || token(m, i)->head == i - 1);
}

/* "Paris Hilton", "Jordan Peterson": the name goes on, and the first word is only its head. */
static bool heads_longer_name(const mentions *m, casus_ref i, casus_ref end)
{
    return is_name(m, end) && token(m, end)->label == CASUS_FLAT && token(m, end)->head == i;
}

/* "Georgia-Pacific", "Iran-Contra": with a word that is no other state's or person's, a country's name is part of another name. */
static bool half_of_name(const mentions *m, casus_ref end)
{
    if (end + 1 >= m->at.end || !str_is(token_str(&m->at, end), "-") || !token_glued(&m->at, end) || !token_glued(&m->at, end + 1) || !is_name(m, end + 1))
        return false;
    return str_is(token_str(&m->at, end + 1), "Contra") || !phrase_find(m->k, &m->at.d->memory, &token(m, end + 1)->norm, 1);
}

static bool person_tagged(const mentions *m, casus_ref i)
{
    return (token(m, i)->name & 7) == CASUS_PER;
}

/* Founded after the document's day. */
static bool not_yet(const mentions *m, const entry *e)
{
    bool former;
    int32_t day = m->at.d->doc.date; /* a day guessed from the text is no ground */
    return day && e->n_tenures && !tenure_now(m, e, &former) && day < e->tenures[0].from;
}

/* A state or a city is named more often than somebody called like it. */
static bool large_place(const mentions *m, const entry *e)
{
    const char *kind = symtab_name(m->at.d->names, e->place_kind);
    return strcmp(kind, "region") == 0 || strcmp(kind, "city") == 0 || strcmp(kind, "capital") == 0;
}

/* "In 1985 REAGAN met GORBACHEV": in office in a year that the sentence names. */
bool held_then(const mentions *m, const entry *e)
{
    enum { MIDYEAR = 701 };
    for (casus_ref i = m->at.first; m->day && i < m->at.end; i++) {
        str s = token_str(&m->at, i);
        int32_t year = 0;
        for (size_t k = 0; s.n == 4 && k < 4 && s.p[k] >= '0' && s.p[k] <= '9'; k++)
            year = year * 10 + (s.p[k] - '0');
        bool former = true;
        if (year > 1900 && year < m->day / 10000 && entry_on(e, year * 10000 + MIDYEAR, &former) && !former)
            return true;
    }
    return false;
}

/* A family name alone calls up those in office or lately so; who left long ago is named in full first,
 * with a title, or beside a year of theirs. */
static bool forgotten(const mentions *m, casus_ref i, const entry *e)
{
    enum { LATELY = 8 }; /* years */
    bool former;
    const tenure *t = tenure_now(m, e, &former);
    if (!t && e->n_tenures)
        return true; /* not yet in office */
    if (!former || cast_entry(m, e))
        return false;
    bool titled = i > m->at.first && ((word_at(&m->at, i - 1)->is & W_HONOUR) || (m->n_pieces && m->pieces[m->n_pieces - 1].end == i && m->pieces[m->n_pieces - 1].kind == PIECE_ROLE));
    return !titled && t->until / 10000 + LATELY < m->day / 10000 && !held_then(m, e);
}

/* The parser reads a long name as one word (syntax/collapse.c) and hangs its small words on it without
 * a tag of their own: "US [president] Joe Biden". */
static bool inside_name(const casus_token *t)
{
    return t->upos == CASUS_ADP && (t->label == CASUS_COMPOUND || t->label == CASUS_FLAT);
}

/* A role is a noun; an adjective only before one ("military officials"), not as a predicate ("was firm"). */
static bool may_be_noun(const mentions *m, casus_ref i)
{
    const casus_token *t = token(m, i);
    if (t->upos == CASUS_ADJ && (word_is(&m->at, i, "major") || word_is(&m->at, i, "general") || word_is(&m->at, i, "private")))
        return false;
    static const char *const general[] = {"strike", "strikes", "election", "elections", "assembly", "amnesty", "public", "budget", "debate", "motors", "electric"};
    for (size_t k = 0; word_is(&m->at, i, "general") && i + 1 < m->at.end && k < sizeof general / sizeof *general; k++)
        if (word_is(&m->at, i + 1, general[k]))
            return false; /* "APRIL GENERAL STRIKE" */
    if (t->upos == CASUS_ADJ)
        return t->label == CASUS_AMOD || t->label == CASUS_COMPOUND || (i > m->at.first && word_is(&m->at, i - 1, "the"));
    return t->upos == CASUS_NOUN || t->upos == CASUS_PROPN || (t->upos == CASUS_X && t->flags & CASUS_T_TITLE) || inside_name(t);
}

/* "Abu Jandal al-Kuwaiti": the nationality is part of his name. */
static bool after_article(const mentions *m, casus_ref i)
{
    return i >= m->at.first + 2 && token_glued(&m->at, i) && str_is(token_str(&m->at, i - 1), "-") &&
           (word_is(&m->at, i - 2, "al") || word_is(&m->at, i - 2, "el") || word_is(&m->at, i - 2, "ul"));
}

/* "attack, bomber, FIGHTER and remotely piloted AIRCRAFT": kinds of planes, no fighters. */
static bool names_aircraft(const mentions *m, casus_ref i)
{
    enum { REACH = 7 };
    for (casus_ref j = i + 1; j < m->at.end && j <= i + REACH; j++) {
        if (word_is(&m->at, j, "aircraft") || word_is(&m->at, j, "planes") || word_is(&m->at, j, "jets"))
            return true;
        if (token(m, j)->upos == CASUS_VERB && !(token(m, j)->morph & CASUS_PART_F))
            return false;
    }
    return false;
}

/* Whether something before token i belongs to it: an article, an adjective, an owner. */
static bool has_before(const mentions *m, casus_ref i)
{
    casus_ref c = tree_next_child(&m->at.d->doc, i, CASUS_NONE);
    return c != CASUS_NONE && c < i;
}

/* "the POPE called", "the SULTAN of Oman": an office; no surname has an article, but "the TRUMP campaign". */
static bool office_after_the(const mentions *m, casus_ref i)
{
    return i > m->at.first && word_is(&m->at, i - 1, "the") && token(m, i)->label != CASUS_COMPOUND && token(m, i)->label != CASUS_NMOD_DESC;
}

/* "in HOUSTON", "shelled DOUMA" */
static bool place_stands(const mentions *m, casus_ref i)
{
    static const char *const prep[] = {"in", "near", "at", "outside", "inside", "from", "around", "into", "toward", "towards", "across", "over", NULL};
    static const char *const verb[] = {"shell", "bomb", "bombard", "capture", "recapture", "besiege", "storm", "overrun", "retake", "liberate", "pound", "strike", "attack", "seize", "enter", "occupy", "reach", "leave", NULL};
    bool object = token(m, i)->label == CASUS_OBJ;
    const char *lemma = symtab_name(m->at.d->names, token(m, token(m, i)->head)->lemma);
    for (const char *const *x = prep; i > m->at.first && *x; x++)
        if (word_is(&m->at, i - 1, *x))
            return true;
    for (const char *const *x = verb; object && *x; x++)
        if (strcmp(lemma, *x) == 0)
            return true;
    return false;
}

/* Kind of a hit in this place; PIECE_NONE when it cannot be meant. */
static piece_kind hit_kind(const mentions *m, casus_ref i, const phrase_hit *h)
{
    static const uint8_t country_kinds[] = {[NAME_NAME] = PIECE_COUNTRY, [NAME_ADJ] = PIECE_ADJ, [NAME_PEOPLE] = PIECE_PEOPLE,
                                            [NAME_CAPITAL] = PIECE_CAPITAL, [NAME_SEAT] = PIECE_SEAT, [NAME_SHORT] = PIECE_NONE, [NAME_NOUN] = PIECE_NOUN};
    const entry *e = knowledge_entry(m->k, h->entry);
    casus_ref end = i + h->length;
    if (h->length == 1 && (word_is(&m->at, i, "fighter") || word_is(&m->at, i, "bomber")) && names_aircraft(m, i))
        return PIECE_NONE;
    if (h->length == 1 && word_is(&m->at, i, "force") && token(m, i)->label != CASUS_COMPOUND && (!has_before(m, i) || token(m, i - 1)->upos == CASUS_ADP))
        return PIECE_NONE; /* "to use force", "met with force" */
    if (!capitals_fit(m, i, h) || (token(m, i)->upos == CASUS_AUX && shouted(m, i))) /* "CRAXI SAYS HE IS RESIGNING" */
        return PIECE_NONE;
    switch (e->kind) {
    case ENTRY_COUNTRY:
        if (h->length == 1 && (h->name == NAME_NAME || h->name == NAME_CAPITAL) && !shouted(m, i) &&
            (heads_longer_name(m, i, end) || told_person(m, i, e) || (token(m, i)->label == CASUS_FLAT && forename_before(m, i)) || (person_tagged(m, i) && (name_goes_on(m, end) || forename_before(m, i)))))
            return PIECE_NONE;
        if (h->name == NAME_NAME && half_of_name(m, end))
            return PIECE_NONE;
        if ((h->name == NAME_ADJ || h->name == NAME_PEOPLE) && after_article(m, i))
            return PIECE_NONE;
        return h->name <= NAME_NOUN ? country_kinds[h->name] : PIECE_NONE;
    case ENTRY_PERSON:
        if (h->name == NAME_NAME && h->length > 1) /* "Juan Carlos Jobet" is no Juan Carlos */
            return surname_follows(m, end) || name_goes_on(m, end) ? PIECE_NONE : PIECE_PERSON;
        if (token(m, i)->upos != CASUS_PROPN || (token(m, i)->flags & CASUS_T_DIGIT) || forename_before(m, i) || name_goes_on(m, end) ||
            surname_follows(m, end) || (h->length == 1 && (told_person(m, i, e) || office_after_the(m, i))) || forgotten(m, i, e) || other_title(m, i, e))
            return PIECE_NONE;
        return PIECE_SHORT;
    case ENTRY_ROLE:
        if (h->length == 1 && i > m->at.first && token(m, i)->upos == CASUS_PROPN && (token(m, i)->flags & CASUS_T_TITLE) && !(e->flags & ENTRY_TITLE) && !shouted(m, i) &&
            strcmp(symtab_name(m->at.d->names, e->tenures[0].sector), "CVL") == 0)
            return PIECE_NONE; /* "Senator Hunter": trades are surnames, too */
        if (h->length == 1 && !titles_known(m, e, end) && person_tagged(m, i) && (token(m, i)->flags & CASUS_T_TITLE) && name_goes_on(m, end))
            return PIECE_NONE; /* "Lama Fakih"; but "Secretary Kerry" */
        return h->length == 1 && !may_be_noun(m, i) ? PIECE_NONE : PIECE_ROLE;
    case ENTRY_PLACE:
        if ((token(m, i)->flags & CASUS_T_UPPER) && h->upper == 1 && i > m->at.first + 3) /* "NICE": datelines stand in front */
            return PIECE_NONE;
        if ((token(m, i)->upos != CASUS_PROPN && h->length == 1 && !(token(m, i)->flags & CASUS_T_UPPER) && !(token(m, i)->upos == CASUS_ADJ && large_place(m, e))) || (h->length == 1 && (heads_longer_name(m, i, end) || name_part(m, i) || (person_tagged(m, i) && ((!large_place(m, e) && !place_stands(m, i)) || name_goes_on(m, end) || forename_before(m, i) || (token(m, i)->label == CASUS_APPOS))) || told_person(m, i, e) || (token(m, i)->label == CASUS_FLAT && forename_before(m, i)))))
            return PIECE_NONE;
        return PIECE_PLACE;
    default:
        if (not_yet(m, e))
            return PIECE_NONE;
        if (h->name == NAME_NOUN)
            return token(m, end - 1)->upos == CASUS_VERB ? PIECE_NONE : PIECE_NOUN;
        if (h->name == NAME_CAPITAL) /* "Brussels said": the city, wherever it does not act */
            return token(m, i)->label == CASUS_NSUBJ && token(m, token(m, i)->head)->upos == CASUS_VERB ? PIECE_BODY : PIECE_NONE;
        return PIECE_BODY;
    }
}

/* ---- pieces ---- */

static void piece_add(mentions *m, const piece *p)
{
    if (m->n_pieces == m->room_pieces) {
        uint32_t room = m->room_pieces ? m->room_pieces * 2 : 64;
        piece *bigger = ARENA_ARRAY(&m->at.d->memory, piece, room);
        if (m->n_pieces)
            memcpy(bigger, m->pieces, m->n_pieces * sizeof *bigger);
        m->pieces = bigger, m->room_pieces = room;
    }
    m->pieces[m->n_pieces++] = *p;
}

/* "in HOUSTON", "shelled DOUMA": a family name alone that is also a town's means the town, unless its bearer has been named, has a
 * title, or heads a state. */
static const phrase_hit *town_rather(const mentions *m, casus_ref i, const phrase_hit *hits, uint32_t length)
{
    const phrase_hit *town = NULL;
    if ((person_tagged(m, i) && !place_stands(m, i)) || (m->n_pieces && m->pieces[m->n_pieces - 1].end == i && m->pieces[m->n_pieces - 1].kind == PIECE_ROLE) || (i > m->at.first && (word_at(&m->at, i - 1)->is & W_HONOUR)))
        return NULL;
    for (const phrase_hit *h = hits; h && h->length == length; h = h->next) {
        const entry *e = knowledge_entry(m->k, h->entry);
        if (e->kind == ENTRY_PERSON && (cast_entry(m, e) || headed_state(m, e)))
            return NULL;
        if (!town && e->kind == ENTRY_PLACE && large_place(m, e) && hit_kind(m, i, h))
            town = h;
    }
    return town;
}

/* The best meaning at token i: the longest that fits, among equals the lowest piece_kind. */
static bool piece_at(const mentions *m, casus_ref i, const phrase_hit *hits, piece *p)
{
    *p = (piece){0};
    for (const phrase_hit *h = hits; h; h = h->next) {
        if (p->kind && h->length < p->length)
            break;
        piece_kind kind = hit_kind(m, i, h);
        if (!kind)
            continue;
        bool place = kind == PIECE_PLACE || kind == PIECE_COUNTRY || kind == PIECE_CAPITAL;
        if (!p->kind || kind < p->kind)
            *p = (piece){.first = i, .end = i + h->length, .kind = (uint8_t)kind, .entry = knowledge_entry(m->k, h->entry),
                         .hits = p->kind ? p->hits : h, .length = h->length, .place = p->place};
        p->place |= place;
    }
    const phrase_hit *town = p->kind == PIECE_SHORT && p->place ? town_rather(m, i, p->hits, p->length) : NULL;
    if (town)
        p->kind = PIECE_PLACE, p->entry = knowledge_entry(m->k, town->entry);
    p->place = p->place && p->kind != PIECE_ROLE && p->kind != PIECE_NOUN; /* "Police" is a town too */
    return p->kind != PIECE_NONE;
}

const entry *piece_meaning(const mentions *m, const piece *p, entry_kind kind, name_kind name)
{
    for (const phrase_hit *h = p->hits; h && h->length == p->length; h = h->next) {
        const entry *e = knowledge_entry(m->k, h->entry);
        if (e->kind == kind && (!name || h->name == name))
            return e;
    }
    return NULL;
}

/* News drops the Arabic article of a family name: "Assad" for "al-Assad". */
static bool piece_without_article(const mentions *m, casus_ref i, piece *p)
{
    if (!is_name(m, i) || (i > m->at.first && str_is(token_str(&m->at, i - 1), "-")))
        return false;
    casus_sym norms[2] = {symtab_find(m->at.d->names, "al", 2), token(m, i)->norm};
    phrase_hit *hits = norms[0] ? phrase_find(m->k, &m->at.d->memory, norms, 2) : NULL;
    for (phrase_hit *h = hits; h && h->length == 2; h = h->next)
        h->length = 1;
    if (!hits || knowledge_entry(m->k, hits->entry)->kind != ENTRY_PERSON)
        return false;
    return piece_at(m, i, hits, p) && p->kind == PIECE_SHORT;
}

/* "the North" in a story that has named North Korea, "the South" beside it. */
static bool piece_half_of_korea(const mentions *m, casus_ref i, piece *p)
{
    bool north = str_is(token_str(&m->at, i), "North"), south = str_is(token_str(&m->at, i), "South");
    casus_sym pyongyang = symtab_find(m->at.d->names, "PRK", 3), seoul = symtab_find(m->at.d->names, "KOR", 3);
    bool alone = i > m->at.first && word_is(&m->at, i - 1, "the") && (i + 1 >= m->at.end || !(token(m, i + 1)->flags & CASUS_T_TITLE)) && !word_is(&m->at, i + 1, "of");
    if ((!north && !south) || !alone || !pyongyang || !seoul || !country_told(m, pyongyang) || (south && !country_told(m, seoul)))
        return false;
    const entry *e = knowledge_country(m->k, north ? pyongyang : seoul);
    *p = (piece){.first = i, .end = i + 1, .kind = PIECE_COUNTRY, .entry = e, .length = 1, .place = true};
    return e != NULL;
}

void pieces_find(mentions *m)
{
    casus_ref n = m->at.end - m->at.first;
    casus_sym *norms = ARENA_ARRAY(&m->at.d->memory, casus_sym, n + 1);
    for (casus_ref i = 0; i < n; i++) /* a hyphen is passed over inside names */
        norms[i] = str_is(token_str(&m->at, m->at.first + i), "-") ? 0 : token(m, m->at.first + i)->norm;
    m->n_pieces = 0;
    for (casus_ref i = m->at.first; i < m->at.end;) {
        piece p;
        uint8_t upos = token(m, i)->upos;
        bool skip = !(token(m, i)->flags & CASUS_T_WORD) || upos == CASUS_PUNCT || (m->taken[i - m->at.first] & TAKEN_TIME);
        const phrase_hit *hits = skip ? NULL : phrase_find(m->k, &m->at.d->memory, norms + (i - m->at.first), m->at.end - i);
        bool found = (!skip && piece_half_of_korea(m, i, &p)) || (hits && piece_at(m, i, hits, &p)) || (!skip && !hits && piece_without_article(m, i, &p));
        if (!found) {
            i++;
            continue;
        }
        piece_add(m, &p);
        i = p.end;
    }
}

/* ---- phrases ---- */

static const piece *piece_of(const mentions *m, uint32_t at, casus_ref i)
{
    return at < m->n_pieces && m->pieces[at].first == i ? &m->pieces[at] : NULL;
}

/* A word that may stand in a noun phrase before its head, or be the head. */
static bool nominal(const mentions *m, casus_ref i)
{
    const casus_token *t = token(m, i);
    switch (t->upos) {
    case CASUS_NOUN: case CASUS_PROPN: case CASUS_ADJ: case CASUS_NUM:
        return !(m->taken[i - m->at.first] & TAKEN_TIME);
    case CASUS_VERB: /* "besieged troops", not "five strikes engaged six units" */
        return (t->label == CASUS_AMOD || t->label == CASUS_COMPOUND) && t->head > i && t->head < i + 5 &&
               !(i > m->at.first && (token(m, i - 1)->upos == CASUS_NOUN || token(m, i - 1)->upos == CASUS_PROPN));
    case CASUS_SYM: case CASUS_X: case CASUS_ADP:
        return t->label == CASUS_COMPOUND || t->label == CASUS_FLAT;
    default:
        return false;
    }
}

static bool glued_hyphen(const mentions *m, casus_ref i)
{
    return i > m->at.first && i + 1 < m->at.end && str_is(token_str(&m->at, i), "-") && token_glued(&m->at, i) && token_glued(&m->at, i + 1);
}

/* The token of [first, end) whose head lies outside; an argument rather than a stray one. */
static casus_ref top_of(const mentions *m, casus_ref first, casus_ref end)
{
    casus_ref top = CASUS_NONE;
    for (casus_ref i = first; i < end; i++) {
        casus_ref head = token(m, i)->head;
        if ((head >= first && head < end && head != i) || token(m, i)->upos == CASUS_PUNCT || token(m, i)->upos == CASUS_DET || token(m, i)->upos == CASUS_ADP)
            continue;
        uint8_t label = token(m, i)->label;
        if (top == CASUS_NONE || label == CASUS_NSUBJ || label == CASUS_NSUBJ_PASS || label == CASUS_OBJ)
            top = i;
    }
    return top == CASUS_NONE ? end - 1 : top;
}

/* Do the word before `at` and the unit [at, end) belong to one phrase? */
static bool joined(const mentions *m, casus_ref first, casus_ref at, casus_ref end)
{
    casus_ref a = top_of(m, first, at), b = top_of(m, at, end);
    casus_ref goal_a = token(m, a)->head, goal_b = token(m, b)->head;
    if ((goal_a >= at && goal_a < end) || (goal_b >= first && goal_b < at) || goal_a == goal_b)
        return true;
    if (goal_a > at && goal_a < m->at.end && goal_a < at + 6 && (token(m, goal_a)->upos == CASUS_NOUN || token(m, goal_a)->upos == CASUS_PROPN))
        return true; /* a premodifier of a head further on */
    uint8_t la = token(m, a)->label;
    return la == CASUS_COMPOUND || la == CASUS_AMOD || la == CASUS_NMOD_DESC || la == CASUS_FLAT;
}

static void phrase_add(mentions *m, const phrase *p)
{
    if (m->n_phrases == m->room_phrases) {
        uint32_t room = m->room_phrases ? m->room_phrases * 2 : 64;
        phrase *bigger = ARENA_ARRAY(&m->at.d->memory, phrase, room);
        if (m->n_phrases)
            memcpy(bigger, m->phrases, m->n_phrases * sizeof *bigger);
        m->phrases = bigger, m->room_phrases = room;
    }
    m->phrases[m->n_phrases++] = *p;
}

/* Some neighbours belong together whatever the tree says: a title and a name ("Minister Sergei
 * Lavrov"), a country and a role ("US officials"), a number and its noun ("three Palestinians"). */
static bool always_joined(const mentions *m, const piece *before, const piece *now, casus_ref next)
{
    bool country = before && (before->kind == PIECE_COUNTRY || before->kind == PIECE_ADJ || before->kind == PIECE_BODY);
    if (before && now && before->kind == PIECE_ROLE && (now->kind == PIECE_PERSON || now->kind == PIECE_SHORT))
        return true;
    if (country && now && now->kind == PIECE_ROLE)
        return true;
    return token(m, next - 1)->upos == CASUS_NUM && now && (now->kind == PIECE_ROLE || now->kind == PIECE_PEOPLE);
}

/* "Minister for the Middle East | Tobias Ellwood": a person's name begins behind the place he is minister for. */
static bool person_begins(const mentions *m, const piece *before, casus_ref next)
{
    const casus_token *t = token(m, next);
    uint8_t last = token(m, next - 1)->name & 7;
    return (t->name & 7) == CASUS_PER && (t->name & 16) && t->upos == CASUS_PROPN && last == CASUS_LOC && token(m, next - 1)->upos == CASUS_PROPN &&
           !(before && before->end == next && before->kind == PIECE_ROLE);
}

/* The longest phrase from token i; its pieces are those of m->pieces from *at on. */
static phrase phrase_from(const mentions *m, casus_ref i, uint32_t *at)
{
    phrase p = {.first = i, .end = i, .p0 = *at, .owner = CASUS_NONE, .pronoun = CASUS_NONE};
    const piece *before = NULL;
    while (p.end < m->at.end && p.end < i + MAX_PHRASE) {
        casus_ref next = p.end > i && glued_hyphen(m, p.end) ? p.end + 1 : p.end;
        const piece *unit = piece_of(m, *at, next);
        if (!unit && !(next < m->at.end && nominal(m, next)))
            break;
        casus_ref end = unit ? unit->end : next + 1;
        if (p.end > i && next == p.end && !always_joined(m, before, unit, next) && !joined(m, i, next, end))
            break;
        if (p.end > i && next == p.end && person_begins(m, before, next))
            break;
        if (before && !unit && before->kind == PIECE_ROLE && before->end == next && shouted(m, next))
            break; /* "FARM MINISTER | ATTACKS SUBSIDIES" */
        if (before && before->kind == PIECE_PERSON && unit && unit->kind != PIECE_ROLE)
            break; /* a full name closes its phrase */
        before = unit;
        p.end = end;
        *at += unit != NULL;
    }
    while (p.first + 1 < p.end && ((word_at(&m->at, p.first)->is & W_ABOUT) || word_is(&m->at, p.first, "least") || word_is(&m->at, p.first, "most")))
        p.first++; /* "estimated 100,000 troops", "at least 10 soldiers": the number's words */
    p.p1 = *at;
    p.head = p.end > i ? top_of(m, i, p.end) : i;
    return p;
}

static bool possessive_mark(const mentions *m, casus_ref i)
{
    return i < m->at.end && token(m, i)->upos == CASUS_PART && token(m, i)->label == CASUS_CASE && !(token(m, i)->flags & CASUS_T_DIGIT);
}

/* What stands before: article, possessive pronoun, or the owner with its "'s". */
static void phrase_lead(const mentions *m, phrase *p)
{
    if (p->first == m->at.first)
        return;
    casus_ref lead = p->first - 1;
    p->definite = word_is(&m->at, lead, "the") || word_is(&m->at, lead, "this") || word_is(&m->at, lead, "that") || word_is(&m->at, lead, "these") || word_is(&m->at, lead, "both");
    const word *w = word_at(&m->at, lead);
    if ((w->is & W_PRONOUN) && w->unit == 'p')
        p->pronoun = lead;
    const phrase *owner = m->n_phrases ? &m->phrases[m->n_phrases - 1] : NULL;
    if (owner && owner->possessive && owner->end == lead)
        p->owner = m->n_phrases - 1;
}

void phrases_find(mentions *m)
{
    uint32_t at = 0;
    m->n_phrases = 0;
    for (casus_ref i = m->at.first; i < m->at.end;) {
        while (at < m->n_pieces && m->pieces[at].first < i)
            at++; /* a piece that began inside an earlier phrase's last word */
        phrase p = phrase_from(m, i, &at);
        if (p.end == i) {
            i++;
            continue;
        }
        p.possessive = possessive_mark(m, p.end);
        phrase_lead(m, &p);
        phrase_add(m, &p);
        i = p.end;
    }
}
