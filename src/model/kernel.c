/* Sums of products of bytes.
 *
 * A layer of 384 inputs and 128 outputs is 49,152 products a word, and there are a few such layers:
 * this is where reading spends its time. Inputs are 0..127 and weights -127..127, so that even
 * AVX2's pairwise product (vpmaddubsw) cannot overflow its 16 bits: 2 * 127 * 127 = 32,258. Where the
 * weights are small enough, and they nearly always are, four such products are added before they are
 * widened (dense_prepare). Eight words are done at once, so that each weight is loaded once for eight.
 *
 * Everything but `dense` is plain C that the compiler turns into vectors; the bodies are inlined
 * into one function for each instruction set. */
#include "kernel.h"

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC optimize("O3")
#endif

#define BODY static inline __attribute__((always_inline))

BODY void activate_body(const int32_t *x, uint8_t *out, size_t n)
{
    enum { SHIFT = 5 }; /* FIXED_ONE / ACT_ONE */
    for (size_t i = 0; i < n; i++) {
        int32_t a = (x[i] + (1 << (SHIFT - 1))) >> SHIFT;
        out[i] = (uint8_t)(a < 0 ? 0 : a > ACT_TOP ? ACT_TOP : a);
    }
}

BODY void add_row_body(int32_t *x, const int8_t *row, int32_t scale, size_t n)
{
    for (size_t i = 0; i < n; i++)
        x[i] += row[i] * scale;
}

BODY int32_t dot_body(const int16_t *a, const int16_t *b, size_t n)
{
    int32_t sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += a[i] * b[i];
    return sum;
}

BODY int32_t best_sum_body(const int32_t *a, const int32_t *b, size_t n)
{
    int32_t best = INT32_MIN;
    for (size_t i = 0; i < n; i++) {
        int32_t sum = a[i] + b[i];
        best = sum > best ? sum : best;
    }
    return best;
}

#define PLAIN_PARTS(set, target)                                                                        \
    target static void activate_##set(const int32_t *x, uint8_t *out, size_t n) { activate_body(x, out, n); } \
    target static void add_row_##set(int32_t *x, const int8_t *row, int32_t scale, size_t n)           \
    {                                                                                                   \
        add_row_body(x, row, scale, n);                                                                 \
    }                                                                                                   \
    target static int32_t dot_##set(const int16_t *a, const int16_t *b, size_t n) { return dot_body(a, b, n); } \
    target static int32_t best_sum_##set(const int32_t *a, const int32_t *b, size_t n)                 \
    {                                                                                                   \
        return best_sum_body(a, b, n);                                                                  \
    }                                                                                                   \
    static const kernel kernel_##set = {#set, dense_##set, activate_##set, add_row_##set, dot_##set, best_sum_##set};

/* ---- plain C ---- */

enum { BLOCK = 16, STEP = BLOCK * 4 };

/* Weights of outputs r, r + 1 ... of the block that r is in. */
BODY const int8_t *packed(const dense *d, uint32_t r)
{
    return d->packed + (size_t)(r / BLOCK) * d->in * d->taps * BLOCK + (size_t)(r % BLOCK) * 4;
}

static void dense_block_plain(const dense *d, const uint8_t *in, size_t tap_stride, uint32_t r, bool fresh, int32_t *out)
{
    int32_t sum[BLOCK] = {0};
    const int8_t *w = packed(d, r);
    for (uint32_t t = 0; t < d->taps; t++)
        for (uint32_t k = 0; k < d->in; k += 4, w += STEP) {
            const uint8_t *a = in + t * tap_stride + k;
            for (uint32_t i = 0; i < BLOCK; i++)
                sum[i] += w[i * 4] * a[0] + w[i * 4 + 1] * a[1] + w[i * 4 + 2] * a[2] + w[i * 4 + 3] * a[3];
        }
    for (uint32_t i = 0; i < BLOCK; i++) {
        int64_t x = (int64_t)sum[i] * d->scale[r + i] + (1 << 15);
        out[r + i] = (fresh ? 0 : out[r + i]) + (int32_t)(x >> 16) + d->bias[r + i];
    }
}

static void dense_plain(const dense *d, const uint8_t *in, size_t tap_stride, uint32_t n, bool fresh, int32_t *out)
{
    for (uint32_t r = 0; r < d->out; r += BLOCK)
        for (uint32_t i = 0; i < n; i++)
            dense_block_plain(d, in + (size_t)i * d->in, tap_stride, r, fresh, out + (size_t)i * d->out);
}

PLAIN_PARTS(plain, )

#if defined(__x86_64__)
#include <immintrin.h>

