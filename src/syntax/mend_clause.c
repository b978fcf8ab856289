/* Clauses whose verb the parser took for a part of something else. */
#include "syntax/mend.h"

#include <string.h>

bool mend_among(const document *d, casus_sym word, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(symtab_name(d->names, word), list[i]) == 0)
            return true;
    return false;
}

bool mend_hang(document *d, casus_ref token, casus_ref head, casus_dep label)
{
    casus_token *t = d->doc.tokens;
    casus_ref up = head;
    while (up != token && t[up].head != up)
        up = t[up].head;
    if (up == token)
        return false;
    t[token].head = head;
    t[token].label = (uint8_t)label;
    return true;
}

static bool is_subject(unsigned label)
{
    return label == CASUS_NSUBJ || label == CASUS_NSUBJ_PASS;
}

/* A finite verb read as the participle of noun `noun`: the noun is its subject. */
static void take_subject(document *d, casus_ref verb, casus_ref noun)
{
    casus_token *t = d->doc.tokens;
    t[noun].head = verb;
    t[noun].label = CASUS_NSUBJ;
    t[verb].morph = (uint16_t)((t[verb].morph & ~(CASUS_PART_F | CASUS_PASS)) | CASUS_FIN | CASUS_PAST);
}

/* "Thousands of volunteers ENLISTED after the government declared war": a verb behind its own conjunction has one subject,
 * behind the conjunction; what stands before is the subject of the verb read as its participle. */
void mend_two_subjects(document *d, casus_ref verb)
{
    casus_token *t = d->doc.tokens;
    casus_ref mark = tree_child(&d->doc, verb, CASUS_MARK), outer = CASUS_NONE, first = CASUS_NONE;
    bool own = false;
    for (casus_ref c = mark == CASUS_NONE ? CASUS_NONE : tree_next_child(&d->doc, verb, CASUS_NONE); c != CASUS_NONE && c < verb; c = tree_next_child(&d->doc, verb, c))
        if (is_subject(t[c].label) && c < mark)
            first = c;
        else if (is_subject(t[c].label) && c > mark)
            own = true;
    for (casus_ref i = first == CASUS_NONE || !own ? mark : first + 1; i < mark; i++) {
        casus_ref up = t[i].head;
        for (int steps = 0; steps < 3 && up != first && t[up].head != up && up > first; steps++) /* "thousands of volunteers ENLISTED" */
            up = t[up].head;
        if (t[i].upos == CASUS_VERB && t[i].label == CASUS_ACL && up == first && !(t[i].morph & (CASUS_GER | CASUS_INF)))
            outer = i;
    }
    if (mark == CASUS_NONE || outer == CASUS_NONE)
        return;
    for (casus_ref c = tree_next_child(&d->doc, verb, CASUS_NONE); c != CASUS_NONE; c = tree_next_child(&d->doc, verb, c))
        if (c < mark && c != outer)
            t[c].head = outer;
    bool root = t[verb].head == verb;
    t[outer].head = root ? outer : t[verb].head;
    t[outer].label = t[verb].label;
    t[verb].head = outer;
    t[verb].label = CASUS_ADVCL;
    take_subject(d, outer, first);
}

/* "20 soldiers KILLED in a clash", as headlines and hurried copy put it: without an object they suffered it. */
void mend_suffered(document *d, casus_ref verb)
{
    static const char *const verbs[] = {"kill", "wound", "injure", "hurt", "arrest", "detain", "jail", "kidnap", "abduct", "execute", "displace", "evacuate", "behead", "sentence", "rescue"};
    static const char *const after[] = {"in", "by", "at", "near", "during", "after", "as", "on", "over"};
    casus_token *t = d->doc.tokens;
    casus_ref subject = tree_child(&d->doc, verb, CASUS_NSUBJ);
    if (!MEND_AMONG(d, t[verb].lemma, verbs) || subject == CASUS_NONE || subject > verb || verb + 1 >= d->doc.n_tokens || !(t[verb].morph & (CASUS_PAST | CASUS_PART_F)) || (t[verb].morph & CASUS_GER) ||
        tree_child(&d->doc, verb, CASUS_OBJ) != CASUS_NONE || tree_child(&d->doc, verb, CASUS_AUXREL) != CASUS_NONE || t[verb].norm == t[verb].lemma)
        return;
    if (!MEND_AMONG(d, t[verb + 1].norm, after) || (t[subject].upos != CASUS_NOUN && t[subject].upos != CASUS_NUM))
        return;
    t[subject].label = CASUS_NSUBJ_PASS;
    t[verb].morph = (uint16_t)((t[verb].morph & ~CASUS_FIN) | CASUS_PART_F | CASUS_PASS);
}

/* "denied it and THREATENED retaliation": behind "and" of its own a past form is a verb, not the noun's adjective. */
void mend_and_verb(document *d, casus_ref i)
{
    casus_token *t = d->doc.tokens;
    casus_ref noun = t[i].head, verb = t[noun].head, cc = tree_child(&d->doc, i, CASUS_CC);
    if (cc == CASUS_NONE && t[noun].label == CASUS_CONJ && t[verb].upos == CASUS_PROPN && mend_day(d, verb)) /* "on Thursday and PROMISED aid" */
        cc = tree_child(&d->doc, noun, CASUS_CC);
    if (cc == CASUS_NONE || cc == 0 || cc + 1 != i || noun != i + 1 || !(t[i].morph & CASUS_PART_F) || tree_child(&d->doc, i, CASUS_CONJ) != CASUS_NONE || t[cc - 1].upos == CASUS_ADJ || t[cc - 1].upos == CASUS_VERB)
        return;
    for (int steps = 0; steps < 6 && t[verb].upos != CASUS_VERB && t[verb].head != verb; steps++)
        verb = t[verb].head;
    if (t[verb].upos != CASUS_VERB || verb > cc || tree_child(&d->doc, verb, CASUS_AUX_PASS) != CASUS_NONE)
        return;
    if (!mend_hang(d, i, verb, CASUS_CONJ))
        return;
    t[i].morph = (uint16_t)((t[i].morph & ~(CASUS_PART_F | CASUS_PASS)) | CASUS_FIN | CASUS_PAST);
    mend_hang(d, noun, i, CASUS_OBJ);
    mend_hang(d, cc, i, CASUS_CC);
}

