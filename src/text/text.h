/* text: bytes to a document with paragraphs, sentences and tokens. Receives an article (plain
 * UTF-8 text, or sentences already split); leaves doc->text, sentences, tokens (spans, norm, flags).
 * Lines that are not the story keep their sentences, with the verdict `boilerplate`. */
#ifndef CASUS_TEXT_H
#define CASUS_TEXT_H

#include "base/base.h"

/* ---- document.c: the working document ---- */

/* What rooms pass on: the public document first, so that a casus_doc pointer is also a document. */
typedef struct document {
    casus_doc doc;
    arena memory;      /* everything the document holds; given back at the next analysis */
    symtab *names;     /* the document's own symbols, on top of the knowledge's */
    bool keep_notes;
    bool keep_acts;
    bool parse_all;
    jmp_buf full;      /* where arena_alloc goes at the limit */
} document;

/* One decision for --why, printf-style; costs nothing when notes are not kept. stage is static. */
void document_note(document *d, casus_ref sentence, casus_span at, const char *stage,
                   const char *format, ...) __attribute__((format(printf, 5, 6)));
static inline str document_str(const document *d, casus_span s)
{
    return (str){d->doc.text + s.begin, s.end - s.begin};
}
static inline casus_sym document_sym(document *d, const char *name)
{
    return symtab_add(d->names, name, strlen(name));
}

/* ---- repair.c: encoding ---- */

/* Text as clean UTF-8 in the document's arena: bad bytes become U+FFFD, a NUL, a control byte, a
 * no-break space or any other blank becomes one blank, CR LF a blank and a line feed, a byte-order
 * mark goes; UTF-16 with a mark and Windows-1252 are converted; double-encoded UTF-8 ("â€™") is
 * mended. Good text keeps its number of code points. Returns the text, its length in *clean. */
char *text_repair(arena *a, const char *p, size_t n, size_t *clean);

/* ---- sentence.c, boilerplate.c, token.c ---- */

/* Fill doc->text, sentences and tokens from the article. Sentence 0 is the headline when the
 * article has a title (or its text begins with one). A dateline ("GENEVA, Jan 10 (Reuters) -")
 * belongs to the first sentence's text but its tokens come first and are kept. With
 * article->sentences the split is taken as given, the title is not made a sentence, and
 * doc->text is the sentences joined by line feeds. */
void text_read(document *d, const casus_article *article);

/* Tokens of one sentence, Universal Dependencies style (EWT): clitics, punctuation and hyphenated
 * compounds split as the treebanks split them. Appends to doc->tokens. */
void text_tokenise(document *d, casus_ref sentence);

/* ==== Inside the room ==== */

/* ---- paragraph.c: which lines belong together ---- */

typedef struct layout { /* how the text was broken into lines */
    bool wrapped;       /* at a width, as in a terminal or a printed page: lines must be joined */
    bool indented;      /* wrapped, and a paragraph begins with an indented line */
    uint32_t width;     /* of the wrapped lines, in bytes */
    uint32_t margin;    /* blanks before a line that goes on */
} layout;

layout layout_measure(str text);
/* The next paragraph from byte *at on, trimmed; false when there is none. */
bool layout_next(const layout *l, str text, uint32_t *at, casus_span *paragraph);

/* ---- sentence.c: where a sentence ends ---- */

typedef enum abbreviation { /* what a stop after the word means */
    ABBREVIATION_NONE,
    ABBREVIATION_TITLE,  /* never ends a sentence: Mr., Gen., e.g. */
    ABBREVIATION_OPEN,   /* ends one only before a word that often begins one: Inc. The, Co. But */
    ABBREVIATION_NUMBER, /* as OPEN, and goes on before a digit: No. 5, Jan. 3 */
    ABBREVIATION_END     /* ends one before any capital: etc. */
} abbreviation;

abbreviation abbreviation_kind(str word); /* without its stop; "p.m" has inner ones */

/* The end of the sentence that begins at byte `from` of a paragraph (trimmed, from < text.n). */
uint32_t sentence_end(str text, uint32_t from);

/* ---- quote.c: who is being quoted ---- */

void quote_mark(document *d); /* sets CASUS_T_QUOTED on all tokens inside quotation marks */

/* ---- boilerplate.c: lines that are not the story ---- */

void boilerplate_mark(document *d); /* sets the verdicts boilerplate and not_english */

#endif
