/* write: weights to a model file (the reader is model/file.c). */
#ifndef CASUS_TRAIN_WRITE_H
#define CASUS_TRAIN_WRITE_H

#include "model/model.h"

typedef struct model_writer {
    model_section sections[MODEL_MAX_SECTIONS];
    uint32_t n;
    buffer body;
} model_writer;

void writer_add(model_writer *w, const char *name, const void *p, size_t n);
int writer_save(model_writer *w, const char *path, casus_error *err); /* frees what w holds */

#endif
