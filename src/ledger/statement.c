/* What each side demands, refuses, threatens, promises, and what it claims.
 *
 *     Mr Ryabkov said: "It is mandatory that Ukraine never becomes a member of NATO."
 *
 * Three sources. A speech act coded as an event is a statement of its actor: REQUEST a demand, REJECT
 * a refusal or a denial, THREATEN a threat, AGREE and CONCEDE a promise, ACCUSE an accusation. Words
 * laid in somebody's mouth (an attribution) are sorted by what they do: who must, who will, who did
 * what to whom; what does none of these is a claim. In a text that its source writes in its own voice
 * ("we"), its unattributed sentences are sorted in the same way, but for plain claims.
 * docs/statements.md has the closed test for each kind. */
#include "ledger/inside.h"

/* "say ; that ; quote": the kind is the first word. */
static casus_sym speech_kind(const book *b, casus_ref head)
{
    casus_sym value = 0;
    if (head == CASUS_NONE || !knowledge_word(b->k, "verbs/speech", b->doc->tokens[head].lemma, &value))
        return 0;
    str rest = str_of(symtab_name(b->d->names, value)), kind = str_cut(&rest, " ; ");
    return symtab_find(b->d->names, kind.p, kind.n);
}

/* ---- conditions ---- */

static bool conditional(const book *b, casus_ref t)
{
    static const char *const marks[] = {"if", "unless", "until", "should", "provided", "once"};
    for (casus_ref c = tree_next_child(b->doc, t, CASUS_NONE); c != CASUS_NONE; c = tree_next_child(b->doc, t, c))
        if (b->doc->tokens[c].label == CASUS_MARK && AMONG(symtab_name(b->d->names, b->doc->tokens[c].norm), marks))
            return true;
    return false;
}

/* The noun behind "of" in "in case of new aggression", wherever the tree hangs it; CASUS_NONE. */
static casus_ref behind_of(const book *b, casus_ref noun)
{
    casus_ref of = noun + 1;
    if (of >= b->doc->n_tokens || b->doc->tokens[of].label != CASUS_CASE || strcmp(book_lemma(b, of), "of") != 0 || b->doc->tokens[of].head <= of)
        return CASUS_NONE;
    return b->doc->tokens[of].head;
}

/* "in case of new aggression", "in the event of an attack"; the parser may take "in case of" for one preposition. */
static bool case_of(const book *b, casus_ref t)
{
    static const char *const cases[] = {"case", "event"};
    casus_ref c = book_child(b, t, CASUS_CASE);
    if (c == CASUS_NONE || b->doc->tokens[c].norm != b->w.in)
        return false;
    if (AMONG(book_lemma(b, t), cases) && behind_of(b, t) != CASUS_NONE)
        return true;
    for (casus_ref x = c; x < t; x++)
        if (AMONG(symtab_name(b->d->names, b->doc->tokens[x].norm), cases))
            return true;
    return false;
}

static casus_span condition_of(const book *b, casus_ref sentence, casus_ref near)
{
    const casus_sentence *x = &b->doc->sentences[sentence];
    casus_span best = {0, 0};
    for (casus_ref t = x->first; t < x->first + x->count; t++) {
        unsigned label = b->doc->tokens[t].label;
        bool clause = label == CASUS_ADVCL && conditional(b, t);
        bool oblique = (label == CASUS_OBL || label == CASUS_NMOD) && case_of(b, t);
        casus_ref first, last;
        if (!clause && !oblique)
            continue;
        tree_extent(b->doc, t, &first, &last);
        if (oblique && behind_of(b, t) != CASUS_NONE) {
            casus_ref from, to;
            tree_extent(b->doc, behind_of(b, t), &from, &to);
            last = to > last ? to : last;
        }
        if (near >= first && near <= last)
            continue; /* the statement itself stands inside the if-clause */
        while (last > first && b->doc->tokens[last].upos == CASUS_PUNCT)
            last--;
        best = (casus_span){b->doc->tokens[first].at.begin, b->doc->tokens[last].at.end};
    }
    return best;
}

/* ---- issues ---- */

enum { LONGEST_ISSUE = 5 };

