/* casus kb unknown: names and words of a corpus that nothing in the knowledge knows, most frequent first, each with
 * sentences and a line to paste into a knowledge file once its fields are filled in. */
#include "cli/cli.h"

#include "knowledge/knowledge.h"
#include "text/text.h"
#include "view/view.h"

#include <stdlib.h>

enum { CONTEXTS = 3, LEAST = 3, MOST_SHOWN = 50 };
typedef enum what { A_PERSON, AN_ORGANISATION, A_LOCATION, A_VERB, A_NOUN, N_WHATS } what;

static const struct {
    const char *name, *title, *line, *file;
} whats[N_WHATS] = {{"person", "persons who are nobody", "%s ; he|she ; CODE SECTOR title FROM..", "actors/people/"},
                    {"organisation", "organisations that are nobody", "%s ; CODE SECTOR", "actors/groups.txt"},
                    {"location", "places that are nowhere", "%s ; CODE ; - ; LAT LON ; town", "places/"},
                    {"verb", "verbs between actors that no pattern has", "A %s R  > EVENT", "verbs/"},
                    {"noun", "acts named by a noun that no pattern has", "A %s.n against|on|of R  > EVENT", "verbs/"}};

typedef struct unknown {
    uint32_t times, documents, last_document;
    what what;
    casus_sym name;
    char *contexts[CONTEXTS];
} unknown;

typedef struct census {
    arena memory;
    symtab *names;      /* what is counted: a letter for what it is, then its words */
    unknown *list;      /* by symbol - 1 */
    uint32_t n, room, documents;
    arena known_memory;
    symtab *known_names;
    knowledge *k;
} census;

/* ---- counting ---- */

static void add_context(census *c, unknown *u, const document *d, const casus_token *t)
{
    const casus_sentence *s = NULL;
    for (casus_ref i = 0; i < d->doc.n_sentences && !s; i++)
        if (d->doc.sentences[i].at.begin <= t->at.begin && t->at.end <= d->doc.sentences[i].at.end)
            s = &d->doc.sentences[i];
    for (int i = 0; s && i < CONTEXTS; i++) {
        str words = document_str(d, s->at);
        if (u->contexts[i] && strlen(u->contexts[i]) == words.n && memcmp(u->contexts[i], words.p, words.n) == 0)
            return; /* the same sentence again */
        if (!u->contexts[i]) {
            u->contexts[i] = arena_copy(&c->memory, words.p, words.n);
            return;
        }
    }
}

static void count(census *c, const document *d, what w, str words, const casus_token *t)
{
    char *key = arena_printf(&c->memory, "%c%.*s", 'a' + (int)w, (int)words.n, words.p);
    casus_sym s = symtab_add(c->names, key, strlen(key));
    while (c->n < s)
        *ARENA_PUSH(&c->memory, c->list, c->n) = (unknown){0};
    unknown *u = &c->list[s - 1];
    u->what = w;
    u->name = s;
    u->times++;
    u->documents += u->last_document != c->documents;
    u->last_document = c->documents;
    add_context(c, u, d, t);
}

/* Does a mention that is somebody, or a place, stand here? */
static bool is_known(const document *d, casus_ref first, casus_ref last)
{
    for (casus_ref i = 0; i < d->doc.n_actors; i++) {
        const casus_actor *a = &d->doc.actors[i];
        if ((a->country || a->sector) && a->first <= last && first <= a->last)
            return true;
    }
    for (casus_ref i = 0; i < d->doc.n_places; i++)
        if (d->doc.places[i].first <= last && first <= d->doc.places[i].last)
            return true;
    return false;
}

static void count_names(census *c, const document *d)
{
    static const what kinds[] = {[CASUS_PER] = A_PERSON, [CASUS_ORG] = AN_ORGANISATION, [CASUS_LOC] = A_LOCATION};
    for (casus_ref i = 0; i < d->doc.n_tokens; i++) {
        unsigned kind = d->doc.tokens[i].name & 15u;
        casus_ref last = i;
        if (!kind || !(d->doc.tokens[i].name & 16u))
            continue;
        while (last + 1 < d->doc.n_tokens && (d->doc.tokens[last + 1].name & 15u) == kind && !(d->doc.tokens[last + 1].name & 16u))
            last++;
        casus_span at = {d->doc.tokens[i].at.begin, d->doc.tokens[last].at.end};
        if (kind <= CASUS_LOC && !is_known(d, i, last) && at.end > at.begin)
            count(c, d, kinds[kind], document_str(d, at), &d->doc.tokens[i]);
        i = last;
    }
}

static bool is_somebody(const document *d, casus_ref token)
{
    for (casus_ref i = 0; i < d->doc.n_actors; i++)
        if (d->doc.actors[i].head == token && (d->doc.actors[i].country || d->doc.actors[i].sector))
            return true;
    return false;
}

static bool has_pattern(const census *c, const char *lemma)
{
    casus_sym s = symtab_find(c->known_names, lemma, strlen(lemma));
    casus_sym value;
    return s && (knowledge_patterns(c->k, s) || knowledge_word(c->k, "verbs/light", s, &value) || knowledge_word(c->k, "verbs/speech", s, &value));
}

