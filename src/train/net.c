/* Forward and backward.
 *
 *   x      = vector(form) * project + forms[form] + sum of tables[feature]     (a row a word)
 *   x     += layer[l] * act(x at -d, 0, +d) + bias       four times, d = DILATION[l]
 *   top    = act(x) * top + bias: tags, names, and what the arcs need of head and child
 *   arc    = head part of h . child part of c + what h and c think of the distance and what is between
 *   label  = act(label part of h + label part of c + bucket) * label + bias
 *
 * act(x) is x held between 0 and ACT_MAX: small unsigned integers later. Losses are softmax cross
 * entropies: of the tag, of the name, of the head among all words of the sentence and the root, of
 * the label given the right head. */
#include "net.h"

#include "gemm.h"
#include "random.h"

#include <math.h>
#include <stdlib.h>

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC optimize("O3,fast-math") /* sums in any order */
#endif

enum { S_FIXED, S_X, S_ACT = S_X + MAX_LAYERS + 1, S_DROP = S_ACT + MAX_LAYERS + 1, S_COLS = S_DROP + MAX_LAYERS + 1,
       S_TOP = S_COLS + MAX_LAYERS, S_DTOP, S_DX, S_DCOLS, S_TMP, S_WEIGHT, S_HIDE, N_SCRATCH };
static const float ACT_MAX = 127.0f / 32.0f;

/* ---- parameters ---- */

static net_part part(net *n, size_t rows, size_t columns)
{
    net_part p = {n->n, rows, columns};
    n->n += rows * columns;
    return p;
}

static void fill(net *n, net_part p, float scale)
{
    for (size_t i = 0; i < p.rows * p.columns; i++)
        n->value[p.at + i] = (random_unit(&n->random) * 2 - 1) * scale;
}

static void *need(size_t n, size_t size)
{
    void *p = calloc(n + 64, size);
    if (!p)
        abort();
    return p;
}

static void parts_lay(net *n)
{
    net_shape s = n->shape;
    n->forms = part(n, s.n_forms, s.size);
    for (int t = 0; t < N_TABLES; t++)
        n->table[t] = part(n, TABLE_ROWS[t], s.size);
    n->n_sparse = n->n;
    n->capital = part(n, N_CAPITALS, s.size);
    n->no_vector = part(n, 1, s.size);
    n->project = part(n, s.size, s.size);
    for (uint32_t l = 0; l < s.layers; l++) {
        n->layer[l] = part(n, 3 * s.size, s.size);
        n->layer_bias[l] = part(n, 1, s.size);
    }
    n->top = part(n, s.size, TOP_SIZE);
    n->top_bias = part(n, 1, TOP_SIZE);
    n->label_bucket = part(n, N_BUCKETS, LABEL_SIZE);
    n->label = part(n, LABEL_SIZE, LABEL_ROOM);
    n->label_bias = part(n, 1, LABEL_ROOM);
}

void net_start(net *n, net_shape shape, const float *vectors, const uint8_t *tag_kind, uint64_t seed)
{
    *n = (net){.shape = shape, .vectors = vectors, .tag_kind = tag_kind, .random = random_seed(seed)};
    parts_lay(n);
    n->value = need(n->n, sizeof(float));
    n->slope = need(n->n, sizeof(float));
    n->mean = need(n->n, sizeof(float));
    n->square = need(n->n, sizeof(float));
    n->average = need(n->n, sizeof(float));
    n->row_seen = need(n->n_sparse / shape.size, sizeof(uint32_t));
    n->row_list = need(n->n_sparse / shape.size, sizeof(uint32_t));
    n->scratch = need(N_SCRATCH, sizeof(float *));
    float root = 1 / sqrtf((float)shape.size);
    for (int t = 0; t < N_TABLES; t++)
        fill(n, n->table[t], 0.15f);
    fill(n, n->project, root * 1.7f);
    for (uint32_t l = 0; l < shape.layers; l++)
        fill(n, n->layer[l], root * 1.0f);
    fill(n, n->top, root * 1.2f);
    fill(n, n->label, 0.15f);
}

