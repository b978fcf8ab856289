/* The records of INTERFACE.md: events as PLOVER objects, and everything read from a document. */
#include "view/view.h"

#include <stdio.h>

typedef struct record {
    document *d;
    const casus_doc *doc;
    buffer *out;
    offsets at;
} record;

static void put_sym(record *r, const char *key, casus_sym s)
{
    put_key(r->out, key, false);
    put_json(r->out, str_of(symtab_name(r->d->names, s)));
}

static void put_text(record *r, const char *key, const char *s, bool first)
{
    put_key(r->out, key, first);
    put_json(r->out, str_of(s));
}

static void put_span(record *r, casus_span s, bool first)
{
    put_key(r->out, "text", first);
    put_json(r->out, document_str(r->d, s));
    buffer_printf(r->out, ",\"start\":%u,\"end\":%u", offsets_at(&r->at, s.begin), offsets_at(&r->at, s.end));
}

static void put_span_or_null(record *r, casus_span s)
{
    if (s.end <= s.begin) {
        buffer_puts(r->out, "null");
        return;
    }
    buffer_puts(r->out, "{");
    put_span(r, s, true);
    buffer_puts(r->out, "}");
}

static void put_quoted_date(record *r, const char *key, int32_t date, uint8_t precision)
{
    put_key(r->out, key, false);
    buffer_puts(r->out, "\"");
    put_date(r->out, date, (char)precision);
    buffer_puts(r->out, "\"");
}

static const char *precision_name(uint8_t precision)
{
    return precision == 'd' ? "day" : precision == 'm' ? "month" : precision == 'y' ? "year" : "";
}

/* ---- entities, places, figures ---- */

static void put_entity_fields(record *r, const casus_actor *a)
{
    put_span(r, a->at, true);
    put_sym(r, "country", a->country);
    put_sym(r, "sector", a->sector);
    put_key(r->out, "other_sectors", false);
    buffer_puts(r->out, "[");
    if (a->sector2)
        put_json(r->out, str_of(symtab_name(r->d->names, a->sector2)));
    buffer_puts(r->out, "]");
    buffer_printf(r->out, ",\"code\":\"%s%s\"", symtab_name(r->d->names, a->country), symtab_name(r->d->names, a->sector));
    put_sym(r, "name", a->name);
}

static void put_entity(record *r, casus_ref actor)
{
    if (actor == CASUS_NONE) {
        buffer_puts(r->out, "null");
        return;
    }
    buffer_puts(r->out, "{");
    put_entity_fields(r, &r->doc->actors[actor]);
    buffer_puts(r->out, "}");
}

static void put_entities(record *r, const char *key, const casus_ref *list, uint8_t n)
{
    put_key(r->out, key, false);
    buffer_puts(r->out, "[");
    for (uint8_t i = 0; i < n; i++) {
        if (i)
            buffer_puts(r->out, ",");
        put_entity(r, list[i]);
    }
    buffer_puts(r->out, "]");
}

/* Where something happened has no point that was not told; a name in the list of mentions has the point of what it names. */
static void put_place_fields(record *r, const casus_place *p, bool centre)
{
    static const char *const precision[] = {"", "place", "admin1", "country"};
    put_span(r, p->at, true);
    put_sym(r, "name", p->name);
    put_sym(r, "country", p->country);
    put_sym(r, "admin1", p->admin1);
    if (p->has_point || (centre && p->has_centre))
        buffer_printf(r->out, ",\"lat\":%.4f,\"lon\":%.4f", p->lat, p->lon);
    else
        buffer_puts(r->out, ",\"lat\":null,\"lon\":null");
    buffer_printf(r->out, ",\"precision\":\"%s\"", precision[p->precision & 3]);
    if (p->relation)
        put_sym(r, "relation", p->relation);
}

static void put_place(record *r, const char *key, casus_ref place)
{
    put_key(r->out, key, false);
    if (place == CASUS_NONE) {
        buffer_puts(r->out, "null");
        return;
    }
    buffer_puts(r->out, "{");
    put_place_fields(r, &r->doc->places[place], false);
    buffer_puts(r->out, "}");
}

static void put_figure(record *r, const casus_figure *f)
{
    buffer_puts(r->out, "{");
    put_span(r, f->at, true);
    put_sym(r, "what", f->what);
    put_key(r->out, "owner", false);
    put_entity(r, f->owner);
    buffer_printf(r->out, ",\"low\":%lld,\"high\":%lld,\"approx\":%s", (long long)f->low, (long long)f->high, f->approx ? "true" : "false");
    put_place(r, "place", f->place);
    put_sym(r, "activity", f->activity);
    put_key(r->out, "claimant", false);
    put_entity(r, f->claimant);
    buffer_printf(r->out, ",\"sentence\":%u}", f->sentence);
}

