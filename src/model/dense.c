/* A layer's numbers out of the model file. */
#include "kernel.h"

#include <stdio.h>

static int numbers_check(const dense *d, const char *name, casus_error *err)
{
    for (uint32_t i = 0; i < d->out; i++)
        if (d->scale[i] < 0 || d->scale[i] > 1 << 20 || d->bias[i] < -(1 << 24) || d->bias[i] > 1 << 24)
            return error_set(err, CASUS_EFORMAT, "model: layer '%s' has a scale or bias out of range", name);
    for (size_t i = 0; i < (size_t)d->in * d->taps * d->out; i++)
        if (d->weight[i] == INT8_MIN)
            return error_set(err, CASUS_EFORMAT, "model: layer '%s' has a weight out of range", name);
    return 0;
}

int dense_open(dense *d, const model *m, const char *name, uint32_t in, uint32_t out, uint32_t taps, casus_error *err)
{
    char section[MODEL_NAME];
    size_t n = 0;
    *d = (dense){.in = in, .out = out, .taps = taps};
    snprintf(section, sizeof section, "%s.w", name);
    d->weight = model_array(m, section, 1, (size_t)in * out * taps, &n, err);
    snprintf(section, sizeof section, "%s.s", name);
    d->scale = d->weight ? model_array(m, section, 4, out, &n, err) : NULL;
    snprintf(section, sizeof section, "%s.b", name);
    d->bias = d->scale ? model_array(m, section, 4, out, &n, err) : NULL;
    return d->bias ? numbers_check(d, name, err) : CASUS_EFORMAT;
}
