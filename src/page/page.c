/* HTML to a tree of our own.
 *
 * The parser (gumbo) is the one browsers' rules were written down for: unclosed paragraphs and crossed
 * tags come out as a browser shows them. Only this file knows it. Two things keep hostile pages from
 * costing more than their size: a pass over the source first, which drops scripts, styles, pictures
 * drawn in text and comments (half of a news page), and tags nested deeper than any page needs; and
 * the parser's memory, which is the document's arena and ends with it. */
#include "page/page.h"

#include <gumbo.h>
#include <iconv.h>

enum { MAX_DEPTH = 250, MAX_FORMAT = 30, MAX_TAG = 8 * 1024, MAX_SOURCE = 6 * 1024 * 1024 };

/* ---- before parsing: what can be left out ---- */

typedef enum habit { HABIT_NESTS, HABIT_VOID, HABIT_CLOSES, HABIT_FORMAT, HABIT_DROP } habit;

/* Elements with a habit of their own; all others simply nest. CLOSES: ended by the next of its kind. */
static const struct {
    const char *name;
    habit habit;
} habits[] = {{"area", HABIT_VOID}, {"base", HABIT_VOID}, {"br", HABIT_VOID}, {"col", HABIT_VOID}, {"embed", HABIT_VOID},
              {"hr", HABIT_VOID}, {"img", HABIT_VOID}, {"input", HABIT_VOID}, {"link", HABIT_VOID}, {"meta", HABIT_VOID},
              {"param", HABIT_VOID}, {"source", HABIT_VOID}, {"track", HABIT_VOID}, {"wbr", HABIT_VOID}, {"p", HABIT_CLOSES},
              {"li", HABIT_CLOSES}, {"dt", HABIT_CLOSES}, {"dd", HABIT_CLOSES}, {"tr", HABIT_CLOSES}, {"td", HABIT_CLOSES},
              {"th", HABIT_CLOSES}, {"tbody", HABIT_CLOSES}, {"thead", HABIT_CLOSES}, {"tfoot", HABIT_CLOSES}, {"option", HABIT_CLOSES},
              {"html", HABIT_CLOSES}, {"head", HABIT_CLOSES}, {"body", HABIT_CLOSES}, {"a", HABIT_FORMAT}, {"b", HABIT_FORMAT},
              {"i", HABIT_FORMAT}, {"u", HABIT_FORMAT}, {"s", HABIT_FORMAT}, {"em", HABIT_FORMAT}, {"tt", HABIT_FORMAT},
              {"big", HABIT_FORMAT}, {"code", HABIT_FORMAT}, {"font", HABIT_FORMAT}, {"nobr", HABIT_FORMAT}, {"small", HABIT_FORMAT},
              {"strike", HABIT_FORMAT}, {"strong", HABIT_FORMAT}, {"script", HABIT_DROP}, {"style", HABIT_DROP}, {"svg", HABIT_DROP},
              {"template", HABIT_DROP}, {"iframe", HABIT_DROP}, {"object", HABIT_DROP}, {"select", HABIT_DROP}, {"textarea", HABIT_DROP},
              {"canvas", HABIT_DROP}, {"math", HABIT_DROP}, {"frameset", HABIT_VOID}, {"frame", HABIT_VOID}, {"plaintext", HABIT_VOID}};

typedef struct pruning {
    const char *p;
    size_t at, n;
    char *out;
    size_t used;
    int depth, dropped;           /* open elements; those beyond MAX_DEPTH */
    int formats, dropped_formats; /* the same for <b>, <font> and their like */
    bool cut;
} pruning;

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

static bool name_byte(char c)
{
    c = lower(c);
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == ':' || c == '_';
}

static size_t tag_name_at(const pruning *x, size_t at, char name[16])
{
    size_t n = 0;
    while (at + n < x->n && name_byte(x->p[at + n])) {
        if (n < 15)
            name[n] = lower(x->p[at + n]);
        n++;
    }
    name[n < 15 ? n : 15] = '\0';
    return n;
}

static habit habit_of(const char *name)
{
    for (size_t i = 0; i < sizeof habits / sizeof *habits; i++)
        if (habits[i].name[0] == name[0] && strcmp(habits[i].name, name) == 0)
            return habits[i].habit;
    return HABIT_NESTS;
}

