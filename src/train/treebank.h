/* treebank: gold CoNLL-U as training material. Receives files; leaves words with their gold tags,
 * heads, labels and lemmas, and the inventory of tags. Not part of the library. */
#ifndef CASUS_TREEBANK_H
#define CASUS_TREEBANK_H

#include "syntax/conllu.h"
#include "syntax/engine.h"

typedef struct gold_word {
    str lemma;
    uint16_t head; /* in its sentence; the sentence's length for the root's child */
    uint8_t tag, upos, label;
    uint8_t name; /* index of network.h's names; 255 unknown */
} gold_word;

typedef struct treebank {
    document d;
    conllu_kept kept;
    gold_word *words; /* beside d.doc.tokens */
    char *bytes;
} treebank;

typedef struct tag_list {
    str name[MAX_TAGS]; /* "VERB Mood=Ind|..." */
    uint8_t upos[MAX_TAGS];
    uint32_t count[MAX_TAGS], n;
} tag_list;

/* Read a file; its symbols come on top of names (may be NULL). Heads must form one tree over each sentence's words. */
int treebank_read(treebank *t, const char *path, const symtab *names, casus_error *err);
void treebank_free(treebank *t);
/* The commonest tags of some treebanks; and each word's tag, rare ones as the nearest listed. */
void tag_list_make(tag_list *l, arena *a, treebank *const *banks, uint32_t n);
void treebank_tag(treebank *t, const tag_list *l);

#endif
