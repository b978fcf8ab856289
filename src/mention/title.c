/* What does a phrase say of its actor?
 *
 *   "Russian Deputy Foreign Minister Sergei Ryabkov"   RUS GOV, deputy foreign minister, Sergei Ryabkov
 *   "a Hamas spokesman"                                PSE REB: a spokesman has the sector of his owner
 *   "the former French president"                      FRA ELI
 *   "two Moroccans"                                    MAR CVL
 *   "Russian aggression"                               nobody: its head is no actor
 *
 * The words are read from left to right. Adjectives, countries, seats and bodies give a country (the
 * last one before the head wins: "US-based Syrian activists"), bodies and roles a sector, the head
 * decides what kind of actor it is. Roles marked `owner` in actors/roles.txt take the sector of what
 * stands before them ("police chief", "rebel leader", "NATO officials"). */
#include "mention/mention.h"

static const casus_token *token(const mentions *m, casus_ref i)
{
    return &m->at.d->doc.tokens[i];
}

static bool sector_is(const mentions *m, casus_sym sector, const char *code)
{
    return sector && strcmp(symtab_name(m->at.d->names, sector), code) == 0;
}

static casus_sym known_sym(const mentions *m, const char *name)
{
    return symtab_find(m->at.d->names, name, strlen(name));
}

static casus_sym phrase_text(mentions *m, casus_ref first, casus_ref end)
{
    str s = document_str(m->at.d, (casus_span){token(m, first)->at.begin, token(m, end - 1)->at.end});
    return symtab_add(m->at.d->names, s.p, s.n);
}

/* ---- who is meant by a family name ---- */

static bool in_office(const mentions *m, const entry *e)
{
    bool former;
    return tenure_now(m, e, &former) && !former;
}

static int32_t newest_start(const entry *e, int32_t day)
{
    int32_t newest = 0;
    for (uint32_t i = 0; i < e->n_tenures; i++)
        if (e->tenures[i].from > newest && (!day || e->tenures[i].from <= day))
            newest = e->tenures[i].from;
    return newest;
}

/* "Secretary" means a secretary of state, "Minister" a foreign minister. */
bool title_means(const mentions *m, casus_sym said, casus_sym office)
{
    const char *s = symtab_name(m->at.d->names, said), *o = symtab_name(m->at.d->names, office);
    size_t n = strlen(s), k = strlen(o);
    return said == office || (k > n && ((strncmp(s, o, n) == 0 && o[n] == ' ') || (strcmp(o + k - n, s) == 0 && o[k - n - 1] == ' ')));
}

/* "President Bush": the one who had that office, rather than another Bush. */
static bool held_title(const mentions *m, const piece *p, const entry *e)
{
    const piece *title = p > m->pieces && p < m->pieces + m->n_pieces && p[-1].end == p->first && p[-1].kind == PIECE_ROLE ? p - 1 : NULL;
    for (uint32_t i = 0; title && i < e->n_tenures; i++)
        if (title_means(m, title->entry->name, e->tenures[i].title))
            return true;
    return false;
}

/* Heads of states and governments are meant by their family name more often than others: 2 when they are in office, 1 when they
 * were. "Kim" is the leader of North Korea, not a minister in Seoul. */
int headed_state(const mentions *m, const entry *e)
{
    static const char *const heads[] = {"president", "prime minister", "supreme leader", "leader", "chancellor", "king", "emir", "sultan", NULL};
    int best = 0;
    for (uint32_t i = 0; i < e->n_tenures; i++) {
        const tenure *t = &e->tenures[i];
        bool head = false, now = m->day && t->from <= m->day && (!t->until || m->day <= t->until);
        const char *country = symtab_name(m->at.d->names, t->country);
        bool body = strcmp(country, "IGO") == 0 || strcmp(country, "UNO") == 0 || strcmp(country, "EUR") == 0; /* a bank's president heads no state */
        for (const char *const *h = heads; t->title && !body && *h; h++)
            head |= strcmp(symtab_name(m->at.d->names, t->title), *h) == 0;
        head |= body && t->title && strcmp(symtab_name(m->at.d->names, t->title), "secretary general") == 0;
        best = head && best < 1 + now ? 1 + now : best;
    }
    return best;
}

/* "Guterres" alone is the Secretary-General; in a story from Dili he is its president. */
static int nearness(const mentions *m, const entry *e)
{
    static const char *const worldwide[] = {"UNO", "IGO", "EUR", NULL};
    bool former = false;
    const tenure *t = tenure_now(m, e, &former);
    if (!t || former)
        return 0;
    for (const char *const *w = worldwide; *w; w++)
        if (strcmp(symtab_name(m->at.d->names, t->country), *w) == 0)
            return 1;
    return country_told(m, t->country) ? 4 : 0;
}

