/* Which day is "Tuesday"?
 *
 *   Published 11 January 2022: "Troops started drills on Tuesday, a day after the US urged ...
 *   Talks will go on next week. Two summits were held last month."
 *
 * An expression that names its year stands for itself. The others need an anchor: the publication
 * day for "last month", "ago", "Tuesday"; the day the story has reached for "later", "the previous
 * day", "a day after". A bare weekday or month is the nearest one in the direction of the verb's
 * tense. Without a publication day relative expressions keep their span and get no value.
 *
 * Histories are told in order: where the years a document names lie well before its own day, a bare
 * "In April" belongs to the year the story has reached, not to the year of publication. */
#include "measure/measure.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct span { /* a value under construction */
    int32_t from, until;
    char precision;
    char value[40];
} span;

/* Large steps would leave the calendar; nothing that far is meant. */
static bool calendar_holds(int year)
{
    return year >= 1 && year <= 9998;
}

static span span_year(int year)
{
    span s = {year * 10000 + 101, year * 10000 + 1231, 'y', ""};
    snprintf(s.value, sizeof s.value, "%04d", year);
    return s;
}

static span span_month(int32_t day)
{
    int year = day / 10000, month = day / 100 % 100;
    span s = {year * 10000 + month * 100 + 1, year * 10000 + month * 100 + date_month_length(year, month), 'm', ""};
    snprintf(s.value, sizeof s.value, "%04d-%02d", year, month);
    return s;
}

static span span_day(int32_t day)
{
    span s = {day, day, 'd', ""};
    snprintf(s.value, sizeof s.value, "%04d-%02d-%02d", day / 10000, day / 100 % 100, day % 100);
    return s;
}

static span span_days(int32_t from, int32_t until, char precision)
{
    return (span){from, until, precision, ""};
}

/* ISO 8601 week: the one that holds the Thursday. */
static span span_week(int32_t day, bool weekend)
{
    int32_t monday = date_add_days(day, -date_weekday(day)), thursday = date_add_days(monday, 3);
    int year = thursday / 10000, week = (date_days(thursday) - date_days(year * 10000 + 101)) / 7 + 1;
    span s = span_days(weekend ? date_add_days(monday, 5) : monday, date_add_days(monday, 6), 'm');
    snprintf(s.value, sizeof s.value, "%04d-W%02d%s", year, week, weekend ? "-WE" : "");
    return s;
}

static span span_quarter(int year, int quarter)
{
    int month = quarter * 3 - 2;
    span s = span_days(year * 10000 + month * 100 + 1, year * 10000 + (month + 2) * 100 + date_month_length(year, month + 2), 'y');
    snprintf(s.value, sizeof s.value, "%04d-Q%d", year, quarter);
    return s;
}

static span span_half(int year, int half)
{
    span s = span_days(year * 10000 + (half == 1 ? 101 : 701), year * 10000 + (half == 1 ? 630 : 1231), 'y');
    snprintf(s.value, sizeof s.value, "%04d-H%d", year, half);
    return s;
}

/* Northern seasons; a winter counts to the year it begins in. */
static span span_season(int year, int season)
{
    static const char *const name[] = {"", "SP", "SU", "FA", "WI"};
    static const int first[] = {0, 3, 6, 9, 12};
    int32_t from = year * 10000 + first[season] * 100 + 1;
    span s = span_days(from, date_add_days(date_add_months(from, 3), -1), 'y');
    snprintf(s.value, sizeof s.value, "%04d-%s", year, name[season]);
    return s;
}

static span span_years(int first, int n)
{
    span s = span_days(first * 10000 + 101, (first + n - 1) * 10000 + 1231, 0);
    if (n == 10)
        snprintf(s.value, sizeof s.value, "%03d", first / 10);
    else
        snprintf(s.value, sizeof s.value, "%02d", first / 100);
    return s;
}

/* ---- anchors ---- */

static int32_t anchor_of(const measures *m, bool from_text)
{
    if ((from_text || m->history) && m->anchor)
        return m->anchor;
    return m->history ? 0 : m->at.d->doc.date;
}

