/* Event patterns: one line, read into a predicate and the elements around it.
 *
 *     A urge R to *   > REQUEST = 102
 *
 * is the verb `urge`, its subject in slot A, its object in slot R, an infinitive, any. Where an
 * element is looked for in the tree is the event room's business; here it is only parsed. */
#include "knowledge/inside.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>

static const char *const particles[] = {"up", "down", "out", "off", "back", "away", "over", "in", "on", "aside", "together", "apart", "forward", "through",
                                        "ahead", "along", "around", NULL};
static const char *const prepositions[] = {
    "about", "above", "across", "after", "against", "ahead_of", "alongside", "amid", "among", "around", "as", "at", "because_of", "before", "behind", "below",
    "beside", "between", "beyond", "by", "close_to", "despite", "during", "for", "from", "in", "in_favour_of", "in_favor_of", "in_front_of", "in_response_to",
    "inside", "into", "like", "near", "of", "off", "on", "on_behalf_of", "onto", "out_of", "outside", "over", "past", "per", "since", "through", "throughout",
    "to", "toward", "towards", "under", "until", "upon", "via", "with", "within", "without", "over_to", "along", "away_from", "up", "down", "next_to", "with_regard_to",
    "in_support_of", "in_protest_at", "in_protest_against", "instead_of", "concerning", "regarding", "aboard", "across_from", "due_to", "in_exchange_for", "in_return_for",
    "for_fear_of", "on_charge_of", "on_charges_of", "in_solidarity_with", "across", "opposite", "among", "amongst", "versus", "apart_from", "ahead", NULL};
static const char *const modals[] = {"must", "should", "cannot", "can", "will", "would", "may", "might", "shall", "could", "need", "ought", NULL};
static const char *const fillers[] = {"a", "an", "the", "its", "their", "his", "own", NULL};

static bool in_list(str s, const char *const *list)
{
    for (; *list; list++)
        if (str_is(s, *list))
            return true;
    return false;
}

/* Every alternative of "on|upon" is in the list. */
static bool all_in(str s, const char *const *list)
{
    while (s.p) {
        str one = str_cut(&s, "|");
        if (!in_list(one, list))
            return false;
    }
    return true;
}

/* ---- classes ---- */

static int by_sym(const void *a, const void *b)
{
    casus_sym x = *(const casus_sym *)a, y = *(const casus_sym *)b;
    return x < y ? -1 : x > y;
}

static const casus_sym *words_read(line *l, str text);

static word_class *class_named(const knowledge *k, casus_sym name)
{
    for (uint32_t i = 0; i < k->n_classes; i++)
        if (k->classes[i].name == name)
            return &k->classes[i];
    return NULL;
}

/* Words of a class, expanded when first asked for; NULL for an unknown one or one inside itself. */
static const casus_sym *class_words(knowledge *k, casus_sym name)
{
    word_class *c = class_named(k, name);
    if (!c || c->open)
        return NULL;
    if (!c->words) {
        line l = {.k = k, .file = c->file, .number = c->number, .text = c->text};
        c->open = true;
        c->words = words_read(&l, c->text); /* reading words adds no class: c stays */
        c->open = false;
    }
    return c->words;
}

/* A pattern's word as the matcher compares it: folded, the parts of a compound joined by '_'. */
static casus_sym word_read(line *l, str text)
{
    char copy[128];
    if (text.n >= sizeof copy) {
        line_fault(l, "word of more than %zu bytes", sizeof copy - 1);
        return 0;
    }
    for (size_t i = 0; i < text.n; i++)
        copy[i] = text.p[i] == '-' ? '_' : text.p[i];
    return line_fold(l, (str){copy, text.n});
}

