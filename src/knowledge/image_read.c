/* An image to tables, trusted in nothing.
 *
 * It was written by this program, but perhaps on another machine, from other text, onto a full disk,
 * or by somebody who means harm. Everything is checked here, once: head, checksums, that each
 * section lies inside the file, that each symbol, place and number points at something, that each
 * list ends and each table has the free slot at which a search stops. Big tables then stay where they
 * are, in the mapped file; those with pointers are made anew. */
#include "knowledge/image.h"

#include <stdlib.h>

#if __has_include("knowledge_code.h")
#include "knowledge_code.h"
#else
#define KNOWLEDGE_CODE 0
#endif

uint64_t image_code(void)
{
    return KNOWLEDGE_CODE;
}

/* ---- the container ---- */

static bool head_sound(const char *bytes, size_t n, uint64_t source)
{
    image_head h;
    if (!image_code() || (uintptr_t)bytes % IMAGE_ALIGN != 0 || n < sizeof h + IMAGE_N_SECTIONS * sizeof(image_section))
        return false;
    memcpy(&h, bytes, sizeof h);
    return memcmp(h.magic, IMAGE_MAGIC, sizeof h.magic) == 0 && h.order == IMAGE_ORDER && h.format == IMAGE_FORMAT && h.code == image_code() &&
           h.source == source && h.size == n && h.checksum == checksum(bytes + sizeof h, IMAGE_N_SECTIONS * sizeof(image_section));
}

typedef struct cursor { /* in the table of sections, and behind the section read last */
    const char *bytes;
    uint64_t size, end;
    uint32_t which;
} cursor;

static bool zeros(const char *p, const char *end)
{
    while (p < end && !*p)
        p++;
    return p == end;
}

/* The elements of the next section; NULL when it is not where it should be, or damaged. */
static const void *section_next(cursor *c, size_t one, uint32_t *n)
{
    image_section s;
    memcpy(&s, c->bytes + sizeof(image_head) + c->which++ * sizeof s, sizeof s);
    if (s.element != one || s.at != image_aligned(c->end) || s.at > c->size || s.n > (c->size - s.at) / one)
        return NULL;
    if (!zeros(c->bytes + c->end, c->bytes + s.at) || s.checksum != checksum(c->bytes + s.at, s.n * one))
        return NULL;
    c->end = s.at + s.n * one;
    *n = s.n;
    return c->bytes + s.at;
}