/* Does the sentence at hand, or the one before it, stand in another year than the publication? */
static bool anchor_near(const measures *m)
{
    return m->anchor && m->sentence - m->anchor_sentence <= 1 && m->anchor / 10000 != m->at.d->doc.date / 10000;
}

static void anchor_set(measures *m, const span *s, char unit)
{
    m->anchor = s->from;
    m->anchor_unit = unit;
    m->anchor_sentence = m->sentence;
}

/* ---- points ---- */

/* The year of a bare month: told in order in a history, by tense in the news. */
static int year_of_month(const measures *m, int month, int tense)
{
    bool ahead = m->anchor > m->at.d->doc.date && tense < 0; /* "by 2027. They agreed in March": not in that year */
    if (m->history || (anchor_near(m) && !ahead) || !m->at.d->doc.date) {
        if (!m->anchor)
            return 0;
        int year = m->anchor / 10000, at = m->anchor / 100 % 100;
        return m->anchor_unit != 'Y' && at - month >= 6 ? year + 1 : year;
    }
    int32_t date = m->at.d->doc.date;
    int year = date / 10000, now = date / 100 % 100;
    if (tense > 0)
        return month >= now ? year : year + 1;
    if (tense < 0)
        return month <= now ? year : year - 1;
    return month - now > 3 ? year - 1 : now - month > 8 ? year + 1 : year;
}

/* The day of a bare weekday (1 Monday): the last one, today included; ahead for the future. */
static int32_t day_of_weekday(const measures *m, const time_expr *e, int tense)
{
    int32_t anchor = anchor_of(m, e->from_text);
    if (!anchor || (m->history && m->anchor_unit != 'D'))
        return 0;
    int step = e->weekday - 1 - date_weekday(anchor);
    bool ahead = e->step > 0 || (e->shape == SHAPE_POINT && (tense > 0 || m->history));
    if (e->shape == SHAPE_SHIFT && e->step == 0)
        return date_add_days(anchor, step); /* "this Friday": of this week */
    if (ahead && (step < 0 || (step == 0 && e->strict)))
        step += 7;
    if (!ahead && (step > 0 || (step == 0 && e->strict)))
        step -= 7;
    return date_add_days(anchor, step);
}

/* "Monday 21", "the 18th": the nearest month that has the day, and has it on that weekday. */
static int32_t day_of_month(const measures *m, const time_expr *e, int tense)
{
    enum { MONTHS = 14 };
    int32_t anchor = anchor_of(m, false), first = anchor / 100 * 100 + 1;
    for (int back = 0; anchor && back < 2; back++) /* the way the tense points, then the other */
        for (int k = 0; k < MONTHS; k++) {
            bool ahead = (tense > 0) != (back == 1);
            int32_t day = date_add_months(first, ahead ? k : -k) + e->day - 1;
            bool side = ahead ? day >= anchor : day <= anchor;
            if (side && date_valid(day) && (!e->weekday || date_weekday(day) == e->weekday - 1))
                return day;
        }
    return 0;
}

static bool resolve_day(const measures *m, const time_expr *e, int tense, span *s)
{
    int32_t day = 0;
    if (e->day && !e->month) {
        day = day_of_month(m, e, tense);
    } else if (e->day) {
        int year = e->year ? e->year : year_of_month(m, e->month, tense);
        day = year * 10000 + e->month * 100 + e->day;
    } else if (e->weekday) {
        day = day_of_weekday(m, e, tense);
    }
    if (!date_valid(day))
        return false;
    *s = span_day(day);
    return true;
}

static bool resolve_before_christ(const time_expr *e, span *s)
{
    *s = (span){0};
    if (e->grain == 'C')
        snprintf(s->value, sizeof s->value, "BC%02d", e->year / 100);
    else if (e->month && e->day)
        snprintf(s->value, sizeof s->value, "BC%04d-%02d-%02d", e->year, e->month, e->day);
    else if (e->month)
        snprintf(s->value, sizeof s->value, "BC%04d-%02d", e->year, e->month);
    else
        snprintf(s->value, sizeof s->value, "BC%04d", e->year);
    return true;
}