const entry *title_person(const mentions *m, const piece *p)
{
    const entry *best = NULL;
    int best_score = -1;
    for (const phrase_hit *h = p->hits; h && h->length == p->length; h = h->next) {
        const entry *e = knowledge_entry(m->k, h->entry);
        if (e->kind != ENTRY_PERSON)
            continue;
        int score = (cast_entry(m, e) ? 8 : 0) + (in_office(m, e) ? 2 : 0) + (held_then(m, e) ? 4 : 0) + (held_title(m, p, e) ? 16 : 0) + headed_state(m, e) + nearness(m, e);
        bool newer = best && newest_start(e, m->day) > newest_start(best, m->day);
        if (score > best_score || (score == best_score && newer))
            best = e, best_score = score;
    }
    return best;
}

/* ---- reading the pieces ---- */

/* "Iran-backed", "Saudi-led", "pro-Russian", "anti-government": not what the head itself is. */
static bool only_side(const mentions *m, const piece *p)
{
    casus_ref after = p->end;
    if (after + 1 < m->at.end && str_is(token_str(&m->at, after), "-") && token_glued(&m->at, after) && token_glued(&m->at, after + 1)) {
        str s = token_str(&m->at, after + 1);
        bool based = str_is(s, "based") || str_is(s, "born");
        if (!based && (str_ends(s, "ed") || str_is(s, "led")))
            return true;
    }
    if (p->first < m->at.first + 2 || !str_is(token_str(&m->at, p->first - 1), "-") || !token_glued(&m->at, p->first))
        return false;
    return word_is(&m->at, p->first - 2, "pro") || word_is(&m->at, p->first - 2, "anti") || word_is(&m->at, p->first - 2, "non");
}

static bool former_word(const mentions *m, const phrase *p)
{
    for (casus_ref i = p->first; i < p->end; i++)
        if (word_at(&m->at, i)->is & W_FORMER)
            return true;
    return false;
}

static void take_codes(identity *id, const tenure *t)
{
    if (t->country)
        id->country = t->country;
    id->sector = t->sector;
    id->sector2 = t->sector2;
}

/* "Moscow", "Russian" in 1987 are the Soviet Union's: of several states of this name the one that was there. */
static const entry *state_then(const mentions *m, const piece *p)
{
    bool former;
    for (const phrase_hit *h = p->hits; h && h->length == p->length; h = h->next) {
        const entry *e = knowledge_entry(m->k, h->entry);
        if (e->kind == ENTRY_COUNTRY && tenure_now(m, e, &former) && !former)
            return e;
    }
    return p->entry;
}

static void take_country(mentions *m, identity *id, const piece *p)
{
    bool former;
    const entry *e = state_then(m, p);
    const tenure *t = tenure_now(m, e, &former);
    if (t)
        take_codes(id, t);
    id->kind = CASUS_A_STATE;
    id->gender = 'i';
    id->entry = e;
    id->rule = e->rule;
    id->name = e->name;
    if (p->first > m->at.first && word_is(&m->at, p->first - 1, "ethnic") && (p->kind == PIECE_PEOPLE || p->kind == PIECE_ADJ))
        id->country = 0, id->entry = NULL, id->name = 0; /* "ethnic Albanians" live elsewhere */
    if (p->kind == PIECE_PEOPLE) {
        id->kind = CASUS_A_GROUP;
        id->sector = known_sym(m, "CVL");
        id->sector2 = 0;
        id->name = 0;
        id->plural = (token(m, p->end - 1)->morph & CASUS_PLUR) != 0;
        id->gender = id->plural ? 't' : 0;
        id->person = !id->plural;
        id->entry = NULL;
    }
}

/* "Russian troops" is listed as a name of the Russian forces; its noun is a role all the same. */
static void body_noun(mentions *m, identity *id, const piece *p)
{
    casus_ref last = p->end - 1;
    if ((token(m, last)->flags & (CASUS_T_TITLE | CASUS_T_UPPER)) || token(m, last)->upos != CASUS_NOUN)
        return;
    const phrase_hit *h = phrase_find(m->k, &m->at.d->memory, &token(m, last)->norm, 1);
    for (; h; h = h->next)
        if (knowledge_entry(m->k, h->entry)->kind == ENTRY_ROLE) {
            id->role = knowledge_entry(m->k, h->entry)->name;
            break;
        }
    if (token(m, last)->morph & CASUS_PLUR)
        id->plural = 1, id->gender = 't', id->kind = CASUS_A_GROUP;
}

