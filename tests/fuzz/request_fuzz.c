/* Any bytes as the address of a request: path, query parameters, Host and ETag headers. */
#include "http/http.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static bool clean(const char *s)
{
    for (; *s; s++)
        if ((unsigned char)*s < ' ')
            return false;
    return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    arena a = {0};
    char *uri = arena_copy(&a, (const char *)bytes, n);
    http_request r = {.method = "GET", .uri = uri, .accept = "", .if_none_match = "", .authorization = "", .content_type = ""};
    http_fault f = {0};
    bool good = request_parse(&r, &a, &f);
    if (!good && (f.status < 400 || f.status > 499))
        abort();
    for (int i = 0; good && i < r.n_params; i++)
        if (!clean(r.params[i].name) || !clean(r.params[i].value) || !request_param(&r, r.params[i].name))
            abort();
    if (good && (!clean(r.path) || r.path[0] != '/'))
        abort();
    host_allowed(uri, "localhost 127.0.0.1 [::1]");
    etag_matches(uri, "\"0123456789abcdef\"");
    arena_free(&a);
    return 0;
}