/* The year in which a season, quarter or half without one lies. */
static int year_of_part(const measures *m, const time_expr *e, int first_month, int tense)
{
    return e->year ? e->year : year_of_month(m, first_month, tense);
}

/* "the second week of May", "the last month of 2021": n of them from the first day on, weeks begin on Mondays. */
static void resolve_piece(const time_expr *e, span *s)
{
    if (e->piece == 'M' && e->n <= 12) {
        *s = span_month(s->from / 10000 * 10000 + (e->n < 0 ? 12 : (int)e->n) * 100 + 1);
    } else if (e->piece == 'W') {
        int32_t thursday = date_add_days(s->from, (3 - date_weekday(s->from) + 7) % 7); /* of the first week that is mostly inside */
        int32_t day = e->n < 0 ? date_add_days(s->until, -((date_weekday(s->until) - 3 + 7) % 7)) : date_add_days(thursday, ((int)e->n - 1) * 7);
        if (date_valid(day) && day <= s->until)
            *s = span_week(day, false);
    }
}

static bool resolve_point(measures *m, const time_expr *e, int tense, span *s)
{
    char unit = 'Y';
    if (e->bc)
        return resolve_before_christ(e, s);
    if (e->day || e->weekday) {
        if (!resolve_day(m, e, tense, s))
            return false;
        unit = 'D';
    } else if (e->month) {
        int year = e->year ? e->year : year_of_month(m, e->month, tense);
        if (!calendar_holds(year))
            return false;
        *s = span_month(year * 10000 + e->month * 100 + 1);
        unit = 'M';
    } else if (e->season || e->quarter || e->half) {
        int month = e->season ? e->season * 3 : e->quarter ? e->quarter * 3 - 2 : e->half * 6 - 5;
        int year = year_of_part(m, e, month, tense);
        if (!calendar_holds(year))
            return false;
        *s = e->season ? span_season(year, e->season) : e->quarter ? span_quarter(year, e->quarter) : span_half(year, e->half);
        unit = 'M';
    } else if (e->grain == 'E' || e->grain == 'C') {
        *s = span_years(e->year, e->grain == 'E' ? 10 : 100);
        return true;
    } else if (e->grain == 'Y' && calendar_holds(e->year)) {
        *s = span_year(e->year);
        if (e->last_year)
            s->until = e->last_year * 10000 + 1231;
    } else {
        return false;
    }
    if (e->piece)
        resolve_piece(e, s);
    anchor_set(m, s, unit);
    return true;
}

/* ---- shifts ---- */

static int32_t shift_days(int32_t anchor, long days)
{
    return labs(days) < 1000000 ? date_add_days(anchor, (int)days) : 0;
}

/* A calendar word with a step: "last Tuesday", "next January", "this summer". */
static bool resolve_named(const measures *m, const time_expr *e, span *s)
{
    int32_t anchor = anchor_of(m, e->from_text);
    int year = anchor / 10000, now = anchor / 100 % 100;
    if (!anchor)
        return false;
    if (e->unit == 'w') {
        int32_t day = day_of_weekday(m, e, e->step);
        if (!day)
            return false;
        *s = span_day(day);
        return true;
    }
    int month = e->unit == 's' ? e->season * 3 : e->month;
    if (e->step > 0 && month <= now)
        year++;
    if (e->step < 0 && month >= now)
        year--;
    *s = e->unit == 's' ? span_season(year, e->season) : span_month(year * 10000 + month * 100 + 1);
    if (e->day && date_valid(year * 10000 + month * 100 + e->day))
        *s = span_day(year * 10000 + month * 100 + e->day);
    return true;
}

static bool shift_months(int32_t anchor, double months, char unit, int step, span *s)
{
    double at = anchor / 10000 * 12.0 + anchor / 100 % 100 - 1 + step * months;
    if (at < 12 || at > 9998 * 12.0)
        return false;
    int32_t day = date_add_months(anchor, (int)(step * months));
    int year = day / 10000;
    *s = unit == 'M' ? span_month(day) : unit == 'Q' ? span_quarter(year, (day / 100 % 100 + 2) / 3)
         : unit == 'E' ? span_years(year / 10 * 10, 10) : unit == 'C' ? span_years(year / 100 * 100, 100) : span_year(year);
    return true;
}

