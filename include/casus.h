/* casus.h - turn news text into coded political events.
 *
 *     casus_error err;
 *     casus      *c = casus_open("/usr/share/casus", NULL, &err);
 *     casus_doc  *d = casus_doc_new();
 *     casus_article a = {.text = "Police in Nairobi arrested 12 students.", .date = 20240312};
 *
 *     if (casus_analyze(c, d, &a, &err) == 0)
 *         casus_write(c, d, "jsonl", sink, user, &err);
 *
 *     casus_doc_free(d);
 *     casus_close(c);
 *
 * OWNERSHIP   You free what has a _free or _close; nothing else. Every pointer inside a casus_doc
 *             belongs to that document and lives until the next casus_analyze or casus_doc_free.
 * THREADS     A casus is read-only once open: share it. A casus_doc serves one thread at a time:
 *             keep one per thread and reuse it, so that a long run allocates almost nothing.
 * ERRORS      Functions that can fail return 0 or a negative casus_code, or NULL, and describe the
 *             failure in *err (err may be NULL). No text is ever an error: any bytes can be
 *             analysed, and what was not coded is told in each sentence's verdict and the notes.
 * OFFSETS     Byte offsets into casus_doc.text, which is UTF-8; written records give code points. */
#ifndef CASUS_H
#define CASUS_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define CASUS_API __attribute__((visibility("default")))
#else
#define CASUS_API
#endif

/* ---- Errors ------------------------------------------------------------------------------- */

typedef enum casus_code {
    CASUS_OK = 0,
    CASUS_ENOMEM = -1,  /* out of memory, or the document is over options.max_bytes */
    CASUS_EFILE = -2,   /* a file is missing, unreadable or unwritable */
    CASUS_EFORMAT = -3, /* a model, knowledge file or document is not what it claims to be */
    CASUS_EUSAGE = -4   /* an argument that has no meaning: an unknown format name */
} casus_code;

typedef struct casus_error {
    casus_code code;
    int line;          /* line in a file, from 1; 0 where there is none */
    char message[400]; /* one line, no full stop: "verbs.txt:31: no such event type 'FIHGT'" */
} casus_error;

/* ---- The document: everything found in one article, in the order it was found -------------- */

typedef uint32_t casus_sym; /* an interned name (a lemma, a code); 0 is "none", the empty string */
typedef uint32_t casus_ref; /* an index into one of the document's arrays */
#define CASUS_NONE UINT32_MAX

typedef struct casus_span {
    uint32_t begin, end; /* [begin, end) in bytes; empty when begin == end */
} casus_span;

/* Universal Dependencies v2: universaldependencies.org/u/pos and /en/dep. */
typedef enum casus_upos {
    CASUS_X, CASUS_ADJ, CASUS_ADP, CASUS_ADV, CASUS_AUX, CASUS_CCONJ, CASUS_DET, CASUS_INTJ,
    CASUS_NOUN, CASUS_NUM, CASUS_PART, CASUS_PRON, CASUS_PROPN, CASUS_PUNCT, CASUS_SCONJ,
    CASUS_SYM, CASUS_VERB, CASUS_N_UPOS
} casus_upos;

typedef enum casus_dep {
    CASUS_DEP, CASUS_ROOT, CASUS_ACL, CASUS_ACL_RELCL, CASUS_ADVCL, CASUS_ADVCL_RELCL,
    CASUS_ADVMOD, CASUS_AMOD, CASUS_APPOS, CASUS_AUXREL, CASUS_AUX_PASS, CASUS_CASE, CASUS_CC,
    CASUS_CC_PRECONJ, CASUS_CCOMP, CASUS_COMPOUND, CASUS_COMPOUND_PRT, CASUS_CONJ, CASUS_COP,
    CASUS_CSUBJ, CASUS_CSUBJ_PASS, CASUS_CSUBJ_OUTER, CASUS_DETREL, CASUS_DET_PREDET,
    CASUS_DISCOURSE, CASUS_DISLOCATED, CASUS_EXPL, CASUS_FIXED, CASUS_FLAT, CASUS_GOESWITH,
    CASUS_IOBJ, CASUS_LIST, CASUS_MARK, CASUS_NMOD, CASUS_NMOD_DESC, CASUS_NMOD_POSS,
    CASUS_NMOD_UNMARKED, CASUS_NSUBJ, CASUS_NSUBJ_PASS, CASUS_NSUBJ_OUTER, CASUS_NUMMOD,
    CASUS_OBJ, CASUS_OBL, CASUS_OBL_AGENT, CASUS_OBL_UNMARKED, CASUS_ORPHAN, CASUS_PARATAXIS,
    CASUS_PUNCTREL, CASUS_REPARANDUM, CASUS_VOCATIVE, CASUS_XCOMP, CASUS_N_DEPS
} casus_dep;

