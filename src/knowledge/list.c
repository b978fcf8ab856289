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

static void list_put(list_file *f, casus_sym key, uint32_t at)
{
    uint32_t i = key * 2654435761u & (f->room - 1);
    while (f->slots[i] && f->keys[i] != key)
        i = (i + 1) & (f->room - 1);
    if (!f->slots[i]) {
        f->slots[i] = at + 1;
        f->keys[i] = key;
    }
}

void list_finish(knowledge *k)
{
    for (uint32_t i = 0; i < k->n_lists; i++) {
        list_file *f = &k->lists[i];
        for (f->room = 16; f->room < f->n * 2 + 1;)
            f->room *= 2;
        f->slots = ARENA_ARRAY(&k->memory, uint32_t, f->room);
        f->keys = ARENA_ARRAY(&k->memory, casus_sym, f->room);
        for (uint32_t j = 0; j < f->n; j++)
            list_put(f, f->lines[j].key, j);
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
    const list_file *f = list_named(k, list);
    if (!f || !word)
        return false;
    for (uint32_t i = word * 2654435761u & (f->room - 1); f->slots[i]; i = (i + 1) & (f->room - 1))
        if (f->keys[i] == word) {
            if (value)
                *value = f->lines[f->slots[i] - 1].value;
            return true;
        }
    return false;
}

const word_line *knowledge_list(const knowledge *k, const char *list, uint32_t *n)
{
    const list_file *f = list_named(k, list);
    *n = f ? f->n : 0;
    return f ? f->lines : NULL;
}
