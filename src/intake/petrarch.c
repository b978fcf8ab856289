/* PETRARCH's input: a sentence an element.
 *
 *   <Sentences>
 *   <Sentence date="20220111" id="RTRS-88_2" source="RTRS" sentence="True">
 *   <Text>Moscow said ...</Text>
 *   <Parse>(ROOT (S ...))</Parse>
 *   </Sentence>
 *
 * Sentences of one story stand together and are numbered: "RTRS-88_1", "RTRS-88_2". They are read as one
 * document with the split as given, so that "the ministry" in the second finds its owner in the first. An
 * element that says sentence="False" holds a text to be split. Parses are passed over. The file is read
 * element by element; libxml2 mends what is broken, fetches nothing, and entities are not declared. */
#include "intake/inside.h"

#include <ctype.h>
#include <libxml/xmlreader.h>
#include <stdlib.h>

enum { LOOK = 64 * 1024 };

typedef struct told { /* one element */
    const char *id, *source, *date, *text;
    int line;
    bool split;
} told;

struct petrarch {
    xmlTextReader *reader;
    arena memory; /* the element read ahead, while a story is put together */
    told ahead;
    bool has_ahead, broken;
};

static int take_bytes(void *user, char *to, int n)
{
    intake *in = user;
    str s = stream_peek(in->bytes, (size_t)n);
    memcpy(to, s.p, s.n);
    stream_skip(in->bytes, s.n);
    return (int)s.n;
}

static void ignore(void *user, xmlErrorPtr error)
{
    (void)user;
    (void)error;
}

static bool open_reader(intake *in)
{
    in->petrarch = calloc(1, sizeof *in->petrarch);
    if (!in->petrarch)
        return false;
    if (xml_declares_entities(stream_peek(in->bytes, LOOK))) {
        intake_say(in, true, "the file declares entities: passed over");
        return false;
    }
    in->petrarch->reader = xmlReaderForIO(take_bytes, NULL, in, NULL, NULL, XML_PARSE_RECOVER | XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NOCDATA);
    if (in->petrarch->reader)
        xmlTextReaderSetStructuredErrorHandler(in->petrarch->reader, ignore, NULL);
    return in->petrarch->reader != NULL;
}

/* The attribute in any case, copied; "" when absent. */
static const char *attribute_of(arena *a, const xmlNode *n, const char *name)
{
    for (const xmlAttr *x = n->properties; x; x = x->next)
        if (xmlStrcasecmp(x->name, (const xmlChar *)name) == 0)
            return x->children ? xml_text(a, x->children) : "";
    return "";
}

static const xmlNode *child_named(const xmlNode *n, const char *name)
{
    for (const xmlNode *c = n->children; c; c = c->next)
        if (c->type == XML_ELEMENT_NODE && xmlStrcasecmp(c->name, (const xmlChar *)name) == 0)
            return c;
    return NULL;
}

/* Line feeds inside a sentence are blanks. */
static const char *one_line(arena *a, const char *text)
{
    str s = str_trim(str_of(text));
    char *out = arena_copy(a, s.p, s.n);
    for (size_t i = 0; i < s.n; i++)
        if (out[i] == '\n' || out[i] == '\r' || out[i] == '\t')
            out[i] = ' ';
    return out;
}

static void element_read(const xmlNode *n, arena *a, told *t)
{
    const xmlNode *text = child_named(n, "Text");
    str split = str_trim(str_of(attribute_of(a, n, "sentence")));
    t->line = n->line;
    t->id = one_line(a, attribute_of(a, n, "id"));
    t->source = one_line(a, attribute_of(a, n, "source"));
    t->date = one_line(a, attribute_of(a, n, "date"));
    t->split = !(split.n && (split.p[0] == 'F' || split.p[0] == 'f'));
    t->text = text ? xml_text(a, text) : "";
    if (t->split)
        t->text = one_line(a, t->text);
}

