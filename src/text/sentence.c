/* Where does a sentence end?
 *
 *   "U.S. President Joe Biden met Gen. Mark A. Milley at 5 p.m. Monday. He said: “We will act.”"
 *
 * Six stops and two sentences. A stop ends a sentence when the next word begins one, and the word
 * before it is no abbreviation; after some abbreviations ("U.S.", "Inc.") it may, and then only a
 * next word that often begins sentences ("The", "But", "He") decides. A closing quote or bracket
 * after the stop still belongs to the sentence. A question inside a quotation does not end it when
 * the next words say who asked: “Why now?” Mr Putin asked. What web text does without a stop is counted in
 * docs/decisions/text.md. */
#include "text/text.h"

/* ---- abbreviations ---- */

/* Each list is sorted, in lower case, without the last stop. */
static const char *const titles[] = {
    "adm", "al", "amb", "assoc", "asst", "atty", "brig", "bros", "capt", "cf", "cmdr", "cmsr", "col", "comdr", "cpl", "cpt",
    "dist", "dr", "e.g", "eg", "esp", "ft", "gen", "gov", "hon", "i.e", "insp", "lt", "maj", "mdm", "messrs", "mlle", "mme",
    "mons", "mr", "mrs", "ms", "mt", "mx", "pres", "prof", "pte", "pvt", "rep", "reps", "rev", "sen", "sens", "sgt",
    "spc", "st", "sup", "supt", "v", "viz", "vs"};
static const char *const open_ended[] = {
    "a.m", "ala", "approx", "ariz", "ark", "assn", "attn", "ave", "blvd", "calif", "co", "colo", "conn", "corp", "cos", "dept",
    "div", "ed", "est", "ext", "fla", "govt", "hwy", "inc", "intl", "jr", "kan", "ky", "la", "ltd", "mass", "md", "mfg", "mich",
    "minn", "miss", "mo", "mont", "n.b", "natl", "neb", "nev", "okla", "ont", "op", "ore", "p.m", "pa", "penn", "ph.d", "plc",
    "que", "rd", "resp", "spec", "sq", "sr", "tel", "tenn", "tex", "univ", "va", "wash", "wis", "wyo"};
static const char *const numbered[] = {
    "apr", "art", "aug", "ch", "chap", "dec", "feb", "fig", "figs", "fri", "jan", "jul", "jun", "mon", "no", "nos", "nov",
    "oct", "p", "par", "para", "pp", "sec", "sep", "sept", "thu", "thur", "thurs", "tue", "tues", "vol", "vols", "wed"};
static const char *const ending[] = {"etc"};

static bool is_listed(const char *const *list, size_t n, const char *word)
{
    size_t low = 0;
    while (low < n) {
        size_t middle = low + (n - low) / 2;
        int order = strcmp(list[middle], word);
        if (order == 0)
            return true;
        if (order < 0)
            low = middle + 1;
        else
            n = middle;
    }
    return false;
}

#define LISTED(list, word) is_listed((list), sizeof(list) / sizeof *(list), (word))

static bool to_lower(str word, char *out, size_t room)
{
    if (!word.n || word.n >= room)
        return false;
    for (size_t i = 0; i < word.n; i++) {
        char c = word.p[i];
        out[i] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
    }
    out[word.n] = '\0';
    return true;
}

/* English words that are also abbreviations count only with a capital: "no. The" ends, "No. 5" goes on. */
static bool needs_capital(const char *lower)
{
    static const char *const words[] = {"art", "ark", "ala", "col", "ed", "fig", "fri", "gen", "la", "mass", "miss", "mo", "mon", "no", "ore", "pa",
                                        "par", "rep", "sat", "sec", "sen", "sun", "sup", "va", "wash", "wed"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(words[i], lower) == 0)
            return true;
    return false;
}

