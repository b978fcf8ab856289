/* The model room and its trainer: files that lie, kernels that must agree, slopes that must be right. */
#include "model/kernel.h"
#include "syntax/engine.h"
#include "train/gemm.h"
#include "train/net.h"
#include "train/random.h"
#include "train/write.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

/* ---- files ---- */

static char path[] = "casus-model-XXXXXX";

static int start(void **state)
{
    (void)state;
    int file = mkstemp(path);
    return file < 0 ? -1 : close(file);
}

static int stop(void **state)
{
    (void)state;
    return unlink(path);
}

static void put_file(const char *bytes, size_t n)
{
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(bytes, 1, n, f), n);
    assert_int_equal(fclose(f), 0);
}

static void write_sample(void)
{
    static const uint32_t numbers[5] = {1, 2, 3, 4, 5};
    model_writer w = {0};
    casus_error err;
    writer_add(&w, "numbers", numbers, sizeof numbers);
    writer_add(&w, "text", "words", 5);
    assert_int_equal(writer_save(&w, path, &err), 0);
}

static void a_file_gives_back_what_was_written(void **state)
{
    (void)state;
    casus_error err;
    size_t n = 0;
    write_sample();
    model *m = model_open(path, &err);
    assert_non_null(m);
    const uint32_t *numbers = model_array(m, "numbers", 4, 0, &n, &err);
    assert_int_equal(n, 5);
    assert_int_equal(numbers[4], 5);
    assert_int_equal((uintptr_t)numbers % MODEL_ALIGN, 0);
    assert_null(model_array(m, "numbers", 4, 6, &n, &err)); /* another number of them */
    assert_null(model_array(m, "text", 4, 0, &n, &err));    /* no whole number of them */
    assert_null(model_array(m, "absent", 1, 0, &n, &err));
    assert_non_null(strstr(err.message, "'absent' is missing"));
    model_close(m);
}

static void a_damaged_file_is_refused(void **state)
{
    (void)state;
    casus_error err;
    size_t n = 0;
    write_sample();
    char *bytes = file_read(path, &n, &err);
    assert_non_null(bytes);
    for (size_t i = 0; i < n; i++) { /* any byte changed */
        bytes[i] ^= 0x10;
        put_file(bytes, n);
        bytes[i] ^= 0x10;
        assert_null(model_open(path, &err));
    }
    for (size_t k = 0; k < n; k++) { /* cut anywhere */
        put_file(bytes, k);
        assert_null(model_open(path, &err));
    }
    free(bytes);
    assert_null(model_open("/nowhere/at/all", &err));
    assert_int_equal(err.code, CASUS_EFILE);
    assert_null(model_open("/tmp", &err));
}

/* A good checksum over a section that points outside. */
static void a_section_outside_the_file_is_refused(void **state)
{
    (void)state;
    casus_error err;
    size_t n = 0;
    write_sample();
    char *bytes = file_read(path, &n, &err);
    model_head head;
    model_section s;
    memcpy(&head, bytes, sizeof head);
    memcpy(&s, bytes + sizeof head, sizeof s);
    const uint64_t lies[][2] = {{s.at, n}, {n + 64, 0}, {UINT64_MAX - 63, 128}, {s.at + 1, 4}};
    for (size_t i = 0; i < sizeof lies / sizeof *lies; i++) {
        s.at = lies[i][0];
        s.size = lies[i][1];
        memcpy(bytes + sizeof head, &s, sizeof s);
        head.checksum = model_checksum(bytes + sizeof head, n - sizeof head);
        memcpy(bytes, &head, sizeof head);
        put_file(bytes, n);
        assert_null(model_open(path, &err));
        assert_non_null(strstr(err.message, "outside the file"));
    }
    free(bytes);
}

/* ---- kernels ---- */

enum { IN = 48, OUT = 48, TAPS = 3, ROWS = 13, WIDE = (ROWS + 2) * IN };

