/* Names to numbers: an open-addressed table, FNV-1a hashed, that may stand on a frozen one. */
#include "base.h"

typedef struct name {
    const char *p;
    uint32_t n, hash;
} name;

typedef struct slot { /* the hash stands here too: a miss need not look at the name */
    uint32_t hash, at; /* at: index into names + 1; 0 free */
} slot;

struct symtab {
    arena *a;
    const symtab *base;
    uint32_t first;  /* number of this table's first symbol */
    uint32_t n;      /* names here */
    uint32_t room;   /* slots, a power of two */
    slot *slots;
    name *names;
};

static uint32_t hash_of(const char *p, size_t n)
{
    uint32_t h = 2166136261u;
    for (size_t i = 0; i < n; i++)
        h = (h ^ (unsigned char)p[i]) * 16777619u;
    h = (h ^ h >> 15) * 0x85EBCA6Bu; /* names that differ in their last digits must not lie side by side */
    return h ^ h >> 13;
}

symtab *symtab_new(arena *a, const symtab *base)
{
    symtab *t = ARENA_NEW(a, symtab);
    *t = (symtab){.a = a, .base = base, .first = base ? symtab_count(base) : 1, .room = 256};
    t->slots = ARENA_ARRAY(a, slot, t->room);
    return t;
}

uint32_t symtab_count(const symtab *t)
{
    return t->first + t->n;
}

static slot *slot_of(const symtab *t, const char *p, size_t n, uint32_t hash)
{
    uint32_t mask = t->room - 1;
    for (uint32_t i = hash & mask;; i = (i + 1) & mask) {
        slot *s = &t->slots[i];
        if (!s->at)
            return s;
        if (s->hash == hash && t->names[s->at - 1].n == n && memcmp(t->names[s->at - 1].p, p, n) == 0)
            return s;
    }
}

static casus_sym find_hashed(const symtab *t, const char *p, size_t n, uint32_t hash)
{
    for (; t; t = t->base) {
        uint32_t at = slot_of(t, p, n, hash)->at;
        if (at)
            return t->first + at - 1;
    }
    return 0;
}

casus_sym symtab_find(const symtab *t, const char *p, size_t n)
{
    return n ? find_hashed(t, p, n, hash_of(p, n)) : 0;
}

static void symtab_rehash(symtab *t, uint32_t room)
{
    t->room = room;
    t->slots = ARENA_ARRAY(t->a, slot, room);
    for (uint32_t i = 0; i < t->n; i++) {
        uint32_t at = t->names[i].hash & (room - 1);
        while (t->slots[at].at)
            at = (at + 1) & (room - 1);
        t->slots[at] = (slot){t->names[i].hash, i + 1};
    }
}

void symtab_expect(symtab *t, uint32_t n)
{
    uint32_t room = t->room;
    while (room < n * 2)
        room *= 2;
    if (room > t->room)
        symtab_rehash(t, room);
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
        symtab_rehash(t, t->room * 2);
    const char *copy = arena_copy(t->a, p, n);
    name *x = ARENA_PUSH(t->a, t->names, t->n);
    *x = (name){.p = copy, .n = (uint32_t)n, .hash = hash};
    *slot_of(t, p, n, hash) = (slot){hash, t->n}; /* the new name is not in slots yet, so this one is free */
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
