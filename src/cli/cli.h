/* cli: the casus command. Receives arguments; leaves output, messages and an exit status:
 * 0 done, 1 some documents failed (each named on standard error), 2 wrong usage. */
#ifndef CASUS_CLI_H
#define CASUS_CLI_H

#include "casus.h"
#include "intake/intake.h"

#include <stdbool.h>
#include <stdio.h>

enum { EXIT_OK = 0, EXIT_SOME_FAILED = 1, EXIT_USAGE = 2 };

/* ---- options.c: arguments to settings ---- */

typedef struct settings { /* all zero is the default */
    const char *format, *input, *data, *out, *treebank, *names, *colour;
    int32_t date;
    long jobs, width, seed, epochs;
    bool why, mentions, parse_all, help, unused;
    /* of the store's commands */
    const char *db, *actor, *recipient, *event, *country, *status, *text, *group, *list, *shard, *bundle, *agent, *every, *columns, *weights, *webhook, *host, *host_names, *token_file, *judgements, *layer;
    int32_t since, until, as_of, recorded;
    long limit, offset, run, timeout, days, port, sample, least;
    bool one_a_day, undirected, reports, once, pages, allow_private, any_port, quiet;
    const char **files; /* what is no option, NULL-terminated; NULL when there is none */
    int n_files;
} settings;

typedef struct option {
    const char *name;     /* "date" of --date */
    const char *argument; /* "YYYY-MM-DD"; NULL for a switch */
    const char *help;
} option;

typedef struct command {
    const char *name, *arguments, *help;
    const char *options; /* names it takes, parted by blanks */
    int (*run)(const settings *s);
} command;

/* 0, or EXIT_USAGE after one line on standard error. files is malloc'd into s. */
int options_read(const command *c, int argc, char **argv, settings *s);
void options_help(const command *c, FILE *out);

/* ---- data.c: where knowledge and models are ---- */

/* --data, $CASUS_DATA, beside the program, or where it was installed; NULL after a message. */
const char *data_folder(const settings *s, char room[1024]);

/* ---- documents.c: files to articles to output ---- */

/* What a reader of files has to say, on standard error: "casus: FILE:LINE: TEXT". */
void tell_reader(void *user, const char *file, int line, const char *text);

typedef struct task { /* what to do with each document */
    const settings *s;
    casus_options options;
    /* Append what is written for one analysed document. */
    void (*put)(const struct task *t, casus_doc *doc, buffer *out);
    const char *before; /* written first, e.g. a header; may be NULL */
    const char *after;
    void *user;
} task;

/* Analyse all files of the settings (standard input when there are none), in order, with --jobs
 * threads; the same bytes whatever their number. Returns the exit status. */
int documents_run(task *t);

/* ---- one file a command ---- */
int command_code(const settings *s);
int command_read(const settings *s);
int command_parse(const settings *s);
int command_text(const settings *s);
int command_explain(const settings *s);
int command_relate(const settings *s);
int command_kb(const settings *s);
int kb_unknown(const settings *s); /* kb_unknown.c; files: the corpus */
int kb_usage(const settings *s, const char *dir);
int kb_diff(const settings *s, const char *dir); /* files: old, new, corpus */
int kb_import(const settings *s); /* files: the kind, then dictionaries */
int command_train(const settings *s);
int command_eval(const settings *s);
int command_ingest(const settings *s); /* ingest.c */
int command_recode(const settings *s);
struct filter;
void filter_of(const settings *s, struct filter *f); /* query.c */
int command_query(const settings *s);
int command_sql(const settings *s);
int command_watch(const settings *s);
int command_export(const settings *s);
int command_doctor(const settings *s);
int command_store(const settings *s);
int command_merge(const settings *s);
int command_join(const settings *s);
int command_tension(const settings *s); /* tension.c */
int command_alerts(const settings *s);
int command_backtest(const settings *s);
int command_serve(const settings *s);

#endif
