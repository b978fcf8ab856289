/* Forces and losses, as told.
 *
 *     "About 3,000 Russian troops have started drills"      troops, RUS, about 3,000
 *     "Twelve people were killed and 40 arrested"           casualties-killed 12, arrested 40
 *
 * A number is a figure when the noun it counts is one that is counted (roles.txt, `figure`), or when
 * the people it counts are what a verb of killing, wounding, arresting or driving out acts on. */
#include "ledger/ledger.h"

typedef struct deed {
    const char *lemma, *what, *activity;
} deed;

static const deed deeds[] = {
    {"kill", "casualties-killed", "killed"}, {"die", "casualties-killed", "killed"}, {"slay", "casualties-killed", "killed"}, {"murder", "casualties-killed", "killed"},
    {"massacre", "casualties-killed", "killed"}, {"execute", "casualties-killed", "executed"}, {"behead", "casualties-killed", "executed"}, {"perish", "casualties-killed", "killed"},
    {"dead", "casualties-killed", "killed"}, {"death", "casualties-killed", "killed"}, {"fatality", "casualties-killed", "killed"}, {"casualty", "casualties-killed", "killed"},
    {"wound", "casualties-wounded", "wounded"}, {"injure", "casualties-wounded", "wounded"}, {"hurt", "casualties-wounded", "wounded"}, {"maim", "casualties-wounded", "wounded"},
    {"wounded", "casualties-wounded", "wounded"}, {"injured", "casualties-wounded", "wounded"}, {"injury", "casualties-wounded", "wounded"},
    {"trample", "casualties-killed", "killed"}, {"drown", "casualties-killed", "killed"}, {"slaughter", "casualties-killed", "killed"}, {"martyr", "casualties-killed", "killed"},
    {"arrest", "arrested", "arrested"}, {"detain", "arrested", "arrested"}, {"jail", "arrested", "arrested"}, {"imprison", "arrested", "arrested"},
    {"displace", "displaced", "displaced"}, {"uproot", "displaced", "displaced"}, {"flee", "displaced", "fled"}, {"evacuate", "displaced", "evacuated"}, {"expel", "displaced", "expelled"},
};

static const deed postures[] = {
    {"deploy", NULL, "deployed"}, {"mass", NULL, "deployed"}, {"station", NULL, "deployed"}, {"send", NULL, "sent"}, {"dispatch", NULL, "sent"}, {"amass", NULL, "deployed"},
    {"drill", NULL, "exercise"}, {"exercise", NULL, "exercise"}, {"manoeuvre", NULL, "exercise"}, {"maneuver", NULL, "exercise"}, {"train", NULL, "exercise"},
    {"withdraw", NULL, "withdrawn"}, {"pull", NULL, "withdrawn"}, {"leave", NULL, "withdrawn"}, {"march", NULL, "protest"}, {"protest", NULL, "protest"}, {"rally", NULL, "protest"},
    {"demonstrate", NULL, "protest"}, {"gather", NULL, "protest"}, {"destroy", NULL, "destroyed"}, {"capture", NULL, "captured"}, {"seize", NULL, "captured"}, {"launch", NULL, "launched"},
    {"fire", NULL, "fired"}, {"surrender", NULL, "surrendered"},
};

typedef struct tally {
    document *d;
    casus_doc *doc;
    const knowledge *k;
} tally;

static const deed *deed_of(const tally *b, casus_ref t, const deed *list, size_t n)
{
    const char *lemma = symtab_name(b->d->names, b->doc->tokens[t].lemma);
    for (size_t i = 0; i < n; i++)
        if (strcmp(list[i].lemma, lemma) == 0)
            return &list[i];
    return NULL;
}
#define DEED_OF(b, t, list) deed_of((b), (t), (list), sizeof(list) / sizeof *(list))

/* The figure kind of a counted noun, from its role entry; 0 when it is not one that is counted. */
static casus_sym kind_of_noun(const tally *b, casus_ref t)
{
    casus_sym norms[3] = {0};
    for (casus_ref from = t >= 2 ? t - 2 : 0; from <= t; from++) {
        uint32_t n = 0;
        for (casus_ref x = from; x <= t; x++)
            norms[n++] = b->doc->tokens[x].norm;
        for (phrase_hit *h = phrase_find(b->k, &b->d->memory, norms, n); h; h = h->next) {
            const entry *e = knowledge_entry(b->k, h->entry);
            if (e->kind == ENTRY_ROLE && e->figure && h->length == n)
                return e->figure;
        }
    }
    return 0;
}

/* The noun's predicate when the noun is what it acts on: "killed 12 people", "12 people were killed",
 * "12 people died". */
