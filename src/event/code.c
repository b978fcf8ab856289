/* One match to one event: parties, words, time, place, status and score.
 *
 *     "The US urged the Kremlin to pull back an estimated 100,000 troops."
 *
 * The winning pattern says what the act is; here its slots become actors, its complement colours it,
 * and whoever the clause names besides finds a place. */
#include "event/inside.h"

static casus_span trigger_span(const reading *r, const match *m)
{
    const casus_token *t = r->doc->tokens;
    casus_ref first = m->f->head, last = m->f->head;
    for (casus_ref c = r->first_child[m->f->head]; m->f->particle && c != CASUS_NONE; c = r->next_sibling[c])
        if (t[c].norm == m->f->particle && c > last)
            last = c;
    casus_ref other = m->s.literal;
    if (other != CASUS_NONE && other > last && other - last < 8)
        last = other;
    else if (other != CASUS_NONE && other < first && first - other < 8)
        first = other;
    return (casus_span){t[first].at.begin, t[last].at.end};
}

/* Words of a subtree without the marks and stops at its ends. */
static casus_span subtree_span(const reading *r, casus_ref head, casus_ref not_before)
{
    casus_ref first, last;
    const casus_token *t = r->doc->tokens;
    tree_extent(r->doc, head, &first, &last);
    if (not_before != CASUS_NONE && first <= not_before && not_before < head)
        first = not_before + 1;
    while (first < last && (t[first].norm == r->w.to || t[first].norm == r->w.that || t[first].upos == CASUS_PUNCT))
        first++;
    while (last > first && t[last].upos == CASUS_PUNCT)
        last--;
    return (casus_span){t[first].at.begin, t[last].at.end};
}

/* What the act is about: its clause; the phrase in its object or of-phrase; under a modal the clause itself. */
static casus_span content_of(const reading *r, const match *m)
{
    const frame *f = m->f;
    casus_ref at = m->s.complement;
    if (m->p->pos == 'm' || m->p->modal || m->p->pos == 'a' || (m->p->flags & PATTERN_WANTS_NOT))
        return subtree_span(r, f->head, CASUS_NONE);
    static const place_of clauses[] = {AT_THAT, AT_TO, AT_OF_ING, AT_ING};
    for (size_t i = 0; at == CASUS_NONE && i < sizeof clauses / sizeof *clauses; i++)
        at = frame_arg(f, clauses[i]);
    for (int i = 0; at == CASUS_NONE && i < m->s.n_r; i++) /* "demanded R's withdrawal": the phrase is no party */
        if (actor_at(r->doc, m->s.r[i]) == CASUS_NONE)
            at = m->s.r[i];
    if (at == CASUS_NONE && f->pos == 'v') {
        casus_ref object = frame_arg(f, AT_OBJECT);
        if (object != CASUS_NONE && actor_at(r->doc, object) == CASUS_NONE)
            at = object;
    }
    for (int i = 0; at == CASUS_NONE && i < f->n; i++)
        if (f->arg[i].at == AT_PREP && !f->arg[i].via && actor_at(r->doc, f->arg[i].head) == CASUS_NONE &&
            (f->arg[i].prep == r->w.of || f->pos == 'v' || f->arg[i].prep == symtab_find(r->d->names, "for", 3)))
            at = f->arg[i].head;
    return at == CASUS_NONE ? (casus_span){0, 0} : subtree_span(r, at, f->head);
}

/* A noun's own time: "one in Vienna ON THURSDAY". */
static casus_ref time_below(const casus_doc *d, const frame *f)
{
    casus_ref first, last;
    tree_extent(d, f->head, &first, &last);
    for (casus_ref i = 0; i < d->n_times; i++) {
        const casus_time *t = &d->times[i];
        if (t->sentence != f->sentence || t->head < first || t->head > last || !t->precision)
            continue;
        casus_ref up = d->tokens[t->head].head;
        for (int steps = 0; steps < 4 && up != f->head && d->tokens[up].upos != CASUS_VERB && d->tokens[up].head != up && d->tokens[up].label != CASUS_CONJ; steps++)
            up = d->tokens[up].head;
        if (up == f->head)
            return i;
    }
    return CASUS_NONE;
}

/* Where a counter's share of the sentence ends: at the next counter, or with the sentence. */
static casus_ref share_end(reading *r, const frame *f)
{
    const casus_sentence *s = &r->doc->sentences[f->sentence];
    for (casus_ref t = f->head + 1; t < s->first + s->count; t++)
        if (frame_stands_in(r, t))
            return t;
    return s->first + s->count;
}

/* "one in Brussels on Wednesday; one in Vienna on Thursday": each takes the day and place that follow it. */
static void share_when_and_where(reading *r, casus_event *e, const frame *f)
{
    casus_doc *d = r->doc;
    casus_ref end = share_end(r, f);
    e->time = e->place = CASUS_NONE;
    for (casus_ref i = 0; i < d->n_times && e->time == CASUS_NONE; i++)
        if (d->times[i].head > f->head && d->times[i].head < end && d->times[i].precision)
            e->time = i;
    for (casus_ref i = 0; i < d->n_places && e->place == CASUS_NONE; i++) {
        const char *relation = symtab_name(r->d->names, d->places[i].relation);
        if (d->places[i].head > f->head && d->places[i].head < end && strcmp(relation, "between") != 0)
            e->place = i;
    }
    if (e->time != CASUS_NONE) {
        e->date = d->times[e->time].from;
        e->precision = d->times[e->time].precision;
    }
}

static casus_ref town_at(const casus_doc *d, casus_ref head)
{
    for (casus_ref i = 0; i < d->n_places; i++)
        if (d->places[i].head == head && d->places[i].precision != CASUS_P_COUNTRY)
            return i;
    return CASUS_NONE;
}

static void set_when_and_where(reading *r, casus_event *e, const match *m)
{
    casus_doc *d = r->doc;
    if (m->f->stands_for != CASUS_NONE) {
        share_when_and_where(r, e, m->f);
        return;
    }
    e->time = m->f->pos == 'n' ? time_below(d, m->f) : CASUS_NONE;
    if (e->time == CASUS_NONE)
        e->time = time_of(d, m->f->head);
    if (e->time == CASUS_NONE && m->f->clause != m->f->head)
        e->time = time_of(d, m->f->clause);
    if (e->time != CASUS_NONE && d->times[e->time].precision) {
        e->date = d->times[e->time].from;
        e->precision = d->times[e->time].precision;
    }
    e->place = place_of_token(d, m->f->head);
    if (e->place == CASUS_NONE && m->f->clause != m->f->head)
        e->place = place_of_token(d, m->f->clause);
    for (int i = 0; i < m->s.n_r && e->place == CASUS_NONE && e->type == r->w.ASSAULT; i++)
        e->place = town_at(d, m->s.r[i]); /* "struck Odesa": whom and where */
}

