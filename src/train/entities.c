/* Names out of GUM's entities.
 *
 *   Professor Alexander Berkman of the University of Portsmouth, ...
 *   (6-person-new-nnnnn-cf1-2,3-coref ... (8-organization-...-University_of_Portsmouth ... 8)6)
 *
 * GUM marks every phrase that refers to somebody or something, described or named, with all its
 * modifiers. A name is the run of proper nouns around the phrase's head; small words may stand inside
 * ("of", "the"), titles before it are left out, as UNER leaves them out. Of nested phrases the
 * longer run wins: "University of Portsmouth" is an organisation, not a place. */
#include "data.h"

enum { MAX_OPEN = 64 };

typedef struct entity { /* a phrase whose end has not come yet */
    str id;
    int kind;            /* 1 PER, 2 ORG, 3 LOC, 0 other */
    casus_ref first;
    uint32_t head;       /* 1-based word of the phrase */
} entity;

typedef struct reader {
    treebank *t;
    entity open[MAX_OPEN];
    uint32_t n;
} reader;

static bool word_in(str form, const char *const *list)
{
    char low[64];
    size_t n = word_lower(form, low, sizeof low);
    for (; *list; list++)
        if (str_is((str){low, n}, *list))
            return true;
    return false;
}

static str form_of(const treebank *t, casus_ref i)
{
    return document_str(&t->d, t->d.doc.tokens[i].at);
}

static bool is_title(str form)
{
    static const char *const titles[] = {"mr", "mr.", "mrs", "mrs.", "ms", "ms.", "dr", "dr.", "prof", "prof.", "professor", "president",
                                         "minister", "prime", "senator", "sen.", "rep.", "governor", "gov.", "general", "gen.", "judge",
                                         "justice", "chief", "secretary", "king", "queen", "sir", "lord", "chancellor", "mayor",
                                         "captain", "ambassador", "vice", "director", NULL};
    return word_in(form, titles);
}

static bool proper(const treebank *t, casus_ref i)
{
    return t->words[i].upos == CASUS_PROPN;
}

static bool joins(const treebank *t, casus_ref i) /* may stand inside a name */
{
    static const char *const small[] = {"of", "the", "-", "'s", "&", "for", "and", NULL};
    return word_in(form_of(t, i), small);
}

static void name_mark(treebank *t, casus_ref first, casus_ref last, int kind)
{
    for (casus_ref i = first; i <= last; i++)
        t->words[i].name = (uint8_t)(2 * kind - (i == first));
}

/* The phrase is complete: mark the name around its head. */
static void entity_close(reader *r, const entity *e, casus_ref last)
{
    treebank *t = r->t;
    casus_ref head = e->first + (e->head ? e->head - 1 : 0), first, end;
    if (!e->kind || head > last || !proper(t, head))
        return;
    for (first = head; first > e->first && (proper(t, first - 1) || (joins(t, first - 1) && first - 1 > e->first && proper(t, first - 2)));)
        first--;
    for (end = head; end < last && (proper(t, end + 1) || (joins(t, end + 1) && end + 2 <= last &&
                                                          (proper(t, end + 2) || (joins(t, end + 2) && end + 3 <= last && proper(t, end + 3)))));)
        end++;
    while (e->kind == 1 && first < end && is_title(form_of(t, first)))
        first++;
    name_mark(t, first, end, e->kind); /* outer phrases close later and write over inner ones */
}

static int kind_of(str type)
{
    return str_is(type, "person") ? 1 : str_is(type, "organization") ? 2 : str_is(type, "place") ? 3 : 0;
}

/* "6-person-new-nnnnn-cf1-2,3-coref": id, type, and the first word of the sixth field. */
static void entity_open(reader *r, str text, casus_ref at)
{
    entity e = {.id = str_cut(&text, "-"), .first = at};
    e.kind = kind_of(str_cut(&text, "-"));
    for (int skip = 0; skip < 3; skip++)
        str_cut(&text, "-");
    str heads = str_cut(&text, "-");
    long head = 0;
    if (str_int(str_cut(&heads, ","), &head) && head > 0 && head < PIECE)
        e.head = (uint32_t)head;
    if (r->n < MAX_OPEN)
        r->open[r->n++] = e;
}

static void entity_end(reader *r, str id, casus_ref at)
{
    for (uint32_t k = r->n; k-- > 0;) {
        if (!str_eq(r->open[k].id, id))
            continue;
        entity e = r->open[k];
        memmove(&r->open[k], &r->open[k + 1], (r->n - k - 1) * sizeof e);
        r->n--;
        entity_close(r, &e, at);
        return;
    }
}

/* "(13-organization-...-Durham_University(14-place-...)" or "10)13)" */
static void entities_read(reader *r, str text, casus_ref at)
{
    size_t i = 0;
    while (i < text.n) {
        bool opens = text.p[i] == '(';
        size_t from = i + opens;
        for (i = from; i < text.n && text.p[i] != '(' && text.p[i] != ')';)
            i++;
        str part = {text.p + from, i - from};
        bool ends = i < text.n && text.p[i] == ')';
        if (opens)
            entity_open(r, part, at);
        if (opens && ends && r->n) {
            entity e = r->open[--r->n];
            entity_close(r, &e, at);
        } else if (ends) {
            entity_end(r, part, at);
        }
        i += ends;
    }
}

void treebank_entities(treebank *t)
{
    reader r = {.t = t};
    for (uint32_t k = 0; k < t->d.doc.n_sentences; k++) {
        const casus_sentence *s = &t->d.doc.sentences[k];
        r.n = 0;
        for (casus_ref i = s->first; i < s->first + s->count; i++)
            t->words[i].name = 0;
        for (casus_ref i = s->first; i < s->first + s->count; i++)
            for (str misc = conllu_field(t->kept.lines[i], 9); misc.p;) {
                str item = str_cut(&misc, "|");
                if (str_starts(item, "Entity="))
                    entities_read(&r, (str){item.p + 7, item.n - 7}, i);
            }
    }
}
