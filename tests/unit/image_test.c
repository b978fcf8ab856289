/* The compiled knowledge: the same as the text in everything, refused when anything is wrong with it. */
#include "knowledge/image.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

/* ---- a place of this test's own: data, cache ---- */

static char here[150];

static const char *path_of(const char *name)
{
    static char rooms[4][400];
    static int next;
    char *room = rooms[next++ % 4];
    snprintf(room, 400, "%s/%s", here, name);
    return room;
}

static void put(const char *name, const char *text)
{
    FILE *f = fopen(path_of(name), "wb");
    assert_non_null(f);
    assert_true(fputs(text, f) >= 0);
    assert_int_equal(fclose(f), 0);
}

static const char *const folders[] = {"data", "data/knowledge", "data/knowledge/actors", "data/knowledge/actors/people", "data/knowledge/places",
                                      "data/knowledge/verbs", "data/knowledge/ontology", "cache"};
static const char roles[] = "president | head of state ; GOV ; title\nrebel ; REB\nrefugee ; REF ; figure displaced\n";

static int make_here(void **state)
{
    (void)state;
    snprintf(here, sizeof here, "%s/casus-image-XXXXXX", getenv("TMPDIR") ? getenv("TMPDIR") : "/tmp");
    if (!mkdtemp(here))
        return -1;
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
        mkdir(path_of(folders[i]), 0700);
    put("data/knowledge/ontology/plover.txt", "REQUEST ; 3 ; -1 ; 100\nREQUEST yield ; - ; -1 ; 102\nTHREATEN ; 3 ; -3 ; 130\n");
    put("data/knowledge/ontology/cameo.txt", "100 ; -0.3 ; demand\n102 ; -0.1 ; x\n130 ; -4.4 ; threaten\n");
    put("data/knowledge/actors/countries.txt", "Kenya ; KEN ; adj Kenyan ; capital Nairobi\nRussia ; RUS ; adj Russian ; seat Kremlin\n");
    put("data/knowledge/actors/roles.txt", roles);
    put("data/knowledge/actors/people/some.txt", "Sergei Lavrov | Sergey Lavrov ; he ; RUS GOV foreign minister 2004-03-09..\n"
                                                 "Good One ; she ; KEN GOV president 2010..2015 ; KEN GOV president 2019..\n");
    put("data/knowledge/places/some.txt", "Goma ; COD ; Nord-Kivu ; -1.67 29.23 ; city\n");
    put("data/knowledge/verbs/classes.txt", "@yield  yield|withdraw|release\n@aid  food|medicine\n");
    put("data/knowledge/verbs/light.txt", "make ; yes\ngive ; no\n");
    put("data/knowledge/verbs/status.txt", "plan  plan | intend\n");
    put("data/knowledge/verbs/some.txt", "A urge R to @yield > REQUEST yield 102\nA give up @aid.n to R > THREATEN - 130 ; low\nR must * > REQUEST\n");
    return setenv("XDG_CACHE_HOME", path_of("cache"), 1);
}

static int remove_here(void **state)
{
    char command[200];
    (void)state;
    snprintf(command, sizeof command, "rm -rf '%s'", here);
    return system(command);
}

typedef struct opened {
    arena memory;
    symtab *names;
    knowledge *k;
} opened;

/* Any data folder, by whatever way: an image, or the text. */
static opened open_data(const char *dir)
{
    casus_error err;
    opened o = {0};
    o.names = symtab_new(&o.memory, NULL);
    o.k = knowledge_open(dir, NULL, o.names, NULL, NULL, &err);
    if (!o.k)
        fail_msg("%s", err.message);
    return o;
}

/* From the text, always: who asks for faults reads the text. */
static opened open_text(const char *dir)
{
    casus_error err;
    uint32_t faults;
    opened o = {0};
    o.names = symtab_new(&o.memory, NULL);
    o.k = knowledge_open(dir, NULL, o.names, NULL, &faults, &err);
    if (!o.k)
        fail_msg("%s", err.message);
    assert_false(knowledge_compiled(o.k));
    return o;
}

static void close_data(opened *o)
{
    knowledge_close(o->k);
    arena_free(&o->memory);
}

/* ---- the same? ---- */

