/* The room's own vocabulary: the closed word lists of English that numbers, times and noun phrases
 * are made of. What the world is made of (names, offices, places) stands in knowledge/.
 *
 * A word may belong to several lists: "second" is an ordinal and a unit, "last" a step back. Words
 * are interned once a document in an open-addressed table; a finder asks word_at and tests bits. */
#include "measure/measure.h"

enum { WORD_ROOM = 2048 };

static const word vocabulary[] = {
    /* cardinals and scales */
    {"zero", W_CARDINAL, 0, 0}, {"one", W_CARDINAL, 1, 0}, {"two", W_CARDINAL, 2, 0}, {"three", W_CARDINAL, 3, 0},
    {"four", W_CARDINAL, 4, 0}, {"five", W_CARDINAL, 5, 0}, {"six", W_CARDINAL, 6, 0}, {"seven", W_CARDINAL, 7, 0},
    {"eight", W_CARDINAL, 8, 0}, {"nine", W_CARDINAL, 9, 0}, {"ten", W_CARDINAL, 10, 0}, {"eleven", W_CARDINAL, 11, 0},
    {"twelve", W_CARDINAL, 12, 0}, {"thirteen", W_CARDINAL, 13, 0}, {"fourteen", W_CARDINAL, 14, 0},
    {"fifteen", W_CARDINAL, 15, 0}, {"sixteen", W_CARDINAL, 16, 0}, {"seventeen", W_CARDINAL, 17, 0},
    {"eighteen", W_CARDINAL, 18, 0}, {"nineteen", W_CARDINAL, 19, 0}, {"twenty", W_CARDINAL, 20, 0},
    {"thirty", W_CARDINAL, 30, 0}, {"forty", W_CARDINAL, 40, 0}, {"fifty", W_CARDINAL, 50, 0}, {"sixty", W_CARDINAL, 60, 0},
    {"seventy", W_CARDINAL, 70, 0}, {"eighty", W_CARDINAL, 80, 0}, {"ninety", W_CARDINAL, 90, 0},
    {"hundred", W_SCALE, 100, 0}, {"thousand", W_SCALE, 1000, 0}, {"million", W_SCALE, 1000000, 0},
    {"billion", W_SCALE, 1000000000, 0}, {"dozen", W_SCALE, 12, 0}, {"lakh", W_SCALE, 100000, 0}, {"crore", W_SCALE, 10000000, 0},
    {"trillion", W_SCALE, 1000000000000, 0},
    {"mn", W_SCALE, 1000000, 0}, {"bn", W_SCALE, 1000000000, 0},
    {"dozens", W_VAGUE, 12, 0}, {"scores", W_VAGUE, 20, 0}, {"tens", W_VAGUE, 10, 0}, {"hundreds", W_VAGUE, 100, 0},
    {"thousands", W_VAGUE, 1000, 0}, {"millions", W_VAGUE, 1000000, 0}, {"billions", W_VAGUE, 1000000000, 0},
    {"couple", W_FEW, 2, 0}, {"few", W_FEW, 0, 0}, {"several", W_FEW, 0, 0}, {"many", W_FEW, 0, 0}, {"some", W_ABOUT | W_FEW, 0, 0},
    /* ordinals */
    {"first", W_ORDINAL, 1, 0}, {"second", W_ORDINAL | W_UNIT, 2, 'S'}, {"third", W_ORDINAL, 3, 0}, {"fourth", W_ORDINAL, 4, 0},
    {"fifth", W_ORDINAL, 5, 0}, {"sixth", W_ORDINAL, 6, 0}, {"seventh", W_ORDINAL, 7, 0}, {"eighth", W_ORDINAL, 8, 0},
    {"ninth", W_ORDINAL, 9, 0}, {"tenth", W_ORDINAL, 10, 0}, {"eleventh", W_ORDINAL, 11, 0}, {"twelfth", W_ORDINAL, 12, 0},
    {"thirteenth", W_ORDINAL, 13, 0}, {"fourteenth", W_ORDINAL, 14, 0}, {"fifteenth", W_ORDINAL, 15, 0},
    {"sixteenth", W_ORDINAL, 16, 0}, {"seventeenth", W_ORDINAL, 17, 0}, {"eighteenth", W_ORDINAL, 18, 0},
    {"nineteenth", W_ORDINAL, 19, 0}, {"twentieth", W_ORDINAL, 20, 0}, {"thirtieth", W_ORDINAL, 30, 0},
    /* figures that are not exact */
    {"about", W_ABOUT, 0, 0}, {"around", W_ABOUT | W_RELATE, 0, 0}, {"nearly", W_ABOUT, 0, 0}, {"almost", W_ABOUT, 0, 0},
    {"roughly", W_ABOUT, 0, 0}, {"approximately", W_ABOUT, 0, 0}, {"estimated", W_ABOUT, 0, 0}, {"circa", W_ABOUT, 0, 0},
    {"over", W_ABOUT, 0, 0}, {"under", W_ABOUT, 0, 0}, {"perhaps", W_ABOUT, 0, 0}, {"possibly", W_ABOUT, 0, 0},
    {"reported", W_ABOUT, 0, 0}, {"reportedly", W_ABOUT, 0, 0}, {"probably", W_ABOUT, 0, 0},
    /* the calendar */
    {"january", W_MONTH, 1, 0}, {"february", W_MONTH, 2, 0}, {"march", W_MONTH, 3, 0}, {"april", W_MONTH, 4, 0},
    {"may", W_MONTH, 5, 0}, {"june", W_MONTH, 6, 0}, {"july", W_MONTH, 7, 0}, {"august", W_MONTH, 8, 0},
    {"september", W_MONTH, 9, 0}, {"october", W_MONTH, 10, 0}, {"november", W_MONTH, 11, 0}, {"december", W_MONTH, 12, 0},
    {"jan", W_MONTH, 1, 0}, {"feb", W_MONTH, 2, 0}, {"mar", W_MONTH, 3, 0}, {"apr", W_MONTH, 4, 0}, {"jun", W_MONTH, 6, 0},
    {"jul", W_MONTH, 7, 0}, {"aug", W_MONTH, 8, 0}, {"sep", W_MONTH, 9, 0}, {"sept", W_MONTH, 9, 0}, {"oct", W_MONTH, 10, 0},
    {"nov", W_MONTH, 11, 0}, {"dec", W_MONTH, 12, 0},
    {"monday", W_WEEKDAY, 0, 0}, {"tuesday", W_WEEKDAY, 1, 0}, {"wednesday", W_WEEKDAY, 2, 0}, {"thursday", W_WEEKDAY, 3, 0},
    {"friday", W_WEEKDAY, 4, 0}, {"saturday", W_WEEKDAY, 5, 0}, {"sunday", W_WEEKDAY, 6, 0}, {"mondays", W_WEEKDAY | W_SETS, 0, 0},
    {"tuesdays", W_WEEKDAY | W_SETS, 1, 0}, {"wednesdays", W_WEEKDAY | W_SETS, 2, 0}, {"thursdays", W_WEEKDAY | W_SETS, 3, 0},
    {"fridays", W_WEEKDAY | W_SETS, 4, 0}, {"saturdays", W_WEEKDAY | W_SETS, 5, 0}, {"sundays", W_WEEKDAY | W_SETS, 6, 0},
    {"mon", W_WEEKDAY, 0, 0}, {"tue", W_WEEKDAY, 1, 0}, {"tues", W_WEEKDAY, 1, 0}, {"wed", W_WEEKDAY, 2, 0},
    {"thu", W_WEEKDAY, 3, 0}, {"thur", W_WEEKDAY, 3, 0}, {"thurs", W_WEEKDAY, 3, 0}, {"fri", W_WEEKDAY, 4, 0}, {"sat", W_WEEKDAY, 5, 0}, {"sun", W_WEEKDAY, 6, 0},
    {"spring", W_SEASON, 1, 0}, {"summer", W_SEASON, 2, 0}, {"autumn", W_SEASON, 3, 0}, {"fall", W_SEASON, 3, 0},
    {"winter", W_SEASON, 4, 0},
    {"morning", W_PART, 1, 0}, {"afternoon", W_PART, 2, 0}, {"evening", W_PART, 3, 0}, {"night", W_PART, 4, 0},
    {"noon", W_PART, 5, 0}, {"midday", W_PART, 5, 0}, {"midnight", W_PART, 6, 0}, {"dawn", W_PART, 1, 0}, {"dusk", W_PART, 3, 0},
    {"daybreak", W_PART, 1, 0}, {"nightfall", W_PART, 3, 0}, {"lunchtime", W_PART, 5, 0}, {"overnight", W_PART, 4, 0},
    {"tonight", W_DAY | W_PART, 0, 4}, {"nights", W_UNITS, 0, 'N'},
    {"minute", W_UNIT, 0, 'I'}, {"hour", W_UNIT, 0, 'H'}, {"day", W_UNIT, 0, 'D'}, {"week", W_UNIT, 0, 'W'},
    {"fortnight", W_UNIT, 0, 'F'}, {"weekend", W_UNIT, 0, 'K'}, {"month", W_UNIT, 0, 'M'}, {"quarter", W_UNIT, 0, 'Q'},
    {"year", W_UNIT, 0, 'Y'}, {"decade", W_UNIT, 0, 'E'}, {"century", W_UNIT, 0, 'C'}, {"millennium", W_UNIT, 0, 'G'},
    {"seconds", W_UNITS, 0, 'S'}, {"minutes", W_UNITS, 0, 'I'}, {"mins", W_UNITS, 0, 'I'}, {"hours", W_UNITS, 0, 'H'}, {"hrs", W_UNITS, 0, 'H'}, {"hr", W_UNIT, 0, 'H'}, {"min", W_UNIT, 0, 'I'}, {"sec", W_UNIT, 0, 'S'},
    {"days", W_UNITS, 0, 'D'}, {"weeks", W_UNITS, 0, 'W'}, {"weekends", W_UNITS, 0, 'K'}, {"months", W_UNITS, 0, 'M'},
    {"quarters", W_UNITS, 0, 'Q'}, {"years", W_UNITS, 0, 'Y'}, {"decades", W_UNITS, 0, 'E'}, {"centuries", W_UNITS, 0, 'C'},
    {"twenties", W_DECADE, 20, 0}, {"thirties", W_DECADE, 30, 0}, {"forties", W_DECADE, 40, 0}, {"fifties", W_DECADE, 50, 0},
    {"sixties", W_DECADE, 60, 0}, {"seventies", W_DECADE, 70, 0}, {"eighties", W_DECADE, 80, 0}, {"nineties", W_DECADE, 90, 0},
    {"last", W_LAST, -1, 0}, {"past", W_LAST, -1, 0}, {"previous", W_LAST, -1, 0}, {"preceding", W_LAST, -1, 0}, {"prior", W_LAST, -1, 0},
    {"this", W_LAST, 0, 0}, {"current", W_LAST, 0, 0}, {"same", W_LAST, 0, 0}, {"that", W_LAST, 0, 0}, {"next", W_LAST, 1, 0},
    {"coming", W_LAST, 1, 0}, {"following", W_LAST, 1, 0}, {"upcoming", W_LAST | W_FUTURE, 1, 0}, {"ensuing", W_LAST, 1, 0},
    {"yesterday", W_DAY, -1, 0}, {"today", W_DAY, 0, 0}, {"tomorrow", W_DAY, 1, 0},
    {"early", W_EDGE, 1, 0}, {"mid", W_EDGE, 2, 0}, {"late", W_EDGE, 3, 0}, {"earlier", W_EDGE | W_FAR, -1, 0}, {"later", W_EDGE | W_FAR, 1, 0},
    {"beginning", W_EDGE, 1, 0}, {"start", W_EDGE, 1, 0}, {"middle", W_EDGE, 2, 0}, {"end", W_EDGE, 3, 0}, {"rest", W_EDGE, 3, 0},
    {"ago", W_FAR, -1, 0}, {"hence", W_FAR, 1, 0}, {"afterwards", W_FAR, 1, 0}, {"afterward", W_FAR, 1, 0}, {"beforehand", W_FAR, -1, 0},
    {"hourly", W_SETS, 1, 'H'}, {"daily", W_SETS, 1, 'D'}, {"nightly", W_SETS, 1, 'D'}, {"weekly", W_SETS, 1, 'W'},
    {"fortnightly", W_SETS, 2, 'W'}, {"monthly", W_SETS, 1, 'M'}, {"quarterly", W_SETS, 3, 'M'}, {"annual", W_SETS, 1, 'Y'},
    {"annually", W_SETS, 1, 'Y'}, {"yearly", W_SETS, 1, 'Y'}, {"biennial", W_SETS, 2, 'Y'},
    {"every", W_EVERY, 0, 0}, {"each", W_EVERY, 0, 0},
    {"now", W_REF, 0, 0}, {"currently", W_REF, 0, 0}, {"nowadays", W_REF, 0, 0}, {"recently", W_REF, -1, 0}, {"presently", W_REF, 0, 0},
    {"formerly", W_REF, -1, 0},
    {"scheduled", W_FUTURE, 1, 0}, {"planned", W_FUTURE, 1, 0}, {"due", W_FUTURE, 1, 0}, {"slated", W_FUTURE, 1, 0}, {"set", W_FUTURE, 1, 0},
    {"will", W_FUTURE, 1, 0}, {"shall", W_FUTURE, 1, 0}, {"'ll", W_FUTURE, 1, 0}, {"wo", W_FUTURE, 1, 0}, {"expected", W_FUTURE, 1, 0},
    {"would", W_FUTURE, 1, 0}, {"going", W_FUTURE, 1, 0},
    /* what a number before or after it counts: nobody */
    {"dollar", W_MONEY, 0, 0}, {"dollars", W_MONEY, 0, 0}, {"euro", W_MONEY, 0, 0}, {"euros", W_MONEY, 0, 0}, {"pounds", W_MONEY, 0, 0},
    {"yen", W_MONEY, 0, 0}, {"rupees", W_MONEY, 0, 0}, {"roubles", W_MONEY, 0, 0}, {"rubles", W_MONEY, 0, 0}, {"yuan", W_MONEY, 0, 0},
    {"pesos", W_MONEY, 0, 0}, {"francs", W_MONEY, 0, 0}, {"marks", W_MONEY, 0, 0}, {"cents", W_MONEY, 0, 0}, {"lire", W_MONEY, 0, 0},
    {"lira", W_MONEY, 0, 0}, {"dinars", W_MONEY, 0, 0}, {"rials", W_MONEY, 0, 0}, {"shekels", W_MONEY, 0, 0}, {"won", W_MONEY, 0, 0},
    {"dlrs", W_MONEY, 0, 0}, {"stg", W_MONEY, 0, 0}, {"usd", W_MONEY, 0, 0}, {"eur", W_MONEY, 0, 0}, {"mln", W_SCALE, 1000000, 0},
    {"percent", W_MEASURE, 0, 0}, {"per", W_MEASURE, 0, 0}, {"pct", W_MEASURE, 0, 0}, {"%", W_MEASURE, 0, 0}, {"percentage", W_MEASURE, 0, 0},
    {"km", W_MEASURE, 0, 0}, {"kilometre", W_MEASURE, 0, 0}, {"kilometres", W_MEASURE, 0, 0}, {"kilometer", W_MEASURE, 0, 0},
    {"kilometers", W_MEASURE, 0, 0}, {"mile", W_MEASURE, 0, 0}, {"miles", W_MEASURE, 0, 0}, {"metres", W_MEASURE, 0, 0},
    {"meters", W_MEASURE, 0, 0}, {"metre", W_MEASURE, 0, 0}, {"meter", W_MEASURE, 0, 0}, {"feet", W_MEASURE, 0, 0}, {"foot", W_MEASURE, 0, 0}, {"inches", W_MEASURE, 0, 0},
    {"hectares", W_MEASURE, 0, 0}, {"acres", W_MEASURE, 0, 0}, {"degrees", W_MEASURE, 0, 0}, {"kg", W_MEASURE, 0, 0}, {"kilograms", W_MEASURE, 0, 0},
    {"article", W_NAMED, 0, 0}, {"chapter", W_NAMED, 0, 0}, {"resolution", W_NAMED, 0, 0}, {"section", W_NAMED, 0, 0}, {"page", W_NAMED, 0, 0},
    {"no", W_NAMED, 0, 0}, {"number", W_NAMED, 0, 0}, {"flight", W_NAMED, 0, 0}, {"highway", W_NAMED, 0, 0}, {"route", W_NAMED, 0, 0},
    {"phase", W_NAMED, 0, 0}, {"channel", W_NAMED, 0, 0}, {"room", W_NAMED, 0, 0}, {"protocol", W_NAMED, 0, 0}, {"group", W_GROUPER, 0, 0},
    /* where a place stands to the point it is told by */
    {"near", W_RELATE, 0, 0}, {"outside", W_RELATE, 0, 0}, {"off", W_RELATE, 0, 0}, {"beyond", W_RELATE, 0, 0}, {"bordering", W_RELATE, 0, 0},
    {"between", W_RELATE, 0, 0}, {"along", W_RELATE, 0, 0}, {"opposite", W_RELATE, 0, 0},
    {"north", W_COMPASS, 0, 0}, {"south", W_COMPASS, 0, 0}, {"east", W_COMPASS, 0, 0}, {"west", W_COMPASS, 0, 0},
    {"northeast", W_COMPASS, 0, 0}, {"northwest", W_COMPASS, 0, 0}, {"southeast", W_COMPASS, 0, 0}, {"southwest", W_COMPASS, 0, 0},
    {"northern", W_COMPASS, 1, 0}, {"southern", W_COMPASS, 1, 0}, {"eastern", W_COMPASS, 1, 0}, {"western", W_COMPASS, 1, 0},
    {"northeastern", W_COMPASS, 1, 0}, {"northwestern", W_COMPASS, 1, 0}, {"southeastern", W_COMPASS, 1, 0},
    {"southwestern", W_COMPASS, 1, 0}, {"central", W_COMPASS, 1, 0},
    /* people */
    {"mr", W_HONOUR, 'h', 0}, {"ms", W_HONOUR, 's', 0}, {"mrs", W_HONOUR, 's', 0}, {"miss", W_HONOUR, 's', 0}, {"dr", W_HONOUR, 0, 0},
    {"sir", W_HONOUR, 'h', 0}, {"lord", W_HONOUR, 'h', 0}, {"lady", W_HONOUR, 's', 0}, {"dame", W_HONOUR, 's', 0}, {"prof", W_HONOUR, 0, 0},
    {"professor", W_HONOUR, 0, 0}, {"baroness", W_HONOUR, 's', 0}, {"sheikh", W_HONOUR, 'h', 0}, {"madame", W_HONOUR, 's', 0}, {"monsieur", W_HONOUR, 'h', 0},
    {"former", W_FORMER, 0, 0}, {"ex", W_FORMER, 0, 0}, {"onetime", W_FORMER, 0, 0}, {"retired", W_FORMER, 0, 0}, {"ousted", W_FORMER, 0, 0},
    {"deposed", W_FORMER, 0, 0},
    {"he", W_PRONOUN, 'h', 'n'}, {"him", W_PRONOUN, 'h', 'o'}, {"his", W_PRONOUN, 'h', 'p'}, {"himself", W_PRONOUN, 'h', 'r'},
    {"she", W_PRONOUN, 's', 'n'}, {"her", W_PRONOUN, 's', 'p'}, {"hers", W_PRONOUN, 's', 'p'}, {"herself", W_PRONOUN, 's', 'r'},
    {"it", W_PRONOUN, 'i', 'n'}, {"its", W_PRONOUN, 'i', 'p'}, {"itself", W_PRONOUN, 'i', 'r'},
    {"they", W_PRONOUN, 't', 'n'}, {"them", W_PRONOUN, 't', 'o'}, {"their", W_PRONOUN, 't', 'p'}, {"theirs", W_PRONOUN, 't', 'p'},
    {"themselves", W_PRONOUN, 't', 'r'},
    {"i", W_PRONOUN, '1', 'n'}, {"me", W_PRONOUN, '1', 'o'}, {"my", W_PRONOUN, '1', 'p'}, {"myself", W_PRONOUN, '1', 'r'},
    {"we", W_PRONOUN, '1', 'n'}, {"us", W_PRONOUN, '1', 'o'}, {"our", W_PRONOUN, '1', 'p'}, {"ourselves", W_PRONOUN, '1', 'r'},
    {"members", W_GROUPER, 0, 0}, {"groups", W_GROUPER, 0, 0},
};

