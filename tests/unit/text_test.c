/* The text room: encoding, sentences, tokens, quotations, lines that are not the story. The cases are
 * in tests/cases/text. */
#include "text/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

/* ---- a document for each case ---- */

static document *doc;

static int start(void **state)
{
    (void)state;
    doc = calloc(1, sizeof *doc);
    return doc ? 0 : -1;
}

static int stop(void **state)
{
    (void)state;
    arena_free(&doc->memory);
    free(doc);
    return 0;
}

static void read_article(const casus_article *a)
{
    doc->doc = (casus_doc){0};
    arena_reset(&doc->memory);
    doc->names = symtab_new(&doc->memory, NULL);
    doc->keep_notes = true;
    text_read(doc, a);
}

static void read_plain(const char *text)
{
    read_article(&(casus_article){.text = text, .n_text = strlen(text)});
}

/* What every document must keep, whatever the text. */
static void check_whole(void)
{
    const casus_doc *d = &doc->doc;
    casus_ref next = 0;
    uint32_t at = 0;
    for (casus_ref s = 0; s < d->n_sentences; s++) {
        assert_true(d->sentences[s].first == next);
        assert_true(d->sentences[s].at.begin <= d->sentences[s].at.end && d->sentences[s].at.end <= d->n_text);
        next += d->sentences[s].count;
        for (casus_ref i = d->sentences[s].first; i < next; i++) {
            assert_true(d->tokens[i].at.begin >= at && d->tokens[i].at.begin < d->tokens[i].at.end);
            assert_true(d->tokens[i].at.begin >= d->sentences[s].at.begin && d->tokens[i].at.end <= d->sentences[s].at.end);
            assert_true(d->tokens[i].norm != 0);
            at = d->tokens[i].at.end;
        }
    }
    assert_true(next == d->n_tokens);
}

/* ---- case files ---- */

static FILE *open_cases(const char *name)
{
    static const char *const places[] = {"tests/cases/text/", "../tests/cases/text/", "../../tests/cases/text/", "cases/text/"};
    const char *root = getenv("CASUS_CASES");
    char path[1024];
    FILE *f = NULL;
    if (root) {
        snprintf(path, sizeof path, "%s/text/%s", root, name);
        f = fopen(path, "r");
    }
    for (size_t i = 0; !f && i < sizeof places / sizeof *places; i++) {
        snprintf(path, sizeof path, "%s%s", places[i], name);
        f = fopen(path, "r");
    }
#ifdef CASUS_SOURCE
    if (!f) {
        snprintf(path, sizeof path, "%s/tests/cases/text/%s", CASUS_SOURCE, name);
        f = fopen(path, "r");
    }
#endif
    if (!f)
        fail_msg("cannot find tests/cases/text/%s", name);
    return f;
}

static bool next_line(FILE *f, char line[4096], int *number)
{
    do {
        if (!fgets(line, 4096, f))
            return false;
        ++*number;
        line[strcspn(line, "\n")] = '\0';
    } while (line[0] == '#');
    return true;
}

static void unescape(char *s) /* \n */
{
    char *to = s;
    for (; *s; s++) {
        if (s[0] == '\\' && s[1] == 'n') {
            *to++ = '\n';
            s++;
        } else {
            *to++ = *s;
        }
    }
    *to = '\0';
}

static void test_sentences(void **state)
{
    (void)state;
    char line[4096];
    int number = 0, cases = 0;
    casus_ref next = 0;
    FILE *f = open_cases("sentences.txt");
    doc->doc.n_sentences = 0;
    while (next_line(f, line, &number)) {
        unescape(line);
        if (strncmp(line, "  | ", 4) == 0) {
            if (next >= doc->doc.n_sentences)
                fail_msg("sentences.txt:%d: no sentence where '%s' is expected", number, line + 4);
            str s = document_str(doc, doc->doc.sentences[next++].at);
            if (!str_is(s, line + 4))
                fail_msg("sentences.txt:%d: found '%.*s'", number, (int)s.n, s.p);
        } else if (line[0]) {
            if (next != doc->doc.n_sentences)
                fail_msg("sentences.txt:%d: the case before has %u sentences more", number, doc->doc.n_sentences - next);
            read_plain(line + 2);
            check_whole();
            next = 0;
            cases++;
        }
    }
    fclose(f);
    assert_true(next == doc->doc.n_sentences);
    assert_true(cases >= 15);
}

