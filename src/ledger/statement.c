/* What each side demands, refuses, threatens, promises, and what it claims.
 *
 *     Mr Ryabkov said: "It is mandatory that Ukraine never becomes a member of NATO."
 *
 * A speech act that was coded as an event is a statement of its actor: REQUEST a demand, REJECT a
 * refusal or a denial, THREATEN a threat, AGREE and CONCEDE a promise, ACCUSE an accusation. Words of
 * a red line make it one. What a known speaker says besides is a claim, or an accusation when it
 * lays a hostile act on somebody else. docs/statements.md has the closed test for each. */
#include "ledger/ledger.h"

typedef struct book {
    document *d;
    casus_doc *doc;
    const knowledge *k;
    casus_sym request, reject, threaten, agree, concede, accuse, assault, coerce, sanction, mobilize, red, line, deny, promise;
} book;

static casus_sym sym(book *b, const char *s)
{
    return document_sym(b->d, s);
}

static casus_sym speech_kind(const book *b, casus_ref head)
{
    casus_sym value = 0;
    if (head == CASUS_NONE || !knowledge_word(b->k, "verbs/speech", b->doc->tokens[head].lemma, &value))
        return 0;
    str rest = str_of(symtab_name(b->d->names, value)), kind = str_cut(&rest, " ; ");
    return symtab_find(b->d->names, kind.p, kind.n);
}

/* ---- red lines ---- */

static bool span_has(const book *b, casus_span s, casus_ref *at)
{
    const casus_doc *d = b->doc;
    casus_ref sentence = 0;
    for (casus_ref i = 0; i < d->n_sentences; i++)
        if (d->sentences[i].at.begin <= s.begin && s.begin < d->sentences[i].at.end)
            sentence = i;
    const casus_sentence *x = &d->sentences[sentence];
    for (casus_ref t = x->first; t + 1 < x->first + x->count; t++)
        if (d->tokens[t].at.begin >= s.begin && d->tokens[t].at.end <= s.end && d->tokens[t].norm == b->red && d->tokens[t + 1].lemma == b->line) {
            *at = t + 1;
            return true;
        }
    return false;
}

/* Words that draw a line ("will not tolerate", "must never"): verbs/redlines.txt. */
static bool draws_line(const book *b, const casus_event *e)
{
    casus_ref at;
    if (span_has(b, e->content.end > e->content.begin ? e->content : e->text, &at))
        return true;
    bool refusal = e->type == b->reject || e->type == b->threaten;
    return refusal && knowledge_word(b->k, "verbs/redlines", b->doc->tokens[e->head].lemma, NULL);
}

/* ---- conditions ---- */

static bool conditional(const book *b, casus_ref t)
{
    static const char *const marks[] = {"if", "unless", "until", "should", "provided", "once"};
    for (casus_ref c = tree_next_child(b->doc, t, CASUS_NONE); c != CASUS_NONE; c = tree_next_child(b->doc, t, c)) {
        const casus_token *x = &b->doc->tokens[c];
        for (size_t i = 0; x->label == CASUS_MARK && i < sizeof marks / sizeof *marks; i++)
            if (strcmp(symtab_name(b->d->names, x->norm), marks[i]) == 0)
                return true;
    }
    return false;
}

/* "in case of new aggression", "in the event of an attack". */
static bool case_of(const book *b, casus_ref t)
{
    const char *lemma = symtab_name(b->d->names, b->doc->tokens[t].lemma);
    casus_ref c = tree_child(b->doc, t, CASUS_CASE);
    return (strcmp(lemma, "case") == 0 || strcmp(lemma, "event") == 0) && c != CASUS_NONE && strcmp(symtab_name(b->d->names, b->doc->tokens[c].norm), "in") == 0 &&
           tree_child(b->doc, t, CASUS_NMOD) != CASUS_NONE;
}

/* The parser may take "in case of" for one preposition: its first word then starts the condition. */
static bool fixed_case_of(const book *b, casus_ref t)
{
    casus_ref c = tree_child(b->doc, t, CASUS_CASE);
    if (c == CASUS_NONE || strcmp(symtab_name(b->d->names, b->doc->tokens[c].norm), "in") != 0)
        return false;
    for (casus_ref x = c; x < t; x++)
        if (strcmp(symtab_name(b->d->names, b->doc->tokens[x].norm), "case") == 0 || strcmp(symtab_name(b->d->names, b->doc->tokens[x].norm), "event") == 0)
            return true;
    return false;
}

