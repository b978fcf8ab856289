/* Where does a word end?
 *
 *   Russia's  ->  Russia 's        it'll not  ->  it 'll not      can't  ->  ca n't
 *   state-run ->  state - run      pro-Kremlin, co-operate stay whole: a prefix is no word
 *   $1.5bn    ->  $ 1.5 bn         7:30pm  ->  7:30 pm            U.S., Mr., etc. keep their stop
 *   and/or    ->  and / or         9/11, 16/11/2004, 713-654-0365 stay whole
 *
 * These are the habits of the English treebanks of Universal Dependencies, from which the tagger and
 * the parser learn; a tokeniser with other habits would show them words they have never seen.
 *
 * A sentence is cut at blanks into chunks, and a chunk from left to right into tokens. At each place
 * the first character says what may begin there: a word, a clitic, or a mark. */
#include "text/text.h"

enum { MAX_TOKEN = 120, MAX_ADDRESS = 2000 }; /* bytes; longer runs are cut, so that nothing is quadratic */

/* ---- characters ---- */

enum { LETTER = 1, DIGIT = 2, CAPITAL = 4, BLANK = 8 };

#define L LETTER
#define C (LETTER | CAPITAL)
static const uint8_t class_of[128] = {
    [' '] = BLANK, ['\n'] = BLANK, ['\t'] = BLANK, ['\r'] = BLANK,
    ['0'] = DIGIT, ['1'] = DIGIT, ['2'] = DIGIT, ['3'] = DIGIT, ['4'] = DIGIT,
    ['5'] = DIGIT, ['6'] = DIGIT, ['7'] = DIGIT, ['8'] = DIGIT, ['9'] = DIGIT,
    ['a'] = L, ['b'] = L, ['c'] = L, ['d'] = L, ['e'] = L, ['f'] = L, ['g'] = L, ['h'] = L, ['i'] = L,
    ['j'] = L, ['k'] = L, ['l'] = L, ['m'] = L, ['n'] = L, ['o'] = L, ['p'] = L, ['q'] = L, ['r'] = L,
    ['s'] = L, ['t'] = L, ['u'] = L, ['v'] = L, ['w'] = L, ['x'] = L, ['y'] = L, ['z'] = L,
    ['A'] = C, ['B'] = C, ['C'] = C, ['D'] = C, ['E'] = C, ['F'] = C, ['G'] = C, ['H'] = C, ['I'] = C,
    ['J'] = C, ['K'] = C, ['L'] = C, ['M'] = C, ['N'] = C, ['O'] = C, ['P'] = C, ['Q'] = C, ['R'] = C,
    ['S'] = C, ['T'] = C, ['U'] = C, ['V'] = C, ['W'] = C, ['X'] = C, ['Y'] = C, ['Z'] = C};
#undef L
#undef C

/* A chunk (or what is left of it) while it is cut: p[at] is the next byte, p[end] stands after it. */
typedef struct cut {
    const char *p;
    uint32_t at, end;
    uint32_t begin; /* of the chunk */
    bool last;      /* no other chunk follows in the sentence */
    bool address;   /* the chunk holds '@' or "://" or begins with "www." */
} cut;

static unsigned class_at(const cut *c, uint32_t at, uint32_t *step)
{
    if (at >= c->end) {
        *step = 0;
        return 0;
    }
    unsigned char byte = (unsigned char)c->p[at];
    *step = 1;
    if (byte < 128)
        return class_of[byte];
    uint32_t code;
    *step = (uint32_t)utf8_get(c->p + at, c->end - at, &code);
    if (utf8_letter(code) || code == 0xAD || code == 0x200D || code == 0x200C)
        return utf8_upper(code) ? LETTER | CAPITAL : LETTER;
    return 0;
}

static bool has(const cut *c, uint32_t at, unsigned kinds)
{
    uint32_t step;
    return class_at(c, at, &step) & kinds;
}

/* The class of the character that ends before at. */
static unsigned class_before(const cut *c, uint32_t at)
{
    uint32_t step;
    if (at == c->begin)
        return 0;
    uint32_t back = at - 1;
    while (back > c->begin && ((unsigned char)c->p[back] & 0xC0) == 0x80)
        back--;
    return class_at(c, back, &step);
}

