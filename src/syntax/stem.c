/* A second opinion on rare words.
 *
 *     extradited   the treebank's commonest edit for -ted gives "extradit", which nobody knows;
 *                  "extradite" stands in the knowledge: it is the lemma.
 *
 * The rules of lemma.c were read off a small treebank. Where they give a word unknown to the
 * knowledge files and another regular stem is known there, the known one is right. */
#include "syntax/syntax.h"

enum { LONGEST = 40 };

typedef struct stems {
    char form[6][LONGEST + 4];
    int n;
} stems;

static void stem_add(stems *s, const char *p, size_t n, const char *tail)
{
    memcpy(s->form[s->n], p, n);
    strcpy(s->form[s->n] + n, tail);
    s->n++;
}

/* -ed, -ing: "ruled" rule, "planned" plan, "attacked" attack; -ied: "denied" deny. */
static void stems_of_past(stems *s, const char *p, size_t n, size_t cut)
{
    size_t k = n - cut;
    if (k < 2)
        return;
    stem_add(s, p, k, "");
    stem_add(s, p, k, "e");
    if (p[k - 1] == p[k - 2])
        stem_add(s, p, k - 1, "");
    if (p[k - 1] == 'i')
        stem_add(s, p, k - 1, "y");
}

static void stems_of(stems *s, const char *p, size_t n)
{
    bool ed = n > 4 && strcmp(p + n - 2, "ed") == 0, ing = n > 5 && strcmp(p + n - 3, "ing") == 0;
    if (ed || ing) {
        stems_of_past(s, p, n, ed ? 2 : 3);
        return;
    }
    if (n < 4 || p[n - 1] != 's')
        return;
    stem_add(s, p, n - 1, "");
    if (p[n - 2] == 'e')
        stem_add(s, p, n - 2, "");
    if (p[n - 2] == 'e' && p[n - 3] == 'i')
        stem_add(s, p, n - 3, "y");
}

