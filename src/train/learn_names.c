/* The second look at names (syntax/names.c), learnt from sentences whose names are known.
 *
 * A structured perceptron: the sentence is labelled with what is known so far; where the answer is
 * wrong, the rows of its clues lose a point at the wrong label and gain one at the right one. The
 * weights are averaged over all steps (Collins 2002) and become bytes. A miss costs more than a false
 * name, so that recall keeps up.
 *
 * The network has seen these very sentences and is righter here than it will be elsewhere. So some of
 * its names are forgotten or mistaken, some nouns are called names and the other way round, and in
 * part of the sentences its names are left out altogether: the other clues must learn to stand alone.
 *
 * Takes a model file and writes it with the new sections; everything else in it stays byte for byte. */
#include "learn.h"

#include "random.h"

#include <math.h>
#include <stdlib.h>

enum { ROW_BITS = 15, ROWS = 1 << ROW_BITS, EPOCHS = 8, PAIRS = N_NAMES * N_NAMES, MAX_BANKS = 3, TOP_WEIGHT = 127,
       SORT_ROUNDS = 12, MISS_COST = 10, COMMON_EPOCHS = 1 /* on all sets; then on EWT, whose names are told most carefully */ };
static const uint32_t SORT_COUNTS[N_SORTS] = {48, 250}; /* how many sorts of words, coarse and fine */
static const float LOSE = 0.4f, MISTAKE = 0.1f, OTHER_TAG = 0.05f, WITHOUT_NET = 0.3f; /* shares, chosen on UNER's dev */

typedef struct word_list { /* of one set of sentences */
    arena memory;
    name_word *words;
    uint32_t n_words;
    uint32_t *first, n_first; /* first word of each sentence, and one more */
    uint8_t *gold;
    uint32_t n_gold;
} word_list;

typedef struct clue_table { /* of one sentence */
    uint32_t n, count[PIECE], row[PIECE][MAX_CLUES];
} clue_table;

typedef struct pupil {
    float *row, *row_sum;   /* ROWS x N_NAMES; the second weighted by the time of each change */
    float pair[PAIRS], pair_sum[PAIRS];
    float time;
} pupil;

static void *need(size_t n, size_t size)
{
    void *p = calloc(n + 1, size);
    if (!p)
        abort();
    return p;
}

/* ---- sorts of words ---- */

static int32_t vector_square(const int8_t *x, uint32_t n)
{
    int32_t sum = 0;
    for (uint32_t i = 0; i < n; i++)
        sum += x[i] * x[i];
    return sum;
}

static int32_t dot(const int8_t *a, const int16_t *b, uint32_t n)
{
    int32_t sum = 0;
    for (uint32_t i = 0; i < n; i++)
        sum += a[i] * b[i];
    return sum;
}

/* Each row goes to the middle that points most its way. */
static void sort_assign(const encoder *e, const int16_t *middle, uint32_t k, uint8_t *out)
{
    for (uint32_t i = 1; i < e->n_forms; i++) {
        int32_t best = INT32_MIN;
        for (uint32_t c = 0; c < k; c++) {
            int32_t v = dot(e->forms + (size_t)i * e->size, middle + (size_t)c * e->size, e->size);
            out[i] = v > best ? (uint8_t)c : out[i];
            best = v > best ? v : best;
        }
    }
}

/* Each middle becomes the direction of its rows. */
static void sort_middle(const encoder *e, int16_t *middle, double *sum, uint32_t k, const uint8_t *sort)
{
    uint32_t size = e->size;
    memset(sum, 0, (size_t)k * size * sizeof *sum);
    for (uint32_t i = 1; i < e->n_forms; i++) {
        const int8_t *x = e->forms + (size_t)i * size;
        double norm = sqrt(1.0 + vector_square(x, size));
        for (uint32_t j = 0; j < size; j++)
            sum[sort[i] * size + j] += x[j] / norm;
    }
    for (uint32_t c = 0; c < k; c++) {
        double norm = 1e-9;
        for (uint32_t j = 0; j < size; j++)
            norm += sum[c * size + j] * sum[c * size + j];
        for (uint32_t j = 0; j < size; j++)
            middle[c * size + j] = (int16_t)lrint(sum[c * size + j] / sqrt(norm) * 4000);
    }
}

