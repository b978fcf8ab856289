/* Finite verbs that lost their subject.
 *
 *   "a day after VIOLENCE erupted"                a conjunction was read as a preposition: "violence" hung on the verb before
 *   "officials said GUNMEN attacked the town"     what is said was cut: "gunmen" became the object of "said"
 *   "At a rally that drew thousands, LAWMAKERS pressed for a law"    the clause before the comma kept them
 *
 * A finite verb of a statement has a subject. Where one has none, and is for certain no participle, it is the noun phrase that ends
 * right before it. */
#include "syntax/mend.h"

#include <string.h>

static bool nominal(const casus_token *t)
{
    return t->upos == CASUS_NOUN || t->upos == CASUS_PROPN || t->upos == CASUS_PRON || t->upos == CASUS_NUM;
}

static bool has_subject(const document *d, casus_ref verb)
{
    static const casus_dep subjects[] = {CASUS_NSUBJ, CASUS_NSUBJ_PASS, CASUS_CSUBJ, CASUS_NSUBJ_OUTER, CASUS_EXPL, CASUS_CC, CASUS_CSUBJ_PASS};
    for (size_t i = 0; i < sizeof subjects / sizeof *subjects; i++)
        if (tree_child(&d->doc, verb, subjects[i]) != CASUS_NONE)
            return true;
    return false;
}

/* A past form that is no participle, has an object or a clause of its own, or is of a verb that nothing suffers. */
static bool surely_finite(const document *d, casus_ref verb)
{
    static const char *const pasts[] = {"began", "broke", "came", "drove", "fell", "flew", "forbade", "gave", "grew", "knew", "overthrew", "ran", "rose", "saw", "shook", "spoke", "stole", "swore", "threw", "took", "went",
                                        "withdrew", "wrote", "sank", "chose", "undertook", "was", "were", "had", "did"};
    static const char *const verbs[] = {"erupt", "come", "happen", "occur", "emerge", "arrive", "say", "agree", "escalate", "collapse", "explode", "expire", "resign", "refuse", "die", "gather", "clash", "decide", "vow", "threaten",
                                        "pledge", "promise", "warn", "return", "rise", "fall", "fail", "begin", "start", "meet", "vote", "march", "protest", "react", "respond", "continue", "flee", "appear"};
    static const casus_dep own[] = {CASUS_OBJ, CASUS_CCOMP, CASUS_XCOMP, CASUS_COMPOUND_PRT};
    const casus_token *t = &d->doc.tokens[verb];
    if (t->upos != CASUS_VERB || !(t->morph & CASUS_FIN) || (t->morph & (CASUS_INF | CASUS_GER | CASUS_PASS)) || tree_child(&d->doc, verb, CASUS_AUXREL) != CASUS_NONE)
        return false;
    if (!(t->morph & CASUS_PAST))
        return (t->morph & CASUS_PRES) && t->norm != t->lemma; /* "says" */
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        if (tree_child(&d->doc, verb, own[i]) != CASUS_NONE && tree_child(&d->doc, verb, own[i]) > verb)
            return true;
    return MEND_AMONG(d, t->norm, pasts) || MEND_AMONG(d, t->lemma, verbs);
}

/* The top of the noun phrase that ends right before the verb; a comma between closes an apposition. CASUS_NONE: another thing stands there. */
static casus_ref phrase_before(const document *d, casus_ref first, casus_ref verb)
{
    const casus_token *t = d->doc.tokens;
    casus_ref i = verb;
    while (i > first && t[i - 1].upos == CASUS_ADV)
        i--;
    if (i == first || !nominal(&t[i - 1]))
        return CASUS_NONE;
    casus_ref top = i - 1;
    for (int steps = 0; steps < 12; steps++) {
        casus_ref up = t[top].head;
        bool inside = up != top && up < verb && up >= first && nominal(&t[up]) && t[top].label != CASUS_NMOD_UNMARKED && t[top].label != CASUS_OBL_UNMARKED;
        casus_ref from, to;
        tree_extent(&d->doc, top, &from, &to);
        bool apart = t[top].label == CASUS_CONJ && tree_child(&d->doc, top, CASUS_CC) == CASUS_NONE && up < top; /* "in Paris, the MINISTER" */
        if (!inside || apart)
            return top;
        top = up;
    }
    return CASUS_NONE;
}

static bool comma_between(const document *d, casus_ref a, casus_ref b)
{
    for (casus_ref i = a + 1; i < b; i++)
        if (strcmp(symtab_name(d->names, d->doc.tokens[i].norm), ",") == 0)
            return true;
    return false;
}