enum { /* casus_token.morph: what a clause's status needs; the full feature string is feats */
    CASUS_PAST = 1 << 0,  CASUS_PRES = 1 << 1,  CASUS_FIN = 1 << 2,   CASUS_INF = 1 << 3,
    CASUS_PART_F = 1 << 4, CASUS_GER = 1 << 5,  CASUS_IMP = 1 << 6,   CASUS_PASS = 1 << 7,
    CASUS_PLUR = 1 << 8,  CASUS_SING = 1 << 9,  CASUS_P1 = 1 << 10,   CASUS_P2 = 1 << 11,
    CASUS_P3 = 1 << 12,   CASUS_NEG = 1 << 13,  CASUS_MASC = 1 << 14, CASUS_FEM = 1 << 15
};

enum { /* casus_token.flags */
    CASUS_T_SPACE = 1 << 0,  /* white space stood before it */
    CASUS_T_QUOTED = 1 << 1, /* inside a quotation, marks excluded */
    CASUS_T_TITLE = 1 << 2,  /* starts with a capital */
    CASUS_T_UPPER = 1 << 3,  /* all its letters (two or more) are capitals */
    CASUS_T_DIGIT = 1 << 4,  /* holds a digit */
    CASUS_T_WORD = 1 << 5,   /* holds a letter */
    CASUS_T_SMALL = 1 << 6,  /* no name, in a headline all of capitals */
    CASUS_T_KNOWN = 1 << 7   /* a name the knowledge has, or the word of it that stands for all */
};

enum { CASUS_O, CASUS_PER, CASUS_ORG, CASUS_LOC }; /* casus_token.name: kind, B- in bit 4 */

typedef struct casus_token {
    casus_span at;
    casus_sym norm;  /* folded form: lower case, no accents, no stops: "u.s." is "us" */
    casus_sym lemma; /* lower case except for proper nouns */
    casus_sym feats; /* UD features, "Number=Plur|..." */
    uint16_t morph;
    uint8_t upos, label, name, flags;
    casus_ref head; /* index into tokens; the token itself for the root */
} casus_token;

typedef enum casus_verdict { /* what became of a sentence: casus_verdict_name, docs/verdicts.md */
    CASUS_V_CODED, CASUS_V_NO_EVENT_WORD, CASUS_V_NO_ACTOR, CASUS_V_BOILERPLATE,
    CASUS_V_HEADLINE_REPEAT, CASUS_V_NOT_POLITICAL, CASUS_V_NEGATED, CASUS_V_BACKGROUND,
    CASUS_V_STATEMENT_ONLY, CASUS_V_NO_PATTERN, CASUS_V_NOT_ENGLISH, CASUS_N_VERDICTS
} casus_verdict;

typedef struct casus_sentence {
    casus_span at;
    casus_ref first; /* its tokens: [first, first + count) */
    uint32_t count;
    uint32_t paragraph; /* number of its paragraph, from 0 */
    uint8_t verdict;    /* casus_verdict */
    uint8_t headline;   /* 1: the headline or a subheading */
    uint8_t dateline;   /* so many tokens before the story: "GENEVA, Jan 10 (Reuters) -" */
} casus_sentence;