void net_free(net *n)
{
    float *all[] = {n->value, n->slope, n->mean, n->square, n->average};
    for (int i = 0; i < 5; i++)
        free(all[i]);
    for (int i = 0; i < N_SCRATCH; i++)
        free(n->scratch[i]);
    free(n->scratch);
    free(n->row_seen);
    free(n->row_list);
}

/* ---- scratch ---- */

static void scratch_room(net *n, uint32_t words)
{
    if (words <= n->room)
        return;
    n->room = words + words / 2;
    size_t size = n->shape.size, wide = 3 * size;
    for (int i = 0; i < N_SCRATCH; i++) {
        size_t columns = size;
        if ((i >= S_COLS && i < S_TOP) || i == S_DCOLS)
            columns = wide;
        if (i == S_TOP || i == S_DTOP || i == S_TMP)
            columns = TOP_SIZE > wide ? TOP_SIZE : wide;
        if (i == S_WEIGHT)
            columns = 0;
        if (columns) {
            free(n->scratch[i]);
            n->scratch[i] = need(n->room * columns, sizeof(float));
        }
    }
    if (!n->scratch[S_WEIGHT])
        n->scratch[S_WEIGHT] = need(size * (TOP_SIZE + wide), sizeof(float));
}

/* ---- forward ---- */

static void add_row(float *x, const float *row, uint32_t size)
{
    for (uint32_t k = 0; k < size; k++)
        x[k] += row[k];
}

enum { HIDE_VECTOR = 1, HIDE_FORM = 2 };

/* Which parts of each word are hidden this time. */
static void choose_hidden(net *n, const net_batch *b, bool learn)
{
    float *hide = n->scratch[S_HIDE];
    for (uint32_t i = 0; i < b->n; i++) {
        int h = learn && random_unit(&n->random) < n->drop_form ? HIDE_FORM : 0;
        h |= learn && random_unit(&n->random) < n->drop_form / 2 ? HIDE_FORM | HIDE_VECTOR : 0;
        hide[i] = (float)h;
    }
}

static void embed(net *n, const net_batch *b)
{
    uint32_t size = n->shape.size;
    float *fixed = n->scratch[S_FIXED], *x = n->scratch[S_X];
    memset(fixed, 0, (size_t)b->n * size * sizeof *fixed);
    memset(x, 0, (size_t)b->n * size * sizeof *x);
    for (uint32_t i = 0; i < b->n; i++) {
        int hide = (int)n->scratch[S_HIDE][i];
        const net_word *w = &b->words[i];
        float *row = x + (size_t)i * size;
        if (w->vector && !(hide & HIDE_VECTOR))
            memcpy(fixed + (size_t)i * size, n->vectors + (size_t)(w->vector - 1) * size, size * sizeof *fixed);
        else
            add_row(row, n->value + n->no_vector.at, size);
        add_row(row, n->value + n->capital.at + (size_t)(hide & HIDE_VECTOR ? 0 : w->capital) * size, size);
        add_row(row, n->value + n->forms.at + (size_t)(hide & HIDE_FORM ? 0 : w->form) * size, size);
        for (int t = 0; t < N_TABLES; t++)
            add_row(row, n->value + n->table[t].at + (size_t)w->row[t] * size, size);
    }
    gemm(x, fixed, n->value + n->project.at, b->n, size, size);
}

/* act(x) times a drop mask; the mask is kept, with 0 where act is flat. */
static void activate(net *n, const float *x, float *act, float *mask, size_t cells, bool learn)
{
    float keep = learn ? 1 - n->drop : 1, up = 1 / keep;
    for (size_t i = 0; i < cells; i++) {
        float m = keep >= 1 || random_unit(&n->random) < keep ? up : 0;
        float a = x[i] < 0 ? 0 : x[i] > ACT_MAX ? ACT_MAX : x[i];
        act[i] = a * m;
        mask[i] = x[i] > 0 && x[i] < ACT_MAX ? m : 0;
    }
}

static void window(const net_batch *b, const float *act, float *cols, uint32_t size, uint32_t by)
{
    memset(cols, 0, (size_t)b->n * 3 * size * sizeof *cols);
    for (uint32_t s = 0; s < b->n_sentences; s++)
        for (uint32_t i = b->first[s]; i < b->first[s + 1]; i++) {
            float *row = cols + (size_t)i * 3 * size;
            if (i >= b->first[s] + by)
                memcpy(row, act + (size_t)(i - by) * size, size * sizeof *row);
            memcpy(row + size, act + (size_t)i * size, size * sizeof *row);
            if (i + by < b->first[s + 1])
                memcpy(row + 2 * size, act + (size_t)(i + by) * size, size * sizeof *row);
        }
}

