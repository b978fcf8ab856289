/* page: an HTML page to an article. Receives the bytes of a page; leaves its text, title, author, day
 * and address. No part of the library: the command and the readers of files use it. */
#ifndef CASUS_PAGE_H
#define CASUS_PAGE_H

#include "base/base.h"

/* ---- page.c: HTML to a tree ---- */

typedef enum tag_name {
    TAG_TEXT, TAG_OTHER, TAG_A, TAG_ADDRESS, TAG_ARTICLE, TAG_ASIDE, TAG_B, TAG_BLOCKQUOTE, TAG_BODY, TAG_BR, TAG_BUTTON, TAG_DD, TAG_DIV,
    TAG_DL, TAG_DT, TAG_EM, TAG_FIGCAPTION, TAG_FIGURE, TAG_FOOTER, TAG_FORM, TAG_H1, TAG_H2, TAG_H3, TAG_H4, TAG_H5, TAG_H6, TAG_HEAD,
    TAG_HEADER, TAG_HR, TAG_HTML, TAG_IFRAME, TAG_IMG, TAG_INPUT, TAG_LABEL, TAG_LI, TAG_LINK, TAG_MAIN, TAG_META, TAG_NAV, TAG_NOSCRIPT,
    TAG_OL, TAG_P, TAG_PRE, TAG_SCRIPT, TAG_SECTION, TAG_SELECT, TAG_SPAN, TAG_STYLE, TAG_TABLE, TAG_TBODY, TAG_TD, TAG_TEXTAREA, TAG_TH,
    TAG_TIME, TAG_TITLE, TAG_TR, TAG_UL, TAG_VIDEO
} tag_name;

typedef struct attribute {
    const char *name, *value;
} attribute;

typedef struct node node;
struct node { /* an element, or a piece of text */
    node *parent, *child, *next, *last;
    const char *text;       /* TAG_TEXT */
    const attribute *attrs; /* ends in a NULL name */
    tag_name tag;
    int depth;
    uint32_t mark;  /* for body.c */
    float score;    /* for body.c */
};

const char *node_attr(const node *n, const char *name); /* "" when absent */
node *node_after(const node *n, const node *root);      /* document order; NULL at the end */
node *node_beyond(const node *n, const node *root);     /* the same, past n's children */
str node_text(arena *a, const node *n, size_t most);    /* its text, blanks collapsed; little more than `most` bytes */
str buffer_move(arena *a, buffer *b); /* its text, trimmed, into the arena; the buffer is freed */

typedef struct page {
    const char *text, *title, *author, *url, *site, *description; /* "" when unknown */
    const char *body; /* the text as the page describes itself to machines, or "" */
    int32_t date;                                   /* of publication, 0 unknown */
    const char *stamp; /* the text of a date that could not be understood, or "" */
    bool cut;          /* nesting or size had to be cut */
} page;

/* A page in the character set it names, as UTF-8; unchanged where that cannot be. */
str page_decode(arena *a, str raw);
node *page_tree(arena *a, str html, bool *cut);
/* The article of an HTML page; url may be "". */
page page_read(arena *a, str html, const char *url);
/* The text of a piece of HTML, a line a paragraph. */
const char *page_fragment(arena *a, str html);

/* ---- body.c: which part is the story ---- */

const char *body_text(arena *a, node *root, const char *title, const char *description);
/* Everything under n as text, a line a block. */
const char *body_plain(arena *a, const node *n);

/* ---- meta.c: title, author, day ---- */

void meta_read(arena *a, node *root, str html, page *p, const char *url);
/* ---- stamp.c: dates as pages and feeds write them ---- */

/* A day in any form that pages and feeds write; 0 when it is none. */
int32_t stamp_parse(str s);

#endif
