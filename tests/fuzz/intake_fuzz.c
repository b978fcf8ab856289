/* Any bytes as a file of any kind: the first byte chooses the kind, 0 lets the content tell. */
#include "intake/intake.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static void tell(void *user, const char *file, int line, const char *text)
{
    size_t *told = user;
    if (!file || line < 0)
        abort();
    *told += strlen(text);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    casus_error err;
    casus_article a;
    size_t told = 0, seen = 0;
    if (!n)
        return 0;
    intake_options options = {.kind = (intake_kind)(bytes[0] % INTAKE_N_KINDS), .max_bytes = 1u << 20, .message = tell, .user = &told};
    intake *in = intake_memory("fuzz", bytes + 1, n - 1, &options, &err);
    while (in && intake_next(in, &a) > 0) {
        seen += a.title ? strlen(a.title) : 0;
        seen += a.text ? strlen(a.text) : 0;
        for (size_t i = 0; i < a.n_sentences; i++)
            seen += strlen(a.sentences[i]);
    }
    intake_close(in);
    return seen == SIZE_MAX;
}
