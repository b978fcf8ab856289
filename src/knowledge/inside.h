/* What the files of the knowledge room share. Not for other rooms. */
#ifndef CASUS_KNOWLEDGE_INSIDE_H
#define CASUS_KNOWLEDGE_INSIDE_H

#include "knowledge/knowledge.h"

typedef struct phrases phrases;

typedef struct list_file {
    const char *name; /* "verbs/light" */
    word_line *lines;
    uint32_t n;
    struct index {
        uint32_t *lines; /* line + 1 by slot; 0 free */
        casus_sym *keys; /* what stands in each slot */
        uint32_t room;   /* slots, a power of two */
    } by_key, by_word;
} list_file;

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
    phrases *phrases;
    pattern **patterns;
    uint32_t n_patterns;
    const pattern ***by_lemma; /* by symbol, NULL-terminated arrays */
    uint32_t n_by_lemma;
    uint32_t *country; /* entry + 1 by symbol of a country code */
    uint32_t n_country;
    struct office *offices; /* sorted by (country, title) */
    uint32_t n_offices;
    list_file *lists;
    uint32_t n_lists;
    word_class *classes;
    uint32_t n_classes;
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
/* Call `each` for every entry line of a file; -1 when it cannot be read. */
int line_each(knowledge *k, const char *dir, const char *file, void (*each)(line *), casus_error *err);
/* The name in a NULL-ended list nearest to s by edits, or NULL when none is near. */
const char *line_nearest(str s, const char *const *names);

/* ---- entry.c ---- */
void entry_read_country(line *l);
void entry_read_person(line *l);
void entry_read_group(line *l); /* bodies, groups, agencies */
void entry_read_role(line *l);
void entry_read_place(line *l);
void entry_finish(knowledge *k); /* index of offices */

/* ---- phrase.c ---- */
phrases *phrases_new(arena *a, symtab *names);
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
