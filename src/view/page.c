/* One self-contained HTML page of an article: the text with coloured spans, the ledger beside it.
 * No script, no outside request; every name is escaped. */
#include "view/view.h"

static void put_escaped(buffer *out, str s)
{
    for (size_t i = 0; i < s.n; i++) {
        switch (s.p[i]) {
        case '<': buffer_puts(out, "&lt;"); break;
        case '>': buffer_puts(out, "&gt;"); break;
        case '&': buffer_puts(out, "&amp;"); break;
        case '"': buffer_puts(out, "&quot;"); break;
        default: buffer_put(out, s.p + i, 1);
        }
    }
}

static void put_sym(const document *d, buffer *out, casus_sym s)
{
    put_escaped(out, str_of(symtab_name(d->names, s)));
}

static void put_parties(const document *d, buffer *out, const casus_ref *list, uint8_t n)
{
    for (uint8_t i = 0; i < n; i++) {
        if (list[i] == CASUS_NONE)
            continue;
        const casus_actor *a = &d->doc.actors[list[i]];
        buffer_puts(out, i ? ", " : "");
        put_escaped(out, a->name ? str_of(symtab_name(d->names, a->name)) : document_str(d, a->at));
        buffer_puts(out, " <small>");
        put_sym(d, out, a->country);
        buffer_puts(out, " ");
        put_sym(d, out, a->sector);
        buffer_puts(out, "</small>");
    }
}

/* The longest event text that begins at this byte of the sentence; NULL when none does. */
static const casus_event *begins_at(const document *d, casus_ref sentence, uint32_t at)
{
    const casus_event *found = NULL;
    for (uint32_t i = 0; i < d->doc.n_events; i++) {
        const casus_event *e = &d->doc.events[i];
        if (e->sentence == sentence && e->text.begin == at && e->text.end > at && (!found || e->text.end > found->text.end))
            found = e;
    }
    return found;
}

/* The sentence with its acts marked. Marks do not overlap: one that begins inside another is left out,
 * the table beside the text has it. */
static void put_sentence(const document *d, buffer *out, casus_ref i)
{
    const casus_sentence *s = &d->doc.sentences[i];
    const casus_event *open = NULL;
    buffer_printf(out, "<p id=\"s%u\" class=\"%s\"><b>%u</b> ", i, casus_verdict_name(s->verdict), i);
    for (uint32_t at = s->at.begin; at < s->at.end; at++) {
        if (open && open->text.end <= at) {
            buffer_puts(out, "</mark>");
            open = NULL;
        }
        if (!open && (open = begins_at(d, i, at)) != NULL) {
            buffer_printf(out, "<mark class=\"q%u\" title=\"", open->quad);
            put_sym(d, out, open->type);
            buffer_puts(out, " knowledge/");
            put_sym(d, out, open->rule);
            buffer_puts(out, "\">");
        }
        put_escaped(out, (str){d->doc.text + at, 1});
    }
    buffer_printf(out, "%s <i>%s</i></p>\n", open ? "</mark>" : "", casus_verdict_name(s->verdict));
}

static void put_events(const document *d, buffer *out)
{
    buffer_puts(out, "<h2>Events</h2><table><tr><th>§<th>Date<th>Event<th>Status<th>Actor<th>Recipient<th>Rule</tr>\n");
    for (uint32_t i = 0; i < d->doc.n_events; i++) {
        const casus_event *e = &d->doc.events[i];
        buffer_printf(out, "<tr class=\"q%u\"><td><a href=\"#s%u\">%u</a><td>", e->quad, e->sentence, e->sentence);
        put_date(out, e->date, (char)e->precision);
        buffer_puts(out, "<td>");
        put_sym(d, out, e->type);
        buffer_puts(out, " ");
        put_sym(d, out, e->n_modes ? e->mode[0] : 0);
        buffer_printf(out, "<td>%s<td>", casus_status_name(e->status));
        put_parties(d, out, e->actor, e->n_actors);
        buffer_puts(out, "<td>");
        put_parties(d, out, e->recipient, e->n_recipients);
        buffer_puts(out, "<td><small>");
        put_sym(d, out, e->rule);
        buffer_puts(out, "</small></tr>\n");
    }
    buffer_puts(out, "</table>\n");
}