/* "gun|@missile|rifle" to sorted symbols; .n, .v and .a marks fall away. */
static const casus_sym *words_read(line *l, str text)
{
    casus_sym *words = NULL;
    uint32_t n = 0;
    const casus_sym *alone = text.n && text.p[0] == '@' && !memchr(text.p, '|', text.n) ? class_words(l->k, line_sym(l, text)) : NULL;
    if (alone) /* most uses of a class: they share its list */
        return alone;
    while (text.p) {
        str word = str_cut(&text, "|");
        if (word.n > 2 && word.p[word.n - 2] == '.')
            word.n -= 2;
        if (!word.n)
            continue;
        if (word.p[0] != '@') {
            *ARENA_PUSH(&l->k->memory, words, n) = word_read(l, word);
            continue;
        }
        const casus_sym *more = class_words(l->k, line_sym(l, word));
        if (!more)
            line_fault(l, "unknown class '%.*s'", (int)word.n, word.p);
        for (; more && *more; more++)
            *ARENA_PUSH(&l->k->memory, words, n) = *more;
    }
    if (n > 1)
        qsort(words, n, sizeof *words, by_sym);
    *ARENA_PUSH(&l->k->memory, words, n) = 0;
    return words;
}

void class_read(line *l)
{
    str rest = l->text, name = str_cut(&rest, " ");
    if (!name.n || name.p[0] != '@' || !rest.p) {
        line_fault(l, "a class line is @name  word | word");
        return;
    }
    casus_sym sym = line_sym(l, name);
    rest = str_trim(rest);
    if (class_named(l->k, sym))
        line_fault(l, "class '%.*s' stands twice", (int)name.n, name.p);
    str text = {arena_copy(&l->k->memory, rest.p, rest.n), rest.n};
    *ARENA_PUSH(&l->k->memory, l->k->classes, l->k->n_classes) = (word_class){.name = sym, .text = text, .file = l->file, .number = l->number};
}

void class_finish(knowledge *k)
{
    for (uint32_t i = 0; i < k->n_classes; i++)
        class_words(k, k->classes[i].name);
}

/* ---- the words of a pattern ---- */

enum { MAX_WORDS = 24 };

typedef struct reading {
    line *l;
    str word[MAX_WORDS];
    bool optional[MAX_WORDS];
    int n, at;
    pattern *p;
    element elements[MAX_WORDS]; /* each takes a word at least */
    uint32_t n_elements;
} reading;

static void split_words(reading *r, str text)
{
    bool inside = false;
    while (text.p) {
        str w = str_cut(&text, " ");
        if (!w.n)
            continue;
        if (r->n == MAX_WORDS) {
            line_fault(r->l, "pattern of more than %d words", MAX_WORDS);
            return;
        }
        if (w.p[0] == '(') {
            inside = true;
            w.p++, w.n--;
        }
        bool closes = w.n && w.p[w.n - 1] == ')';
        if (closes)
            w.n--;
        str before = r->n ? r->word[r->n - 1] : (str){0};
        str slot = r->n > 1 ? r->word[r->n - 2] : (str){0};
        bool behind_slot = slot.n && (slot.p[0] == '_' || slot.p[0] == '@' || (slot.p[0] >= 'A' && slot.p[0] <= 'Z'));
        if (str_is(w, "of") && before.n && str_is(before, "out") && behind_slot) { /* "pull R out of P": one preposition, no particle */
            static const char out_of[] = "out_of";
            r->word[r->n - 1] = (str){out_of, sizeof out_of - 1};
        } else {
            r->optional[r->n] = inside;
            r->word[r->n++] = w;
        }
        inside = inside && !closes;
    }
}

static slot_kind slot_of(str w)
{
    static const struct {
        char c;
        slot_kind kind;
    } slots[] = {{'A', SLOT_A}, {'R', SLOT_R}, {'B', SLOT_B}, {'P', SLOT_P}, {'F', SLOT_F}, {'_', SLOT_ANY}};
    if (!w.n || (w.n > 1 && w.p[1] != ':'))
        return SLOT_NONE;
    for (size_t i = 0; i < sizeof slots / sizeof *slots; i++)
        if (w.p[0] == slots[i].c)
            return slots[i].kind;
    return SLOT_NONE;
}