static const deed *suffered(const tally *b, casus_ref noun)
{
    casus_ref t = noun;
    for (int steps = 0; steps < 3; steps++) {
        const casus_token *x = &b->doc->tokens[t];
        if (x->head == t)
            break;
        const casus_token *up = &b->doc->tokens[x->head];
        if (x->label == CASUS_CONJ || x->label == CASUS_NMOD) { /* "at least 12 of them", "12 dead and 40 wounded" */
            if (x->label == CASUS_CONJ && up->upos == CASUS_VERB)
                return NULL;
            t = x->head;
            continue;
        }
        bool object = x->label == CASUS_OBJ || x->label == CASUS_NSUBJ_PASS;
        const deed *v = DEED_OF(b, x->head, deeds);
        bool intransitive = v && (strcmp(v->lemma, "die") == 0 || strcmp(v->lemma, "flee") == 0 || strcmp(v->lemma, "perish") == 0 || strcmp(v->lemma, "dead") == 0);
        if (object && v && strcmp(v->lemma, "expel") == 0 && knowledge_class(b->k, "@diplo", b->doc->tokens[noun].lemma))
            return NULL; /* a state's envoys sent home are no displaced people */
        if (object && v)
            return v;
        if (x->label == CASUS_NSUBJ && intransitive)
            return v;
        break;
    }
    for (casus_ref c = tree_next_child(b->doc, noun, CASUS_NONE); c != CASUS_NONE; c = tree_next_child(b->doc, noun, c)) {
        const casus_token *x = &b->doc->tokens[c];
        const deed *v = x->label == CASUS_ACL || x->label == CASUS_AMOD ? DEED_OF(b, c, deeds) : NULL;
        if (v && !(x->morph & CASUS_GER))
            return v;
    }
    return NULL;
}

static const deed *registered(const tally *b, casus_ref verb)
{
    static const deed fled = {"register", "displaced", "fled"};
    for (casus_ref c = tree_next_child(b->doc, verb, CASUS_NONE); c != CASUS_NONE; c = tree_next_child(b->doc, verb, c)) {
        const char *lemma = symtab_name(b->d->names, b->doc->tokens[c].lemma);
        if (strcmp(lemma, "refugee") == 0 || strcmp(lemma, "displaced") == 0)
            return &fled;
    }
    return NULL;
}

/* "the bodies of 70 civilians", "the murder of hundreds of people", "the arrest of 40 students". */
static const deed *deed_noun_over(const tally *b, casus_ref noun)
{
    static const deed nouns[] = {
        {"body", "casualties-killed", "killed"}, {"murder", "casualties-killed", "killed"}, {"killing", "casualties-killed", "killed"}, {"death", "casualties-killed", "killed"},
        {"massacre", "casualties-killed", "killed"}, {"slaughter", "casualties-killed", "killed"}, {"execution", "casualties-killed", "executed"}, {"arrest", "arrested", "arrested"},
        {"detention", "arrested", "arrested"}, {"displacement", "displaced", "displaced"}, {"corpse", "casualties-killed", "killed"}, {"deportation", "displaced", "expelled"},
    };
    const casus_token *x = &b->doc->tokens[noun];
    casus_ref prep = x->label == CASUS_NMOD ? tree_child(b->doc, noun, CASUS_CASE) : CASUS_NONE;
    if (strcmp(symtab_name(b->d->names, b->doc->tokens[x->head].lemma), "register") == 0) /* "650,000 Syrians are registered as refugees" */
        return registered(b, x->head);
    if (prep == CASUS_NONE || strcmp(symtab_name(b->d->names, b->doc->tokens[prep].norm), "of") != 0)
        return NULL;
    return DEED_OF(b, x->head, nouns);
}

/* Word order, where the tree misleads: "killed at least 35 more civilians", "12 people were killed",
 * "120 soldiers killed", "thousands lost their lives". */
static const deed *deed_beside(const tally *b, const casus_number *n, casus_ref noun)
{
    const casus_sentence *s = &b->doc->sentences[n->sentence];
    casus_ref end = s->first + s->count, after = (noun > n->last ? noun : n->last) + 1;
    if (n->first > s->first && b->doc->tokens[n->first - 1].upos == CASUS_VERB) {
        const deed *v = DEED_OF(b, n->first - 1, deeds);
        bool joined = v && n->first > s->first + 2 && b->doc->tokens[n->first - 2].upos == CASUS_CCONJ; /* "killed or wounded 40" */
        const deed *first = joined ? DEED_OF(b, n->first - 3, deeds) : NULL;
        if (v)
            return first ? first : v;
    }
    for (casus_ref t = after, steps = 0; t < end && steps < 4; t++, steps++) {
        const casus_token *x = &b->doc->tokens[t];
        if (x->upos == CASUS_VERB) {
            bool lost = strcmp(symtab_name(b->d->names, x->lemma), "lose") == 0 && t + 2 < end && strcmp(symtab_name(b->d->names, b->doc->tokens[t + 2].lemma), "life") == 0;
            const deed *v = lost ? &deeds[0] : DEED_OF(b, t, deeds);
            bool suffers = v && ((x->morph & CASUS_PART_F) || lost || strcmp(v->lemma, "die") == 0 || strcmp(v->lemma, "flee") == 0 || strcmp(v->lemma, "drown") == 0);
            return suffers && !(x->morph & CASUS_GER) ? v : NULL;
        }
        if (x->upos != CASUS_AUX && x->upos != CASUS_ADV)
            return NULL;
    }
    return NULL;
}