abbreviation abbreviation_kind(str word)
{
    char lower[8];
    if (!to_lower(word, lower, sizeof lower))
        return ABBREVIATION_NONE;
    bool capital = word.p[0] >= 'A' && word.p[0] <= 'Z';
    if (!capital && needs_capital(lower) && strcmp(lower, "al") != 0)
        return ABBREVIATION_NONE;
    if (LISTED(titles, lower))
        return ABBREVIATION_TITLE;
    if (LISTED(numbered, lower))
        return ABBREVIATION_NUMBER;
    if (LISTED(open_ended, lower))
        return ABBREVIATION_OPEN;
    return LISTED(ending, lower) ? ABBREVIATION_END : ABBREVIATION_NONE;
}

/* Words that begin a sentence far more often than they stand inside a name. Sorted. */
static const char *const starters[] = {
    "a", "according", "after", "again", "all", "also", "although", "an", "and", "another", "any", "anyone", "are", "as", "asked",
    "at", "back", "because", "before", "both", "but", "by", "can", "could", "despite", "did", "do", "does", "during", "each",
    "earlier", "either", "even", "every", "few", "finally", "for", "from", "get", "had", "has", "have", "he", "her", "here",
    "his", "how", "however", "i", "if", "in", "indeed", "instead", "is", "it", "its", "just", "last", "later", "let", "like",
    "many", "maybe", "meanwhile", "more", "moreover", "most", "mr", "mrs", "ms", "much", "my", "neither", "nevertheless", "no",
    "nobody", "none", "nor", "not", "nothing", "now", "of", "on", "once", "one", "only", "or", "other", "others", "our", "perhaps",
    "please", "several", "she", "should", "similarly", "since", "so", "some", "soon", "still", "such", "thank", "thanks", "that",
    "the", "their", "then", "there", "therefore", "these", "they", "this", "those", "though", "three", "thus", "to", "today",
    "too", "two", "under", "unless", "unlike", "until", "very", "was", "we", "were", "what", "when", "where", "whether", "which",
    "while", "who", "why", "will", "with", "without", "would", "yes", "yet", "you", "your"};

/* ---- chunks: what stands between blanks ---- */

typedef struct chunk {
    uint32_t begin, end;
} chunk;