/* "Santa Marta Self Defense Forces" are not Japan's: a name that the knowledge has not stands before theirs. */
static bool name_before(const mentions *m, casus_ref first)
{
    if (first == m->at.first)
        return false;
    const casus_token *t = token(m, first - 1);
    return t->upos == CASUS_PROPN && (t->flags & CASUS_T_TITLE) && (t->label == CASUS_COMPOUND || t->label == CASUS_FLAT) && t->head >= first && !(word_at(&m->at, first - 1)->is & W_HONOUR);
}

/* A name made of a common noun: "Conservative Party", "Defence Ministry", "National Assembly". */
static bool common_body(const mentions *m, const piece *p, const tenure *t)
{
    static const char *const sectors[] = {"PTY", "GOV", "LEG", "MIL", "JUD", "COP", "OPP", NULL};
    bool common = false;
    for (const char *const *s = sectors; *s; s++)
        common = common || sector_is(m, t->sector, *s);
    for (casus_ref i = p->first; i < p->end; i++) /* "Assad regime": one person's */
        for (const phrase_hit *h = phrase_find(m->k, &m->at.d->memory, &token(m, i)->norm, 1); h; h = h->next)
            common = common && !(h->name == NAME_SHORT && knowledge_entry(m->k, h->entry)->kind == ENTRY_PERSON);
    if (!common)
        return false;
    const phrase_hit *h = phrase_find(m->k, &m->at.d->memory, &token(m, p->end - 1)->norm, 1);
    for (; h; h = h->next)
        if (knowledge_entry(m->k, h->entry)->kind == ENTRY_ROLE)
            return true;
    return false;
}

/* The one of several bodies of this name ("Conservative Party", "Senate") whose country the document
 * names most; NULL when it names others only, and the name is one that many countries have. */
static const entry *body_meant(const mentions *m, const piece *p)
{
    const entry *best = NULL;
    uint32_t most = 0;
    bool former;
    for (const phrase_hit *h = p->hits; h && h->length == p->length; h = h->next) {
        const entry *e = knowledge_entry(m->k, h->entry);
        const tenure *t = e->kind == p->entry->kind && h->name == NAME_NAME ? tenure_now(m, e, &former) : NULL;
        uint32_t n = t ? country_told(m, t->country) : 0;
        if (n > most)
            best = e, most = n;
    }
    const tenure *t = tenure_now(m, p->entry, &former);
    if (best || !m->n_told || !t || !knowledge_country(m->k, t->country))
        return best ? best : p->entry;
    return common_body(m, p, t) ? NULL : p->entry;
}

static void take_body(mentions *m, identity *id, const piece *p)
{
    bool others = p->entry->kind == ENTRY_AGENCY && !id->country && !id->role && name_before(m, p->first) && !(p > m->pieces && p[-1].end == p->first);
    bool former;
    const entry *meant = body_meant(m, p), *e = meant ? meant : p->entry;
    const tenure *t = tenure_now(m, e, &former);
    casus_sym said = id->country; /* "Italian Senate" */
    if (!t && e->n_tenures)
        t = &e->tenures[0];
    if (t)
        take_codes(id, t);
    id->kind = e->kind == ENTRY_GROUP ? CASUS_A_GROUP : CASUS_A_BODY;
    id->gender = 'i';
    id->entry = e;
    id->rule = e->rule;
    id->name = e->name;
    if (!meant) {
        id->country = said, id->entry = NULL;
        id->name = phrase_text(m, p->first, p->end);
        id->role = id->name; /* of the country that the story is about */
    }
    if (sector_is(m, id->sector, "BUS") || sector_is(m, id->sector, "JRN")) {
        id->entry = NULL; /* one line lists several firms or papers of a country */
        id->name = phrase_text(m, p->first, p->end);
    }
    if (others)
        id->country = 0, id->entry = NULL, id->name = 0;
    body_noun(m, id, p);
}

