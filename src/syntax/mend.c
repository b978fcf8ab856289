/* Slips of the tree that word order mends.
 *
 *   "A U.S. strike hit two vehicles, Cook said."
 *
 * A cue that closes its sentence may draw the subject of what is said to itself, and then has two: the
 * first stands before the clause, which has none, and is the clause's.
 *
 *   "the pursuit of security guarantees"
 *
 * Two nouns side by side under one preposition are one phrase, whose last is the head.
 *
 *   "They will free the hostages", "Mr Trudeau plans to call"
 *
 *   "was given to the Authority by the Commission", "an amnesty for prisoners was granted"
 *
 * Nobody is "the Authority by the Commission": the agent is the passive verb's. A second subject with a
 * preposition belongs to the first.
 *
 *   "Maoists demanded on Sunday THAT the king give up the throne", "its demand THAT it be lifted"
 *
 * A clause with "that" under a verb is what is said, not when or why; under a noun, what the noun is about.
 *
 *   "Jordan's security service shared intelligence with the Americans."
 *
 * A participle with an object is a finite verb, and the noun it seemed to describe its subject.
 *
 *   "Asked by Greece to help, the agency sent 175 officers."
 *
 * An opening participle hangs on the verb that has a subject.
 *
 *   "The government, officials said, ATTACKED the rebels.", "They said nothing and ATTACKED the rebels."
 *
 * Of two subjects before a cue the first may be that of what is said; a verb behind "and" or "but" goes on
 * from a verb, not from the noun between.
 *
 *   "The minister visited Turkey on 4 April and UZBEKISTAN on 5 April."
 *
 * What is joined to a day by "and" and is none is joined to what stands before the day.
 *
 *   "The crisis led to Washington JOINING the talks."
 *
 * What follows "led to", "resulted in" or "despite" is a deed: the noun before its gerund does it.
 *
 * What has an auxiliary and no copula is a verb; so is a plural noun at the root that a name stands
 * before and an infinitive behind. */
#include "syntax/mend.h"

#include <string.h>

static bool oblique(unsigned label)
{
    return label == CASUS_NMOD || label == CASUS_OBL;
}

static bool subject(unsigned label)
{
    return label == CASUS_NSUBJ || label == CASUS_NSUBJ_PASS;
}

static void mend_subjects(document *d, casus_ref clause)
{
    casus_token *t = d->doc.tokens;
    casus_ref verb = t[clause].head, first = CASUS_NONE;
    bool own = false;
    for (casus_ref c = tree_next_child(&d->doc, verb, CASUS_NONE); c != CASUS_NONE; c = tree_next_child(&d->doc, verb, c)) {
        if (!subject(t[c].label))
            continue;
        if (c < clause && (c < verb || verb > clause) && first == CASUS_NONE)
            first = c;
        else if (c > clause)
            own = true;
    }
    if (clause > verb && first != CASUS_NONE) /* ", officials said,": both stand before the cue, the second right before it */
        for (casus_ref c = tree_next_child(&d->doc, verb, first); c != CASUS_NONE && c < verb; c = tree_next_child(&d->doc, verb, c))
            own |= subject(t[c].label) && t[c].label == t[first].label && verb + 1 < clause && t[verb + 1].upos == CASUS_PUNCT;
    if (first == CASUS_NONE || !own || tree_child(&d->doc, clause, CASUS_NSUBJ) != CASUS_NONE || tree_child(&d->doc, clause, CASUS_NSUBJ_PASS) != CASUS_NONE)
        return;
    t[first].head = clause;
    t[first].label = tree_child(&d->doc, clause, CASUS_AUX_PASS) != CASUS_NONE ? CASUS_NSUBJ_PASS : CASUS_NSUBJ;
}

/* Nouns i and i + 1 hang side by side on one head: the first becomes part of the second. */
static void mend_compound(document *d, casus_ref i)
{
    casus_token *t = d->doc.tokens;
    casus_ref head = i + 1;
    if (tree_child(&d->doc, i, CASUS_CASE) == CASUS_NONE || tree_child(&d->doc, head, CASUS_CASE) != CASUS_NONE)
        return;
    for (casus_ref c = tree_next_child(&d->doc, i, CASUS_NONE); c != CASUS_NONE && c < i; c = tree_next_child(&d->doc, i, c))
        t[c].head = head;
    t[head].label = t[i].label;
    t[i].head = head;
    t[i].label = CASUS_COMPOUND;
}

static bool passive(const casus_doc *d, casus_ref verb)
{
    return d->tokens[verb].upos == CASUS_VERB && tree_child(d, verb, CASUS_AUX_PASS) != CASUS_NONE;
}

static bool says_by(const document *d, casus_ref i)
{
    casus_ref prep = tree_child(&d->doc, i, CASUS_CASE);
    return prep != CASUS_NONE && strcmp(symtab_name(d->names, d->doc.tokens[prep].norm), "by") == 0;
}

static void mend_agent(document *d, casus_ref i)
{
    casus_token *t = d->doc.tokens;
    casus_ref above = t[i].head, verb = t[above].head;
    bool name = t[above].upos == CASUS_PROPN || (t[i].upos == CASUS_PROPN && oblique(t[above].label));
    if (!name || above > i || verb > above || !passive(&d->doc, verb) || tree_child(&d->doc, verb, CASUS_OBL_AGENT) != CASUS_NONE || !says_by(d, i))
        return;
    t[i].head = verb;
    t[i].label = CASUS_OBL_AGENT;
}

