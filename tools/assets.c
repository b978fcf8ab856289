/* Files to C: assets OUT.c PATH=FILE... writes the table that src/server/server.h declares, each file with a gzip variant where that is
 * shorter and an ETag of its bytes. Run by the build. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

typedef struct file {
    const char *path;
    unsigned char *bytes, *gzip;
    size_t n, n_gzip;
} file;

static void die(const char *what, const char *name)
{
    fprintf(stderr, "assets: %s: %s\n", name, what);
    exit(1);
}

static void read_file(file *f, const char *name)
{
    FILE *in = fopen(name, "rb");
    if (!in || fseek(in, 0, SEEK_END) != 0)
        die("cannot be read", name);
    long n = ftell(in);
    rewind(in);
    f->bytes = malloc((size_t)n + 1);
    f->n = (size_t)n;
    if (!f->bytes || fread(f->bytes, 1, f->n, in) != f->n)
        die("cannot be read", name);
    fclose(in);
}

static void pack(file *f)
{
    z_stream z = {0};
    if (deflateInit2(&z, 9, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY) != Z_OK)
        die("cannot be packed", f->path);
    size_t room = deflateBound(&z, f->n) + 32;
    f->gzip = malloc(room);
    z.next_in = f->bytes;
    z.avail_in = (uInt)f->n;
    z.next_out = f->gzip;
    z.avail_out = (uInt)room;
    if (!f->gzip || deflate(&z, Z_FINISH) != Z_STREAM_END)
        die("cannot be packed", f->path);
    f->n_gzip = room - z.avail_out;
    deflateEnd(&z);
    if (f->n_gzip + 100 > f->n)
        f->n_gzip = 0;
}

static void put_bytes(FILE *out, const char *kind, int i, const unsigned char *p, size_t n)
{
    fprintf(out, "static const unsigned char %s%d[] = {", kind, i);
    for (size_t k = 0; k < n; k++)
        fprintf(out, "%s%u", k ? (k % 32 ? "," : ",\n") : "\n", p[k]);
    fprintf(out, "%s};\n", n ? "" : "0");
}

static const char *type_of(const char *path)
{
    static const char *const types[][2] = {{".html", "text/html; charset=utf-8"}, {".js", "text/javascript; charset=utf-8"}, {".css", "text/css; charset=utf-8"}, {".json", "application/json"}, {".svg", "image/svg+xml"}};
    const char *dot = strrchr(path, '.');
    for (size_t i = 0; dot && i < sizeof types / sizeof *types; i++)
        if (strcmp(dot, types[i][0]) == 0)
            return types[i][1];
    return "application/octet-stream";
}

/* "app-4dd92df309.js": its name changes with its bytes. */
static int frozen(const char *path)
{
    const char *dash = strrchr(path, '-'), *dot = strrchr(path, '.');
    return dash && dot && dot - dash > 8 && strspn(dash + 1, "0123456789abcdef") == (size_t)(dot - dash - 1);
}

static int by_path(const void *a, const void *b)
{
    return strcmp(((const file *)a)->path, ((const file *)b)->path);
}

int main(int argc, char **argv)
{
    file *files = calloc((size_t)argc + 1, sizeof *files);
    int n = 0;
    FILE *out = argc > 1 ? fopen(argv[1], "w") : NULL;
    if (!files || !out)
        die("cannot be written", argc > 1 ? argv[1] : "OUT.c");
    for (int i = 2; i < argc; i++, n++) {
        char *equals = strchr(argv[i], '=');
        if (!equals)
            die("PATH=FILE is wanted", argv[i]);
        *equals = '\0';
        files[n].path = argv[i];
        read_file(&files[n], equals + 1);
        pack(&files[n]);
    }
    qsort(files, (size_t)n, sizeof *files, by_path);
    fprintf(out, "/* Made by tools/assets.c. */\n#include \"server/server.h\"\n\n");
    for (int i = 0; i < n; i++) {
        put_bytes(out, "bytes", i, files[i].bytes, files[i].n);
        if (files[i].n_gzip)
            put_bytes(out, "gzip", i, files[i].gzip, files[i].n_gzip);
    }
    fprintf(out, "const asset assets[] = {\n");
    for (int i = 0; i < n; i++) {
        unsigned long crc = crc32(0, files[i].bytes, (uInt)files[i].n), sum = adler32(1, files[i].bytes, (uInt)files[i].n);
        fprintf(out, "    {\"%s\", \"%s\", bytes%d, %zu, ", files[i].path, type_of(files[i].path), i, files[i].n);
        if (files[i].n_gzip)
            fprintf(out, "gzip%d, %zu, ", i, files[i].n_gzip);
        else
            fprintf(out, "NULL, 0, ");
        fprintf(out, "\"%08lx%08lx\", %d},\n", crc, sum, frozen(files[i].path));
    }
    fprintf(out, "    {NULL, NULL, NULL, 0, NULL, 0, NULL, 0}};\n");
    for (int i = 0; i < n; i++) {
        free(files[i].bytes);
        free(files[i].gzip);
    }
    free(files);
    return fclose(out) == 0 ? 0 : 1;
}