/* A person of the knowledge: the office of the day, or ELI when it is over. */
static void take_person(mentions *m, identity *id, const entry *e)
{
    bool former;
    const tenure *t = tenure_now(m, e, &former);
    casus_sym role = id->role;
    if (!t && e->n_tenures)
        t = &e->tenures[0];
    for (uint32_t i = 0; !m->day && role && i < e->n_tenures; i++)
        if (e->tenures[i].title == role)
            t = &e->tenures[i]; /* undated: "President Hollande" tells the time himself */
    bool other_office = !former && t && id->role_entry && (id->role_entry->flags & ENTRY_PERSON_ROLE) && t->title && t->title != role && id->sector && !sector_is(m, t->sector, "GOV") && !sector_is(m, t->sector, "MIL");
    if (other_office) /* "Deputy Minister Kartapolov", by now a member of parliament */
        id->country = t->country ? t->country : id->country;
    else if (t)
        take_codes(id, t);
    if (former)
        id->sector = known_sym(m, "ELI"), id->sector2 = 0;
    else if (t && t->title && !role)
        id->role = t->title;
    id->kind = CASUS_A_PERSON;
    id->gender = e->gender;
    id->person = true;
    id->entry = e;
    id->rule = e->rule;
    id->name = e->name;
}

/* "White House official", "Palestinian official" are roles that begin with a country's name. */
static casus_sym country_in_role(const mentions *m, const piece *p)
{
    for (const phrase_hit *h = p->hits; h; h = h->next) {
        const entry *e = knowledge_entry(m->k, h->entry);
        if (h->length < p->length && e->kind == ENTRY_COUNTRY && h->upper && h->name != NAME_NOUN && e->n_tenures)
            return e->tenures[e->n_tenures - 1].country;
    }
    return 0;
}

static bool armed(const mentions *m, casus_sym sector)
{
    return sector_is(m, sector, "REB") || sector_is(m, sector, "UAF") || sector_is(m, sector, "PRM") || sector_is(m, sector, "CRM") || sector_is(m, sector, "COP");
}

/* "Russian forces" and "NATO forces" stay soldiers whoever owns them; "Houthi forces" are rebels. Peoples
 * and faiths leave the sector to the noun: "Sunni tribesmen". */
static bool keeps_sector(const mentions *m, const identity *id, const tenure *t)
{
    if (!t)
        return false;
    if (sector_is(m, id->sector, "CVL") || sector_is(m, id->sector, "REL"))
        return true;
    return (sector_is(m, t->sector, "MIL") || sector_is(m, t->sector, "REB")) && !armed(m, id->sector);
}

/* "Deputy Defence Minister General Pavel Popov" has an office and a rank: the office is what he acts for. */
static bool rank_of_minister(const mentions *m, const identity *id, const entry *e, const tenure *t)
{
    return id->role_entry && (id->role_entry->flags & ENTRY_TITLE) && (e->flags & ENTRY_TITLE) && sector_is(m, id->sector, "GOV") && t && sector_is(m, t->sector, "MIL");
}

/* "an army doctor", "police psychologists": the trade is second to whom it is done for. */
static bool trade_of_force(const mentions *m, const identity *id, const entry *e, const tenure *t)
{
    static const char *const trades[] = {"BUS", "MED", "EDU", "REL", "JRN"};
    bool force = sector_is(m, id->sector, "MIL") || sector_is(m, id->sector, "COP"), trade = false;
    for (size_t i = 0; force && t && i < sizeof trades / sizeof *trades; i++)
        trade |= sector_is(m, t->sector, trades[i]);
    return trade && id->role_entry && (id->role_entry->flags & ENTRY_BODY_ROLE) && !(e->flags & ENTRY_BODY_ROLE);
}

/* A role after what its phrase has said so far. */
static void take_role(mentions *m, identity *id, const piece *p)
{
    bool former;
    const tenure *t = tenure_now(m, p->entry, &former);
    const entry *e = p->entry;
    bool body_before = id->kind == CASUS_A_BODY || id->kind == CASUS_A_GROUP;
    bool owned = (e->flags & ENTRY_OWNER) && (id->sector || body_before) && id->kind != CASUS_A_STATE && !keeps_sector(m, id, t);
    owned = owned || (id->kind == CASUS_A_GROUP && armed(m, id->sector) && t && (sector_is(m, t->sector, "CRM") || sector_is(m, t->sector, "UAF"))); /* "ISIL gang leader" */
    if (rank_of_minister(m, id, e, t) || trade_of_force(m, id, e, t))
        id->sector2 = t->sector;
    else if (t && !owned)
        id->sector = t->sector, id->sector2 = t->sector2;
    if (id->sector && sector_is(m, id->sector, "UNK") && body_before)
        id->sector = 0;
    bool plural = (token(m, p->end - 1)->morph & CASUS_PLUR) != 0;
    if (!id->country && p->length > 1)
        id->country = country_in_role(m, p);
    id->role = e->name;
    id->role_entry = e;
    id->rule = e->rule;
    id->name = 0;
    id->entry = NULL;
    id->plural = plural;
    id->person = (e->flags & ENTRY_PERSON_ROLE) && !plural;
    id->kind = id->person ? CASUS_A_PERSON : (e->flags & ENTRY_BODY_ROLE) && (!plural || sector_is(m, e->tenures[0].sector, "SOC")) ? CASUS_A_BODY : CASUS_A_GROUP;
    id->gender = plural ? 't' : id->person ? 0 : 'i';
}

