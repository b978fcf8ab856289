/* Long names as one word, for the parser's sake.
 *
 *     Russian Deputy Foreign Minister Sergei Ryabkov and US Deputy Secretary of State Wendy Sherman discussed ...
 *
 * A parser that learnt from blogs and mail loses its way in titles and official names. What the
 * knowledge files know to be one name (a country, a body, an agency, a person with title) is given to
 * it as one proper noun, and the words inside are hung on the name afterwards. Only the reading of
 * documents does this; `casus parse --input conllu` keeps every token to itself. */
#include "syntax/syntax.h"

#include "knowledge/knowledge.h"

enum { MAX_NAME_WORDS = 4, MAX_SENTENCE = 1000 };

typedef struct run { /* tokens [first, end) that are one name; head: the token that stands for it */
    casus_ref first, end, head;
} run;

typedef struct scan {
    document *d;
    const knowledge *k;
    const casus_token *t;
    casus_ref at, end; /* of the sentence */
    casus_sym norms[MAX_SENTENCE];
    run *runs;
    uint32_t n_runs;
} scan;

static bool title_case(const scan *s, casus_ref i)
{
    return i < s->end && (s->t[i].flags & CASUS_T_TITLE) && (s->t[i].flags & CASUS_T_WORD) && !(s->t[i].flags & CASUS_T_SMALL);
}

static const char *norm_of(const scan *s, casus_ref i)
{
    return symtab_name(s->d->names, s->t[i].norm);
}

static bool one_of(const char *word, const char *const *list)
{
    for (; *list; list++)
        if (strcmp(word, *list) == 0)
            return true;
    return false;
}

/* The longest phrase that begins here and passes the test; its length in tokens, 0 for none. */
static uint32_t longest(scan *s, casus_ref i, bool (*fits)(const scan *, casus_ref, const phrase_hit *))
{
    casus_ref first = i - s->at;
    for (phrase_hit *h = phrase_find(s->k, &s->d->memory, s->norms + first, s->end - i); h; h = h->next)
        if (fits(s, i, h))
            return h->length;
    return 0;
}

static bool is_name(const scan *s, casus_ref i, const phrase_hit *h)
{
    const entry *e = knowledge_entry(s->k, h->entry);
    bool named = h->name == NAME_NAME || h->name == NAME_SEAT || h->name == NAME_CAPITAL;
    return named && e->kind != ENTRY_ROLE && h->upper && title_case(s, i) && title_case(s, i + h->length - 1);
}

static bool is_title(const scan *s, casus_ref i, const phrase_hit *h)
{
    const entry *e = knowledge_entry(s->k, h->entry);
    (void)i;
    return e->kind == ENTRY_ROLE && (e->flags & ENTRY_TITLE);
}

static bool is_owner(const scan *s, casus_ref i, const phrase_hit *h)
{
    const entry *e = knowledge_entry(s->k, h->entry);
    bool names_owner = e->kind == ENTRY_COUNTRY || e->kind == ENTRY_BODY || e->kind == ENTRY_AGENCY || e->kind == ENTRY_GROUP;
    return names_owner && h->name != NAME_NOUN && h->upper && title_case(s, i);
}

static bool is_honorific(const scan *s, casus_ref i)
{
    static const char *const words[] = {"mr", "mrs", "ms", "miss", "dr", "sir", "lord", "lady", "dame", "gen", "col", "maj", "lt", "sgt", "capt", "adm", "brig", "rev",
                                        "prof", "sen", "rep", "gov", "hon", "mme", "sheikh", "cpl", "cmdr", NULL};
    return i < s->end && title_case(s, i) && one_of(norm_of(s, i), words);
}

static bool is_connector(const scan *s, casus_ref i)
{
    static const char *const words[] = {"al", "el", "bin", "ben", "ibn", "van", "von", "de", "der", "den", "da", "dos", "del", "di", "du", "la", "le", "abu", "ul", "ur", "-", NULL};
    return i < s->end && one_of(norm_of(s, i), words);
}

