/* event: clauses to coded events. Receives tree and mentions; leaves attributions (whose words),
 * events, and a verdict for every sentence.
 * One reading of the clause serves events and, in the next room, statements. */
#ifndef CASUS_EVENT_H
#define CASUS_EVENT_H

#include "mention/mention.h"

/* ---- speaker.c: whose words ---- */
/* The innermost attribution whose content holds the token, or CASUS_NONE. */
casus_ref speaker_of(const casus_doc *d, casus_ref token);

/* ---- frame.c, match.c, status.c, fold.c, code.c ---- */
void event_read(document *d, const knowledge *k);

#endif
