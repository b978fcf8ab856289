/* Rows for spreadsheets and for the field's other tools.
 *
 * csv: one event a row, a header that says what each column is.
 * gdelt: the 57 columns of GDELT 1.0 (GDELT Data Format Codebook 1.03), tab-separated; what casus cannot know is left empty. */
#include "view/view.h"

#include <stdio.h>

void view_csv_cell(buffer *out, str s)
{
    bool plain = true;
    for (size_t i = 0; i < s.n; i++)
        plain = plain && s.p[i] != '"' && s.p[i] != ',' && s.p[i] != '\n' && s.p[i] != '\r';
    if (plain) {
        buffer_put(out, s.p, s.n);
        return;
    }
    buffer_puts(out, "\"");
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '"')
            buffer_puts(out, "\"");
        buffer_put(out, s.p + i, 1);
    }
    buffer_puts(out, "\"");
}

static const char *const columns[] = {"id", "date", "date_precision", "event", "mode", "status", "actor_country", "actor_sector", "actor_name", "actor_text", "recipient_country",
                                      "recipient_sector", "recipient_name", "recipient_text", "quad_code", "event_scale", "cameo", "goldstein", "place", "place_country", "lat", "lon",
                                      "context", "attribution", "event_text", "score", "rule", "doc", "published", "sentence", "text"};

void view_csv_header(buffer *out)
{
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        buffer_printf(out, "%s%s", i ? "," : "", columns[i]);
    buffer_puts(out, "\n");
}

typedef enum party_field { FIELD_COUNTRY, FIELD_SECTOR, FIELD_NAME, FIELD_TEXT } party_field;

/* Several parties share a cell, parted by semicolons, in the same order in each of the four columns. */
static void put_party_cell(const document *d, buffer *out, const casus_ref *list, uint8_t n, party_field field)
{
    buffer cell = {0};
    for (uint8_t i = 0; i < n; i++) {
        const casus_actor *a = &d->doc.actors[list[i]];
        str text = field == FIELD_TEXT ? document_str(d, a->at) : str_of(symtab_name(d->names, field == FIELD_COUNTRY ? a->country : field == FIELD_SECTOR ? a->sector : a->name));
        if (i)
            buffer_puts(&cell, ";");
        buffer_put(&cell, text.p, text.n);
    }
    buffer_puts(out, ",");
    view_csv_cell(out, (str){cell.p ? cell.p : "", cell.n});
    out->failed |= cell.failed;
    buffer_free(&cell);
}

static void put_parties(const document *d, buffer *out, const casus_ref *list, uint8_t n)
{
    put_party_cell(d, out, list, n, FIELD_COUNTRY);
    put_party_cell(d, out, list, n, FIELD_SECTOR);
    put_party_cell(d, out, list, n, FIELD_NAME);
    put_party_cell(d, out, list, n, FIELD_TEXT);
}

static void put_syms(const document *d, buffer *out, const casus_sym *list, uint8_t n)
{
    buffer_puts(out, ",");
    for (uint8_t i = 0; i < n; i++)
        buffer_printf(out, "%s%s", i ? ";" : "", symtab_name(d->names, list[i]));
}

static void put_csv_event(const document *d, buffer *out, casus_ref i)
{
    const casus_event *e = &d->doc.events[i];
    const casus_place *p = e->place == CASUS_NONE ? NULL : &d->doc.places[e->place];
    char id[40];
    event_id(d, i, id);
    buffer_printf(out, "%s,", id);
    put_date(out, e->date, (char)e->precision);
    buffer_printf(out, ",%s,%s", e->precision == 'd' ? "day" : e->precision == 'm' ? "month" : e->precision == 'y' ? "year" : "", symtab_name(d->names, e->type));
    put_syms(d, out, e->mode, e->n_modes);
    buffer_printf(out, ",%s", casus_status_name(e->status));
    put_parties(d, out, e->actor, e->n_actors);
    put_parties(d, out, e->recipient, e->n_recipients);
    buffer_printf(out, ",%u,%.1f,%s,%.1f,", e->quad, e->scale, symtab_name(d->names, e->cameo), e->goldstein);
    view_csv_cell(out, str_of(p ? symtab_name(d->names, p->name) : ""));
    buffer_printf(out, ",%s,", p ? symtab_name(d->names, p->country) : "");
    if (p && p->has_point)
        buffer_printf(out, "%.4f,%.4f", p->lat, p->lon);
    else
        buffer_puts(out, ",");
    put_syms(d, out, e->context, e->n_contexts);
    buffer_puts(out, ",");
    view_csv_cell(out, e->speaker == CASUS_NONE ? STR("") : document_str(d, d->doc.actors[e->speaker].at));
    buffer_puts(out, ",");
    view_csv_cell(out, document_str(d, e->text));
    buffer_printf(out, ",%.3f,%s,", e->certainty / 1000.0, symtab_name(d->names, e->rule));
    view_csv_cell(out, str_of(d->doc.id));
    buffer_puts(out, ",");
    put_date(out, d->doc.date, d->doc.date ? 'd' : 0);
    buffer_printf(out, ",%u,", e->sentence);
    view_csv_cell(out, document_str(d, d->doc.sentences[e->sentence].at));
    buffer_puts(out, "\n");
}

