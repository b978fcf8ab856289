/* Any bytes as a file of weights. */
#include "analysis/analysis.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    weights w;
    casus_error err = {0};
    if (weights_parse("fuzz", (str){(const char *)bytes, n}, &w, &err) == 0 ? w.n < 1 || w.n > MAX_TERMS : !err.message[0])
        abort();
    return 0;
}
