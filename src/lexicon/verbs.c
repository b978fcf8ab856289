/* Verb dictionaries.
 *
 *     &ARMS                          a synset
 *     +WEAPONS
 *
 *     --- ABANDON [0871] ---         a block: verbs and a code for the bare verb
 *     ABANDON {ABANDONS ABANDONED}   forms are casus's own affair
 *     - * EFFORT [1246]              patterns: what stands before and after the verb
 *     - $ * &ARMS TO + [072]
 *
 * A pattern becomes a line "A abandon effort|... > EVENT MODE CAMEO". casus finds who acts and who is acted on in the tree, so
 * what patterns say about word order ($ before, + after, "BY +") is not needed; a pattern whose meaning hangs on it is refused. */
#define _GNU_SOURCE /* memrchr */
#include "lexicon/lexicon.h"

#include <stdarg.h>
#include <stdio.h>

enum { MOST_WORDS = 24 };

typedef struct synset {
    str name;
    char *words; /* "weapon|arm" */
} synset;

typedef struct verbs {
    lexicon *x;
    arena memory;
    synset *sets;
    uint32_t n_sets;
    char *lemmas;      /* of the block: "abandon|forsake" */
    char code[16];     /* of the block; "" none */
    int line, number;  /* of the block, of this line */
    bool bare_written; /* the bare verb's line was written */
} verbs;

__attribute__((format(printf, 2, 3))) static void complain(verbs *v, const char *format, ...)
{
    char text[300];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    v->x->complain(v->x->user, v->x->file, v->number, text);
}

/* ---- words ---- */

static bool is_word(str w)
{
    for (size_t i = 0; i < w.n; i++)
        if (!((w.p[i] | 32) >= 'a' && (w.p[i] | 32) <= 'z') && w.p[i] != '_' && w.p[i] != '-' && w.p[i] != '\'')
            return false;
    return w.n > 0;
}

/* A dictionary's words are forms; casus wants lemmas: a plural's -s is taken off where that is safe. */
static char *lemma_of(arena *a, str w)
{
    static const char *const keep[] = {"ss", "us", "is", "news", "means", "series", "arms", "headquarters"};
    char *out = arena_copy(a, w.p, w.n);
    size_t n = w.n;
    for (size_t i = 0; i < n; i++)
        out[i] = (char)(out[i] >= 'A' && out[i] <= 'Z' ? out[i] + 32 : out[i] == '_' ? '-' : out[i]);
    while (n && out[n - 1] == '-')
        out[--n] = '\0';
    for (size_t i = 0; i < sizeof keep / sizeof *keep; i++)
        if (n >= strlen(keep[i]) && strcmp(out + n - strlen(keep[i]), keep[i]) == 0)
            return out;
    if (n > 4 && strcmp(out + n - 3, "ies") == 0)
        memcpy(out + n - 3, "y", 2);
    else if (n > 4 && (strcmp(out + n - 4, "sses") == 0 || strcmp(out + n - 4, "ches") == 0 || strcmp(out + n - 4, "shes") == 0 || strcmp(out + n - 3, "xes") == 0))
        out[n - 2] = '\0';
    else if (n > 3 && out[n - 1] == 's')
        out[n - 1] = '\0';
    return out;
}

static const synset *set_named(const verbs *v, str name)
{
    for (uint32_t i = 0; i < v->n_sets; i++)
        if (v->sets[i].name.n == name.n && memcmp(v->sets[i].name.p, name.p, name.n) == 0)
            return &v->sets[i];
    return NULL;
}

static bool in_list(const char *list, const char *word)
{
    char padded[64];
    snprintf(padded, sizeof padded, " %.60s ", word);
    return strstr(list, padded) != NULL;
}

static bool is_prep(const char *w)
{
    return in_list(" to on against with for from of in at by into over about between among toward towards upon under through as after before during within ", w);
}

static bool is_particle(const char *w)
{
    return in_list(" up down out off back away aside together apart forward ahead along around ", w);
}

