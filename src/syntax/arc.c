/* Who depends on whom, read from left to right with a stack.
 *
 *   stack                 still to read
 *   Police                arrested 12 students
 *                         arrested 12 students       LEFT: "Police" is a child of "arrested"
 *   arrested              12 students                SHIFT
 *   arrested 12           students                   SHIFT
 *   arrested              students                   LEFT: "12" is a child of "students"
 *   arrested students     (root)                     SHIFT
 *   arrested              (root)                     RIGHT: "students" is a child of "arrested"
 *                         (root)                     LEFT: "arrested" is the root's child
 *
 * This is the arc-hybrid system (Kuhlmann, Gomez-Rodriguez and Satta 2011). The root stands behind
 * the last word and takes a child only from a stack of one, so that every sentence is one tree. A
 * word that gets a head has all its own children, so the arc's label is chosen with them in view. */
#include "engine.h"

void arcs_start(arcs *a, piece *p)
{
    uint32_t nothing = p->n + 1;
    a->p = p;
    a->depth = a->next = 0;
    for (uint32_t i = 0; i <= nothing; i++) {
        for (int k = 0; k < 2; k++)
            a->left[k][i] = a->right[k][i] = (uint16_t)nothing;
        a->n_left[i] = a->n_right[i] = 0;
    }
}

bool move_allowed(const arcs *a, move m)
{
    bool at_root = a->next == a->p->n;
    switch (m) {
    case MOVE_SHIFT: return !at_root;
    case MOVE_LEFT: return at_root ? a->depth == 1 : a->depth > 0;
    case MOVE_RIGHT: return a->depth > 1;
    default: return false;
    }
}

void move_arc(const arcs *a, move m, uint16_t *head, uint16_t *dependent)
{
    *dependent = a->stack[a->depth - 1];
    *head = m == MOVE_LEFT ? (uint16_t)a->next : a->stack[a->depth - 2];
}

void move_do(arcs *a, move m, uint8_t label)
{
    if (m == MOVE_SHIFT) {
        a->stack[a->depth++] = (uint16_t)a->next++;
        return;
    }
    uint16_t head, child;
    move_arc(a, m, &head, &child);
    a->p->head[child] = head;
    a->p->label[child] = label;
    uint16_t *outer = m == MOVE_LEFT ? a->left[0] : a->right[0], *inner = m == MOVE_LEFT ? a->left[1] : a->right[1];
    uint8_t *count = m == MOVE_LEFT ? a->n_left : a->n_right;
    inner[head] = outer[head];
    outer[head] = child;
    count[head] = (uint8_t)(count[head] + (count[head] < 255));
    a->depth--;
}

/* Keys are template number, then up to three values. */
#define PUT(x, y, z) \
    (out[n] = model_mix(key_join(key_join(key_join((n + 1) * 0x85ebca6bu, (x)), (y)), (z))), n++)

static uint32_t distance(uint32_t from, uint32_t to)
{
    uint32_t d = to > from ? to - from : from - to;
    return d < 5 ? d : d < 8 ? 5 : d < 12 ? 6 : 7;
}

typedef struct node {
    uint32_t at, w, t, wt; /* position, form, tag, both */
} node;

static node node_at(const piece *p, uint32_t at)
{
    uint32_t w = p->words[at].form, t = p->tag[at];
    return (node){at, w, t, key_join(w, t)};
}

static node stack_at(const arcs *a, uint32_t k)
{
    return node_at(a->p, a->depth > k ? a->stack[a->depth - 1 - k] : a->p->n + 1);
}

static node input_at(const arcs *a, uint32_t k)
{
    uint32_t at = a->next + k;
    return node_at(a->p, at <= a->p->n ? at : a->p->n + 1);
}

static uint32_t shape_features(const arcs *a, uint32_t *out, uint32_t n, node s0, node s1, node b0)
{
    const piece *p = a->p;
    node s0l = node_at(p, a->left[0][s0.at]), s0r = node_at(p, a->right[0][s0.at]);
    node s1l = node_at(p, a->left[0][s1.at]), s1r = node_at(p, a->right[0][s1.at]);
    node b0l = node_at(p, a->left[0][b0.at]), b0m = node_at(p, a->left[1][b0.at]);
    node s0m = node_at(p, a->right[1][s0.at]), s0k = node_at(p, a->left[1][s0.at]);
    uint32_t ds = distance(s1.at, s0.at), db = distance(s0.at, b0.at);
    uint32_t ls0l = p->label[s0l.at], ls0r = p->label[s0r.at], ls1r = p->label[s1r.at], ls1l = p->label[s1l.at];
    uint32_t lb0l = p->label[b0l.at];
    uint32_t vs0 = a->n_left[s0.at] * 16u + a->n_right[s0.at], vs1 = a->n_left[s1.at] * 16u + a->n_right[s1.at];
    PUT(s0.t, s0l.t, b0.t); PUT(s0.t, s0r.t, b0.t); PUT(s0.t, b0.t, b0l.t); PUT(s1.t, s1r.t, s0.t);
    PUT(s1.t, s1l.t, s0.t); PUT(s1.t, s0.t, s0l.t); PUT(s1.t, s0.t, s0r.t); PUT(s0.w, db, 0); PUT(s0.t, db, b0.t);
    PUT(b0.w, db, 0); PUT(s0.t, ds, s1.t); PUT(s1.w, ds, s0.t); PUT(s0.w, vs0, 0); PUT(s0.t, vs0, b0.t);
    PUT(s1.t, vs1, s0.t); PUT(s1.w, vs1, 0); PUT(b0.t, a->n_left[b0.at], s0.t); PUT(b0.w, a->n_left[b0.at], 0);
    PUT(s0.w, ls0r, ls0l); PUT(s0.t, ls0r, ls0l); PUT(s1.t, ls1r, s0.t); PUT(s1.w, ls1r, s0.t);
    PUT(b0.t, lb0l, s0.t); PUT(s0.t, s0r.w, b0.t); PUT(s0.w, s0l.w, 0); PUT(s1.w, ls1r, b0.w);
    PUT(s0.t, s0l.w, b0.t); PUT(b0.t, b0l.w, s0.t); PUT(s0.t, s0r.t, s0m.t); PUT(s0.t, s0l.t, s0k.t);
    PUT(b0.t, b0l.t, b0m.t); PUT(s1.t, ls1l, ls1r); PUT(s1.t, s0l.w, s0.t); PUT(s1.w, s0l.w, 0);
    return n;
}

