/* The syntax room: the closed lists, CoNLL-U, trees, lemmas, and sentences through the whole parser.
 * The cases are in tests/cases/syntax. */
#include "syntax/conllu.h"
#include "syntax/engine.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

static arena shared;
static symtab *names;
static syntax *parser;
static document *doc;

static int start(void **state)
{
    (void)state;
    casus_error err;
    names = symtab_new(&shared, NULL);
    parser = syntax_open(CASUS_SOURCE_DIR "/models/english.model", names, &err);
    doc = calloc(1, sizeof *doc);
    if (!parser)
        fprintf(stderr, "%s\n", err.message);
    return parser && doc ? 0 : -1;
}

static int stop(void **state)
{
    (void)state;
    syntax_close(parser);
    arena_free(&doc->memory);
    arena_free(&shared);
    free(doc);
    return 0;
}

static void fresh(void)
{
    arena_reset(&doc->memory);
    doc->doc = (casus_doc){0};
    doc->names = symtab_new(&doc->memory, names);
}

static void parse_text(const char *text, size_t n)
{
    fresh();
    text_read(doc, &(casus_article){.text = text, .n_text = n});
    for (casus_ref s = 0; s < doc->doc.n_sentences; s++)
        syntax_parse(parser, doc, s);
}

/* ---- lists ---- */

static void every_name_is_found_again(void **state)
{
    (void)state;
    for (unsigned i = 0; i < CASUS_N_UPOS; i++)
        assert_int_equal(upos_find(syntax_upos_name(i)), i);
    for (unsigned i = 0; i < CASUS_N_DEPS; i++)
        assert_int_equal(dep_find(syntax_dep_name(i)), i);
    assert_string_equal(syntax_dep_name(CASUS_NSUBJ_PASS), "nsubj:pass");
    assert_string_equal(syntax_dep_name(CASUS_XCOMP), "xcomp");
    assert_string_equal(syntax_upos_name(CASUS_VERB), "VERB");
    assert_int_equal(dep_find("obl:tmod"), CASUS_OBL);
    assert_int_equal(dep_find("nonsense"), -1);
    assert_int_equal(feats_morph("Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin"),
                     CASUS_SING | CASUS_P3 | CASUS_PAST | CASUS_FIN);
    assert_int_equal(feats_morph(""), 0);
}

/* ---- CoNLL-U ---- */

static const char SAMPLE[] = "# sent_id = a\n"
                             "# text = I don't know.\n"
                             "1\tI\t_\t_\t_\t_\t_\t_\t_\t_\n"
                             "2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\t_\n"
                             "2\tdo\t_\t_\t_\t_\t_\t_\t_\t_\n"
                             "3\tn't\t_\t_\t_\t_\t_\t_\t_\t_\n"
                             "3.1\tsurely\t_\t_\t_\t_\t_\t_\t_\t_\n"
                             "4\tknow\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n"
                             "5\t.\t_\t_\t_\t_\t_\t_\t_\t_\n"
                             "\n"
                             "# sent_id = b\n"
                             "1\tYes\t_\t_\t_\t_\t_\t_\t_\t_\r\n"
                             "\n";

