/* JSON values and code-point offsets. */
#include "view/view.h"

enum { STRIDE = 256 };

static bool continuation(char c)
{
    return ((unsigned char)c & 0xC0) == 0x80;
}

offsets offsets_of(document *d)
{
    offsets o = {.text = d->doc.text, .n = d->doc.n_text};
    uint32_t points = 0;
    o.before = ARENA_ARRAY(&d->memory, uint32_t, o.n / STRIDE + 1);
    for (uint32_t i = 0; i < o.n; i++) {
        if (i % STRIDE == 0)
            o.before[i / STRIDE] = points;
        points += !continuation(o.text[i]);
    }
    if (o.n % STRIDE == 0)
        o.before[o.n / STRIDE] = points;
    return o;
}

uint32_t offsets_at(const offsets *o, uint32_t byte)
{
    if (byte > o->n)
        byte = o->n;
    uint32_t at = byte / STRIDE * STRIDE, points = o->before[byte / STRIDE];
    for (; at < byte; at++)
        points += !continuation(o->text[at]);
    return points;
}

void put_json(buffer *out, str s)
{
    size_t from = 0;
    uint32_t c;
    buffer_put(out, "\"", 1);
    for (size_t i = 0, n; i < s.n; i += n) {
        unsigned char plain = (unsigned char)s.p[i];
        n = 1;
        if (plain >= 0x20 && plain < 0x7F && plain != '"' && plain != '\\')
            continue;
        n = utf8_get(s.p + i, s.n - i, &c);
        bool bad = c == 0xFFFD && n == 1;
        if (c >= 0x20 && c != '"' && c != '\\' && c != 0x7F && !bad && c != 0x2028 && c != 0x2029)
            continue;
        buffer_put(out, s.p + from, i - from);
        from = i + n;
        if (c == '"' || c == '\\')
            buffer_printf(out, "\\%c", (char)c);
        else if (c == '\n')
            buffer_puts(out, "\\n");
        else if (c == '\t')
            buffer_puts(out, "\\t");
        else
            buffer_printf(out, "\\u%04x", c);
    }
    buffer_put(out, s.p + from, s.n - from);
    buffer_put(out, "\"", 1);
}

void put_key(buffer *out, const char *key, bool first)
{
    buffer_puts(out, first ? "\"" : ",\"");
    buffer_puts(out, key);
    buffer_put(out, "\":", 2);
}

void put_date(buffer *out, int32_t date, char precision)
{
    if (precision == 'd')
        buffer_printf(out, "%04d-%02d-%02d", date / 10000, date / 100 % 100, date % 100);
    else if (precision == 'm')
        buffer_printf(out, "%04d-%02d", date / 10000, date / 100 % 100);
    else if (precision == 'y')
        buffer_printf(out, "%04d", date / 10000);
}