/* Somebody who can act. One for each noun phrase that names one, pronouns included. */
typedef struct casus_actor {
    casus_span at;      /* head noun phrase, short: "Russian troops", "Mr Putin", "It" */
    casus_ref sentence, head, first, last; /* head token, first and last token */
    casus_sym country;  /* ISO 3166 alpha-3 or IGO UNO EUR NGO ISM IMG MNC; 0 unknown */
    casus_sym sector, sector2;
    casus_sym name;     /* canonical name when known */
    casus_sym role;     /* the role noun's own name, "foreign minister" */
    casus_sym rule;     /* "actors/people/europe.txt:12" */
    casus_ref chain;    /* the first actor mention of the same entity in the document */
    uint8_t kind;       /* casus_actor_kind */
    uint8_t plural;
    uint8_t gender;     /* 'h' he, 's' she, 'i' it, 't' they, 0 unknown */
} casus_actor;

typedef enum casus_actor_kind {
    CASUS_A_PERSON = 1, CASUS_A_STATE, CASUS_A_BODY, CASUS_A_GROUP, CASUS_A_PRONOUN,
    CASUS_A_NARRATOR /* "we", "I" outside quotations: the document's source */
} casus_actor_kind;

typedef enum casus_precision { CASUS_P_NONE, CASUS_P_PLACE, CASUS_P_ADMIN1, CASUS_P_COUNTRY } casus_precision;

typedef struct casus_place {
    casus_span at;
    casus_ref sentence, head, first, last;
    casus_sym name, country, admin1, rule;
    casus_sym relation; /* "near", "close to": the place is not the point itself; 0 in/at */
    double lat, lon;    /* degrees; only where has_point or has_centre */
    uint8_t has_point, precision;
    uint8_t has_centre; /* a country by its name: the point is only the one that maps write the name at */
} casus_place;

typedef enum casus_time_type { CASUS_DATE = 1, CASUS_TIME, CASUS_DURATION, CASUS_SET } casus_time_type;

typedef struct casus_time {
    casus_span at;
    casus_ref sentence, head, first, last;
    int32_t from, until; /* yyyymmdd, both included; 0 unknown */
    casus_sym value;     /* TIMEX3: "2022-01-11", "P6M", "2021-12" */
    uint8_t type;        /* casus_time_type */
    uint8_t precision;   /* 'd' day, 'm' month, 'y' year, 0 none */
    casus_ref dates;     /* the token (verb or event noun) it dates, or CASUS_NONE */
} casus_time;

typedef struct casus_number {
    casus_span at; /* the number phrase: "an estimated 100,000" */
    casus_ref sentence, head, first, last;
    int64_t low, high;
    uint8_t approx;
    casus_ref counts; /* the noun it counts, or CASUS_NONE */
} casus_number;

typedef enum casus_status {
    CASUS_ACTUAL, CASUS_FUTURE, CASUS_HYPOTHETICAL, CASUS_NEGATED, CASUS_HISTORICAL, CASUS_N_STATUS
} casus_status;

#define CASUS_MAX_PARTIES 8 /* actors or recipients of one event kept; more are noted, never silent */
#define CASUS_MAX_MODES 3
#define CASUS_MAX_CONTEXTS 6

typedef struct casus_event {
    casus_sym type; /* "THREATEN" */
    casus_sym mode[CASUS_MAX_MODES], context[CASUS_MAX_CONTEXTS];
    casus_ref actor[CASUS_MAX_PARTIES], recipient[CASUS_MAX_PARTIES]; /* into actors */
    uint8_t n_modes, n_contexts, n_actors, n_recipients;
    uint8_t status, quad; /* casus_status; 1..4 */
    uint8_t precision;    /* of the date: 'd' 'm' 'y' or 0 */
    int32_t date;         /* yyyymmdd of the first day; 0 unknown */
    double scale, goldstein;
    casus_sym cameo;
    casus_ref sentence, head; /* head: token of the predicate */
    casus_ref place, time;    /* into places, times, or CASUS_NONE */
    casus_ref speaker;        /* into actors: who says it happened, or CASUS_NONE */
    casus_span text;          /* the words that carry it, "event_text" */
    casus_span content;       /* what is demanded, refused, threatened, said of it; empty when nothing is */
    casus_sym rule;           /* the knowledge line: "verbs/request.txt:12" */
    uint16_t certainty;       /* 0..1000 */
} casus_event;

typedef enum casus_statement_kind {
    CASUS_DEMAND, CASUS_REFUSAL, CASUS_RED_LINE, CASUS_THREAT, CASUS_PROMISE, CASUS_DENIAL,
    CASUS_ACCUSATION, CASUS_CLAIM, CASUS_N_STATEMENTS
} casus_statement_kind;

