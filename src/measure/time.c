/* Which words tell a time?
 *
 *   "[Early on Monday] troops pulled back, [two days after] the truce of [11 January 2022]; talks are
 *    held [every Friday], and shelling went on for [more than three weeks]."
 *
 * This file spots the expressions and says what they are made of; timevalue.c says which day that
 * is, timelink.c what happened then. Every reader below looks at one kind of expression from token i on; the longest reading wins.
 * A bare number is a year only where a year can stand ("in 2008", "May 2008", "the 2008 election"),
 * "May" a month only with a capital and a calendar neighbour or a preposition. */
#include "measure/inside.h"

/* ---- calendar points ---- */

static bool calendar_word_before(const measures *m, casus_ref i)
{
    static const char *const list[] = {"in", "since", "of", "by", "until", "till", "from", "to", "during", "before", "after", "through",
                                       "early", "late", "mid", "last", "next", "this", "that", "following", "each", "every", "between",
                                       "end", "on", "for", "and", "late", "(", "around", "throughout", "circa", "past", "previous", NULL};
    return i > m->at.first && (one_of(m, i - 1, list) || mark_is(m, i - 1, "(") || dash(m, i - 1));
}

/* "Theresa MAY" somewhere in the story: a month stands alone only behind words that no person stands behind. */
static bool is_surname(const measures *m, casus_ref i)
{
    static const char *const only_times[] = {"in", "since", "until", "till", "during", "early", "late", "mid", "last", "next", "end", "throughout", NULL};
    const casus_doc *d = &m->at.d->doc;
    if (i > m->at.first && one_of(m, i - 1, only_times))
        return false;
    for (casus_ref t = 1; t < d->n_tokens; t++)
        if (d->tokens[t].norm == token(m, i)->norm && d->tokens[t].upos == CASUS_PROPN && d->tokens[t - 1].upos == CASUS_PROPN && (d->tokens[t].label == CASUS_FLAT || d->tokens[t - 1].label == CASUS_COMPOUND) && d->tokens[t - 1].norm != d->tokens[t].norm && d->tokens[t].label != CASUS_OBL)
            return true;
    return false;
}

/* "May" and "March" are also other words. */
static bool month_alone(const measures *m, casus_ref i)
{
    const word *w = word_at(&m->at, i);
    size_t n = strlen(w->text);
    if (!(w->is & W_MONTH)) /* "mid-May" */
        return true;
    if (w->value != 3 && w->value != 5 && n > 4)
        return true;
    if (w->value == 5 && is_surname(m, i))
        return false;
    return (token(m, i)->upos == CASUS_PROPN || token(m, i)->upos == CASUS_NOUN) && (n > 3 || w->value == 5) && calendar_word_before(m, i);
}

/* "11 January 2022", "the 11th of January", "January 11, 2022", "January 2022", "January". */
static bool read_month(const measures *m, casus_ref i, time_expr *e)
{
    bool ordinal;
    casus_ref at = i;
    int month = month_number(m, at), day = 0;
    if (month) {
        day = day_number(m, at + 1, &ordinal);
        if (day && inside(m, at + 2) && dash(m, at + 2) && token_glued(&m->at, at + 2) && day_number(m, at + 3, &ordinal) > day && !ordinal)
            at += 2; /* "January 11-13": the first day counts, the range is one expression */
        at += day ? 2 : 1;
    } else {
        if (word_is(&m->at, at, "the") && day_number(m, at + 1, &ordinal) && ordinal)
            at++;
        day = day_number(m, at, &ordinal);
        at += day && word_is(&m->at, at + 1, "of") ? 2 : 1;
        if (!day || !(month = month_number(m, at)))
            return false;
        at++;
    }
    *e = (time_expr){.first = i, .shape = SHAPE_POINT, .month = month, .day = day};
    e->end = year_skip(m, at, &e->year);
    if (!day && !e->year && !month_alone(m, i))
        return false;
    if (e->year)
        e->end = era_skip(m, e->end, &e->bc);
    return true;
}

/* A four-digit number that is a year here. */
static bool year_fits(const measures *m, casus_ref i, int year)
{
    static const char *const list[] = {"in", "since", "of", "by", "until", "till", "from", "to", "during", "before", "after", "and", "or",
                                       "for", "early", "late", "mid", "through", "year", "circa", "around", "about", "than", "between",
                                       "the", "throughout", "as", "back", "spring", "summer", "autumn", "fall", "winter", NULL};
    casus_ref next = i + 1;
    if (i > m->at.first && (word_at(&m->at, i - 1)->is & (W_NAMED | W_MONEY)))
        return false;
    if (i > m->at.first && token_glued(&m->at, i) && !dash(m, i - 1) && !mark_is(m, i - 1, "(") && !mark_is(m, i - 1, "/"))
        return false;
    if (inside(m, next) && (word_at(&m->at, next)->is & (W_MEASURE | W_MONEY | W_UNITS | W_SCALE)))
        return false;
    bool counts = inside(m, next) && (token(m, next)->morph & CASUS_PLUR) && token(m, next)->upos == CASUS_NOUN;
    bool edge = i == m->at.first || one_of(m, i - 1, list) || mark_is(m, i - 1, "(") || mark_is(m, i - 1, ",") || dash(m, i - 1);
    if (counts && !(i > m->at.first && (word_is(&m->at, i - 1, "the") || word_is(&m->at, i - 1, "in"))))
        return false;
    return edge ? year >= 1000 : year >= 1900 && year < 2100 && token(m, i)->upos == CASUS_NUM && !counts;
}