/* "condemned the murder OF students", "the attacks ON mosques": what follows a deed that is blamed names its victims. */
static bool blamed_deed(const reading *r, casus_ref noun)
{
    static const char *const classes[] = {"@violence", "@attackn", "@crime", "@abuse"};
    casus_sym lemma = noun == CASUS_NONE ? 0 : r->doc->tokens[noun].lemma;
    for (size_t i = 0; lemma && i < sizeof classes / sizeof *classes; i++)
        if (knowledge_class(r->k, classes[i], lemma))
            return true;
    return false;
}

/* "the IRAN arms scandal": what it is about. */
static bool names_topic(const reading *r, casus_ref name, casus_ref noun)
{
    static const char *const topics[] = {"scandal", "affair", "crisis", "controversy", "saga"};
    const casus_token *t = r->doc->tokens;
    for (size_t i = 0; t[name].label == CASUS_COMPOUND && i < sizeof topics / sizeof *topics; i++)
        if (strcmp(symtab_name(r->d->names, t[noun].lemma), topics[i]) == 0)
            return true;
    return false;
}

/* "shelled villages BURNED by rebels": they did that to the villages before. */
static bool struck(reading *r, casus_ref participle)
{
    casus_event inside;
    parties theirs;
    return act_inside(r, participle, &inside, &theirs) && inside.type == r->w.ASSAULT;
}

/* Those behind a thing: "the attack BY X", "the agreement BETWEEN X and Y", "steps TAKEN BY X", "X's report". */
static void parties_behind(reading *r, casus_ref noun, casus_sym type, parties *p)
{
    const lexicon *w = &r->w;
    const casus_sym order[] = {w->by, w->between, w->of};
    frame *f = frame_of(r, noun);
    bool blamed = type == w->ACCUSE, done_by = type != w->ASSAULT; /* "the strike on the platform BY two destroyers" */
    if (!f || f->pos != 'n')
        return;
    for (int i = 0; i < f->n; i++) {
        const argument *a = &f->arg[i];
        if (a->at == AT_SUBJECT && !a->via && a->prep != w->say && a->head != noun && !names_topic(r, a->head, noun) && (r->doc->tokens[a->head].upos != CASUS_ADJ || actor_exactly(r->doc, a->head)))
            p->n_recipients = party_of(r, a->head, false, p->recipient, p->n_recipients, &p->more);
    }
    for (casus_ref c = r->first_child[noun]; !p->n_recipients && c != CASUS_NONE; c = r->next_sibling[c])
        if ((r->doc->tokens[c].label == CASUS_ACL || r->doc->tokens[c].label == CASUS_ACL_RELCL) && !(type == w->ASSAULT && struck(r, c)))
            for (casus_ref x = r->first_child[c]; x != CASUS_NONE; x = r->next_sibling[x])
                if (r->doc->tokens[x].label == CASUS_OBL_AGENT || (r->doc->tokens[x].label == CASUS_OBL && (frame_prep(r, x) == w->by || frame_prep(r, x) == w->between)))
                    p->n_recipients = party_of(r, x, false, p->recipient, p->n_recipients, &p->more);
    for (casus_ref c = r->first_child[noun]; !p->n_recipients && c != CASUS_NONE; c = r->next_sibling[c]) {
        casus_ref mark = r->doc->tokens[c].label == CASUS_ACL ? child_with(r, c, CASUS_MARK) : CASUS_NONE;
        if (mark != CASUS_NONE && r->doc->tokens[mark].norm == w->that && child_with(r, c, CASUS_NSUBJ) != CASUS_NONE) /* "the news that X has freed them" */
            p->n_recipients = party_of(r, child_with(r, c, CASUS_NSUBJ), false, p->recipient, 0, &p->more);
    }
    if (!p->n_recipients)
        p->n_recipients = claimants(r, noun, p->recipient, &p->more);
    for (size_t j = 0; j < sizeof order / sizeof *order; j++)
        for (int i = 0; i < f->n && !p->n_recipients; i++)
            if (f->arg[i].at == AT_PREP && f->arg[i].prep == order[j] && (done_by || order[j] != w->by) && !(blamed && order[j] == w->of && blamed_deed(r, noun)))
                p->n_recipients = party_of(r, f->arg[i].head, false, p->recipient, p->n_recipients, &p->more);
}

/* "welcomed a resumption of ties WITH X", "signed an accord to supply X": behind the thing that the object is of, or in its infinitive. */
static void parties_deeper(reading *r, casus_ref noun, parties *p)
{
    const lexicon *w = &r->w;
    for (casus_ref c = r->first_child[noun]; c != CASUS_NONE && !p->n_recipients; c = r->next_sibling[c]) {
        unsigned label = r->doc->tokens[c].label;
        if (label == CASUS_NMOD && frame_prep(r, c) == w->of && actor_at(r->doc, c) == CASUS_NONE)
            for (casus_ref x = r->first_child[c]; x != CASUS_NONE && !p->n_recipients; x = r->next_sibling[x])
                if (r->doc->tokens[x].label == CASUS_NMOD && (frame_prep(r, x) == w->with || frame_prep(r, x) == w->between || frame_prep(r, x) == w->by))
                    p->n_recipients = party_of(r, x, false, p->recipient, 0, &p->more);
        casus_ref mark = label == CASUS_ACL ? child_with(r, c, CASUS_MARK) : CASUS_NONE, object = mark == CASUS_NONE ? CASUS_NONE : child_with(r, c, CASUS_OBJ);
        casus_ref who = object == CASUS_NONE ? CASUS_NONE : actor_at(r->doc, object);
        bool named = who != CASUS_NONE && r->doc->actors[who].kind != CASUS_A_GROUP; /* "the right to use force" */
        if (named && r->doc->tokens[mark].norm == w->to)
            p->n_recipients = party_of(r, object, false, p->recipient, 0, &p->more);
    }
}

/* The tree may hang "reached between X and Y" on the verb itself: the clause right after the object tells
 * who is behind it. */
