/* mention: who, where, when, how many. Receives parsed tokens and the knowledge; leaves actors,
 * places, times and numbers, each with its span, and the coreference chains of actors.
 * Every noun phrase that can act is an actor, whether or not an event will use it. */
#ifndef CASUS_MENTION_H
#define CASUS_MENTION_H

#include "knowledge/knowledge.h"
#include "syntax/syntax.h"

/* ---- read.c: the whole document ---- */

/* Actors, places, times and numbers of the whole document, in reading order. */
void mention_read(document *d, const knowledge *k);

/* ---- words.c: the room's own vocabulary ---- */

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

/* Pieces and phrases are piece.c's, members coref.c's; they stand here because all share them. */

typedef enum piece_kind {
    PIECE_NONE, PIECE_PERSON, PIECE_BODY, PIECE_COUNTRY, PIECE_ADJ, PIECE_PEOPLE, PIECE_SEAT, PIECE_CAPITAL,
    PIECE_SHORT, PIECE_ROLE, PIECE_NOUN, PIECE_PLACE
} piece_kind;

typedef struct piece {
    casus_ref first, end;   /* tokens */
    uint8_t kind;           /* piece_kind: its best meaning */
    const entry *entry;     /* of that meaning */
    const phrase_hit *hits; /* its meanings, this length first, shorter ones after */
    uint32_t length;        /* tokens of the hit */
    bool place;             /* it has a meaning as a place, country or capital */
} piece;

typedef struct phrase {    /* a noun phrase without what follows it: "US President Joe Biden" */
    casus_ref first, end;  /* tokens, the article left out */
    casus_ref head;        /* its top in the tree */
    uint32_t p0, p1;       /* its pieces */
    casus_ref owner;       /* phrase that owns it ("Russia" of "Russia's army"), or CASUS_NONE */
    casus_ref pronoun;     /* possessive pronoun before it ("its army"), or CASUS_NONE */
    bool definite, possessive; /* "the ..."; "...'s" follows */
} phrase;

typedef struct member { /* somebody the story has named */
    casus_ref first, last;   /* actor mentions */
    casus_ref sentence;      /* of the last */
    const entry *entry, *role;
    casus_sym surname, alias; /* alias: "OSCE" told in brackets */
    casus_sym country;
    uint8_t kind, plural, weight; /* weight: 3 subject, 2 object, 1 other */
    char gender;
    uint32_t count;
} member;

enum { MAX_CAST = 512 }; /* a longer cast forgets those named first */

struct cast {
    member *members;
    uint32_t n;
};

/* What the finders share while one document is read. */
typedef struct mentions {
    document *d;
    const knowledge *k;
    word_slot *words;     /* open-addressed, WORD_ROOM slots */
    casus_ref first, end; /* tokens of the sentence at hand */
    casus_ref sentence;
    uint8_t *taken;       /* one a token of the sentence at hand: TAKEN_* */
    piece *pieces;        /* piece.c: names of the knowledge in the sentence at hand, in order */
    uint32_t n_pieces, room_pieces;
    phrase *phrases;      /* noun phrases of the sentence at hand, in order */
    uint32_t n_phrases, room_phrases;
    casus_ref narrator;   /* actor of the document's source once looked up */
    /* time.c: the day the story has reached */
    int32_t anchor;       /* yyyymmdd; 0 none */
    char anchor_unit;     /* 'D' 'M' 'Y' */
    casus_ref anchor_sentence;
    bool history;         /* the document tells of years long before its own date */
    bool tagged;          /* names are marked in this document */
    struct cast cast;     /* coref.c: who has been named */
    casus_sym *countries; /* countries named so far, with repeats: what the story is about */
    uint32_t n_countries;
} mentions;

enum { TAKEN_TIME = 1 << 0, TAKEN_NUMBER = 1 << 1, TAKEN_ACTOR = 1 << 2, TAKEN_PLACE = 1 << 3 };

void words_open(mentions *m); /* fills m->words */
/* What the vocabulary says of token i: never NULL; a word that is not there is nothing. */
const word *word_at(const mentions *m, casus_ref i);
const word *word_of(const mentions *m, casus_sym sym);
/* Is token i this word (folded)? For words that stand in no class. */
bool word_is(const mentions *m, casus_ref i, const char *text);
str token_str(const mentions *m, casus_ref i);
/* Nothing but these characters and no blank between i and the token before it. */
bool token_glued(const mentions *m, casus_ref i);