static char byte_at(const cut *c, uint32_t at)
{
    return at < c->end ? c->p[at] : '\0';
}

/* Length in bytes of an apostrophe at the place (' ’ ‘ ` ´), or 0. */
static uint32_t apostrophe(const cut *c, uint32_t at)
{
    char b = byte_at(c, at);
    if (b == '\'' || b == '`')
        return 1;
    if (at + 3 <= c->end && memcmp(c->p + at, "\xE2\x80", 2) == 0 && (c->p[at + 2] == '\x99' || c->p[at + 2] == '\x98'))
        return 3;
    return at + 2 <= c->end && memcmp(c->p + at, "\xC2\xB4", 2) == 0 ? 2 : 0;
}

/* Does the text at the place spell this lower-case word, followed by something that is no letter or digit? */
static bool spells(const cut *c, uint32_t at, const char *word)
{
    for (; *word; word++, at++) {
        char b = byte_at(c, at);
        if ((b >= 'A' && b <= 'Z' ? b + 32 : b) != *word)
            return false;
    }
    return !has(c, at, LETTER | DIGIT);
}

static bool spells_any(const cut *c, uint32_t at, const char *const *words)
{
    for (; *words; words++)
        if (spells(c, at, *words))
            return true;
    return false;
}

/* ---- clitics ---- */

static const char *const clitics[] = {"s", "m", "d", "ll", "re", "ve", NULL};

/* Length of a clitic that begins with an apostrophe ("'s"), or 0. */
static uint32_t clitic(const cut *c, uint32_t at)
{
    uint32_t mark = apostrophe(c, at);
    if (!mark)
        return 0;
    for (const char *const *w = clitics; *w; w++)
        if (spells(c, at + mark, *w))
            return mark + (uint32_t)strlen(*w);
    return 0;
}

/* Words written as one that are two: how many bytes the first has. */
static const struct {
    const char *word;
    uint32_t first;
} fused[] = {{"cannot", 3}, {"gonna", 3}, {"gotta", 3}, {"wanna", 3}, {"dont", 2}, {"didnt", 3}, {"doesnt", 4}, {"couldnt", 5},
             {"wouldnt", 5}, {"isnt", 2}, {"wasnt", 3}, {"havent", 4}, {"cant", 2}, {"wont", 2}, {"aint", 2}, {"arent", 3},
             {"thats", 4}, {"whats", 4}, {"theres", 5}, {"youre", 3}, {"outta", 3}, {"im", 1}, {"ive", 1}};

/* Where the word [at, end) must be cut again: before n't, inside "cannot"; end where it need not. */
static uint32_t inner_cut(const cut *c, uint32_t end)
{
    uint32_t n = end - c->at;
    if (n > 3 && (byte_at(c, end - 1) | 32) == 't') {
        uint32_t mark = end - c->at > 4 && apostrophe(c, end - 4) == 3 ? 3 : apostrophe(c, end - 2) == 1 ? 1 : 0;
        if (mark && n > mark + 2 && (byte_at(c, end - mark - 2) | 32) == 'n')
            return end - mark - 2;
    }
    if (n < 4 && has(c, c->at, CAPITAL)) /* Im and Ive are names */
        return end;
    for (size_t i = 0; n <= 8 && i < sizeof fused / sizeof *fused; i++)
        if (fused[i].word[0] == (byte_at(c, c->at) | 32) && n == strlen(fused[i].word) && spells(c, c->at, fused[i].word))
            return c->at + fused[i].first;
    return end;
}

/* ---- abbreviations ---- */

static bool is_short(str word) /* "U.S", "Ph.D", "a.m": pieces of one or two letters between stops */
{
    size_t piece = 0, stops = 0;
    for (size_t i = 0; i < word.n; i++) {
        if (word.p[i] == '.') {
            if (!piece)
                return false;
            piece = 0;
            stops++;
        } else if (++piece > 2 || !((unsigned char)word.p[i] < 128 && class_of[(unsigned char)word.p[i]] & LETTER)) {
            return false;
        }
    }
    return stops && piece;
}

