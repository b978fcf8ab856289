/* For people: a table of events and the ledger, coloured on a terminal and fitted to its width;
 * and the reasons, sentence by sentence.
 *
 *      1  2022-01-10  REQUEST yield      USA GOV  United States   RUS GOV  Russia   urged */
#include "view/view.h"

#include <stdio.h>

typedef struct sheet {
    document *d;
    buffer *out;
    int width;
    bool colour;
} sheet;

static const char *const quad_colour[] = {"", "\033[32m", "\033[36m", "\033[33m", "\033[31m"};

static void paint(const sheet *s, const char *code)
{
    if (s->colour)
        buffer_puts(s->out, code);
}

static const char *name(const sheet *s, casus_sym x)
{
    return symtab_name(s->d->names, x);
}

/* A text's own line ends would break the table's lines. */
static void put_line(const sheet *s, const char *p, size_t n)
{
    for (size_t i = 0; i < n; i++)
        buffer_put(s->out, p[i] == '\n' || p[i] == '\r' || p[i] == '\t' ? " " : p + i, 1);
}

/* Text cut to a width in code points, with an ellipsis, padded when asked. */
static void put_fit(const sheet *s, str text, int width, bool pad)
{
    int n = 0;
    size_t i = 0;
    uint32_t c;
    for (size_t step; i < text.n && n < width; i += step, n++)
        step = utf8_get(text.p + i, text.n - i, &c);
    if (i < text.n && width > 1) { /* too long: drop one and say so */
        do
            i--;
        while (i && ((unsigned char)text.p[i] & 0xC0) == 0x80);
        put_line(s, text.p, i);
        buffer_puts(s->out, "…");
        n = width;
    } else {
        put_line(s, text.p, i);
    }
    for (; pad && n < width; n++)
        buffer_puts(s->out, " ");
}

static void put_parties(const sheet *s, const casus_ref *list, uint8_t n, int width)
{
    buffer cell = {0};
    for (uint8_t i = 0; i < n; i++) {
        const casus_actor *a = &s->d->doc.actors[list[i]];
        str text = a->name ? str_of(name(s, a->name)) : document_str(s->d, a->at);
        buffer_printf(&cell, "%s%s%s%s ", i ? ", " : "", name(s, a->country), a->country && a->sector ? " " : "", name(s, a->sector));
        buffer_put(&cell, text.p, text.n);
    }
    put_fit(s, n && cell.p ? (str){cell.p, cell.n} : STR("–"), width, true);
    buffer_free(&cell);
}

static void put_event_row(const sheet *s, casus_ref i)
{
    const casus_event *e = &s->d->doc.events[i];
    int rest = s->width - 4 - 11 - 22 - 13, party = rest * 2 / 5;
    char kind[48];
    buffer date = {0};
    put_date(&date, e->date, (char)e->precision);
    buffer_printf(s->out, "%3u ", e->sentence);
    put_fit(s, date.p ? (str){date.p, date.n} : STR("·"), 10, true);
    buffer_free(&date);
    buffer_puts(s->out, " ");
    snprintf(kind, sizeof kind, "%s %s", name(s, e->type), e->n_modes ? name(s, e->mode[0]) : "");
    paint(s, quad_colour[e->quad <= 4 ? e->quad : 0]);
    put_fit(s, str_of(kind), 21, true);
    paint(s, "\033[0m");
    buffer_puts(s->out, " ");
    put_fit(s, str_of(e->status == CASUS_ACTUAL ? "" : casus_status_name(e->status)), 12, true);
    buffer_puts(s->out, " ");
    put_parties(s, e->actor, e->n_actors, party);
    buffer_puts(s->out, " ");
    put_parties(s, e->recipient, e->n_recipients, party);
    buffer_puts(s->out, " ");
    paint(s, "\033[2m");
    put_fit(s, document_str(s->d, e->text), rest - 2 * party - 3, false);
    paint(s, "\033[0m");
    buffer_puts(s->out, "\n");
}

static void put_head(const sheet *s, const char *title)
{
    buffer_puts(s->out, "\n");
    paint(s, "\033[1m");
    buffer_puts(s->out, title);
    paint(s, "\033[0m");
    buffer_puts(s->out, "\n");
}

