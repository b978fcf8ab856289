/* knowledge: text files made by people to frozen tables. Receives the folder knowledge/; leaves
 * entries found by phrase, event patterns found by lemma, and word lists, each with its file:line.
 * The formats are in knowledge/README.md; all faults are reported at once. */
#ifndef CASUS_KNOWLEDGE_H
#define CASUS_KNOWLEDGE_H

#include "base/base.h"

/* ---- load.c: folder to tables ---- */

typedef struct knowledge knowledge;

/* Load dir/knowledge and, where layer is not NULL, the files of that folder (actors/, verbs/ ...) over it: a file of the
 * same name takes the other's place, others are added. Strings are interned in names (later the base of every document's symbols).
 * Faults go to `faults`, one line each; they do not stop loading: a faulty line is left out. NULL
 * and *err only when the folder cannot be read. */
knowledge *knowledge_open(const char *dir, const char *layer, symtab *names, buffer *faults, uint32_t *n_faults, casus_error *err);
void knowledge_close(knowledge *k); /* names must not be used after it */

/* Loading takes a compiled image in place of the text, with the same result, when layer, faults and n_faults
 * are NULL, names is empty and an image of this very text is beside it or in the user's cache; it leaves
 * one there when not. Write one, to path or, when that is NULL, beside the data. */
int knowledge_compile(const char *dir, const char *path, casus_error *err);
bool knowledge_compiled(const knowledge *k); /* it came from an image */

/* ---- entry.c: who and where ---- */

typedef enum entry_kind {
    ENTRY_COUNTRY = 1, ENTRY_PERSON, ENTRY_BODY, ENTRY_GROUP, ENTRY_AGENCY, ENTRY_ROLE, ENTRY_PLACE
} entry_kind;

typedef enum name_kind { /* what a phrase is to its entry */
    NAME_NAME = 1, /* its name or an alias */
    NAME_ADJ,      /* countries: "Russian" */
    NAME_PEOPLE,   /* countries: "Russians" */
    NAME_CAPITAL,  /* countries: "Moscow", the state's voice and a place */
    NAME_SEAT,     /* countries: "Kremlin" */
    NAME_SHORT,    /* persons: the name used alone, "Putin" */
    NAME_NOUN      /* bodies and groups: "alliance", only after a first mention */
} name_kind;

typedef struct tenure { /* a code, and when it holds */
    casus_sym country, sector, sector2, title; /* title: a role's own name, 0 for none */
    int32_t from, until;                       /* yyyymmdd, 0 open */
} tenure;

enum { /* entry.flags */
    ENTRY_OWNER = 1 << 0, ENTRY_TITLE = 1 << 1, ENTRY_PERSON_ROLE = 1 << 2, ENTRY_GROUP_ROLE = 1 << 3,
    ENTRY_BODY_ROLE = 1 << 4, ENTRY_FORMAL = 1 << 5, ENTRY_NOBODY = 1 << 6 /* sector "-": counted only */
};

typedef struct entry {
    uint8_t kind, flags;
    char gender;          /* 'h', 's' or 0 */
    casus_sym name, rule; /* first name; "actors/roles.txt:12" */
    const tenure *tenures;
    uint32_t n_tenures;
    casus_sym figure;     /* roles: what a number before it counts */
    casus_sym place_kind, admin1, seat; /* places: kind and region; bodies: seat */
    float lat, lon;
    bool has_point;
} entry;

const entry *knowledge_entry(const knowledge *k, uint32_t index);
uint32_t knowledge_entries(const knowledge *k);

/* The code that holds on a day (0: the newest). NULL when none does; *former is set when the last
 * tenure ended before the day (the person is then ELI). */
const tenure *entry_on(const entry *e, int32_t day, bool *former);
/* Who held this office of this country on that day: NULL if unknown. */
const entry *knowledge_holder(const knowledge *k, casus_sym country, casus_sym title, int32_t day);
/* The country entry of a code. */
const entry *knowledge_country(const knowledge *k, casus_sym code);

/* ---- phrase.c: phrases to entries ---- */

typedef struct phrase_hit {
    uint32_t entry;
    uint8_t name; /* name_kind */
    uint8_t upper; /* the entry writes its first letter as a capital; 2: all capitals */
    uint32_t length; /* tokens matched, skipped ones included */
    struct phrase_hit *next; /* shorter or rival meaning */
} phrase_hit;

/* All entries whose names begin at norms[0], longest first, as a list in the arena; NULL when none.
 * norms are token norm symbols; a token whose norm is "-" or empty is passed over inside a name. The
 * caller checks capitals. */
phrase_hit *phrase_find(const knowledge *k, arena *a, const casus_sym *norms, uint32_t n);