/* "destroyed radar before LEAVING the rig, the Pentagon said": who left is the subject before it, not who says so. */
static void mend_before_said(document *d, casus_ref i)
{
    static const char *const saying[] = {"say", "add", "report", "announce", "tell", "state", "confirm"};
    casus_token *t = d->doc.tokens;
    casus_ref said = t[i].head, subject = tree_child(&d->doc, said, CASUS_NSUBJ), verb = t[said].head;
    if (said < i || t[said].label != CASUS_CONJ || verb > i || t[verb].upos != CASUS_VERB || subject == CASUS_NONE || subject < i || tree_child(&d->doc, said, CASUS_CC) != CASUS_NONE || !MEND_AMONG(d, t[said].lemma, saying))
        return;
    for (casus_ref c = verb + 1; c < i; c++)
        if (t[c].head == verb && t[c].label == CASUS_CONJ && t[c].upos == CASUS_VERB)
            verb = c;
    mend_hang(d, i, verb, CASUS_ADVCL);
}

static void mend_second_subject(document *d, casus_ref i)
{
    casus_token *t = d->doc.tokens;
    casus_ref first = tree_child(&d->doc, t[i].head, (casus_dep)t[i].label);
    if (first == CASUS_NONE || first >= i || tree_child(&d->doc, i, CASUS_CASE) == CASUS_NONE)
        return;
    t[i].head = first;
    t[i].label = CASUS_NMOD;
}

/* "the tanker AVAJ was hit": one subject, a noun and its name. */
static void mend_named(document *d, casus_ref i)
{
    casus_token *t = d->doc.tokens;
    if (t[i].upos == CASUS_PROPN && t[i - 1].upos == CASUS_NOUN && t[i - 1].head == t[i].head && t[i - 1].label == t[i].label && t[i].head > i) {
        for (casus_ref c = tree_next_child(&d->doc, i - 1, CASUS_NONE); c != CASUS_NONE; c = tree_next_child(&d->doc, i - 1, c))
            t[c].head = i;
        t[i - 1].head = i;
        t[i - 1].label = CASUS_COMPOUND;
    }
}

static void mend_that(document *d, casus_ref i)
{
    casus_token *t = d->doc.tokens;
    casus_ref mark = tree_child(&d->doc, i, CASUS_MARK), head = t[i].head;
    if (mark == CASUS_NONE || head >= i || strcmp(symtab_name(d->names, t[mark].norm), "that") != 0)
        return;
    if (t[i].label == CASUS_ACL_RELCL)
        t[i].label = CASUS_ACL;
    bool told = mark > 0 && t[i].label == CASUS_ADVCL && t[mark - 1].label == CASUS_OBJ && t[mark - 1].head == head && t[mark - 1].upos == CASUS_NOUN;
    if (told) { /* "renewed its DEMAND that the embargo be lifted" */
        mend_hang(d, i, mark - 1, CASUS_ACL);
        return;
    }
    bool result = false; /* "so many THAT", "such THAT" */
    for (casus_ref c = d->doc.sentences[tree_sentence(&d->doc, i)].first; c < mark; c++)
        result |= strcmp(symtab_name(d->names, t[c].norm), "so") == 0 || strcmp(symtab_name(d->names, t[c].norm), "such") == 0;
    if (t[i].label == CASUS_ADVCL && t[head].upos == CASUS_VERB && !result && tree_child(&d->doc, head, CASUS_CCOMP) == CASUS_NONE && tree_child(&d->doc, head, CASUS_OBJ) == CASUS_NONE)
        t[i].label = CASUS_CCOMP;
}

/* "staged a sit-in": what has an article is a noun. */
static void mend_noun(document *d, casus_ref i)
{
    casus_token *t = d->doc.tokens;
    if (tree_child(&d->doc, i, CASUS_DETREL) == CASUS_NONE || tree_child(&d->doc, i, CASUS_COMPOUND) == CASUS_NONE)
        return;
    t[i].upos = CASUS_NOUN;
    if (t[i].label == CASUS_ADVMOD && t[t[i].head].upos == CASUS_VERB && tree_child(&d->doc, t[i].head, CASUS_OBJ) == CASUS_NONE)
        t[i].label = CASUS_OBJ;
}

/* "troops OVERRAN a garrison", "Eritrea DUG trenches": what has a subject and an object is a verb, whatever its tag. */
static void mend_does(document *d, casus_ref i)
{
    casus_token *t = &d->doc.tokens[i];
    casus_ref subject = tree_child(&d->doc, i, CASUS_NSUBJ), object = tree_child(&d->doc, i, CASUS_OBJ);
    if (subject == CASUS_NONE || object == CASUS_NONE || subject > i || object < i || tree_child(&d->doc, i, CASUS_DETREL) != CASUS_NONE || tree_child(&d->doc, i, CASUS_COP) != CASUS_NONE || tree_child(&d->doc, i, CASUS_AMOD) != CASUS_NONE)
        return;
    t->upos = CASUS_VERB;
    t->morph = CASUS_FIN | CASUS_PAST;
    syntax_stem(d, t);
}