/* "40 wounded", "a toll of 12 dead": the counted word is itself the deed. */
static const deed *is_deed(const tally *b, casus_ref t)
{
    const char *norm = symtab_name(b->d->names, b->doc->tokens[t].norm);
    for (size_t i = 0; i < sizeof deeds / sizeof *deeds; i++)
        if (strcmp(deeds[i].lemma, norm) == 0 && b->doc->tokens[t].upos != CASUS_VERB)
            return &deeds[i];
    return DEED_OF(b, t, deeds);
}

static bool people(const tally *b, casus_ref t)
{
    static const char *const nouns[] = {"people", "person", "man", "woman", "child", "other", "of", "student", "resident", "one", "civilian", "pilgrim", "militant", "insurgent", "fighter", "passenger", "worker", "villager", "boy", "girl", "victim", "member"};
    const char *lemma = symtab_name(b->d->names, b->doc->tokens[t].lemma);
    for (size_t i = 0; i < sizeof nouns / sizeof *nouns; i++)
        if (strcmp(lemma, nouns[i]) == 0)
            return true;
    return actor_at(b->doc, t) != CASUS_NONE || b->doc->tokens[t].upos == CASUS_NUM;
}

static const char *activity_of(const tally *b, casus_ref noun)
{
    casus_ref t = noun;
    for (int steps = 0; steps < 4 && b->doc->tokens[t].head != t; steps++) {
        t = b->doc->tokens[t].head;
        const deed *v = DEED_OF(b, t, postures);
        if (v)
            return v->activity;
        for (casus_ref c = tree_next_child(b->doc, t, CASUS_NONE); c != CASUS_NONE; c = tree_next_child(b->doc, t, c))
            if (b->doc->tokens[c].label == CASUS_OBJ && (v = DEED_OF(b, c, postures)) != NULL)
                return v->activity;
        if (b->doc->tokens[t].upos == CASUS_VERB && b->doc->tokens[t].label != CASUS_XCOMP)
            break;
    }
    return NULL;
}

static casus_ref event_of(const tally *b, casus_ref noun, casus_ref sentence)
{
    casus_ref t = noun;
    for (int steps = 0; steps < 4; steps++) {
        for (uint32_t i = FIRST_FROM(casus_event, b->doc->events, b->doc->n_events, sentence, sentence); i < b->doc->n_events && b->doc->events[i].sentence == sentence; i++)
            if (b->doc->events[i].head == t)
                return i;
        if (b->doc->tokens[t].head == t)
            break;
        t = b->doc->tokens[t].head;
    }
    return CASUS_NONE;
}

/* "ETHIOPIA HAS 100,000 troops along the border": whose they are. */
static casus_ref possessor(const tally *b, casus_ref noun)
{
    static const char *const verbs[] = {"have", "deploy", "mass", "amass", "keep", "move", "send", "station", "maintain", "withdraw", "pull", "field", "build", "position", "assemble", "commit",
                                        "contribute", "own", "possess", "mobilise", "mobilize", "dispatch", "lose", "concentrate", "pledge", "offer"};
    const casus_token *x = &b->doc->tokens[noun], *verb = &b->doc->tokens[x->head];
    bool own = false;
    for (size_t i = 0; x->label == CASUS_OBJ && i < sizeof verbs / sizeof *verbs; i++)
        own |= strcmp(symtab_name(b->d->names, verb->lemma), verbs[i]) == 0;
    casus_ref subject = own ? tree_child(b->doc, x->head, CASUS_NSUBJ) : CASUS_NONE;
    return subject == CASUS_NONE ? CASUS_NONE : actor_at(b->doc, subject);
}