/* Does the stop at the end of [c->at, end) belong to the word? */
static bool takes_stop(const cut *c, uint32_t end)
{
    if (byte_at(c, end) != '.' || byte_at(c, end + 1) == '.')
        return false;
    str word = {c->p + c->at, end - c->at};
    if (is_short(word))
        return true;
    bool ends = c->last && end + 1 >= c->end;
    if (word.n == 1)
        return has(c, c->at, LETTER) && !ends;
    abbreviation kind = abbreviation_kind(word);
    if (kind == ABBREVIATION_NONE)
        return false;
    return !ends || kind == ABBREVIATION_TITLE || kind == ABBREVIATION_OPEN;
}

/* ---- what holds a word together ---- */

static const char *const prefixes[] = {
    "anti", "ante", "arch", "bi", "co", "counter", "cross", "de", "e", "ex", "extra", "hyper", "infra", "inter", "intra",
    "macro", "mega", "meta", "micro", "mid", "mini", "multi", "non", "over", "para", "poly", "post", "pre",
    "pro", "proto", "pseudo", "psycho", "re", "semi", "socio", "sub", "super", "tele", "trans", "tri", "ultra",
    "un", "under", "uni", NULL};
static const char *const suffixes[] = {"wise", "esque", "ish", NULL};

static bool is_prefix(const cut *c, uint32_t begin, uint32_t end)
{
    uint32_t n = end - begin;
    bool capitals = n > 1 && has(c, begin + 1, CAPITAL);                /* UN-backed */
    bool inside = begin > c->begin && c->p[begin - 1] == '-' && n == 1; /* Jamaat-e-Islami */
    if (n > 7 || capitals || inside)
        return false;
    for (const char *const *w = prefixes; *w; w++)
        if (strlen(*w) == n && spells(c, begin, *w))
            return true;
    return false;
}

static uint32_t digits_at(const cut *c, uint32_t at)
{
    uint32_t n = 0;
    while (n < 24 && has(c, at + n, DIGIT))
        n++;
    return n;
}

/* Is [begin, at) digits only? Then how many, else 0. */
static uint32_t digits_before(uint32_t begin, uint32_t at, const cut *c)
{
    uint32_t n = digits_at(c, begin);
    return begin + n == at ? n : 0;
}

/* "713-654-0365", "571-9571", "2004-03-09" hold together; "1969-1970" and "3-2" do not. */
static bool hyphen_joins(const cut *c, uint32_t begin, uint32_t at)
{
    if (is_prefix(c, begin, at))
        return has(c, at + 1, LETTER | DIGIT);
    if (has(c, at + 1, LETTER))
        return spells_any(c, at + 1, suffixes) && has(c, begin, LETTER);
    uint32_t before = 0, after = digits_at(c, at + 1), third = 0;
    while (before < 8 && at > begin + before && has(c, at - 1 - before, DIGIT))
        before++;
    if (after && byte_at(c, at + 1 + after) == '-')
        third = digits_at(c, at + 2 + after);
    bool earlier = at > begin + before && c->p[at - 1 - before] == '-';
    if (!before || !after || has(c, at + 1 + after, LETTER))
        return false;
    return third || earlier || (before == 3 && after == 4);
}

/* "16/11/2004", "9/11" and "w/o", "l/c" hold together; "and/or", "3/4" and "1986/87" do not. */
static bool slash_joins(const cut *c, uint32_t begin, uint32_t at)
{
    uint32_t before = digits_before(begin, at, c), after = digits_at(c, at + 1);
    if (before && after) {
        bool fraction = before == 1 && after == 1 && c->p[begin] < c->p[at + 1];
        return byte_at(c, at + 1 + after) == '/' || (before <= 2 && after <= 2 && !fraction);
    }
    if (after && has(c, at - 1, DIGIT)) /* the second slash of a date */
        return at > begin + 2 && (c->p[at - 2] == '/' || c->p[at - 3] == '/');
    return at == begin + 1 && has(c, begin, LETTER) && has(c, at + 1, LETTER) && !has(c, at + 2, LETTER | DIGIT) &&
           byte_at(c, at + 2) != '/';
}

