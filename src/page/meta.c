/* What is it called, who wrote it, and when did it appear?
 *
 * Pages say it several times, for search engines (JSON-LD, Open Graph, meta names) and for readers
 * (h1, time, a line under the title). The machine's word is taken first, for it has no "3 hours ago";
 * the reader's where there is none; the address last: /2022/01/11/war-fears. */
#include "page/page.h"

#include <jansson.h>
#include <stdlib.h>

enum { MAX_LINE = 2000 }; /* bytes; a title or a date is shorter */

/* Everything the page says, best first within each kind. */
typedef struct sayings {
    arena *a;
    node *root;
    str html;
    const char *ld_title, *ld_author, *ld_site, *ld_date, *ld_weak, *ld_modified, *ld_url;
    const char *og_title, *og_site, *meta_author, *meta_date, *meta_modified, *canonical, *og_url, *description, *ld_body;
    const char *title;
} sayings;

/* ---- JSON-LD ---- */

static bool is_type(const json_t *type, const char *const *kinds)
{
    if (json_is_array(type)) {
        for (size_t i = 0; i < json_array_size(type); i++)
            if (json_is_string(json_array_get(type, i)) && is_type(json_array_get(type, i), kinds))
                return true;
        return false;
    }
    const char *s = json_string_value(type);
    for (; s && *kinds; kinds++)
        if (strcmp(s, *kinds) == 0)
            return true;
    return false;
}

static bool is_article_type(const json_t *type)
{
    static const char *const kinds[] = {"Article", "NewsArticle", "Report", "BlogPosting", "LiveBlogPosting", "ReportageNewsArticle", "AnalysisNewsArticle",
                                        "OpinionNewsArticle", "BackgroundNewsArticle", "SocialMediaPosting", "TechArticle", "ReviewNewsArticle", NULL};
    return is_type(type, kinds);
}

/* The page around the article, and the film in it: their days are the article's when nothing else is. */
static bool is_page_type(const json_t *type)
{
    static const char *const kinds[] = {"WebPage", "ItemPage", "VideoObject", NULL};
    return is_type(type, kinds);
}

static const char *keep_string(sayings *x, const json_t *v)
{
    return json_is_string(v) && json_string_length(v) ? arena_copy(x->a, json_string_value(v), json_string_length(v)) : "";
}

/* A name may be a string, {"name": ...} or a list of these. */
static const char *name_in(sayings *x, const json_t *v)
{
    if (json_is_array(v))
        v = json_array_get(v, 0);
    return json_is_object(v) ? keep_string(x, json_object_get(v, "name")) : keep_string(x, v);
}

static void set_first(const char **slot, const char *value)
{
    if (!(*slot)[0] && value[0])
        *slot = value;
}

static void read_article(sayings *x, const json_t *o)
{
    set_first(&x->ld_title, keep_string(x, json_object_get(o, "headline")));
    set_first(&x->ld_date, keep_string(x, json_object_get(o, "datePublished")));
    set_first(&x->ld_date, keep_string(x, json_object_get(o, "dateCreated")));
    set_first(&x->ld_modified, keep_string(x, json_object_get(o, "dateModified")));
    set_first(&x->ld_author, name_in(x, json_object_get(o, "author")));
    set_first(&x->ld_site, name_in(x, json_object_get(o, "publisher")));
    set_first(&x->ld_url, keep_string(x, json_object_get(o, "url")));
    set_first(&x->ld_body, keep_string(x, json_object_get(o, "articleBody")));
}

static void read_page(sayings *x, const json_t *o)
{
    set_first(&x->ld_weak, keep_string(x, json_object_get(o, "datePublished")));
    set_first(&x->ld_weak, keep_string(x, json_object_get(o, "uploadDate")));
    set_first(&x->ld_title, keep_string(x, json_object_get(o, "headline")));
}

