/* quantise: a trained network to the integers of a model file. */
#ifndef CASUS_QUANTISE_H
#define CASUS_QUANTISE_H

#include "net.h"
#include "write.h"

/* keys and rows: each form's hash, its trained row (0: none) and its vector (+ 1; 0: none). */
typedef struct form_row {
    uint32_t key, form, vector, capital;
} form_row;

/* The networks, all with the same forms. */
void quantise(const net *nets, uint32_t n_nets, const form_row *forms, uint32_t n_forms, model_writer *w);

#endif
