/* clause: predicates with their arguments, and the patterns that fit them. Receives tree and mentions;
 * leaves nothing in the document: speech, event and ledger ask it while they read.
 * A `reading` is one document while it is asked about; its frames are built when first wanted. */
#ifndef CASUS_CLAUSE_H
#define CASUS_CLAUSE_H

#include "mention/mention.h"

enum { MAX_ARGUMENTS = 28, MAX_SLOT = 4, MATCH_CANDIDATES = 12 };

typedef struct argument { /* one dependent of a predicate, where the clause means it to stand */
    uint8_t at;     /* place_of */
    uint8_t via;    /* 1: hangs on the predicate's object or oblique ("hold talks WITH R"); 2: inherited */
    casus_sym prep; /* AT_PREP, AT_OF_ING: the preposition, "in_front_of" joined */
    casus_ref head; /* token */
} argument;

typedef struct frame { /* a predicate and its arguments in plain active order */
    casus_ref head, sentence;
    casus_ref clause;   /* the verb that carries tense and modality: itself, or a noun's light verb */
    char pos;           /* 'v', 'n', 'a' */
    casus_ref stands_for; /* the noun a counter ("one between X and Y") stands for, or CASUS_NONE */
    uint8_t passive, negated, building;
    casus_sym lemma, particle, joined; /* joined: "pull_out", 0 without particle */
    casus_sym modal;    /* "must", 0 none */
    uint8_t n;
    argument arg[MAX_ARGUMENTS];
} frame;

/* Symbols asked for all the time, looked up once a document. */
#define LEXICON(X) \
    X(to, "to") X(by, "by") X(of, "of") X(with, "with") X(between, "between") X(that, "that") X(unless, "unless") X(until, "until") X(till, "till") X(never, "never") X(no, "no") \
    X(will, "will") X(shall, "shall") X(would, "would") X(could, "could") X(may, "may") X(might, "might") X(must, "must") X(should, "should") \
    X(can, "can") X(ought, "ought") X(cannot, "cannot") X(who, "who") X(which, "which") X(whom, "whom") X(what, "what") X(be, "be") X(have, "have") \
    X(among, "among") X(versus, "versus") X(as, "as") X(according, "according") X(say, "say") X(none, "none") X(both, "both") X(neither, "neither") \
    X(half, "half") X(number, "number") X(dozens, "dozens") X(hundreds, "hundreds") X(thousands, "thousands") X(member, "member") X(some, "some") \
    X(all, "all") X(one, "one") X(group, "group") X(most, "most") X(many, "many") X(several, "several") X(part, "part") X(rest, "rest") \
    X(majority, "majority") X(each, "each") X(RETREAT, "RETREAT") X(CONCEDE, "CONCEDE") X(AGREE, "AGREE") X(CONSULT, "CONSULT") X(SUPPORT, "SUPPORT") \
    X(COOPERATE, "COOPERATE") X(AID, "AID") X(REQUEST, "REQUEST") X(ACCUSE, "ACCUSE") X(REJECT, "REJECT") X(THREATEN, "THREATEN") \
    X(PROTEST, "PROTEST") X(SANCTION, "SANCTION") X(MOBILIZE, "MOBILIZE") X(COERCE, "COERCE") X(ASSAULT, "ASSAULT") X(NONE, "NONE") X(GOV, "GOV") \
    X(MIL, "MIL") X(REB, "REB") X(assist, "assist") X(change, "change") X(yield, "yield") X(meet, "meet") X(arrest, "arrest") \
    X(relations, "relations") X(expel, "expel") X(territory, "territory") X(violence, "violence") X(discontinue, "discontinue") X(convict, "convict") \
    X(deport, "deport") X(troops, "troops") X(withdraw, "withdraw") X(aspect, "aspect") X(negative, "negative") X(hypothetical, "hypothetical") \
    X(future, "future") X(historical, "historical") X(negated, "negated") X(disapprove, "disapprove") X(visit, "visit") \
    X(multilateral, "multilateral") X(phone, "phone") X(and_, "and") X(if_, "if") X(not_, "not") X(restrict_, "restrict") X(third_party, "third-party") X(comma, ",") X(it, "it") X(whether, "whether") X(dash, "-") X(did, "did") X(do_, "do") X(in, "in") X(at, "at") X(near, "near") X(along, "along") X(off, "off") X(toward, "toward") X(towards, "towards") X(close_to, "close_to") X(around, "around") X(on, "on") X(during, "during") X(against, "against") X(claim, "claim") X(responsibility, "responsibility") X(hundred, "hundred") X(thousand, "thousand") X(dozen, "dozen") X(score, "score") X(ten, "ten") X(million, "million") X(couple, "couple") X(handful, "handful") X(series, "series") X(wave, "wave") X(string_, "string") X(spate, "spate") X(round_, "round") X(barrage, "barrage") X(flurry, "flurry") X(total, "total") X(longer, "longer") X(remainder, "remainder") X(bulk, "bulk")

