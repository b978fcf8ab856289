/* From an article to a document.
 *
 * The title becomes sentence 0, unless the text begins with it; then paragraphs, their sentences, and
 * the sentences' tokens are made from left to right, so that every array stays in the order of the
 * text. What is known only of the whole (quotations, lines that are not the story, the language) is
 * marked at the end. */
#include "text/text.h"

#include <stdio.h>

enum { MAX_SENTENCE = 400 }; /* tokens; a parser's time is no reader's patience */

void document_note(document *d, casus_ref sentence, casus_span at, const char *stage, const char *format, ...)
{
    if (!d->keep_notes)
        return;
    char text[400];
    va_list args;
    va_start(args, format);
    int n = vsnprintf(text, sizeof text, format, args);
    va_end(args);
    casus_note *note = ARENA_PUSH(&d->memory, d->doc.notes, d->doc.n_notes);
    size_t length = n < 0 ? 0 : (size_t)n < sizeof text ? (size_t)n : sizeof text - 1;
    *note = (casus_note){sentence, at, stage, arena_copy(&d->memory, text, length)};
}

/* ---- sentences ---- */

/* How good a place the token is to cut a sentence behind it: 3 a semicolon or stop, 2 a comma before
 * "and", 1 a comma, 0 none. */
static int cut_quality(const document *d, casus_ref i)
{
    str s = document_str(d, d->doc.tokens[i].at);
    if (str_is(s, ";") || str_is(s, ".") || str_is(s, "...") || str_is(s, "\xE2\x80\xA2"))
        return 3;
    if (!str_is(s, ",") && !str_is(s, ":") && !str_is(s, "--") && !str_is(s, "\xE2\x80\x94"))
        return 0;
    str next = document_str(d, d->doc.tokens[i + 1].at);
    return str_is(next, "and") || str_is(next, "but") || str_is(next, "or") ? 2 : 1;
}

/* Where to cut the sentence that begins at `first`: the best place in its second half, else the end. */
static casus_ref cut_place(const document *d, casus_ref first)
{
    casus_ref best = first + MAX_SENTENCE - 1;
    int quality = 0;
    for (casus_ref i = first + MAX_SENTENCE - 1; i-- > first + MAX_SENTENCE / 2;)
        if (cut_quality(d, i) > quality) {
            quality = cut_quality(d, i);
            best = i;
        }
    return best + 1;
}

/* The last sentence is too long: its tokens beyond a clause boundary become sentences of their own. */
static void cut_long(document *d)
{
    for (;;) {
        casus_sentence *s = &d->doc.sentences[d->doc.n_sentences - 1];
        if (s->count <= MAX_SENTENCE)
            return;
        casus_ref cut = cut_place(d, s->first), end = s->first + s->count;
        casus_sentence rest = *s;
        rest.first = cut;
        rest.count = end - cut;
        rest.at.begin = d->doc.tokens[cut].at.begin;
        s->count = cut - s->first;
        s->at.end = d->doc.tokens[cut - 1].at.end;
        *ARENA_PUSH(&d->memory, d->doc.sentences, d->doc.n_sentences) = rest;
    }
}

static casus_sentence *add_sentence(document *d, uint32_t begin, uint32_t end, uint32_t paragraph)
{
    casus_ref s = d->doc.n_sentences;
    *ARENA_PUSH(&d->memory, d->doc.sentences, d->doc.n_sentences) =
        (casus_sentence){.at = {begin, end}, .paragraph = paragraph};
    text_tokenise(d, s);
    cut_long(d);
    return &d->doc.sentences[s];
}

static void add_paragraph(document *d, casus_span span, uint32_t paragraph)
{
    str text = document_str(d, span);
    for (uint32_t at = 0, end; at < text.n; at = end) {
        while (at < text.n && strchr(" \n\t\r", text.p[at]))
            at++;
        if (at == text.n)
            break;
        end = sentence_end(text, at);
        add_sentence(d, span.begin + at, span.begin + end, paragraph);
    }
}

/* ---- headlines ---- */