/* Where the tag that begins at `at` ends (behind its '>'), quotes respected unless they never close. */
static size_t tag_end(const pruning *x, size_t at)
{
    char quote = 0;
    size_t plain = 0, limit = x->n - at > 4u * MAX_TAG ? at + 4u * MAX_TAG : x->n;
    for (size_t i = at; i < limit; i++) {
        char c = x->p[i];
        if (c == '>' && !plain)
            plain = i + 1;
        if (quote)
            quote = c == quote ? 0 : quote;
        else if ((c == '"' || c == '\'') && i > at && (x->p[i - 1] == '=' || x->p[i - 1] == ' '))
            quote = c;
        else if (c == '>')
            return i + 1;
    }
    return plain ? plain : limit;
}

/* The place behind the closing tag of a dropped element that began before `at`. */
static size_t element_end(const pruning *x, size_t at, const char *name)
{
    size_t n = strlen(name);
    for (size_t i = at; i + n + 2 < x->n; i++) {
        const char *open = memchr(x->p + i, '<', x->n - i);
        if (!open)
            break;
        i = (size_t)(open - x->p);
        if (i + n + 2 >= x->n || x->p[i + 1] != '/')
            continue;
        size_t k = 0;
        while (k < n && lower(x->p[i + 2 + k]) == name[k])
            k++;
        if (k == n)
            return tag_end(x, i);
    }
    return x->n;
}

static void keep(pruning *x, size_t from, size_t to)
{
    memcpy(x->out + x->used, x->p + from, to - from);
    x->used += to - from;
    x->at = to;
}

static bool contains(str s, const char *what)
{
    size_t n = strlen(what);
    for (size_t i = 0; i + n <= s.n; i++)
        if (memcmp(s.p + i, what, n) == 0)
            return true;
    return false;
}

/* Scripts go, except the ones that describe the article (JSON-LD). */
static void drop_element(pruning *x, size_t end, const char *name)
{
    bool closed = x->p[end - 1] == '>' && end >= 2 && x->p[end - 2] == '/' && strcmp(name, "script") != 0;
    size_t after = closed ? end : element_end(x, end, name);
    if (strcmp(name, "script") == 0 && contains((str){x->p + x->at, end - x->at}, "ld+json"))
        keep(x, x->at, after);
    else
        x->at = after;
    x->out[x->used++] = ' ';
}

static bool open_tag(pruning *x, habit h, bool closed) /* false: too deep, leave it out */
{
    if (h == HABIT_VOID || h == HABIT_CLOSES || closed)
        return true;
    if (h == HABIT_FORMAT && x->formats >= MAX_FORMAT)
        return x->dropped_formats++, false;
    if (h == HABIT_FORMAT)
        return x->formats++, true;
    if (x->depth >= MAX_DEPTH) {
        x->cut = true;
        return x->dropped++, false;
    }
    return x->depth++, true;
}

static bool close_tag(pruning *x, habit h)
{
    int *open = h == HABIT_FORMAT ? &x->formats : &x->depth, *gone = h == HABIT_FORMAT ? &x->dropped_formats : &x->dropped;
    if (h == HABIT_VOID || h == HABIT_CLOSES)
        return true;
    if (*gone > 0)
        return --*gone, false;
    if (*open > 0)
        --*open;
    return true;
}

static void prune_tag(pruning *x)
{
    char name[16];
    size_t start = x->at, slash = x->p[start + 1] == '/';
    size_t n = tag_name_at(x, start + 1 + slash, name), end = tag_end(x, start);
    habit h = habit_of(name);
    if (h == HABIT_DROP && !slash) {
        drop_element(x, end, name);
        return;
    }
    bool closed = end >= 2 && x->p[end - 2] == '/' && strncmp(name, "div", 3) != 0 && h != HABIT_FORMAT && strcmp(name, "span") != 0;
    bool wanted = h != HABIT_DROP && (slash ? close_tag(x, h) : open_tag(x, h, closed));
    if (wanted && end - start > MAX_TAG) { /* a picture in an attribute, or an attack: the name is enough */
        keep(x, start, start + 1 + slash + n);
        x->out[x->used++] = '>';
    } else if (wanted) {
        keep(x, start, end);
    }
    x->at = end;
}