/* The end of a personal name that begins here: capitalised words with their connectors; i when none. */
static casus_ref name_end(const scan *s, casus_ref i)
{
    casus_ref end = i;
    for (int words = 0; words < MAX_NAME_WORDS + 2 && i < s->end; i++) {
        if (title_case(s, i) && !(s->t[i].flags & CASUS_T_DIGIT)) {
            words++;
            end = i + 1;
        } else if (!is_connector(s, i)) {
            break;
        }
    }
    return end;
}

static void add_run(scan *s, casus_ref first, casus_ref end, casus_ref head)
{
    if (end - first > 1)
        *ARENA_PUSH(&s->d->memory, s->runs, s->n_runs) = (run){first, end, head};
}

/* Titles before a name: "Deputy Foreign Minister", "Army Lt. Gen.", "former President"; their end. */
static casus_ref titles_end(scan *s, casus_ref i)
{
    static const char *const before[] = {"former", "acting", "deputy", "vice", "interim", "caretaker", "first", "senior", NULL};
    for (;;) {
        casus_ref start = i;
        uint32_t n = longest(s, i, is_title);
        if (n)
            i += n;
        else if (is_honorific(s, i))
            i++;
        else if (one_of(i < s->end ? norm_of(s, i) : "", before) && (longest(s, i + 1, is_title) || is_honorific(s, i + 1)))
            i++;
        if (i < s->end && i > start && s->t[i].norm == symtab_find(s->d->names, ".", 1))
            i++;
        if (i == start)
            return i;
    }
}

/* "Russian Deputy Foreign Minister Sergei Ryabkov", "Mr Putin": owner, titles, name. Where it ends; i when none. */
static casus_ref read_titled(scan *s, casus_ref i)
{
    casus_ref owner = i, title, end;
    uint32_t n = longest(s, i, is_owner);
    title = titles_end(s, i + n);
    if (title == i + n || title >= s->end)
        return i;
    end = name_end(s, title);
    bool name = end > title && longest(s, title, is_owner) != end - title; /* "President of Russia" has none */
    if (!name)
        return i;
    add_run(s, owner, end, title);
    return end;
}

static casus_ref read_known(scan *s, casus_ref i)
{
    uint32_t n = longest(s, i, is_name);
    if (n < 2)
        return n ? i + n : i;
    const char *second = norm_of(s, i + 1);
    static const char *const small[] = {"of", "for", "on", "in", "and", "de", "to", NULL};
    add_run(s, i, i + n, one_of(second, small) ? i : i + n - 1);
    return i + n;
}

static void find_runs(scan *s)
{
    for (casus_ref i = s->at; i < s->end;) {
        bool starts = title_case(s, i) || longest(s, i, is_title);
        casus_ref next = starts ? read_titled(s, i) : i;
        if (next == i && title_case(s, i))
            next = read_known(s, i);
        i = next > i ? next : i + 1;
    }
}

static bool is_known(const scan *s, casus_ref i, const phrase_hit *h)
{
    const entry *e = knowledge_entry(s->k, h->entry);
    bool name = (h->name == NAME_NAME && e->kind != ENTRY_ROLE && e->kind != ENTRY_PLACE) || (h->name == NAME_SHORT && e->kind == ENTRY_PERSON);
    return name && h->upper && title_case(s, i) && title_case(s, i + h->length - 1);
}

static bool is_person(const scan *s, casus_ref i, const phrase_hit *h)
{
    return is_known(s, i, h) && knowledge_entry(s->k, h->entry)->kind == ENTRY_PERSON;
}

static bool is_band(const scan *s, casus_ref i, const phrase_hit *h)
{
    unsigned kind = knowledge_entry(s->k, h->entry)->kind;
    return is_known(s, i, h) && (kind == ENTRY_BODY || kind == ENTRY_GROUP || kind == ENTRY_AGENCY);
}

/* Names that the parser has never seen are read as one that it has: syntax/word.c. */
static void mark_names(scan *s)
{
    for (casus_ref i = s->at; i < s->end;) {
        uint32_t n = title_case(s, i) ? longest(s, i, is_known) : 0;
        if (n)
            s->d->doc.tokens[i + n - 1].flags |= CASUS_T_KNOWN;
        i += n ? n : 1;
    }
}