static bool ends_with_stop(str s)
{
    while (s.n && (s.p[s.n - 1] == '"' || s.p[s.n - 1] == '\'' || s.p[s.n - 1] == ')'))
        s.n--;
    for (int i = 0; i < 2; i++)
        if (str_ends(s, "\xE2\x80\x9D") || str_ends(s, "\xE2\x80\x99"))
            s.n -= 3;
    return s.n && strchr(".;:,", s.p[s.n - 1]) != NULL;
}

static bool starts_like_headline(const document *d, const casus_sentence *s)
{
    const casus_token *t = &d->doc.tokens[s->first];
    unsigned flags = t->flags;
    if (s->count > 1 && !(flags & (CASUS_T_WORD | CASUS_T_DIGIT)))
        flags = t[1].flags; /* an opening quote */
    str first = document_str(d, t->at);
    return (flags & (CASUS_T_TITLE | CASUS_T_DIGIT)) && !str_is(first, "-") && !str_is(first, "*") && !str_is(first, "\xE2\x80\xA2");
}

/* Is the paragraph from sentence s on prose: does it hold a full sentence? */
static bool is_prose(const document *d, casus_ref s)
{
    const casus_sentence *x = &d->doc.sentences[s];
    return s < d->doc.n_sentences && x->count >= 8 && ends_with_stop(document_str(d, x->at));
}

static bool alone_in_paragraph(const document *d, casus_ref s)
{
    const casus_sentence *x = d->doc.sentences;
    return (s == 0 || x[s - 1].paragraph != x[s].paragraph) &&
           (s + 1 == d->doc.n_sentences || x[s + 1].paragraph != x[s].paragraph);
}

/* A short line without a stop, with the story after it. Later ones (subheadings) are shorter still. */
static bool is_heading(const document *d, casus_ref s, casus_ref first)
{
    const casus_sentence *x = &d->doc.sentences[s];
    uint32_t limit = s == first ? 30 : 12;
    return x->count > 0 && x->count <= limit && alone_in_paragraph(d, s) && !ends_with_stop(document_str(d, x->at)) &&
           starts_like_headline(d, x) && x->verdict != CASUS_V_BOILERPLATE;
}

static void mark_headings(document *d, casus_ref first)
{
    casus_sentence *x = d->doc.sentences;
    for (casus_ref s = d->doc.n_sentences; s-- > first;) {
        casus_ref next = s + 1; /* the story may begin below a byline */
        while (next < d->doc.n_sentences && next < s + 4 && x[next].verdict == CASUS_V_BOILERPLATE)
            next++;
        bool story = next < d->doc.n_sentences && (is_prose(d, next) || (s == first && next + 1 < d->doc.n_sentences && is_prose(d, next + 1)));
        if (story && is_heading(d, s, first))
            x[s].headline = 1;
    }
}

/* ---- the article ---- */

/* Are the letters and digits of both, folded, the same? A short name of the newspaper may follow one
 * of them ("... - BBC News"). */
static bool same_words(document *d, str a, str b)
{
    char *x = arena_alloc(&d->memory, a.n * 3 + 4), *y = arena_alloc(&d->memory, b.n * 3 + 4);
    size_t n = str_fold(a.p, a.n, x), m = str_fold(b.p, b.n, y), i = 0, j = 0;
    for (;;) {
        while (i < n && (unsigned char)x[i] < 128 && !strchr("abcdefghijklmnopqrstuvwxyz0123456789", x[i]))
            i++;
        while (j < m && (unsigned char)y[j] < 128 && !strchr("abcdefghijklmnopqrstuvwxyz0123456789", y[j]))
            j++;
        if (i >= n || j >= m || x[i] != y[j])
            break;
        i++, j++;
    }
    return i > 0 && ((i >= n && j >= m) || (i >= 20 && (i >= n ? m - j : n - i) <= 30 && (i >= n || j >= m)));
}

static str one_line(document *d, const char *s, size_t n)
{
    char *p = text_repair(&d->memory, s, n, &n);
    for (size_t i = 0; i < n; i++)
        if (p[i] == '\n')
            p[i] = ' ';
    return str_trim((str){p, n});
}