static void unwindow(const net_batch *b, float *act, const float *cols, uint32_t size, uint32_t by)
{
    memset(act, 0, (size_t)b->n * size * sizeof *act);
    for (uint32_t s = 0; s < b->n_sentences; s++)
        for (uint32_t i = b->first[s]; i < b->first[s + 1]; i++) {
            const float *row = cols + (size_t)i * 3 * size;
            if (i >= b->first[s] + by)
                add_row(act + (size_t)(i - by) * size, row, size);
            add_row(act + (size_t)i * size, row + size, size);
            if (i + by < b->first[s + 1])
                add_row(act + (size_t)(i + by) * size, row + 2 * size, size);
        }
}

static void add_bias(float *x, const float *bias, uint32_t rows, uint32_t columns)
{
    for (uint32_t i = 0; i < rows; i++)
        add_row(x + (size_t)i * columns, bias, columns);
}

static void forward(net *n, const net_batch *b, bool learn)
{
    uint32_t size = n->shape.size, layers = n->shape.layers;
    size_t cells = (size_t)b->n * size;
    choose_hidden(n, b, learn);
    embed(n, b);
    for (uint32_t l = 0; l < layers; l++) {
        float **s = n->scratch;
        activate(n, s[S_X + l], s[S_ACT + l], s[S_DROP + l], cells, learn);
        window(b, s[S_ACT + l], s[S_COLS + l], size, DILATION[l]);
        memcpy(s[S_X + l + 1], s[S_X + l], cells * sizeof(float));
        add_bias(s[S_X + l + 1], n->value + n->layer_bias[l].at, b->n, size);
        gemm(s[S_X + l + 1], s[S_COLS + l], n->value + n->layer[l].at, b->n, 3 * size, size);
    }
    activate(n, n->scratch[S_X + layers], n->scratch[S_ACT + layers], n->scratch[S_DROP + layers], cells, learn);
    float *top = n->scratch[S_TOP];
    memset(top, 0, (size_t)b->n * TOP_SIZE * sizeof *top);
    add_bias(top, n->value + n->top_bias.at, b->n, TOP_SIZE);
    gemm(top, n->scratch[S_ACT + layers], n->value + n->top.at, b->n, size, TOP_SIZE);
}

const float *net_top(const net *n, uint32_t word)
{
    return n->scratch[S_TOP] + (size_t)word * TOP_SIZE;
}

/* ---- losses ---- */

/* Softmax in place of scores; returns the loss; slopes are then score[c] - (c == gold). */
static float softmax(float *score, uint32_t n, uint32_t gold, uint32_t *best)
{
    *best = 0;
    for (uint32_t c = 1; c < n; c++)
        if (score[c] > score[*best])
            *best = c;
    float top = score[*best], sum = 0, right = score[gold];
    for (uint32_t c = 0; c < n; c++)
        sum += score[c] = expf(score[c] - top);
    for (uint32_t c = 0; c < n; c++)
        score[c] /= sum;
    return logf(sum) - (right - top);
}

static void loss_class(const float *top, float *slope, uint32_t n, uint32_t gold, double *loss, uint32_t *right)
{
    uint32_t best;
    float score[256];
    memcpy(score, top, n * sizeof *score);
    *loss += (double)softmax(score, n, gold, &best);
    *right += best == gold;
    score[gold] -= 1;
    add_row(slope, score, n);
}

static float dot(const float *a, const float *b, uint32_t n)
{
    float sum = 0;
    for (uint32_t k = 0; k < n; k++)
        sum += a[k] * b[k];
    return sum;
}

net_view net_sentence(const net *n, uint32_t first, uint32_t length)
{
    net_view v = {.top = net_top(n, first), .length = length};
    for (uint32_t i = 0; i < length; i++) {
        const float *score = v.top + (size_t)i * TOP_SIZE + TOP_TAG;
        uint32_t best = 0;
        for (uint32_t t = 1; t < n->shape.n_tags; t++)
            best = score[t] > score[best] ? t : best;
        between_add(&v.between, i, n->tag_kind[best]);
    }
    return v;
}