static void put_statements(const document *d, buffer *out)
{
    buffer_puts(out, "<h2>Positions</h2><table><tr><th>§<th>Kind<th>Speaker<th>Content<th>Condition</tr>\n");
    for (uint32_t i = 0; i < d->doc.n_statements; i++) {
        const casus_statement *s = &d->doc.statements[i];
        buffer_printf(out, "<tr><td><a href=\"#s%u\">%u</a><td>%s<td>", s->sentence, s->sentence, casus_statement_name(s->kind));
        put_parties(d, out, &s->speaker, 1);
        buffer_puts(out, "<td>");
        put_escaped(out, document_str(d, s->content));
        buffer_puts(out, "<td>");
        put_escaped(out, document_str(d, s->condition));
        buffer_puts(out, "</tr>\n");
    }
    buffer_puts(out, "</table>\n");
}

static void put_figures_and_meetings(const document *d, buffer *out)
{
    buffer_puts(out, "<h2>Figures</h2><table><tr><th>§<th>What<th>Low<th>High<th>As written</tr>\n");
    for (uint32_t i = 0; i < d->doc.n_figures; i++) {
        const casus_figure *f = &d->doc.figures[i];
        buffer_printf(out, "<tr><td>%u<td>", f->sentence);
        put_sym(d, out, f->what);
        buffer_printf(out, "<td>%lld<td>%lld<td>", (long long)f->low, (long long)f->high);
        put_escaped(out, document_str(d, f->at));
        buffer_puts(out, "</tr>\n");
    }
    buffer_puts(out, "</table>\n<h2>Meetings</h2><table><tr><th>§<th>Status<th>Date<th>Place<th>Parties</tr>\n");
    for (uint32_t i = 0; i < d->doc.n_meetings; i++) {
        const casus_meeting *m = &d->doc.meetings[i];
        buffer_printf(out, "<tr><td>%u<td>%s<td>", m->sentence, casus_meeting_name(m->status));
        put_date(out, m->date, (char)m->precision);
        buffer_puts(out, "<td>");
        if (m->place != CASUS_NONE)
            put_escaped(out, document_str(d, d->doc.places[m->place].at));
        buffer_puts(out, "<td>");
        put_parties(d, out, m->party, m->n_parties);
        buffer_puts(out, "</tr>\n");
    }
    buffer_puts(out, "</table>\n");
}

static const char style[] =
    "body{font:16px/1.5 system-ui,sans-serif;margin:0;display:grid;grid-template-columns:minmax(20em,1fr) minmax(24em,1fr);gap:2em;padding:1em 2em;color:#1b1b1b;background:#fff}"
    "h1{grid-column:1/-1;font-size:1.3em;margin:0}h2{font-size:1em;margin:1em 0 .3em}p{margin:.4em 0}p b,i,small{color:#666;font-weight:400;font-style:normal;font-size:.75em}"
    "p.boilerplate{color:#777}mark{background:none;border-bottom:3px solid;padding:0 .1em}mark.q1{border-color:#2c7a2c}mark.q2{border-color:#156f8a}mark.q3{border-color:#b07000}"
    "mark.q4{border-color:#b3261e}table{border-collapse:collapse;font-size:.85em;width:100%}td,th{text-align:left;vertical-align:top;padding:.2em .5em;border-bottom:1px solid #ddd}"
    "tr.q1 td:first-child{border-left:4px solid #2c7a2c}tr.q2 td:first-child{border-left:4px solid #156f8a}tr.q3 td:first-child{border-left:4px solid #b07000}"
    "tr.q4 td:first-child{border-left:4px solid #b3261e}@media(max-width:60em){body{display:block;padding:1em}}"
    "@media(prefers-color-scheme:dark){body{background:#161616;color:#eee}p b,i,small{color:#aaa}td,th{border-color:#444}a{color:#8ab4f8}p.boilerplate{color:#999}}";

void view_page(document *d, buffer *out)
{
    str title = str_of(*d->doc.title ? d->doc.title : d->doc.id);
    buffer_puts(out, "<!doctype html>\n<html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>");
    put_escaped(out, title);
    buffer_printf(out, "</title><style>%s</style>\n<h1>", style);
    put_escaped(out, title);
    buffer_puts(out, " <small>");
    put_date(out, d->doc.date, d->doc.date ? 'd' : 0);
    buffer_puts(out, "</small></h1>\n<article>\n");
    for (casus_ref i = 0; i < d->doc.n_sentences; i++)
        put_sentence(d, out, i);
    buffer_puts(out, "</article>\n<aside>\n");
    put_events(d, out);
    put_statements(d, out);
    put_figures_and_meetings(d, out);
    buffer_puts(out, "</aside></html>\n");
}