static void same_names(const opened *a, const opened *b)
{
    assert_int_equal(symtab_count(a->names), symtab_count(b->names));
    for (casus_sym s = 0; s < symtab_count(a->names); s++) {
        const char *name = symtab_name(a->names, s);
        assert_string_equal(symtab_name(b->names, s), name);
        assert_int_equal(symtab_find(b->names, name, strlen(name)), s);
    }
}

static void same_list(const casus_sym *a, const casus_sym *b)
{
    assert_int_equal(a == NULL, b == NULL);
    for (; a && *a; a++, b++)
        assert_int_equal(*a, *b);
    assert_int_equal(a ? *a : 0, b ? *b : 0);
}

static void same_entries(const opened *a, const opened *b)
{
    assert_int_equal(knowledge_entries(a->k), knowledge_entries(b->k));
    for (uint32_t i = 0; i < knowledge_entries(a->k); i++) {
        entry x = *knowledge_entry(a->k, i), y = *knowledge_entry(b->k, i);
        assert_int_equal(x.n_tenures, y.n_tenures);
        if (x.n_tenures)
            assert_memory_equal(x.tenures, y.tenures, x.n_tenures * sizeof *x.tenures);
        assert_true(x.kind == y.kind && x.flags == y.flags && x.gender == y.gender && x.name == y.name && x.rule == y.rule && x.figure == y.figure);
        assert_true(x.place_kind == y.place_kind && x.admin1 == y.admin1 && x.seat == y.seat && x.has_point == y.has_point);
        assert_memory_equal(&x.lat, &y.lat, sizeof x.lat);
        assert_memory_equal(&x.lon, &y.lon, sizeof x.lon);
    }
}

static void same_pattern(const pattern *a, const pattern *b)
{
    assert_true(a->pos == b->pos && a->n_elements == b->n_elements && a->n_modes == b->n_modes && a->flags == b->flags && a->modal == b->modal);
    assert_true(a->event == b->event && a->cameo == b->cameo && a->reason == b->reason && a->rule == b->rule);
    assert_memory_equal(a->mode, b->mode, sizeof a->mode);
    assert_string_equal(a->source, b->source);
    same_list(a->particles, b->particles);
    same_list(a->lemmas, b->lemmas);
    for (uint32_t i = 0; i < a->n_elements; i++) {
        const element *x = &a->elements[i], *y = &b->elements[i];
        assert_true(x->at == y->at && x->slot == y->slot && x->optional == y->optional && x->of_class == y->of_class && x->clause_subject == y->clause_subject);
        same_list(x->preps, y->preps);
        same_list(x->sectors, y->sectors);
        same_list(x->words, y->words);
        same_list(x->modifiers, y->modifiers);
    }
}

static uint32_t same_patterns(const opened *a, const opened *b)
{
    uint32_t n = 0;
    for (casus_sym s = 0; s < symtab_count(a->names); s++) {
        const pattern *const *x = knowledge_patterns(a->k, s), *const *y = knowledge_patterns(b->k, s);
        assert_int_equal(x == NULL, y == NULL);
        for (; x && *x; x++, y++, n++) {
            assert_non_null(*y);
            same_pattern(*x, *y);
        }
        assert_true(!x || !*y);
    }
    return n;
}

static void same_hits(const phrase_hit *x, const phrase_hit *y)
{
    for (; x && y; x = x->next, y = y->next)
        assert_true(x->entry == y->entry && x->name == y->name && x->upper == y->upper && x->length == y->length);
    assert_true(!x && !y);
}

/* Every phrase: the folded words of every entry's name, and each symbol alone. */
static void same_phrases(opened *a, opened *b)
{
    casus_sym norms[16];
    char folded[400];
    for (casus_sym s = 1; s < symtab_count(a->names); s++)
        same_hits(phrase_find(a->k, &a->memory, &s, 1), phrase_find(b->k, &b->memory, &s, 1));
    for (uint32_t i = 0; i < knowledge_entries(a->k); i++) {
        uint32_t n = 0;
        for (str rest = str_of(symtab_name(a->names, knowledge_entry(a->k, i)->name)); rest.p && n < 16;) {
            str word = str_cut(&rest, " ");
            size_t length = word.n <= 100 ? str_fold(word.p, word.n, folded) : 0;
            norms[n++] = symtab_find(a->names, folded, length);
        }
        same_hits(phrase_find(a->k, &a->memory, norms, n), phrase_find(b->k, &b->memory, norms, n));
    }
}

