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
#include "page/page.h"

enum { SKIP = 1 }; /* node.mark: what stands under it is left out */

/* ---- names ---- */

/* Pieces of class and id names that mark what is not the story. A name is cut at - _ and blanks, and
 * where a capital follows a small letter: "relatedLinks" is "related", "links". */
static const char *const strong[] = {
    "comment", "comments", "disqus", "share", "sharing", "sharebar", "social", "related", "promo", "promoted", "newsletter", "sidebar", "footer", "breadcrumb",
    "breadcrumbs", "advert", "advertisement", "ads", "ad", "adslot", "sponsor", "sponsored", "subscribe", "caption", "figcaption", "credit", "byline", "tags",
    "taglist", "trending", "popular", "outbrain", "taboola", "cookie", "cookies", "consent", "recirc", "recirculation", "recommended", "recommendations", "readmore",
    "signup", "login", "copyright", "pagination", "pager", "replies", "respond", "keywords", "disclaimer", "donate", "donation", "survey", "noprint", "dateline",
    "timestamp", "bio", NULL};
static const char *const weak[] = {
    "nav", "navbar", "navigation", "menu", "subscription", "modal", "popup", "toolbar", "widget", "print", "rail", "masthead", "banner", "gallery", "carousel",
    "slideshow", "slider", "poll", "quiz", "forum", "meta", "metadata", "author", "authors", "contributor", "publisher", "jumbotron", "marketing", "aside",
    "tooltip", "notification", "alert", "overlay", "dropdown", "topics", "playlist", "player", "audio", "video", "follow", "whatsapp", "facebook", "twitter",
    "telegram", "email", "teaser", "teasers", "skip", "sr", "hidden", "byl", NULL};
static const char *const without[] = {"has", "with", "no", "without", "not", "is", NULL}; /* "has-sidebar" is about something else */
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

static bool is_strong(const char *word, size_t n)
{
    return listed(word, n, strong);
}

static bool is_weak(const char *word, size_t n)
{
    return listed(word, n, weak);
}

