/* learn: treebanks, names and raw text to the syntax model.
 *
 *     train_options o = {.treebank_dir = "ud", .names_dir = "ner", .out = "english.model", .log = stderr};
 *     train_syntax(&o, &err);
 *
 * Two stages: word vectors from raw text (wordvec.c), then tags, names and trees from the treebanks
 * (supervise.c). Not part of the library. */
#ifndef CASUS_LEARN_H
#define CASUS_LEARN_H

#include "data.h"
#include "net.h"
#include "treebank.h"
#include "wordvec.h"
#include "write.h"

#include <stdio.h>

typedef struct train_options {
    const char *treebank_dir;  /* ewt-train.conllu, gum-train.conllu; the -dev files are measured when there */
    const char *names_dir;     /* uner-ewt-train.iob2, crossner-politics-train.txt; NULL: no names */
    const char *const *texts;  /* JSON Lines with "text", NULL-terminated, for the word vectors; NULL: treebanks only */
    const char *data_dir;      /* the folder with knowledge/, for the second look at names; NULL: none is learnt */
    const char *out;           /* the model file */
    const char *work_dir;      /* word vectors are kept here and taken up again when there; NULL: kept nowhere */
    const char *command;       /* written into the model: how it was made */
    uint32_t seed, epochs;     /* 0: 1 and 20 */
    uint32_t networks;         /* trained with seeds seed, seed + 1 ..., their scores added; 0: 2 */
    FILE *log;                 /* progress; NULL: none */
} train_options;

int train_syntax(const train_options *o, casus_error *err);

/* ---- learn_names.c ---- */

/* Only the second look at names: the model file at model_path, with its table (new or again), to o->out. */
int train_names(const train_options *o, const char *model_path, casus_error *err);

/* ---- supervise.c ---- */

typedef struct lesson {
    const net_data *train, *dev; /* dev: n_dev sets, measured now and then */
    uint32_t n_dev;
    const tag_list *tags;
    uint32_t epochs;
    uint64_t seed;
    FILE *log;
} lesson;

void supervise(net *n, const lesson *l);

/* ---- measure.c ---- */

typedef struct measure {
    double upos, tag, uas, las, core, names; /* per cent; names: F1 of spans */
} measure;

measure measure_net(net *n, const net_data *d, const tag_list *tags);

/* ---- learn_lemma.c ---- */

void learn_lemmas(const treebank *const *banks, uint32_t n, const tag_list *tags, model_writer *w);

#endif