static void parties_after(reading *r, const frame *f, casus_ref object, parties *p)
{
    const lexicon *w = &r->w;
    for (casus_ref c = r->first_child[f->head]; c != CASUS_NONE && !p->n_recipients; c = r->next_sibling[c]) {
        const casus_token *t = &r->doc->tokens[c];
        bool participle = (t->label == CASUS_CCOMP || t->label == CASUS_ADVCL || t->label == CASUS_XCOMP) && (t->morph & CASUS_PART_F);
        if (c != object + 1 || !participle)
            continue;
        for (casus_ref x = r->first_child[c]; x != CASUS_NONE; x = r->next_sibling[x])
            if (r->doc->tokens[x].label == CASUS_OBL_AGENT || frame_prep(r, x) == w->between || frame_prep(r, x) == w->by)
                p->n_recipients = party_of(r, x, false, p->recipient, p->n_recipients, &p->more);
    }
}

/* "condemned the attack by X": an object that is nobody passes the act on to those behind it. */
static void recipient_behind_object(reading *r, const match *m, parties *p)
{
    for (int i = 0; i < m->s.n_r + 1 && !p->n_recipients; i++) {
        casus_ref head = i < m->s.n_r ? m->s.r[i] : frame_arg(m->f, AT_OBJECT);
        if (head == CASUS_NONE || (m->f->pos != 'v' && i == m->s.n_r))
            continue;
        parties_behind(r, head, m->p->event, p);
        if (!p->n_recipients)
            parties_after(r, m->f, head, p);
        if (!p->n_recipients)
            parties_deeper(r, head, p);
    }
    p->n_recipients = without(r->doc, p->recipient, p->n_recipients, p->actor, p->n_actors);
}

static bool takes_part(const match *m, casus_ref head)
{
    for (int i = 0; i < m->s.n_a; i++)
        if (m->s.a[i] == head)
            return true;
    return head == m->s.place;
}

/* "an inquiry into UKRAINE'S conduct", "exercises near the UKRAINIAN border": whose the thing is that a preposition names. */
static void owners_left_over(reading *r, const match *m, bool blamed, parties *p)
{
    static const char *const preps[] = {"about", "into", "over", "at", "on", "toward", "towards", "near", "along", "around", "against", "close_to", "to", "in"};
    const lexicon *w = &r->w;
    bool force = m->p->event == w->COERCE || m->p->event == w->MOBILIZE || m->p->event == w->ASSAULT;
    for (int i = 0; i < m->f->n && !p->n_recipients && !blamed; i++) {
        const argument *a = &m->f->arg[i];
        bool named = false;
        if (a->at == AT_PREP && m->p->event == w->SANCTION) /* "banned imports of PAKISTANI cotton" */
            named = a->prep == w->of || a->prep == w->on;
        for (size_t j = 0; a->at == AT_PREP && j < sizeof preps / sizeof *preps - (force ? 0 : 2); j++)
            named |= strcmp(symtab_name(r->d->names, a->prep), preps[j]) == 0;
        if (named && (!takes_part(m, a->head) || a->head == m->s.place) && actor_at(r->doc, a->head) == CASUS_NONE)
            p->n_recipients = owners_of_thing(r, a->head, p->recipient, 0, &p->more);
    }
}

/* "asked Canada for aid", "freed 400 prisoners": somebody the clause names whom the pattern's slots
 * left over is whom the act is for: its object, its indirect object, then "to", "against", "on" ... */
static void recipient_left_over(reading *r, const match *m, parties *p)
{
    static const char *const preps[] = {"to", "against", "on", "at", "from", "with", "toward", "towards", "upon"};
    const frame *f = m->f;
    bool blamed = m->p->event == r->w.ACCUSE && (blamed_deed(r, m->s.literal) || blamed_deed(r, frame_arg(f, AT_OBJECT)));
    enum { GIVEN_TO, ACTED_ON, BY_PREPOSITION, BY_WORD, PASSES }; /* a word of the pattern itself comes last */
    for (int pass = 0; pass < PASSES; pass++)
        for (int i = 0; i < f->n && !p->n_recipients; i++) {
            const argument *a = &f->arg[i];
            bool word_of_pattern = a->head == m->s.literal, object = f->pos == 'v' && a->at == AT_OBJECT;
            bool fits = pass == GIVEN_TO ? f->pos == 'v' && a->at == AT_INDIRECT : pass == ACTED_ON ? object && !word_of_pattern : pass == BY_WORD ? object && word_of_pattern : false;
            bool ours = !a->via || (m->s.literal != CASUS_NONE && r->doc->tokens[a->head].head == m->s.literal);
            for (size_t j = 0; pass == BY_PREPOSITION && a->at == AT_PREP && ours && !blamed && j < sizeof preps / sizeof *preps; j++)
                fits |= strcmp(symtab_name(r->d->names, a->prep), preps[j]) == 0 && town_at(r->doc, a->head) == CASUS_NONE;
            if (fits && !takes_part(m, a->head) && actor_at(r->doc, a->head) != CASUS_NONE)
                p->n_recipients = party_of(r, a->head, false, p->recipient, p->n_recipients, &p->more);
        }
    owners_left_over(r, m, blamed, p);
    p->n_recipients = without(r->doc, p->recipient, p->n_recipients, p->actor, p->n_actors);
}

/* Whose the thing is, or the thing it is of: "the build-up of RUSSIAN troops", "reports of RUSSIAN troop movements", "an end to ISRAEL'S raids". */
static void behind_topic(reading *r, casus_ref noun, casus_sym type, int depth, parties *p)
{
    enum { DEEPEST = 2 };
    parties_behind(r, noun, type, p);
    if (!p->n_recipients)
        p->n_recipients = owners_of_thing(r, noun, p->recipient, 0, &p->more);
    for (casus_ref c = r->first_child[noun]; depth < DEEPEST && c != CASUS_NONE && !p->n_recipients; c = r->next_sibling[c]) {
        casus_sym prep = r->doc->tokens[c].label == CASUS_NMOD ? frame_prep(r, c) : 0;
        bool victim = prep == r->w.of && type == r->w.ACCUSE && blamed_deed(r, noun); /* "the murder OF students" */
        if ((prep == r->w.of || prep == r->w.to) && !victim && actor_at(r->doc, c) == CASUS_NONE)
            behind_topic(r, c, type, depth + 1, p);
    }
}

/* What is to end when "an end to" it is called for. */
static bool ends(const reading *r, casus_ref noun)
{
    static const char *const nouns[] = {"end", "halt", "stop", "cessation", "suspension", "freeze"};
    for (size_t i = 0; i < sizeof nouns / sizeof *nouns; i++)
        if (strcmp(symtab_name(r->d->names, r->doc->tokens[noun].lemma), nouns[i]) == 0)
            return true;
    return false;
}