/* Does one of the words of a class or id pass? */
static bool any_word(const char *names, word_test *test)
{
    char word[32];
    size_t n = 0;
    bool other = false;
    for (const char *p = names;; p++) {
        bool letter = (*p >= 'a' && *p <= 'z') || (*p >= 'A' && *p <= 'Z');
        bool turn = letter && n && *p >= 'A' && *p <= 'Z' && p[-1] >= 'a' && p[-1] <= 'z';
        if (n && (!letter || turn)) {
            if (!other && test(word, n))
                return true;
            other = listed(word, n, without) && *p != ' ';
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

/* Length of the text under n in bytes, and of what is linked, until there is `enough`. Blanks do not count. */
static void measure(const node *n, uint32_t enough, uint32_t *all, uint32_t *linked)
{
    *all = *linked = 0;
    const node *link = NULL;
    for (const node *x = n; x && *all < enough; x = x->mark & SKIP ? node_beyond(x, n) : node_after(x, n)) {
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
    measure(n, UINT32_MAX, &all, &linked);
    if (all < 40 || linked * 2 > all)
        return;
    float weight = (float)(all - linked);
    if (n->tag == TAG_LI || n->tag == TAG_TD)
        weight *= 0.5f;
    for (node *up = n; up; up = up == root ? NULL : up->parent)
        up->score += weight;
}

static bool named(const node *n, word_test *test)
{
    return any_word(node_attr(n, "class"), test) || any_word(node_attr(n, "id"), test);
}

/* An element with a telling name goes, unless it holds so much of the page's prose that the name must
 * mean something else ("page with-sidebar"). */
static void drop_named(node *root)
{
    float total = root->score;
    for (node *n = root; n; n = n->mark & SKIP ? node_beyond(n, root) : node_after(n, root)) {
        if (n->tag == TAG_TEXT || n->tag == TAG_BODY || n->tag == TAG_HTML || n->score > total * 0.4f || is_body(n))
            continue;
        bool text = n->tag == TAG_P || n->tag == TAG_BLOCKQUOTE || n->tag == TAG_LI || n->tag == TAG_UL || n->tag == TAG_B || n->tag == TAG_EM || n->tag == TAG_A;
        bool bad = named(n, is_strong) || (!text && n->score <= total * 0.15f && named(n, is_weak));
        if (!bad)
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

/* Several stories in one page, each in an <article> of its own, to be scrolled through: the first is
 * the one that was asked for. In a live report the heading stands outside, and all are read. */
static node *first_story(node *root)
{
    node *first = NULL;
    int stories = 0;
    for (node *n = root; n; n = n->mark & SKIP || (n->tag == TAG_ARTICLE && n != root && n->score < root->score * 0.6f) ? node_beyond(n, root) : node_after(n, root)) {
        if (n->tag != TAG_ARTICLE || n->mark & SKIP || n == root || n->score >= root->score * 0.6f || n->score < 600)
            continue;
        bool heading = false;
        for (node *h = n->child; h && !heading; h = node_after(h, n))
            heading = h->tag == TAG_H1;
        if (!first && !heading)
            return root;
        first = first ? first : n;
        stories += heading;
    }
    return stories >= 2 ? first : root;
}

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
    root = first_story(root);
    node *body = find_body(root);
    if (body)
        return body;
    node *at = root;
    for (node *c; (c = heaviest_child(at)) != NULL && c->score >= at->score * 0.75f && c->tag != TAG_P;)
        at = c;
    return at;
}

/* ---- writing ---- */

typedef struct writer {
    buffer *out;
    buffer line;
    const char *title; /* a line that repeats it is left out */
} writer;

/* The same letters and digits? */
static bool repeats(str line, const char *title)
{
    size_t i = 0;
    if (!title || !title[0])
        return false;
    for (const char *p = title;; p++) {
        while (i < line.n && !((unsigned char)line.p[i] >= 0x80 || (lower(line.p[i]) >= 'a' && lower(line.p[i]) <= 'z') || (line.p[i] >= '0' && line.p[i] <= '9')))
            i++;
        while (*p && !((unsigned char)*p >= 0x80 || (lower(*p) >= 'a' && lower(*p) <= 'z') || (*p >= '0' && *p <= '9')))
            p++;
        if (i == line.n || !*p)
            return i == line.n && !*p;
        if (lower(line.p[i++]) != lower(*p))
            return false;
    }
}

static void end_line(writer *w)
{
    str s = str_trim((str){w->line.p, w->line.n});
    if (s.n && !repeats(s, w->title)) {
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
    measure(n, 2000, &all, &linked);
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

/* ---- around the body ---- */

/* Names of the line under the title, letters only: "td-post-sub-title" is "tdpostsubtitle". */
static bool is_deck_name(const char *names)
{
    static const char *const decks[] = {"subtitle", "subhead", "subheadline", "subheading", "standfirst", "strapline", "strap", "dek", "deck", "summary", "excerpt",
                                        "lede", "articledescription", "tagline", NULL};
    char name[64];
    size_t n = 0;
    for (const char *p = names;; p++) {
        char c = lower(*p);
        bool ends = c == ' ' || c == '\0' || (c == '_' && p[1] == '_') || (c == '-' && p[1] == '-');
        if (c >= 'a' && c <= 'z' && n < sizeof name - 1)
            name[n++] = c;
        for (const char *const *d = decks; ends && n && *d; d++) {
            size_t k = strlen(*d);
            if (n >= k && n <= k + 14 && memcmp(name + n - k, *d, k) == 0)
                return true;
        }
        if (ends)
            n = 0;
        if (!*p)
            return false;
    }
}

static bool is_deck(const node *n)
{
    for (const attribute *x = n->attrs; x->name; x++)
        if ((strcmp(x->name, "class") == 0 || strncmp(x->name, "data-", 5) == 0) && strlen(x->value) < 300 && is_deck_name(x->value))
            return true;
    return false;
}

static bool holds(const node *outer, const node *inner)
{
    while (inner && inner != outer)
        inner = inner->parent;
    return inner != NULL;
}

static bool has_block_of(const node *n, tag_name t)
{
    for (const node *x = n->child; x; x = node_after(x, n))
        if (x->tag == t)
            return true;
    return false;
}

/* The line under the title that sums the story up, when it stands outside the body: it is named so,
 * it is what the page gives as its description, or it is a second heading straight after the first. */
static const node *find_deck(arena *a, node *root, const node *body, const char *description)
{
    int since_title = -1;
    for (node *n = root; n && n != body; n = n->mark & SKIP ? node_beyond(n, root) : node_after(n, root)) {
        uint32_t all, linked;
        if (n->tag == TAG_TEXT || n->mark & SKIP || holds(n, body))
            continue;
        since_title = n->tag == TAG_H1 ? 0 : since_title >= 0 && is_block(n->tag) && !holds_block(n) ? since_title + 1 : since_title;
        if (since_title < 0 && is_deck(n) && !repeats(node_text(a, n, 2000), description))
            continue;
        if (!(is_deck(n) || since_title == 1 || (is_block(n->tag) && !holds_block(n))) || has_block_of(n, TAG_H1))
            continue;
        measure(n, 500, &all, &linked);
        if (all < 20 || all > 400 || linked * 2 > all || n->tag == TAG_H1)
            continue;
        if (is_deck(n) || (since_title == 1 && n->tag == TAG_H2) || repeats(node_text(a, n, 2000), description))
            return n;
    }
    return NULL;
}

/* Lines that are furniture, and headings below which other stories are offered. */
static bool is_line(str s, const char *const *list)
{
    while (s.n && strchr(":.!\xE2\x80\xA6 ", s.p[s.n - 1]))
        s.n--;
    for (; *list; list++) {
        size_t n = strlen(*list), i = 0;
        while (i < n && i < s.n && lower(s.p[i]) == (*list)[i])
            i++;
        if (i == n && s.n == n)
            return true;
    }
    return false;
}

static const char *without_furniture(arena *a, const char *text)
{
    static const char *const furniture[] = {"advertisement", "advertising", "share", "share this article", "recommended", "story saved", "newsletter", "ad", "related content",
                                            "related", "sponsored", "comments", "print", "email", "facebook", "twitter", "copy link", NULL};
    static const char *const ends[] = {"related posts", "related stories", "related articles", "related content", "related topics", "recommended", "you may also like",
                                       "you might also like", "people are also reading", "read next", "more stories", "most popular", "most read", "about the author",
                                       "more from author", "related", "more like this", "editors' picks", "editor's picks", "recommended for you", "latest stories",
                                       "latest news", "trending", "trending now", "popular in the community", "join the conversation", "leave a comment", "comments", NULL};
    size_t n = strlen(text), used = 0;
    char *out = arena_alloc(a, n + 1);
    for (str rest = {text, n}; rest.n;) {
        const char *feed = memchr(rest.p, '\n', rest.n);
        str line = {rest.p, feed ? (size_t)(feed - rest.p) : rest.n};
        size_t at = (size_t)(line.p - text), step = feed ? line.n + 1 : line.n;
        if (line.n < 40 && at * 10 > n * 6 && is_line(line, ends))
            break;
        if (line.n >= 40 || !is_line(line, furniture)) {
            memcpy(out + used, rest.p, step);
            used += step;
        }
        rest = (str){rest.p + step, rest.n - step};
    }
    while (used && out[used - 1] == '\n')
        used--;
    out[used] = '\0';
    return out;
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

const char *body_text(arena *a, node *root, const char *title, const char *description)
{
    buffer out = {0};
    writer w = {.out = &out, .title = title};
    prepare(root);
    node *body = choose(root);
    const node *deck = find_deck(a, root, body, description);
    if (deck)
        write_under(&w, deck, true);
    write_under(&w, body, false);
    return without_furniture(a, finish(a, &w));
}
