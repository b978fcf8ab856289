/* conllu: reading CoNLL-U into a document, and writing it back with what the reading kept.
 *
 *     conllu_kept kept;
 *     conllu_read(d, bytes, n, "gold.conllu", &kept, err);
 *     for each sentence: syntax_parse(s, d, i); conllu_write_kept(d, i, &kept, out); */
#ifndef CASUS_CONLLU_H
#define CASUS_CONLLU_H

#include "syntax/syntax.h"

typedef struct conllu_extra { /* a comment, multiword token or empty node, as written */
    casus_ref before;         /* the token it stands before */
    str line;
} conllu_extra;

typedef struct conllu_kept {
    conllu_extra *extras;
    uint32_t n_extras;
    uint32_t *first_extra; /* of each sentence, and one more */
    str *lines;            /* of each token */
} conllu_kept;

/* Fill text, sentences and tokens (spans, norms, flags) of a fresh document. The bytes must live
 * as long as `kept`. Faults are named by line; what was read before the fault stays. */
int conllu_read(document *d, const char *p, size_t n, const char *file, conllu_kept *kept, casus_error *err);
void conllu_write_kept(const document *d, casus_ref sentence, const conllu_kept *kept, buffer *out);
/* Column 0..9 of a line; p is NULL when there is none. */
str conllu_field(str line, unsigned column);

#endif
