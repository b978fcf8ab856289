/* Names to numbers: an open-addressed table that may stand on a frozen one.
 *
 * A frozen table is three plain arrays, so that it can lie in a mapped file and need not be built. */
#include "base.h"

typedef struct name {
    const char *p;
    uint32_t n, hash;
} name;

struct symtab {
    arena *a;
    const symtab *base;
    uint32_t first; /* number of this table's first symbol */
    uint32_t n;     /* names here */
    uint32_t room;  /* slots, a power of two */
    const symtab_slot *slots;
    name *names;        /* NULL in a frozen table, which has these: */
    const char *text;   /* names one behind the other */
    const uint32_t *at; /* where they begin */
    char *spare;        /* memory for the text of names to come */
    size_t n_spare;
};

enum { FIRST_ROOM = 256, TEXT_PIECE = 4096 };

static uint64_t bytes_at(const char *p, size_t n)
{
    uint64_t x = 0;
    memcpy(&x, p, n);
    return x;
}

/* The last one to eight bytes; looks at some twice rather than taking them one by one. */
static uint64_t last_bytes(const char *p, size_t n)
{
    if (n >= 4)
        return bytes_at(p, 4) | bytes_at(p + n - 4, 4) << 32;
    return (uint64_t)(unsigned char)p[0] | (uint64_t)(unsigned char)p[n / 2] << 8 | (uint64_t)(unsigned char)p[n - 1] << 16;
}

/* Eight bytes a step, each multiplied and folded: names that differ in their last digits must not lie
 * side by side. */
static uint32_t hash_of(const char *p, size_t n)
{
    uint64_t h = n * 0x9E3779B97F4A7C15u;
    for (; n > 8; p += 8, n -= 8) {
        h = (h ^ bytes_at(p, 8)) * 0xBF58476D1CE4E5B9u;
        h ^= h >> 32;
    }
    h = (h ^ last_bytes(p, n)) * 0xBF58476D1CE4E5B9u;
    h = (h ^ h >> 32) * 0x94D049BB133111EBu;
    return (uint32_t)(h >> 32);
}

uint32_t symtab_count(const symtab *t)
{
    return t->first + t->n;
}

/* Names that so many slots take: two thirds, since a slot is passed over by its hash alone. */
static uint32_t capacity(uint32_t room)
{
    return room / 3 * 2;
}

static const char *name_at(const symtab *t, uint32_t i)
{
    return t->names ? t->names[i].p : t->text + t->at[i];
}

static size_t name_length(const symtab *t, uint32_t i)
{
    return t->names ? t->names[i].n : t->at[i + 1] - t->at[i] - 1;
}

/* The slot where the name stands, or the free one where it would. */
static uint32_t slot_of(const symtab *t, const char *p, size_t n, uint32_t hash)
{
    uint32_t mask = t->room - 1;
    for (uint32_t i = hash & mask;; i = (i + 1) & mask) {
        const symtab_slot *s = &t->slots[i];
        if (!s->at)
            return i;
        if (s->hash == hash && name_length(t, s->at - 1) == n && memcmp(name_at(t, s->at - 1), p, n) == 0)
            return i;
    }
}

static casus_sym find_hashed(const symtab *t, const char *p, size_t n, uint32_t hash)
{
    for (; t; t = t->base) {
        uint32_t at = t->slots[slot_of(t, p, n, hash)].at;
        if (at)
            return t->first + at - 1;
    }
    return 0;
}

casus_sym symtab_find(const symtab *t, const char *p, size_t n)
{
    return n ? find_hashed(t, p, n, hash_of(p, n)) : 0;
}

/* Slots for all names of a table that is being made. */
static const symtab_slot *slots_make(arena *a, const symtab *t, uint32_t room)
{
    symtab_slot *slots = ARENA_ARRAY(a, symtab_slot, room);
    for (uint32_t i = 0; i < t->n; i++) {
        uint32_t at = t->names[i].hash & (room - 1);
        while (slots[at].at)
            at = (at + 1) & (room - 1);
        slots[at] = (symtab_slot){t->names[i].hash, i + 1};
    }
    return slots;
}

static void make_room(symtab *t, uint32_t room)
{
    name *names = ARENA_ARRAY(t->a, name, capacity(room));
    if (t->n)
        memcpy(names, t->names, t->n * sizeof *names);
    t->names = names;
    t->slots = slots_make(t->a, t, room);
    t->room = room;
}