uint32_t move_features(const arcs *a, uint32_t *out)
{
    node s0 = stack_at(a, 0), s1 = stack_at(a, 1), s2 = stack_at(a, 2);
    node b0 = input_at(a, 0), b1 = input_at(a, 1), b2 = input_at(a, 2);
    uint32_t n = 0;
    PUT(s0.wt, 0, 0); PUT(s0.w, 0, 0); PUT(s0.t, 0, 0); PUT(s1.wt, 0, 0); PUT(s1.w, 0, 0); PUT(s1.t, 0, 0);
    PUT(s2.wt, 0, 0); PUT(s2.t, 0, 0); PUT(b0.wt, 0, 0); PUT(b0.w, 0, 0); PUT(b0.t, 0, 0); PUT(b1.wt, 0, 0);
    PUT(b1.t, 0, 0); PUT(b2.wt, 0, 0); PUT(b2.t, 0, 0);
    PUT(s0.wt, b0.wt, 0); PUT(s0.wt, b0.t, 0); PUT(s0.t, b0.wt, 0); PUT(s0.w, b0.w, 0); PUT(s0.t, b0.t, 0);
    PUT(b0.t, b1.t, 0); PUT(s0.t, s1.t, 0); PUT(s0.w, s1.w, 0); PUT(s0.wt, s1.t, 0); PUT(s0.t, s1.wt, 0);
    PUT(s1.t, b0.t, 0); PUT(s1.w, b0.w, 0); PUT(s1.w, b0.t, 0); PUT(s1.t, b0.w, 0);
    PUT(b0.t, b1.t, b2.t); PUT(s0.t, b0.t, b1.t); PUT(s1.t, s0.t, b0.t); PUT(s2.t, s1.t, s0.t);
    PUT(s1.w, s0.t, b0.t); PUT(s1.t, s0.w, b0.t); PUT(s1.t, s0.t, b0.w); PUT(s0.w, b0.t, b1.t);
    PUT(s0.t, b0.w, b1.t); PUT(s0.t, b0.t, b1.w); PUT(s1.w, s0.w, b0.t); PUT(s1.w, s0.t, b0.w);
    return shape_features(a, out, n, s0, s1, b0);
}

uint32_t label_features(const arcs *a, uint16_t head, uint16_t child, uint32_t *out)
{
    const piece *p = a->p;
    uint32_t nothing = p->n + 1, n = 0, side = head > child;
    node h = node_at(p, head), c = node_at(p, child);
    node cl = node_at(p, a->left[0][child]), cr = node_at(p, a->right[0][child]), cm = node_at(p, a->left[1][child]);
    node before = node_at(p, child ? child - 1u : nothing), after = node_at(p, child + 1u < p->n ? child + 1u : nothing);
    uint32_t hl = p->label[a->left[0][head]], hr = p->label[a->right[0][head]], hm = p->label[a->right[1][head]];
    uint32_t lcl = p->label[cl.at], lcr = p->label[cr.at], near = distance(head, child), hk = p->label[a->left[1][head]];
    uint32_t ht = h.t * 2 + side, ct = c.t * 2 + side, hn = node_at(p, head ? head - 1u : nothing).t;
    PUT(ht, c.t, 0); PUT(h.w, ct, 0); PUT(ht, c.w, 0); PUT(h.w, c.w, side); PUT(h.wt, ct, 0); PUT(ht, c.wt, 0);
    PUT(ct, 0, 0); PUT(c.w, side, 0); PUT(ht, 0, 0); PUT(h.w, side, 0); PUT(ht, c.t, near);
    PUT(ht, c.t, cl.w); PUT(ht, c.t, cl.t); PUT(ht, c.t, cr.t); PUT(h.w, cl.w, side); PUT(h.w, cl.w, ct);
    PUT(ct, lcl, 0); PUT(ct, lcr, 0); PUT(ht, c.t, lcl); PUT(ct, cl.w, 0); PUT(ct, cm.t, cl.t); PUT(ct, cr.w, 0);
    PUT(ht, c.t, hl); PUT(ht, c.t, hr); PUT(h.w, ct, hr); PUT(h.w, ct, hl); PUT(ht, hr, hl); PUT(ht, hr, hm);
    PUT(ct, before.t, after.t); PUT(ht, ct, before.t); PUT(ht, ct, after.t); PUT(ct, before.w, 0); PUT(ct, after.w, 0);
    PUT(c.w, cl.w, side); PUT(ht, c.t, hn); PUT(h.w, near, side); PUT(c.w, hr, ht); PUT(ht, c.t, hk); PUT(ht, cm.w, c.t);
    PUT(p->words[child].suffix[2], ht, 0); PUT(p->words[child].shape, ht, c.t); PUT(p->words[head].suffix[2], ct, 0);
    return n;
}
