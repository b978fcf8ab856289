/* The analysis room: weights, the index over a small store made by hand, changes, alerts, backtest. */
#include "analysis/analysis.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static const char small[] = "event ASSAULT ; 9\nevent CONSULT ; -2\nevent CONSULT visit ; -4 # a mode\n\nstatement red_line ; 4\nmeeting cancelled ; 3\nstatus future ; 0.5\n"
                            "half-life ; 10\nprior ; 0\nspread ; 0.25\n";

static void weights_small(weights *w)
{
    casus_error err = {0};
    if (weights_parse("w", str_of(small), w, &err) != 0)
        fail_msg("%s", err.message);
}

static void test_weights(void **state)
{
    (void)state;
    weights w;
    casus_error err;
    weights_small(&w);
    assert_int_equal(w.n, 5);
    assert_string_equal(w.terms[2].mode, "visit");
    assert_true(w.half_life == 10 && w.prior == 0 && w.status[1] == 0.5);
    assert_int_equal(weights_read(CASUS_SOURCE_DIR "/knowledge/measures/tension.txt", &w, &err), 0);
    static const char *const bad[][2] = {
        {"event ASAULT ; 9", "w:1: no such event 'ASAULT'"},
        {"event ASSAULT ; nine", "w:1: 'nine' is no number"},
        {"event ASSAULT", "w:1: '' is no number"},
        {"event ASSAULT ; 1\nevent ASSAULT ; 2", "w:2: told already in line 1"},
        {"statement threat violence ; 1", "w:1: only events have modes"},
        {"weight ASSAULT ; 9", "w:1: no such line 'weight ASSAULT'"},
        {"half-life ; 0\nevent ASSAULT ; 1", "w:1: half-life lies between"},
        {"event ASSAULT ; nan", "w:1: 'nan' is no number"},
        {"", "w: it names no term"},
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        assert_int_equal(weights_parse("w", str_of(bad[i][0]), &w, &err), CASUS_EFORMAT);
        if (strncmp(err.message, bad[i][1], strlen(bad[i][1])) != 0)
            fail_msg("'%s' gave '%s'", bad[i][0], err.message);
    }
}

static item told(int32_t day, int16_t what, int32_t sentence)
{
    return (item){.day = day, .term = what, .factor = 1, .document = (uint32_t)day, .sentence = sentence, .who = {"AAA", "BBB"}};
}

/* By hand: one attack on day 0 among 10 articles, 10 more articles on day 10, half-life 10 days. */
static void test_index(void **state)
{
    (void)state;
    weights w;
    casus_error err;
    weights_small(&w);
    item items[] = {told(100, 0, 1), told(110, 1, 2)};
    col_day days[] = {{100, 10, 0}, {110, 10, 0}};
    history h = {.of = {"AAA", "BBB"}, .items = items, .n = 2, .days = days, .n_days = 2};
    tension *t = tension_of(&h, &w, 99, 120, 1, &err);
    assert_non_null(t);
    assert_int_equal(t->n, 22);
    assert_true(t->days[0].value == 0);                           /* before anything was read */
    assert_true(fabs(t->days[1].value - 90) < 1e-9);              /* 9 points in 10 articles */
    assert_true(fabs(t->days[10].value - 90) < 1e-9);             /* days without articles leave it where it is */
    assert_true(fabs(t->days[11].value - (4.5 - 2) / 15 * 100) < 1e-9); /* 9 half decayed, less 2, in 5 + 10 articles */
    assert_true(fabs(t->days[11].strain - 30) < 1e-9 && fabs(t->days[11].relief - 40.0 / 3) < 1e-9);
    assert_true(t->days[1].low < 90 && t->days[1].high > 90 && t->days[1].low > 90 * 0.74 && t->days[1].high < 90 * 1.26);
    for (uint32_t i = 0; i < t->n; i++) { /* the parts are the whole */
        double sum = 0;
        for (int k = 0; k < t->n_terms; k++)
            sum += t->parts[i * (uint32_t)t->n_terms + (uint32_t)k];
        assert_true(fabs(sum - t->days[i].value) < 1e-9);
    }
    double share = tension_share(&h, &w, 110); /* and the items are the parts */
    assert_true(fabs(share * (9 * 0.5 - 2) - t->days[11].value) < 1e-9);
    tension_free(t);
    assert_null(tension_of(&h, &w, 10, 9, 1, &err));
    w.prior = 10; /* thin days lean on the past: at first there is none but themselves */
    t = tension_of(&h, &w, 100, 110, 1, &err);
    assert_non_null(t);
    assert_true(fabs(t->days[0].value - 90) < 1e-9);
    assert_true(t->days[10].value > (4.5 - 2) / 15 * 100);
    assert_true(fabs(t->days[10].past - 100 * 10 * (9.0 - 2) / 20 / (15 + 10)) < 1e-9); /* ten articles at the mean of all twenty */
    tension_free(t);
}

