/* Which part of the page is the story?
 *
 * A news page is a story with a hundred links around it. The story is text in sentences, paragraph
 * after paragraph, under one element; links, teasers and buttons are short, linked, or stand under
 * elements whose names say what they are ("related", "newsletter", "comments").
 *
 *   1  Elements with such names, and those that are never read as text, are left out.
 *   2  Each block of text counts by its length, less what is linked; its weight goes to all elements
 *      around it.
 *   3  From the body downwards we follow the heaviest child as long as it holds nearly everything,
 *      or go straight to an element that is named as the story's body.
 *   4  Its blocks are written, a line each; short ones between paragraphs are subheadings. */
#include "intake/inside.h"

enum { SKIP = 1, BLOCK = 2 };

/* ---- names ---- */

/* Pieces of class and id names that mark what is not the story. A name is cut at - _ and blanks, and
 * where a capital follows a small letter: "relatedLinks" is "related", "links". */
static const char *const negative[] = {
    "comment", "comments", "disqus", "share", "sharing", "social", "related", "promo", "promoted", "newsletter", "sidebar", "footer", "nav", "navbar",
    "navigation", "menu", "breadcrumb", "breadcrumbs", "advert", "advertisement", "ads", "ad", "adslot", "sponsor", "sponsored", "subscribe",
    "subscription", "caption", "credit", "byline", "bio", "tags", "taglist", "trending", "popular", "outbrain", "taboola", "cookie", "cookies", "consent",
    "modal", "popup", "recirc", "recirculation", "recommended", "recommendations", "readmore", "toolbar", "widget", "signup", "login", "paywall", "print",
    "hidden", "skip", "copyright", "dateline", "timestamp", "pagination", "pager", "teaser", "teasers", "rail", "masthead", "banner", "gallery", "carousel",
    "slideshow", "slider", "poll", "quiz", "forum", "replies", "respond", "meta", "metadata", "author", "authors", "contributor", "publisher", "disclaimer",
    "jumbotron", "marketing", "donate", "donation", "survey", "aside", "tooltip", "notification", "alert", "overlay", "dropdown", "topics", "keywords",
    "playlist", "player", "audio", "video", "sr", "screen", "figcaption", "byl", "follow", "whatsapp", "facebook", "twitter", "telegram", "email", NULL};
static const char *const positive[] = {"articlebody", "storybody", "postcontent", "entrycontent", "articlecontent", "storycontent", "contentbody", "bodycontent",
                                       "postbody", "articletext", "storytext", "bodytext", "bodycopy", "articlecopy", "newstext", "newsbody", "newscontent",
                                       "textcontent", "contenttext", "posttext", "entrybody", "entrytext", "mainarticle", "articlemain", "fulltext", "storycopy",
                                       "articleparagraph", "articlebodytext", "richtext", "wysiwyg", "prose", NULL};

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

static bool listed(const char *word, size_t n, const char *const *list)
{
    for (; *list; list++)
        if (strlen(*list) == n && memcmp(*list, word, n) == 0)
            return true;
    return false;
}

typedef bool word_test(const char *word, size_t n);

static bool is_negative_word(const char *word, size_t n)
{
    return listed(word, n, negative);
}

/* Does one of the words of a class or id pass? */
static bool any_word(const char *names, word_test *test)
{
    char word[32];
    size_t n = 0;
    for (const char *p = names;; p++) {
        bool letter = (*p >= 'a' && *p <= 'z') || (*p >= 'A' && *p <= 'Z');
        bool turn = letter && n && *p >= 'A' && *p <= 'Z' && p[-1] >= 'a' && p[-1] <= 'z';
        if (n && (!letter || turn)) {
            if (test(word, n))
                return true;
            n = 0;
        }
        if (letter && n < sizeof word)
            word[n++] = lower(*p);
        if (!*p)
            return false;
    }
}