static str prune(arena *a, str html, bool *cut)
{
    pruning x = {.p = html.p, .n = html.n, .out = arena_alloc(a, html.n + 16)};
    while (x.at < x.n) {
        const char *open = memchr(x.p + x.at, '<', x.n - x.at);
        keep(&x, x.at, open ? (size_t)(open - x.p) : x.n);
        if (!open)
            break;
        char next = x.at + 1 < x.n ? x.p[x.at + 1] : '\0';
        if (x.n - x.at >= 4 && memcmp(x.p + x.at, "<!--", 4) == 0) {
            size_t i = x.at + 4;
            while (i + 3 <= x.n && memcmp(x.p + i, "-->", 3) != 0)
                i++;
            x.at = i + 3 <= x.n ? i + 3 : x.n;
        } else if (next == '/' || (lower(next) >= 'a' && lower(next) <= 'z')) {
            prune_tag(&x);
        } else {
            keep(&x, x.at, x.at + 1);
        }
    }
    *cut |= x.cut;
    return (str){x.out, x.used};
}

/* ---- parsing ---- */

static const struct {
    GumboTag theirs;
    tag_name ours;
} tags[] = {{GUMBO_TAG_A, TAG_A}, {GUMBO_TAG_ADDRESS, TAG_ADDRESS}, {GUMBO_TAG_ARTICLE, TAG_ARTICLE}, {GUMBO_TAG_ASIDE, TAG_ASIDE},
            {GUMBO_TAG_B, TAG_B}, {GUMBO_TAG_STRONG, TAG_B}, {GUMBO_TAG_BLOCKQUOTE, TAG_BLOCKQUOTE}, {GUMBO_TAG_BODY, TAG_BODY},
            {GUMBO_TAG_BR, TAG_BR}, {GUMBO_TAG_BUTTON, TAG_BUTTON}, {GUMBO_TAG_DD, TAG_DD}, {GUMBO_TAG_DIV, TAG_DIV}, {GUMBO_TAG_CENTER, TAG_DIV},
            {GUMBO_TAG_DL, TAG_DL}, {GUMBO_TAG_DT, TAG_DT}, {GUMBO_TAG_EM, TAG_EM}, {GUMBO_TAG_I, TAG_EM}, {GUMBO_TAG_FIGCAPTION, TAG_FIGCAPTION},
            {GUMBO_TAG_FIGURE, TAG_FIGURE}, {GUMBO_TAG_FOOTER, TAG_FOOTER}, {GUMBO_TAG_FORM, TAG_FORM}, {GUMBO_TAG_H1, TAG_H1}, {GUMBO_TAG_H2, TAG_H2},
            {GUMBO_TAG_H3, TAG_H3}, {GUMBO_TAG_H4, TAG_H4}, {GUMBO_TAG_H5, TAG_H5}, {GUMBO_TAG_H6, TAG_H6}, {GUMBO_TAG_HEAD, TAG_HEAD},
            {GUMBO_TAG_HEADER, TAG_HEADER}, {GUMBO_TAG_HR, TAG_HR}, {GUMBO_TAG_HTML, TAG_HTML}, {GUMBO_TAG_IFRAME, TAG_IFRAME},
            {GUMBO_TAG_IMG, TAG_IMG}, {GUMBO_TAG_INPUT, TAG_INPUT}, {GUMBO_TAG_LABEL, TAG_LABEL}, {GUMBO_TAG_LI, TAG_LI}, {GUMBO_TAG_LINK, TAG_LINK},
            {GUMBO_TAG_MAIN, TAG_MAIN}, {GUMBO_TAG_META, TAG_META}, {GUMBO_TAG_NAV, TAG_NAV}, {GUMBO_TAG_NOSCRIPT, TAG_NOSCRIPT},
            {GUMBO_TAG_OL, TAG_OL}, {GUMBO_TAG_P, TAG_P}, {GUMBO_TAG_PRE, TAG_PRE}, {GUMBO_TAG_SCRIPT, TAG_SCRIPT}, {GUMBO_TAG_SECTION, TAG_SECTION},
            {GUMBO_TAG_SELECT, TAG_SELECT}, {GUMBO_TAG_SPAN, TAG_SPAN}, {GUMBO_TAG_STYLE, TAG_STYLE}, {GUMBO_TAG_TABLE, TAG_TABLE},
            {GUMBO_TAG_TBODY, TAG_TBODY}, {GUMBO_TAG_THEAD, TAG_TBODY}, {GUMBO_TAG_TD, TAG_TD}, {GUMBO_TAG_TEXTAREA, TAG_TEXTAREA},
            {GUMBO_TAG_TH, TAG_TH}, {GUMBO_TAG_TIME, TAG_TIME}, {GUMBO_TAG_TITLE, TAG_TITLE}, {GUMBO_TAG_TR, TAG_TR}, {GUMBO_TAG_UL, TAG_UL},
            {GUMBO_TAG_VIDEO, TAG_VIDEO}};

