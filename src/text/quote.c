/* Which words are somebody else's?
 *
 *   He said: “We see no signs of de-escalation. We are ready.
 *   “We will answer.”
 *
 * A quotation runs on over sentences and paragraphs: a paragraph that begins with a mark while one is
 * open re-opens it, one that does not shows that the closing mark was forgotten. Straight marks do
 * not say whether they open or close, nor do two apostrophes ("''Yes,'' he said"): a blank before and a letter after opens. Single marks are
 * quotes only in pairs: ‘as high as ever been’ is one, the boys’ books is not. */
#include "text/text.h"

typedef enum mark { MARK_NONE, MARK_OPEN, MARK_CLOSE, MARK_EITHER, MARK_SINGLE_OPEN, MARK_SINGLE } mark;

static mark mark_of(str s)
{
    static const struct {
        const char *text;
        mark kind;
    } marks[] = {{"\"", MARK_EITHER}, {"\xE2\x80\x9C", MARK_OPEN}, {"\xE2\x80\x9D", MARK_CLOSE}, {"\xE2\x80\x9E", MARK_OPEN},
                 {"\xC2\xAB", MARK_OPEN}, {"\xC2\xBB", MARK_CLOSE}, {"``", MARK_OPEN}, {"''", MARK_EITHER},
                 {"\xE2\x80\x98", MARK_SINGLE_OPEN}, {"\xE2\x80\x99", MARK_SINGLE}, {"'", MARK_SINGLE}, {"`", MARK_SINGLE_OPEN}};
    if (s.n > 3 || (s.n > 0 && s.p[0] != '"' && s.p[0] != '\'' && s.p[0] != '`' && (unsigned char)s.p[0] < 0x80))
        return MARK_NONE;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (str_is(s, marks[i].text))
            return marks[i].kind;
    return MARK_NONE;
}

static bool blank_follows(const document *d, const casus_token *t)
{
    char c = t->at.end < d->doc.n_text ? d->doc.text[t->at.end] : ' ';
    return strchr(" \n\t.,;:!?)]", c) != NULL;
}

static bool blank_before(const document *d, const casus_token *t)
{
    char c = t->at.begin ? d->doc.text[t->at.begin - 1] : ' ';
    return strchr(" \n\t([-/\"", c) != NULL;
}

/* The token behind the last one of sentence s's paragraph. */
static casus_ref paragraph_end(const casus_doc *doc, casus_ref s)
{
    while (s + 1 < doc->n_sentences && doc->sentences[s + 1].paragraph == doc->sentences[s].paragraph)
        s++;
    return doc->sentences[s].first + doc->sentences[s].count;
}

enum { LONGEST_SINGLE = 80 }; /* tokens between single quotes */

/* The token that closes the single quote at `from`, or 0. A plural's apostrophe ("officials’") is
 * taken only when nothing better follows. */
static casus_ref single_close(const document *d, casus_ref from, casus_ref end)
{
    const casus_token *t = d->doc.tokens;
    casus_ref weak = 0, limit = end - from > LONGEST_SINGLE ? from + LONGEST_SINGLE : end;
    for (casus_ref i = from + 2; i < limit; i++) {
        mark m = mark_of(document_str(d, t[i].at));
        if (m == MARK_SINGLE_OPEN && blank_before(d, &t[i]))
            break;
        if (m != MARK_SINGLE || (t[i].flags & CASUS_T_SPACE) || !blank_follows(d, &t[i]))
            continue;
        if (d->doc.text[t[i].at.begin - 1] != 's')
            return i;
        if (!weak)
            weak = i;
    }
    return weak;
}

typedef struct quoting {
    bool open;              /* inside double marks */
    casus_ref single_until; /* token that closes the single marks we are in, or 0 */
} quoting;

/* A straight mark doubled by a table's export (""...""): the marks side by side are one. */
static bool doubled(const document *d, casus_ref i)
{
    const casus_token *t = d->doc.tokens;
    return i > 0 && t[i].at.begin == t[i - 1].at.end && mark_of(document_str(d, t[i - 1].at)) == MARK_EITHER;
}

static casus_ref last_of_doubled(const document *d, casus_ref i, casus_ref end)
{
    while (i + 1 < end && mark_of(document_str(d, d->doc.tokens[i + 1].at)) == MARK_EITHER && doubled(d, i + 1))
        i++;
    return i;
}

static void quote_token(document *d, quoting *q, casus_ref i, casus_ref end)
{
    casus_token *t = &d->doc.tokens[i];
    mark m = mark_of(document_str(d, t->at));
    if (m == MARK_EITHER && doubled(d, i))
        return;
    if (m == MARK_EITHER && !q->open && !blank_before(d, t) && blank_follows(d, &d->doc.tokens[last_of_doubled(d, i, end)]))
        return; /* it could only close, and nothing is open */
    if (m == MARK_EITHER)
        m = !q->open || (blank_before(d, t) && !blank_follows(d, &d->doc.tokens[last_of_doubled(d, i, end)])) ? MARK_OPEN : MARK_CLOSE;
    bool single = (m == MARK_SINGLE_OPEN || m == MARK_SINGLE) && !q->single_until && blank_before(d, t) && !blank_follows(d, t);
    if (m == MARK_OPEN || m == MARK_CLOSE)
        q->open = m == MARK_OPEN;
    else if (single)
        q->single_until = single_close(d, i, end);
    else if (q->single_until && i >= q->single_until)
        q->single_until = 0;
    else if (q->open || q->single_until)
        t->flags |= CASUS_T_QUOTED;
}

void quote_mark(document *d)
{
    quoting q = {0};
    casus_ref end = 0;
    for (casus_ref s = 0; s < d->doc.n_sentences; s++) {
        const casus_sentence *x = &d->doc.sentences[s];
        if (s == 0 || x->paragraph != d->doc.sentences[s - 1].paragraph) {
            mark m = x->count ? mark_of(document_str(d, d->doc.tokens[x->first].at)) : MARK_NONE;
            q = (quoting){.open = q.open && (m == MARK_OPEN || m == MARK_EITHER)};
            if (m == MARK_EITHER)
                q.open = false; /* it opens again at once */
            end = paragraph_end(&d->doc, s);
        }
        for (casus_ref i = x->first; i < x->first + x->count; i++)
            quote_token(d, &q, i, end);
    }
}
