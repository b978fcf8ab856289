/* How alike two texts are, without understanding them.
 *
 *   "Police in Nairobi arrested 12 students on Monday after a march turned violent."
 *   "NAIROBI - Police in Nairobi arrested 12 students Monday after a march turned violent."
 *
 * They share most of their runs of three words. MinHash finds such pairs without comparing all with
 * all (Broder 1997, "On the resemblance and containment of documents"): of 42 random orders of all
 * possible runs, keep the text's smallest run in each; two texts agree in each with a chance equal to
 * their Jaccard likeness. Three agreements in one of 14 bands make them candidates: at a likeness of
 * 0.5 that finds 85 of 100 pairs, at 0.7 all but four in a thousand.
 *
 * Sentences are compared by their content words. */
#include "store/store.h"

#include <stdlib.h>

enum { RUN = 3, ROWS = 3, MINIMA = COPY_BANDS * ROWS, MOST_WORDS = 20000, LEAST_RUNS = 12 };

static uint64_t mixed(uint64_t x) /* splitmix64, Steele et al. 2014 */
{
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
    return x ^ (x >> 31);
}

static bool letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80;
}

/* Hashes of the words, ASCII letters in lower case. */
static uint32_t hash_words(str text, uint64_t *out, uint32_t most)
{
    uint32_t n = 0;
    for (size_t i = 0; i < text.n && n < most;) {
        uint64_t h = 14695981039346656037u;
        while (i < text.n && !letter(text.p[i]))
            i++;
        size_t from = i;
        for (; i < text.n && letter(text.p[i]); i++)
            h = (h ^ (unsigned char)(text.p[i] >= 'A' && text.p[i] <= 'Z' ? text.p[i] + 32 : text.p[i])) * 1099511628211u;
        if (i > from)
            out[n++] = mixed(h);
    }
    return n;
}

/* Hashes of all runs of three words; as many as words less two. */
static uint32_t hash_runs(str text, arena *a, uint64_t **runs)
{
    uint32_t most = text.n / 2 + 1 < MOST_WORDS ? (uint32_t)(text.n / 2 + 1) : MOST_WORDS;
    uint64_t *w = ARENA_ARRAY(a, uint64_t, most + RUN);
    uint32_t n = hash_words(text, w, most);
    for (uint32_t i = 0; i + RUN <= n; i++)
        w[i] = mixed(w[i] * 3 + mixed(w[i + 1] * 5 + w[i + 2]));
    *runs = w;
    return n < RUN ? 0 : n - RUN + 1;
}

uint32_t copy_bands(str text, arena *a, uint64_t bands[COPY_BANDS])
{
    uint64_t *runs, least[MINIMA];
    uint32_t n = hash_runs(text, a, &runs);
    if (n < LEAST_RUNS)
        return 0;
    memset(least, 0xFF, sizeof least);
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t k = 0; k < MINIMA; k++) {
            uint64_t h = runs[i] * (2 * mixed(k + 1) + 1); /* an odd factor orders the runs anew; the high bits count */
            if (h < least[k])
                least[k] = h;
        }
    for (uint32_t b = 0; b < COPY_BANDS; b++)
        bands[b] = mixed(least[b * ROWS] + mixed(least[b * ROWS + 1] + mixed(least[b * ROWS + 2] + b)));
    return COPY_BANDS;
}

/* ---- how alike ---- */

static int by_value(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return x < y ? -1 : x > y;
}

static uint32_t sorted_set(uint64_t *x, uint32_t n)
{
    uint32_t kept = 0;
    qsort(x, n, sizeof *x, by_value);
    for (uint32_t i = 0; i < n; i++)
        if (!kept || x[kept - 1] != x[i])
            x[kept++] = x[i];
    return kept;
}

void copy_likeness(str a, str b, arena *scratch, double *jaccard, double *contained)
{
    uint64_t *x, *y;
    uint32_t n = hash_runs(a, scratch, &x), m = hash_runs(b, scratch, &y), both = 0;
    n = sorted_set(x, n);
    m = sorted_set(y, m);
    for (uint32_t i = 0, j = 0; i < n && j < m;) {
        both += x[i] == y[j];
        if (x[i] <= y[j])
            j += x[i++] == y[j];
        else
            j++;
    }
    *jaccard = n + m ? both / (double)(n + m - both) : 0;
    *contained = n && m ? both / (double)(n < m ? n : m) : 0;
}

/* ---- words of a sentence ---- */

static int by_number(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return x < y ? -1 : x > y;
}

static uint32_t hash_of(const char *p, size_t n)
{
    uint32_t h = 2166136261u;
    for (size_t i = 0; i < n; i++)
        h = (h ^ (unsigned char)p[i]) * 16777619u;
    return h ^ (h >> 15);
}

/* Short words and the commonest long ones say nothing on what happened. */
static bool says_nothing(const char *p, size_t n)
{
    static const char *const common[] = {"after", "also", "been", "from", "have", "into", "more", "over", "said", "says", "some", "than", "that", "their", "them", "they", "this",
                                         "were", "when", "which", "while", "will", "with", "would"};
    if (n < 3 || (n < 4 && !(p[0] >= '0' && p[0] <= '9')))
        return n < 2 || !(p[0] >= '0' && p[0] <= '9');
    for (size_t i = 0; i < sizeof common / sizeof *common; i++)
        if (strlen(common[i]) == n && memcmp(common[i], p, n) == 0)
            return true;
    return false;
}

/* "killed", "kills", "killing" are one: the first six letters. */
uint32_t wording_of(str sentence, arena *a, uint32_t words[WORDING_MOST])
{
    char *folded = arena_alloc(a, sentence.n * 3 + 4);
    size_t n = str_fold(sentence.p, sentence.n, folded);
    uint32_t found = 0, kept = 0;
    for (size_t i = 0; i < n && found < WORDING_MOST;) {
        size_t from;
        while (i < n && (unsigned char)folded[i] < 0x80 && !strchr("abcdefghijklmnopqrstuvwxyz0123456789", folded[i]))
            i++;
        for (from = i; i < n && ((unsigned char)folded[i] >= 0x80 || strchr("abcdefghijklmnopqrstuvwxyz0123456789", folded[i]));)
            i++;
        if (i > from && !says_nothing(folded + from, i - from))
            words[found++] = hash_of(folded + from, i - from < 6 ? i - from : 6);
    }
    qsort(words, found, sizeof *words, by_number);
    for (uint32_t i = 0; i < found; i++)
        if (!kept || words[kept - 1] != words[i])
            words[kept++] = words[i];
    return kept;
}

double wording_likeness(const uint32_t *a, uint32_t n, const uint32_t *b, uint32_t m)
{
    uint32_t both = 0;
    for (uint32_t i = 0, j = 0; i < n && j < m;) {
        if (a[i] == b[j])
            both++, i++, j++;
        else if (a[i] < b[j])
            i++;
        else
            j++;
    }
    return n + m ? both / (double)(n + m - both) : 0;
}

