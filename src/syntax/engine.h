/* engine: what the parser's files and its trainer share; other rooms use syntax.h alone.
 * A sentence is read in pieces of up to PIECE words, so that working memory is a fixed size. */
#ifndef CASUS_ENGINE_H
#define CASUS_ENGINE_H

#include "model/kernel.h"
#include "syntax/network.h"
#include "syntax/syntax.h"

enum { MAX_TAGS = 250 };

/* ---- labels.c: names of tags, labels and features ---- */

unsigned upos_kind(unsigned upos);      /* for between_add: 0 verb, 1 mark, 2 conjunction, 3 other */
uint16_t feats_morph(const char *feats); /* CASUS_PAST ... of "Mood=Ind|Tense=Past|..." */
/* What a lemma depends on: part of speech, plural nouns, past tense, degree. */
uint32_t lemma_class(unsigned upos, const char *feats);
int upos_find(const char *name);         /* -1 when unknown */
int dep_find(const char *name);          /* unknown subtypes are their universal part; -1 */

/* ---- word.c: what a word looks like ---- */

enum { SHAPE_FIRST = 32 }; /* bit of word.shape: the first word of its piece */

typedef struct word { /* hashes of the lower-cased form */
    uint32_t form, prefix[2], suffix[4], shape, length;
} word;

typedef struct piece { /* words of (a part of) a sentence and what was found out */
    uint32_t n;
    word words[PIECE];
    uint8_t tag[PIECE], label[PIECE], name[PIECE];
    uint16_t head[PIECE]; /* n for the root's child */
} piece;

void word_rows(const word *w, uint32_t row[N_TABLES]); /* in the network's feature tables */
void piece_read(piece *p, const casus_doc *d, casus_ref first, uint32_t n);
uint32_t word_form_key(str lower);
size_t word_lower(str form, char *out, size_t room); /* at most room bytes; returns the length */

static inline uint32_t key_join(uint32_t h, uint32_t v)
{
    h = (h ^ v) * 0x9e3779b1u;
    return h ^ (h >> 15);
}

/* ---- encoder.c: words to scores ---- */

typedef struct encoder {
    const kernel *kernel;
    uint32_t size, layers;
    const uint32_t *form_keys; /* open-addressed: word.form to its row; 0 free */
    const uint32_t *form_row;
    uint32_t form_mask, n_forms;
    const int8_t *forms, *table[N_TABLES]; /* rows of `size`; row 0 of forms is any other word */
    const int32_t *scale;                  /* of forms, then of each table, then of the buckets */
    const int8_t *bucket;                  /* N_BUCKETS rows of LABEL_SIZE */
    dense layer[MAX_LAYERS], top, label;
} encoder;

uint32_t encoder_row(const encoder *e, uint32_t form);   /* its row in forms; 0 none */
bool encoder_knows(const encoder *e, uint32_t form); /* does this form have a row of its own? */
/* The network with this number in the file; a keeps its weights packed. */
int encoder_open(encoder *e, const model *m, uint32_t number, const kernel *k, arena *a, casus_error *err);

typedef int32_t word_scores[TOP_SIZE]; /* fixed-point: network.h says what is where */

/* Known names that the network has no row for are read as one that it has, "France": word.c. */
void piece_names(piece *p, const casus_doc *d, casus_ref first, const encoder *e);

/* Scores of n words; out need not be cleared. */
void encoder_read(const encoder *e, const word *words, uint32_t n, word_scores *out);

typedef struct reading {
    piece p;
    word_scores top[MAX_NETWORKS][PIECE];
} reading;

/* ---- decode.c: scores to the best tree ---- */

typedef struct arc_scores {
    uint32_t n;
    int32_t score[PIECE][PIECE]; /* [head][dependent], each within +-2^23 */
    int32_t root[PIECE];
} arc_scores;

void decode_tree(const kernel *k, const arc_scores *s, uint16_t *head); /* head n: the root's child */

/* ---- names.c: the second look at names ---- */

enum { N_SORTS = 2, MAX_CLUES = 80, NET_CLUES = 7 /* the first ones, of the network's own names */ };

typedef struct name_word { /* what the second look sees of a word */
    word look;
    uint32_t cased, shape; /* hashes of the form as written, and of its kinds of letters */
    uint32_t sort;         /* its row in the network's forms; 0 none */
    uint8_t sort_of[N_SORTS];
    uint8_t upos, net, known; /* net: casus_token.name; known: kind of entry in the knowledge files */
    bool loud, forename;   /* loud: most words of the sentence have capitals */
} name_word;

void name_words_read(const struct syntax *s, document *d, casus_ref first, name_word *w, uint32_t n);
uint32_t name_clues(const name_word *w, uint32_t n, uint32_t i, uint32_t *out); /* how many */
bool name_follows(uint32_t before, uint32_t label);
/* The best labels; pair[before][label], row 0 before the first word. score is used up. */
void name_decode(int32_t (*score)[N_NAMES], int32_t (*pair)[N_NAMES], uint32_t n, uint8_t *out);
int names_open(struct syntax *s, casus_error *err);

/* ---- parser.c ---- */

typedef struct tag_info {
    casus_sym feats;
    uint32_t lemma_class;
    uint16_t morph;
    uint8_t upos;
} tag_info;

struct syntax {
    model *file;
    encoder network[MAX_NETWORKS];
    uint32_t n_networks;
    const kernel *kernel;
    tag_info tag[MAX_TAGS];
    uint32_t n_tags;
    const uint32_t *lemma_keys; /* rules: hash of class and ending to an edit */
    const uint16_t *lemma_edit;
    uint32_t lemma_mask, n_edits;
    struct lemma_edit {
        uint8_t cut; /* bytes taken off the end */
        str add;
    } *edits;
    const knowledge *known;  /* NULL: names are told without it */
    const int8_t *name_rows; /* of N_NAMES; NULL: the file has no second look */
    const int32_t *name_pair; /* N_NAMES x N_NAMES */
    const uint8_t *sorts;    /* N_SORTS of each row of the network's forms */
    uint32_t name_mask;      /* rows - 1 */
    arena memory;
};

/* Tags, names, heads and labels of a piece whose words are there. */
void parse_piece(const syntax *s, reading *r);
/* The same with another kernel than the processor's best: for tests. */
void syntax_use_kernel(syntax *s, const kernel *k);

/* ---- lemma.c ---- */

enum { LEMMA_ENDING = 6 }; /* longest ending of a rule, in bytes; longer keys are whole words */
/* The key of a rule: the last n bytes of the form, or (whole) all of it. */
uint32_t lemma_key(uint32_t class, const char *lower, size_t length, size_t n, bool whole);
casus_sym lemma_of(const syntax *s, document *d, const casus_token *t, uint32_t class);
int lemma_open(syntax *s, casus_error *err);

#endif
