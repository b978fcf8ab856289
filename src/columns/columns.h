/* columns: a store's current readings as arrays in memory, for answers in milliseconds. Receives a
 * store; leaves rows that can be filtered and counted, a million in a few milliseconds. What a row
 * looks like in words stays in the store and is fetched for the rows that are shown.
 *
 *     columns *c = columns_load(s, &err);
 *     col_selection hits;
 *     columns_select(c, COL_EVENTS, &(col_filter){.actor = "RUS", .since = 20220224}, s, &hits, &err);
 *     col_table t;
 *     columns_count(c, &hits, COL_BY_DYAD, NULL, &t, &err);
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

typedef struct col_posting { /* rows by country, kind or pair, in order */
    uint32_t *from, *rows; /* from: one more than there are countries */
} col_posting;

typedef struct col_numbering { /* keys to numbers from 0, in the order of their first coming; free keys and slots */
    uint64_t *keys;
    uint32_t n, room, *slots, n_slots;
} col_numbering;

typedef struct col_keys { /* the keys under which rows with the same sides count */
    uint32_t *from, *ids; /* ids[from[side] .. from[side + 1]): indices into keys */
    uint8_t *parts;       /* beside each id: bit 0 actor, 1 recipient */
    uint64_t *keys;
    uint32_t n;
} col_keys;

typedef struct col_sides { /* who stands on which side, as countries and sectors: a few thousand ways for a million rows */
    uint32_t *of;         /* by row */
    uint32_t *from;       /* n + 1, into at */
    uint64_t *at;         /* country << 17 | sector << 1 | role, each once */
    uint32_t n;
    col_keys dyads, pairs, countries, actors;
} col_sides;

typedef struct col_worth { /* what is summed of a row, packed: reading a million rows takes as long as their bytes */
    float scale, goldstein;
    int32_t day;
    uint32_t side;
    uint32_t origin : 29; /* its document's */
    uint32_t quad : 3;
} col_worth;

typedef struct col_rows { /* one list; rows ordered by the day of their item, items by their first report's number, then by number */
    col_row *at;
    uint32_t n, n_groups;
    uint32_t *parties, n_parties; /* entity * 2 + role; role 1: recipient, addressee, owner */
    col_sides sides;
    uint32_t *group_of;   /* by row, beside the rows: what most questions ask of each */
    uint16_t *status_of, *kind_of, *extra_of;
    int32_t *days_of;     /* first and last */
    col_worth *worths;
    uint32_t *told, n_told; /* rows of dated documents, by day of publication, document, sentence, key; not of documents and figures */
    uint32_t *told_sides; /* beside told */
    col_names kinds, statuses, extras;
    col_posting by[3];    /* as role 0, as role 1 (or role 0 of an act without one), in any way */
    col_posting by_kind, by_pair, told_by_pair; /* by number of the pair (sides.pairs); the last in the order of `told` */
    int32_t *zones;       /* first and last day of each ZONE rows */
} col_rows;

typedef struct col_entity {
    const char *name;    /* canonical, or "" */
    uint32_t lower;      /* hash of the name, ASCII folded */
    uint16_t country, sector;
    uint32_t reports;    /* parties of events it is */
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
    uint32_t first_sentence; /* the store's number */
} col_document;

typedef struct col_day {
    int32_t day, articles; /* published that day; copies are not counted */
    uint32_t copies;
} col_day;

typedef struct columns {
    arena memory;
    col_rows lists[COL_LISTS];
    col_entity *entities;
    uint32_t n_entities;
    col_place *places;
    uint32_t n_places;
    col_document *documents;
    uint32_t n_documents;     /* one above the highest number */
    col_day *days;            /* on which something was published, in order */
    uint32_t n_days;
    col_names countries, sectors, outlets, verdicts;
    uint64_t verdict_counts[64];
    col_names rules;          /* that coded the events' reports */
    uint32_t *rule_counts, n_rule_counts;
    uint32_t most_sentence, documents_there, undated, copies, with_events;
    uint64_t sentences;
    int32_t newest, oldest;   /* day of publication; COL_NO_DAY */
    char made[32];            /* when the last run ended */
    uint64_t bytes;           /* memory taken */
    uint64_t version;         /* the caller's */
} columns;

/* whole false: only what the analysis room asks for (no figures, no verdicts). */
columns *columns_load(store *s, bool whole, casus_error *err);
void columns_free(columns *c);
const char *col_name(const col_names *n, uint32_t i);
uint32_t col_find(const col_names *n, const char *s, size_t k); /* COL_NONE when unknown */
void col_code(const columns *c, uint32_t entity, char out[24]);  /* "RUSGOV" */
/* The list's number of a pair of countries; COL_NONE: it has no row. */
uint32_t col_pair(const col_rows *l, uint32_t one, uint32_t other);
uint32_t col_number(col_numbering *x, uint64_t key); /* COL_NONE: out of memory */

/* ---- select.c: which rows ---- */

typedef struct col_filter { /* all zero: everything; lists parted by commas */
    const char *actor, *recipient, *claimant, *event, *country, *status, *place, *source, *issue, *text, *quad;
    int32_t since, until; /* yyyymmdd, first and last day; 0 open */
    int score;            /* 0..1000 at least */
    uint32_t document;
} col_filter;

typedef struct col_hit { /* an item of which rows pass */
    uint32_t at, n;       /* its passing rows: selection.rows[at .. at + n) */
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
uint32_t col_sources(const col_selection *s, uint32_t hit);     /* independent ones among its passing rows */

/* ---- count.c: how many ---- */

typedef struct col_count {
    uint64_t key;
    uint32_t events, reports, sources, quad[4], as[3]; /* as actor, as recipient, here */
    double scale, scale2, goldstein; /* sums, over events */
    int32_t first, last;
} col_count;

typedef struct col_table { /* by key; free with col_table_free */
    col_count *at;
    uint32_t n;
} col_table;

typedef enum col_by {
    COL_BY_ALL,     /* one key, 0 */
    COL_BY_DYAD,    /* countries: actor << 16 | recipient; a reciprocal act both ways */
    COL_BY_PAIR,    /* the same, smaller first */
    COL_BY_COUNTRY, /* takes part, or happens there */
    COL_BY_ACTOR,   /* country << 16 | sector */
    COL_BY_PLACE,   /* index of a place with a point; others are not counted */
    COL_BY_KIND,
    COL_BY_OUTLET,
    COL_BY_PERIOD   /* period: "day" "week" "month" "year"; key: first day + 2^31 */
} col_by;

/* Each item counts once under each of its keys; period may be NULL for all but COL_BY_PERIOD. */
int columns_count(const columns *c, const col_selection *s, col_by by, const char *period, col_table *out, casus_error *err);
const col_count *col_table_find(const col_table *t, uint64_t key); /* NULL when absent */
void col_table_free(col_table *t);
/* First day (days since 1970) of the period in which a day lies; by: "day" "week" "month" "year". */
int32_t col_period(int32_t day, const char *by);
int32_t col_period_next(int32_t first, const char *by);

#endif
