/* Plain word lists: `KEY ; VALUE` and `KEY  a | b | c` lines, found by key or by word. */
#include "knowledge/inside.h"

void list_begin(knowledge *k, const char *file)
{
    list_file *f = ARENA_PUSH(&k->memory, k->lists, k->n_lists);
    *f = (list_file){.name = arena_copy(&k->memory, file, strlen(file) - 4)};
}

static const casus_sym *words_of(line *l, str text)
{
    casus_sym *words = NULL;
    uint32_t n = 0;
    while (text.p) {
        str word = str_cut(&text, "|");
        if (word.n)
            *ARENA_PUSH(&l->k->memory, words, n) = line_fold(l, word);
    }
    *ARENA_PUSH(&l->k->memory, words, n) = 0;
    return words;
}

void list_read(line *l)
{
    list_file *f = &l->k->lists[l->k->n_lists - 1];
    word_line *w = ARENA_PUSH(&l->k->memory, f->lines, f->n);
    str rest = l->text, key = str_cut(&rest, " ; ");
    w->rule = line_rule(l);
    if (!rest.p && strstr(f->name, "status")) { /* KEY  a | b */
        rest = l->text;
        key = str_cut(&rest, "  ");
    }
    w->key = line_fold(l, key);
    rest = str_trim(rest);
    w->value = rest.n ? line_sym(l, rest) : 0;
    w->words = words_of(l, rest);
}

/* The slot of a key, or the free one where it would stand. */
static uint32_t index_slot(const list_slot *slots, uint32_t room, casus_sym key)
{
    uint32_t i = key * 2654435761u & (room - 1);
    while (slots[i].line && slots[i].key != key)
        i = (i + 1) & (room - 1);
    return i;
}

static void index_put(list_slot *slots, uint32_t room, casus_sym key, uint32_t at)
{
    list_slot *s = &slots[index_slot(slots, room, key)];
    if (!s->line) /* the first line of a key counts */
        *s = (list_slot){key, at + 1};
}

static uint32_t index_get(const list_index *x, casus_sym key)
{
    return x->slots[index_slot(x->slots, x->room, key)].line;
}

static list_slot *index_open(arena *a, list_index *x, uint32_t n)
{
    for (x->room = 16; x->room < n * 2 + 1;)
        x->room *= 2;
    list_slot *slots = ARENA_ARRAY(a, list_slot, x->room);
    x->slots = slots;
    return slots;
}

static uint32_t count_words(const list_file *f)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < f->n; i++)
        for (const casus_sym *w = f->lines[i].words; *w; w++)
            n++;
    return n;
}

void list_finish(knowledge *k)
{
    for (uint32_t i = 0; i < k->n_lists; i++) {
        list_file *f = &k->lists[i];
        list_slot *keys = index_open(&k->memory, &f->by_key, f->n);
        list_slot *words = index_open(&k->memory, &f->by_word, count_words(f));
        for (uint32_t j = 0; j < f->n; j++) {
            index_put(keys, f->by_key.room, f->lines[j].key, j);
            for (const casus_sym *w = f->lines[j].words; *w; w++)
                index_put(words, f->by_word.room, *w, j);
        }
    }
}

static const list_file *list_named(const knowledge *k, const char *list)
{
    for (uint32_t i = 0; i < k->n_lists; i++)
        if (strcmp(k->lists[i].name, list) == 0)
            return &k->lists[i];
    return NULL;
}

bool knowledge_word(const knowledge *k, const char *list, casus_sym word, casus_sym *value)
{
    const list_file *f = word ? list_named(k, list) : NULL;
    uint32_t at = f ? index_get(&f->by_key, word) : 0;
    if (at && value)
        *value = f->lines[at - 1].value;
    return at != 0;
}

casus_sym knowledge_key(const knowledge *k, const char *list, casus_sym word)
{
    const list_file *f = word ? list_named(k, list) : NULL;
    uint32_t at = f ? index_get(&f->by_word, word) : 0;
    return at ? f->lines[at - 1].key : 0;
}

const word_line *knowledge_list(const knowledge *k, const char *list, uint32_t *n)
{
    const list_file *f = list_named(k, list);
    *n = f ? f->n : 0;
    return f ? f->lines : NULL;
}