/* Tokens joined as the list's phrases are: blanks are "_", a hyphen stays. Lemmas or the words as written. */
static casus_sym joined(const book *b, casus_ref first, casus_ref last, bool lemmas)
{
    char out[120];
    size_t n = 0;
    bool hyphen = true;
    for (casus_ref t = first; t <= last; t++) {
        const casus_token *x = &b->doc->tokens[t];
        const char *s = symtab_name(b->d->names, lemmas ? x->lemma : x->norm);
        size_t length = strlen(s);
        bool dash = strcmp(s, "-") == 0;
        if ((x->upos == CASUS_DET || x->label == CASUS_NMOD_POSS) && t > first && t < last)
            continue; /* "withdraw its forces" */
        if (n + length + 2 > sizeof out)
            return 0;
        if (!hyphen && !dash)
            out[n++] = '_';
        memcpy(out + n, s, length);
        n += length;
        hyphen = dash;
    }
    return symtab_find(b->d->names, out, n);
}

/* The issue with the longest phrase in the words; the first of equals. */
static casus_sym issue_of(const book *b, casus_ref sentence, casus_span s)
{
    const casus_sentence *x = &b->doc->sentences[sentence];
    casus_sym found = 0;
    casus_ref longest = 0;
    for (casus_ref t = x->first; t < x->first + x->count; t++)
        for (casus_ref last = t; last < x->first + x->count && last - t < LONGEST_ISSUE && b->doc->tokens[last].at.end <= s.end; last++) {
            if (b->doc->tokens[t].at.begin < s.begin || last + 1 - t <= longest)
                continue;
            casus_sym key = knowledge_key(b->k, "verbs/issues", joined(b, t, last, false));
            if (!key)
                key = knowledge_key(b->k, "verbs/issues", joined(b, t, last, true));
            if (key) {
                found = key;
                longest = last + 1 - t;
            }
        }
    return found;
}

/* ---- writing a statement down ---- */

static bool has_firm_word(const book *b, const casus_statement *s)
{
    static const char *const firm[] = {"must", "never", "immediately", "unconditionally", "absolutely", "categorically", "ultimatum", "mandatory", "imperative", "non-negotiable"};
    const casus_sentence *x = &b->doc->sentences[s->sentence];
    for (casus_ref t = x->first; t < x->first + x->count; t++)
        if (b->doc->tokens[t].at.begin >= s->content.begin && b->doc->tokens[t].at.end <= s->content.end && AMONG(book_lemma(b, t), firm))
            return true;
    return false;
}

static void judge(const book *b, casus_statement *s, casus_sym cue)
{
    static const uint8_t sides[CASUS_N_STATEMENTS] = {
        [CASUS_DEMAND] = CASUS_FOR, [CASUS_REFUSAL] = CASUS_AGAINST, [CASUS_RED_LINE] = CASUS_AGAINST, [CASUS_THREAT] = CASUS_AGAINST,
        [CASUS_PROMISE] = CASUS_FOR, [CASUS_DENIAL] = CASUS_AGAINST, [CASUS_ACCUSATION] = CASUS_AGAINST};
    s->stance = s->condition.end > s->condition.begin ? CASUS_CONDITIONAL : sides[s->kind];
    s->firmness = 2;
    if (s->kind == CASUS_RED_LINE || has_firm_word(b, s))
        s->firmness = 3;
    else if (cue == b->w.hope || cue == b->w.ask || cue == b->w.think)
        s->firmness = 1;
}

static bool overlaps(casus_span a, casus_span b)
{
    return a.begin < b.end && b.begin < a.end;
}

static bool same_actor(const book *b, casus_ref x, casus_ref y)
{
    const casus_actor *p = &b->doc->actors[x], *q = &b->doc->actors[y];
    return x == y || (p->chain != CASUS_NONE && p->chain == q->chain) || (p->country && p->country == q->country && p->sector == q->sector && p->name == q->name);
}

/* This speaker's words here were told already. */
static bool told(const book *b, const casus_statement *s)
{
    for (uint32_t i = b->first_here; i < b->doc->n_statements; i++) {
        const casus_statement *x = &b->doc->statements[i];
        if (overlaps(x->content, s->content) && (x->kind == s->kind || same_actor(b, x->speaker, s->speaker)))
            return true;
    }
    return false;
}

