/* The stages of training, one after the other.
 *
 * Raw text comes first: vectors of words, kept in the working folder. Then the treebanks teach tags,
 * names and trees, and the floats become the bytes of the model file. */
#include "learn.h"

#include "quantise.h"

#include <stdlib.h>

enum { BANKS = 2, DEV_SETS = 3, LEAST_COUNT = 2, NET_SIZE = 128, NET_LAYERS = 4, VECTOR_WORDS = 40000, VECTOR_EPOCHS = 2,
       RAW_FORMS = 18000 /* commonest forms of raw text that keep a row in the model though no treebank has them */ };

typedef struct course { /* all that training holds */
    arena memory;
    const train_options *o;
    treebank bank[2 * BANKS]; /* train, then dev */
    treebank built;           /* sentences that a grammar built, where news-train.conllu lies beside the treebanks (tools/news_trees.py) */
    tag_list tags;
    net_data train, dev[DEV_SETS];
    uint32_t n_dev, n_banks;
    word_vectors vectors;
    key_map forms, vector_keys;
    net net[MAX_NETWORKS];
    uint8_t tag_kind[MAX_TAGS];
} course;

static const char *path_in(course *c, const char *dir, const char *name)
{
    return arena_printf(&c->memory, "%s/%s", dir, name);
}

static bool file_there(const char *path)
{
    FILE *f = fopen(path, "rb");
    if (f)
        fclose(f);
    return f != NULL;
}

/* ---- reading ---- */

static int read_banks(course *c, casus_error *err)
{
    static const char *const names[2 * BANKS] = {"ewt-train.conllu", "gum-train.conllu", "ewt-dev.conllu", "gum-dev.conllu"};
    treebank *banks[BANKS];
    for (int i = 0; i < 2 * BANKS; i++) {
        const char *path = path_in(c, c->o->treebank_dir, names[i]);
        if (i >= BANKS && !file_there(path))
            break;
        if (treebank_read(&c->bank[c->n_banks++], path, NULL, err) != 0)
            return CASUS_EFILE;
    }
    for (int i = 0; i < BANKS; i++)
        banks[i] = &c->bank[i];
    tag_list_make(&c->tags, &c->memory, banks, BANKS);
    for (uint32_t i = 0; i < c->n_banks; i++)
        treebank_tag(&c->bank[i], &c->tags);
    const char *built = path_in(c, c->o->treebank_dir, "news-train.conllu");
    if (!file_there(built))
        return 0;
    int code = treebank_read(&c->built, built, NULL, err);
    if (code == 0)
        treebank_tag(&c->built, &c->tags);
    return code;
}

static int read_names(course *c, casus_error *err)
{
    const char *dir = c->o->names_dir;
    if (!dir)
        return 0;
    for (uint32_t i = 1; i < c->n_banks; i += BANKS)
        treebank_entities(&c->bank[i]);
    int code = treebank_names(&c->bank[0], path_in(c, dir, "uner-ewt-train.iob2"), err);
    const char *dev = path_in(c, dir, "uner-ewt-dev.iob2");
    if (code == 0 && c->n_banks > BANKS && file_there(dev))
        code = treebank_names(&c->bank[BANKS], dev, err);
    return code;
}

static int read_sentences(course *c, casus_error *err)
{
    for (uint32_t i = 0; i < c->n_banks; i++)
        data_add_treebank(i < BANKS ? &c->train : &c->dev[c->n_dev++], &c->bank[i]);
    data_add_treebank(&c->train, &c->built);
    c->forms = keys_frequent(c->train.forms, c->train.n_words, LEAST_COUNT);
    if (!c->o->names_dir)
        return 0;
    const char *dev = path_in(c, c->o->names_dir, "crossner-politics-dev.txt");
    int code = data_add_columns(&c->train, path_in(c, c->o->names_dir, "crossner-politics-train.txt"), err);
    if (code == 0 && c->n_dev < DEV_SETS && file_there(dev))
        code = data_add_columns(&c->dev[c->n_dev++], dev, err);
    return code;
}

/* ---- raw text ---- */

static void corpus_add_bank(corpus_words *w, const treebank *t)
{
    for (uint32_t k = 0; k < t->d.doc.n_sentences; k++) {
        const casus_sentence *s = &t->d.doc.sentences[k];
        for (casus_ref i = s->first; i < s->first + s->count; i++)
            corpus_add_word(w, document_str(&t->d, t->d.doc.tokens[i].at));
        corpus_add_word(w, STR(""));
    }
}

static int read_corpus(course *c, corpus_words *w, casus_error *err)
{
    enum { BANK_TIMES = 2 }; /* the treebanks' kind of text is rare in the corpus */
    corpus_start(w);
    for (int time = 0; time < BANK_TIMES; time++)
        for (int i = 0; i < BANKS; i++)
            corpus_add_bank(w, &c->bank[i]);
    int code = 0;
    for (const char *const *text = c->o->texts; text && *text && code == 0; text++)
        code = corpus_add(w, *text, err);
    return code;
}