static void conllu_keeps_words_and_comments(void **state)
{
    (void)state;
    conllu_kept kept;
    casus_error err;
    buffer out = {0};
    fresh();
    assert_int_equal(conllu_read(doc, SAMPLE, strlen(SAMPLE), "sample", &kept, &err), 0);
    assert_int_equal(doc->doc.n_sentences, 2);
    assert_int_equal(doc->doc.n_tokens, 6);
    assert_string_equal(arena_copy(&doc->memory, doc->doc.text, doc->doc.sentences[0].at.end), "I don't know.");
    for (casus_ref s = 0; s < 2; s++) {
        syntax_parse(parser, doc, s);
        conllu_write_kept(doc, s, &kept, &out);
    }
    assert_non_null(strstr(out.p, "# sent_id = a\n# text = I don't know.\n1\tI\t"));
    assert_non_null(strstr(out.p, "2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\t_\n2\tdo\tdo\tAUX\t"));
    assert_non_null(strstr(out.p, "3\tn't\tnot\tPART\t"));
    assert_non_null(strstr(out.p, "3.1\tsurely\t"));
    assert_non_null(strstr(out.p, "\n# sent_id = b\n1\tYes\t"));
    buffer again = {0};
    conllu_kept kept2;
    document *second = calloc(1, sizeof *second);
    assert_non_null(second);
    second->names = symtab_new(&second->memory, names);
    assert_int_equal(conllu_read(second, out.p, out.n, "again", &kept2, &err), 0); /* what was written can be read */
    for (casus_ref s = 0; s < 2; s++) {
        syntax_parse(parser, second, s);
        conllu_write_kept(second, s, &kept2, &again);
    }
    assert_string_equal(out.p, again.p);
    arena_free(&second->memory);
    free(second);
    buffer_free(&out);
    buffer_free(&again);
}

static void conllu_names_the_faulty_line(void **state)
{
    (void)state;
    static const struct { const char *text; int line; const char *what; } bad[] = {
        {"1\tone\t_\t_\t_\t_\t_\t_\t_\t_\n2\ttwo\n", 2, "ten columns"},
        {"# c\n\n2\ttwo\t_\t_\t_\t_\t_\t_\t_\t_\n", 3, "numbered"},
        {"1\t\t_\t_\t_\t_\t_\t_\t_\t_\n", 1, "no form"},
        {"x\tone\t_\t_\t_\t_\t_\t_\t_\t_\n", 1, "numbered"},
        {"1\tone\t_\t_\t_\t_\t_\t_\t_\t_\t_\n", 1, "ten columns"}};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        conllu_kept kept;
        casus_error err;
        fresh();
        assert_int_equal(conllu_read(doc, bad[i].text, strlen(bad[i].text), "bad.conllu", &kept, &err), CASUS_EFORMAT);
        assert_int_equal(err.line, bad[i].line);
        assert_non_null(strstr(err.message, bad[i].what));
        assert_non_null(strstr(err.message, "bad.conllu:"));
    }
}

static void names_stand_in_misc(void **state)
{
    (void)state;
    buffer out = {0};
    const char *text = "Angela Merkel flew to Paris.";
    parse_text(text, strlen(text));
    conllu_write(doc, 0, &out);
    assert_non_null(strstr(out.p, "NER=B-PER\n2\tMerkel"));
    assert_non_null(strstr(out.p, "NER=I-PER\n3\tflew\tfly\tVERB"));
    assert_non_null(strstr(out.p, "NER=B-LOC|SpaceAfter=No\n6\t."));
    buffer_free(&out);
}

/* ---- trees ---- */

static bool one_tree(const uint16_t *head, uint32_t n)
{
    uint32_t roots = 0;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t at = i, steps = 0;
        while (at != n && steps++ <= n)
            at = head[at];
        roots += head[i] == n;
        if (at != n)
            return false;
        for (uint32_t k = 0; k < n; k++) { /* arcs that cross, the root standing behind all words */
            uint32_t a = i < head[i] ? i : head[i], b = i < head[i] ? head[i] : i;
            uint32_t c = k < head[k] ? k : head[k], d = k < head[k] ? head[k] : k;
            if (a < c && c < b && b < d && head[i] != n && head[k] != n)
                return false;
            if (head[k] == n && head[i] != n && a < k && k < b)
                return false;
        }
    }
    return roots == 1;
}

static int64_t tree_score(const arc_scores *s, const uint16_t *head)
{
    int64_t sum = 0;
    for (uint32_t i = 0; i < s->n; i++)
        sum += head[i] == s->n ? s->root[i] : s->score[head[i]][i];
    return sum;
}

