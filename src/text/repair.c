/* What bytes did the newsroom mean?
 *
 *   "The Kremlin\x92s answer"         Windows-1252: the quote is byte 92
 *   "The Kremlinâ€™s answer"          UTF-8 that was taken for Windows-1252 and encoded again
 *   "\xFF\xFET\0h\0e\0"               UTF-16 with its mark
 *
 * Everything becomes UTF-8 that holds letters, blanks and line feeds. Where nothing was wrong, the
 * number of code points stays what it was, so that positions still fit the text the user sent: a
 * carriage return, a no-break space or a control byte becomes one blank, never nothing. */
#include "text/text.h"

/* Windows-1252, bytes 80..9F; the five holes stay what they are in ISO 8859-1. */
static const uint16_t windows_1252[32] = {
    0x20AC, 0x81,   0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021, 0x2C6,  0x2030, 0x160,
    0x2039, 0x152,  0x8D,   0x17D,  0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x2DC,  0x2122, 0x161,  0x203A, 0x153,  0x9D,   0x17E,  0x178};

static uint32_t from_1252(unsigned char byte)
{
    return byte >= 0x80 && byte < 0xA0 ? windows_1252[byte - 0x80] : byte;
}

/* The byte that Windows-1252 writes for a code point, or -1. */
static int to_1252(uint32_t code)
{
    if (code >= 0x80 && code < 0x100)
        return (int)code;
    for (int i = 0; i < 32; i++)
        if (windows_1252[i] == code)
            return 0x80 + i;
    return -1;
}

typedef struct output {
    char *p;
    size_t n;
} output;

/* One code point out, with blanks and line ends made plain. */
static void put(output *o, uint32_t code)
{
    if (code == 0x85 || code == 0x2028 || code == 0x2029)
        code = '\n';
    bool control = (code < ' ' && code != '\n') || (code >= 0x7F && code < 0xA0);
    bool blank = code == 0xA0 || code == 0x1680 || (code >= 0x2000 && code <= 0x200B) || code == 0x202F ||
                 code == 0x205F || code == 0x3000 || code == 0xFEFF;
    o->n += utf8_put(control || blank ? ' ' : code, o->p + o->n);
}

/* A line feed ends a line; a carriage return does so alone, and before a line feed it is a blank. */
static void put_return(output *o, bool feed_follows)
{
    put(o, feed_follows ? ' ' : '\n');
}

/* ---- UTF-16 ---- */

static uint32_t unit_at(const unsigned char *p, bool little)
{
    return little ? (uint32_t)(p[0] | p[1] << 8) : (uint32_t)(p[0] << 8 | p[1]);
}

static void put_utf16(output *o, const unsigned char *p, size_t n, bool little)
{
    for (size_t i = 0; i + 1 < n; i += 2) {
        uint32_t c = unit_at(p + i, little);
        if (c >= 0xD800 && c < 0xDC00 && i + 3 < n) {
            uint32_t low = unit_at(p + i + 2, little);
            if (low >= 0xDC00 && low < 0xE000) {
                put(o, 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00));
                i += 2;
                continue;
            }
        }
        if (c == '\r')
            put_return(o, i + 3 < n && unit_at(p + i + 2, little) == '\n');
        else
            put(o, c >= 0xD800 && c < 0xE000 ? 0xFFFD : c);
    }
}

/* ---- double encoding ---- */

/* If the code points at p spell the UTF-8 bytes of another one ("â€™" E2 80 99), that one;
 * *used tells how many bytes of p it took. 0 when they do not. */
static uint32_t undo_double(const char *p, size_t n, size_t *used)
{
    char bytes[4];
    size_t have = 0, want = 1, at = 0;
    while (have < want) {
        uint32_t code;
        size_t step = utf8_get(p + at, n - at, &code);
        int byte = step > 1 ? to_1252(code) : -1;
        if (byte < 0)
            return 0;
        if (have == 0) /* Ã or Â begins a pair, â a triple of punctuation: other letters are letters */
            want = byte == 0xC2 || byte == 0xC3 ? 2 : byte == 0xE2 ? 3 : 0;
        if (!want)
            return 0;
        bytes[have++] = (char)byte;
        at += step;
    }
    uint32_t code;
    if (utf8_get(bytes, want, &code) != want)
        return 0;
    *used = at;
    return code;
}

/* ---- UTF-8 and Windows-1252 ---- */

/* How many bytes are not UTF-8, and how many code points of several bytes are. */
static void count_bytes(const char *p, size_t n, size_t *bad, size_t *good)
{
    *bad = *good = 0;
    for (size_t i = 0; i < n;) {
        if ((unsigned char)p[i] < 0x80) {
            i++;
            continue;
        }
        uint32_t code;
        size_t step = utf8_get(p + i, n - i, &code);
        *(step == 1 ? bad : good) += 1;
        i += step;
    }
}

static void put_bytes(output *o, const char *p, size_t n)
{
    size_t bad, good;
    count_bytes(p, n, &bad, &good);
    bool western = bad > good;
    for (size_t i = 0, step; i < n; i += step) {
        uint32_t code;
        step = utf8_get(p + i, n - i, &code);
        if (code == '\r') {
            put_return(o, i + 1 < n && p[i + 1] == '\n');
        } else if (step == 1 && code == 0xFFFD) {
            put(o, western ? from_1252((unsigned char)p[i]) : code);
        } else {
            uint32_t meant = step == 1 ? 0 : undo_double(p + i, n - i, &step);
            put(o, meant ? meant : code);
        }
    }
}

static bool plain(const char *p, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        unsigned char c = (unsigned char)p[i];
        if (c >= 0x7F || (c < ' ' && c != '\n'))
            return false;
    }
    return true;
}

char *text_repair(arena *a, const char *p, size_t n, size_t *clean)
{
    const unsigned char *u = (const unsigned char *)p;
    bool big = n >= 2 && u[0] == 0xFE && u[1] == 0xFF, little = n >= 2 && u[0] == 0xFF && u[1] == 0xFE;
    if (plain(p, n)) {
        *clean = n;
        return arena_copy(a, p, n);
    }
    output o = {.p = arena_alloc(a, n * 3 + 1)}; /* a bad byte grows to the three of U+FFFD */
    if (big || little)
        put_utf16(&o, u + 2, n - 2, little);
    else if (n >= 3 && u[0] == 0xEF && u[1] == 0xBB && u[2] == 0xBF)
        put_bytes(&o, p + 3, n - 3);
    else
        put_bytes(&o, p, n);
    o.p[o.n] = '\0';
    *clean = o.n;
    return o.p;
}
