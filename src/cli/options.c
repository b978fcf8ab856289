/* Arguments to settings: --name VALUE, --name=VALUE and -jN; everything else is a file. */
#include "cli/cli.h"

#include <stdlib.h>
#include <string.h>

static const option options[] = {
    {"date", "YYYY-MM-DD", "publication date of documents that have none"},
    {"format", "NAME", "plover, csv, gdelt, table or html"},
    {"input", "KIND", "plain, html, jsonl, csv, feed, warc, petrarch or conllu; found from the content when not given"},
    {"columns", "LIST", "names of a table's columns: text=body,date=published (also id, title, url, source)"},
    {"jobs", "N", "threads; the output is the same whatever N (also -j N)"},
    {"why", NULL, "for each event the rule and the candidates that lost; for each other sentence the reason"},
    {"mentions", NULL, "also everything found: actors, places, times, numbers, names, attributions"},
    {"parse-all", NULL, "parse what is set aside too: the page's own words and other languages; no event changes"},
    {"data", "DIR", "folder that holds knowledge/ and models/ (else $CASUS_DATA)"},
    {"knowledge", "DIR", "a folder of knowledge files (actors/, verbs/ ...) laid over the others; a file of the same name takes the other's place"},
    {"color", "WHEN", "auto, always or never"},
    {"width", "N", "columns of the table (else the terminal's)"},
    {"treebank", "DIR", "folder with ewt-train.conllu and gum-train.conllu"},
    {"names", "DIR", "folder with uner-ewt-train.iob2 and crossner-politics-train.txt"},
    {"out", "FILE", "the file (or folder) to write"},
    {"sample", "N", "so many of each to judge (10)"},
    {"min", "N", "seen at least so often (3)"},
    {"unused", NULL, "the entries that nothing in the corpus asked for"},
    {"seed", "N", "seed of the training"},
    {"epochs", "N", "passes over the training data"},
    {"db", "FILE", "the store"},
    {"actor", "CODE", "who did it: a country (RUS), a sector (MIL), both (RUSMIL) or a name; several parted by commas"},
    {"recipient", "CODE", "to whom, in the same way"},
    {"event", "NAME", "category (ASSAULT) or mode; several parted by commas"},
    {"country", "CODE", "where it happened, or a country that took part"},
    {"since", "DATE", "not before this day, month or year"},
    {"until", "DATE", "not after this day, month or year"},
    {"status", "NAME", "actual, future, hypothetical, negated, historical or any (groups count actual ones unless told otherwise)"},
    {"text", "WORDS", "only events whose sentence holds these words (SQLite's full-text syntax)"},
    {"group", "BY", "count by day, week, month, year, country, dyad, category, quad or actor"},
    {"list", "WHAT", "events, reports, figures, statements, red-lines, meetings or documents"},
    {"one-a-day", NULL, "one event a day, actors, recipients and category"},
    {"undirected", NULL, "dyads without direction"},
    {"reports", NULL, "a line for each report, not for each event"},
    {"as-of", "DATE", "as known on that day: what was published by then, as it was read then"},
    {"recorded", "DATE", "as the store stood at the end of that day"},
    {"run", "N", "as this run read it"},
    {"limit", "N", "at most so many rows"},
    {"offset", "N", "leave out so many rows first"},
    {"shard", "I/N", "only the i-th of n parts of the input, so that several machines can share it"},
    {"bundle", "DIR", "a folder with data, codebook, counts, citation and checksums, without the articles' text"},
    {"once", NULL, "ask each feed that is due, then end"},
    {"every", "MINUTES", "how long to wait between two askings of a feed (15)"},
    {"pages", NULL, "read the pages that the items lead to, not only what the feed says"},
    {"agent", "NAME", "the user agent that servers are told, \"name/version (address)\""},
    {"timeout", "SECONDS", "longest wait for one answer (30)"},
    {"allow-private", NULL, "also addresses of this machine and of private networks"},
    {"weights", "FILE", "what moves the tension index, in place of knowledge/measures/tension.txt"},
    {"webhook", "URL", "send each alert there as JSON, once; what was delivered is remembered beside the store"},
    {"days", "N", "how many days ahead an alert may be right (30)"},
    {"host", "ADDRESS", "where to listen (127.0.0.1: this machine only)"},
    {"port", "N", "the port (8080)"},
    {"any-port", NULL, "any free port; the log tells which"},
    {"host-names", "LIST", "what else a Host header may name, for a proxy in front"},
    {"token-file", "FILE", "the secret of those who may write (else $CASUS_TOKEN); without one nobody writes"},
    {"judgements", "FILE", "where judgements are appended (beside the store)"},
    {"quiet", NULL, "no log line for each request"},
    {"help", NULL, "this text"},
};