static str word_at(const reading *r, int i)
{
    return i >= 0 && i < r->n ? r->word[i] : (str){"", 0};
}

static bool ends_with_pos(str w, char pos)
{
    str first = str_cut(&w, "|");
    return first.n > 2 && first.p[first.n - 2] == '.' && first.p[first.n - 1] == pos;
}

static element *element_add(reading *r, place_of at)
{
    element *e = &r->elements[r->n_elements < MAX_WORDS ? r->n_elements++ : MAX_WORDS - 1];
    e->at = (uint8_t)at;
    return e;
}

/* "A:MIL|REB", "R:@weapon", "A:RUS": what may stand in a slot. */
static void slot_test(reading *r, element *e, str w)
{
    e->slot = (uint8_t)slot_of(w);
    if (w.n < 3)
        return;
    str tests = {w.p + 2, w.n - 2};
    bool codes = isupper((unsigned char)tests.p[0]);
    if (!codes) {
        e->words = words_read(r->l, tests);
        e->of_class = tests.p[0] == '@';
        return;
    }
    casus_sym *list = NULL;
    uint32_t n = 0;
    while (tests.p)
        *ARENA_PUSH(&r->l->k->memory, list, n) = line_sym(r->l, str_cut(&tests, "|"));
    *ARENA_PUSH(&r->l->k->memory, list, n) = 0;
    e->sectors = list;
}

/* A slot, a class or literal words ("green light": the last is the head, those before must modify it). */
static void operand(reading *r, element *e)
{
    e->optional = r->optional[r->at < r->n ? r->at : 0];
    str w = word_at(r, r->at);
    if (slot_of(w) != SLOT_NONE) {
        slot_test(r, e, w);
        r->at++;
        return;
    }
    casus_sym *before = NULL;
    uint32_t n = 0;
    e->slot = SLOT_WORD;
    for (;;) {
        w = word_at(r, r->at);
        str next = word_at(r, r->at + 1);
        bool more = next.n && slot_of(next) == SLOT_NONE && !all_in(next, prepositions) && !str_is(next, "to") && !str_is(next, "that") && !str_is(next, "ing") &&
                    !str_is(next, "if");
        r->at++;
        if (in_list(w, fillers) && more)
            continue;
        if (!more)
            break;
        const casus_sym *words = words_read(r->l, w);
        *ARENA_PUSH(&r->l->k->memory, before, n) = words[0];
    }
    if (n) {
        *ARENA_PUSH(&r->l->k->memory, before, n) = 0;
        e->modifiers = before;
    }
    e->words = words_read(r->l, w);
    e->of_class = w.n && w.p[0] == '@';
}

/* ---- predicate ---- */

/* Which word is the predicate: the first .a; else the first plain word, where a noun directly before
 * a verb ("bomb.n explode") is the verb's subject. */
static int find_predicate(const reading *r)
{
    int first = -1;
    for (int i = 0; i < r->n; i++)
        if (ends_with_pos(r->word[i], 'a'))
            return i;
    for (int i = 0; i < r->n && first < 0; i++)
        if (slot_of(r->word[i]) == SLOT_NONE && r->word[i].p[0] != '@' && !in_list(r->word[i], modals) && !str_is(r->word[i], "not") && !in_list(r->word[i], fillers))
            first = i;
    if (first < 0)
        return -1;
    str next = word_at(r, first + 1);
    if (str_is(r->word[first], "be")) { /* copular: "be non-starter.n" */
        for (int i = first + 1; i < r->n; i++)
            if (ends_with_pos(r->word[i], 'n'))
                return i;
        return first;
    }
    if (ends_with_pos(r->word[first], 'n') && next.n && islower((unsigned char)next.p[0]) && !all_in(next, prepositions) && !str_is(next, "that") &&
        !str_is(next, "to") && slot_of(next) == SLOT_NONE)
        return first + 1;
    return first;
}

