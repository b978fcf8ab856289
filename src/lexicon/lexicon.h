/* lexicon: dictionaries of PETRARCH (1 and 2) and TABARI, and GeoNames' tables, to lines of casus's own knowledge files. Receives the bytes of one
 * file; leaves lines to be written, and says of each line that cannot be taken why. What is taken and what is not:
 * docs/dictionaries.md. Formats: the PETRARCH manual (Schrodt, Beieler and Idris 2014), TABARI manual 0.8 (Schrodt 2012). */
#ifndef CASUS_LEXICON_H
#define CASUS_LEXICON_H

#include "base/base.h"

typedef struct lexicon { /* zero, but for the first four; free with lexicon_free */
    const char *file;      /* for messages */
    bool (*is_country)(void *user, const char code[4]); /* a state that casus knows */
    bool (*plover_of)(void *user, const char *cameo, char out[40]); /* "THREATEN restrict"; false: none */
    void (*complain)(void *user, const char *file, int line, const char *text);
    void *user;
    buffer groups, countries, roles, verbs; /* lines of actors/groups-*.txt, actors/countries-*.txt, actors/roles-*.txt, verbs/ */
    uint32_t taken, refused, remarked;      /* entries; remarked: taken, but not all of it */
} lexicon;

/* Actors: `NAME [CODE <DATE]`, `+SYNONYM`, indented codes with dates. 0, or CASUS_ENOMEM. */
int lexicon_actors(lexicon *x, str text, casus_error *err);
/* Agents: `NAME {PLURAL} [~CODE]`, and the macros `!NAME! = A, B`. */
int lexicon_agents(lexicon *x, str text, casus_error *err);
/* Verbs: blocks `--- NAME [CODE]`, verbs, patterns `- WORDS * WORDS [CODE]`, synsets `&NAME`. */
int lexicon_verbs(lexicon *x, str text, casus_error *err);
void lexicon_free(lexicon *x);

/* ---- geonames.c ---- */

typedef struct geoname_pair {
    uint64_t key;
    const char *value;
} geoname_pair;

typedef struct geonames { /* zero, but for the first three; free with geonames_free */
    const char *file; /* for messages */
    void (*complain)(void *user, const char *file, int line, const char *text);
    void *user;
    arena memory;
    geoname_pair *countries, *regions; /* by key: two-letter codes to ours, "US.OH" to names */
    uint32_t n_countries, n_regions;
    buffer places;    /* lines of places/ */
    uint32_t taken, refused;
} geonames;

/* One file of GeoNames: countryInfo.txt first, then admin1CodesASCII.txt, then tables of places (cities15000.txt ...), told apart by their
 * columns. 0, or CASUS_ENOMEM. */
int geonames_read(geonames *g, str text, casus_error *err);
void geonames_free(geonames *g);

/* ---- code.c ---- */

/* PLOVER's sector of a three-letter CAMEO agent code; NULL: it has none. */
const char *lexicon_sector(const char *agent);
/* "USAGOVMIL" to "USA GOV MIL" as a knowledge line has it; remark is set where something was left out. False: no code at all. */
bool lexicon_code(str code, char out[32], bool *remark);
/* The name as news writes it: "BARACK_OBAMA_" to "Barack Obama". */
void lexicon_name(str words, char *out, size_t room);
/* Without what stands behind '#' or ';', and without blanks at its ends; *indented: it began with a blank. */
str lexicon_line(str line, bool *indented);

#endif
