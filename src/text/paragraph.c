/* Which lines belong together?
 *
 *   War fears continue to grow as ... on Tuesday. It comes only a day after ...    one line, one paragraph
 *
 *   Showers continued throughout the week in                                       a wire story of 1987, cut
 *   the Bahia cocoa zone, alleviating the drought since early                      at 64 columns: the lines
 *   January and improving prospects for the coming temporao,                       of a paragraph must be
 *       The dry period means the temporao will be late this year.                  joined again
 *
 * A blank line always ends a paragraph. Whether a line end does, the whole text tells: where lines
 * were cut at a width, many go on in lower case after a line without a stop; where a line is a
 * paragraph, hardly one does. */
#include "text/text.h"

enum { MAX_WIDTH = 120, MIN_WIDTH = 30, BINS = 256 };

typedef struct line {
    uint32_t begin, end; /* without blanks at both ends */
    uint32_t indent;     /* blanks before it */
    bool gap;            /* a blank line stood before it */
} line;

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

/* The next line that is not blank. */
static bool line_next(str text, uint32_t *at, line *l)
{
    l->gap = false;
    for (uint32_t n = (uint32_t)text.n; *at < n;) {
        uint32_t start = *at, begin = start;
        const char *feed = memchr(text.p + start, '\n', n - start);
        uint32_t end = feed ? (uint32_t)(feed - text.p) : n;
        *at = feed ? end + 1 : n;
        while (begin < end && is_blank(text.p[begin]))
            begin++;
        while (end > begin && is_blank(text.p[end - 1]))
            end--;
        if (begin < end) {
            *l = (line){begin, end, begin - start, l->gap};
            return true;
        }
        l->gap = true;
    }
    return false;
}

/* ---- what a line looks like ---- */

static bool is_lower_start(str text, const line *l)
{
    uint32_t code = 0;
    utf8_get(text.p + l->begin, l->end - l->begin, &code);
    return utf8_letter(code) && !utf8_upper(code);
}

/* Does the line end with a stop, quotes and brackets after it aside? */
static bool is_stopped(str text, const line *l)
{
    static const char *const closers[] = {"\"", "'", ")", "]", "\xE2\x80\x9D", "\xE2\x80\x99", "\xC2\xBB"};
    str s = {text.p + l->begin, l->end - l->begin};
    for (bool more = true; more;) {
        more = false;
        for (size_t i = 0; i < sizeof closers / sizeof *closers; i++)
            if (str_ends(s, closers[i])) {
                s.n -= strlen(closers[i]);
                more = true;
            }
    }
    if (s.n > 1 && s.p[s.n - 1] == '.') { /* "Gil L.", "Gen." at the end of a line stop nothing */
        size_t n = s.n - 1, at = n;
        while (at && n - at < 8 && !is_blank(s.p[at - 1]))
            at--;
        str word = {s.p + at, n - at};
        if ((word.n == 1 && word.p[0] >= 'A' && word.p[0] <= 'Z') || abbreviation_kind(word) == ABBREVIATION_TITLE)
            return false;
    }
    return s.n && (strchr(".!?:;", s.p[s.n - 1]) || str_ends(s, "\xE2\x80\xA6"));
}

/* "many U.S. | diplomatic missions", "the Dutch Co. | has": the stop of an abbreviation, which a small letter goes on from. */
static bool goes_on_small(str text, const line *before, const line *next)
{
    uint32_t at = before->end - 1;
    if (text.p[at] != '.' || !is_lower_start(text, next))
        return false;
    while (at > before->begin && !is_blank(text.p[at - 1]))
        at--;
    str word = {text.p + at, before->end - 1 - at};
    bool letters = word.n % 2 == 1; /* U.S, a.m */
    for (size_t i = 0; i < word.n; i++)
        letters = letters && (i % 2 ? word.p[i] == '.' : word.p[i] != '.');
    return letters || abbreviation_kind(word) != ABBREVIATION_NONE;
}

static bool is_bullet(str text, const line *l)
{
    str s = {text.p + l->begin, l->end - l->begin};
    if (str_starts(s, "\xE2\x80\xA2") || str_starts(s, "\xE2\x96\xAA") || str_starts(s, "\xC2\xB7"))
        return true;
    if (s.n > 2 && (s.p[0] == '*' || s.p[0] == '-' || s.p[0] == '+' || s.p[0] == 'o') && s.p[1] == ' ')
        return true;
    size_t i = 0;
    while (i < s.n && i < 3 && s.p[i] >= '0' && s.p[i] <= '9')
        i++;
    return i > 0 && i + 1 < s.n && (s.p[i] == '.' || s.p[i] == ')') && s.p[i + 1] == ' ';
}

static uint32_t first_word(str text, const line *l)
{
    uint32_t at = l->begin;
    while (at < l->end && !is_blank(text.p[at]))
        at++;
    return at - l->begin;
}

