/* Did it happen? Tense, modality, negation and condition of the clause that carries the act.
 *
 *     "Kyiv would cut ties if Moscow attacked."   hypothetical
 *     "The two will meet on Friday."              future
 *     "No talks took place."                      negated
 *     "NATO promised in 2008 to admit Ukraine."   historical, in a report of 2022
 *
 * PLOVER's four auxiliary modes (manual 2.0, "auxiliary modes"). The words that decide stand in
 * knowledge/verbs/status.txt and light.txt; tense comes from the tree. */
#include "clause/clause.h"

#include <stdio.h>

enum { A_YEAR = 365 };

/* Under which key of status.txt a word stands; 0 for none. */
static casus_sym status_word(const reading *r, casus_sym norm)
{
    return knowledge_key(r->k, "verbs/status", norm);
}

static void take_word(const reading *r, standing *s, casus_ref t, casus_sym norm)
{
    casus_sym key = status_word(r, norm);
    if (key == r->w.hypothetical)
        s->hypothetical = true;
    else if (key == r->w.future)
        s->future = true;
    else if (key == r->w.negated)
        s->negated = true;
    else
        return;
    if (s->why == CASUS_NONE)
        s->why = t;
}

/* "plan TO meet", "be due TO meet": the list writes the whole phrase. */
static casus_sym phrase_key(const reading *r, const char *before, casus_sym middle, const char *after)
{
    char out[96];
    int n = snprintf(out, sizeof out, "%s%s%s", before, symtab_name(r->d->names, middle), after);
    return n > 0 && (size_t)n < sizeof out ? symtab_find(r->d->names, out, (size_t)n) : 0;
}

static void take_governor(const reading *r, standing *s, casus_ref above, bool infinitive)
{
    const casus_token *up = &r->doc->tokens[above];
    if (up->lemma == r->w.be && !infinitive)
        return; /* "there WERE talks" is no "were to talk" */
    const casus_sym ways[] = {up->lemma, phrase_key(r, "", up->lemma, "_to"), phrase_key(r, "be_", up->norm, "_to"), phrase_key(r, "", up->norm, "_to")};
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
        take_word(r, s, above, ways[i]);
}

/* "prevent FROM", "threat OF": a word and the preposition behind it. */
static void take_with(const reading *r, standing *s, casus_ref above, casus_sym prep)
{
    char after[40];
    int n = snprintf(after, sizeof after, "_%s", symtab_name(r->d->names, prep));
    if (n > 0 && (size_t)n < sizeof after)
        take_word(r, s, above, phrase_key(r, "", r->doc->tokens[above].lemma, after));
}

/* "NOBODY attacked", "attacked NO civilians", "NEITHER side": who is not there does nothing. */
static bool names_nobody(const reading *r, casus_ref noun)
{
    static const char *const words[] = {"nobody", "no-one", "noone", "none", "neither", "no"};
    if (strcmp(symtab_name(r->d->names, r->doc->tokens[noun].lemma), "matter") == 0)
        return false; /* "no matter who" */
    for (casus_ref c = noun; c != CASUS_NONE; c = c == noun ? r->first_child[noun] : r->next_sibling[c]) {
        const casus_token *t = &r->doc->tokens[c];
        if (c != noun && t->label != CASUS_DETREL && t->label != CASUS_CC && t->label != CASUS_CC_PRECONJ)
            continue;
        for (size_t i = 0; i < sizeof words / sizeof *words; i++)
            if (strcmp(symtab_name(r->d->names, t->norm), words[i]) == 0)
                return true;
    }
    return false;
}

/* Auxiliaries, adverbs and negation below the clause's verb. */
static void from_children(const reading *r, standing *s, casus_ref v)
{
    for (casus_ref c = r->first_child[v]; c != CASUS_NONE; c = r->next_sibling[c]) {
        const casus_token *t = &r->doc->tokens[c];
        bool adverb = t->label == CASUS_AUXREL || t->label == CASUS_ADVMOD || (t->label == CASUS_AMOD && r->doc->tokens[v].upos == CASUS_NOUN); /* "a SCHEDULED visit" */
        if (adverb && !(t->upos == CASUS_ADV && c > v + 6))
            take_word(r, s, c, t->norm);
        bool subject = t->label == CASUS_NSUBJ || t->label == CASUS_NSUBJ_PASS, object = t->label == CASUS_OBJ && (t->upos == CASUS_PRON || actor_at(r->doc, c) != CASUS_NONE);
        if ((subject || object) && names_nobody(r, c)) {
            s->negated = true;
            s->why = c;
        }
        if (t->label == CASUS_AUXREL && (t->lemma == r->w.will || t->lemma == r->w.shall)) {
            s->future = true;
            s->why = c;
        }
    }
}