/* The name right before the participle: "Prime Minister SELLAL criticized channels", where nothing else is the sentence's verb. */
static casus_ref name_before(const document *d, casus_ref verb)
{
    static const char *const states[] = {"led", "backed", "held", "based", "owned", "controlled", "run", "made", "born", "trained", "occupied", "allied", "aligned", "funded", "armed", "sponsored", "supported", "related", "inspired", "linked", "brokered", "supplied", "built", "administered", "registered"};
    const casus_token *t = d->doc.tokens;
    casus_ref noun = t[verb].head, name = verb ? verb - 1 : verb;
    bool named = verb && t[name].upos == CASUS_PROPN && t[name].head == noun && t[name].label == CASUS_COMPOUND;
    return named && t[noun].head == noun && !(t[verb].morph & CASUS_GER) && !MEND_AMONG(d, t[verb].norm, states) ? name : CASUS_NONE;
}

/* "police ARRESTED journalist Guy Milex", "Poland is FOLLOWING developments": what has a subject describes no noun, it acts on it. */
void mend_acting(document *d, casus_ref verb)
{
    casus_token *t = d->doc.tokens;
    casus_ref noun = t[verb].head, subject = tree_child(&d->doc, verb, CASUS_NSUBJ), name = name_before(d, verb);
    while (t[noun].label == CASUS_COMPOUND && t[noun].head > noun)
        noun = t[noun].head; /* "arrested JOURNALIST Guy Milex" */
    casus_ref above = t[noun].head;
    if (subject == CASUS_NONE && tree_child(&d->doc, verb, CASUS_AUX_PASS) == CASUS_NONE)
        subject = tree_child(&d->doc, verb, CASUS_NSUBJ_PASS);
    casus_ref before = tree_child(&d->doc, verb, CASUS_OBL_UNMARKED);
    if (subject == CASUS_NONE && before != CASUS_NONE && before + 1 == verb && t[before].upos == CASUS_PROPN && !mend_day(d, before))
        subject = before; /* "BEIJING brandished sanctions" */
    if (subject == CASUS_NONE)
        subject = name;
    bool clause = t[noun].label == CASUS_ROOT || above == noun || t[noun].label == CASUS_CONJ || t[noun].label == CASUS_CCOMP || t[noun].label == CASUS_ADVCL || t[noun].label == CASUS_PARATAXIS;
    bool before_other = t[noun].label == CASUS_NSUBJ && above > noun && t[above].head == above && tree_child(&d->doc, above, CASUS_MARK) != CASUS_NONE; /* "banned arms ... after the scandal BROKE" */
    if (subject == CASUS_NONE || subject > verb || verb > noun || !(clause || before_other) || tree_child(&d->doc, noun, CASUS_NSUBJ) != CASUS_NONE || tree_child(&d->doc, noun, CASUS_DETREL) != CASUS_NONE)
        return;
    uint8_t label = t[noun].label;
    bool root = above == noun || before_other;
    casus_ref end = before_other ? above : noun;
    t[verb].head = root ? verb : above;
    t[verb].label = root ? CASUS_ROOT : label;
    t[noun].head = verb;
    t[noun].label = CASUS_OBJ;
    t[subject].head = verb;
    t[subject].label = CASUS_NSUBJ;
    for (casus_ref c = tree_next_child(&d->doc, noun, CASUS_NONE); c != CASUS_NONE && c < subject; c = tree_next_child(&d->doc, noun, c))
        if (subject == name && t[c].upos != CASUS_PUNCT && t[c].label != CASUS_OBL && t[c].label != CASUS_ADVCL)
            t[c].head = name;
    if (before_other) {
        t[above].head = verb;
        t[above].label = CASUS_ADVCL;
    }
    bool progressive = (t[verb].morph & CASUS_GER) != 0;
    for (casus_ref c = tree_next_child(&d->doc, end, CASUS_NONE); c != CASUS_NONE; c = tree_next_child(&d->doc, end, c)) {
        if (c < verb || t[c].upos == CASUS_PUNCT || t[c].label == CASUS_ADVCL || t[c].label == CASUS_CONJ || t[c].label == CASUS_OBL)
            t[c].head = verb;
        if (t[c].label == CASUS_COP)
            t[c].label = CASUS_AUXREL, progressive = true;
    }
    t[verb].morph = (uint16_t)(progressive ? t[verb].morph & ~CASUS_PASS : (t[verb].morph & ~(CASUS_PART_F | CASUS_PASS)) | CASUS_FIN | CASUS_PAST);
}

/* "has BROKEN relations": no relations in pieces, but the perfect. */
void mend_perfect(document *d, casus_ref verb)
{
    static const char *const states[] = {"mixed", "limited", "reduced", "increased", "improved", "disputed", "armed", "united", "trained", "set", "specialized", "specialised", "divided", "advanced", "unlimited", "established",
                                         "elected", "organized", "organised", "educated", "shared", "fixed", "vested", "renewed", "detailed", "added", "related", "repeated", "combined", "accrued", "estimated"};
    casus_token *t = d->doc.tokens;
    casus_ref noun = t[verb].head, have = verb - 1;
    bool object = t[noun].head == have && t[noun].label == CASUS_OBJ && noun > verb;
    if (!object || strcmp(symtab_name(d->names, t[have].lemma), "have") != 0 || !(t[verb].morph & CASUS_PART_F) || (t[verb].morph & CASUS_GER) || tree_child(&d->doc, noun, CASUS_DETREL) != CASUS_NONE || MEND_AMONG(d, t[verb].norm, states))
        return;
    t[verb].head = t[have].head == have ? verb : t[have].head;
    t[verb].label = t[have].label;
    t[have].head = verb;
    t[have].label = CASUS_AUXREL;
    t[have].upos = CASUS_AUX;
    t[noun].head = verb;
    for (casus_ref c = tree_next_child(&d->doc, have, CASUS_NONE); c != CASUS_NONE; c = tree_next_child(&d->doc, have, c))
        t[c].head = verb;
    t[verb].morph = (uint16_t)(t[verb].morph & ~CASUS_PASS);
}