/* Does the line end in the middle of a phrase: with a comma, "of the", "ended March"? */
static bool hangs(str text, const line *l)
{
    static const char *const words[] = {"of", "the", "in", "and", "a", "an", "to", "by", "for", "on", "at", "with", "from", "that", "or", "its", "his",
                                        "January", "February", "March", "April", "June", "July", "August", "September", "October", "November",
                                        "December", "Jan", "Feb", "Aug", "Sept", "Oct", "Nov", "Dec", "is", "was", "are", "were", "said"};
    uint32_t at = l->end;
    if (text.p[at - 1] == ',')
        return true;
    while (at > l->begin && l->end - at < 12 && !is_blank(text.p[at - 1]))
        at--;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_is((str){text.p + at, l->end - at}, words[i]))
            return true;
    return false;
}

static bool runs_on(str text, const line *before, const line *l)
{
    if ((is_stopped(text, before) && !goes_on_small(text, before, l)) || is_bullet(text, l))
        return false;
    return is_lower_start(text, l) || hangs(text, before);
}

/* ---- how the text was broken ---- */

/* The length that nine of ten of the counted lines do not exceed. */
static uint32_t usual_width(const uint32_t *bins, uint32_t total)
{
    uint32_t seen = 0;
    for (uint32_t i = 0; i < BINS; i++)
        if ((seen += bins[i]) * 10ull >= total * 9ull)
            return i;
    return BINS;
}

layout layout_measure(str text)
{
    uint32_t bins[BINS] = {0}, margins[BINS] = {0}, pairs = 0, going_on = 0, indents = 0, full = 0, at = 0;
    line before = {0}, l;
    for (bool first = true; line_next(text, &at, &l); before = l, first = false) {
        if (first || l.gap)
            continue;
        uint32_t length = before.end - before.begin;
        bins[length < BINS ? length : BINS - 1]++;
        pairs++;
        if (runs_on(text, &before, &l)) {
            going_on++;
            margins[l.indent < BINS ? l.indent : BINS - 1]++;
        }
        indents += l.indent >= before.indent + 2;
    }
    layout out = {.width = usual_width(bins, pairs)};
    for (uint32_t i = 0; i < BINS; i++)
        if (margins[i] > margins[out.margin])
            out.margin = i;
    for (uint32_t i = out.width * 4 / 5; i < BINS; i++)
        full += bins[i];
    bool even = full * 3ull >= pairs * 2ull && out.width <= 90; /* most lines reach the width */
    out.wrapped = going_on && (even || going_on * 5ull >= pairs) && out.width >= MIN_WIDTH && out.width <= MAX_WIDTH;
    out.indented = out.wrapped && indents >= 1 && indents * 20ull >= pairs;
    return out;
}

/* Was the line ended on purpose, with room left for the next word? */
static bool is_short(const layout *l, str text, const line *before, const line *next)
{
    return before->end - before->begin + 1 + first_word(text, next) + l->width / 6 < l->width;
}

static bool joins(const layout *l, str text, const line *before, const line *next)
{
    if (next->gap) /* a page break in the middle of a sentence */
        return l->wrapped && runs_on(text, before, next) && !is_short(l, text, before, next);
    if (is_bullet(text, next))
        return false;
    if (runs_on(text, before, next))
        return l->wrapped || before->end - before->begin >= 40;
    if (!l->wrapped || next->indent >= l->margin + 2)
        return false;
    bool stopped = is_stopped(text, before), brief = is_short(l, text, before, next);
    if (l->indented)
        return !(stopped && (brief || next->indent != before->indent));
    bool first = before->begin == before->indent; /* its dateline may have been cut off */
    return !brief || (!stopped && (first || is_lower_start(text, next)));
}

/* A page number alone on its line, between two halves of a sentence, is passed over. */
static bool is_page_number(str text, const line *l)
{
    for (uint32_t i = l->begin; i < l->end; i++)
        if (text.p[i] < '0' || text.p[i] > '9')
            return false;
    return l->end - l->begin <= 4;
}

bool layout_next(const layout *l, str text, uint32_t *at, casus_span *paragraph)
{
    line before, next;
    if (!line_next(text, at, &before))
        return false;
    *paragraph = (casus_span){before.begin, before.end};
    uint32_t ahead = *at;
    while (line_next(text, &ahead, &next)) {
        line after = next;
        uint32_t beyond = ahead;
        if (l->wrapped && is_page_number(text, &next) && line_next(text, &beyond, &after) && runs_on(text, &before, &after)) {
            after.gap = false;
            ahead = beyond;
        }
        if (!joins(l, text, &before, &after))
            break;
        *at = ahead;
        paragraph->end = after.end;
        before = after;
    }
    return true;
}
