/* Memory that is given back at once.
 *
 * A document is read into one arena: rooms only ask, nobody frees. Blocks double in size, so a
 * long run settles on one block that every document reuses. */
#include "base.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

struct arena_block {
    arena_block *older;
    size_t size, used;
    _Alignas(16) char bytes[];
};

enum { FIRST_BLOCK = 64 * 1024, ALIGN = 16 };

static void arena_full(arena *a)
{
    if (a->on_full)
        longjmp(*a->on_full, 1);
    fputs("casus: out of memory\n", stderr); /* only tools without a document come here */
    abort();
}

static void arena_add_block(arena *a, size_t need)
{
    size_t size = a->block ? a->block->size * 2 : FIRST_BLOCK;
    if (size < need)
        size = need;
    arena_block *b = malloc(sizeof *b + size);
    if (!b)
        arena_full(a);
    *b = (arena_block){.older = a->block, .size = size};
    a->block = b;
}

void *arena_alloc(arena *a, size_t size)
{
    if (size > SIZE_MAX / 2)
        arena_full(a);
    size = (size + ALIGN - 1) & ~(size_t)(ALIGN - 1);
    if (a->limit && (size > a->limit || a->used > a->limit - size))
        arena_full(a);
    if (!a->block || a->block->size - a->block->used < size)
        arena_add_block(a, size);
    void *p = a->block->bytes + a->block->used;
    a->block->used += size;
    a->used += size;
    return memset(p, 0, size);
}

void arena_reset(arena *a)
{
    if (a->block) {
        arena_block *old = a->block->older;
        while (old) {
            arena_block *next = old->older;
            free(old);
            old = next;
        }
        a->block->older = NULL;
        a->block->used = 0;
    }
    a->used = 0;
}

void arena_free(arena *a)
{
    arena_reset(a);
    free(a->block);
    *a = (arena){0};
}

char *arena_copy(arena *a, const char *s, size_t n)
{
    char *p = arena_alloc(a, n + 1);
    if (n)
        memcpy(p, s, n);
    return p;
}

char *arena_printf(arena *a, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, format, args);
    char *p = arena_alloc(a, (size_t)(n < 0 ? 0 : n) + 1);
    if (n > 0)
        vsnprintf(p, (size_t)n + 1, format, again);
    va_end(again);
    va_end(args);
    return p;
}

void *arena_grow(arena *a, void *array, uint32_t n, size_t element)
{
    bool full = n == 0 || (n >= 8 && (n & (n - 1)) == 0);
    if (!full)
        return array;
    size_t room = n < 8 ? 8 : (size_t)n * 2;
    void *bigger = arena_alloc(a, room * element);
    if (n)
        memcpy(bigger, array, n * element);
    return bigger;
}