static void mend_verb(document *d, casus_ref i)
{
    casus_token *t = &d->doc.tokens[i];
    if (tree_child(&d->doc, i, CASUS_AUXREL) == CASUS_NONE || tree_child(&d->doc, i, CASUS_COP) != CASUS_NONE || tree_child(&d->doc, i, CASUS_OBJ) == CASUS_NONE)
        return;
    t->upos = CASUS_VERB;
    t->morph |= CASUS_INF;
}

/* The name at `first`, what is joined to it and `end` stand side by side. */
static bool name_up_to(const document *d, casus_ref first, casus_ref end)
{
    casus_ref last = first;
    for (casus_ref c = tree_next_child(&d->doc, first, first); c != CASUS_NONE && c < end; c = tree_next_child(&d->doc, first, c))
        last = d->doc.tokens[c].label == CASUS_CONJ || d->doc.tokens[c].label == CASUS_FLAT ? c : last;
    return last + 1 == end;
}

/* The name right before a root like "plans" is its subject, the infinitive behind it its complement. */
static void mend_plans(document *d, casus_ref i)
{
    casus_token *t = d->doc.tokens;
    casus_ref aim = tree_child(&d->doc, i, CASUS_ACL), name = CASUS_NONE;
    if (aim == CASUS_NONE || aim < i || tree_child(&d->doc, aim, CASUS_MARK) != i + 1 || tree_child(&d->doc, i, CASUS_DETREL) != CASUS_NONE || tree_child(&d->doc, i, CASUS_NSUBJ) != CASUS_NONE)
        return;
    for (casus_ref c = tree_next_child(&d->doc, i, CASUS_NONE); c != CASUS_NONE && c < i; c = tree_next_child(&d->doc, i, c))
        if (t[c].label == CASUS_COMPOUND && t[c].upos == CASUS_PROPN && name_up_to(d, c, i))
            name = c;
    bool second = t[i].head != i; /* "Howe and Shultz plan to talk, OFFICIALS said" */
    casus_ref other = second ? tree_next_child(&d->doc, t[i].head, i) : CASUS_NONE;
    while (other != CASUS_NONE && !(subject(t[other].label) && other < t[i].head))
        other = tree_next_child(&d->doc, t[i].head, other);
    if (name == CASUS_NONE || (second && (other == CASUS_NONE || t[i].head < i)))
        return;
    if (second)
        t[i].label = CASUS_CCOMP;
    for (casus_ref c = tree_next_child(&d->doc, i, CASUS_NONE); c != CASUS_NONE && c < name; c = tree_next_child(&d->doc, i, c))
        t[c].head = name;
    t[name].label = CASUS_NSUBJ;
    t[aim].label = CASUS_XCOMP;
    t[i].upos = CASUS_VERB;
    t[i].morph = CASUS_FIN | CASUS_PRES;
}

/* Verbs that nobody is told anything by: whom they name is their object. */
static bool single_object(const document *d, casus_ref verb)
{
    static const char *const verbs[] = {"telephone", "phone", "meet", "visit", "contact", "greet", "host", "attack", "condemn", "arrest"};
    return tree_child(&d->doc, verb, CASUS_OBJ) == CASUS_NONE && MEND_AMONG(d, d->doc.tokens[verb].lemma, verbs);
}

static bool ends_in_ing(const document *d, casus_ref i)
{
    const char *norm = symtab_name(d->names, d->doc.tokens[i].norm);
    size_t n = strlen(norm);
    return n > 4 && strcmp(norm + n - 3, "ing") == 0;
}

/* "condemned the coup and promised AID": a second object of the first verb, behind the second. */
static bool second_object(const document *d, casus_ref noun, casus_ref cc)
{
    const casus_token *t = d->doc.tokens;
    casus_ref first = tree_child(&d->doc, t[noun].head, CASUS_OBJ);
    return t[noun].label == CASUS_OBJ && first != CASUS_NONE && first < cc && t[noun].head < cc;
}

/* "killed three soldiers and wounded five OTHERS": behind the second verb, and joined to the first one's object by nothing. */
static void take_object(document *d, casus_ref verb, casus_ref cc)
{
    casus_token *t = d->doc.tokens;
    for (casus_ref n = verb + 1; n < d->doc.n_tokens && n < verb + 5 && tree_child(&d->doc, verb, CASUS_OBJ) == CASUS_NONE; n++) {
        bool noun = t[n].upos == CASUS_NOUN || t[n].upos == CASUS_PROPN || t[n].upos == CASUS_PRON;
        if (t[n].upos == CASUS_PUNCT || t[n].upos == CASUS_ADP)
            return;
        bool loose = (t[n].label == CASUS_CONJ || t[n].label == CASUS_APPOS) && t[n].head < cc && tree_child(&d->doc, n, CASUS_CC) == CASUS_NONE;
        if (noun && (loose || second_object(d, n, cc)))
            mend_hang(d, n, verb, CASUS_OBJ);
    }
}

