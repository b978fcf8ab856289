/* Where knowledge/ and models/ are. */
#include "cli/cli.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#ifndef CASUS_DATA_DIR
#define CASUS_DATA_DIR "/usr/share/casus"
#endif

static bool holds_data(const char *dir, char room[1024])
{
    snprintf(room, 1024, "%s/knowledge", dir);
    bool good = access(room, R_OK) == 0;
    snprintf(room, 1024, "%s", dir);
    return good;
}

/* Beside the program: in share/casus of its prefix, or in a folder above it (a build tree). */
static bool beside_program(char room[1024])
{
    char path[900], dir[1000];
    ssize_t n = readlink("/proc/self/exe", path, sizeof path - 1);
    if (n <= 0)
        return false;
    path[n] = '\0';
    for (int up = 0; up < 4; up++) {
        char *slash = strrchr(path, '/');
        if (!slash || slash == path)
            return false;
        *slash = '\0';
        snprintf(dir, sizeof dir, "%s/share/casus", path);
        if (holds_data(dir, room) || holds_data(path, room))
            return true;
    }
    return false;
}

const char *data_folder(const settings *s, char room[1024])
{
    const char *given = s->data ? s->data : getenv("CASUS_DATA");
    if (given && *given) {
        if (holds_data(given, room))
            return room;
        fprintf(stderr, "casus: %s holds no knowledge folder\n", given);
        return NULL;
    }
    if (beside_program(room) || holds_data(CASUS_DATA_DIR, room))
        return room;
    fprintf(stderr, "casus: no knowledge found; name its folder with --data DIR or CASUS_DATA\n");
    return NULL;
}