typedef struct lexicon {
#define LEXICON_FIELD(field, text) casus_sym field;
    LEXICON(LEXICON_FIELD)
#undef LEXICON_FIELD
} lexicon;

typedef struct reading { /* one document while its events are read */
    document *d;
    casus_doc *doc;
    const knowledge *k;
    lexicon w;
    casus_ref *first_child, *next_sibling; /* by token; CASUS_NONE ends */
    frame **frames;                        /* by token; NULL not built yet */
    uint8_t *consumed;                     /* by token: 1, it is part of another event */
    uint8_t *future;                       /* by token: 1, a word above puts it ahead ("is due to") */
} reading;

typedef struct slots { /* tokens that fill a pattern's slots */
    casus_ref a[MAX_SLOT], r[MAX_SLOT], b[MAX_SLOT];
    uint8_t n_a, n_r, n_b;
    casus_ref place, complement; /* complement: the predicate inside (to, that, ing), or CASUS_NONE */
    casus_ref literal, last;     /* words of the pattern: the first and the last ("call", "talks" of "reject call for talks") */
} slots;

typedef struct match {
    const pattern *p;
    const frame *f;
    slots s;
    int score;
} match;

typedef struct parties { /* actors found in slots */
    casus_ref actor[CASUS_MAX_PARTIES], recipient[CASUS_MAX_PARTIES];
    uint8_t n_actors, n_recipients;
    bool more; /* some did not fit */
} parties;

/* Begin to ask about a document whose mentions are there. */
void reading_open(reading *r, document *d, const knowledge *k);

/* ---- frame.c: a predicate and its arguments ---- */
frame *frame_of(reading *r, casus_ref token);
bool frame_stands_in(reading *r, casus_ref token); /* a counter in the place of an event noun */
casus_ref frame_arg(const frame *f, place_of at); /* first, or CASUS_NONE */
/* The preposition of a token: its case children joined, 0 without. */
casus_sym frame_prep(const reading *r, casus_ref token);
casus_ref child_with(const reading *r, casus_ref head, casus_dep label);
/* A verb of verbs/light.txt, with its particle where it has one; *kind (may be NULL): "aspect", "negative" or 0. */
bool frame_light(const reading *r, casus_ref verb, casus_sym *kind);
static inline bool clause_gerund(const casus_token *t) /* "joining", tagged as gerund or as present participle */
{
    return (t->morph & CASUS_GER) || ((t->morph & CASUS_PART_F) && (t->morph & CASUS_PRES));
}

/* ---- match.c: patterns against frames ---- */
/* A token that the tokeniser kept whole, "cease-fire", under the key of the patterns for it; 0 where none is written so. */
casus_sym match_whole(const reading *r, casus_sym norm);
/* The patterns that fit, best first; returns how many (at most max). */
int match_find(reading *r, casus_ref token, match *out, int max);
bool head_among(const reading *r, casus_ref token, const casus_sym *list);

/* ---- party.c: slots to actors ---- */
bool party_counter(const reading *r, casus_ref token); /* "HUNDREDS of tanks", "MEMBERS of": what is counted is what is meant */
uint8_t party_of(reading *r, casus_ref head, bool place_too, casus_ref *out, uint8_t n, bool *more);
/* A noun for a place: "city", "village", "outskirts". */
bool party_place_word(const reading *r, casus_sym lemma);
/* Whose a thing is, from the words before it. */
uint8_t owners_of_thing(reading *r, casus_ref head, casus_ref *out, uint8_t n, bool *more);
/* The country a thing stands in, from the places in its phrase. */
uint8_t country_of_thing(reading *r, casus_ref head, casus_ref *out, uint8_t n, bool *more);
bool speaks(const reading *r, const pattern *p); /* no actor's slot: whoever says so is the actor */
void party_fill(reading *r, const match *m, parties *out);
bool same_entity(const casus_doc *d, casus_ref a, casus_ref b);
bool actor_exactly(const casus_doc *d, casus_ref token); /* the token itself heads an actor's phrase */
/* Take those of `those` out of the list; returns how many stay. */
uint8_t without(const casus_doc *d, casus_ref *list, uint8_t n, const casus_ref *those, uint8_t m);
/* The innermost attribution whose content holds the token, or CASUS_NONE. */
casus_ref speaker_of(const casus_doc *d, casus_ref token);
/* The actor whose words the token stands in: the speaker, else the narrator; CASUS_NONE. */
casus_ref party_speaker(reading *r, casus_ref token);

/* ---- status.c: did it happen ---- */
typedef struct standing {
    uint8_t status;     /* casus_status before folding */
    bool future, negated, hypothetical, past;
    casus_ref why;      /* the token that decided, or CASUS_NONE */
} standing;
bool status_performs(const reading *r, casus_ref verb); /* "I want to THANK", "let me CONGRATULATE": done in being told */
standing status_of(reading *r, const frame *f);
bool status_only_aim(const reading *r, const frame *f);
bool status_historical(reading *r, const casus_event *e, const frame *f);

#endif