typedef struct layer_sample {
    int8_t weight[IN * TAPS * OUT];
    int32_t scale[OUT], bias[OUT];
    uint8_t in[WIDE];
    dense d;
    arena memory;
} layer_sample;

typedef enum layer_kind { ANY, SMALL, LARGEST, JUST_NARROW, JUST_WIDE, N_KINDS } layer_kind;

/* JUST_NARROW: eight weights of 32 and inputs of 127 come to 32,512, which fits 16 bits; of 33, to 33,528. */
static int weight_make(uint64_t *random, layer_kind kind)
{
    int sign = random_below(random, 2) ? 1 : -1;
    static const int of[N_KINDS] = {[LARGEST] = 127, [JUST_NARROW] = 32, [JUST_WIDE] = 33};
    int range = kind == SMALL ? 40 : 127;
    return kind == ANY || kind == SMALL ? (int)random_below(random, 2 * (uint32_t)range + 1) - range : kind == LARGEST ? sign * of[kind] : of[kind];
}

static void layer_fill(layer_sample *s, uint64_t *random, layer_kind kind)
{
    bool extreme = kind >= LARGEST;
    for (size_t i = 0; i < sizeof s->weight; i++)
        s->weight[i] = (int8_t)weight_make(random, kind);
    for (size_t i = 0; i < WIDE; i++)
        s->in[i] = (uint8_t)(extreme ? 127 : random_below(random, 128));
    for (size_t i = 0; i < OUT; i++) {
        s->scale[i] = (int32_t)(extreme ? 1 << 20 : random_below(random, 1 << 16));
        s->bias[i] = (int32_t)random_below(random, 1 << 20) - (1 << 19);
    }
    s->d = (dense){.weight = s->weight, .scale = s->scale, .bias = s->bias, .in = IN, .out = OUT, .taps = TAPS};
    dense_prepare(&s->d, &s->memory);
}

/* The layer's definition, word by word and weight by weight. */
static void layer_slow(const layer_sample *s, int32_t *out)
{
    for (size_t i = 0; i < ROWS; i++)
        for (size_t r = 0; r < OUT; r++) {
            int64_t sum = 0;
            for (size_t k = 0; k < IN * TAPS; k++)
                sum += s->weight[(k / 4 * OUT + r) * 4 + k % 4] * s->in[i * IN + k];
            out[i * OUT + r] += (int32_t)((sum * s->scale[r] + (1 << 15)) >> 16) + s->bias[r];
        }
}

static void all_kernels_compute_a_layer_alike(void **state)
{
    (void)state;
    static layer_sample s;
    uint64_t random = random_seed(7);
    for (int round = 0; round < 40; round++) {
        layer_fill(&s, &random, (layer_kind)(round % N_KINDS));
        bool fresh = round % 2;
        for (unsigned k = 0; k < N_KERNELS; k++) {
            int32_t want[ROWS * OUT], got[ROWS * OUT];
            for (size_t i = 0; i < ROWS * OUT; i++) {
                want[i] = fresh ? 0 : (int32_t)i;
                got[i] = (int32_t)i;
            }
            if (!kernel_get(k))
                continue;
            layer_slow(&s, want);
            kernel_get(k)->dense(&s.d, s.in, IN, ROWS, fresh, got);
            assert_memory_equal(want, got, sizeof want);
        }
    }
    arena_free(&s.memory);
}

static void sums_are_narrow_where_they_fit_16_bits(void **state)
{
    (void)state;
    static layer_sample s;
    uint64_t random = random_seed(8), all = (1u << IN * TAPS / 16) - 1;
    layer_fill(&s, &random, JUST_NARROW);
    assert_true(s.d.narrow[0] == all && s.d.narrow[OUT / 8 - 1] == all);
    layer_fill(&s, &random, JUST_WIDE);
    assert_true(s.d.narrow[0] == 0 && s.d.narrow[OUT / 8 - 1] == 0);
    for (size_t i = 0; i < sizeof s.weight; i++)
        s.weight[i] = -32;
    s.weight[(4 * OUT + 8) * 4] = -35; /* inputs 16..19 of output 8: its eight come to -259 */
    dense_prepare(&s.d, &s.memory);
    assert_true(s.d.narrow[0] == all && s.d.narrow[1] == (all & ~2ull));
    arena_free(&s.memory);
}

