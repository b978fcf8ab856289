/* How many?
 *
 *   "It urged the Kremlin to pull back an estimated 100,000 troops; more than 2,000 people fled,
 *    hundreds of them to Goma."
 *
 * A numeral is read first ("100,000", "two and a half million", "half a million", "three dozen"),
 * then the words that blur it ("an estimated", "more than", "up to"), then a second end ("3,000 to
 * 5,000"). A blurred figure keeps its number at both ends and is marked approximate, as annotators
 * write it; words that only give a size are spread as newsrooms use them: dozens 24-99, scores
 * 40-99, hundreds 200-999, thousands 2,000-9,999.
 *
 * What it counts is the noun it modifies in the tree ("troops"), or the noun after "of" ("hundreds
 * of them"). Years, dates, clock times, money, shares and numbers that are names ("Article 5",
 * "the F-16") count nobody and are left out; time.c has taken the first three before us. */
#include "measure/measure.h"

#include <stdlib.h>

/* ---- numerals in digits ---- */

static bool digit(char c)
{
    return c >= '0' && c <= '9';
}

static double suffix_scale(str s)
{
    static const struct {
        const char *text;
        double scale;
    } suffix[] = {{"", 1}, {"k", 1e3}, {"K", 1e3}, {"m", 1e6}, {"M", 1e6}, {"mn", 1e6}, {"bn", 1e9}, {"b", 1e9}, {"tn", 1e12}};
    for (size_t i = 0; i < sizeof suffix / sizeof *suffix; i++)
        if (str_is(s, suffix[i].text))
            return suffix[i].scale;
    return 0;
}

/* "3,000", "2.5", "1.2m": commas only between groups of three. */
static bool digits_parse(str s, double *value)
{
    double v = 0, place = 0;
    size_t i = 0, group = 0;
    bool comma = false;
    if (!s.n || s.n > 24 || !(digit(s.p[0]) || (s.p[0] == '.' && s.n > 1)))
        return false;
    for (; i < s.n; i++) {
        char c = s.p[i];
        if (digit(c) && place > 0)
            v += (c - '0') / place, place *= 10;
        else if (digit(c))
            v = v * 10 + (c - '0'), group++;
        else if (c == ',' && place == 0 && (comma ? group == 3 : group <= 3) && i + 3 < s.n && digit(s.p[i + 1]))
            comma = true, group = 0;
        else if (c == '.' && place == 0 && i + 1 < s.n && digit(s.p[i + 1]))
            place = 10;
        else
            break;
    }
    if (comma && group != 3)
        return false;
    double scale = suffix_scale((str){s.p + i, s.n - i});
    *value = v * scale;
    return scale > 0;
}

/* ---- numerals in words ---- */

/* The joint between two parts of one numeral: the hyphen of "twenty-five", the "and" of "two hundred
 * and five". Returns the token after it, or i itself when there is none. */
static casus_ref joint_skip(const measures *m, casus_ref i, bool after_scale)
{
    if (i + 1 < m->at.end && str_is(token_str(&m->at, i), "-") && token_glued(&m->at, i) && token_glued(&m->at, i + 1))
        return i + 1;
    if (after_scale && i + 1 < m->at.end && word_is(&m->at, i, "and"))
        return i + 1;
    return i;
}

typedef struct tally {
    double total, part;
    bool any, after_scale;
} tally;

/* May this cardinal follow what stands in the tally? "twenty five" may, "five twenty" may not. */
static bool cardinal_fits(const tally *t, double v)
{
    long low = (long)t->part % 100;
    return !t->any || t->after_scale || (low >= 20 && v < 10 && v > 0 && low % 10 == 0);
}

static bool tally_word(tally *t, const word *w)
{
    if (w->is & W_CARDINAL) {
        if (t->part > 1e15 || !cardinal_fits(t, (double)w->value))
            return false;
        t->part += (double)w->value;
        t->after_scale = false;
    } else if ((w->is & W_SCALE) && t->any) {
        if (w->value <= 100)
            t->part *= (double)w->value;
        else
            t->total += t->part * (double)w->value, t->part = 0;
        t->after_scale = true;
    } else {
        return false;
    }
    t->any = true;
    return true;
}

static bool words_parse(const measures *m, casus_ref i, tally *t, casus_ref *end)
{
    while (i < m->at.end) {
        casus_ref next = t->any ? joint_skip(m, i, t->after_scale) : i;
        double v;
        if (!t->any && digits_parse(token_str(&m->at, next), &v))
            *t = (tally){.part = v, .any = true};
        else if (!tally_word(t, word_at(&m->at, next)))
            break;
        i = next + 1;
        *end = i;
    }
    return t->any;
}