/* Marks, "that" and a leading preposition are no part of what is said. */
static casus_span tidy(const book *b, casus_ref sentence, casus_span s)
{
    static const char *const leading[] = {"of", "for", "that", "from", "on", "into"};
    const casus_sentence *x = &b->doc->sentences[sentence];
    for (casus_ref t = x->first; t < x->first + x->count; t++) {
        const casus_token *k = &b->doc->tokens[t];
        if (k->at.begin < s.begin)
            continue;
        if (k->at.begin != s.begin || k->at.end >= s.end || (k->upos != CASUS_PUNCT && !AMONG(symtab_name(b->d->names, k->norm), leading)))
            break;
        if (t + 1 < x->first + x->count)
            s.begin = b->doc->tokens[t + 1].at.begin;
    }
    return s;
}

static void add(book *b, casus_statement s, casus_sym cue)
{
    if (s.speaker == CASUS_NONE || s.content.end <= s.content.begin || told(b, &s))
        return;
    s.issue = issue_of(b, s.sentence, s.content);
    judge(b, &s, cue);
    *ARENA_PUSH(&b->d->memory, b->doc->statements, b->doc->n_statements) = s;
}

/* Who passes these words on: the speaker of the words they stand in, when he is somebody else. */
static casus_ref passed_on_by(const book *b, casus_ref token, casus_ref speaker)
{
    casus_ref a = speaker_of(b->doc, token);
    casus_ref who = a == CASUS_NONE ? CASUS_NONE : b->doc->attributions[a].speaker;
    return who != CASUS_NONE && !same_actor(b, who, speaker) ? who : CASUS_NONE;
}

/* ---- statements of events ---- */

static bool spoken_by_actor(const book *b, const casus_event *e)
{
    const casus_doc *d = b->doc;
    casus_sym country = d->actors[e->actor[0]].country;
    if (!country)
        return false;
    if (e->speaker != CASUS_NONE)
        return d->actors[e->speaker].country == country;
    return b->narrator != CASUS_NONE && d->actors[b->narrator].country == country;
}

/* A denial answers a charge; what has no object of refusal but a charge is one. */
static bool denies(const book *b, const casus_event *e)
{
    static const char *const verbs[] = {"deny", "dispute", "refute", "rebut", "contradict", "disclaim", "disavow", "denial"};
    static const char *const charges[] = {"charge", "allegation", "accusation", "claim", "report", "suggestion", "rumour", "rumor", "responsibility", "involvement"};
    if (AMONG(book_lemma(b, e->head), verbs))
        return true;
    casus_ref object = book_child(b, e->head, CASUS_OBJ);
    return object != CASUS_NONE && AMONG(book_lemma(b, object), charges);
}

/* The clause an act stands in, no wider than the words it is told in. */
static casus_span clause_of(const book *b, const casus_event *e, const casus_attribution *in)
{
    casus_ref t = e->head, first, last;
    for (int steps = 0; steps < 12 && b->doc->tokens[t].head != t; steps++) {
        unsigned label = b->doc->tokens[t].label;
        bool joined_clause = label == CASUS_CONJ && b->doc->tokens[t].upos == CASUS_VERB && position_subject(b, t) != CASUS_NONE;
        casus_ref up = b->doc->tokens[t].head;
        if (joined_clause || label == CASUS_PARATAXIS || (in && (up < in->first || up > in->last)) || up == (in ? in->cue_head : CASUS_NONE))
            break;
        t = up;
    }
    tree_extent(b->doc, t, &first, &last);
    if (in) {
        first = first < in->first ? in->first : first;
        last = last > in->last ? in->last : last;
    }
    while (last > first && b->doc->tokens[last].upos == CASUS_PUNCT)
        last--;
    while (first < last && (b->doc->tokens[first].upos == CASUS_PUNCT || b->doc->tokens[first].upos == CASUS_CCONJ))
        first++;
    return (casus_span){b->doc->tokens[first].at.begin, b->doc->tokens[last].at.end};
}

static bool draws_line(const book *b, const casus_event *e)
{
    const casus_sentence *x = &b->doc->sentences[e->sentence];
    casus_ref from = e->head > x->first + 2 ? e->head - 2 : x->first;
    for (casus_ref t = from; t + 1 < x->first + x->count && t < e->head + 8; t++)
        if (b->doc->tokens[t].norm == b->w.red && b->doc->tokens[t + 1].lemma == b->w.line)
            return true;
    bool refusal = e->type == b->w.REJECT || e->type == b->w.THREATEN;
    return refusal && position_red_verb(b, e->head) && position_modal(b, e->head);
}

