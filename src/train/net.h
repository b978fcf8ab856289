/* net: the network as training sees it, in floats. Receives sentences; leaves gradients.
 * What it computes is told in syntax/encoder.c; the trained numbers become integers in quantise.c. */
#ifndef CASUS_NET_H
#define CASUS_NET_H

#include "base/base.h"
#include "syntax/network.h"

typedef struct net_shape {
    uint32_t size;                  /* numbers a word: a multiple of 16 */
    uint32_t layers, n_tags;
    uint32_t n_forms;               /* forms with a trained row; row 0 is any other */
} net_shape;

typedef struct net_word { /* what one word looks like: rows of the tables */
    uint32_t vector;      /* of the fixed vectors, + 1; 0 none */
    uint32_t form;        /* of the trained forms; 0 any other */
    uint32_t capital;     /* how often raw text writes it with a capital: wordvec.h; 0 not known */
    uint32_t row[N_TABLES];
} net_word;

enum { NOT_KNOWN = 255, N_CAPITALS = 7, NAME_WEIGHT = 2 /* names are rare: most words have none */ };

typedef struct net_gold { /* what is known of one word */
    uint16_t head;        /* in its sentence; its length for the root's child; UINT16_MAX unknown */
    uint8_t tag, label, name; /* NOT_KNOWN */
} net_gold;

typedef struct net_batch { /* some sentences */
    uint32_t n, n_sentences; /* words */
    net_word *words;
    net_gold *gold;
    uint32_t *first;      /* n_sentences + 1 */
} net_batch;

typedef struct net_part { /* a matrix of parameters inside the flat array */
    size_t at, rows, columns;
} net_part;

typedef struct net {
    net_shape shape;
    net_part project, forms, table[N_TABLES], capital, no_vector; /* embeddings come first */
    net_part layer[MAX_LAYERS], layer_bias[MAX_LAYERS], top, top_bias, label_bucket, label, label_bias;
    size_t n, n_sparse;    /* parameters; those of tables whose rows are rarely touched */
    float *value, *slope, *mean, *square; /* Adam: mean and mean square of slopes */
    float *average;        /* of the values over the last steps (Polyak and Juditsky 1992) */
    uint32_t *row_seen;    /* step in which a sparse row was last touched */
    uint32_t *row_list, n_rows;
    uint32_t step;
    const float *vectors;  /* fixed: rows of shape.size */
    const uint8_t *tag_kind; /* of each tag, for between_add */
    uint64_t random;
    float drop;            /* share of activations dropped while learning; 0: none */
    float drop_form;       /* share of words whose own form is hidden */
    float **scratch;       /* what forward left for backward */
    uint32_t room;
} net;

typedef struct net_loss {
    double tag, arc, label, name;
    uint32_t words, right_tag, right_head, right_label;
} net_loss;

void net_start(net *n, net_shape shape, const float *vectors, const uint8_t *tag_kind, uint64_t seed);
void net_free(net *n);
/* Forward, loss and, when `learn`, slopes added to net.slope. */
void net_run(net *n, const net_batch *b, bool learn, net_loss *loss);
void net_step(net *n, float rate, float scale); /* Adam on slopes times scale; slopes become 0 */
void net_remember(net *n, float keep); /* average becomes keep times itself and the rest the values of now */
void net_settle(net *n);               /* the values become their average */
/* After net_run without learning: what was found. */
const float *net_top(const net *n, uint32_t word);                    /* TOP_* scores */
void net_label_scores(const net *n, uint32_t head, uint32_t child, uint32_t bucket, float *score);
typedef struct net_view { /* one sentence of the last batch */
    const float *top;
    uint32_t length;
    between_sums between;
} net_view;

net_view net_sentence(const net *n, uint32_t first, uint32_t length);
float net_arc_score(const net_view *v, uint32_t head, uint32_t child); /* head may be length, the root */

#endif