static double unit_months(char unit)
{
    switch (unit) {
    case 'M': return 1;
    case 'Q': return 3;
    case 'Y': return 12;
    case 'E': return 120;
    case 'C': return 1200;
    default: return 12000;
    }
}

static bool vague_shift(const time_expr *e, span *s)
{
    if (!e->open)
        return false;
    *s = (span){0};
    snprintf(s->value, sizeof s->value, "%s", e->step < 0 ? "PAST_REF" : "FUTURE_REF");
    return true;
}

static bool resolve_point(measures *m, const time_expr *e, int tense, span *s);
static bool resolve_shift(measures *m, const time_expr *e, int tense, span *s);

/* "two days before JANUARY 15". */
static int32_t base_day(measures *m, const time_expr *e, int tense)
{
    time_expr base;
    span day = {0};
    if (!time_parse(m, e->base, &base) || base.base)
        return 0;
    bool known = base.shape == SHAPE_POINT ? resolve_point(m, &base, tense, &day) : base.shape == SHAPE_SHIFT && resolve_shift(m, &base, tense, &day);
    return known && day.precision == 'd' ? day.from : 0;
}

static bool resolve_shift(measures *m, const time_expr *e, int tense, span *s)
{
    int32_t anchor = e->base ? base_day(m, e, tense) : anchor_of(m, e->from_text);
    if (e->unit == 'w' || e->unit == 'm' || e->unit == 's') {
        if (!resolve_named(m, e, s))
            return false;
        anchor_set(m, s, e->unit == 'w' || e->day ? 'D' : 'M');
        return true;
    }
    if (vague_shift(e, s))
        return true;
    bool days = strchr("DWFKHIS", e->unit) != NULL;
    if (!anchor || (days && !e->base && (m->history || e->from_text) && m->anchor && anchor == m->anchor && m->anchor_unit == 'Y'))
        return false; /* "two days later" than a year is no day */
    double n = e->n * (e->unit == 'F' ? 14 : e->unit == 'W' || e->unit == 'K' ? 7 : 1);
    if (e->unit == 'H' || e->unit == 'I' || e->unit == 'S') {
        double hours = e->unit == 'H' ? e->n : 0;
        *s = span_day(shift_days(anchor, e->step * (long)(fmin(hours, 1e6) / 24)));
    } else if (days) {
        int32_t day = shift_days(anchor, (long)(e->step * fmin(n, 9e5)));
        if (!date_valid(day))
            return false;
        *s = e->unit == 'D' || e->base ? span_day(day) : e->weekday ? span_day(date_add_days(day, e->weekday - 1 - date_weekday(day))) : span_week(day, e->unit == 'K');
    } else {
        double months = e->n * unit_months(e->unit);
        char unit = e->n > 0 && e->n < 1 && e->unit == 'Y' ? 'M' : e->unit;
        if (e->base) {
            int32_t day = months > 1e4 ? 0 : date_add_months(anchor, (int)(e->step * months));
            if (!date_valid(day))
                return false;
            *s = span_day(day);
        } else if (months > 1e5 || !shift_months(anchor, months, unit, e->step, s))
            return false;
    }
    anchor_set(m, s, days ? 'D' : e->unit == 'M' || e->unit == 'Q' ? 'M' : 'Y');
    return true;
}

/* ---- durations and sets ---- */

