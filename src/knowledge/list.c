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

static void index_put(struct index *x, casus_sym key, uint32_t at)
{
    uint32_t i = key * 2654435761u & (x->room - 1);
    while (x->lines[i] && x->keys[i] != key)
        i = (i + 1) & (x->room - 1);
    if (!x->lines[i]) { /* the first line of a key counts */
        x->lines[i] = at + 1;
        x->keys[i] = key;
    }
}

static uint32_t index_get(const struct index *x, casus_sym key)
{
    for (uint32_t i = key * 2654435761u & (x->room - 1); x->lines[i]; i = (i + 1) & (x->room - 1))
        if (x->keys[i] == key)
            return x->lines[i];
    return 0;
}

static void index_open(arena *a, struct index *x, uint32_t n)
{
    for (x->room = 16; x->room < n * 2 + 1;)
        x->room *= 2;
    x->lines = ARENA_ARRAY(a, uint32_t, x->room);
    x->keys = ARENA_ARRAY(a, casus_sym, x->room);
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
        index_open(&k->memory, &f->by_key, f->n);
        index_open(&k->memory, &f->by_word, count_words(f));
        for (uint32_t j = 0; j < f->n; j++) {
            index_put(&f->by_key, f->lines[j].key, j);
            for (const casus_sym *w = f->lines[j].words; *w; w++)
                index_put(&f->by_word, *w, j);
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