static bool nobody(const entry *e)
{
    return (e->flags & ENTRY_NOBODY) != 0;
}

/* "oil well heads", "bridge heads": the top of a thing, not of a body. */
static bool head_of_thing(const mentions *m, const piece *p)
{
    static const char *const measured[] = {"currency", "housing", "business", "production", "power", "monetary", "storage", NULL};
    for (const char *const *x = measured; word_is(&m->at, p->end - 1, "units") && *x; x++)
        if (word_is(&m->at, p->first - 1, *x))
            return true;
    static const char *const thing[] = {"well", "bridge", "rail", "beach", "spear", "trail", "rivers", "cylinder", "shower", "letter", "war", "missile", "torpedo", "pump", NULL};
    if (!word_is(&m->at, p->end - 1, "head") && !word_is(&m->at, p->end - 1, "heads"))
        return false;
    for (const char *const *x = thing; p->end - p->first == 1 && *x; x++)
        if (word_is(&m->at, p->first - 1, *x))
            return true;
    return false;
}

/* "Incirlik Air Base", "Tharthar Barrage", "Operation Inherent Resolve": named things nobody is. */
static bool thing_named(const mentions *m, casus_ref first, casus_ref last)
{
    static const char *const things[] = {"base", "airport", "airfield", "airbase", "dam", "barrage", "bridge", "street", "road", "square", "river", "lake", "mountain", "mountains", "hotel",
                                         "building", "prison", "barracks", "museum", "stadium", "park", "port", "harbor", "harbour", "station", "pass", "valley", "province", "district", "county",
                                         "village", "island", "islands", "sea", "gulf", "ocean", "strait", "canal", "peninsula", "desert", "hills", "heights", "plateau", "gate", "camp", "airstrip",
                                         "refinery", "pipeline", "plant", "avenue", "boulevard", "highway", "cemetery", "resolution", "act", "treaty", "war", "festival", "award", "prize", "cup",
                                         "day", "agreement", "convention", "protocol", "plan", "summit", "conference", NULL};
    for (const char *const *x = things; *x; x++)
        if (word_is(&m->at, last, *x))
            return true;
    return word_is(&m->at, first, "operation") && last > first;
}

/* Aircraft, ships and tanks of a country or a coalition act for its forces: "Russian warplanes bombed ...". */
static bool machine_acts(mentions *m, identity *id, const piece *p)
{
    const char *figure = symtab_name(m->at.d->names, p->entry->figure);
    bool force = p > m->pieces && p[-1].end == p->first && word_is(&m->at, p[-1].first, "coalition");
    bool armour = strcmp(figure, "vehicles") == 0 && (word_is(&m->at, p->end - 1, "tanks") || word_is(&m->at, p->end - 1, "tank") || word_is(&m->at, p->first, "armoured") || word_is(&m->at, p->first, "armored"));
    if ((!id->country && !force) || (strcmp(figure, "aircraft") != 0 && strcmp(figure, "ships") != 0 && !armour))
        return false;
    take_role(m, id, p);
    id->sector = known_sym(m, "MIL");
    id->sector2 = 0;
    return true;
}

/* ---- names the knowledge has not ---- */

/* The last word of an unknown name that ends the phrase; CASUS_NONE when its end is known. */
static casus_ref name_end(const mentions *m, const phrase *p)
{
    casus_ref last = p->end - 1;
    if (p->p1 > p->p0 && m->pieces[p->p1 - 1].end == p->end)
        return CASUS_NONE;
    return token(m, last)->upos == CASUS_PROPN && (token(m, last)->flags & (CASUS_T_TITLE | CASUS_T_UPPER)) ? last : CASUS_NONE;
}