/* k-means on the sphere: words whose rows in the network point the same way are of one sort. */
static void sort_words(const encoder *e, uint32_t k, uint8_t *out)
{
    uint32_t size = e->size, step = e->n_forms / k / 4;
    int16_t *middle = need((size_t)k * size, sizeof *middle);
    double *sum = need((size_t)k * size, sizeof *sum);
    for (uint32_t c = 0; c < k; c++)
        for (uint32_t j = 0; j < size; j++)
            middle[c * size + j] = e->forms[(size_t)(c * step) * size + j];
    for (int round = 0; round < SORT_ROUNDS; round++) {
        sort_assign(e, middle, k, out);
        sort_middle(e, middle, sum, k, out);
    }
    free(middle);
    free(sum);
}

/* N_SORTS bytes for each row of forms. */
static uint8_t *sorts_make(const encoder *e)
{
    uint8_t *sorts = need((size_t)e->n_forms * N_SORTS, 1), *sort = need(e->n_forms, 1);
    for (uint32_t c = 0; c < N_SORTS; c++) {
        sort_words(e, SORT_COUNTS[c], sort);
        for (uint32_t i = 1; i < e->n_forms; i++)
            sorts[(size_t)i * N_SORTS + c] = (uint8_t)(1 + sort[i]);
    }
    free(sort);
    return sorts;
}

/* ---- sentences ---- */

/* Forget or mistake some of the network's names. */
static void spoil_names(name_word *w, uint32_t n, uint64_t *random)
{
    for (uint32_t i = 0, end; i < n; i = end) {
        for (end = i + 1; end < n && w[i].net && w[end].net && !(w[end].net & 16);)
            end++;
        float chance = random_unit(random);
        uint32_t kind = chance < LOSE ? 0 : chance < LOSE + MISTAKE ? 1 + random_below(random, 3) : w[i].net & 3u;
        for (uint32_t k = i; k < end && w[i].net; k++)
            w[k].net = (uint8_t)(kind | (w[k].net & 16u && kind ? 16u : 0u));
    }
}

/* Call some names nouns and some nouns names. */
static void spoil_tags(name_word *w, uint32_t n, uint64_t *random)
{
    for (uint32_t i = 0; i < n; i++) {
        bool other = random_unit(random) < OTHER_TAG;
        if (other && (w[i].upos == CASUS_PROPN || w[i].upos == CASUS_NOUN))
            w[i].upos = w[i].upos == CASUS_PROPN ? CASUS_NOUN : CASUS_PROPN;
    }
}

static bool names_known(const treebank *t, const casus_sentence *s)
{
    for (uint32_t i = 0; i < s->count; i++)
        if (t->words[s->first + i].name >= N_NAMES)
            return false;
    return s->count > 0 && s->count <= PIECE;
}

/* The sentences whose names are known. */
static void list_add(word_list *l, const syntax *s, treebank *t)
{
    name_word w[PIECE];
    if (l->n_first == 0)
        *ARENA_PUSH(&l->memory, l->first, l->n_first) = 0;
    for (uint32_t k = 0; k < t->d.doc.n_sentences; k++) {
        const casus_sentence *where = &t->d.doc.sentences[k];
        if (!names_known(t, where))
            continue;
        syntax_parse(s, &t->d, k);
        name_words_read(s, &t->d, where->first, w, where->count);
        for (uint32_t i = 0; i < where->count; i++) {
            *ARENA_PUSH(&l->memory, l->words, l->n_words) = w[i];
            *ARENA_PUSH(&l->memory, l->gold, l->n_gold) = t->words[where->first + i].name;
        }
        *ARENA_PUSH(&l->memory, l->first, l->n_first) = l->n_gold;
    }
}

/* The rows of a sentence's clues. With a random state (NULL: none) it is spoilt first, anew each time. */
static void clues_read(clue_table *t, const word_list *l, uint32_t sentence, uint64_t *random)
{
    name_word w[PIECE];
    uint32_t first = l->first[sentence];
    t->n = l->first[sentence + 1] - first;
    memcpy(w, l->words + first, t->n * sizeof *w);
    bool without = random && random_unit(random) < WITHOUT_NET;
    if (random) {
        spoil_tags(w, t->n, random);
        spoil_names(w, t->n, random);
    }
    for (uint32_t i = 0; i < t->n; i++) {
        uint32_t clues[MAX_CLUES], m = name_clues(w, t->n, i, clues), skip = without ? NET_CLUES : 0;
        t->count[i] = m - skip;
        for (uint32_t c = skip; c < m; c++)
            t->row[i][c - skip] = clues[c] & (ROWS - 1);
    }
}