/* "U.S", "3.5", "example.com" hold together; "the end.The next" is two sentences run together. */
static bool stop_joins(const cut *c, uint32_t begin, uint32_t at)
{
    if (!has(c, at + 1, LETTER | DIGIT))
        return false;
    if (has(c, at + 1, DIGIT) && !(class_before(c, at) & DIGIT)) /* "No.5", and a note's number: "the border.12" */
        return abbreviation_kind((str){c->p + begin, at - begin}) == ABBREVIATION_NONE &&
               !(at >= begin + 3 && !(class_before(c, at) & CAPITAL) && at + 1 + digits_at(c, at + 1) == c->end);
    bool run_on = at >= begin + 2 && (class_before(c, at) & (LETTER | CAPITAL)) == LETTER && has(c, at + 1, CAPITAL) &&
                  (class_before(c, at - 1) & LETTER) && (spells(c, at + 1, "i") || (has(c, at + 2, LETTER) && !has(c, at + 2, CAPITAL)));
    bool item = digits_before(begin, at, c) && has(c, at + 1, CAPITAL);
    bool title = abbreviation_kind((str){c->p + begin, at - begin}) == ABBREVIATION_TITLE && has(c, at + 1, CAPITAL);
    return !run_on && !item && !title;
}

/* "2,000" and "1,00,000", not "[13,14]" */
static bool comma_joins(const cut *c, uint32_t at)
{
    uint32_t n = digits_at(c, at + 1);
    return (class_before(c, at) & DIGIT) && (n == 3 || (n == 2 && byte_at(c, at + 3) == ',' && digits_at(c, at + 4) == 3));
}

static bool apostrophe_joins(const cut *c, uint32_t begin, uint32_t at, uint32_t mark)
{
    if (!has(c, at + mark, LETTER))
        return false;
    if (digits_before(begin, at, c) == 2 && c->p[at - 1] == '0' && spells(c, at + mark, "s")) /* the 50's */
        return true;
    if (c->p[at] == '`' || !(class_before(c, at) & LETTER))
        return false;
    return !clitic(c, at);
}

/* How many bytes of punctuation at the place join what stands before (the word [begin, at)) to what
 * follows; 0 when the word ends here. */
static uint32_t joiner(const cut *c, uint32_t begin, uint32_t at)
{
    uint32_t mark = apostrophe(c, at);
    if (mark)
        return apostrophe_joins(c, begin, at, mark) ? mark : 0;
    switch (byte_at(c, at)) {
    case '.': return stop_joins(c, begin, at);
    case ',': return comma_joins(c, at);
    case '-': return hyphen_joins(c, begin, at);
    case '/': return slash_joins(c, begin, at);
    case ':': return (class_before(c, at) & DIGIT) && has(c, at + 1, DIGIT);
    case '_': return 1;
    case '*': return (class_before(c, at) & LETTER) && (has(c, at + 1, LETTER) || byte_at(c, at + 1) == '*');
    case '&':
        return (class_before(c, at) & CAPITAL) && has(c, at + 1, CAPITAL);
    default: return 0;
    }
}

static uint32_t word_end(const cut *c)
{
    uint32_t at = c->at, step;
    while (at < c->end && at - c->at < MAX_TOKEN) {
        if (!(class_at(c, at, &step) & (LETTER | DIGIT)))
            step = joiner(c, c->at, at);
        if (!step)
            break;
        at += step;
    }
    return at;
}

/* ---- numbers with units ---- */

static const char *const units[] = {"m", "b", "k", "bn", "mn", "mm", "tn", "am", "pm", "a.m", "p.m", "ft", "cm", "km", "kg", "mg",
                                    "lb", "lbs", "hz", "mhz", "ghz", "kw", "mw", "gw", "mph", "kph", "hr", "hrs", "min", "ml",
                                    "million", "billion", "percent", NULL};

/* "170m", "7:30pm": the end of the number, where a unit follows that the treebanks cut off. */
static uint32_t number_cut(const cut *c, uint32_t end)
{
    uint32_t at = c->at;
    if (!has(c, at, DIGIT))
        return end;
    while (at < end && (has(c, at, DIGIT) || strchr(".,:", c->p[at])))
        at++;
    return at < end && spells_any(c, at, units) ? at : end;
}

/* ---- addresses ---- */

static bool find_in(const cut *c, uint32_t from, uint32_t to, const char *what)
{
    size_t n = strlen(what);
    for (uint32_t i = from; i + n <= to; i++)
        if (memcmp(c->p + i, what, n) == 0)
            return true;
    return false;
}