static casus_ref name_begin(const mentions *m, const phrase *p)
{
    casus_ref begin = p->p1 > p->p0 ? m->pieces[p->p1 - 1].end : p->first;
    while (begin + 1 < p->end && (token(m, begin)->upos != CASUS_PROPN || (word_at(&m->at, begin)->is & W_HONOUR)))
        begin++;
    return begin;
}

static char honour_gender(const mentions *m, const phrase *p, bool *honour)
{
    *honour = false;
    for (casus_ref i = p->first; i < p->end; i++)
        if (word_at(&m->at, i)->is & W_HONOUR) {
            *honour = true;
            return (char)word_at(&m->at, i)->value;
        }
    return 0;
}

/* 'h' or 's' of text/forenames.txt; 0 when the name does not tell. */
static char forename_gender(const mentions *m, casus_ref i)
{
    const char *key = symtab_name(m->at.d->names, knowledge_key(m->k, "text/forenames", token(m, i)->norm));
    return *key;
}

static bool after_title(const mentions *m, const phrase *p, const identity *id)
{
    return id->role_entry && (id->role_entry->flags & ENTRY_PERSON_ROLE) && p->p1 > p->p0 && m->pieces[p->p1 - 1].kind == PIECE_ROLE &&
           m->pieces[p->p1 - 1].end < p->end && !(token(m, m->pieces[p->p1 - 1].end - 1)->morph & CASUS_PLUR);
}

static bool person_role_ends(const mentions *m, const phrase *p)
{
    const piece *last = p->p1 > p->p0 ? &m->pieces[p->p1 - 1] : NULL;
    return last && last->end == p->end && last->kind == PIECE_ROLE && (last->entry->flags & ENTRY_PERSON_ROLE);
}

static bool verb_between(const mentions *m, casus_ref first, casus_ref end)
{
    for (casus_ref i = first; i < end; i++)
        if (token(m, i)->upos == CASUS_VERB || token(m, i)->upos == CASUS_AUX)
            return true;
    return false;
}

/* "Tobias Ellwood, Minister for ...", "a spokesman for the office, Rupert Colville": a capitalised
 * name set off by a comma beside a person's role is that person's. */
static bool beside_role(const mentions *m, const phrase *p)
{
    if (p < m->phrases || p >= m->phrases + m->n_phrases || p->p1 > p->p0 || p->end - p->first > 5 || p->end - p->first < 2)
        return false;
    for (casus_ref i = p->first; i < p->end; i++)
        if (token(m, i)->upos != CASUS_PROPN)
            return false;
    const phrase *next = p + 1 < m->phrases + m->n_phrases ? p + 1 : NULL;
    if (next && p->end < m->at.end && str_is(token_str(&m->at, p->end), ",") && next->first <= p->end + 2 && person_role_ends(m, next))
        return true;
    if (p->first == m->at.first || !str_is(token_str(&m->at, p->first - 1), ",") || token(m, p->head)->label == CASUS_CONJ)
        return false;
    for (const phrase *before = p; before > m->phrases && before > p - 4;)
        if (person_role_ends(m, --before))
            return before->end + 1 == p->first || !verb_between(m, before->end, p->first);
    return false;
}

static bool given_name(const mentions *m, casus_ref i)
{
    return forename_gender(m, i) != 0;
}

/* Where no tagger has marked names, or the first is a forename ("Britta Nielsen"): two to four capitalised words without an article that are an
 * argument, and no place by their preposition. */
static bool looks_personal(const mentions *m, const phrase *p)
{
    casus_ref n = p->end - p->first, lead = p->first > m->at.first ? p->first - 1 : p->first;
    if ((m->tagged && !given_name(m, p->first)) || p->p1 > p->p0 || p->definite || n < 2 || n > 4)
        return false;
    for (casus_ref i = p->first; i < p->end; i++)
        if (token(m, i)->upos != CASUS_PROPN || !(token(m, i)->flags & CASUS_T_TITLE) || (token(m, i)->flags & CASUS_T_DIGIT))
            return false;
    if (word_is(&m->at, lead, "in") || word_is(&m->at, lead, "at") || word_is(&m->at, lead, "near") || word_is(&m->at, lead, "the") || word_is(&m->at, lead, "on"))
        return false;
    uint8_t label = token(m, p->head)->label;
    return label == CASUS_NSUBJ || label == CASUS_NSUBJ_PASS || label == CASUS_OBJ || label == CASUS_APPOS || label == CASUS_NMOD_POSS ||
           label == CASUS_CONJ || label == CASUS_OBL_AGENT || label == CASUS_NMOD || label == CASUS_OBL;
}

