/* base: memory, strings, symbols, files. Receives nothing; leaves plain tools to every room.
 * It knows nothing of language beyond folding letters.
 * A document's memory is one arena; names are symbols; failures fill a casus_error. */
#ifndef CASUS_BASE_H
#define CASUS_BASE_H

#include "casus.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

/* ---- arena.c: memory that is given back at once ---- */

typedef struct arena_block arena_block;
typedef struct arena {
    arena_block *block;   /* current; the chain leads to older ones */
    size_t used, limit;   /* bytes handed out; 0: no limit */
    jmp_buf *on_full;     /* where to go when memory or the limit is reached; NULL: abort */
} arena;

void *arena_alloc(arena *a, size_t size);     /* zeroed, aligned to 16, never NULL */
void arena_reset(arena *a);                   /* forget everything, keep the newest block */
void arena_free(arena *a);                    /* give everything back */
char *arena_copy(arena *a, const char *s, size_t n); /* NUL-terminated copy */
char *arena_printf(arena *a, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Room for one more element in an arena array whose capacity doubles: returns the array. */
void *arena_grow(arena *a, void *array, uint32_t n, size_t element);
#define ARENA_NEW(a, type) ((type *)arena_alloc((a), sizeof(type)))
#define ARENA_ARRAY(a, type, n) ((type *)arena_alloc((a), (size_t)(n) * sizeof(type)))
/* Append a zeroed element to (array, n) and yield its address. Grows at powers of two. */
#define ARENA_PUSH(a, array, n)                                                        \
    ((array) = arena_grow((a), (array), (n), sizeof *(array)), &(array)[(n)++])

/* ---- str.c: views and folding ---- */

typedef struct str {
    const char *p;
    size_t n;
} str;

#define STR(literal) ((str){(literal), sizeof(literal) - 1})
static inline str str_of(const char *s) { return (str){s, s ? strlen(s) : 0}; }
bool str_eq(str a, str b);
bool str_is(str a, const char *b);
bool str_starts(str a, const char *prefix);
bool str_ends(str a, const char *suffix);
str str_trim(str s);
/* Cut s at the first separator: returns what stands before, trimmed; *s becomes the rest (p NULL
 * when there is none). */
str str_cut(str *s, const char *separator);
bool str_int(str s, long *value); /* whole string, optional sign */

/* Decode one code point at p[0..n); returns its length, 1 and U+FFFD for a bad byte; 0 when n == 0. */
size_t utf8_get(const char *p, size_t n, uint32_t *code);
size_t utf8_put(uint32_t code, char out[4]);
bool utf8_upper(uint32_t code); /* a capital letter (Latin, Greek, Cyrillic) */
bool utf8_letter(uint32_t code);
uint32_t utf8_lower(uint32_t code);
/* The folded form by which words are matched: lower case, accents off, full stops and apostrophes
 * dropped ("U.S." us, "Sana'a" sanaa, "'s" stays 's). Writes at most 3 n + 4 bytes to out
 * (NUL-terminated); returns the length. */
size_t str_fold(const char *p, size_t n, char *out);

/* ---- buffer.c: text that grows, on the heap ---- */

typedef struct buffer {
    char *p;
    size_t n, room;
    bool failed; /* out of memory: what was written since is lost, and the writer must say so */
} buffer;

void buffer_put(buffer *b, const char *p, size_t n);
void buffer_puts(buffer *b, const char *s);
void buffer_printf(buffer *b, const char *format, ...) __attribute__((format(printf, 2, 3)));
void buffer_int(buffer *b, int64_t n);
void buffer_free(buffer *b);

/* ---- symbol.c: names to numbers ---- */

/* A table of names. A document's table stands on the frozen one of the knowledge: looking up goes
 * there first, new names get numbers above. Symbol 0 is the empty string. */
typedef struct symtab symtab;
symtab *symtab_new(arena *a, const symtab *base); /* lives in the arena; base may be NULL */
void symtab_expect(symtab *t, uint32_t n); /* room for so many names, so that adding them is quick */
casus_sym symtab_add(symtab *t, const char *p, size_t n);        /* find or make */
casus_sym symtab_find(const symtab *t, const char *p, size_t n); /* 0 when unknown */
const char *symtab_name(const symtab *t, casus_sym s);           /* never NULL */
bool symtab_in_base(const symtab *t, casus_sym s); /* the symbol stands in the table below */
uint32_t symtab_count(const symtab *t); /* one above the highest symbol */

/* A finished table as plain arrays, which may lie in a file. */
typedef struct symtab_slot {
    uint32_t hash, at; /* at: number of the name, from 1; 0 free. The hash: a miss need not look at the name */
} symtab_slot;
typedef struct symtab_frozen {
    const char *text;         /* all names, each ended by a NUL */
    const uint32_t *at;       /* where each begins, and where the last ends: n + 1 numbers */
    const symtab_slot *slots; /* room of them, a power of two */
    uint32_t n_text, n, room;
} symtab_frozen;
void symtab_freeze(const symtab *t, arena *a, symtab_frozen *out); /* the names of t alone; arrays in the arena */
/* Let an empty table stand on these arrays, which must outlive it: its symbols are theirs, and what
 * is added gets numbers above. False, and nothing changed, when they are not sound. */
bool symtab_stand(symtab *t, const symtab_frozen *f);

/* ---- file.c: bytes from outside ---- */

/* Read a whole file; NUL added after the end. Free with free(). NULL and *err on failure. */
char *file_read(const char *path, size_t *n, casus_error *err);
/* Names of the regular files under dir that end in suffix, sorted bytewise, relative to dir,
 * folders walked; NULL-terminated array in the arena. NULL and *err when dir cannot be read. */
char **file_list(arena *a, const char *dir, const char *suffix, casus_error *err);
/* A whole regular file, mapped read-only; NULL when it is not there or empty. */
const char *file_map(const char *path, size_t *n);
void file_unmap(const char *bytes, size_t n);

/* A file that appears under its name only when it is whole. */
typedef struct new_file {
    FILE *out;
    char path[1024], temporary[1040];
} new_file;
int new_file_open(new_file *f, const char *path, casus_error *err);
/* Close; under its name when `good` and everything was written, gone when not. */
int new_file_close(new_file *f, bool good, casus_error *err);

/* ---- checksum.c ---- */

uint64_t checksum(const void *p, size_t n); /* of bytes that may be damaged, not of an adversary's */

/* ---- error.c ---- */

int error_set(casus_error *err, casus_code code, const char *format, ...)
    __attribute__((format(printf, 3, 4))); /* returns code; err may be NULL */

/* ---- date.c: days ---- */

/* Days since 1970-01-01 (proleptic Gregorian; Howard Hinnant, "chrono-Compatible Low-Level Date
 * Algorithms", days_from_civil) and back. Dates are yyyymmdd. */
int32_t date_days(int32_t yyyymmdd);
int32_t date_from_days(int32_t days);
int date_weekday(int32_t yyyymmdd); /* 0 Monday .. 6 Sunday */
int32_t date_add_days(int32_t yyyymmdd, int days);
int32_t date_add_months(int32_t yyyymmdd, int months); /* day clipped to the month's length */
int date_month_length(int year, int month);
bool date_valid(int32_t yyyymmdd);
/* "2004-03-09", "2004-03", "2004": first and last day it covers and its precision 'd' 'm' 'y';
 * false when it is none of these. */
bool date_parse(str s, int32_t *from, int32_t *until, char *precision);

/* ---- order.c ---- */

/* In an array ordered by an uint32_t field: the first element whose field is at least `key`, n when there is none.
 *     uint32_t i = FIRST_FROM(casus_event, d->events, d->n_events, sentence, s); */
#define FIRST_FROM(type, list, n, field, key) order_first((list), (n), sizeof(type), offsetof(type, field), (key))
uint32_t order_first(const void *list, uint32_t n, size_t size, size_t at, uint32_t key);

#endif