static int kind_of_event(const book *b, const casus_event *e)
{
    static const char *const pledges[] = {"commit", "committed", "commitment", "pledge", "promise", "agree", "determined", "ready"};
    const casus_token *head = &b->doc->tokens[e->head];
    if (draws_line(b, e))
        return CASUS_RED_LINE;
    if (e->type == b->w.REQUEST)
        return CASUS_DEMAND;
    if (e->type == b->w.REJECT)
        return denies(b, e) ? CASUS_DENIAL : head->lemma == b->w.fail ? -1 : CASUS_REFUSAL;
    if (e->type == b->w.THREATEN)
        return AMONG(book_lemma(b, e->head), pledges) ? CASUS_PROMISE : CASUS_THREAT;
    if (e->type == b->w.ACCUSE) {
        bool loose = head->label == CASUS_AMOD || (head->upos == CASUS_NOUN && e->content.end <= e->content.begin);
        return loose || (e->n_modes && e->mode[0] == b->w.investigate) ? -1 : CASUS_ACCUSATION;
    }
    bool speaks = speech_kind(b, e->head) == b->w.promise || spoken_by_actor(b, e);
    if (e->type == b->w.AGREE || e->type == b->w.CONCEDE)
        return speaks && strncmp(symtab_name(b->d->names, e->cameo), "036", 3) != 0 ? CASUS_PROMISE : -1;
    return -1;
}

static bool words_quoted(const book *b, const casus_sentence *x, casus_span s)
{
    uint32_t in = 0, out = 0;
    for (casus_ref t = x->first; t < x->first + x->count; t++)
        if (b->doc->tokens[t].at.begin >= s.begin && b->doc->tokens[t].at.end <= s.end && (b->doc->tokens[t].flags & CASUS_T_WORD))
            (b->doc->tokens[t].flags & CASUS_T_QUOTED) ? in++ : out++;
    return in > out;
}

/* "pressed for Russia to use its influence": what follows the act in its clause, up to the next act joined to it. */
static casus_span after_act(const book *b, const casus_event *e)
{
    casus_ref first, last, t = e->head;
    unsigned upos = b->doc->tokens[t].upos;
    if (upos != CASUS_VERB && upos != CASUS_NOUN)
        return (casus_span){0, 0};
    tree_extent(b->doc, t, &first, &last);
    for (casus_ref c = tree_next_child(b->doc, t, CASUS_NONE); c != CASUS_NONE; c = tree_next_child(b->doc, t, c)) {
        casus_ref begin, end;
        if (b->doc->tokens[c].label != CASUS_CONJ || c < t)
            continue;
        tree_extent(b->doc, c, &begin, &end);
        if (begin > t && begin - 1 < last)
            last = begin - 1;
    }
    while (last > t && (b->doc->tokens[last].upos == CASUS_PUNCT || b->doc->tokens[last].upos == CASUS_CCONJ))
        last--;
    return last > t + 1 ? tidy(b, e->sentence, (casus_span){b->doc->tokens[t + 1].at.begin, b->doc->tokens[last].at.end}) : (casus_span){0, 0};
}

static void from_event(book *b, const casus_event *e)
{
    if (!e->n_actors || e->status == CASUS_NEGATED || e->status == CASUS_HYPOTHETICAL)
        return;
    int kind = kind_of_event(b, e);
    if (kind < 0)
        return;
    casus_statement s = {.kind = (uint8_t)kind, .sentence = e->sentence, .speaker = e->actor[0], .rule = e->rule, .date = e->date, .precision = e->precision};
    casus_ref in = speaker_of(b->doc, e->head);
    const casus_attribution *a = in == CASUS_NONE ? NULL : &b->doc->attributions[in];
    bool own = a && a->speaker != CASUS_NONE && same_actor(b, a->speaker, s.speaker);
    s.content = tidy(b, e->sentence, e->content);
    if (s.content.end <= s.content.begin && !a)
        s.content = after_act(b, e);
    if (kind == CASUS_RED_LINE || own || s.content.end <= s.content.begin)
        s.content = clause_of(b, e, a);
    s.n_addressees = e->n_recipients;
    memcpy(s.addressee, e->recipient, sizeof s.addressee);
    s.condition = condition_of(b, e->sentence, e->head);
    s.quoted = words_quoted(b, &b->doc->sentences[e->sentence], s.content);
    s.reported_by = passed_on_by(b, e->head, s.speaker);
    add(b, s, speech_kind(b, e->head));
}

