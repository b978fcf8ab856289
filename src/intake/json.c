/* A document a line.
 *
 *   {"id":"r1","date":"2022-01-11","title":"War fears","text":"War fears continue ...","url":"..."}
 *   {"id":"r2","sentences":["It was the first.","It was the second."]}
 *
 * Fields that casus does not know are passed over. A line that is no such object is told with its
 * number, and the next one is read. */
#include "intake/inside.h"

#include "text/text.h"

#include <jansson.h>

/* The field as text; numbers too, for ids. NULL when absent. */
static const char *field(intake *in, const json_t *doc, const char *name)
{
    const json_t *v = json_object_get(doc, name);
    if (json_is_string(v))
        return arena_copy(&in->memory, json_string_value(v), json_string_length(v));
    if (json_is_integer(v))
        return arena_printf(&in->memory, "%" JSON_INTEGER_FORMAT, json_integer_value(v));
    return NULL;
}

static void set_date(intake *in, const json_t *doc, casus_article *a)
{
    const char *date = field(in, doc, "date");
    if (!date || !date[0])
        return;
    a->date = stamp_parse(str_of(date));
    if (!a->date)
        intake_say(in, false, "date '%.40s' names no day: left empty", date);
}

static void set_sentences(intake *in, const json_t *list, casus_article *a)
{
    size_t n = json_array_size(list);
    const char **s = ARENA_ARRAY(&in->memory, const char *, n + 1);
    for (size_t i = 0; i < n; i++) {
        const json_t *v = json_array_get(list, i);
        bool text = json_is_string(v);
        s[i] = text ? arena_copy(&in->memory, json_string_value(v), json_string_length(v)) : "";
        if (!text)
            intake_say(in, false, "sentence %zu is no string: read as empty", i);
    }
    a->sentences = s;
    a->n_sentences = n;
}

static void set_text(intake *in, const json_t *doc, casus_article *a)
{
    const json_t *text = json_object_get(doc, "text");
    if (!json_is_string(text)) {
        const char *html = field(in, doc, "html");
        a->text = html ? page_read(&in->memory, str_of(html), a->url ? a->url : "").text : "";
        if (!html)
            intake_say(in, true, "the document has no \"text\" and no \"sentences\"");
        return;
    }
    size_t n = json_string_length(text);
    a->text = arena_copy(&in->memory, json_string_value(text), n);
    a->n_text = n;
    if (n && memchr(a->text, '\0', n))
        intake_say(in, false, "NUL characters in the text are read as blanks");
}

static void set_article(intake *in, const json_t *doc, casus_article *a)
{
    *a = (casus_article){.id = field(in, doc, "id"), .title = field(in, doc, "title"), .url = field(in, doc, "url"), .source = field(in, doc, "source")};
    if (!a->id)
        a->id = arena_printf(&in->memory, "%s:%d", in->name, in->line);
    set_date(in, doc, a);
    const json_t *sentences = json_object_get(doc, "sentences");
    if (json_is_array(sentences))
        set_sentences(in, sentences, a);
    else
        set_text(in, doc, a);
}

static bool is_empty(str s)
{
    return str_trim(s).n == 0;
}

/* jansson takes UTF-8 only; a line with bad bytes is repaired first. */
static str utf8_line(intake *in, str line)
{
    for (size_t i = 0; i < line.n;) {
        uint32_t code;
        size_t step = utf8_get(line.p + i, line.n - i, &code);
        if (step == 1 && (unsigned char)line.p[i] >= 0x80)
            return intake_clean(in, line);
        i += step;
    }
    return line;
}

int json_next(intake *in, casus_article *a)
{
    str line;
    bool cut;
    size_t most = in->options.max_bytes * 2; /* escapes make a line longer than its text */
    do {
        if (!stream_line(in->bytes, most, &line, &cut))
            return 0;
        in->line++;
    } while (is_empty(line) && !cut);
    if (cut) {
        intake_say(in, true, "the line is longer than %zu bytes: passed over", most);
        return -1;
    }
    if (in->line == 1 && line.n >= 3 && memcmp(line.p, "\xEF\xBB\xBF", 3) == 0)
        line = (str){line.p + 3, line.n - 3};
    line = utf8_line(in, line);
    json_error_t fault;
    json_t *doc = json_loadb(line.p, line.n, JSON_ALLOW_NUL, &fault);
    if (!json_is_object(doc)) {
        intake_say(in, true, "not a JSON object: %s (column %d)", doc ? "the line holds another value" : fault.text, doc ? 1 : fault.column);
        json_decref(doc);
        return -1;
    }
    jmp_buf *outer = in->memory.on_full, here; /* the tree is jansson's: free it even when memory ends */
    in->memory.on_full = &here;
    bool fits = setjmp(here) == 0;
    if (fits)
        set_article(in, doc, a);
    else
        intake_say(in, true, "the document needs too much memory: passed over");
    in->memory.on_full = outer;
    json_decref(doc);
    if (fits && a->n_text > in->options.max_bytes) {
        intake_say(in, true, "longer than %zu bytes: passed over", in->options.max_bytes);
        return -1;
    }
    return fits ? 1 : -1;
}