static void put_event_head(const sheet *s)
{
    int rest = s->width - 4 - 11 - 22 - 13, party = rest * 2 / 5;
    paint(s, "\033[2m");
    buffer_printf(s->out, "%3s %-10s %-21s %-12s %-*s %-*s %s\n", "§", "date", "event", "status", party, "actor", party, "recipient", "words");
    paint(s, "\033[0m");
}

static void put_statements(const sheet *s)
{
    const casus_doc *d = &s->d->doc;
    if (d->n_statements)
        put_head(s, "Positions");
    for (uint32_t i = 0; i < d->n_statements; i++) {
        const casus_statement *x = &d->statements[i];
        buffer_printf(s->out, "%3u ", x->sentence);
        paint(s, x->kind <= CASUS_THREAT ? "\033[33m" : "");
        put_fit(s, str_of(casus_statement_name(x->kind)), 10, true);
        paint(s, "\033[0m");
        buffer_puts(s->out, " ");
        put_parties(s, &x->speaker, 1, 28);
        buffer_puts(s->out, " ");
        put_fit(s, document_str(s->d, x->content), s->width - 4 - 11 - 29, false);
        buffer_puts(s->out, "\n");
        if (x->condition.end > x->condition.begin) {
            buffer_printf(s->out, "%*s if: ", 41, "");
            put_fit(s, document_str(s->d, x->condition), s->width - 47, false);
            buffer_puts(s->out, "\n");
        }
    }
}

static void put_figure(const sheet *s, const casus_figure *f)
{
    buffer rest = {0}; /* all behind the kind is fitted to the line as one */
    str at = document_str(s->d, f->at);
    buffer_printf(s->out, "%3u ", f->sentence);
    put_fit(s, str_of(name(s, f->what)), 20, true);
    buffer_printf(&rest, "%s%lld", f->approx ? "~" : "", (long long)f->low);
    if (f->high != f->low)
        buffer_printf(&rest, "–%lld", (long long)f->high);
    buffer_printf(&rest, "  %s%s", f->owner == CASUS_NONE ? "" : name(s, s->d->doc.actors[f->owner].country), f->owner == CASUS_NONE ? "" : "  ");
    buffer_put(&rest, at.p, at.n);
    if (f->claimant != CASUS_NONE) {
        str who = document_str(s->d, s->d->doc.actors[f->claimant].at);
        buffer_puts(&rest, "  says ");
        buffer_put(&rest, who.p, who.n);
    }
    s->out->failed |= rest.failed;
    put_fit(s, (str){rest.p ? rest.p : "", rest.n}, s->width - 24, false);
    buffer_puts(s->out, "\n");
    buffer_free(&rest);
}

static void put_figures(const sheet *s)
{
    const casus_doc *d = &s->d->doc;
    if (d->n_figures)
        put_head(s, "Figures");
    for (uint32_t i = 0; i < d->n_figures; i++) {
        put_figure(s, &d->figures[i]);
    }
}

static void put_meetings(const sheet *s)
{
    const casus_doc *d = &s->d->doc;
    if (d->n_meetings)
        put_head(s, "Meetings");
    for (uint32_t i = 0; i < d->n_meetings; i++) {
        const casus_meeting *m = &d->meetings[i];
        buffer_printf(s->out, "%3u ", m->sentence);
        put_fit(s, str_of(casus_meeting_name(m->status)), 10, true);
        buffer date = {0};
        put_date(&date, m->date, (char)m->precision);
        put_fit(s, date.p ? (str){date.p, date.n} : STR("·"), 11, true);
        buffer_free(&date);
        if (m->place != CASUS_NONE)
            put_fit(s, document_str(s->d, d->places[m->place].at), 18, true);
        else
            put_fit(s, STR("·"), 18, true);
        put_parties(s, m->party, m->n_parties, s->width - 4 - 10 - 11 - 18);
        buffer_puts(s->out, "\n");
    }
}

static void put_coverage(const sheet *s)
{
    uint32_t count[CASUS_N_VERDICTS] = {0};
    const casus_doc *d = &s->d->doc;
    for (uint32_t i = 0; i < d->n_sentences; i++)
        count[d->sentences[i].verdict % CASUS_N_VERDICTS]++;
    buffer_puts(s->out, "\n");
    paint(s, "\033[2m");
    buffer_printf(s->out, "%u sentences:", d->n_sentences);
    for (unsigned v = 0; v < CASUS_N_VERDICTS; v++)
        if (count[v])
            buffer_printf(s->out, " %u %s", count[v], casus_verdict_name(v));
    paint(s, "\033[0m");
    buffer_puts(s->out, "\n\n");
}

