/* model: files made by the trainer to weights in memory. Receives a path; leaves named sections,
 * each checked against the file before anybody reads it. The arithmetic is in kernel.h.
 * It knows nothing of language: what a section means is the business of the room that opens it. */
#ifndef CASUS_MODEL_H
#define CASUS_MODEL_H

#include "base/base.h"

/* ---- file.c: the container ---- */

/* A file is a head, a table of sections, the sections' bytes (each at a multiple of 64).
 * Numbers are little-endian. The checksum covers everything behind the head. */
enum { MODEL_VERSION = 1, MODEL_NAME = 24, MODEL_ALIGN = 64, MODEL_MAX_SECTIONS = 256 };

typedef struct model_head {
    char magic[8]; /* "casusmdl" */
    uint32_t version, n_sections;
    uint64_t size; /* of the whole file */
    uint64_t checksum;
} model_head;

typedef struct model_section {
    char name[MODEL_NAME]; /* NUL-padded, never full */
    uint64_t at, size;     /* bytes from the file's beginning */
} model_section;

typedef struct model model; /* an open file: mapped, frozen, shared by all threads */

/* Map and check the file. NULL and *err when it is missing, short, foreign or damaged. */
model *model_open(const char *path, casus_error *err);
void model_close(model *m);

/* A section as an array of elements of `element` bytes, *n of them. NULL and *err when it is not
 * there, is no whole number of elements, or n_want is not 0 and another number is there. */
const void *model_array(const model *m, const char *name, size_t element, size_t n_want, size_t *n,
                        casus_error *err);
bool model_has(const model *m, const char *name);
uint32_t model_sections(const model *m);
/* Section i: its bytes, name and size. */
const void *model_section_at(const model *m, uint32_t i, const char **name, size_t *size);
uint64_t model_checksum(const void *p, size_t n);

/* Spread the bits of a 32-bit key (Chris Wellons, "lowbias32"); never 0. */
static inline uint32_t model_mix(uint32_t x)
{
    x ^= x >> 16;
    x *= 0x7feb352du;
    x ^= x >> 15;
    x *= 0x846ca68bu;
    x ^= x >> 16;
    return x ? x : 1;
}

#endif
