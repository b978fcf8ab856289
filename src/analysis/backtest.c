/* Would it have warned?
 *
 * Alerts are made as they would have been made on each day, and held against what came. A hit is an alert that
 * the target follows within the horizon (its own day does not count). An onset is a target after a horizon
 * without one: a war's hundredth day needs no warning. The base rate says how often the target follows any
 * day; precision below it is worse than a coin. */
#include "analysis/analysis.h"

#include <stdlib.h>

/* Sorted days on which the target came. */
static int32_t *target_days(const history *h, int target, uint32_t *n)
{
    int32_t *days = malloc((h->n + 1) * sizeof *days);
    *n = 0;
    for (uint32_t i = 0; days && i < h->n; i++)
        if (h->items[i].term == target && (*n == 0 || days[*n - 1] != h->items[i].day))
            days[(*n)++] = h->items[i].day;
    return days;
}

/* Is there a day in [from, until]? */
static bool any_in(const int32_t *days, uint32_t n, int32_t from, int32_t until)
{
    uint32_t low = 0, high = n;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (days[middle] < from)
            low = middle + 1;
        else
            high = middle;
    }
    return low < n && days[low] <= until;
}

void backtest_add(backtest *b, const history *h, const weights *w, int target, const int32_t *given, uint32_t n_given, int32_t from, int32_t until, int horizon)
{
    uint32_t n, n_days = n_given;
    int32_t *own = given ? NULL : target_days(h, target, &n_days);
    const int32_t *days = given ? given : own;
    alert *list = days ? alerts_of(h, w, from, until, &n) : NULL;
    for (uint32_t i = 0; list && i < n; i++) {
        if (list[i].kind == ALERT_FIRST && list[i].term == target)
            continue; /* it is the target */
        b->alerts++;
        b->hits += any_in(days, n_days, list[i].day + 1, list[i].day + horizon);
    }
    for (uint32_t i = 0; list && i < n_days; i++) {
        if (days[i] < from + horizon || days[i] > until || any_in(days, n_days, days[i] - horizon, days[i] - 1))
            continue;
        int32_t warned = 0;
        for (uint32_t j = 0; j < n && !warned; j++)
            if (list[j].day >= days[i] - horizon && list[j].day < days[i])
                warned = days[i] - list[j].day;
        b->lead = warned ? (b->lead * b->caught + warned) / (b->caught + 1) : b->lead;
        b->caught += warned != 0;
        b->onsets++;
    }
    for (int32_t day = from; days && day <= until - horizon; day++) {
        b->days++;
        b->base += any_in(days, n_days, day + 1, day + horizon);
    }
    free(list);
    free(own);
}