static void same_lists(const opened *a, const opened *b)
{
    assert_int_equal(a->k->n_lists, b->k->n_lists);
    for (uint32_t i = 0; i < a->k->n_lists; i++) {
        const char *name = a->k->lists[i].name;
        uint32_t n, m;
        const word_line *x = knowledge_list(a->k, name, &n), *y = knowledge_list(b->k, name, &m);
        assert_int_equal(n, m);
        for (uint32_t j = 0; j < n; j++) {
            casus_sym value = 0, other = 0;
            assert_true(x[j].key == y[j].key && x[j].value == y[j].value && x[j].rule == y[j].rule);
            same_list(x[j].words, y[j].words);
            assert_int_equal(knowledge_word(a->k, name, x[j].key, &value), knowledge_word(b->k, name, x[j].key, &other));
            assert_int_equal(value, other);
            for (const casus_sym *w = x[j].words; *w; w++)
                assert_int_equal(knowledge_key(a->k, name, *w), knowledge_key(b->k, name, *w));
        }
    }
}

static void same_rest(const opened *a, const opened *b)
{
    assert_int_equal(a->k->n_classes, b->k->n_classes);
    for (uint32_t i = 0; i < a->k->n_classes; i++) {
        assert_int_equal(a->k->classes[i].name, b->k->classes[i].name);
        same_list(a->k->classes[i].words, b->k->classes[i].words);
    }
    for (casus_sym s = 0; s < symtab_count(a->names); s++) {
        const entry *x = knowledge_country(a->k, s), *y = knowledge_country(b->k, s);
        assert_true(x ? y && x - a->k->entries == y - b->k->entries : !y);
    }
    for (uint32_t i = 0; i < a->k->n_offices; i++) {
        const office *o = &a->k->offices[i];
        const entry *x = knowledge_holder(a->k, o->country, o->title, o->from), *y = knowledge_holder(b->k, o->country, o->title, o->from);
        assert_true(x ? y && x - a->k->entries == y - b->k->entries : !y);
    }
}

static void same(opened *a, opened *b)
{
    same_names(a, b);
    same_entries(a, b);
    assert_true(same_patterns(a, b) > 0);
    same_phrases(a, b);
    same_lists(a, b);
    same_rest(a, b);
}

static void an_image_is_the_text(void **state)
{
    const char *dirs[] = {path_of("data"), CASUS_SOURCE_DIR};
    (void)state;
    for (int i = 0; i < 2; i++) {
        opened text = open_text(dirs[i]), first = open_data(dirs[i]), compiled = open_data(dirs[i]);
        assert_false(i == 0 && knowledge_compiled(first.k));
        assert_true(knowledge_compiled(compiled.k));
        same(&text, &compiled);
        close_data(&text);
        close_data(&first);
        close_data(&compiled);
    }
}

static void names_can_be_added_above_an_image(void **state)
{
    (void)state;
    opened o = open_data(path_of("data"));
    assert_true(knowledge_compiled(o.k));
    casus_sym known = symtab_find(o.names, "president", 9), count = symtab_count(o.names), new = symtab_add(o.names, "not yet there", 13);
    assert_int_equal(symtab_add(o.names, "president", 9), known);
    assert_int_equal(new, count);
    symtab *document = symtab_new(&o.memory, o.names);
    assert_int_equal(symtab_find(document, "president", 9), known);
    assert_int_equal(symtab_find(document, "not yet there", 13), new);
    assert_true(symtab_in_base(document, new) && symtab_in_base(document, known));
    assert_int_equal(symtab_add(document, "of the document", 15), new + 1);
    assert_string_equal(symtab_name(document, known), "president");
    close_data(&o);
}

/* ---- when it is used ---- */