/* A file of word TAB name as a treebank of which only names are known. */
static int columns_read(treebank *t, const char *path, const symtab *names, casus_error *err)
{
    size_t n = 0;
    char *bytes = file_read(path, &n, err);
    buffer b = {0};
    if (!bytes)
        return CASUS_EFILE;
    uint32_t i = 0;
    for (str rest = {bytes, n}; rest.p;) {
        str line = str_cut(&rest, "\n"), form = conllu_field(line, 0), name = conllu_field(line, 1);
        if (line.n)
            buffer_printf(&b, "%u\t%.*s\t_\t_\t_\t_\t_\t_\t_\t%.*s\n", ++i, (int)form.n, form.p, (int)name.n, name.p);
        if ((!line.n || i == PIECE) && i) {
            buffer_printf(&b, "\n");
            i = 0;
        }
    }
    buffer_printf(&b, "\n");
    free(bytes);
    *t = (treebank){.bytes = b.p};
    t->d.names = symtab_new(&t->d.memory, names);
    int code = conllu_read(&t->d, t->bytes, b.n, path, &t->kept, err);
    t->words = ARENA_ARRAY(&t->d.memory, gold_word, t->d.doc.n_tokens + 1);
    for (uint32_t k = 0; k < t->d.doc.n_tokens && code == 0; k++)
        t->words[k].name = (uint8_t)name_of(conllu_field(t->kept.lines[k], 9));
    return code;
}

/* ---- learning ---- */

static void label_sentence(const pupil *p, const clue_table *t, const uint8_t *gold, uint8_t *out)
{
    int32_t score[PIECE][N_NAMES], pair[N_NAMES][N_NAMES];
    for (uint32_t i = 0; i < PAIRS; i++)
        pair[i / N_NAMES][i % N_NAMES] = (int32_t)lrintf(p->pair[i]);
    for (uint32_t i = 0; i < t->n; i++) {
        float sum[N_NAMES] = {gold[i] ? MISS_COST : 0};
        for (uint32_t c = 0; c < t->count[i]; c++)
            for (uint32_t y = 0; y < N_NAMES; y++)
                sum[y] += p->row[(size_t)t->row[i][c] * N_NAMES + y];
        for (uint32_t y = 0; y < N_NAMES; y++)
            score[i][y] = (int32_t)lrintf(sum[y]);
    }
    name_decode(score, pair, t->n, out);
}

static void change(float *value, float *sum, float by, float time)
{
    *value += by;
    *sum += by * time;
}

static void learn_sentence(pupil *p, const clue_table *t, const uint8_t *gold)
{
    uint8_t out[PIECE];
    label_sentence(p, t, gold, out);
    for (uint32_t i = 0; i < t->n; i++) {
        uint32_t b = i ? out[i - 1] : 0, g = i ? gold[i - 1] : 0;
        if (out[i] != gold[i])
            for (uint32_t c = 0; c < t->count[i]; c++) {
                size_t row = (size_t)t->row[i][c] * N_NAMES;
                change(&p->row[row + gold[i]], &p->row_sum[row + gold[i]], 1, p->time);
                change(&p->row[row + out[i]], &p->row_sum[row + out[i]], -1, p->time);
            }
        if (out[i] != gold[i] || b != g) {
            change(&p->pair[g * N_NAMES + gold[i]], &p->pair_sum[g * N_NAMES + gold[i]], 1, p->time);
            change(&p->pair[b * N_NAMES + out[i]], &p->pair_sum[b * N_NAMES + out[i]], -1, p->time);
        }
    }
    p->time++;
}

