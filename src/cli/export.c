/* casus export: a store to files that others read. */
#include "cli/cli.h"
#include "export/export.h"

#include <string.h>

static int to_stdout(void *user, const char *bytes, size_t n)
{
    (void)user;
    return fwrite(bytes, 1, n, stdout) == n ? 0 : -1;
}

static bool known_format(const char *name)
{
    for (const char *const *f = export_formats; *f; f++)
        if (strcmp(*f, name) == 0)
            return true;
    return false;
}

int command_export(const settings *s)
{
    casus_error err = {0};
    filter f;
    const char *format = s->format ? s->format : "plover";
    if (!s->db || s->n_files) {
        fprintf(stderr, "casus export: name the store with --db FILE\n");
        return EXIT_USAGE;
    }
    if (!known_format(format)) {
        fprintf(stderr, "casus export: unknown format '%s'; plover, csv, gdelt, icews, geojson, ics, graphml or gexf\n", format);
        return EXIT_USAGE;
    }
    store *db = store_open(s->db, STORE_READ, &err);
    if (!db) {
        fprintf(stderr, "casus: %s\n", err.message);
        return EXIT_SOME_FAILED;
    }
    filter_of(s, &f);
    int code = s->bundle ? export_bundle(db, &f, s->bundle, &err) : export_write(&(exporting){db, &f, s->reports, to_stdout, NULL, &err}, format);
    store_close(db);
    if (code == 0 && fflush(stdout) != 0)
        code = error_set(&err, CASUS_EFILE, "the output could not be written");
    if (code == 0)
        return EXIT_OK;
    fprintf(stderr, "casus: %s\n", err.message);
    return EXIT_SOME_FAILED;
}