/* The end of an internet address that begins here, or 0: "http://…", "www.…", "name@host". */
static uint32_t address_end(const cut *c)
{
    uint32_t at = c->at;
    while (at < c->end && at - c->at < MAX_ADDRESS && !strchr("<>()[]\"", c->p[at]) && (unsigned char)c->p[at] != 0xE2)
        at++;
    while (at > c->at && strchr(".,;:!?'*", c->p[at - 1]))
        at--;
    bool is = find_in(c, c->at, at, "://") || spells(c, c->at, "www") || (c->p[c->at] != '@' && find_in(c, c->at + 1, at, "@"));
    return is && at > c->at + 3 ? at : 0;
}

static bool chunk_has_address(const cut *c)
{
    if (spells(c, c->at, "www") || spells(c, c->at + 1, "www"))
        return true;
    for (uint32_t i = c->at; i + 2 < c->end; i++)
        if (c->p[i] == '@' || (c->p[i] == ':' && c->p[i + 1] == '/' && c->p[i + 2] == '/'))
            return true;
    return false;
}

/* ---- marks ---- */

static const char *const faces[] = {":)", ":-)", ";)", ";-)", ":(", ":-(", ":D", ":P", "=)", "^_^", NULL};

static uint32_t face_end(const cut *c)
{
    for (const char *const *f = faces; *f; f++)
        if (c->end - c->at == strlen(*f) && memcmp(c->p + c->at, *f, strlen(*f)) == 0)
            return c->end;
    return 0;
}

/* The end of a run of one mark: "...", "--", "!!!"; question and exclamation marks run together. */
static uint32_t run_end(const cut *c)
{
    char first = c->p[c->at];
    uint32_t at = c->at + 1;
    bool loud = first == '!' || first == '?' || (first == '.' && (byte_at(c, at) == '!' || byte_at(c, at) == '?'));
    if (!strchr(".-!?*=_~#<>+'`", first))
        return at;
    while (at < c->end && at - c->at < MAX_TOKEN && (c->p[at] == first || (loud && (c->p[at] == '!' || c->p[at] == '?'))))
        at++;
    return at;
}

static const char *const clipped[] = {"em", "til", "cause", "n", "bout", NULL};

static uint32_t mark_end(const cut *c)
{
    uint32_t step, end, quote = apostrophe(c, c->at);
    if (quote && c->at > c->begin && (class_before(c, c->at) & (LETTER | DIGIT)) && (end = clitic(c, c->at)))
        return c->at + end;
    if (quote && c->at == c->begin && spells_any(c, c->at + quote, clipped))
        return word_end(&(cut){c->p, c->at + quote, c->end, c->begin, c->last, false});
    if (quote && digits_at(c, c->at + quote) == 2 && (byte_at(c, c->at + quote + 2) | 32) == 's') /* '90s */
        return c->at + quote + 3;
    if (c->at == c->begin && (end = face_end(c)))
        return end;
    char first = c->p[c->at];
    bool number = (first == '.' || first == '+') && has(c, c->at + 1, DIGIT) && !(class_before(c, c->at) & (LETTER | DIGIT));
    bool tag = (first == '#' || first == '@') && has(c, c->at + 1, LETTER) && c->at == c->begin;
    if (number || tag)
        return word_end(&(cut){c->p, c->at + 1, c->end, c->begin, c->last, false});
    if ((unsigned char)first < 128)
        return run_end(c);
    class_at(c, c->at, &step);
    return c->at + step;
}

/* "US$", "HK$": the dollar sign goes with the letters that say whose. */
static bool takes_dollar(const cut *c, uint32_t end)
{
    return byte_at(c, end) == '$' && end - c->at <= 3 && has(c, c->at, CAPITAL) && (class_before(c, end) & CAPITAL);
}

static uint32_t token_end(const cut *c)
{
    uint32_t end;
    if (!has(c, c->at, LETTER | DIGIT))
        return mark_end(c);
    if (c->address && (end = address_end(c)))
        return end;
    end = word_end(c);
    if (takes_stop(c, end) || takes_dollar(c, end))
        return end + 1;
    uint32_t number = number_cut(c, end);
    return number < end ? number : inner_cut(c, end);
}

/* ---- tokens ---- */