/* The averages, as bytes: eight times their usual size is the largest. Pairs on the same scale. */
static void average(const pupil *p, int8_t *rows, int32_t *pair)
{
    double square = 1e-9;
    size_t used = 1, n = (size_t)ROWS * N_NAMES;
    for (size_t i = 0; i < n; i++) {
        double mean = (double)p->row[i] - (double)p->row_sum[i] / (double)p->time;
        square += mean * mean;
        used += p->row[i] != 0;
    }
    double scale = TOP_WEIGHT / (8 * sqrt(square / (double)used));
    for (size_t i = 0; i < n; i++) {
        long v = lrint(((double)p->row[i] - (double)p->row_sum[i] / (double)p->time) * scale);
        rows[i] = (int8_t)(v > TOP_WEIGHT ? TOP_WEIGHT : v < -TOP_WEIGHT ? -TOP_WEIGHT : v);
    }
    for (uint32_t i = 0; i < PAIRS; i++)
        pair[i] = (int32_t)lrint(((double)p->pair[i] - (double)p->pair_sum[i] / (double)p->time) * scale);
}

/* ---- measuring ---- */

static void label_bytes(const clue_table *t, const int8_t *rows, const int32_t *pairs, uint8_t *out)
{
    int32_t score[PIECE][N_NAMES] = {{0}}, pair[N_NAMES][N_NAMES];
    memcpy(pair, pairs, sizeof pair);
    for (uint32_t i = 0; i < t->n; i++)
        for (uint32_t c = 0; c < t->count[i]; c++)
            for (uint32_t y = 0; y < N_NAMES; y++)
                score[i][y] += rows[(size_t)t->row[i][c] * N_NAMES + y];
    name_decode(score, pair, t->n, out);
}

typedef struct name_counts {
    double right, found, there;
} name_counts;

static void count_names(name_counts *count, const uint8_t *out, const uint8_t *gold, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) {
        uint32_t said = out[i], is = gold[i], end = i + 1;
        count[(said + 1) / 2].found += said % 2;
        count[(is + 1) / 2].there += is % 2;
        if (said != is || said % 2 == 0)
            continue;
        while (end < n && out[end] == said + 1 && gold[end] == said + 1)
            end++;
        count[(said + 1) / 2].right += end == n || (out[end] != said + 1 && gold[end] != said + 1);
    }
}

static void tell(FILE *log, const word_list *l, const int8_t *rows, const int32_t *pair, const char *what)
{
    static const char *const kinds[] = {"all", "PER", "ORG", "LOC"};
    name_counts count[4] = {{0}};
    uint8_t out[PIECE];
    clue_table t;
    for (uint32_t k = 0; k + 1 < l->n_first; k++) {
        clues_read(&t, l, k, NULL);
        label_bytes(&t, rows, pair, out);
        count_names(count, out, l->gold + l->first[k], t.n);
    }
    count[0] = (name_counts){0};
    for (int k = 1; k < 4; k++)
        count[0] = (name_counts){count[0].right + count[k].right, count[0].found + count[k].found, count[0].there + count[k].there};
    fprintf(log, "names, %s:", what);
    for (int k = 0; k < 4; k++)
        fprintf(log, "  %s %.2f", kinds[k], 200 * count[k].right / (count[k].found + count[k].there + 1e-9));
    fprintf(log, "\n");
}

/* ---- the stage ---- */

typedef struct names_course {
    const train_options *o;
    arena memory;
    symtab *names;
    knowledge *knowledge;
    syntax *syntax;
    treebank bank[MAX_BANKS], dev;
    word_list train, test;
    uint8_t *sorts;
    pupil pupil;
    int8_t *rows;
    int32_t pair[PAIRS];
    uint64_t random;
    uint32_t n_own; /* sentences of the first bank */
} names_course;

static int read_bank(names_course *c, treebank *t, const char *trees, const char *names, casus_error *err)
{
    int code = treebank_read(t, arena_printf(&c->memory, "%s/%s", c->o->treebank_dir, trees), c->names, err);
    if (code == 0 && names)
        code = treebank_names(t, arena_printf(&c->memory, "%s/%s", c->o->names_dir, names), err);
    return code;
}

