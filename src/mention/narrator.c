/* Who is "we"?
 *
 *   source "The White House"                           USA GOV
 *   title "Remarks by President Obama in Cairo"        Barack Obama
 *   title "FRA: statement in the UN General Debate"    FRA GOV
 *   "I wish to make a ministerial statement ..."       the government of the country the text is about
 *
 * Outside quotation marks the first person is the document's own: its source's, as the knowledge has it; where that is
 * nobody, a speech's, a statement's or an interview's speaker, whom its title or one of its first lines names. */
#define _GNU_SOURCE /* memmem */
#include "mention/mention.h"

enum { MAX_WORDS = 48, OPENING = 4 };

typedef struct line {
    casus_sym norms[MAX_WORDS]; /* folded; 0 where no name of the knowledge begins */
    str words[MAX_WORDS];       /* as written, without signs around them */
    uint32_t n;
} line;

static void line_read(const mentions *m, str text, line *out)
{
    char folded[256];
    out->n = 0;
    for (str rest = text; rest.p && out->n < MAX_WORDS;) {
        str w = str_cut(&rest, " ");
        while (w.n && strchr(",;:.()\"", w.p[w.n - 1]) && !(w.n > 2 && w.p[w.n - 2] == '.'))
            w.n--;
        while (w.n && strchr("(\"", w.p[0]))
            w.p++, w.n--;
        if (str_ends(w, "'s"))
            w.n -= 2;
        else if (str_ends(w, "\xE2\x80\x99s"))
            w.n -= 4;
        if (!w.n || w.n >= 80)
            continue;
        out->words[out->n] = w;
        out->norms[out->n++] = symtab_find(m->at.d->names, folded, str_fold(w.p, w.n, folded));
    }
}

static bool listed(str w, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (str_is(w, list[i]))
            return true;
    return false;
}
#define LISTED(w, list) listed((w), (list), sizeof(list) / sizeof *(list))

/* The first of the words [from, end) that stands for somebody: a person in office or of the past, a state, a body. */
static bool somebody_in(const mentions *m, const line *l, uint32_t from, uint32_t end, bool persons, identity *id)
{
    bool former;
    for (uint32_t i = from; i < end; i++)
        for (const phrase_hit *h = l->norms[i] ? phrase_find(m->k, &m->at.d->memory, l->norms + i, end - i) : NULL; h; h = h->next) {
            const entry *e = knowledge_entry(m->k, h->entry);
            const tenure *t = e->kind == ENTRY_ROLE || e->kind == ENTRY_PLACE || h->name == NAME_NOUN ? NULL : tenure_now(m, e, &former);
            bool capital = l->words[i].p[0] >= 'A' && l->words[i].p[0] <= 'Z';
            if (!t || !capital || (e->kind == ENTRY_PERSON) != persons || (h->name == NAME_SHORT && former))
                continue;
            id->country = t->country, id->sector = t->sector, id->name = e->name, id->rule = e->rule;
            return true;
        }
    return false;
}

static bool official_in(const mentions *m, const line *l, uint32_t from, uint32_t end)
{
    bool former;
    for (uint32_t i = from; i < end; i++)
        for (const phrase_hit *h = l->norms[i] ? phrase_find(m->k, &m->at.d->memory, l->norms + i, end - i) : NULL; h; h = h->next) {
            const entry *e = knowledge_entry(m->k, h->entry);
            const tenure *t = e->kind == ENTRY_ROLE ? tenure_now(m, e, &former) : NULL;
            if (t && strcmp(symtab_name(m->at.d->names, t->sector), "GOV") == 0)
                return true;
        }
    return false;
}