static bool named_in(const char *list, const char *name, size_t n)
{
    for (const char *p = list; (p = strstr(p, name)) != NULL; p += n)
        if ((p == list || p[-1] == ' ') && (p[n] == ' ' || p[n] == '\0'))
            return true;
    return false;
}

static const option *find(const command *c, const char *name, size_t n)
{
    for (size_t i = 0; i < sizeof options / sizeof *options; i++) {
        bool same = strlen(options[i].name) == n && memcmp(options[i].name, name, n) == 0;
        if (same && (strcmp(options[i].name, "help") == 0 || named_in(c->options, options[i].name, n)))
            return &options[i];
    }
    return NULL;
}

static bool number(const char *text, long *out)
{
    return str_int(str_of(text), out) && *out >= 0;
}

/* A day, month or year: its first day where a period begins, its last day where it ends. */
static int set_period(const command *c, settings *s, const option *o, const char *value)
{
    static const char *const names[] = {"since", "until", "as-of", "recorded"};
    int32_t *fields[] = {&s->since, &s->until, &s->as_of, &s->recorded}, first, last;
    char precision;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strcmp(o->name, names[i]) != 0)
            continue;
        if (!date_parse(str_of(value), &first, &last, &precision)) {
            fprintf(stderr, "casus %s: --%s takes YYYY-MM-DD, YYYY-MM or YYYY, not '%s'\n", c->name, o->name, value);
            return EXIT_USAGE;
        }
        *fields[i] = i == 0 ? first : last;
    }
    return EXIT_OK;
}

static int set(const command *c, settings *s, const option *o, const char *value)
{
    static const char *const words[] = {"format", "input", "data", "color", "treebank", "out", "db", "actor", "recipient", "event", "country", "status", "text", "group", "list", "shard", "bundle", "names", "agent", "every", "columns", "weights", "webhook", "host", "host-names", "token-file", "judgements", "knowledge"};
    const char **fields[] = {&s->format, &s->input, &s->data, &s->colour, &s->treebank, &s->out, &s->db, &s->actor, &s->recipient, &s->event, &s->country, &s->status, &s->text, &s->group, &s->list,
                             &s->shard, &s->bundle, &s->names, &s->agent, &s->every, &s->columns, &s->weights, &s->webhook, &s->host, &s->host_names, &s->token_file, &s->judgements, &s->layer};
    static const char *const counts[] = {"jobs", "width", "seed", "epochs", "limit", "offset", "run", "timeout", "days", "port", "sample", "min"};
    long *numbers[] = {&s->jobs, &s->width, &s->seed, &s->epochs, &s->limit, &s->offset, &s->run, &s->timeout, &s->days, &s->port, &s->sample, &s->least};
    static const char *const switches[] = {"why", "mentions", "parse-all", "help", "one-a-day", "undirected", "reports", "once", "pages", "allow-private", "any-port", "quiet", "unused"};
    bool *flags[] = {&s->why, &s->mentions, &s->parse_all, &s->help, &s->one_a_day, &s->undirected, &s->reports, &s->once, &s->pages, &s->allow_private, &s->any_port, &s->quiet, &s->unused};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(o->name, words[i]) == 0)
            *fields[i] = value;
    for (size_t i = 0; i < sizeof switches / sizeof *switches; i++)
        if (strcmp(o->name, switches[i]) == 0)
            *flags[i] = true;
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
        if (strcmp(o->name, counts[i]) == 0 && !number(value, numbers[i])) {
            fprintf(stderr, "casus %s: --%s takes a number, not '%s'\n", c->name, o->name, value);
            return EXIT_USAGE;
        }
    if (strcmp(o->name, "color") == 0 && strcmp(value, "auto") != 0 && strcmp(value, "always") != 0 && strcmp(value, "never") != 0) {
        fprintf(stderr, "casus %s: --color takes auto, always or never, not '%s'\n", c->name, value);
        return EXIT_USAGE;
    }
    int32_t until;
    char precision;
    if (strcmp(o->name, "date") == 0 && (!date_parse(str_of(value), &s->date, &until, &precision) || precision != 'd')) {
        fprintf(stderr, "casus %s: --date takes YYYY-MM-DD, not '%s'\n", c->name, value);
        return EXIT_USAGE;
    }
    return set_period(c, s, o, value);
}

