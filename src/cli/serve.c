/* casus serve: the API and the page over HTTP. */
#include "cli/cli.h"
#include "server/server.h"

#include <stdlib.h>
#include <string.h>

/* The token is a secret: from a file or the environment, never from the command line, which others can see. */
static char *token_of(const settings *s, casus_error *err)
{
    const char *given = getenv("CASUS_TOKEN");
    size_t n;
    if (!s->token_file)
        return given && *given ? strdup(given) : NULL;
    char *text = file_read(s->token_file, &n, err);
    str token = text ? str_trim((str){text, n}) : (str){0};
    char *copy = token.n ? strndup(token.p, token.n) : NULL;
    if (text && !copy)
        error_set(err, CASUS_EFORMAT, "%s: holds no token", s->token_file);
    free(text);
    return copy;
}

int command_serve(const settings *s)
{
    char room[1024];
    casus_error err = {0};
    if (!s->db || s->n_files) {
        fprintf(stderr, s->db ? "casus serve: '%s' is no option; casus serve --help lists them\n" : "casus serve: name the store with --db FILE\n", s->n_files ? s->files[0] : "");
        return EXIT_USAGE;
    }
    if (s->port > 65535) {
        fprintf(stderr, "casus serve: --port is 1 to 65535\n");
        return EXIT_USAGE;
    }
    const char *dir = data_folder(s, room);
    if (!dir)
        return EXIT_SOME_FAILED;
    char *token = token_of(s, &err);
    if (s->token_file && !token) {
        fprintf(stderr, "casus: %s\n", err.message);
        return EXIT_SOME_FAILED;
    }
    server_options o = {.db = s->db, .data = dir, .host = s->host, .port = s->any_port ? 0 : s->port ? (int)s->port : 8080, .host_names = s->host_names, .token = token,
                        .judgements = s->judgements, .workers = s->jobs > 1 ? s->jobs : 0, .quiet = s->quiet};
    int code = server_run(&o, &err);
    if (code != CASUS_OK)
        fprintf(stderr, "casus: %s\n", err.message);
    free(token);
    return code == CASUS_OK ? EXIT_OK : EXIT_SOME_FAILED;
}