/* "vowed to WAGE war": behind "to" and these verbs stands no noun. */
void mend_infinitive(document *d, casus_ref i)
{
    static const char *const verbs[] = {"vow", "threaten", "refuse", "want", "try", "plan", "pledge", "promise", "decide", "seek", "fail", "attempt", "intend", "hope", "manage", "offer", "decline", "swear", "dare", "aim", "begin", "start", "help"};
    casus_token *t = d->doc.tokens;
    casus_ref to = i - 1, verb = to - 1, noun = t[i].head;
    if (to == 0 || strcmp(symtab_name(d->names, t[to].norm), "to") != 0 || t[verb].upos != CASUS_VERB || !MEND_AMONG(d, t[verb].lemma, verbs) || (t[i].flags & (CASUS_T_TITLE | CASUS_T_UPPER)))
        return;
    bool object = noun > i && noun != verb && (t[i].label == CASUS_COMPOUND || t[i].label == CASUS_AMOD);
    if (!mend_hang(d, i, verb, CASUS_XCOMP))
        return;
    t[i].upos = CASUS_VERB;
    t[i].morph = CASUS_INF;
    t[to].upos = CASUS_PART;
    mend_hang(d, to, i, CASUS_MARK);
    if (object)
        mend_hang(d, noun, i, CASUS_OBJ);
}

/* "took 170 people HOSTAGE", "held them CAPTIVE": whoever stands before it is the verb's object, and so is the word. */
void mend_captive(document *d, casus_ref i)
{
    static const char *const words[] = {"hostage", "prisoner", "captive"};
    static const char *const verbs[] = {"take", "hold", "seize", "keep", "make"};
    casus_token *t = d->doc.tokens;
    casus_ref noun = i - 1, verb = t[i].head;
    bool object = t[noun].head == verb && t[noun].label == CASUS_OBJ, subject_of_word = t[noun].head == i && is_subject(t[noun].label);
    if (!MEND_AMONG(d, t[i].norm, words) || !MEND_AMONG(d, t[verb].lemma, verbs) || verb >= noun || !(object || subject_of_word) || t[i].label == CASUS_NSUBJ_PASS)
        return;
    t[i].upos = CASUS_NOUN;
    t[i].label = CASUS_OBJ;
    t[noun].head = verb;
    t[noun].label = CASUS_OBJ;
}

/* "officials CLOSE TO Putin and cancelled a summit": the adjective was taken for the verb of a clause. */
void mend_close_to(document *d, casus_ref i)
{
    casus_token *t = d->doc.tokens;
    casus_ref noun = tree_child(&d->doc, i, CASUS_NSUBJ), verb = t[i].head;
    if (strcmp(symtab_name(d->names, t[i].norm), "close") != 0 || strcmp(symtab_name(d->names, t[i + 1].norm), "to") != 0 || noun == CASUS_NONE || noun + 1 != i || verb >= noun || verb == i)
        return;
    for (casus_ref c = tree_next_child(&d->doc, i, CASUS_NONE); c != CASUS_NONE; c = tree_next_child(&d->doc, i, c))
        if (c < noun || (c > i && (t[c].label == CASUS_CONJ || t[c].label == CASUS_PUNCTREL)))
            t[c].head = t[c].label == CASUS_CASE ? noun : verb;
    t[noun].head = verb;
    t[noun].label = tree_child(&d->doc, noun, CASUS_CASE) != CASUS_NONE ? CASUS_OBL : CASUS_OBJ;
    t[i].head = noun;
    t[i].label = CASUS_AMOD;
    t[i].upos = CASUS_ADJ;
}

/* "U.S. AND COALITION military forces struck": the parser saw two subjects where one noun has two owners. */
void mend_joint_owner(document *d, casus_ref second)
{
    casus_token *t = d->doc.tokens;
    casus_ref verb = t[second].head, first = CASUS_NONE, from, to;
    for (casus_ref c = tree_next_child(&d->doc, verb, CASUS_NONE); c != CASUS_NONE && c < second; c = tree_next_child(&d->doc, verb, c))
        if (is_subject(t[c].label))
            first = c;
    casus_ref joined = first == CASUS_NONE ? CASUS_NONE : tree_child(&d->doc, first, CASUS_CONJ);
    if (joined == CASUS_NONE || t[first].upos != CASUS_PROPN || t[second].upos != CASUS_NOUN || tree_child(&d->doc, joined, CASUS_CC) == CASUS_NONE)
        return;
    tree_extent(&d->doc, second, &from, &to);
    if (joined + 1 != from || from == CASUS_NONE)
        return;
    t[joined].head = second;
    t[joined].label = CASUS_COMPOUND;
    t[first].head = second;
    t[first].label = CASUS_CONJ;
}

/* "SET FREE 52 dissidents": what they become, not what they are. */
void mend_set_free(document *d, casus_ref free)
{
    casus_token *t = d->doc.tokens;
    casus_ref verb = free - 1;
    if (strcmp(symtab_name(d->names, t[free].norm), "free") != 0 || strcmp(symtab_name(d->names, t[verb].lemma), "set") != 0 || t[verb].upos != CASUS_VERB || t[t[free].head].head != verb)
        return;
    t[free].head = verb;
    t[free].label = CASUS_XCOMP;
}

/* "U.S. and COALITION military forces": joined to an owner, it owns the same noun. */
void mend_second_owner(document *d, casus_ref second)
{
    casus_token *t = d->doc.tokens;
    casus_ref first = t[second].head, noun = t[first].head;
    bool owner = t[first].label == CASUS_COMPOUND || t[first].label == CASUS_AMOD;
    if (!owner || first >= second || noun <= second || tree_child(&d->doc, second, CASUS_CC) == CASUS_NONE)
        return;
    mend_hang(d, second, noun, CASUS_COMPOUND);
}

/* "Germany, France AND THE UNITED STATES issued": behind "and" a second subject is joined to the first. */
void mend_joined_subject(document *d, casus_ref second)
{
    casus_token *t = d->doc.tokens;
    casus_ref first = tree_child(&d->doc, t[second].head, (casus_dep)t[second].label), cc = tree_child(&d->doc, second, CASUS_CC);
    if (first == CASUS_NONE || first >= second || cc == CASUS_NONE || cc > second || cc == 0)
        return;
    casus_ref before = cc - 1; /* whoever stands before the "and", or heads his list */
    for (int steps = 0; steps < 4 && before > first && (t[before].label == CASUS_CONJ || t[before].label == CASUS_FLAT || t[before].label == CASUS_COMPOUND || t[before].upos == CASUS_PUNCT); steps++)
        before = t[before].head;
    if (before < first || (t[before].upos != CASUS_NOUN && t[before].upos != CASUS_PROPN))
        return;
    mend_hang(d, second, before, CASUS_CONJ);
}

