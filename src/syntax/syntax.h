/* syntax: tokens to tags, lemmas, features, names and a dependency tree. Receives sentences and
 * tokens; leaves upos, feats, morph, lemma, head, label and name in each token.
 * Heads are indices into doc->tokens, a root points to itself; every sentence is one tree. */
#ifndef CASUS_SYNTAX_H
#define CASUS_SYNTAX_H

#include "knowledge/knowledge.h"
#include "text/text.h"

/* ---- parser.c: the engine ---- */

typedef struct syntax syntax; /* a loaded model: frozen, shared by all threads */

/* Load models/english.model. Every length is checked before use. NULL and *err on failure.
 * Symbols the model needs (feature strings, lemma exceptions) are added to names. */
syntax *syntax_open(const char *path, symtab *names, casus_error *err);
void syntax_close(syntax *s);

/* Tag, lemmatise and parse one sentence whose tokens are there. */
void syntax_parse(const syntax *s, document *d, casus_ref sentence);

/* ---- names.c ---- */

/* Look at a parsed sentence's names once more. Nothing changes when the model has no table for it. */
void syntax_names(const syntax *s, document *d, casus_ref sentence);
/* The knowledge files help to tell names; k must live as long as s is used. */
void syntax_use_knowledge(syntax *s, const knowledge *k);

/* ---- lemma.c ---- */

/* Lemma of a word with its tag, by rule and exception table. */
casus_sym syntax_lemma(const syntax *s, document *d, const casus_token *t);

/* ---- collapse.c ---- */

/* Marks the words of a headline in capitals that are no names (CASUS_T_SMALL); other sentences stay as they are. */
void syntax_shout(const knowledge *k, document *d, casus_ref sentence);
/* After the parse: its other words are names, whatever the tagger says. */
void syntax_shout_names(document *d, casus_ref sentence);
/* The same, with every name the knowledge files know taken as one word; for reading documents. */
void syntax_parse_names(const syntax *s, const knowledge *k, document *d, casus_ref sentence);

/* ---- dateline.c ---- */

/* Find the sentence's dateline: sets `dateline`, the number of its tokens. */
void syntax_dateline(const knowledge *k, document *d, casus_ref sentence);
/* Hang its tokens on the root of the rest, which is parsed. */
void syntax_hang_dateline(document *d, casus_ref sentence);

/* ---- stem.c ---- */

/* A lemma that no dictionary has gives way to a regular stem that is known, or the irregular verb: "overran" to overrun. */
void syntax_stem(document *d, casus_token *t);
/* Lemmas unknown to the knowledge give way to a regular stem that is known there. */
void syntax_mend_lemmas(document *d, casus_ref sentence);
/* Put back the subject that a closing "X said" drew to itself. */
void syntax_mend_trees(document *d, casus_ref sentence);
/* "ready", "willing": what is so is somebody, no clause that follows ("it was ready to talk"). */
bool syntax_of_somebody(const document *d, casus_ref adjective);

/* ---- tree.c: asking the tree; used by every later room ---- */

/* First child of head with this label, or CASUS_NONE. Children are searched inside the head's sentence. */
casus_ref tree_child(const casus_doc *d, casus_ref head, casus_dep label);
/* Next child of head after token `after` (CASUS_NONE: first). */
casus_ref tree_next_child(const casus_doc *d, casus_ref head, casus_ref after);
/* First and last token of the subtree of head. */
void tree_extent(const casus_doc *d, casus_ref head, casus_ref *first, casus_ref *last);
bool tree_is_root(const casus_doc *d, casus_ref token);
/* The sentence a token stands in. */
casus_ref tree_sentence(const casus_doc *d, casus_ref token);

/* ---- labels.c: names of the closed lists ---- */

const char *syntax_upos_name(unsigned upos); /* "VERB"; "X" when out of range */
const char *syntax_dep_name(unsigned label); /* "nsubj:pass"; "dep" when out of range */

/* ---- conllu.c (reading: conllu.h) ---- */

/* Append one sentence in CoNLL-U; names go to MISC as NER=B-PER. */
void conllu_write(const document *d, casus_ref sentence, buffer *out);

#endif