symtab *symtab_new(arena *a, const symtab *base)
{
    symtab *t = ARENA_NEW(a, symtab);
    *t = (symtab){.a = a, .base = base, .first = base ? symtab_count(base) : 1};
    make_room(t, FIRST_ROOM);
    return t;
}

void symtab_expect(symtab *t, uint32_t n)
{
    uint32_t room = t->room;
    while (capacity(room) < n)
        room *= 2;
    if (room > t->room)
        make_room(t, room);
}

static const char *text_keep(symtab *t, const char *p, size_t n)
{
    if (n >= t->n_spare) {
        size_t size = n < TEXT_PIECE ? TEXT_PIECE : n + 1;
        t->spare = arena_alloc(t->a, size);
        t->n_spare = size;
    }
    char *copy = memcpy(t->spare, p, n); /* the NUL after it stands there already */
    t->spare += n + 1;
    t->n_spare -= n + 1;
    return copy;
}

casus_sym symtab_add(symtab *t, const char *p, size_t n)
{
    if (!n)
        return 0;
    uint32_t hash = hash_of(p, n);
    casus_sym known = find_hashed(t, p, n, hash);
    if (known)
        return known;
    if (t->n >= capacity(t->room))
        make_room(t, t->room * 2);
    t->names[t->n] = (name){.p = text_keep(t, p, n), .n = (uint32_t)n, .hash = hash};
    symtab_slot *slots = (symtab_slot *)(uintptr_t)t->slots; /* ours: a frozen table has no names added */
    uint32_t mask = t->room - 1, i = hash & mask;
    while (slots[i].at)
        i = (i + 1) & mask;
    slots[i] = (symtab_slot){hash, ++t->n};
    return t->first + t->n - 1;
}

const char *symtab_name(const symtab *t, casus_sym s)
{
    for (; s && t; t = t->base)
        if (s >= t->first)
            return s - t->first < t->n ? name_at(t, s - t->first) : "";
    return "";
}

bool symtab_in_base(const symtab *t, casus_sym s)
{
    return s && s < t->first;
}

/* ---- frozen ---- */

void symtab_freeze(const symtab *t, arena *a, symtab_frozen *out)
{
    uint32_t room = FIRST_ROOM, size = 0;
    while (capacity(room) < t->n)
        room *= 2;
    for (uint32_t i = 0; i < t->n; i++)
        size += t->names[i].n + 1;
    char *text = arena_alloc(a, size);
    uint32_t *at = ARENA_ARRAY(a, uint32_t, t->n + 1);
    for (uint32_t i = 0; i < t->n; i++) {
        memcpy(text + at[i], t->names[i].p, t->names[i].n);
        at[i + 1] = at[i] + t->names[i].n + 1;
    }
    *out = (symtab_frozen){.text = text, .at = at, .slots = slots_make(a, t, room), .n_text = size, .n = t->n, .room = room};
}

/* Names lie one behind the other, none is empty, each ends in a NUL. */
static bool names_sound(const symtab_frozen *f)
{
    if (f->at[0] != 0 || f->at[f->n] != f->n_text)
        return false;
    for (uint32_t i = 0; i < f->n; i++)
        if (f->at[i + 1] > f->n_text || f->at[i + 1] < f->at[i] + 2 || f->text[f->at[i + 1] - 1] != '\0')
            return false;
    return true;
}

/* A search ends at a free slot: there must be one. */
static bool slots_sound(const symtab_frozen *f)
{
    uint32_t taken = 0, wrong = 0;
    if (!f->room || (f->room & (f->room - 1)) != 0)
        return false;
    for (uint32_t i = 0; i < f->room; i++) {
        taken += f->slots[i].at != 0;
        wrong |= f->slots[i].at > f->n;
    }
    return !wrong && taken == f->n && taken <= capacity(f->room);
}

bool symtab_stand(symtab *t, const symtab_frozen *f)
{
    if (t->base || t->n || f->n >= UINT32_MAX / 4 || !names_sound(f) || !slots_sound(f))
        return false;
    symtab *below = ARENA_NEW(t->a, symtab);
    *below = (symtab){.first = 1, .n = f->n, .room = f->room, .slots = f->slots, .text = f->text, .at = f->at};
    t->base = below;
    t->first = symtab_count(below);
    return true;
}