/* "NORTH KOREA test-fired two missiles": the noun before the hyphen is the verb's, and what hung on it acts. */
static bool mend_hyphened(document *d, casus_ref first, casus_ref verb)
{
    casus_token *t = d->doc.tokens;
    if (verb < first + 3 || strcmp(symtab_name(d->names, t[verb - 1].norm), "-") != 0)
        return false;
    casus_ref part = verb - 2, noun = verb - 3, object = tree_child(&d->doc, verb, CASUS_OBJ);
    if (t[verb].upos != CASUS_VERB || t[verb].label == CASUS_AMOD || object == CASUS_NONE || object < verb || t[part].head != verb || (t[part].upos != CASUS_NOUN && t[part].upos != CASUS_ADJ && t[part].upos != CASUS_X) || !nominal(&t[noun]) || t[noun].head != part)
        return false;
    for (casus_ref i = first; i < noun; i++)
        if (t[i].head == part)
            t[i].head = noun;
    mend_hang(d, noun, verb, CASUS_NSUBJ);
    t[part].label = CASUS_COMPOUND;
    t[verb].morph = CASUS_FIN | CASUS_PAST;
    return true;
}

/* "If the army ATTACKS, the rebels will respond": behind a conjunction that asks for a clause the plural is a verb. */
void mend_noun_in_clause(document *d, casus_ref i)
{
    static const char *const marks[] = {"if", "unless", "when", "because", "although", "while", "whether"};
    casus_token *t = d->doc.tokens;
    casus_ref mark = tree_child(&d->doc, i, CASUS_MARK), noun = i ? i - 1 : i;
    if (mark == CASUS_NONE || mark >= noun || !MEND_AMONG(d, t[mark].norm, marks) || !(t[i].morph & CASUS_PLUR) || t[noun].label != CASUS_COMPOUND || t[noun].head != i)
        return;
    t[i].upos = CASUS_VERB;
    t[i].label = CASUS_ADVCL;
    t[i].morph = CASUS_FIN | CASUS_PRES;
    for (casus_ref c = tree_next_child(&d->doc, i, CASUS_NONE); c != CASUS_NONE && c < noun; c = tree_next_child(&d->doc, i, c))
        if (c > mark)
            t[c].head = noun;
    t[noun].label = CASUS_NSUBJ;
}

/* "Police ARREST opposition leader in Uganda": a noun that has an object is a headline's verb. */
void mend_headline_verb(document *d, casus_ref i)
{
    casus_token *t = d->doc.tokens;
    casus_ref noun = i ? i - 1 : i, object = tree_child(&d->doc, i, CASUS_OBJ);
    bool bare = noun != i && t[noun].head == i && t[noun].label == CASUS_COMPOUND && nominal(&t[noun]);
    if (!bare || object == CASUS_NONE || object < i || t[i].head != i || t[object].upos == CASUS_PRON || tree_child(&d->doc, i, CASUS_DETREL) != CASUS_NONE)
        return;
    t[i].upos = CASUS_VERB;
    t[i].morph = CASUS_FIN | CASUS_PRES;
    for (casus_ref c = tree_next_child(&d->doc, i, CASUS_NONE); c != CASUS_NONE && c < noun; c = tree_next_child(&d->doc, i, c))
        t[c].head = noun;
    t[noun].label = CASUS_NSUBJ;
}

/* "accused the army of SHELLING homes": what one is accused of is done, whatever it is done to. */
void mend_accused_of(document *d, casus_ref noun)
{
    static const char *const verbs[] = {"accuse", "suspect", "convict", "acquit", "blame"};
    casus_token *t = d->doc.tokens;
    casus_ref of = tree_child(&d->doc, noun, CASUS_CASE), doing = of == CASUS_NONE ? CASUS_NONE : of + 1, verb = t[noun].head;
    for (int steps = 0; steps < 2 && t[verb].upos != CASUS_VERB && t[verb].head != verb; steps++)
        verb = t[verb].head;
    const char *norm = doing == CASUS_NONE || doing >= noun ? "" : symtab_name(d->names, t[doing].norm);
    size_t n = strlen(norm);
    bool ing = n > 5 && strcmp(norm + n - 3, "ing") == 0 && t[doing].head == noun && (t[doing].label == CASUS_COMPOUND || t[doing].label == CASUS_AMOD);
    if (!ing || of < verb || !MEND_AMONG(d, t[verb].lemma, verbs) || !mend_hang(d, doing, verb, CASUS_ADVCL))
        return;
    t[doing].upos = CASUS_VERB;
    t[doing].morph = CASUS_GER;
    mend_hang(d, of, doing, CASUS_MARK);
    mend_hang(d, noun, doing, CASUS_OBJ);
}