static void a_changed_text_is_noticed(void **state)
{
    (void)state;
    opened before = open_data(path_of("data"));
    assert_true(knowledge_compiled(before.k));
    assert_int_equal(symtab_find(before.names, "warlord", 7), 0);
    close_data(&before);
    put("data/knowledge/actors/roles.txt", "warlord ; REB\n");
    opened changed = open_data(path_of("data")), again = open_data(path_of("data"));
    assert_false(knowledge_compiled(changed.k));
    assert_true(knowledge_compiled(again.k));
    assert_int_not_equal(symtab_find(again.names, "warlord", 7), 0);
    same(&changed, &again);
    close_data(&changed);
    close_data(&again);
    assert_int_equal(rename(path_of("data/knowledge/verbs/light.txt"), path_of("data/knowledge/verbs/issues.txt")), 0);
    opened renamed = open_data(path_of("data"));
    assert_false(knowledge_compiled(renamed.k));
    close_data(&renamed);
    assert_int_equal(rename(path_of("data/knowledge/verbs/issues.txt"), path_of("data/knowledge/verbs/light.txt")), 0);
    put("data/knowledge/actors/roles.txt", roles);
}

static void an_image_beside_the_data_needs_no_cache(void **state)
{
    casus_error err;
    (void)state;
    setenv("XDG_CACHE_HOME", "/dev/null", 1); /* nothing can be written below it, and that is no fault */
    opened text = open_data(path_of("data")), again = open_data(path_of("data"));
    assert_false(knowledge_compiled(text.k) || knowledge_compiled(again.k));
    assert_int_equal(knowledge_compile(path_of("data"), NULL, &err), 0);
    opened compiled = open_data(path_of("data"));
    assert_true(knowledge_compiled(compiled.k));
    same(&text, &compiled);
    close_data(&text);
    close_data(&again);
    close_data(&compiled);
    assert_int_equal(unlink(path_of("data/knowledge.image")), 0);
    setenv("XDG_CACHE_HOME", path_of("cache"), 1);
}

static void an_image_that_cannot_be_written_is_named(void **state)
{
    casus_error err = {0};
    (void)state;
    assert_int_not_equal(knowledge_compile(path_of("data"), path_of("no/such/folder"), &err), 0);
    assert_non_null(strstr(err.message, "no/such/folder"));
    assert_int_not_equal(knowledge_compile(path_of("no data"), path_of("image"), &err), 0);
}

static void names_in_use_keep_to_the_text(void **state)
{
    casus_error err;
    arena memory = {0};
    (void)state;
    symtab *names = symtab_new(&memory, NULL);
    symtab_add(names, "mine", 4);
    knowledge *k = knowledge_open(path_of("data"), NULL, names, NULL, NULL, &err);
    assert_non_null(k);
    assert_false(knowledge_compiled(k));
    assert_int_equal(symtab_find(names, "mine", 4), 1);
    knowledge_close(k);
    arena_free(&memory);
}

/* ---- damage ---- */

typedef struct bytes {
    char *p;
    size_t n;
    uint64_t source;
} bytes;

static bytes small_image(void)
{
    casus_error err;
    bytes b = {0};
    image_head head;
    assert_int_equal(knowledge_compile(path_of("data"), path_of("image"), &err), 0);
    b.p = file_read(path_of("image"), &b.n, &err);
    assert_non_null(b.p);
    memcpy(&head, b.p, sizeof head);
    b.source = head.source;
    return b;
}

static bool loads(const char *p, size_t n, uint64_t source)
{
    arena memory = {0};
    symtab *names = symtab_new(&memory, NULL);
    knowledge *k = image_load(p, n, source, names);
    bool good = k != NULL;
    assert_true(good || symtab_count(names) == 1); /* refused: names are still free for the text */
    knowledge_close(k);
    arena_free(&memory);
    return good;
}

static void every_flipped_byte_is_refused(void **state)
{
    bytes b = small_image();
    (void)state;
    assert_true(loads(b.p, b.n, b.source));
    assert_false(loads(b.p, b.n, b.source + 1));
    for (size_t i = 0; i < b.n; i += i < 2000 ? 1 : 97) {
        b.p[i] = (char)(b.p[i] ^ 0x10);
        if (loads(b.p, b.n, b.source))
            fail_msg("byte %zu of %zu may be anything", i, b.n);
        b.p[i] = (char)(b.p[i] ^ 0x10);
    }
    assert_true(loads(b.p, b.n, b.source));
    free(b.p);
}

