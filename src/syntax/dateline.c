/* Where the story was written is no part of what it says.
 *
 *     WASHINGTON (AP) - The Senate condemned ...
 *     Moscow, June 3 (Interfax) - Russia condemned ...
 *     KOLKATA, India – Indian police have arrested ...
 *
 * A parser takes the town for somebody who acts and the day for that of the act. So the dateline is
 * found first, by its form: a place, perhaps a second one or its country, a day, an agency in brackets,
 * and a dash or a colon before a new capital. A form as plain as "Moscow - ..." counts only when the
 * knowledge files know the town. The rest of the sentence is parsed alone; the dateline's words hang on
 * its root and stay there for the place finder. */
#include "syntax/syntax.h"

#include "knowledge/knowledge.h"

enum { MOST_WORDS = 24, PLACE_WORDS = 5, AGENCY_WORDS = 4, STORY_WORDS = 3 };

typedef struct line { /* being read: at is the token after what was taken */
    document *d;
    const knowledge *k;
    casus_ref first, at, end;
    bool upper, known, agency, day;
} line;

static const casus_token *token(const line *l, casus_ref i)
{
    return &l->d->doc.tokens[i];
}

static bool is(const line *l, casus_ref i, const char *text)
{
    if (i >= l->end)
        return false;
    casus_span at = token(l, i)->at;
    return str_is((str){l->d->doc.text + at.begin, at.end - at.begin}, text);
}

static bool any_of(const line *l, casus_ref i, const char *const *list)
{
    for (; i < l->end && *list; list++)
        if (strcmp(symtab_name(l->d->names, token(l, i)->norm), *list) == 0)
            return true;
    return false;
}

static bool capital(const line *l, casus_ref i)
{
    return i < l->end && (token(l, i)->flags & CASUS_T_WORD) && (token(l, i)->flags & (CASUS_T_TITLE | CASUS_T_UPPER));
}

static bool dash(const line *l, casus_ref i)
{
    return is(l, i, "-") || is(l, i, "--") || is(l, i, "\xE2\x80\x93") || is(l, i, "\xE2\x80\x94");
}

static bool spaced(const line *l, casus_ref i)
{
    return i < l->end && (token(l, i)->flags & CASUS_T_SPACE);
}

/* Does the knowledge know a town of this name? A country alone ("Russia - ...") is none. */
static bool town_known(const line *l, casus_ref first, casus_ref end)
{
    casus_sym norms[PLACE_WORDS * 2];
    uint32_t n = 0;
    for (; n < PLACE_WORDS * 2 && first + n < end; n++)
        norms[n] = token(l, first + n)->norm;
    for (const phrase_hit *h = n ? phrase_find(l->k, &l->d->memory, norms, n) : NULL; h; h = h->next)
        if (h->length == n && (knowledge_entry(l->k, h->entry)->kind == ENTRY_PLACE || h->name == NAME_CAPITAL))
            return true;
    return false;
}

/* "PORT-AU-PRINCE", "ISLAMABAD/KABUL", "Kyiv and Moscow": up to five words and what joins them. */
static bool take_place(line *l)
{
    static const char *const joins[] = {"/", "-", "and", "of", "the", "de", "al", "au", NULL};
    casus_ref first = l->at, i = first, one = CASUS_NONE; /* one: the end of the first of several */
    for (int words = 0; i < l->end && words < PLACE_WORDS; i++) {
        bool dash_here = is(l, i, "-") && spaced(l, i);
        if (capital(l, i))
            words++;
        else if (i == first || dash_here || !any_of(l, i, joins) || !capital(l, i + 1))
            break;
        else if (one == CASUS_NONE && (is(l, i, "/") || is(l, i, "and")))
            one = i;
    }
    if (i == first)
        return false;
    bool all_upper = true;
    for (casus_ref j = first; j < i; j++)
        all_upper &= !(token(l, j)->flags & CASUS_T_WORD) || (token(l, j)->flags & CASUS_T_UPPER) != 0;
    casus_span at = {token(l, first)->at.begin, token(l, i - 1)->at.end};
    l->upper |= all_upper && at.end - at.begin > 3;
    l->known |= town_known(l, first, i) || (one != CASUS_NONE && town_known(l, first, one));
    l->at = i;
    return true;
}

