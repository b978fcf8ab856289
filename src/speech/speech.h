/* speech: whose words are these. Receives clauses and mentions; leaves doc->attributions: for each
 * quotation, report or claim its speaker, cue and content, continued over sentences and paragraphs. */
#ifndef CASUS_SPEECH_H
#define CASUS_SPEECH_H

#include "clause/clause.h"

/* ---- cue.c: reporting words; content.c: what is reported; run.c: words between marks; speaker.c: who says it ---- */
void speaker_read(reading *r);

#endif
