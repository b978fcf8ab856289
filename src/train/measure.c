/* How good is the network, in floats, on sentences it has not learned from? */
#include "learn.h"

#include "syntax/engine.h"

#include <math.h>
#include <stdlib.h>

typedef struct counts {
    uint32_t words, upos, tags, heads, labels, core, core_right;
    uint32_t found, gold, right; /* spans of names */
} counts;

static uint32_t best_of(const float *score, uint32_t n)
{
    uint32_t best = 0;
    for (uint32_t i = 1; i < n; i++)
        best = score[i] > score[best] ? i : best;
    return best;
}

static void find_heads(const net *n, uint32_t length, uint16_t *head)
{
    arc_scores *s = calloc(1, sizeof *s);
    net_view v = net_sentence(n, 0, length);
    if (!s)
        abort();
    s->n = length;
    for (uint32_t c = 0; c < length; c++) {
        s->root[c] = (int32_t)lrintf(net_arc_score(&v, length, c) * 4096);
        for (uint32_t h = 0; h < length; h++)
            s->score[h][c] = h == c ? 0 : (int32_t)lrintf(net_arc_score(&v, h, c) * 4096);
    }
    decode_tree(kernel_get(0), s, head);
    free(s);
}

static uint32_t find_label(const net *n, uint32_t head, uint32_t child, uint32_t length)
{
    float score[LABEL_ROOM];
    if (head == length)
        return CASUS_ROOT;
    net_label_scores(n, head, child, arc_bucket((int)head - (int)child), score);
    score[CASUS_ROOT] = -1e9f;
    return best_of(score, CASUS_N_DEPS);
}

static bool is_core(uint32_t label)
{
    static const uint8_t core[] = {CASUS_NSUBJ, CASUS_NSUBJ_PASS, CASUS_OBJ, CASUS_IOBJ, CASUS_OBL, CASUS_OBL_AGENT, CASUS_CCOMP, CASUS_XCOMP};
    return memchr(core, (int)label, sizeof core) != NULL;
}

static void count_tree(const net *n, const net_gold *gold, uint32_t length, const tag_list *tags, counts *c)
{
    uint16_t head[PIECE];
    find_heads(n, length, head);
    for (uint32_t i = 0; i < length; i++) {
        if (gold[i].tag == NOT_KNOWN)
            continue;
        uint32_t tag = best_of(net_top(n, i), tags->n);
        bool right = head[i] == gold[i].head && find_label(n, head[i], i, length) == gold[i].label;
        c->words++;
        c->tags += tag == gold[i].tag;
        c->upos += tags->upos[tag] == tags->upos[gold[i].tag];
        c->heads += head[i] == gold[i].head;
        c->labels += right;
        c->core += is_core(gold[i].label);
        c->core_right += right && is_core(gold[i].label);
    }
}

/* Where the name that word i is inside of began: i + 1 for a beginning, 0 for none. */
static uint32_t name_begin(uint32_t name, uint32_t i, uint32_t before, uint32_t begun)
{
    bool inside = name && name % 2 == 0 && (before + 1) / 2 == (name + 1) / 2;
    return !name ? 0 : inside ? begun : i + 1;
}

static void count_names(const net *n, const net_gold *gold, uint32_t length, counts *c)
{
    uint32_t found = 0, found_begin = 0, right = 0, right_begin = 0;
    for (uint32_t i = 0; i <= length; i++) {
        if (i < length && gold[i].name == NOT_KNOWN)
            return;
        uint32_t f = i < length ? best_of(net_top(n, i) + TOP_NAME, N_NAMES) : 0, g = i < length ? gold[i].name : 0;
        uint32_t f_begin = name_begin(f, i, found, found_begin), g_begin = name_begin(g, i, right, right_begin);
        bool f_ends = found_begin && f_begin != found_begin, g_ends = right_begin && g_begin != right_begin;
        c->found += f_ends;
        c->gold += g_ends;
        c->right += f_ends && g_ends && found_begin == right_begin && (found + 1) / 2 == (right + 1) / 2;
        found = f, found_begin = f_begin, right = g, right_begin = g_begin;
    }
}

measure measure_net(net *n, const net_data *d, const tag_list *tags)
{
    counts c = {0};
    for (uint32_t s = 0; s < data_sentences(d); s++) {
        uint32_t first[2] = {0, d->first[s + 1] - d->first[s]};
        net_batch b = {.n = first[1], .n_sentences = 1, .words = d->words + d->first[s], .first = first};
        net_loss loss = {0};
        net_run(n, &b, false, &loss);
        const net_gold *gold = d->gold + d->first[s];
        if (gold[0].tag != NOT_KNOWN)
            count_tree(n, gold, b.n, tags, &c);
        count_names(n, gold, b.n, &c);
    }
    double w = c.words ? c.words : 1, all = c.found + c.gold ? c.found + c.gold : 1;
    return (measure){100 * c.upos / w, 100 * c.tags / w, 100 * c.heads / w, 100 * c.labels / w,
                     100.0 * c.core_right / (c.core ? c.core : 1), 200 * c.right / all};
}
