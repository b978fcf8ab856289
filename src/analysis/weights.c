/* What counts how much: knowledge/measures/tension.txt, or a file of the user's own.
 *
 *     event ASSAULT aerial ; 10
 *     statement red_line ; 4
 *     half-life ; 14
 *
 * An index with hidden weights is an opinion nobody can question. */
#include "analysis/analysis.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static const char *const kinds[] = {"event", "statement", "meeting"};
static const char *const status_names[N_STATUS] = {"actual", "future", "hypothetical", "negated", "historical"};
static const char *const event_names[] = {"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE",
                                          "COERCE", "ASSAULT", NULL};
static const char *const statement_names[] = {"demand", "refusal", "red_line", "threat", "promise", "denial", "accusation", "claim", NULL};
static const char *const meeting_names[] = {"held", "scheduled", "cancelled", "postponed", "proposed", NULL};

static bool listed(str s, const char *const *list)
{
    for (; *list; list++)
        if (str_is(s, *list))
            return true;
    return false;
}

static bool number_of(str s, double *out)
{
    char text[40], *end;
    if (!s.n || s.n >= sizeof text)
        return false;
    memcpy(text, s.p, s.n);
    text[s.n] = '\0';
    *out = strtod(text, &end);
    return *end == '\0' && isfinite(*out);
}

static bool copy_name(char out[24], str s)
{
    if (s.n >= 24)
        return false;
    if (s.n)
        memcpy(out, s.p, s.n);
    out[s.n] = '\0';
    return true;
}

static int add_term(weights *w, term_kind kind, str name, str mode, double points, const char *file, int line, casus_error *err)
{
    const char *const *const lists[] = {event_names, statement_names, meeting_names};
    term t = {.kind = kind, .points = points, .line = line};
    if (w->n == MAX_TERMS)
        return error_set(err, CASUS_EFORMAT, "%s:%d: more than %d terms", file, line, MAX_TERMS);
    if (!listed(name, lists[kind]))
        return error_set(err, CASUS_EFORMAT, "%s:%d: no such %s '%.*s'", file, line, kinds[kind], (int)name.n, name.p ? name.p : "");
    if (mode.n && kind != TERM_EVENT)
        return error_set(err, CASUS_EFORMAT, "%s:%d: only events have modes", file, line);
    if (!copy_name(t.name, name) || !copy_name(t.mode, mode))
        return error_set(err, CASUS_EFORMAT, "%s:%d: the name is too long", file, line);
    for (int i = 0; i < w->n; i++)
        if (w->terms[i].kind == kind && strcmp(w->terms[i].name, t.name) == 0 && strcmp(w->terms[i].mode, t.mode) == 0)
            return error_set(err, CASUS_EFORMAT, "%s:%d: told already in line %d", file, line, w->terms[i].line);
    w->terms[w->n++] = t;
    return 0;
}

static int set_value(weights *w, str key, str name, double x, const char *file, int line, casus_error *err)
{
    const struct {
        const char *key;
        double *at, least, most;
    } values[] = {{"half-life", &w->half_life, 0.5, 3650}, {"prior", &w->prior, 0, 1e6}, {"spread", &w->spread, 0, 1}};
    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        if (str_is(key, values[i].key) && !name.n) {
            if (x < values[i].least || x > values[i].most)
                return error_set(err, CASUS_EFORMAT, "%s:%d: %s lies between %g and %g", file, line, values[i].key, values[i].least, values[i].most);
            *values[i].at = x;
            return 0;
        }
    for (int i = 0; i < N_STATUS && str_is(key, "status"); i++)
        if (str_is(name, status_names[i])) {
            w->status[i] = x;
            return 0;
        }
    return error_set(err, CASUS_EFORMAT, "%s:%d: no such line '%.*s %.*s'; event, statement, meeting, status, half-life, prior or spread", file, line, (int)key.n, key.p ? key.p : "",
                     (int)name.n, name.p ? name.p : "");
}

static int read_line(weights *w, str text, const char *file, int line, casus_error *err)
{
    str points = text, left = str_trim(str_cut(&points, ";")), mode, name, key;
    double x;
    points = str_trim(points.p ? points : str_of(""));
    if (!number_of(points, &x))
        return error_set(err, CASUS_EFORMAT, "%s:%d: '%.*s' is no number", file, line, (int)points.n, points.p ? points.p : "");
    mode = left;
    key = str_cut(&mode, " ");
    mode = str_trim(mode.p ? mode : str_of(""));
    name = str_cut(&mode, " ");
    mode = str_trim(mode.p ? mode : str_of(""));
    for (int k = 0; k < 3; k++)
        if (str_is(key, kinds[k]))
            return add_term(w, (term_kind)k, name, mode, x, file, line, err);
    return set_value(w, key, name, x, file, line, err);
}

int weights_parse(const char *name, str text, weights *w, casus_error *err)
{
    *w = (weights){.status = {1, 0.5, 0.25, 0, 0}, .half_life = 14, .prior = 30, .spread = 0.25};
    for (int line = 1; text.p; line++) {
        str one = str_cut(&text, "\n"), rest = one;
        one = str_trim(str_cut(&rest, "#"));
        if (one.n && read_line(w, one, name, line, err) != 0)
            return CASUS_EFORMAT;
    }
    return w->n ? 0 : error_set(err, CASUS_EFORMAT, "%s: it names no term", name);
}

int weights_read(const char *path, weights *w, casus_error *err)
{
    size_t n;
    char *text = file_read(path, &n, err);
    if (!text)
        return CASUS_EFILE;
    int code = weights_parse(path, (str){text, n}, w, err);
    free(text);
    return code;
}