/* ---- events ---- */

/* FNV-1a over what makes the event this one: the same text gives the same id on every machine. */
void event_id(const document *d, casus_ref event, char out[40])
{
    const casus_event *e = &d->doc.events[event];
    uint64_t h = 14695981039346656037u;
    const char *type = symtab_name(d->names, e->type);
    str sentence = document_str(d, d->doc.sentences[e->sentence].at);
    for (size_t i = 0; i < sentence.n; i++)
        h = (h ^ (unsigned char)sentence.p[i]) * 1099511628211u;
    for (const char *p = d->doc.id; *p; p++)
        h = (h ^ (unsigned char)*p) * 1099511628211u;
    for (const char *p = type; *p; p++)
        h = (h ^ (unsigned char)*p) * 1099511628211u;
    h = (h ^ event) * 1099511628211u;
    snprintf(out, 40, "%08d-%016llx", d->doc.date, (unsigned long long)h);
}

static void put_syms(record *r, const char *key, const casus_sym *list, uint8_t n)
{
    put_key(r->out, key, false);
    buffer_puts(r->out, "[");
    for (uint8_t i = 0; i < n; i++) {
        if (i)
            buffer_puts(r->out, ",");
        put_json(r->out, str_of(symtab_name(r->d->names, list[i])));
    }
    buffer_puts(r->out, "]");
}

static void put_magnitude(record *r, casus_ref event)
{
    bool first = true;
    put_key(r->out, "magnitude", false);
    buffer_puts(r->out, "[");
    for (uint32_t i = 0; i < r->doc->n_figures; i++) {
        if (r->doc->figures[i].event != event)
            continue;
        if (!first)
            buffer_puts(r->out, ",");
        first = false;
        put_figure(r, &r->doc->figures[i]);
    }
    buffer_puts(r->out, "]");
}

static void put_event(record *r, casus_ref i)
{
    const casus_event *e = &r->doc->events[i];
    char id[40];
    event_id(r->d, i, id);
    buffer_printf(r->out, "{\"id\":\"%s\"", id);
    put_quoted_date(r, "date", e->date, e->precision);
    buffer_printf(r->out, ",\"date_precision\":\"%s\"", precision_name(e->precision));
    put_entities(r, "actor", e->actor, e->n_actors);
    put_entities(r, "recipient", e->recipient, e->n_recipients);
    put_sym(r, "event", e->type);
    put_syms(r, "mode", e->mode, e->n_modes);
    put_syms(r, "context", e->context, e->n_contexts);
    buffer_printf(r->out, ",\"status\":\"%s\"", casus_status_name(e->status));
    put_key(r->out, "event_text", false);
    put_json(r->out, document_str(r->d, e->text));
    buffer_printf(r->out, ",\"start\":%u,\"end\":%u", offsets_at(&r->at, e->text.begin), offsets_at(&r->at, e->text.end));
    put_place(r, "event_loc", e->place);
    buffer_printf(r->out, ",\"quad_code\":%u,\"event_scale\":%.1f", e->quad, e->scale);
    put_sym(r, "cameo", e->cameo);
    buffer_printf(r->out, ",\"goldstein\":%.1f", e->goldstein);
    put_magnitude(r, i);
    put_key(r->out, "attribution", false);
    put_entity(r, e->speaker);
    buffer_printf(r->out, ",\"sentence\":%u", e->sentence);
    put_key(r->out, "text", false);
    put_json(r->out, document_str(r->d, r->doc->sentences[e->sentence].at));
    buffer_printf(r->out, ",\"score\":%.3f", e->certainty / 1000.0);
    put_sym(r, "rule", e->rule);
}

void view_events(document *d, buffer *out)
{
    record r = {.d = d, .doc = &d->doc, .out = out, .at = offsets_of(d)};
    for (uint32_t i = 0; i < d->doc.n_events; i++) {
        put_event(&r, i);
        put_text(&r, "doc", d->doc.id, false);
        if (*d->doc.url)
            put_text(&r, "link", d->doc.url, false);
        buffer_puts(out, "}\n");
    }
}

/* ---- the ledger ---- */