/* "is TO visit": an infinitive with its own "be". */
static bool is_to_be(const reading *r, casus_ref v)
{
    bool to = false, be = false;
    for (casus_ref c = r->first_child[v]; c != CASUS_NONE; c = r->next_sibling[c]) {
        const casus_token *t = &r->doc->tokens[c];
        to |= t->label == CASUS_MARK && (t->norm == r->w.to || strcmp(symtab_name(r->d->names, t->norm), "due") == 0); /* "is DUE TO meet" */
        be |= (t->label == CASUS_COP || t->label == CASUS_AUXREL) && t->lemma == r->w.be;
    }
    bool headline = to && r->doc->tokens[v].head == v && child_with(r, v, CASUS_NSUBJ) != CASUS_NONE; /* "Mulroney TO MEET ANC leader" */
    return (to && be) || headline;
}

static bool is_aspect(const reading *r, casus_ref v, casus_sym which)
{
    casus_sym value = 0;
    if (!frame_light(r, v, &value) || !value)
        return false;
    return strstr(symtab_name(r->d->names, value), symtab_name(r->d->names, which)) != NULL;
}

/* "led to Washington JOINING the talks": done, unlike "led TO join". */
static bool gerund_deed(const reading *r, casus_ref v)
{
    return clause_gerund(&r->doc->tokens[v]) && child_with(r, v, CASUS_NSUBJ) != CASUS_NONE;
}

/* "NO EVIDENCE of an attack", "did not see SIGNS of a retreat", "UNAWARE of any attack": it is not told as done. */
static bool unheard_of(const reading *r, casus_ref what)
{
    static const char *const traces[] = {"evidence", "sign", "report", "indication", "record", "proof", "confirmation", "knowledge", "hint", "trace", "mention", "word", "news"};
    const casus_token *t = r->doc->tokens;
    const char *lemma = symtab_name(r->d->names, t[what].lemma);
    bool trace = strcmp(lemma, "unaware") == 0;
    for (size_t i = 0; !trace && t[what].upos == CASUS_NOUN && i < sizeof traces / sizeof *traces; i++)
        if (strcmp(lemma, traces[i]) == 0)
            trace = names_nobody(r, what) || (t[t[what].head].upos == CASUS_VERB && t[what].label == CASUS_OBJ && r->frames[t[what].head] && r->frames[t[what].head]->negated);
    return trace;
}

/* "TALKS with Iraq ON a withdrawal", "met for TALKS ABOUT a ceasefire": the talks, CASUS_NONE without. */
static casus_ref talks_above(const reading *r, casus_ref noun, casus_sym prep)
{
    static const char *const topics[] = {"on", "about", "over", "regarding", "concerning"};
    const casus_token *t = r->doc->tokens;
    bool topic = false;
    for (size_t i = 0; i < sizeof topics / sizeof *topics; i++)
        topic |= strcmp(symtab_name(r->d->names, prep), topics[i]) == 0;
    for (int steps = 0; topic && steps < 3 && t[noun].head != noun; steps++) {
        noun = t[noun].head;
        casus_ref what = t[noun].upos == CASUS_VERB ? child_with(r, noun, CASUS_OBJ) : noun;
        if (what != CASUS_NONE && knowledge_class(r->k, "@meetnoun", t[what].lemma))
            return what;
        if (t[noun].upos == CASUS_VERB)
            break;
    }
    return CASUS_NONE;
}

