/* The folder knowledge/ to tables, in the order in which lines lean on each other: ontologies and
 * lists, countries and roles, word classes, then people, places and patterns. */
#include "knowledge/inside.h"

#include <stdio.h>
#include <stdlib.h>

typedef struct reader {
    const char *path; /* a file, or a folder with its slash */
    void (*read)(line *);
    int round;
} reader;

static const reader readers[] = {
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
    {"actors/countries.txt", entry_read_country, 1},
    {"actors/roles.txt", entry_read_role, 1},
    {"verbs/classes", class_read, 1},
    {"actors/people/", entry_read_person, 2},
    {"actors/bodies.txt", entry_read_group, 2},
    {"actors/groups.txt", entry_read_group, 2},
    {"actors/agencies.txt", entry_read_group, 2},
    {"places/", entry_read_place, 2},
    {"verbs/", pattern_read, 3},
};
enum { ROUNDS = 4, NAMES_EXPECTED = 1 << 17 };

static const reader *reader_of(const char *file)
{
    for (size_t i = 0; i < sizeof readers / sizeof *readers; i++)
        if (strncmp(file, readers[i].path, strlen(readers[i].path)) == 0)
            return &readers[i];
    return NULL;
}

static int load_round(knowledge *k, const char *dir, char **files, int round, casus_error *err)
{
    for (; *files; files++) {
        const reader *r = reader_of(*files);
        if (!r && round == 0)
            line_fault(&(line){.k = k, .file = *files, .number = 0}, "nothing reads this file: its folder or name is unknown");
        if (!r || r->round != round)
            continue;
        if (r->read == list_read)
            list_begin(k, *files);
        if (line_each(k, dir, *files, r->read, err) != 0)
            return -1;
    }
    if (round == 0)
        list_finish(k);
    if (round == 1)
        class_finish(k);
    return 0;
}

knowledge *knowledge_open(const char *dir, symtab *names, buffer *faults, uint32_t *n_faults, casus_error *err)
{
    char path[1024];
    knowledge *k = calloc(1, sizeof *k);
    if (!k) {
        error_set(err, CASUS_ENOMEM, "out of memory");
        return NULL;
    }
    k->names = names;
    k->faults = faults;
    symtab_expect(names, NAMES_EXPECTED);
    k->phrases = phrases_new(&k->memory, names);
    snprintf(path, sizeof path, "%s/knowledge", dir);
    char **files = file_list(&k->memory, path, ".txt", err);
    int code = files ? 0 : -1;
    for (int round = 0; code == 0 && round < ROUNDS; round++)
        code = load_round(k, path, files, round, err);
    if (code != 0) {
        knowledge_close(k);
        return NULL;
    }
    entry_finish(k);
    pattern_finish(k);
    if (n_faults)
        *n_faults = k->n_faults;
    return k;
}

void knowledge_close(knowledge *k)
{
    if (!k)
        return;
    arena_free(&k->memory);
    free(k);
}