static void before_predicate(reading *r, int predicate)
{
    for (r->at = 0; r->at < predicate;) {
        str w = r->word[r->at];
        if (str_is(w, "be") || in_list(w, fillers)) {
            r->at++;
        } else if (str_is(w, "not") || str_is(w, "cannot")) {
            r->p->flags |= PATTERN_WANTS_NOT;
            r->at++;
        } else if (in_list(w, modals)) {
            r->p->modal = line_fold(r->l, w);
            r->at++;
        } else if (slot_of(w) != SLOT_NONE) {
            slot_test(r, element_add(r, AT_SUBJECT), w);
            r->at++;
        } else {
            element *e = element_add(r, AT_SUBJECT);
            e->slot = SLOT_WORD;
            e->words = words_read(r->l, w);
            e->of_class = w.p[0] == '@';
            r->at++;
        }
    }
}

static void read_predicate(reading *r, int predicate)
{
    str w = r->word[predicate];
    pattern *p = r->p;
    p->pos = ends_with_pos(w, 'a') ? 'a' : ends_with_pos(w, 'n') ? 'n' : 'v';
    if (str_is(w, "*"))
        p->pos = 'm';
    if (str_starts(w, "not-")) {
        char plain[400];
        size_t n = 0;
        p->flags |= PATTERN_WANTS_NOT;
        for (str rest = w; rest.p && n + 80 < sizeof plain;) {
            str one = str_cut(&rest, "|");
            if (str_starts(one, "not-"))
                one = (str){one.p + 4, one.n - 4};
            n += (size_t)snprintf(plain + n, sizeof plain - n, "%s%.*s", n ? "|" : "", (int)(one.n < 60 ? one.n : 60), one.p);
        }
        p->lemmas = words_read(r->l, (str){plain, n});
    } else if (p->pos != 'm') {
        p->lemmas = words_read(r->l, w);
    }
    r->at = predicate + 1;
}

static void read_particle(reading *r)
{
    str w = word_at(r, r->at), next = word_at(r, r->at + 1);
    if (r->p->pos != 'v' || !w.n || !all_in(w, particles))
        return;
    bool operand_next = next.n && !all_in(next, prepositions) && !str_is(next, "to") && !str_is(next, "that") && !str_is(next, "ing");
    if (operand_next && all_in(w, prepositions) && !str_is(w, "up") && !str_is(w, "down") && !str_is(w, "out") && !str_is(w, "off") && !str_is(w, "back"))
        return; /* "on R": a preposition; the matcher takes "over R" both ways */
    r->p->particles = words_read(r->l, w);
    r->at++;
}

/* ---- what follows the predicate ---- */

static void read_to(reading *r)
{
    bool optional = r->optional[r->at];
    str next = word_at(r, ++r->at);
    if (slot_of(next) != SLOT_NONE) {
        element *e = element_add(r, AT_PREP);
        operand(r, e);
        e->preps = words_read(r->l, STR("to"));
        return;
    }
    element *e = element_add(r, AT_TO);
    e->optional = optional;
    if (str_is(next, "ing"))
        next = word_at(r, ++r->at);
    if (str_is(next, "*")) {
        r->at++;
        return;
    }
    operand(r, e);
    e->slot = SLOT_WORD;
}

static void read_that(reading *r)
{
    element *e = element_add(r, AT_THAT);
    e->optional = r->optional[r->at++];
    str w = word_at(r, r->at);
    if (slot_of(w) != SLOT_NONE && slot_of(w) != SLOT_ANY) {
        e->clause_subject = (uint8_t)slot_of(w);
        r->at++;
    }
    while (in_list(word_at(r, r->at), modals) || str_is(word_at(r, r->at), "not"))
        r->at++;
    w = word_at(r, r->at);
    if (w.n && !str_is(w, "*") && slot_of(w) == SLOT_NONE)
        e->words = words_read(r->l, w);
    if (w.n)
        r->at++;
}