static void every_cut_is_refused(void **state)
{
    bytes b = small_image();
    (void)state;
    for (size_t n = 0; n < b.n; n += n < 1000 ? 1 : 1013) {
        char *copy = malloc(n + 1); /* so that a sanitizer sees a step too far */
        assert_non_null(copy);
        memcpy(copy, b.p, n);
        assert_false(loads(copy, n, b.source));
        if (n >= sizeof(image_head)) { /* with a head that agrees */
            ((image_head *)(void *)copy)->size = n;
            assert_false(loads(copy, n, b.source));
        }
        free(copy);
    }
    free(b.p);
}

/* Make the checksums right again, as somebody would who means harm. */
static void sum_again(char *p)
{
    image_section table[IMAGE_N_SECTIONS];
    image_head *head = (image_head *)(void *)p;
    memcpy(table, p + sizeof *head, sizeof table);
    for (int i = 0; i < IMAGE_N_SECTIONS; i++)
        table[i].checksum = checksum(p + table[i].at, (size_t)table[i].n * table[i].element);
    memcpy(p + sizeof *head, table, sizeof table);
    head->checksum = checksum(table, sizeof table);
}

/* What is left of an image after somebody wrote into it can be used without harm. */
static void use(const char *p, size_t n, uint64_t source)
{
    opened o = {0};
    o.names = symtab_new(&o.memory, NULL);
    o.k = image_load(p, n, source, o.names);
    if (o.k) {
        for (casus_sym s = 0; s < symtab_count(o.names); s++)
            symtab_find(o.names, symtab_name(o.names, s), strlen(symtab_name(o.names, s)));
        same_entries(&o, &o);
        same_patterns(&o, &o);
        same_phrases(&o, &o);
        same_lists(&o, &o);
        same_rest(&o, &o);
    }
    close_data(&o);
}

static void wrong_numbers_do_no_harm(void **state)
{
    static const uint32_t wrong[] = {0, 1, 0x7FFFFFFF, UINT32_MAX};
    bytes b = small_image();
    image_section table[IMAGE_N_SECTIONS];
    (void)state;
    memcpy(table, b.p + sizeof(image_head), sizeof table);
    for (int i = 0; i < IMAGE_N_SECTIONS; i++)
        for (size_t at = table[i].at, end = at + (size_t)table[i].n * table[i].element; at + 4 <= end; at += (end - at) / 40 / 4 * 4 + 4)
            for (size_t j = 0; j < sizeof wrong / sizeof *wrong; j++) {
                uint32_t right;
                memcpy(&right, b.p + at, 4);
                memcpy(b.p + at, &wrong[j], 4);
                sum_again(b.p);
                use(b.p, b.n, b.source);
                memcpy(b.p + at, &right, 4);
            }
    sum_again(b.p);
    assert_true(loads(b.p, b.n, b.source));
    free(b.p);
}

/* A symbol above all, a chain that leads to itself, a table without a free slot: each is seen. */
static void what_would_do_harm_is_seen(void **state)
{
    bytes b = small_image();
    image_section table[IMAGE_N_SECTIONS];
    enum { SLOTS = 2, TENURES = 4, EDGES = 7, MEANINGS = 9, WORDS = 13, BY_LEMMA = 19 };
    static const struct {
        int section;
        size_t at;
        uint32_t value;
    } harm[] = {{SLOTS, 4, 1 << 20}, {TENURES, 0, 1 << 20}, {EDGES, 8, 1 << 20}, {MEANINGS, 0, 1 << 20}, {MEANINGS, 8, 1}, {WORDS, 0, 1 << 20}, {BY_LEMMA, 0, 1 << 20}};
    (void)state;
    memcpy(table, b.p + sizeof(image_head), sizeof table);
    for (size_t i = 0; i < sizeof harm / sizeof *harm; i++) {
        char *at = b.p + table[harm[i].section].at + harm[i].at;
        uint32_t right;
        memcpy(&right, at, 4);
        memcpy(at, &harm[i].value, 4);
        sum_again(b.p);
        if (loads(b.p, b.n, b.source))
            fail_msg("a wrong number in section %d is taken", harm[i].section);
        memcpy(at, &right, 4);
    }
    uint32_t one = 1;
    for (uint32_t i = 0; i < table[EDGES].n; i++)
        memcpy(b.p + table[EDGES].at + (size_t)i * table[EDGES].element + 8, &one, 4);
    sum_again(b.p);
    assert_false(loads(b.p, b.n, b.source));
    free(b.p);
}

