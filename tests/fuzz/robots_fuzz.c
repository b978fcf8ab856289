/* Any bytes as a robots.txt, asked for a path of its own first line. */
#include "fetch/fetch.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    char path[128] = "/";
    str robots = {(const char *)bytes, n}, rest = robots, line = str_cut(&rest, "\n");
    size_t m = line.n < sizeof path - 2 ? line.n : sizeof path - 2;
    if (m)
        memcpy(path + 1, line.p, m);
    bool once = robots_allow(robots, "casus", path), again = robots_allow(robots, "casus", path);
    if (once != again || (n == 0 && !once))
        abort();
    return 0;
}