/* Marks have their plain ASCII form for a norm, where folding leaves nothing or one of many shapes. */
static const struct {
    const char *mark, *norm;
} marks[] = {{"\xE2\x80\x9C", "\""}, {"\xE2\x80\x9D", "\""}, {"\xE2\x80\x9E", "\""}, {"\xC2\xAB", "\""}, {"\xC2\xBB", "\""},
             {"\xE2\x80\x98", "'"}, {"\xE2\x80\x99", "'"}, {"\xE2\x80\x9A", "'"}, {"\xE2\x80\xA6", "..."}, {"''", "\""}, {"``", "\""}};

static casus_sym norm_of(document *d, str word)
{
    char folded[3 * MAX_ADDRESS + 16];
    size_t plain = 0; /* nine words of ten are ASCII letters and digits: str_fold's answer, sooner */
    for (; plain < word.n && (unsigned char)word.p[plain] < 128 && class_of[(unsigned char)word.p[plain]]; plain++)
        folded[plain] = (char)(word.p[plain] | (class_of[(unsigned char)word.p[plain]] & CAPITAL ? 32 : 0));
    if (plain == word.n)
        return symtab_add(d->names, folded, plain);
    for (size_t i = 0; word.n <= 3 && i < sizeof marks / sizeof *marks; i++)
        if (str_is(word, marks[i].mark))
            return document_sym(d, marks[i].norm);
    size_t n = str_fold(word.p, word.n, folded);
    return n ? symtab_add(d->names, folded, n) : symtab_add(d->names, word.p, word.n);
}

static uint8_t flags_of(const cut *c, uint32_t end)
{
    uint32_t letters = 0, capitals = 0, step;
    unsigned seen = 0, first = class_at(c, c->at, &step);
    for (uint32_t at = c->at; at < end; at += step) {
        unsigned kind = class_at(c, at, &step);
        seen |= kind;
        letters += kind & LETTER;
        capitals += (kind & CAPITAL) != 0;
    }
    unsigned flags = (first & CAPITAL ? CASUS_T_TITLE : 0u) | (letters >= 2 && letters == capitals ? CASUS_T_UPPER : 0u) |
                     (seen & DIGIT ? CASUS_T_DIGIT : 0u) | (seen & LETTER ? CASUS_T_WORD : 0u);
    return (uint8_t)flags;
}

static void add_token(document *d, const cut *c, uint32_t end)
{
    casus_token *t = ARENA_PUSH(&d->memory, d->doc.tokens, d->doc.n_tokens);
    t->at = (casus_span){c->at, end};
    t->head = d->doc.n_tokens - 1;
    t->flags = flags_of(c, end);
    if (c->at > 0 && c->at == c->begin)
        t->flags |= CASUS_T_SPACE;
    t->norm = norm_of(d, (str){c->p + c->at, end - c->at});
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

/* A page number between the two halves of a sentence: digits alone on a line. */
static bool is_page_number(const cut *c, uint32_t sentence_begin)
{
    return c->at > sentence_begin && !c->last && c->end - c->at <= 4 && digits_at(c, c->at) == c->end - c->at &&
           c->p[c->at - 1] == '\n' && c->p[c->end] == '\n';
}

static void cut_chunk(document *d, cut *c)
{
    c->address = c->end - c->at > 4 && c->end - c->at <= 2 * MAX_ADDRESS && chunk_has_address(c);
    while (c->at < c->end) {
        uint32_t end = token_end(c);
        add_token(d, c, end);
        c->at = end;
    }
}

void text_tokenise(document *d, casus_ref sentence)
{
    casus_span all = d->doc.sentences[sentence].at;
    const char *p = d->doc.text;
    uint32_t first = d->doc.n_tokens, at = all.begin, end;
    while (at < all.end && is_blank(p[at]))
        at++;
    for (uint32_t next; at < all.end; at = next) {
        for (end = at; end < all.end && !is_blank(p[end]);)
            end++;
        for (next = end; next < all.end && is_blank(p[next]);)
            next++;
        cut c = {p, at, end, at, next >= all.end, false};
        if (!is_page_number(&c, all.begin))
            cut_chunk(d, &c);
    }
    d->doc.sentences[sentence].first = first;
    d->doc.sentences[sentence].count = d->doc.n_tokens - first;
}
