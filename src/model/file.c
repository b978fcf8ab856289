/* A model file, trusted in nothing.
 *
 * The file comes from our trainer, but also from a broken download, a full disk, or somebody who
 * means harm. Everything is checked once, here: magic, version, length, checksum, and that each
 * section lies inside the file, aligned, with a terminated name. Behind this door weights are
 * plain arrays. The file is mapped, so that processes share one copy and opening costs only the
 * checksum, which reads eight bytes at a time in four lanes (4 MB in about a millisecond). */
#include "model.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

struct model {
    const char *bytes;
    size_t size;
    const model_section *sections;
    uint32_t n_sections;
    char path[256];
};

uint64_t model_checksum(const void *p, size_t n)
{
    return checksum(p, n);
}

static int section_check(const model *m, const model_section *s, casus_error *err)
{
    if (memchr(s->name, '\0', MODEL_NAME) == NULL)
        return error_set(err, CASUS_EFORMAT, "%s: a section's name is not terminated", m->path);
    if (s->at % MODEL_ALIGN != 0 || s->at > m->size || s->size > m->size - s->at)
        return error_set(err, CASUS_EFORMAT, "%s: section '%s' lies outside the file", m->path, s->name);
    return 0;
}

static int model_check(model *m, casus_error *err)
{
    model_head head;
    if (m->size < sizeof head || memcmp(m->bytes, "casusmdl", 8) != 0)
        return error_set(err, CASUS_EFORMAT, "%s: not a casus model", m->path);
    memcpy(&head, m->bytes, sizeof head);
    if (head.version != MODEL_VERSION)
        return error_set(err, CASUS_EFORMAT, "%s: model version %u; this casus reads version %d", m->path,
                         head.version, MODEL_VERSION);
    if (head.size != m->size)
        return error_set(err, CASUS_EFORMAT, "%s: %zu bytes long, its head says %llu: truncated?", m->path,
                         m->size, (unsigned long long)head.size);
    if (head.n_sections > MODEL_MAX_SECTIONS ||
        head.n_sections * sizeof(model_section) > m->size - sizeof head)
        return error_set(err, CASUS_EFORMAT, "%s: its table of sections is too long", m->path);
    if (head.checksum != model_checksum(m->bytes + sizeof head, m->size - sizeof head))
        return error_set(err, CASUS_EFORMAT, "%s: damaged: the checksum differs", m->path);
    m->sections = (const model_section *)(const void *)(m->bytes + sizeof head);
    m->n_sections = head.n_sections;
    for (uint32_t i = 0; i < m->n_sections; i++)
        if (section_check(m, &m->sections[i], err) != 0)
            return err ? err->code : CASUS_EFORMAT;
    return 0;
}

static int model_map(model *m, const char *path, casus_error *err)
{
    uint32_t one = 1;
    if (*(const char *)&one != 1)
        return error_set(err, CASUS_EFORMAT, "%s: models are little-endian, this machine is not", path);
    int file = open(path, O_RDONLY | O_CLOEXEC);
    struct stat st;
    if (file < 0 || fstat(file, &st) != 0) {
        int why = errno;
        if (file >= 0)
            close(file);
        return error_set(err, CASUS_EFILE, "%s: %s", path, strerror(why));
    }
    m->size = S_ISREG(st.st_mode) && st.st_size > 0 ? (size_t)st.st_size : 0;
    void *p = m->size ? mmap(NULL, m->size, PROT_READ, MAP_PRIVATE, file, 0) : MAP_FAILED;
    close(file);
    if (p == MAP_FAILED)
        return error_set(err, CASUS_EFORMAT, "%s: not a casus model", path);
    m->bytes = p;
    return 0;
}

model *model_open(const char *path, casus_error *err)
{
    model *m = calloc(1, sizeof *m);
    if (!m) {
        error_set(err, CASUS_ENOMEM, "%s: out of memory", path);
        return NULL;
    }
    size_t n = strlen(path) < sizeof m->path ? strlen(path) : sizeof m->path - 1;
    memcpy(m->path, path, n);
    if (model_map(m, path, err) == 0 && model_check(m, err) == 0)
        return m;
    model_close(m);
    return NULL;
}

void model_close(model *m)
{
    if (m && m->bytes) {
        union { const char *in; void *out; } bytes = {.in = m->bytes};
        munmap(bytes.out, m->size);
    }
    free(m);
}

const void *model_array(const model *m, const char *name, size_t element, size_t n_want, size_t *n,
                        casus_error *err)
{
    for (uint32_t i = 0; i < m->n_sections; i++) {
        const model_section *s = &m->sections[i];
        if (strcmp(s->name, name) != 0)
            continue;
        *n = s->size / element;
        if (s->size % element == 0 && (n_want == 0 || n_want == *n))
            return m->bytes + s->at;
        error_set(err, CASUS_EFORMAT, "%s: section '%s' has an odd length, %llu bytes", m->path, name,
                  (unsigned long long)s->size);
        return NULL;
    }
    error_set(err, CASUS_EFORMAT, "%s: section '%s' is missing", m->path, name);
    return NULL;
}

bool model_has(const model *m, const char *name)
{
    for (uint32_t i = 0; i < m->n_sections; i++)
        if (strcmp(m->sections[i].name, name) == 0)
            return true;
    return false;
}

uint32_t model_sections(const model *m)
{
    return m->n_sections;
}

const void *model_section_at(const model *m, uint32_t i, const char **name, size_t *size)
{
    *name = m->sections[i].name;
    *size = m->sections[i].size;
    return m->bytes + m->sections[i].at;
}
