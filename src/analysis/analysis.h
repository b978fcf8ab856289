/* analysis: how tension moves. Receives a store's columns; leaves a history of what was told between two countries
 * (or about one), the tension index over it with its parts, points at which its pace changed, alerts with
 * their evidence, and how well alerts would have done. Methods and their sources: docs/tension.md.
 *
 *     weights w;
 *     history *h = weights_read("knowledge/measures/tension.txt", &w, &err) == 0 ? history_open(c, &w, &(scope){"RUS", "UKR"}, 0, &err) : NULL;
 *     tension *t = h ? tension_of(h, &w, from, until, &err) : NULL;
 *
 * An item's day is the day its article was published: what is said of day D rests on what was published by D. */
#ifndef CASUS_ANALYSIS_H
#define CASUS_ANALYSIS_H

#include "columns/columns.h"

/* ---- weights.c: what counts how much ---- */

enum { MAX_TERMS = 96, N_STATUS = 5 };

typedef enum term_kind { TERM_EVENT, TERM_STATEMENT, TERM_MEETING } term_kind;

typedef struct term {
    term_kind kind;
    char name[24], mode[24]; /* "ASSAULT" "aerial", "red_line" "", "cancelled" "" */
    double points;           /* above 0 strain, below 0 relief */
    int line;                /* of the file */
} term;

typedef struct weights {
    term terms[MAX_TERMS];
    int n;
    double status[N_STATUS]; /* by casus_status */
    double half_life;        /* days, > 0 */
    double prior;            /* articles, >= 0 */
    double spread;           /* share of each point value, 0..1 */
} weights;

/* 0, or CASUS_EFILE or CASUS_EFORMAT with "FILE:LINE: what" in *err. */
int weights_read(const char *path, weights *w, casus_error *err);
/* The same from memory; name stands in messages. */
int weights_parse(const char *name, str text, weights *w, casus_error *err);

/* ---- history.c: rows to days ---- */

typedef struct scope { /* codes of countries; b "" : all of a's events; both "": everything */
    char a[4], b[4];
} scope;

typedef struct item { /* one thing told: an event (once, at its first report), a statement, a meeting */
    int32_t day;      /* days since 1970 */
    int16_t term;     /* index into weights.terms */
    float factor;     /* its status' share times its certainty */
    int32_t sentence;
    uint32_t document;
    int64_t report;   /* the store's number; 0 for statements and meetings */
    char who[2][4];   /* countries of the first actor (speaker) and recipient (addressee); "" unknown */
} item;

typedef struct history {
    scope of;
    item *items;  /* by day, then document, then sentence */
    uint32_t n;
    const col_day *days; /* days on which something was read, in order; the columns' */
    uint32_t n_days;
} history;

/* until: days since 1970 of the last article that counts; 0: all. NULL and *err when memory ends. Free it before the columns. */
history *history_open(const columns *c, const weights *w, const scope *of, int32_t until, casus_error *err);
void history_free(history *h);
/* Articles read on days [from, until]. */
int64_t history_articles(const history *h, int32_t from, int32_t until);

/* The id of an item's event; "" for statements and meetings. 0, or CASUS_EFILE and *err. */
int item_event(store *s, const item *x, char out[48], casus_error *err);

/* A history for each pair of countries (a < b) told together in at least `least` items, most first; *n of them, in one pass
 * over the columns. NULL and *err when memory ends; free with histories_free. */
history **histories_open(const columns *c, const weights *w, uint32_t least, int32_t until, uint32_t *n, casus_error *err);
void histories_free(history **list, uint32_t n);

/* ---- tension.c: the index ---- */

typedef struct tension_day {
    int32_t day, articles;
    uint32_t items;          /* of this day */
    double value, low, high; /* points per 100 articles; 5th and 95th percentile over perturbed weights */
    double strain, relief;   /* value = strain - relief */
    double past;             /* what of value is the mean of all days so far, for want of articles (weights.prior) */
} tension_day;

typedef struct tension {
    tension_day *days; /* every day from..until, also those without articles */
    uint32_t n;
    double *parts;     /* n rows of weights.n: what each term adds to value */
    int n_terms;
} tension;

/* The index over [from, until] (days since 1970), by decayed sums of points over decayed sums of articles; its band on `until` and every
 * `step` days before (it is what takes time), elsewhere NAN. NULL and *err when memory ends or the range is none. Free it. */
