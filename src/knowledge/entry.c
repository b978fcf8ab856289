/* Who and where: countries, people, bodies, groups, agencies, roles and places.
 *
 *     Sergei Lavrov | Sergey Lavrov ; he ; RUS GOV foreign minister 2004-03-09..
 *
 * An entry has names, found by phrase, and tenures: the code that holds in a period. What a phrase
 * means on a day is its entry's tenure on that day. */
#include "knowledge/inside.h"

#include <stdlib.h>

static uint32_t entry_new(line *l, entry_kind kind, str names)
{
    knowledge *k = l->k;
    entry *e = TABLE_PUSH(k, k->entries, k->n_entries, k->room.entries);
    uint32_t at = k->n_entries - 1;
    e->kind = (uint8_t)kind;
    e->rule = line_rule(l);
    for (bool first = true; names.p;) {
        str name = str_cut(&names, "|");
        if (!name.n) {
            line_fault(l, "empty name");
            continue;
        }
        if (first)
            e->name = line_sym(l, name);
        first = false;
        phrase_add(k, name, at, NAME_NAME);
    }
    return at;
}

static void add_names(line *l, uint32_t at, str names, name_kind kind)
{
    while (names.p) {
        str name = str_cut(&names, "|");
        if (name.n)
            phrase_add(l->k, name, at, kind);
    }
}

static bool is_code(str s)
{
    if (s.n != 3)
        return false;
    for (size_t i = 0; i < 3; i++)
        if (s.p[i] < 'A' || s.p[i] > 'Z')
            return false;
    return true;
}

static const char *const sectors[] = {"COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "UNK", "AGR", "BUS", "CRM", "CVL", "EDU", "ELI",
                                      "JRN", "LAB", "MED", "OPP", "PRE", "REF", "REL", "SOC", NULL};

static bool is_sector(str s)
{
    if (!is_code(s))
        return false;
    for (const char *const *p = sectors; *p; p++)
        if (str_is(s, *p))
            return true;
    return false;
}

/* A sector code or '-' at the head of *rest; 0 with *taken false when neither stands there. */
static casus_sym take_sector(line *l, str *rest, bool *taken)
{
    str after = *rest, word = str_cut(&after, " ");
    *taken = is_sector(word) || str_is(word, "-");
    if (!*taken)
        return 0;
    *rest = str_trim(after);
    return str_is(word, "-") ? 0 : line_sym(l, word);
}

/* "RUS GOV foreign minister 2004-03-09.." : country, up to two sectors, title, period. */
static bool tenure_read(line *l, str text, tenure *t)
{
    str rest = text, code = str_cut(&rest, " ");
    bool taken;
    *t = (tenure){0};
    if (!is_code(code) && !str_is(code, "-")) {
        line_fault(l, "'%.*s' is no country code", (int)code.n, code.p);
        return false;
    }
    t->country = code.n == 3 ? line_sym(l, code) : 0;
    rest = str_trim(rest);
    t->sector = take_sector(l, &rest, &taken);
    if (taken)
        t->sector2 = take_sector(l, &rest, &taken);
    size_t blank = rest.n;
    while (blank && rest.p[blank - 1] != ' ')
        blank--;
    str last = {rest.p + blank, rest.n - blank};
    str probe = last;
    (void)str_cut(&probe, "..");
    if (last.n && probe.p) {
        if (!line_period(l, last, &t->from, &t->until))
            return false;
        rest = str_trim((str){rest.p, blank});
    }
    t->title = rest.n ? line_sym(l, rest) : 0;
    return true;
}

static void tenure_add(line *l, uint32_t at, tenure t)
{
    knowledge *k = l->k;
    tenure *all = (tenure *)(uintptr_t)k->tenures; /* read from text, they are ours */
    *TABLE_PUSH(k, all, k->n_tenures, k->room.tenures) = t;
    k->tenures = all;
    k->entries[at].n_tenures++;
}

