/* columns: a store's current readings as arrays in memory, for answers in milliseconds. Receives a
 * store; leaves rows that can be filtered and counted, a million in a few milliseconds. What a row
 * looks like in words stays in the store and is fetched for the rows that are shown.
 *
 *     columns *c = columns_load(s, &err);
 *     col_selection hits;
 *     columns_select(c, COL_EVENTS, &(col_filter){.actor = "RUS", .since = 20220224}, s, &hits, &err);
 *     col_table t;
 *     columns_count(c, &hits, col_keys_dyad, NULL, &t, &err);
 *
 * Frozen once loaded, and shared by threads. The store's later rows are not in it: load anew. */
#ifndef CASUS_COLUMNS_H
#define CASUS_COLUMNS_H

#include "store/store.h"

enum { COL_NO_DAY = INT32_MIN };
#define COL_NONE UINT32_MAX

typedef enum col_list { COL_EVENTS, COL_STATEMENTS, COL_FIGURES, COL_MEETINGS, COL_DOCUMENTS, COL_LISTS } col_list;

/* ---- load.c: from the store ---- */

typedef struct col_row {
    int64_t key;         /* events: number of the report; documents: of the document; else coding * 65536 + number in it */
    uint32_t group;      /* rows of one item: reports of an event, one claim told twice, one meeting told twice */
    int32_t day, last;   /* days since 1970 of the first and last day told, or of publication; COL_NO_DAY */
    uint32_t document;   /* the store's number */
    uint32_t sentence;   /* the store's number; 0 none */
    uint32_t party;      /* first of its parties */
    uint32_t place;      /* index into places, or COL_NONE */
    float scale, goldstein;
    uint16_t score;      /* 0..1000 */
    uint16_t kind, status, extra; /* indices into the list's names: category or kind, status or stance, modes or issue or activity */
    uint8_t quad, n_parties;
} col_row;

typedef struct col_names { /* strings to small numbers */
    char **at;
    uint32_t n, room;
    uint32_t *slots, n_slots;
} col_names;

typedef struct col_posting { /* rows by country, in order */
    uint32_t *from, *rows; /* n_countries + 1 */
} col_posting;

typedef struct col_rows { /* one list; rows ordered by the day of their item, items by their first report's number, then by number */
    col_row *at;
    uint32_t n, n_groups;
    uint32_t *parties, n_parties; /* entity * 2 + role; role 1: recipient, addressee, owner */
    col_names kinds, statuses, extras;
    col_posting by[3];    /* as role 0, as role 1 (or role 0 of an act without one), in any way */
    int32_t *zones;       /* first and last day of each ZONE rows */
} col_rows;

typedef struct col_entity {
    const char *name;    /* canonical, or "" */
    uint32_t lower;      /* hash of the name, ASCII folded */
    uint16_t country, sector;
} col_entity;

typedef struct col_place {
    const char *name, *admin1;
    double lat, lon;     /* where has_point */
    uint16_t country;
    bool has_point;
    uint8_t precision;   /* casus_precision */
} col_place;

typedef struct col_document { /* by number; words 0 and day COL_NO_DAY where there is none */
    bool there;
    uint32_t outlet, origin; /* into outlets */
    int32_t published, words;
    uint32_t original, sentences, events, statements;
} col_document;

typedef struct columns {
    arena memory;
    col_rows lists[COL_LISTS];
    col_entity *entities;
    uint32_t n_entities;
    col_place *places;
    uint32_t n_places;
    col_document *documents;
    uint32_t n_documents;     /* one above the highest number */
    col_names countries, sectors, outlets, verdicts;
    uint64_t verdict_counts[64];
    uint32_t most_sentence, documents_there, undated, copies, with_events;
    uint64_t sentences;
    int32_t newest, oldest;   /* day of publication; COL_NO_DAY */
    char made[32];            /* when the last run ended */
    uint64_t bytes;           /* memory taken */
    uint64_t version;         /* the caller's */
} columns;

columns *columns_load(store *s, casus_error *err);
void columns_free(columns *c);
const char *col_name(const col_names *n, uint32_t i);
uint32_t col_find(const col_names *n, const char *s, size_t k); /* COL_NONE when unknown */
void col_code(const columns *c, uint32_t entity, char out[24]);  /* "RUSGOV" */

/* ---- select.c: which rows ---- */

typedef struct col_filter { /* all zero: everything; lists parted by commas */
    const char *actor, *recipient, *claimant, *event, *country, *status, *place, *source, *issue, *text, *quad;
    int32_t since, until; /* yyyymmdd, first and last day; 0 open */
    int score;            /* 0..1000 at least */
    uint32_t document;
} col_filter;

typedef struct col_hit { /* an item of which rows pass */
    uint32_t at, n;       /* its passing rows: selection.rows[at .. at + n) */
    uint32_t sources;     /* independent ones */
} col_hit;

typedef struct col_selection { /* free with col_selection_free */
    const columns *of;
    col_list list;
    col_hit *hits;        /* oldest first */
    uint32_t *rows;
    uint32_t n, n_rows;
} col_selection;

/* CASUS_EUSAGE: the text filter is no good query (the only thing that can be wrong); s is asked for the text only. */
int columns_select(const columns *c, col_list list, const col_filter *f, store *s, col_selection *out, casus_error *err);
void col_selection_free(col_selection *s);
const col_row *col_first(const col_selection *s, uint32_t hit); /* the first passing row */

/* ---- count.c: how many ---- */

typedef struct col_count {
    uint64_t key;
    uint32_t events, reports, sources, quad[4], as[3]; /* as actor, as recipient, here */
    double scale, scale2, goldstein; /* sums, over events */
    int32_t first, last;
    uint32_t worst;       /* the row with the lowest scale */
} col_count;

typedef struct col_table { /* free with col_table_free */
    col_count *at;
    uint32_t n, room;
    uint32_t *slots, n_slots;
    uint64_t *seen;
    uint32_t n_seen, room_seen;
} col_table;

enum { COL_KEYS = 72 };
/* The keys under which a row counts, each once; part: bit 0 actor, 1 recipient, 2 here. Returns how many. */
typedef int col_keys(const columns *c, const col_rows *l, const col_row *r, const void *user, uint64_t keys[COL_KEYS], uint8_t part[COL_KEYS]);
col_keys col_keys_all;     /* one key, 0 */
col_keys col_keys_dyad;    /* countries: actor << 16 | recipient; a reciprocal act both ways */
col_keys col_keys_pair;    /* the same, smaller first */
col_keys col_keys_country; /* takes part, or happens there */
col_keys col_keys_actor;   /* country << 16 | sector */
col_keys col_keys_place;   /* index of a place with a point; none for others */
col_keys col_keys_kind;
col_keys col_keys_outlet;
col_keys col_keys_period;  /* user: const char* "day" "week" "month" "year"; key: first day + 2^31 */

int columns_count(const columns *c, const col_selection *s, col_keys *keys, const void *user, col_table *out, casus_error *err);
const col_count *col_table_find(const col_table *t, uint64_t key); /* NULL when absent */
void col_table_free(col_table *t);
/* First day (days since 1970) of the period in which a day lies; by: "day" "week" "month" "year". */
int32_t col_period(int32_t day, const char *by);
int32_t col_period_next(int32_t first, const char *by);

#endif