/* "1861-1865", "2006-07", "1861/62" kept whole by the tokeniser. */
static bool read_years(str s, time_expr *e)
{
    int first = digits_at(s, 0, 4), last = -1;
    size_t mark = s.n > 6 && (unsigned char)s.p[4] == 0xE2 ? 3 : 1; /* en dash */
    if (first < 1000 || first > 2199 || s.n < 5 + mark || (mark == 1 && s.p[4] != '-' && s.p[4] != '/'))
        return false;
    if (s.n == 8 + mark)
        last = digits_at(s, 4 + mark, 4);
    else if (s.n == 6 + mark)
        last = first / 100 * 100 + digits_at(s, 4 + mark, 2);
    if (last <= first || last > 2199)
        return false;
    e->year = first, e->last_year = last, e->grain = 'Y';
    return true;
}

static bool read_year(const measures *m, casus_ref i, time_expr *e)
{
    str s = token_str(&m->at, i);
    int year = year_number(m, i);
    *e = (time_expr){.first = i, .shape = SHAPE_POINT, .grain = 'Y', .year = year};
    if (year && year_fits(m, i, year)) {
        e->end = era_skip(m, i + 1, &e->bc);
        return true;
    }
    if (read_years(s, e)) {
        e->end = i + 1;
        return true;
    }
    bool bc;
    int n = s.n >= 1 && s.n <= 4 ? digits_at(s, 0, s.n) : -1;
    casus_ref end = era_skip(m, i + 1, &bc);
    if (n > 0 && end > i + 1 && (bc || n < 1000 || n < 2200)) { /* "490 BC" */
        e->year = n, e->bc = bc, e->end = end;
        return true;
    }
    return false;
}

/* "1990s", "the '90s", "the nineties"; "the 19th century". */
static bool read_decade(const measures *m, casus_ref i, time_expr *e)
{
    casus_ref at = word_is(&m->at, i, "the") ? i + 1 : i;
    if (!inside(m, at))
        return false;
    str s = token_str(&m->at, at);
    int year = -1;
    if (s.n == 5 && s.p[4] == 's')
        year = digits_at(s, 0, 4);
    else if (s.n >= 3 && s.p[s.n - 1] == 's' && digits_at(s, s.n - 3, 2) >= 0 && (s.n == 3 || digits_at(s, s.n - 4, 1) < 0))
        year = 1900 + digits_at(s, s.n - 3, 2);
    else if (year_number(m, at) && inside(m, at + 1) && token_glued(&m->at, at + 1) && (mark_is(m, at + 1, "s") || mark_is(m, at + 1, "'s")))
        year = year_number(m, at), at++;
    else if ((word_at(&m->at, at)->is & W_DECADE) && at > i)
        year = 1900 + (int)word_at(&m->at, at)->value;
    if (year < 1000 || year % 10)
        return false;
    *e = (time_expr){.first = i, .end = at + 1, .shape = SHAPE_POINT, .grain = 'E', .year = year};
    return true;
}

static bool read_century(const measures *m, casus_ref i, time_expr *e)
{
    casus_ref at = word_is(&m->at, i, "the") ? i + 1 : i;
    bool ordinal;
    int n = day_number(m, at, &ordinal);
    casus_ref unit = at + 1;
    if (word_is(&m->at, at, "twenty") && dash(m, at + 1) && word_is(&m->at, at + 2, "first"))
        n = 21, ordinal = true, unit = at + 3;
    if (dash(m, unit))
        unit++;
    if (!n || !ordinal || !inside(m, unit) || !(word_is(&m->at, unit, "century") || word_is(&m->at, unit, "centuries")))
        return false;
    *e = (time_expr){.first = i, .shape = SHAPE_POINT, .grain = 'C', .year = (n - 1) * 100};
    e->end = era_skip(m, unit + 1, &e->bc);
    return true;
}

/* "summer 2021", "the spring of 2020", "in spring"; not "the Arab Spring". */
static bool read_season(const measures *m, casus_ref i, time_expr *e)
{
    casus_ref at = word_is(&m->at, i, "the") ? i + 1 : i;
    const word *w = word_at(&m->at, at);
    if (!(w->is & W_SEASON))
        return false;
    *e = (time_expr){.first = i, .shape = SHAPE_POINT, .season = (int)w->value};
    e->end = year_skip(m, at + 1, &e->year);
    if (e->year)
        return true;
    bool name = at > m->at.first && token(m, at)->upos == CASUS_PROPN && token(m, at - 1)->upos == CASUS_PROPN;
    if (name || (word_is(&m->at, at, "fall") && (at == i || word_is(&m->at, at + 1, "of"))))
        return false; /* "the fall of Saigon" */
    return (token(m, at)->upos == CASUS_NOUN || token(m, at)->upos == CASUS_PROPN) && (at > i || calendar_word_before(m, at));
}

static bool read_step(const measures *m, casus_ref i, time_expr *e);
static bool read_day_word(const measures *m, casus_ref i, time_expr *e);

