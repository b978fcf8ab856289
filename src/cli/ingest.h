/* ingest: what commands share that fill a store. A reader hands articles on; they are looked up,
 * analysed and written by the pipeline of ingest.c. */
#ifndef CASUS_INGEST_H
#define CASUS_INGEST_H

#include "cli/cli.h"
#include "store/store.h"

typedef struct pipeline pipeline;
typedef void ingest_reader(pipeline *p, void *user); /* runs in a thread of its own */

/* Fill the store of the settings from a reader; the exit status. *whole: all that was handed on is in the store. */
int ingest_run(const settings *s, ingest_reader *read, void *user, bool *whole);
/* Hand an article on; path is where it came from. False: all has stopped, read no further. */
bool ingest_article(pipeline *p, const char *path, casus_article *a);
void ingest_failed(pipeline *p); /* something was lost, and told */
store *ingest_store(pipeline *p); /* for the reader's questions */

#endif