/* ---- pattern.c: verbs/ ---- */

typedef enum slot_kind { SLOT_NONE, SLOT_A, SLOT_R, SLOT_B, SLOT_P, SLOT_F, SLOT_ANY, SLOT_WORD } slot_kind;
typedef enum place_of { /* where in the frame an element is looked for */
    AT_SUBJECT = 1, AT_OBJECT, AT_INDIRECT, AT_PREP, AT_TO, AT_THAT, AT_ING, AT_OF_ING, AT_IF
} place_of;

typedef struct element {
    uint8_t at;   /* place_of */
    uint8_t slot; /* slot_kind */
    uint8_t optional;
    uint8_t of_class; /* its words come from a class: weaker than words written out */
    const casus_sym *preps;   /* 0-terminated; AT_PREP and AT_OF_ING */
    const casus_sym *sectors; /* 0-terminated sectors or country codes the party must have; NULL any */
    const casus_sym *words;   /* 0-terminated, sorted lemmas the head must be one of; NULL any */
    const casus_sym *modifiers; /* 0-terminated lemmas that must stand under the head ("green light") */
    uint8_t clause_subject;   /* AT_THAT: slot of the clause's subject, slot_kind */
} element;

enum { /* pattern.flags */
    PATTERN_NEEDS_A = 1 << 0, PATTERN_NEEDS_R = 1 << 1, PATTERN_LOW = 1 << 2, PATTERN_NEGATED = 1 << 3,
    PATTERN_FUTURE = 1 << 4, PATTERN_PLACE_R = 1 << 5, PATTERN_SELF = 1 << 6, PATTERN_MODE_OF = 1 << 7, /* mode "=" */
    PATTERN_WANTS_NOT = 1 << 8, /* "not" stands in the pattern */
    PATTERN_OFFICIAL = 1 << 9   /* only those in power do this: an event though they are not named */
};

typedef struct pattern {
    uint8_t pos;              /* 'v', 'n', 'a'; 'm': any verb under a modal ("R must *") */
    uint8_t n_elements, n_modes;
    uint16_t flags;
    const casus_sym *particles; /* 0-terminated; NULL none */
    casus_sym modal;          /* a modal that must stand before the verb; 0 none */
    const casus_sym *lemmas;  /* 0-terminated predicate lemmas; NULL for 'm' */
    const element *elements;
    casus_sym event;          /* "REQUEST"; "NONE" */
    casus_sym mode[CASUS_MAX_MODES];
    casus_sym cameo, reason;  /* reason: of NONE */
    casus_sym rule;           /* "verbs/request.txt:12" */
    const char *source;       /* the pattern as written */
} pattern;

/* Patterns whose predicate is this lemma (or, of kind 'm', whose modal): a NULL-terminated array, NULL
 * when there are none. */
const pattern *const *knowledge_patterns(const knowledge *k, casus_sym lemma);

/* Whether a word stands in a class of verbs/classes*.txt ("@yield"). */
bool knowledge_class(const knowledge *k, const char *name, casus_sym word);

/* ---- ontology.c: PLOVER and CAMEO ---- */

typedef struct plover {
    int quad;        /* 1..4; 0 for a mode's line */
    double score;    /* the manual's conflict-cooperation score */
    casus_sym cameo; /* the code of an act of which nothing more is known */
} plover;
/* The line of a category (mode 0) or of one of its modes; false when there is none. */
bool knowledge_plover(const knowledge *k, casus_sym event, casus_sym mode, plover *out);
/* Goldstein's value of a CAMEO code; false when the code is unknown. */
bool knowledge_goldstein(const knowledge *k, casus_sym cameo, double *value);

/* ---- list.c: plain word lists ---- */

/* The value of KEY in a list file, and whether it is there: knowledge_word(k, "verbs/light", lemma).
 * Lists: verbs/light.txt, verbs/status.txt, verbs/speech.txt, verbs/issues.txt, all of text/ and time/. The value is what
 * follows the first ` ; ` as written (a symbol; 0 when nothing follows). */
bool knowledge_word(const knowledge *k, const char *list, casus_sym word, casus_sym *value);

/* The key of the first line whose words (`KEY  a | b`) hold this one; 0 when none does. */
casus_sym knowledge_key(const knowledge *k, const char *list, casus_sym word);

typedef struct word_line {
    casus_sym key, value; /* `KEY ; VALUE` or `KEY  a | b` */
    const casus_sym *words; /* 0-terminated, the a | b of `KEY  a | b | c`, folded */
    casus_sym rule;
} word_line;
/* All lines of a list, in file order. */
const word_line *knowledge_list(const knowledge *k, const char *list, uint32_t *n);

#endif
