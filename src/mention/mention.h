/* mention: who and where. Receives parsed tokens, measures and the knowledge; leaves actors and places,
 * each with its span, and the coreference chains of actors.
 * Every noun phrase that can act is an actor, whether or not an event will use it. */
#ifndef CASUS_MENTION_H
#define CASUS_MENTION_H

#include "measure/measure.h"

/* ---- read.c: the whole document ---- */

/* Actors and places of the whole document, in reading order. */
void mention_read(document *d, const knowledge *k);

/* ---- what the files of this room share ---- */

/* Pieces and phrases are piece.c's, members coref.c's; they stand here because all share them. */

typedef enum piece_kind {
    PIECE_NONE, PIECE_PERSON, PIECE_BODY, PIECE_COUNTRY, PIECE_ADJ, PIECE_PEOPLE, PIECE_SEAT, PIECE_CAPITAL,
    PIECE_SHORT, PIECE_ROLE, PIECE_NOUN, PIECE_PLACE
} piece_kind;

typedef struct piece {
    casus_ref first, end;   /* tokens */
    uint8_t kind;           /* piece_kind: its best meaning */
    const entry *entry;     /* of that meaning */
    const phrase_hit *hits; /* its meanings, this length first, shorter ones after */
    uint32_t length;        /* tokens of the hit */
    bool place;             /* it has a meaning as a place, country or capital */
} piece;

typedef struct phrase {    /* a noun phrase without what follows it: "US President Joe Biden" */
    casus_ref first, end;  /* tokens, the article left out */
    casus_ref head;        /* its top in the tree */
    uint32_t p0, p1;       /* its pieces */
    casus_ref owner;       /* phrase that owns it ("Russia" of "Russia's army"), or CASUS_NONE */
    casus_ref pronoun;     /* possessive pronoun before it ("its army"), or CASUS_NONE */
    bool definite, possessive; /* "the ..."; "...'s" follows */
} phrase;

typedef struct member { /* somebody the story has named */
    casus_ref first, last;   /* actor mentions */
    casus_ref sentence;      /* of the last */
    const entry *entry, *role;
    casus_sym surname, alias; /* alias: "OSCE" told in brackets */
    casus_sym country;
    uint8_t kind, plural, weight; /* weight: 3 subject, 2 object, 1 other */
    char gender;
    uint32_t count;
} member;

enum { MAX_CAST = 512 }; /* a longer cast forgets those named first */

struct cast {
    member *members;
    uint32_t n;
};

typedef struct country_count {
    casus_sym country;
    uint32_t n, by_capital; /* by_capital: so often by its capital alone */
} country_count;

/* What the finders share while one document is read. */
typedef struct mentions {
    wording at;           /* the sentence at hand */
    const knowledge *k;
    casus_ref sentence;
    uint8_t *taken;       /* one a token of the sentence at hand: TAKEN_* */
    piece *pieces;        /* piece.c: names of the knowledge in the sentence at hand, in order */
    uint32_t n_pieces, room_pieces;
    phrase *phrases;      /* noun phrases of the sentence at hand, in order */
    uint32_t n_phrases, room_phrases;
    casus_ref narrator;   /* actor of the document's source once looked up */
    bool tagged;          /* names are marked in this document */
    struct cast cast;     /* coref.c: who has been named */
    casus_ref pair[2];    /* actors of the last act together: "the two sides"; pair[1] 0: none yet */
    country_count *told;  /* country.c: countries that the document names anywhere, with how often */
    uint32_t n_told;
    casus_sym *regions;   /* and states and provinces: "Ohio" */
    uint32_t n_regions;
    casus_sym *countries; /* countries named so far, with repeats: what the story is about */
    uint32_t n_countries, lead_countries; /* lead: of them in the headline and the first sentences */
    int32_t day;          /* the document's, or the last day that an undated one names; 0 unknown */
} mentions;

enum { TAKEN_TIME = 1 << 0, TAKEN_ACTOR = 1 << 1 };

/* ---- piece.c: names of the knowledge in the sentence, and the noun phrases they stand in ---- */

void pieces_find(mentions *m);  /* m->pieces */
void phrases_find(mentions *m); /* m->phrases */
const entry *piece_meaning(const mentions *m, const piece *p, entry_kind kind, name_kind name);
/* The tenure that holds on the document's day; *former as entry_on. */
const tenure *tenure_now(const mentions *m, const entry *e, bool *former);
bool held_then(const mentions *m, const entry *e); /* in office in a past year that the sentence names */

/* ---- place.c: where ---- */

void place_find(mentions *m);
/* The country a name of a place lies in, where the document leaves no doubt; 0 otherwise. */
casus_sym place_country(mentions *m, const piece *p);
/* The place of a predicate (oblique or modifier "in/at/near P", then its object's), or CASUS_NONE. */
casus_ref place_of_token(const casus_doc *d, casus_ref token);

