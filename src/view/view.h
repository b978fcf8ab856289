/* view: a document to bytes. Receives a finished document; leaves text in a buffer, one function a
 * format. Offsets are written in Unicode code points. */
#ifndef CASUS_VIEW_H
#define CASUS_VIEW_H

#include "ledger/ledger.h"

/* ---- json.c: values ---- */

/* From byte offsets to code points: a count every so many bytes. */
typedef struct offsets {
    const char *text;
    uint32_t n;
    uint32_t *before; /* code points before each checkpoint */
} offsets;
offsets offsets_of(document *d);
uint32_t offsets_at(const offsets *o, uint32_t byte);

void put_json(buffer *out, str s); /* with quotes; control bytes and bad UTF-8 escaped */
void put_key(buffer *out, const char *key, bool first);
/* "2022-01-11", "2022-01", "2022" or "" by precision. */
void put_date(buffer *out, int32_t date, char precision);

/* ---- record.c: INTERFACE.md's objects ---- */
void view_events(document *d, buffer *out); /* one PLOVER object a line */
void view_read(document *d, buffer *out);   /* the whole document, one line */
void view_read_mentions(document *d, buffer *out); /* the same with mentions and attributions */
void event_id(const document *d, casus_ref event, char out[40]);

/* ---- delimited.c ---- */
void view_csv(document *d, buffer *out);
void view_csv_header(buffer *out);
void view_csv_cell(buffer *out, str s); /* in quotation marks where it needs them (RFC 4180) */
void view_gdelt(document *d, buffer *out);

/* ---- table.c: for people ---- */
void view_table(document *d, buffer *out, int width, bool colour);
void view_why(document *d, buffer *out, int width, bool colour, casus_ref only); /* only: one event, or CASUS_NONE */

/* ---- page.c: one self-contained HTML page ---- */
void view_page(document *d, buffer *out);

#endif
