/* Sentences for the network: what each word looks like, and what is known of it. */
#include "data.h"

#include <stdlib.h>

static uint32_t sentence_begin(net_data *d)
{
    return d->n_marks ? d->first[d->n_marks - 1] : 0;
}

static void sentence_close(net_data *d)
{
    if (d->n_marks == 0)
        *ARENA_PUSH(&d->memory, d->first, d->n_marks) = 0;
    if (d->n_words > sentence_begin(d))
        *ARENA_PUSH(&d->memory, d->first, d->n_marks) = d->n_words;
}

void data_free(net_data *d)
{
    arena_free(&d->memory);
}

static void word_add(net_data *d, const word *w, net_gold gold)
{
    uint32_t n = d->n_words, m = d->n_words;
    *ARENA_PUSH(&d->memory, d->gold, n) = gold;
    *ARENA_PUSH(&d->memory, d->forms, m) = w->form;
    word_rows(w, ARENA_PUSH(&d->memory, d->words, d->n_words)->row);
}

void data_add_treebank(net_data *d, const treebank *t)
{
    piece p;
    for (uint32_t k = 0; k < t->d.doc.n_sentences; k++) {
        const casus_sentence *s = &t->d.doc.sentences[k];
        if (s->count > PIECE)
            continue;
        piece_read(&p, &t->d.doc, s->first, s->count);
        for (uint32_t i = 0; i < s->count; i++) {
            const gold_word *g = &t->words[s->first + i];
            word_add(d, &p.words[i], (net_gold){g->head, g->tag, g->label, g->name});
        }
        sentence_close(d);
    }
}

int name_of(str tag) /* index of a BIO tag of any of the data sets; 0 for kinds we do not tell apart */
{
    static const char *const kinds[3][8] = {{"PER", "person", "politician", "Person"},
                                            {"ORG", "organisation", "politicalparty", "Organisation"},
                                            {"LOC", "location", "country", "Location"}};
    if (tag.n < 3 || (tag.p[0] != 'B' && tag.p[0] != 'I'))
        return 0;
    str kind = {tag.p + 2, tag.n - 2};
    for (int k = 0; k < 3; k++)
        for (int i = 0; kinds[k][i]; i++)
            if (str_is(kind, kinds[k][i]))
                return 1 + 2 * k + (tag.p[0] == 'I');
    return 0;
}

/* Each sentence's number under its "# sent_id = ..." line. */
static symtab *sentence_ids(const treebank *t, arena *a, uint32_t *number)
{
    symtab *ids = symtab_new(a, NULL);
    for (uint32_t k = 0; k < t->d.doc.n_sentences; k++)
        for (uint32_t x = t->kept.first_extra[k]; x < t->kept.first_extra[k + 1]; x++) {
            str line = t->kept.extras[x].line;
            if (str_starts(line, "# sent_id = ") && symtab_count(ids) < t->d.doc.n_sentences + 1)
                number[symtab_add(ids, line.p, line.n)] = k;
        }
    return ids;
}

int treebank_names(treebank *t, const char *path, casus_error *err)
{
    size_t n = 0;
    char *bytes = file_read(path, &n, err);
    if (!bytes)
        return CASUS_EFILE;
    arena a = {0};
    uint32_t *number = ARENA_ARRAY(&a, uint32_t, t->d.doc.n_sentences + 2), i = 0;
    const symtab *ids = sentence_ids(t, &a, number);
    const casus_sentence *now = NULL;
    for (str rest = {bytes, n}; rest.p;) {
        str line = str_cut(&rest, "\n");
        if (str_starts(line, "# sent_id = ")) {
            casus_sym id = symtab_find(ids, line.p, line.n);
            now = id ? &t->d.doc.sentences[number[id]] : NULL;
            i = 0;
        } else if (line.n && line.p[0] != '#' && now && i < now->count) {
            casus_ref at = now->first + i++;
            bool same = str_eq(conllu_field(line, 1), document_str(&t->d, t->d.doc.tokens[at].at));
            t->words[at].name = same ? (uint8_t)name_of(conllu_field(line, 2)) : NOT_KNOWN;
        }
    }
    arena_free(&a);
    free(bytes);
    return 0;
}

