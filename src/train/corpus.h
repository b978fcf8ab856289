/* corpus: raw English to words, for pre-training. Receives JSON Lines with "text" fields; leaves
 * lower-cased words, split nearly as the treebanks split them, sentence by sentence. */
#ifndef CASUS_CORPUS_H
#define CASUS_CORPUS_H

#include "base/base.h"

typedef struct corpus_words {
    symtab *names; /* lower-cased forms */
    arena memory;
    uint32_t *words; /* symbols; 0 ends a sentence */
    uint8_t *upper;  /* beside words: 1 it began with a capital, 3 it was all capitals */
    size_t n, room;
} corpus_words;

void corpus_start(corpus_words *c);
int corpus_add(corpus_words *c, const char *path, casus_error *err);
void corpus_add_word(corpus_words *c, str form); /* an empty form ends the sentence */
void corpus_free(corpus_words *c);

#endif
