/* The closed lists of Universal Dependencies, as CoNLL-U writes them. */
#include "engine.h"

static const char *const UPOS[CASUS_N_UPOS] = {
    "X", "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN",
    "PUNCT", "SCONJ", "SYM", "VERB"};

static const char *const DEP[CASUS_N_DEPS] = {
    "dep", "root", "acl", "acl:relcl", "advcl", "advcl:relcl", "advmod", "amod", "appos", "aux",
    "aux:pass", "case", "cc", "cc:preconj", "ccomp", "compound", "compound:prt", "conj", "cop",
    "csubj", "csubj:pass", "csubj:outer", "det", "det:predet", "discourse", "dislocated", "expl",
    "fixed", "flat", "goeswith", "iobj", "list", "mark", "nmod", "nmod:desc", "nmod:poss",
    "nmod:unmarked", "nsubj", "nsubj:pass", "nsubj:outer", "nummod", "obj", "obl", "obl:agent",
    "obl:unmarked", "orphan", "parataxis", "punct", "reparandum", "vocative", "xcomp"};

static const struct { const char *feature; uint16_t bit; } MORPH[] = {
    {"Tense=Past", CASUS_PAST},   {"Tense=Pres", CASUS_PRES},    {"VerbForm=Fin", CASUS_FIN},
    {"VerbForm=Inf", CASUS_INF},  {"VerbForm=Part", CASUS_PART_F}, {"VerbForm=Ger", CASUS_GER},
    {"Mood=Imp", CASUS_IMP},      {"Voice=Pass", CASUS_PASS},    {"Number=Plur", CASUS_PLUR},
    {"Number=Sing", CASUS_SING},  {"Person=1", CASUS_P1},        {"Person=2", CASUS_P2},
    {"Person=3", CASUS_P3},       {"Polarity=Neg", CASUS_NEG},   {"PronType=Neg", CASUS_NEG},
    {"Gender=Masc", CASUS_MASC},  {"Gender=Fem", CASUS_FEM}};

const char *syntax_upos_name(unsigned upos)
{
    return upos < CASUS_N_UPOS ? UPOS[upos] : "X";
}

const char *syntax_dep_name(unsigned label)
{
    return label < CASUS_N_DEPS ? DEP[label] : "dep";
}

static int list_find(const char *const *list, int n, str name)
{
    for (int i = 0; i < n; i++)
        if (str_is(name, list[i]))
            return i;
    return -1;
}

int upos_find(const char *name)
{
    return list_find(UPOS, CASUS_N_UPOS, str_of(name));
}

int dep_find(const char *name)
{
    str whole = str_of(name);
    int found = list_find(DEP, CASUS_N_DEPS, whole);
    const char *colon = strchr(name, ':');
    if (found < 0 && colon)
        found = list_find(DEP, CASUS_N_DEPS, (str){name, (size_t)(colon - name)});
    return found;
}

uint16_t feats_morph(const char *feats)
{
    uint16_t morph = 0;
    str rest = str_of(feats);
    while (rest.p) {
        str one = str_cut(&rest, "|");
        for (size_t i = 0; i < sizeof MORPH / sizeof *MORPH; i++)
            if (str_is(one, MORPH[i].feature))
                morph = (uint16_t)(morph | MORPH[i].bit);
    }
    return morph;
}

unsigned upos_kind(unsigned upos)
{
    bool links = upos == CASUS_CCONJ || upos == CASUS_SCONJ;
    return upos == CASUS_VERB ? 0 : upos == CASUS_PUNCT ? 1 : links ? 2 : 3;
}

uint32_t lemma_class(unsigned upos, const char *feats)
{
    uint32_t morph = feats_morph(feats), plural = 0;
    if (upos == CASUS_NOUN || upos == CASUS_PROPN)
        plural = (morph & CASUS_PLUR) != 0;
    return upos | plural << 5 | (uint32_t)((morph & CASUS_PAST) != 0) << 6 | (uint32_t)(strstr(feats, "Degree=Cmp") != NULL) << 7 |
           (uint32_t)(strstr(feats, "Degree=Sup") != NULL) << 8;
}