/* "the THREAT OF an attack", "PLANS FOR an attack"; "an attack was CALLED OFF". */
static void from_above_noun(const reading *r, standing *s, casus_ref noun)
{
    const casus_token *t = &r->doc->tokens[noun];
    casus_sym prep = t->label == CASUS_NMOD || t->label == CASUS_OBL ? frame_prep(r, noun) : 0;
    casus_ref owner = t->head, marker = child_with(r, noun, CASUS_CASE);
    if (t->label == CASUS_OBL && marker != CASUS_NONE && marker > 0 && r->doc->tokens[marker - 1].label == CASUS_OBJ && r->doc->tokens[marker - 1].head == t->head)
        owner = marker - 1; /* "rejects CALL for talks", hung on the verb */
    if (prep && r->doc->tokens[owner].upos == CASUS_NOUN)
        take_with(r, s, owner, prep);
    if (prep && knowledge_class(r->k, "@yieldnoun", t->lemma) && (owner = talks_above(r, noun, prep)) != CASUS_NONE) {
        s->hypothetical = true;
        s->why = owner;
    }
    if (prep)
        take_word(r, s, noun, prep);
    if (prep == r->w.of && unheard_of(r, t->head)) {
        s->negated = true;
        s->why = t->head;
    }
    if (t->label == CASUS_NSUBJ_PASS && is_aspect(r, t->head, r->w.negative)) {
        s->negated = true;
        s->why = t->head;
    }
}

/* "WOULD not negotiate until they LEFT": what an act to come waits for has not come either. */
static bool awaited(const reading *r, casus_ref verb)
{
    static const char *const lasting[] = {"continue", "remain", "stay", "keep", "hold", "persist", "last", "wait", "fight"};
    const frame *f = r->frames[verb];
    for (size_t i = 0; i < sizeof lasting / sizeof *lasting; i++)
        if (strcmp(symtab_name(r->d->names, r->doc->tokens[verb].lemma), lasting[i]) == 0 && !(r->doc->tokens[verb].morph & CASUS_PAST))
            return true; /* "vowed to CONTINUE the rallies until they are freed" */
    if (f && (f->modal == r->w.will || f->modal == r->w.shall || f->modal == r->w.would))
        return true;
    for (casus_ref c = r->first_child[verb]; c != CASUS_NONE; c = r->next_sibling[c])
        if (r->doc->tokens[c].label == CASUS_AUXREL && (r->doc->tokens[c].lemma == r->w.will || r->doc->tokens[c].lemma == r->w.shall || r->doc->tokens[c].lemma == r->w.would))
            return true;
    return false;
}

/* "IN CASE it has to flee", "PROVIDED THAT they leave", "LEST they attack": conjunctions that the list has. */
static bool conditional(const reading *r, casus_ref mark)
{
    const casus_token *t = r->doc->tokens;
    char first[48];
    int n = snprintf(first, sizeof first, "%s_", symtab_name(r->d->names, t[mark].norm));
    bool pair = n > 0 && (size_t)n < sizeof first && mark + 1 < r->doc->n_tokens && (t[mark + 1].label == CASUS_FIXED || t[mark + 1].label == CASUS_MARK);
    casus_sym both = pair ? phrase_key(r, first, t[mark + 1].norm, "") : 0;
    return (both && status_word(r, both) == r->w.hypothetical) || (t[mark].upos == CASUS_SCONJ && status_word(r, t[mark].norm) == r->w.hypothetical);
}

/* "PROVIDED that they leave", "as LONG as they stay": what hangs on these words is a condition. */
static bool on_condition(const reading *r, casus_ref above)
{
    static const char *const words[] = {"provided", "providing", "assuming", "long"};
    const casus_token *t = &r->doc->tokens[above];
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(symtab_name(r->d->names, t->norm), words[i]) == 0)
            return child_with(r, above, CASUS_OBJ) == CASUS_NONE && child_with(r, above, CASUS_NSUBJ) == CASUS_NONE;
    return false;
}

