/* Parameters to an ask.
 *
 *   ?actor=RUS&since=2022-02&limit=20
 *
 * Each name has one row here: where its value goes and what it must look like. A name that the route
 * does not take, and a value that cannot be, are refused by name; nothing is guessed or cut. */
#include "server/inside.h"

#include <stddef.h>
#include <stdlib.h>
#include <strings.h>

enum { MOST_ITEMS = 10000, DEFAULT_ITEMS = 50 };

typedef enum param_kind { P_DATE_FIRST, P_DATE_LAST, P_DATE, P_TEXT, P_LIST, P_INT, P_SHARE, P_BOOL, P_QUAD, P_ORDER, P_FORMAT } param_kind;

#define AT(field) offsetof(ask, field)

static const char *const events[] = {"AGREE",  "CONSULT",    "SUPPORT", "CONCEDE",  "COOPERATE", "AID",        "RETREAT", "REQUEST", "ACCUSE",
                                     "REJECT", "THREATEN",   "PROTEST", "SANCTION", "MOBILIZE",  "COERCE",     "ASSAULT", NULL};
static const char *const statuses[] = {"actual", "future", "hypothetical", "negated", "historical", "any", NULL};
static const char *const meeting_statuses[] = {"held", "scheduled", "cancelled", "proposed", "any", NULL};
static const char *const kinds[] = {"demand", "refusal", "red_line", "threat", "promise", "denial", "accusation", "claim", NULL};
static const char *const stances[] = {"for", "against", "conditional", NULL};
static const char *const periods[] = {"day", "week", "month", "year", NULL};
static const char *const readings[] = {"stored", "now", NULL};
static const char *const counted[] = {"troops", "casualties-killed", "casualties-wounded", "displaced", "arrested", "protesters", "vehicles", "weapons", "aircraft", "ships", NULL};

static const struct param {
    const char *name;
    param_kind kind;
    size_t at;
    size_t most;             /* bytes of a text, the highest number */
    const char *const *words; /* P_LIST, P_TEXT: the values there are; NULL: any */
} params[] = {
    {"since", P_DATE_FIRST, AT(f.since), 0, NULL},
    {"until", P_DATE_LAST, AT(f.until), 0, NULL},
    {"date", P_DATE, AT(date), 0, NULL},
    {"actor", P_LIST, AT(f.actor), 500, NULL},
    {"recipient", P_LIST, AT(f.recipient), 500, NULL},
    {"claimant", P_LIST, AT(f.claimant), 500, NULL},
    {"event", P_LIST, AT(f.event), 300, events},
    {"country", P_LIST, AT(f.country), 300, NULL},
    {"status", P_LIST, AT(f.status), 100, statuses},
    {"place", P_LIST, AT(f.place), 200, NULL},
    {"source", P_LIST, AT(f.source), 300, NULL},
    {"kind", P_LIST, AT(f.event), 200, kinds},
    {"what", P_LIST, AT(f.event), 200, counted},
    {"issue", P_LIST, AT(f.issue), 200, NULL},
    {"stance", P_LIST, AT(f.status), 60, stances},
    {"text", P_TEXT, AT(f.text), 500, NULL},
    {"quad", P_QUAD, AT(f.quad), 7, NULL},
    {"score", P_SHARE, AT(f.score), 1000, NULL},
    {"document", P_INT, AT(f.document), UINT32_MAX, NULL},
    {"limit", P_INT, AT(limit), MOST_ITEMS, NULL},
    {"min", P_INT, AT(min), 1000000000, NULL},
    {"next", P_TEXT, AT(next), 300, NULL},
    {"order", P_ORDER, AT(oldest), 0, NULL},
    {"format", P_FORMAT, 0, 0, NULL},
    {"by", P_TEXT, AT(by), 10, periods},
    {"undirected", P_BOOL, AT(undirected), 0, NULL},
    {"mentions", P_BOOL, AT(mentions), 0, NULL},
    {"why", P_BOOL, AT(why), 0, NULL},
    {"reading", P_TEXT, AT(kind), 10, readings},
    {"phrase", P_TEXT, AT(phrase), 300, NULL},
    {"file", P_TEXT, AT(file), 100, NULL},
};

static bool bad(ask *q, const char *name, const char *message)
{
    fault_set(&q->fault, 400, name, "%s: %s", name, message);
    return false;
}

static bool has_word(const char *list, const char *one)
{
    size_t n = strlen(one);
    for (const char *p = list; (p = strstr(p, one)); p += n)
        if ((p == list || p[-1] == ' ') && (p[n] == ' ' || !p[n]))
            return true;
    return false;
}

/* ---- values ---- */