static void test_tokens(void **state)
{
    (void)state;
    char line[4096], found[4096];
    int number = 0, cases = 0;
    FILE *f = open_cases("tokens.txt");
    while (next_line(f, line, &number)) {
        char *arrow = strstr(line, "  > ");
        if (!arrow)
            continue;
        *arrow = '\0';
        str text = str_trim(str_of(line));
        read_article(&(casus_article){.text = text.p, .n_text = text.n});
        check_whole();
        size_t n = 0;
        for (casus_ref i = 0; i < doc->doc.n_tokens; i++) {
            str s = document_str(doc, doc->doc.tokens[i].at);
            n += (size_t)snprintf(found + n, sizeof found - n, "%s%.*s", n ? " " : "", (int)s.n, s.p);
        }
        if (strcmp(found, arrow + 4) != 0)
            fail_msg("tokens.txt:%d: found '%s'", number, found);
        cases++;
    }
    fclose(f);
    assert_true(cases >= 20);
}

/* Reads blocks of lines as documents, the first two bytes of a line taken off; then asks `check` for
 * each line, with its first byte and the sentence that begins there. */
static void each_block(const char *name, void (*check)(char mark, const casus_sentence *s, const char *name, int number))
{
    char line[4096], text[32768] = "", marks[200];
    int number = 0, first = 0, lines = 0;
    FILE *f = open_cases(name);
    for (bool more = true; more;) {
        more = next_line(f, line, &number);
        if (more && line[0]) {
            first = lines ? first : number;
            marks[lines++] = line[0];
            strcat(text, line + 2);
            strcat(text, "\n");
            continue;
        }
        if (lines) {
            read_plain(text);
            check_whole();
            uint32_t paragraph = 0;
            for (casus_ref s = 0; s < doc->doc.n_sentences; s++)
                if (s == 0 || doc->doc.sentences[s].paragraph != doc->doc.sentences[s - 1].paragraph)
                    check(marks[paragraph++], &doc->doc.sentences[s], name, first);
            assert_true((int)paragraph == lines);
        }
        lines = 0;
        text[0] = '\0';
    }
    fclose(f);
}

static void check_verdict(char mark, const casus_sentence *s, const char *name, int number)
{
    str text = document_str(doc, s->at);
    if ((mark == '*') != (s->verdict == CASUS_V_BOILERPLATE))
        fail_msg("%s, block at line %d: '%.*s' is %sboilerplate", name, number, (int)text.n, text.p, mark == '*' ? "not " : "");
}

static void check_headline(char mark, const casus_sentence *s, const char *name, int number)
{
    str text = document_str(doc, s->at);
    if ((mark == '=') != (s->headline == 1))
        fail_msg("%s, block at line %d: '%.*s' is %sa headline", name, number, (int)text.n, text.p, mark == '=' ? "not " : "");
}

static void test_boilerplate(void **state)
{
    (void)state;
    each_block("boilerplate.txt", check_verdict);
}

static void test_headlines(void **state)
{
    (void)state;
    each_block("headlines.txt", check_headline);
}