/* What a half, a quarter or a night can be "of": no reader here calls back. */
static bool whole_parse(const measures *m, casus_ref i, time_expr *e)
{
    return inside(m, i) && (read_month(m, i, e) || read_century(m, i, e) || read_decade(m, i, e) || read_season(m, i, e) ||
                            read_year(m, i, e) || read_step(m, i, e));
}

/* "Q3", "H1" as a token; 0 quarter and half when it is none. */
static bool short_part(const measures *m, casus_ref i, time_expr *e)
{
    str s = inside(m, i) ? token_str(&m->at, i) : (str){0};
    int n = s.n == 2 ? digits_at(s, 1, 1) : -1;
    char kind = n > 0 ? (char)(s.p[0] | 32) : 0;
    e->quarter = kind == 'q' && n <= 4 ? n : 0, e->half = kind == 'h' && n <= 2 ? n : 0;
    return e->quarter || e->half;
}

/* "Q3 of 2019", "2019 Q3", "2019-H2"; "Q3" alone with its capital. */
static bool read_short_part(const measures *m, casus_ref i, time_expr *e)
{
    *e = (time_expr){.first = i, .shape = SHAPE_POINT, .year = year_number(m, i)};
    casus_ref at = e->year ? (dash(m, i + 1) ? i + 2 : i + 1) : i;
    if (!short_part(m, at, e))
        return false;
    e->end = e->year ? at + 1 : year_skip(m, at + 1, &e->year);
    return e->year || (e->quarter && (token(m, at)->flags & CASUS_T_UPPER));
}

/* "the first quarter of 2021", "the second half of May", "fourth quarter". */
static bool read_fraction(const measures *m, casus_ref i, time_expr *e)
{
    casus_ref at = word_is(&m->at, i, "the") ? i + 1 : i;
    const word *w = word_at(&m->at, at);
    bool half = word_is(&m->at, at + 1, "half"), quarter = word_is(&m->at, at + 1, "quarter");
    int n = (w->is & W_ORDINAL) ? (int)w->value : word_is(&m->at, at, "last") || word_is(&m->at, at, "latter") ? (half ? 2 : 4) : 0;
    if (!n || n > (half ? 2 : 4) || !(half || quarter) || (!(w->is & W_ORDINAL) && !word_is(&m->at, at + 2, "of")))
        return false; /* "the last quarter" is a step back, "the last quarter of 2020" the fourth */
    time_expr of = {0};
    if (word_is(&m->at, at + 2, "of") && whole_parse(m, at + 3, &of)) {
        *e = of;
        e->first = i;
    } else {
        *e = (time_expr){.first = i, .shape = SHAPE_POINT, .end = at + 2};
        e->end = year_skip(m, at + 2, &e->year);
        if (half && !e->year)
            return false;
    }
    bool of_year = of.shape == SHAPE_NONE || (of.grain == 'Y' && !of.month) || of.unit == 'Y';
    if (of_year)
        *(half ? &e->half : &e->quarter) = n;
    return true;
}

/* "Tuesday of next week", "Wednesday next week". */
static bool weekday_of_week(const measures *m, casus_ref i, int weekday, time_expr *e)
{
    casus_ref at = word_is(&m->at, i + 1, "of") ? i + 2 : i + 1;
    if (!inside(m, at) || !read_step(m, at, e) || e->shape != SHAPE_SHIFT || e->unit != 'W' || e->part)
        return false;
    e->first = i, e->weekday = weekday;
    return true;
}

/* What may follow a day that is told by its number alone: no noun that it could count. */
static bool ends_there(const measures *m, casus_ref i)
{
    return !inside(m, i) || token(m, i)->upos == CASUS_PUNCT || token(m, i)->upos == CASUS_ADP || token(m, i)->upos == CASUS_CCONJ || token(m, i)->upos == CASUS_VERB ||
           token(m, i)->upos == CASUS_AUX || token(m, i)->upos == CASUS_PRON || token(m, i)->upos == CASUS_SCONJ;
}

/* "Monday 21", "Tue 13th". */
static bool weekday_and_day(const measures *m, casus_ref i, int weekday, time_expr *e)
{
    bool ordinal, colon = mark_is(m, i + 2, ":");
    int day = day_number(m, i + 1, &ordinal);
    if (!day || colon || (word_at(&m->at, i + 1)->is & (W_ORDINAL | W_CARDINAL)) || !ends_there(m, i + 2) || word_is(&m->at, i + 2, "to"))
        return false;
    *e = (time_expr){.first = i, .end = i + 2, .shape = SHAPE_POINT, .weekday = weekday, .day = day};
    return true;
}

/* "on the 18th", "until the 3rd": a day of the month the story is in. */
static bool read_nth(const measures *m, casus_ref i, time_expr *e)
{
    static const char *const lead[] = {"on", "by", "until", "till", "before", "after", "since", NULL};
    bool ordinal;
    int day = word_is(&m->at, i, "the") ? day_number(m, i + 1, &ordinal) : 0;
    if (!day || !ordinal || (word_at(&m->at, i + 1)->is & W_ORDINAL) || i == m->at.first || !one_of(m, i - 1, lead) || !ends_there(m, i + 2) || word_is(&m->at, i + 2, "of"))
        return false;
    *e = (time_expr){.first = i, .end = i + 2, .shape = SHAPE_POINT, .day = day};
    return true;
}

