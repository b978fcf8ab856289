/* What somebody should look at, and why.
 *
 *   rise        this week has more strain than the past year lets expect (change.c): chance below 1 in 1,000
 *   first       a grave kind of act or relief that was not seen for half a year, though there was reading
 *   red-line    a red line is drawn
 *   cancelled   talks are called off
 *
 * Each rests on what was published by its day, names the sentences it rests on, and is quiet for a while
 * after it has spoken: an alert a day about one war is no alert. */
#include "analysis/analysis.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { WEEK = 7, YEAR = 365, SILENCE = 180, LEAST_ARTICLES = 30, LEAST_PAST = 28, LEAST_SEEN = 3 };
static const double UNLIKELY = 1e-3, GRAVE = 4;
static const int32_t quiet_days[N_ALERT_KINDS] = {[ALERT_RISE] = 28, [ALERT_FIRST] = 0, [ALERT_RED_LINE] = 14, [ALERT_CANCELLED] = 7};

const char *alert_kind_name(alert_kind kind)
{
    static const char *const names[N_ALERT_KINDS] = {"rise", "first", "red-line", "cancelled"};
    return kind < N_ALERT_KINDS ? names[kind] : "";
}

typedef struct watch { /* what is known on the day that is looked at */
    const history *h;
    const weights *w;
    int32_t seen[MAX_TERMS];             /* day each term was last seen */
    int32_t last[N_ALERT_KINDS];         /* day each kind last spoke */
    alert *list;
    uint32_t n, room;
    bool failed;
} watch;

static double weight_of(const weights *w, const item *x)
{
    return fabs(w->terms[x->term].points) * x->factor;
}