/* ---- statements of attributions ---- */

/* Named or nameable, and no bystander: residents and experts tell, but take no position. */
static bool takes_position(const book *b, casus_ref actor)
{
    if (actor == CASUS_NONE)
        return false;
    const casus_actor *a = &b->doc->actors[actor];
    bool bystander = a->sector == b->w.CVL || a->sector == b->w.SOC || a->sector == b->w.EDU;
    return (a->country || a->sector) && (!bystander || a->name);
}

static bool courtesy(const book *b, casus_ref first, casus_ref last)
{
    static const char *const words[] = {"condolence", "condolences", "thanks", "thank", "prayer", "congratulate", "congratulations", "sympathy", "saddened", "greeting"};
    for (casus_ref t = first; t <= last; t++)
        if (AMONG(book_lemma(b, t), words))
            return true;
    return false;
}

/* A claim is about politics, conflict or diplomacy: its words name an actor with a country, or one of
 * the contexts' words. */
static bool substantive(const book *b, casus_ref sentence, casus_ref first, casus_ref last)
{
    const casus_doc *d = b->doc;
    if (courtesy(b, first, last))
        return false;
    for (casus_ref i = b->actor_first[sentence]; i != CASUS_NONE; i = b->actor_next[i])
        if (d->actors[i].head >= first && d->actors[i].head <= last && d->actors[i].country && d->actors[i].kind != CASUS_A_PRONOUN && d->actors[i].kind != CASUS_A_NARRATOR)
            return true;
    for (casus_ref t = first; t <= last; t++)
        if (knowledge_key(b->k, "verbs/contexts", d->tokens[t].lemma) || knowledge_key(b->k, "verbs/contexts", d->tokens[t].norm))
            return true;
    return false;
}

/* The top of a run of tokens: its clause's verb. */
static casus_ref top_of(const book *b, casus_ref first, casus_ref last)
{
    casus_ref best = first;
    for (casus_ref t = last + 1; t-- > first;) {
        const casus_token *x = &b->doc->tokens[t];
        bool out = x->head == t || x->head < first || x->head > last;
        if (out && x->upos != CASUS_PUNCT && (b->doc->tokens[best].upos != CASUS_VERB || x->upos == CASUS_VERB || x->upos == CASUS_ADJ))
            best = t;
    }
    return best;
}

/* One clause of somebody's words as a statement. */
static void add_position(book *b, const casus_statement *base, const position *p, bool plain_too)
{
    const casus_event *whom = NULL;
    casus_statement s = *base;
    s.kind = (uint8_t)position_kind(b, p, s.sentence, &whom);
    if (s.kind == CASUS_CLAIM && !plain_too)
        return;
    s.content = (casus_span){b->doc->tokens[p->first].at.begin, b->doc->tokens[p->last].at.end};
    if (whom) {
        s.n_addressees = whom->n_actors;
        memcpy(s.addressee, whom->actor, sizeof s.addressee);
    }
    s.condition = condition_of(b, s.sentence, p->clause);
    add(b, s, p->cue);
}

/* Clauses joined by "and" that have their own subject are positions of their own when they do something else. */
static void add_positions(book *b, const casus_statement *base, position p, bool plain_too)
{
    casus_ref rest = p.last;
    const casus_event *whom = NULL;
    int kind = (int)position_kind(b, &p, base->sentence, &whom);
    for (casus_ref c = tree_next_child(b->doc, p.clause, CASUS_NONE); c != CASUS_NONE; c = tree_next_child(b->doc, p.clause, c)) {
        position q = p;
        if (b->doc->tokens[c].label != CASUS_CONJ || c < p.first || c > p.last || position_subject(b, c) == CASUS_NONE)
            continue;
        q.clause = c;
        tree_extent(b->doc, c, &q.first, &q.last);
        while (q.first < c && (b->doc->tokens[q.first].upos == CASUS_PUNCT || b->doc->tokens[q.first].label == CASUS_CC || b->doc->tokens[q.first].label == CASUS_MARK))
            q.first++;
        q.last = q.last > p.last ? p.last : q.last;
        whom = NULL;
        int other = (int)position_kind(b, &q, base->sentence, &whom);
        if (other == CASUS_CLAIM || (other == kind && other != CASUS_ACCUSATION) || q.first <= p.first + 1)
            continue;
        add_position(b, base, &q, plain_too);
        if (q.first - 1 < rest)
            rest = q.first - 1;
    }
    while (rest > p.first && (b->doc->tokens[rest].upos == CASUS_PUNCT || b->doc->tokens[rest].label == CASUS_CC))
        rest--;
    p.last = rest;
    add_position(b, base, &p, plain_too);
}

