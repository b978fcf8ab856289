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

/* Inputs are 0..127: four pairs' products stay within 16 bits when the weights above zero add up to no more than
 * 258, and those below. */
static bool group_narrow(const dense *d, uint32_t group, uint32_t block)
{
    enum { SUMS = 16, TOP = INT16_MAX / ACT_TOP };
    int above[SUMS] = {0}, below[SUMS] = {0}, top = 0, bottom = 0;
    for (uint32_t step = 4 * group; step < 4 * group + 4; step++) {
        const int8_t *w = d->weight + ((size_t)step * d->out + 8 * block) * 4;
        for (uint32_t i = 0; i < SUMS; i++) {
            above[i] += (w[2 * i] > 0 ? w[2 * i] : 0) + (w[2 * i + 1] > 0 ? w[2 * i + 1] : 0);
            below[i] += (w[2 * i] < 0 ? w[2 * i] : 0) + (w[2 * i + 1] < 0 ? w[2 * i + 1] : 0);
        }
    }
    for (uint32_t i = 0; i < SUMS; i++) {
        top = above[i] > top ? above[i] : top;
        bottom = below[i] < bottom ? below[i] : bottom;
    }
    return top <= TOP && bottom >= -TOP;
}

void dense_prepare(dense *d, arena *a)
{
    enum { LINE = 64 };
    size_t size = (size_t)d->in * d->taps * d->out;
    char *room = arena_alloc(a, size + LINE);
    int8_t *to = (int8_t *)room + (LINE - (uintptr_t)room % LINE) % LINE;
    d->packed = to;
    for (uint32_t b = 0; b < d->out / 16; b++)
        for (uint32_t step = 0; step < d->in * d->taps / 4; step++, to += LINE)
            memcpy(to, d->weight + ((size_t)step * d->out + 16 * b) * 4, LINE);
    uint32_t groups = d->in * d->taps / 16;
    memset(d->narrow, 0, sizeof d->narrow);
    for (uint32_t b = 0; b < d->out / 8; b++)
        for (uint32_t g = 0; g < groups && g < 64; g++)
            d->narrow[b] |= (uint64_t)group_narrow(d, g, b) << g;
}

int dense_open(dense *d, const model *m, const char *name, uint32_t in, uint32_t out, uint32_t taps, arena *a, casus_error *err)
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
    if (!d->bias || numbers_check(d, name, err) != 0)
        return CASUS_EFORMAT;
    dense_prepare(d, a);
    return 0;
}