static tag_name tag_of(GumboTag theirs)
{
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
        if (tags[i].theirs == theirs)
            return tags[i].ours;
    return TAG_OTHER;
}

static void *take(void *a, size_t n)
{
    return arena_alloc(a, n ? n : 1);
}

static void give(void *a, void *p)
{
    (void)a;
    (void)p; /* the arena takes all back at once */
}

static const attribute *copy_attributes(arena *a, const GumboVector *v)
{
    attribute *out = ARENA_ARRAY(a, attribute, v->length + 1);
    for (unsigned i = 0; i < v->length; i++) {
        const GumboAttribute *x = v->data[i]; /* their strings are the arena's too */
        out[i] = (attribute){x->name, x->value};
    }
    return out;
}

static node *copy_node(arena *a, const GumboNode *g, node *parent)
{
    bool element = g->type == GUMBO_NODE_ELEMENT || g->type == GUMBO_NODE_TEMPLATE;
    bool text = g->type == GUMBO_NODE_TEXT || g->type == GUMBO_NODE_WHITESPACE || g->type == GUMBO_NODE_CDATA;
    if (!element && !text)
        return NULL;
    node *n = ARENA_NEW(a, node);
    n->parent = parent;
    n->depth = parent ? parent->depth + 1 : 0;
    n->tag = text ? TAG_TEXT : tag_of(g->v.element.tag);
    n->text = text ? g->v.text.text : "";
    n->attrs = element ? copy_attributes(a, &g->v.element.attributes) : ARENA_NEW(a, attribute);
    if (parent && parent->last)
        parent->last->next = n;
    else if (parent)
        parent->child = n;
    if (parent)
        parent->last = n;
    return n;
}

static const GumboVector *children_of(const GumboNode *g)
{
    static const GumboVector none = {0};
    bool element = g->type == GUMBO_NODE_ELEMENT || g->type == GUMBO_NODE_TEMPLATE;
    return element ? &g->v.element.children : &none;
}

/* Without recursion: down to the first child, else to the next sibling, else up. */
static node *copy_tree(arena *a, const GumboNode *top)
{
    node *root = copy_node(a, top, NULL), *at = root;
    const GumboNode *g = top;
    unsigned next = 0;
    while (root) {
        const GumboVector *v = children_of(g);
        if (next < v->length) {
            const GumboNode *child = v->data[next];
            node *made = copy_node(a, child, at);
            if (made && children_of(child)->length) {
                g = child;
                at = made;
                next = 0;
            } else {
                next++;
            }
        } else if (g == top) {
            break;
        } else {
            next = (unsigned)g->index_within_parent + 1;
            g = g->parent;
            at = at->parent;
        }
    }
    return root;
}

node *page_tree(arena *a, str html, bool *cut)
{
    if (html.n > MAX_SOURCE * 4u) {
        html.n = MAX_SOURCE * 4u;
        *cut = true;
    }
    str source = prune(a, html, cut);
    if (source.n > MAX_SOURCE) {
        source.n = MAX_SOURCE;
        *cut = true;
    }
    GumboOptions options = kGumboDefaultOptions;
    options.allocator = take;
    options.deallocator = give;
    options.userdata = a;
    options.max_errors = 0;
    GumboOutput *out = gumbo_parse_with_options(&options, source.p, source.n);
    return copy_tree(a, out->root);
}

/* ---- walking ---- */

const char *node_attr(const node *n, const char *name)
{
    for (const attribute *x = n->attrs; x->name; x++)
        if (strcmp(x->name, name) == 0)
            return x->value;
    return "";
}

node *node_beyond(const node *n, const node *root)
{
    for (; n != root; n = n->parent)
        if (n->next)
            return n->next;
    return NULL;
}