/* "ISRAEL'S decision drew criticism from the Union", "the raid is unacceptable": the pattern's subject is what is judged. */
static bool told_of_thing(const pattern *p)
{
    for (int i = 0; i < p->n_elements; i++)
        if (p->elements[i].at == AT_SUBJECT)
            return p->elements[i].slot == SLOT_ANY;
    return false;
}

/* "alarm at the build-up of RUSSIAN troops", "welcomed the adoption of the UN resolution", "called for an end to ISRAEL'S raids": whoever is
 * behind what is blamed, praised or to stop. */
static void recipient_of_topic(reading *r, const match *m, parties *p)
{
    static const char *const about[] = {"over", "at", "about", "with", "to", "of", "against", "on"};
    const lexicon *w = &r->w;
    const frame *f = m->f;
    casus_sym type = m->p->event;
    bool verdict = type == w->ACCUSE || type == w->SUPPORT;
    for (int i = 0; i < f->n && !p->n_recipients; i++) {
        const argument *a = &f->arg[i];
        bool object = f->pos == 'v' && a->at == AT_OBJECT, named = false;
        for (size_t j = 0; a->at == AT_PREP && j < sizeof about / sizeof *about; j++)
            named |= strcmp(symtab_name(r->d->names, a->prep), about[j]) == 0;
        named |= f->pos == 'a' && a->at == AT_PREP && a->prep == w->by; /* "appalled BY the regime's use of gas" */
        named |= a->at == AT_SUBJECT && told_of_thing(m->p);
        bool asked = type == w->REQUEST && ends(r, a->head) && (object || a->at == AT_PREP);
        if ((asked || (verdict && (object || named))) && r->doc->tokens[a->head].upos == CASUS_NOUN && actor_at(r->doc, a->head) == CASUS_NONE && !takes_part(m, a->head))
            behind_topic(r, a->head, type, 0, p);
        p->n_recipients = without(r->doc, p->recipient, p->n_recipients, p->actor, p->n_actors);
    }
}

void copy_pattern(reading *r, casus_event *e, const match *m)
{
    const pattern *p = m->p;
    plover known;
    e->type = p->event;
    e->n_modes = p->n_modes;
    for (int i = 0; i < p->n_modes; i++)
        e->mode[i] = p->mode[i];
    e->rule = p->rule;
    e->cameo = p->cameo;
    if (!e->cameo && knowledge_plover(r->k, e->type, e->n_modes ? e->mode[0] : 0, &known))
        e->cameo = known.cameo;
    e->head = m->f->head;
    e->sentence = m->f->sentence;
    e->text = trigger_span(r, m);
    e->content = content_of(r, m);
}

/* ---- operators ---- */

/* A slot that asks for a class of things ("R:@building") is filled by the thing itself. */
static bool slot_of_things(const pattern *p, slot_kind slot)
{
    for (int i = 0; i < p->n_elements; i++)
        if (p->elements[i].slot == slot && p->elements[i].words)
            return true;
    return false;
}

static bool armed(const reading *r, casus_ref actor)
{
    static const char *const sectors[] = {"MIL", "REB", "UAF", "PRM"};
    const char *sector = symtab_name(r->d->names, r->doc->actors[actor].sector);
    for (size_t i = 0; i < sizeof sectors / sizeof *sectors; i++)
        if (strcmp(sector, sectors[i]) == 0)
            return true;
    return false;
}

/* "accused EACH OTHER", "urged ONE ANOTHER to stop", "expelled EACH OTHER'S envoys": those who act are those acted on, too. */
static bool mutual(const reading *r, const match *m, const parties *p)
{
    const casus_token *t = r->doc->tokens;
    for (int i = 0; i < m->s.n_r && p->n_actors > 1; i++) {
        casus_ref owner = child_with(r, m->s.r[i], CASUS_NMOD_POSS), one = owner == CASUS_NONE ? m->s.r[i] : owner;
        const char *norm = symtab_name(r->d->names, t[one].norm);
        if ((strcmp(norm, "each") == 0 || strcmp(norm, "one") == 0) && one + 1 < r->doc->n_tokens && t[one + 1].head == one && t[one + 1].label == CASUS_FIXED)
            return true;
    }
    return false;
}

/* "Hindu mobs", "Dinka herders", "Uzbeks": many of one people or faith, whose violence is no private matter. */
static bool community(const reading *r, casus_ref actor)
{
    enum { LONGEST = 3 }; /* words of a people's name */
    const casus_actor *a = &r->doc->actors[actor];
    const casus_token *t = r->doc->tokens;
    bool former;
    for (casus_ref i = a->first; (a->plural || a->kind == CASUS_A_GROUP) && i <= a->last; i++) {
        casus_sym norms[LONGEST];
        uint32_t n = 0;
        while (n < LONGEST && i + n <= a->last)
            norms[n] = t[i + n].norm, n++;
        for (const phrase_hit *h = phrase_find(r->k, &r->d->memory, norms, n); h; h = h->next) {
            const entry *e = knowledge_entry(r->k, h->entry);
            const tenure *now = e->kind == ENTRY_GROUP && h->name == NAME_NAME ? entry_on(e, 0, &former) : NULL;
            const char *sector = now ? symtab_name(r->d->names, now->sector) : "";
            if (strcmp(sector, "CVL") == 0 || strcmp(sector, "REL") == 0 || (e->kind == ENTRY_COUNTRY && h->name == NAME_PEOPLE))
                return true;
        }
    }
    return false;
}

/* "THE RUSSIANS shelled the town", "the Palestinians offered talks": a people that acts as one stands for its state or its cause. */
static bool nation(const reading *r, casus_ref actor)
{
    casus_ref head = r->doc->actors[actor].head;
    bool the = false;
    for (casus_ref c = r->first_child[head]; c != CASUS_NONE; c = r->next_sibling[c]) {
        uint8_t label = r->doc->tokens[c].label;
        the |= label == CASUS_DETREL && strcmp(symtab_name(r->d->names, r->doc->tokens[c].lemma), "the") == 0;
        if (label == CASUS_AMOD || label == CASUS_NUMMOD || label == CASUS_NMOD || label == CASUS_COMPOUND || label == CASUS_ACL_RELCL)
            return false;
    }
    return the && community(r, actor);
}

