/* Raw text to words.
 *
 * Pre-training needs many words and forgives errors, so the splitting is simple: at blanks, with
 * punctuation peeled off both ends, n't and 's split off, hyphens apart; a full stop, question or
 * exclamation mark before a blank ends the sentence when the word before it is longer than three letters. */
#include "corpus.h"

#include "syntax/engine.h"

#include <stdlib.h>

void corpus_start(corpus_words *c)
{
    *c = (corpus_words){0};
    c->names = symtab_new(&c->memory, NULL);
}

void corpus_free(corpus_words *c)
{
    arena_free(&c->memory);
    free(c->words);
    free(c->upper);
}

void corpus_add_word(corpus_words *c, str form)
{
    if (c->n == c->room) {
        c->room = c->room ? c->room * 2 : 1 << 16;
        c->words = realloc(c->words, c->room * sizeof *c->words);
        c->upper = realloc(c->upper, c->room);
        if (!c->words || !c->upper)
            abort();
    }
    char low[160];
    size_t n = word_lower((str){form.p, form.n < 40 ? form.n : 40}, low, sizeof low);
    uint32_t code = 0;
    utf8_get(form.p, form.n, &code);
    bool title = form.n && utf8_upper(code), all = title && form.n > 1;
    for (size_t i = 0; i < form.n; i++)
        all &= !(form.p[i] >= 'a' && form.p[i] <= 'z');
    c->words[c->n] = symtab_add(c->names, low, n);
    c->upper[c->n++] = (uint8_t)(title | (all ? 2 : 0));
}

static size_t mark_at(const char *p, size_t n) /* bytes of a punctuation mark, 0 for none */
{
    if (n && strchr(".,;:!?\"()[]{}'`-/%$#*=<>|", *p) && *p)
        return 1;
    if (n >= 3 && (unsigned char)p[0] == 0xE2 && (unsigned char)p[1] == 0x80)
        return 3; /* dashes, curly quotes, dots */
    return 0;
}

static bool mark_before(const char *p, size_t n, size_t *length)
{
    for (size_t k = 1; k <= 3 && k <= n; k += 2)
        if (mark_at(p + n - k, k) == k) {
            *length = k;
            return true;
        }
    return false;
}

static size_t clitic(str w) /* bytes of n't, 's, 're ... at the end */
{
    static const char *const ends[] = {"n't", "'s", "'re", "'ve", "'ll", "'d", "'m", "n\u2019t", "\u2019s"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (w.n > strlen(ends[i]) && str_ends(w, ends[i]))
            return strlen(ends[i]);
    return 0;
}

static void add_core(corpus_words *c, str w) /* inside punctuation: hyphens and clitics */
{
    const char *dash;
    while ((dash = memchr(w.p, '-', w.n)) != NULL && dash > w.p) {
        corpus_add_word(c, (str){w.p, (size_t)(dash - w.p)});
        corpus_add_word(c, STR("-"));
        w = (str){dash + 1, w.n - (size_t)(dash + 1 - w.p)};
    }
    size_t end = clitic(w);
    if (w.n)
        corpus_add_word(c, (str){w.p, w.n - end});
    if (end)
        corpus_add_word(c, (str){w.p + w.n - end, end});
}

static void add_chunk(corpus_words *c, str w)
{
    size_t k;
    while (w.n && (k = mark_at(w.p, w.n)) > 0) {
        corpus_add_word(c, (str){w.p, k});
        w = (str){w.p + k, w.n - k};
    }
    size_t core = w.n;
    bool short_form = w.n > 1 && w.n <= 4 && w.p[w.n - 1] == '.' && w.p[0] >= 'A' && w.p[0] <= 'Z';
    while (!short_form && core && mark_before(w.p, core, &k))
        core -= k;
    add_core(c, (str){w.p, core});
    bool stop = false;
    for (size_t i = core; i < w.n; i += k) {
        k = mark_at(w.p + i, w.n - i);
        stop |= strchr(".?!", w.p[i]) != NULL;
        corpus_add_word(c, (str){w.p + i, k});
    }
    if (stop)
        corpus_add_word(c, STR(""));
}

static void add_text(corpus_words *c, str text)
{
    size_t begin = 0;
    for (size_t i = 0; i <= text.n; i++) {
        if (i < text.n && !strchr(" \n\t\r", text.p[i]))
            continue;
        if (i > begin)
            add_chunk(c, (str){text.p + begin, i - begin});
        begin = i + 1;
    }
    corpus_add_word(c, STR(""));
}

/* Undo JSON's escapes in place; returns where the string ends. */
static char *json_string(char *p, char **end)
{
    char *out = p;
    for (; *p && *p != '"'; p++) {
        if (*p != '\\') {
            *out++ = *p;
            continue;
        }
        p++;
        if (*p == 'u' && p[1] && p[2] && p[3] && p[4]) {
            char hex[5] = {p[1], p[2], p[3], p[4], 0};
            out += utf8_put((uint32_t)strtoul(hex, NULL, 16), out);
            p += 4;
        } else if (*p) {
            *out++ = *p == 'n' ? '\n' : *p == 't' ? '\t' : *p == 'r' ? '\r' : *p;
        } else {
            break;
        }
    }
    *end = out;
    return p;
}

int corpus_add(corpus_words *c, const char *path, casus_error *err)
{
    size_t n = 0;
    char *bytes = file_read(path, &n, err), *p = bytes;
    if (!bytes)
        return CASUS_EFILE;
    while ((p = strstr(p, "\"text\": \"")) != NULL) {
        char *text = p + strlen("\"text\": \""), *end;
        p = json_string(text, &end);
        add_text(c, (str){text, (size_t)(end - text)});
    }
    free(bytes);
    return 0;
}
