/* The knowledge room: small folders made here for the formats and their faults, and the shipped one
 * for what a name means on a day. */
#include "knowledge/knowledge.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

/* ---- a folder of knowledge, made for a test ---- */

static const char *const files[] = {"ontology/plover.txt", "ontology/cameo.txt", "actors/countries.txt", "actors/roles.txt", "actors/people/some.txt", "actors/bodies.txt",
                                    "actors/groups.txt", "places/some.txt", "verbs/classes.txt", "verbs/light.txt", "verbs/status.txt", "verbs/some.txt", "what/is-this.txt"};
enum { N_FILES = sizeof files / sizeof *files };

static const char basics[] = "REQUEST ; 3 ; -1 ; 100\nREQUEST yield ; - ; -1 ; 102\nTHREATEN ; 3 ; -3 ; 130\n";
static const char codes[] = "100 ; -0.3 ; demand\n102 ; -0.1 ; x\n130 ; -4.4 ; threaten\n";

typedef struct folder {
    char dir[150];
    arena memory;
    symtab *names;
    buffer faults;
    uint32_t n_faults;
    knowledge *k;
} folder;

static void folder_new(folder *f)
{
    static const char *const below[] = {"knowledge", "knowledge/actors", "knowledge/actors/people", "knowledge/places", "knowledge/verbs", "knowledge/ontology", "knowledge/what"};
    char path[400];
    *f = (folder){0};
    snprintf(f->dir, sizeof f->dir, "%s/casus-knowledge-XXXXXX", getenv("TMPDIR") ? getenv("TMPDIR") : "/tmp");
    assert_non_null(mkdtemp(f->dir));
    for (size_t i = 0; i < sizeof below / sizeof *below; i++) {
        snprintf(path, sizeof path, "%s/%s", f->dir, below[i]);
        assert_int_equal(mkdir(path, 0700), 0);
    }
}

static void folder_put(const folder *f, const char *file, const char *text)
{
    char path[400];
    snprintf(path, sizeof path, "%s/knowledge/%s", f->dir, file);
    FILE *out = fopen(path, "wb");
    assert_non_null(out);
    assert_true(fputs(text, out) >= 0);
    assert_int_equal(fclose(out), 0);
}

static void folder_open(folder *f)
{
    casus_error err;
    folder_put(f, "ontology/plover.txt", basics);
    folder_put(f, "ontology/cameo.txt", codes);
    f->names = symtab_new(&f->memory, NULL);
    f->k = knowledge_open(f->dir, NULL, f->names, &f->faults, &f->n_faults, &err);
    assert_non_null(f->k);
}

static void folder_close(folder *f)
{
    static const char *const below[] = {"knowledge/actors/people", "knowledge/actors", "knowledge/places", "knowledge/verbs", "knowledge/ontology", "knowledge/what", "knowledge", ""};
    char path[400];
    knowledge_close(f->k);
    buffer_free(&f->faults);
    arena_free(&f->memory);
    for (size_t i = 0; i < N_FILES; i++) {
        snprintf(path, sizeof path, "%s/knowledge/%s", f->dir, files[i]);
        unlink(path);
    }
    for (size_t i = 0; i < sizeof below / sizeof *below; i++) {
        snprintf(path, sizeof path, "%s/%s", f->dir, below[i]);
        assert_int_equal(rmdir(path), 0);
    }
}

/* ---- asking ---- */

static casus_sym sym(const folder *f, const char *name)
{
    return symtab_find(f->names, name, strlen(name));
}

static const char *name(const folder *f, casus_sym s)
{
    return symtab_name(f->names, s);
}