/* Phrases say something only under cues that name what they do ("announced the start", "claimed responsibility"). */
static int kind_of_phrase(const book *b, const casus_attribution *a)
{
    if (a->kind == b->w.claim)
        return CASUS_CLAIM;
    if (a->kind == b->w.demand || a->kind == b->w.ask)
        return CASUS_DEMAND;
    static const char *const harm[] = {"retaliation", "revenge", "retribution", "vengeance", "reprisal", "punishment"};
    static const char *const charges[] = {"charge", "allegation", "accusation", "claim", "report", "suggestion", "rumour", "rumor", "responsibility", "involvement"};
    if (a->kind == b->w.promise)
        return AMONG(book_lemma(b, top_of(b, a->first, a->last)), harm) ? CASUS_THREAT : CASUS_PROMISE;
    if (a->kind == b->w.threaten)
        return CASUS_THREAT;
    if (a->kind == b->w.deny)
        return AMONG(book_lemma(b, top_of(b, a->first, a->last)), charges) || b->doc->tokens[a->cue_head].lemma == b->w.deny ? CASUS_DENIAL : CASUS_REFUSAL;
    if (a->kind == b->w.say) {
        casus_ref top = top_of(b, a->first, a->last);
        static const char *const firm[] = {"commitment", "support", "readiness", "determination", "resolve"};
        return b->doc->tokens[top].lemma == b->w.need ? CASUS_DEMAND : AMONG(book_lemma(b, top), firm) ? CASUS_PROMISE : CASUS_CLAIM;
    }
    return -1;
}

/* "confirmed reports that ISIL has killed 70 people": the clause inside the phrase is what is said. */
static bool clause_in_phrase(const book *b, const casus_attribution *a, position *p)
{
    casus_ref top = top_of(b, a->first, a->last);
    for (casus_ref c = tree_next_child(b->doc, top, CASUS_NONE); c != CASUS_NONE; c = tree_next_child(b->doc, top, c)) {
        casus_ref mark = book_child(b, c, CASUS_MARK);
        if (c > a->last || mark == CASUS_NONE || strcmp(symtab_name(b->d->names, b->doc->tokens[mark].norm), "that") != 0)
            continue;
        *p = (position){.clause = c, .speaker = a->speaker, .cue = b->w.say};
        tree_extent(b->doc, c, &p->first, &p->last);
        p->first = mark + 1;
        p->last = p->last > a->last ? a->last : p->last;
        return p->first <= p->last;
    }
    return false;
}

static int kind_by_cue(const book *b, const casus_attribution *a)
{
    if (a->kind == b->w.demand)
        return CASUS_DEMAND;
    position p = {.clause = top_of(b, a->first, a->last), .first = a->first, .last = a->last, .speaker = a->speaker, .cue = a->kind};
    if (a->kind == b->w.promise)
        return position_hostile(b, &p, a->sentence) ? CASUS_THREAT : CASUS_PROMISE;
    if (a->kind == b->w.threaten)
        return CASUS_THREAT;
    if (a->kind == b->w.deny && a->cue_head != CASUS_NONE)
        return b->doc->tokens[a->cue_head].lemma == b->w.deny ? CASUS_DENIAL : AMONG(book_lemma(b, a->cue_head), ((const char *const[]){"decline", "refuse"})) ? CASUS_REFUSAL : -1;
    return -1;
}

/* A paper or agency that only passes on what somebody says in it takes no position of its own. */
static bool passes_on(const book *b, const casus_attribution *a)
{
    if (b->doc->actors[a->speaker].sector != b->w.JRN)
        return false;
    for (const casus_attribution *x = a + 1; x < b->doc->attributions + b->doc->n_attributions && x->sentence == a->sentence; x++)
        if (x->cue_head != CASUS_NONE && x->cue_head >= a->first && x->cue_head <= a->last && x->speaker != CASUS_NONE && x->speaker != a->speaker)
            return true;
    return false;
}