static void column_add(net_data *d, str form, str name, bool first)
{
    casus_token token = {.at = {0, (uint32_t)form.n}};
    casus_doc doc = {.text = form.p, .tokens = &token};
    piece p;
    piece_read(&p, &doc, 0, 1);
    p.words[0].shape &= first ? UINT32_MAX : ~(uint32_t)SHAPE_FIRST;
    word_add(d, &p.words[0], (net_gold){UINT16_MAX, NOT_KNOWN, NOT_KNOWN, (uint8_t)name_of(name)});
}

int data_add_columns(net_data *d, const char *path, casus_error *err)
{
    size_t n = 0;
    char *bytes = file_read(path, &n, err);
    if (!bytes)
        return CASUS_EFILE;
    for (str rest = {bytes, n}; rest.p;) {
        str line = str_cut(&rest, "\n");
        if (line.n)
            column_add(d, conllu_field(line, 0), conllu_field(line, 1), d->n_words == sentence_begin(d));
        if (!line.n || d->n_words - sentence_begin(d) == PIECE)
            sentence_close(d);
    }
    sentence_close(d);
    free(bytes);
    return 0;
}

/* ---- batches ---- */

static void *need(size_t n, size_t size)
{
    void *p = calloc(n + 1, size);
    if (!p)
        abort();
    return p;
}

void batch_start(net_batch *b, uint32_t words)
{
    *b = (net_batch){.words = need(words, sizeof *b->words), .gold = need(words, sizeof *b->gold), .first = need(words + 1, 4)};
}

void batch_free(net_batch *b)
{
    free(b->words);
    free(b->gold);
    free(b->first);
}

void batch_add(net_batch *b, const net_data *d, uint32_t sentence)
{
    uint32_t from = d->first[sentence], n = d->first[sentence + 1] - from;
    memcpy(b->words + b->n, d->words + from, n * sizeof *b->words);
    memcpy(b->gold + b->n, d->gold + from, n * sizeof *b->gold);
    b->n += n;
    b->first[++b->n_sentences] = b->n;
}

/* ---- keys ---- */

typedef struct key_pair {
    uint32_t key, value;
} key_pair;

static int by_key(const void *a, const void *b)
{
    const key_pair *x = a, *y = b;
    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    return (x->value > y->value) - (x->value < y->value);
}

/* Sorted; of equal keys only the first stays, and only when there are at least `least`. */
static key_map keys_sorted(const uint32_t *key, uint32_t n, uint32_t least)
{
    key_pair *all = need(n, sizeof *all);
    key_map m = {.key = need(n, 4), .value = need(n, 4)};
    for (uint32_t i = 0; i < n; i++)
        all[i] = (key_pair){key[i], i + 1};
    qsort(all, n, sizeof *all, by_key);
    for (uint32_t i = 0, j; i < n; i = j) {
        for (j = i; j < n && all[j].key == all[i].key;)
            j++;
        if (j - i < least)
            continue;
        m.key[m.n] = all[i].key;
        m.value[m.n++] = all[i].value;
    }
    free(all);
    return m;
}

key_map keys_frequent(const uint32_t *forms, uint32_t n, uint32_t least)
{
    key_map m = keys_sorted(forms, n, least);
    for (uint32_t i = 0; i < m.n; i++)
        m.value[i] = i + 1;
    return m;
}

key_map keys_of(const uint32_t *key, uint32_t n)
{
    return keys_sorted(key, n, 1);
}

void key_map_free(key_map *m)
{
    free(m->key);
    free(m->value);
}

uint32_t key_find(const key_map *m, uint32_t key)
{
    uint32_t low = 0, high = m->n;
    while (low < high) {
        uint32_t middle = (low + high) / 2;
        if (m->key[middle] < key)
            low = middle + 1;
        else
            high = middle;
    }
    return low < m->n && m->key[low] == key ? m->value[low] : 0;
}

void data_number(net_data *d, const key_map *forms, const key_map *vectors, const uint8_t *capital)
{
    for (uint32_t i = 0; i < d->n_words; i++) {
        d->words[i].form = key_find(forms, d->forms[i]);
        uint32_t vector = key_find(vectors, d->forms[i]);
        d->words[i].vector = vector;
        d->words[i].capital = vector ? capital[vector - 1] : 0;
    }
}