static casus_span condition_of(const book *b, casus_ref sentence, casus_ref near)
{
    const casus_sentence *x = &b->doc->sentences[sentence];
    casus_span best = {0, 0};
    for (casus_ref t = x->first; t < x->first + x->count; t++) {
        const casus_token *k = &b->doc->tokens[t];
        bool clause = (k->label == CASUS_ADVCL) && conditional(b, t);
        bool oblique = (k->label == CASUS_OBL || k->label == CASUS_NMOD) && (case_of(b, t) || fixed_case_of(b, t));
        casus_ref first, last;
        if (!clause && !oblique)
            continue;
        tree_extent(b->doc, t, &first, &last);
        if (near >= first && near <= last)
            continue; /* the statement itself stands inside the if-clause */
        while (last > first && b->doc->tokens[last].upos == CASUS_PUNCT)
            last--;
        best = (casus_span){b->doc->tokens[first].at.begin, b->doc->tokens[last].at.end};
    }
    return best;
}

/* ---- issues ---- */

static casus_sym issue_of(const book *b, casus_ref sentence, casus_span s)
{
    const casus_sentence *x = &b->doc->sentences[sentence];
    casus_sym found = 0;
    for (casus_ref t = x->first; t < x->first + x->count && !found; t++) {
        if (b->doc->tokens[t].at.begin < s.begin || b->doc->tokens[t].at.end > s.end)
            continue;
        found = knowledge_key(b->k, "verbs/issues", b->doc->tokens[t].lemma);
        if (!found)
            found = knowledge_key(b->k, "verbs/issues", b->doc->tokens[t].norm);
    }
    return found;
}

/* ---- statements of events ---- */

/* The actor says so: of the same country as the speaker, or as the document's own source. */
static bool own_words(const book *b, const casus_event *e)
{
    const casus_doc *d = b->doc;
    if (!e->n_actors || !d->actors[e->actor[0]].country)
        return false;
    casus_sym country = d->actors[e->actor[0]].country;
    if (e->speaker != CASUS_NONE)
        return d->actors[e->speaker].country == country;
    for (uint32_t i = 0; i < d->n_actors; i++)
        if (d->actors[i].kind == CASUS_A_NARRATOR && d->actors[i].country == country)
            return true;
    return false;
}

static int kind_of_event(const book *b, const casus_event *e)
{
    if (draws_line(b, e))
        return CASUS_RED_LINE;
    if (e->type == b->request)
        return CASUS_DEMAND;
    if (e->type == b->reject)
        return speech_kind(b, e->head) == b->deny ? CASUS_DENIAL : CASUS_REFUSAL;
    if (e->type == b->threaten)
        return CASUS_THREAT;
    if (e->type == b->accuse)
        return CASUS_ACCUSATION;
    bool speaks = speech_kind(b, e->head) == b->promise || own_words(b, e);
    if (e->type == b->agree || e->type == b->concede)
        return speaks ? CASUS_PROMISE : -1;
    return -1;
}

static void add(book *b, casus_statement s)
{
    for (uint32_t i = 0; i < b->doc->n_statements; i++) {
        const casus_statement *x = &b->doc->statements[i];
        if (x->sentence == s.sentence && x->kind == s.kind && x->content.begin == s.content.begin)
            return;
    }
    s.issue = issue_of(b, s.sentence, s.content);
    *ARENA_PUSH(&b->d->memory, b->doc->statements, b->doc->n_statements) = s;
}

static casus_span whole(const book *b, casus_ref sentence, casus_ref token)
{
    casus_ref a = speaker_of(b->doc, token);
    if (a != CASUS_NONE)
        return b->doc->attributions[a].content;
    return b->doc->sentences[sentence].at;
}

static void from_event(book *b, const casus_event *e)
{
    int kind = kind_of_event(b, e);
    if (kind < 0 || !e->n_actors || e->status == CASUS_NEGATED)
        return;
    casus_statement s = {.kind = (uint8_t)kind, .sentence = e->sentence, .speaker = e->actor[0], .content = e->content, .rule = e->rule, .date = e->date, .precision = e->precision};
    if (kind == CASUS_RED_LINE || s.content.end <= s.content.begin)
        s.content = whole(b, e->sentence, e->head);
    s.n_addressees = e->n_recipients;
    memcpy(s.addressee, e->recipient, sizeof s.addressee);
    s.condition = condition_of(b, e->sentence, e->head);
    for (casus_ref t = e->head; t < b->doc->n_tokens && b->doc->tokens[t].at.begin < s.content.end; t++)
        if (b->doc->tokens[t].at.begin >= s.content.begin)
            s.quoted |= (b->doc->tokens[t].flags & CASUS_T_QUOTED) != 0;
    s.quoted |= (b->doc->tokens[e->head].flags & CASUS_T_QUOTED) != 0;
    add(b, s);
}

/* ---- statements of attributions ---- */