static void a_damaged_cache_is_mended(void **state)
{
    char command[300];
    (void)state;
    opened first = open_data(path_of("data")), second = open_data(path_of("data"));
    assert_true(knowledge_compiled(second.k));
    close_data(&first);
    close_data(&second);
    snprintf(command, sizeof command, "for f in '%s'/cache/casus/*; do printf damage | dd of=\"$f\" bs=1 seek=3000 conv=notrunc 2>/dev/null; done", here);
    assert_int_equal(system(command), 0);
    opened damaged = open_data(path_of("data")), mended = open_data(path_of("data"));
    assert_false(knowledge_compiled(damaged.k));
    assert_true(knowledge_compiled(mended.k));
    close_data(&damaged);
    close_data(&mended);
}

/* ---- what comes out of it all ---- */

static int collect(void *user, const char *p, size_t n)
{
    buffer_put(user, p, n);
    return 0;
}

static void put_reading(const casus *c, casus_doc *d, const char *text, size_t n, buffer *out)
{
    casus_error err = {0};
    casus_article a = {.text = text, .n_text = n, .id = "t", .date = 20220725};
    if (casus_analyze(c, d, &a, &err) != 0 || casus_write(c, d, "read", collect, out, &err) != 0)
        fail_msg("%s", err.message);
}

/* The demo article, and 50 sentences of the event cases ("  SENTENCE   > EVENT ..."). */
static buffer read_all(const char *cache)
{
    casus_error err = {0};
    buffer out = {0};
    size_t n;
    setenv("XDG_CACHE_HOME", cache, 1);
    casus *c = casus_open(CASUS_SOURCE_DIR, NULL, &err);
    if (!c)
        fail_msg("%s", err.message);
    casus_doc *d = casus_doc_new();
    char *text = file_read(CASUS_SOURCE_DIR "/demo/grain.txt", &n, &err);
    assert_non_null(text);
    put_reading(c, d, text, n, &out);
    free(text);
    static const char *const files[] = {"assault", "consult", "request", "sanction", "status"};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        char path[400];
        snprintf(path, sizeof path, "%s/tests/cases/event/%s.txt", CASUS_SOURCE_DIR, files[i]);
        text = file_read(path, &n, &err);
        assert_non_null(text);
        str rest = {text, n};
        for (int sentences = 0; rest.p && sentences < 10;) {
            str row = str_cut(&rest, "\n"), sentence = str_cut(&row, ">");
            if (sentence.n < 20 || !row.p)
                continue;
            put_reading(c, d, sentence.p + 2, sentence.n - 2, &out); /* "+ " or "* " */
            sentences++;
        }
        free(text);
    }
    casus_doc_free(d);
    casus_close(c);
    setenv("XDG_CACHE_HOME", path_of("cache"), 1);
    return out;
}

static void a_reading_is_the_same(void **state)
{
    (void)state;
    opened o = open_data(CASUS_SOURCE_DIR); /* leaves an image when none is there */
    close_data(&o);
    o = open_data(CASUS_SOURCE_DIR);
    assert_true(knowledge_compiled(o.k));
    close_data(&o);
    char cache[400];
    snprintf(cache, sizeof cache, "%s", path_of("cache"));
    buffer text = read_all("/dev/null"), compiled = read_all(cache);
    assert_true(text.n > 10000);
    assert_int_equal(text.n, compiled.n);
    assert_memory_equal(text.p, compiled.p, text.n);
    buffer_free(&text);
    buffer_free(&compiled);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_image_is_the_text),
        cmocka_unit_test(names_can_be_added_above_an_image),
        cmocka_unit_test(a_changed_text_is_noticed),
        cmocka_unit_test(an_image_beside_the_data_needs_no_cache),
        cmocka_unit_test(an_image_that_cannot_be_written_is_named),
        cmocka_unit_test(names_in_use_keep_to_the_text),
        cmocka_unit_test(every_flipped_byte_is_refused),
        cmocka_unit_test(every_cut_is_refused),
        cmocka_unit_test(wrong_numbers_do_no_harm),
        cmocka_unit_test(what_would_do_harm_is_seen),
        cmocka_unit_test(a_damaged_cache_is_mended),
        cmocka_unit_test(a_reading_is_the_same),
    };
    return cmocka_run_group_tests(tests, make_here, remove_here);
}
