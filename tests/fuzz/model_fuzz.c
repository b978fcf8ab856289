/* Any bytes as a model file. The fuzzer cannot guess a checksum, so it is set right first: what is
 * behind it must stand every lie. A model that opens must also parse. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE /* memfd_create */
#endif
#include "model/model.h"
#include "syntax/engine.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static void parse_with(const syntax *s, symtab *names)
{
    static const char text[] = "Police in Nairobi arrested 12 students; the U.N. did n't.";
    document *d = calloc(1, sizeof *d);
    if (!d)
        return;
    d->names = symtab_new(&d->memory, names);
    text_read(d, &(casus_article){.text = text});
    for (casus_ref i = 0; i < d->doc.n_sentences; i++)
        syntax_parse(s, d, i);
    arena_free(&d->memory);
    free(d);
}

static int put_file(int file, const uint8_t *bytes, size_t n)
{
    model_head head;
    if (n < sizeof head)
        return write(file, bytes, n) == (ssize_t)n ? 0 : -1;
    memcpy(&head, bytes, sizeof head);
    if (head.magic[0] != 'x') { /* most of the time the head is made to fit */
        memcpy(head.magic, "casusmdl", 8);
        head.version = MODEL_VERSION;
        head.size = n;
        head.checksum = model_checksum(bytes + sizeof head, n - sizeof head);
    }
    bool good = write(file, &head, sizeof head) == (ssize_t)sizeof head;
    good = good && write(file, bytes + sizeof head, n - sizeof head) == (ssize_t)(n - sizeof head);
    return good ? 0 : -1;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    char path[64];
    int file = memfd_create("model", 0);
    if (file < 0)
        return 0;
    snprintf(path, sizeof path, "/proc/self/fd/%d", file);
    if (put_file(file, bytes, n) == 0) {
        arena memory = {0};
        casus_error err;
        symtab *names = symtab_new(&memory, NULL);
        syntax *s = syntax_open(path, names, &err);
        if (s)
            parse_with(s, names);
        else if (err.code == 0 || !err.message[0])
            abort(); /* a refusal must say why */
        syntax_close(s);
        arena_free(&memory);
    }
    close(file);
    return 0;
}
