/* Actor and agent dictionaries.
 *
 *     BARACK_OBAMA_                     BARACK OBAMA [USAGOV 090120-170120]
 *     +PRESIDENT_OBAMA_
 *         [USAGOV 090120-170120]
 *         [USAELI >170120]
 *
 * One actor with its other names and dated codes becomes one line. */
#include "lexicon/lexicon.h"

#include <stdarg.h>
#include <stdio.h>

typedef struct actor { /* being read */
    arena memory;
    char *names, *codes; /* "Barack Obama | President Obama", "USA GOV 2009-01-20..2017-01-20 ; ..." */
    int line;
    bool any_code, state; /* state: its only code is a country that casus does not know */
    char country[4];
} actor;

__attribute__((format(printf, 3, 4))) static void complain(lexicon *x, int line, const char *format, ...)
{
    char text[300];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    x->complain(x->user, x->file, line, text);
}

/* ---- dates ---- */

/* "090120" or "20090120"; two digits of a year from 30 on are of the twentieth century. */
static bool date_of(str s, char out[12])
{
    int v = 0;
    if (s.n != 6 && s.n != 8)
        return false;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] < '0' || s.p[i] > '9')
            return false;
        v = v * 10 + (s.p[i] - '0');
    }
    if (s.n == 6)
        v += v / 10000 >= 30 ? 19000000 : 20000000;
    int month = v / 100 % 100, day = v % 100;
    if (month < 1 || month > 12 || day < 1 || day > 31)
        return false;
    snprintf(out, 12, "%04d-%02d-%02d", v / 10000 % 10000, month, day);
    return true;
}

/* "<090120", ">090120", "090120-170120" to a period; false: not understood. */
static bool period_of(str s, char out[32])
{
    char from[12] = "", until[12] = "";
    if (s.n && (s.p[0] == '<' || s.p[0] == '>')) {
        str date = {s.p + 1, s.n - 1};
        if (!date_of(date, s.p[0] == '<' ? until : from))
            return false;
    } else {
        str rest = s, first = str_cut(&rest, "-");
        if (!rest.p || !date_of(first, from) || !date_of(rest, until))
            return false;
    }
    snprintf(out, 32, "%s..%s", from, until);
    return true;
}

/* ---- actors ---- */

static bool has_letter(str s)
{
    for (size_t i = 0; i < s.n; i++)
        if ((s.p[i] | 32) >= 'a' && (s.p[i] | 32) <= 'z')
            return true;
    return false;
}

static void add_name(lexicon *x, actor *a, str words, int line)
{
    char name[200];
    if (!has_letter(words) || words.n >= sizeof name) {
        complain(x, line, "'%.*s' is no name", (int)(words.n < 60 ? words.n : 60), words.p);
        x->refused++;
        return;
    }
    for (size_t i = 0; i < words.n; i++)
        if (words.p[i] == '|') {
            complain(x, line, "a name with '|' cannot stand in a knowledge file");
            x->refused++;
            return;
        }
    lexicon_name(words, name, sizeof name);
    a->names = arena_printf(&a->memory, "%s%s%s", a->names ? a->names : "", a->names ? " | " : "", name);
}

static void add_code(lexicon *x, actor *a, str bracket, int line)
{
    char code[32], period[32] = "";
    bool remark, known;
    str when = bracket, what = str_cut(&when, " ");
    if (memchr(what.p, '/', what.n)) {
        complain(x, line, "[%.*s]: an actor of two codes is taken with the first", (int)what.n, what.p);
        str rest = what;
        what = str_cut(&rest, "/");
        x->remarked++;
    }
    while (when.p && when.n && when.p[0] == ' ')
        when.p++, when.n--;
    if (!lexicon_code(what, code, &remark)) {
        complain(x, line, "[%.*s] is no code of somebody", (int)(what.n < 40 ? what.n : 40), what.p);
        return;
    }
    if (when.p && when.n && !period_of(when, period)) {
        complain(x, line, "'%.*s' is no date restriction", (int)(when.n < 40 ? when.n : 40), when.p);
        return;
    }
    if (remark) {
        complain(x, line, "[%.*s]: taken as '%s', PLOVER has no place for the rest", (int)what.n, what.p, code);
        x->remarked++;
    }
    memcpy(a->country, code, 3);
    known = code[0] == '-' || x->is_country(x->user, a->country);
    a->state = !a->any_code && what.n == 3 && !known && !period[0] && !strstr(" IGO NGO IMG MNC UNO EUR ISM ", a->country);
    if (what.n == 3 && known && code[0] != '-' && code[4] == '-' && !strstr(" IGO NGO IMG MNC UNO EUR ISM ", a->country))
        memcpy(code + 4, "GOV", 4); /* a state acts through its government */
    a->codes = arena_printf(&a->memory, "%s%s%s%s%s", a->codes ? a->codes : "", a->codes ? " ; " : "", code, period[0] ? " " : "", period);
    a->any_code = true;
}

