/* Gold sentences.
 *
 * A tag is the part of speech with its features. The long tail (typing errors, archaic forms) is
 * folded into the commonest listed tag that shares the part of speech and most features. */
#include "treebank.h"

#include <stdlib.h>

static int read_gold(treebank *t, casus_ref i, const casus_sentence *s, const char *path, casus_error *err)
{
    str line = t->kept.lines[i], upos = conllu_field(line, 3), dep = conllu_field(line, 7);
    arena *a = &t->d.memory;
    int u = upos_find(arena_copy(a, upos.p, upos.n)), label = dep_find(arena_copy(a, dep.p, dep.n));
    long head = 0;
    if (u < 0 || label < 0 || !str_int(conllu_field(line, 6), &head) || head < 0 || head > (long)s->count)
        return error_set(err, CASUS_EFORMAT, "%s: not a gold word: %.*s", path, (int)line.n, line.p);
    t->words[i] = (gold_word){.lemma = conllu_field(line, 2), .upos = (uint8_t)u, .label = (uint8_t)label, .name = 255,
                              .head = (uint16_t)(head ? head - 1 : (long)s->count)};
    return 0;
}

int treebank_read(treebank *t, const char *path, const symtab *names, casus_error *err)
{
    size_t n = 0;
    *t = (treebank){0};
    t->bytes = file_read(path, &n, err);
    if (!t->bytes)
        return CASUS_EFILE;
    t->d.names = symtab_new(&t->d.memory, names);
    int code = conllu_read(&t->d, t->bytes, n, path, &t->kept, err);
    t->words = ARENA_ARRAY(&t->d.memory, gold_word, t->d.doc.n_tokens + 1);
    for (uint32_t k = 0; k < t->d.doc.n_sentences && code == 0; k++) {
        const casus_sentence *s = &t->d.doc.sentences[k];
        for (uint32_t i = 0; i < s->count && code == 0; i++)
            code = read_gold(t, s->first + i, s, path, err);
    }
    return code;
}

void treebank_free(treebank *t)
{
    arena_free(&t->d.memory);
    free(t->bytes);
}

/* Features that say nothing about grammar are left out of tags. */
static bool feature_kept(str f)
{
    static const char *const out[] = {"Typo=", "ExtPos=", "Style=", "Foreign="};
    for (size_t i = 0; i < sizeof out / sizeof *out; i++)
        if (str_starts(f, out[i]))
            return false;
    return f.n > 1;
}

static str tag_name(arena *a, str line)
{
    str upos = conllu_field(line, 3), feats = conllu_field(line, 5);
    char *p = arena_alloc(a, upos.n + feats.n + 3);
    size_t n = upos.n;
    memcpy(p, upos.p, upos.n);
    for (bool first = true; feats.p;) {
        str f = str_cut(&feats, "|");
        if (!feature_kept(f))
            continue;
        p[n++] = first ? ' ' : '|';
        memcpy(p + n, f.p, f.n);
        n += f.n;
        first = false;
    }
    return (str){p, n};
}

typedef struct tag_count {
    str name;
    uint32_t n;
} tag_count;

static int by_count(const void *a, const void *b)
{
    const tag_count *x = a, *y = b;
    if (x->n != y->n)
        return x->n < y->n ? 1 : -1;
    size_t n = x->name.n < y->name.n ? x->name.n : y->name.n;
    int c = memcmp(x->name.p, y->name.p, n);
    return c ? c : (x->name.n > y->name.n) - (x->name.n < y->name.n);
}

void tag_list_make(tag_list *l, arena *a, treebank *const *banks, uint32_t n)
{
    symtab *names = symtab_new(a, NULL);
    tag_count *counts = ARENA_ARRAY(a, tag_count, 4096);
    for (uint32_t b = 0; b < n; b++)
        for (uint32_t i = 0; i < banks[b]->d.doc.n_tokens; i++) {
            str name = tag_name(a, banks[b]->kept.lines[i]);
            casus_sym s = symtab_add(names, name.p, name.n);
            if (s < 4096)
                counts[s] = (tag_count){name, counts[s].n + 1};
        }
    uint32_t all = symtab_count(names) < 4096 ? symtab_count(names) : 4096;
    qsort(counts, all, sizeof *counts, by_count);
    *l = (tag_list){0};
    for (uint32_t i = 0; i < all && l->n < MAX_TAGS && counts[i].n >= 3; i++) {
        str rest = counts[i].name, upos = str_cut(&rest, " ");
        l->name[l->n] = counts[i].name;
        l->count[l->n] = counts[i].n;
        l->upos[l->n++] = (uint8_t)upos_find(arena_copy(a, upos.p, upos.n));
    }
}

static uint32_t shared_features(str a, str b)
{
    uint32_t n = 0;
    str_cut(&a, " ");
    str_cut(&b, " ");
    while (a.p) {
        str f = str_cut(&a, "|"), rest = b;
        while (rest.p)
            n += str_eq(f, str_cut(&rest, "|")) ? 1 : 0;
    }
    return n;
}

static uint8_t nearest_tag(const tag_list *l, str name, uint8_t upos)
{
    uint32_t best = 0, best_score = 0;
    for (uint32_t i = 0; i < l->n; i++) {
        if (str_eq(l->name[i], name))
            return (uint8_t)i;
        uint32_t score = l->upos[i] == upos ? 1 + shared_features(l->name[i], name) : 0;
        if (score > best_score) {
            best = i;
            best_score = score;
        }
    }
    return (uint8_t)best;
}

void treebank_tag(treebank *t, const tag_list *l)
{
    for (uint32_t i = 0; i < t->d.doc.n_tokens; i++)
        t->words[i].tag = nearest_tag(l, tag_name(&t->d.memory, t->kept.lines[i]), t->words[i].upos);
}
