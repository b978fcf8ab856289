/* ledger: what each side says and counts. Receives attributions, events, numbers; leaves
 * statements, figures and meetings. */
#ifndef CASUS_LEDGER_H
#define CASUS_LEDGER_H

#include "event/event.h"

void statement_read(document *d, const knowledge *k); /* statement.c */
void figure_read(document *d, const knowledge *k);    /* figure.c */
void meeting_read(document *d, const knowledge *k);   /* meeting.c */

#endif
