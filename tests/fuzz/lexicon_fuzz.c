/* Any bytes as a dictionary of another coder: the first byte says which kind. What comes out must be clean lines. */
#include "lexicon/lexicon.h"

#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static bool is_country(void *user, const char code[4])
{
    (void)user;
    return code[0] < 'M';
}

static bool plover_of(void *user, const char *cameo, char out[40])
{
    (void)user;
    snprintf(out, 40, "%s", cameo[0] == '1' ? "THREATEN restrict" : "AID");
    return cameo[0] != '9';
}

static void complain(void *user, const char *file, int line, const char *text)
{
    (void)user, (void)file;
    if (line < 1 || !*text)
        abort();
}

static void check(const buffer *b)
{
    for (size_t i = 0; i < b->n; i++)
        if (b->p[i] == '\0')
            abort();
    if (b->n && b->p[b->n - 1] != '\n')
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    casus_error err = {0};
    lexicon x = {.file = "fuzz", .is_country = is_country, .plover_of = plover_of, .complain = complain};
    str text = {(const char *)bytes + 1, n ? n - 1 : 0};
    if (!n)
        return 0;
    if (bytes[0] == 3) {
        geonames g = {.file = "fuzz", .complain = complain};
        if (geonames_read(&g, text, &err) != 0 || geonames_read(&g, text, &err) != 0) /* what was read first serves the second time */
            abort();
        check(&g.places);
        geonames_free(&g);
        return 0;
    }
    if ((bytes[0] % 3 == 0 ? lexicon_actors(&x, text, &err) : bytes[0] % 3 == 1 ? lexicon_agents(&x, text, &err) : lexicon_verbs(&x, text, &err)) != 0)
        abort();
    check(&x.groups);
    check(&x.countries);
    check(&x.roles);
    check(&x.verbs);
    lexicon_free(&x);
    return 0;
}
