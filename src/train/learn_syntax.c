/* The tagger and the parser, learned from treebanks.
 *
 * The parser must see tags as wrong as they will be, so the treebank is tagged in five parts, each
 * by a tagger that has learned from the other four. The parser explores: it follows its own moves,
 * and the oracle (Goldberg and Nivre 2013) says which moves lose no further arc from where it is. */
#include "learn.h"
#include "oracle.h"
#include "perceptron.h"

#include <stdlib.h>

enum { FOLDS = 5 };

typedef struct example { /* a sentence of a treebank */
    treebank *bank;
    casus_ref first;
    uint32_t n;
    uint8_t *tags; /* jack-knifed */
} example;

typedef struct lesson {
    example *examples;
    uint32_t n;
    tag_list tags;
    uint64_t random;
    FILE *log;
    arena memory;
} lesson;

static uint32_t random_below(lesson *l, uint32_t n) /* xorshift* (Marsaglia, Vigna) */
{
    l->random ^= l->random >> 12;
    l->random ^= l->random << 25;
    l->random ^= l->random >> 27;
    return (uint32_t)((l->random * 2685821657736338717u >> 32) % n);
}

static void shuffle(lesson *l, uint32_t *order, uint32_t n)
{
    for (uint32_t i = n; i > 1; i--) {
        uint32_t k = random_below(l, i), x = order[i - 1];
        order[i - 1] = order[k];
        order[k] = x;
    }
}

static uint32_t best_of(const float *score, uint32_t n)
{
    uint32_t best = 0;
    for (uint32_t c = 1; c < n; c++)
        if (score[c] > score[best])
            best = c;
    return best;
}

static uint32_t tag_example(lesson *l, perceptron *w, const example *x, bool learn, uint8_t *out)
{
    uint32_t features[MAX_FEATURES], right = 0;
    float score[MAX_TAGS];
    piece p;
    piece_read(&p, &x->bank->d.doc, x->first, x->n);
    for (uint32_t i = 0; i < x->n; i++) {
        uint32_t n = tag_features(&p, i, features), good = x->bank->words[x->first + i].tag;
        perceptron_score(w, features, n, score);
        uint32_t best = best_of(score, l->tags.n);
        if (learn)
            perceptron_learn(w, features, n, good, best);
        p.tag[i] = (uint8_t)best;
        if (out)
            out[i] = (uint8_t)best;
        right += best == good;
    }
    return right;
}

/* Epochs over the examples whose fold is not `hold`. */
static void learn_tags(lesson *l, perceptron *w, uint32_t hold, uint32_t epochs)
{
    uint32_t *order = malloc(l->n * sizeof *order), n = 0;
    for (uint32_t i = 0; i < l->n; i++)
        if (i / 10 % FOLDS != hold)
            order[n++] = i;
    for (uint32_t e = 0; e < epochs; e++) {
        uint32_t right = 0, all = 0;
        shuffle(l, order, n);
        for (uint32_t i = 0; i < n; i++) {
            right += tag_example(l, w, &l->examples[order[i]], true, NULL);
            all += l->examples[order[i]].n;
        }
        if (l->log)
            fprintf(l->log, "tags, without part %u, epoch %u: %.2f %%\n", hold, e + 1, 100.0 * right / all);
    }
    free(order);
}

static void perceptron_settle(perceptron *p) /* use averages from now on */
{
    for (size_t i = 0; i < (size_t)p->n_rows * p->n_classes; i++)
        p->weight[i] = (p->total[i] + p->weight[i] * (float)(p->step - p->stamp[i])) / (float)p->step;
}

static void jackknife(lesson *l, uint32_t epochs)
{
    for (uint32_t hold = 0; hold < FOLDS; hold++) {
        perceptron w;
        perceptron_start(&w, l->tags.n);
        learn_tags(l, &w, hold, epochs);
        perceptron_settle(&w);
        for (uint32_t i = 0; i < l->n; i++)
            if (i / 10 % FOLDS == hold)
                tag_example(l, &w, &l->examples[i], false, l->examples[i].tags);
        perceptron_free(&w);
    }
}

static void example_piece(const lesson *l, const example *x, piece *p)
{
    piece_read(p, &x->bank->d.doc, x->first, x->n);
    for (uint32_t i = 0; i < x->n; i++) {
        p->tag[i] = x->tags[i];
        p->upos[i] = l->tags.upos[x->tags[i]];
    }
}

static uint8_t learn_label(perceptron *w, const arcs *a, move m, const gold_word *gold)
{
    uint32_t features[MAX_FEATURES];
    float score[CASUS_N_DEPS];
    uint16_t head, child;
    move_arc(a, m, &head, &child);
    if (head == a->p->n)
        return CASUS_ROOT;
    uint32_t n = label_features(a, head, child, features);
    perceptron_score(w, features, n, score);
    score[CASUS_ROOT] = -1e9f;
    uint32_t best = best_of(score, CASUS_N_DEPS);
    if (gold[child].head == head)
        perceptron_learn(w, features, n, gold[child].label, best);
    return (uint8_t)best;
}