/* The text with < > taken out is read, and put in again around what is quoted. */
static void check_quotes(const char *marked, int number)
{
    char plain[8192], found[8192];
    size_t n = 0, used = 0, at = 0;
    for (const char *p = marked; *p; p++)
        if (*p != '<' && *p != '>')
            plain[n++] = *p;
    plain[n] = '\0';
    read_plain(plain);
    for (casus_ref s = 0; s < doc->doc.n_sentences; s++) {
        bool inside = false;
        const casus_sentence *x = &doc->doc.sentences[s];
        for (casus_ref i = x->first; i < x->first + x->count; i++) {
            const casus_token *t = &doc->doc.tokens[i];
            bool quoted = t->flags & CASUS_T_QUOTED;
            if (!quoted && inside)
                found[used++] = '>';
            for (; at < t->at.begin; at++)
                found[used++] = plain[at];
            if (quoted && !inside)
                found[used++] = '<';
            inside = quoted;
            for (; at < t->at.end; at++)
                found[used++] = plain[at];
        }
        if (inside)
            found[used++] = '>';
    }
    found[used] = '\0';
    size_t wanted = strlen(marked);
    while (wanted && marked[wanted - 1] == '\n')
        wanted--;
    if (used != wanted || memcmp(found, marked, used) != 0)
        fail_msg("quotes.txt, block before line %d: found\n%s", number, found);
}

static void test_quotes(void **state)
{
    (void)state;
    char line[4096], text[8192] = "";
    int number = 0, cases = 0;
    FILE *f = open_cases("quotes.txt");
    for (bool more = true; more;) {
        more = next_line(f, line, &number);
        if (more && line[0]) {
            strcat(text, line);
            strcat(text, "\n");
        } else if (text[0]) {
            check_quotes(text, number);
            text[0] = '\0';
            cases++;
        }
    }
    fclose(f);
    assert_int_equal(cases, 5);
}

/* ---- encoding ---- */

static void check_repair(const char *bytes, size_t n, const char *wanted)
{
    arena a = {0};
    size_t clean;
    const char *s = text_repair(&a, bytes, n, &clean);
    assert_string_equal(s, wanted);
    assert_int_equal(clean, strlen(wanted));
    arena_free(&a);
}

#define REPAIR(bytes, wanted) check_repair((bytes), sizeof(bytes) - 1, (wanted))

static void test_repair(void **state)
{
    (void)state;
    REPAIR("plain text", "plain text");
    REPAIR("\xEF\xBB\xBFWar", "War");
    REPAIR("a\r\nb\rc", "a \nb\nc");
    REPAIR("a\0b\x01" "c", "a b c");
    REPAIR("Kremlin\x92s \x93no\x94", "Kremlin’s “no”");
    REPAIR("Kremlin\xC3\xA2\xE2\x82\xAC\xE2\x84\xA2s", "Kremlin’s"); /* â€™ */
    REPAIR("caf\xC3\x83\xC2\xA9", "café");
    REPAIR("São Paulo, â la carte", "São Paulo, â la carte");
    REPAIR("\xFF\xFEW\0a\0r\0", "War");
    REPAIR("\xFE\xFF\0W\xD8\x3D\xDE\x00", "W\xF0\x9F\x98\x80");
    REPAIR("é \xFF é", "é \xEF\xBF\xBD é");
    REPAIR("no\xC2\xA0" "break", "no break");
}

/* ---- title, given sentences, long ones ---- */

static void test_title(void **state)
{
    (void)state;
    read_article(&(casus_article){.text = "Troops crossed the border. They left.", .title = "War fears grow"});
    assert_int_equal(doc->doc.n_sentences, 3);
    assert_string_equal(doc->doc.text, "War fears grow\n\nTroops crossed the border. They left.");
    assert_int_equal(doc->doc.sentences[0].headline, 1);
    assert_int_equal(doc->doc.sentences[1].headline, 0);
    check_whole();

    read_article(&(casus_article){.text = "WAR FEARS GROW\nTroops crossed the border.", .title = "War Fears Grow"});
    assert_int_equal(doc->doc.n_sentences, 2);
    assert_int_equal(doc->doc.sentences[0].headline, 1);
    assert_string_equal(doc->doc.text, "WAR FEARS GROW\nTroops crossed the border.");

    read_article(&(casus_article){.text = "Police arrest 12 students in Nairobi on Monday.", .title = "Police arrest 12 students in Nairobi"});
    assert_int_equal(doc->doc.n_sentences, 2); /* the lead is no headline */
    assert_int_equal(doc->doc.sentences[1].headline, 0);

    read_article(&(casus_article){.title = "Only a title"});
    assert_int_equal(doc->doc.n_sentences, 1);
    read_article(&(casus_article){.text = ""});
    assert_int_equal(doc->doc.n_sentences, 0);
}