/* Whose every word is a position: those who govern, fight or speak for states. */
static bool official(const book *b, casus_ref actor)
{
    const casus_actor *a = &b->doc->actors[actor];
    return a->country && (a->sector == b->w.GOV || a->sector == b->w.MIL || a->sector == b->w.REB || !a->sector);
}

/* Words that only lead to another's words: those are told with their own speaker. */
static bool leads_to_another(const book *b, const casus_attribution *a)
{
    bool below = a->cue_head == CASUS_NONE || tree_sentence(b->doc, a->cue_head) != a->sentence;
    for (const casus_attribution *x = a + 1; x < b->doc->attributions + b->doc->n_attributions && x->sentence == a->sentence; x++) {
        bool inside = x->cue_head != CASUS_NONE && x->cue_head >= a->first && x->cue_head <= a->last && x->last <= a->last && !x->phrase && !x->unsaid;
        if (inside && takes_position(b, x->speaker) && (x->last - x->first) * 2 > a->last - a->first && (below || same_actor(b, x->speaker, a->speaker)))
            return true;
    }
    return false;
}

/* "does not want X to", "does not accept that": not to will it is to refuse it. */
static bool wants(const book *b, casus_ref cue)
{
    static const char *const verbs[] = {"want", "wish", "accept", "agree", "support", "recognise", "recognize", "intend", "favour", "favor", "endorse"};
    return AMONG(book_lemma(b, cue), verbs);
}

static void from_attribution(book *b, const casus_attribution *a)
{
    casus_ref sentence = a->sentence;
    bool unwilling = a->unsaid == CASUS_DENIED && a->cue_head != CASUS_NONE && wants(b, a->cue_head);
    if (!takes_position(b, a->speaker) || (a->unsaid && !unwilling) || (a->last < a->first + 1 && a->kind != b->w.claim))
        return;
    casus_statement s = {.sentence = sentence, .speaker = a->speaker, .content = a->content, .quoted = a->quoted, .n_addressees = a->n_addressees};
    memcpy(s.addressee, a->addressee, sizeof a->addressee);
    s.reported_by = a->cue_head == CASUS_NONE ? CASUS_NONE : passed_on_by(b, a->cue_head, a->speaker);
    int kind = unwilling ? CASUS_REFUSAL : a->phrase ? kind_of_phrase(b, a) : kind_by_cue(b, a);
    position inner;
    if (a->phrase && !unwilling && a->kind != b->w.deny && clause_in_phrase(b, a, &inner)) {
        add_positions(b, &s, inner, true);
        return;
    }
    if (passes_on(b, a) || leads_to_another(b, a))
        return;
    bool about = substantive(b, sentence, a->first, a->last) || (!a->quoted && a->last >= a->first + 4 && official(b, a->speaker) && !courtesy(b, a->first, a->last));
    if (kind >= 0 && about) {
        s.kind = (uint8_t)kind;
        if (a->first == a->last) /* "claimed responsibility" */
            s.content.begin = a->cue.begin < s.content.begin ? a->cue.begin : s.content.begin;
        s.condition = condition_of(b, sentence, a->first);
        add(b, s, a->kind);
        return;
    }
    if (a->phrase)
        return;
    position p = {.clause = top_of(b, a->first, a->last), .first = a->first, .last = a->last, .speaker = a->speaker, .cue = a->kind};
    bool reported = a->quoted || (a->cue_head != CASUS_NONE && tree_sentence(b->doc, a->cue_head) == sentence); /* not the source's own text below "X said:" */
    add_positions(b, &s, p, about && reported && a->last >= a->first + 3);
}

/* ---- the source's own voice ---- */

