/* POST /read: a text in, what is read from it out; nothing is stored. */
#include "server/inside.h"

#include "page/page.h"

#include <jansson.h>

/* A string member, or NULL; anything else is named as the fault. */
static const char *string_member(ask *q, const json_t *o, const char *key)
{
    const json_t *v = json_object_get(o, key);
    if (!v || json_is_null(v))
        return NULL;
    if (!json_is_string(v))
        fault_set(&q->fault, 400, key, "%s: a string is wanted", key);
    return json_string_value(v);
}

static bool known_members(ask *q, json_t *o)
{
    static const char *const names[] = {"date", "title", "text", "html", "url", "source", "id", NULL};
    for (void *i = json_object_iter(o); i; i = json_object_iter_next(o, i)) {
        bool known = false;
        for (const char *const *n = names; *n; n++)
            known |= strcmp(*n, json_object_iter_key(i)) == 0;
        if (!known) {
            fault_set(&q->fault, 400, json_object_iter_key(i), "%.60s: no such member; date title text html url source id", json_object_iter_key(i));
            return false;
        }
    }
    return true;
}

static bool article_of(ask *q, json_t *o, casus_article *a)
{
    const char *date = string_member(q, o, "date"), *text = string_member(q, o, "text"), *html = string_member(q, o, "html");
    int32_t until;
    char precision;
    *a = (casus_article){.id = string_member(q, o, "id"), .title = string_member(q, o, "title"), .url = string_member(q, o, "url"), .source = string_member(q, o, "source"), .text = text};
    if (date && *date && (!date_parse(str_of(date), &a->date, &until, &precision) || precision != 'd'))
        fault_set(&q->fault, 400, "date", "date: YYYY-MM-DD is wanted");
    if (!text == !html)
        fault_set(&q->fault, 400, "text", text ? "text, html: one of them is wanted, not both" : "text: a text (or html) is wanted");
    if (q->fault.status || text)
        return !q->fault.status;
    page p = page_read(&q->memory, str_of(html), a->url ? a->url : "");
    a->text = p.text;
    a->title = a->title ? a->title : p.title;
    a->url = a->url ? a->url : p.url;
    a->source = a->source ? a->source : p.site;
    a->date = a->date ? a->date : p.date;
    return true;
}

void answer_read(ask *q)
{
    json_error_t fault;
    casus_error err;
    casus_article a;
    const casus *c = q->why ? q->v->explainer : q->v->reader;
    json_t *o = json_loadb(q->r->body, q->r->n_body, JSON_REJECT_DUPLICATES, &fault);
    if (!json_is_object(o)) {
        fault_set(&q->fault, 400, "body", "the body is no JSON object: %.200s", o ? "another value" : fault.text);
    } else if (known_members(q, o) && article_of(q, o, &a)) {
        if (casus_analyze(c, q->w->doc, &a, &err) != 0) {
            fault_set(&q->fault, 422, "text", "%s", err.message);
        } else {
            (q->mentions ? view_read_mentions : view_read)((document *)q->w->doc, q->out);
            while (q->why && q->out->n && (q->out->p[q->out->n - 1] == '\n' || q->out->p[q->out->n - 1] == '}'))
                if (q->out->p[--q->out->n] == '}')
                    break;
            if (q->why) {
                put_notes(q, "notes", q->w->doc, CASUS_NONE);
                buffer_puts(q->out, "}\n");
            }
        }
    }
    json_decref(o);
}
