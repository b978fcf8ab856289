/* The folder knowledge/ to tables.
 *
 * The text is read whole and its checksum taken, which costs two milliseconds. If a compiled image of
 * this very text is at hand, that is all. Else the text is parsed, in the order in which lines lean on
 * each other: ontologies and lists, countries and roles, word classes, then people, places and
 * patterns; and an image is left for next time. */
#include "knowledge/image.h"

#include <stdlib.h>

typedef struct reader {
    const char *path; /* a file, or a folder with its slash */
    void (*read)(line *);
    int round;
} reader;

/* What the reading of texts does not need; the analysis room reads it by itself. */
static void elsewhere_read(line *l)
{
    (void)l;
}

static const reader readers[] = {
    {"measures/", elsewhere_read, 0},
    {"ontology/", list_read, 0},
    {"text/", list_read, 0},
    {"time/", list_read, 0},
    {"verbs/light.txt", list_read, 0},
    {"verbs/status.txt", list_read, 0},
    {"verbs/speech.txt", list_read, 0},
    {"verbs/speech-nouns.txt", list_read, 0},
    {"verbs/redlines.txt", list_read, 0},
    {"verbs/issues.txt", list_read, 0},
    {"verbs/contexts.txt", list_read, 0},
    {"verbs/domains.txt", list_read, 0},
    {"actors/countries", entry_read_country, 1},
    {"actors/roles", entry_read_role, 1},
    {"verbs/classes", class_read, 1},
    {"actors/people/", entry_read_person, 2},
    {"actors/bodies", entry_read_group, 2},
    {"actors/groups", entry_read_group, 2},
    {"actors/agencies", entry_read_group, 2},
    {"places/", entry_read_place, 2},
    {"verbs/", pattern_read, 3},
};
enum { ROUNDS = 4 };

/* Bytes of text for each thing, a little less than in the knowledge that ships. */
enum { BYTES_NAME = 22, BYTES_ENTRY = 75, BYTES_TENURE = 65, BYTES_MEANING = 42, BYTES_NODE = 40 };

static const reader *reader_of(const char *file)
{
    for (size_t i = 0; i < sizeof readers / sizeof *readers; i++)
        if (strncmp(file, readers[i].path, strlen(readers[i].path)) == 0)
            return &readers[i];
    return NULL;
}

/* ---- the text ---- */

typedef struct text_file {
    const char *name;
    str bytes;
} text_file;

typedef struct sources {
    arena memory;
    text_file *files;
    uint32_t n;
    size_t bytes;
    uint64_t checksum; /* of all names and contents */
} sources;

static void sources_free(sources *s)
{
    for (uint32_t i = 0; i < s->n; i++)
        free((char *)(uintptr_t)s->files[i].bytes.p);
    arena_free(&s->memory);
}

/* The place of a file of this name: that of the one it replaces, or a new one. */
static text_file *file_named(sources *s, const char *name)
{
    for (uint32_t i = 0; i < s->n; i++)
        if (strcmp(s->files[i].name, name) == 0) {
            free((char *)(uintptr_t)s->files[i].bytes.p);
            return &s->files[i];
        }
    return ARENA_PUSH(&s->memory, s->files, s->n);
}

static int folder_read(sources *s, const char *folder, casus_error *err)
{
    char path[2100];
    char **names = file_list(&s->memory, folder, ".txt", err);
    for (; names && *names; names++) {
        text_file *f = file_named(s, *names);
        snprintf(path, sizeof path, "%s/%s", folder, *names);
        f->name = *names;
        f->bytes.p = file_read(path, &f->bytes.n, err);
        if (!f->bytes.p)
            return -1;
        uint64_t all[] = {s->checksum, checksum(f->name, strlen(f->name)), checksum(f->bytes.p, f->bytes.n)};
        s->checksum = checksum(all, sizeof all);
        s->bytes += f->bytes.n;
    }
    return names ? 0 : -1;
}

static int sources_read(sources *s, const char *dir, const char *layer, casus_error *err)
{
    char folder[1024];
    snprintf(folder, sizeof folder, "%s/knowledge", dir);
    int code = folder_read(s, folder, err);
    return code == 0 && layer ? folder_read(s, layer, err) : code;
}

/* ---- the text, parsed ---- */

static void load_round(knowledge *k, const sources *s, int round)
{
    for (uint32_t i = 0; i < s->n; i++) {
        const char *file = s->files[i].name;
        const reader *r = reader_of(file);
        if (!r && round == 0)
            line_fault(&(line){.k = k, .file = file, .number = 0}, "nothing reads this file: its folder or name is unknown");
        if (!r || r->round != round)
            continue;
        if (r->read == list_read)
            list_begin(k, file);
        line_each(k, file, s->files[i].bytes, r->read);
    }
    if (round == 0)
        list_finish(k);
    if (round == 1)
        class_finish(k);
}

static knowledge *parse(const sources *s, symtab *names, buffer *faults, uint32_t *n_faults)
{
    knowledge *k = calloc(1, sizeof *k);
    if (!k)
        return NULL;
    k->names = names;
    k->faults = faults;
    uint32_t bytes = s->bytes < UINT32_MAX ? (uint32_t)s->bytes : UINT32_MAX;
    k->room = (struct table_rooms){bytes / BYTES_ENTRY, bytes / BYTES_TENURE, bytes / BYTES_MEANING, bytes / BYTES_NODE};
    symtab_expect(names, bytes / BYTES_NAME);
    phrase_begin(k);
    for (int round = 0; round < ROUNDS; round++)
        load_round(k, s, round);
    entry_finish(k);
    pattern_finish(k);
    if (n_faults)
        *n_faults = k->n_faults;
    return k;
}

/* ---- either way ---- */

knowledge *knowledge_open(const char *dir, const char *layer, symtab *names, buffer *faults, uint32_t *n_faults, casus_error *err)
{
    sources s = {0};
    bool images = !layer && !faults && !n_faults && symtab_count(names) == 1; /* faults stand in the text only */
    if (sources_read(&s, dir, layer, err) != 0) {
        sources_free(&s);
        return NULL;
    }
    knowledge *k = images ? cache_open(dir, s.checksum, names) : NULL;
    if (!k) {
        k = parse(&s, names, faults, n_faults);
        if (k && images)
            cache_leave(k, dir, s.checksum);
    }
    sources_free(&s);
    if (!k)
        error_set(err, CASUS_ENOMEM, "out of memory");
    return k;
}

bool knowledge_compiled(const knowledge *k)
{
    return k->image != NULL;
}

int knowledge_compile(const char *dir, const char *path, casus_error *err)
{
    arena memory = {0};
    sources s = {0};
    char beside[1024];
    int code = sources_read(&s, dir, NULL, err) == 0 ? 0 : CASUS_EFILE;
    if (code == 0 && !path && !cache_beside(dir, beside))
        code = error_set(err, CASUS_EFILE, "%s: the name is too long", dir);
    if (code == 0 && !image_code())
        code = error_set(err, CASUS_EFORMAT, "this casus was built without the number of its knowledge code, so it uses no images");
    knowledge *k = code == 0 ? parse(&s, symtab_new(&memory, NULL), NULL, NULL) : NULL;
    if (code == 0)
        code = k ? image_write(k, path ? path : beside, s.checksum, err) : error_set(err, CASUS_ENOMEM, "out of memory");
    knowledge_close(k);
    sources_free(&s);
    arena_free(&memory);
    return code;
}

void knowledge_close(knowledge *k)
{
    if (!k)
        return;
    file_unmap(k->image, k->n_image);
    arena_free(&k->memory);
    free(k);
}