/* "condemned the coup and PROMISED aid": no participle, for it has an object and the first verb is active. */
static void mend_active(document *d, casus_ref verb, casus_ref first)
{
    casus_token *t = &d->doc.tokens[verb];
    bool aux = tree_child(&d->doc, first, CASUS_AUX_PASS) != CASUS_NONE || tree_child(&d->doc, verb, CASUS_AUX_PASS) != CASUS_NONE || tree_child(&d->doc, verb, CASUS_AUXREL) != CASUS_NONE;
    if (!(t->morph & (CASUS_FIN | CASUS_INF | CASUS_GER)) && !aux && tree_child(&d->doc, verb, CASUS_OBJ) != CASUS_NONE)
        t->morph = (uint16_t)((t->morph & ~(CASUS_PART_F | CASUS_PASS)) | CASUS_FIN | CASUS_PAST);
}

/* "They said nothing and ATTACKED": what hangs on the noun before "and" is joined to the verb over it. */
static void mend_conjunct(document *d, casus_ref i)
{
    casus_token *t = d->doc.tokens;
    casus_ref cc = tree_child(&d->doc, i, CASUS_CC), verb = t[i].head;
    bool gerunds = t[verb].upos == CASUS_NOUN && ends_in_ing(d, verb) && ends_in_ing(d, i); /* "of arming and financing" */
    if (gerunds || cc == CASUS_NONE || cc > i || tree_child(&d->doc, i, CASUS_MARK) != CASUS_NONE || tree_child(&d->doc, i, CASUS_NSUBJ) != CASUS_NONE || (t[i].morph & CASUS_GER))
        return;
    for (int steps = 0; steps < 4 && t[verb].upos != CASUS_VERB && t[verb].head != verb; steps++)
        verb = t[verb].head;
    if (verb > cc || t[verb].upos != CASUS_VERB)
        return;
    if (!mend_hang(d, i, verb, CASUS_CONJ))
        return;
    take_object(d, i, cc);
    mend_active(d, i, verb);
}

/* "denied it had withdrawn and ACCUSED the army": a plain past of saying is joined to the one before what is said, not to its perfect. */
static bool says_further(document *d, casus_ref i)
{
    static const char *const says[] = {"accuse", "warn", "blame", "call", "urge", "vow", "demand", "threaten", "insist", "condemn", "reject", "deny", "promise", "pledge", "ask", "appeal", "criticise", "criticize", "denounce", "welcome", "praise", "say"};
    const casus_token *t = d->doc.tokens;
    casus_ref said = t[i].head, over = t[said].head;
    bool plain = (t[i].morph & CASUS_FIN) && (t[i].morph & CASUS_PAST) && tree_child(&d->doc, i, CASUS_AUXREL) == CASUS_NONE && tree_child(&d->doc, i, CASUS_NSUBJ) == CASUS_NONE;
    plain = plain || ((t[i].morph & CASUS_PART_F) && tree_child(&d->doc, i, CASUS_OBJ) != CASUS_NONE && tree_child(&d->doc, i, CASUS_AUXREL) == CASUS_NONE);
    return plain && MEND_AMONG(d, t[i].lemma, says) && t[said].label == CASUS_CCOMP && tree_child(&d->doc, said, CASUS_AUXREL) != CASUS_NONE && over < said && t[over].upos == CASUS_VERB &&
           MEND_AMONG(d, t[over].lemma, says) && (t[over].morph & CASUS_PAST) && mend_hang(d, i, over, CASUS_CONJ);
}

static void mend_second_verb(document *d, casus_ref i)
{
    if (says_further(d, i))
        return;
    casus_ref first = d->doc.tokens[i].head;
    take_object(d, i, tree_child(&d->doc, i, CASUS_CC));
    if (d->doc.tokens[first].morph & CASUS_FIN)
        mend_active(d, i, first);
}

bool mend_day(const document *d, casus_ref i)
{
    static const char *const months[] = {"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
                                         "jan", "feb", "apr", "aug", "sept", "sep", "oct", "nov", "dec", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};
    const char *norm = symtab_name(d->names, d->doc.tokens[i].norm);
    for (size_t k = 0; k < sizeof months / sizeof *months; k++)
        if (strcmp(norm, months[k]) == 0)
            return true;
    return d->doc.tokens[i].upos == CASUS_NUM;
}

/* "stands BY SERBIA", "broke out BETWEEN POLICE and protesters": what has a preposition is no object. */
static void mend_object_in_phrase(document *d, casus_ref i)
{
    static const char *const preps[] = {"between", "by", "with", "from", "against", "among", "into", "at", "through", "to"}; /* no number begins with these */
    casus_token *t = d->doc.tokens;
    casus_ref prep = tree_child(&d->doc, i, CASUS_CASE);
    if (prep != CASUS_NONE && prep < i && t[prep].upos == CASUS_ADP && (t[i].upos == CASUS_PROPN || (t[i].upos == CASUS_NOUN && MEND_AMONG(d, t[prep].norm, preps))))
        t[i].label = CASUS_OBL;
}

/* "at the MINE", "a land MINE": nothing of mine. */
static void mend_mine(document *d, casus_ref i)
{
    casus_token *t = d->doc.tokens;
    casus_ref before = i ? i - 1 : i;
    bool article = t[before].upos == CASUS_DET || t[before].upos == CASUS_NOUN || t[before].upos == CASUS_ADJ;
    if (t[i].upos != CASUS_PRON || before == i || !article || strcmp(symtab_name(d->names, t[i].norm), "mine") != 0)
        return;
    t[i].upos = CASUS_NOUN;
    t[i].lemma = t[i].norm;
    t[i].morph = CASUS_SING;
}