static bool is_blank(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

static bool chunk_next(str text, uint32_t at, chunk *c)
{
    while (at < text.n && is_blank(text.p[at]))
        at++;
    c->begin = at;
    while (at < text.n && !is_blank(text.p[at]))
        at++;
    c->end = at;
    return c->begin < c->end;
}

static str chunk_str(str text, chunk c)
{
    return (str){text.p + c.begin, c.end - c.begin};
}

static const char *const openers[] = {"\"", "'", "(", "[", "{", "\xE2\x80\x9C", "\xE2\x80\x98", "\xE2\x80\x9E", "\xC2\xAB", "`", "*", "_", NULL};
static const char *const closers[] = {"\"", "'", ")", "]", "}", "\xE2\x80\x9D", "\xE2\x80\x99", "\xC2\xBB", "\xE2\x80\x9C", "*", "_", NULL};

static size_t starts_with_any(str s, const char *const *list)
{
    for (; *list; list++)
        if (str_starts(s, *list))
            return strlen(*list);
    return 0;
}

static size_t ends_with_any(str s, const char *const *list)
{
    for (; *list; list++)
        if (str_ends(s, *list))
            return strlen(*list);
    return 0;
}

static str without_openers(str s)
{
    for (size_t n; s.n && (n = starts_with_any(s, openers));)
        s = (str){s.p + n, s.n - n};
    return s;
}

static str without_closers(str s)
{
    for (size_t n; s.n && (n = ends_with_any(s, closers));)
        s.n -= n;
    return s;
}

/* "border.[6]", "border.12": a note's number after the stop. */
static str without_note(str s)
{
    size_t n = s.n;
    if (!n || s.p[n - 1] != ']')
        return s;
    n--;
    while (n && ((s.p[n - 1] >= '0' && s.p[n - 1] <= '9') || s.p[n - 1] == ','))
        n--;
    return n > 1 && n < s.n - 1 && s.p[n - 1] == '[' && strchr(".!?\"", s.p[n - 2]) ? (str){s.p, n - 1} : s;
}

/* ---- the word before the stop ---- */

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

typedef enum stop { STOP_NONE, STOP_PLAIN, STOP_LOUD, STOP_DOTS } stop;

typedef struct ending_chunk {
    stop kind;
    str word;    /* without quotes, brackets and the stop itself */
    bool closed; /* a quote or bracket stands after the stop */
} ending_chunk;

static ending_chunk look_at_end(str s)
{
    if (s.n && (is_letter(s.p[s.n - 1]) || s.p[s.n - 1] == ',')) /* nearly every chunk */
        return (ending_chunk){0};
    str bare = without_closers(without_note(s));
    ending_chunk e = {.closed = bare.n < s.n};
    if (str_ends(bare, "\xE2\x80\xA6")) {
        e.kind = STOP_DOTS;
        bare.n -= 3;
    } else if (bare.n && (bare.p[bare.n - 1] == '!' || bare.p[bare.n - 1] == '?')) {
        e.kind = STOP_LOUD;
    } else if (str_ends(bare, "..")) {
        e.kind = STOP_DOTS;
    } else if (bare.n && bare.p[bare.n - 1] == '.') {
        e.kind = STOP_PLAIN;
    }
    while (bare.n && strchr(".!?", bare.p[bare.n - 1]))
        bare.n--;
    e.word = without_openers(bare);
    return e;
}

/* "U.S", "D.C", "Ph.D": letters and stops, pieces of one or two letters. */
static bool is_lettered(str w)
{
    size_t piece = 0, stops = 0;
    for (size_t i = 0; i < w.n; i++) {
        if (w.p[i] == '.')
            stops++, piece = 0;
        else if (!is_letter(w.p[i]) || ++piece > 2)
            return false;
    }
    return stops > 0 && piece > 0;
}

static abbreviation kind_of(str word)
{
    for (size_t i = word.n; i-- > 0;) /* "Reuters/Gen", "—Mr": only the last part counts */
        if (word.p[i] == '/' || word.p[i] == '(' || (unsigned char)word.p[i] == 0x94) {
            word = (str){word.p + i + 1, word.n - i - 1};
            break;
        }
    if (word.n == 1 && is_letter(word.p[0]))
        return word.p[0] >= 'a' && word.p[0] != 'a' && word.p[0] != 'i' ? ABBREVIATION_TITLE : ABBREVIATION_OPEN;
    abbreviation kind = abbreviation_kind(word);
    return kind == ABBREVIATION_NONE && is_lettered(word) ? ABBREVIATION_OPEN : kind;
}

/* ---- the word after it ---- */

typedef struct opening {
    str word;    /* without quotes and brackets before it */
    bool quoted; /* one stood there */
    bool upper, digit, lower, mark;
} opening;

static opening look_at_start(str s)
{
    opening o = {.word = without_openers(s)};
    uint32_t code = 0;
    o.quoted = o.word.n < s.n;
    utf8_get(o.word.p, o.word.n, &code);
    o.upper = utf8_upper(code);
    o.digit = code >= '0' && code <= '9';
    o.lower = !o.upper && utf8_letter(code);
    o.mark = !o.upper && !o.digit && !o.lower;
    return o;
}

static bool is_starter(str word)
{
    char lower[16];
    size_t n = 0;
    while (n < word.n && is_letter(word.p[n]))
        n++;
    if (n == 1 && n < word.n && word.p[n] == '.') /* an initial, "A." */
        return false;
    return to_lower((str){word.p, n}, lower, sizeof lower) && LISTED(starters, lower);
}

/* ---- who asked? ---- */

static bool is_speech_verb(str s)
{
    static const char *const verbs[] = {"said", "says", "asked", "asks", "added", "adds", "shouted", "cried", "chanted", "wrote", "told",
                                        "tweeted", "yelled", "replied", "wondered", "exclaimed", "declared", "screamed", "writes"};
    s = without_closers(s);
    while (s.n && strchr(".,:;", s.p[s.n - 1]))
        s.n--;
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
        if (str_is(s, verbs[i]))
            return true;
    return false;
}

/* After a question in quotes: do the next five words, up to a mark, say who spoke? */
static bool speaker_follows(str text, chunk next)
{
    for (int i = 0; i < 5; i++) {
        str s = chunk_str(text, next);
        if (is_speech_verb(s))
            return true;
        if (strchr(".,:;!?\"", s.p[s.n - 1]) || !chunk_next(text, next.end, &next))
            return false;
    }
    return false;
}

/* ---- sentences that end without a stop ---- */

/* Mail, forums and web pages lose their line ends, and what stood on lines of its own (a time stamp, an
 * address, a ruled line, "Thanks,") then stands in the middle of the text. Each of these says where it
 * ends; none of them stands in a news sentence. */

/* The same mark again and again: "-----", "=-=-=". Low lines ("____") are blanks to fill in. */
static bool is_ruled(str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (!strchr("-=*~#+", s.p[i]))
            return false;
    return s.n >= 5;
}

/* Digits, `mark`, digits, `mark`, digits: how many parts, or 0. "10/26/2000" has 3, "11:07" has 2. */
static int number_parts(str s, char mark)
{
    size_t digits = 0;
    int parts = 1;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == mark && digits)
            parts++, digits = 0;
        else if (!is_digit(s.p[i]) || ++digits > 4)
            return 0;
    }
    return digits ? parts : 0;
}