/* Verbs above: "plan TO MEET" is future, "fail TO MEET" negated, "if X ATTACKED" hypothetical. */
static void from_above(const reading *r, standing *s, casus_ref v)
{
    for (int steps = 0; steps < 4; steps++) {
        const casus_token *t = &r->doc->tokens[v];
        casus_ref mark = child_with(r, v, CASUS_MARK), above = t->head;
        casus_sym m = mark == CASUS_NONE ? 0 : r->doc->tokens[mark].norm;
        if (m == r->w.if_ || m == r->w.unless || m == r->w.whether || (mark != CASUS_NONE && conditional(r, mark))) {
            s->hypothetical = true;
            s->why = mark;
        }
        if (above == v)
            return;
        if (m != r->w.to && on_condition(r, above)) {
            s->hypothetical = true;
            s->why = above;
        }
        if (t->label == CASUS_ADVCL && !clause_gerund(t) && (m == r->w.until || m == r->w.till) && awaited(r, above)) {
            s->hypothetical = true;
            s->why = mark;
        }
        if (m && clause_gerund(t)) { /* "WITHOUT attacking", "prevented FROM attacking" */
            take_word(r, s, mark, m);
            take_with(r, s, above, m);
        }
        if (t->label == CASUS_CONJ) {
            v = above;
            continue;
        }
        if (t->label != CASUS_XCOMP && t->label != CASUS_CCOMP && t->label != CASUS_OBJ && t->label != CASUS_ACL && t->label != CASUS_ADVCL)
            return;
        bool purpose = t->label == CASUS_ADVCL && m == r->w.to && !gerund_deed(r, v);
        if (t->label == CASUS_XCOMP && m == r->w.to && r->doc->tokens[above].lemma == r->w.be)
            s->future = true;
        if (m == r->w.to && mark && r->doc->tokens[above].lemma == r->w.have && strcmp(symtab_name(r->d->names, r->doc->tokens[mark - 1].norm), "yet") == 0) {
            s->negated = true; /* "have YET TO arrest him" */
            s->why = mark - 1;
        }
        if (t->label == CASUS_XCOMP || t->label == CASUS_ACL || purpose || t->label == CASUS_OBJ) {
            take_governor(r, s, above, m == r->w.to);
            if (purpose || (t->label == CASUS_ACL && m == r->w.to))
                s->hypothetical = true;
            if (is_aspect(r, above, r->w.negative)) {
                s->negated = true;
                s->why = above;
            }
            if (t->label != CASUS_ACL && !purpose)
                from_children(r, s, above);
        }
        bool own_time = t->label == CASUS_ADVCL && (t->morph & CASUS_FIN) && (child_with(r, v, CASUS_NSUBJ) != CASUS_NONE || child_with(r, v, CASUS_NSUBJ_PASS) != CASUS_NONE);
        if (t->label == CASUS_CCOMP || purpose || t->label == CASUS_ACL || own_time) /* "will return a year after they ATTACKED it" */
            return;
        v = above;
    }
}

/* "said it WOULD withdraw", "Mr Smith WOULD MEET them on Monday": the future, told in the past. */
static bool future_in_past(const reading *r, const frame *f)
{
    static const char *const appointments[] = {"meet", "visit", "hold", "attend", "travel", "arrive", "fly", "return", "host"};
    static const char *const verbs[] = {"say", "announce", "tell", "declare", "state", "add", "confirm", "insist", "indicate", "promise", "pledge", "vow", "warn"};
    casus_ref v = f->clause, above = r->doc->tokens[v].head;
    casus_ref aux = child_with(r, v, CASUS_AUXREL);
    bool would = f->modal == r->w.would || (aux != CASUS_NONE && r->doc->tokens[aux].lemma == r->w.would);
    unsigned label = r->doc->tokens[v].label;
    for (size_t i = 0; would && above == v && time_of(r->doc, v) != CASUS_NONE && child_with(r, v, CASUS_ADVCL) == CASUS_NONE && i < sizeof appointments / sizeof *appointments; i++)
        if (strcmp(symtab_name(r->d->names, r->doc->tokens[v].lemma), appointments[i]) == 0)
            return true;
    if (!would || above == v || (label != CASUS_CCOMP && label != CASUS_ADVCL && label != CASUS_PARATAXIS) || !(r->doc->tokens[above].morph & CASUS_PAST))
        return false;
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
        if (strcmp(symtab_name(r->d->names, r->doc->tokens[above].lemma), verbs[i]) == 0)
            return true;
    return false;
}