/* The tagger's kind of a name: of its last word that has one. */
static uint8_t tag_of(const mentions *m, casus_ref first, casus_ref last)
{
    for (casus_ref i = last + 1; i-- > first;)
        if (token(m, i)->name & 7)
            return token(m, i)->name & 7;
    return 0;
}

/* "CRAXI SAYS HE IS RESIGNING": a family name in a headline of capitals, told of as a person further down. */
static bool headline_person(const mentions *m, casus_ref i)
{
    enum { LOOK = 600 }; /* tokens */
    const casus_doc *d = &m->at.d->doc;
    casus_ref next = i + 1 < m->at.end ? i + 1 : i - 1;
    bool shouts = (token(m, i)->flags & CASUS_T_UPPER) && m->at.end - m->at.first > 1 && (token(m, next)->flags & CASUS_T_UPPER);
    for (casus_ref k = m->at.end; shouts && m->sentence < 2 && k < d->n_tokens && k < m->at.end + LOOK; k++)
        if (d->tokens[k].norm == token(m, i)->norm && !(d->tokens[k].flags & CASUS_T_UPPER) && ((d->tokens[k].name & 7) == CASUS_PER || d->tokens[k].label == CASUS_FLAT))
            return true;
    return false;
}

/* A person, by title, honorific, an earlier mention or the tagger; otherwise an organisation. */
static bool take_unknown(mentions *m, const phrase *p, identity *id, casus_ref last)
{
    bool honour, title = after_title(m, p, id);
    char gender = honour_gender(m, p, &honour);
    casus_ref begin = name_begin(m, p);
    uint8_t tag = tag_of(m, begin, last);
    casus_sym surname = token(m, last)->norm;
    const member *told = cast_person(m, surname);
    if (tag == CASUS_LOC && !honour && !title && !told)
        return false;
    if (told && last == begin) { /* "Mr Colville", "Carter": one named before */
        const casus_actor *a = &m->at.d->doc.actors[told->first];
        *id = (identity){.country = a->country, .sector = a->sector, .sector2 = a->sector2, .name = a->name, .role = a->role, .rule = a->rule,
                         .kind = CASUS_A_PERSON, .person = true, .gender = gender ? gender : told->gender, .surname = surname,
                         .entry = told->entry, .role_entry = id->role_entry};
        return true;
    }
    if (honour || title || tag == CASUS_PER || beside_role(m, p) || looks_personal(m, p)) {
        id->kind = CASUS_A_PERSON, id->person = true, id->gender = gender, id->plural = 0;
        id->surname = surname;
        id->name = phrase_text(m, begin, p->end);
        if (!id->gender)
            id->gender = forename_gender(m, begin);
        return true;
    }
    const member *alias = cast_alias(m, surname);
    if (alias && last == begin) {
        const casus_actor *a = &m->at.d->doc.actors[alias->first];
        *id = (identity){.country = a->country, .sector = a->sector, .sector2 = a->sector2, .name = a->name, .rule = a->rule, .kind = a->kind, .gender = 'i'};
        return true;
    }
    if (last == begin && headline_person(m, last)) {
        id->kind = CASUS_A_PERSON, id->person = true, id->surname = surname;
        id->name = phrase_text(m, begin, p->end);
        return true;
    }
    if (tag != CASUS_ORG || thing_named(m, p->first, last))
        return false;
    id->kind = CASUS_A_BODY, id->person = false, id->gender = 'i', id->plural = 0;
    id->name = phrase_text(m, p->first, p->end);
    return true;
}

/* "the Coalition", with a capital and never named in full: the first force that lists the noun. */
const entry *title_force(const mentions *m, const piece *p)
{
    const entry *best = NULL;
    for (const phrase_hit *h = p->hits; h && h->length == p->length; h = h->next) {
        const entry *e = knowledge_entry(m->k, h->entry);
        bool former;
        const tenure *t = h->name == NAME_NOUN ? tenure_now(m, e, &former) : NULL;
        if (t && !former && !knowledge_country(m->k, t->country) && strcmp(symtab_name(m->at.d->names, t->sector), "MIL") == 0 && (!best || e < best))
            best = e;
    }
    return best;
}

/* ---- all of it ---- */

