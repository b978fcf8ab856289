/* Any bytes as knowledge files. The input is cut at each RS (byte 30); the first byte of a piece says
 * which file it is. Every fault must name a file and a line, and what was kept must be usable. */
#include "knowledge/knowledge.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static const char *const files[] = {"actors/countries.txt", "actors/roles.txt", "actors/people/some.txt", "actors/bodies.txt", "actors/groups.txt", "places/some.txt",
                                    "verbs/some.txt", "verbs/classes.txt", "verbs/light.txt", "verbs/status.txt", "verbs/speech.txt", "ontology/plover.txt", "ontology/cameo.txt"};
enum { N_FILES = sizeof files / sizeof *files };

static char folder[120];

static void folders_make(void)
{
    static const char *const below[] = {"knowledge", "knowledge/actors", "knowledge/actors/people", "knowledge/places", "knowledge/verbs", "knowledge/ontology"};
    char path[200];
    snprintf(folder, sizeof folder, "%s/casus-fuzz-XXXXXX", getenv("TMPDIR") ? getenv("TMPDIR") : "/tmp");
    if (!mkdtemp(folder))
        abort();
    for (size_t i = 0; i < sizeof below / sizeof *below; i++) {
        snprintf(path, sizeof path, "%s/%s", folder, below[i]);
        if (mkdir(path, 0700) != 0)
            abort();
    }
}

static void file_put(size_t which, const uint8_t *bytes, size_t n)
{
    char path[200];
    snprintf(path, sizeof path, "%s/knowledge/%s", folder, files[which]);
    FILE *f = fopen(path, "wb");
    if (!f || (n && fwrite(bytes, 1, n, f) != n) || fclose(f) != 0)
        abort();
}

static void files_put(const uint8_t *bytes, size_t n)
{
    for (size_t i = 0; i < N_FILES; i++)
        file_put(i, bytes, 0);
    while (n) {
        const uint8_t *cut = memchr(bytes, 30, n);
        size_t piece = cut ? (size_t)(cut - bytes) : n, taken = cut ? piece + 1 : n;
        if (piece)
            file_put(bytes[0] % N_FILES, bytes + 1, piece - 1);
        bytes += taken;
        n -= taken;
    }
}

/* Each line of the faults is "FILE:NUMBER: what", and there are as many as were counted. */
static void check_faults(const buffer *faults, uint32_t n)
{
    uint32_t lines = 0;
    for (const char *p = faults->p, *end = p ? p + faults->n : p; p < end; lines++) {
        const char *stop = memchr(p, '\n', (size_t)(end - p)), *colon = memchr(p, ':', (size_t)(end - p));
        if (!stop || !colon || colon > stop || colon[1] < '0' || colon[1] > '9')
            abort();
        p = stop + 1;
    }
    if (lines != n)
        abort();
}

static void check_entries(const knowledge *k, const symtab *names)
{
    arena scratch = {0};
    casus_sym norms[3];
    for (uint32_t i = 0; i < knowledge_entries(k); i++) {
        const entry *e = knowledge_entry(k, i);
        bool former;
        entry_on(e, 20220111, &former);
        if (e->kind < ENTRY_COUNTRY || e->kind > ENTRY_PLACE || !*symtab_name(names, e->rule))
            abort();
    }
    for (casus_sym s = 1; s < symtab_count(names) && s < 200; s++) {
        for (int i = 0; i < 3; i++)
            norms[i] = s + (casus_sym)i;
        for (phrase_hit *h = phrase_find(k, &scratch, norms, 3); h; h = h->next)
            if (h->entry >= knowledge_entries(k) || !h->length || h->length > 3)
                abort();
        const pattern *const *p = knowledge_patterns(k, s);
        for (; p && *p; p++)
            if (!*symtab_name(names, (*p)->rule) || (!(*p)->event))
                abort();
        knowledge_class(k, "some", s);
        knowledge_word(k, "verbs/light", s, NULL);
        knowledge_key(k, "verbs/status", s);
    }
    arena_free(&scratch);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    static bool ready;
    arena memory = {0};
    buffer faults = {0};
    uint32_t n_faults = 0;
    casus_error err;
    if (!ready)
        folders_make();
    ready = true;
    files_put(bytes, n);
    symtab *names = symtab_new(&memory, NULL);
    knowledge *k = knowledge_open(folder, NULL, names, &faults, &n_faults, &err);
    if (k) {
        check_faults(&faults, n_faults);
        check_entries(k, names);
    }
    knowledge_close(k);
    buffer_free(&faults);
    arena_free(&memory);
    return 0;
}
