/* What the files of the event room share. Not for other rooms. */
#ifndef CASUS_EVENT_INSIDE_H
#define CASUS_EVENT_INSIDE_H

#include "event/event.h"

/* ---- fold.c: the manual's foldings ---- */
/* The mode an operator takes from the act inside it: REQUEST + RETREAT is yield. 0 for none. */
casus_sym fold_mode(const reading *r, casus_sym operator_, const casus_event *inside);
/* Future and negated acts become what the manual makes of them; changes type, mode, cameo, status. */
void fold_event(reading *r, casus_event *e, const standing *s, bool own_words);

/* ---- operator.c: the act inside another act ---- */
void mirror_cameo(reading *r, casus_event *e, casus_sym before); /* the CAMEO code of an act told as a promise, a refusal or a threat of it */
bool hostile(const lexicon *w, casus_sym type);
/* The act a token names, with its parties; false when no pattern knows it. */
bool act_inside(reading *r, casus_ref token, casus_event *e, parties *p);
void apply_inside(reading *r, casus_event *e, const match *m, parties *p);
void merge_violent_noun(reading *r, casus_event *e, const match *m, parties *p);
/* "it should begin with Russia's withdrawal": the demand is on whoever is to act. */
void acts_below_modal(reading *r, casus_event *e, const match *m, parties *p);
/* Forces moved close to a foreign country are moved against it. */
void foreign_border(reading *r, casus_event *e, const match *m, parties *p);
void joint_exercise(reading *r, casus_event *e, const match *m, const parties *p);
bool hostile_inside(reading *r, const match *m);

/* ---- code.c: one match to one event ---- */
enum { BEST = 6, LEAST_SCORE = 6 }; /* candidates looked at; points below which none counts */
typedef enum outcome { OUT_NO_PATTERN, OUT_NONE, OUT_NO_ACTOR, OUT_AIM, OUT_OTHER, OUT_TENSE, OUT_CODED } outcome;
void copy_pattern(reading *r, casus_event *e, const match *m);
void code_act(reading *r, const match *m, casus_event *e, parties *p);
void code_finish(reading *r, const match *m, casus_event *e, const parties *p);
outcome code_match(reading *r, const match *m, casus_event *e);

/* ---- read.c: sentences ---- */
typedef struct candidate {
    casus_ref token;
    int depth; /* below the root */
} candidate;
/* The tokens of a sentence that may name an act, from the top of the tree downwards. */
uint32_t find_candidates(reading *r, const casus_sentence *s, candidate **out);
void consume(reading *r, casus_ref token, int depth); /* the token is part of another act */

/* ---- fill.c: parties the pattern did not reach ---- */
void fill_parties(reading *r, const casus_event *e, const match *m, parties *p);
/* Who claims the deed a noun names ("the attack for which Daesh has claimed responsibility"); returns how many. */
uint8_t claimants(reading *r, casus_ref noun, casus_ref *out, bool *more);

/* ---- why.c: notes for --why; they cost nothing when notes are not kept ---- */
void why_category(reading *r, const match *m, int n, const casus_event *e); /* m[0] won over the others */
/* told: the category before the manual's foldings. */
void why_status(reading *r, const casus_event *e, casus_sym told, const standing *s);
void why_nobody(reading *r, const match *m); /* a line that fits, but nobody known acts or is acted on */

/* ---- context.c ---- */
void context_read(reading *r, casus_event *e);

#endif