static bool is_clock(str s)
{
    return number_parts(s, ':') >= 2;
}

static bool is_half_day(str s)
{
    return str_is(s, "AM") || str_is(s, "PM");
}

/* ":)", ":-(", "=D", "^_^": eyes, perhaps a nose, a mouth. */
static bool is_face(str s)
{
    if (str_is(s, "^_^") || str_is(s, "^^") || str_is(s, "<3"))
        return true;
    size_t i = s.n && s.p[0] == '>';
    if (i + 2 > s.n || !strchr(":;=", s.p[i]))
        return false;
    i += s.p[i + 1] == '-' || s.p[i + 1] == '\'' ? 2 : 1;
    return i + 1 == s.n && strchr(")(DPpO/|]", s.p[i]);
}

/* "http://...", "www....", "name@host.org" */
static bool is_address(str s)
{
    s = without_openers(s);
    for (size_t i = 1, seen = 0; i + 1 < s.n; i++) {
        seen |= s.p[i] == '@';
        if (seen && s.p[i] == '.')
            return true;
    }
    if (s.n && s.p[0] == '<')
        s = (str){s.p + 1, s.n - 1};
    return str_starts(s, "http://") || str_starts(s, "https://") || str_starts(s, "www.");
}

static bool is_one_of(str s, const char *const *list)
{
    for (; *list; list++)
        if (str_is(s, *list))
            return true;
    return false;
}

/* The line of a letter above the name. */
static const char *const closings[] = {"Thanks,", "Regards,", "Best,", "Sincerely,", "Cheers,", "Love,", NULL};
/* The lines above a letter. */
static const char *const headers[] = {"Subject:", "From:", "Date:", "To:", "Sent:", "Cc:", "CC:", "Groups:", "Newsgroups:",
                                      "When:", "WHEN:", "Where:", "WHERE:", NULL};

static const char *const capitals[] = {"Please", "This", "If", NULL};

static bool begins_upper(str s)
{
    return look_at_start(s).upper;
}

typedef struct place { /* between two chunks, with what stands around it; empty where nothing does */
    str before[3];     /* the last chunk before it, the one before that, ... */
    str after[2];
    bool first; /* before[0] begins the sentence */
} place;

/* "Kay Mann | 10/26/2000 11:07 AM | If Jeff is happy": mail that was quoted begins with name and time. "on
 * 10/26/2000 11:07 AM" is part of a sentence. */
static bool stamp_divides(const place *at)
{
    str last = at->before[0];
    if (is_digit(at->after[0].p[0]))
        return number_parts(at->after[0], '/') == 3 && is_clock(at->after[1]) && begins_upper(last) && !strchr(",:", last.p[last.n - 1]);
    if (!begins_upper(at->after[0]) || is_half_day(at->after[0]))
        return false;
    int clock = is_half_day(last);
    return is_clock(at->before[clock]) && number_parts(at->before[clock + 1], '/') == 3;
}