/* The description may be a list, or a graph with a list. */
static void read_ld(sayings *x, const json_t *v, int depth)
{
    if (json_is_array(v)) {
        for (size_t i = 0; i < json_array_size(v) && i < 200 && depth < 4; i++)
            read_ld(x, json_array_get(v, i), depth + 1);
    } else if (json_is_object(v)) {
        const json_t *graph = json_object_get(v, "@graph");
        if (is_article_type(json_object_get(v, "@type")))
            read_article(x, v);
        else if (is_page_type(json_object_get(v, "@type")))
            read_page(x, v);
        if (graph && depth < 4)
            read_ld(x, graph, depth + 1);
        const json_t *main = json_object_get(v, "mainEntity");
        if (json_is_object(main) && depth < 4)
            read_ld(x, main, depth + 1);
    }
}

static void read_script(sayings *x, const node *n)
{
    if (!n->child || n->child->tag != TAG_TEXT)
        return;
    const char *s = n->child->text;
    json_t *v = json_loads(s, 0, NULL);
    if (!v) { /* line feeds inside strings are its commonest fault */
        char *mended = arena_copy(x->a, s, strlen(s));
        for (char *p = mended; *p; p++)
            if ((unsigned char)*p < ' ')
                *p = ' ';
        v = json_loads(mended, JSON_DISABLE_EOF_CHECK, NULL);
    }
    jmp_buf *outer = x->a->on_full, here;
    x->a->on_full = &here;
    bool fits = setjmp(here) == 0;
    if (fits)
        read_ld(x, v, 0);
    x->a->on_full = outer;
    json_decref(v);
    if (!fits && outer)
        longjmp(*outer, 1);
}

/* ---- meta elements ---- */

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

static bool same(const char *a, const char *b) /* whatever the case */
{
    while (*a && lower(*a) == lower(*b))
        a++, b++;
    return lower(*a) == lower(*b);
}

static bool any(const char *name, const char *const *list)
{
    for (; *list; list++)
        if (same(name, *list))
            return true;
    return false;
}

static void read_meta(sayings *x, const node *n)
{
    static const char *const dates[] = {
        "article:published_time", "article:published", "og:published_time", "og:article:published_time", "datepublished", "date", "pubdate", "publishdate",
        "publish-date", "publish_date", "published_time", "publication_date", "publicationdate", "pub_date", "dc.date", "dc.date.issued", "dc.date.created",
        "dc.date.publication", "dcterms.date", "dcterms.issued", "dcterms.created", "dcterms.available", "dcsext.articlefirstpublished",
        "sailthru.date", "parsely-pub-date", "article.published", "article_date_original", "cxenseparse:recs:publishtime", "cxense-parse:recs:publishtime",
        "datecreated", "date.created", "created", "originalpublicationdate", "rnews:datepublished", "timestamp", "bt:pubdate", "ptime", "displaydate",
        "article:post_date", "article.created", "citation_date", "citation_publication_date", "release_date", "og:pubdate", "gentime", "article:create_time",
        "release-date", "publishtime", "pubtime", "published-date", "published", "analyticsattributes.articledate", "dateposted", "tweetmeme-pubdate", "sort_date",
        "article:date", "issued", "live_date", "published_at", "dc:date", "dc:created", "dateofpublication", "date_published", "publisheddate", NULL};
    static const char *const modified[] = {"article:modified_time", "og:updated_time", "datemodified", "lastmod", "last-modified", "dcterms.modified",
                                           "dc.date.modified", "modified", "revised", "updated", "article:modified", "date.updated", "modificationdate", NULL};
    const char *content = node_attr(n, "content");
    if (!content[0])
        return;
    const char *names[] = {node_attr(n, "property"), node_attr(n, "name"), node_attr(n, "itemprop"), node_attr(n, "http-equiv")};
    for (int i = 0; i < 4; i++) {
        const char *name = names[i];
        if (!name[0])
            continue;
        if (same(name, "og:title") || same(name, "twitter:title"))
            set_first(&x->og_title, content);
        else if (same(name, "og:site_name"))
            set_first(&x->og_site, content);
        else if (same(name, "og:description") || same(name, "description"))
            set_first(&x->description, content);
        else if (same(name, "og:url"))
            set_first(&x->og_url, content);
        else if (same(name, "author") || same(name, "article:author") || same(name, "dc.creator"))
            set_first(&x->meta_author, content);
        else if (any(name, dates) && stamp_parse(str_of(content)))
            set_first(&x->meta_date, content);
        else if (any(name, modified) && stamp_parse(str_of(content)))
            set_first(&x->meta_modified, content);
    }
}