/* The meanings of exactly this phrase, whose words are parted by blanks; NULL when it has none. */
static const phrase_hit *meanings(folder *f, const char *phrase)
{
    casus_sym norms[16];
    uint32_t n = 0;
    char folded[100];
    for (str rest = str_of(phrase); rest.p && n < 16;) {
        str word = str_cut(&rest, " ");
        size_t length = str_fold(word.p, word.n, folded);
        norms[n++] = symtab_find(f->names, folded, length);
    }
    const phrase_hit *h = phrase_find(f->k, &f->memory, norms, n);
    return h && h->length == n ? h : NULL; /* the longest come first */
}

/* Its first meaning of this kind of name (0: any). */
static const phrase_hit *meaning(folder *f, const char *phrase, uint8_t kind)
{
    const phrase_hit *h = meanings(f, phrase);
    uint32_t length = h ? h->length : 0;
    while (h && h->length == length && kind && h->name != kind)
        h = h->next;
    return h && h->length == length ? h : NULL;
}

/* "RUS GOV foreign minister", "former RUS GOV" or "-" for nothing known. */
static const char *code_on(folder *f, const char *phrase, int32_t day)
{
    const phrase_hit *h = meanings(f, phrase);
    uint32_t length = h ? h->length : 0;
    for (; h && h->length == length; h = h->next) {
        bool former = false;
        const tenure *t = entry_on(knowledge_entry(f->k, h->entry), day, &former);
        if (t)
            return arena_printf(&f->memory, "%s%s %s%s%s", former ? "former " : "", name(f, t->country), name(f, t->sector), t->title ? " " : "", name(f, t->title));
    }
    return "-";
}

/* ---- formats ---- */

static void a_name_means_what_it_meant_on_the_day(void **state)
{
    folder f;
    (void)state;
    folder_new(&f);
    folder_put(&f, "actors/countries.txt", "# who\nKenya ; KEN ; adj Kenyan ; people Kenyan | Kenyans ; capital Nairobi ; seat State House # in town\nZaire ; ZAR ; ..1997-05-16\n");
    folder_put(&f, "actors/roles.txt", "president | presidents ; GOV ; person ; title\nsoldier | soldiers | troops ; MIL ; group ; figure troops\ntank | tanks ; - ; figure vehicles\n");
    folder_put(&f, "actors/people/some.txt", "Asha Otieno | A. Otieno ; she ; KEN LEG senator 1999..2007-12 ; KEN GOV president 2008-01-15..2013-04-09\n");
    folder_put(&f, "actors/groups.txt", "Shifta | Shifta Front ; KEN REB 1963..1967 ; noun front | militants\n");
    folder_put(&f, "places/some.txt", "Lake Turkana | Rudolf ; KEN ; Turkana ; 3.6 36.1 ; lake\nRift ; KEN ; - ; - ; region\n");
    folder_open(&f);
    assert_string_equal(f.faults.p ? f.faults.p : "", "");
    assert_string_equal(code_on(&f, "Asha Otieno", 20050601), "KEN LEG senator");
    assert_string_equal(code_on(&f, "Otieno", 20100601), "KEN GOV president");
    assert_string_equal(code_on(&f, "A Otieno", 20200101), "former KEN GOV president");
    assert_string_equal(code_on(&f, "Asha Otieno", 19900101), "-");
    assert_string_equal(code_on(&f, "Asha Otieno", 0), "KEN GOV president"); /* no day: the newest */
    assert_string_equal(code_on(&f, "Nairobi", 20200101), "KEN GOV");
    assert_int_equal(meaning(&f, "nairobi", 0)->name, NAME_CAPITAL);
    assert_int_equal(meaning(&f, "Kenyans", 0)->name, NAME_PEOPLE);
    assert_int_equal(meaning(&f, "kenyan", NAME_ADJ)->name, NAME_ADJ);
    assert_int_equal(meaning(&f, "State House", 0)->name, NAME_SEAT);
    assert_int_equal(meaning(&f, "militants", 0)->name, NAME_NOUN);
    assert_null(meaning(&f, "Kenyan House", 0));
    assert_string_equal(code_on(&f, "Shifta Front", 19650101), "KEN REB");
    const entry *e = knowledge_holder(f.k, sym(&f, "KEN"), sym(&f, "president"), 20100101);
    assert_non_null(e);
    assert_string_equal(name(&f, e->name), "Asha Otieno");
    assert_int_equal(e->gender, 's');
    assert_string_equal(name(&f, e->rule), "actors/people/some.txt:1");
    assert_null(knowledge_holder(f.k, sym(&f, "KEN"), sym(&f, "president"), 20140101));
    assert_string_equal(name(&f, knowledge_country(f.k, sym(&f, "KEN"))->name), "Kenya");
    const entry *tank = knowledge_entry(f.k, meaning(&f, "tanks", 0)->entry);
    assert_true(tank->flags & ENTRY_NOBODY);
    assert_string_equal(name(&f, tank->figure), "vehicles");
    const entry *lake = knowledge_entry(f.k, meaning(&f, "lake turkana", 0)->entry);
    assert_true(lake->has_point && lake->lat > 3.59f && lake->lat < 3.61f && lake->lon > 36.0f);
    assert_string_equal(name(&f, lake->admin1), "Turkana");
    assert_false(knowledge_entry(f.k, meaning(&f, "rift", 0)->entry)->has_point);
    folder_close(&f);
}

