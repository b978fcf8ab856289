/* Phrases to entries: a trie over folded words.
 *
 *     Organisation for Security and Co-operation in Europe
 *
 * is the path organisation > for > security > and > co > operation > in > europe: names are split at
 * blanks and hyphens, as tokens are, so that every spelling of a compound takes the same path. */
#include "knowledge/inside.h"

/* Edges that so many slots take: two thirds. */
static uint32_t capacity(uint32_t room)
{
    return room / 3 * 2;
}

void phrase_begin(knowledge *k)
{
    uint32_t *first = NULL, n = 0, room = 64;
    while (capacity(room) < k->room.nodes)
        room *= 2;
    TABLE_PUSH(k, first, n, k->room.nodes);
    k->phrases = (phrases){.dash = symtab_add(k->names, "-", 1), .edges = ARENA_ARRAY(&k->memory, edge, room), .room = room, .first = first, .n_nodes = n};
}

static uint32_t slot(const edge *edges, uint32_t room, uint32_t node, casus_sym word)
{
    uint64_t h = ((uint64_t)node << 32 | word) * 0x9E3779B97F4A7C15u;
    uint32_t i = (uint32_t)(h >> 32) & (room - 1);
    while (edges[i].next && (edges[i].node != node || edges[i].word != word))
        i = (i + 1) & (room - 1);
    return i;
}

static uint32_t step(const phrases *t, uint32_t node, casus_sym word)
{
    return word ? t->edges[slot(t->edges, t->room, node, word)].next : 0;
}

/* ---- from text: the tables are ours to write ---- */

static edge *own_edges(phrases *t)
{
    return (edge *)(uintptr_t)t->edges;
}

static uint32_t *own_first(phrases *t)
{
    return (uint32_t *)(uintptr_t)t->first;
}

static void grow(arena *a, phrases *t)
{
    edge *bigger = ARENA_ARRAY(a, edge, t->room * 2);
    for (uint32_t i = 0; i < t->room; i++)
        if (t->edges[i].next)
            bigger[slot(bigger, t->room * 2, t->edges[i].node, t->edges[i].word)] = t->edges[i];
    t->edges = bigger;
    t->room *= 2;
}

static uint32_t step_or_make(knowledge *k, uint32_t node, casus_sym word)
{
    phrases *t = &k->phrases;
    uint32_t i = slot(t->edges, t->room, node, word);
    if (t->edges[i].next)
        return t->edges[i].next;
    uint32_t *first = own_first(t);
    TABLE_PUSH(k, first, t->n_nodes, k->room.nodes);
    t->first = first;
    own_edges(t)[i] = (edge){node, word, t->n_nodes - 1};
    if (++t->n_edges > capacity(t->room))
        grow(&k->memory, t);
    return t->n_nodes - 1;
}

/* The next word of a name: up to a blank or hyphen; a comma stands alone, as does a genitive mark. */
static str next_word(str *rest)
{
    size_t i = 0, n;
    while (i < rest->n && (rest->p[i] == ' ' || rest->p[i] == '-'))
        i++;
    str word = {rest->p + i, 0};
    for (n = rest->n - i; word.n < n; word.n++) {
        char c = word.p[word.n];
        if (c == ' ' || c == '-')
            break;
        if ((c == ',' || c == '/' || c == '&' || c == '(' || c == ')') && word.n)
            break;
        if (c == '\'' && word.n && word.n + 2 <= n && word.p[word.n + 1] == 's' && (word.n + 2 == n || word.p[word.n + 2] == ' '))
            break;
        if (c == ',' || c == '/' || c == '&' || c == '(' || c == ')') {
            word.n++;
            break;
        }
    }
    *rest = (str){word.p + word.n, rest->n - i - word.n};
    return word;
}

/* 0 lower case, 1 begins with a capital, 2 all its letters are capitals. */
static uint8_t capitals(str s)
{
    uint32_t c;
    size_t letters = 0, upper = 0;
    bool first = false;
    for (size_t i = 0, n; i < s.n; i += n) {
        n = utf8_get(s.p + i, s.n - i, &c);
        if (!utf8_letter(c))
            continue;
        if (utf8_upper(c)) {
            upper++;
            first = first || letters == 0;
        }
        letters++;
    }
    return letters > 1 && upper == letters ? 2 : upper ? 1 : (uint8_t)first;
}

void phrase_add(knowledge *k, str name, uint32_t at, name_kind kind)
{
    phrases *t = &k->phrases;
    uint32_t node = 0;
    char folded[400];
    for (str rest = name; rest.n;) {
        str word = next_word(&rest);
        if (!word.n || word.n > 100)
            continue;
        size_t n = str_fold(word.p, word.n, folded);
        if (n)
            node = step_or_make(k, node, symtab_add(k->names, folded, n));
    }
    if (!node)
        return;
    for (uint32_t m = t->first[node]; m; m = t->meanings[m - 1].next)
        if (t->meanings[m - 1].entry == at && t->meanings[m - 1].name == kind)
            return; /* the same name twice, spelt alike once folded */
    meaning *all = (meaning *)(uintptr_t)t->meanings;
    *TABLE_PUSH(k, all, t->n_meanings, k->room.meanings) = (meaning){.entry = at, .name = (uint8_t)kind, .upper = capitals(name), .next = t->first[node]};
    t->meanings = all;
    own_first(t)[node] = t->n_meanings;
}

/* A token that the tokeniser kept whole ("al-Qaeda") walks all its parts. */
static uint32_t step_token(const knowledge *k, uint32_t node, casus_sym word)
{
    uint32_t whole = step(&k->phrases, node, word);
    if (whole)
        return whole;
    const char *p = symtab_name(k->names, word), *dash = strchr(p, '-');
    while (dash && dash != p && dash[1]) {
        node = step(&k->phrases, node, symtab_find(k->names, p, (size_t)(dash - p)));
        if (!node)
            return 0;
        p = dash + 1;
        dash = strchr(p, '-');
        if (!dash)
            return step(&k->phrases, node, symtab_find(k->names, p, strlen(p)));
    }
    return 0;
}

static phrase_hit *hits_at(const phrases *t, arena *a, uint32_t node, uint32_t length, phrase_hit *shorter)
{
    for (uint32_t m = t->first[node]; m; m = t->meanings[m - 1].next) {
        phrase_hit *hit = ARENA_NEW(a, phrase_hit);
        *hit = (phrase_hit){.entry = t->meanings[m - 1].entry, .name = t->meanings[m - 1].name,
                            .upper = t->meanings[m - 1].upper, .length = length, .next = shorter};
        shorter = hit;
    }
    return shorter;
}

phrase_hit *phrase_find(const knowledge *k, arena *a, const casus_sym *norms, uint32_t n)
{
    const phrases *t = &k->phrases;
    phrase_hit *found = NULL;
    uint32_t node = 0;
    for (uint32_t i = 0; i < n; i++) {
        if (i && (!norms[i] || norms[i] == t->dash))
            continue;
        node = step_token(k, node, norms[i]);
        if (!node)
            break;
        found = hits_at(t, a, node, i + 1, found);
    }
    return found;
}
