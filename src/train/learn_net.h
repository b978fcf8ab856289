/* learn_net: treebanks, named entities and word vectors to a trained network. */
#ifndef CASUS_LEARN_NET_H
#define CASUS_LEARN_NET_H

#include "net.h"
#include "treebank.h"
#include "wordvec.h"

typedef struct net_data { /* sentences with what is known of their words */
    arena memory;
    net_word *words;
    net_gold *gold;
    uint32_t *forms;    /* word.form of each word */
    uint32_t n_words;
    uint32_t *first;    /* n + 1 */
    uint32_t n;
} net_data;


void data_add_treebank(net_data *d, const treebank *t);
/* word TAB name: names only. */
int data_add_columns(net_data *d, const char *path, casus_error *err);
/* Give the treebank's sentences their names from a file of the same sentences. */
int treebank_names(treebank *t, const char *path, casus_error *err);
int name_of(str tag);

#endif