bool status_performs(const reading *r, casus_ref verb)
{
    static const char *const wishes[] = {"want", "wish", "like", "let"};
    const casus_token *v = &r->doc->tokens[verb];
    if (v->head == verb || (v->label != CASUS_XCOMP && v->label != CASUS_CCOMP) || !knowledge_class(r->k, "@performative", v->lemma))
        return false;
    for (size_t i = 0; i < sizeof wishes / sizeof *wishes; i++)
        if (strcmp(symtab_name(r->d->names, r->doc->tokens[v->head].lemma), wishes[i]) == 0)
            return true;
    return false;
}

/* "will return to the Gulf, VISITING Saudi Arabia": a participle takes the time of its verb. */
static bool future_above(const reading *r, casus_ref v)
{
    const casus_token *t = &r->doc->tokens[v];
    if (t->label != CASUS_ADVCL || t->head == v || t->upos != CASUS_VERB || !(t->morph & (CASUS_GER | CASUS_PART_F)) || child_with(r, v, CASUS_MARK) != CASUS_NONE || child_with(r, v, CASUS_NSUBJ) != CASUS_NONE)
        return false;
    for (casus_ref c = r->first_child[t->head]; c != CASUS_NONE && v > t->head; c = r->next_sibling[c])
        if (r->doc->tokens[c].label == CASUS_AUXREL && (r->doc->tokens[c].lemma == r->w.will || r->doc->tokens[c].lemma == r->w.shall))
            return true;
    return false;
}

/* "It should begin with Russia's WITHDRAWAL", "there must be a WITHDRAWAL": asked for, not done. What stands
 * in the subject may well have happened ("the attack must be condemned"). */
static bool asked_for(const reading *r, casus_ref noun)
{
    for (int steps = 0; steps < 6; steps++) {
        const casus_token *t = &r->doc->tokens[noun];
        bool goes_on = t->label == CASUS_OBJ || t->label == CASUS_OBL || t->label == CASUS_NMOD || t->label == CASUS_CONJ;
        if (!goes_on || t->head == noun)
            return false;
        noun = t->head;
        if (r->doc->tokens[noun].upos != CASUS_VERB)
            continue;
        for (casus_ref c = r->first_child[noun]; c != CASUS_NONE; c = r->next_sibling[c])
            if (r->doc->tokens[c].label == CASUS_AUXREL && (r->doc->tokens[c].lemma == r->w.should || r->doc->tokens[c].lemma == r->w.must))
                return true;
        return false;
    }
    return false;
}

/* "on condition that Iran STOP attacking": asked for, for one who does it "stops". */
static bool subjunctive(const reading *r, casus_ref v)
{
    const casus_token *t = r->doc->tokens;
    casus_ref mark = child_with(r, v, CASUS_MARK), subject = child_with(r, v, CASUS_NSUBJ);
    if (mark == CASUS_NONE || t[mark].norm != r->w.that || subject == CASUS_NONE || t[v].upos != CASUS_VERB || t[v].norm != t[v].lemma || child_with(r, v, CASUS_AUXREL) != CASUS_NONE)
        return false;
    bool one = (t[subject].upos == CASUS_NOUN || t[subject].upos == CASUS_PROPN) && !(t[subject].morph & CASUS_PLUR) && child_with(r, subject, CASUS_CONJ) == CASUS_NONE;
    return one && !(t[v].morph & CASUS_PAST) && strcmp(symtab_name(r->d->names, t[subject].lemma), "police") != 0;
}

standing status_of(reading *r, const frame *f)
{
    standing s = {.why = CASUS_NONE};
    const casus_token *v = &r->doc->tokens[f->clause];
    s.past = (v->morph & CASUS_PAST) != 0;
    s.negated = f->negated;
    if (f->clause != f->head) {
        const frame *g = frame_of(r, f->clause);
        s.negated |= g && g->negated;
        if (is_aspect(r, f->clause, r->w.negative)) {
            s.negated = true;
            s.why = f->clause;
        }
        take_governor(r, &s, f->clause, false);
    }
    from_children(r, &s, f->clause);
    if (f->modal == r->w.will || f->modal == r->w.shall)
        s.future = true;
    s.future |= is_to_be(r, f->clause) || future_above(r, f->clause);
    from_above(r, &s, f->clause);
    if (f->pos == 'n' && f->clause != f->head)
        from_children(r, &s, f->head);
    if (subjunctive(r, f->clause)) {
        s.hypothetical = true;
        s.why = f->clause;
    }
    if (future_in_past(r, f)) {
        s.future = true;
        s.hypothetical = false;
    }
    if (f->pos == 'n' && f->clause == f->head)
        from_above_noun(r, &s, f->head);
    if (f->pos == 'n' && f->clause == f->head && asked_for(r, f->head))
        s.hypothetical = true;
    if (status_performs(r, f->clause))
        s.hypothetical = s.future = false;
    s.status = s.negated ? CASUS_NEGATED : s.hypothetical ? CASUS_HYPOTHETICAL : s.future ? CASUS_FUTURE : CASUS_ACTUAL;
    return s;
}