static void put_statement(record *r, const casus_statement *s)
{
    static const char *const stances[] = {"", "for", "against", "conditional"};
    buffer_printf(r->out, "{\"kind\":\"%s\",\"speaker\":", casus_statement_name(s->kind));
    put_entity(r, s->speaker);
    put_entities(r, "addressee", s->addressee, s->n_addressees);
    put_key(r->out, "content", false);
    put_span_or_null(r, s->content);
    put_key(r->out, "condition", false);
    put_span_or_null(r, s->condition);
    buffer_printf(r->out, ",\"quoted\":%s", s->quoted ? "true" : "false");
    put_quoted_date(r, "date", s->date, s->precision);
    put_sym(r, "issue", s->issue);
    put_text(r, "stance", stances[s->stance & 3], false);
    put_key(r->out, "firmness", false);
    buffer_printf(r->out, "%u,\"reported_by\":", s->firmness);
    put_entity(r, s->reported_by);
    put_sym(r, "rule", s->rule);
    buffer_printf(r->out, ",\"sentence\":%u}", s->sentence);
}

static void put_meeting(record *r, const casus_meeting *m)
{
    buffer_puts(r->out, "{\"parties\":[");
    for (uint8_t i = 0; i < m->n_parties; i++) {
        if (i)
            buffer_puts(r->out, ",");
        put_entity(r, m->party[i]);
    }
    buffer_puts(r->out, "]");
    put_key(r->out, "forum", false);
    put_json(r->out, document_str(r->d, m->forum));
    put_place(r, "place", m->place);
    put_quoted_date(r, "date", m->date, m->precision);
    buffer_printf(r->out, ",\"date_precision\":\"%s\",\"status\":\"%s\"", precision_name(m->precision), casus_meeting_name(m->status));
    put_key(r->out, "text", false);
    put_json(r->out, document_str(r->d, m->at));
    buffer_printf(r->out, ",\"start\":%u,\"end\":%u,\"sentence\":%u}", offsets_at(&r->at, m->at.begin), offsets_at(&r->at, m->at.end), m->sentence);
}

static void put_sentence(record *r, const casus_sentence *s)
{
    str text = document_str(r->d, s->at);
    buffer_printf(r->out, "{\"start\":%u,\"end\":%u,\"text\":", offsets_at(&r->at, s->at.begin), offsets_at(&r->at, s->at.end));
    put_json(r->out, text);
    buffer_printf(r->out, ",\"verdict\":\"%s\"}", casus_verdict_name(s->verdict));
}

#define PUT_LIST(r, key, n, put)                \
    do {                                        \
        put_key((r)->out, (key), false);       \
        buffer_puts((r)->out, "[");             \
        for (uint32_t i = 0; i < (n); i++) {    \
            if (i)                              \
                buffer_puts((r)->out, ",");     \
            put;                                \
        }                                       \
        buffer_puts((r)->out, "]");             \
    } while (0)

static void put_mention(record *r, const char *kind, casus_ref sentence, bool *first)
{
    buffer_printf(r->out, "%s{\"kind\":\"%s\",\"sentence\":%u,", *first ? "" : ",", kind, sentence);
    *first = false;
}

static void put_time_mention(record *r, const casus_time *t)
{
    static const char *const types[] = {"", "DATE", "TIME", "DURATION", "SET"};
    put_span(r, t->at, true);
    buffer_printf(r->out, ",\"type\":\"%s\"", t->type <= CASUS_SET ? types[t->type] : "");
    put_sym(r, "value", t->value);
}

static void put_names(record *r, bool *first)
{
    static const char *const kinds[] = {"", "PER", "ORG", "LOC"};
    const casus_token *t = r->doc->tokens;
    for (casus_ref s = 0; s < r->doc->n_sentences; s++) {
        const casus_sentence *x = &r->doc->sentences[s];
        for (casus_ref i = x->first; i < x->first + x->count; i++) {
            unsigned kind = t[i].name & 15;
            casus_ref last = i;
            if (!kind || kind > CASUS_LOC)
                continue;
            while (last + 1 < x->first + x->count && t[last + 1].name == kind)
                last++;
            put_mention(r, "name", s, first);
            put_span(r, (casus_span){t[i].at.begin, t[last].at.end}, true);
            buffer_printf(r->out, ",\"name\":\"%s\"}", kinds[kind]);
            i = last;
        }
    }
}

