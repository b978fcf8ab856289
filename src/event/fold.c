/* The manual's foldings: what a future, a refused or a demanded act is.
 *
 *     "The two leaders will meet"            CONSULT to come        AGREE
 *     "Moscow will withdraw"                 RETREAT to come        CONCEDE
 *     "We will strike back"                  ASSAULT, own words     THREATEN violence
 *     "urged Moscow to withdraw"             REQUEST of a RETREAT   REQUEST yield
 *     "will not withdraw"                    RETREAT refused        REJECT yield
 *
 * PLOVER manual 2.0, sections on AGREE, CONCEDE, REQUEST, REJECT and THREATEN. */
#include "event/inside.h"

static bool one_of(casus_sym s, const casus_sym *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (list[i] == s)
            return true;
    return false;
}
#define ONE_OF(s, ...) one_of((s), (const casus_sym[]){__VA_ARGS__}, sizeof((const casus_sym[]){__VA_ARGS__}) / sizeof(casus_sym))

/* What one is asked to do, or refuses. */
static casus_sym asked_mode(const lexicon *w, casus_sym inside)
{
    if (ONE_OF(inside, w->RETREAT, w->CONCEDE))
        return w->yield;
    if (ONE_OF(inside, w->CONSULT))
        return w->meet;
    if (ONE_OF(inside, w->AID, w->COOPERATE, w->SUPPORT))
        return w->assist;
    return w->change;
}

static casus_sym threat_mode(const lexicon *w, const casus_event *inside)
{
    casus_sym t = inside->type, m = inside->n_modes ? inside->mode[0] : 0;
    if (t == w->COERCE)
        return m == w->arrest ? w->arrest : m == w->deport ? w->expel : w->restrict_;
    if (t == w->SANCTION)
        return m == w->discontinue ? w->restrict_ : m == w->convict ? w->arrest : w->relations;
    if (ONE_OF(t, w->PROTEST))
        return w->restrict_;
    if (ONE_OF(t, w->ASSAULT, w->MOBILIZE))
        return w->violence;
    if (ONE_OF(t, w->REJECT))
        return w->relations;
    return 0;
}

casus_sym fold_mode(const reading *r, casus_sym operator_, const casus_event *inside)
{
    const lexicon *w = &r->w;
    if (ONE_OF(operator_, w->REQUEST, w->REJECT)) {
        if (inside->type == w->REQUEST || inside->type == w->REJECT)
            return inside->n_modes ? inside->mode[0] : w->change;
        return asked_mode(w, inside->type);
    }
    if (operator_ == w->THREATEN)
        return threat_mode(w, inside);
    return 0;
}

/* The CAMEO code of an act to come, refused or threatened, from that of the act itself: the first
 * prefix that fits (CAMEO manual: roots 03, 12 and 13 mirror the roots of the acts). */
typedef struct mirror {
    const char *type, *of, *code;
} mirror;

static const mirror mirrors[] = {
    {"AGREE", "04", "036"}, {"AGREE", "071", "0331"}, {"AGREE", "072", "0332"}, {"AGREE", "073", "0333"}, {"AGREE", "074", "0334"}, {"AGREE", "07", "033"},
    {"AGREE", "061", "0311"}, {"AGREE", "062", "0312"}, {"AGREE", "063", "0313"}, {"AGREE", "064", "0314"}, {"AGREE", "06", "031"}, {"AGREE", "05", "032"},
    {"CONCEDE", "0841", "0353"}, {"CONCEDE", "084", "0353"}, {"CONCEDE", "085", "0354"}, {"CONCEDE", "086", "0355"}, {"CONCEDE", "087", "0356"}, {"CONCEDE", "081", "0351"},
    {"CONCEDE", "083", "034"}, {"CONCEDE", "08", "035"},
    {"REJECT", "04", "125"}, {"REJECT", "03", "120"}, {"REJECT", "061", "1211"}, {"REJECT", "062", "1212"}, {"REJECT", "06", "121"}, {"REJECT", "071", "1221"},
    {"REJECT", "072", "1222"}, {"REJECT", "073", "1223"}, {"REJECT", "07", "122"}, {"REJECT", "0841", "1243"}, {"REJECT", "085", "1244"}, {"REJECT", "086", "1245"},
    {"REJECT", "087", "1246"}, {"REJECT", "08", "124"},
    {"THREATEN", "163", "1312"}, {"THREATEN", "162", "1311"}, {"THREATEN", "161", "1313"}, {"THREATEN", "16", "131"}, {"THREATEN", "172", "132"}, {"THREATEN", "17", "137"},
    {"THREATEN", "191", "1381"}, {"THREATEN", "192", "1382"}, {"THREATEN", "204", "1385"}, {"THREATEN", "14", "133"}, {"THREATEN", "", "138"},
};