/* "Tuesday", "Tuesday, January 11", "Tuesday morning", "early on Monday". */
static bool read_weekday(const measures *m, casus_ref i, time_expr *e)
{
    int weekday = weekday_number(m, i);
    if (!weekday)
        return false;
    time_expr date;
    casus_ref at = mark_is(m, i + 1, ",") || mark_is(m, i + 1, "(") ? i + 2 : i + 1;
    bool ordinal;
    if (inside(m, at) && (month_number(m, at) || day_number(m, at, &ordinal) || word_is(&m->at, at, "the")) && read_month(m, at, &date) && date.day) {
        *e = date;
        e->first = i, e->weekday = weekday;
        return true;
    }
    if (inside(m, at) && read_digits(m, at, &date) && date.day) { /* "Friday 2018-7-6" */
        *e = date;
        e->first = i, e->weekday = weekday;
        return true;
    }
    if (weekday_of_week(m, i, weekday, e) || weekday_and_day(m, i, weekday, e))
        return true;
    if (word_at(&m->at, i)->is & W_SETS) {
        *e = (time_expr){.first = i, .end = i + 1, .shape = SHAPE_SET, .weekday = weekday, .unit = 'W'};
        return true;
    }
    *e = (time_expr){.first = i, .end = i + 1, .shape = SHAPE_POINT, .weekday = weekday};
    return true;
}

/* ---- so far from an anchor ---- */

static bool read_day_word(const measures *m, casus_ref i, time_expr *e)
{
    static const char *const after[] = {"tomorrow", "yesterday", NULL};
    const word *w = word_at(&m->at, i);
    *e = (time_expr){.first = i, .end = i + 1, .shape = SHAPE_SHIFT, .unit = 'D', .n = 1};
    if (w->is & W_DAY) {
        e->step = (int)w->value, e->n = w->value ? 1 : 0;
        e->part = (w->is & W_PART) ? w->unit : 0;
        return true;
    }
    if (word_is(&m->at, i, "overnight")) {
        e->step = 0, e->n = 0, e->part = 4;
        return true;
    }
    casus_ref day = word_is(&m->at, i, "the") ? i + 1 : i;
    bool next = word_is(&m->at, day + 1, "after");
    if (!word_is(&m->at, day, "day") || !(next || word_is(&m->at, day + 1, "before")))
        return false;
    e->step = next ? 1 : -1;
    if (one_of(m, day + 2, after)) {
        e->n = 2, e->end = day + 3;
        return true;
    }
    e->from_text = true, e->end = day + 2;
    casus_ref what = day + 2; /* "the day after the vote": counted from the vote */
    if (inside(m, what) && token(m, what)->upos != CASUS_PUNCT) {
        e->of_clause = e->step;
        e->end = day + 1;
    }
    return true;
}

/* What "last", "next", "this" may stand before. */
static bool step_target(const measures *m, casus_ref i, time_expr *e)
{
    const word *w = word_at(&m->at, i);
    int weekday = weekday_number(m, i), month = month_number(m, i);
    if (weekday || month || (w->is & W_SEASON)) {
        bool ordinal;
        e->weekday = weekday, e->month = weekday ? 0 : month, e->season = (w->is & W_SEASON) ? (int)w->value : 0;
        e->unit = weekday ? 'w' : month ? 'm' : 's';
        e->end = i + 1;
        if (month && (e->day = day_number(m, i + 1, &ordinal)))
            e->end++;
        return true;
    }
    if ((w->is & W_PART) && w->value <= 4 && !word_is(&m->at, i, "dawn")) {
        e->unit = 'D', e->part = (int)w->value, e->end = i + 1;
        return true;
    }
    if (!(w->is & W_UNIT) || w->unit == 'S' || w->unit == 'I' || (token(m, i)->morph & CASUS_PLUR))
        return false;
    e->unit = w->unit, e->end = i + 1;
    return true;
}

/* "last month", "the previous day", "next Tuesday", "this morning", "earlier this month". */
static bool read_step(const measures *m, casus_ref i, time_expr *e)
{
    static const char *const told[] = {"previous", "preceding", "prior", "following", "ensuing", "same", "that", NULL};
    casus_ref at = i;
    if (word_is(&m->at, at, "the") || word_is(&m->at, at, "these"))
        at++;
    const word *w = word_at(&m->at, at);
    if (!(w->is & W_LAST))
        return false;
    *e = (time_expr){.first = i, .shape = SHAPE_SHIFT, .n = w->value ? 1 : 0, .step = (int)w->value};
    e->from_text = one_of(m, at, told) || (at > i && w->value > 0);
    if (word_is(&m->at, at, "that") && token(m, at)->upos != CASUS_DET)
        return false;
    if ((word_is(&m->at, at, "this") || word_is(&m->at, at, "that")) && word_is(&m->at, at + 1, "coming"))
        e->step = 1, e->n = 1, at++;
    if (word_is(&m->at, at, "that") && (word_at(&m->at, at + 1)->is & W_UNITS))
        return false;
    if (!step_target(m, at + 1, e))
        return false;
    if (word_is(&m->at, at, "past") && strchr("DWMYEC", e->unit) && !e->part) { /* "the past year": up to now */
        e->shape = SHAPE_SPAN, e->n = 1;
        return true;
    }
    if (e->weekday && e->step)
        e->strict = true;
    casus_ref after = mark_is(m, e->end, ",") || dash(m, e->end) ? e->end + 1 : e->end;
    int weekday = e->unit == 'W' && inside(m, after) ? weekday_number(m, after) : 0;
    if (weekday && !e->part) /* "next week Wednesday" */
        e->weekday = weekday, e->end = after + 1;
    return !(e->unit == 'D' && !e->part && word_is(&m->at, at, "this")); /* "this day" */
}