void view_csv(document *d, buffer *out)
{
    for (uint32_t i = 0; i < d->doc.n_events; i++)
        put_csv_event(d, out, i);
}

/* ---- GDELT 1.0 ---- */

/* Tabs and line ends become blanks. */
static void put_blanked(buffer *out, str s)
{
    for (size_t i = 0; i < s.n; i++)
        buffer_put(out, s.p[i] == '\t' || s.p[i] == '\n' || s.p[i] == '\r' ? " " : s.p + i, 1);
}

/* A cell of a tab-separated row. */
static void put_tab(buffer *out, str s)
{
    put_blanked(out, s);
    buffer_puts(out, "\t");
}

/* Ten actor columns: code, name, country, known group, ethnic, two religions, three types. */
static void put_gdelt_actor(const document *d, buffer *out, const casus_ref *list, uint8_t n)
{
    const casus_actor *a = n ? &d->doc.actors[list[0]] : NULL;
    char code[16];
    snprintf(code, sizeof code, "%.3s%.3s", a ? symtab_name(d->names, a->country) : "", a ? symtab_name(d->names, a->sector) : "");
    put_tab(out, str_of(code));
    put_tab(out, !a ? STR("") : a->name ? str_of(symtab_name(d->names, a->name)) : document_str(d, a->at));
    put_tab(out, str_of(a ? symtab_name(d->names, a->country) : ""));
    buffer_puts(out, "\t\t\t\t");
    put_tab(out, str_of(a ? symtab_name(d->names, a->sector) : ""));
    put_tab(out, str_of(a ? symtab_name(d->names, a->sector2) : ""));
    buffer_puts(out, "\t");
}

/* Seven geography columns: type, full name, country, admin1, lat, long, feature id. */
static void put_gdelt_place(const document *d, buffer *out, const casus_place *p)
{
    if (!p) {
        buffer_puts(out, "\t\t\t\t\t\t\t");
        return;
    }
    buffer_printf(out, "%d\t", p->precision == CASUS_P_COUNTRY ? 1 : p->precision == CASUS_P_ADMIN1 ? 5 : 4);
    put_tab(out, str_of(symtab_name(d->names, p->name)));
    put_tab(out, str_of(symtab_name(d->names, p->country)));
    put_tab(out, str_of(symtab_name(d->names, p->admin1)));
    if (p->has_point)
        buffer_printf(out, "%.4f\t%.4f\t\t", p->lat, p->lon);
    else
        buffer_puts(out, "\t\t\t");
}

static void put_gdelt_event(const document *d, buffer *out, casus_ref i)
{
    const casus_event *e = &d->doc.events[i];
    int32_t day = e->precision == 'd' ? e->date : d->doc.date;
    const char *cameo = symtab_name(d->names, e->cameo);
    char id[40];
    event_id(d, i, id);
    put_tab(out, str_of(id));
    if (day) {
        int year = day / 10000;
        buffer_printf(out, "%d\t%d\t%d\t%.4f\t", day, day / 100, year, year + (day / 100 % 100 * 30 + day % 100) / 365.0);
    } else {
        buffer_puts(out, "\t\t\t\t");
    }
    put_gdelt_actor(d, out, e->actor, e->n_actors);
    put_gdelt_actor(d, out, e->n_recipients ? e->recipient : e->actor + 1, e->n_recipients ? e->n_recipients : (uint8_t)(e->n_actors > 1 ? 1 : 0));
    buffer_printf(out, "1\t%s\t%.3s\t%.2s\t%u\t%.1f\t1\t1\t1\t\t", cameo, cameo, cameo, e->quad, e->goldstein);
    put_gdelt_place(d, out, NULL);
    put_gdelt_place(d, out, NULL);
    put_gdelt_place(d, out, e->place == CASUS_NONE ? NULL : &d->doc.places[e->place]);
    if (d->doc.date)
        buffer_printf(out, "%d", d->doc.date);
    buffer_puts(out, "\t");
    put_blanked(out, str_of(d->doc.url));
    buffer_puts(out, "\n");
}

void view_gdelt(document *d, buffer *out)
{
    for (uint32_t i = 0; i < d->doc.n_events; i++)
        if (d->doc.events[i].status == CASUS_ACTUAL)
            put_gdelt_event(d, out, i);
}