/* "Ukraine PLANS to pull out, officials said": a verb with a subject of its own is nobody's subject. */
void mend_verb_as_subject(document *d, casus_ref verb)
{
    casus_token *t = d->doc.tokens;
    casus_ref cue = t[verb].head;
    if (tree_child(&d->doc, verb, CASUS_NSUBJ) == CASUS_NONE || t[cue].upos != CASUS_VERB || cue < verb)
        return;
    t[verb].label = CASUS_CCOMP;
    for (casus_ref c = tree_next_child(&d->doc, verb, verb); c != CASUS_NONE; c = tree_next_child(&d->doc, verb, c))
        if (t[c].label == CASUS_ACL && (t[c].morph & CASUS_INF))
            t[c].label = CASUS_XCOMP;
}

/* "Turkey, which supports Azerbaijan, CALLED it untrue": behind the comma that closes the relative clause the main verb stands. */
static casus_ref after_relative(const document *d, casus_ref noun)
{
    const casus_token *t = d->doc.tokens;
    casus_ref clause = tree_child(&d->doc, noun, CASUS_ACL_RELCL);
    for (casus_ref c = clause == CASUS_NONE ? CASUS_NONE : tree_next_child(&d->doc, clause, clause); c != CASUS_NONE; c = tree_next_child(&d->doc, clause, c)) {
        bool verb = t[c].upos == CASUS_VERB && (t[c].label == CASUS_XCOMP || t[c].label == CASUS_ADVCL || t[c].label == CASUS_CONJ || t[c].label == CASUS_PARATAXIS);
        if (verb && t[c - 1].upos == CASUS_PUNCT && !(t[c].morph & (CASUS_GER | CASUS_INF)) && tree_child(&d->doc, c, CASUS_MARK) == CASUS_NONE && tree_child(&d->doc, c, CASUS_NSUBJ) == CASUS_NONE &&
            tree_child(&d->doc, c, CASUS_CC) == CASUS_NONE)
            return c;
    }
    return CASUS_NONE;
}

/* "Near Raqqa, two strikes DESTROYED a tunnel": a phrase with a preposition is no root. */
static bool root_in_phrase(document *d, casus_ref root)
{
    casus_token *t = d->doc.tokens;
    casus_ref subject = tree_child(&d->doc, root, CASUS_CASE) == CASUS_NONE ? CASUS_NONE : tree_child(&d->doc, root, CASUS_APPOS);
    casus_ref verb = subject == CASUS_NONE ? CASUS_NONE : tree_child(&d->doc, subject, CASUS_ACL);
    if (verb == CASUS_NONE || verb < subject || t[verb].upos != CASUS_VERB || tree_child(&d->doc, verb, CASUS_OBJ) == CASUS_NONE || (t[verb].morph & (CASUS_GER | CASUS_INF)))
        return false;
    for (casus_ref c = tree_next_child(&d->doc, root, CASUS_NONE); c != CASUS_NONE; c = tree_next_child(&d->doc, root, c))
        if (c > verb)
            t[c].head = verb;
    take_subject(d, verb, subject);
    t[verb].head = verb;
    t[verb].label = CASUS_ROOT;
    t[root].head = verb;
    t[root].label = CASUS_OBL;
    return true;
}

/* "NEAR Dayr Az Zawr, two strikes destroyed a tank": what stands behind a preposition is no subject beside another. */
void mend_near(document *d, casus_ref prep)
{
    casus_token *t = d->doc.tokens;
    casus_ref place = t[prep].head, verb = t[place].head;
    if (place < prep || !is_subject(t[place].label) || t[verb].upos != CASUS_VERB || verb < place)
        return;
    for (casus_ref c = tree_next_child(&d->doc, verb, place); c != CASUS_NONE && c < verb; c = tree_next_child(&d->doc, verb, c))
        if (is_subject(t[c].label)) {
            t[prep].label = CASUS_CASE;
            t[place].label = CASUS_OBL;
            return;
        }
}

/* "killed AT LEAST 23 PEOPLE": a number is no preposition's for that. */
void mend_at_least(document *d, casus_ref noun)
{
    casus_token *t = d->doc.tokens;
    casus_ref verb = t[noun].head, number = tree_child(&d->doc, noun, CASUS_NUMMOD);
    if (number == CASUS_NONE || number < 2 || verb >= noun || t[verb].upos != CASUS_VERB || tree_child(&d->doc, verb, CASUS_OBJ) != CASUS_NONE)
        return;
    casus_ref prep = tree_child(&d->doc, noun, CASUS_CASE);
    if (prep != CASUS_NONE && prep != number - 2)
        return;
    const char *least = symtab_name(d->names, t[number - 1].norm);
    if ((strcmp(least, "least") == 0 || strcmp(least, "most") == 0) && strcmp(symtab_name(d->names, t[number - 2].norm), "at") == 0 && verb + 3 == number) {
        t[noun].label = CASUS_OBJ;
        t[number - 2].label = CASUS_ADVMOD;
        t[number - 2].head = number;
    }
}

static bool has_article(const document *d, casus_ref noun)
{
    static const char *const articles[] = {"a", "an", "the"};
    casus_ref det = tree_child(&d->doc, noun, CASUS_DETREL);
    return det != CASUS_NONE && MEND_AMONG(d, d->doc.tokens[det].norm, articles);
}