typedef enum casus_stance { /* on what the words are about */
    CASUS_NO_STANCE, CASUS_FOR, CASUS_AGAINST, CASUS_CONDITIONAL
} casus_stance;

typedef struct casus_statement {
    uint8_t kind, quoted;
    uint8_t stance, firmness;    /* casus_stance; 1 soft ("hopes"), 2 plain, 3 firm ("must", "never") */
    casus_ref sentence, speaker; /* speaker: into actors */
    casus_ref reported_by;       /* into actors: who passes the words on, or CASUS_NONE */
    casus_ref addressee[CASUS_MAX_PARTIES];
    uint8_t n_addressees;
    casus_span content, condition; /* condition empty when there is none */
    int32_t date;
    uint8_t precision;
    casus_sym issue, rule;
} casus_statement;

typedef struct casus_figure {
    casus_sym what; /* "troops", "casualties-killed" ... INTERFACE names */
    casus_ref sentence, number, owner, claimant, place; /* into numbers, actors, actors, places */
    casus_sym activity; /* "exercise", "deployed", "killed" ... 0 unknown */
    int64_t low, high;
    uint8_t approx;
    casus_span at; /* number and counted noun: "about 3,000 Russian troops" */
    casus_ref event; /* the event it measures, or CASUS_NONE */
} casus_figure;

typedef enum casus_meeting_status { CASUS_HELD, CASUS_SCHEDULED, CASUS_CANCELLED, CASUS_PROPOSED } casus_meeting_status;

typedef struct casus_meeting {
    casus_ref party[CASUS_MAX_PARTIES];
    uint8_t n_parties, status, precision;
    casus_ref sentence, place;
    casus_span forum, at; /* forum: its name as written, or empty */
    int32_t date;
} casus_meeting;

enum { CASUS_DENIED = 1, CASUS_POSSIBLE }; /* casus_attribution.unsaid */

typedef struct casus_attribution { /* whose words: PolNeAR's source, cue, content */
    casus_ref sentence, speaker;   /* speaker: into actors, or CASUS_NONE */
    casus_span source, cue;        /* as written; empty when there is none */
    casus_span content;
    casus_ref first, last;         /* tokens of the content */
    casus_ref cue_head;            /* token of the reporting verb, or CASUS_NONE */
    casus_sym kind;                /* of speech.txt: "say", "claim", "demand" ... */
    uint8_t quoted;                /* 0 indirect, 1 direct or mixed */
    uint8_t phrase;                /* 1: the content is no clause but the cue's object ("welcomed the deal") */
    uint8_t unsaid;                /* CASUS_DENIED "did not say", CASUS_POSSIBLE "could say", "if he says"; else 0 */
    uint8_t n_addressees;
    casus_ref addressee[4];        /* into actors: "told TURKEY that" */
    casus_ref source_head;         /* token of the speaker's phrase, or CASUS_NONE */
    casus_ref of;                  /* the attribution whose words go on here; itself where it begins */
} casus_attribution;

typedef struct casus_act { /* did it happen: any verb, whether or not it is an event (options.acts) */
    casus_ref sentence, token;
    uint8_t status; /* casus_status */
} casus_act;

typedef struct casus_note { /* one decision, in plain words: why coded, or why not */
    casus_ref sentence;
    casus_span at;
    const char *stage;  /* "text" "syntax" "mention" "event" "ledger" */
    const char *reason; /* "verb 'beat' is a sports sense here: object is 'Arsenal'" */
} casus_note;

typedef struct casus_doc { /* read it freely, never write to it */
    const char *text, *id, *title, *url, *source;
    uint32_t n_text;
    int32_t date; /* publication day, yyyymmdd; 0 unknown */
    uint32_t n_sentences, n_tokens, n_actors, n_places, n_times, n_numbers, n_attributions,
        n_events, n_statements, n_figures, n_meetings, n_acts, n_notes;
    casus_sentence *sentences;
    casus_token *tokens;
    casus_actor *actors;
    casus_place *places;
    casus_time *times;
    casus_number *numbers;
    casus_attribution *attributions;
    casus_event *events;
    casus_statement *statements;
    casus_figure *figures;
    casus_meeting *meetings;
    casus_act *acts;
    casus_note *notes;
} casus_doc;