/* "support the government IN DEFEATING them": what a preposition other than of time or means turns into a thing. */
static bool turned_to_thing(const reading *r, casus_ref v, casus_ref mark)
{
    static const char *const marks[] = {"in", "on", "for", "of", "from", "at", "about", "toward", "towards"};
    static const char *const done[] = {"succeed", "engage", "participate", "take", "involve", "join", "accuse", "convict", "suspect", "charge", "arrest", "condemn", "criticise", "criticize", "blame", "praise", "thank", "responsible", "guilty"};
    const casus_token *t = &r->doc->tokens[v];
    if (mark == CASUS_NONE || t->upos != CASUS_VERB || !(t->morph & CASUS_GER) || gerund_deed(r, v) || (t->label != CASUS_ADVCL && t->label != CASUS_ACL))
        return false;
    for (size_t i = 0; i < sizeof done / sizeof *done; i++)
        if (strcmp(symtab_name(r->d->names, r->doc->tokens[t->head].lemma), done[i]) == 0)
            return false;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (strcmp(symtab_name(r->d->names, r->doc->tokens[mark].norm), marks[i]) == 0)
            return true;
    return false;
}

/* "works TO DEFEAT them", "help them TO RETAKE the town": striven for, not told as done. */
static bool striven_for(const reading *r, casus_ref v, bool to)
{
    static const char *const striving[] = {"work", "strive", "struggle", "hope", "help", "enable", "unite", "cooperate", "prepare"};
    const casus_token *t = &r->doc->tokens[v];
    for (size_t i = 0; to && t->label == CASUS_XCOMP && i < sizeof striving / sizeof *striving; i++)
        if (strcmp(symtab_name(r->d->names, r->doc->tokens[t->head].lemma), striving[i]) == 0)
            return true;
    return false;
}

/* An aim is no claim that something happens: "a strategy TO DEFEAT them", "met TO DISCUSS aid",
 * "DEFEATING them will take time". The act is named, not told. */
bool status_only_aim(const reading *r, const frame *f)
{
    casus_ref v = f->clause;
    for (int steps = 0; steps < 3; steps++) {
        const casus_token *t = &r->doc->tokens[v];
        casus_ref mark = child_with(r, v, CASUS_MARK);
        bool to = mark != CASUS_NONE && r->doc->tokens[mark].norm == r->w.to && !gerund_deed(r, v);
        if ((t->label == CASUS_ADVCL || t->label == CASUS_ACL) && to)
            return true;
        if (turned_to_thing(r, v, mark) || striven_for(r, v, to))
            return true;
        if (t->label == CASUS_CSUBJ || t->label == CASUS_CSUBJ_PASS)
            return true;
        if (t->label != CASUS_CONJ || t->head == v || child_with(r, v, CASUS_NSUBJ) != CASUS_NONE)
            return false;
        v = t->head;
    }
    return false;
}

bool status_historical(reading *r, const casus_event *e, const frame *f)
{
    int32_t today = r->doc->date;
    if (e->date && today && date_days(today) - date_days(e->precision == 'y' ? e->date / 10000 * 10000 + 1231 : e->date) > A_YEAR)
        return true;
    for (casus_ref c = r->first_child[f->clause]; c != CASUS_NONE; c = r->next_sibling[c])
        if (r->doc->tokens[c].label == CASUS_ADVMOD && status_word(r, r->doc->tokens[c].norm) == r->w.historical)
            return true;
    return false;
}