/* Word vectors, from the working folder or learned now. */
static int raw_text(course *c, casus_error *err)
{
    const char *path = c->o->work_dir ? path_in(c, c->o->work_dir, "words.vectors") : NULL;
    if (path && file_there(path))
        return wordvec_load(&c->vectors, path, err);
    corpus_words w = {0};
    int code = read_corpus(c, &w, err);
    if (code == 0)
        wordvec_learn(&c->vectors, &w, VECTOR_WORDS, NET_SIZE, VECTOR_EPOCHS, c->o->seed, c->o->log);
    if (code == 0 && path)
        code = wordvec_save(&c->vectors, path, err);
    corpus_free(&w);
    return code;
}

static void learn(course *c)
{
    for (uint32_t t = 0; t < c->tags.n; t++)
        c->tag_kind[t] = (uint8_t)upos_kind(c->tags.upos[t]);
    c->vector_keys = keys_of(c->vectors.key, c->vectors.n);
    data_number(&c->train, &c->forms, &c->vector_keys, c->vectors.capital);
    for (uint32_t i = 0; i < c->n_dev; i++)
        data_number(&c->dev[i], &c->forms, &c->vector_keys, c->vectors.capital);
    net_shape shape = {.size = c->vectors.size, .layers = NET_LAYERS, .n_tags = c->tags.n, .n_forms = c->forms.n + 1};
    for (uint32_t i = 0; i < c->o->networks; i++) {
        uint64_t seed = c->o->seed + i;
        net_start(&c->net[i], shape, c->vectors.vector, c->tag_kind, seed);
        supervise(&c->net[i], &(lesson){&c->train, c->dev, c->n_dev, &c->tags, c->o->epochs, seed, c->o->log});
    }
}

/* ---- writing ---- */

static void write_about(course *c, model_writer *w)
{
    buffer b = {0};
    buffer_printf(&b, "casus syntax model: tags, names and dependency trees of English\n"
                      "features: a word's form, last 1-4 and first 2-3 letters, shape and length; %u networks of %d layers of %d\n"
                      "numbers, each over three words 1, 1, 2, 4 apart; arcs scored in pairs with their distance and what is between, labels from both ends\n"
                      "command: %s\n"
                      "data: UD English EWT and GUM (train, GUM with its entities), UNER EWT and CrossNER politics (train)\n"
                      "raw text: UN General Debate, country reports on human rights\n"
                      "seed: %u\n",
                  c->o->networks, NET_LAYERS, NET_SIZE, c->o->command ? c->o->command : "", c->o->seed);
    writer_add(w, "about", b.p, b.n);
    b.n = 0;
    for (uint32_t i = 0; i < c->tags.n; i++)
        buffer_printf(&b, "%.*s\n", (int)c->tags.name[i].n, c->tags.name[i].p);
    writer_add(w, "tags", b.p, b.n);
    buffer_free(&b);
}

static form_row form_row_of(const course *c, uint32_t key)
{
    uint32_t vector = key_find(&c->vector_keys, key);
    return (form_row){key, key_find(&c->forms, key), vector, vector ? c->vectors.capital[vector - 1] : 0};
}

static int write_model(course *c, casus_error *err)
{
    model_writer w = {0};
    const treebank *banks[BANKS] = {&c->bank[0], &c->bank[1]};
    uint32_t n = 0;
    form_row *rows = ARENA_ARRAY(&c->memory, form_row, c->forms.n + c->vector_keys.n + 1);
    for (uint32_t i = 0; i < c->forms.n; i++)
        rows[n++] = form_row_of(c, c->forms.key[i]);
    for (uint32_t i = 0; i < c->vector_keys.n; i++)
        if (c->vector_keys.value[i] <= RAW_FORMS && !key_find(&c->forms, c->vector_keys.key[i]))
            rows[n++] = form_row_of(c, c->vector_keys.key[i]);
    write_about(c, &w);
    learn_lemmas(banks, BANKS, &c->tags, &w);
    quantise(c->net, c->o->networks, rows, n, &w);
    return writer_save(&w, c->o->out, err);
}

int train_syntax(const train_options *options, casus_error *err)
{
    train_options o = *options;
    o.seed = o.seed ? o.seed : 1;
    o.epochs = o.epochs ? o.epochs : 20;
    o.networks = o.networks == 0 ? 2 : o.networks > MAX_NETWORKS ? MAX_NETWORKS : o.networks;
    course *c = calloc(1, sizeof *c);
    if (!c)
        return error_set(err, CASUS_ENOMEM, "training: out of memory");
    c->o = &o;
    int code = read_banks(c, err);
    code = code ? code : read_names(c, err);
    code = code ? code : read_sentences(c, err);
    code = code ? code : raw_text(c, err);
    if (code == 0) {
        learn(c);
        code = write_model(c, err);
    }
    if (code == 0 && o.names_dir && o.data_dir)
        code = train_names(&o, o.out, err);
    for (uint32_t i = 0; i < c->n_banks; i++)
        treebank_free(&c->bank[i]);
    treebank_free(&c->built);
    data_free(&c->train);
    for (uint32_t i = 0; i < c->n_dev; i++)
        data_free(&c->dev[i]);
    wordvec_free(&c->vectors);
    key_map_free(&c->forms);
    key_map_free(&c->vector_keys);
    for (uint32_t i = 0; i < o.networks && c->net[i].value; i++)
        net_free(&c->net[i]);
    arena_free(&c->memory);
    free(c);
    return code;
}
