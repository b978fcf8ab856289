/* Averaged perceptron: where the best class is wrong, the right one's weights rise by one and the
 * wrong one's fall; what is kept is each weight's average over all steps. */
#include "perceptron.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static void *need(void *p)
{
    if (!p) {
        fputs("training: out of memory\n", stderr);
        abort();
    }
    return p;
}

void perceptron_start(perceptron *p, uint32_t n_classes)
{
    *p = (perceptron){.n_classes = n_classes, .n_slots = 1u << 20, .step = 1};
    p->keys = need(calloc(p->n_slots, sizeof *p->keys));
    p->row = need(calloc(p->n_slots, sizeof *p->row));
}

void perceptron_free(perceptron *p)
{
    free(p->keys);
    free(p->row);
    free(p->weight);
    free(p->total);
    free(p->stamp);
    free(p->touched);
}

static uint32_t slot_find(const perceptron *p, uint32_t key)
{
    uint32_t mask = p->n_slots - 1, at = key & mask;
    while (p->keys[at] && p->keys[at] != key)
        at = (at + 1) & mask;
    return at;
}

static void slots_double(perceptron *p)
{
    uint32_t *keys = p->keys, *row = p->row, old = p->n_slots;
    p->n_slots *= 2;
    p->keys = need(calloc(p->n_slots, sizeof *p->keys));
    p->row = need(calloc(p->n_slots, sizeof *p->row));
    for (uint32_t i = 0; i < old; i++)
        if (keys[i]) {
            uint32_t at = slot_find(p, keys[i]);
            p->keys[at] = keys[i];
            p->row[at] = row[i];
        }
    free(keys);
    free(row);
}

static void *grown(void *p, size_t old, size_t new_size)
{
    char *q = need(realloc(p, new_size));
    memset(q + old, 0, new_size - old);
    return q;
}

static void rows_double(perceptron *p)
{
    size_t old = (size_t)p->room_rows * p->n_classes * 4, row = (size_t)p->room_rows * 4;
    p->room_rows = p->room_rows ? p->room_rows * 2 : 4096;
    size_t now = (size_t)p->room_rows * p->n_classes * 4;
    p->weight = grown(p->weight, old, now);
    p->total = grown(p->total, old, now);
    p->stamp = grown(p->stamp, old, now);
    p->touched = grown(p->touched, row, (size_t)p->room_rows * 4);
}

static uint32_t row_of(perceptron *p, uint32_t key)
{
    uint32_t at = slot_find(p, key);
    if (p->keys[at])
        return p->row[at];
    if (p->n_rows == p->room_rows)
        rows_double(p);
    p->keys[at] = key;
    p->row[at] = p->n_rows++;
    uint32_t row = p->row[at];
    if (p->n_rows * 2 > p->n_slots)
        slots_double(p);
    return row;
}

void perceptron_score(const perceptron *p, const uint32_t *features, uint32_t n, float *score)
{
    memset(score, 0, p->n_classes * sizeof *score);
    for (uint32_t f = 0; f < n; f++) {
        uint32_t at = slot_find(p, features[f]);
        if (!p->keys[at])
            continue;
        const float *w = &p->weight[(size_t)p->row[at] * p->n_classes];
        for (uint32_t c = 0; c < p->n_classes; c++)
            score[c] += w[c];
    }
}

static void weight_add(perceptron *p, size_t i, float by)
{
    p->total[i] += p->weight[i] * (float)(p->step - p->stamp[i]);
    p->stamp[i] = p->step;
    p->weight[i] += by;
}

void perceptron_learn(perceptron *p, const uint32_t *features, uint32_t n, uint32_t good, uint32_t bad)
{
    p->step++;
    if (good == bad)
        return;
    for (uint32_t f = 0; f < n; f++) {
        uint32_t row = row_of(p, features[f]);
        size_t at = (size_t)row * p->n_classes;
        p->touched[row]++;
        weight_add(p, at + good, 1);
        weight_add(p, at + bad, -1);
    }
}

static int rounded(const perceptron *p, size_t i, double scale)
{
    double total = (double)p->total[i] + (double)p->weight[i] * (p->step - p->stamp[i]);
    double w = total / p->step * scale;
    return (int)lround(w > 127 ? 127 : w < -127 ? -127 : w);
}

static uint32_t row_pairs(const perceptron *p, uint32_t row, double scale, buffer *pairs)
{
    uint32_t n = 0;
    for (uint32_t c = 0; c < p->n_classes; c++) {
        int w = rounded(p, (size_t)row * p->n_classes + c, scale);
        if (!w)
            continue;
        linear_weight pair = {(uint8_t)c, (int8_t)w};
        buffer_put(pairs, (const char *)&pair, sizeof pair);
        n++;
    }
    return n;
}

void perceptron_write(perceptron *p, model_writer *w, const char *name, uint32_t least, double limit)
{
    double scale = 127 / limit;
    uint32_t kept = 0, slots = 16;
    buffer scratch = {0};
    uint8_t *keep = need(calloc(p->n_slots, 1));
    for (uint32_t i = 0; i < p->n_slots; i++) {
        keep[i] = p->keys[i] && p->touched[p->row[i]] >= least && row_pairs(p, p->row[i], scale, &scratch) > 0;
        kept += keep[i];
        scratch.n = 0;
    }
    while (slots < kept + kept / 4)
        slots *= 2;
    uint32_t *keys = need(calloc(slots, 4)), *row = need(calloc(slots, 4)), *start = need(calloc(slots + 1, 4));
    for (uint32_t i = 0; i < p->n_slots; i++) {
        if (!keep[i])
            continue;
        uint32_t at = p->keys[i] & (slots - 1);
        while (keys[at])
            at = (at + 1) & (slots - 1);
        keys[at] = p->keys[i];
        row[at] = p->row[i];
    }
    buffer pairs = {0};
    for (uint32_t i = 0; i < slots; i++)
        start[i + 1] = start[i] + (keys[i] ? row_pairs(p, row[i], scale, &pairs) : 0);
    char section[MODEL_NAME];
    snprintf(section, sizeof section, "%s.keys", name);
    writer_add(w, section, keys, (size_t)slots * 4);
    snprintf(section, sizeof section, "%s.start", name);
    writer_add(w, section, start, (size_t)(slots + 1) * 4);
    snprintf(section, sizeof section, "%s.pairs", name);
    writer_add(w, section, pairs.p, pairs.n);
    buffer_free(&pairs);
    buffer_free(&scratch);
    free(keep);
    free(keys);
    free(row);
    free(start);
}
