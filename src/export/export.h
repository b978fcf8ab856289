/* export: a store to files that others read. Receives a store and a filter; leaves text through a
 * sink, or a folder that can be shared. One line of data is one event, with how many reports and
 * independent sources tell it; with `reports` each report has its own. */
#ifndef CASUS_EXPORT_H
#define CASUS_EXPORT_H

#include "query/query.h"

typedef struct exporting {
    store *s;
    const filter *f;
    bool reports; /* a line for each report, not for each event */
    casus_sink *sink;
    void *user;
    casus_error *err;
} exporting;

extern const char *const export_formats[]; /* "plover" "csv" "gdelt" "icews" "geojson" "ics" "graphml" "gexf"; NULL */
int export_write(const exporting *x, const char *format);

/* ---- record.c: what `casus code` writes too ---- */
int export_plover(const exporting *x);
int export_csv(const exporting *x);
int export_gdelt(const exporting *x);

/* ---- rows.c: one row after the other ---- */
int export_icews(const exporting *x);
int export_geojson(const exporting *x);
int export_calendar(const exporting *x);

/* ---- graph.c: who deals with whom ---- */
int export_graphml(const exporting *x);
int export_gexf(const exporting *x);

/* ---- bundle.c: a folder to share ---- */

/* Data, codebook, versions, counts by reason, citation and checksums under dir, which is made. */
int export_bundle(store *s, const filter *f, const char *dir, casus_error *err);

/* ---- inside ---- */
int export_flush(const exporting *x, buffer *out, size_t above); /* hand on what has gathered */

#endif