/* The sides of each verb and noun that are somebody: how many hang on it in these ways. */
static void count_words(census *c, const document *d)
{
    uint8_t *acts = calloc(d->doc.n_tokens + 1, 1), *acted = calloc(d->doc.n_tokens + 1, 1);
    for (casus_ref i = 0; acts && acted && i < d->doc.n_tokens; i++) {
        const casus_token *t = &d->doc.tokens[i];
        if (t->head == i || !is_somebody(d, i))
            continue;
        bool subject = t->label == CASUS_NSUBJ || t->label == CASUS_OBL_AGENT || t->label == CASUS_NMOD_POSS;
        bool other = t->label == CASUS_OBJ || t->label == CASUS_OBL || t->label == CASUS_NSUBJ_PASS || t->label == CASUS_NMOD || t->label == CASUS_IOBJ;
        acts[t->head] |= subject;
        acted[t->head] |= other;
    }
    for (casus_ref i = 0; acts && acted && i < d->doc.n_tokens; i++) {
        const casus_token *t = &d->doc.tokens[i];
        const char *lemma = symtab_name(d->names, t->lemma);
        if (acts[i] && acted[i] && (t->upos == CASUS_VERB || t->upos == CASUS_NOUN) && !is_somebody(d, i) && !has_pattern(c, lemma))
            count(c, d, t->upos == CASUS_VERB ? A_VERB : A_NOUN, str_of(lemma), t);
    }
    free(acts);
    free(acted);
}

static void take(const task *t, casus_doc *doc, buffer *out)
{
    census *c = t->user;
    (void)out;
    c->documents++;
    count_names(c, (document *)doc);
    count_words(c, (document *)doc);
}

/* ---- telling ---- */

static int most_first(const void *a, const void *b)
{
    const unknown *x = a, *y = b;
    if (x->what != y->what)
        return x->what < y->what ? -1 : 1;
    if (x->times != y->times)
        return x->times > y->times ? -1 : 1;
    return x->name < y->name ? -1 : x->name > y->name; /* the first met first */
}

static void put_line(buffer *out, const unknown *u, const char *name)
{
    const char *form = whats[u->what].line, *hole = strstr(form, "%s");
    buffer_put(out, form, (size_t)(hole - form));
    buffer_puts(out, name);
    buffer_puts(out, hole + 2);
}

static void put_plain(buffer *out, const unknown *u, const char *name, uint32_t documents)
{
    buffer_printf(out, "\n# %s: %u times in %u of %u documents\n", name, u->times, u->documents, documents);
    for (int i = 0; i < CONTEXTS && u->contexts[i]; i++) {
        str words = {u->contexts[i], strlen(u->contexts[i])};
        buffer_puts(out, "#   ");
        for (str line; words.p && words.n;) {
            line = str_cut(&words, "\n");
            buffer_put(out, line.p, line.n);
            buffer_puts(out, words.p && words.n ? " " : "");
        }
        buffer_puts(out, "\n");
    }
    buffer_puts(out, "# ");
    put_line(out, u, name);
    buffer_puts(out, "\n");
}

static void put_record(buffer *out, const unknown *u, const char *name, uint32_t documents)
{
    buffer line = {0};
    put_line(&line, u, name);
    buffer_printf(out, "{\"kind\":\"%s\",\"name\":", whats[u->what].name);
    put_json(out, str_of(name));
    buffer_printf(out, ",\"times\":%u,\"documents\":%u,\"share\":%.4f,\"contexts\":[", u->times, u->documents, documents ? (double)u->documents / documents : 0);
    for (int i = 0; i < CONTEXTS && u->contexts[i]; i++) {
        buffer_puts(out, i ? "," : "");
        put_json(out, str_of(u->contexts[i]));
    }
    buffer_printf(out, "],\"file\":\"%s\",\"line\":", whats[u->what].file);
    put_json(out, (str){line.p ? line.p : "", line.n});
    buffer_puts(out, "}\n");
    buffer_free(&line);
}

static void tell(census *c, const settings *s)
{
    uint32_t least = (uint32_t)(s->least ? s->least : LEAST), most = (uint32_t)(s->limit ? s->limit : MOST_SHOWN);
    bool records = s->format && strcmp(s->format, "jsonl") == 0;
    buffer out = {0};
    if (c->n)
        qsort(c->list, c->n, sizeof *c->list, most_first);
    for (uint32_t i = 0, upto; i < c->n; i = upto) {
        uint32_t enough = 0, shown = 0;
        for (upto = i; upto < c->n && c->list[upto].what == c->list[i].what; upto++)
            enough += c->list[upto].times >= least;
        if (!records && enough)
            buffer_printf(&out, "# ---- %s: %u different, %u of them seen %u times or more, %u shown; for knowledge/%s ----\n", whats[c->list[i].what].title, upto - i, enough, least,
                          enough < most ? enough : most, whats[c->list[i].what].file);
        for (uint32_t k = i; k < upto && shown < most && c->list[k].times >= least; k++, shown++)
            (records ? put_record : put_plain)(&out, &c->list[k], symtab_name(c->names, c->list[k].name) + 1, c->documents);
        buffer_puts(&out, records || !enough ? "" : "\n");
    }
    fwrite(out.p ? out.p : "", 1, out.n, stdout);
    buffer_free(&out);
}

int kb_unknown(const settings *s)
{
    char room[1024];
    casus_error err;
    census c = {0};
    settings one = *s;
    one.jobs = 1; /* the order in which things are met decides between equals */
    const char *dir = data_folder(s, room);
    c.names = symtab_new(&c.memory, NULL);
    c.known_names = symtab_new(&c.known_memory, NULL);
    c.k = dir ? knowledge_open(dir, s->layer, c.known_names, NULL, NULL, &err) : NULL;
    int status = EXIT_SOME_FAILED;
    if (c.k) {
        task t = {.s = &one, .options = {.parse_all = 1}, .put = take, .user = &c};
        status = documents_run(&t);
        tell(&c, s);
    } else if (dir) {
        fprintf(stderr, "casus kb unknown: %s\n", err.message);
    }
    knowledge_close(c.k);
    arena_free(&c.known_memory);
    arena_free(&c.memory);
    return fflush(stdout) == 0 ? status : EXIT_SOME_FAILED;
}