/* "contributed MORE THAN $4 MILLION to the project", "regained 300 SQUARE MILES": what has a number and is no time is what the verb is done to. */
void mend_amount(document *d, casus_ref amount)
{
    static const char *const times[] = {"day", "week", "month", "year", "hour", "minute", "second", "time", "decade", "percent", "%", "pct", "point", "night", "morning", "afternoon", "evening", "a.m.", "p.m.", "am", "pm", "km"};
    static const char *const open[] = {"up", "as", "at", "about", "around", "over", "than"}; /* what a number may begin with */
    casus_token *t = d->doc.tokens;
    casus_ref verb = t[amount].head, number = tree_child(&d->doc, amount, CASUS_NUMMOD);
    bool counted = number != CASUS_NONE && (t[amount].upos == CASUS_NOUN || strcmp(symtab_name(d->names, t[amount].norm), "$") == 0);
    counted |= t[amount].upos == CASUS_NOUN && has_article(d, amount); /* "detained A RUSSIAN COUPLE", "rejected on Saturday A CONTRACT" */
    if (!counted || verb >= amount || t[verb].upos != CASUS_VERB || MEND_AMONG(d, t[amount].lemma, times) || tree_child(&d->doc, amount, CASUS_CASE) != CASUS_NONE)
        return;
    if (tree_child(&d->doc, verb, CASUS_OBJ) != CASUS_NONE || tree_child(&d->doc, verb, CASUS_AUX_PASS) != CASUS_NONE || tree_child(&d->doc, verb, CASUS_CCOMP) != CASUS_NONE || mend_intransitive(d, verb))
        return;
    casus_ref behind = verb + 1;
    if (t[behind].upos == CASUS_ADP && behind + 1 < amount && mend_day(d, behind + 1) && t[behind + 1].upos == CASUS_PROPN)
        behind += 2;
    for (casus_ref i = behind; i < amount; i++)
        if ((t[i].upos == CASUS_PUNCT && t[i].head < behind) || t[i].upos == CASUS_PROPN || (t[i].head == verb && t[i].upos == CASUS_NOUN) || (i == verb + 1 && t[i].upos == CASUS_ADP && !MEND_AMONG(d, t[i].norm, open)))
            return; /* not right behind it */
    t[amount].label = CASUS_OBJ;
}

/* "shot down 34 OF 40 DRONES": a part of a number stands before the whole. */
void mend_part_of(document *d, casus_ref whole)
{
    casus_token *t = d->doc.tokens;
    casus_ref of = tree_child(&d->doc, whole, CASUS_CASE), part = of == CASUS_NONE || of == 0 ? CASUS_NONE : of - 1, verb = t[whole].head;
    if (part == CASUS_NONE || t[part].upos != CASUS_NUM || t[part].head != whole || of > whole || strcmp(symtab_name(d->names, t[of].norm), "of") != 0 || verb == whole)
        return;
    uint8_t label = t[whole].label;
    bool object = label == CASUS_OBL && t[verb].upos == CASUS_VERB && verb < part && tree_child(&d->doc, verb, CASUS_OBJ) == CASUS_NONE;
    if (label == CASUS_OBL && !object)
        return;
    if (mend_hang(d, part, verb, object ? CASUS_OBJ : (casus_dep)label))
        mend_hang(d, whole, part, CASUS_NMOD);
}

/* "A missile attack KILLED 23 people, officials said": of two subjects before the verb of saying the first is that of
 * what is said, whose verb was read as its participle. */
void mend_said(document *d, casus_ref cue)
{
    casus_token *t = d->doc.tokens;
    casus_ref first = CASUS_NONE, second = CASUS_NONE, said = CASUS_NONE;
    for (casus_ref c = tree_next_child(&d->doc, cue, CASUS_NONE); c != CASUS_NONE && c < cue; c = tree_next_child(&d->doc, cue, c))
        if (is_subject(t[c].label)) {
            first = first == CASUS_NONE ? c : first;
            second = c;
        }
    for (casus_ref c = first == CASUS_NONE || first == second ? CASUS_NONE : tree_next_child(&d->doc, first, first); c != CASUS_NONE && c < second; c = tree_next_child(&d->doc, first, c))
        if (said == CASUS_NONE && t[c].label == CASUS_ACL && t[c].upos == CASUS_VERB && !(t[c].morph & (CASUS_GER | CASUS_INF)) && tree_child(&d->doc, c, CASUS_OBJ) != CASUS_NONE)
            said = c;
    if (said == CASUS_NONE)
        return;
    for (casus_ref c = tree_next_child(&d->doc, cue, CASUS_NONE); c != CASUS_NONE && c < said; c = tree_next_child(&d->doc, cue, c))
        if (c != first)
            t[c].head = said;
    t[said].head = cue;
    t[said].label = CASUS_CCOMP;
    take_subject(d, said, first);
}

/* "and detained SUU KYI": a name is what is done to, not what the verb makes of somebody. */
void mend_name_object(document *d, casus_ref name)
{
    static const char *const naming[] = {"be", "become", "remain", "seem", "appear", "stay", "name", "call", "elect", "appoint", "declare", "dub", "consider", "make", "title", "christen", "rename", "feel"};
    casus_token *t = d->doc.tokens;
    casus_ref verb = t[name].head;
    if (verb >= name || t[verb].upos != CASUS_VERB || tree_child(&d->doc, verb, CASUS_OBJ) != CASUS_NONE || tree_child(&d->doc, name, CASUS_CASE) != CASUS_NONE)
        return;
    if (MEND_AMONG(d, t[verb].lemma, naming))
        return;
    t[name].label = CASUS_OBJ;
}

/* "The ministers CONFERRED by telephone": nobody confers or clashes somebody. */
bool mend_intransitive(const document *d, casus_ref verb)
{
    static const char *const verbs[] = {"confer", "gather", "arrive", "travel", "clash", "march", "protest", "resign", "talk", "agree", "retreat", "surrender", "convene", "depart", "fly", "die", "collide", "demonstrate", "rally", "negotiate", "speak", "flee", "riot", "disagree", "withdraw", "line", "team", "gear"};
    return MEND_AMONG(d, d->doc.tokens[verb].lemma, verbs);
}

/* "The ministers CALLED ON China to talk": nobody is called on or called for in so few words. */
bool mend_calls_on(const document *d, casus_ref verb)
{
    casus_ref whom = tree_child(&d->doc, verb, CASUS_OBL), prep = whom == CASUS_NONE ? CASUS_NONE : tree_child(&d->doc, whom, CASUS_CASE);
    const char *lemma = symtab_name(d->names, d->doc.tokens[verb].lemma), *norm = prep == CASUS_NONE ? "" : symtab_name(d->names, d->doc.tokens[prep].norm);
    return (strcmp(lemma, "call") == 0 || strcmp(lemma, "appeal") == 0 || strcmp(lemma, "vote") == 0) && whom > verb && (strcmp(norm, "on") == 0 || strcmp(norm, "for") == 0 || strcmp(norm, "to") == 0);
}

/* `verb` becomes the root, what was the root its subject. */
static void hang_root(document *d, casus_ref root, casus_ref verb)
{
    casus_token *t = d->doc.tokens;
    for (casus_ref c = tree_next_child(&d->doc, root, CASUS_NONE); c != CASUS_NONE; c = tree_next_child(&d->doc, root, c))
        if (c > verb)
            t[c].head = verb;
    t[verb].head = verb;
    t[verb].label = CASUS_ROOT;
    t[verb].morph = (uint16_t)((t[verb].morph & ~(CASUS_PART_F | CASUS_PASS)) | CASUS_FIN | CASUS_PAST);
    t[root].head = verb;
    t[root].label = CASUS_NSUBJ;
}