static void country_index(line *l, casus_sym code, uint32_t at)
{
    knowledge *k = l->k;
    uint32_t *country = (uint32_t *)(uintptr_t)k->country; /* read from text, it is ours */
    if (code >= k->n_country) {
        uint32_t n = code * 2 + 1024;
        country = ARENA_ARRAY(&k->memory, uint32_t, n);
        if (k->n_country)
            memcpy(country, k->country, k->n_country * sizeof *country);
        k->country = country;
        k->n_country = n;
    }
    if (!country[code])
        country[code] = at + 1;
}

/* The field's first word, when it is `key`: *value is the rest. */
static bool field_is(str field, const char *key, str *value)
{
    str rest = field, word = str_cut(&rest, " ");
    *value = rest.p ? str_trim(rest) : (str){"", 0};
    return str_is(word, key) && value->n;
}

static bool degrees(str s, double limit, float *out)
{
    char copy[24], *end;
    if (!s.n || s.n >= sizeof copy)
        return false;
    memcpy(copy, s.p, s.n);
    copy[s.n] = '\0';
    double v = strtod(copy, &end);
    *out = (float)v;
    return !*end && v >= -limit && v <= limit;
}

/* "centre 49 32": where maps write the country's name. */
static void centre_read(line *l, uint32_t at, str value)
{
    entry *e = &l->k->entries[at];
    str lat = str_cut(&value, " ");
    e->has_point = degrees(lat, 90, &e->lat) && degrees(str_trim(value), 180, &e->lon);
    if (!e->has_point)
        line_fault(l, "centre wants LAT LON in degrees, not '%.*s'", (int)lat.n, lat.p);
}

static void country_field(line *l, uint32_t at, str field, tenure *t)
{
    static const struct {
        const char *key;
        name_kind kind;
    } kinds[] = {{"adj", NAME_ADJ}, {"people", NAME_PEOPLE}, {"capital", NAME_CAPITAL}, {"seat", NAME_SEAT}, {"name", NAME_NAME}};
    str value;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (field_is(field, kinds[i].key, &value)) {
            add_names(l, at, value, kinds[i].kind);
            return;
        }
    if (field_is(field, "centre", &value)) {
        centre_read(l, at, value);
        return;
    }
    if (field.n >= 2 && strstr(symtab_name(l->k->names, line_sym(l, field)), ".."))
        line_period(l, field, &t->from, &t->until);
    else
        line_fault(l, "unknown field '%.*s'", (int)field.n, field.p);
}

void entry_read_country(line *l)
{
    str rest = l->text, names = str_cut(&rest, " ; "), code = str_cut(&rest, " ; ");
    tenure t;
    if (!code.n || !tenure_read(l, code, &t)) {
        line_fault(l, "a country line is NAME | NAME ; CODE ; fields");
        return;
    }
    uint32_t at = entry_new(l, ENTRY_COUNTRY, names);
    while (rest.p) {
        str field = str_cut(&rest, " ; ");
        country_field(l, at, field, &t);
    }
    if (!t.sector)
        t.sector = line_sym(l, STR("GOV"));
    tenure_add(l, at, t);
    if (t.country && !t.sector2 && strcmp(symtab_name(l->k->names, t.sector), "PRE") != 0)
        country_index(l, t.country, at);
}

static str last_word(str name)
{
    size_t i = name.n;
    while (i && name.p[i - 1] != ' ')
        i--;
    return (str){name.p + i, name.n - i};
}

void entry_read_person(line *l)
{
    str rest = l->text, names = str_cut(&rest, " ; "), value;
    uint32_t at = entry_new(l, ENTRY_PERSON, names);
    bool has_short = false;
    while (rest.p) {
        str field = str_cut(&rest, " ; ");
        tenure t;
        if (str_is(field, "he") || str_is(field, "she"))
            l->k->entries[at].gender = field.p[0];
        else if (field_is(field, "short", &value)) {
            add_names(l, at, value, NAME_SHORT);
            has_short = true;
        } else if (tenure_read(l, field, &t))
            tenure_add(l, at, t);
    }
    if (!l->k->entries[at].n_tenures)
        line_fault(l, "a person needs an office: CODE SECTOR TITLE PERIOD");
    while (names.p && !has_short) {
        str word = last_word(str_cut(&names, "|"));
        if (word.n > 1)
            phrase_add(l->k, word, at, NAME_SHORT);
        if (word.n > 4 && (str_starts(word, "al-") || str_starts(word, "el-") || str_starts(word, "Al-") || str_starts(word, "El-")))
            phrase_add(l->k, (str){word.p + 3, word.n - 3}, at, NAME_SHORT); /* news writes "Assad" */
    }
}