static void collect(sayings *x)
{
    for (node *n = x->root; n; n = node_after(n, x->root)) {
        if (n->tag == TAG_SCRIPT)
            read_script(x, n);
        else if (n->tag == TAG_META)
            read_meta(x, n);
        else if (n->tag == TAG_LINK && same(node_attr(n, "rel"), "canonical"))
            set_first(&x->canonical, node_attr(n, "href"));
        else if (n->tag == TAG_TITLE && !x->title[0])
            x->title = node_text(x->a, n, MAX_LINE).p;
    }
}

/* ---- title ---- */

/* Letters and digits folded, blanks between words. */
static char *words_of(arena *a, const char *s)
{
    size_t n = strlen(s), used = 0;
    char *folded = arena_alloc(a, n * 3 + 4), *out = arena_alloc(a, n * 3 + 4);
    n = str_fold(s, n, folded);
    for (size_t i = 0; i < n; i++) {
        char c = folded[i];
        bool word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (unsigned char)c >= 0xC2;
        if ((unsigned char)c == 0xE2) { /* dashes and quotes */
            i += 2;
            word = false;
            c = ' ';
        }
        word |= (unsigned char)c >= 0x80;
        if (word || (used && out[used - 1] != ' '))
            out[used++] = word ? c : ' ';
    }
    while (used && out[used - 1] == ' ')
        used--;
    out[used] = '\0';
    return out;
}

/* Does the page's title hold the heading, or the heading most of it? */
static bool agrees(arena *a, const char *heading, const char *title)
{
    char *h = words_of(a, heading), *t = words_of(a, title);
    return strlen(h) >= 8 && strstr(t, h) != NULL;
}

/* The h1 that the title or Open Graph repeats; the only one, failing that. */
static const char *heading_of(sayings *x)
{
    const char *only = "";
    int n = 0;
    for (node *h = x->root; h; h = node_after(h, x->root)) {
        if (h->tag != TAG_H1)
            continue;
        str s = node_text(x->a, h, MAX_LINE);
        if (s.n < 8 || s.n > 300)
            continue;
        if (agrees(x->a, s.p, x->og_title) || agrees(x->a, s.p, x->title) || agrees(x->a, s.p, x->ld_title))
            return s.p;
        only = n++ ? "" : s.p;
    }
    return only;
}

/* "War fears grow | Daily News" without the newspaper's name: the part before the last bar or dash,
 * when what follows is the shorter one. */
static const char *without_site(arena *a, const char *title, const char *site)
{
    static const char *const marks[] = {" | ", " - ", " \xE2\x80\x93 ", " \xE2\x80\x94 ", " \xC2\xBB ", " :: ", " \xC2\xB7 ", " \xE2\x80\xA2 ", " // ", NULL};
    size_t n = strlen(title), best = 0, mark = 0;
    for (const char *const *m = marks; *m; m++)
        for (const char *at = title; (at = strstr(at, *m)) != NULL; at++)
            if ((size_t)(at - title) > best) {
                best = (size_t)(at - title);
                mark = strlen(*m);
            }
    if (!best)
        return title;
    const char *tail = title + best + mark;
    bool named = site[0] && strstr(words_of(a, site), words_of(a, tail)) != NULL;
    if (best >= 12 && (named || strlen(tail) * 2 < best + 20) && strlen(tail) <= 40)
        return arena_copy(a, title, best);
    return n && best < 12 && strlen(tail) > 25 ? tail : title;
}

