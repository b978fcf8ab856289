/* learn: treebanks to the syntax model. */
#ifndef CASUS_LEARN_H
#define CASUS_LEARN_H

#include "treebank.h"
#include "write.h"

#include <stdio.h>

typedef struct train_options {
    const char *treebank_dir; /* holds ewt-train.conllu, gum-train.conllu */
    const char *out;          /* the model file */
    const char *command;      /* written into the model: how it was made */
    uint32_t seed, epochs;    /* 0: 1 and 8 */
    FILE *log;                /* progress; NULL: none */
} train_options;

int train_syntax(const train_options *o, casus_error *err);

void learn_lemmas(treebank *const *banks, uint32_t n, model_writer *w);

#endif