/* What was read as another name keeps its own kind: who is called "France" is still a person. */
static void mark_kinds(scan *s)
{
    casus_token *t = s->d->doc.tokens;
    for (casus_ref i = s->at; i < s->end; i++) {
        uint32_t n = title_case(s, i) ? longest(s, i, is_person) : 0;
        uint8_t kind = n ? CASUS_PER : CASUS_ORG;
        n = n || !title_case(s, i) ? n : longest(s, i, is_band);
        bool told = false;
        for (uint32_t k = 0; k < n; k++)
            told |= t[i + k].name != CASUS_O;
        for (uint32_t k = 0; told && k < n; k++)
            t[i + k].name = (uint8_t)(kind | (k ? 0 : 16));
        i += n ? n - 1 : 0;
    }
}

/* ---- folding and unfolding ---- */

static bool is_small(const document *d, const casus_token *t)
{
    static const char *const words[] = {"of", "for", "on", "in", "and", "de", "to", "the", "al", "el", "bin", "van", "von", "der", "la", "du", "a", "at", NULL};
    return one_of(symtab_name(d->names, t->norm), words);
}

static void hang_inside(document *d, const run *r)
{
    casus_token *t = d->doc.tokens;
    for (casus_ref i = r->first; i < r->end; i++) {
        if (i == r->head)
            continue;
        bool word = (t[i].flags & CASUS_T_WORD) != 0;
        t[i].upos = !word ? CASUS_PUNCT : (t[i].flags & CASUS_T_TITLE) ? CASUS_PROPN : is_small(d, &t[i]) ? CASUS_ADP : CASUS_NOUN;
        t[i].lemma = t[i].norm;
        t[i].morph = t[i].upos == CASUS_NOUN ? CASUS_SING : 0;
        t[i].head = r->head;
        t[i].label = !word ? CASUS_PUNCTREL : i < r->head ? CASUS_COMPOUND : CASUS_FLAT;
    }
}

/* Parse the folded sentence in the place of the real one, then write the answer back. */
static void parse_folded(const syntax *x, document *d, casus_ref sentence, const scan *s)
{
    casus_sentence *where = &d->doc.sentences[sentence], real = *where;
    casus_token *tokens = d->doc.tokens;
    casus_token *folded = ARENA_ARRAY(&d->memory, casus_token, real.count + 1);
    casus_ref *from = ARENA_ARRAY(&d->memory, casus_ref, real.count + 1);
    uint32_t n = 0, r = 0;
    for (casus_ref i = real.first; i < real.first + real.count;) {
        bool named = r < s->n_runs && s->runs[r].first == i;
        from[n] = named ? s->runs[r].head : i;
        folded[n] = tokens[from[n]];
        n++;
        i = named ? s->runs[r++].end : i + 1;
    }
    d->doc.tokens = folded;
    where->first = 0;
    where->count = n;
    syntax_parse(x, d, sentence);
    d->doc.tokens = tokens;
    *where = real;
    for (uint32_t i = 0; i < n; i++) {
        folded[i].head = from[folded[i].head];
        tokens[from[i]] = folded[i];
    }
    for (r = 0; r < s->n_runs; r++) {
        if (tokens[s->runs[r].head].upos != CASUS_PROPN && tokens[s->runs[r].head].upos != CASUS_NOUN)
            tokens[s->runs[r].head].upos = CASUS_PROPN;
        hang_inside(d, &s->runs[r]);
    }
}

void syntax_parse_names(const syntax *x, const knowledge *k, document *d, casus_ref sentence)
{
    const casus_sentence *where = &d->doc.sentences[sentence];
    syntax_shout(k, d, sentence);
    if (where->count > MAX_SENTENCE) {
        syntax_parse(x, d, sentence);
        return;
    }
    scan *s = ARENA_NEW(&d->memory, scan);
    *s = (scan){.d = d, .k = k, .t = d->doc.tokens, .at = where->first, .end = where->first + where->count};
    for (uint32_t i = 0; i < where->count; i++)
        s->norms[i] = d->doc.tokens[where->first + i].norm;
    find_runs(s);
    mark_names(s);
    if (s->n_runs)
        parse_folded(x, d, sentence, s);
    else
        syntax_parse(x, d, sentence);
    mark_kinds(s);
    syntax_shout_names(d, sentence);
}
