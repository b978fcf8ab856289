/* event: clauses to coded events. Receives tree and mentions; leaves attributions (whose words),
 * events, and a verdict for every sentence.
 * One reading of the clause serves events and, in the next room, statements. */
#ifndef CASUS_EVENT_H
#define CASUS_EVENT_H

#include "speech/speech.h"

/* ---- read.c, code.c, operator.c, fold.c, context.c ---- */
void event_read(document *d, const knowledge *k);

/* ---- relate.c ---- */
/* Which category holds from one marked party to the other, in a document of one sentence that has been
 * read. An empty span: that side is not named. Always one of the 16. */
void event_relate(document *d, const knowledge *k, casus_span actor, casus_span recipient, casus_relation *out);

#endif