static bool needs_met(const reading *r, const match *m, const parties *p)
{
    bool each_other = mutual(r, m, p);
    if (speaks(r, m->p) && (!p->n_actors || (m->s.n_r && !p->n_recipients && !each_other)))
        return false; /* "we have to go": no demand on anybody else */
    bool own = p->n_recipients == 1 && (r->doc->tokens[r->doc->actors[p->recipient[0]].head].morph & CASUS_P1) != 0;
    if (m->p->event == r->w.REQUEST && speaks(r, m->p) && own)
        return false; /* "it is a fight we must win", he said */
    bool who = p->n_actors || (m->s.n_a && slot_of_things(m->p, SLOT_A));
    bool target = m->p->event == r->w.ASSAULT && m->s.n_r && p->n_actors && (armed(r, p->actor[0]) || nation(r, p->actor[0])); /* "attacked the bridge" */
    bool whom = target || each_other || p->n_recipients || (m->s.n_r && slot_of_things(m->p, SLOT_R)) || (m->s.n_b && p->n_actors > 1); /* reciprocal: two parties */
    return !((m->p->flags & PATTERN_NEEDS_A) && !who) && !((m->p->flags & PATTERN_NEEDS_R) && !whom);
}

/* Acts that news tells without naming who did them. */
static bool may_lack_parties(const reading *r, const casus_event *e, const match *m)
{
    return e->type == r->w.ASSAULT && !(m->p->flags & PATTERN_LOW) && e->n_modes && (e->place != CASUS_NONE || m->f->pos == 'v');
}

static bool own_words(reading *r, const casus_event *e)
{
    if (e->speaker == CASUS_NONE)
        return e->n_actors && r->doc->actors[e->actor[0]].kind == CASUS_A_NARRATOR;
    for (uint8_t i = 0; i < e->n_actors; i++)
        if (same_entity(r->doc, e->actor[i], e->speaker) || r->doc->actors[e->actor[i]].country == r->doc->actors[e->speaker].country)
            return true;
    return false;
}

/* "sent NO weapons", "held NO talks": denied by its object, unless the pattern itself says "no". */
static bool nothing_done(const reading *r, const match *m)
{
    for (int i = 0; i < m->p->n_elements; i++)
        for (const casus_sym *x = m->p->elements[i].modifiers; x && *x; x++)
            if (*x == r->w.no)
                return false;
    casus_ref object = m->f->pos == 'v' ? frame_arg(m->f, AT_OBJECT) : CASUS_NONE;
    for (casus_ref c = object == CASUS_NONE ? CASUS_NONE : r->first_child[object]; c != CASUS_NONE; c = r->next_sibling[c])
        if (r->doc->tokens[c].label == CASUS_DETREL && r->doc->tokens[c].lemma == r->w.no)
            return true;
    return false;
}

static void finish(reading *r, casus_event *e, const match *m)
{
    plover root, mode;
    casus_sym told = e->type;
    standing s = status_of(r, m->f);
    bool speech = e->type == r->w.REJECT || e->type == r->w.REQUEST || e->type == r->w.THREATEN || e->type == r->w.ACCUSE || e->type == r->w.AGREE || e->type == r->w.CONCEDE;
    s.negated |= !speech && nothing_done(r, m);
    if ((m->p->flags & PATTERN_FUTURE) || r->future[e->head])
        s.future = true;
    if (m->p->flags & PATTERN_NEGATED)
        s.negated = !s.negated;
    if (m->p->flags & PATTERN_WANTS_NOT)
        s.negated = false;
    if (m->p->pos == 'm' || m->p->modal)
        s = (standing){.why = CASUS_NONE};
    casus_ref a = speaker_of(r->doc, e->head);
    e->speaker = a == CASUS_NONE ? CASUS_NONE : r->doc->attributions[a].speaker;
    fold_event(r, e, &s, own_words(r, e));
    if (e->status == CASUS_ACTUAL && status_historical(r, e, m->f))
        e->status = CASUS_HISTORICAL;
    why_status(r, e, told, &s);
    if (knowledge_plover(r->k, e->type, 0, &root)) {
        e->quad = (uint8_t)root.quad;
        e->scale = root.score;
    }
    if (e->n_modes && knowledge_plover(r->k, e->type, e->mode[0], &mode))
        e->scale = mode.score;
    knowledge_goldstein(r->k, e->cameo, &e->goldstein);
    context_read(r, e);
    int certainty = 400 + m->score * 15 + (e->n_actors ? 80 : 0) + (e->n_recipients ? 60 : 0);
    e->certainty = (uint16_t)(certainty > 990 ? 990 : certainty < 50 ? 50 : certainty);
}

/* Bodies that act in politics: states and their arms, parties, armed groups, international bodies. */
static bool political(const reading *r, casus_ref actor)
{
    static const char *const sectors[] = {"GOV", "MIL", "COP", "JUD", "LEG", "SPY", "PTY", "OPP", "REB", "PRM", "UAF", "PRE", "ELI", "CRM", "LAB"};
    static const char *const bodies[] = {"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "VAT"};
    const casus_actor *a = &r->doc->actors[actor];
    const char *sector = symtab_name(r->d->names, a->sector), *sector2 = symtab_name(r->d->names, a->sector2), *country = symtab_name(r->d->names, a->country);
    for (size_t i = 0; i < sizeof sectors / sizeof *sectors; i++)
        if (strcmp(sector, sectors[i]) == 0 || strcmp(sector2, sectors[i]) == 0)
            return true;
    for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++)
        if (strcmp(country, bodies[i]) == 0)
            return true;
    bool group = a->kind == CASUS_A_BODY && strcmp(sector, "SOC") == 0; /* "rights groups", "an aid agency" */
    return group || a->kind == CASUS_A_NARRATOR || a->kind == CASUS_A_STATE;
}

/* "STUDENTS demanded lower fees", "the BISHOPS rejected the bill": many who speak as a movement, not the people of a country or a town. */
static bool movement(const reading *r, casus_ref actor)
{
    static const char *const sectors[] = {"CVL", "REL", "EDU", "AGR", "MED", "SOC", "REF"};
    const casus_actor *a = &r->doc->actors[actor];
    const char *sector = symtab_name(r->d->names, a->sector), *role = symtab_name(r->d->names, a->role);
    if (a->kind == CASUS_A_PERSON || a->kind == CASUS_A_PRONOUN || (!a->plural && a->kind != CASUS_A_BODY) || strcmp(role, "people") == 0 || strcmp(role, "resident") == 0 || community(r, actor))
        return false;
    for (size_t i = 0; i < sizeof sectors / sizeof *sectors; i++)
        if (strcmp(sector, sectors[i]) == 0)
            return true;
    return false;
}