static void add(tally *b, casus_ref number, casus_ref noun, const char *what, const char *activity)
{
    const casus_number *n = &b->doc->numbers[number];
    casus_ref a = speaker_of(b->doc, noun), who = actor_at(b->doc, noun);
    casus_figure f = {.what = document_sym(b->d, what), .sentence = n->sentence, .number = number, .owner = CASUS_NONE, .claimant = CASUS_NONE,
                      .place = place_of_token(b->doc, noun), .low = n->low, .high = n->high, .approx = n->approx, .at = n->at};
    casus_ref last = noun >= n->last ? noun : n->last;
    f.at = (casus_span){n->at.begin, b->doc->tokens[last].at.end};
    if (who == CASUS_NONE || !b->doc->actors[who].country)
        who = possessor(b, noun);
    if (who != CASUS_NONE && b->doc->actors[who].country)
        f.owner = who;
    if (a != CASUS_NONE)
        f.claimant = b->doc->attributions[a].speaker;
    f.activity = activity ? document_sym(b->d, activity) : 0;
    f.event = event_of(b, noun, n->sentence);
    if (f.place == CASUS_NONE && b->doc->tokens[noun].head != noun)
        f.place = place_of_token(b->doc, b->doc->tokens[noun].head);
    *ARENA_PUSH(&b->d->memory, b->doc->figures, b->doc->n_figures) = f;
}

/* "one of our service members", "two vehicle-borne bombs": no count of what follows. */
static bool no_count(const tally *b, const casus_number *n, casus_ref noun)
{
    casus_ref next = noun + 1;
    bool glued = next < b->doc->n_tokens && noun > n->last && b->doc->tokens[next].at.begin == b->doc->tokens[noun].at.end;
    bool hyphen = glued && strcmp(symtab_name(b->d->names, b->doc->tokens[next].norm), "-") == 0;
    bool one_of = n->low == 1 && n->high == 1 && n->last + 1 < b->doc->n_tokens && strcmp(symtab_name(b->d->names, b->doc->tokens[n->last + 1].norm), "of") == 0;
    return hyphen || one_of;
}

/* "three artillery systems", "four mortar batteries": the noun before says what is counted. */
static casus_sym kind_of_compound(const tally *b, casus_ref noun)
{
    static const char *const sets[] = {"system", "piece", "battery", "launcher", "round", "tube"};
    const char *lemma = symtab_name(b->d->names, b->doc->tokens[noun].lemma);
    for (size_t i = 0; i < sizeof sets / sizeof *sets; i++)
        if (strcmp(lemma, sets[i]) == 0)
            for (casus_ref c = tree_next_child(b->doc, noun, CASUS_NONE); c != CASUS_NONE; c = tree_next_child(b->doc, noun, c))
                if (b->doc->tokens[c].label == CASUS_COMPOUND && knowledge_class(b->k, "weapon", b->doc->tokens[c].lemma))
                    return document_sym(b->d, "weapons");
    return 0;
}

/* "took 256 more prisoners". */
static bool took_prisoners(const tally *b, casus_ref noun)
{
    const char *lemma = symtab_name(b->d->names, b->doc->tokens[noun].lemma);
    casus_ref head = b->doc->tokens[noun].head;
    return (strcmp(lemma, "prisoner") == 0 || strcmp(lemma, "captive") == 0) && strcmp(symtab_name(b->d->names, b->doc->tokens[head].lemma), "take") == 0;
}

static void read_number(tally *b, casus_ref i)
{
    const casus_number *n = &b->doc->numbers[i];
    casus_ref noun = n->counts == CASUS_NONE ? n->head : n->counts;
    if (no_count(b, n, noun))
        return;
    const deed *beside = deed_beside(b, n, noun), *over = deed_noun_over(b, noun);
    const deed *v = beside ? beside : suffered(b, noun), *self = is_deed(b, noun);
    casus_sym kind = kind_of_noun(b, noun);
    if (!v)
        v = over;
    if (!kind)
        kind = kind_of_compound(b, noun);
    bool single = n->low == 1 && n->high == 1 && kind && strcmp(symtab_name(b->d->names, kind), "weapons") == 0;
    if (single)
        return; /* "one shell landed" counts nobody's arms */
    bool persons = people(b, noun) || (kind && strcmp(symtab_name(b->d->names, kind), "troops") == 0) || n->counts == CASUS_NONE;
    if (self && !(v && persons))
        add(b, i, noun, self->what, self->activity);
    else if (v && persons)
        add(b, i, noun, v->what, v->activity);
    else if (took_prisoners(b, noun))
        add(b, i, noun, "arrested", "captured");
    else if (kind && n->counts != CASUS_NONE)
        add(b, i, noun, symtab_name(b->d->names, kind), activity_of(b, noun));
}

void figure_read(document *d, const knowledge *k)
{
    tally b = {.d = d, .doc = &d->doc, .k = k};
    for (casus_ref i = 0; i < d->doc.n_numbers; i++) {
        unsigned v = d->doc.sentences[d->doc.numbers[i].sentence].verdict;
        if (v != CASUS_V_BOILERPLATE)
            read_number(&b, i);
    }
}
