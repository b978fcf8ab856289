/* Clauses whose verb the parser took for a part of something else. */
#include "syntax/mend.h"

#include <string.h>

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
    bool suffers = false, goes_on = false;
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
        suffers |= strcmp(symtab_name(d->names, t[verb].lemma), verbs[i]) == 0;
    if (!suffers || subject == CASUS_NONE || subject > verb || verb + 1 >= d->doc.n_tokens || !(t[verb].morph & (CASUS_PAST | CASUS_PART_F)) || (t[verb].morph & CASUS_GER) ||
        tree_child(&d->doc, verb, CASUS_OBJ) != CASUS_NONE || tree_child(&d->doc, verb, CASUS_AUXREL) != CASUS_NONE || t[verb].norm == t[verb].lemma)
        return;
    for (size_t i = 0; i < sizeof after / sizeof *after; i++)
        goes_on |= strcmp(symtab_name(d->names, t[verb + 1].norm), after[i]) == 0;
    if (!goes_on || (t[subject].upos != CASUS_NOUN && t[subject].upos != CASUS_NUM))
        return;
    t[subject].label = CASUS_NSUBJ_PASS;
    t[verb].morph = (uint16_t)((t[verb].morph & ~CASUS_FIN) | CASUS_PART_F | CASUS_PASS);
}

/* "denied it and THREATENED retaliation": behind "and" of its own a past form is a verb, not the noun's adjective. */
void mend_and_verb(document *d, casus_ref i)
{
    casus_token *t = d->doc.tokens;
    casus_ref noun = t[i].head, verb = t[noun].head, cc = tree_child(&d->doc, i, CASUS_CC);
    if (cc == CASUS_NONE || cc == 0 || cc + 1 != i || noun != i + 1 || !(t[i].morph & CASUS_PART_F) || tree_child(&d->doc, i, CASUS_CONJ) != CASUS_NONE || t[cc - 1].upos == CASUS_ADJ || t[cc - 1].upos == CASUS_VERB)
        return;
    for (int steps = 0; steps < 6 && t[verb].upos != CASUS_VERB && t[verb].head != verb; steps++)
        verb = t[verb].head;
    if (t[verb].upos != CASUS_VERB || verb > cc || tree_child(&d->doc, verb, CASUS_AUX_PASS) != CASUS_NONE)
        return;
    t[i].head = verb;
    t[i].label = CASUS_CONJ;
    t[i].morph = (uint16_t)((t[i].morph & ~(CASUS_PART_F | CASUS_PASS)) | CASUS_FIN | CASUS_PAST);
    t[noun].head = i;
    t[noun].label = CASUS_OBJ;
}

/* "took 170 people HOSTAGE", "held them CAPTIVE": whoever stands before it is the verb's object, and so is the word. */
void mend_captive(document *d, casus_ref i)
{
    static const char *const words[] = {"hostage", "prisoner", "captive"};
    static const char *const verbs[] = {"take", "hold", "seize", "keep", "make"};
    casus_token *t = d->doc.tokens;
    casus_ref noun = i - 1, verb = t[i].head;
    bool word = false, takes = false;
    for (size_t k = 0; k < sizeof words / sizeof *words; k++)
        word |= strcmp(symtab_name(d->names, t[i].norm), words[k]) == 0;
    for (size_t k = 0; k < sizeof verbs / sizeof *verbs; k++)
        takes |= strcmp(symtab_name(d->names, t[verb].lemma), verbs[k]) == 0;
    bool object = t[noun].head == verb && t[noun].label == CASUS_OBJ, subject_of_word = t[noun].head == i && is_subject(t[noun].label);
    if (!word || !takes || verb >= noun || !(object || subject_of_word) || t[i].label == CASUS_NSUBJ_PASS)
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

/* "and detained SUU KYI": a name is what is done to, not what the verb makes of somebody. */
void mend_name_object(document *d, casus_ref name)
{
    static const char *const naming[] = {"be", "become", "remain", "seem", "appear", "stay", "name", "call", "elect", "appoint", "declare", "dub", "consider", "make", "title", "christen", "rename", "feel"};
    casus_token *t = d->doc.tokens;
    casus_ref verb = t[name].head;
    if (verb >= name || t[verb].upos != CASUS_VERB || tree_child(&d->doc, verb, CASUS_OBJ) != CASUS_NONE || tree_child(&d->doc, name, CASUS_CASE) != CASUS_NONE)
        return;
    for (size_t i = 0; i < sizeof naming / sizeof *naming; i++)
        if (strcmp(symtab_name(d->names, t[verb].lemma), naming[i]) == 0)
            return;
    t[name].label = CASUS_OBJ;
}