static const char *title_of(sayings *x, const char *site)
{
    const char *h1 = heading_of(x);
    const char *og = without_site(x->a, x->og_title, site), *title = without_site(x->a, x->title, site);
    if (h1[0] && (agrees(x->a, h1, x->og_title) || agrees(x->a, h1, x->title) || agrees(x->a, h1, x->ld_title) || !(og[0] || x->ld_title[0])))
        return h1;
    if (h1[0] && og[0] && strlen(h1) >= 25)
        return h1;
    return og[0] ? og : x->ld_title[0] ? x->ld_title : title;
}

/* ---- day ---- */

static bool has_word(const char *names, const char *part)
{
    size_t n = strlen(part);
    for (const char *p = names; *p; p++) {
        size_t i = 0;
        while (i < n && lower(p[i]) == part[i])
            i++;
        if (i == n)
            return true;
    }
    return false;
}

/* <time datetime="2022-01-11">, itemprop="datePublished", class="published": the first that reads
 * as a day. Times of comments and of other stories stand below the first one. */
static int32_t day_of_times(sayings *x, bool published_only)
{
    for (node *n = x->root, *next; n; n = next) {
        next = node_after(n, x->root);
        if (n->tag != TAG_TEXT && n->tag != TAG_BODY && n->tag != TAG_HTML && (has_word(node_attr(n, "class"), "comment") || has_word(node_attr(n, "id"), "comment"))) {
            next = node_beyond(n, x->root);
            continue;
        }
        const char *prop = node_attr(n, "itemprop"), *class = node_attr(n, "class");
        bool says = same(prop, "datePublished") || node_attr(n, "pubdate")[0] || has_word(class, "publish") || has_word(class, "entry-date") ||
                    has_word(class, "pubdate") || has_word(class, "post-date") || has_word(class, "article-date") || has_word(class, "article__date");
        if (n->tag == TAG_TEXT || (published_only && !says) || (!says && n->tag != TAG_TIME) || has_word(class, "updated") || has_word(class, "modified"))
            continue;
        const char *stamps[] = {node_attr(n, "datetime"), node_attr(n, "content"), node_attr(n, "title")};
        for (int i = 0; i < 3; i++) {
            int32_t day = stamp_parse(str_of(stamps[i]));
            if (day)
                return day;
        }
        str s = node_text(x->a, n, MAX_LINE);
        int32_t day = s.n < 120 ? stamp_parse(s) : 0;
        if (day)
            return day;
    }
    return 0;
}

/* A number of one or two digits at *p, which moves behind it; -1 when there is none. */
static int short_number(const char **p)
{
    int v = -1, digits = 0;
    for (; **p >= '0' && **p <= '9' && digits < 2; ++*p, digits++)
        v = (v < 0 ? 0 : v * 10) + (**p - '0');
    return v;
}

/* 2022/01/11, 2022-01-11, 20220111 at p, or 0 */
static int32_t day_in_url(const char *p)
{
    size_t digits = strspn(p, "0123456789");
    if (digits == 8)
        return stamp_parse((str){p, 8});
    if (digits != 4 || !p[4] || !strchr("/-_", p[4]))
        return 0;
    int year = atoi(p);
    const char *at = p + 5;
    int month = short_number(&at);
    if (month < 1 || month > 12 || !*at || !strchr("/-_", *at))
        return 0;
    at++;
    int date = year * 10000 + month * 100 + short_number(&at);
    return (*at < '0' || *at > '9') && date_valid(date) ? date : 0;
}

static int32_t day_of_url(const char *url)
{
    for (const char *p = url; *p; p++) {
        int32_t day = strchr("/-_=", *p) ? day_in_url(p + 1) : 0;
        if (day > 19950000)
            return day;
    }
    return 0;
}