/* "visited Turkey on 4 April and UZBEKISTAN ...", "to Turkey in May and to LEBANON in June". */
static void mend_after_day(document *d, casus_ref i)
{
    casus_token *t = d->doc.tokens;
    casus_ref day = t[i].head, verb = day, prep = tree_child(&d->doc, i, CASUS_CASE), other = CASUS_NONE;
    if (day > i || !mend_day(d, day) || mend_day(d, i))
        return;
    for (int steps = 0; steps < 4 && t[verb].upos != CASUS_VERB && t[verb].head != verb; steps++)
        verb = t[verb].head;
    for (casus_ref c = tree_next_child(&d->doc, verb, CASUS_NONE); c != CASUS_NONE && c < day; c = tree_next_child(&d->doc, verb, c)) {
        casus_ref its = tree_child(&d->doc, c, CASUS_CASE);
        bool same = prep == CASUS_NONE ? t[c].label == CASUS_OBJ : t[c].label == CASUS_OBL && its != CASUS_NONE && t[its].norm == t[prep].norm;
        if (c > verb && same && t[c].upos == CASUS_PROPN)
            other = c;
    }
    if (other != CASUS_NONE)
        t[i].head = other;
}

bool syntax_of_somebody(const document *d, casus_ref adjective)
{
    static const char *const words[] = {"ready", "willing", "prepared", "able", "unable", "determined", "keen", "eager", "unwilling", "committed", "reluctant", "free", "set"};
    for (size_t k = 0; k < sizeof words / sizeof *words; k++)
        if (strcmp(symtab_name(d->names, d->doc.tokens[adjective].norm), words[k]) == 0)
            return true;
    return false;
}

/* "brushed ASIDE the warnings": right behind its verb it is no preposition of the object. */
static void mend_particle(document *d, casus_ref i)
{
    static const char *const particles[] = {"aside", "off", "down", "up", "out", "away", "back", "in", "over"};
    casus_token *t = d->doc.tokens;
    casus_ref object = t[i].head, verb = t[object].head;
    if (t[object].label == CASUS_NUMMOD) /* "took IN 5,000 refugees" */
        verb = t[object = t[object].head].head;
    if (t[object].label != CASUS_OBJ || verb + 1 != i || t[verb].upos != CASUS_VERB)
        return;
    for (size_t k = 0; k < sizeof particles / sizeof *particles; k++)
        if (strcmp(symtab_name(d->names, t[i].norm), particles[k]) == 0) {
            t[i].head = verb;
            t[i].label = CASUS_COMPOUND_PRT;
        }
}

/* "The Union warned that it was wrong, and the embassy CALLED it dark": behind a comma, "and" and a subject of its own, without "that", a clause goes on from the main one. */
static void mend_further_clause(document *d, casus_ref i)
{
    casus_token *t = d->doc.tokens;
    casus_ref verb = t[i].head, cc = tree_child(&d->doc, i, CASUS_CC), own = tree_child(&d->doc, i, CASUS_NSUBJ), before = tree_child(&d->doc, verb, CASUS_CCOMP);
    bool apart = cc != CASUS_NONE && cc > 0 && own != CASUS_NONE && own > cc && before != CASUS_NONE && before < cc && before > verb && tree_child(&d->doc, i, CASUS_MARK) == CASUS_NONE;
    if (apart && strcmp(symtab_name(d->names, t[cc - 1].norm), ",") == 0)
        t[i].label = CASUS_CONJ;
}

/* "Civilians were fired UPON by soldiers", "Iran was called ON by the council": what a passive leaves behind is the verb's. */
static void mend_stranded(document *d, casus_ref i)
{
    static const char *const preps[] = {"on", "upon", "at", "for", "to", "with", "into", "against", "after", "over"};
    casus_token *t = d->doc.tokens;
    casus_ref verb = i - 1;
    if (t[verb].upos == CASUS_VERB && (t[verb].morph & CASUS_PART_F) && !(t[verb].morph & CASUS_GER) && t[i + 1].norm == symtab_find(d->names, "by", 2) && MEND_AMONG(d, t[i].norm, preps))
        mend_hang(d, i, verb, CASUS_COMPOUND_PRT);
}