static void test_chance(void **state) /* against values of the negative binomial, r = c + 0.5, p = e / (E + e) */
{
    (void)state;
    assert_true(chance_of_more(0, 5, 10, 1) == 1);
    assert_true(chance_of_more(3, 5, 10, 0) == 1);
    assert_true(fabs(chance_of_more(1, 0, 1, 1) - (1 - sqrt(0.5))) < 1e-12);
    assert_true(fabs(chance_of_more(2, 1, 3, 1) - (1 - pow(0.75, 1.5) * (1 + 1.5 * 0.25))) < 1e-12);
    assert_true(chance_of_more(20, 10, 100, 10) < 1e-6);
    assert_true(chance_of_more(2, 100, 1000, 10) > 0.2);
}

static void test_changes(void **state)
{
    (void)state;
    weights w;
    uint32_t n, made = 0;
    item items[400];
    col_day days[40 * 7];
    weights_small(&w);
    for (int week = 0; week < 40; week++)
        for (int d = 0; d < 7; d++) {
            days[week * 7 + d] = (col_day){week * 7 + d + 1000, 10, 0};
            if (d < (week < 20 ? 1 : 7)) /* one a week, then seven */
                items[made++] = told(week * 7 + d + 1000, 0, d);
        }
    history h = {.items = items, .n = made, .days = days, .n_days = 280};
    segment *s = changes_of(&h, &w, 1000, 1279, &n);
    assert_int_equal(n, 2);
    assert_int_equal(s[0].until, 1000 + 20 * 7 - 1);
    assert_true(s[1].rate > s[0].rate * 6.5 && s[1].rate < s[0].rate * 7.5);
    free(s);
    for (uint32_t i = 0; i < made; i++) /* an even pace is left alone */
        items[i].day = 1000 + (int32_t)(i * 280 / made);
    s = changes_of(&h, &w, 1000, 1279, &n);
    assert_int_equal(n, 1);
    free(s);
    assert_null(changes_of(&h, &w, 10, 9, &n));
}

static void test_alerts(void **state)
{
    (void)state;
    weights w;
    uint32_t n, made = 0;
    item items[60];
    col_day days[400];
    buffer text = {0};
    char id[80];
    weights_small(&w);
    for (int d = 0; d < 400; d++)
        days[d] = (col_day){1000 + d, 5, 0};
    for (int d = 0; d < 6; d++)
        items[made++] = told(1010 + d, 0, d); /* a few at first */
    for (int d = 0; d < 5; d++)
        items[made++] = told(1300 + d, 0, d); /* after 285 quiet days: first, and a rise */
    items[made++] = told(1310, 3, 0); /* a red line */
    items[made++] = told(1312, 3, 0); /* another, too soon */
    items[made++] = told(1320, 4, 0); /* talks are off */
    history h = {.of = {"AAA", "BBB"}, .items = items, .n = made, .days = days, .n_days = 400};
    alert *a = alerts_of(&h, &w, 1000, 1399, &n);
    assert_int_equal(n, 4);
    assert_true(a[0].kind == ALERT_FIRST && a[0].day == 1300 && a[0].since == 1015);
    assert_true(a[1].kind == ALERT_RISE && a[1].day == 1302 && a[1].seen == 3 && a[1].n_evidence == 3);
    assert_true(a[2].kind == ALERT_RED_LINE && a[2].day == 1310);
    assert_true(a[3].kind == ALERT_CANCELLED && a[3].day == 1320);
    alert_text(&a[1], &w, &text);
    assert_string_equal(text.p, "AAA-BBB: 3 strained reports in the week to 1973-07-26, 0.2 were to be expected");
    alert_id(&a[0], &w, id);
    assert_string_equal(id, "first-AAA-BBB-ASSAULT-19730724");
    buffer_free(&text);
    free(a);
    a = alerts_of(&h, &w, 1305, 1399, &n); /* what came before decides who is quiet, and is not told again */
    assert_int_equal(n, 2);
    free(a);
    uint32_t before;
    alert *early = alerts_of(&h, &w, 1000, 1302, &before); /* as known on that day: the future changes nothing */
    assert_int_equal(before, 2);
    free(early);
}

static void test_backtest(void **state)
{
    (void)state;
    weights w;
    item items[] = {told(1200, 3, 0), told(1210, 0, 0), told(1211, 0, 0), told(1300, 3, 0), told(1390, 0, 0)};
    col_day days[400];
    backtest b = {0};
    weights_small(&w);
    for (int d = 0; d < 400; d++)
        days[d] = (col_day){1000 + d, 5, 0};
    history h = {.of = {"AAA", "BBB"}, .items = items, .n = 5, .days = days, .n_days = 400};
    backtest_add(&b, &h, &w, 0, NULL, 0, 1000, 1399, 30);
    assert_int_equal(b.alerts, 2); /* two red lines; the first ASSAULT is the target itself */
    assert_int_equal(b.hits, 1);
    assert_int_equal(b.onsets, 2);
    assert_int_equal(b.caught, 1);
    assert_true(b.lead == 10);
    assert_int_equal(b.days, 370);
    assert_int_equal(b.base, 31 + 10); /* 1180..1210 before 1210 and 1211, 1360..1369 before 1390 */
    int32_t given[] = {1305};
    b = (backtest){0};
    backtest_add(&b, &h, &w, 0, given, 1, 1000, 1399, 30);
    assert_int_equal(b.hits, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_weights), cmocka_unit_test(test_index),   cmocka_unit_test(test_chance),
                                       cmocka_unit_test(test_changes), cmocka_unit_test(test_alerts), cmocka_unit_test(test_backtest)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