/* ---- codes ---- */

/* "THREATEN restrict 132", or "NONE idiom" for the null code; false after a word of complaint. */
static bool meaning_of(verbs *v, str code, char out[80])
{
    char cameo[16], event[40];
    while (code.n && (code.p[0] == ' ' || code.p[0] == ':'))
        code.p++, code.n--;
    if (code.n >= 3 && (strncmp(code.p, "---", 3) == 0 || strncmp(code.p, "###", 3) == 0)) {
        snprintf(out, 80, "NONE idiom");
        return true;
    }
    str rest = code, first = str_cut(&rest, ":");
    if (rest.p && rest.n)
        complain(v, "[%.*s]: the code for the second direction is left out", (int)code.n, code.p), v->x->remarked++;
    if (first.n < 2 || first.n > 4) {
        complain(v, "[%.*s] is no CAMEO code", (int)(code.n < 40 ? code.n : 40), code.p);
        return false;
    }
    snprintf(cameo, sizeof cameo, "%.*s", (int)first.n, first.p);
    if (strncmp(cameo, "01", 2) == 0) {
        snprintf(out, 80, "NONE idiom"); /* statements are no event of PLOVER */
        return true;
    }
    if (!v->x->plover_of(v->x->user, cameo, event)) {
        complain(v, "[%s] is no CAMEO code that PLOVER knows", cameo);
        return false;
    }
    snprintf(out, 80, "%s%s %s", event, strchr(event, ' ') ? "" : " -", cameo);
    return true;
}

/* ---- patterns ---- */

typedef struct pieces {
    str at[MOST_WORDS];
    int n, star; /* where the verb stands; -1 nowhere */
} pieces;

static bool cut_words(verbs *v, str line, pieces *p)
{
    *p = (pieces){.star = -1};
    for (str rest = line; rest.p && rest.n;) {
        str w = str_cut(&rest, " ");
        while (w.n && (w.p[0] == '(' || w.p[0] == '{'))
            w.p++, w.n--;
        while (w.n && (w.p[w.n - 1] == ')' || w.p[w.n - 1] == '}'))
            w.n--;
        if (!w.n)
            continue;
        if (p->n == MOST_WORDS) {
            complain(v, "more than %d words", MOST_WORDS);
            return false;
        }
        if (w.n == 1 && w.p[0] == '*')
            p->star = p->n;
        p->at[p->n++] = w;
    }
    if (p->star < 0)
        complain(v, "the pattern has no '*' for the verb");
    return p->star >= 0;
}

/* One word, or the words of a synset: "weapon|arm". NULL after a word of complaint. */
static char *words_of(verbs *v, str w)
{
    if (w.p[0] == '&') {
        str name = {w.p + 1, w.n - 1};
        while (name.n && name.p[name.n - 1] == '_')
            name.n--;
        const synset *s = set_named(v, name);
        if (!s)
            complain(v, "nothing is told of the synset '%.*s'", (int)w.n, w.p);
        return s ? s->words : NULL;
    }
    if (!is_word(w)) {
        complain(v, "'%.*s' cannot be taken", (int)w.n, w.p);
        return NULL;
    }
    return lemma_of(&v->memory, w);
}

static bool is_sign(str w, char sign)
{
    return w.n == 1 && w.p[0] == sign;
}

/* What stands before the verb: actors only. */
static bool before_is_plain(verbs *v, const pieces *p)
{
    for (int i = 0; i < p->star; i++)
        if (!is_sign(p->at[i], '$') && !is_sign(p->at[i], '+') && !is_sign(p->at[i], '%') && !is_sign(p->at[i], '^')) {
            complain(v, "'%.*s' before the verb: casus looks for who acts there, not for words", (int)p->at[i].n, p->at[i].p);
            return false;
        }
    return true;
}

