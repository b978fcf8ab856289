/* Views of text, UTF-8, and the folding by which words are matched. */
#define _GNU_SOURCE /* memmem */
#include "base.h"

bool str_eq(str a, str b)
{
    return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

bool str_is(str a, const char *b)
{
    return str_eq(a, str_of(b));
}

bool str_starts(str a, const char *prefix)
{
    size_t n = strlen(prefix);
    return a.n >= n && memcmp(a.p, prefix, n) == 0;
}

bool str_ends(str a, const char *suffix)
{
    size_t n = strlen(suffix);
    return a.n >= n && memcmp(a.p + a.n - n, suffix, n) == 0;
}

static bool blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

str str_trim(str s)
{
    while (s.n && blank(s.p[0]))
        s.p++, s.n--;
    while (s.n && blank(s.p[s.n - 1]))
        s.n--;
    return s;
}

str str_cut(str *s, const char *separator)
{
    size_t n = strlen(separator);
    const char *at = s->n ? (n == 1 ? memchr(s->p, separator[0], s->n) : memmem(s->p, s->n, separator, n)) : NULL;
    str head = *s;
    if (!at) {
        *s = (str){0};
        return str_trim(head);
    }
    head.n = (size_t)(at - s->p);
    *s = (str){at + n, s->n - head.n - n};
    return str_trim(head);
}

bool str_int(str s, long *value)
{
    size_t i = s.n && (s.p[0] == '-' || s.p[0] == '+');
    if (i == s.n || s.n > 18)
        return false;
    long v = 0;
    for (; i < s.n; i++) {
        if (s.p[i] < '0' || s.p[i] > '9')
            return false;
        v = v * 10 + (s.p[i] - '0');
    }
    *value = s.p[0] == '-' ? -v : v;
    return true;
}

/* Unicode 15, table 3-7: well-formed sequences only; overlong forms and surrogates are bad bytes. */
size_t utf8_get(const char *s, size_t n, uint32_t *code)
{
    const unsigned char *p = (const unsigned char *)s;
    if (!n)
        return 0;
    if (p[0] < 0x80) {
        *code = p[0];
        return 1;
    }
    int more = p[0] >= 0xC2 && p[0] < 0xE0 ? 1 : p[0] >= 0xE0 && p[0] < 0xF0 ? 2 : p[0] >= 0xF0 && p[0] < 0xF5 ? 3 : 0;
    uint32_t c = more == 1 ? p[0] & 0x1Fu : more == 2 ? p[0] & 0x0Fu : p[0] & 0x07u;
    bool good = more && (size_t)more < n;
    for (int i = 1; good && i <= more; i++) {
        good = (p[i] & 0xC0) == 0x80;
        c = c << 6 | (p[i] & 0x3Fu);
    }
    static const uint32_t least[] = {0, 0x80, 0x800, 0x10000};
    if (!good || c < least[more] || (c >= 0xD800 && c < 0xE000) || c > 0x10FFFF) {
        *code = 0xFFFD;
        return 1;
    }
    *code = c;
    return (size_t)more + 1;
}

size_t utf8_put(uint32_t c, char out[4])
{
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    if (c < 0x800) {
        out[0] = (char)(0xC0 | c >> 6);
        out[1] = (char)(0x80 | (c & 0x3F));
        return 2;
    }
    if (c < 0x10000) {
        out[0] = (char)(0xE0 | c >> 12);
        out[1] = (char)(0x80 | (c >> 6 & 0x3F));
        out[2] = (char)(0x80 | (c & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | c >> 18);
    out[1] = (char)(0x80 | (c >> 12 & 0x3F));
    out[2] = (char)(0x80 | (c >> 6 & 0x3F));
    out[3] = (char)(0x80 | (c & 0x3F));
    return 4;
}

/* Latin-1 to Latin Extended-A and -Additional come in capital/small pairs; Greek and Cyrillic by offset. */
static bool pair_block(uint32_t c)
{
    return (c >= 0x100 && c < 0x138) || (c >= 0x14A && c < 0x178) || (c >= 0x1E00 && c < 0x1F00) ||
           (c >= 0x460 && c < 0x482) || (c >= 0x48A && c < 0x4C0) || (c >= 0x4D0 && c < 0x530);
}

static bool odd_pair_block(uint32_t c) /* capitals on odd code points */
{
    return (c >= 0x139 && c < 0x149) || (c >= 0x179 && c < 0x17F);
}

uint32_t utf8_lower(uint32_t c)
{
    if (c < 0x80)
        return c >= 'A' && c <= 'Z' ? c + 32 : c;
    if (c >= 0xC0 && c < 0xDF && c != 0xD7)
        return c + 32;
    if (c == 0x130)
        return 'i';
    if (c == 0x178)
        return 0xFF;
    if (pair_block(c))
        return c | 1;
    if (odd_pair_block(c))
        return c + (c & 1);
    if (c >= 0x391 && c < 0x3AC)
        return c + 32;
    if (c >= 0x410 && c < 0x430)
        return c + 32;
    if (c >= 0x400 && c < 0x410)
        return c + 80;
    return c;
}

bool utf8_upper(uint32_t c)
{
    return utf8_lower(c) != c;
}

bool utf8_letter(uint32_t c)
{
    if (c < 0x80)
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return (c >= 0xC0 && c < 0x2000 && c != 0xD7 && c != 0xF7) || (c >= 0x2C00 && c < 0x2E00) ||
           (c >= 0x3040 && c < 0xFB00) || c == 0xAA || c == 0xB5 || c == 0xBA;
}

/* Base letters of the accented Latin ones, U+00C0..U+017F; '*' where two letters stand (below). */
static const char latin_base[] =
    "aaaaaa*ceeeeiiii" "dnooooo.ouuuuy*s" "aaaaaa*ceeeeiiii" "dnooooo.ouuuuy*y"
    "aaaaaaccccccccdd" "ddeeeeeeeeeegggg" "gggghhhhiiiiiiii" "ii**jjkkklllllll"
    "lllnnnnnnnnnoooo" "oo**rrrrrrssssss" "ssttttttuuuuuuuu" "uuuuwwyyyzzzzzzs";

static size_t fold_latin(uint32_t c, char *out)
{
    static const struct {
        uint32_t c;
        char two[3];
    } two[] = {{0xC6, "ae"}, {0xE6, "ae"}, {0xDE, "th"}, {0xFE, "th"}, {0x132, "ij"}, {0x133, "ij"}, {0x152, "oe"}, {0x153, "oe"}};
    for (size_t i = 0; i < sizeof two / sizeof *two; i++)
        if (two[i].c == c) {
            memcpy(out, two[i].two, 2);
            return 2;
        }
    out[0] = latin_base[c - 0xC0];
    return 1;
}

/* Vietnamese and other letters of Latin Extended Additional, by runs of one base letter. */
static char fold_additional(uint32_t c)
{
    static const struct {
        uint32_t below;
        char base;
    } run[] = {{0x1E02, 'a'}, {0x1E08, 'b'}, {0x1E0A, 'c'}, {0x1E14, 'd'}, {0x1E1E, 'e'}, {0x1E20, 'f'}, {0x1E22, 'g'},
               {0x1E2C, 'h'}, {0x1E30, 'i'}, {0x1E36, 'k'}, {0x1E3E, 'l'}, {0x1E44, 'm'}, {0x1E4C, 'n'}, {0x1E54, 'o'},
               {0x1E58, 'p'}, {0x1E60, 'r'}, {0x1E6A, 's'}, {0x1E72, 't'}, {0x1E7C, 'u'}, {0x1E80, 'v'}, {0x1E8A, 'w'},
               {0x1E8E, 'x'}, {0x1E90, 'y'}, {0x1E96, 'z'}, {0x1EA0, 's'}, {0x1EB8, 'a'}, {0x1EC8, 'e'}, {0x1ECC, 'i'},
               {0x1EE4, 'o'}, {0x1EF2, 'u'}, {0x1F00, 'y'}};
    for (size_t i = 0; i < sizeof run / sizeof *run; i++)
        if (c < run[i].below)
            return run[i].base;
    return 'y';
}

static bool dropped(uint32_t c) /* stops, apostrophes of all shapes, combining accents, joiners */
{
    return c == '.' || c == '\'' || c == '`' || (c >= 0x2018 && c <= 0x201B) || (c >= 0x2B9 && c <= 0x2BF) ||
           (c >= 0x300 && c < 0x370) || c == 0x200B || c == 0x200C || c == 0x200D || c == 0xAD;
}

static bool apostrophe(uint32_t c)
{
    return c == '\'' || c == 0x2019 || c == 0x2018;
}

size_t str_fold(const char *p, size_t n, char *out)
{
    size_t used = 0;
    uint32_t c;
    for (size_t i = 0, step; i < n; i += step) {
        step = utf8_get(p + i, n - i, &c);
        if (i == 0 && apostrophe(c) && n > step && n <= step + 2) /* the clitics 's 'd 'll 're keep their mark */
            out[used++] = '\'';
        else if (dropped(c))
            continue;
        else if (c >= 0xC0 && c < 0x180 && c != 0xD7 && c != 0xF7)
            used += fold_latin(c, out + used);
        else if (c >= 0x1E00 && c < 0x1F00)
            out[used++] = fold_additional(c);
        else
            used += utf8_put(utf8_lower(c), out + used);
    }
    out[used] = '\0';
    return used;
}