void entry_read_group(line *l)
{
    str rest = l->text, names = str_cut(&rest, " ; "), value;
    entry_kind kind = strstr(l->file, "bodies") ? ENTRY_BODY : strstr(l->file, "agencies") ? ENTRY_AGENCY : ENTRY_GROUP;
    uint32_t at = entry_new(l, kind, names);
    while (rest.p) {
        str field = str_cut(&rest, " ; ");
        tenure t;
        if (field_is(field, "noun", &value))
            add_names(l, at, value, NAME_NOUN);
        else if (field_is(field, "capital", &value))
            add_names(l, at, value, NAME_CAPITAL);
        else if (field_is(field, "seat", &value))
            l->k->entries[at].seat = line_sym(l, value);
        else if (tenure_read(l, field, &t)) {
            if (t.title)
                line_fault(l, "'%s' is neither sector nor period", symtab_name(l->k->names, t.title));
            tenure_add(l, at, t);
        }
    }
    if (!l->k->entries[at].n_tenures)
        line_fault(l, "no code: write CODE SECTOR after the names");
}

static void role_field(line *l, uint32_t at, str field)
{
    static const struct {
        const char *key;
        uint8_t flag;
    } flags[] = {{"owner", ENTRY_OWNER}, {"title", ENTRY_TITLE}, {"person", ENTRY_PERSON_ROLE}, {"group", ENTRY_GROUP_ROLE}, {"body", ENTRY_BODY_ROLE}, {"formal", ENTRY_FORMAL}};
    entry *e = &l->k->entries[at];
    str value;
    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++)
        if (str_is(field, flags[i].key)) {
            e->flags |= flags[i].flag;
            return;
        }
    if (field_is(field, "figure", &value))
        e->figure = line_sym(l, value);
    else
        line_fault(l, "unknown field '%.*s'", (int)field.n, field.p);
}

void entry_read_role(line *l)
{
    str rest = l->text, names = str_cut(&rest, " ; "), code = str_cut(&rest, " ; ");
    uint32_t at = entry_new(l, ENTRY_ROLE, names);
    tenure t = {0};
    bool taken;
    t.sector = take_sector(l, &code, &taken);
    if (!taken) {
        line_fault(l, "'%.*s' is no sector", (int)code.n, code.p);
        return;
    }
    if (code.n && code.p)
        t.sector2 = take_sector(l, &code, &taken);
    while (rest.p)
        role_field(l, at, str_cut(&rest, " ; "));
    if (!t.sector && !(l->k->entries[at].flags & ENTRY_OWNER))
        l->k->entries[at].flags |= ENTRY_NOBODY;
    tenure_add(l, at, t);
}

void entry_read_place(line *l)
{
    str rest = l->text, names = str_cut(&rest, " ; "), code = str_cut(&rest, " ; ");
    str admin1 = str_cut(&rest, " ; "), point = str_cut(&rest, " ; "), kind = str_trim(rest);
    if (!kind.n || !(is_code(code) || str_is(code, "-"))) {
        line_fault(l, "a place line is NAMES ; CODE ; ADMIN1 ; LAT LON ; KIND");
        return;
    }
    uint32_t at = entry_new(l, ENTRY_PLACE, names);
    entry *e = &l->k->entries[at];
    e->admin1 = str_is(admin1, "-") ? 0 : line_sym(l, admin1);
    e->place_kind = line_sym(l, kind);
    str lat = str_cut(&point, " ");
    if (!str_is(lat, "-")) {
        e->has_point = degrees(lat, 90, &e->lat) && degrees(str_trim(point), 180, &e->lon);
        if (!e->has_point)
            line_fault(l, "'%.*s' is no LAT LON in degrees", (int)lat.n, lat.p);
    }
    tenure_add(l, at, (tenure){.country = str_is(code, "-") ? 0 : line_sym(l, code)});
}