/* "The envoy WAS IN KHARTOUM for talks": being somewhere is told like going there. */
static void mend_be_in(document *d, casus_ref be)
{
    static const char *const preps[] = {"in", "at"}, *const states[] = {"under", "behind"}; /* "is UNDER investigation", "was BEHIND the attack" */
    casus_token *t = d->doc.tokens;
    casus_ref place = t[be].head, prep = tree_child(&d->doc, place, CASUS_CASE);
    bool state = prep != CASUS_NONE && t[place].upos == CASUS_NOUN && MEND_AMONG(d, t[prep].norm, states);
    bool there = prep != CASUS_NONE && t[place].upos == CASUS_PROPN && MEND_AMONG(d, t[prep].norm, preps);
    if ((!state && !there) || prep < be || place < be)
        return;
    bool root = t[place].head == place;
    t[be].head = root ? be : t[place].head;
    t[be].label = root ? CASUS_ROOT : t[place].label;
    t[be].upos = CASUS_VERB;
    for (casus_ref c = tree_next_child(&d->doc, place, CASUS_NONE); c != CASUS_NONE; c = tree_next_child(&d->doc, place, c))
        if (c != be && (c < prep || t[c].label == CASUS_OBL || t[c].label == CASUS_NMOD || t[c].label == CASUS_ADVCL || t[c].label == CASUS_ACL || t[c].label == CASUS_CONJ || t[c].label == CASUS_OBL_UNMARKED || t[c].label == CASUS_PUNCTREL)) {
            t[c].head = be;
            if (t[c].label == CASUS_NMOD)
                t[c].label = CASUS_OBL;
            else if (t[c].label == CASUS_ACL)
                t[c].label = CASUS_ADVCL;
        }
    t[place].head = be;
    t[place].label = CASUS_OBL;
}

/* "went on TO ATTACK": no aim of the going, but what is done next. */
static void mend_going_on(document *d, casus_ref i)
{
    casus_token *t = d->doc.tokens;
    casus_ref go = t[i].head, mark = tree_child(&d->doc, i, CASUS_MARK);
    bool on = go + 2 == mark && strcmp(symtab_name(d->names, t[go].lemma), "go") == 0 && strcmp(symtab_name(d->names, t[go + 1].norm), "on") == 0;
    if (on)
        t[i].label = CASUS_XCOMP;
}

/* "On Thursday, coalition AIRCRAFT destroyed the tanks": set beside the day by its comma, it is the verb's subject. */
static void mend_after_opening(document *d, casus_ref i)
{
    casus_token *t = d->doc.tokens;
    casus_ref day = t[i].head, verb = t[day].head;
    bool opens = day < i && mend_day(d, day) && t[day].label == CASUS_OBL && t[verb].upos == CASUS_VERB && verb > i;
    if (!opens || tree_child(&d->doc, verb, CASUS_NSUBJ) != CASUS_NONE || tree_child(&d->doc, verb, CASUS_NSUBJ_PASS) != CASUS_NONE)
        return;
    t[i].head = verb;
    t[i].label = tree_child(&d->doc, verb, CASUS_AUX_PASS) != CASUS_NONE ? CASUS_NSUBJ_PASS : CASUS_NSUBJ;
}

/* "that IS had carried out an attack": no auxiliary is written in capitals beside another. */
static void mend_islamic_state(document *d, casus_ref i)
{
    casus_token *t = d->doc.tokens;
    str form = document_str(d, t[i].at);
    casus_ref verb = t[i].head;
    if (!str_is(form, "IS") || verb == CASUS_NONE || t[i + 1].upos != CASUS_AUX || t[verb].upos != CASUS_VERB || tree_child(&d->doc, verb, CASUS_NSUBJ) != CASUS_NONE)
        return;
    t[i].upos = CASUS_PROPN;
    t[i].label = CASUS_NSUBJ;
}

/* Whether a deed, not a thing, is expected behind this preposition. */
static bool before_deed(const document *d, casus_ref verb, casus_ref prep)
{
    static const char *const tellings[] = {"report", "case", "instance", "risk", "fear", "danger", "threat", "possibility", "prospect", "idea", "video", "footage", "image", "sign", "news", "evidence", "account", "incident", "likelihood", "chance"};
    static const char *const pairs[][2] = {{"lead", "to"}, {"result", "in"}, {"end", "with"}, {"end", "in"}, {"begin", "with"}, {"object", "to"}, {"culminate", "in"}};
    const char *lemma = symtab_name(d->names, d->doc.tokens[verb].lemma), *word = symtab_name(d->names, d->doc.tokens[prep].norm);
    if (strcmp(word, "despite") == 0 || strcmp(word, "without") == 0)
        return true;
    for (size_t i = 0; i < sizeof tellings / sizeof *tellings && strcmp(word, "of") == 0; i++)
        if (strcmp(lemma, tellings[i]) == 0)
            return true;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (strcmp(lemma, pairs[i][0]) == 0 && strcmp(word, pairs[i][1]) == 0)
            return true;
    return false;
}

/* "led to Washington JOINING the talks": `gerund` hangs on the noun before it, or beside it. */
static void mend_gerund(document *d, casus_ref gerund)
{
    casus_token *t = d->doc.tokens;
    if (gerund == 0 || !(t[gerund].morph & (CASUS_GER | CASUS_PRES)) || tree_child(&d->doc, gerund, CASUS_MARK) != CASUS_NONE || tree_child(&d->doc, gerund, CASUS_NSUBJ) != CASUS_NONE)
        return;
    casus_ref noun = gerund - 1, prep = tree_child(&d->doc, noun, CASUS_CASE), verb = t[noun].head;
    bool below = t[gerund].label == CASUS_ACL && t[gerund].head == noun, beside = (t[gerund].label == CASUS_ADVCL || t[gerund].label == CASUS_ACL) && (t[gerund].head == verb || t[gerund].head == t[verb].head);
    if ((t[noun].upos != CASUS_NOUN && t[noun].upos != CASUS_PROPN) || !oblique(t[noun].label) || prep == CASUS_NONE || (!below && !beside) || !before_deed(d, verb, prep))
        return;
    t[gerund].label = t[verb].upos == CASUS_VERB ? CASUS_ADVCL : CASUS_ACL;
    t[gerund].head = verb;
    t[noun].label = CASUS_NSUBJ;
    t[noun].head = gerund;
    t[prep].label = CASUS_MARK;
    t[prep].head = gerund;
    for (casus_ref c = tree_next_child(&d->doc, verb, gerund); c != CASUS_NONE; c = tree_next_child(&d->doc, verb, c))
        if (t[verb].upos == CASUS_VERB && (t[c].label == CASUS_OBL || t[c].label == CASUS_OBL_UNMARKED))
            t[c].head = gerund; /* "in Geneva ON MONDAY": what follows the deed is the deed's */
}

