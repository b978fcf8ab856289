/* What the files of the knowledge room share. Not for other rooms. */
#ifndef CASUS_KNOWLEDGE_INSIDE_H
#define CASUS_KNOWLEDGE_INSIDE_H

#include "knowledge/knowledge.h"

/* Tables that are plain numbers are const: they may lie in a mapped image (image.h). Whoever makes
 * one from text has its own pointer to it. */

typedef struct edge { /* of the trie of phrases; stands in a slot by (node, word) */
    uint32_t node;
    casus_sym word;
    uint32_t next; /* 0: free slot */
} edge;

typedef struct meaning {
    uint32_t entry;
    uint8_t name, upper; /* name_kind; capitals */
    uint16_t nothing;    /* no byte is left to chance */
    uint32_t next;       /* meaning + 1, always an earlier one */
} meaning;

typedef struct phrases {
    casus_sym dash; /* passed over inside names */
    const edge *edges;
    uint32_t n_edges, room; /* room: slots, a power of two */
    const uint32_t *first;  /* by node: meaning + 1 */
    uint32_t n_nodes;       /* node 0 is the root */
    const meaning *meanings;
    uint32_t n_meanings;
} phrases;

typedef struct list_slot {
    casus_sym key;
    uint32_t line; /* + 1; 0 free */
} list_slot;

typedef struct list_index {
    const list_slot *slots;
    uint32_t room; /* a power of two */
} list_index;

typedef struct list_file {
    const char *name; /* "verbs/light" */
    word_line *lines;
    uint32_t n;
    list_index by_key, by_word;
} list_file;

typedef struct office { /* a person's tenure, sorted by country and title */
    casus_sym country, title;
    int32_t from, until;
    uint32_t entry;
} office;

typedef struct word_class {
    casus_sym name; /* "@yield" */
    str text;       /* as written; a class may name one that stands further down */
    const char *file;
    int number;
    bool open;              /* being expanded: a class inside itself is a fault */
    const casus_sym *words; /* NULL until expanded */
} word_class;

struct knowledge {
    arena memory;
    symtab *names;
    buffer *faults;
    uint32_t n_faults;
    entry *entries;
    uint32_t n_entries;
    const tenure *tenures; /* in the order of their entries */
    uint32_t n_tenures;
    phrases phrases;
    pattern *patterns;
    uint32_t n_patterns;
    const uint32_t *lemmas; /* by symbol: place + 1 in by_lemma of its patterns, which a NULL ends */
    uint32_t n_lemmas;
    const pattern **by_lemma;
    uint32_t n_by_lemma;
    const uint32_t *country; /* entry + 1 by symbol of a country code */
    uint32_t n_country;
    const office *offices;
    uint32_t n_offices;
    list_file *lists;
    uint32_t n_lists;
    word_class *classes;
    uint32_t n_classes;
    struct table_rooms { /* while text is read: for how many elements the big tables have room */
        uint32_t entries, tenures, meanings, nodes;
    } room;
    const char *image; /* what the tables lie in; NULL when they were made from text */
    size_t n_image;
};

/* One line of a knowledge file, and where it stands. */
typedef struct line {
    knowledge *k;
    const char *file; /* "actors/roles.txt" */
    int number;
    str text; /* comment and blanks off */
} line;

/* ---- line.c ---- */
void line_fault(const line *l, const char *format, ...) __attribute__((format(printf, 2, 3)));
casus_sym line_rule(const line *l);           /* "actors/roles.txt:12" */
bool line_period(const line *l, str text, int32_t *from, int32_t *until);
casus_sym line_sym(const line *l, str text);  /* interned as written */
casus_sym line_fold(const line *l, str text); /* interned as folded; "pull out" is "pull_out" */
/* Call `each` for every entry line of a file. */
void line_each(knowledge *k, const char *file, str bytes, void (*each)(line *));
/* Append a zeroed element to a table and yield its address. It begins with the room that is expected, so
 * that no outgrown copies of megabytes are left behind. */
#define TABLE_PUSH(k, array, n, room) ((array) = table_grow(&(k)->memory, (array), (n), &(room), sizeof *(array)), &(array)[(n)++])
void *table_grow(arena *a, void *array, uint32_t n, uint32_t *room, size_t one);
/* The name in a NULL-ended list nearest to s by edits, or NULL when none is near. */
const char *line_nearest(str s, const char *const *names);

/* ---- entry.c ---- */
void entry_read_country(line *l);
void entry_read_person(line *l);
void entry_read_group(line *l); /* bodies, groups, agencies */
void entry_read_role(line *l);
void entry_read_place(line *l);
void entry_finish(knowledge *k); /* each entry to its tenures; index of offices */

/* ---- phrase.c ---- */
void phrase_begin(knowledge *k);
void phrase_add(knowledge *k, str name, uint32_t at, name_kind kind);

/* ---- pattern.c ---- */
void class_read(line *l);
void class_finish(knowledge *k);
void pattern_read(line *l);
void pattern_finish(knowledge *k);

/* ---- ontology.c ---- */
/* Whether the event is a PLOVER category and the mode one of its modes; a fault when not. */
bool ontology_check(const line *l, casus_sym event, casus_sym mode);

/* ---- list.c ---- */
void list_begin(knowledge *k, const char *file);
void list_read(line *l);
void list_finish(knowledge *k);

#endif
