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
