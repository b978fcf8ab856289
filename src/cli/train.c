/* casus train: treebanks to the syntax model. */
#include "cli/cli.h"

#include "train/learn.h"

int command_train(const settings *s)
{
    char room[1024], out[1200], how[300];
    casus_error err;
    if (!s->treebank) {
        fprintf(stderr, "casus train: name the folder of the treebanks with --treebank DIR\n");
        return EXIT_USAGE;
    }
    if (s->out) {
        snprintf(out, sizeof out, "%s", s->out);
    } else {
        const char *dir = data_folder(s, room);
        if (!dir)
            return EXIT_SOME_FAILED;
        snprintf(out, sizeof out, "%s/models/english.model", dir);
    }
    snprintf(how, sizeof how, "casus train --treebank DIR --seed %ld --epochs %ld", s->seed ? s->seed : 1, s->epochs ? s->epochs : 8);
    train_options o = {.treebank_dir = s->treebank, .out = out, .command = how, .seed = (uint32_t)s->seed, .epochs = (uint32_t)s->epochs, .log = stderr};
    if (train_syntax(&o, &err) != 0) {
        fprintf(stderr, "casus train: %s\n", err.message);
        return EXIT_SOME_FAILED;
    }
    return EXIT_OK;
}