static void finish(lexicon *x, actor *a)
{
    if (a->names && a->any_code) {
        if (a->state)
            buffer_printf(&x->countries, "%s ; %s\n", a->names, a->country);
        else
            buffer_printf(&x->groups, "%s ; %s\n", a->names, a->codes);
        x->taken++;
    } else if (a->names) {
        complain(x, a->line, "'%.80s' has no code", a->names);
        x->refused++;
    }
    arena_free(&a->memory);
    *a = (actor){0};
}

/* The [..] of a line, one after another; false when there is none left. */
static bool next_bracket(str *line, str *inside)
{
    const char *open = line->n ? memchr(line->p, '[', line->n) : NULL;
    const char *close = open ? memchr(open, ']', line->n - (size_t)(open - line->p)) : NULL;
    if (!close)
        return false;
    *inside = (str){open + 1, (size_t)(close - open - 1)};
    line->n -= (size_t)(close + 1 - line->p);
    line->p = close + 1;
    return true;
}

static bool is_markup(str line)
{
    return line.n && (line.p[0] == '<' || line.p[0] == '=' || (line.n > 2 && line.p[0] == '-' && line.p[1] == '-'));
}

int lexicon_actors(lexicon *x, str text, casus_error *err)
{
    actor a = {0};
    int number = 0;
    for (str rest = text; rest.p && rest.n;) {
        bool indented;
        str line = lexicon_line(str_cut(&rest, "\n"), &indented), inside;
        number++;
        if (!line.n || is_markup(line))
            continue;
        bool synonym = line.p[0] == '+', codes_only = line.p[0] == '[';
        const char *open = memchr(line.p, '[', line.n);
        str words = {line.p + synonym, (open ? (size_t)(open - line.p) : line.n) - synonym};
        if ((synonym || codes_only) && !a.names) {
            complain(x, number, synonym ? "a synonym of nobody" : "a code of nobody");
            x->refused++;
            continue;
        }
        if (!synonym && !codes_only) {
            finish(x, &a);
            a.line = number;
        }
        if (!codes_only)
            add_name(x, &a, words, number);
        if (open && !memchr(open, ']', line.n - (size_t)(open - line.p)))
            complain(x, number, "'[' without ']'");
        while (a.names && next_bracket(&line, &inside))
            add_code(x, &a, inside, number);
    }
    finish(x, &a);
    if (x->groups.failed || x->countries.failed)
        return error_set(err, CASUS_ENOMEM, "out of memory");
    return CASUS_OK;
}

/* ---- agents ---- */

typedef struct macro {
    str name, values; /* "PERSON", "MAN,MEN,WOMAN" */
} macro;

typedef struct agents {
    arena memory;
    macro *macros;
    uint32_t n;
} agents;

static const macro *macro_named(const agents *g, str name)
{
    for (uint32_t i = 0; i < g->n; i++)
        if (g->macros[i].name.n == name.n && memcmp(g->macros[i].name.p, name.p, name.n) == 0)
            return &g->macros[i];
    return NULL;
}

/* Agents are common nouns: lower case. */
static void put_noun(buffer *out, str words, const char *ending)
{
    char name[200];
    lexicon_name(words, name, sizeof name);
    for (char *p = name; *p; p++)
        *p = (char)(*p >= 'A' && *p <= 'Z' ? *p + 32 : *p);
    size_t n = strlen(name);
    if (*ending && n > 1 && name[n - 1] == 'y' && !strchr("aeiou", name[n - 2]))
        buffer_printf(out, "%.*sies", (int)(n - 1), name);
    else if (*ending && n > 1 && (name[n - 1] == 's' || name[n - 1] == 'x' || (name[n - 1] == 'h' && strchr("cs", name[n - 2]))))
        buffer_printf(out, "%ses", name);
    else if (*ending && n > 3 && strcmp(name + n - 3, "man") == 0)
        buffer_printf(out, "%.*smen", (int)(n - 3), name);
    else
        buffer_printf(out, "%s%s", name, ending);
}