/* ---- actor.c, title.c: who ---- */

typedef struct identity { /* what a phrase says of its actor */
    casus_sym country, sector, sector2, name, role, rule;
    uint8_t kind, plural;
    char gender;
    bool former, person;
    const entry *entry;    /* person, body, group, country; NULL unknown */
    const entry *role_entry;
    casus_sym surname;     /* last word of a person's name */
} identity;

/* Actors of one sentence: names, roles, titles with names, adjectives with roles, pronouns. Short
 * names and pronouns are resolved against what the document has said so far. */
void actor_find(mentions *m);
/* The actor mention whose phrase this token heads (or is inside as its head's flat/appos part);
 * CASUS_NONE when the phrase names nobody. */
casus_ref actor_at(const casus_doc *d, casus_ref token);
/* Country, sector and role of a phrase from its titles, adjectives and names: false when nobody. */
bool title_read(mentions *m, const phrase *p, identity *id);
/* The person a short name means here: one the story has named, then who holds an office now. */
bool title_means(const mentions *m, casus_sym said, casus_sym office); /* "Secretary" of a secretary of state */
int headed_state(const mentions *m, const entry *e); /* 2 now, 1 in another time, 0 never */
const entry *title_person(const mentions *m, const piece *p);
/* "the Coalition", never named in full: the first military body in office that lists the noun. */
const entry *title_force(const mentions *m, const piece *p);

/* ---- narrator.c: who is "we"? ---- */

/* The document's source, as the knowledge has it; without a country where that is nobody. */
void narrator_source(const mentions *m, identity *id);
/* The source or, where that is nobody, the speaker whom a title or an opening line names. */
void narrator_open(const mentions *m, identity *id);

/* ---- counted.c: people who are only counted ---- */

/* "HUNDREDS were arrested", "police detained 35": is this number people? */
bool counted_people(const mentions *m, casus_ref i, identity *id);

/* ---- joined.c: who are one, who are several? ---- */

/* The person just entered and the title or name beside it: one person. */
void joined_person(mentions *m, casus_ref at);
/* A title in the next sentence ("The Foreign Office Minister said") and the person just told of. */
void joined_office(mentions *m, const phrase *p, casus_ref at);
/* The actors of the sentence, from `before` on: one noun for several countries, predicates, who acts together. */
void joined_sentence(mentions *m, casus_ref before);
/* The sentence at hand as far as it is read: who acts together, for "the two" further on in it. */
void joined_so_far(mentions *m);
/* The two of the last act together; of persons only when `persons`. */
bool joined_pair(const mentions *m, bool persons, casus_ref out[2]);

/* ---- country.c: whose? ---- */

/* Fills m->told: a look ahead, before anything is read. */
void country_scan(mentions *m);
/* How often the document names this country; 0 never. */
uint32_t country_told(const mentions *m, casus_sym country);
/* The states that the document names most, at most n of them, the commonest first. Returns how many. */
uint32_t country_most_told(const mentions *m, country_count *most, uint32_t n);
/* A story of another country's provinces that names this country by a city's name at most: is "London" this London? */
bool country_doubtful(const mentions *m, casus_sym country);
/* Does it name this state or province of the country? */
bool country_region_told(const mentions *m, casus_sym region);
/* What is left open is filled from the whole document: the country of "the police". */
void country_finish(mentions *m);
/* Roles that mean others than one's own: "the allies", "the international community". */
bool foreign_role(const mentions *m, casus_sym role);
/* Does this name only tell a border: "near the Turkish border", "the frontier with Iran"? */
bool country_borders(const casus_doc *d, casus_ref first, casus_ref last);

/* ---- coref.c: the same one again ---- */

/* Enter mention `actor` (already in doc->actors): joins the chain of a member or founds one. */
void cast_enter(mentions *m, casus_ref actor, const identity *id);
const member *cast_person(const mentions *m, casus_sym surname);
const member *cast_entry(const mentions *m, const entry *e);
const member *cast_alias(const mentions *m, casus_sym alias);
const member *cast_role(const mentions *m, const entry *role, casus_sym country);
/* The one told last of those with this role and number whose country is known. */
const member *cast_group(const mentions *m, const entry *role, uint8_t plural);
const member *cast_office(const mentions *m, const char *noun);
/* The newest member of a kind (casus_actor_kind), before token `before`, that is not a co-argument of it. */
const member *cast_newest(const mentions *m, uint8_t kind, casus_ref before);
/* The two newest sides: states and bodies, or persons. Returns how many (0..2). */
uint32_t cast_pair(const mentions *m, bool persons, const member *pair[2]);
/* Who a pronoun at this token means, or NULL. */
const member *cast_pronoun(const mentions *m, casus_ref token, char gender, bool possessive);

#endif
