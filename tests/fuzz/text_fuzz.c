/* Any bytes, as text, as a title and as given sentences. */
#include "text/text.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static void check(const document *d)
{
    casus_ref next = 0;
    for (casus_ref s = 0; s < d->doc.n_sentences; s++) {
        if (d->doc.sentences[s].first != next || d->doc.sentences[s].at.end > d->doc.n_text)
            abort();
        next += d->doc.sentences[s].count;
        if (d->doc.sentences[s].count > 400)
            abort();
    }
    if (next != d->doc.n_tokens)
        abort();
}

static void read_as(document *d, const casus_article *a)
{
    d->doc = (casus_doc){0};
    arena_reset(&d->memory);
    d->memory.limit = 64u << 20;
    d->memory.on_full = &d->full;
    if (setjmp(d->full))
        return;
    d->names = symtab_new(&d->memory, NULL);
    d->keep_notes = true;
    text_read(d, a);
    check(d);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    static document d;
    char *s = malloc(n + 1);
    if (!s)
        return 0;
    memcpy(s, bytes, n);
    s[n] = '\0';
    const char *given[] = {s, s + n / 2};
    read_as(&d, &(casus_article){.text = s, .n_text = n});
    read_as(&d, &(casus_article){.text = s + n / 2, .n_text = n - n / 2, .title = s});
    read_as(&d, &(casus_article){.sentences = given, .n_sentences = 2});
    free(s);
    return 0;
}