/* "a million", "half a million", "a dozen", "half a dozen", "a hundred": 0 when it is none. */
static double article_scale(const measures *m, casus_ref i, casus_ref *end)
{
    double part = 1;
    if (word_is(&m->at, i, "half"))
        part = 0.5, i++;
    if (!word_is(&m->at, i, "a") && !word_is(&m->at, i, "an"))
        return 0;
    const word *w = word_at(&m->at, i + 1);
    if (!(w->is & W_SCALE))
        return 0;
    *end = i + 2;
    return part * (double)w->value;
}

/* "and a half" after a numeral: "two and a half million". */
static bool half_follows(const measures *m, casus_ref i)
{
    return word_is(&m->at, i, "and") && word_is(&m->at, i + 1, "a") && word_is(&m->at, i + 2, "half");
}

static bool plain_parse(const measures *m, casus_ref i, amount *a)
{
    tally t = {0};
    casus_ref end = i;
    double v = article_scale(m, i, &end);
    if (v > 0 && end < m->at.end && (word_at(&m->at, end)->is & W_SCALE))
        v *= (double)word_at(&m->at, end++)->value; /* "a hundred thousand" */
    if (v == 0) {
        if (!words_parse(m, i, &t, &end))
            return false;
        v = t.total + t.part;
        if (half_follows(m, end)) {
            v += 0.5, end += 3;
            if (word_at(&m->at, end)->is & W_SCALE)
                v *= (double)word_at(&m->at, end++)->value;
        }
    }
    double scale = end < m->at.end && token_glued(&m->at, end) && end == i + 1 ? suffix_scale(token_str(&m->at, end)) : 0;
    if (scale > 1)
        v *= scale, end++; /* "100k" cut in two */
    *a = (amount){.low = v, .high = v, .end = end};
    return true;
}

/* "dozens", "hundreds of thousands", "tens of thousands", "several hundred", "a few thousand". */
static bool vague_parse(const measures *m, casus_ref i, amount *a)
{
    double low = 1, high = 1;
    const word *w = word_at(&m->at, i);
    if (word_is(&m->at, i, "a") && (word_at(&m->at, i + 1)->is & W_FEW))
        i++, w = word_at(&m->at, i);
    if ((w->is & W_FEW) && !(w->is & W_ABOUT) && (word_at(&m->at, i + 1)->is & W_SCALE)) {
        double scale = (double)word_at(&m->at, i + 1)->value;
        *a = (amount){2 * scale, 10 * scale - 1, i + 2, true};
        return true;
    }
    if (!(w->is & W_VAGUE))
        return false;
    low = 2 * (double)w->value, high = w->value <= 20 ? 99 : 10 * (double)w->value - 1;
    const word *of = word_is(&m->at, i + 1, "of") ? word_at(&m->at, i + 2) : word_at(&m->at, m->at.end);
    *a = (amount){low, high, i + 1, true};
    if (of->is & W_VAGUE)
        *a = (amount){low * (double)of->value, (high + 1) * (double)of->value - 1, i + 3, true};
    return true;
}

bool number_parse(const measures *m, casus_ref i, amount *a)
{
    return i < m->at.end && (vague_parse(m, i, a) || plain_parse(m, i, a));
}

/* ---- what blurs it ---- */

static casus_ref back(const measures *m, casus_ref i, casus_ref n)
{
    return i >= m->at.first + n ? i - n : m->at.end; /* m->at.end is no word */
}

/* The first token of the words that blur the numeral at i; i when it stands alone. */
static casus_ref hedge_first(const measures *m, casus_ref i)
{
    static const struct {
        const char *one, *two;
    } pair[] = {{"more", "than"}, {"less", "than"}, {"fewer", "than"}, {"at", "least"}, {"at", "most"}, {"up", "to"},
                {"as", "many"}, {"close", "to"}, {"well", "over"}, {"upwards", "of"}, {"in", "excess"}, {"no", "more"}};
    casus_ref p = back(m, i, 1), q = back(m, i, 2), r = back(m, i, 3);
    if ((word_is(&m->at, p, "as") && word_is(&m->at, q, "many") && word_is(&m->at, r, "as")) ||
        (word_is(&m->at, p, "of") && word_is(&m->at, q, "excess") && word_is(&m->at, r, "in")))
        return r;
    for (size_t k = 0; k < sizeof pair / sizeof *pair; k++)
        if (word_is(&m->at, p, pair[k].two) && word_is(&m->at, q, pair[k].one))
            return q;
    if (!(word_at(&m->at, p)->is & W_ABOUT))
        return i;
    if (word_is(&m->at, q, "an") || word_is(&m->at, q, "a") || word_is(&m->at, q, "just") || word_is(&m->at, q, "well"))
        return q;
    return p;
}