/* Against all trees of up to five words. */
static void the_best_tree_is_found(void **state)
{
    (void)state;
    arc_scores *s = calloc(1, sizeof *s);
    assert_non_null(s);
    uint32_t random = 12345;
    for (int round = 0; round < 60; round++) {
        s->n = 1 + (uint32_t)round % 5;
        for (uint32_t h = 0; h < s->n; h++)
            for (uint32_t c = 0; c < s->n; c++) {
                random = model_mix(random);
                s->score[h][c] = (int32_t)(random % 2001) - 1000;
                s->root[c] = (int32_t)(random >> 8) % 1000;
            }
        uint32_t all = 1;
        for (uint32_t i = 0; i < s->n; i++)
            all *= s->n + 1;
        int64_t best = INT64_MIN;
        for (uint32_t t = 0; t < all; t++) {
            uint16_t head[5];
            for (uint32_t i = 0, rest = t; i < s->n; i++, rest /= s->n + 1)
                head[i] = (uint16_t)(rest % (s->n + 1));
            if (one_tree(head, s->n) && tree_score(s, head) > best)
                best = tree_score(s, head);
        }
        for (unsigned k = 0; k < N_KERNELS; k++) {
            uint16_t head[5];
            if (!kernel_get(k))
                continue;
            decode_tree(kernel_get(k), s, head);
            assert_true(one_tree(head, s->n));
            assert_true(tree_score(s, head) == best);
        }
    }
    free(s);
}

/* What every parsed sentence must be: one root, no cycle, everything inside the closed lists. */
static void check_sentence(casus_ref sentence)
{
    const casus_sentence *s = &doc->doc.sentences[sentence];
    uint32_t roots = 0;
    for (casus_ref i = s->first; i < s->first + s->count; i++) {
        const casus_token *t = &doc->doc.tokens[i];
        assert_true(t->upos < CASUS_N_UPOS && t->label < CASUS_N_DEPS);
        assert_true(t->head >= s->first && t->head < s->first + s->count);
        assert_true((t->label == CASUS_ROOT) == (t->head == i));
        roots += t->head == i;
        casus_ref at = i;
        for (uint32_t steps = 0; doc->doc.tokens[at].head != at; steps++) {
            assert_true(steps <= s->count);
            at = doc->doc.tokens[at].head;
        }
        const char *lemma = symtab_name(doc->names, t->lemma);
        assert_string_not_equal(lemma, "");
        for (size_t k = 0, step; lemma[k]; k += step) { /* whole letters */
            uint32_t code = 0;
            step = utf8_get(lemma + k, strlen(lemma + k), &code);
            assert_true(code != 0xFFFD);
        }
    }
    assert_int_equal(roots, s->count ? 1 : 0);
}

static void anything_becomes_trees(void **state)
{
    (void)state;
    static const char *const words[] = {"the", "Putin", "attacked", ",", "of", "12", "\"", "that", "and", "\xF0\x9F\x92\xA9", "ok-ish", "http://x.y/z", "\xE2\x80\x99s", "caf\xC3\xA9s"};
    for (uint32_t round = 0; round < 40; round++) {
        uint32_t n = 1 + model_mix(round + 1) % 700;
        buffer b = {0};
        for (uint32_t i = 1; i <= n; i++)
            buffer_printf(&b, "%u\t%s\t_\t_\t_\t_\t_\t_\t_\t_\n", i, words[model_mix(round * 1000 + i) % 14]);
        conllu_kept kept;
        casus_error err;
        fresh();
        assert_int_equal(conllu_read(doc, b.p, b.n, "words", &kept, &err), 0);
        syntax_parse(parser, doc, 0);
        check_sentence(0);
        buffer_free(&b);
    }
}

static void all_kernels_read_alike(void **state)
{
    (void)state;
    static const char text[] = "Rebels loyal to General Kony attacked the garrison at Goma on Monday, killing 12 soldiers. "
                               "Mr Putin said that talks, which were to begin in Geneva, had been called off.";
    char *first = NULL;
    for (unsigned k = 0; k < N_KERNELS; k++) {
        buffer out = {0};
        if (!kernel_get(k))
            continue;
        syntax_use_kernel(parser, kernel_get(k));
        parse_text(text, strlen(text));
        for (casus_ref s = 0; s < doc->doc.n_sentences; s++)
            conllu_write(doc, s, &out);
        if (first)
            assert_string_equal(first, out.p);
        else
            first = out.p;
        if (first != out.p)
            buffer_free(&out);
    }
    syntax_use_kernel(parser, kernel_best());
    free(first);
}