/* A block of outputs for all words, eight, four and one at a time; its weights stay in the first cache meanwhile. */
#define ALL_WORDS(block, ...)                                                                          \
    do {                                                                                               \
        uint32_t i = 0;                                                                                \
        for (; i + 8 <= n; i += 8)                                                                     \
            block(d, in + (size_t)i * d->in, tap_stride, 8, __VA_ARGS__, out + (size_t)i * d->out);    \
        for (; i + 4 <= n; i += 4)                                                                     \
            block(d, in + (size_t)i * d->in, tap_stride, 4, __VA_ARGS__, out + (size_t)i * d->out);    \
        for (; i < n; i++)                                                                             \
            block(d, in + (size_t)i * d->in, tap_stride, 1, __VA_ARGS__, out + (size_t)i * d->out);    \
    } while (0)

/* ---- AVX2 ---- */

#define AVX2 __attribute__((target("avx2")))
#define AVX2_PART AVX2 static inline __attribute__((always_inline))

AVX2_PART __m256i bytes_avx2(const uint8_t *a) /* four bytes, eight times */
{
    int32_t x;
    memcpy(&x, a, sizeof x);
    return _mm256_set1_epi32(x);
}

AVX2_PART __m256i load_avx2(const void *p)
{
    return _mm256_loadu_si256(p);
}

AVX2_PART __m256i add_avx2(__m256i sum, __m256i pairs)
{
    return _mm256_add_epi32(sum, _mm256_madd_epi16(pairs, _mm256_set1_epi16(1)));
}

/* Sixteen inputs of one word and eight outputs. Where the pairs' sums are known to fit 16 bits they are added there. */
AVX2_PART __m256i sixteen_avx2(__m256i sum, const uint8_t *a, const __m256i *w, bool narrow)
{
    __m256i p0 = _mm256_maddubs_epi16(bytes_avx2(a), w[0]), p1 = _mm256_maddubs_epi16(bytes_avx2(a + 4), w[1]);
    __m256i p2 = _mm256_maddubs_epi16(bytes_avx2(a + 8), w[2]), p3 = _mm256_maddubs_epi16(bytes_avx2(a + 12), w[3]);
    if (narrow)
        return add_avx2(sum, _mm256_add_epi16(_mm256_add_epi16(p0, p1), _mm256_add_epi16(p2, p3)));
    return add_avx2(add_avx2(add_avx2(add_avx2(sum, p0), p1), p2), p3);
}

/* The middle 32 bits of each product, sum * scale + 2^15 over 2^16: for odd lanes they lie one shift to the left. */
AVX2_PART void scale_avx2(const dense *d, __m256i sum, uint32_t r, bool fresh, int32_t *out)
{
    __m256i scale = load_avx2(d->scale + r), half = _mm256_set1_epi64x(1 << 15);
    __m256i even = _mm256_add_epi64(_mm256_mul_epi32(sum, scale), half);
    __m256i odd = _mm256_add_epi64(_mm256_mul_epi32(_mm256_srli_epi64(sum, 32), _mm256_srli_epi64(scale, 32)), half);
    __m256i x = _mm256_blend_epi32(_mm256_srli_epi64(even, 16), _mm256_slli_epi64(odd, 16), 0xAA);
    x = _mm256_add_epi32(x, load_avx2(d->bias + r));
    x = fresh ? x : _mm256_add_epi32(x, load_avx2(out + r));
    _mm256_storeu_si256((__m256i *)(void *)(out + r), x);
}

AVX2_PART void groups_avx2(const dense *d, const uint8_t *in, size_t tap_stride, uint32_t words, uint32_t r, bool narrow, __m256i *sum)
{
    uint64_t mine = narrow ? d->narrow[r / 8] : ~d->narrow[r / 8];
    const int8_t *weight = packed(d, r);
    for (uint32_t t = 0; t < d->taps; t++)
        for (uint32_t k = 0; k < d->in; k += 16, weight += 4 * STEP, mine >>= 1) {
            if (!(mine & 1))
                continue;
            __m256i w[4] = {load_avx2(weight), load_avx2(weight + STEP), load_avx2(weight + 2 * STEP), load_avx2(weight + 3 * STEP)};
            for (uint32_t i = 0; i < words; i++)
                sum[i] = sixteen_avx2(sum[i], in + (size_t)i * d->in + t * tap_stride + k, w, narrow);
        }
}

/* First the groups of inputs whose pairs are added in 16 bits, then the others: compilers mix up the two in one loop. */
AVX2_PART void dense_block_avx2(const dense *d, const uint8_t *in, size_t tap_stride, uint32_t words, uint32_t r, bool fresh, int32_t *out)
{
    __m256i sum[8];
    for (uint32_t i = 0; i < words; i++)
        sum[i] = _mm256_setzero_si256();
    groups_avx2(d, in, tap_stride, words, r, true, sum);
    if (~d->narrow[r / 8] << (64 - d->in * d->taps / 16))
        groups_avx2(d, in, tap_stride, words, r, false, sum);
    for (uint32_t i = 0; i < words; i++)
        scale_avx2(d, sum[i], r, fresh, out + (size_t)i * d->out);
}