static void read_gerund(reading *r, place_of at, const casus_sym *preps)
{
    element *e = element_add(r, at);
    e->preps = preps;
    e->optional = r->optional[r->at];
    str w = word_at(r, ++r->at);
    if (w.n && !str_is(w, "*"))
        e->words = words_read(r->l, w);
    if (w.n)
        r->at++;
}

static void read_preposition(reading *r)
{
    const casus_sym *preps = words_read(r->l, r->word[r->at++]);
    if (str_is(word_at(r, r->at), "ing")) {
        read_gerund(r, AT_OF_ING, preps);
        return;
    }
    element *e = element_add(r, AT_PREP);
    operand(r, e);
    e->preps = preps;
}

static void after_predicate(reading *r)
{
    while (r->at < r->n) {
        str w = r->word[r->at];
        int before = r->at;
        if (str_is(w, "to"))
            read_to(r);
        else if (str_is(w, "that"))
            read_that(r);
        else if (str_is(w, "ing"))
            read_gerund(r, AT_ING, NULL);
        else if (str_is(w, "if") || str_is(w, "unless")) {
            element_add(r, AT_IF);
            r->at += str_is(word_at(r, r->at + 1), "*") ? 2 : 1;
        } else if (all_in(w, prepositions) && r->at + 1 < r->n)
            read_preposition(r);
        else if (str_is(w, "*"))
            r->at++;
        else
            operand(r, element_add(r, AT_OBJECT));
        if (r->at == before)
            r->at++;
    }
    /* Of two objects ("give R @aid") the first is the one it is given to. */
    element *object = NULL;
    for (uint32_t i = 0; i < r->n_elements; i++)
        if (r->elements[i].at == AT_OBJECT) {
            if (object)
                object->at = AT_INDIRECT;
            object = &r->elements[i];
        }
}

/* ---- the answer ---- */

static void read_option(line *l, pattern *p, str option)
{
    static const struct {
        const char *name;
        uint16_t flag;
    } options[] = {{"needs A", PATTERN_NEEDS_A}, {"needs R", PATTERN_NEEDS_R}, {"needs A R", PATTERN_NEEDS_A | PATTERN_NEEDS_R}, {"low", PATTERN_LOW},
                   {"negated", PATTERN_NEGATED}, {"future", PATTERN_FUTURE}, {"place R", PATTERN_PLACE_R}, {"self", PATTERN_SELF}, {"official", PATTERN_OFFICIAL}, {"needs R A", PATTERN_NEEDS_A | PATTERN_NEEDS_R}};
    for (size_t i = 0; i < sizeof options / sizeof *options; i++)
        if (str_is(option, options[i].name)) {
            p->flags |= options[i].flag;
            return;
        }
    line_fault(l, "unknown option '%.*s'", (int)option.n, option.p);
}

static bool read_modes(line *l, pattern *p, str text)
{
    if (str_is(text, "="))
        p->flags |= PATTERN_MODE_OF;
    if (!text.n || str_is(text, "=") || str_is(text, "-"))
        return true;
    while (text.p) {
        casus_sym mode = line_sym(l, str_cut(&text, "+"));
        if (!ontology_check(l, p->event, mode))
            return false;
        if (p->n_modes == CASUS_MAX_MODES) {
            line_fault(l, "more than %d modes", CASUS_MAX_MODES);
            return false;
        }
        p->mode[p->n_modes++] = mode;
    }
    return true;
}