/* Is a whole name ("article-body", "articleBody", "c-article__body") that of a story's body? */
static bool is_body_name(const char *names)
{
    char name[64];
    size_t n = 0;
    for (const char *p = names;; p++) {
        char c = lower(*p);
        if (c >= 'a' && c <= 'z') {
            if (n < sizeof name - 1)
                name[n++] = c;
        } else if (c == ' ' || c == '\0') {
            name[n] = '\0';
            for (const char *const *f = positive; *f && n; f++) {
                size_t k = strlen(*f);
                if (n >= k && n <= k + 6 && memcmp(name + n - k, *f, k) == 0)
                    return true;
            }
            n = 0;
        }
        if (!*p)
            return false;
    }
}

static bool same(const char *a, const char *b)
{
    while (*a && lower(*a) == lower(*b))
        a++, b++;
    return lower(*a) == lower(*b);
}

static bool is_body(const node *n)
{
    return same(node_attr(n, "itemprop"), "articleBody") || is_body_name(node_attr(n, "class")) || is_body_name(node_attr(n, "id"));
}

static bool is_hidden(const node *n)
{
    const char *style = node_attr(n, "style");
    for (const attribute *x = n->attrs; x->name; x++)
        if (strcmp(x->name, "hidden") == 0)
            return true;
    return strstr(style, "display:none") || strstr(style, "display: none") || same(node_attr(n, "aria-hidden"), "true");
}

static bool never_read(tag_name t)
{
    switch (t) {
    case TAG_SCRIPT: case TAG_STYLE: case TAG_NAV: case TAG_FORM: case TAG_BUTTON: case TAG_IFRAME: case TAG_NOSCRIPT: case TAG_SELECT:
    case TAG_TEXTAREA: case TAG_INPUT: case TAG_FIGCAPTION: case TAG_FIGURE: case TAG_VIDEO: case TAG_HEAD: case TAG_FOOTER: case TAG_ASIDE: case TAG_LABEL:
        return true;
    default:
        return false;
    }
}

static bool is_block(tag_name t)
{
    switch (t) {
    case TAG_TEXT: case TAG_A: case TAG_B: case TAG_EM: case TAG_SPAN: case TAG_OTHER: case TAG_TIME: case TAG_LABEL:
        return false;
    default:
        return true;
    }
}

/* ---- weighing ---- */

/* Length of the text under n in bytes, and of what is linked. Blanks do not count. */
static void measure(const node *n, uint32_t *all, uint32_t *linked)
{
    *all = *linked = 0;
    const node *link = NULL;
    for (const node *x = n; x; x = x->mark & SKIP ? node_beyond(x, n) : node_after(x, n)) {
        if (link && x->depth <= link->depth)
            link = NULL;
        if (x->tag == TAG_A && !link)
            link = x;
        if (x->tag != TAG_TEXT)
            continue;
        for (const char *p = x->text; *p; p++) {
            bool counts = (unsigned char)*p > ' ';
            *all += counts;
            *linked += counts && link;
        }
    }
}

static bool holds_block(const node *n)
{
    for (const node *x = n->child; x; x = node_after(x, n))
        if (is_block(x->tag) && x->tag != TAG_BR)
            return true;
    return false;
}

static void weigh(node *n, node *root)
{
    uint32_t all, linked;
    measure(n, &all, &linked);
    if (all < 40 || linked * 2 > all)
        return;
    float weight = (float)(all - linked);
    if (n->tag == TAG_LI || n->tag == TAG_TD)
        weight *= 0.5f;
    for (node *up = n; up; up = up == root ? NULL : up->parent)
        up->score += weight;
}

/* An element with a telling name goes, unless it holds so much of the page's prose that the name must
 * mean something else ("page with-sidebar"). */
static void drop_named(node *root)
{
    float total = root->score;
    for (node *n = root; n; n = n->mark & SKIP ? node_beyond(n, root) : node_after(n, root)) {
        if (n->tag == TAG_TEXT || n->tag == TAG_BODY || n->tag == TAG_HTML || n->score > total * 0.4f || is_body(n))
            continue;
        if (!any_word(node_attr(n, "class"), is_negative_word) && !any_word(node_attr(n, "id"), is_negative_word))
            continue;
        n->mark |= SKIP;
        for (node *up = n->parent; up; up = up->parent)
            up->score -= n->score;
    }
}