/* What stands after it, as casus writes it: particle, object, complements. */
static bool put_after(verbs *v, const pieces *p, buffer *out)
{
    bool recipient = false, object = false;
    char *prep = NULL;
    for (int i = p->star + 1; i < p->n; i++) {
        str w = p->at[i];
        bool last = i + 1 == p->n;
        if (is_sign(w, '^') || is_sign(w, '%'))
            continue;
        if (is_sign(w, '+') || is_sign(w, '$')) {
            bool agent = prep && strcmp(prep, "by") == 0; /* the passive's, found in the tree */
            if (!agent && w.p[0] == '+' && !recipient) {
                buffer_printf(out, " %s%sR", prep ? prep : "", prep ? " " : "");
                recipient = true;
            }
            prep = NULL;
            continue;
        }
        char *words = words_of(v, w);
        if (!words)
            return false;
        if (!strchr(words, '|') && is_particle(words) && i == p->star + 1) {
            buffer_printf(out, " %s", words);
            continue;
        }
        if (!strchr(words, '|') && is_prep(words)) {
            prep = words;
            if (last && strcmp(words, "by") != 0)
                buffer_printf(out, " %s _", words);
            continue;
        }
        bool more = !last && !is_sign(p->at[i + 1], '+') && !is_sign(p->at[i + 1], '$') && !is_sign(p->at[i + 1], '%') && !is_sign(p->at[i + 1], '^');
        char *next = more && is_word(p->at[i + 1]) ? lemma_of(&v->memory, p->at[i + 1]) : NULL;
        if (more && !(next && is_prep(next)))
            continue; /* "MILITARY AID": the last word is what is given */
        if (!prep && object) {
            complain(v, "two objects: '%s'", words);
            return false;
        }
        buffer_printf(out, " %s%s%s", prep ? prep : "", prep ? " " : "", words);
        object |= !prep;
        prep = NULL;
    }
    return true;
}

static void pattern_line(verbs *v, str line)
{
    str bracket = {"", 0};
    const char *open = memchr(line.p, '[', line.n), *close = open ? memchr(open, ']', line.n - (size_t)(open - line.p)) : NULL;
    char meaning[80];
    pieces p;
    buffer after = {0};
    if (!v->lemmas) {
        complain(v, "a pattern of no verb");
        v->x->refused++;
        return;
    }
    if (close)
        bracket = (str){open + 1, (size_t)(close - open - 1)};
    else if (v->code[0])
        bracket = str_of(v->code); /* without its own the block's */
    str words = {line.p, open ? (size_t)(open - line.p) : line.n};
    bool good = bracket.n || !close;
    if (!bracket.n)
        complain(v, "the pattern has no code");
    good = bracket.n && meaning_of(v, bracket, meaning) && cut_words(v, words, &p) && before_is_plain(v, &p) && put_after(v, &p, &after);
    if (good) {
        bool compound = false;
        for (int i = 0; i < p.n; i++)
            compound |= is_sign(p.at[i], '%');
        buffer_printf(&v->x->verbs, "%s %s%.*s  > %s\n", compound ? "B" : "A", v->lemmas, (int)after.n, after.p ? after.p : "", meaning);
        v->x->taken++;
    } else {
        v->x->refused++;
    }
    buffer_free(&after);
}

/* ---- blocks ---- */

static void write_bare(verbs *v)
{
    char meaning[80];
    if (!v->lemmas || v->bare_written || !v->code[0] || strcmp(v->code, "---") == 0)
        return;
    v->bare_written = true;
    int number = v->number;
    v->number = v->line;
    if (meaning_of(v, str_of(v->code), meaning)) {
        buffer_printf(&v->x->verbs, "A %s R  > %s ; low\n", v->lemmas, meaning);
        v->x->taken++;
    } else {
        v->x->refused++;
    }
    v->number = number;
}