static bool divides(const place *at)
{
    str last = at->before[0], next = at->after[0];
    if (is_ruled(last) != is_ruled(next) || stamp_divides(at))
        return true;
    if (is_address(last) && !strchr(",;:", last.p[last.n - 1]))
        return is_address(next) || begins_upper(next);
    if (is_face(last))
        return begins_upper(next);
    if (at->first && is_one_of(last, closings)) /* "Thanks, Kim", but "Thanks, Kim, for coming." */
        return begins_upper(next) && !strchr(".,!?", next.p[next.n - 1]);
    if (next.p[next.n - 1] == ':')
        return is_one_of(next, headers);
    if (last.p[last.n - 1] == ':') /* "... the following: | 1. Be patient." */
        return str_is(next, "1.") || str_is(next, "1)");
    /* A capital that no name has, where the word after it is small; a starter before it makes a title of it. */
    return is_letter(last.p[last.n - 1]) && !is_starter(last) && is_one_of(next, capitals) && at->after[1].n && at->after[1].p[0] >= 'a' && at->after[1].p[0] <= 'z';
}

/* ---- deciding ---- */

/* "1.", "a.", "(iv)." at the very beginning number an item; they do not end it. */
static bool is_item_number(str word)
{
    if (word.n == 1 && is_letter(word.p[0]))
        return true;
    for (size_t i = 0; i < word.n; i++)
        if (!is_digit(word.p[i]) && word.p[i] != '.')
            return word.n <= 4 && strspn(word.p, "ivxIVX") >= word.n;
    return word.n > 0 && word.n <= 5;
}

/* Three small letters or more, nothing else: no abbreviation that we do not know is so long. */
static bool is_plain_word(str word)
{
    for (size_t i = 0; i < word.n; i++)
        if (!(word.p[i] >= 'a' && word.p[i] <= 'z'))
            return false;
    return word.n >= 3;
}

static bool all_capitals(str word)
{
    bool all = word.n > 1;
    for (size_t i = 0; i < word.n; i++)
        all = all && word.p[i] >= 'A' && word.p[i] <= 'Z';
    return all;
}

static bool plain_stop_ends(str word, const opening *next)
{
    abbreviation kind = kind_of(word);
    if (kind == ABBREVIATION_TITLE || (kind == ABBREVIATION_NUMBER && next->digit))
        return false;
    if (kind == ABBREVIATION_NUMBER || kind == ABBREVIATION_OPEN)
        return is_starter(next->word) && !next->lower && !all_capitals(next->word); /* "U.S. AND BRITAIN VETO SANCTIONS" */
    if (next->lower)
        return kind == ABBREVIATION_NONE && (next->quoted ? word.n > 1 : is_plain_word(word));
    return true;
}

/* "-Mac", "--Blue": a dash at a name says who wrote what stands before it. A dash alone goes on. */
static bool signs(const opening *next)
{
    str s = next->word;
    while (s.n && s.p[0] == '-')
        s = (str){s.p + 1, s.n - 1};
    return s.n && s.n < next->word.n && s.p[0] >= 'A' && s.p[0] <= 'Z';
}

/* Does the sentence that began at `from` end with chunk c, given the next one? */
static bool ends_with(str text, uint32_t from, chunk c, chunk following)
{
    ending_chunk e = look_at_end(chunk_str(text, c));
    if (e.kind == STOP_NONE)
        return false;
    opening next = look_at_start(chunk_str(text, following));
    if (c.begin == from && e.kind == STOP_PLAIN && !e.closed && is_item_number(e.word))
        return false;
    if (signs(&next)) /* “We must act.” -Mac, Nottingham */
        return e.kind != STOP_DOTS;
    if (next.mark && !next.quoted) /* a dash, a bullet, a symbol */
        return !strchr("-,;:)]&/", next.word.n ? next.word.p[0] : '-') && !str_starts(next.word, "\xE2\x80\x93") &&
               !str_starts(next.word, "\xE2\x80\x94") && e.kind != STOP_DOTS;
    if (e.kind == STOP_PLAIN && !e.closed)
        return plain_stop_ends(e.word, &next);
    if (next.lower)
        return e.kind == STOP_LOUD && !e.closed && !next.quoted && !begins_upper(e.word); /* "Yahoo! said" */
    if (e.kind == STOP_LOUD && e.closed && !next.quoted)
        return !speaker_follows(text, following);
    return e.kind != STOP_PLAIN || !e.closed || kind_of(e.word) == ABBREVIATION_NONE || is_starter(next.word) || next.quoted;
}