/* The guideline's first rule: an event is the act of a political actor, or done to one; crowds protest,
 * and people are attacked. What private people do among themselves is none. */
static bool concerns_politics(const reading *r, const casus_event *e, const match *m, const parties *p)
{
    bool violence = e->type == r->w.ASSAULT || e->type == r->w.COERCE;
    bool some = e->type == r->w.PROTEST || (violence && !p->n_actors); /* people are attacked by whom nobody knows */
    some |= (m->p->flags & PATTERN_OFFICIAL) && !p->n_actors && p->n_recipients; /* "was sentenced": by a court */
    bool verbal = !(m->p->flags & PATTERN_LOW) && !p->n_recipients && (e->type == r->w.REQUEST || e->type == r->w.REJECT || e->type == r->w.ACCUSE || e->type == r->w.THREATEN || e->type == r->w.CONCEDE);
    uint8_t peoples = 0;
    for (uint8_t i = 0; i < p->n_actors; i++) {
        bool people = community(r, p->actor[i]);
        some |= political(r, p->actor[i]) || (violence && people) || nation(r, p->actor[i]) || (verbal && movement(r, p->actor[i]));
        peoples += people;
    }
    for (uint8_t i = 0; i < p->n_recipients; i++)
        some |= political(r, p->recipient[i]) || nation(r, p->recipient[i]);
    return some || (peoples > 1 && peoples == p->n_actors); /* "Americans and Russians held talks" */
}

/* "The telescope captured the explosion", "a tornado killed 36": somebody is named who acts, and it is
 * nobody. Weapons and deeds of violence may stand in the subject ("the bomb killed", "the raid hit"). */
static bool done_by_thing(reading *r, const match *m)
{
    casus_ref head = m->f->pos == 'v' ? frame_arg(m->f, AT_SUBJECT) : CASUS_NONE;
    casus_ref who[CASUS_MAX_PARTIES];
    casus_event inside;
    parties theirs;
    static const char *const violent[] = {"@warweapon", "@attackn", "@anyattack", "@bombingn", "@airstrike", "@shelling", "@blast", "@bomb", "@missile", "@aircraft", "@drone"};
    bool more, has_slot = false;
    for (int i = 0; i < m->p->n_elements; i++)
        if (m->p->elements[i].at == AT_SUBJECT && m->p->elements[i].slot == SLOT_WORD)
            return false; /* the pattern itself says what stands there */
    for (size_t i = 0; head != CASUS_NONE && i < sizeof violent / sizeof *violent; i++)
        if (knowledge_class(r->k, violent[i], r->doc->tokens[head].lemma))
            return false;
    for (int i = 0; i < m->p->n_elements; i++)
        has_slot |= m->p->elements[i].at == AT_SUBJECT && (m->p->elements[i].slot == SLOT_A || m->p->elements[i].slot == SLOT_B) && !m->p->elements[i].words;
    if (!has_slot || head == CASUS_NONE || r->doc->tokens[head].upos != CASUS_NOUN)
        return false;
    return !party_of(r, head, false, who, 0, &more) && !act_inside(r, head, &inside, &theirs);
}

/* How many of the sentence's words belong to a domain of verbs/domains.txt. */
static int domain_words(const reading *r, casus_ref sentence, const char *domain)
{
    const casus_sentence *s = &r->doc->sentences[sentence];
    casus_sym key = symtab_find(r->d->names, domain, strlen(domain));
    int n = 0;
    for (casus_ref t = s->first; t < s->first + s->count; t++) {
        const casus_token *x = &r->doc->tokens[t];
        n += knowledge_key(r->k, "verbs/domains", x->norm) == key || (x->lemma != x->norm && knowledge_key(r->k, "verbs/domains", x->lemma) == key);
    }
    return n;
}

/* A party that is in politics for certain: known by name, or an arm of a known country. */
static bool firm(const reading *r, const casus_ref *list, uint8_t n)
{
    for (uint8_t i = 0; i < n; i++) {
        const casus_actor *a = &r->doc->actors[list[i]];
        if (political(r, list[i]) && a->country && (a->name || a->sector))
            return true;
    }
    return false;
}

/* The sentence is about a match, a film, a storm or a family: its verbs of conflict mean something else.
 * NULL when it is not, else the domain. */
static const char *other_domain(const reading *r, const casus_event *e, const parties *p)
{
    static const char *const domains[] = {"fiction", "nature", "science", "private", "history"};
    bool hard = e->quad == 4 || e->type == r->w.ASSAULT || e->type == r->w.COERCE || e->type == r->w.MOBILIZE || e->type == r->w.SANCTION || e->type == r->w.THREATEN ||
                e->type == r->w.PROTEST || e->type == r->w.RETREAT || e->type == r->w.CONCEDE || e->type == r->w.SUPPORT;
    if (hard && domain_words(r, e->sentence, "sport") > 0)
        return "sport";
    for (size_t i = 0; hard && i < sizeof domains / sizeof *domains; i++)
        if (domain_words(r, e->sentence, domains[i]) > 0 && !firm(r, p->actor, p->n_actors) &&
            !((e->type == r->w.SUPPORT || (e->type == r->w.ASSAULT && strcmp(domains[i], "private") == 0)) && firm(r, p->recipient, p->n_recipients))) /* "thanked the government for its help after the earthquake" */
            return domains[i];
    return NULL;
}

/* A weak pattern needs more than its word: both sides, or what is said, asked or promised. */
static bool strong_enough(const match *m, const parties *p)
{
    if (!(m->p->flags & PATTERN_LOW))
        return true;
    for (int i = 0; i < m->p->n_elements; i++) /* a slot that asks for a kind of party and has it is evidence */
        if (m->p->elements[i].words || m->p->elements[i].sectors)
            return true;
    return (p->n_actors && p->n_recipients) || p->n_actors > 1 || m->s.complement != CASUS_NONE || m->s.literal != CASUS_NONE;
}

