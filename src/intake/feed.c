/* A document an item.
 *
 *   <item><title>War fears grow</title><link>https://...</link>
 *         <pubDate>Tue, 11 Jan 2022 09:00:00 GMT</pubDate><description>&lt;p&gt;War fears ...</description></item>
 *
 * RSS 0.9 to 2.0 and Atom differ in names only. The fullest text wins: content:encoded, content,
 * description, summary. A feed is read at once; libxml2 mends what is broken, fetches nothing and
 * knows no entities but its own. */
#include "intake/inside.h"

#include <libxml/parser.h>
#include <libxml/tree.h>

static bool is_named(const xmlNode *n, const char *name)
{
    return n->type == XML_ELEMENT_NODE && strcmp((const char *)n->name, name) == 0;
}

/* The text inside a node, CDATA and nested elements included. */
const char *xml_text(arena *a, const xmlNode *n)
{
    xmlChar *s = xmlNodeGetContent(n);
    if (!s)
        return "";
    size_t length = strlen((const char *)s);
    jmp_buf *outer = a->on_full, here;
    char *copy = NULL;
    a->on_full = &here;
    if (setjmp(here) == 0)
        copy = arena_copy(a, (const char *)s, length);
    a->on_full = outer;
    xmlFree(s);
    if (!copy && outer)
        longjmp(*outer, 1);
    return copy ? copy : "";
}

static const char *child(arena *a, const xmlNode *item, const char *name)
{
    for (const xmlNode *n = item->children; n; n = n->next)
        if (is_named(n, name) && strcmp(n->ns && n->ns->prefix ? (const char *)n->ns->prefix : "", "media") != 0)
            return xml_text(a, n);
    return "";
}

static const char *first_of(arena *a, const xmlNode *item, const char *const *names)
{
    for (; *names; names++) {
        const char *s = child(a, item, *names);
        if (str_trim(str_of(s)).n)
            return s;
    }
    return "";
}

/* RSS writes <link>URL</link>, Atom <link rel="alternate" href="URL"/>. */
static const char *link_of(arena *a, const xmlNode *item)
{
    const char *url = "";
    for (const xmlNode *n = item->children; n; n = n->next) {
        if (!is_named(n, "link"))
            continue;
        xmlChar *href = xmlGetProp(n, (const xmlChar *)"href"), *rel = xmlGetProp(n, (const xmlChar *)"rel");
        bool main = !rel || strcmp((const char *)rel, "alternate") == 0;
        if (href && (main || !url[0]) && strlen((const char *)href) < 4096)
            url = arena_copy(a, (const char *)href, strlen((const char *)href));
        else if (!href && !url[0])
            url = xml_text(a, n);
        xmlFree(href);
        xmlFree(rel);
    }
    str s = str_trim(str_of(url));
    return arena_copy(a, s.p, s.n);
}

static const char *trimmed(arena *a, const char *text)
{
    str s = str_trim(str_of(text));
    return arena_copy(a, s.p, s.n);
}

static void read_item(intake *in, const xmlNode *item, const char *source)
{
    static const char *const texts[] = {"encoded", "content", "description", "summary", NULL};
    static const char *const dates[] = {"pubDate", "published", "issued", "date", "updated", "modified", NULL};
    static const char *const ids[] = {"guid", "id", NULL};
    arena *a = &in->feed;
    in->line = item->line;
    const char *stamp = first_of(a, item, dates), *url = link_of(a, item), *id = trimmed(a, first_of(a, item, ids));
    casus_article x = {.url = url, .source = source, .id = id[0] ? id : url, .date = stamp_parse(str_of(stamp))};
    x.title = page_fragment(a, str_of(child(a, item, "title")));
    x.text = page_fragment(a, str_of(first_of(a, item, texts)));
    if (stamp[0] && !x.date)
        intake_say(in, false, "date '%.40s' is not understood: left empty", stamp);
    *ARENA_PUSH(a, in->items, in->n_items) = x;
}

/* Items stand directly under channel, feed or RDF; nothing deeper is looked at. */
static void read_items(intake *in, const xmlNode *root, const char *source)
{
    for (const xmlNode *n = root->children; n; n = n->next) {
        if (is_named(n, "channel")) {
            const char *title = child(&in->feed, n, "title");
            source = title[0] ? trimmed(&in->feed, title) : source;
            for (const xmlNode *i = n->children; i; i = i->next)
                if (is_named(i, "item"))
                    read_item(in, i, source);
        } else if (is_named(n, "item") || is_named(n, "entry")) {
            read_item(in, n, source);
        }
    }
}

static void ignore(void *user, xmlErrorPtr error)
{
    (void)user;
    (void)error;
}

static xmlDoc *parse(str raw)
{
    xmlSetStructuredErrorFunc(NULL, ignore);
    xmlDoc *doc = xmlReadMemory(raw.p, (int)raw.n, "feed.xml", NULL,
                                XML_PARSE_RECOVER | XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NOCDATA);
    xmlSetStructuredErrorFunc(NULL, NULL);
    return doc;
}

bool xml_declares_entities(str raw)
{
    for (size_t i = 0; i + 8 < raw.n; i++)
        if (raw.p[i] == '<' && memcmp(raw.p + i, "<!ENTITY", 8) == 0)
            return true;
    return false;
}

static void read_feed(intake *in)
{
    str raw = stream_peek(in->bytes, in->options.max_bytes * 4 + 1);
    if (xml_declares_entities(raw)) {
        intake_say(in, true, "the feed declares entities: passed over");
        return;
    }
    if (raw.n > in->options.max_bytes * 4) {
        intake_say(in, true, "the feed is longer than %zu bytes: passed over", in->options.max_bytes * 4);
        return;
    }
    xmlDoc *doc = parse(raw);
    const xmlNode *root = doc ? xmlDocGetRootElement(doc) : NULL;
    in->feed.limit = in->options.max_bytes * 40;
    jmp_buf here;
    in->feed.on_full = &here;
    if (setjmp(here) == 0) {
        if (root)
            read_items(in, root, is_named(root, "feed") ? trimmed(&in->feed, child(&in->feed, root, "title")) : "");
    } else {
        intake_say(in, true, "the feed needs too much memory: read as far as it goes");
    }
    in->feed.on_full = NULL;
    xmlFreeDoc(doc);
    in->line = 0;
    if (!in->n_items)
        intake_say(in, true, "no items were found in the feed");
}

int feed_next(intake *in, casus_article *a)
{
    if (!in->items && !in->next_item) {
        read_feed(in);
        in->next_item = 1; /* counted from 1: 0 is "not read yet" */
    }
    if (in->next_item > in->n_items)
        return 0;
    *a = in->items[in->next_item++ - 1];
    return 1;
}