/* "Jan 10", "11 January 2022", "Tuesday". */
static bool take_day(line *l)
{
    static const char *const names[] = {"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "january", "february", "march", "april", "june", "july",
                                        "august", "september", "october", "november", "december", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
                                        "mon", "tue", "wed", "thu", "fri", "sat", "sun", NULL};
    casus_ref i = l->at;
    bool named = false;
    for (int words = 0; words < 5 && i < l->end; words++) {
        bool name = any_of(l, i, names), number = (token(l, i)->flags & CASUS_T_DIGIT) != 0;
        if (!name && !number && !(named && is(l, i, ",") && i + 1 < l->end && (token(l, i + 1)->flags & CASUS_T_DIGIT)))
            break;
        named |= name;
        i++;
    }
    if (!named)
        return false;
    l->day = true;
    l->at = i;
    return true;
}

/* "(Reuters)", "(Yonhap News Agency)". */
static bool take_agency(line *l)
{
    casus_ref i = l->at;
    if (!is(l, i, "("))
        return false;
    for (i++; i < l->end && i - l->at <= AGENCY_WORDS + 1 && (capital(l, i) || is(l, i, "/") || is(l, i, "-")); i++)
        ;
    if (i == l->at + 1 || !is(l, i, ")"))
        return false;
    l->agency = true;
    l->at = i + 1;
    return true;
}

/* A story begins here: a capital, a number or a quotation, and not all in capitals. */
static bool story_follows(const line *l)
{
    static const char *const marks[] = {"\"", "'", "\xE2\x80\x9C", "\xE2\x80\x98", "``", "$", NULL};
    enum { LONG_NAME = 10 }; /* "Combined Joint Task Force - Operation Inherent Resolve provided" */
    bool quote = false, small = false;
    if (l->at + STORY_WORDS > l->end)
        return false;
    for (const char *const *m = marks; *m; m++)
        quote |= is(l, l->at, *m);
    for (casus_ref i = l->at; i < l->end && i < l->at + LONG_NAME; i++)
        small |= (token(l, i)->flags & CASUS_T_WORD) && !(token(l, i)->flags & (CASUS_T_TITLE | CASUS_T_UPPER));
    return small && (quote || capital(l, l->at) || (token(l, l->at)->flags & CASUS_T_DIGIT));
}

static bool reads(line *l)
{
    bool place = take_place(l);
    for (int parts = 0; place && parts < 3 && is(l, l->at, ","); parts++) {
        l->at++;
        if (!take_day(l) && !take_place(l))
            return false;
    }
    if (place && !l->day)
        take_day(l);
    take_agency(l);
    if (!place && !l->agency)
        return false;
    bool colon = is(l, l->at, ":"), line_end = dash(l, l->at) && (spaced(l, l->at) || !is(l, l->at, "-"));
    if (colon || line_end)
        l->at++;
    if (colon)
        return place && l->known;
    if (line_end)
        return l->agency || l->upper || l->known || l->day;
    return l->agency && (l->upper || l->known); /* "WASHINGTON (CNN) The president" */
}

void syntax_dateline(const knowledge *k, document *d, casus_ref sentence)
{
    casus_sentence *s = &d->doc.sentences[sentence];
    line l = {.d = d, .k = k, .first = s->first, .at = s->first, .end = s->first + s->count};
    s->dateline = 0;
    if (s->headline || s->count < STORY_WORDS + 2 || !(capital(&l, l.first) || is(&l, l.first, "(")))
        return;
    if (reads(&l) && l.at - l.first <= MOST_WORDS && story_follows(&l))
        s->dateline = (uint8_t)(l.at - l.first);
}

void syntax_hang_dateline(document *d, casus_ref sentence)
{
    const casus_sentence *s = &d->doc.sentences[sentence];
    casus_token *t = d->doc.tokens;
    casus_ref root = s->first + s->dateline, top = CASUS_NONE;
    while (root < s->first + s->count && t[root].head != root)
        root++;
    for (casus_ref i = s->first; i < s->first + s->dateline; i++) {
        bool word = (t[i].flags & CASUS_T_WORD) != 0, number = !word && (t[i].flags & CASUS_T_DIGIT);
        t[i].upos = word ? CASUS_PROPN : number ? CASUS_NUM : CASUS_PUNCT;
        t[i].lemma = t[i].norm;
        t[i].head = top == CASUS_NONE ? root : top;
        t[i].label = top == CASUS_NONE ? CASUS_DISLOCATED : word || number ? CASUS_FLAT : CASUS_PUNCTREL;
        top = top == CASUS_NONE && word ? i : top;
    }
}