void view_table(document *d, buffer *out, int width, bool colour)
{
    sheet s = {.d = d, .out = out, .width = width < 80 ? 80 : width, .colour = colour};
    paint(&s, "\033[1m");
    put_fit(&s, str_of(*d->doc.title ? d->doc.title : d->doc.id), s.width - 14, false);
    paint(&s, "\033[0m");
    buffer_puts(out, "  ");
    put_date(out, d->doc.date, d->doc.date ? 'd' : 0);
    put_head(&s, "\nEvents");
    put_event_head(&s);
    for (uint32_t i = 0; i < d->doc.n_events; i++)
        put_event_row(&s, i);
    put_statements(&s);
    put_figures(&s);
    put_meetings(&s);
    put_coverage(&s);
}

/* ---- why ---- */

/* The sentence with its parts marked: [actor] {recipient} *act*. */
static void put_marked(const sheet *s, const casus_event *e)
{
    const casus_doc *d = &s->d->doc;
    casus_span at = d->sentences[e->sentence].at;
    for (uint32_t i = at.begin; i <= at.end; i++) {
        for (uint8_t a = 0; a < e->n_actors; a++)
            buffer_puts(s->out, d->actors[e->actor[a]].at.begin == i ? "[" : d->actors[e->actor[a]].at.end == i ? "]" : "");
        for (uint8_t a = 0; a < e->n_recipients; a++)
            buffer_puts(s->out, d->actors[e->recipient[a]].at.begin == i ? "{" : d->actors[e->recipient[a]].at.end == i ? "}" : "");
        buffer_puts(s->out, e->text.begin == i || e->text.end == i ? "*" : "");
        if (i < at.end)
            buffer_put(s->out, d->text + i, 1);
    }
    buffer_puts(s->out, "\n");
}

static void put_event_why(const sheet *s, casus_ref i)
{
    const casus_event *e = &s->d->doc.events[i];
    char id[40];
    event_id(s->d, i, id);
    buffer_puts(s->out, "  ");
    put_marked(s, e);
    buffer_puts(s->out, "  ");
    paint(s, quad_colour[e->quad <= 4 ? e->quad : 0]);
    buffer_printf(s->out, "%s %s", name(s, e->type), e->n_modes ? name(s, e->mode[0]) : "");
    paint(s, "\033[0m");
    buffer_printf(s->out, "  %s  CAMEO %s  scale %.1f  score %.2f  rule knowledge/%s  id %s\n    ", casus_status_name(e->status), name(s, e->cameo), e->scale,
                  e->certainty / 1000.0, name(s, e->rule), id);
    put_parties(s, e->actor, e->n_actors, 40);
    buffer_puts(s->out, " > ");
    put_parties(s, e->recipient, e->n_recipients, 40);
    buffer_puts(s->out, "\n");
}

static void put_notes(const sheet *s, casus_ref sentence)
{
    const casus_doc *d = &s->d->doc;
    for (uint32_t i = 0; i < d->n_notes; i++) {
        if (d->notes[i].sentence != sentence)
            continue;
        paint(s, "\033[2m");
        buffer_printf(s->out, "    %s: '", d->notes[i].stage);
        put_fit(s, document_str(s->d, d->notes[i].at), 30, false);
        buffer_printf(s->out, "': %s\n", d->notes[i].reason);
        paint(s, "\033[0m");
    }
}

void view_why(document *d, buffer *out, int width, bool colour, casus_ref only)
{
    sheet s = {.d = d, .out = out, .width = width < 80 ? 80 : width, .colour = colour};
    for (casus_ref i = 0; i < d->doc.n_sentences; i++) {
        const casus_sentence *x = &d->doc.sentences[i];
        if (only != CASUS_NONE && d->doc.events[only].sentence != i)
            continue;
        buffer_printf(out, "%u %s  ", i, casus_verdict_name(x->verdict));
        str text = document_str(d, x->at);
        buffer_put(out, text.p, text.n);
        buffer_puts(out, "\n");
        for (uint32_t e = 0; e < d->doc.n_events; e++)
            if (d->doc.events[e].sentence == i && (only == CASUS_NONE || only == e))
                put_event_why(&s, e);
        put_notes(&s, i);
    }
}