/* First item on or after this day. */
static uint32_t first_on(const history *h, int32_t day)
{
    uint32_t low = 0, high = h->n;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (h->items[middle].day < day)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static uint32_t strained(const watch *t, int32_t from, int32_t until)
{
    uint32_t n = 0;
    for (uint32_t i = first_on(t->h, from); i < t->h->n && t->h->items[i].day <= until; i++)
        n += t->w->terms[t->h->items[i].term].points > 0;
    return n;
}

static alert *speak(watch *t, alert_kind kind, int32_t day)
{
    if (t->last[kind] && day - t->last[kind] < quiet_days[kind])
        return NULL;
    if (t->n == t->room) {
        alert *bigger = realloc(t->list, (t->room = t->room ? t->room * 2 : 16) * sizeof *bigger);
        if (!bigger) {
            t->failed = true;
            return NULL;
        }
        t->list = bigger;
    }
    t->last[kind] = day;
    alert *a = &t->list[t->n++];
    *a = (alert){.kind = kind, .of = t->h->of, .day = day, .term = -1};
    return a;
}

/* Keep the heaviest in order. */
static void add_evidence(alert *a, const weights *w, const item *x)
{
    uint32_t at = a->n_evidence;
    while (at > 0 && weight_of(w, &a->evidence[at - 1]) < weight_of(w, x))
        at--;
    if (at >= EVIDENCE_MOST)
        return;
    if (a->n_evidence < EVIDENCE_MOST)
        a->n_evidence++;
    for (uint32_t i = a->n_evidence - 1; i > at; i--)
        a->evidence[i] = a->evidence[i - 1];
    a->evidence[at] = *x;
}

static void look_for_rise(watch *t, int32_t day)
{
    int32_t first = t->h->days[0].day, week = day - WEEK + 1, past = week - YEAR > first ? week - YEAR : first;
    double e = (double)history_articles(t->h, week, day), E = (double)history_articles(t->h, past, week - 1);
    if (week - first < LEAST_PAST || E < LEAST_ARTICLES)
        return;
    uint32_t k = strained(t, week, day), c = strained(t, past, week - 1);
    double chance = k >= LEAST_SEEN ? chance_of_more(k, c, E, e) : 1;
    alert *a = chance < UNLIKELY ? speak(t, ALERT_RISE, day) : NULL;
    if (!a)
        return;
    a->score = chance > 1e-12 ? -log10(chance) : 12;
    a->seen = k;
    a->expected_10 = (uint32_t)lround(10 * (c + 0.5) * e / E);
    for (uint32_t i = first_on(t->h, week); i < t->h->n && t->h->items[i].day <= day; i++)
        if (t->w->terms[t->h->items[i].term].points > 0)
            add_evidence(a, t->w, &t->h->items[i]);
}

/* A grave act, or a great relief, after half a year without one. */
static void look_at_first(watch *t, const item *x)
{
    const term *k = &t->w->terms[x->term];
    int32_t since = t->seen[x->term], begin = since ? since : t->h->days[0].day;
    if (k->kind != TERM_EVENT || fabs(k->points) < GRAVE || x->day - begin < SILENCE || history_articles(t->h, begin + 1, x->day - 1) < LEAST_ARTICLES)
        return;
    alert *a = speak(t, ALERT_FIRST, x->day);
    if (!a)
        return;
    a->term = x->term;
    a->since = since;
    a->score = x->day - begin;
    add_evidence(a, t->w, x);
}

static void look_at_item(watch *t, const item *x)
{
    const term *k = &t->w->terms[x->term];
    bool line = k->kind == TERM_STATEMENT && strcmp(k->name, "red_line") == 0, off = k->kind == TERM_MEETING && strcmp(k->name, "cancelled") == 0;
    look_at_first(t, x);
    t->seen[x->term] = x->day;
    alert *a = line || off ? speak(t, line ? ALERT_RED_LINE : ALERT_CANCELLED, x->day) : NULL;
    if (!a)
        return;
    a->term = x->term;
    a->score = fabs(k->points);
    add_evidence(a, t->w, x);
}

alert *alerts_of(const history *h, const weights *w, int32_t from, int32_t until, uint32_t *n)
{
    watch t = {.h = h, .w = w};
    for (uint32_t i = 0; i < h->n && h->items[i].day <= until && !t.failed;) {
        int32_t day = h->items[i].day;
        for (; i < h->n && h->items[i].day == day; i++)
            look_at_item(&t, &h->items[i]);
        look_for_rise(&t, day);
    }
    uint32_t kept = 0; /* the past before `from` decides what is first and who is quiet, and is not told */
    for (uint32_t i = 0; i < t.n; i++)
        if (t.list[i].day >= from)
            t.list[kept++] = t.list[i];
    *n = t.failed ? 0 : kept;
    return t.list;
}

/* ---- words ---- */

static void put_scope(buffer *out, const scope *of)
{
    buffer_printf(out, "%s%s%s", of->a[0] ? of->a : "all", of->b[0] ? "-" : "", of->b);
}

static void put_day(buffer *out, int32_t day)
{
    int32_t d = date_from_days(day);
    buffer_printf(out, "%04d-%02d-%02d", d / 10000, d / 100 % 100, d % 100);
}

static void put_term(buffer *out, const term *k)
{
    buffer_printf(out, "%s%s%s", k->name, k->mode[0] ? " " : "", k->mode);
}

void alert_text(const alert *a, const weights *w, buffer *out)
{
    put_scope(out, &a->of);
    switch (a->kind) {
    case ALERT_RISE:
        buffer_printf(out, ": %u strained reports in the week to ", a->seen);
        put_day(out, a->day);
        buffer_printf(out, ", %u.%u were to be expected", a->expected_10 / 10, a->expected_10 % 10);
        break;
    case ALERT_FIRST:
        buffer_puts(out, ": first ");
        put_term(out, &w->terms[a->term]);
        if (a->since) {
            buffer_puts(out, " since ");
            put_day(out, a->since);
        } else
            buffer_printf(out, " in the %d days that are read", (int)a->score);
        break;
    case ALERT_RED_LINE:
        buffer_printf(out, ": %s draws a red line", a->evidence[0].who[0][0] ? a->evidence[0].who[0] : "somebody");
        break;
    default:
        buffer_puts(out, ": talks are called off");
    }
}

void alert_id(const alert *a, const weights *w, char out[80])
{
    int32_t d = date_from_days(a->day);
    const term *k = a->term >= 0 && a->kind == ALERT_FIRST ? &w->terms[a->term] : NULL;
    snprintf(out, 80, "%s-%s%s%s%s%s%s%s-%08d", alert_kind_name(a->kind), a->of.a[0] ? a->of.a : "all", a->of.b[0] ? "-" : "", a->of.b, k ? "-" : "", k ? k->name : "", k && k->mode[0] ? "-" : "",
             k ? k->mode : "", d);
}