typedef int casus_sink(void *user, const char *bytes, size_t n); /* takes output; 0 to go on */

/* ---- Analysing ---------------------------------------------------------------------------- */

typedef struct casus casus; /* knowledge and models, loaded and frozen */

typedef struct casus_options { /* all zero is the default */
    size_t max_bytes;          /* longest article accepted; 0: 16 MiB */
    int notes;                 /* 1: keep notes, for --why (slower) */
    int acts;                  /* 1: tell of every verb whether it happened */
    int parse_all;             /* 1: parse sentences that cannot hold an event too */
    int plain_syntax;          /* 1: every token for itself; 0: known names are one word to the parser */
    int syntax_only;           /* 1: stop after the trees, with no mentions, events or positions */
    const char *layer;         /* a folder of knowledge files (actors/, verbs/ ...) laid over dir/knowledge: a file of the
                                  same name takes the other's place. NULL: none */
    const char *models;        /* the folder that holds models/, where that is not dir. NULL: dir */
} casus_options;

typedef struct casus_article {
    const char *text; /* UTF-8; bad bytes are read as U+FFFD */
    size_t n_text;    /* 0: text ends at its first NUL */
    const char *id, *title, *url, *source; /* may be NULL; title is also the first sentence's
                                              headline when the text repeats it */
    int32_t date; /* publication day, yyyymmdd; 0: unknown, and relative days stay open */
    const char *const *sentences; /* not NULL: the split is given and text is ignored */
    size_t n_sentences;
} casus_article;

CASUS_API const char *casus_version(void);

/* Load the models and knowledge files under dir (which holds knowledge/ and models/). Free with
 * casus_close. */
CASUS_API casus *casus_open(const char *dir, const casus_options *options, casus_error *err);
CASUS_API void casus_close(casus *c);

/* Read every knowledge file under dir, and of the layer (NULL: none), and report all that is wrong, one line each.
 * Returns how many lines were written, or a negative code. */
CASUS_API int casus_check(const char *dir, const char *layer, casus_sink *sink, void *user, casus_error *err);

CASUS_API casus_doc *casus_doc_new(void);
CASUS_API void casus_doc_free(casus_doc *doc);

/* Read one article into doc, forgetting what doc held. The article's strings are copied. */
CASUS_API int casus_analyze(const casus *c, casus_doc *doc, const casus_article *article,
                            casus_error *err);

typedef struct casus_relation { /* what one party does to another */
    casus_sym type;              /* "THREATEN": always one of the 16 */
    casus_sym mode;              /* 0 none */
    casus_sym rule;              /* 0: no pattern joined the two, the words of the sentence voted for the type */
    uint16_t certainty;          /* 0..1000 */
} casus_relation;

/* Which category holds from actor to recipient, two byte spans of doc->text, after casus_analyze of one
 * sentence (article.sentences). A side that is not named is an empty span. */
CASUS_API int casus_relate(const casus *c, casus_doc *doc, casus_span actor, casus_span recipient,
                           casus_relation *out, casus_error *err);

/* The name of a symbol, never NULL. Lives as long as c, or as doc where doc made the symbol. */
CASUS_API const char *casus_name(const casus *c, const casus_doc *doc, casus_sym sym);

/* The closed lists' names, as records write them: "coded", "actual", "demand", "held". */
CASUS_API const char *casus_verdict_name(unsigned verdict);
CASUS_API const char *casus_status_name(unsigned status);
CASUS_API const char *casus_statement_name(unsigned kind);
CASUS_API const char *casus_meeting_name(unsigned status);
CASUS_API const char *casus_upos_name(unsigned upos);
CASUS_API const char *casus_dep_name(unsigned label);

/* ---- Writing ------------------------------------------------------------------------------ */

/* The names casus_write knows, ending in NULL: "jsonl", "read", "csv", "conllu", "table" ... */
CASUS_API const char *const *casus_formats(void);

CASUS_API int casus_write(const casus *c, const casus_doc *doc, const char *format,
                          casus_sink *sink, void *user, casus_error *err);

#ifdef __cplusplus
}
#endif
#endif
