/* Any bytes as CoNLL-U: read, and where that succeeds written and read again. */
#include "syntax/conllu.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static int read_and_write(const char *p, size_t n, buffer *out)
{
    document *d = calloc(1, sizeof *d);
    conllu_kept kept;
    casus_error err;
    if (!d)
        return -1;
    d->names = symtab_new(&d->memory, NULL);
    int code = conllu_read(d, p, n, "fuzz", &kept, &err);
    for (casus_ref s = 0; code == 0 && s < d->doc.n_sentences; s++) {
        const casus_sentence *x = &d->doc.sentences[s];
        for (casus_ref i = x->first; i < x->first + x->count; i++)
            d->doc.tokens[i].head = x->first;
        conllu_write_kept(d, s, &kept, out);
        buffer plain = {0};
        conllu_write(d, s, &plain);
        buffer_free(&plain);
    }
    if (code != 0 && err.line == 0)
        abort(); /* a fault has a line */
    arena_free(&d->memory);
    free(d);
    return code;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    buffer once = {0}, twice = {0};
    if (read_and_write((const char *)bytes, n, &once) == 0 && once.n) {
        if (read_and_write(once.p, once.n, &twice) != 0 || twice.n != once.n || memcmp(once.p, twice.p, once.n) != 0)
            abort();
    }
    buffer_free(&once);
    buffer_free(&twice);
    return 0;
}
