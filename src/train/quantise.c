/* Floats to bytes.
 *
 * Each output of a layer has its own scale, so that its largest weight becomes 127; each table of
 * rows has one. A form's row is its word vector, projected, plus its trained row: the projection is
 * done here once, not for every word read. */
#include "quantise.h"

#include "gemm.h"

#include "model/kernel.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static void *need(size_t n, size_t size)
{
    void *p = calloc(n + 64, size);
    if (!p)
        abort();
    return p;
}

static int8_t byte_of(double x)
{
    return (int8_t)lrint(x > 127 ? 127 : x < -127 ? -127 : x);
}

static void write_dense(model_writer *w, const char *name, const float *weight, const float *bias, size_t in, size_t out)
{
    int8_t *bytes = need(in * out, 1);
    int32_t *scale = need(out, 4), *fixed = need(out, 4);
    for (size_t r = 0; r < out; r++) {
        double top = 1e-4;
        for (size_t k = 0; k < in; k++)
            top = fmax(top, fabs((double)weight[k * out + r]));
        scale[r] = (int32_t)lrint(top / 127 * 65536 * FIXED_ONE / ACT_ONE);
        scale[r] = scale[r] < 1 ? 1 : scale[r] > 1 << 20 ? 1 << 20 : scale[r];
        double step = scale[r] / (65536.0 * FIXED_ONE / ACT_ONE);
        for (size_t k = 0; k < in; k++)
            bytes[(k / 4 * out + r) * 4 + k % 4] = byte_of((double)weight[k * out + r] / step);
        fixed[r] = (int32_t)lrint((double)bias[r] * FIXED_ONE);
    }
    char part[MODEL_NAME + 2];
    snprintf(part, sizeof part, "%.*s.w", MODEL_NAME - 3, name);
    writer_add(w, part, bytes, in * out);
    snprintf(part, sizeof part, "%.*s.s", MODEL_NAME - 3, name);
    writer_add(w, part, scale, out * 4);
    snprintf(part, sizeof part, "%.*s.b", MODEL_NAME - 3, name);
    writer_add(w, part, fixed, out * 4);
    free(bytes);
    free(scale);
    free(fixed);
}

/* Rows as bytes; returns their scale in fixed-point units. The few numbers beyond four standard deviations
 * and more are held at the largest byte where that makes all others finer. */
static int32_t write_rows(model_writer *w, const char *name, const float *rows, size_t n)
{
    double sum = 0, top = 0;
    for (size_t i = 0; i < n; i++) {
        sum += (double)rows[i] * (double)rows[i];
        top = fmax(top, fabs((double)rows[i]));
    }
    double held = fmin(top, 10 * sqrt(sum / (double)n));
    int32_t scale = (int32_t)ceil(held * FIXED_ONE / 127);
    scale = scale < 1 ? 1 : scale > 4096 ? 4096 : scale;
    int8_t *bytes = need(n, 1);
    for (size_t i = 0; i < n; i++)
        bytes[i] = byte_of((double)rows[i] * FIXED_ONE / scale);
    writer_add(w, name, bytes, n);
    free(bytes);
    return scale;
}

/* Where each form's row is: the same for all networks. */
static void write_keys(model_writer *w, const form_row *forms, uint32_t n_forms)
{
    uint32_t slots = 1024;
    while (slots < n_forms + n_forms / 4)
        slots *= 2;
    uint32_t *keys = need(slots, 4), *row = need(slots, 4);
    for (uint32_t i = 0; i < n_forms; i++) {
        uint32_t at = forms[i].key & (slots - 1);
        while (keys[at])
            at = (at + 1) & (slots - 1);
        keys[at] = forms[i].key;
        row[at] = i + 1;
    }
    writer_add(w, "form.keys", keys, (size_t)slots * 4);
    writer_add(w, "form.row", row, (size_t)slots * 4);
    free(keys);
    free(row);
}

static int32_t write_forms(model_writer *w, const char *name, const net *n, const form_row *forms, uint32_t n_forms)
{
    uint32_t size = n->shape.size;
    float *rows = need((size_t)(n_forms + 1) * size, sizeof(float)), *fixed = need((size_t)(n_forms + 1) * size, sizeof(float));
    for (uint32_t i = 0; i <= n_forms; i++) {
        form_row f = i ? forms[i - 1] : (form_row){0};
        if (f.vector)
            memcpy(fixed + (size_t)i * size, n->vectors + (size_t)(f.vector - 1) * size, size * sizeof *fixed);
        for (uint32_t k = 0; k < size; k++)
            rows[(size_t)i * size + k] = n->value[n->forms.at + (size_t)f.form * size + k] +
                                         n->value[n->capital.at + (size_t)f.capital * size + k] +
                                         (f.vector ? 0 : n->value[n->no_vector.at + k]);
    }
    gemm(rows, fixed, n->value + n->project.at, n_forms + 1, size, size);
    int32_t scale = write_rows(w, name, rows, (size_t)(n_forms + 1) * size);
    free(rows);
    free(fixed);
    return scale;
}

static const char *section(char *name, uint32_t number, const char *what)
{
    snprintf(name, MODEL_NAME, "%u.%s", number, what);
    return name;
}

static void write_network(const net *n, uint32_t number, const form_row *forms, uint32_t n_forms, model_writer *w)
{
    static const char *const tables[N_TABLES] = {"table.0", "table.1", "table.2", "table.3", "table.4", "table.5", "table.6"};
    static const char *const layers[MAX_LAYERS] = {"layer.0", "layer.1", "layer.2", "layer.3", "layer.4", "layer.5"};
    char name[MODEL_NAME];
    size_t size = n->shape.size;
    int32_t scale[2 + N_TABLES];
    scale[0] = write_forms(w, section(name, number, "forms"), n, forms, n_forms);
    for (int t = 0; t < N_TABLES; t++)
        scale[1 + t] = write_rows(w, section(name, number, tables[t]), n->value + n->table[t].at, n->table[t].rows * size);
    scale[1 + N_TABLES] = write_rows(w, section(name, number, "bucket"), n->value + n->label_bucket.at, N_BUCKETS * LABEL_SIZE);
    writer_add(w, section(name, number, "scale"), scale, sizeof scale);
    for (uint32_t l = 0; l < n->shape.layers; l++)
        write_dense(w, section(name, number, layers[l]), n->value + n->layer[l].at, n->value + n->layer_bias[l].at, 3 * size, size);
    write_dense(w, section(name, number, "top"), n->value + n->top.at, n->value + n->top_bias.at, size, TOP_SIZE);
    write_dense(w, section(name, number, "label"), n->value + n->label.at, n->value + n->label_bias.at, LABEL_SIZE, LABEL_ROOM);
}

void quantise(const net *nets, uint32_t n_nets, const form_row *forms, uint32_t n_forms, model_writer *w)
{
    uint32_t shape[3] = {nets[0].shape.size, nets[0].shape.layers, n_nets};
    writer_add(w, "shape", shape, sizeof shape);
    write_keys(w, forms, n_forms);
    for (uint32_t i = 0; i < n_nets; i++)
        write_network(&nets[i], i, forms, n_forms, w);
}