/* "Reagan today HAD talks": no sign stands between the root and the verb. */
static bool goes_on_to(const document *d, casus_ref root, casus_ref verb)
{
    for (casus_ref i = root + 1; i < verb; i++)
        if (d->doc.tokens[i].upos == CASUS_PUNCT)
            return false;
    return verb > root;
}

/* "Peru LIFTS travel ban", "Egypt LIFTS blockade": a plural between a name and another noun, in a sentence without a verb, is what the name does. */
static bool mend_present(document *d, casus_ref root)
{
    static const char *const verbs[] = {"lift", "back", "slam", "vow", "urge", "warn", "hail", "ban", "block", "halt", "cut", "probe", "seek", "slap", "raid", "storm", "seize", "bar", "curb", "oust", "free", "jail",
                                        "strike", "shell", "bomb", "attack", "host", "meet", "visit", "resume", "offer", "accuse", "deny", "reject", "threaten", "condemn", "praise", "pledge", "promise", "order", "charge",
                                        "end", "start", "begin", "launch", "sign", "ease", "tighten", "impose", "expel", "recall", "summon", "release", "arrest", "kill", "protest", "question", "welcome", "deploy", "withdraw"};
    casus_token *t = d->doc.tokens;
    casus_ref verb = CASUS_NONE, object = root;
    if ((t[root].morph & CASUS_PLUR) && MEND_AMONG(d, t[root].lemma, verbs)) {
        verb = root;
        object = tree_child(&d->doc, root, CASUS_APPOS);
    }
    for (casus_ref c = tree_next_child(&d->doc, root, CASUS_NONE); verb == CASUS_NONE && c != CASUS_NONE && c < root; c = tree_next_child(&d->doc, root, c))
        if (t[c].label == CASUS_COMPOUND && t[c].upos == CASUS_NOUN && (t[c].morph & CASUS_PLUR) && MEND_AMONG(d, t[c].lemma, verbs))
            verb = c;
    casus_ref name = verb == CASUS_NONE || verb == 0 ? CASUS_NONE : verb - 1;
    if (name == CASUS_NONE || object == CASUS_NONE || object < verb || t[verb + 1].upos == CASUS_PUNCT || t[name].upos != CASUS_PROPN || t[name].label != CASUS_COMPOUND || t[name].head != root || tree_child(&d->doc, root, CASUS_DETREL) != CASUS_NONE)
        return false;
    t[verb].upos = CASUS_VERB;
    t[verb].morph = CASUS_FIN | CASUS_PRES;
    t[verb].head = verb;
    t[verb].label = CASUS_ROOT;
    for (casus_ref c = tree_next_child(&d->doc, root, CASUS_NONE); c != CASUS_NONE; c = tree_next_child(&d->doc, root, c))
        if (c < name)
            t[c].head = name;
        else if (t[c].upos == CASUS_PUNCT)
            t[c].head = verb;
    t[name].head = verb;
    t[name].label = CASUS_NSUBJ;
    t[object].head = verb;
    t[object].label = CASUS_OBJ;
    return true;
}

/* "Mulroney TO MEET ANC leader", "Taiwan's president TO VISIT Guatemala": a headline, without a verb of its own, tells what is to come. */
static bool to_come(const document *d, casus_ref root, casus_ref verb)
{
    static const char *const people[] = {"minister", "president", "leader", "envoy", "chief", "king", "premier", "pope", "chancellor", "secretary", "government", "parliament", "army", "police", "court", "team", "delegation", "navy", "party", "union"};
    static const char *const abstract[] = {"plan", "threat", "effort", "attempt", "call", "bid", "move", "vow", "pledge", "deal", "plot", "order", "appeal", "way", "time", "need", "reason", "step", "measure", "demand", "promise", "power", "chance", "right", "duty", "hope"};
    static const char *const go_on[] = {"resume", "begin", "start", "continue", "end", "open", "close"}; /* "Talks to resume" */
    const casus_token *t = d->doc.tokens;
    const casus_sentence *s = &d->doc.sentences[tree_sentence(&d->doc, root)];
    casus_ref mark = tree_child(&d->doc, verb, CASUS_MARK), last = s->first + s->count - 1;
    bool to = mark != CASUS_NONE && strcmp(symtab_name(d->names, t[mark].norm), "to") == 0 && t[verb].upos == CASUS_VERB && verb > root;
    bool stop = t[last].upos == CASUS_PUNCT, name = t[root].upos == CASUS_PROPN;
    if (!to || tree_child(&d->doc, root, CASUS_COP) != CASUS_NONE || (!name && tree_child(&d->doc, root, CASUS_DETREL) != CASUS_NONE))
        return false;
    if (!stop)
        return (name && tree_child(&d->doc, root, CASUS_DETREL) == CASUS_NONE) || (t[root].morph & CASUS_PLUR) || root > s->first;
    return name || MEND_AMONG(d, t[root].lemma, people) || ((t[root].morph & CASUS_PLUR) && (MEND_AMONG(d, t[verb].lemma, go_on) || !MEND_AMONG(d, t[root].lemma, abstract)));
}

/* "after members of the party URGED her to go": no company of the party's, but a clause with a subject of its own. */
void mend_after_noun(document *d, casus_ref verb)
{
    static const char *const marks[] = {"after", "before", "since", "until", "as"};
    casus_token *t = d->doc.tokens;
    casus_ref above = t[verb].head, noun = CASUS_NONE;
    if (above > verb || t[above].upos != CASUS_VERB || !(t[verb].morph & CASUS_FIN) || tree_child(&d->doc, verb, CASUS_CC) != CASUS_NONE || tree_child(&d->doc, verb, CASUS_NSUBJ) != CASUS_NONE || t[verb - 1].upos == CASUS_PUNCT)
        return;
    for (casus_ref c = tree_next_child(&d->doc, above, CASUS_NONE); c != CASUS_NONE && c < verb; c = tree_next_child(&d->doc, above, c))
        if (c > above)
            noun = t[c].label == CASUS_OBL ? c : CASUS_NONE; /* the last before it */
    casus_ref mark = noun == CASUS_NONE ? CASUS_NONE : tree_child(&d->doc, noun, CASUS_CASE);
    if (mark == CASUS_NONE || !MEND_AMONG(d, t[mark].norm, marks))
        return;
    mend_hang(d, noun, verb, CASUS_NSUBJ);
    mend_hang(d, mark, verb, CASUS_MARK);
    t[mark].upos = CASUS_SCONJ;
    mend_hang(d, verb, above, CASUS_ADVCL);
}