void mirror_cameo(reading *r, casus_event *e, casus_sym before)
{
    const char *type = symtab_name(r->d->names, e->type), *of = symtab_name(r->d->names, before);
    for (size_t i = 0; i < sizeof mirrors / sizeof *mirrors; i++)
        if (strcmp(mirrors[i].type, type) == 0 && strncmp(mirrors[i].of, of, strlen(mirrors[i].of)) == 0) {
            e->cameo = symtab_add(r->d->names, mirrors[i].code, strlen(mirrors[i].code));
            return;
        }
}

static void become(reading *r, casus_event *e, casus_sym type, casus_sym mode)
{
    plover p;
    casus_sym before = e->cameo;
    e->type = type;
    e->n_modes = mode != 0;
    e->mode[0] = mode;
    if (knowledge_plover(r->k, type, mode, &p) && p.cameo)
        e->cameo = p.cameo;
    mirror_cameo(r, e, before);
    e->status = CASUS_ACTUAL;
}

static bool forcible(const lexicon *w, casus_sym t)
{
    return ONE_OF(t, w->ASSAULT, w->COERCE, w->SANCTION, w->MOBILIZE, w->PROTEST);
}

static bool friendly(const lexicon *w, casus_sym t)
{
    return ONE_OF(t, w->CONSULT, w->SUPPORT, w->COOPERATE, w->AID);
}

/* An act denied, refused or not done. Speech acts keep their own kind. */
static void fold_negated(reading *r, casus_event *e, const standing *s)
{
    const lexicon *w = &r->w;
    bool refusal = s->future || s->hypothetical;
    casus_sym why = s->why == CASUS_NONE ? 0 : r->doc->tokens[s->why].norm;
    if (ONE_OF(why, w->if_, w->unless, w->whether)) /* "if they do not withdraw": nobody has refused */
        e->status = CASUS_HYPOTHETICAL;
    else if (refusal && (friendly(w, e->type) || ONE_OF(e->type, w->RETREAT, w->CONCEDE, w->AGREE)))
        become(r, e, w->REJECT, e->type == w->AGREE ? w->change : asked_mode(w, e->type));
    else if (e->type == w->AGREE)
        become(r, e, w->REJECT, w->change);
    else
        e->status = CASUS_NEGATED;
}

void fold_event(reading *r, casus_event *e, const standing *s, bool own_words)
{
    const lexicon *w = &r->w;
    e->status = s->status;
    if (s->negated) {
        fold_negated(r, e, s);
        return;
    }
    if (ONE_OF(e->type, w->REQUEST, w->REJECT, w->THREATEN, w->ACCUSE, w->AGREE)) {
        if (s->future || e->type != w->ACCUSE)
            e->status = s->hypothetical && !s->future ? (uint8_t)(e->type == w->ACCUSE ? CASUS_HYPOTHETICAL : CASUS_ACTUAL) : CASUS_ACTUAL;
        return;
    }
    if (!s->future || s->hypothetical)
        return;
    if (friendly(w, e->type))
        become(r, e, w->AGREE, 0);
    else if (e->type == w->RETREAT)
        become(r, e, w->CONCEDE, 0);
    else if (e->type == w->CONCEDE)
        e->status = CASUS_ACTUAL;
    else if (forcible(w, e->type) && own_words) {
        casus_sym mode = threat_mode(w, e);
        become(r, e, w->THREATEN, mode);
    }
}