static void block_line(verbs *v, str line)
{
    const char *open = memchr(line.p, '[', line.n), *close = open ? memchr(open, ']', line.n - (size_t)(open - line.p)) : NULL;
    write_bare(v);
    v->lemmas = NULL;
    v->bare_written = false;
    v->line = v->number;
    v->code[0] = '\0';
    if (close)
        snprintf(v->code, sizeof v->code, "%.*s", (int)(close - open - 1), open + 1);
}

static void verb_line(verbs *v, str line)
{
    const char *open = memchr(line.p, '[', line.n), *brace = memchr(line.p, '{', line.n), *end = line.p + line.n;
    if (open && !(brace && brace < open)) { /* TABARI: a verb with its own code begins a block */
        block_line(v, line);
        end = open;
    }
    end = brace && brace < end ? brace : end;
    str word = {line.p, (size_t)(end - line.p)};
    while (word.n && (word.p[word.n - 1] == ' ' || word.p[word.n - 1] == '_'))
        word.n--;
    for (size_t i = 0; i < word.n; i++)
        if (word.p[i] == ' ') {
            complain(v, "'%.*s': a verb of several words; say it as a pattern", (int)(word.n < 60 ? word.n : 60), word.p);
            v->x->refused++;
            return;
        }
    if (memchr(word.p, '_', word.n) || !is_word(word)) {
        complain(v, "'%.*s': a verb of several words; say it as a pattern", (int)(word.n < 60 ? word.n : 60), word.p);
        v->x->refused++;
        return;
    }
    char *lemma = arena_copy(&v->memory, word.p, word.n);
    for (char *c = lemma; *c; c++)
        *c = (char)(*c >= 'A' && *c <= 'Z' ? *c + 32 : *c);
    v->lemmas = v->lemmas ? arena_printf(&v->memory, "%s|%s", v->lemmas, lemma) : lemma;
}

static void member_line(verbs *v, str line)
{
    if (!v->n_sets || !line.n) {
        complain(v, "a word of no synset");
        v->x->refused++;
        return;
    }
    synset *s = &v->sets[v->n_sets - 1];
    while (line.n && line.p[line.n - 1] == '_')
        line.n--;
    if (!is_word(line)) {
        complain(v, "'%.*s' cannot be taken into a synset", (int)(line.n < 60 ? line.n : 60), line.p);
        v->x->refused++;
        return;
    }
    const char *last = memrchr(line.p, '_', line.n); /* of several words the last is the head */
    str head = last ? (str){last + 1, line.n - (size_t)(last + 1 - line.p)} : line;
    char *word = lemma_of(&v->memory, head);
    s->words = s->words ? arena_printf(&v->memory, "%s|%s", s->words, word) : word;
}

int lexicon_verbs(lexicon *x, str text, casus_error *err)
{
    verbs v = {.x = x};
    bool in_set = false;
    for (str rest = text; rest.p && rest.n;) {
        bool indented;
        str line = lexicon_line(str_cut(&rest, "\n"), &indented);
        v.number++;
        if (!line.n || line.p[0] == '<' || line.p[0] == '=')
            continue;
        if (line.n >= 3 && strncmp(line.p, "---", 3) == 0) {
            block_line(&v, line);
            in_set = false;
        } else if (line.p[0] == '&') {
            write_bare(&v);
            v.lemmas = NULL;
            str name = {line.p + 1, line.n - 1};
            while (name.n && name.p[name.n - 1] == '_')
                name.n--;
            *ARENA_PUSH(&v.memory, v.sets, v.n_sets) = (synset){name, NULL};
            in_set = true;
        } else if (line.p[0] == '+' && in_set) {
            member_line(&v, (str){line.p + 1, line.n - 1});
        } else if (line.p[0] == '-' || line.p[0] == '~') {
            write_bare(&v);
            pattern_line(&v, (str){line.p + 1, line.n - 1});
        } else {
            in_set = false;
            verb_line(&v, line);
        }
    }
    write_bare(&v);
    arena_free(&v.memory);
    return x->verbs.failed ? error_set(err, CASUS_ENOMEM, "out of memory") : CASUS_OK;
}