/* ---- number.c: how many ---- */

typedef struct amount {
    double low, high;
    casus_ref end;  /* first token after it */
    bool vague;
} amount;

/* The numeral at token i ("3,000", "2.5 million", "two dozen", "half a million"): false when none. */
bool number_parse(const mentions *m, casus_ref i, amount *a);
void number_find(mentions *m);

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
    int of_clause;  /* "a day after ...": +1, "before": -1; the clause is dated from here */
} time_expr;

/* The expression at token i, the longest one: false when none begins there. */
bool time_parse(const mentions *m, casus_ref i, time_expr *e);
/* Can token i begin one? Most tokens cannot, and are passed at the cost of one look. */
bool time_may_begin(const mentions *m, casus_ref i);
void time_find(mentions *m);
/* Fill value, from, until, precision of t. tense: -1 past, 0 present or none, 1 future. */
void time_resolve(mentions *m, const time_expr *e, int tense, casus_time *t);
/* -1 past, 0 present, 1 future: of a predicate with its auxiliaries. */
int time_tense(const mentions *m, casus_ref verb);
/* The best time for a predicate: the nearest one attached to it or above it; CASUS_NONE when none. */
casus_ref time_of(const casus_doc *d, casus_ref token);

/* ---- piece.c: names of the knowledge in the sentence, and the noun phrases they stand in ---- */

void pieces_find(mentions *m);  /* m->pieces */
void phrases_find(mentions *m); /* m->phrases */
const entry *piece_meaning(const mentions *m, const piece *p, entry_kind kind, name_kind name);
/* The tenure that holds on the document's day; *former as entry_on. */
const tenure *tenure_now(const mentions *m, const entry *e, bool *former);

/* ---- place.c: where ---- */

void place_find(mentions *m);
/* The country a name of a place lies in, where the document leaves no doubt; 0 otherwise. */
casus_sym place_country(mentions *m, const piece *p);
/* The place of a predicate (oblique or modifier "in/at/near P", then its object's), or CASUS_NONE. */
casus_ref place_of_token(const casus_doc *d, casus_ref token);

/* ---- actor.c, title.c: who ---- */

typedef struct identity { /* what a phrase says of its actor */
    casus_sym country, sector, sector2, name, role, rule;
    uint8_t kind, plural;
    char gender;
    bool former, person;
    const entry *entry;    /* person, body, group, country; NULL unknown */
    const entry *role_entry;
    casus_sym surname;     /* last word of a person's name */
} identity;

/* Actors of one sentence: names, roles, titles with names, adjectives with roles, pronouns. Short
 * names and pronouns are resolved against what the document has said so far. */
void actor_find(mentions *m);
/* What is left open is filled from the whole document: the country of "the police". */
void actor_finish(mentions *m);
/* The actor mention whose phrase this token heads (or is inside as its head's flat/appos part);
 * CASUS_NONE when the phrase names nobody. */
casus_ref actor_at(const casus_doc *d, casus_ref token);
/* Country, sector and role of a phrase from its titles, adjectives and names: false when nobody. */
bool title_read(mentions *m, const phrase *p, identity *id);
/* The person a short name means here: one the story has named, then who holds an office now. */
const entry *title_person(const mentions *m, const piece *p);
/* "the Coalition", never named in full: the first military body in office that lists the noun. */
const entry *title_force(const mentions *m, const piece *p);

/* ---- coref.c: the same one again ---- */

/* Enter mention `actor` (already in doc->actors): joins the chain of a member or founds one. */
void cast_enter(mentions *m, casus_ref actor, const identity *id);
const member *cast_person(const mentions *m, casus_sym surname);
const member *cast_entry(const mentions *m, const entry *e);
const member *cast_alias(const mentions *m, casus_sym alias);
const member *cast_role(const mentions *m, const entry *role, casus_sym country);
const member *cast_office(const mentions *m, const char *noun);
/* The newest member of a kind (casus_actor_kind), before token `before`, that is not a co-argument of it. */
const member *cast_newest(const mentions *m, uint8_t kind, casus_ref before);
/* The two newest sides: states and bodies, or persons. Returns how many (0..2). */
uint32_t cast_pair(const mentions *m, bool persons, const member *pair[2]);
/* Who a pronoun at this token means, or NULL. */
const member *cast_pronoun(const mentions *m, casus_ref token, char gender, bool possessive);

#endif