float net_arc_score(const net_view *v, uint32_t head, uint32_t child)
{
    const float *c = v->top + (size_t)child * TOP_SIZE, *h = v->top + (size_t)head * TOP_SIZE;
    if (head == v->length)
        return c[TOP_CHILD_BUCKET + BUCKET_ROOT];
    uint32_t bucket = arc_bucket((int)head - (int)child), between = between_class(&v->between, head, child);
    return dot(h + TOP_HEAD, c + TOP_CHILD, ARC_SIZE) + c[TOP_CHILD_BUCKET + bucket] + h[TOP_HEAD_BUCKET + bucket] +
           c[TOP_CHILD_BETWEEN + between] + h[TOP_HEAD_BETWEEN + between];
}

/* slope: of the sentence's first word. */
static void loss_arc(const net_view *v, uint32_t child, uint32_t gold, float *slope, net_loss *loss)
{
    float score[PIECE + 1];
    const float *top = v->top;
    uint32_t length = v->length;
    for (uint32_t h = 0; h <= length; h++)
        score[h] = h == child ? -1e9f : net_arc_score(v, h, child);
    uint32_t best;
    loss->arc += (double)softmax(score, length + 1, gold, &best);
    loss->right_head += best == gold;
    score[gold] -= 1;
    const float *c = top + (size_t)child * TOP_SIZE;
    float *dc = slope + (size_t)child * TOP_SIZE;
    dc[TOP_CHILD_BUCKET + BUCKET_ROOT] += score[length];
    for (uint32_t h = 0; h < length; h++) {
        float g = score[h], *dh = slope + (size_t)h * TOP_SIZE;
        const float *top_h = top + (size_t)h * TOP_SIZE;
        if (h == child || (g < 1e-7f && g > -1e-7f))
            continue;
        uint32_t bucket = arc_bucket((int)h - (int)child), between = between_class(&v->between, h, child);
        dc[TOP_CHILD_BETWEEN + between] += g;
        dh[TOP_HEAD_BETWEEN + between] += g;
        dc[TOP_CHILD_BUCKET + bucket] += g;
        dh[TOP_HEAD_BUCKET + bucket] += g;
        for (uint32_t k = 0; k < ARC_SIZE; k++) {
            dc[TOP_CHILD + k] += g * top_h[TOP_HEAD + k];
            dh[TOP_HEAD + k] += g * c[TOP_CHILD + k];
        }
    }
}

static void label_hidden(const net *n, const float *h, const float *c, uint32_t bucket, float *z)
{
    const float *by = n->value + n->label_bucket.at + (size_t)bucket * LABEL_SIZE;
    for (uint32_t k = 0; k < LABEL_SIZE; k++)
        z[k] = h[TOP_LABEL_HEAD + k] + c[TOP_LABEL_CHILD + k] + by[k];
}

static void label_scores(const net *n, const float *act, float *score)
{
    memcpy(score, n->value + n->label_bias.at, LABEL_ROOM * sizeof *score);
    for (uint32_t k = 0; k < LABEL_SIZE; k++) {
        const float *w = n->value + n->label.at + (size_t)k * LABEL_ROOM;
        if (act[k] != 0)
            for (uint32_t c = 0; c < LABEL_ROOM; c++)
                score[c] += act[k] * w[c];
    }
}

void net_label_scores(const net *n, uint32_t head, uint32_t child, uint32_t bucket, float *score)
{
    float z[LABEL_SIZE];
    label_hidden(n, net_top(n, head), net_top(n, child), bucket, z);
    for (uint32_t k = 0; k < LABEL_SIZE; k++)
        z[k] = z[k] < 0 ? 0 : z[k] > ACT_MAX ? ACT_MAX : z[k];
    label_scores(n, z, score);
}

