/* Tags, names and trees, learned together from sentences whose answers are known. The weights kept are the average of
 * those of the last steps (Polyak and Juditsky 1992, "Acceleration of stochastic approximation by averaging"). */
#include "learn.h"

#include "random.h"

#include <stdlib.h>

enum { BATCH_WORDS = 400, SLOPE_SCALE = 256, REMEMBER_STEPS = 8 /* from one look at the values to the next */ };
static const float KEEP = 0.996f; /* the average reaches back over some 2,000 steps, two passes over the data */
static const float LAST_RATE = 0.1f; /* of RATE: what still moves is averaged */
static const float RATE = 0.002f, DROP = 0.2f, DROP_FORM = 0.2f;

static void log_epoch(const lesson *l, net *n, uint32_t epoch, const net_loss *loss)
{
    double w = loss->words ? loss->words : 1;
    fprintf(l->log, "epoch %u: losses tag %.3f arc %.3f label %.3f name %.4f, right tags %.2f heads %.2f labels %.2f\n", epoch,
            loss->tag / w, loss->arc / w, loss->label / w, loss->name / w, 100 * loss->right_tag / w, 100 * loss->right_head / w,
            100 * loss->right_label / w);
    for (uint32_t i = 0; i < l->n_dev && (epoch % 4 == 0 || epoch == l->epochs); i++) {
        measure m = measure_net(n, &l->dev[i], l->tags);
        fprintf(l->log, "  dev set %u: UPOS %.2f tags %.2f UAS %.2f LAS %.2f core %.2f names %.2f\n", i, m.upos, m.tag, m.uas, m.las,
                m.core, m.names);
    }
    fflush(l->log);
}

/* The rate rises over half an epoch, then falls to a tenth in a straight line. */
static float rate_at(const lesson *l, double words)
{
    double epochs = words / l->train->n_words, rising = epochs * 2 < 1 ? epochs * 2 : 1;
    return RATE * (float)(rising * (1 - (1 - LAST_RATE) * epochs / l->epochs));
}

void supervise(net *n, const lesson *l)
{
    uint32_t sentences = data_sentences(l->train), *order = calloc(sentences + 1, sizeof *order);
    uint64_t random = random_seed(l->seed + 1);
    net_batch b;
    double words = 0;
    uint32_t steps = 0;
    if (!order)
        abort();
    batch_start(&b, BATCH_WORDS + 1024);
    n->drop = DROP;
    n->drop_form = DROP_FORM;
    for (uint32_t i = 0; i < sentences; i++)
        order[i] = i;
    for (uint32_t e = 0; e < l->epochs; e++) {
        net_loss loss = {0};
        random_shuffle(&random, order, sentences);
        for (uint32_t i = 0; i < sentences; words += b.n) {
            b.n = b.n_sentences = 0;
            while (i < sentences && b.n < BATCH_WORDS)
                batch_add(&b, l->train, order[i++]);
            net_run(n, &b, true, &loss);
            net_step(n, rate_at(l, words), 1.0f / SLOPE_SCALE);
            if (++steps % REMEMBER_STEPS == 0)
                net_remember(n, steps > REMEMBER_STEPS ? KEEP : 0);
        }
        if (e + 1 == l->epochs)
            net_settle(n); /* before the last measure */
        if (l->log)
            log_epoch(l, n, e + 1, &loss);
    }
    batch_free(&b);
    free(order);
}