static void all_kernels_do_the_small_sums_alike(void **state)
{
    (void)state;
    enum { N = 96 };
    uint64_t random = random_seed(9);
    for (int round = 0; round < 200; round++) {
        int32_t x[N], y[N], best = INT32_MIN, dot = 0;
        int16_t a[N], b[N];
        uint32_t n = 1 + random_below(&random, N);
        for (uint32_t i = 0; i < n; i++) {
            x[i] = (int32_t)random_below(&random, 1 << 24) - (1 << 23);
            y[i] = (int32_t)random_below(&random, 1 << 24) - (1 << 23);
            a[i] = (int16_t)((int)random_below(&random, 8191) - 4095);
            b[i] = (int16_t)((int)random_below(&random, 8191) - 4095);
            best = x[i] + y[i] > best ? x[i] + y[i] : best;
            dot += a[i] * b[i];
        }
        for (unsigned k = 0; k < N_KERNELS; k++) {
            uint8_t act[N];
            if (!kernel_get(k))
                continue;
            assert_int_equal(kernel_get(k)->best_sum(x, y, n), best);
            assert_int_equal(kernel_get(k)->dot(a, b, n), dot);
            kernel_get(k)->activate(x, act, n);
            for (uint32_t i = 0; i < n; i++) {
                int32_t want = (x[i] + 16) >> 5;
                assert_int_equal(act[i], want < 0 ? 0 : want > 127 ? 127 : want);
            }
        }
    }
}

/* ---- training ---- */

static void products_are_right(void **state)
{
    (void)state;
    enum { M = 13, K = 21, N = 48 };
    static float a[M * K], b[K * N], c[M * N], want[M * N];
    uint64_t random = random_seed(3);
    for (size_t i = 0; i < M * K; i++)
        a[i] = random_unit(&random) - 0.5f;
    for (size_t i = 0; i < K * N; i++)
        b[i] = random_unit(&random) - 0.5f;
    for (size_t i = 0; i < M; i++)
        for (size_t j = 0; j < N; j++)
            for (size_t k = 0; k < K; k++)
                want[i * N + j] += a[i * K + k] * b[k * N + j];
    gemm(c, a, b, M, K, N);
    for (size_t i = 0; i < M * N; i++)
        assert_float_equal(c[i], want[i], 1e-4f);
}

/* Two sentences whose answers are known, and a net that knows nothing. */
typedef struct small {
    net n;
    net_word words[9];
    net_gold gold[9];
    uint32_t first[3];
    float vectors[4 * 16];
    net_batch b;
} small;

static void small_start(small *s)
{
    uint64_t random = random_seed(5);
    *s = (small){.first = {0, 4, 9}};
    for (size_t i = 0; i < 64; i++)
        s->vectors[i] = random_unit(&random) - 0.5f;
    for (uint32_t i = 0; i < 9; i++) {
        uint32_t length = i < 4 ? 4 : 5, at = i < 4 ? i : i - 4;
        s->words[i] = (net_word){.vector = random_below(&random, 5), .form = random_below(&random, 3), .capital = random_below(&random, N_CAPITALS)};
        for (uint32_t t = 0; t < N_TABLES; t++)
            s->words[i].row[t] = random_below(&random, TABLE_ROWS[t]);
        s->gold[i] = (net_gold){.head = (uint16_t)(at ? at - 1 : length), .tag = (uint8_t)random_below(&random, 10),
                                .label = (uint8_t)random_below(&random, 40), .name = (uint8_t)random_below(&random, N_NAMES)};
    }
    static const uint8_t kind[10] = {0, 1, 2, 3, 3, 3, 3, 3, 3, 3};
    s->b = (net_batch){9, 2, s->words, s->gold, s->first};
    net_start(&s->n, (net_shape){.size = 16, .layers = 4, .n_tags = 10, .n_forms = 3}, s->vectors, kind, 11);
    for (size_t i = 0; i < s->n.n; i++) /* nothing stands at 0, where act has an edge */
        s->n.value[i] += (random_unit(&random) - 0.5f) * 0.2f;
}

