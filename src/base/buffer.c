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
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, format, args);
    if (n > 0 && buffer_reserve(b, (size_t)n)) {
        vsnprintf(b->p + b->n, (size_t)n + 1, format, again);
        b->n += (size_t)n;
    }
    va_end(again);
    va_end(args);
}

void buffer_free(buffer *b)
{
    free(b->p);
    *b = (buffer){0};
}