/* "It is imperative that all parties act": the source asks for it. */
static void impersonal_demand(book *b, casus_ref i, casus_ref top)
{
    const casus_sentence *x = &b->doc->sentences[i];
    casus_ref last = x->first + x->count - 1;
    while (last > x->first && b->doc->tokens[last].upos == CASUS_PUNCT)
        last--;
    position p = {.clause = top, .first = x->first, .last = last, .speaker = b->narrator};
    if (b->doc->tokens[top].upos != CASUS_ADJ || !position_demands(b, &p, false, 0))
        return;
    casus_statement s = {.kind = CASUS_DEMAND, .sentence = i, .speaker = b->narrator, .reported_by = CASUS_NONE};
    s.content = (casus_span){b->doc->tokens[p.first].at.begin, b->doc->tokens[p.last].at.end};
    add(b, s, 0);
}

/* A sentence that nobody is quoted in, in a text with a "we": commitments, demands, condemnations. */
static void from_own_voice(book *b, casus_ref i)
{
    const casus_sentence *x = &b->doc->sentences[i];
    if (b->narrator == CASUS_NONE || !x->count || b->doc->n_statements > b->first_here)
        return;
    casus_ref top = x->first, last = x->first + x->count - 1;
    for (casus_ref t = x->first; t < x->first + x->count; t++)
        if (tree_is_root(b->doc, t))
            top = t;
    casus_ref subject = position_subject(b, top);
    if ((b->doc->tokens[top].flags & CASUS_T_QUOTED) || speaker_of(b->doc, top) != CASUS_NONE)
        return;
    casus_ref who = subject == CASUS_NONE ? CASUS_NONE : actor_at(b->doc, subject);
    if (who == CASUS_NONE && (subject == CASUS_NONE || book_child(b, top, CASUS_EXPL) != CASUS_NONE || b->doc->tokens[subject].upos == CASUS_PRON))
        impersonal_demand(b, i, top);
    bool state = who != CASUS_NONE && (b->doc->actors[who].kind == CASUS_A_STATE || b->doc->actors[who].kind == CASUS_A_BODY) && b->doc->actors[who].country;
    bool own = who != CASUS_NONE && position_own(b, subject, b->narrator) && (b->doc->actors[who].kind == CASUS_A_NARRATOR || state);
    if (!own)
        return;
    while (last > x->first && b->doc->tokens[last].upos == CASUS_PUNCT)
        last--;
    casus_statement s = {.sentence = i, .speaker = who, .reported_by = CASUS_NONE};
    position p = {.clause = top, .first = x->first, .last = last, .speaker = who};
    add_positions(b, &s, p, false);
}

/* ---- the document ---- */

static void index_actors(book *b)
{
    casus_doc *d = b->doc;
    b->actor_first = ARENA_ARRAY(&b->d->memory, casus_ref, d->n_sentences + 1);
    b->actor_next = ARENA_ARRAY(&b->d->memory, casus_ref, d->n_actors + 1);
    for (casus_ref i = 0; i < d->n_sentences; i++)
        b->actor_first[i] = CASUS_NONE;
    for (casus_ref i = d->n_actors; i-- > 0;) {
        b->actor_next[i] = b->actor_first[d->actors[i].sentence];
        b->actor_first[d->actors[i].sentence] = i;
        if (d->actors[i].kind == CASUS_A_NARRATOR && d->actors[i].country)
            b->narrator = i;
    }
}

void statement_read(document *d, const knowledge *k)
{
    book b = {.d = d, .doc = &d->doc, .k = k, .narrator = CASUS_NONE};
#define WORD_LOOK_UP(word) b.w.word = symtab_add(d->names, #word, sizeof #word - 1);
    WORDS(WORD_LOOK_UP)
#undef WORD_LOOK_UP
    index_actors(&b);
    uint32_t e = 0, a = 0;
    for (casus_ref i = 0; i < d->doc.n_sentences; i++) {
        casus_sentence *s = &d->doc.sentences[i];
        b.first_here = d->doc.n_statements;
        for (; e < d->doc.n_events && d->doc.events[e].sentence <= i; e++)
            from_event(&b, &d->doc.events[e]);
        for (; a < d->doc.n_attributions && d->doc.attributions[a].sentence <= i; a++)
            from_attribution(&b, &d->doc.attributions[a]);
        if (s->verdict != CASUS_V_BOILERPLATE && s->verdict != CASUS_V_NOT_ENGLISH)
            from_own_voice(&b, i);
        if (d->doc.n_statements > b.first_here && s->verdict != CASUS_V_CODED && s->verdict != CASUS_V_BOILERPLATE)
            s->verdict = CASUS_V_STATEMENT_ONLY;
    }
}
