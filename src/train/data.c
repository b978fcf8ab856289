/* Sentences for the network: what each word looks like, and what is known of it. */
#include "learn_net.h"

#include <stdlib.h>

static void sentence_close(net_data *d)
{
    if (d->n == 0)
        *ARENA_PUSH(&d->memory, d->first, d->n) = 0;
    if (d->n_words == d->first[d->n - 1])
        return;
    *ARENA_PUSH(&d->memory, d->first, d->n) = d->n_words;
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

/* Give the treebank's sentences their names from a file of the same sentences (sent_id, words). */
int treebank_names(treebank *t, const char *path, casus_error *err)
{
    size_t n = 0;
    char *bytes = file_read(path, &n, err);
    if (!bytes)
        return CASUS_EFILE;
    arena a = {0};
    symtab *ids = symtab_new(&a, NULL);
    uint32_t *at = ARENA_ARRAY(&a, uint32_t, t->d.doc.n_sentences + 2);
    for (uint32_t k = 0; k < t->d.doc.n_sentences; k++)
        for (uint32_t x = t->kept.first_extra[k]; x < t->kept.first_extra[k + 1]; x++) {
            str line = t->kept.extras[x].line;
            if (str_starts(line, "# sent_id = ") && symtab_count(ids) < t->d.doc.n_sentences + 2)
                at[symtab_add(ids, line.p, line.n)] = k;
        }
    const casus_sentence *now = NULL;
    str rest = {bytes, n};
    uint32_t i = 0;
    while (rest.p) {
        str line = str_cut(&rest, "\n");
        if (str_starts(line, "# sent_id = ")) {
            casus_sym id = symtab_find(ids, line.p, line.n);
            now = id ? &t->d.doc.sentences[at[id]] : NULL;
            i = 0;
        } else if (line.n && line.p[0] != '#' && now && i < now->count) {
            gold_word *g = &t->words[now->first + i++];
            bool same = str_eq(conllu_field(line, 1), document_str(&t->d, t->d.doc.tokens[now->first + i - 1].at));
            g->name = same ? (uint8_t)name_of(conllu_field(line, 2)) : NOT_KNOWN;
        }
    }
    arena_free(&a);
    free(bytes);
    return 0;
}

int data_add_columns(net_data *d, const char *path, casus_error *err)
{
    size_t n = 0;
    char *bytes = file_read(path, &n, err);
    if (!bytes)
        return CASUS_EFILE;
    str rest = {bytes, n};
    bool first = true;
    while (rest.p) {
        str line = str_cut(&rest, "\n");
        if (!line.n) {
            sentence_close(d);
            first = true;
            continue;
        }
        str form = conllu_field(line, 0);
        casus_token token = {.at = {0, (uint32_t)form.n}};
        casus_doc doc = {.text = form.p, .tokens = &token};
        piece p;
        piece_read(&p, &doc, 0, 1);
        p.words[0].shape &= ~(first ? 0u : 32u);
        word_add(d, &p.words[0], (net_gold){UINT16_MAX, NOT_KNOWN, NOT_KNOWN, (uint8_t)name_of(conllu_field(line, 1))});
        first = false;
        if (d->n_words - (d->n ? d->first[d->n - 1] : 0) == PIECE)
            sentence_close(d);
    }
    sentence_close(d);
    free(bytes);
    return 0;
}
