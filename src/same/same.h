/* same: what is told twice. Receives a store with new rows; gives each document the text it is a copy
 * of, and each report its event, with the reasons. People can take a merge back. */
#ifndef CASUS_SAME_H
#define CASUS_SAME_H

#include "store/store.h"

/* After store_add or store_recode, in the same transaction. */
int same_settle(store *s, const paper *p, const added *a, casus_error *err);

/* ---- copy.c: the same text twice ---- */

/* The document this one is a copy of, or itself; sets original, likeness and origin. */
int copy_settle(store *s, int64_t number, const paper *p, casus_error *err);

/* ---- merge.c: the same event in several reports ---- */

enum { MERGE_KM = 50, MERGE_DAYS = 1 };

/* Give each report of a coding its event. */
int merge_settle(store *s, int64_t coding, casus_error *err);
int merge_report(store *s, int64_t report, casus_error *err); /* one report that has none */
int64_t merge_new_event(store *s, const char *key);           /* 0 when it cannot be made */

/* ---- decide.c: people's decisions, and whole stores ---- */

/* Take a report out of its event (its id), or an event apart (the event's id); *n reports then stand
 * alone, also in what comes later. merge_join undoes it. */
int merge_split(store *s, const char *id, int *n, casus_error *err);
int merge_join(store *s, const char *id, int *n, casus_error *err);
/* All copies and events anew, by publication date and content: the same whatever the order of ingesting. */
int merge_again(store *s, casus_error *err);
/* Add the documents of another store, each with its current coding and the run that made it. */
int same_unite(store *into, const char *from, uint32_t *n, casus_error *err);

#endif
