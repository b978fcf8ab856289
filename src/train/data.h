/* data: sentences for the network. Receives treebanks and columns of names; leaves what each word
 * looks like and what is known of it. */
#ifndef CASUS_TRAIN_DATA_H
#define CASUS_TRAIN_DATA_H

#include "net.h"
#include "treebank.h"

typedef struct net_data {
    arena memory;
    net_word *words;
    net_gold *gold;
    uint32_t *forms; /* word.form of each word */
    uint32_t *first; /* of each sentence, and one more */
    uint32_t n_words, n_marks; /* n_marks: length of first */
} net_data;

static inline uint32_t data_sentences(const net_data *d)
{
    return d->n_marks ? d->n_marks - 1 : 0;
}

void data_add_treebank(net_data *d, const treebank *t);
/* Lines of word TAB name, a blank line after each sentence: only names are known. */
int data_add_columns(net_data *d, const char *path, casus_error *err);
/* Give the treebank's sentences their names from a file of the same sentences (sent_id, words). */
int treebank_names(treebank *t, const char *path, casus_error *err);
/* The same from GUM's entities (entities.c). */
void treebank_entities(treebank *t);
int name_of(str tag); /* index of "B-PER", "I-politicalparty" ... in network.h's names; 0 for other kinds */
void data_free(net_data *d);

/* One sentence more in a batch with room for it. */
void batch_add(net_batch *b, const net_data *d, uint32_t sentence);
void batch_start(net_batch *b, uint32_t words); /* room on the heap */
void batch_free(net_batch *b);

/* ---- keys of forms ---- */

typedef struct key_map { /* sorted keys and their numbers */
    uint32_t *key, *value, n;
} key_map;

key_map keys_frequent(const uint32_t *forms, uint32_t n, uint32_t least); /* numbers 1, 2 ... */
key_map keys_of(const uint32_t *key, uint32_t n);                         /* key[i] has number i + 1 */
uint32_t key_find(const key_map *m, uint32_t key);                        /* 0: not there */
void key_map_free(key_map *m);
/* Set form, vector and capital of all words. capital: of each vector. */
void data_number(net_data *d, const key_map *forms, const key_map *vectors, const uint8_t *capital);

#endif