static bool read_answer(line *l, pattern *p, str text)
{
    str options = text, answer = str_cut(&options, ";");
    str rest = answer, event = str_cut(&rest, " ");
    str mode = rest.p ? str_cut(&rest, " ") : (str){"", 0}, cameo = rest.p ? str_trim(rest) : (str){"", 0};
    p->event = line_sym(l, event);
    if (!ontology_check(l, p->event, 0))
        return false;
    if (str_is(event, "NONE")) {
        p->reason = line_sym(l, mode);
    } else if (!read_modes(l, p, mode)) {
        return false;
    }
    double value;
    p->cameo = cameo.n && !str_is(cameo, "-") && !str_is(cameo, "=") && !p->reason ? line_sym(l, cameo) : 0;
    if (p->cameo && !knowledge_goldstein(l->k, p->cameo, &value))
        line_fault(l, "unknown CAMEO code '%.*s'", (int)cameo.n, cameo.p);
    while (options.p) {
        str option = str_cut(&options, ";");
        if (option.n)
            read_option(l, p, option);
    }
    return true;
}

void pattern_read(line *l)
{
    if (l->text.p[0] == '+' || l->text.p[0] == '*')
        return; /* examples: the tests read them */
    str rest = l->text, left = str_cut(&rest, ">");
    if (!rest.p || !left.n) {
        line_fault(l, "a pattern line is PATTERN > EVENT MODE CAMEO ; options");
        return;
    }
    knowledge *k = l->k;
    pattern p = {0};
    reading r = {.l = l, .p = &p};
    split_words(&r, left);
    int predicate = find_predicate(&r);
    if (predicate < 0) {
        line_fault(l, "no predicate: one plain word must be the verb, noun.n or adjective.a");
        return;
    }
    if (!read_answer(l, &p, str_trim(rest)))
        return;
    before_predicate(&r, predicate);
    read_predicate(&r, predicate);
    read_particle(&r);
    after_predicate(&r);
    element *elements = ARENA_ARRAY(&k->memory, element, r.n_elements);
    memcpy(elements, r.elements, r.n_elements * sizeof *elements);
    p.elements = elements;
    p.n_elements = (uint8_t)r.n_elements;
    p.rule = line_rule(l);
    p.source = arena_copy(&k->memory, left.p, left.n);
    *ARENA_PUSH(&k->memory, k->patterns, k->n_patterns) = p;
}

/* ---- index ---- */

/* The words by which a pattern is found, 0-terminated: its lemmas, or its modal, written to `one`. */
static const casus_sym *index_words(const pattern *p, casus_sym one[2])
{
    one[0] = p->modal;
    one[1] = 0;
    return p->pos == 'm' ? one : p->lemmas;
}

/* Patterns of one lemma lie side by side in by_lemma, in file order, and a NULL ends them. */
void pattern_finish(knowledge *k)
{
    casus_sym one[2];
    uint32_t n = symtab_count(k->names), places = 0;
    uint32_t *lemmas = ARENA_ARRAY(&k->memory, uint32_t, n), *at = ARENA_ARRAY(&k->memory, uint32_t, n);
    for (uint32_t i = 0; i < k->n_patterns; i++)
        for (const casus_sym *w = index_words(&k->patterns[i], one); *w; w++)
            at[*w]++;
    for (uint32_t s = 0; s < n; s++)
        if (at[s]) {
            lemmas[s] = places + 1;
            places += at[s] + 1;
            at[s] = lemmas[s] - 1;
        }
    k->by_lemma = ARENA_ARRAY(&k->memory, const pattern *, places);
    for (uint32_t i = 0; i < k->n_patterns; i++)
        for (const casus_sym *w = index_words(&k->patterns[i], one); *w; w++)
            k->by_lemma[at[*w]++] = &k->patterns[i];
    k->n_by_lemma = places;
    k->lemmas = lemmas;
    k->n_lemmas = n;
}

bool knowledge_class(const knowledge *k, const char *name, casus_sym word)
{
    const word_class *c = class_named(k, symtab_find(k->names, name, strlen(name)));
    for (const casus_sym *w = c ? c->words : NULL; word && w && *w; w++)
        if (*w == word)
            return true;
    return false;
}

const pattern *const *knowledge_patterns(const knowledge *k, casus_sym lemma)
{
    uint32_t at = lemma < k->n_lemmas ? k->lemmas[lemma] : 0;
    return at ? &k->by_lemma[at - 1] : NULL;
}
