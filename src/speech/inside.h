/* What the files of the speech room share. Not for other rooms. */
#ifndef CASUS_SPEECH_INSIDE_H
#define CASUS_SPEECH_INSIDE_H

#include "speech/speech.h"

typedef struct cue {
    casus_ref token;   /* the reporting verb or noun */
    casus_ref speaker; /* head of the speaker's phrase, or CASUS_NONE */
    casus_ref hearer;
    frame *f;          /* NULL for "according to" */
    casus_sym kind;
    bool that, quote, object, noun;
    uint8_t unsaid;
} cue;

typedef struct run { /* words between quotation marks, perhaps over several sentences */
    casus_ref first, last;
    casus_ref owner; /* attribution, or CASUS_NONE */
    bool full;       /* it stands for itself: no part of somebody's clause */
} run;

typedef struct extent {
    casus_ref first, last;
} extent;

typedef struct voices {
    reading *r;
    casus_doc *doc;
    run *runs;
    uint32_t n_runs;
    casus_ref said;       /* newest attribution of an outermost cue */
    casus_ref next_cue, next_speaker; /* "... and added that": the second verb has the first one's speaker */
    cue block;            /* "The minister said:" and the lines below without marks are his words */
    casus_ref block_of;   /* the first of them, or CASUS_NONE */
    bool in_block;
    casus_sym as, colon, whether, reports[3];
    casus_sym for_, demand, ask, claim, think, hope, talk, told[6], goes_on[8];
} voices;

typedef struct contents {
    extent part[2];
    int n;
    bool phrase;
} contents;

/* ---- cue.c: what reports words, and who speaks ---- */

bool speech_quoted(const voices *v, casus_ref t);
bool speech_word(const voices *v, casus_ref t);
casus_ref speech_end(const voices *v, casus_ref sentence); /* one after its last token */
bool speech_readable(const voices *v, casus_ref sentence);
bool speech_any(casus_sym s, const casus_sym *list, size_t n);
/* How many words; *verb is set when one of them is a verb. */
uint32_t speech_words(const voices *v, casus_ref first, casus_ref last, bool *verb);
void speech_open(voices *v); /* the words asked for all the time */
bool cue_at(const voices *v, casus_ref t, cue *c);   /* verb, adjective with "be", or noun */
bool cue_verb(const voices *v, casus_ref t, cue *c);

/* ---- run.c: words between marks ---- */

void run_find_all(voices *v);
uint32_t run_from(const voices *v, casus_ref t); /* the first run that ends at or after a token */
/* The last word or sign before a token in its sentence, quotation marks passed over; CASUS_NONE at its start. */
casus_ref run_before(const voices *v, casus_ref t);
bool run_is_full(const voices *v, const run *q);

/* ---- content.c: what is said, where no marks tell it ---- */

bool content_find(const voices *v, cue *c, contents *out);

#endif
