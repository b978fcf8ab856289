/* Tables to an image: pointers become places, and a list of words that stands in many patterns
 * ("to", the words of @missile) is written once. */
#include "knowledge/image.h"

#include <stdlib.h>

typedef struct writer {
    arena memory;
    const knowledge *k;
    image m;
    casus_sym *words;
    uint32_t n_words;
    uint32_t *seen; /* place + 1 of each list in words, in a slot by its content */
    uint32_t n_seen, room_seen;
    char *strings;
    uint32_t n_strings;
} writer;

/* ---- lists of words ---- */

static uint32_t list_length(const casus_sym *list)
{
    uint32_t n = 0;
    while (list[n])
        n++;
    return n;
}

static uint32_t *seen_slot(const writer *w, const casus_sym *list, uint32_t n)
{
    uint64_t h = checksum(list, n * sizeof *list);
    for (uint32_t i = (uint32_t)h & (w->room_seen - 1);; i = (i + 1) & (w->room_seen - 1)) {
        const casus_sym *known = w->seen[i] ? w->words + w->seen[i] - 1 : NULL;
        if (!known || (list_length(known) == n && memcmp(known, list, n * sizeof *list) == 0))
            return &w->seen[i];
    }
}

static void seen_grow(writer *w)
{
    uint32_t *old = w->seen, n = w->room_seen;
    w->room_seen = n ? n * 2 : 4096;
    w->seen = ARENA_ARRAY(&w->memory, uint32_t, w->room_seen);
    for (uint32_t i = 0; i < n; i++)
        if (old[i])
            *seen_slot(w, w->words + old[i] - 1, list_length(w->words + old[i] - 1)) = old[i];
}

/* The list's place + 1; 0 for none. */
static uint32_t put_words(writer *w, const casus_sym *list)
{
    if (!list)
        return 0;
    if (w->n_seen * 2 >= w->room_seen)
        seen_grow(w);
    uint32_t n = list_length(list), *slot = seen_slot(w, list, n);
    if (*slot)
        return *slot;
    *slot = w->n_words + 1;
    w->n_seen++;
    for (uint32_t i = 0; i <= n; i++)
        *ARENA_PUSH(&w->memory, w->words, w->n_words) = list[i];
    return w->n_words - n;
}

static uint32_t put_string(writer *w, const char *s)
{
    uint32_t at = w->n_strings;
    do
        *ARENA_PUSH(&w->memory, w->strings, w->n_strings) = *s;
    while (*s++);
    return at;
}

/* ---- tables ---- */

static void put_names(writer *w)
{
    symtab_frozen f;
    symtab_freeze(w->k->names, &w->memory, &f);
    w->m.text = f.text, w->m.n_text = f.n_text;
    w->m.at = f.at, w->m.n_at = f.n + 1;
    w->m.slots = f.slots, w->m.n_slots = f.room;
}

static void put_entries(writer *w)
{
    const knowledge *k = w->k;
    image_entry *to = ARENA_ARRAY(&w->memory, image_entry, k->n_entries);
    for (uint32_t i = 0; i < k->n_entries; i++) {
        const entry *e = &k->entries[i];
        to[i] = (image_entry){.kind = e->kind, .flags = e->flags, .gender = (uint8_t)e->gender, .has_point = e->has_point, .name = e->name, .rule = e->rule,
                              .figure = e->figure, .place_kind = e->place_kind, .admin1 = e->admin1, .seat = e->seat, .n_tenures = e->n_tenures,
                              .lat = e->lat, .lon = e->lon};
    }
    w->m.entries = to, w->m.n_entries = k->n_entries;
    w->m.tenures = k->tenures, w->m.n_tenures = k->n_tenures;
    w->m.offices = k->offices, w->m.n_offices = k->n_offices;
    w->m.country = k->country, w->m.n_country = k->n_country;
}

static void put_phrases(writer *w)
{
    const phrases *t = &w->k->phrases;
    w->m.edges = t->edges, w->m.n_edges = t->room;
    w->m.first = t->first, w->m.n_first = t->n_nodes;
    w->m.meanings = t->meanings, w->m.n_meanings = t->n_meanings;
}

static void put_lines(writer *w, const list_file *f, image_line **lines)
{
    for (uint32_t i = 0; i < f->n; i++) {
        const word_line *l = &f->lines[i];
        *ARENA_PUSH(&w->memory, *lines, w->m.n_lines) = (image_line){.key = l->key, .value = l->value, .rule = l->rule, .words = put_words(w, l->words)};
    }
}

static void put_slots(writer *w, const list_index *x, list_slot **slots)
{
    for (uint32_t i = 0; i < x->room; i++)
        *ARENA_PUSH(&w->memory, *slots, w->m.n_list_slots) = x->slots[i];
}