/* "across the border.The government": two sentences run together in one chunk. Returns where the
 * second begins, or 0. */
static uint32_t inner_end(str text, chunk c)
{
    if (c.end - c.begin < 8)
        return 0;
    for (uint32_t i = c.begin + 2; i + 2 < c.end; i++) {
        if ((text.p[i] != '.' && text.p[i] != '!' && text.p[i] != '?') || !(text.p[i - 1] >= 'a' && text.p[i - 1] <= 'z') || !is_letter(text.p[i - 2]))
            continue;
        str rest = {text.p + i + 1, c.end - i - 1};
        size_t quote = starts_with_any(rest, closers);
        str word = without_openers((str){rest.p + quote, rest.n - quote});
        if (word.n > 1 && word.p[0] >= 'A' && word.p[0] <= 'Z' && !(word.p[1] >= 'A' && word.p[1] <= 'Z') && is_starter(word))
            return i + 1 + (uint32_t)quote;
    }
    return 0;
}

static bool is_note_number(str s) /* "[12]" */
{
    if (s.n < 3 || s.p[0] != '[' || s.p[s.n - 1] != ']')
        return false;
    for (size_t i = 1; i + 1 < s.n; i++)
        if (!is_digit(s.p[i]))
            return false;
    return true;
}

/* "really ? ? ?", "great .": a stop after a blank. Three dots are no stop but begin what follows. */
static bool is_lone_stop(str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (!strchr(".!?", s.p[i]))
            return false;
    return s.n && (s.n == 1 || s.p[0] != '.');
}

/* A quote mark alone in a chunk after the stop closes the quotation if one is open. A face or the
 * number of a note stays with the sentence too. */
static bool is_lone_closer(str text, chunk c, bool open)
{
    str s = chunk_str(text, c);
    if (is_note_number(s) || is_face(s) || is_lone_stop(s))
        return true;
    if (str_is(s, "\xE2\x80\x9D") || str_is(s, "''") || str_is(s, ")"))
        return true;
    return open && str_is(s, "\"");
}

static bool odd_quotes(str text, chunk c)
{
    bool odd = false;
    for (uint32_t i = c.begin; i < c.end; i++)
        odd ^= text.p[i] == '"';
    return odd;
}

/* Chunk c has a stop, and a mark alone in the next chunk: pass over it. true when the sentence ends. */
static bool passes_closers(str text, chunk *c, chunk *next)
{
    do {
        c->end = next->end;
        if (!chunk_next(text, c->end, next))
            return true;
    } while (is_note_number(chunk_str(text, *next)) || is_lone_stop(chunk_str(text, *next)));
    return !look_at_start(chunk_str(text, *next)).lower;
}

uint32_t sentence_end(str text, uint32_t from)
{
    chunk c, next, beyond;
    place at = {0};
    bool open = false; /* a straight quote mark */
    if (!chunk_next(text, from, &c))
        return (uint32_t)text.n;
    for (from = c.begin;; c = next) {
        uint32_t inner = inner_end(text, c);
        if (inner)
            return inner;
        if (!chunk_next(text, c.end, &next))
            return c.end;
        at = (place){{chunk_str(text, c), at.before[0], at.before[1]}, {chunk_str(text, next)}, c.begin == from};
        if (chunk_next(text, next.end, &beyond))
            at.after[1] = chunk_str(text, beyond);
        if (divides(&at))
            return c.end;
        open ^= odd_quotes(text, c);
        if (look_at_end(chunk_str(text, c)).kind == STOP_NONE)
            continue;
        if (is_lone_closer(text, next, open)) {
            open ^= odd_quotes(text, next);
            if (passes_closers(text, &c, &next))
                return c.end;
        } else if (ends_with(text, from, c, next)) {
            return c.end;
        }
    }
}