/* "datePublished":"2022-01-11 in any script of the page */
static int32_t day_of_scripts(str html)
{
    static const char *const keys[] = {"datePublished", "publishedAt", "published_time", "publishDate", "publish_date", "publishedDate", "pubDate", "date_published", "dateCreated"};
    for (size_t k = 0; k < sizeof keys / sizeof *keys; k++) {
        size_t n = strlen(keys[k]);
        for (size_t i = 0; i + n + 24 < html.n; i++) {
            if (html.p[i] != keys[k][0] || memcmp(html.p + i, keys[k], n) != 0)
                continue;
            size_t j = i + n, limit = j + 8;
            while (j < limit && strchr("\\\"': =", html.p[j]))
                j++;
            int32_t day = stamp_parse((str){html.p + j, 10});
            if (day)
                return day;
            i += n;
        }
    }
    return 0;
}

/* A short text with a day in it, in the upper part of the page: the line under the title. */
static int32_t day_of_text(sayings *x)
{
    int32_t found = 0;
    for (node *n = x->root; n && !found; n = node_after(n, x->root)) {
        if (n->tag != TAG_TEXT || !n->parent || n->parent->tag == TAG_SCRIPT || n->parent->tag == TAG_TITLE)
            continue;
        str s = str_trim(str_of(n->text));
        if (s.n >= 8 && s.n <= 80)
            found = stamp_parse(s);
    }
    return found;
}

/* "2023-11-09T03:28:35Z": the clock of Greenwich in the small hours, when it is still the day before
 * in America. */
static bool is_small_hours_utc(const char *stamp)
{
    const char *clock = strchr(stamp, 'T');
    if (!clock || clock[1] != '0' || clock[2] < '0' || clock[2] > '9')
        return false;
    return strchr(clock, 'Z') || strstr(clock, "+00:00") || strstr(clock, "+0000");
}

/* The day as the newsroom had it: the day before the stamp's, where the address or the reader's line says so. */
static int32_t local_day(sayings *x, const char *stamp, const char *url)
{
    int32_t day = stamp_parse(str_of(stamp));
    if (!day || !is_small_hours_utc(stamp))
        return day;
    int32_t before = date_add_days(day, -1);
    return day_of_url(url) == before || day_of_times(x, false) == before || day_of_text(x) == before ? before : day;
}

static int32_t day_of(sayings *x, const char *url)
{
    int32_t day = local_day(x, x->ld_date, url);
    if (!day)
        day = local_day(x, x->meta_date, url);
    if (!day)
        day = day_of_times(x, true);
    if (!day)
        day = day_of_url(url);
    if (!day)
        day = day_of_times(x, false);
    if (!day)
        day = day_of_scripts(x->html);
    if (!day)
        day = day_of_text(x);
    if (!day)
        day = stamp_parse(str_of(x->ld_weak));
    if (!day)
        day = stamp_parse(str_of(x->ld_modified[0] ? x->ld_modified : x->meta_modified));
    return day;
}

/* ---- all ---- */

static const char *first(const char *a, const char *b, const char *c)
{
    return a[0] ? a : b[0] ? b : c;
}

static const char *one_line(arena *a, const char *s)
{
    node n = {.tag = TAG_TEXT, .text = s};
    return node_text(a, &n, MAX_LINE).p;
}

void meta_read(arena *a, node *root, str html, page *p, const char *url)
{
    sayings x = {.a = a, .root = root, .html = html};
    const char **slots[] = {&x.ld_title, &x.ld_author, &x.ld_site, &x.ld_date, &x.ld_weak, &x.ld_modified, &x.ld_url, &x.og_title, &x.og_site,
                            &x.meta_author, &x.meta_date, &x.meta_modified, &x.canonical, &x.og_url, &x.title, &x.description, &x.ld_body};
    for (size_t i = 0; i < sizeof slots / sizeof *slots; i++)
        *slots[i] = "";
    collect(&x);
    p->url = first(x.canonical, x.og_url, url[0] ? url : x.ld_url);
    p->site = one_line(a, first(x.og_site, x.ld_site, ""));
    p->author = one_line(a, first(x.ld_author, x.meta_author, ""));
    p->title = one_line(a, title_of(&x, p->site));
    p->description = x.description;
    p->body = x.ld_body;
    p->date = day_of(&x, p->url);
    p->stamp = p->date ? "" : first(x.ld_date, x.meta_date, "");
}
