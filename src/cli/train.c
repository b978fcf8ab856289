/* casus train: treebanks, names and raw text to the syntax model. With --input, the names' second look alone. */
#include "cli/cli.h"

#include "train/learn.h"

int command_train(const settings *s)
{
    char room[1024], out[1200], how[300];
    casus_error err;
    if (!s->treebank || (s->input && !s->names)) {
        fprintf(stderr, "casus train: name the folder of the treebanks with --treebank DIR%s\n", s->input ? " and that of the names with --names DIR" : "");
        return EXIT_USAGE;
    }
    const char *dir = s->names || !s->out ? data_folder(s, room) : NULL;
    if (!dir && (s->names || !s->out))
        return EXIT_SOME_FAILED;
    if (s->out)
        snprintf(out, sizeof out, "%s", s->out);
    else
        snprintf(out, sizeof out, "%s/models/english.model", dir);
    uint32_t seed = s->seed ? (uint32_t)s->seed : 1, epochs = s->epochs ? (uint32_t)s->epochs : 20;
    snprintf(how, sizeof how, "casus train --treebank DIR%s --seed %u --epochs %u%s", s->names ? " --names DIR" : "", seed, epochs, s->n_files ? " TEXT.jsonl..." : "");
    train_options o = {.treebank_dir = s->treebank, .names_dir = s->names, .texts = s->files, .data_dir = s->names ? dir : NULL, .out = out, .command = how, .seed = seed, .epochs = epochs, .log = stderr};
    if ((s->input ? train_names(&o, s->input, &err) : train_syntax(&o, &err)) != 0) {
        fprintf(stderr, "casus train: %s\n", err.message);
        return EXIT_SOME_FAILED;
    }
    return EXIT_OK;
}