static void put_mentions(record *r)
{
    const casus_doc *d = r->doc;
    bool first = true;
    put_key(r->out, "mentions", false);
    buffer_puts(r->out, "[");
    for (uint32_t i = 0; i < d->n_actors; i++) {
        put_mention(r, "actor", d->actors[i].sentence, &first);
        put_entity_fields(r, &d->actors[i]);
        buffer_printf(r->out, ",\"chain\":%u}", d->actors[i].chain);
    }
    for (uint32_t i = 0; i < d->n_places; i++) {
        put_mention(r, "place", d->places[i].sentence, &first);
        put_place_fields(r, &d->places[i], true);
        buffer_puts(r->out, "}");
    }
    for (uint32_t i = 0; i < d->n_times; i++) {
        put_mention(r, "time", d->times[i].sentence, &first);
        put_time_mention(r, &d->times[i]);
        buffer_puts(r->out, "}");
    }
    for (uint32_t i = 0; i < d->n_numbers; i++) {
        const casus_number *n = &d->numbers[i];
        put_mention(r, "number", n->sentence, &first);
        put_span(r, n->at, true);
        buffer_printf(r->out, ",\"low\":%lld,\"high\":%lld,\"approx\":%s}", (long long)n->low, (long long)n->high, n->approx ? "true" : "false");
    }
    for (uint32_t i = 0; i < d->n_acts; i++) {
        put_mention(r, "act", d->acts[i].sentence, &first);
        put_span(r, d->tokens[d->acts[i].token].at, true);
        buffer_printf(r->out, ",\"status\":\"%s\"}", casus_status_name(d->acts[i].status));
    }
    put_names(r, &first);
    buffer_puts(r->out, "]");
}

/* The first piece of somebody's words tells of all the others; those are passed over. */
static void put_contents(record *r, const casus_attribution *a, casus_ref i)
{
    const casus_doc *d = r->doc;
    put_span_or_null(r, a->content);
    casus_ref last = a->sentence; /* the pieces of one speaker's words are never far apart */
    for (casus_ref j = i + 1; j < d->n_attributions && d->attributions[j].sentence <= last + 3; j++) {
        if (d->attributions[j].of != i)
            continue;
        last = d->attributions[j].sentence;
        buffer_puts(r->out, ",");
        put_span_or_null(r, d->attributions[j].content);
    }
}

static void put_attributions(record *r)
{
    const casus_doc *d = r->doc;
    bool first = true;
    put_key(r->out, "attributions", false);
    buffer_puts(r->out, "[");
    for (casus_ref i = 0; i < d->n_attributions; i++) {
        const casus_attribution *a = &d->attributions[i];
        if (a->of != i || (a->cue.end == a->cue.begin && a->source.end == a->source.begin))
            continue; /* a piece of earlier words; a quotation nobody is named for */
        buffer_puts(r->out, first ? "{\"speaker\":" : ",{\"speaker\":");
        first = false;
        put_span_or_null(r, a->source);
        put_key(r->out, "cue", false);
        put_span_or_null(r, a->cue);
        put_key(r->out, "content", false);
        buffer_puts(r->out, "[");
        put_contents(r, a, i);
        buffer_printf(r->out, "],\"quoted\":%s,\"entity\":", a->quoted ? "true" : "false");
        put_entity(r, a->speaker);
        put_entities(r, "addressee", a->addressee, a->n_addressees);
        buffer_printf(r->out, ",\"sentence\":%u}", a->sentence);
    }
    buffer_puts(r->out, "]");
}

static void put_document(record *r, bool all)
{
    const casus_doc *d = r->doc;
    buffer_puts(r->out, "{");
    put_text(r, "id", d->id, true);
    put_text(r, "title", d->title, false);
    put_quoted_date(r, "date", d->date, d->date ? 'd' : 0);
    put_text(r, "url", d->url, false);
    put_text(r, "source", d->source, false);
    PUT_LIST(r, "sentences", d->n_sentences, put_sentence(r, &d->sentences[i]));
    PUT_LIST(r, "events", d->n_events, (put_event(r, i), buffer_puts(r->out, "}")));
    PUT_LIST(r, "statements", d->n_statements, put_statement(r, &d->statements[i]));
    PUT_LIST(r, "figures", d->n_figures, put_figure(r, &d->figures[i]));
    PUT_LIST(r, "meetings", d->n_meetings, put_meeting(r, &d->meetings[i]));
    if (all) {
        put_mentions(r);
        put_attributions(r);
    }
    buffer_puts(r->out, "}\n");
}

void view_read(document *d, buffer *out)
{
    record r = {.d = d, .doc = &d->doc, .out = out, .at = offsets_of(d)};
    put_document(&r, false);
}

void view_read_mentions(document *d, buffer *out)
{
    record r = {.d = d, .doc = &d->doc, .out = out, .at = offsets_of(d)};
    put_document(&r, true);
}