static bool read_date(ask *q, const struct param *p, const char *value, int32_t *at)
{
    int32_t from, until;
    char precision;
    if (!date_parse(str_of(value), &from, &until, &precision))
        return bad(q, p->name, "a day, month or year is wanted: 2022-02-24, 2022-02 or 2022");
    *at = p->kind == P_DATE_LAST ? until : from;
    return true;
}

static bool read_number(ask *q, const struct param *p, const char *value, long *n)
{
    char message[80];
    if (*value && strlen(value) <= 10 && strspn(value, "0123456789") == strlen(value)) {
        *n = strtol(value, NULL, 10);
        if (*n >= 1 && (size_t)*n <= p->most)
            return true;
    }
    snprintf(message, sizeof message, "a number from 1 to %zu is wanted", p->most);
    return bad(q, p->name, message);
}

static bool read_share(ask *q, const struct param *p, const char *value, int *at)
{
    char *end;
    double x = strtod(value, &end);
    if (!*value || *end || strspn(value, "0123456789.") != strlen(value) || !(x >= 0 && x <= 1))
        return bad(q, p->name, "a number from 0 to 1 is wanted");
    *at = (int)(x * 1000 + 0.5);
    return true;
}

static bool read_bool(ask *q, const struct param *p, const char *value, bool *at)
{
    *at = strcmp(value, "true") == 0 || strcmp(value, "1") == 0;
    return *at || strcmp(value, "false") == 0 || strcmp(value, "0") == 0 || bad(q, p->name, "true or false is wanted");
}

static bool read_quad(ask *q, const struct param *p, const char *value, const char **at)
{
    for (size_t i = 0; i < strlen(value); i++)
        if (i % 2 ? value[i] != ',' : value[i] < '1' || value[i] > '4')
            return bad(q, p->name, "quad classes 1 to 4 are wanted, parted by commas");
    if (strlen(value) % 2 == 0)
        return bad(q, p->name, "quad classes 1 to 4 are wanted, parted by commas");
    *at = value;
    return true;
}

/* A mode of any category ("arrest"). */
static bool is_mode(const ask *q, str s)
{
    char lower[64];
    plover found;
    if (s.n >= sizeof lower)
        return false;
    for (size_t i = 0; i < s.n; i++)
        lower[i] = (char)(s.p[i] >= 'A' && s.p[i] <= 'Z' ? s.p[i] + 32 : s.p[i]);
    casus_sym mode = symtab_find(q->v->names, lower, s.n);
    for (const char *const *e = events; *e && mode; e++)
        if (knowledge_plover(q->v->known, symtab_find(q->v->names, *e, strlen(*e)), mode, &found))
            return true;
    return false;
}

static bool is_word(const ask *q, const char *const *words, str s)
{
    for (const char *const *w = words; *w; w++)
        if ((strlen(*w) == s.n || (words == counted && strlen(*w) > s.n)) && strncasecmp(*w, s.p, s.n) == 0)
            return true;
    return words == events && is_mode(q, s);
}

static bool read_list(ask *q, const struct param *p, const char *const *words, const char *value)
{
    char message[200];
    int n = 0;
    for (str rest = str_of(value); rest.p; n++) {
        str one = str_cut(&rest, ",");
        if (!one.n)
            return bad(q, p->name, "an empty value in the list");
        if (!words || is_word(q, words, one))
            continue;
        snprintf(message, sizeof message, "'%.*s' is unknown; ", one.n > 40 ? 40 : (int)one.n, one.p);
        for (const char *const *w = words; *w && strlen(message) + strlen(*w) + 12 < sizeof message; w++)
            snprintf(message + strlen(message), sizeof message - strlen(message), w == words ? "%s" : ", %s", *w);
        if (words == events)
            snprintf(message + strlen(message), sizeof message - strlen(message), " or a mode");
        return bad(q, p->name, message);
    }
    return n <= 50 || bad(q, p->name, "more than 50 values");
}

static bool read_one_of(ask *q, const struct param *p, const char *value)
{
    for (const char *const *w = p->words; w && *w; w++)
        if (strcmp(*w, value) == 0)
            return true;
    if (!p->words)
        return *value || bad(q, p->name, "is empty");
    return read_list(q, p, p->words, value) && bad(q, p->name, "one value is wanted, as written in /openapi.json");
}

