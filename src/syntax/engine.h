/* engine: what the parser's files and its trainer share; other rooms use syntax.h alone.
 * A sentence is read in pieces of up to PIECE words, so that working memory is a fixed size. */
#ifndef CASUS_ENGINE_H
#define CASUS_ENGINE_H

#include "model/model.h"
#include "syntax/network.h"
#include "syntax/syntax.h"

enum { PIECE = 128, MAX_TAGS = 250, MAX_FEATURES = 96 };

/* ---- labels.c: names of tags, labels and features ---- */

uint16_t feats_morph(const char *feats); /* CASUS_PAST ... of "Mood=Ind|Tense=Past|..." */
int upos_find(const char *name);         /* -1 when unknown */
int dep_find(const char *name);          /* unknown subtypes are their universal part; -1 */

/* ---- word.c: what a word looks like ---- */

typedef struct word { /* hashes of the lower-cased form */
    uint32_t form, prefix[2], suffix[4], shape, length;
} word;

typedef struct piece { /* words of (a part of) a sentence and what was found out */
    uint32_t n;
    word words[PIECE + 2];   /* [n] is the root, [n + 1] nothing at all */
    uint8_t tag[PIECE + 2];  /* index into syntax.tags */
    uint8_t upos[PIECE + 2];
    uint8_t label[PIECE + 2];
    uint16_t head[PIECE + 2]; /* n for the root's child */
} piece;

enum { TAG_ROOT = 254, TAG_NONE = 255 };

void word_rows(const word *w, uint32_t row[N_TABLES]); /* in the network's feature tables */
void piece_read(piece *p, const casus_doc *d, casus_ref first, uint32_t n);
uint32_t word_form_key(str lower);
size_t word_lower(str form, char *out, size_t room); /* at most room bytes; returns the length */

static inline uint32_t key_join(uint32_t h, uint32_t v)
{
    h = (h ^ v) * 0x9e3779b1u;
    return h ^ (h >> 15);
}

/* ---- tag.c ---- */

uint32_t tag_features(const piece *p, uint32_t i, uint32_t *out);
void tag_piece(const syntax *s, piece *p);

/* ---- arc.c: the transition system ---- */

typedef enum move { MOVE_SHIFT, MOVE_LEFT, MOVE_RIGHT, N_MOVES } move;

typedef struct arcs { /* a half-read sentence: arc-hybrid, the root stands behind the last word */
    piece *p;
    uint32_t depth, next; /* words on the stack; first word not yet read */
    uint16_t stack[PIECE + 1];
    uint16_t left[2][PIECE + 2], right[2][PIECE + 2]; /* outermost child and the one before it */
    uint8_t n_left[PIECE + 2], n_right[PIECE + 2];
} arcs;

void arcs_start(arcs *a, piece *p);
bool move_allowed(const arcs *a, move m);
void move_do(arcs *a, move m, uint8_t label); /* label: of the arc that LEFT and RIGHT make */
/* Head and dependent of the arc a move would make. */
void move_arc(const arcs *a, move m, uint16_t *head, uint16_t *dependent);
uint32_t move_features(const arcs *a, uint32_t *out);
uint32_t label_features(const arcs *a, uint16_t head, uint16_t dependent, uint32_t *out);

/* ---- decode.c: scores to the best tree ---- */

typedef struct arc_scores {
    uint32_t n;
    int32_t score[PIECE][PIECE]; /* [head][dependent], each within +-2^23 */
    int32_t root[PIECE];
} arc_scores;

void decode_tree(const arc_scores *s, uint16_t *head); /* head n: the root's child */

/* ---- parser.c ---- */

typedef struct tag_info {
    casus_sym feats;
    uint16_t morph;
    uint8_t upos;
} tag_info;

struct syntax {
    model *file;
    linear tags, moves, labels;
    tag_info tag[MAX_TAGS];
    uint32_t n_tags;
    const uint32_t *lemma_keys; /* rules: hash of tag and ending to an edit */
    const uint16_t *lemma_edit;
    uint32_t lemma_mask, n_edits;
    struct lemma_edit {
        uint8_t cut, keep_case; /* bytes taken off the end */
        str add;
    } *edits;
    arena memory;
};

void parse_piece(const syntax *s, piece *p);

/* ---- lemma.c ---- */

enum { LEMMA_ENDING = 6 }; /* longest ending of a rule, in bytes; longer keys are whole words */
/* The key of a rule: the last n bytes of the form, or (whole) all of it. */
uint32_t lemma_key(uint32_t tag, const char *lower, size_t length, size_t n, bool whole);
casus_sym lemma_of(const syntax *s, document *d, const casus_token *t, uint32_t tag);
int lemma_open(syntax *s, casus_error *err);

#endif