static bool range_word(const measures *m, casus_ref i, bool between)
{
    str s = token_str(&m->at, i);
    return word_is(&m->at, i, "to") || (between && word_is(&m->at, i, "and")) ||
           (token_glued(&m->at, i) && token_glued(&m->at, i + 1) && (str_is(s, "-") || str_is(s, "\xE2\x80\x93")));
}

/* "3,000 to 5,000", "between two and three million": the scale of the second serves both. */
static void range_extend(const measures *m, casus_ref first, amount *a)
{
    amount b;
    bool between = word_is(&m->at, back(m, first, 1), "between");
    if (a->vague || a->end + 1 >= m->at.end || !range_word(m, a->end, between) || !number_parse(m, a->end + 1, &b) || b.vague)
        return;
    const word *last = word_at(&m->at, b.end - 1);
    bool scaled = (last->is & W_SCALE) && b.end - a->end > 2 && !(word_at(&m->at, a->end - 1)->is & W_SCALE);
    double low = scaled && a->low * 2 < (double)last->value ? a->low * (double)last->value : a->low; /* "two to three million" */
    if (b.low <= low)
        return;
    *a = (amount){low, b.high, b.end, true};
}

/* ---- what it counts ---- */

static bool noun_like(const casus_token *t)
{
    return t->upos == CASUS_NOUN || t->upos == CASUS_PROPN || t->upos == CASUS_PRON || t->upos == CASUS_ADJ;
}

/* The noun after "of": "hundreds of people", "70 of the fighters". */
static casus_ref noun_of(const measures *m, casus_ref from, casus_ref head)
{
    const casus_doc *d = &m->at.d->doc;
    if (!word_is(&m->at, from, "of"))
        return CASUS_NONE;
    for (casus_ref i = from + 1; i < m->at.end && i < from + 12; i++)
        if (d->tokens[i].head == head && noun_like(&d->tokens[i]))
            return i;
    for (casus_ref i = from + 1; i < m->at.end && i < from + 6; i++) /* the tree has it otherwise: first noun */
        if ((d->tokens[i].upos == CASUS_NOUN || d->tokens[i].upos == CASUS_PROPN) && (i + 1 == m->at.end || d->tokens[i + 1].upos != d->tokens[i].upos))
            return i;
    return CASUS_NONE;
}

/* "The number of refugees has reached 3,000": the noun of the subject of the verb above. */
static casus_ref noun_of_subject(const measures *m, casus_ref head)
{
    const casus_doc *d = &m->at.d->doc;
    casus_ref verb = d->tokens[head].head;
    casus_ref subject = verb == head ? CASUS_NONE : tree_child(d, verb, CASUS_NSUBJ);
    if (subject == CASUS_NONE || !(word_is(&m->at, subject, "number") || word_is(&m->at, subject, "total")))
        return CASUS_NONE;
    return noun_of(m, subject + 1, subject);
}

static casus_ref noun_counted(const measures *m, casus_ref i, const amount *a)
{
    const casus_doc *d = &m->at.d->doc;
    casus_ref last = a->end - 1, head = d->tokens[last].head;
    casus_ref of = noun_of(m, a->end, last);
    if (of != CASUS_NONE)
        return of;
    if (head >= a->end && head < m->at.end && noun_like(&d->tokens[head]) && d->tokens[last].label != CASUS_COMPOUND)
        return head;
    for (casus_ref j = a->end; j < m->at.end && j < a->end + 4; j++) { /* the next noun of an unbroken run */
        bool noun = d->tokens[j].upos == CASUS_NOUN || (d->tokens[j].upos == CASUS_PROPN && (d->tokens[j].morph & CASUS_PLUR));
        if (noun && (j + 1 >= m->at.end || d->tokens[j + 1].upos != CASUS_NOUN))
            return j;
        if (d->tokens[j].upos != CASUS_ADJ && d->tokens[j].upos != CASUS_NOUN && d->tokens[j].upos != CASUS_PROPN)
            break;
    }
    return noun_of_subject(m, i);
}