/* The number before a unit: "two", "a", "half a", "a few", "several"; and words that blur it. */
static bool unit_number(const measures *m, casus_ref i, time_expr *e, casus_ref *unit)
{
    amount a;
    e->n = 1;
    if (word_is(&m->at, i, "half") && (word_is(&m->at, i + 1, "a") || word_is(&m->at, i + 1, "an"))) {
        e->n = 0.5;
        *unit = i + 2;
        return true;
    }
    if (number_parse(m, i, &a)) {
        e->n = a.low, e->open = a.vague;
        *unit = a.end;
        if ((word_is(&m->at, a.end, "to") || word_is(&m->at, a.end, "or") || dash(m, a.end)) && number_parse(m, a.end + 1, &a)) /* "two to three days" */
            *unit = a.end;
        if (dash(m, *unit) && token_glued(&m->at, *unit))
            ++*unit;
        return true;
    }
    casus_ref at = i;
    if (word_is(&m->at, at, "a") || word_is(&m->at, at, "an") || word_is(&m->at, at, "the"))
        at++;
    const word *w = word_at(&m->at, at);
    if (w->is & W_FEW) {
        e->open = true;
        *unit = at + 1 + (word_is(&m->at, at, "couple") && word_is(&m->at, at + 1, "of"));
        return true;
    }
    *unit = at;
    return at > i && !word_is(&m->at, i, "the");
}

static bool token_is_adjective(const measures *m, casus_ref i)
{
    return inside(m, i) && token(m, i)->upos == CASUS_ADJ;
}

/* "three days", "a year and a half", "six-month", "half a decade": fills n, unit, end. */
static bool read_amount(const measures *m, casus_ref i, time_expr *e)
{
    casus_ref unit = i;
    if (!unit_number(m, i, e, &unit))
        return false;
    if (word_is(&m->at, unit, "more") || word_is(&m->at, unit, "full") || word_is(&m->at, unit, "consecutive") || word_is(&m->at, unit, "whole") || word_is(&m->at, unit, "long"))
        unit++;
    const word *w = word_at(&m->at, unit);
    if (token_is_adjective(m, unit) && (word_at(&m->at, unit + 1)->is & W_UNITS))
        w = word_at(&m->at, ++unit); /* "two bloody weeks" */
    if (!(w->is & (W_UNIT | W_UNITS)) || (w->is & W_ORDINAL) || w->unit == 'Q')
        return false; /* "three quarters" is a fraction */
    if (e->n >= 1000 && (w->is & W_UNIT))
        return false; /* "the 2021 weekend" is one weekend */
    e->unit = w->unit;
    e->end = unit + 1;
    if (word_is(&m->at, unit + 1, "and") && word_is(&m->at, unit + 2, "a") && word_is(&m->at, unit + 3, "half"))
        e->n += 0.5, e->end = unit + 4;
    amount less;
    casus_ref more = word_is(&m->at, e->end, "and") ? e->end + 1 : e->end;
    if (e->unit == 'H' && inside(m, more) && number_parse(m, more, &less) && word_at(&m->at, less.end)->unit == 'I')
        e->minutes = (int)less.low, e->end = less.end + 1; /* "1 hour and 30 minutes" */
    return true;
}

static casus_ref blur_skip(const measures *m, casus_ref i)
{
    static const char *const two[][2] = {{"more", "than"}, {"less", "than"}, {"at", "least"}, {"at", "most"}, {"up", "to"}, {"fewer", "than"}};
    for (size_t k = 0; k < sizeof two / sizeof *two; k++)
        if (word_is(&m->at, i, two[k][0]) && word_is(&m->at, i + 1, two[k][1]))
            return i + 2;
    if ((word_at(&m->at, i)->is & W_ABOUT) && !(word_at(&m->at, i)->is & W_FEW) && !word_is(&m->at, i, "over"))
        return i + 1;
    return word_is(&m->at, i, "only") || word_is(&m->at, i, "just") || word_is(&m->at, i, "barely") ? i + 1 : i;
}

