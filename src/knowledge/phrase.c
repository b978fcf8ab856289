/* Phrases to entries: a trie over folded words.
 *
 *     Organisation for Security and Co-operation in Europe
 *
 * is the path organisation > for > security > and > co > operation > in > europe: names are split at
 * blanks and hyphens, as tokens are, so that every spelling of a compound takes the same path. */
#include "knowledge/inside.h"

typedef struct edge {
    uint32_t node;
    casus_sym word;
    uint32_t next; /* 0: free slot */
} edge;

typedef struct meaning {
    uint32_t entry;
    uint8_t name, upper;
    uint32_t next; /* meaning + 1 */
} meaning;

struct phrases {
    arena *a;
    casus_sym dash; /* passed over inside names */
    edge *edges;
    uint32_t n_edges, room;
    uint32_t *first; /* by node: meaning + 1 */
    uint32_t n_nodes;
    meaning *meanings;
    uint32_t n_meanings;
};

phrases *phrases_new(arena *a, symtab *names)
{
    phrases *t = ARENA_NEW(a, phrases);
    t->a = a;
    t->room = 1 << 18; /* about 120,000 edges in the knowledge that ships */
    t->edges = ARENA_ARRAY(a, edge, t->room);
    ARENA_PUSH(a, t->first, t->n_nodes); /* node 0 is the root */
    t->dash = symtab_add(names, "-", 1);
    return t;
}

static uint32_t slot(const phrases *t, uint32_t node, casus_sym word)
{
    uint64_t h = ((uint64_t)node << 32 | word) * 0x9E3779B97F4A7C15u;
    uint32_t i = (uint32_t)(h >> 32) & (t->room - 1);
    while (t->edges[i].next && (t->edges[i].node != node || t->edges[i].word != word))
        i = (i + 1) & (t->room - 1);
    return i;
}

static void grow(phrases *t)
{
    edge *old = t->edges;
    uint32_t n = t->room;
    t->room *= 2;
    t->edges = ARENA_ARRAY(t->a, edge, t->room);
    for (uint32_t i = 0; i < n; i++)
        if (old[i].next)
            t->edges[slot(t, old[i].node, old[i].word)] = old[i];
}

static uint32_t step(const phrases *t, uint32_t node, casus_sym word)
{
    return word ? t->edges[slot(t, node, word)].next : 0;
}

static uint32_t step_or_make(phrases *t, uint32_t node, casus_sym word)
{
    uint32_t i = slot(t, node, word);
    if (t->edges[i].next)
        return t->edges[i].next;
    ARENA_PUSH(t->a, t->first, t->n_nodes);
    t->edges[i] = (edge){node, word, t->n_nodes - 1};
    if (++t->n_edges * 2 > t->room)
        grow(t);
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
    phrases *t = k->phrases;
    uint32_t node = 0;
    char folded[400];
    for (str rest = name; rest.n;) {
        str word = next_word(&rest);
        if (!word.n || word.n > 100)
            continue;
        size_t n = str_fold(word.p, word.n, folded);
        if (n)
            node = step_or_make(t, node, symtab_add(k->names, folded, n));
    }
    if (!node)
        return;
    for (uint32_t m = t->first[node]; m; m = t->meanings[m - 1].next)
        if (t->meanings[m - 1].entry == at && t->meanings[m - 1].name == kind)
            return; /* the same name twice, spelt alike once folded */
    meaning *m = ARENA_PUSH(t->a, t->meanings, t->n_meanings);
    *m = (meaning){.entry = at, .name = (uint8_t)kind, .upper = capitals(name), .next = t->first[node]};
    t->first[node] = t->n_meanings;
}

/* A token that the tokeniser kept whole ("al-Qaeda") walks all its parts. */
static uint32_t step_token(const knowledge *k, uint32_t node, casus_sym word)
{
    uint32_t whole = step(k->phrases, node, word);
    if (whole)
        return whole;
    const char *p = symtab_name(k->names, word), *dash = strchr(p, '-');
    while (dash && dash != p && dash[1]) {
        node = step(k->phrases, node, symtab_find(k->names, p, (size_t)(dash - p)));
        if (!node)
            return 0;
        p = dash + 1;
        dash = strchr(p, '-');
        if (!dash)
            return step(k->phrases, node, symtab_find(k->names, p, strlen(p)));
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
    const phrases *t = k->phrases;
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