static void parse_example(lesson *l, perceptron *moves, perceptron *labels, const example *x, bool explore, uint32_t right[2])
{
    uint32_t features[MAX_FEATURES];
    float score[N_MOVES];
    piece p;
    arcs a;
    const gold_word *gold = &x->bank->words[x->first];
    example_piece(l, x, &p);
    arcs_start(&a, &p);
    while (a.depth > 0 || a.next < p.n) {
        uint32_t n = move_features(&a, features), cost[N_MOVES];
        perceptron_score(moves, features, n, score);
        oracle_costs(&a, gold, cost);
        int best = -1, good = -1;
        for (int m = 0; m < N_MOVES; m++) {
            if (!move_allowed(&a, (move)m))
                continue;
            if (best < 0 || score[m] > score[best])
                best = m;
            if (good < 0 || cost[m] < cost[good] || (cost[m] == cost[good] && score[m] > score[good]))
                good = m;
        }
        if (cost[best] == cost[good])
            good = best;
        if (a.depth > 0)
            perceptron_learn(moves, features, n, (uint32_t)good, (uint32_t)best);
        move m = (move)(explore && random_below(l, 10) < 9 ? best : good);
        move_do(&a, m, m == MOVE_SHIFT ? 0 : learn_label(labels, &a, m, gold));
    }
    for (uint32_t i = 0; i < p.n; i++) {
        right[0] += p.head[i] == gold[i].head;
        right[1] += p.head[i] == gold[i].head && p.label[i] == gold[i].label;
    }
}

static void learn_arcs(lesson *l, perceptron *moves, perceptron *labels, uint32_t epochs)
{
    uint32_t *order = malloc(l->n * sizeof *order);
    for (uint32_t i = 0; i < l->n; i++)
        order[i] = i;
    for (uint32_t e = 0; e < epochs; e++) {
        uint32_t right[2] = {0}, all = 0;
        shuffle(l, order, l->n);
        for (uint32_t i = 0; i < l->n; i++) {
            parse_example(l, moves, labels, &l->examples[order[i]], e > 0, right);
            all += l->examples[order[i]].n;
        }
        if (l->log)
            fprintf(l->log, "arcs, epoch %u: UAS %.2f LAS %.2f\n", e + 1, 100.0 * right[0] / all, 100.0 * right[1] / all);
    }
    free(order);
}

static void add_examples(lesson *l, treebank *t)
{
    for (uint32_t k = 0; k < t->d.doc.n_sentences; k++) {
        const casus_sentence *s = &t->d.doc.sentences[k];
        if (s->count == 0 || s->count > PIECE)
            continue;
        example *x = ARENA_PUSH(&l->memory, l->examples, l->n);
        *x = (example){t, s->first, s->count, ARENA_ARRAY(&l->memory, uint8_t, s->count)};
    }
}

static void write_about(const lesson *l, const train_options *o, model_writer *w)
{
    buffer b = {0};
    buffer_printf(&b, "casus syntax model: averaged perceptrons over hashed features\n"
                      "tag: form, ending, prefix and shape of a word and its neighbours, two tags before\n"
                      "move: forms and tags of the top three of the stack and the next three words, their children, distances\n"
                      "label: the same of head and child, with the child's children\n"
                      "command: %s\ndata: ewt-train.conllu gum-train.conllu (UD 2.16), CC BY-SA 4.0\nseed: %u\nsentences: %u\n",
                  o->command, o->seed, l->n);
    writer_add(w, "about", b.p, b.n);
    b.n = 0;
    for (uint32_t i = 0; i < l->tags.n; i++)
        buffer_printf(&b, "%.*s\n", (int)l->tags.name[i].n, l->tags.name[i].p);
    writer_add(w, "tags", b.p, b.n);
    buffer_free(&b);
}

static void learn_all(lesson *l, treebank *const *banks, uint32_t n, const train_options *o, model_writer *w)
{
    uint32_t epochs = o->epochs ? o->epochs : 8;
    tag_list_make(&l->tags, &l->memory, banks, n);
    for (uint32_t b = 0; b < n; b++) {
        treebank_tag(banks[b], &l->tags);
        add_examples(l, banks[b]);
    }
    write_about(l, o, w);
    learn_lemmas(banks, n, w);
    jackknife(l, epochs / 2 + 1);
    perceptron tags, moves, labels;
    perceptron_start(&moves, N_MOVES);
    perceptron_start(&labels, CASUS_N_DEPS);
    learn_arcs(l, &moves, &labels, epochs);
    perceptron_write(&moves, w, "move", 8, 16);
    perceptron_write(&labels, w, "label", 3, 10);
    perceptron_free(&moves);
    perceptron_free(&labels);
    perceptron_start(&tags, l->tags.n);
    learn_tags(l, &tags, FOLDS, epochs / 2 + 1);
    perceptron_write(&tags, w, "tag", 2, 10);
    perceptron_free(&tags);
}

int train_syntax(const train_options *o, casus_error *err)
{
    static const char *const names[] = {"ewt-train.conllu", "gum-train.conllu"};
    treebank bank[2] = {0}, *banks[2] = {&bank[0], &bank[1]};
    lesson l = {.random = (o->seed ? o->seed : 1) * 0x9e3779b97f4a7c15u, .log = o->log};
    int code = 0;
    for (int i = 0; i < 2 && code == 0; i++)
        code = treebank_read(banks[i], arena_printf(&l.memory, "%s/%s", o->treebank_dir, names[i]), err);
    if (code == 0) {
        model_writer w = {0};
        learn_all(&l, banks, 2, o, &w);
        code = writer_save(&w, o->out, err);
    }
    treebank_free(&bank[0]);
    treebank_free(&bank[1]);
    arena_free(&l.memory);
    return code;
}