static const pattern *pattern_of(const folder *f, const char *lemma, const char *rule)
{
    const pattern *const *p = knowledge_patterns(f->k, sym(f, lemma));
    for (; p && *p; p++)
        if (strcmp(name(f, (*p)->rule), rule) == 0)
            return *p;
    return NULL;
}

static void a_pattern_is_read_into_its_elements(void **state)
{
    folder f;
    (void)state;
    folder_new(&f);
    folder_put(&f, "verbs/classes.txt", "@yield  withdraw | pull back | @free\n@free  release\n");
    folder_put(&f, "verbs/some.txt",
               "A urge|press R to @yield > REQUEST yield 102 ; needs A\n"
               "A:MIL|REB threat.n against R > THREATEN - 130 ; low\n"
               "A pull back|out from|of P > NONE sport\n"
               "+ Rebels urged the army to withdraw. > REQUEST rebels > army\n");
    folder_open(&f);
    assert_string_equal(f.faults.p ? f.faults.p : "", "");
    const pattern *urge = pattern_of(&f, "urge", "verbs/some.txt:1");
    assert_non_null(urge);
    assert_true(urge == pattern_of(&f, "press", "verbs/some.txt:1"));
    assert_string_equal(name(&f, urge->event), "REQUEST");
    assert_int_equal(urge->n_modes, 1);
    assert_string_equal(name(&f, urge->mode[0]), "yield");
    assert_string_equal(name(&f, urge->cameo), "102");
    assert_true(urge->pos == 'v' && urge->flags == PATTERN_NEEDS_A);
    const element *to = NULL, *object = NULL;
    for (uint8_t i = 0; i < urge->n_elements; i++) {
        to = urge->elements[i].at == AT_TO ? &urge->elements[i] : to;
        object = urge->elements[i].at == AT_OBJECT ? &urge->elements[i] : object;
    }
    assert_true(object && object->slot == SLOT_R);
    assert_non_null(to);
    int words = 0;
    for (const casus_sym *w = to ? to->words : NULL; w && *w; w++)
        words++;
    assert_int_equal(words, 3); /* a class inside a class, also where it stands further down */
    assert_true(knowledge_class(f.k, "@yield", sym(&f, "release")));
    assert_false(knowledge_class(f.k, "@free", sym(&f, "withdraw")));
    const pattern *threat = pattern_of(&f, "threat", "verbs/some.txt:2");
    assert_true(threat && threat->pos == 'n' && (threat->flags & PATTERN_LOW));
    const pattern *pull = pattern_of(&f, "pull", "verbs/some.txt:3");
    assert_non_null(pull);
    assert_true(pull && pull->particles && pull->particles[0] && pull->particles[1]);
    assert_string_equal(name(&f, pull->event), "NONE");
    assert_string_equal(name(&f, pull->reason), "sport");
    assert_null(knowledge_patterns(f.k, sym(&f, "withdraw")));
    folder_close(&f);
}