static void the_tree_answers(void **state)
{
    (void)state;
    const char *text = "Police in Nairobi arrested 12 students. They ran.";
    parse_text(text, strlen(text));
    const casus_doc *d = &doc->doc;
    casus_ref subject = tree_child(d, 3, CASUS_NSUBJ), object = tree_child(d, 3, CASUS_OBJ), first, last;
    assert_int_equal(subject, 0);
    assert_int_equal(object, 5);
    assert_true(tree_is_root(d, 3) && !tree_is_root(d, 0));
    tree_extent(d, subject, &first, &last);
    assert_true(first == 0 && last == 2);
    tree_extent(d, object, &first, &last);
    assert_true(first == 4 && last == 5);
    tree_extent(d, 3, &first, &last);
    assert_true(first == 0 && last == 6);
    assert_int_equal(tree_next_child(d, 3, CASUS_NONE), 0);
    assert_int_equal(tree_next_child(d, 3, 0), 5);
    assert_int_equal(tree_child(d, 3, CASUS_IOBJ), CASUS_NONE);
    assert_int_equal(tree_sentence(d, 6), 0);
    assert_int_equal(tree_sentence(d, 7), 1);
    assert_int_equal(tree_sentence(d, d->n_tokens), CASUS_NONE);
}

/* ---- models that lie ---- */

static char lie_path[] = "casus-lie-XXXXXX";

