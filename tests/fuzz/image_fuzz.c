/* A compiled image into which somebody wrote. The input is a list of changes to a small one made here,
 * eight bytes each: where, and the four bytes that then stand there. The checksums are made right
 * again, so that every other check is reached; what is still taken must be usable. An input that
 * begins with a zero byte is, behind it, the whole image. */
#include "knowledge/image.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static const char *const files[][2] = {
    {"ontology/plover.txt", "REQUEST ; 3 ; -1 ; 100\nREQUEST yield ; - ; -1 ; 102\n"},
    {"ontology/cameo.txt", "100 ; -0.3 ; demand\n102 ; -0.1 ; x\n"},
    {"actors/countries.txt", "Kenya ; KEN ; adj Kenyan ; capital Nairobi\n"},
    {"actors/roles.txt", "president | head of state ; GOV ; title\nrefugee ; REF ; figure displaced\n"},
    {"actors/people/some.txt", "Good One ; she ; KEN GOV president 2010..2015 ; KEN GOV president 2019..\n"},
    {"places/some.txt", "Goma ; COD ; Nord-Kivu ; -1.67 29.23 ; city\n"},
    {"verbs/classes.txt", "@yield  yield|withdraw\n"},
    {"verbs/light.txt", "make ; yes\n"},
    {"verbs/status.txt", "plan  plan | intend\n"},
    {"verbs/some.txt", "A urge R to @yield > REQUEST yield 102\nA give up food.n to R > REQUEST - 100 ; low\nR must * > REQUEST\n"}};

static char *model;
static size_t n_model;
static uint64_t source;

/* The image of those files, which are gone again afterwards. */
static void model_make(void)
{
    static const char *const below[] = {"", "/knowledge", "/knowledge/actors", "/knowledge/actors/people", "/knowledge/places", "/knowledge/verbs", "/knowledge/ontology"};
    char folder[100], path[200];
    casus_error err;
    snprintf(folder, sizeof folder, "%s/casus-image-XXXXXX", getenv("TMPDIR") ? getenv("TMPDIR") : "/tmp");
    if (!mkdtemp(folder))
        abort();
    for (size_t i = 1; i < sizeof below / sizeof *below; i++) {
        snprintf(path, sizeof path, "%s%s", folder, below[i]);
        mkdir(path, 0700);
    }
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        snprintf(path, sizeof path, "%s/knowledge/%s", folder, files[i][0]);
        FILE *f = fopen(path, "wb");
        if (!f || fputs(files[i][1], f) < 0 || fclose(f) != 0)
            abort();
    }
    snprintf(path, sizeof path, "%s/image", folder);
    if (knowledge_compile(folder, path, &err) != 0 || !(model = file_read(path, &n_model, &err)))
        abort();
    unlink(path);
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        snprintf(path, sizeof path, "%s/knowledge/%s", folder, files[i][0]);
        unlink(path);
    }
    for (size_t i = sizeof below / sizeof *below; i-- > 0;) {
        snprintf(path, sizeof path, "%s%s", folder, below[i]);
        rmdir(path);
    }
    image_head head;
    memcpy(&head, model, sizeof head);
    source = head.source;
}

static void sum_again(char *p, size_t n)
{
    image_section s;
    image_head head;
    size_t table = IMAGE_N_SECTIONS * sizeof s;
    if (n < sizeof head + table)
        return;
    for (size_t i = 0; i < IMAGE_N_SECTIONS; i++) {
        memcpy(&s, p + sizeof head + i * sizeof s, sizeof s);
        if (s.at <= n && (uint64_t)s.n * s.element <= n - s.at)
            s.checksum = checksum(p + s.at, (size_t)s.n * s.element);
        memcpy(p + sizeof head + i * sizeof s, &s, sizeof s);
    }
    head = (image_head){.magic = IMAGE_MAGIC, .order = IMAGE_ORDER, .format = IMAGE_FORMAT, .code = image_code(), .source = source, .size = n,
                        .checksum = checksum(p + sizeof head, table)};
    memcpy(p, &head, sizeof head);
}

static void sum_list(const casus_sym *list, uint64_t *sum)
{
    for (; list && *list; list++)
        *sum += *list;
}

static void use_pattern(const pattern *p, const symtab *names, uint64_t *sum)
{
    if (!p->rule || p->rule >= symtab_count(names) || !p->event || p->n_modes > CASUS_MAX_MODES)
        abort();
    *sum += strlen(p->source);
    sum_list(p->lemmas, sum);
    sum_list(p->particles, sum);
    for (uint32_t i = 0; i < p->n_elements; i++) {
        sum_list(p->elements[i].preps, sum);
        sum_list(p->elements[i].sectors, sum);
        sum_list(p->elements[i].words, sum);
        sum_list(p->elements[i].modifiers, sum);
    }
}

static void use_entries(const knowledge *k, const symtab *names)
{
    bool former;
    plover found;
    double value;
    for (uint32_t i = 0; i < knowledge_entries(k); i++) {
        const entry *e = knowledge_entry(k, i);
        const tenure *t = entry_on(e, 20220111, &former);
        if (e->kind < ENTRY_COUNTRY || e->kind > ENTRY_PLACE || !e->rule || e->rule >= symtab_count(names) || (t && t->title >= symtab_count(names)))
            abort();
        knowledge_holder(k, t ? t->country : 0, t ? t->title : 0, 20220111);
    }
    for (casus_sym s = 0; s < symtab_count(names); s++) {
        knowledge_country(k, s);
        knowledge_plover(k, s, 0, &found);
        knowledge_goldstein(k, s, &value);
        knowledge_class(k, "@yield", s);
    }
}

static void use(const knowledge *k, const symtab *names)
{
    arena scratch = {0};
    uint64_t sum = 0;
    uint32_t n;
    use_entries(k, names);
    for (casus_sym s = 0; s < symtab_count(names); s++) {
        casus_sym norms[] = {s, s + 1, s + 2};
        symtab_find(names, symtab_name(names, s), strlen(symtab_name(names, s)));
        for (phrase_hit *h = phrase_find(k, &scratch, norms, 3); h; h = h->next)
            if (h->entry >= knowledge_entries(k) || !h->length || h->length > 3)
                abort();
        for (const pattern *const *p = knowledge_patterns(k, s); p && *p; p++)
            use_pattern(*p, names, &sum);
        knowledge_word(k, "verbs/light", s, NULL);
        knowledge_key(k, "verbs/status", s);
    }
    const word_line *lines = knowledge_list(k, "verbs/status", &n);
    for (uint32_t i = 0; i < n; i++)
        sum_list(lines[i].words, &sum);
    arena_free(&scratch);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    arena memory = {0};
    if (!model)
        model_make();
    bool whole = n && bytes[0] == 0;
    size_t size = whole ? n - 1 : n_model;
    char *p = malloc(size + 1);
    if (!p)
        return 0;
    memcpy(p, whole ? (const char *)bytes + 1 : model, size);
    for (size_t i = 0; !whole && i + 8 <= n; i += 8) {
        uint32_t at;
        memcpy(&at, bytes + i, sizeof at);
        memcpy(p + at % (n_model - 4), bytes + i + 4, 4);
    }
    sum_again(p, size);
    symtab *names = symtab_new(&memory, NULL);
    knowledge *k = image_load(p, size, source, names);
    if (k)
        use(k, names);
    knowledge_close(k);
    arena_free(&memory);
    free(p);
    return 0;
}