static bool sections_sound(image *m, const char *bytes, size_t size)
{
    cursor c = {.bytes = bytes, .size = size, .end = sizeof(image_head) + IMAGE_N_SECTIONS * sizeof(image_section)};
#define X(type, name)                                             \
    m->name = section_next(&c, sizeof(type), &m->n_##name);       \
    if (!m->name)                                                 \
        return false;
    IMAGE_SECTIONS(X)
#undef X
    return c.end == size;
}

/* ---- numbers that must point at something ---- */

static bool all_below(const uint32_t *p, uint32_t n, uint64_t limit)
{
    uint32_t top = 0;
    for (uint32_t i = 0; i < n; i++)
        top = p[i] > top ? p[i] : top;
    return n == 0 || top < limit;
}

static bool is_sym(const image *m, casus_sym s)
{
    return s < m->n_at;
}

static bool is_list(const image *m, uint32_t place)
{
    return place <= m->n_words;
}

static bool power_of_two(uint32_t n)
{
    return n && (n & (n - 1)) == 0;
}

static bool words_sound(const image *m)
{
    return m->n_words && m->words[m->n_words - 1] == 0 && all_below(m->words, m->n_words, m->n_at) && m->n_strings &&
           m->strings[m->n_strings - 1] == '\0';
}

static bool entry_sound(const image *m, const image_entry *e)
{
    bool point = !e->has_point || (e->lat >= -90 && e->lat <= 90 && e->lon >= -180 && e->lon <= 180);
    return e->kind >= ENTRY_COUNTRY && e->kind <= ENTRY_PLACE && (!e->gender || e->gender == 'h' || e->gender == 's') && e->has_point <= 1 && point &&
           e->rule && is_sym(m, e->rule) && is_sym(m, e->name) && is_sym(m, e->figure) && is_sym(m, e->place_kind) && is_sym(m, e->admin1) &&
           is_sym(m, e->seat);
}

static bool tenures_sound(const image *m)
{
    bool good = true;
    for (uint32_t i = 0; i < m->n_tenures; i++) {
        const tenure *t = &m->tenures[i];
        good = good && is_sym(m, t->country) && is_sym(m, t->sector) && is_sym(m, t->sector2) && is_sym(m, t->title);
    }
    return good;
}

static bool entries_sound(const image *m)
{
    uint64_t tenures = 0;
    for (uint32_t i = 0; i < m->n_entries; i++) {
        if (!entry_sound(m, &m->entries[i]))
            return false;
        tenures += m->entries[i].n_tenures;
    }
    for (uint32_t i = 0; i < m->n_offices; i++)
        if (m->offices[i].entry >= m->n_entries)
            return false;
    return tenures == m->n_tenures && tenures_sound(m) && all_below(m->country, m->n_country, (uint64_t)m->n_entries + 1);
}

static bool edges_sound(const image *m)
{
    uint32_t taken = 0, top = 0;
    for (uint32_t i = 0; i < m->n_edges; i++) {
        taken += m->edges[i].next != 0;
        top = m->edges[i].next > top ? m->edges[i].next : top;
    }
    return power_of_two(m->n_edges) && taken < m->n_edges && top < m->n_first;
}

/* The meanings of a phrase are a chain that leads to ever earlier ones. */
static bool phrases_sound(const image *m)
{
    for (uint32_t i = 0; i < m->n_meanings; i++) {
        const meaning *x = &m->meanings[i];
        if (x->entry >= m->n_entries || x->next > i || x->name < NAME_NAME || x->name > NAME_NOUN || x->upper > 2)
            return false;
    }
    return edges_sound(m) && all_below(m->first, m->n_first, (uint64_t)m->n_meanings + 1);
}

static bool index_sound(const list_slot *slots, uint32_t room, uint32_t lines)
{
    uint32_t taken = 0;
    for (uint32_t i = 0; i < room; i++) {
        taken += slots[i].line != 0;
        if (slots[i].line > lines)
            return false;
    }
    return power_of_two(room) && taken < room;
}

static bool lists_sound(const image *m)
{
    uint32_t lines = 0, slots = 0;
    for (uint32_t i = 0; i < m->n_lists; i++) {
        const image_list *f = &m->lists[i];
        uint32_t left = m->n_list_slots - slots;
        if (f->name >= m->n_strings || f->n > m->n_lines - lines || f->key_room > left || f->word_room > left - f->key_room)
            return false;
        const list_slot *keys = m->list_slots + slots;
        if (!index_sound(keys, f->key_room, f->n) || !index_sound(keys + f->key_room, f->word_room, f->n))
            return false;
        lines += f->n;
        slots += f->key_room + f->word_room;
    }
    for (uint32_t i = 0; i < m->n_lines; i++) {
        const image_line *l = &m->lines[i];
        if (!is_sym(m, l->key) || !is_sym(m, l->value) || !is_sym(m, l->rule) || !l->words || !is_list(m, l->words))
            return false;
    }
    return true;
}

static bool element_sound(const image *m, const image_element *e)
{
    bool lists = is_list(m, e->preps) && is_list(m, e->sectors) && is_list(m, e->words) && is_list(m, e->modifiers);
    bool needs_preps = e->at == AT_PREP || e->at == AT_OF_ING;
    return lists && e->at >= AT_SUBJECT && e->at <= AT_IF && e->slot <= SLOT_WORD && e->clause_subject <= SLOT_WORD && (e->preps || !needs_preps);
}

static bool pattern_sound(const image *m, const image_pattern *p)
{
    bool pos = p->pos == 'm' || ((p->pos == 'v' || p->pos == 'n' || p->pos == 'a') && p->lemmas);
    return pos && p->n_modes <= CASUS_MAX_MODES && all_below(p->mode, CASUS_MAX_MODES, m->n_at) && p->flags <= UINT16_MAX && is_list(m, p->particles) &&
           is_list(m, p->lemmas) && is_sym(m, p->modal) && p->event && is_sym(m, p->event) && is_sym(m, p->cameo) && is_sym(m, p->reason) && p->rule &&
           is_sym(m, p->rule) && p->source < m->n_strings;
}

static bool patterns_sound(const image *m)
{
    uint64_t elements = 0;
    for (uint32_t i = 0; i < m->n_patterns; i++) {
        if (!pattern_sound(m, &m->patterns[i]))
            return false;
        elements += m->patterns[i].n_elements;
    }
    for (uint32_t i = 0; i < m->n_elements; i++)
        if (!element_sound(m, &m->elements[i]))
            return false;
    for (uint32_t i = 0; i < m->n_classes; i++)
        if (!is_sym(m, m->classes[i].name) || !is_list(m, m->classes[i].words))
            return false;
    return elements == m->n_elements && all_below(m->lemmas, m->n_lemmas, (uint64_t)m->n_by_lemma + 1) &&
           all_below(m->by_lemma, m->n_by_lemma, (uint64_t)m->n_patterns + 1) && (!m->n_by_lemma || m->by_lemma[m->n_by_lemma - 1] == 0);
}

static bool image_sound(image *m, const char *bytes, size_t n, uint64_t source)
{
    return head_sound(bytes, n, source) && sections_sound(m, bytes, n) && m->n_at && words_sound(m) && entries_sound(m) && phrases_sound(m) &&
           lists_sound(m) && patterns_sound(m);
}

/* ---- tables ---- */

static const casus_sym *list_at(const image *m, uint32_t place)
{
    return place ? m->words + place - 1 : NULL;
}

static void take_entries(knowledge *k, const image *m)
{
    const tenure *t = m->tenures;
    k->entries = ARENA_ARRAY(&k->memory, entry, m->n_entries);
    for (uint32_t i = 0; i < m->n_entries; i++) {
        const image_entry *e = &m->entries[i];
        k->entries[i] = (entry){.kind = e->kind, .flags = e->flags, .gender = (char)e->gender, .name = e->name, .rule = e->rule,
                                .tenures = e->n_tenures ? t : NULL, .n_tenures = e->n_tenures, .figure = e->figure, .place_kind = e->place_kind,
                                .admin1 = e->admin1, .seat = e->seat, .lat = e->lat, .lon = e->lon, .has_point = e->has_point};
        t += e->n_tenures;
    }
    k->n_entries = m->n_entries;
    k->tenures = m->tenures, k->n_tenures = m->n_tenures;
    k->offices = m->offices, k->n_offices = m->n_offices;
    k->country = m->country, k->n_country = m->n_country;
}

static void take_phrases(knowledge *k, const image *m)
{
    k->phrases = (phrases){.dash = symtab_find(k->names, "-", 1), .edges = m->edges, .room = m->n_edges, .first = m->first, .n_nodes = m->n_first,
                           .meanings = m->meanings, .n_meanings = m->n_meanings};
}

static const image_line *take_lines(knowledge *k, const image *m, list_file *f, const image_line *x)
{
    f->lines = ARENA_ARRAY(&k->memory, word_line, f->n);
    for (uint32_t i = 0; i < f->n; i++, x++)
        f->lines[i] = (word_line){.key = x->key, .value = x->value, .words = list_at(m, x->words), .rule = x->rule};
    return x;
}

static void take_lists(knowledge *k, const image *m)
{
    const image_line *next = m->lines;
    const list_slot *slots = m->list_slots;
    k->lists = ARENA_ARRAY(&k->memory, list_file, m->n_lists);
    k->n_lists = m->n_lists;
    for (uint32_t i = 0; i < m->n_lists; i++) {
        const image_list *x = &m->lists[i];
        list_file *f = &k->lists[i];
        *f = (list_file){.name = m->strings + x->name, .n = x->n, .by_key = {slots, x->key_room}, .by_word = {slots + x->key_room, x->word_room}};
        slots += x->key_room + x->word_room;
        next = take_lines(k, m, f, next);
    }
    k->classes = ARENA_ARRAY(&k->memory, word_class, m->n_classes);
    k->n_classes = m->n_classes;
    for (uint32_t i = 0; i < m->n_classes; i++)
        k->classes[i] = (word_class){.name = m->classes[i].name, .words = list_at(m, m->classes[i].words)};
}

static const element *take_elements(knowledge *k, const image *m)
{
    element *to = ARENA_ARRAY(&k->memory, element, m->n_elements);
    for (uint32_t i = 0; i < m->n_elements; i++) {
        const image_element *e = &m->elements[i];
        to[i] = (element){.at = e->at, .slot = e->slot, .optional = e->optional, .of_class = e->of_class, .clause_subject = e->clause_subject,
                          .preps = list_at(m, e->preps), .sectors = list_at(m, e->sectors), .words = list_at(m, e->words),
                          .modifiers = list_at(m, e->modifiers)};
    }
    return to;
}

static void take_patterns(knowledge *k, const image *m)
{
    const element *elements = take_elements(k, m);
    k->patterns = ARENA_ARRAY(&k->memory, pattern, m->n_patterns);
    k->n_patterns = m->n_patterns;
    for (uint32_t i = 0; i < m->n_patterns; i++) {
        const image_pattern *p = &m->patterns[i];
        pattern *to = &k->patterns[i];
        *to = (pattern){.pos = p->pos, .n_elements = p->n_elements, .n_modes = p->n_modes, .flags = (uint16_t)p->flags, .particles = list_at(m, p->particles),
                        .modal = p->modal, .lemmas = list_at(m, p->lemmas), .elements = elements, .event = p->event, .cameo = p->cameo,
                        .reason = p->reason, .rule = p->rule, .source = m->strings + p->source};
        memcpy(to->mode, p->mode, sizeof to->mode);
        elements += p->n_elements;
    }
    k->lemmas = m->lemmas, k->n_lemmas = m->n_lemmas;
    k->by_lemma = ARENA_ARRAY(&k->memory, const pattern *, m->n_by_lemma);
    k->n_by_lemma = m->n_by_lemma;
    for (uint32_t i = 0; i < m->n_by_lemma; i++)
        k->by_lemma[i] = m->by_lemma[i] ? &k->patterns[m->by_lemma[i] - 1] : NULL;
}

knowledge *image_load(const char *bytes, size_t n, uint64_t source, symtab *names)
{
    image m;
    if (!image_sound(&m, bytes, n, source))
        return NULL;
    knowledge *k = calloc(1, sizeof *k);
    if (!k)
        return NULL;
    if (!symtab_stand(names, &(symtab_frozen){.text = m.text, .at = m.at, .slots = m.slots, .n_text = m.n_text, .n = m.n_at - 1, .room = m.n_slots})) {
        free(k);
        return NULL;
    }
    k->names = names;
    take_entries(k, &m);
    take_phrases(k, &m);
    take_lists(k, &m);
    take_patterns(k, &m);
    return k;
}

knowledge *image_open(const char *path, uint64_t source, symtab *names)
{
    size_t n;
    const char *bytes = file_map(path, &n);
    knowledge *k = bytes ? image_load(bytes, n, source, names) : NULL;
    if (k) {
        k->image = bytes;
        k->n_image = n;
    } else {
        file_unmap(bytes, bytes ? n : 0);
    }
    return k;
}