/* "British commandos TRAINED WITH Norwegian troops.": the sentence has a stop and no other verb, and people do so, they do not suffer it. */
static bool does_with(const document *d, casus_ref root, casus_ref verb)
{
    static const char *const verbs[] = {"train", "exercise", "trade", "side", "join", "ally", "advance", "drill", "cooperate", "collaborate", "exchange", "merge", "unite", "team", "work", "patrol", "sail", "fly"};
    static const char *const after[] = {"with", "alongside", "against", "towards", "toward", "together"};
    static const char *const alone[] = {"train", "exercise", "drill", "shuttle", "sweep", "dock", "cross", "lead", "search", "sail", "enter"}; /* "Israeli pilots TRAINED over Cyprus." */
    const casus_token *t = d->doc.tokens;
    const casus_sentence *s = &d->doc.sentences[tree_sentence(&d->doc, root)];
    bool by = verb + 1 < s->first + s->count && strcmp(symtab_name(d->names, t[verb + 1].norm), "by") == 0;
    bool company = MEND_AMONG(d, t[verb].lemma, verbs) && verb + 1 < s->first + s->count && MEND_AMONG(d, t[verb + 1].norm, after);
    if (verb + 1 >= s->first + s->count || t[s->first + s->count - 1].upos != CASUS_PUNCT || by || (!company && !MEND_AMONG(d, t[verb].lemma, alone)))
        return false;
    for (casus_ref i = s->first; i < s->first + s->count; i++)
        if (i != verb && (t[i].upos == CASUS_VERB || t[i].upos == CASUS_AUX) && (t[i].morph & CASUS_FIN))
            return false;
    return true;
}

/* "Vietnam and the US NORMALISED relations": the last that is joined to the names is what the verb before it is done to. */
static bool joined_names_do(document *d, casus_ref root)
{
    casus_token *t = d->doc.tokens;
    casus_ref object = CASUS_NONE, verb = tree_child(&d->doc, root, CASUS_ACL);
    for (casus_ref c = tree_next_child(&d->doc, root, CASUS_NONE); c != CASUS_NONE; c = tree_next_child(&d->doc, root, c)) {
        if (t[c].label != CASUS_CONJ || c < root || tree_child(&d->doc, c, CASUS_CASE) != CASUS_NONE)
            continue;
        if (t[c].upos == CASUS_VERB && tree_child(&d->doc, c, CASUS_CC) == CASUS_NONE)
            verb = c; /* "the Holy See and Vietnam ESTABLISHED relations" */
        else if (t[c].upos == CASUS_NOUN)
            object = c;
    }
    if (object != CASUS_NONE && verb == CASUS_NONE)
        verb = tree_child(&d->doc, object, CASUS_AMOD);
    casus_ref name = verb == CASUS_NONE || verb == 0 ? CASUS_NONE : verb - 1;
    if (object == CASUS_NONE || name == CASUS_NONE || verb > object || name <= root || t[verb].upos != CASUS_VERB || (t[verb].morph & CASUS_GER) || t[name].upos != CASUS_PROPN || !goes_on_to(d, name, object))
        return false;
    if (t[name].head == object) { /* "Israel AND THE UAE signed accords" */
        for (casus_ref c = tree_next_child(&d->doc, object, CASUS_NONE); c != CASUS_NONE && c < name; c = tree_next_child(&d->doc, object, c))
            t[c].head = name;
        t[name].head = root;
        t[name].label = CASUS_CONJ;
    }
    hang_root(d, root, verb);
    t[object].head = verb;
    t[object].label = CASUS_OBJ;
    return true;
}

/* The root noun's participle with an object takes the root. */
void mend_root(document *d, casus_ref root)
{
    casus_token *t = d->doc.tokens;
    casus_ref verb = tree_child(&d->doc, root, CASUS_ACL), main_verb = after_relative(d, root);
    if (root_in_phrase(d, root) || (t[root].upos == CASUS_NOUN && mend_present(d, root)) || joined_names_do(d, root))
        return;
    if (main_verb != CASUS_NONE) {
        hang_root(d, root, main_verb);
        return;
    }
    if (verb != CASUS_NONE && to_come(d, root, verb)) {
        hang_root(d, root, verb);
        t[verb].morph = CASUS_INF;
        return;
    }
    if (verb == CASUS_NONE) /* "Fighters, black scarves over their faces, set up checkpoints": joined to a noun by nothing */
        for (casus_ref c = tree_next_child(&d->doc, root, CASUS_NONE); c != CASUS_NONE; c = tree_next_child(&d->doc, root, c))
            if (t[c].upos == CASUS_VERB && ((t[c].label == CASUS_CONJ && tree_child(&d->doc, c, CASUS_CC) == CASUS_NONE) || ((t[c].label == CASUS_PARATAXIS || t[c].label == CASUS_XCOMP) && goes_on_to(d, root, c))))
                verb = c;
    casus_ref agent = verb == CASUS_NONE ? CASUS_NONE : tree_child(&d->doc, verb, CASUS_OBL_AGENT), further = CASUS_NONE;
    for (casus_ref c = agent == CASUS_NONE ? CASUS_NONE : tree_next_child(&d->doc, verb, agent); c != CASUS_NONE; c = tree_next_child(&d->doc, verb, c))
        if (t[c].label == CASUS_ADVCL && t[c].upos == CASUS_VERB && tree_child(&d->doc, c, CASUS_MARK) == CASUS_NONE && !(t[c].morph & (CASUS_GER | CASUS_INF)))
            further = c; /* "Troops backed by tanks DEPLOYED across the city" */
    if (further != CASUS_NONE) {
        t[further].head = root;
        t[further].label = CASUS_ACL;
        hang_root(d, root, further);
        return;
    }
    casus_ref among = verb == CASUS_NONE ? tree_child(&d->doc, root, CASUS_APPOS) : CASUS_NONE;
    if (verb == CASUS_NONE && among == CASUS_NONE) /* "Several speakers, including those of Spain, CALLED on him" */
        among = tree_child(&d->doc, root, CASUS_NMOD);
    for (casus_ref c = among; c != CASUS_NONE && verb == CASUS_NONE;) {
        verb = tree_child(&d->doc, c, CASUS_ACL); /* "Russia -- a big power -- attacked": the dash before it closes the apposition */
        if (verb == CASUS_NONE || verb < c || t[verb - 1].upos != CASUS_PUNCT)
            return;
    }
    if (verb == CASUS_NONE || verb < root || t[verb].upos != CASUS_VERB || (t[verb].morph & (CASUS_GER | CASUS_INF)) || (tree_child(&d->doc, verb, CASUS_OBJ) == CASUS_NONE && !mend_intransitive(d, verb) && !mend_calls_on(d, verb) && !does_with(d, root, verb)) ||
        tree_child(&d->doc, verb, CASUS_MARK) != CASUS_NONE || tree_child(&d->doc, verb, CASUS_NSUBJ) != CASUS_NONE || tree_child(&d->doc, root, CASUS_COP) != CASUS_NONE ||
        tree_child(&d->doc, root, CASUS_NSUBJ) != CASUS_NONE)
        return;
    hang_root(d, root, verb);
}