/* The next <Sentence>; 1, 0 at the end, -1 when it is passed over. It is left in petrarch->ahead. */
static int element_next(intake *in)
{
    struct petrarch *p = in->petrarch;
    int got;
    while ((got = xmlTextReaderRead(p->reader)) == 1)
        if (xmlTextReaderNodeType(p->reader) == XML_READER_TYPE_ELEMENT && xmlStrcasecmp(xmlTextReaderConstLocalName(p->reader), (const xmlChar *)"Sentence") == 0)
            break;
    in->line = xmlTextReaderGetParserLineNumber(p->reader);
    if (got < 0 && !p->broken) {
        p->broken = true;
        intake_say(in, true, "the XML is broken here: read as far as it goes");
    }
    const xmlNode *n = got == 1 ? xmlTextReaderExpand(p->reader) : NULL;
    if (got != 1)
        return 0;
    arena_reset(&p->memory);
    p->memory.limit = in->options.max_bytes * 4 + (1u << 20);
    jmp_buf here;
    p->memory.on_full = &here;
    bool fits = n != NULL && setjmp(here) == 0;
    if (fits)
        element_read(n, &p->memory, &p->ahead);
    p->memory.on_full = NULL;
    in->line = fits ? p->ahead.line : in->line;
    if (!fits)
        intake_say(in, true, "the element cannot be read, or is longer than %zu bytes: passed over", in->options.max_bytes);
    else if (!p->ahead.text[0])
        intake_say(in, true, "the sentence has no text: passed over");
    p->has_ahead = fits && p->ahead.text[0];
    return p->has_ahead ? 1 : -1;
}

/* "RTRS-88" of "RTRS-88_2"; all of an id that is not numbered. */
static str stem(const char *id)
{
    str s = str_of(id);
    size_t n = s.n;
    while (n && isdigit((unsigned char)s.p[n - 1]))
        n--;
    return n > 1 && n < s.n && s.p[n - 1] == '_' ? (str){s.p, n - 1} : s;
}

static bool same_story(const casus_article *a, const char *date, const told *t)
{
    str one = stem(a->id), two = stem(t->id);
    return t->split && t->id[0] && one.n < strlen(a->id) && two.n < strlen(t->id) && one.n == two.n && memcmp(one.p, two.p, one.n) == 0 && strcmp(date, t->date) == 0;
}

static const char *keep(intake *in, const char *text)
{
    return arena_copy(&in->memory, text, strlen(text));
}

static const char *story_begin(intake *in, const told *t, casus_article *a)
{
    const char *date = keep(in, t->date);
    *a = (casus_article){.id = t->id[0] ? keep(in, t->id) : arena_printf(&in->memory, "%s:%d", in->name, t->line), .source = keep(in, t->source)};
    a->date = stamp_parse(str_of(date));
    if (date[0] && !a->date)
        intake_say(in, false, "date '%.40s' names no day: left empty", date);
    if (!t->split) {
        a->text = keep(in, t->text);
        a->n_text = strlen(a->text);
    }
    return date;
}

int petrarch_next(intake *in, casus_article *a)
{
    if (!in->petrarch && !open_reader(in))
        return 0;
    struct petrarch *p = in->petrarch;
    int got = p->has_ahead ? 1 : element_next(in);
    if (got <= 0)
        return got;
    const char *date = story_begin(in, &p->ahead, a);
    const char **list = NULL;
    uint32_t n = 0;
    size_t bytes = 0;
    p->has_ahead = false;
    if (a->text)
        return 1;
    do {
        bytes += strlen(p->ahead.text);
        *ARENA_PUSH(&in->memory, list, n) = keep(in, p->ahead.text);
        p->has_ahead = false;
        while ((got = element_next(in)) < 0)
            ;
    } while (got == 1 && same_story(a, date, &p->ahead) && bytes < in->options.max_bytes);
    str id = stem(a->id);
    a->id = n > 1 ? arena_copy(&in->memory, id.p, id.n) : a->id;
    a->sentences = list;
    a->n_sentences = n;
    return 1;
}

void petrarch_close(intake *in)
{
    if (!in->petrarch)
        return;
    xmlFreeTextReader(in->petrarch->reader);
    arena_free(&in->petrarch->memory);
    free(in->petrarch);
    in->petrarch = NULL;
}