static const word no_word = {"", 0, 0, 0};

static word_slot *slot_of(const wording *w, casus_sym sym)
{
    uint32_t at = sym * 2654435761u >> 21; /* 11 bits: WORD_ROOM */
    while (w->words[at].sym && w->words[at].sym != sym)
        at = (at + 1) & (WORD_ROOM - 1);
    return &w->words[at];
}

void words_open(wording *w, document *d)
{
    *w = (wording){.d = d, .words = ARENA_ARRAY(&d->memory, word_slot, WORD_ROOM)};
    for (size_t i = 0; i < sizeof vocabulary / sizeof *vocabulary; i++) {
        const word *listed = &vocabulary[i];
        casus_sym sym = symtab_find(d->names, listed->text, strlen(listed->text));
        if (!sym)
            continue; /* no token of this document is this word */
        word_slot *s = slot_of(w, sym);
        if (!s->sym)
            *s = (word_slot){sym, listed};
    }
}

const word *word_of(const wording *w, casus_sym sym)
{
    const word_slot *s = slot_of(w, sym);
    return sym && s->sym ? s->word : &no_word;
}

const word *word_at(const wording *w, casus_ref i)
{
    return i >= w->first && i < w->end ? word_of(w, w->d->doc.tokens[i].norm) : &no_word;
}

bool word_is(const wording *w, casus_ref i, const char *text)
{
    return i >= w->first && i < w->end && strcmp(symtab_name(w->d->names, w->d->doc.tokens[i].norm), text) == 0;
}

str token_str(const wording *w, casus_ref i)
{
    return document_str(w->d, w->d->doc.tokens[i].at);
}

bool token_glued(const wording *w, casus_ref i)
{
    return i > w->first && i < w->end && w->d->doc.tokens[i - 1].at.end == w->d->doc.tokens[i].at.begin;
}
