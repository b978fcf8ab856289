/* A model file: head, table, sections at multiples of 64 bytes, checksum over all behind the head. */
#include "write.h"

#include <stdio.h>

static void pad(buffer *b)
{
    static const char zero[MODEL_ALIGN] = {0};
    buffer_put(b, zero, (MODEL_ALIGN - b->n % MODEL_ALIGN) % MODEL_ALIGN);
}

void writer_add(model_writer *w, const char *name, const void *p, size_t n)
{
    model_section *s = &w->sections[w->n++];
    *s = (model_section){.at = w->body.n, .size = n};
    for (size_t i = 0; i + 1 < MODEL_NAME && name[i]; i++)
        s->name[i] = name[i];
    buffer_put(&w->body, p, n);
    pad(&w->body);
}

int writer_save(model_writer *w, const char *path, casus_error *err)
{
    model_head head = {.magic = {'c', 'a', 's', 'u', 's', 'm', 'd', 'l'}, .version = MODEL_VERSION, .n_sections = w->n};
    buffer all = {0};
    size_t table = sizeof head + w->n * sizeof *w->sections;
    size_t begin = (table + MODEL_ALIGN - 1) / MODEL_ALIGN * MODEL_ALIGN;
    for (uint32_t i = 0; i < w->n; i++)
        w->sections[i].at += begin;
    buffer_put(&all, (const char *)w->sections, w->n * sizeof *w->sections);
    static const char zero[MODEL_ALIGN] = {0};
    buffer_put(&all, zero, begin - table);
    buffer_put(&all, w->body.p, w->body.n);
    head.size = sizeof head + all.n;
    head.checksum = model_checksum(all.p, all.n);
    FILE *f = fopen(path, "wb");
    bool good = f && !all.failed && !w->body.failed && fwrite(&head, sizeof head, 1, f) == 1 &&
                fwrite(all.p, 1, all.n, f) == all.n;
    good = f && fclose(f) == 0 && good;
    buffer_free(&all);
    buffer_free(&w->body);
    return good ? 0 : error_set(err, CASUS_EFILE, "%s: cannot be written", path);
}
