/* Sparse linear scores: a feature is a 32-bit key, its weights a short run of (class, weight)
 * pairs. Most features never occurred in training; their search ends at the first free slot. */
#include "model.h"

#include <stdio.h>

static int linear_check(const linear *l, size_t n_pairs, const char *name, casus_error *err)
{
    uint32_t slots = l->mask + 1, used = 0;
    for (uint32_t i = 0; i < slots; i++) {
        used += l->keys[i] != 0;
        if (l->start[i] > l->start[i + 1])
            return error_set(err, CASUS_EFORMAT, "model: '%s' has an index that runs backwards", name);
    }
    if (l->start[0] != 0 || l->start[slots] != n_pairs || used >= slots)
        return error_set(err, CASUS_EFORMAT, "model: '%s' has an index that leaves its table", name);
    for (size_t i = 0; i < n_pairs; i++)
        if (l->pairs[i].class >= l->n_classes)
            return error_set(err, CASUS_EFORMAT, "model: '%s' scores a class that does not exist", name);
    return 0;
}

int linear_open(linear *l, const model *m, const char *name, uint32_t n_classes, casus_error *err)
{
    char section[3][MODEL_NAME];
    snprintf(section[0], MODEL_NAME, "%s.keys", name);
    snprintf(section[1], MODEL_NAME, "%s.start", name);
    snprintf(section[2], MODEL_NAME, "%s.pairs", name);
    size_t n_keys = 0, n_start = 0, n_pairs = 0;
    l->n_classes = n_classes;
    l->keys = model_array(m, section[0], sizeof *l->keys, 0, &n_keys, err);
    if (!l->keys)
        return CASUS_EFORMAT;
    if (n_keys == 0 || n_keys > UINT32_MAX / 2 || (n_keys & (n_keys - 1)) != 0)
        return error_set(err, CASUS_EFORMAT, "model: '%s' has no power of two of slots", section[0]);
    l->mask = (uint32_t)n_keys - 1;
    l->start = model_array(m, section[1], sizeof *l->start, n_keys + 1, &n_start, err);
    l->pairs = l->start ? model_array(m, section[2], sizeof *l->pairs, 0, &n_pairs, err) : NULL;
    return l->pairs ? linear_check(l, n_pairs, name, err) : CASUS_EFORMAT;
}

void linear_score(const linear *l, const uint32_t *features, uint32_t n, int32_t *score)
{
    for (uint32_t f = 0; f < n; f++) {
        uint32_t key = features[f], at = key & l->mask;
        while (l->keys[at] != key && l->keys[at] != 0)
            at = (at + 1) & l->mask;
        if (l->keys[at] == 0)
            continue;
        for (uint32_t i = l->start[at]; i < l->start[at + 1]; i++)
            score[l->pairs[i].class] += l->pairs[i].weight;
    }
}