static void span_value(const time_expr *e, char *out, size_t room)
{
    static const struct {
        char unit;
        const char *before, *after;
        double times;
    } form[] = {{'D', "P", "D", 1}, {'N', "P", "D", 1}, {'W', "P", "W", 1}, {'F', "P", "W", 2}, {'K', "P", "WE", 1}, {'M', "P", "M", 1},
                {'Q', "P", "M", 3}, {'Y', "P", "Y", 1}, {'E', "P", "DE", 1}, {'C', "P", "CE", 1}, {'G', "P", "ML", 1}, {'H', "PT", "H", 1},
                {'I', "PT", "M", 1}, {'S', "PT", "S", 1}};
    for (size_t k = 0; k < sizeof form / sizeof *form; k++) {
        if (form[k].unit != e->unit)
            continue;
        double n = e->n * form[k].times;
        if (e->open)
            snprintf(out, room, "%sX%s", form[k].before, form[k].after);
        else if (e->n == 0.5 && e->unit == 'Y')
            snprintf(out, room, "P6M");
        else if (e->minutes)
            snprintf(out, room, "PT%.10gH%dM", n, e->minutes);
        else
            snprintf(out, room, "%s%.10g%s", form[k].before, n, form[k].after);
        return;
    }
    out[0] = '\0';
}

/* "the past six months" is also a stretch of the calendar up to the publication day. */
static void span_stretch(const measures *m, const time_expr *e, span *s)
{
    int32_t anchor = anchor_of(m, e->from_text);
    if (!e->step || e->open || !anchor || m->history)
        return;
    double days = e->n * (e->unit == 'D' ? 1 : e->unit == 'W' ? 7 : e->unit == 'F' ? 14 : 0), months = strchr("MYEC", e->unit) ? e->n * unit_months(e->unit) : 0;
    if ((days <= 0 && months <= 0) || days > 1e5 || months > 1e4)
        return;
    int32_t other = days > 0 ? date_add_days(anchor, e->step * (int)days) : date_add_months(anchor, e->step * (int)months);
    s->from = e->step < 0 ? other : anchor;
    s->until = e->step < 0 ? anchor : other;
}

static void resolve_set(const time_expr *e, span *s)
{
    *s = (span){0};
    if (e->weekday)
        snprintf(s->value, sizeof s->value, "XXXX-WXX-%d", e->weekday);
    else if (e->month)
        snprintf(s->value, sizeof s->value, "XXXX-%02d", e->month);
    else
        span_value(e, s->value, sizeof s->value);
}

/* ---- all of it ---- */

/* Part of the day or the clock behind a day: "2022-01-11TMO", "2022-01-11T10:30". */
static void value_hour(const time_expr *e, span *s)
{
    static const char *const part[] = {"", "TMO", "TAF", "TEV", "TNI", "T12:00", "T24:00"};
    const char *day = s->value[0] ? s->value : "XXXX-XX-XX";
    char text[64];
    if (e->hour)
        snprintf(text, sizeof text, "%sT%02d:%02d", day, e->hour - 1, e->minute);
    else
        snprintf(text, sizeof text, "%s%s", day, part[e->part]);
    snprintf(s->value, sizeof s->value, "%.39s", text);
}

void time_resolve(measures *m, const time_expr *e, int tense, casus_time *t)
{
    static const char *const refs[] = {"PAST_REF", "PRESENT_REF", "FUTURE_REF"};
    span s = {0};
    bool known = false, clock = e->hour || e->part;
    t->type = clock ? CASUS_TIME : CASUS_DATE;
    if (e->shape == SHAPE_POINT) {
        known = resolve_point(m, e, tense, &s);
        if (!known && clock && !m->history && m->at.d->doc.date && !e->weekday && !e->month && !e->season && e->hour)
            s = span_day(m->at.d->doc.date), known = true; /* "at 10:30 GMT": of the day of the report */
    } else if (e->shape == SHAPE_SHIFT) {
        known = resolve_shift(m, e, tense, &s);
    } else if (e->shape == SHAPE_SPAN) {
        t->type = CASUS_DURATION;
        span_value(e, s.value, sizeof s.value);
        span_stretch(m, e, &s);
    } else if (e->shape == SHAPE_SET) {
        t->type = CASUS_SET;
        resolve_set(e, &s);
    } else {
        snprintf(s.value, sizeof s.value, "%s", refs[e->step + 1]);
    }
    if (clock && (known || e->shape == SHAPE_POINT) && (s.precision == 'd' || !known))
        value_hour(e, &s);
    t->from = s.from, t->until = s.until, t->precision = (uint8_t)s.precision;
    t->value = s.value[0] ? document_sym(m->at.d, s.value) : 0;
}