static void take_piece(mentions *m, identity *id, const piece *p)
{
    switch (p->kind) {
    case PIECE_PERSON: case PIECE_SHORT: {
        const entry *e = title_person(m, p);
        if (e)
            take_person(m, id, e);
        break;
    }
    case PIECE_BODY:
        take_body(m, id, p);
        break;
    case PIECE_COUNTRY: case PIECE_ADJ: case PIECE_PEOPLE: case PIECE_SEAT: case PIECE_CAPITAL:
        take_country(m, id, p);
        break;
    case PIECE_ROLE:
        if (!nobody(p->entry))
            take_role(m, id, p);
        break;
    case PIECE_NOUN: {
        const member *x = NULL;
        for (const phrase_hit *h = p->hits; h && h->length == p->length && !x; h = h->next)
            x = h->name == NAME_NOUN ? cast_entry(m, knowledge_entry(m->k, h->entry)) : NULL;
        if (x) { /* "coalition forces": of the one named before */
            const casus_actor *a = &m->at.d->doc.actors[x->first];
            id->country = a->country, id->sector = a->sector, id->kind = a->kind;
        }
        const piece *next = p + 1 < m->pieces + m->n_pieces ? p + 1 : NULL;
        bool forces = !x && next && next->first == p->end && next->kind == PIECE_ROLE && next->entry->n_tenures && sector_is(m, next->entry->tenures[0].sector, "MIL");
        const entry *e = forces ? title_force(m, p) : NULL;
        if (e)
            take_codes(id, &e->tenures[e->n_tenures - 1]), id->kind = CASUS_A_BODY; /* "coalition forces" */
        break;
    }
    case PIECE_PLACE:
        if (!id->country)
            id->country = place_country(m, p);
        break;
    default:
        break;
    }
}

/* May the last piece of a phrase stand for an actor? An adjective alone may, for its state. */
static bool heads_actor(const piece *last)
{
    return last->kind != PIECE_PLACE && last->kind != PIECE_NOUN && last->kind != PIECE_NONE;
}

/* "Vietnamese-led forces": of the country that leads them, where nothing else is told. */
static casus_sym leader_country(const mentions *m, const phrase *p)
{
    bool former;
    for (uint32_t i = p->p0; i < p->p1; i++) {
        const piece *x = &m->pieces[i];
        bool state = (x->kind == PIECE_ADJ || x->kind == PIECE_COUNTRY) && x->end + 1 < m->at.end && str_is(token_str(&m->at, x->end), "-") && word_is(&m->at, x->end + 1, "led");
        const tenure *t = state ? tenure_now(m, x->entry, &former) : NULL;
        if (t)
            return t->country;
    }
    return 0;
}

static bool role_after(const mentions *m, const phrase *p, uint32_t at)
{
    for (uint32_t i = at + 1; i < p->p1; i++)
        if (m->pieces[i].kind == PIECE_ROLE)
            return true;
    return false;
}

/* "158th Fighter Wing": the aircraft, not one who fights. */
static bool aircraft_word(const mentions *m, const piece *x)
{
    return x->end - x->first == 1 && word_is(&m->at, x->first, "fighter") && (word_is(&m->at, x->end, "wing") || word_is(&m->at, x->end, "squadron") || word_is(&m->at, x->end, "group"));
}

bool title_read(mentions *m, const phrase *p, identity *id)
{
    *id = (identity){0};
    casus_ref last_name = name_end(m, p);
    for (uint32_t i = p->p0; i < p->p1; i++) {
        const piece *x = &m->pieces[i];
        bool in_name = (x->kind == PIECE_PLACE && last_name != CASUS_NONE && !role_after(m, p, i)) || aircraft_word(m, x); /* "Badran al-Mazidi" is not of Badran */
        if (!only_side(m, x) && x->end <= p->end && !in_name)
            take_piece(m, id, x);
    }
    if (!id->country)
        id->country = leader_country(m, p);
    bool found;
    const piece *last = p->p1 > p->p0 && m->pieces[p->p1 - 1].end == p->end ? &m->pieces[p->p1 - 1] : NULL;
    if (last_name != CASUS_NONE)
        found = take_unknown(m, p, id, last_name);
    else if (last && last->kind == PIECE_ROLE && nobody(last->entry))
        found = machine_acts(m, id, last);
    else
        found = last && heads_actor(last) && !only_side(m, last) && !head_of_thing(m, last) && !(last->kind == PIECE_BODY && word_is(&m->at, last->first, "operation"));
    if (found && last && (last->kind == PIECE_PERSON || last->kind == PIECE_SHORT) && !id->entry)
        found = false;
    if (found && former_word(m, p) && (id->person || id->kind == CASUS_A_PERSON || id->plural)) {
        id->former = true;
        id->sector = known_sym(m, "ELI"), id->sector2 = 0;
    }
    return found;
}