/* "three weeks from tomorrow", "two days before January 15": counted from a day that is told. */
static bool counted_from(const measures *m, time_expr *e)
{
    static const char *const ahead[] = {"from", "after", NULL};
    bool before = word_is(&m->at, e->end, "before");
    casus_ref from = e->end + 1;
    time_expr day;
    static const char *const stretch[] = {"the", "for", "in", "during", NULL}; /* "for the 12 months from April 1" */
    if (word_is(&m->at, e->end, "from") && e->first > m->at.first && one_of(m, e->first - 1, stretch))
        return false;
    if ((!before && !one_of(m, e->end, ahead)) || !strchr("DWFMYEC", e->unit) || e->open || !inside(m, from) ||
        !(read_digits(m, from, &day) || read_month(m, from, &day) || read_weekday(m, from, &day) || read_step(m, from, &day) || read_day_word(m, from, &day)))
        return false;
    bool is_day = day.day || day.weekday || (day.shape == SHAPE_SHIFT && day.unit == 'D' && !day.part && !day.of_clause);
    if (!is_day)
        return false;
    e->shape = SHAPE_SHIFT, e->step = before ? -1 : 1, e->base = from, e->end = day.end;
    return true;
}

/* "two days later", "a year ago", "a day after the talks"; without such an end it is a duration. */
static bool read_distance(const measures *m, casus_ref i, time_expr *e)
{
    casus_ref at = blur_skip(m, i);
    *e = (time_expr){.first = i, .shape = SHAPE_SPAN};
    if (!read_amount(m, at, e))
        return false;
    const word *w = word_at(&m->at, e->end);
    bool after = word_is(&m->at, e->end, "after"), before = word_is(&m->at, e->end, "before");
    if (counted_from(m, e))
        return true;
    if (w->is & W_FAR) {
        e->shape = SHAPE_SHIFT, e->step = (int)w->value, e->from_text = !word_is(&m->at, e->end, "ago");
        e->end++;
    } else if (word_is(&m->at, e->end, "from") && word_is(&m->at, e->end + 1, "now")) {
        e->shape = SHAPE_SHIFT, e->step = 1, e->end += 2;
    } else if ((after || before) && e->unit != 'S' && e->unit != 'I') {
        casus_ref what = e->end + 1;
        e->shape = SHAPE_SHIFT, e->step = after ? 1 : -1, e->from_text = true;
        if (!inside(m, what) || token(m, what)->upos == CASUS_PUNCT)
            e->end++;
        else
            e->of_clause = e->step;
    }
    return true;
}

/* "one day" is some day; "a second" and "a quarter" mostly are no times. */
static bool span_fits(const measures *m, const time_expr *e)
{
    static const char *const lead[] = {"for", "in", "within", "after", "of", "over", "during", "than", "least", "about", "last", NULL};
    bool single = e->n == 1 && !e->open && e->end == e->first + 2;
    if (!single || e->shape != SHAPE_SPAN)
        return true;
    if (e->unit == 'S' || e->unit == 'Q' || e->unit == 'K')
        return false;
    if (word_is(&m->at, e->first, "one") && e->unit == 'D')
        return e->first > m->at.first && one_of(m, e->first - 1, lead);
    return true;
}

static bool read_span(const measures *m, casus_ref i, time_expr *e)
{
    return read_distance(m, i, e) && span_fits(m, e);
}

/* "the past six months", "the last few days", "recent years", "the next two weeks". */
static bool read_recent(const measures *m, casus_ref i, time_expr *e)
{
    static const char *const first[] = {"first", "final", "recent", NULL};
    casus_ref at = word_is(&m->at, i, "the") || word_is(&m->at, i, "these") ? i + 1 : i;
    const word *w = word_at(&m->at, at);
    bool recent = one_of(m, at, first);
    if (!(w->is & W_LAST) && !recent)
        return false;
    *e = (time_expr){.first = i, .shape = SHAPE_SPAN};
    casus_ref amount_at = blur_skip(m, at + 1);
    if (word_is(&m->at, at + 1, "half") || !read_amount(m, amount_at, e)) {
        const word *u = word_at(&m->at, at + 1);
        if (word_is(&m->at, at + 1, "half") && read_amount(m, at + 1, e))
            u = &(const word){"", 0, 0, 0};
        else if (u->is & W_UNITS)
            *e = (time_expr){.first = i, .end = at + 2, .shape = SHAPE_SPAN, .n = 1, .open = true, .unit = u->unit};
        else
            return false;
    }
    e->step = recent ? (word_is(&m->at, at, "recent") ? -1 : 0) : (int)w->value;
    e->from_text = word_is(&m->at, at, "following") || word_is(&m->at, at, "previous") || word_is(&m->at, at, "preceding");
    return true;
}

/* "for years", "in decades", "months of fighting": a number of units left open. */
static bool read_plural(const measures *m, casus_ref i, time_expr *e)
{
    static const char *const lead[] = {"for", "in", "over", "many", "after", "within", "took", "take", NULL};
    const word *w = word_at(&m->at, i);
    if (!(w->is & W_UNITS) || w->unit == 'S' || w->unit == 'Q' || w->unit == 'N')
        return false;
    casus_ref far = i + 1;
    *e = (time_expr){.first = i, .end = i + 1, .shape = SHAPE_SPAN, .n = 1, .open = true, .unit = w->unit};
    if (word_at(&m->at, far)->is & W_FAR) {
        e->shape = SHAPE_SHIFT, e->step = (int)word_at(&m->at, far)->value, e->from_text = true, e->end = far + 1;
        return true;
    }
    if (word_is(&m->at, far, "after") || word_is(&m->at, far, "before")) {
        e->shape = SHAPE_SHIFT, e->step = word_is(&m->at, far, "after") ? 1 : -1, e->from_text = true, e->of_clause = e->step;
        return true;
    }
    return (i > m->at.first && one_of(m, i - 1, lead)) || word_is(&m->at, far, "of");
}