/* ---- what is no count ---- */

static bool money_before(const measures *m, casus_ref i)
{
    static const char *const sign[] = {"$", "\xC2\xA3", "\xE2\x82\xAC", "\xC2\xA5", "\xE2\x82\xB9", "US$", "A$", "C$", "Rs", "Rs."};
    if (i <= m->at.first)
        return false;
    str s = token_str(&m->at, i - 1);
    for (size_t k = 0; k < sizeof sign / sizeof *sign; k++)
        if (str_is(s, sign[k]))
            return true;
    return str_ends(s, "$");
}

static bool name_number(const measures *m, casus_ref i)
{
    const casus_doc *d = &m->at.d->doc;
    if (i <= m->at.first)
        return false;
    const casus_token *t = &d->tokens[i], *before = &d->tokens[i - 1];
    if (word_at(&m->at, i - 1)->is & W_NAMED)
        return true;
    if (token_glued(&m->at, i)) /* "F-16", "No.5", "#3", "10:30" cut in three */
        return !str_is(token_str(&m->at, i - 1), "(") && !str_is(token_str(&m->at, i - 1), "\"") && before->upos == CASUS_PUNCT;
    return t->head < i && t->head + 1 == i && before->upos == CASUS_PROPN; /* "Apollo 11", "Iftar 7" */
}

static bool is_count(const measures *m, casus_ref i, const amount *a)
{
    const word *next = word_at(&m->at, a->end);
    str after = token_str(&m->at, a->end < m->at.end ? a->end : a->end - 1);
    if (money_before(m, i) || (next->is & (W_MONEY | W_MEASURE)) || name_number(m, i))
        return false;
    if (a->end < m->at.end && token_glued(&m->at, a->end) && (str_is(after, ":") || str_is(after, "/") || str_is(after, "%")))
        return false;
    if (a->end + 1 < m->at.end && str_is(after, "-") && token_glued(&m->at, a->end) && (word_at(&m->at, a->end + 1)->is & (W_UNIT | W_UNITS | W_MEASURE)))
        return false; /* "a 40-year-old", "a 500-mile border" */
    return true;
}

static void number_add(measures *m, casus_ref first, casus_ref i, const amount *a)
{
    casus_doc *d = &m->at.d->doc;
    casus_ref counts = noun_counted(m, i, a);
    const word *counted = counts == CASUS_NONE ? word_at(&m->at, m->at.end) : word_at(&m->at, counts);
    if ((counted->is & (W_MONEY | W_MEASURE | W_UNIT | W_UNITS)) || a->high > 9e15)
        return;
    if (word_is(&m->at, i, "one") && a->end == i + 1 && counts == CASUS_NONE)
        return; /* "no one", "the one who": no figure */
    casus_number *n = ARENA_PUSH(&m->at.d->memory, d->numbers, d->n_numbers);
    *n = (casus_number){.at = {d->tokens[first].at.begin, d->tokens[a->end - 1].at.end}, .sentence = m->sentence, .head = a->end - 1,
                        .first = first, .last = a->end - 1, .low = (int64_t)(a->low + 0.5), .high = (int64_t)(a->high + 0.5),
                        .approx = a->vague || first < i, .counts = counts};
}

/* Some words begin no numeral; to look at them costs nothing. */
static bool may_begin(const measures *m, casus_ref i)
{
    return (m->at.d->doc.tokens[i].flags & CASUS_T_DIGIT) || (word_at(&m->at, i)->is & (W_CARDINAL | W_VAGUE | W_FEW)) ||
           word_is(&m->at, i, "a") || word_is(&m->at, i, "an") || word_is(&m->at, i, "half");
}

void number_find(measures *m)
{
    casus_ref i = m->at.first;
    while (i < m->at.end) {
        amount a;
        if (m->dated[i - m->at.first] || !may_begin(m, i) || !number_parse(m, i, &a)) {
            i++;
            continue;
        }
        range_extend(m, i, &a);
        casus_ref first = word_is(&m->at, back(m, i, 1), "between") && a.high > a.low ? i - 1 : hedge_first(m, i);
        if (is_count(m, i, &a)) {
            if (word_is(&m->at, a.end, "or") && word_is(&m->at, a.end + 1, "more")) /* "107 or more" */
                a.vague = true, a.end += 2;
            number_add(m, first, i, &a);
        }
        i = a.end;
    }
}