static bool read_value(ask *q, const struct param *p, const char *value)
{
    char *at = (char *)q + p->at;
    long n = 0;
    if (p->most && (p->kind == P_TEXT || p->kind == P_LIST || p->kind == P_QUAD) && strlen(value) > p->most)
        return bad(q, p->name, "is too long");
    switch (p->kind) {
    case P_DATE:
    case P_DATE_FIRST:
    case P_DATE_LAST:
        return read_date(q, p, value, (int32_t *)(void *)at);
    case P_INT:
        if (!read_number(q, p, value, &n))
            return false;
        if (p->at == AT(f.document))
            q->f.document = (uint32_t)n;
        else
            *(long *)(void *)at = n;
        return true;
    case P_SHARE:
        return read_share(q, p, value, (int *)(void *)at);
    case P_BOOL:
        return read_bool(q, p, value, (bool *)at);
    case P_QUAD:
        return read_quad(q, p, value, (const char **)(void *)at);
    case P_ORDER:
        q->oldest = strcmp(value, "oldest") == 0;
        return q->oldest || strcmp(value, "newest") == 0 || bad(q, p->name, "newest or oldest is wanted");
    case P_FORMAT: /* read before: format_read */
        return true;
    case P_LIST:
        *(const char **)(void *)at = value;
        return read_list(q, p, p->words == statuses && strstr(q->route->path, "meetings") ? meeting_statuses : p->words, value);
    default:
        *(const char **)(void *)at = value;
        return read_one_of(q, p, value);
    }
}

bool params_read(ask *q)
{
    q->limit = DEFAULT_ITEMS;
    q->by = "month";
    for (int i = 0; i < q->r->n_params; i++) {
        const http_param *given = &q->r->params[i];
        const struct param *p = NULL;
        for (size_t k = 0; k < sizeof params / sizeof *params; k++)
            if (strcmp(params[k].name, given->name) == 0)
                p = &params[k];
        if (!p || strchr(given->name, ' ') || !has_word(q->route->params, given->name)) {
            fault_set(&q->fault, 400, given->name, "%.60s: no such parameter here; %s", given->name, *q->route->params ? q->route->params : "there is none");
            return false;
        }
        if (!read_value(q, p, given->value))
            return false;
    }
    if (q->f.since && q->f.until && q->f.since > q->f.until)
        return bad(q, "until", "is before since");
    q->reading_now = q->kind && strcmp(q->kind, "now") == 0;
    if ((q->route->flags & COUNTS) && !q->f.status)
        q->f.status = "actual";
    return true;
}

/* ---- formats ---- */

static const struct {
    const char *name, *type;
    format format;
} formats[] = {{"json", "application/json", F_JSON}, {"jsonl", "application/x-ndjson", F_JSONL}, {"csv", "text/csv", F_CSV}, {"geojson", "application/geo+json", F_GEOJSON}, {"ics", "text/calendar", F_ICS}};

/* The share of ";q=0.5"; 1 where there is none. */
static double weight_of(str one)
{
    const char *p = memchr(one.p, ';', one.n);
    for (size_t i = p ? (size_t)(p - one.p) : one.n; i + 2 < one.n; i++)
        if ((one.p[i] == 'q' || one.p[i] == 'Q') && one.p[i + 1] == '=')
            return one.p[i + 2] == '0' ? (i + 4 < one.n ? (one.p[i + 4] - '0') / 10.0 : 0) : 1;
    return 1;
}

static format accepted(const char *accept, unsigned offered)
{
    double best = 0;
    format found = 0;
    if (!*accept)
        return F_JSON;
    for (str rest = str_of(accept); rest.p;) {
        str one = str_cut(&rest, ",");
        const char *semicolon = one.n ? memchr(one.p, ';', one.n) : NULL;
        str type = str_trim((str){one.p, semicolon ? (size_t)(semicolon - one.p) : one.n});
        double weight = one.n ? weight_of(one) : 0;
        for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
            if ((formats[i].format & offered) && weight > best && (str_is(type, formats[i].type) || (formats[i].format == F_JSON && (str_is(type, "*/*") || str_is(type, "application/*"))))) {
                best = weight;
                found = formats[i].format;
            }
    }
    return found;
}

bool format_read(ask *q, format by_extension)
{
    const char *given = request_param(q->r, "format");
    q->format = by_extension;
    if (q->route->formats == F_OTHER || (q->format && !given)) {
        q->format = q->format ? q->format : F_OTHER;
        return true;
    }
    if (given && !has_word(q->route->params, "format"))
        return true; /* refused by name with the other parameters */
    for (size_t i = 0; given && i < sizeof formats / sizeof *formats; i++)
        if (strcmp(formats[i].name, given) == 0 && (formats[i].format & q->route->formats))
            q->format = formats[i].format;
    if (given && !q->format)
        return bad(q, "format", "not offered here; /openapi.json lists what is");
    if (!q->format)
        q->format = accepted(q->r->accept, q->route->formats);
    if (!q->format)
        fault_set(&q->fault, 406, "Accept", "Accept: none of '%.150s' is offered here", q->r->accept);
    return q->format != 0;
}

bool store_failed(ask *q, const casus_error *err)
{
    bool late = strstr(err->message, "interrupted") != NULL;
    if (err->code == CASUS_EUSAGE)
        fault_set(&q->fault, 400, "text", "%s", err->message);
    else
        fault_set(&q->fault, 503, "", late ? "the answer took too long: ask for less" : "%s", err->message);
    return false;
}
