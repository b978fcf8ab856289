/* measure: when and how many. Receives parsed tokens; leaves times and numbers, each with its span, its
 * value and what it dates or counts. The closed word lists of English that measures and names are made
 * of stand here as well. */
#ifndef CASUS_MEASURE_H
#define CASUS_MEASURE_H

#include "knowledge/knowledge.h"
#include "syntax/syntax.h"

/* ---- read.c: the whole document ---- */

/* Times and numbers of the whole document, in reading order. */
void measure_read(document *d, const knowledge *k);

/* ---- words.c: the closed word lists of English ---- */

/* Months, units, numerals, relation words: closed lists of the language, not of the world. They are
 * interned once a document, so that the finders compare numbers. */
enum { /* word.is */
    W_CARDINAL = 1 << 0,  /* "three", value 3 */
    W_SCALE = 1 << 1,     /* "thousand", value 1000 */
    W_VAGUE = 1 << 2,     /* "thousands", value 1000: some, but how many? */
    W_ORDINAL = 1 << 3,   /* "third" */
    W_ABOUT = 1 << 4,     /* "nearly": the figure is not exact */
    W_MONTH = 1 << 5,     /* value 1..12 */
    W_WEEKDAY = 1 << 6,   /* value 0 Monday .. 6 Sunday */
    W_UNIT = 1 << 7,      /* "week": unit 'W' */
    W_UNITS = 1 << 8,     /* "weeks" */
    W_SEASON = 1 << 9,    /* value: season_name */
    W_PART = 1 << 10,     /* "morning": value: part_name */
    W_LAST = 1 << 11,     /* "last", "previous": one step back; "next": one forward; value -1, 0, 1 */
    W_DAY = 1 << 12,      /* "yesterday", value -1 */
    W_EDGE = 1 << 13,     /* "early", "late", "mid": a part of what follows */
    W_SETS = 1 << 14,     /* "daily": unit */
    W_EVERY = 1 << 15,    /* "every", "each" */
    W_FEW = 1 << 16,      /* "several", "few": a number left open */
    W_MONEY = 1 << 17,    /* "dollars", "$" */
    W_NAMED = 1 << 18,    /* "Article 5": the number after it is a name */
    W_RELATE = 1 << 19,   /* place relations: "near", "outside" */
    W_COMPASS = 1 << 20,  /* "north", "southern" */
    W_HONOUR = 1 << 21,   /* "Mr", "Ms": value 'h' or 's' */
    W_MEASURE = 1 << 22,  /* "kilometres", "percent": what it counts is nobody */
    W_FUTURE = 1 << 23,   /* "scheduled", "planned": what follows lies ahead */
    W_REF = 1 << 24,      /* "now", "recently": value -1, 0, 1 */
    W_FORMER = 1 << 25,   /* "former", "ex": the office is over */
    W_FAR = 1 << 26,      /* "ago", "later": closes "two days ..." ; value -1, 1 */
    W_PRONOUN = 1 << 27,  /* value: pronoun gender 'h' 's' 'i' 't' */
    W_DECADE = 1 << 28,   /* "nineties": value 90 */
    W_GROUPER = 1 << 29   /* "members of", "group of": the noun after "of" says who */
};

typedef struct word {
    const char *text; /* folded */
    uint32_t is;
    int64_t value;
    char unit; /* 'D' 'W' 'M' 'Y' 'H' (hour) 'I' (minute) 'S' 'E' (decade) 'C' (century) 'Q' 'K' (weekend) 'F' (fortnight) 'G' (millennium) */
} word;

typedef struct word_slot {
    casus_sym sym;
    const word *word;
} word_slot;

/* The sentence at hand with its vocabulary. */
typedef struct wording {
    document *d;
    word_slot *words;     /* open-addressed, WORD_ROOM slots */
    casus_ref first, end; /* tokens of the sentence */
} wording;

void words_open(wording *w, document *d); /* fills w->words; no sentence is at hand yet */
/* What the vocabulary says of token i: never NULL; a word that is not there is nothing. */
const word *word_at(const wording *w, casus_ref i);
const word *word_of(const wording *w, casus_sym sym);
/* Is token i this word (folded)? For words that stand in no class. */
bool word_is(const wording *w, casus_ref i, const char *text);
str token_str(const wording *w, casus_ref i);
/* No blank between i and the token before it. */
bool token_glued(const wording *w, casus_ref i);

/* What the finders of measures share while one document is read. */
typedef struct measures {
    wording at;
    const knowledge *k;
    casus_ref sentence;
    uint8_t *dated;     /* one a token of the sentence at hand: a time has it */
    int32_t anchor;     /* time.c: the day the story has reached, yyyymmdd; 0 none */
    char anchor_unit;   /* 'D' 'M' 'Y' */
    casus_ref anchor_sentence;
    bool history;       /* the document tells of years long before its own date */
} measures;

/* ---- number.c: how many ---- */

typedef struct amount {
    double low, high;
    casus_ref end;  /* first token after it */
    bool vague;
} amount;

/* The numeral at token i ("3,000", "2.5 million", "two dozen", "half a million"): false when none. */
bool number_parse(const measures *m, casus_ref i, amount *a);
void number_find(measures *m);

/* ---- time.c: the words; timevalue.c: which day that is; timelink.c: what happened then ---- */

typedef enum time_shape {
    SHAPE_NONE, SHAPE_POINT, /* on the calendar, perhaps in part: "11 January", "Tuesday", "2008" */
    SHAPE_SHIFT,             /* so far from an anchor: "two days ago", "last month" */
    SHAPE_SPAN,              /* "three days", "the past six months" */
    SHAPE_SET,               /* "every Friday", "daily" */
    SHAPE_REF                /* "now", "recently" */
} time_shape;

typedef struct time_expr {
    casus_ref first, end; /* tokens */
    uint8_t shape;
    int year, month, day, weekday; /* weekday from 1 Monday; 0 unknown */
    int last_year; /* "1861-1865": 1865; 0 none */
    int season, quarter, half, part; /* 1-based; 0 none */
    int hour, minute; /* hour + 1, so that 0 is none */
    char grain;     /* SHAPE_POINT of a year: 'Y', decade 'E', century 'C' */
    bool bc;
    bool open;      /* "a few days": the number is not told */
    double n;       /* how many units */
    char unit;
    int step;       /* -1 back, 0 this, +1 forward */
    bool from_text; /* counted from where the story stands ("later"), not from the publication day */
    bool strict;    /* "last Tuesday": today does not count */
    casus_ref base; /* "two days before January 15": where "January 15" begins; 0 none */
    char piece;     /* "the first week of May": 'W', n says which, -1 the last; 0 none */
    int minutes;    /* "1 hour and 30 minutes": 30 */
    int of_clause;  /* "a day after ...": +1, "before": -1; the clause is dated from here */
} time_expr;

/* The expression at token i, the longest one: false when none begins there. */
bool time_parse(const measures *m, casus_ref i, time_expr *e);
/* Can token i begin one? Most tokens cannot, and are passed at the cost of one look. */
bool time_may_begin(const measures *m, casus_ref i);
void time_find(measures *m);
/* Fill value, from, until, precision of t. tense: -1 past, 0 present or none, 1 future. */
void time_resolve(measures *m, const time_expr *e, int tense, casus_time *t);
/* -1 past, 0 present, 1 future: of a predicate with its auxiliaries. */
int time_tense(const measures *m, casus_ref verb);
/* The best time for a predicate: the nearest one attached to it or above it; CASUS_NONE when none. */
casus_ref time_of(const casus_doc *d, casus_ref token);

#endif