/* "withdrew ITS TROOPS", "ordered HIS ARMY to the border": one's own forces are no recipient; where they leave is. */
static void own_forces(reading *r, const match *m, const casus_event *e, parties *p)
{
    const lexicon *w = &r->w;
    bool leaves = e->type == w->RETREAT && e->n_modes && strcmp(symtab_name(r->d->names, e->mode[0]), "withdraw") == 0;
    bool moved = e->type == w->MOBILIZE || (e->type == w->AGREE && m->f->pos == 'v'); /* "offered NAVY SHIPS to escort them" */
    if ((!leaves && !moved) || (m->p->flags & PATTERN_SELF))
        return;
    uint8_t n = 0;
    casus_ref object = m->f->pos == 'v' ? frame_arg(m->f, AT_OBJECT) : CASUS_NONE;
    for (uint8_t i = 0; i < p->n_recipients; i++) {
        const casus_actor *a = &r->doc->actors[p->recipient[i]];
        bool own = moved && !a->name && a->sector == r->w.MIL && a->head == object; /* what is moved */
        for (uint8_t j = 0; j < p->n_actors && e->type != w->AGREE; j++)
            own |= a->country && a->country == r->doc->actors[p->actor[j]].country && a->sector != w->GOV;
        if (!own)
            p->recipient[n++] = p->recipient[i];
    }
    p->n_recipients = n;
    for (int i = 0; leaves && i < m->f->n && !p->n_recipients; i++) {
        const argument *a = &m->f->arg[i];
        const char *prep = a->at == AT_PREP ? symtab_name(r->d->names, a->prep) : "";
        if (strcmp(prep, "from") == 0 || strcmp(prep, "out_of") == 0 || strcmp(prep, "out") == 0)
            p->n_recipients = party_of(r, a->head, true, p->recipient, 0, &p->more);
    }
}

/* "RUSSIA has sent an aircraft carrier": a line whose actor is who is sent ("troops were sent") leaves the sender to the clause. */
static void sender_of_forces(reading *r, const match *m, parties *p)
{
    casus_ref sender = m->f->pos == 'v' ? frame_arg(m->f, AT_SUBJECT) : CASUS_NONE, sent = frame_arg(m->f, AT_OBJECT);
    if (m->p->event != r->w.MOBILIZE || sender == CASUS_NONE || m->s.n_a != 1 || m->s.a[0] != sent || sent == CASUS_NONE)
        return;
    parties his = {0};
    his.n_actors = party_of(r, sender, false, his.actor, 0, &his.more);
    if (his.n_actors) {
        memcpy(p->actor, his.actor, sizeof his.actor);
        p->n_actors = his.n_actors;
    }
}

/* "seized control of the board": no thing that stands somewhere. */
static bool of_power(const reading *r, casus_ref noun)
{
    const char *lemma = symtab_name(r->d->names, r->doc->tokens[noun].lemma);
    return strcmp(lemma, "control") == 0 || strcmp(lemma, "power") == 0;
}

/* The act as its words and clause tell it, whoever its parties are. */
void code_act(reading *r, const match *m, casus_event *e, parties *p)
{
    *e = (casus_event){.place = CASUS_NONE, .time = CASUS_NONE, .speaker = CASUS_NONE};
    copy_pattern(r, e, m);
    party_fill(r, m, p);
    bool reciprocal = m->s.n_b > 0;
    if (!reciprocal && !p->n_recipients)
        recipient_behind_object(r, m, p);
    if (!reciprocal && !p->n_recipients)
        recipient_left_over(r, m, p);
    if (!reciprocal && !p->n_recipients)
        recipient_of_topic(r, m, p);
    bool hard = e->type == r->w.ASSAULT || e->type == r->w.COERCE || e->type == r->w.SANCTION;
    casus_ref object = hard && !p->n_recipients && m->f->pos == 'v' ? frame_arg(m->f, AT_OBJECT) : CASUS_NONE;
    if (object != CASUS_NONE)
        p->n_recipients = owners_of_thing(r, object, p->recipient, 0, &p->more);
    if (object != CASUS_NONE && !p->n_recipients && e->type == r->w.ASSAULT)
        p->n_recipients = country_of_thing(r, object, p->recipient, 0, &p->more);
    for (int i = 0; object != CASUS_NONE && e->type == r->w.ASSAULT && !of_power(r, object) && i < m->f->n && !p->n_recipients; i++) /* "shelled a village IN CHAD": the tree may hang it on the verb */
        if (m->f->arg[i].at == AT_PREP && m->f->arg[i].prep == r->w.in && m->f->arg[i].head > object)
            p->n_recipients = party_of(r, m->f->arg[i].head, true, p->recipient, 0, &p->more);
    sender_of_forces(r, m, p);
    fill_parties(r, e, m, p);
    apply_inside(r, e, m, p);
    acts_below_modal(r, e, m, p);
    merge_violent_noun(r, e, m, p);
    foreign_border(r, e, m, p);
    joint_exercise(r, e, m, p);
    own_forces(r, m, e, p);
    if (!(m->p->flags & PATTERN_SELF))
        p->n_recipients = without(r->doc, p->recipient, p->n_recipients, p->actor, p->n_actors);
    if (mutual(r, m, p))
        p->n_recipients = 0;
    set_when_and_where(r, e, m);
}

/* "Blinken WILL MEET WITH Iraqi officials": a meeting to come is the promise of him who will go. */
static void promise_of_subject(reading *r, casus_event *e, const match *m)
{
    parties p = {0};
    for (int i = 0; i < m->s.n_b; i++) {
        bool with = false;
        for (int j = 0; j < m->f->n; j++)
            with |= m->f->arg[j].head == m->s.b[i] && m->f->arg[j].at == AT_PREP;
        if (!with)
            p.n_actors = party_of(r, m->s.b[i], false, p.actor, p.n_actors, &p.more);
        else
            p.n_recipients = party_of(r, m->s.b[i], false, p.recipient, p.n_recipients, &p.more);
    }
    p.n_recipients = without(r->doc, p.recipient, p.n_recipients, p.actor, p.n_actors);
    if (!p.n_actors || !p.n_recipients || p.n_actors + p.n_recipients != e->n_actors)
        return;
    memcpy(e->actor, p.actor, sizeof p.actor);
    memcpy(e->recipient, p.recipient, sizeof p.recipient);
    e->n_actors = p.n_actors;
    e->n_recipients = p.n_recipients;
}