static void loss_label(net *n, uint32_t head, uint32_t child, uint32_t bucket, uint32_t gold, bool learn, net_loss *loss)
{
    float z[LABEL_SIZE], act[LABEL_SIZE], mask[LABEL_SIZE], score[LABEL_ROOM];
    uint32_t best;
    label_hidden(n, net_top(n, head), net_top(n, child), bucket, z);
    activate(n, z, act, mask, LABEL_SIZE, learn);
    label_scores(n, act, score);
    loss->label += (double)softmax(score, CASUS_N_DEPS, gold, &best);
    loss->right_label += best == gold;
    if (!learn)
        return;
    score[gold] -= 1;
    add_row(n->slope + n->label_bias.at, score, CASUS_N_DEPS);
    float *dh = n->scratch[S_DTOP] + (size_t)head * TOP_SIZE, *dc = n->scratch[S_DTOP] + (size_t)child * TOP_SIZE;
    float *by = n->slope + n->label_bucket.at + (size_t)bucket * LABEL_SIZE;
    for (uint32_t k = 0; k < LABEL_SIZE; k++) {
        size_t at = n->label.at + (size_t)k * LABEL_ROOM;
        float g = dot(n->value + at, score, CASUS_N_DEPS) * mask[k];
        if (act[k] != 0)
            for (uint32_t c = 0; c < CASUS_N_DEPS; c++)
                n->slope[at + c] += act[k] * score[c];
        dh[TOP_LABEL_HEAD + k] += g;
        dc[TOP_LABEL_CHILD + k] += g;
        by[k] += g;
    }
}

static void losses(net *n, const net_batch *b, bool learn, net_loss *loss)
{
    memset(n->scratch[S_DTOP], 0, (size_t)b->n * TOP_SIZE * sizeof(float));
    for (uint32_t s = 0; s < b->n_sentences; s++) {
        uint32_t first = b->first[s], length = b->first[s + 1] - first, ignored = 0;
        net_view view = net_sentence(n, first, length);
        float *slopes = n->scratch[S_DTOP] + (size_t)first * TOP_SIZE;
        for (uint32_t i = 0; i < length; i++) {
            const net_gold *g = &b->gold[first + i];
            const float *top = net_top(n, first + i);
            float *slope = slopes + (size_t)i * TOP_SIZE;
            loss->words += g->tag != NOT_KNOWN;
            if (g->tag != NOT_KNOWN)
                loss_class(top + TOP_TAG, slope + TOP_TAG, n->shape.n_tags, g->tag, &loss->tag, &loss->right_tag);
            if (g->name != NOT_KNOWN) {
                loss_class(top + TOP_NAME, slope + TOP_NAME, N_NAMES, g->name, &loss->name, &ignored);
                for (uint32_t k = 0; k < N_NAMES; k++)
                    slope[TOP_NAME + k] *= NAME_WEIGHT;
            }
            if (g->head == UINT16_MAX)
                continue;
            loss_arc(&view, i, g->head, slopes, loss);
            if (g->head != length)
                loss_label(n, first + g->head, first + i, arc_bucket((int)g->head - (int)i), g->label, learn, loss);
        }
    }
}

/* ---- backward ---- */

static void add_bias_slope(float *slope, const float *dy, uint32_t rows, uint32_t columns)
{
    for (uint32_t i = 0; i < rows; i++)
        add_row(slope, dy + (size_t)i * columns, columns);
}

/* dx[m][k] += dy[m][n] * w[k][n]', dw += x' * dy */
static void back_product(net *n, const float *x, const float *dy, net_part w, float *dx, uint32_t m)
{
    float *turned = n->scratch[S_TMP], *weight = n->scratch[S_WEIGHT];
    if (x) {
        transpose(turned, x, m, w.rows);
        gemm(n->slope + w.at, turned, dy, w.rows, m, w.columns);
    }
    if (dx) {
        transpose(weight, n->value + w.at, w.rows, w.columns);
        gemm(dx, dy, weight, m, w.columns, w.rows);
    }
}

static void touch(net *n, net_part p, uint32_t row, const float *dx)
{
    uint32_t size = n->shape.size, global = (uint32_t)(p.at / size) + row;
    add_row(n->slope + p.at + (size_t)row * size, dx, size);
    if (n->row_seen[global] != n->step + 1) {
        n->row_seen[global] = n->step + 1;
        n->row_list[n->n_rows++] = global;
    }
}