/* "offered SCATHING criticism": participles that no longer tell of an act. */
void mend_describing(document *d, casus_ref i)
{
    static const char *const words[] = {"scathing", "lasting", "damning", "sweeping", "stinging", "devastating", "withering", "blistering", "crippling", "binding", "outstanding", "pressing", "overwhelming", "existing", "remaining", "ongoing"};
    casus_token *t = d->doc.tokens;
    casus_ref object = i + 1;
    if (t[i].head >= i || t[object].head != i || t[object].label != CASUS_OBJ || !MEND_AMONG(d, t[i].norm, words))
        return;
    if (!mend_hang(d, object, t[i].head, CASUS_OBJ))
        return;
    mend_hang(d, i, object, CASUS_AMOD);
    t[i].upos = CASUS_ADJ;
    t[i].morph = 0;
}

/* "took the United States TO COURT": what is labelled a phrase and has nothing of a clause is a noun. */
void mend_verb_in_phrase(document *d, casus_ref i)
{
    casus_token *t = d->doc.tokens;
    casus_ref to = tree_child(&d->doc, i, CASUS_MARK);
    if (to == CASUS_NONE || to + 1 != i || strcmp(symtab_name(d->names, t[to].norm), "to") != 0 || tree_child(&d->doc, i, CASUS_OBJ) != CASUS_NONE || tree_child(&d->doc, i, CASUS_NSUBJ) != CASUS_NONE)
        return;
    t[i].upos = CASUS_NOUN;
    t[i].morph = 0;
    t[to].upos = CASUS_ADP;
    t[to].label = CASUS_CASE;
}

/* "called the flight A PROVOCATION": no second name of the flight's, but what it is called. */
void mend_called(document *d, casus_ref name)
{
    static const char *const verbs[] = {"call", "name", "label", "brand", "dub", "declare", "consider", "deem", "appoint", "elect", "proclaim"};
    casus_token *t = d->doc.tokens;
    casus_ref object = t[name].head, verb = t[object].head, det = tree_child(&d->doc, name, CASUS_DETREL);
    if (object >= name || t[object].label != CASUS_OBJ || verb >= object || !MEND_AMONG(d, t[verb].lemma, verbs) || det == CASUS_NONE)
        return;
    for (casus_ref i = object + 1; i < name; i++)
        if (t[i].upos == CASUS_PUNCT)
            return;
    t[name].head = verb;
    t[name].label = CASUS_XCOMP;
}

/* "promised JORDAN a new loan": without 's he owns nothing, he is given it. */
void mend_given(document *d, casus_ref whom)
{
    casus_token *t = d->doc.tokens;
    casus_ref thing = t[whom].head, verb = t[thing].head, det = tree_child(&d->doc, thing, CASUS_DETREL);
    bool bare = (t[whom].upos == CASUS_PROPN || t[whom].upos == CASUS_NOUN) && tree_child(&d->doc, whom, CASUS_CASE) == CASUS_NONE;
    if (!bare || det == CASUS_NONE || det < whom || thing < det || t[thing].label != CASUS_OBJ || verb >= whom || t[verb].upos != CASUS_VERB || t[whom - 1].upos == CASUS_ADP)
        return;
    t[whom].head = verb;
    t[whom].label = CASUS_IOBJ;
}

/* "The group that KIDNAPPED THE ENGINEERS demanded a ransom": of two subjects the one right behind the relative clause's verb is its object. */
void mend_object_of_relative(document *d, casus_ref second)
{
    casus_token *t = d->doc.tokens;
    casus_ref main_verb = t[second].head, first = tree_child(&d->doc, main_verb, (casus_dep)t[second].label), from, to;
    casus_ref clause = first == CASUS_NONE || first >= second ? CASUS_NONE : tree_child(&d->doc, first, CASUS_ACL_RELCL);
    if (clause == CASUS_NONE || clause > second || main_verb < second || tree_child(&d->doc, clause, CASUS_OBJ) != CASUS_NONE || tree_child(&d->doc, clause, CASUS_AUX_PASS) != CASUS_NONE)
        return;
    tree_extent(&d->doc, second, &from, &to);
    if (from == clause + 1)
        mend_hang(d, second, clause, CASUS_OBJ);
}

/* "joined the table in Geneva ON MONDAY": a day tells when something was done, not which Geneva. */
void mend_day_of_place(document *d, casus_ref day)
{
    static const char *const preps[] = {"in", "at", "near", "outside"};
    casus_token *t = d->doc.tokens;
    casus_ref place = t[day].head, prep = tree_child(&d->doc, place, CASUS_CASE);
    if (place >= day || t[place].upos != CASUS_PROPN || prep == CASUS_NONE || !MEND_AMONG(d, t[prep].norm, preps) || t[place].head == place || tree_child(&d->doc, day, CASUS_CASE) == CASUS_NONE || !mend_day(d, day))
        return;
    mend_hang(d, day, t[place].head, t[t[place].head].upos == CASUS_VERB ? CASUS_OBL : CASUS_NMOD);
}

