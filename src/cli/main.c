/* The casus command: a table of commands. */
#include "cli/cli.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>

#define FILTERS "actor recipient event country since until status text as-of recorded run"

static const command commands[] = {
    {"code", "[FILE...]", "documents to coded events, one PLOVER object a line (a table on a terminal)", "date format input columns jobs why data knowledge color width", command_code},
    {"read", "[FILE...]", "everything read from each document, one JSON object a document", "date input columns jobs mentions parse-all data knowledge", command_read},
    {"parse", "[FILE...]", "documents, or CoNLL-U with --input conllu, to CoNLL-U", "date input columns data", command_parse},
    {"text", "[FILE...]", "pages, feeds, archives and tables to articles, one JSON object a line", "date input columns", command_text},
    {"relate", "[FILE]", "JSON Lines with marked actor and recipient: which category holds between them", "data knowledge", command_relate},
    {"explain", "EVENT-ID FILE...", "one event: its sentence with marks, its rule, and the candidates that lost", "date input columns data knowledge color width", command_explain},
    {"kb", "lint|find|diff|unknown|usage|import|compile ...", "check the knowledge files; what a phrase means; what a change does, what is missing, what is used; take in PETRARCH's and TABARI's dictionaries", "date data out knowledge input columns format sample seed min limit unused", command_kb},
    {"train", "[TEXT.jsonl...]", "treebanks, names and raw text to models/english.model", "treebank names out seed epochs data input", command_train},
    {"eval", "GOLD.conllu", "score the parser on a treebank: UPOS, UAS, LAS", "data", command_eval},
    {"ingest", "--db FILE INPUT...", "read files and folders into a store; what is there already is passed over", "db date input columns jobs shard data", command_ingest},
    {"watch", "--db FILE FEED...", "poll feeds (addresses, OPML files) and read into a store what is new", "db once every pages agent timeout allow-private jobs data", command_watch},
    {"recode", "--db FILE", "read the store's documents again, where knowledge, model or program have changed", "db date jobs data", command_recode},
    {"query", "--db FILE", "events of a store, or counts by day, month, dyad ...", "db " FILTERS " group list one-a-day undirected format width limit offset", command_query},
    {"export", "--db FILE", "a store's events as PLOVER, CSV, GDELT, ICEWS, GeoJSON, iCalendar, GraphML or GEXF; --bundle makes a folder to share",
     "db " FILTERS " one-a-day undirected reports format bundle", command_export},
    {"tension", "--db FILE", "the tension index of a pair, a country or all, with its band and parts; --why: the sentences behind its last day", "db actor recipient since until group why limit weights format width data", command_tension},
    {"alerts", "--db FILE", "rises beyond what the past year lets expect, acts not seen for long, red lines, talks called off, with evidence", "db actor recipient since until weights format width webhook allow-private data", command_alerts},
    {"backtest", "--db FILE", "how alerts would have done against what came: hits, false alarms, misses, lead time", "db actor recipient since until event days weights data", command_backtest},
    {"serve", "--db FILE", "the HTTP API and the page, on this machine: http://127.0.0.1:8080", "db host port any-port host-names token-file judgements jobs quiet data", command_serve},
    {"sql", "--db FILE STATEMENT", "read-only SQL on the store's views (docs/store.md)", "db format width", command_sql},
    {"join", "BUNDLE INPUT...", "put the articles' words back into a bundle that was shared without them", "", command_join},
    {"merge", "split ID | join ID | again", "take reports apart that were merged, or join them again", "db", command_merge},
    {"store", "runs | drop RUN | merge OTHER...", "list runs, forget an old one, put stores together", "db format width", command_store},
    {"doctor", "--db FILE", "check that a store is whole", "db", command_doctor},
};

static void usage(FILE *out)
{
    fprintf(out, "casus %s: news text in, coded political events out\n\nusage: casus COMMAND [OPTION...] [FILE...]\n\n", casus_version());
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
        fprintf(out, "  %-8s %-20s %s\n", commands[i].name, commands[i].arguments, commands[i].help);
    fputs("\ncasus COMMAND --help tells a command's options. A FILE is plain text, HTML, JSON Lines, CSV, RSS/Atom, WARC or\n"
          "PETRARCH's XML, also compressed; - or none is standard input. casus --version prints the version.\n", out);
}

int main(int argc, char **argv)
{
    signal(SIGPIPE, SIG_DFL);
    if (argc < 2 || strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "help") == 0) {
        usage(argc < 2 ? stderr : stdout);
        return argc < 2 ? EXIT_USAGE : EXIT_OK;
    }
    if (strcmp(argv[1], "--version") == 0) {
        printf("casus %s\n", casus_version());
        return EXIT_OK;
    }
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
        if (strcmp(argv[1], commands[i].name) != 0)
            continue;
        settings s = {0};
        int status = options_read(&commands[i], argc - 2, argv + 2, &s);
        if (status == EXIT_OK && s.help)
            options_help(&commands[i], stdout);
        else if (status == EXIT_OK)
            status = commands[i].run(&s);
        free(s.files);
        return status;
    }
    fprintf(stderr, "casus: unknown command '%s'; casus --help lists them\n", argv[1]);
    return EXIT_USAGE;
}
