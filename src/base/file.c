/* Bytes from outside: whole files and folder listings, sorted so that every machine sees the same. */
#include "base.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

static char *read_stream(FILE *f, size_t *n)
{
    size_t room = 1 << 16, used = 0;
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
    if (stat(path, &st) == 0 && S_ISDIR(st.st_mode)) {
        error_set(err, CASUS_EFILE, "%s: is a directory", path);
        return NULL;
    }
    FILE *f = fopen(path, "rb");
    if (!f) {
        error_set(err, CASUS_EFILE, "%s: %s", path, strerror(errno));
        return NULL;
    }
    char *p = read_stream(f, n);
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
