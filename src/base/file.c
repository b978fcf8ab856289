/* Bytes from outside: whole files and folder listings, sorted so that every machine sees the same. */
#include "base.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static char *read_stream(FILE *f, size_t room, size_t *n)
{
    size_t used = 0;
    char *p = malloc(room + 1);
    while (p) {
        used += fread(p + used, 1, room - used, f);
        if (used < room)
            break;
        char *bigger = realloc(p, room * 2 + 1);
        if (!bigger) {
            free(p);
            return NULL;
        }
        p = bigger;
        room *= 2;
    }
    if (p)
        p[used] = '\0';
    *n = used;
    return p;
}

char *file_read(const char *path, size_t *n, casus_error *err)
{
    struct stat st;
    bool there = stat(path, &st) == 0;
    if (there && S_ISDIR(st.st_mode)) {
        error_set(err, CASUS_EFILE, "%s: is a directory", path);
        return NULL;
    }
    FILE *f = fopen(path, "rb");
    if (!f) {
        error_set(err, CASUS_EFILE, "%s: %s", path, strerror(errno));
        return NULL;
    }
    bool sized = there && S_ISREG(st.st_mode) && st.st_size > 0 && st.st_size < INT32_MAX;
    char *p = read_stream(f, sized ? (size_t)st.st_size + 1 : 1 << 16, n); /* one more: the end is seen at once */
    bool broken = ferror(f) != 0;
    fclose(f);
    if (p && !broken)
        return p;
    error_set(err, p ? CASUS_EFILE : CASUS_ENOMEM, "%s: %s", path, p ? "cannot be read" : "out of memory");
    free(p);
    return NULL;
}

typedef struct listing {
    arena *a;
    const char *dir, *suffix;
    char **names;
    uint32_t n;
} listing;

static int list_folder(listing *l, const char *inside, casus_error *err)
{
    char *path = arena_printf(l->a, "%s%s%s", l->dir, *inside ? "/" : "", inside);
    DIR *d = opendir(path);
    if (!d)
        return error_set(err, CASUS_EFILE, "%s: %s", path, strerror(errno));
    int code = 0;
    for (struct dirent *e; code == 0 && (e = readdir(d));) {
        if (e->d_name[0] == '.')
            continue;
        char *name = arena_printf(l->a, "%s%s%s", inside, *inside ? "/" : "", e->d_name);
        struct stat st;
        if (stat(arena_printf(l->a, "%s/%s", l->dir, name), &st) != 0)
            continue;
        if (S_ISDIR(st.st_mode))
            code = list_folder(l, name, err);
        else if (str_ends(str_of(name), l->suffix))
            *ARENA_PUSH(l->a, l->names, l->n) = name;
    }
    closedir(d);
    return code;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

char **file_list(arena *a, const char *dir, const char *suffix, casus_error *err)
{
    listing l = {.a = a, .dir = dir, .suffix = suffix};
    if (list_folder(&l, "", err) != 0)
        return NULL;
    if (l.n)
        qsort(l.names, l.n, sizeof *l.names, by_name);
    *ARENA_PUSH(a, l.names, l.n) = NULL;
    return l.names;
}

/* ---- mapped ---- */

const char *file_map(const char *path, size_t *n)
{
    int file = open(path, O_RDONLY | O_CLOEXEC);
    struct stat st;
    void *p = MAP_FAILED;
    if (file < 0)
        return NULL;
    if (fstat(file, &st) == 0 && S_ISREG(st.st_mode) && st.st_size > 0) {
        *n = (size_t)st.st_size;
        p = mmap(NULL, *n, PROT_READ, MAP_PRIVATE, file, 0);
    }
    close(file);
    if (p == MAP_FAILED)
        return NULL;
    madvise(p, *n, MADV_WILLNEED);
    return p;
}

void file_unmap(const char *bytes, size_t n)
{
    union { const char *in; void *out; } p = {.in = bytes};
    if (bytes)
        munmap(p.out, n);
}

/* ---- new files ---- */

int new_file_open(new_file *f, const char *path, casus_error *err)
{
    *f = (new_file){0};
    if (strlen(path) >= sizeof f->path)
        return error_set(err, CASUS_EFILE, "%s: the name is too long", path);
    snprintf(f->path, sizeof f->path, "%s", path);
    snprintf(f->temporary, sizeof f->temporary, "%s.XXXXXX", path);
    int file = mkstemp(f->temporary);
    if (file < 0)
        return error_set(err, CASUS_EFILE, "%s: %s", path, strerror(errno));
    fchmod(file, 0644); /* mkstemp gives it to its maker alone */
    f->out = fdopen(file, "wb");
    if (f->out)
        return 0;
    close(file);
    unlink(f->temporary);
    return error_set(err, CASUS_ENOMEM, "%s: out of memory", path);
}

int new_file_close(new_file *f, bool good, casus_error *err)
{
    bool failed = ferror(f->out) != 0;
    failed |= fclose(f->out) != 0;
    f->out = NULL;
    if (good && !failed && rename(f->temporary, f->path) == 0)
        return 0;
    int why = errno;
    unlink(f->temporary);
    return error_set(err, CASUS_EFILE, "%s: %s", f->path, why && good ? strerror(why) : "not written");
}