static void test_given(void **state)
{
    (void)state;
    static const char *const s[] = {"It was Mr. Smith. He left", "", "Nobody\nspoke."};
    read_article(&(casus_article){.sentences = s, .n_sentences = 3, .title = "Never a sentence", .text = "ignored"});
    assert_int_equal(doc->doc.n_sentences, 3);
    assert_string_equal(doc->doc.text, "It was Mr. Smith. He left\n\nNobody spoke.");
    assert_int_equal(doc->doc.sentences[1].count, 0);
    assert_int_equal(doc->doc.sentences[2].count, 3);
    check_whole();
}

static void test_long(void **state)
{
    (void)state;
    size_t words = 5000, n = 0;
    char *text = malloc(words * 8 + 1);
    assert_non_null(text);
    for (size_t i = 0; i < words; i++)
        n += (size_t)sprintf(text + n, i % 50 == 49 ? "word; " : "word ");
    read_article(&(casus_article){.text = text, .n_text = n});
    check_whole();
    assert_true(doc->doc.n_sentences > words / 400);
    for (casus_ref s = 0; s < doc->doc.n_sentences; s++)
        assert_true(doc->doc.sentences[s].count <= 400);
    str first = document_str(doc, doc->doc.sentences[0].at);
    assert_true(str_ends(first, ";"));
    free(text);
}

static void test_foreign(void **state)
{
    (void)state;
    read_plain("Die Regierung hat am Montag mit der Opposition über das neue Gesetz gesprochen, und der Minister war nicht da.");
    assert_int_equal(doc->doc.sentences[0].verdict, CASUS_V_NOT_ENGLISH);
    read_plain("Правительство России в понедельник сообщило о переговорах с делегацией.");
    assert_int_equal(doc->doc.sentences[0].verdict, CASUS_V_NOT_ENGLISH);
    read_plain("The foreign minister of Côte d'Ivoire met the president of Perú in Lima on Monday, de la Cruz said.");
    assert_int_equal(doc->doc.sentences[0].verdict, CASUS_V_CODED);
    read_plain("Rebels seize Goma airport");
    assert_int_equal(doc->doc.sentences[0].verdict, CASUS_V_CODED);
}