/* "every Friday", "each year", "daily", "three times a week". */
static bool read_set(const measures *m, casus_ref i, time_expr *e)
{
    const word *w = word_at(&m->at, i);
    *e = (time_expr){.first = i, .end = i + 1, .shape = SHAPE_SET, .n = (double)w->value, .unit = w->unit};
    if ((w->is & W_SETS) && !(w->is & W_WEEKDAY))
        return token(m, i)->upos != CASUS_PROPN || !(token(m, i)->flags & CASUS_T_TITLE) || i == m->at.first;
    if (!(w->is & W_EVERY) && !word_is(&m->at, i, "per"))
        return false;
    time_expr t = {0};
    e->n = 1;
    if (step_target(m, i + 1, &t) && !t.part) {
        e->weekday = t.weekday, e->month = t.month, e->season = t.season, e->end = t.end;
        e->unit = t.weekday ? 'W' : t.month || t.season ? 'Y' : t.unit;
        return true;
    }
    if ((word_at(&m->at, i + 1)->is & W_PART)) {
        e->unit = 'D', e->part = (int)word_at(&m->at, i + 1)->value, e->end = i + 2;
        return true;
    }
    if (!read_amount(m, i + 1, &t))
        return false;
    e->n = t.n, e->unit = t.unit, e->end = t.end;
    return true;
}

static bool read_ref(const measures *m, casus_ref i, time_expr *e)
{
    const word *w = word_at(&m->at, i);
    *e = (time_expr){.first = i, .end = i + 1, .shape = SHAPE_REF, .step = (int)w->value};
    if (w->is & W_REF)
        return token(m, i)->upos == CASUS_ADV && !word_is(&m->at, i + 1, "that");
    if (!word_is(&m->at, i, "the") || !(word_is(&m->at, i + 1, "future") || word_is(&m->at, i + 1, "past")) || token(m, i + 1)->upos != CASUS_NOUN)
        return false;
    e->step = word_is(&m->at, i + 1, "past") ? -1 : 1, e->end = i + 2;
    return true;
}

/* "the first week of May", "the last days of 1944": somewhere in the whole that follows. */
static bool read_piece_of(const measures *m, casus_ref i, time_expr *e)
{
    casus_ref at = word_is(&m->at, i, "the") ? i + 1 : i;
    const word *w = word_at(&m->at, at);
    bool which = (w->is & W_ORDINAL) || word_is(&m->at, at, "last") || word_is(&m->at, at, "final") || word_is(&m->at, at, "opening") || word_is(&m->at, at, "closing");
    if (!which || !(word_at(&m->at, at + 1)->is & (W_UNIT | W_UNITS)) || word_at(&m->at, at + 1)->unit == 'Q' || !word_is(&m->at, at + 2, "of") || !whole_parse(m, at + 3, e))
        return false;
    e->first = i;
    bool last = word_is(&m->at, at, "last") || word_is(&m->at, at, "final");
    char unit = word_at(&m->at, at + 1)->unit;
    bool whole = e->shape == SHAPE_POINT && !e->day && !e->weekday && ((e->month && unit == 'W') || (e->grain == 'Y' && !e->month && (unit == 'W' || unit == 'M')));
    if (whole && (last || (w->is & W_ORDINAL)) && (word_at(&m->at, at + 1)->is & W_UNIT))
        e->piece = unit, e->n = last ? -1 : (double)w->value;
    return true;
}

/* "11 and 12 January", "22 to 24 February": the first day takes its month from the second. */
static bool read_shared_month(const measures *m, casus_ref i, time_expr *e)
{
    bool ordinal;
    int day = day_number(m, i, &ordinal);
    time_expr other;
    if (!day || (word_at(&m->at, i)->is & W_ORDINAL) || !(word_is(&m->at, i + 1, "and") || word_is(&m->at, i + 1, "to") || word_is(&m->at, i + 1, "or") || mark_is(m, i + 1, ",") || dash(m, i + 1)) ||
        !inside(m, i + 2) || !day_number(m, i + 2, &ordinal) || !read_month(m, i + 2, &other) || !other.day)
        return false;
    *e = other;
    e->first = i, e->end = i + 1, e->day = day;
    return true;
}

/* "at dawn", "at noon", "in the evening", "the night": a part of a day that is not told. */
static bool read_part(const measures *m, casus_ref i, time_expr *e)
{
    casus_ref at = word_is(&m->at, i, "the") ? i + 1 : i;
    const word *w = word_at(&m->at, at);
    static const char *const lead[] = {"at", "in", "by", "before", "after", "until", "during", "around", "from", "on", NULL};
    if (!(w->is & W_PART) || (w->is & W_DAY) || word_is(&m->at, at, "overnight") || i == m->at.first || !one_of(m, i - 1, lead))
        return false;
    *e = (time_expr){.first = i, .end = at + 1, .shape = SHAPE_POINT, .part = (int)w->value};
    time_expr day;
    if (word_is(&m->at, at + 1, "of") && inside(m, at + 2) && read_month(m, at + 2, &day) && day.day) {
        *e = day;
        e->first = i, e->part = (int)w->value;
    }
    return true;
}