static void prepare(node *root)
{
    for (node *n = root; n; n = node_after(n, root))
        if (never_read(n->tag) || (n->tag != TAG_TEXT && (is_hidden(n) || same(node_attr(n, "role"), "complementary"))))
            n->mark |= SKIP;
    for (node *n = root; n; n = n->mark & SKIP ? node_beyond(n, root) : node_after(n, root))
        if (n->tag != TAG_TEXT && !(n->mark & SKIP) && is_block(n->tag) && !holds_block(n))
            weigh(n, root);
    drop_named(root);
}

/* ---- choosing ---- */

static node *find_body(node *root)
{
    node *best = NULL;
    for (node *n = root; n; n = n->mark & SKIP ? node_beyond(n, root) : node_after(n, root))
        if (n->tag != TAG_TEXT && !(n->mark & SKIP) && is_body(n) && n->score > (best ? best->score * 1.3f : root->score * 0.3f))
            best = n;
    return best;
}

static node *heaviest_child(const node *n)
{
    node *best = NULL;
    for (node *c = n->child; c; c = c->next)
        if (!(c->mark & SKIP) && c->tag != TAG_TEXT && (!best || c->score > best->score))
            best = c;
    return best;
}

static node *choose(node *root)
{
    node *named = find_body(root);
    if (named)
        return named;
    node *at = root;
    for (node *c; (c = heaviest_child(at)) != NULL && c->score >= at->score * 0.75f && c->tag != TAG_P;)
        at = c;
    return at;
}

/* ---- writing ---- */

typedef struct writer {
    buffer *out;
    buffer line;
} writer;

static void end_line(writer *w)
{
    str s = str_trim((str){w->line.p, w->line.n});
    if (s.n) {
        buffer_put(w->out, s.p, s.n);
        buffer_put(w->out, "\n", 1);
    }
    w->line.n = 0;
}

static void put_text(writer *w, const char *s)
{
    for (; *s; s++) {
        bool gap = *s == ' ' || *s == '\n' || *s == '\t' || *s == '\r';
        if (gap && (w->line.n == 0 || w->line.p[w->line.n - 1] == ' '))
            continue;
        buffer_put(&w->line, gap ? " " : s, 1);
    }
}

/* A list of links, or a line that is one: teasers. */
static bool is_links(const node *n)
{
    uint32_t all, linked;
    if (n->tag != TAG_UL && n->tag != TAG_OL && n->tag != TAG_LI && n->tag != TAG_P && n->tag != TAG_DIV && n->tag != TAG_SECTION &&
        !(n->tag >= TAG_H1 && n->tag <= TAG_H6))
        return false;
    measure(n, &all, &linked);
    return all && linked * 10 > all * 7 && all < 2000;
}

static void write_under(writer *w, const node *root, bool whole)
{
    const node *n = root;
    while (n) {
        bool skip = n != root && (n->mark & SKIP || (!whole && n->tag != TAG_TEXT && is_links(n)));
        if (n->tag != TAG_TEXT && is_block(n->tag))
            end_line(w);
        if (n->tag == TAG_TEXT && !skip)
            put_text(w, n->text);
        const node *next = skip ? node_beyond(n, root) : node_after(n, root);
        for (const node *up = n; up && up != root && next && up != next->parent && !(up == n && !skip && n->child); up = up->parent)
            if (up->tag != TAG_TEXT && is_block(up->tag))
                end_line(w);
        n = next;
    }
    end_line(w);
}

static const char *finish(arena *a, writer *w)
{
    buffer_free(&w->line);
    return buffer_move(a, w->out).p;
}

const char *body_plain(arena *a, const node *n)
{
    buffer out = {0};
    writer w = {.out = &out};
    for (node *x = n->child; x; x = node_after(x, n))
        if (x->tag == TAG_SCRIPT || x->tag == TAG_STYLE || x->tag == TAG_HEAD)
            x->mark |= SKIP;
    write_under(&w, n, true);
    return finish(a, &w);
}

const char *body_text(arena *a, node *root, const char *title)
{
    (void)title;
    buffer out = {0};
    writer w = {.out = &out};
    prepare(root);
    write_under(&w, choose(root), false);
    return finish(a, &w);
}
