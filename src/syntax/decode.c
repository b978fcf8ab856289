/* The best tree (Eisner 1996).
 *
 *   "Police in Nairobi arrested 12 students."
 *
 * Every pair of words has a score for the one being the other's head. The best tree without
 * crossing arcs is put together from spans: a complete span hangs on its first or last word, an
 * incomplete one has just got the arc between its two ends. Only values are stored; the splits are
 * found again when the tree is read off, which leaves the inner loops to the vector unit. The root
 * takes exactly one child. */
#include "engine.h"

typedef struct chart { /* [from][to] and, for columns read along, [to][from] */
    int32_t right[PIECE][PIECE], right_t[PIECE][PIECE]; /* complete, hangs on its first word */
    int32_t left[PIECE][PIECE], left_t[PIECE][PIECE];   /* complete, hangs on its last word */
    int32_t arc_right[PIECE][PIECE], arc_left_t[PIECE][PIECE];
} chart;

static uint32_t split_of(const int32_t *a, const int32_t *b, uint32_t n, int32_t value)
{
    for (uint32_t i = 0; i + 1 < n; i++)
        if (a[i] + b[i] == value)
            return i;
    return n - 1;
}

static void chart_fill(const kernel *k, chart *c, const arc_scores *s)
{
    for (uint32_t i = 0; i < s->n; i++)
        c->right[i][i] = c->right_t[i][i] = c->left[i][i] = c->left_t[i][i] = 0;
    for (uint32_t width = 1; width < s->n; width++)
        for (uint32_t from = 0, to = width; to < s->n; from++, to++) {
            int32_t inside = k->best_sum(&c->right[from][from], &c->left_t[to][from + 1], width);
            c->arc_right[from][to] = inside + s->score[from][to];
            c->arc_left_t[to][from] = inside + s->score[to][from];
            int32_t left = k->best_sum(&c->left[from][from], &c->arc_left_t[to][from], width);
            int32_t right = k->best_sum(&c->arc_right[from][from + 1], &c->right_t[to][from + 1], width);
            c->left[from][to] = c->left_t[to][from] = left;
            c->right[from][to] = c->right_t[to][from] = right;
        }
}

typedef struct span {
    uint16_t from, to;
    uint8_t kind;
} span;

enum { SPAN_LEFT, SPAN_RIGHT, SPAN_ARC_LEFT, SPAN_ARC_RIGHT };

/* Push the two parts of a span; set the head where it has an arc. */
static uint32_t span_open(const kernel *by, const chart *c, span s, uint16_t *head, span *stack, uint32_t n)
{
    uint16_t from = s.from, to = s.to;
    uint32_t width = (uint32_t)(to - from), k;
    switch (s.kind) {
    case SPAN_LEFT:
        k = split_of(&c->left[from][from], &c->arc_left_t[to][from], width, c->left[from][to]);
        stack[n++] = (span){from, (uint16_t)(from + k), SPAN_LEFT};
        stack[n++] = (span){(uint16_t)(from + k), to, SPAN_ARC_LEFT};
        return n;
    case SPAN_RIGHT:
        k = split_of(&c->arc_right[from][from + 1], &c->right_t[to][from + 1], width, c->right[from][to]);
        stack[n++] = (span){from, (uint16_t)(from + 1 + k), SPAN_ARC_RIGHT};
        stack[n++] = (span){(uint16_t)(from + 1 + k), to, SPAN_RIGHT};
        return n;
    default:
        head[s.kind == SPAN_ARC_LEFT ? from : to] = s.kind == SPAN_ARC_LEFT ? to : from;
        k = split_of(&c->right[from][from], &c->left_t[to][from + 1], width,
                     by->best_sum(&c->right[from][from], &c->left_t[to][from + 1], width));
        stack[n++] = (span){from, (uint16_t)(from + k), SPAN_RIGHT};
        stack[n++] = (span){(uint16_t)(from + k + 1), to, SPAN_LEFT};
        return n;
    }
}

void decode_tree(const kernel *k, const arc_scores *s, uint16_t *head)
{
    chart c;
    span stack[2 * PIECE + 2];
    uint32_t n = 0, root = 0;
    if (s->n == 0)
        return;
    chart_fill(k, &c, s);
    int32_t best = INT32_MIN;
    for (uint32_t r = 0; r < s->n; r++) {
        int32_t sum = c.left[0][r] + c.right[r][s->n - 1] + s->root[r];
        root = sum > best ? r : root;
        best = sum > best ? sum : best;
    }
    head[root] = (uint16_t)s->n;
    stack[n++] = (span){0, (uint16_t)root, SPAN_LEFT};
    stack[n++] = (span){(uint16_t)root, (uint16_t)(s->n - 1), SPAN_RIGHT};
    while (n) {
        span x = stack[--n];
        if (x.from < x.to)
            n = span_open(k, &c, x, head, stack, n);
    }
}