/* ---- asking ---- */

const entry *knowledge_entry(const knowledge *k, uint32_t index)
{
    return &k->entries[index];
}

uint32_t knowledge_entries(const knowledge *k)
{
    return k->n_entries;
}

const entry *knowledge_country(const knowledge *k, casus_sym code)
{
    uint32_t at = code < k->n_country ? k->country[code] : 0;
    return at ? &k->entries[at - 1] : NULL;
}

static bool covers(const tenure *t, int32_t day)
{
    return (!t->from || t->from <= day) && (!t->until || day <= t->until);
}

const tenure *entry_on(const entry *e, int32_t day, bool *former)
{
    const tenure *before = NULL;
    *former = false;
    if (!day) /* undated: the newest, as the reader of today would take it */
        return e->n_tenures ? &e->tenures[e->n_tenures - 1] : NULL;
    for (uint32_t i = e->n_tenures; i-- > 0;)
        if (covers(&e->tenures[i], day))
            return &e->tenures[i];
    for (uint32_t i = 0; i < e->n_tenures; i++)
        if (e->tenures[i].until && e->tenures[i].until < day)
            before = &e->tenures[i];
    *former = before != NULL;
    return before;
}

static int by_office(const void *a, const void *b)
{
    const office *x = a, *y = b;
    if (x->country != y->country)
        return x->country < y->country ? -1 : 1;
    if (x->title != y->title)
        return x->title < y->title ? -1 : 1;
    if (x->from != y->from)
        return x->from < y->from ? -1 : 1;
    return x->entry < y->entry ? -1 : x->entry > y->entry;
}

/* A line's tenures are read one after the other, so they lie in the order of the entries. */
static void tenures_share_out(knowledge *k)
{
    const tenure *t = k->tenures;
    for (uint32_t i = 0; i < k->n_entries; i++) {
        if (!k->entries[i].n_tenures)
            continue;
        k->entries[i].tenures = t;
        t += k->entries[i].n_tenures;
    }
}

void entry_finish(knowledge *k)
{
    tenures_share_out(k);
    office *offices = NULL;
    for (uint32_t i = 0; i < k->n_entries; i++) {
        const entry *e = &k->entries[i];
        for (uint32_t j = 0; e->kind == ENTRY_PERSON && j < e->n_tenures; j++)
            if (e->tenures[j].title)
                *ARENA_PUSH(&k->memory, offices, k->n_offices) =
                    (office){e->tenures[j].country, e->tenures[j].title, e->tenures[j].from, e->tenures[j].until, i};
    }
    if (k->n_offices)
        qsort(offices, k->n_offices, sizeof *offices, by_office);
    k->offices = offices;
}

const entry *knowledge_holder(const knowledge *k, casus_sym country, casus_sym title, int32_t day)
{
    uint32_t low = 0, high = k->n_offices;
    const entry *found = NULL;
    if (!day)
        return NULL;
    while (low < high) {
        uint32_t mid = (low + high) / 2;
        const office *o = &k->offices[mid];
        if (o->country < country || (o->country == country && o->title < title))
            low = mid + 1;
        else
            high = mid;
    }
    for (; low < k->n_offices && k->offices[low].country == country && k->offices[low].title == title; low++)
        if (k->offices[low].from && k->offices[low].from <= day && (!k->offices[low].until || day <= k->offices[low].until)) {
            if (found && found != &k->entries[k->offices[low].entry])
                return NULL; /* two holders (joint, or a doubtful date): rather none than the wrong one */
            found = &k->entries[k->offices[low].entry];
        }
    return found;
}