static bool begins_with(document *d, str text, str title)
{
    layout l = {0};
    uint32_t at = 0;
    casus_span first;
    if (!layout_next(&l, text, &at, &first) || first.end - first.begin > title.n + 200)
        return false;
    str line = {text.p + first.begin, first.end - first.begin};
    if (line.n > title.n + 4 && ends_with_stop(line)) /* the story's first sentence, which the title is made of */
        return false;
    return same_words(d, title, line);
}

static void set_text(document *d, str title, str text)
{
    size_t gap = title.n ? 2 : 0;
    char *p = arena_alloc(&d->memory, title.n + gap + text.n + 1);
    memcpy(p, title.p ? title.p : "", title.n);
    memcpy(p + title.n, "\n\n", gap);
    memcpy(p + title.n + gap, text.p, text.n);
    d->doc.text = p;
    d->doc.n_text = (uint32_t)(title.n + gap + text.n);
}

static void read_paragraphs(document *d, uint32_t from, uint32_t paragraph)
{
    str text = {d->doc.text + from, d->doc.n_text - from};
    layout l = layout_measure(text);
    uint32_t at = 0;
    for (casus_span p; layout_next(&l, text, &at, &p); paragraph++)
        add_paragraph(d, (casus_span){from + p.begin, from + p.end}, paragraph);
}

static void read_text(document *d, const casus_article *a)
{
    size_t n = a->n_text || !a->text ? a->n_text : strlen(a->text);
    str text, title = {"", 0};
    text.p = text_repair(&d->memory, a->text ? a->text : "", n, &text.n);
    if (a->title)
        title = one_line(d, a->title, strlen(a->title));
    bool repeated = title.n && begins_with(d, text, title);
    if (repeated)
        title.n = 0;
    set_text(d, title, text);
    if (title.n)
        add_sentence(d, 0, (uint32_t)title.n, 0)->headline = 1;
    casus_ref first = d->doc.n_sentences;
    read_paragraphs(d, title.n ? (uint32_t)title.n + 2 : 0, title.n ? 1 : 0);
    boilerplate_mark(d);
    mark_headings(d, first);
    if (repeated && d->doc.n_sentences && d->doc.sentences[0].verdict != CASUS_V_NOT_ENGLISH) {
        d->doc.sentences[0].headline = 1;
        d->doc.sentences[0].verdict = CASUS_V_CODED;
    }
}

static void read_sentences(document *d, const casus_article *a)
{
    str *lines = ARENA_ARRAY(&d->memory, str, a->n_sentences + 1);
    size_t total = 0, at = 0;
    for (size_t i = 0; i < a->n_sentences; i++) {
        const char *s = a->sentences[i] ? a->sentences[i] : "";
        lines[i] = one_line(d, s, strlen(s));
        total += lines[i].n + 1;
    }
    char *p = arena_alloc(&d->memory, total + 1);
    for (size_t i = 0; i < a->n_sentences; i++) {
        memcpy(p + at, lines[i].p, lines[i].n);
        at += lines[i].n;
        if (i + 1 < a->n_sentences)
            p[at++] = '\n';
    }
    d->doc.text = p;
    d->doc.n_text = (uint32_t)at;
    at = 0;
    for (size_t i = 0; i < a->n_sentences; at += lines[i].n + 1, i++)
        add_sentence(d, (uint32_t)at, (uint32_t)(at + lines[i].n), 0);
    boilerplate_mark(d);
}

static const char *copy_of(document *d, const char *s)
{
    return s ? arena_copy(&d->memory, s, strlen(s)) : "";
}

void text_read(document *d, const casus_article *a)
{
    d->doc.id = copy_of(d, a->id);
    d->doc.title = copy_of(d, a->title);
    d->doc.url = copy_of(d, a->url);
    d->doc.source = copy_of(d, a->source);
    d->doc.date = date_valid(a->date) ? a->date : 0;
    if (a->sentences)
        read_sentences(d, a);
    else
        read_text(d, a);
    quote_mark(d);
}
