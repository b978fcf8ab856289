/* The compiled knowledge: what lies in an image file. Not for other rooms.
 *
 * A head, a table of sections, the sections, each at the next multiple of 16 (zeros between), in the
 * byte order of the machine that made it. Pointers are places: a list of words is its place + 1 in `words` (0 none,
 * a 0 ends it), a text its place in `strings` (a NUL ends it). docs/decisions/knowledge-image.md */
#ifndef CASUS_KNOWLEDGE_IMAGE_H
#define CASUS_KNOWLEDGE_IMAGE_H

#include "knowledge/inside.h"

enum { IMAGE_FORMAT = 1, IMAGE_ALIGN = 16 };
#define IMAGE_MAGIC "casuskno"
#define IMAGE_ORDER 0x01020304u

typedef struct image_head {
    char magic[8];
    uint32_t order, format; /* IMAGE_ORDER as this machine writes it; IMAGE_FORMAT */
    uint64_t code;          /* of the program that read the text: knowledge_code */
    uint64_t source;        /* checksum of the text it was made from */
    uint64_t size;          /* of the whole file */
    uint64_t checksum;      /* of the table of sections, which has one for each section */
} image_head;

typedef struct image_section {
    uint64_t at, checksum; /* bytes from the file's beginning */
    uint32_t n, element;   /* elements, and the bytes of one */
} image_section;

typedef struct image_entry {
    uint8_t kind, flags, gender, has_point;
    casus_sym name, rule, figure, place_kind, admin1, seat;
    uint32_t n_tenures; /* they follow those of the entry before */
    float lat, lon;
} image_entry;

typedef struct image_list {
    uint32_t name;                /* in strings */
    uint32_t n;                   /* lines, which follow those of the list before */
    uint32_t key_room, word_room; /* slots, which follow those of the list before */
} image_list;

typedef struct image_line {
    casus_sym key, value, rule;
    uint32_t words;
} image_line;

typedef struct image_element {
    uint8_t at, slot, optional, of_class, clause_subject, nothing[3];
    uint32_t preps, sectors, words, modifiers;
} image_element;

typedef struct image_pattern {
    uint8_t pos, n_elements, n_modes, nothing; /* its elements follow those of the pattern before */
    uint32_t flags, particles, lemmas;
    casus_sym modal, event, mode[CASUS_MAX_MODES], cameo, reason, rule;
    uint32_t source; /* in strings */
} image_pattern;

typedef struct image_class {
    casus_sym name;
    uint32_t words;
} image_class;

static inline uint64_t image_aligned(uint64_t at)
{
    return (at + IMAGE_ALIGN - 1) / IMAGE_ALIGN * IMAGE_ALIGN;
}

/* Type and name of each section, in file order. */
#define IMAGE_SECTIONS(X)                                                                                                 \
    X(char, text) X(uint32_t, at) X(symtab_slot, slots) X(image_entry, entries) X(tenure, tenures) X(office, offices)     \
    X(uint32_t, country) X(edge, edges) X(uint32_t, first) X(meaning, meanings) X(image_list, lists) X(image_line, lines) \
    X(list_slot, list_slots) X(casus_sym, words) X(char, strings) X(image_class, classes) X(image_pattern, patterns)      \
    X(image_element, elements) X(uint32_t, lemmas) X(uint32_t, by_lemma)

typedef struct image { /* the sections as arrays */
#define X(type, name) const type *name; uint32_t n_##name;
    IMAGE_SECTIONS(X)
#undef X
} image;

#define X(type, name) +1
enum { IMAGE_N_SECTIONS = 0 IMAGE_SECTIONS(X) };
#undef X

/* ---- image_write.c ---- */

/* Write the tables made from text of this checksum. */
int image_write(const knowledge *k, const char *path, uint64_t source, casus_error *err);

/* ---- image_read.c ---- */

/* The bytes, aligned as sections are, as tables: names, an empty table, then stands on theirs. NULL
 * when they are not an image of this source, made by this program, or are damaged anywhere. The
 * bytes must outlive the knowledge, which does not own them. */
knowledge *image_load(const char *bytes, size_t n, uint64_t source, symtab *names);
/* The same from a file, mapped and owned. */
knowledge *image_open(const char *path, uint64_t source, symtab *names);
/* What the program that reads the text is, as a number; 0: it was built without being told, and
 * images are neither made nor used, since one may have been made by other rules. */
uint64_t image_code(void);

/* ---- cache.c ---- */

bool cache_beside(const char *dir, char out[1024]); /* "DATA/knowledge.image"; false when that is too long */
/* The image of this source, from beside the data or the user's cache; NULL when there is none. */
knowledge *cache_open(const char *dir, uint64_t source, symtab *names);
/* Leave an image in the user's cache for next time, silently or not at all. */
void cache_leave(const knowledge *k, const char *dir, uint64_t source);

#endif
