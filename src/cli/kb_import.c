/* casus kb import: dictionaries of PETRARCH and TABARI to a folder of knowledge files that `--knowledge` lays over casus's own. */
#include "cli/cli.h"

#include "knowledge/knowledge.h"
#include "lexicon/lexicon.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

typedef struct importing {
    arena memory;
    symtab *names;
    knowledge *k;
} importing;

static bool is_country(void *user, const char code[4])
{
    const importing *x = user;
    casus_sym s = symtab_find(x->names, code, 3);
    return s && knowledge_country(x->k, s) != NULL;
}

/* A code's own line, or that of the code above it. */
static bool plover_of(void *user, const char *cameo, char out[40])
{
    importing *x = user;
    double goldstein;
    casus_sym whole = symtab_find(x->names, cameo, strlen(cameo));
    if (strlen(cameo) > 2 && !(whole && knowledge_goldstein(x->k, whole, &goldstein)))
        return false;
    for (size_t n = strlen(cameo); n >= 2; n--) {
        casus_sym s = symtab_find(x->names, cameo, n), value;
        if (s && knowledge_word(x->k, "ontology/cameo-plover", s, &value)) {
            snprintf(out, 40, "%s", symtab_name(x->names, value));
            return true;
        }
    }
    casus_sym s = symtab_find(x->names, arena_printf(&x->memory, "%.2s0", cameo), 3), value;
    if (!s || !knowledge_word(x->k, "ontology/cameo-plover", s, &value))
        return false;
    snprintf(out, 40, "%s", symtab_name(x->names, value));
    return true;
}

static void complain(void *user, const char *file, int line, const char *text)
{
    (void)user;
    fprintf(stderr, "%s:%d: %s\n", file, line, text);
}

static const char *stem_of(const char *path, char room[100])
{
    const char *slash = strrchr(path, '/');
    snprintf(room, 100, "%.80s", slash ? slash + 1 : path);
    for (char *p = room; *p; p++)
        if (!((*p >= 'a' && *p <= 'z') || (*p >= 'A' && *p <= 'Z') || (*p >= '0' && *p <= '9') || *p == '-'))
            *p = '-';
    return room;
}

/* folder/PART, made where it is not there. */
static bool write_part(const char *folder, const char *part, const char *stem, const char *source, const buffer *lines)
{
    char path[2200];
    if (!lines->n)
        return true;
    snprintf(path, sizeof path, "%s/%.*s", folder, (int)strcspn(part, "/"), part);
    mkdir(folder, 0777);
    mkdir(path, 0777);
    snprintf(path, sizeof path, "%s/%s%s.txt", folder, part, stem);
    FILE *out = fopen(path, "w");
    bool good = out && fprintf(out, "# Taken from %s by casus kb import.\n", source) > 0 && fwrite(lines->p, 1, lines->n, out) == lines->n;
    if (out)
        good &= fclose(out) == 0;
    if (good)
        fprintf(stderr, "%s written\n", path);
    else
        fprintf(stderr, "casus kb import: %s cannot be written\n", path);
    return good;
}

static int import(importing *i, const settings *s, const char *kind, const char *path)
{
    char stem[100];
    size_t n;
    casus_error err;
    char *text = file_read(path, &n, &err);
    lexicon x = {.file = path, .is_country = is_country, .plover_of = plover_of, .complain = complain, .user = i};
    if (!text) {
        fprintf(stderr, "casus kb import: %s\n", err.message);
        return EXIT_SOME_FAILED;
    }
    str bytes = {text, n};
    int code = strcmp(kind, "actors") == 0 ? lexicon_actors(&x, bytes, &err) : strcmp(kind, "agents") == 0 ? lexicon_agents(&x, bytes, &err) : lexicon_verbs(&x, bytes, &err);
    stem_of(path, stem);
    bool good = code == 0 && write_part(s->out, "actors/groups-", stem, path, &x.groups) && write_part(s->out, "actors/countries-", stem, path, &x.countries) &&
                write_part(s->out, "actors/roles-", stem, path, &x.roles) && write_part(s->out, "verbs/", stem, path, &x.verbs);
    if (code != 0)
        fprintf(stderr, "casus kb import: %s: %s\n", path, err.message);
    fprintf(stderr, "%s: %u entries taken, %u of them not whole, %u refused\n", path, x.taken, x.remarked, x.refused);
    lexicon_free(&x);
    free(text);
    return good ? EXIT_OK : EXIT_SOME_FAILED;
}

/* All files of GeoNames make one file of places. */
static int import_geonames(const settings *s)
{
    casus_error err;
    geonames g = {.complain = complain};
    int status = EXIT_OK;
    for (int k = 1; k < s->n_files && status == EXIT_OK; k++) {
        size_t n;
        char *text = file_read(s->files[k], &n, &err);
        g.file = s->files[k];
        if (!text || geonames_read(&g, (str){text, n}, &err) != 0) {
            fprintf(stderr, "casus kb import: %s\n", err.message);
            status = EXIT_SOME_FAILED;
        }
        free(text);
    }
    if (status == EXIT_OK && !write_part(s->out, "places/", "geonames", "GeoNames", &g.places))
        status = EXIT_SOME_FAILED;
    fprintf(stderr, "geonames: %u lines taken, %u refused\n", g.taken, g.refused);
    geonames_free(&g);
    return status;
}

int kb_import(const settings *s)
{
    char room[1024];
    casus_error err;
    importing i = {0};
    const char *kind = s->files[0], *dir;
    if (strcmp(kind, "actors") != 0 && strcmp(kind, "agents") != 0 && strcmp(kind, "verbs") != 0 && strcmp(kind, "geonames") != 0) {
        fprintf(stderr, "casus kb import: say what the files are: actors, agents, verbs or geonames, not '%s'\n", kind);
        return EXIT_USAGE;
    }
    if (!s->out) {
        fprintf(stderr, "casus kb import: --out DIR names the folder to write\n");
        return EXIT_USAGE;
    }
    if (strcmp(kind, "geonames") == 0)
        return import_geonames(s);
    dir = data_folder(s, room);
    i.names = symtab_new(&i.memory, NULL);
    i.k = dir ? knowledge_open(dir, NULL, i.names, NULL, NULL, &err) : NULL;
    if (dir && !i.k)
        fprintf(stderr, "casus kb import: %s\n", err.message);
    int status = i.k ? EXIT_OK : EXIT_SOME_FAILED;
    for (int k = 1; k < s->n_files && i.k; k++)
        status = import(&i, s, kind, s->files[k]) == EXIT_OK ? status : EXIT_SOME_FAILED;
    knowledge_close(i.k);
    arena_free(&i.memory);
    return status;
}