static void put_lists(writer *w)
{
    image_list *lists = ARENA_ARRAY(&w->memory, image_list, w->k->n_lists);
    image_line *lines = NULL;
    list_slot *slots = NULL;
    for (uint32_t i = 0; i < w->k->n_lists; i++) {
        const list_file *f = &w->k->lists[i];
        lists[i] = (image_list){.name = put_string(w, f->name), .n = f->n, .key_room = f->by_key.room, .word_room = f->by_word.room};
        put_lines(w, f, &lines);
        put_slots(w, &f->by_key, &slots);
        put_slots(w, &f->by_word, &slots);
    }
    w->m.lists = lists, w->m.n_lists = w->k->n_lists;
    w->m.lines = lines;
    w->m.list_slots = slots;
}

static void put_classes(writer *w)
{
    image_class *to = ARENA_ARRAY(&w->memory, image_class, w->k->n_classes);
    for (uint32_t i = 0; i < w->k->n_classes; i++)
        to[i] = (image_class){.name = w->k->classes[i].name, .words = put_words(w, w->k->classes[i].words)};
    w->m.classes = to, w->m.n_classes = w->k->n_classes;
}

static void put_elements(writer *w, const pattern *p, image_element **elements)
{
    for (uint32_t i = 0; i < p->n_elements; i++) {
        const element *e = &p->elements[i];
        *ARENA_PUSH(&w->memory, *elements, w->m.n_elements) =
            (image_element){.at = e->at, .slot = e->slot, .optional = e->optional, .of_class = e->of_class, .clause_subject = e->clause_subject,
                            .preps = put_words(w, e->preps), .sectors = put_words(w, e->sectors), .words = put_words(w, e->words),
                            .modifiers = put_words(w, e->modifiers)};
    }
}

static void put_patterns(writer *w)
{
    const knowledge *k = w->k;
    image_pattern *to = ARENA_ARRAY(&w->memory, image_pattern, k->n_patterns);
    image_element *elements = NULL;
    uint32_t *by_lemma = ARENA_ARRAY(&w->memory, uint32_t, k->n_by_lemma);
    for (uint32_t i = 0; i < k->n_patterns; i++) {
        const pattern *p = &k->patterns[i];
        to[i] = (image_pattern){.pos = p->pos, .n_elements = p->n_elements, .n_modes = p->n_modes, .flags = p->flags,
                                .particles = put_words(w, p->particles), .lemmas = put_words(w, p->lemmas), .modal = p->modal, .event = p->event,
                                .cameo = p->cameo, .reason = p->reason, .rule = p->rule, .source = put_string(w, p->source)};
        memcpy(to[i].mode, p->mode, sizeof to[i].mode);
        put_elements(w, p, &elements);
    }
    for (uint32_t i = 0; i < k->n_by_lemma; i++)
        by_lemma[i] = k->by_lemma[i] ? (uint32_t)(k->by_lemma[i] - k->patterns) + 1 : 0;
    w->m.patterns = to, w->m.n_patterns = k->n_patterns;
    w->m.elements = elements;
    w->m.lemmas = k->lemmas, w->m.n_lemmas = k->n_lemmas;
    w->m.by_lemma = by_lemma, w->m.n_by_lemma = k->n_by_lemma;
}

/* ---- the file ---- */

static image_section section_of(const void *p, uint32_t n, size_t one, uint64_t *end)
{
    image_section s = {.at = image_aligned(*end), .checksum = checksum(p, n * one), .n = n, .element = (uint32_t)one};
    *end = s.at + n * one;
    return s;
}

static void put_section(FILE *out, const image_section *s, const void *p, uint64_t *end)
{
    static const char nothing[IMAGE_ALIGN];
    fwrite(nothing, 1, (size_t)(s->at - *end), out);
    if (s->n)
        fwrite(p, s->element, s->n, out);
    *end = s->at + (uint64_t)s->n * s->element;
}

static void put_file(const image *m, uint64_t source, FILE *out)
{
    image_section table[IMAGE_N_SECTIONS], *s = table;
    image_head head = {.magic = IMAGE_MAGIC, .order = IMAGE_ORDER, .format = IMAGE_FORMAT, .code = image_code(), .source = source};
    uint64_t end = sizeof head + sizeof table;
#define X(type, name) *s++ = section_of(m->name, m->n_##name, sizeof(type), &end);
    IMAGE_SECTIONS(X)
#undef X
    head.size = end;
    head.checksum = checksum(table, sizeof table);
    fwrite(&head, sizeof head, 1, out);
    fwrite(table, sizeof table, 1, out);
    end = sizeof head + sizeof table;
    s = table;
#define X(type, name) put_section(out, s++, m->name, &end);
    IMAGE_SECTIONS(X)
#undef X
}

int image_write(const knowledge *k, const char *path, uint64_t source, casus_error *err)
{
    new_file f;
    if (new_file_open(&f, path, err) != 0)
        return err ? err->code : CASUS_EFILE;
    writer w = {.k = k};
    put_names(&w);
    put_entries(&w);
    put_phrases(&w);
    put_lists(&w);
    put_classes(&w);
    put_patterns(&w);
    w.m.words = w.words, w.m.n_words = w.n_words;
    w.m.strings = w.strings, w.m.n_strings = w.n_strings;
    put_file(&w.m, source, f.out);
    arena_free(&w.memory);
    return new_file_close(&f, true, err);
}