/* ---- the longest reading, with what may stand before and after it ---- */

static bool core_parse(const measures *m, casus_ref i, time_expr *e)
{
    static bool (*const readers[])(const measures *, casus_ref, time_expr *) = {
        read_digits, read_clock, read_month, read_weekday, read_century, read_decade, read_season, read_fraction, read_short_part, read_year,
        read_day_word, read_step, read_recent, read_span, read_plural, read_set, read_ref, read_part, read_piece_of, read_shared_month, read_nth};
    bool found = false;
    *e = (time_expr){0};
    for (size_t k = 0; k < sizeof readers / sizeof *readers; k++) {
        time_expr t;
        if (readers[k](m, i, &t) && t.end > e->end && t.end <= m->at.end && t.end > i)
            *e = t, found = true;
    }
    return found;
}

/* "early", "mid-", "the end of", "earlier", "late on": a part of what follows, not another day. */
static casus_ref edge_skip(const measures *m, casus_ref i)
{
    casus_ref at = word_is(&m->at, i, "the") ? i + 1 : i;
    const word *w = word_at(&m->at, at);
    if (!(w->is & W_EDGE) && !word_is(&m->at, at, "very"))
        return i;
    if (word_is(&m->at, at, "very"))
        at++;
    casus_ref next = at + 1;
    if (word_is(&m->at, next, "part") || word_is(&m->at, next, "days"))
        next++;
    if (word_is(&m->at, next, "of") || dash(m, next) || word_is(&m->at, next, "on") || word_is(&m->at, next, "in"))
        return next + 1;
    return next > at + 1 || word_is(&m->at, at, "end") || word_is(&m->at, at, "start") || word_is(&m->at, at, "beginning") || word_is(&m->at, at, "rest") || word_is(&m->at, at, "middle") ? i : next;
}

/* "Tuesday morning", "11 January at 10:30", "10:30 GMT on Monday", "last Monday night". */
static void tail_join(const measures *m, time_expr *e)
{
    const word *w = word_at(&m->at, e->end);
    bool day = e->weekday || e->day || (e->shape == SHAPE_SHIFT && e->unit == 'D');
    if (day && !e->part && !e->hour && (w->is & W_PART) && !(w->is & W_DAY) && e->shape != SHAPE_SET) {
        e->part = (int)w->value, e->end++;
        return;
    }
    time_expr t;
    if (day && !e->hour && e->shape != SHAPE_SET) { /* "tomorrow at 7 pm", "Tuesday, 10:30 GMT" */
        casus_ref clock = word_is(&m->at, e->end, "at") || mark_is(m, e->end, ",") || mark_is(m, e->end, "@") ? e->end + 1 : e->end;
        if (inside(m, clock) && read_clock(m, clock, &t))
            e->hour = t.hour, e->minute = t.minute, e->end = t.end;
        return;
    }
    if (!e->hour)
        return;
    casus_ref at = word_is(&m->at, e->end, "on") || mark_is(m, e->end, ",") ? e->end + 1 : e->end;
    if (inside(m, at) && core_parse(m, at, &t) && (t.day || t.weekday || (t.shape == SHAPE_SHIFT && t.unit == 'D'))) {
        t.first = e->first, t.hour = e->hour, t.minute = e->minute;
        *e = t;
    }
}

bool time_parse(const measures *m, casus_ref i, time_expr *e)
{
    if (!inside(m, i))
        return false;
    casus_ref at = edge_skip(m, i);
    if (at > i && word_is(&m->at, at, "the") && (word_at(&m->at, at + 1)->is & W_UNIT) && strchr("DWMYE", word_at(&m->at, at + 1)->unit) && word_at(&m->at, at + 1)->unit) {
        *e = (time_expr){.first = i, .end = at + 2, .shape = SHAPE_SHIFT, .unit = word_at(&m->at, at + 1)->unit}; /* "the end of the year" */
        return true;
    }
    if (at > i && inside(m, at) && core_parse(m, at, e) && e->shape != SHAPE_SPAN && e->shape != SHAPE_REF && e->shape != SHAPE_SET) {
        e->first = i;
        tail_join(m, e);
        return true;
    }
    if (!core_parse(m, i, e))
        return false;
    tail_join(m, e);
    return true;
}

/* A word that can begin an expression; the others are passed at the cost of one look. */
bool time_may_begin(const measures *m, casus_ref i)
{
    const uint32_t any = W_CARDINAL | W_ORDINAL | W_MONTH | W_WEEKDAY | W_UNIT | W_UNITS | W_SEASON | W_PART | W_LAST | W_DAY | W_EDGE |
                         W_SETS | W_EVERY | W_FEW | W_REF | W_ABOUT | W_VAGUE | W_DECADE;
    static const char *const small[] = {"the", "a", "an", "half", "per", "opening", "closing", "more", "less", "at", "up", "only", "just", "these", "recent", "final", "very", "latter", NULL};
    return (token(m, i)->flags & CASUS_T_DIGIT) || (word_at(&m->at, i)->is & any) || one_of(m, i, small) || without_mid(token_str(&m->at, i)).n < token_str(&m->at, i).n;
}