/* Irregular past forms; "found" and "wound" are left to their commoner verb. Sorted by form. */
static const struct irregular {
    const char *form, *lemma;
} irregular[] = {
    {"arisen", "arise"}, {"arose", "arise"}, {"ate", "eat"}, {"awoke", "awake"}, {"awoken", "awake"}, {"beaten", "beat"},
    {"became", "become"}, {"began", "begin"}, {"begun", "begin"}, {"bent", "bend"}, {"bit", "bite"}, {"bitten", "bite"},
    {"blew", "blow"}, {"blown", "blow"}, {"bore", "bear"}, {"borne", "bear"}, {"bought", "buy"}, {"bound", "bind"},
    {"broke", "break"}, {"broken", "break"}, {"brought", "bring"}, {"built", "build"}, {"burnt", "burn"}, {"came", "come"},
    {"caught", "catch"}, {"chose", "choose"}, {"chosen", "choose"}, {"clung", "cling"}, {"crept", "creep"}, {"dealt", "deal"},
    {"did", "do"}, {"done", "do"}, {"drank", "drink"}, {"drawn", "draw"}, {"dreamt", "dream"}, {"drew", "draw"},
    {"driven", "drive"}, {"drove", "drive"}, {"drunk", "drink"}, {"dug", "dig"}, {"eaten", "eat"}, {"fallen", "fall"},
    {"fell", "fall"}, {"felt", "feel"}, {"flew", "fly"}, {"flown", "fly"}, {"flung", "fling"}, {"forbade", "forbid"},
    {"forbidden", "forbid"}, {"foregone", "forego"}, {"foresaw", "foresee"}, {"foreseen", "foresee"}, {"foretold", "foretell"}, {"forewent", "forego"},
    {"forgave", "forgive"}, {"forgiven", "forgive"}, {"forgot", "forget"}, {"forgotten", "forget"}, {"fought", "fight"}, {"found", "find"},
    {"froze", "freeze"}, {"frozen", "freeze"}, {"gave", "give"}, {"given", "give"}, {"gone", "go"}, {"got", "get"},
    {"gotten", "get"}, {"grew", "grow"}, {"ground", "grind"}, {"grown", "grow"}, {"had", "have"}, {"heard", "hear"},
    {"held", "hold"}, {"hid", "hide"}, {"hidden", "hide"}, {"hung", "hang"}, {"kept", "keep"}, {"knelt", "kneel"},
    {"knew", "know"}, {"known", "know"}, {"laid", "lay"}, {"lain", "lie"}, {"leant", "lean"},
    {"leapt", "leap"}, {"learnt", "learn"}, {"left", "leave"}, {"lent", "lend"}, {"lit", "light"}, {"lost", "lose"},
    {"made", "make"}, {"meant", "mean"}, {"met", "meet"}, {"overcame", "overcome"}, {"overran", "overrun"}, {"overridden", "override"},
    {"overrode", "override"}, {"oversaw", "oversee"}, {"overseen", "oversee"}, {"overthrew", "overthrow"}, {"overthrown", "overthrow"}, {"paid", "pay"},
    {"proven", "prove"}, {"ran", "run"}, {"rang", "ring"}, {"rebuilt", "rebuild"}, {"retaken", "retake"}, {"retook", "retake"},
    {"rewritten", "rewrite"}, {"rewrote", "rewrite"}, {"ridden", "ride"}, {"risen", "rise"}, {"rode", "ride"}, {"rose", "rise"},
    {"rung", "ring"}, {"said", "say"}, {"sang", "sing"}, {"sank", "sink"}, {"sat", "sit"}, {"saw", "see"},
    {"seen", "see"}, {"sent", "send"}, {"shaken", "shake"}, {"shone", "shine"}, {"shook", "shake"}, {"shot", "shoot"},
    {"shown", "show"}, {"shrank", "shrink"}, {"shrunk", "shrink"}, {"slain", "slay"}, {"slept", "sleep"}, {"slew", "slay"},
    {"slid", "slide"}, {"slung", "sling"}, {"sold", "sell"}, {"sought", "seek"}, {"spat", "spit"}, {"spent", "spend"},
    {"spoke", "speak"}, {"spoken", "speak"}, {"sprang", "spring"}, {"sprung", "spring"}, {"spun", "spin"}, {"stank", "stink"},
    {"stole", "steal"}, {"stolen", "steal"}, {"stood", "stand"}, {"stricken", "strike"}, {"striven", "strive"}, {"strove", "strive"},
    {"struck", "strike"}, {"stuck", "stick"}, {"stung", "sting"}, {"stunk", "stink"}, {"sung", "sing"}, {"sunk", "sink"},
    {"swam", "swim"}, {"swept", "sweep"}, {"swollen", "swell"}, {"swore", "swear"}, {"sworn", "swear"}, {"swum", "swim"},
    {"swung", "swing"}, {"taken", "take"}, {"taught", "teach"}, {"thought", "think"}, {"threw", "throw"}, {"thrown", "throw"},
    {"told", "tell"}, {"took", "take"}, {"tore", "tear"}, {"torn", "tear"}, {"undergone", "undergo"}, {"understood", "understand"},
    {"undertaken", "undertake"}, {"undertook", "undertake"}, {"underwent", "undergo"}, {"undid", "undo"}, {"undone", "undo"}, {"upheld", "uphold"},
    {"went", "go"}, {"wept", "weep"}, {"withdrawn", "withdraw"}, {"withdrew", "withdraw"}, {"withheld", "withhold"}, {"withstood", "withstand"},
    {"woke", "wake"}, {"woken", "wake"}, {"won", "win"}, {"wore", "wear"}, {"worn", "wear"}, {"wound", "wind"},
    {"written", "write"}, {"wrote", "write"},
};

static const char *irregular_lemma(const char *form)
{
    size_t low = 0, high = sizeof irregular / sizeof *irregular;
    while (low < high) {
        size_t mid = (low + high) / 2;
        int order = strcmp(irregular[mid].form, form);
        if (order == 0)
            return irregular[mid].lemma;
        if (order < 0)
            low = mid + 1;
        else
            high = mid;
    }
    return NULL;
}

void syntax_stem(document *d, casus_token *t)
{
    const char *form = symtab_name(d->names, t->norm);
    size_t n = strlen(form);
    const char *verb = t->upos == CASUS_VERB && t->lemma == t->norm ? irregular_lemma(form) : NULL;
    if (verb) {
        t->lemma = document_sym(d, verb);
        return;
    }
    stems s = {.n = 0};
    if (n > LONGEST || n < 4 || symtab_in_base(d->names, t->lemma))
        return;
    stems_of(&s, form, n);
    for (int i = 0; i < s.n; i++) {
        casus_sym known = symtab_find(d->names, s.form[i], strlen(s.form[i]));
        if (known && symtab_in_base(d->names, known)) {
            t->lemma = known;
            return;
        }
    }
}

void syntax_mend_lemmas(document *d, casus_ref sentence)
{
    const casus_sentence *s = &d->doc.sentences[sentence];
    for (casus_ref t = s->first; t < s->first + s->count; t++)
        if (d->doc.tokens[t].upos == CASUS_VERB || d->doc.tokens[t].upos == CASUS_NOUN)
            syntax_stem(d, &d->doc.tokens[t]);
}