AVX2 static void dense_avx2(const dense *d, const uint8_t *in, size_t tap_stride, uint32_t n, bool fresh, int32_t *out)
{
    for (uint32_t r = 0; r < d->out; r += 8)
        ALL_WORDS(dense_block_avx2, r, fresh);
}

PLAIN_PARTS(avx2, AVX2)

/* ---- AVX-512 with VNNI ---- */

#define VNNI __attribute__((target("avx512f,avx512bw,avx512vl,avx512dq,avx512vnni")))
#define VNNI_PART VNNI static inline __attribute__((always_inline))

VNNI_PART void scale_vnni(const dense *d, __m512i sum, uint32_t r, bool fresh, int32_t *out) /* as scale_avx2 */
{
    __m512i scale = _mm512_loadu_si512(d->scale + r), half = _mm512_set1_epi64(1 << 15);
    __m512i even = _mm512_add_epi64(_mm512_mul_epi32(sum, scale), half);
    __m512i odd = _mm512_add_epi64(_mm512_mul_epi32(_mm512_srli_epi64(sum, 32), _mm512_srli_epi64(scale, 32)), half);
    __m512i x = _mm512_mask_blend_epi32(0xAAAA, _mm512_srli_epi64(even, 16), _mm512_slli_epi64(odd, 16));
    x = _mm512_add_epi32(x, _mm512_loadu_si512(d->bias + r));
    x = fresh ? x : _mm512_add_epi32(x, _mm512_loadu_si512(out + r));
    _mm512_storeu_si512(out + r, x);
}

VNNI_PART void dense_block_vnni(const dense *d, const uint8_t *in, size_t tap_stride, uint32_t words, uint32_t halves, uint32_t r, bool fresh,
                                int32_t *out)
{
    __m512i sum[8][2];
    for (uint32_t i = 0; i < words; i++)
        for (uint32_t h = 0; h < halves; h++)
            sum[i][h] = _mm512_setzero_si512();
    const int8_t *w = packed(d, r);
    size_t next = (size_t)d->in * d->taps * BLOCK;
    for (uint32_t t = 0; t < d->taps; t++)
        for (uint32_t k = 0; k < d->in; k += 4, w += STEP) {
            __m512i w0 = _mm512_loadu_si512(w), w1 = halves > 1 ? _mm512_loadu_si512(w + next) : w0;
            for (uint32_t i = 0; i < words; i++) {
                int32_t four;
                memcpy(&four, in + (size_t)i * d->in + t * tap_stride + k, sizeof four);
                __m512i a = _mm512_set1_epi32(four);
                sum[i][0] = _mm512_dpbusd_epi32(sum[i][0], a, w0);
                if (halves > 1)
                    sum[i][1] = _mm512_dpbusd_epi32(sum[i][1], a, w1);
            }
        }
    for (uint32_t i = 0; i < words; i++)
        for (uint32_t h = 0; h < halves; h++)
            scale_vnni(d, sum[i][h], r + h * 16, fresh, out + (size_t)i * d->out);
}

VNNI static void dense_vnni(const dense *d, const uint8_t *in, size_t tap_stride, uint32_t n, bool fresh, int32_t *out)
{
    uint32_t r = 0;
    for (; r + 2 * BLOCK <= d->out; r += 2 * BLOCK)
        ALL_WORDS(dense_block_vnni, 2, r, fresh);
    for (; r < d->out; r += BLOCK)
        ALL_WORDS(dense_block_vnni, 1, r, fresh);
}

PLAIN_PARTS(vnni, VNNI)
#endif

const kernel *kernel_get(unsigned i)
{
    if (i == 0)
        return &kernel_plain;
#if defined(__x86_64__)
    __builtin_cpu_init();
    if (i == 1 && __builtin_cpu_supports("avx2"))
        return &kernel_avx2;
#ifdef CASUS_NO_VNNI /* to measure AVX2 on a processor that has more */
    if (i == 2)
        return NULL;
#endif
    if (i == 2 && __builtin_cpu_supports("avx512vnni") && __builtin_cpu_supports("avx512bw") &&
        __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq"))
        return &kernel_vnni;
#endif
    return NULL;
}

const kernel *kernel_best(void)
{
    for (unsigned i = N_KERNELS; i-- > 1;)
        if (kernel_get(i))
            return kernel_get(i);
    return kernel_get(0);
}