static void lists_are_found_by_key_and_by_word(void **state)
{
    folder f;
    casus_sym value = 0;
    uint32_t n = 0;
    double goldstein = 0;
    plover p;
    (void)state;
    folder_new(&f);
    folder_put(&f, "verbs/light.txt", "launch\ncarry ; out\n");
    folder_put(&f, "verbs/status.txt", "hypothetical  would | in case\nfuture  be about to\nhypothetical  may\n");
    folder_put(&f, "verbs/some.txt", "A urge R > REQUEST yield 102\nA threaten R > THREATEN - 130\n");
    folder_open(&f);
    assert_true(knowledge_word(f.k, "verbs/light", sym(&f, "launch"), &value));
    assert_int_equal(value, 0);
    assert_true(knowledge_word(f.k, "verbs/light", sym(&f, "carry"), &value));
    assert_string_equal(name(&f, value), "out");
    assert_false(knowledge_word(f.k, "verbs/light", sym(&f, "would"), NULL));
    assert_false(knowledge_word(f.k, "verbs/nothing", sym(&f, "launch"), NULL));
    assert_string_equal(name(&f, knowledge_key(f.k, "verbs/status", sym(&f, "may"))), "hypothetical");
    assert_string_equal(name(&f, knowledge_key(f.k, "verbs/status", sym(&f, "be_about_to"))), "future");
    assert_int_equal(knowledge_key(f.k, "verbs/status", sym(&f, "launch")), 0);
    assert_non_null(knowledge_list(f.k, "verbs/status", &n));
    assert_int_equal(n, 3);
    assert_true(knowledge_plover(f.k, sym(&f, "REQUEST"), sym(&f, "yield"), &p));
    assert_true(knowledge_plover(f.k, sym(&f, "THREATEN"), 0, &p) && p.quad == 3 && p.score < -2.9);
    assert_false(knowledge_plover(f.k, sym(&f, "THREATEN"), sym(&f, "yield"), &p));
    assert_true(knowledge_goldstein(f.k, sym(&f, "130"), &goldstein) && goldstein < -4.3 && goldstein > -4.5);
    assert_false(knowledge_goldstein(f.k, sym(&f, "launch"), &goldstein));
    folder_close(&f);
}

/* ---- faults ---- */