static void back_embed(net *n, const net_batch *b, const float *dx)
{
    uint32_t size = n->shape.size;
    for (uint32_t i = 0; i < b->n; i++) {
        int hide = (int)n->scratch[S_HIDE][i];
        const net_word *w = &b->words[i];
        const float *row = dx + (size_t)i * size;
        if (!w->vector || (hide & HIDE_VECTOR))
            add_row(n->slope + n->no_vector.at, row, size);
        add_row(n->slope + n->capital.at + (size_t)(hide & HIDE_VECTOR ? 0 : w->capital) * size, row, size);
        touch(n, n->forms, hide & HIDE_FORM ? 0 : w->form, row);
        for (int t = 0; t < N_TABLES; t++)
            touch(n, n->table[t], w->row[t], row);
    }
    back_product(n, n->scratch[S_FIXED], dx, n->project, NULL, b->n);
}

static void times(float *x, const float *mask, size_t n)
{
    for (size_t i = 0; i < n; i++)
        x[i] *= mask[i];
}

/* dx: slopes of the last activation; becomes the slopes of the embeddings. */
static void back_layers(net *n, const net_batch *b, float *dx)
{
    uint32_t size = n->shape.size, layers = n->shape.layers;
    size_t cells = (size_t)b->n * size;
    times(dx, n->scratch[S_DROP + layers], cells);
    for (uint32_t l = layers; l-- > 0;) {
        float *cols = n->scratch[S_DCOLS], *dact = n->scratch[S_X + layers]; /* no longer needed */
        memset(cols, 0, cells * 3 * sizeof *cols);
        add_bias_slope(n->slope + n->layer_bias[l].at, dx, b->n, size);
        back_product(n, n->scratch[S_COLS + l], dx, n->layer[l], cols, b->n);
        unwindow(b, dact, cols, size, DILATION[l]);
        times(dact, n->scratch[S_DROP + l], cells);
        add_row(dx, dact, (uint32_t)cells);
    }
    back_embed(n, b, dx);
}

void net_run(net *n, const net_batch *b, bool learn, net_loss *loss)
{
    scratch_room(n, b->n);
    forward(n, b, learn);
    float *dx = n->scratch[S_DX];
    memset(dx, 0, (size_t)b->n * n->shape.size * sizeof *dx);
    if (!b->gold)
        return;
    losses(n, b, learn, loss);
    if (!learn)
        return;
    add_bias_slope(n->slope + n->top_bias.at, n->scratch[S_DTOP], b->n, TOP_SIZE);
    back_product(n, n->scratch[S_ACT + n->shape.layers], n->scratch[S_DTOP], n->top, dx, b->n);
    back_layers(n, b, dx);
}

/* ---- Adam (Kingma and Ba 2015) ---- */

typedef struct adam_rates {
    float rate, scale, fix1, fix2; /* fix: the means begin at 0 */
} adam_rates;

static void adam(net *n, size_t at, size_t count, adam_rates r)
{
    float *v = n->value + at, *g = n->slope + at, *m = n->mean + at, *s = n->square + at;
    for (size_t i = 0; i < count; i++) {
        float slope = g[i] * r.scale;
        m[i] = 0.9f * m[i] + 0.1f * slope;
        s[i] = 0.98f * s[i] + 0.02f * slope * slope;
        v[i] -= r.rate * (m[i] * r.fix1) / (sqrtf(s[i] * r.fix2) + 1e-6f);
        g[i] = 0;
    }
}

void net_step(net *n, float rate, float scale)
{
    n->step++;
    adam_rates r = {rate, scale, 1 / (1 - powf(0.9f, (float)n->step)), 1 / (1 - powf(0.98f, (float)n->step))};
    uint32_t size = n->shape.size;
    for (uint32_t i = 0; i < n->n_rows; i++)
        adam(n, (size_t)n->row_list[i] * size, size, r);
    n->n_rows = 0;
    adam(n, n->n_sparse, n->n - n->n_sparse, r);
}

void net_remember(net *n, float keep)
{
    for (size_t i = 0; i < n->n; i++)
        n->average[i] = keep * n->average[i] + (1 - keep) * n->value[i];
}

void net_settle(net *n)
{
    memcpy(n->value, n->average, n->n * sizeof *n->value);
}