static void put_agent(lexicon *x, str words, str plural, bool has_plural, const char *code)
{
    put_noun(&x->roles, words, "");
    if (!has_plural || has_letter(plural)) {
        buffer_puts(&x->roles, " | ");
        put_noun(&x->roles, has_plural ? plural : words, has_plural ? "" : "s");
    }
    buffer_printf(&x->roles, " ; %s\n", code);
    x->taken++;
}

/* "CHECKPOINT_!PERSON!_" once for each value of the macro. */
static void put_agents(lexicon *x, const agents *g, str words, str plural, bool has_plural, const char *code, int line)
{
    const char *open = memchr(words.p, '!', words.n), *close = open ? memchr(open + 1, '!', words.n - (size_t)(open + 1 - words.p)) : NULL;
    if (!open) {
        put_agent(x, words, plural, has_plural, code);
        return;
    }
    str name = {open + 1, close ? (size_t)(close - open - 1) : 0};
    const macro *m = close ? macro_named(g, name) : NULL;
    if (!m) {
        complain(x, line, "nothing is told of the macro '%.*s'", (int)name.n, name.p);
        x->refused++;
        return;
    }
    for (str values = m->values; values.p && values.n;) {
        char made[400];
        str one = str_cut(&values, ",");
        while (one.n && one.p[0] == ' ')
            one.p++, one.n--;
        int n = snprintf(made, sizeof made, "%.*s%.*s%.*s", (int)(open - words.p), words.p, (int)one.n, one.p, (int)(words.p + words.n - close - 1), close + 1);
        if (n > 0 && (size_t)n < sizeof made)
            put_agent(x, (str){made, (size_t)n}, (str){"", 0}, true, code);
    }
}

static void agent_line(lexicon *x, agents *g, str line, int number)
{
    char code[32];
    bool remark, has_plural = false;
    str bracket, whole = line, plural = {"", 0};
    const char *equals = memchr(line.p, '=', line.n);
    if (line.p[0] == '!' && equals) {
        str name = {line.p + 1, (size_t)(equals - line.p - 1)};
        while (name.n && (name.p[name.n - 1] == ' ' || name.p[name.n - 1] == '!'))
            name.n--;
        str values = {equals + 1, line.n - (size_t)(equals + 1 - line.p)};
        *ARENA_PUSH(&g->memory, g->macros, g->n) = (macro){name, values};
        return;
    }
    if (!next_bracket(&whole, &bracket)) {
        complain(x, number, "an agent needs a code in brackets");
        x->refused++;
        return;
    }
    while (bracket.n && (bracket.p[0] == '~' || bracket.p[0] == ' '))
        bracket.p++, bracket.n--;
    while (bracket.n && (bracket.p[bracket.n - 1] == '~' || bracket.p[bracket.n - 1] == ' '))
        bracket.n--;
    if (!lexicon_code(bracket, code, &remark) || code[0] != '-') {
        complain(x, number, "[%.*s] is no sector of PLOVER: an agent has a sector and no country", (int)(bracket.n < 40 ? bracket.n : 40), bracket.p);
        x->refused++;
        return;
    }
    if (remark) {
        complain(x, number, "[%.*s]: taken as '%s'", (int)bracket.n, bracket.p, code + 2);
        x->remarked++;
    }
    str words = {line.p, (size_t)((const char *)memchr(line.p, '[', line.n) - line.p)};
    const char *brace = memchr(words.p, '{', words.n), *end = brace ? memchr(brace, '}', words.n - (size_t)(brace - words.p)) : NULL;
    if (brace) {
        has_plural = true;
        plural = end ? (str){brace + 1, (size_t)(end - brace - 1)} : plural;
        words.n = (size_t)(brace - words.p);
    }
    if (!has_letter(words)) {
        complain(x, number, "an agent needs a name");
        x->refused++;
        return;
    }
    put_agents(x, g, words, plural, has_plural, code + 2, number);
}

int lexicon_agents(lexicon *x, str text, casus_error *err)
{
    agents g = {0};
    int number = 0;
    for (str rest = text; rest.p && rest.n;) {
        bool indented;
        str line = lexicon_line(str_cut(&rest, "\n"), &indented);
        number++;
        if (line.n && !is_markup(line))
            agent_line(x, &g, line, number);
    }
    arena_free(&g.memory);
    return x->roles.failed ? error_set(err, CASUS_ENOMEM, "out of memory") : CASUS_OK;
}
