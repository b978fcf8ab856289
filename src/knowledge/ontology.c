/* The ontologies: PLOVER's categories and modes, CAMEO's codes, with their scores.
 * The tables themselves are knowledge/ontology/plover.txt and cameo.txt. */
#include "knowledge/inside.h"

#include <stdio.h>
#include <stdlib.h>

/* "REQUEST yield" as its key is written in the list: folded, blanks as underscores. */
static casus_sym plover_key(const knowledge *k, casus_sym event, casus_sym mode)
{
    char key[64], folded[200];
    const char *m = symtab_name(k->names, mode);
    int n = snprintf(key, sizeof key, "%s%s%s", symtab_name(k->names, event), mode ? "_" : "", m);
    if (n <= 0 || (size_t)n >= sizeof key)
        return 0;
    size_t length = str_fold(key, (size_t)n, folded);
    return symtab_find(k->names, folded, length);
}

bool knowledge_plover(const knowledge *k, casus_sym event, casus_sym mode, plover *out)
{
    casus_sym value;
    if (!knowledge_word(k, "ontology/plover", plover_key(k, event, mode), &value))
        return false;
    str rest = str_of(symtab_name(k->names, value));
    str quad = str_cut(&rest, " ; "), score = str_cut(&rest, " ; ");
    out->quad = quad.n == 1 && quad.p[0] >= '1' ? quad.p[0] - '0' : 0;
    out->score = score.n ? strtod(score.p, NULL) : 0;
    rest = str_trim(rest);
    out->cameo = symtab_find(k->names, rest.p, rest.n);
    return true;
}

bool knowledge_goldstein(const knowledge *k, casus_sym cameo, double *value)
{
    casus_sym text;
    if (!knowledge_word(k, "ontology/cameo", cameo, &text))
        return false;
    *value = strtod(symtab_name(k->names, text), NULL);
    return true;
}

static const char *const events[] = {"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
                                     "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "NONE", NULL};
static const char *const modes[] = {"visit", "third-party", "multilateral", "phone", "withdraw", "release", "disarm", "ceasefire", "access", "resign",
                                    "assist", "change", "yield", "meet", "disapprove", "investigate", "allege", "restrict", "arrest", "relations",
                                    "expel", "territory", "violence", "demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize",
                                    "convict", "discontinue", "troops", "weapons", "police", "militia", "seize", "censor", "curfew", "martial-law",
                                    "deport", "withhold", "misinformation", "cyber", "abduct", "beat", "torture", "sexual", "targeted", "destroy",
                                    "primitive", "firearms", "explosives", "suicide-attack", "aerial", "drone", "heavy-weapons", "crowd-control",
                                    "unconventional", NULL};

static void unknown(const line *l, const char *what, casus_sym s, const char *const *names)
{
    const char *name = symtab_name(l->k->names, s), *near = line_nearest(str_of(name), names);
    if (near && strcmp(near, name) != 0)
        line_fault(l, "unknown %s '%s'; did you mean '%s'?", what, name, near);
    else
        line_fault(l, "unknown %s '%s'", what, name);
}

bool ontology_check(const line *l, casus_sym event, casus_sym mode)
{
    plover found;
    const char *name = symtab_name(l->k->names, event);
    if (strcmp(name, "NONE") == 0)
        return true;
    if (!knowledge_plover(l->k, event, 0, &found)) {
        unknown(l, "event", event, events);
        return false;
    }
    if (mode && !knowledge_plover(l->k, event, mode, &found)) {
        char what[40];
        snprintf(what, sizeof what, "mode of %s", name);
        unknown(l, what, mode, modes);
        return false;
    }
    return true;
}
