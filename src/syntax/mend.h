/* Inside the room: mends of a finished tree (mend.c calls, mend_clause.c has those about whole clauses). `d` holds the tree. */
#ifndef CASUS_SYNTAX_MEND_H
#define CASUS_SYNTAX_MEND_H

#include "syntax/syntax.h"

/* Whether `word` is in the list of n. */
bool mend_among(const document *d, casus_sym word, const char *const *list, size_t n);
#define MEND_AMONG(d, word, list) mend_among((d), (word), (list), sizeof(list) / sizeof *(list))
/* Hangs `token` on `head`; false, and nothing changes, where head hangs below token: a tree has no ring. */
bool mend_hang(document *d, casus_ref token, casus_ref head, casus_dep label);
/* Verbs that nobody does to anybody: "talk", "agree", "clash". */
bool mend_intransitive(const document *d, casus_ref verb);
/* A month, a weekday or a number. */
bool mend_day(const document *d, casus_ref i);
void mend_two_subjects(document *d, casus_ref verb); /* verb: has a conjunction of its own */
void mend_infinitive(document *d, casus_ref i);      /* i: a noun in its plain form, not the first word */
void mend_after_noun(document *d, casus_ref verb);   /* verb: CASUS_CONJ */
void mend_acting(document *d, casus_ref verb);       /* verb: CASUS_AMOD */
void mend_perfect(document *d, casus_ref verb);      /* verb: CASUS_AMOD, not the first word */
void mend_suffered(document *d, casus_ref verb);
void mend_and_verb(document *d, casus_ref i);        /* i: CASUS_AMOD, a verb */
void mend_captive(document *d, casus_ref i);         /* i: not the first token */
void mend_close_to(document *d, casus_ref i);        /* i: a verb, not the last token */
void mend_joint_owner(document *d, casus_ref second); /* second: a subject */
void mend_set_free(document *d, casus_ref free);      /* free: CASUS_AMOD, not the first token */
void mend_at_least(document *d, casus_ref noun);     /* noun: CASUS_OBL */
void mend_amount(document *d, casus_ref amount);      /* amount: CASUS_OBL or CASUS_OBL_UNMARKED */
void mend_said(document *d, casus_ref cue);          /* cue: a finite verb */
/* root: a noun (mend_root, mend_past) or a verb (mend_opening) at the top of the tree. */
void mend_root(document *d, casus_ref root);
void mend_past(document *d, casus_ref root);
void mend_opening(document *d, casus_ref root);
void mend_second_owner(document *d, casus_ref second);   /* second: CASUS_CONJ, a noun */
void mend_joined_subject(document *d, casus_ref second); /* second: a subject */
void mend_verb_as_subject(document *d, casus_ref verb); /* verb: labelled a subject */
bool mend_calls_on(const document *d, casus_ref verb);
void mend_near(document *d, casus_ref prep);         /* prep: CASUS_ADP, read as an adjective */
void mend_name_object(document *d, casus_ref name);  /* name: CASUS_XCOMP, a proper noun */
void mend_each_other(document *d, casus_ref each);    /* each: two tokens follow it */
void mend_headline_verb(document *d, casus_ref i);     /* i: a noun */
void mend_describing(document *d, casus_ref i);         /* i: not the last token */
void mend_part_of(document *d, casus_ref whole);         /* whole: a noun */
void mend_accused_of(document *d, casus_ref noun);      /* noun: of a phrase */
void mend_noun_in_clause(document *d, casus_ref i);    /* i: a noun with a conjunction */
void mend_verb_in_phrase(document *d, casus_ref i);    /* i: a verb labelled CASUS_OBL */
void mend_called(document *d, casus_ref name);         /* name: CASUS_APPOS */
void mend_given(document *d, casus_ref whom);          /* whom: CASUS_NMOD_POSS, not the first token */
void mend_object_of_relative(document *d, casus_ref second); /* second: a subject */
void mend_day_of_place(document *d, casus_ref day);    /* day: CASUS_NMOD */
void mend_sure_that(document *d, casus_ref clause);    /* clause: CASUS_CCOMP */
void mend_in_case(document *d, casus_ref i);           /* i: not the first token */
void mend_lost_subject(document *d, casus_ref first, casus_ref verb); /* first: of the sentence */

#endif