void syntax_mend_trees(document *d, casus_ref sentence)
{
    const casus_sentence *s = &d->doc.sentences[sentence];
    for (casus_ref i = s->first; i < s->first + s->count; i++) {
        const casus_token *t = &d->doc.tokens[i];
        if (i + 2 < s->first + s->count)
            mend_each_other(d, i);
        if (t->upos == CASUS_PRON && i > s->first)
            mend_mine(d, i);
        if (t->upos == CASUS_VERB && t->label == CASUS_AMOD && t->head > i)
            mend_acting(d, i);
        if (t->upos == CASUS_VERB && t->label == CASUS_AMOD && i > s->first)
            mend_perfect(d, i);
        bool phrase = t->label == CASUS_CCOMP && (t->upos == CASUS_NOUN || t->upos == CASUS_PROPN) && tree_child(&d->doc, i, CASUS_CASE) != CASUS_NONE && tree_child(&d->doc, i, CASUS_COP) == CASUS_NONE;
        if (phrase && tree_child(&d->doc, i, CASUS_NSUBJ) == CASUS_NONE)
            d->doc.tokens[i].label = CASUS_OBL; /* "asked the Union FOR HELP": nothing is said in it */
        if (t->label == CASUS_OBJ)
            mend_object_in_phrase(d, i);
        if (t->label == CASUS_OBL && t->upos == CASUS_VERB && t->norm != t->lemma && tree_child(&d->doc, i, CASUS_MARK) != CASUS_NONE)
            d->doc.tokens[i].label = CASUS_ADVCL; /* "prevented migrants FROM CROSSING" */
        if (t->label == CASUS_CCOMP)
            mend_subjects(d, i);
        if (t->label == CASUS_CCOMP && t->upos == CASUS_VERB && t->head < i)
            mend_further_clause(d, i);
        if (t->label == CASUS_OBL_AGENT && !says_by(d, i))
            d->doc.tokens[i].label = CASUS_OBL;
        if (t->label == CASUS_NMOD)
            mend_agent(d, i);
        if (subject(t->label)) {
            if (i > s->first)
                mend_named(d, i);
            mend_joined_subject(d, i);
            mend_joint_owner(d, i);
            if (t->upos == CASUS_VERB)
                mend_verb_as_subject(d, i);
            mend_second_subject(d, i);
        }
        if (t->upos == CASUS_ADJ)
            mend_verb(d, i);
        if (t->label == CASUS_ADVCL && t->upos == CASUS_VERB)
            mend_before_said(d, i);
        if (t->label == CASUS_ADVCL || t->label == CASUS_ACL_RELCL)
            mend_that(d, i);
        if (t->upos == CASUS_VERB && (t->label == CASUS_ACL || t->label == CASUS_ADVCL) && i > s->first)
            mend_gerund(d, i);
        if (t->upos == CASUS_VERB && (t->label == CASUS_ACL || t->label == CASUS_CCOMP || (t->label == CASUS_CONJ && (mend_day(d, t->head) || d->doc.tokens[t->head].upos == CASUS_NOUN || d->doc.tokens[t->head].upos == CASUS_PROPN))))
            mend_conjunct(d, i);
        if (t->upos == CASUS_ADJ && t->label == CASUS_AMOD && i > s->first)
            mend_set_free(d, i);
        if (t->label == CASUS_CONJ && t->upos == CASUS_NOUN)
            mend_second_owner(d, i);
        if (t->label == CASUS_CONJ && t->upos == CASUS_VERB && tree_child(&d->doc, i, CASUS_CC) != CASUS_NONE)
            mend_second_verb(d, i);
        if (t->label == CASUS_CONJ && t->upos == CASUS_VERB && i > s->first)
            mend_after_noun(d, i);
        if (t->label == CASUS_IOBJ && single_object(d, t->head))
            d->doc.tokens[i].label = CASUS_OBJ;
        if (t->label == CASUS_NSUBJ_PASS && tree_child(&d->doc, t->head, CASUS_AUX_PASS) == CASUS_NONE && (mend_calls_on(d, t->head) || mend_intransitive(d, t->head))) {
            d->doc.tokens[i].label = CASUS_NSUBJ; /* "Putin and Macron TALKED by phone" */
            if (d->doc.tokens[t->head].head == t->head)
                d->doc.tokens[t->head].morph = CASUS_FIN | CASUS_PAST;
        }
        if (t->label == CASUS_OBL && t->upos == CASUS_NOUN)
            mend_at_least(d, i);
        if (t->label == CASUS_OBL || t->label == CASUS_OBL_UNMARKED)
            mend_amount(d, i);
        if (t->upos == CASUS_VERB && t->head == i)
            mend_said(d, i);
        if (t->upos == CASUS_ADP && t->label == CASUS_AMOD)
            mend_near(d, i);
        if (t->upos == CASUS_VERB && t->label == CASUS_AMOD)
            mend_and_verb(d, i);
        if (t->upos == CASUS_VERB && i > s->first && i + 1 < s->first + s->count)
            mend_close_to(d, i);
        if (i > s->first && t->head < i && (t->upos == CASUS_NOUN || t->upos == CASUS_ADV || t->upos == CASUS_ADJ))
            mend_captive(d, i);
        if (t->upos == CASUS_VERB && (t->label == CASUS_CCOMP || t->head == i || t->label == CASUS_CONJ || t->label == CASUS_ADVCL))
            mend_suffered(d, i);
        if (t->upos == CASUS_PROPN && t->label == CASUS_XCOMP)
            mend_name_object(d, i);
        if (t->upos == CASUS_VERB && (t->head == i || t->label == CASUS_CCOMP))
            mend_two_subjects(d, i);
        if (t->label == CASUS_CASE || (t->label == CASUS_ADVMOD && t->upos == CASUS_ADP))
            mend_particle(d, i);
        if (i > s->first && i + 1 < s->first + s->count && t->upos == CASUS_ADP)
            mend_stranded(d, i);
        if (i > s->first && t->upos == CASUS_NOUN)
            mend_in_case(d, i);
        if (t->label == CASUS_COP)
            mend_be_in(d, i);
        if (t->label == CASUS_APPOS && (t->upos == CASUS_NOUN || t->upos == CASUS_PROPN))
            mend_after_opening(d, i);
        if (t->upos == CASUS_AUX && i + 1 < s->first + s->count)
            mend_islamic_state(d, i);
        if (t->label == CASUS_EXPL && syntax_of_somebody(d, t->head))
            d->doc.tokens[i].label = CASUS_NSUBJ; /* "said IT was ready to talk" */
        if (t->upos == CASUS_PROPN && t->label == CASUS_CONJ)
            mend_after_day(d, i);
        if (i > s->first && t->upos == CASUS_NOUN && t->norm == t->lemma)
            mend_infinitive(d, i);
        if (t->label == CASUS_ADVCL && (t->morph & CASUS_INF))
            mend_going_on(d, i);
        if (t->label == CASUS_AUX_PASS && strcmp(symtab_name(d->names, t->lemma), "have") == 0)
            d->doc.tokens[i].label = CASUS_AUXREL; /* "HAVING accused them" */
        if (t->upos == CASUS_ADP || t->upos == CASUS_NOUN || t->upos == CASUS_ADV)
            mend_does(d, i);
        if (t->upos == CASUS_ADP || t->upos == CASUS_ADV)
            mend_noun(d, i);
        if (t->upos == CASUS_NOUN && (t->head == i || subject(t->label)))
            mend_plans(d, i);
        if ((t->upos == CASUS_NOUN || t->upos == CASUS_PROPN) && t->head == i)
            mend_root(d, i);
        if (t->upos == CASUS_NOUN && t->head == i)
            mend_past(d, i);
        if (t->upos == CASUS_VERB && t->head == i)
            mend_opening(d, i);
        bool pair = i + 1 < s->first + s->count && t->upos == CASUS_NOUN && t[1].upos == CASUS_NOUN && oblique(t->label) && oblique(t[1].label) && t->head == t[1].head && t->head < i;
        if (pair)
            mend_compound(d, i);
    }
    for (casus_ref i = s->first; i < s->first + s->count; i++) {
        const casus_token *t = &d->doc.tokens[i];
        if (t->upos == CASUS_NOUN && (t->label == CASUS_OBL || t->label == CASUS_NMOD || t->label == CASUS_ADVCL))
            mend_noun_in_clause(d, i);
        if (t->upos == CASUS_NOUN && t->label == CASUS_ROOT)
            mend_headline_verb(d, i);
        if (t->upos == CASUS_NOUN && (t->label == CASUS_NMOD || t->label == CASUS_OBL))
            mend_accused_of(d, i);
        if (t->upos == CASUS_NOUN && (t->label == CASUS_OBL || t->label == CASUS_OBJ || t->label == CASUS_NSUBJ || t->label == CASUS_NSUBJ_PASS))
            mend_part_of(d, i);
        if (t->upos == CASUS_VERB && t->label == CASUS_XCOMP && i + 1 < s->first + s->count)
            mend_describing(d, i);
        if (t->upos == CASUS_VERB && t->label == CASUS_OBL)
            mend_verb_in_phrase(d, i);
        if (t->label == CASUS_NMOD && t->upos == CASUS_PROPN)
            mend_day_of_place(d, i);
        if (t->label == CASUS_CCOMP)
            mend_sure_that(d, i);
        if (t->label == CASUS_APPOS)
            mend_called(d, i);
        if (t->label == CASUS_NMOD_POSS && i > s->first)
            mend_given(d, i);
        if (subject(t->label))
            mend_object_of_relative(d, i);
        mend_lost_subject(d, s->first, i);
    }
}