/* "Kerry WILL HOST the foreign ministers": the host, told as whom guests come to, is the first of those who will meet. */
static void host_to_come(reading *r, casus_event *e, const match *m)
{
    parties p = {0};
    casus_ref subject = m->f->pos == 'v' ? frame_arg(m->f, AT_SUBJECT) : CASUS_NONE;
    bool hosts = false;
    if (subject != CASUS_NONE)
        p.n_actors = party_of(r, subject, false, p.actor, 0, &p.more);
    for (uint8_t i = 0; i < e->n_recipients; i++)
        hosts |= p.n_actors && e->recipient[i] == p.actor[0];
    if (!hosts || p.n_actors + e->n_actors > CASUS_MAX_PARTIES)
        return;
    memcpy(p.actor + p.n_actors, e->actor, e->n_actors * sizeof *e->actor);
    memcpy(e->actor, p.actor, sizeof p.actor);
    e->n_actors = (uint8_t)(p.n_actors + e->n_actors);
    e->n_recipients = 0;
}

/* "Blinken warned that RUSSIA could attack": a forecast of what others may do is no threat of one's own. */
static bool forecast(const reading *r, const match *m, const casus_event *e, const parties *p)
{
    casus_sym own = 0, others = 0;
    bool person = p->n_actors && r->doc->actors[p->actor[0]].kind == CASUS_A_PERSON;
    if (e->type == r->w.THREATEN && m->s.n_a > 1 && person && r->doc->tokens[m->s.a[1]].norm == r->w.it)
        return true; /* "he warned that IT was only the beginning": no person is an it */
    for (uint8_t i = 0; e->type == r->w.THREATEN && m->s.complement != CASUS_NONE && i < p->n_actors; i++) {
        const casus_actor *a = &r->doc->actors[p->actor[i]];
        if (a->head < m->f->head)
            own = a->country ? a->country : own;
        else if (a->country)
            others = a->country;
    }
    return own && others && own != others;
}

/* "JETS bombed the camp", "was killed in an AIRSTRIKE": what it is done with tells how. Planes say more than their bombs. */
static void mode_of_means(reading *r, const match *m, casus_event *e)
{
    static const struct {
        const char *class, *mode;
    } means[] = {{"@drone", "drone"}, {"@dronestrike", "drone"}, {"@aircraft", "aerial"}, {"@airstrike", "aerial"}, {"@artillery", "heavy-weapons"}, {"@missile", "heavy-weapons"}, {"@shelling", "heavy-weapons"}};
    const lexicon *w = &r->w;
    const char *told = e->n_modes ? symtab_name(r->d->names, e->mode[0]) : "";
    bool open = !e->n_modes || strcmp(told, "explosives") == 0 || strcmp(told, "destroy") == 0;
    for (size_t k = 0; e->type == w->ASSAULT && open && e->n_modes < 2 && k < sizeof means / sizeof *means; k++)
        for (int i = 0; i < m->f->n && open; i++) {
            const argument *a = &m->f->arg[i];
            bool beside = (a->at == AT_SUBJECT && m->f->pos == 'v') || (a->at == AT_PREP && !a->via && (a->prep == w->by || a->prep == w->with || a->prep == w->in));
            bool plane = strcmp(means[k].mode, "aerial") == 0 || strcmp(means[k].mode, "drone") == 0;
            const char *lemma = symtab_name(r->d->names, r->doc->tokens[a->head].lemma);
            bool man = strcmp(lemma, "bomber") == 0 || strcmp(lemma, "fighter") == 0; /* or a plane: nobody knows */
            if (!beside || man || (e->n_modes && !plane) || !knowledge_class(r->k, means[k].class, r->doc->tokens[a->head].lemma))
                continue;
            e->mode[0] = symtab_add(r->d->names, means[k].mode, strlen(means[k].mode));
            e->n_modes = 1;
            open = false;
        }
}

/* "waved EUROPEAN UNION flags": whose flag is shown is no target; whose flag is burnt is one. */
static bool shows_flag(const reading *r, const match *m)
{
    static const char *const shown[] = {"flag", "banner", "placard", "portrait", "poster", "sign", "picture"}, *const ways[] = {"wave", "carry", "hold", "raise", "display", "unfurl", "brandish", "fly"};
    casus_ref object = m->f->pos == 'v' ? frame_arg(m->f, AT_OBJECT) : CASUS_NONE;
    bool thing = false, way = false;
    for (size_t i = 0; object != CASUS_NONE && i < sizeof shown / sizeof *shown; i++)
        thing |= strcmp(symtab_name(r->d->names, r->doc->tokens[object].lemma), shown[i]) == 0;
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
        way |= strcmp(symtab_name(r->d->names, m->f->lemma), ways[i]) == 0;
    return thing && way;
}

/* Its parties, its status and what follows from them. */
void code_finish(reading *r, const match *m, casus_event *e, const parties *p)
{
    if (p->more)
        document_note(r->d, e->sentence, e->text, "event", "more than %d parties: the rest are left out", CASUS_MAX_PARTIES);
    memcpy(e->actor, p->actor, sizeof p->actor);
    memcpy(e->recipient, p->recipient, sizeof p->recipient);
    e->n_actors = p->n_actors;
    e->n_recipients = e->type == r->w.PROTEST && shows_flag(r, m) ? 0 : p->n_recipients;
    casus_sym told = e->type;
    mode_of_means(r, m, e);
    finish(r, e, m);
    if (told == r->w.CONSULT && e->type == r->w.AGREE && m->f->pos == 'v' && !e->n_recipients)
        promise_of_subject(r, e, m);
    if (told == r->w.CONSULT && e->type == r->w.AGREE)
        host_to_come(r, e, m);
}

outcome code_match(reading *r, const match *m, casus_event *e)
{
    parties p;
    code_act(r, m, e, &p);
    if (status_only_aim(r, m->f) && e->type != r->w.REQUEST && e->type != r->w.THREATEN)
        return OUT_AIM;
    const char *domain = other_domain(r, e, &p);
    if (domain) {
        document_note(r->d, e->sentence, e->text, "event", "%s (%s) fits, but the sentence is about something else: %s", symtab_name(r->d->names, m->p->rule), m->p->source, domain);
        return OUT_OTHER;
    }
    if (done_by_thing(r, m) || !strong_enough(m, &p) || !concerns_politics(r, e, m, &p))
        return OUT_NO_ACTOR;
    if (forecast(r, m, e, &p))
        return OUT_NO_ACTOR;
    if (!needs_met(r, m, &p) || (!p.n_actors && !p.n_recipients && !may_lack_parties(r, e, m)))
        return OUT_NO_ACTOR;
    code_finish(r, m, e, &p);
    if (!p.n_actors && !p.n_recipients && (e->status == CASUS_HYPOTHETICAL || e->status == CASUS_NEGATED))
        return OUT_NO_ACTOR; /* nobody's, and it has not happened */
    return OUT_CODED;
}
