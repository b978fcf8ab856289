/* The tension index.
 *
 *     value(t) = 100 * sum of points(i) * 2^(-age(i)/half-life)  /  (sum of articles * 2^(-age/half-life) + prior share)
 *
 * A ratio of two decayed sums: what was told, against how much was read. A day with twice the articles does
 * not look twice as tense, and a day without any leaves the index where it was instead of at zero. While few
 * articles stand behind it the ratio leans on its own past: `prior` articles at the mean of all days so far.
 * Each item's points are those of its term, times the share of its status, times how certain the coding is.
 *
 * The index is linear in the points, so its parts add up exactly, and the band is quick: the same days with
 * every term's points moved by its own random share within +-spread, 200 times from a fixed seed; 5th and
 * 95th percentile. (Ratio estimator: Cochran, Sampling Techniques, 1977, ch. 6; decay: Brown 1959; weights
 * varied as for composite indices: Saisana, Saltelli and Tarantola 2005.) */
#include "analysis/analysis.h"

#include <math.h>
#include <stdlib.h>

enum { DRAWS = 200, MOST_DAYS = 40000 };

/* Deterministic shares in [-1, 1]: xorshift64* (Marsaglia 2003; Vigna 2016). */
static double draw(uint64_t *state)
{
    *state ^= *state >> 12;
    *state ^= *state << 25;
    *state ^= *state >> 27;
    return (double)((*state * 2685821657736338717u) >> 11) / 4503599627370496.0 - 1.0;
}

static void draws_make(double *moved, const weights *w)
{
    uint64_t state = 20220111;
    for (int d = 0; d < DRAWS; d++)
        for (int k = 0; k < w->n; k++)
            moved[d * w->n + k] = w->terms[k].points * (1 + w->spread * draw(&state));
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

/* Percentiles of the moved sums over what each term has on this day, per 100 articles. */
static void band(const double *moved, int n_terms, const double *held, double scale, tension_day *out)
{
    double sums[DRAWS];
    for (int d = 0; d < DRAWS; d++) {
        sums[d] = 0;
        for (int k = 0; k < n_terms; k++)
            sums[d] += moved[d * n_terms + k] * held[k];
        sums[d] *= scale;
    }
    qsort(sums, DRAWS, sizeof *sums, by_size);
    out->low = sums[DRAWS * 5 / 100];
    out->high = sums[DRAWS * 95 / 100 - 1];
}

typedef struct running { /* decayed sums up to a day, and plain ones for the mean of the past */
    double held[MAX_TERMS], all[MAX_TERMS], articles, all_articles;
} running;

static void day_add(running *r, const history *h, double keep, uint32_t *item_at, uint32_t *day_at, int32_t day, tension_day *out)
{
    r->articles *= keep;
    for (int k = 0; k < MAX_TERMS; k++)
        r->held[k] *= keep;
    while (*day_at < h->n_days && h->days[*day_at].day <= day) {
        out->articles += h->days[*day_at].day == day ? h->days[*day_at].articles : 0;
        r->articles += h->days[*day_at].articles;
        r->all_articles += h->days[(*day_at)++].articles;
    }
    while (*item_at < h->n && h->items[*item_at].day <= day) {
        const item *x = &h->items[(*item_at)++];
        r->held[x->term] += x->factor;
        r->all[x->term] += x->factor;
        out->items++;
    }
}

/* What each term has per article: its decayed sum, leaning on the mean of all days so far. */
static void shares(const running *r, const weights *w, double *held, double *past)
{
    double below = r->articles + w->prior;
    *past = 0;
    for (int k = 0; k < w->n; k++) {
        double mean = r->all_articles > 0 ? r->all[k] / r->all_articles : 0;
        held[k] = below > 0 ? (r->held[k] + w->prior * mean) / below : 0;
        *past += below > 0 ? 100 * w->terms[k].points * w->prior * mean / below : 0;
    }
}

tension *tension_of(const history *h, const weights *w, int32_t from, int32_t until, int step, casus_error *err)
{
    if (until < from || until - from >= MOST_DAYS) {
        error_set(err, CASUS_EUSAGE, "the index covers 1 to %d days", MOST_DAYS);
        return NULL;
    }
    uint32_t n = (uint32_t)(until - from + 1), item_at = 0, day_at = 0;
    tension *t = calloc(1, sizeof *t);
    double *moved = calloc((size_t)DRAWS * (size_t)w->n, sizeof *moved), keep = exp2(-1 / w->half_life);
    running *r = calloc(1, sizeof *r);
    if (t) {
        *t = (tension){.days = calloc(n, sizeof *t->days), .n = n, .parts = calloc((size_t)n * (size_t)w->n, sizeof *t->parts), .n_terms = w->n};
    }
    if (!t || !moved || !r || !t->days || !t->parts) {
        error_set(err, CASUS_ENOMEM, "out of memory");
        tension_free(t);
        free(moved);
        free(r);
        return NULL;
    }
    draws_make(moved, w);
    int32_t first = h->n_days && h->days[0].day < from ? h->days[0].day : from;
    for (int32_t day = first; day <= until; day++) {
        tension_day out = {.day = day};
        double held[MAX_TERMS];
        day_add(r, h, keep, &item_at, &day_at, day, &out);
        if (day < from)
            continue;
        shares(r, w, held, &out.past);
        double *parts = t->parts + (size_t)(day - from) * (size_t)w->n;
        for (int k = 0; k < w->n; k++) {
            parts[k] = 100 * held[k] * w->terms[k].points;
            *(parts[k] > 0 ? &out.strain : &out.relief) += fabs(parts[k]);
        }
        out.value = out.strain - out.relief;
        out.low = out.high = NAN;
        if ((until - day) % step == 0)
            band(moved, w->n, held, 100, &out);
        t->days[day - from] = out;
    }
    free(moved);
    free(r);
    return t;
}

double tension_share(const history *h, const weights *w, int32_t day)
{
    double articles = 0;
    for (uint32_t i = 0; i < h->n_days && h->days[i].day <= day; i++)
        articles += h->days[i].articles * exp2((h->days[i].day - day) / w->half_life);
    return articles + w->prior > 0 ? 100 / (articles + w->prior) : 0;
}

void tension_free(tension *t)
{
    if (!t)
        return;
    free(t->days);
    free(t->parts);
    free(t);
}