static bool known(const casus_doc *d, casus_ref actor)
{
    return actor != CASUS_NONE && (d->actors[actor].country || d->actors[actor].sector);
}

/* Something this speaker's content holds was told already, as demand, threat or promise. */
static bool told(const book *b, const casus_attribution *a)
{
    for (uint32_t i = 0; i < b->doc->n_statements; i++) {
        const casus_statement *s = &b->doc->statements[i];
        bool inside = s->sentence == a->sentence && s->content.begin >= a->content.begin && s->content.end <= a->content.end;
        bool around = s->sentence == a->sentence && s->content.begin <= a->content.begin && s->content.end >= a->content.end;
        if (inside || around)
            return true;
    }
    return false;
}

/* A hostile act inside the words, laid on somebody other than the speaker. */
static const casus_event *accuses(const book *b, const casus_attribution *a)
{
    for (uint32_t i = 0; i < b->doc->n_events; i++) {
        const casus_event *e = &b->doc->events[i];
        bool hostile = e->type == b->assault || e->type == b->coerce;
        if (!hostile || e->head < a->first || e->head > a->last || !e->n_actors)
            continue;
        if (b->doc->actors[e->actor[0]].country != b->doc->actors[a->speaker].country)
            return e;
    }
    return NULL;
}

static bool red_line_in(const book *b, const casus_attribution *a)
{
    casus_ref at;
    return span_has(b, a->content, &at);
}

/* A claim is about politics, conflict or diplomacy: its words name an actor with a country, or one of
 * the contexts' words. */
static bool substantive(const book *b, const casus_attribution *a)
{
    const casus_doc *d = b->doc;
    for (uint32_t i = 0; i < d->n_actors; i++)
        if (d->actors[i].head >= a->first && d->actors[i].head <= a->last && d->actors[i].country && d->actors[i].kind != CASUS_A_PRONOUN &&
            d->actors[i].kind != CASUS_A_NARRATOR)
            return true;
    for (casus_ref t = a->first; t <= a->last; t++)
        if (knowledge_key(b->k, "verbs/contexts", d->tokens[t].lemma) || knowledge_key(b->k, "verbs/contexts", d->tokens[t].norm))
            return true;
    return false;
}

static bool claims(const book *b, const casus_attribution *a)
{
    static const char *const kinds[] = {"say", "claim", "warn", "think", "deny", "accuse"};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(symtab_name(b->d->names, a->kind), kinds[i]) == 0)
            return !a->phrase && substantive(b, a);
    return false;
}

static void from_attribution(book *b, const casus_attribution *a)
{
    if (!known(b->doc, a->speaker) || a->last < a->first + 2 || !claims(b, a))
        return;
    casus_statement s = {.kind = CASUS_CLAIM, .sentence = a->sentence, .speaker = a->speaker, .content = a->content, .quoted = a->quoted};
    const casus_event *e = accuses(b, a);
    if (red_line_in(b, a))
        s.kind = CASUS_RED_LINE;
    else if (told(b, a))
        return;
    else if (e) {
        s.kind = CASUS_ACCUSATION;
        s.n_addressees = e->n_actors;
        memcpy(s.addressee, e->actor, sizeof s.addressee);
    }
    s.condition = condition_of(b, a->sentence, a->first);
    add(b, s);
}

void statement_read(document *d, const knowledge *k)
{
    book b = {.d = d, .doc = &d->doc, .k = k};
    b.request = sym(&b, "REQUEST"), b.reject = sym(&b, "REJECT"), b.threaten = sym(&b, "THREATEN"), b.agree = sym(&b, "AGREE");
    b.concede = sym(&b, "CONCEDE"), b.accuse = sym(&b, "ACCUSE"), b.assault = sym(&b, "ASSAULT"), b.coerce = sym(&b, "COERCE");
    b.sanction = sym(&b, "SANCTION"), b.mobilize = sym(&b, "MOBILIZE"), b.red = sym(&b, "red"), b.line = sym(&b, "line");
    b.deny = sym(&b, "deny"), b.promise = sym(&b, "promise");
    for (uint32_t i = 0; i < d->doc.n_events; i++)
        from_event(&b, &d->doc.events[i]);
    for (uint32_t i = 0; i < d->doc.n_attributions; i++)
        from_attribution(&b, &d->doc.attributions[i]);
    for (uint32_t i = 0; i < d->doc.n_statements; i++) {
        casus_sentence *s = &d->doc.sentences[d->doc.statements[i].sentence];
        if (s->verdict != CASUS_V_CODED && s->verdict != CASUS_V_BOILERPLATE)
            s->verdict = CASUS_V_STATEMENT_ONLY;
    }
}
