/* What the files of the ledger room share about statements. Not for other rooms. */
#ifndef CASUS_LEDGER_INSIDE_H
#define CASUS_LEDGER_INSIDE_H

#include "ledger/ledger.h"

#define WORDS(X) \
    X(REQUEST) X(REJECT) X(THREATEN) X(AGREE) X(CONCEDE) X(ACCUSE) X(ASSAULT) X(COERCE) X(SANCTION) X(REB) X(UAF) X(IMG) X(CVL) X(SOC) X(EDU) X(ISM) X(JRN) X(GOV) X(MIL) \
    X(red) X(line) X(must) X(should) X(ought) X(will) X(shall) X(would) X(can) X(cannot) X(never) X(no) \
    X(need) X(have) X(promise) X(say) X(claim) X(demand) X(ask) X(deny) X(accuse) X(threaten) X(think) X(hope) \
    X(investigate) X(be) X(let) X(go) X(in) X(fail)

typedef struct book {
    document *d;
    casus_doc *doc;
    const knowledge *k;
    casus_ref *actor_first, *actor_next; /* by sentence, by actor */
    uint32_t first_here;                 /* first statement of the sentence at hand */
    casus_ref narrator;                  /* an actor whose own text this is, or CASUS_NONE */
#define WORD_FIELD(w) casus_sym w;
    struct { WORDS(WORD_FIELD) } w;
#undef WORD_FIELD
} book;

typedef struct position { /* one clause of what is said */
    casus_ref clause; /* its verb, noun or adjective */
    casus_ref first, last;
    casus_ref speaker;
    casus_sym cue;
} position;

/* ---- position.c: what words do ---- */

const char *book_lemma(const book *b, casus_ref t);
bool book_among(const char *s, const char *const *list, size_t n);
#define AMONG(s, list) book_among((s), (list), sizeof(list) / sizeof *(list))
casus_ref book_child(const book *b, casus_ref head, casus_dep label);

bool position_negated(const book *b, casus_ref v);
casus_sym position_modal(const book *b, casus_ref v); /* "must"; 0 none */
casus_ref position_subject(const book *b, casus_ref v);
/* The clause speaks of its speaker: "we", "he" of the same chain, "the United States" of its minister. */
bool position_own(const book *b, casus_ref subject, casus_ref speaker);
bool position_red_verb(const book *b, casus_ref v); /* of verbs/redlines.txt */
bool position_demands(const book *b, const position *p, bool self, casus_sym modal);
bool position_hostile(const book *b, const position *p, casus_ref sentence); /* its own act is */
/* What the clause does; *whom: the event behind an accusation. */
casus_statement_kind position_kind(const book *b, const position *p, casus_ref sentence, const casus_event **whom);

#endif
