/* Is the pace another one?
 *
 * Two answers. For an alert: how likely were as many strained reports this week, if the pace were that of the
 * past year? With c reports in E articles then, a Poisson rate with Jeffreys' prior has a gamma posterior, and
 * the number among e articles now a negative binomial (Gelman et al., Bayesian Data Analysis, 3rd ed., 2.6):
 * thin coverage makes it wide by itself. For a timeline: weeks are cut where two rates fit better than one,
 * again and again (binary segmentation, Scott and Knott 1974) by the Poisson likelihood with the articles as
 * exposure; a cut must gain PENALTY times the log of the number of weeks, as in the usual information criteria. */
#include "analysis/analysis.h"

#include <math.h>
#include <stdlib.h>

enum { WEEK = 7, LEAST_WEEKS = 2 };
static const double PENALTY = 2;

double chance_of_more(uint32_t k, uint32_t c, double E, double e)
{
    if (k == 0 || e <= 0 || E <= 0)
        return 1;
    double r = c + 0.5, p = e / (E + e), fewer = 0;
    for (uint32_t i = 0; i < k; i++)
        fewer += exp(lgamma(i + r) - lgamma(i + 1.0) - lgamma(r) + r * log1p(-p) + i * log(p));
    return fewer >= 1 ? 0 : 1 - fewer;
}

/* Log-likelihood of k in e at its own rate, without what does not depend on the cut. */
static double fit(double k, double e)
{
    return k > 0 && e > 0 ? k * log(k / e) : 0;
}

typedef struct weeks { /* sums before each week: item i of week w is at[w + 1] - at[w] */
    double *items, *articles;
    uint32_t n;
} weeks;

static void cut(const weeks *x, uint32_t from, uint32_t to, double penalty, bool *is_cut)
{
    double k = x->items[to] - x->items[from], e = x->articles[to] - x->articles[from], best = penalty;
    uint32_t at = 0;
    for (uint32_t w = from + LEAST_WEEKS; w + LEAST_WEEKS <= to; w++) {
        double k1 = x->items[w] - x->items[from], e1 = x->articles[w] - x->articles[from];
        double gain = fit(k1, e1) + fit(k - k1, e - e1) - fit(k, e);
        if (e1 > 0 && e - e1 > 0 && gain > best) {
            best = gain;
            at = w;
        }
    }
    if (!at)
        return;
    is_cut[at] = true;
    cut(x, from, at, penalty, is_cut);
    cut(x, at, to, penalty, is_cut);
}

static void sum_weeks(const history *h, const weights *w, int32_t from, weeks *x)
{
    for (uint32_t i = 0; i < h->n; i++) {
        const item *y = &h->items[i];
        if (y->day >= from && y->day < from + (int32_t)x->n * WEEK && w->terms[y->term].points > 0)
            x->items[(uint32_t)(y->day - from) / WEEK + 1]++;
    }
    for (uint32_t i = 0; i < x->n; i++) {
        int32_t day = from + (int32_t)i * WEEK;
        x->articles[i + 1] = x->articles[i] + (double)history_articles(h, day, day + WEEK - 1);
        x->items[i + 1] += x->items[i];
    }
}

segment *changes_of(const history *h, const weights *w, int32_t from, int32_t until, uint32_t *n)
{
    weeks x = {.n = until >= from ? (uint32_t)(until - from) / WEEK + 1 : 0};
    *n = 0;
    if (!x.n)
        return NULL;
    x.items = calloc(x.n + 1, sizeof *x.items);
    x.articles = calloc(x.n + 1, sizeof *x.articles);
    bool *is_cut = calloc(x.n + 1, sizeof *is_cut);
    segment *list = calloc(x.n + 1, sizeof *list);
    if (x.items && x.articles && is_cut && list) {
        sum_weeks(h, w, from, &x);
        cut(&x, 0, x.n, PENALTY * log(x.n + 1.0), is_cut);
        for (uint32_t i = 0, begin = 0; i < x.n; i++) {
            if (i + 1 < x.n && !is_cut[i + 1])
                continue;
            int32_t end = from + (int32_t)(i + 1) * WEEK - 1;
            segment *s = &list[(*n)++];
            *s = (segment){.from = from + (int32_t)begin * WEEK, .until = end < until ? end : until, .items = (uint32_t)(x.items[i + 1] - x.items[begin]),
                           .articles = x.articles[i + 1] - x.articles[begin]};
            s->rate = s->articles > 0 ? 100 * s->items / s->articles : 0;
            begin = i + 1;
        }
    }
    free(x.items);
    free(x.articles);
    free(is_cut);
    return list;
}