static int read_names(names_course *c, casus_error *err)
{
    const char *columns = arena_printf(&c->memory, "%s/crossner-politics-train.txt", c->o->names_dir);
    FILE *dev = fopen(arena_printf(&c->memory, "%s/uner-ewt-dev.iob2", c->o->names_dir), "rb");
    int code = read_bank(c, &c->bank[0], "ewt-train.conllu", "uner-ewt-train.iob2", err);
    code = code ? code : read_bank(c, &c->bank[1], "gum-train.conllu", NULL, err);
    code = code ? code : columns_read(&c->bank[2], columns, c->names, err);
    if (code == 0 && dev)
        code = read_bank(c, &c->dev, "ewt-dev.conllu", "uner-ewt-dev.iob2", err);
    if (dev)
        fclose(dev);
    if (code)
        return code;
    treebank_entities(&c->bank[1]);
    for (int i = 0; i < MAX_BANKS; i++) {
        list_add(&c->train, c->syntax, &c->bank[i]);
        c->n_own = i ? c->n_own : c->train.n_first - 1;
    }
    list_add(&c->test, c->syntax, &c->dev);
    return 0;
}

static void learn_names(names_course *c)
{
    const word_list *l = &c->train;
    clue_table t;
    uint32_t n = l->n_first ? l->n_first - 1 : 0, *order = need(n, sizeof *order);
    for (uint32_t e = 0; e < EPOCHS; e++) {
        n = e < COMMON_EPOCHS ? c->train.n_first - 1 : c->n_own;
        for (uint32_t i = 0; i < n; i++)
            order[i] = i;
        random_shuffle(&c->random, order, n);
        for (uint32_t i = 0; i < n; i++) {
            clues_read(&t, l, order[i], &c->random);
            learn_sentence(&c->pupil, &t, l->gold + l->first[order[i]]);
        }
    }
    average(&c->pupil, c->rows, c->pair);
    if (c->o->log && c->test.n_first)
        tell(c->o->log, &c->test, c->rows, c->pair, "dev");
    free(order);
}

/* The old file's sections but for its names, then the new ones. */
static int write_names(names_course *c, casus_error *err)
{
    model_writer w = {0};
    const model *m = c->syntax->file;
    for (uint32_t i = 0; i < model_sections(m) && w.n + 3 < MODEL_MAX_SECTIONS; i++) {
        const char *name;
        size_t size;
        const void *bytes = model_section_at(m, i, &name, &size);
        if (!str_starts(str_of(name), "name."))
            writer_add(&w, name, bytes, size);
    }
    writer_add(&w, "name.rows", c->rows, (size_t)ROWS * N_NAMES);
    writer_add(&w, "name.pair", c->pair, sizeof c->pair);
    writer_add(&w, "name.sorts", c->sorts, (size_t)N_SORTS * c->syntax->network[0].n_forms);
    return writer_save(&w, c->o->out, err);
}

static int names_stage(names_course *c, const char *model_path, casus_error *err)
{
    c->names = symtab_new(&c->memory, NULL);
    c->knowledge = knowledge_open(c->o->data_dir, NULL, c->names, NULL, NULL, err);
    c->syntax = c->knowledge ? syntax_open(model_path, c->names, err) : NULL;
    if (!c->syntax)
        return CASUS_EFILE;
    syntax_use_knowledge(c->syntax, c->knowledge);
    c->syntax->sorts = c->sorts = sorts_make(&c->syntax->network[0]);
    int code = read_names(c, err);
    if (code)
        return code;
    learn_names(c);
    return write_names(c, err);
}

int train_names(const train_options *o, const char *model_path, casus_error *err)
{
    names_course *c = need(1, sizeof *c);
    *c = (names_course){.o = o, .random = random_seed(o->seed ? o->seed : 1), .rows = need((size_t)ROWS * N_NAMES, 1)};
    c->pupil = (pupil){.row = need((size_t)ROWS * N_NAMES, sizeof(float)), .row_sum = need((size_t)ROWS * N_NAMES, sizeof(float)), .time = 1};
    int code = names_stage(c, model_path, err);
    for (int i = 0; i < MAX_BANKS; i++)
        treebank_free(&c->bank[i]);
    treebank_free(&c->dev);
    arena_free(&c->train.memory);
    arena_free(&c->test.memory);
    syntax_close(c->syntax);
    knowledge_close(c->knowledge);
    arena_free(&c->memory);
    free(c->sorts);
    free(c->rows);
    free(c->pupil.row);
    free(c->pupil.row_sum);
    free(c);
    return code;
}