/* "Remarks BY President Obama in Cairo", "NEHRU'S inaugural ADDRESS", "Wikinews INTERVIEWS Christopher Hill, U.S. ...". */
static bool speaker_in_line(const mentions *m, str text, identity *id)
{
    static const char *const speech[] = {"statement", "Statement", "STATEMENT", "speech", "Speech", "SPEECH", "address", "Address", "ADDRESS", "remarks", "Remarks", "REMARKS", "testimony", "Testimony",
                                         "message", "Message", "broadcast", "Broadcast", "inaugural", "Inaugural", "eulogy", "Eulogy"};
    static const char *const interview[] = {"interviews", "interview", "Interview", "Interviews"};
    static const char *const of[] = {"by", "of", "from", "with"}, *const ends[] = {"at", "to", "in", "on", "before", "during", "after", "about"};
    line l;
    line_read(m, text, &l);
    uint32_t at = 0, from = 0;
    while (at < l.n && !LISTED(l.words[at], speech) && !LISTED(l.words[at], interview))
        at++;
    if (at == l.n)
        return false;
    uint32_t end = at;
    for (uint32_t i = at + 1; i < l.n && end == at; i++)
        if (LISTED(l.words[i], of)) {
            from = i + 1;
            for (end = from; end < l.n && !LISTED(l.words[end], ends);)
                end++;
        } else if (LISTED(l.words[i], ends))
            break;
    if (end == at && LISTED(l.words[at], interview))
        from = at + 1, end = l.n;
    casus_sym code = l.words[0].n == 3 && at && text.n > 3 && text.p[3] == ':' ? symtab_find(m->at.d->names, l.words[0].p, 3) : 0;
    if (code && knowledge_country(m->k, code)) { /* the UN General Debate corpus */
        *id = (identity){.country = code, .sector = symtab_find(m->at.d->names, "GOV", 3), .kind = CASUS_A_NARRATOR, .plural = 1};
        return true;
    }
    if (somebody_in(m, &l, from, end, true, id))
        return true;
    if (!somebody_in(m, &l, from, end, false, id))
        return false;
    id->name = 0; /* one of that country, not the country itself */
    id->sector = official_in(m, &l, from, end) ? symtab_find(m->at.d->names, "GOV", 3) : 0;
    return true;
}

/* "my delegation", "a ministerial statement": a government's, of the country the text names more than others. */
static bool government_speaks(const mentions *m, str text, identity *id)
{
    static const char *const words[] = {"ministerial statement", "my delegation", "My delegation", "my Government", "my government", "my country", "fellow citizens", "fellow countrymen"};
    bool speaks = false;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        speaks |= memmem(text.p, text.n, words[i], strlen(words[i])) != NULL;
    country_count most[2];
    uint32_t n = speaks ? country_most_told(m, most, 2) : 0;
    if (!n || most[0].n < 2 || (n > 1 && most[1].n * 2 > most[0].n))
        return false;
    id->country = most[0].country;
    id->sector = symtab_find(m->at.d->names, "GOV", 3);
    return true;
}

void narrator_source(const mentions *m, identity *id)
{
    const char *source = m->at.d->doc.source;
    line l;
    *id = (identity){.kind = CASUS_A_NARRATOR, .plural = 1};
    if (!source || !*source)
        return;
    line_read(m, str_of(source), &l);
    bool former;
    for (uint32_t i = 0; i < l.n && !id->country; i++) {
        const phrase_hit *h = l.norms[i] ? phrase_find(m->k, &m->at.d->memory, l.norms + i, l.n - i) : NULL;
        for (; h && !id->country; h = h->next) {
            const entry *e = knowledge_entry(m->k, h->entry);
            const tenure *t = tenure_now(m, e, &former);
            if (!t || e->kind == ENTRY_ROLE || e->kind == ENTRY_PLACE)
                continue;
            id->country = t->country, id->sector = t->sector, id->name = e->name, id->rule = e->rule;
        }
    }
}

void narrator_open(const mentions *m, identity *id)
{
    const casus_doc *d = &m->at.d->doc;
    narrator_source(m, id);
    if (id->country || (d->title && speaker_in_line(m, str_of(d->title), id)))
        return;
    for (casus_ref s = 0; s < d->n_sentences && s < OPENING; s++)
        if (speaker_in_line(m, document_str(m->at.d, d->sentences[s].at), id))
            return;
    for (casus_ref s = 0; s < d->n_sentences && s < OPENING; s++)
        if (government_speaks(m, document_str(m->at.d, d->sentences[s].at), id))
            return;
}
