/* Where compiled images are: beside the text (DATA/knowledge.image, made when casus is installed), else
 * in the user's cache, one for each data folder. A cache that cannot be written is no fault: the text
 * is then parsed at each start. */
#include "knowledge/image.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

typedef char path_room[1024];

/* The user's cache by the XDG rules: $XDG_CACHE_HOME when it is absolute, else ~/.cache. */
static bool cache_folder(path_room out)
{
    const char *cache = getenv("XDG_CACHE_HOME"), *home = getenv("HOME");
    int n = 0;
    if (cache && *cache == '/')
        n = snprintf(out, sizeof(path_room), "%s", cache);
    else if (home && *home == '/')
        n = snprintf(out, sizeof(path_room), "%s/.cache", home);
    return n > 0 && (size_t)n < sizeof(path_room);
}

/* $CACHE/casus/knowledge-<folder>.image: named by the folder of the data, so that two do not take turns. */
static bool cache_path(const char *dir, path_room out)
{
    path_room cache;
    char *whole = realpath(dir, NULL);
    if (!whole || !cache_folder(cache)) {
        free(whole);
        return false;
    }
    unsigned long long folder = checksum(whole, strlen(whole));
    free(whole);
    int n = snprintf(out, sizeof(path_room), "%s/casus/knowledge-%016llx.image", cache, folder);
    return n > 0 && (size_t)n < sizeof(path_room);
}

bool cache_beside(const char *dir, char out[1024])
{
    int n = snprintf(out, sizeof(path_room), "%s/knowledge.image", dir);
    return n > 0 && (size_t)n < sizeof(path_room);
}

knowledge *cache_open(const char *dir, uint64_t source, symtab *names)
{
    path_room path;
    knowledge *k = cache_beside(dir, path) ? image_open(path, source, names) : NULL;
    if (!k && cache_path(dir, path))
        k = image_open(path, source, names);
    return k;
}

/* Make the folders above the file that the XDG rules ask for: the cache and our folder in it. */
static bool folders_make(const char *path)
{
    path_room cache, ours;
    if (!cache_folder(cache))
        return false;
    mkdir(cache, 0700);
    snprintf(ours, sizeof ours, "%.*s", (int)(strrchr(path, '/') - path), path);
    mkdir(ours, 0700);
    return access(ours, W_OK | X_OK) == 0;
}

void cache_leave(const knowledge *k, const char *dir, uint64_t source)
{
    path_room path;
    if (image_code() && cache_path(dir, path) && folders_make(path))
        image_write(k, path, source, NULL);
}