/* Twelve languages of Latin letters and others, a short text each; three that show too little to be told are longer. */
static void test_languages(void **state)
{
    (void)state;
    static const char *const foreign[] = {
        "Die Polizei sprach nicht mit dem Minister.", "La police a arrêté douze étudiants dans les rues de Dakar.", "La policía detuvo a doce estudiantes en las calles de Lima.",
        "A polícia prendeu doze estudantes nas ruas de Maputo.", "La polizia ha arrestato dodici studenti nelle strade di Roma.",
        "De regering heeft maandag nieuwe sancties aangekondigd. De minister zei dat de troepen niet worden teruggetrokken.",
        "Policja zatrzymała dwunastu studentów na ulicach Krakowa.", "Polis Ankara sokaklarında on iki öğrenciyi gözaltına aldı.",
        "Pemerintah mengumumkan sanksi baru pada hari Senin. Menteri mengatakan bahwa pasukan tidak akan ditarik.", "Полиция задержала двенадцать студентов.",
        "اعتقلت الشرطة اثني عشر طالبا.", "警方逮捕了十二名学生。",
        "Serikali ilitangaza vikwazo vipya dhidi ya majirani siku ya Jumatatu. Waziri alisema kwamba wanajeshi hawataondolewa.",
    };
    static const char *const ours[] = {
        "Netanyahu meets Macron, Scholz, Meloni in Paris", "Troops shelled Kharkiv.", "Xi Jinping warned Lai Ching-te.", "Twelve die in Los Angeles, Las Vegas, El Paso blasts",
        "Minors work six hours per day, adults ten hours per day.", "Frente Farabundo Marti para la Liberacion Nacional rebels attacked San Salvador.",
        "Dead: Jose de la Cruz, Maria del Carmen de los Santos, Juan de Dios, Pedro y Pablo.", "Erdoğan, Özgür Özel and İmamoğlu met Şahin in Diyarbakır, Çanakkale, Muğla.",
        "Luiz Inacio Lula da Silva met Andres Manuel Lopez Obrador in Rio de Janeiro on Monday. Recep Tayyip Erdogan joined them in Sao Paulo.",
        "Le Monde, La Stampa, El Pais, Die Zeit and Der Spiegel reported that Rosario de la Torre, leader of Juntos por el Cambio, rejected talks.",
        "Protesters in Moscow shouted \"Нет войне\" and \"Россия будет свободной\" before police detained them.",
    };
    for (size_t i = 0; i < sizeof foreign / sizeof *foreign; i++) {
        read_plain(foreign[i]);
        if (doc->doc.sentences[0].verdict != CASUS_V_NOT_ENGLISH)
            fail_msg("taken for English: %s", foreign[i]);
    }
    for (size_t i = 0; i < sizeof ours / sizeof *ours; i++) {
        read_plain(ours[i]);
        if (doc->doc.sentences[0].verdict == CASUS_V_NOT_ENGLISH)
            fail_msg("not taken for English: %s", ours[i]);
    }
}

static void test_flags(void **state)
{
    (void)state;
    read_plain("NATO and “Kyiv” sent 3rd Émile's F-16.");
    static const unsigned wanted[] = {CASUS_T_TITLE | CASUS_T_UPPER | CASUS_T_WORD, CASUS_T_SPACE | CASUS_T_WORD, CASUS_T_SPACE,
                                      CASUS_T_TITLE | CASUS_T_WORD | CASUS_T_QUOTED, 0, CASUS_T_SPACE | CASUS_T_WORD,
                                      CASUS_T_SPACE | CASUS_T_DIGIT | CASUS_T_WORD, CASUS_T_SPACE | CASUS_T_TITLE | CASUS_T_WORD};
    for (casus_ref i = 0; i < sizeof wanted / sizeof *wanted; i++)
        assert_int_equal(doc->doc.tokens[i].flags, wanted[i]);
    assert_string_equal(symtab_name(doc->names, doc->doc.tokens[7].norm), "emile");
    assert_string_equal(symtab_name(doc->names, doc->doc.tokens[8].norm), "'s");
    assert_string_equal(symtab_name(doc->names, doc->doc.tokens[2].norm), "\"");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_sentences, start, stop), cmocka_unit_test_setup_teardown(test_tokens, start, stop),
        cmocka_unit_test_setup_teardown(test_boilerplate, start, stop), cmocka_unit_test_setup_teardown(test_headlines, start, stop),
        cmocka_unit_test_setup_teardown(test_quotes, start, stop), cmocka_unit_test_setup_teardown(test_repair, start, stop),
        cmocka_unit_test_setup_teardown(test_title, start, stop), cmocka_unit_test_setup_teardown(test_given, start, stop),
        cmocka_unit_test_setup_teardown(test_long, start, stop), cmocka_unit_test_setup_teardown(test_foreign, start, stop),
        cmocka_unit_test_setup_teardown(test_languages, start, stop),
        cmocka_unit_test_setup_teardown(test_flags, start, stop)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
