/* What stands around a word.
 *
 *   "The insurgents fled Qaim."
 *
 * Each word begins as a row of 128 numbers: the sum of a row for its form, its endings, its first
 * letters and its shape, so that an unknown name still looks like a name. Four layers then mix each
 * word with its neighbours, one, one, two and four words away: the last one sees eight words to each
 * side. A residual network: every layer adds to the row what it has seen,
 *
 *   x += layer(act(x left), act(x), act(x right))
 *
 * and a last layer turns the row into scores: of each tag and name, and what is needed to score
 * arcs, once for the word as a head and once as a child. Numbers are integers throughout.
 *
 * A model holds a few such networks, trained from different seeds; the parser adds their scores,
 * since they err in different places. */
#include "engine.h"

#include <stdio.h>

enum { PAD = 8 }; /* empty words on both sides; at least the largest dilation */

static uint32_t form_row(const encoder *e, uint32_t form)
{
    for (uint32_t at = form & e->form_mask; e->form_keys[at]; at = (at + 1) & e->form_mask)
        if (e->form_keys[at] == form)
            return e->form_row[at];
    return 0;
}

uint32_t encoder_row(const encoder *e, uint32_t form)
{
    return form_row(e, form);
}

bool encoder_knows(const encoder *e, uint32_t form)
{
    return form_row(e, form) != 0;
}

static void embed(const encoder *e, const word *w, int32_t *x)
{
    uint32_t row[N_TABLES];
    word_rows(w, row);
    e->kernel->add_row(x, e->forms + (size_t)form_row(e, w->form) * e->size, e->scale[0], e->size);
    for (uint32_t t = 0; t < N_TABLES; t++)
        e->kernel->add_row(x, e->table[t] + (size_t)row[t] * e->size, e->scale[1 + t], e->size);
}

void encoder_read(const encoder *e, const word *words, uint32_t n, word_scores *out)
{
    uint32_t size = e->size;
    int32_t x[PIECE * MAX_SIZE];
    uint8_t act[(PIECE + 2 * PAD) * MAX_SIZE];
    memset(x, 0, (size_t)n * size * sizeof *x);
    memset(act, 0, (size_t)PAD * size);
    memset(act + (size_t)(PAD + n) * size, 0, (size_t)PAD * size);
    for (uint32_t i = 0; i < n; i++)
        embed(e, &words[i], x + (size_t)i * size);
    uint8_t *first = act + (size_t)PAD * size;
    for (uint32_t l = 0; l < e->layers; l++) {
        size_t step = (size_t)DILATION[l] * size;
        e->kernel->activate(x, first, (size_t)n * size);
        e->kernel->dense(&e->layer[l], first - step, step, n, false, x);
    }
    e->kernel->activate(x, first, (size_t)n * size);
    e->kernel->dense(&e->top, first, 0, n, true, out[0]);
}

/* ---- opening ---- */

/* "forms" of network 1 is the section "1.forms". */
static const void *array_of(const model *m, uint32_t number, const char *name, size_t each, size_t want,
                            size_t *n, casus_error *err)
{
    char section[MODEL_NAME];
    snprintf(section, sizeof section, "%u.%.*s", number % MAX_NETWORKS, MODEL_NAME - 12, name);
    return model_array(m, section, each, want, n, err);
}

static int forms_open(encoder *e, const model *m, uint32_t number, casus_error *err)
{
    size_t n_keys = 0, n = 0, cells = 0;
    uint32_t used = 0;
    e->form_keys = model_array(m, "form.keys", 4, 0, &n_keys, err);
    if (!e->form_keys)
        return CASUS_EFORMAT;
    if (n_keys == 0 || n_keys > 1 << 24 || (n_keys & (n_keys - 1)) != 0)
        return error_set(err, CASUS_EFORMAT, "model: form.keys has no power of two of slots");
    e->form_mask = (uint32_t)n_keys - 1;
    e->form_row = model_array(m, "form.row", 4, n_keys, &n, err);
    e->forms = e->form_row ? array_of(m, number, "forms", 1, 0, &cells, err) : NULL;
    if (!e->forms)
        return CASUS_EFORMAT;
    e->n_forms = (uint32_t)(cells / e->size);
    for (size_t i = 0; i < n_keys; i++) {
        used += e->form_keys[i] != 0;
        if (e->form_row[i] >= cells / e->size)
            return error_set(err, CASUS_EFORMAT, "model: form.row leaves its table");
    }
    return used < n_keys ? 0 : error_set(err, CASUS_EFORMAT, "model: form.keys has no free slot");
}

static int tables_open(encoder *e, const model *m, uint32_t number, casus_error *err)
{
    char name[MODEL_NAME];
    size_t n = 0;
    for (int t = 0; t < N_TABLES; t++) {
        snprintf(name, sizeof name, "table.%d", t);
        e->table[t] = array_of(m, number, name, 1, (size_t)TABLE_ROWS[t] * e->size, &n, err);
        if (!e->table[t])
            return CASUS_EFORMAT;
    }
    e->bucket = array_of(m, number, "bucket", 1, (size_t)N_BUCKETS * LABEL_SIZE, &n, err);
    e->scale = e->bucket ? array_of(m, number, "scale", 4, 2 + N_TABLES, &n, err) : NULL;
    for (int t = 0; e->scale && t < 2 + N_TABLES; t++)
        if (e->scale[t] < 0 || e->scale[t] > 1 << 12)
            return error_set(err, CASUS_EFORMAT, "model: the scale of table %d is out of range", t);
    return e->scale ? 0 : CASUS_EFORMAT;
}

static int layer_open(dense *d, const model *m, uint32_t number, const char *name, uint32_t in, uint32_t out,
                      uint32_t taps, arena *a, casus_error *err)
{
    char section[MODEL_NAME];
    snprintf(section, sizeof section, "%u.%.*s", number % MAX_NETWORKS, MODEL_NAME - 12, name);
    return dense_open(d, m, section, in, out, taps, a, err);
}

static int layers_open(encoder *e, const model *m, uint32_t number, arena *a, casus_error *err)
{
    char name[MODEL_NAME];
    for (uint32_t l = 0; l < e->layers; l++) {
        snprintf(name, sizeof name, "layer.%u", l);
        if (layer_open(&e->layer[l], m, number, name, e->size, e->size, 3, a, err) != 0)
            return CASUS_EFORMAT;
    }
    if (layer_open(&e->top, m, number, "top", e->size, TOP_SIZE, 1, a, err) != 0)
        return CASUS_EFORMAT;
    return layer_open(&e->label, m, number, "label", LABEL_SIZE, LABEL_ROOM, 1, a, err);
}

int encoder_open(encoder *e, const model *m, uint32_t number, const kernel *k, arena *a, casus_error *err)
{
    size_t n = 0;
    const uint32_t *shape = model_array(m, "shape", 4, 3, &n, err);
    if (!shape)
        return CASUS_EFORMAT;
    *e = (encoder){.kernel = k, .size = shape[0], .layers = shape[1]};
    if (e->size == 0 || e->size % 16 != 0 || e->size > MAX_SIZE || e->layers > MAX_LAYERS)
        return error_set(err, CASUS_EFORMAT, "model: a network of %u numbers in %u layers", shape[0], shape[1]);
    if (forms_open(e, m, number, err) != 0 || tables_open(e, m, number, err) != 0)
        return CASUS_EFORMAT;
    return layers_open(e, m, number, a, err);
}