/* The verb of a past form in -ed that some list of the knowledge files names: "severed" is sever, "reduced" reduce, "cancelled" cancel. */
static casus_sym verb_of_past(const document *d, const char *past)
{
    size_t n = strlen(past);
    if (n < 5 || strcmp(past + n - 2, "ed") != 0)
        return 0;
    casus_sym whole = symtab_find(d->names, past, n - 2);
    if (!whole)
        whole = symtab_find(d->names, past, n - 1);
    return !whole && past[n - 3] == past[n - 4] ? symtab_find(d->names, past, n - 3) : whole;
}

/* "Russia SEVERED ties with Ukraine": what stands between a subject and its predicate noun without "is" is the verb. */
void mend_past(document *d, casus_ref root)
{
    casus_token *t = d->doc.tokens;
    casus_ref verb = tree_child(&d->doc, root, CASUS_AMOD), from, to;
    casus_ref own = verb == CASUS_NONE ? CASUS_NONE : tree_child(&d->doc, verb, CASUS_NSUBJ), subject = own == CASUS_NONE ? tree_child(&d->doc, root, CASUS_NSUBJ) : own;
    if (subject == CASUS_NONE || verb == CASUS_NONE || verb < subject || verb > root || tree_child(&d->doc, root, CASUS_COP) != CASUS_NONE || tree_child(&d->doc, root, CASUS_AUXREL) != CASUS_NONE)
        return;
    tree_extent(&d->doc, subject, &from, &to);
    casus_sym lemma = verb_of_past(d, symtab_name(d->names, t[verb].norm));
    if (to + 1 != verb || !lemma)
        return;
    for (casus_ref c = tree_next_child(&d->doc, root, CASUS_NONE); c != CASUS_NONE; c = tree_next_child(&d->doc, root, c))
        if (c != verb && (t[c].label == CASUS_NSUBJ || t[c].label == CASUS_PUNCTREL || t[c].label == CASUS_OBL || t[c].label == CASUS_ADVCL || t[c].label == CASUS_ADVMOD || t[c].label == CASUS_CONJ))
            t[c].head = verb;
    t[root].head = verb;
    t[root].label = CASUS_OBJ;
    t[verb].head = verb;
    t[verb].label = CASUS_ROOT;
    t[verb].upos = CASUS_VERB;
    t[verb].morph = CASUS_FIN | CASUS_PAST;
    t[verb].lemma = lemma;
}

/* "ASKED by Greece to help, the agency sent 175 officers": the finite verb with a subject is the root. */
void mend_opening(document *d, casus_ref root)
{
    casus_token *t = d->doc.tokens;
    casus_ref verb = tree_child(&d->doc, root, CASUS_CONJ), subject = verb == CASUS_NONE ? CASUS_NONE : tree_child(&d->doc, verb, CASUS_NSUBJ);
    bool participle = (t[root].morph & (CASUS_GER | CASUS_PART_F)) != 0 && tree_child(&d->doc, root, CASUS_NSUBJ) == CASUS_NONE && tree_child(&d->doc, root, CASUS_NSUBJ_PASS) == CASUS_NONE;
    if (!participle || subject == CASUS_NONE || subject < root || t[verb].upos != CASUS_VERB || tree_child(&d->doc, verb, CASUS_CC) != CASUS_NONE)
        return;
    t[verb].head = verb;
    t[verb].label = CASUS_ROOT;
    t[root].head = verb;
    t[root].label = CASUS_ADVCL;
    for (casus_ref c = tree_next_child(&d->doc, root, CASUS_NONE); c != CASUS_NONE; c = tree_next_child(&d->doc, root, c))
        if (c > verb)
            t[c].head = verb;
}

/* "expelled EACH OTHER'S attaches", "shelled ONE ANOTHER'S towns": one owner of what follows, never who acts. */
void mend_each_other(document *d, casus_ref each)
{
    static const char *const firsts[] = {"each", "one"}, *const seconds[] = {"other", "another"};
    casus_token *t = d->doc.tokens;
    casus_ref noun = t[each].head, verb = t[noun].head;
    const char *mark = symtab_name(d->names, t[each + 2].norm);
    if (!MEND_AMONG(d, t[each].norm, firsts) || !MEND_AMONG(d, t[each + 1].norm, seconds) || (strcmp(mark, "'s") != 0 && strcmp(mark, "\xE2\x80\x99s") != 0))
        return;
    if (noun <= each + 2 || !mend_hang(d, each + 1, each, CASUS_FIXED) || !mend_hang(d, each + 2, each, CASUS_CASE))
        return;
    t[each].label = CASUS_NMOD_POSS;
    if (verb >= each || t[verb].upos != CASUS_VERB || t[noun].label != CASUS_CCOMP)
        return;
    t[noun].label = CASUS_OBJ;
    t[noun].upos = CASUS_NOUN; /* "attaches" */
    t[noun].morph = CASUS_PLUR;
    for (casus_ref c = each + 3; c < noun; c++)
        if (t[c].head == noun && is_subject(t[c].label))
            t[c].label = CASUS_COMPOUND;
}
