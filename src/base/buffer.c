/* Text that grows, on the heap: what writers fill before a sink takes it. */
#include "base.h"

#include <stdio.h>
#include <stdlib.h>

static bool buffer_reserve(buffer *b, size_t more)
{
    if (b->failed)
        return false;
    if (b->room - b->n > more)
        return true;
    size_t room = b->room ? b->room : 256;
    while (room - b->n <= more)
        room *= 2;
    char *p = realloc(b->p, room);
    if (!p) {
        b->failed = true;
        return false;
    }
    b->p = p;
    b->room = room;
    return true;
}

void buffer_put(buffer *b, const char *p, size_t n)
{
    if (!buffer_reserve(b, n))
        return;
    if (n)
        memcpy(b->p + b->n, p, n);
    b->n += n;
    b->p[b->n] = '\0';
}

void buffer_puts(buffer *b, const char *s)
{
    buffer_put(b, s, strlen(s));
}

void buffer_printf(buffer *b, const char *format, ...)
{
    enum { MOSTLY = 64 }; /* most texts fit: they are formatted once */
    va_list args, again;
    if (!buffer_reserve(b, MOSTLY))
        return;
    va_start(args, format);
    va_copy(again, args);
    size_t left = b->room - b->n;
    int n = vsnprintf(b->p + b->n, left, format, args);
    if (n > 0 && ((size_t)n < left || buffer_reserve(b, (size_t)n))) {
        if ((size_t)n >= left)
            vsnprintf(b->p + b->n, (size_t)n + 1, format, again);
        b->n += (size_t)n;
    }
    if (b->p)
        b->p[b->n] = '\0';
    va_end(again);
    va_end(args);
}

void buffer_int(buffer *b, int64_t n)
{
    char room[24], *p = room + sizeof room;
    uint64_t left = n < 0 ? -(uint64_t)n : (uint64_t)n;
    do
        *--p = (char)('0' + left % 10);
    while (left /= 10);
    if (n < 0)
        *--p = '-';
    buffer_put(b, p, (size_t)(room + sizeof room - p));
}

void buffer_free(buffer *b)
{
    free(b->p);
    *b = (buffer){0};
}