static double small_loss(small *s)
{
    net_loss l = {0};
    net_run(&s->n, &s->b, false, &l);
    return l.tag + l.arc + l.label + NAME_WEIGHT * l.name;
}

/* The slope of some parameters, by moving each a little. */
static void check_slopes(small *s, net_part p, const char *what)
{
    const float step = 4e-3f; /* small: act has edges; not too small: losses are sums of floats */
    uint64_t random = random_seed(p.at + 1);
    for (int k = 0; k < 12; k++) {
        size_t i = p.at + random_below(&random, (uint32_t)(p.rows * p.columns));
        float kept = s->n.value[i];
        s->n.value[i] = kept + step;
        double up = small_loss(s);
        s->n.value[i] = kept - step;
        double down = small_loss(s), slope = (up - down) / (2 * (double)step);
        s->n.value[i] = kept;
        double error = fabs(slope - (double)s->n.slope[i]);
        if (error > 0.03 + 0.05 * fabs(slope))
            fail_msg("%s, parameter %zu: slope %g, by moving it %g", what, i - p.at, (double)s->n.slope[i], slope);
    }
}

static void slopes_are_right(void **state)
{
    (void)state;
    static small s;
    net_loss l = {0};
    small_start(&s);
    net_run(&s.n, &s.b, true, &l);
    check_slopes(&s, s.n.project, "project");
    check_slopes(&s, s.n.forms, "forms");
    check_slopes(&s, s.n.capital, "capitals");
    check_slopes(&s, s.n.no_vector, "no vector");
    for (uint32_t k = 0; k < 4; k++) {
        check_slopes(&s, s.n.layer[k], "layer");
        check_slopes(&s, s.n.layer_bias[k], "layer bias");
    }
    check_slopes(&s, s.n.top, "top");
    check_slopes(&s, s.n.top_bias, "top bias");
    check_slopes(&s, s.n.label, "label");
    check_slopes(&s, s.n.label_bucket, "label bucket");
    for (int t = 0; t < N_TABLES; t++) {
        net_part row = {s.n.table[t].at + (size_t)s.words[5].row[t] * 16, 1, 16};
        check_slopes(&s, row, "table");
    }
    net_free(&s.n);
}

static void the_average_is_kept(void **state)
{
    (void)state;
    static small s;
    small_start(&s);
    size_t i = s.n.top.at, j = s.n.n - 1;
    s.n.value[i] = 2, s.n.value[j] = -1;
    net_remember(&s.n, 0); /* the first look: all of it */
    s.n.value[i] = 4, s.n.value[j] = 1;
    net_remember(&s.n, 0.75f);
    net_settle(&s.n);
    assert_float_equal(s.n.value[i], 2.5, 1e-6);
    assert_float_equal(s.n.value[j], -0.5, 1e-6);
    net_free(&s.n);
}

static void learning_learns(void **state)
{
    (void)state;
    static small s;
    net_loss l = {0};
    small_start(&s);
    double before = small_loss(&s);
    for (int i = 0; i < 200; i++) {
        net_run(&s.n, &s.b, true, &l);
        net_step(&s.n, 0.01f, 0.1f);
    }
    assert_true(small_loss(&s) < before / 20);
    net_free(&s.n);
}