static void every_fault_has_its_line_and_the_rest_is_loaded(void **state)
{
    static const char *const wanted[] = {"actors/countries.txt:2: ", "actors/people/some.txt:1: ", "actors/people/some.txt:2: ", "actors/roles.txt:1: 'ARMY' is no sector", "places/some.txt:1: ",
                                         "places/some.txt:2: ", "verbs/some.txt:2: unknown mode of REQUEST 'yeild'; did you mean 'yield'?", "verbs/some.txt:3: unknown event 'REQEUST'",
                                         "verbs/some.txt:4: ", "verbs/some.txt:5: unknown class '@nosuch'", "verbs/some.txt:6: unknown CAMEO code '999'", "verbs/some.txt:7: unknown option 'loud'",
                                         "verbs/classes.txt:2: class '@a' stands twice", "what/is-this.txt:0: nothing reads this file"};
    folder f;
    (void)state;
    folder_new(&f);
    folder_put(&f, "actors/countries.txt", "Kenya ; KEN\nUganda ; UGA ; colour red\n");
    folder_put(&f, "actors/people/some.txt", "Nobody Known ; he\nBad Period ; he ; KEN GOV president 2008-31..\nGood One ; he ; KEN GOV president 2008..\n");
    folder_put(&f, "actors/roles.txt", "soldier ; ARMY ; group\npilot ; MIL ; person\n");
    folder_put(&f, "places/some.txt", "Nowhere ; KEN\nToo Far ; KEN ; - ; 100 200 ; town\n");
    folder_put(&f, "verbs/classes.txt", "@a  one\n@a  two\n");
    folder_put(&f, "verbs/some.txt",
               "A urge R > REQUEST - 100\nA press R > REQUEST yeild 100\nA ask R > REQEUST - 100\nA R > REQUEST - 100\nA beg R to @nosuch > REQUEST - 100\n"
               "A implore R > REQUEST - 999\nA entreat R > REQUEST - 100 ; loud\n");
    folder_put(&f, "what/is-this.txt", "x\n");
    folder_open(&f);
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
        if (!strstr(f.faults.p, wanted[i]))
            fail_msg("no fault '%s' in:\n%s", wanted[i], f.faults.p);
    uint32_t lines = 0;
    for (const char *p = f.faults.p; (p = strchr(p, '\n')) != NULL; p++)
        lines++;
    assert_int_equal(lines, f.n_faults);
    assert_non_null(pattern_of(&f, "urge", "verbs/some.txt:1"));
    assert_string_equal(code_on(&f, "Good One", 20200101), "KEN GOV president");
    assert_string_equal(code_on(&f, "pilot", 0), " MIL");
    folder_close(&f);
}

static void a_folder_that_is_not_there_is_an_error(void **state)
{
    arena a = {0};
    casus_error err = {0};
    (void)state;
    assert_null(knowledge_open("/nowhere/at all", NULL, symtab_new(&a, NULL), NULL, NULL, &err));
    assert_int_equal(err.code, CASUS_EFILE);
    assert_non_null(strstr(err.message, "/nowhere/at all"));
    arena_free(&a);
}

/* ---- the shipped knowledge ---- */

static void the_shipped_names_keep_their_history(void **state)
{
    static const struct {
        const char *phrase;
        int32_t day;
        const char *code;
    } facts[] = {
        {"Sergei Lavrov", 20100101, "RUS GOV foreign minister"}, {"Sergey Lavrov", 20220111, "RUS GOV foreign minister"}, {"Kremlin", 20220111, "RUS GOV"}, {"Kremlin", 19870226, "SUN GOV"},
        {"Taliban", 20000101, "AFG GOV"}, {"Taliban", 20100101, "AFG REB"}, {"Taliban", 20220111, "AFG GOV"}, {"NATO", 20220111, "IGO "}, {"United Nations", 20220111, "UNO "},
        {"European Union", 20220111, "EUR "}, {"Soviet Union", 19870226, "SUN GOV"}, {"Nelson Mandela", 19960101, "ZAF GOV president"},
    };
    folder f = {0};
    casus_error err;
    (void)state;
    f.names = symtab_new(&f.memory, NULL);
    f.k = knowledge_open(CASUS_SOURCE_DIR, NULL, f.names, NULL, NULL, &err);
    assert_non_null(f.k);
    assert_true(knowledge_entries(f.k) > 5000);
    for (size_t i = 0; i < sizeof facts / sizeof *facts; i++) {
        const char *got = code_on(&f, facts[i].phrase, facts[i].day);
        if (strcmp(got, facts[i].code) != 0)
            fail_msg("%s on %d is '%s', not '%s'", facts[i].phrase, facts[i].day, got, facts[i].code);
    }
    knowledge_close(f.k);
    arena_free(&f.memory);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_name_means_what_it_meant_on_the_day),
        cmocka_unit_test(a_pattern_is_read_into_its_elements),
        cmocka_unit_test(lists_are_found_by_key_and_by_word),
        cmocka_unit_test(every_fault_has_its_line_and_the_rest_is_loaded),
        cmocka_unit_test(a_folder_that_is_not_there_is_an_error),
        cmocka_unit_test(the_shipped_names_keep_their_history),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