static int read_option(const command *c, int argc, char **argv, int *at, settings *s)
{
    const char *name = argv[*at] + 2, *equals = strchr(name, '=');
    size_t n = equals ? (size_t)(equals - name) : strlen(name);
    const option *o = find(c, name, n);
    if (!o) {
        fprintf(stderr, "casus %s: unknown option '%s'; casus %s --help lists them\n", c->name, argv[*at], c->name);
        return EXIT_USAGE;
    }
    if (!o->argument && equals) {
        fprintf(stderr, "casus %s: --%s takes no value\n", c->name, o->name);
        return EXIT_USAGE;
    }
    const char *value = equals ? equals + 1 : NULL;
    if (o->argument && !value) {
        if (*at + 1 == argc) {
            fprintf(stderr, "casus %s: --%s needs %s\n", c->name, o->name, o->argument);
            return EXIT_USAGE;
        }
        value = argv[++*at];
    }
    return set(c, s, o, value);
}

static int read_jobs(const command *c, int argc, char **argv, int *at, settings *s)
{
    const char *value = argv[*at][2] ? argv[*at] + 2 : *at + 1 < argc ? argv[++*at] : "";
    if (!named_in(c->options, "jobs", 4) || !number(value, &s->jobs)) {
        fprintf(stderr, "casus %s: -j takes a number of threads here only where --jobs does, not '%s'\n", c->name, value);
        return EXIT_USAGE;
    }
    return EXIT_OK;
}

int options_read(const command *c, int argc, char **argv, settings *s)
{
    bool only_files = false;
    int status = EXIT_OK;
    s->files = calloc((size_t)argc + 1, sizeof *s->files);
    if (!s->files) {
        fprintf(stderr, "casus: out of memory\n");
        return EXIT_SOME_FAILED;
    }
    for (int i = 0; i < argc && status == EXIT_OK; i++) {
        if (only_files || strcmp(argv[i], "-") == 0 || argv[i][0] != '-')
            s->files[s->n_files++] = argv[i];
        else if (strcmp(argv[i], "--") == 0)
            only_files = true;
        else if (strncmp(argv[i], "--", 2) == 0)
            status = read_option(c, argc, argv, &i, s);
        else if (argv[i][1] == 'j')
            status = read_jobs(c, argc, argv, &i, s);
        else if (strcmp(argv[i], "-h") == 0)
            s->help = true;
        else {
            fprintf(stderr, "casus %s: unknown option '%s'; casus %s --help lists them\n", c->name, argv[i], c->name);
            status = EXIT_USAGE;
        }
    }
    return status;
}

void options_help(const command *c, FILE *out)
{
    fprintf(out, "usage: casus %s [OPTION...] %s\n\n%s\n\n", c->name, c->arguments, c->help);
    for (size_t i = 0; i < sizeof options / sizeof *options; i++) {
        char left[60];
        if (!find(c, options[i].name, strlen(options[i].name)))
            continue;
        snprintf(left, sizeof left, "--%s%s%s", options[i].name, options[i].argument ? " " : "", options[i].argument ? options[i].argument : "");
        fprintf(out, "  %-20s %s\n", left, options[i].help);
    }
}