tension *tension_of(const history *h, const weights *w, int32_t from, int32_t until, int step, casus_error *err);
void tension_free(tension *t);
/* What an item adds to the value of `day` is share * points * factor * 2^(-age/half-life), with this share. */
double tension_share(const history *h, const weights *w, int32_t day);

/* ---- change.c: is the pace another one? ---- */

/* Chance of k or more when c were seen over exposure E and the exposure now is e: the negative binomial that a Poisson rate
 * with Jeffreys' prior predicts. 1 when e is 0. */
double chance_of_more(uint32_t k, uint32_t c, double E, double e);

typedef struct segment {
    int32_t from, until; /* days */
    uint32_t items;
    double articles, rate; /* rate: items per 100 articles */
} segment;

/* Weeks of strain (terms above 0) cut where the pace changed: binary segmentation by Poisson likelihood. *n segments, malloc'd. */
segment *changes_of(const history *h, const weights *w, int32_t from, int32_t until, uint32_t *n);

/* ---- alert.c ---- */

typedef enum alert_kind { ALERT_RISE, ALERT_FIRST, ALERT_RED_LINE, ALERT_CANCELLED, N_ALERT_KINDS } alert_kind;

enum { EVIDENCE_MOST = 5 };

typedef struct alert {
    alert_kind kind;
    scope of;
    int32_t day;
    int16_t term;    /* what was seen; -1 for a rise */
    int32_t since;   /* ALERT_FIRST: the day it was last seen, 0 never before */
    double score;    /* ALERT_RISE: -log10 of the chance; ALERT_FIRST: days of silence; else the term's points */
    uint32_t seen, expected_10; /* ALERT_RISE: items this week, and ten times those expected */
    item evidence[EVIDENCE_MOST]; /* heaviest first */
    uint32_t n_evidence;
} alert;

const char *alert_kind_name(alert_kind kind); /* "rise" "first" "red-line" "cancelled" */
/* Alerts of one history with day in [from, until], in order; each rests on what was published by its day. *n of them, malloc'd;
 * NULL with *n == 0 when there are none. */
alert *alerts_of(const history *h, const weights *w, int32_t from, int32_t until, uint32_t *n);
/* One line of plain words: "RUS-UKR: 14 strained reports in the week to 2022-02-20, 3.1 were to be expected". */
void alert_text(const alert *a, const weights *w, buffer *out);
/* The same alert has the same id in every run: "rise-RUS-UKR-20220220". */
void alert_id(const alert *a, const weights *w, char out[80]);

/* ---- record.c: JSON ---- */

/* Each appends an array of objects. `step` days between two: 1, or 7 for weeks that end on `until`. */
void tension_json(const tension *t, const weights *w, int step, buffer *out); /* day value low high strain relief articles items parts{} */
void changes_json(const segment *list, uint32_t n, buffer *out);              /* from until rate items articles */
/* The items that make the value of `day`, heaviest first, at most `most` (0: all): day term points kind actor recipient event document sentence text. */
int items_json(store *s, const history *h, const weights *w, int32_t day, uint32_t most, buffer *out, casus_error *err);
int alerts_json(store *s, const alert *list, uint32_t n, const weights *w, buffer *out, casus_error *err); /* id kind day subject text score evidence[] */
/* The same as an Atom feed (RFC 4287); base is the address of the page that shows an alert, "" for none. */
int alerts_atom(store *s, const alert *list, uint32_t n, const weights *w, const char *base, buffer *out, casus_error *err);

/* ---- backtest.c ---- */

typedef struct backtest {
    uint32_t alerts, hits;      /* alerts followed by the target within the horizon */
    uint32_t onsets, caught;    /* targets after a quiet horizon, and those with an alert before them */
    uint32_t days, base;        /* days looked at, and those that the target followed */
    double lead;                /* mean days between a caught onset and its first alert */
} backtest;

/* How alerts of [from, until] did against the days on which items of term `target` (an index into weights) came, or against
 * `given` days (sorted) when that is not NULL. Adds to *b. */
void backtest_add(backtest *b, const history *h, const weights *w, int target, const int32_t *given, uint32_t n_given, int32_t from, int32_t until, int horizon);

#endif