static void put_lie(char *bytes, size_t n)
{
    model_head head;
    memcpy(&head, bytes, sizeof head);
    head.checksum = model_checksum(bytes + sizeof head, n - sizeof head);
    memcpy(bytes, &head, sizeof head);
    FILE *f = fopen(lie_path, "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(bytes, 1, n, f), n);
    assert_int_equal(fclose(f), 0);
}

/* A number changed in the table of sections, or in a section, under a good checksum: the model is
 * refused with a reason, or parses. */
static void a_lying_model_does_no_harm(void **state)
{
    (void)state;
    casus_error err;
    size_t n = 0;
    int file = mkstemp(lie_path), refused = 0;
    char *bytes = file_read(CASUS_SOURCE_DIR "/models/english.model", &n, &err);
    assert_true(file >= 0 && bytes);
    close(file);
    model_head head;
    memcpy(&head, bytes, sizeof head);
    for (uint32_t round = 0; round < 80; round++) {
        uint32_t random = model_mix(round + 1), lie = round % 3 == 0 ? 0xFFFFFFFFu : model_mix(random);
        model_section s;
        memcpy(&s, bytes + sizeof head + random % head.n_sections * sizeof s, sizeof s);
        size_t at = sizeof head + random % head.n_sections * sizeof s + (random >> 8) % (sizeof s / 4) * 4;
        if (round % 2 && s.size >= 4)
            at = s.at + random % (s.size / 4) * 4;
        char kept[4];
        memcpy(kept, bytes + at, 4);
        memcpy(bytes + at, &lie, 4);
        put_lie(bytes, n);
        memcpy(bytes + at, kept, 4);
        arena a = {0};
        syntax *liar = syntax_open(lie_path, symtab_new(&a, NULL), &err), *honest = parser;
        refused += !liar;
        if (liar) {
            parser = liar;
            parse_text("Police in Nairobi arrested 12 students.", 39);
            parser = honest;
            syntax_close(liar);
        } else {
            assert_true(err.code < 0 && err.message[0]);
        }
        arena_free(&a);
    }
    assert_true(refused > 10);
    free(bytes);
    unlink(lie_path);
}

/* ---- cases ---- */

/* "nsubj(arrested, Police)": is there such an arc? The root's head is written ROOT. */
static bool arc_there(str arc)
{
    str rest = arc, label = str_cut(&rest, "("), head = str_cut(&rest, ","), child = str_cut(&rest, ")");
    for (casus_ref i = 0; i < doc->doc.n_tokens; i++) {
        const casus_token *t = &doc->doc.tokens[i];
        str above = t->head == i ? STR("ROOT") : document_str(doc, doc->doc.tokens[t->head].at);
        if (str_eq(document_str(doc, t->at), child) && str_eq(above, head) && str_is(label, syntax_dep_name(t->label)))
            return true;
    }
    return false;
}

/* "is=be", "Paris:LOC", "back/ADV": a lemma, a name, a tag. */
static bool word_is(str fact)
{
    const char *marks[3] = {"=", ":", "/"};
    static const char *const kinds[4] = {"", "PER", "ORG", "LOC"};
    for (int m = 0; m < 3; m++) {
        str value = fact, form = str_cut(&value, marks[m]);
        for (casus_ref i = 0; value.p && i < doc->doc.n_tokens; i++) {
            const casus_token *t = &doc->doc.tokens[i];
            const char *is = m == 0 ? symtab_name(doc->names, t->lemma) : m == 1 ? kinds[t->name & 3] : syntax_upos_name(t->upos);
            if (str_eq(document_str(doc, t->at), form) && str_is(value, is))
                return true;
        }
    }
    return false;
}

static int run_case(str line, const char *file, int number, bool quiet)
{
    str facts = line, text = str_cut(&facts, " > ");
    int failed = 0;
    parse_text(text.p, text.n);
    for (casus_ref s = 0; s < doc->doc.n_sentences; s++)
        check_sentence(s);
    while (facts.n) {
        facts = str_trim(facts);
        bool is_arc = memchr(facts.p, '(', facts.n) && (!memchr(facts.p, ' ', facts.n) ||
                      (const char *)memchr(facts.p, '(', facts.n) < (const char *)memchr(facts.p, ' ', facts.n));
        str fact = str_cut(&facts, is_arc ? ")" : " ");
        if (is_arc ? arc_there(fact) : word_is(fact))
            continue;
        failed++;
        if (!quiet)
            fprintf(stderr, "%s:%d: %.*s: not so in: %.*s\n", file, number, (int)fact.n, fact.p, (int)text.n, text.p);
    }
    return failed;
}

static int run_file(const char *path, bool known)
{
    casus_error err;
    size_t n = 0;
    int failed = 0, number = 0, cases = 0;
    char *bytes = file_read(path, &n, &err);
    assert_non_null(bytes);
    for (str rest = {bytes, n}; rest.p;) {
        str line = str_cut(&rest, "\n");
        number++;
        if (!line.n || line.p[0] == '#')
            continue;
        cases++;
        bool fails = run_case(line, path, number, known) > 0;
        if (known && !fails)
            fprintf(stderr, "%s:%d: mended: move it to news.txt\n", path, number);
        failed += fails != known;
    }
    assert_true(cases > 0);
    free(bytes);
    return failed;
}

static void cases_hold(void **state)
{
    (void)state;
    assert_int_equal(run_file(CASUS_SOURCE_DIR "/tests/cases/syntax/news.txt", false), 0);
    assert_int_equal(run_file(CASUS_SOURCE_DIR "/tests/cases/syntax/lemmas.txt", false), 0);
    assert_int_equal(run_file(CASUS_SOURCE_DIR "/tests/cases/syntax/known-failures.txt", true), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_name_is_found_again),
        cmocka_unit_test(conllu_keeps_words_and_comments),
        cmocka_unit_test(conllu_names_the_faulty_line),
        cmocka_unit_test(names_stand_in_misc),
        cmocka_unit_test(the_best_tree_is_found),
        cmocka_unit_test(anything_becomes_trees),
        cmocka_unit_test(all_kernels_read_alike),
        cmocka_unit_test(the_tree_answers),
        cmocka_unit_test(a_lying_model_does_no_harm),
        cmocka_unit_test(cases_hold),
    };
    return cmocka_run_group_tests(tests, start, stop);
}