/* ---- the second look at names ---- */

static void the_best_names_are_a_sequence(void **state)
{
    (void)state;
    enum { O, B_PER, I_PER, B_ORG, I_ORG }; /* network.h's names */
    int32_t pair[N_NAMES][N_NAMES] = {{0}}, score[3][N_NAMES] = {{0}};
    uint8_t out[3];
    assert_true(name_follows(B_ORG, I_ORG) && name_follows(I_ORG, I_ORG) && name_follows(I_ORG, B_ORG));
    assert_false(name_follows(O, I_ORG) || name_follows(B_PER, I_ORG) || name_follows(I_PER, I_ORG));
    score[0][B_PER] = 5, score[0][B_ORG] = 3; /* alone a person; with what follows an organisation */
    score[1][I_ORG] = 9;
    score[2][I_PER] = 4, score[2][O] = 1; /* no inside without its beginning */
    name_decode(score, pair, 3, out);
    assert_int_equal(out[0], B_ORG);
    assert_int_equal(out[1], I_ORG);
    assert_int_equal(out[2], O);
    memset(score, 0, sizeof score);
    score[0][I_PER] = 4;
    name_decode(score, pair, 1, out);
    assert_int_equal(out[0], O);
    name_decode(score, pair, 0, out);
}

static void name_clues_fit_their_room(void **state)
{
    (void)state;
    static name_word w[PIECE];
    uint32_t clues[MAX_CLUES];
    for (uint32_t i = 0; i < PIECE; i++)
        assert_true(name_clues(w, PIECE, i, clues) <= MAX_CLUES);
    assert_true(name_clues(w, 1, 0, clues) > NET_CLUES);
}

/* A file with no power of two of rows, wild pairs, or too few sorts is refused; one without the table is not. */
static void names_that_lie_are_refused(void **state)
{
    (void)state;
    static const struct { size_t rows; int32_t pair; uint32_t sorts; int result; } cases[] = {
        {8, 1, 5, 0}, {6, 1, 5, CASUS_EFORMAT}, {8, INT32_MIN, 5, CASUS_EFORMAT}, {8, 1, 4, CASUS_EFORMAT}, {0, 1, 5, 0}};
    static const int8_t rows[8 * N_NAMES];
    static const uint8_t sorts[5 * N_SORTS];
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        model_writer w = {0};
        casus_error err;
        struct syntax s = {0};
        int32_t pair[N_NAMES * N_NAMES] = {cases[i].pair};
        if (cases[i].rows)
            writer_add(&w, "name.rows", rows, cases[i].rows * N_NAMES);
        writer_add(&w, "name.pair", pair, sizeof pair);
        writer_add(&w, "name.sorts", sorts, (size_t)cases[i].sorts * N_SORTS);
        assert_int_equal(writer_save(&w, path, &err), 0);
        s.file = model_open(path, &err);
        assert_non_null(s.file);
        s.network[0].n_forms = 5;
        assert_int_equal(names_open(&s, &err), cases[i].result);
        model_close(s.file);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_gives_back_what_was_written),
        cmocka_unit_test(a_damaged_file_is_refused),
        cmocka_unit_test(a_section_outside_the_file_is_refused),
        cmocka_unit_test(all_kernels_compute_a_layer_alike),
        cmocka_unit_test(sums_are_narrow_where_they_fit_16_bits),
        cmocka_unit_test(all_kernels_do_the_small_sums_alike),
        cmocka_unit_test(products_are_right),
        cmocka_unit_test(slopes_are_right),
        cmocka_unit_test(the_average_is_kept),
        cmocka_unit_test(learning_learns),
        cmocka_unit_test(the_best_names_are_a_sequence),
        cmocka_unit_test(name_clues_fit_their_room),
        cmocka_unit_test(names_that_lie_are_refused),
    };
    return cmocka_run_group_tests(tests, start, stop);
}
