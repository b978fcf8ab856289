/* Names to numbers: an open-addressed table, FNV-1a hashed, that may stand on a frozen one. */
#include "base.h"

typedef struct name {
    const char *p;
    uint32_t n, hash;
} name;

struct symtab {
    arena *a;
    const symtab *base;
    uint32_t first;  /* number of this table's first symbol */
    uint32_t n;      /* names here */
    uint32_t room;   /* slots, a power of two */
    uint32_t *slots; /* index into names + 1; 0 free */
    name *names;
};

static uint32_t hash_of(const char *p, size_t n)
{
    uint32_t h = 2166136261u;
    for (size_t i = 0; i < n; i++)
        h = (h ^ (unsigned char)p[i]) * 16777619u;
    return h;
}

symtab *symtab_new(arena *a, const symtab *base)
{
    symtab *t = ARENA_NEW(a, symtab);
    *t = (symtab){.a = a, .base = base, .first = base ? symtab_count(base) : 1, .room = 256};
    t->slots = ARENA_ARRAY(a, uint32_t, t->room);
    return t;
}

uint32_t symtab_count(const symtab *t)
{
    return t->first + t->n;
}

static uint32_t *slot_of(const symtab *t, const char *p, size_t n, uint32_t hash)
{
    uint32_t mask = t->room - 1;
    for (uint32_t i = hash & mask;; i = (i + 1) & mask) {
        uint32_t at = t->slots[i];
        if (!at)
            return &t->slots[i];
        const name *x = &t->names[at - 1];
        if (x->hash == hash && x->n == n && memcmp(x->p, p, n) == 0)
            return &t->slots[i];
    }
}

static casus_sym find_hashed(const symtab *t, const char *p, size_t n, uint32_t hash)
{
    for (; t; t = t->base) {
        uint32_t at = *slot_of(t, p, n, hash);
        if (at)
            return t->first + at - 1;
    }
    return 0;
}

casus_sym symtab_find(const symtab *t, const char *p, size_t n)
{
    return n ? find_hashed(t, p, n, hash_of(p, n)) : 0;
}

static void symtab_rehash(symtab *t)
{
    t->room *= 2;
    t->slots = ARENA_ARRAY(t->a, uint32_t, t->room);
    for (uint32_t i = 0; i < t->n; i++) {
        uint32_t at = t->names[i].hash & (t->room - 1);
        while (t->slots[at])
            at = (at + 1) & (t->room - 1);
        t->slots[at] = i + 1;
    }
}

casus_sym symtab_add(symtab *t, const char *p, size_t n)
{
    if (!n)
        return 0;
    uint32_t hash = hash_of(p, n);
    casus_sym known = find_hashed(t, p, n, hash);
    if (known)
        return known;
    if (t->n * 2 >= t->room)
        symtab_rehash(t);
    const char *copy = arena_copy(t->a, p, n);
    name *x = ARENA_PUSH(t->a, t->names, t->n);
    *x = (name){.p = copy, .n = (uint32_t)n, .hash = hash};
    *slot_of(t, p, n, hash) = t->n; /* the new name is not in slots yet, so this one is free */
    return t->first + t->n - 1;
}

const char *symtab_name(const symtab *t, casus_sym s)
{
    for (; s && t; t = t->base)
        if (s >= t->first)
            return s - t->first < t->n ? t->names[s - t->first].p : "";
    return "";
}

bool symtab_in_base(const symtab *t, casus_sym s)
{
    return s && s < t->first;
}