node *node_after(const node *n, const node *root)
{
    return n->child ? n->child : node_beyond(n, root);
}

static bool blank(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

/* Appends text with runs of blanks as one; no blank at the beginning. */
static void put_collapsed(buffer *b, const char *s)
{
    for (; *s; s++) {
        bool gap = blank(*s);
        if (gap && (b->n == 0 || b->p[b->n - 1] == ' '))
            continue;
        buffer_put(b, gap ? " " : s, 1);
    }
}

/* The arena may jump away when it is full: the buffer must be given back first. */
str buffer_move(arena *a, buffer *b)
{
    jmp_buf *outer = a->on_full, here;
    char *volatile copy = NULL;
    str s = str_trim((str){b->p ? b->p : "", b->n});
    a->on_full = &here;
    if (setjmp(here) == 0)
        copy = arena_copy(a, s.p, s.n);
    a->on_full = outer;
    buffer_free(b);
    if (!copy && outer)
        longjmp(*outer, 1);
    return (str){copy ? copy : "", copy ? s.n : 0};
}

str node_text(arena *a, const node *n, size_t most)
{
    buffer b = {0};
    for (const node *x = n; x && b.n <= most; x = node_after(x, n)) {
        if (x->tag == TAG_TEXT)
            put_collapsed(&b, x->text);
        else if (x->tag == TAG_BR)
            put_collapsed(&b, " ");
    }
    return buffer_move(a, &b);
}

/* ---- character sets ---- */

static bool is_utf8(str s)
{
    for (size_t i = 0; i < s.n;) {
        uint32_t code;
        size_t step = utf8_get(s.p + i, s.n - i, &code);
        if (step == 1 && (unsigned char)s.p[i] >= 0x80)
            return false;
        i += step;
    }
    return true;
}

/* The name after "charset=" in the first bytes of the page. */
static bool charset_of(str html, char name[32])
{
    size_t limit = html.n < 4096 ? html.n : 4096;
    for (size_t i = 0; i + 8 < limit; i++) {
        if (lower(html.p[i]) != 'c' || memcmp(html.p + i + 1, "harset", 6) != 0)
            continue;
        i += 7;
        while (i < limit && strchr(" =\"'", html.p[i]))
            i++;
        size_t n = 0;
        while (i + n < limit && n < 31 && (name_byte(html.p[i + n])))
            n++;
        memcpy(name, html.p + i, n);
        name[n] = '\0';
        return n > 0;
    }
    return false;
}

str page_decode(arena *a, str html)
{
    char name[32];
    if (is_utf8(html) || !charset_of(html, name) || strncmp(name, "utf", 3) == 0 || strncmp(name, "UTF", 3) == 0)
        return html;
    char *out = arena_alloc(a, html.n * 3 + 4), *to = out, *from = arena_copy(a, html.p, html.n);
    size_t left = html.n, room = html.n * 3;
    iconv_t how = iconv_open("UTF-8", name);
    if (how == (iconv_t)-1)
        return html;
    while (left && room && iconv(how, &from, &left, &to, &room) == (size_t)-1 && left) {
        from++; /* a byte the character set does not have */
        left--;
        if (room)
            *to++ = '?', room--;
    }
    iconv_close(how);
    return (str){out, (size_t)(to - out)};
}

/* ---- the page ---- */

page page_read(arena *a, str html, const char *url)
{
    page p = {.text = "", .title = "", .author = "", .url = "", .site = "", .description = "", .body = "", .stamp = ""};
    node *root = page_tree(a, html, &p.cut);
    if (!root)
        return p;
    meta_read(a, root, html, &p, url);
    p.text = body_text(a, root, p.title, p.description);
    if (strlen(p.text) * 2 < strlen(p.body)) /* the page is drawn by scripts, or the story hides from us */
        p.text = page_fragment(a, str_of(p.body));
    return p;
}

const char *page_fragment(arena *a, str html)
{
    bool cut = false;
    if (!html.n || (!memchr(html.p, '<', html.n) && !memchr(html.p, '&', html.n))) {
        str s = str_trim(html);
        return arena_copy(a, s.p, s.n);
    }
    node *root = page_tree(a, html, &cut);
    return root ? body_plain(a, root) : "";
}