/* "make SURE that Ukraine becomes no member": what the adjective before "that" is about. */
void mend_sure_that(document *d, casus_ref clause)
{
    casus_token *t = d->doc.tokens;
    casus_ref mark = tree_child(&d->doc, clause, CASUS_MARK), sure = mark == CASUS_NONE || mark == 0 ? CASUS_NONE : mark - 1;
    if (sure != CASUS_NONE && t[sure].upos == CASUS_ADJ && t[sure].label == CASUS_XCOMP && t[clause].head < sure && strcmp(symtab_name(d->names, t[mark].norm), "that") == 0)
        mend_hang(d, clause, sure, CASUS_CCOMP);
}

/* "in CASE rebels attack": a conjunction of two words, no case of the rebels'. */
void mend_in_case(document *d, casus_ref i)
{
    casus_token *t = d->doc.tokens;
    casus_ref noun = t[i].head, verb = t[noun].head, own = t[noun].upos == CASUS_VERB ? tree_child(&d->doc, noun, CASUS_NSUBJ) : CASUS_NONE;
    bool clause = t[i].label == CASUS_OBL && noun > i && own != CASUS_NONE && own > i && tree_child(&d->doc, i, CASUS_NMOD) == CASUS_NONE && tree_child(&d->doc, i, CASUS_DETREL) == CASUS_NONE; /* "in CASE it has to flee" */
    if (clause)
        verb = noun;
    bool subject = noun == i + 1 && t[i].label == CASUS_COMPOUND && (t[noun].label == CASUS_NSUBJ || t[noun].label == CASUS_NSUBJ_PASS);
    if ((!subject && !clause) || strcmp(symtab_name(d->names, t[i].norm), "case") != 0 || strcmp(symtab_name(d->names, t[i - 1].norm), "in") != 0)
        return;
    if (mend_hang(d, i - 1, verb, CASUS_MARK))
        mend_hang(d, i, i - 1, CASUS_FIXED);
    if (clause && t[verb].label == CASUS_CONJ)
        t[verb].label = CASUS_ADVCL;
}

void mend_lost_subject(document *d, casus_ref first, casus_ref verb)
{
    static const char *const marks[] = {"after", "before", "since", "until", "as", "once", "while", "because", "than"};
    static const char *const cues[] = {"say", "claim", "report", "announce", "confirm", "add", "believe", "think", "know", "deny", "warn", "insist", "state", "argue", "allege", "show", "suggest", "note", "admit",
                                       "acknowledge", "fear", "hope", "estimate", "indicate", "reveal", "maintain", "stress", "declare", "write", "demonstrate", "mean", "hear", "see"};
    casus_token *t = d->doc.tokens;
    if (has_subject(d, verb) || t[verb].label == CASUS_ACL_RELCL || mend_hyphened(d, first, verb) || !surely_finite(d, verb))
        return;
    casus_ref noun = phrase_before(d, first, verb);
    if (noun == CASUS_NONE || mend_day(d, noun))
        return;
    casus_ref up = t[noun].head, prep = tree_child(&d->doc, noun, CASUS_CASE);
    bool object = t[noun].label == CASUS_OBJ || t[noun].label == CASUS_OBL || t[noun].label == CASUS_NMOD || t[noun].label == CASUS_IOBJ || t[noun].label == CASUS_XCOMP || t[noun].label == CASUS_CONJ;
    if (up == verb) { /* "The second largest party, the LSDP, also CRITICISED the sentence" */
        if (prep == CASUS_NONE && (object || t[noun].label == CASUS_DISLOCATED || t[noun].label == CASUS_VOCATIVE))
            t[noun].label = CASUS_NSUBJ;
        return;
    }
    if (!object || up == noun || up >= noun)
        return;
    bool verbal = t[up].upos == CASUS_VERB || t[up].upos == CASUS_AUX || t[up].upos == CASUS_ADJ || nominal(&t[up]);
    if (prep != CASUS_NONE) {
        if (!verbal || !MEND_AMONG(d, t[prep].norm, marks) || t[verb].head == verb)
            return;
        if (!mend_hang(d, verb, up, CASUS_ADVCL))
            return;
        mend_hang(d, noun, verb, CASUS_NSUBJ);
        mend_hang(d, prep, verb, CASUS_MARK);
        t[prep].upos = CASUS_SCONJ;
        return;
    }
    bool said = t[up].upos == CASUS_VERB && MEND_AMONG(d, t[up].lemma, cues) && t[noun].label != CASUS_CONJ && !comma_between(d, up, noun);
    if (said && t[verb].head != verb && mend_hang(d, verb, up, CASUS_CCOMP)) {
        mend_hang(d, noun, verb, CASUS_NSUBJ);
        return;
    }
    if (comma_between(d, up, noun) && (t[verb].head == verb || t[verb].label == CASUS_CCOMP))
        mend_hang(d, noun, verb, CASUS_NSUBJ);
}
