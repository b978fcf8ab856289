/* The store: what goes in comes out, twice is once, and neither hostile rows nor a bad disk make it stumble. */
#include "export/export.h"
#include "same/same.h"
#include "store/statement.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

static casus *c;
static casus_doc *doc;

static int set_up(void **state)
{
    casus_error err;
    (void)state;
    c = casus_open(CASUS_SOURCE_DIR, NULL, &err);
    doc = casus_doc_new();
    if (!c)
        fprintf(stderr, "%s\n", err.message);
    return c && doc ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    casus_doc_free(doc);
    casus_close(c);
    return 0;
}

/* ---- a store of its own for each test ---- */

typedef struct shelf {
    char path[64];
    store *s;
    run_info run;
} shelf;

static shelf shelf_open(void)
{
    shelf h = {.path = "casus-store-XXXXXX", .run = {.kind = "ingest", .options = "{}", .knowledge = "k", .model = "m"}};
    casus_error err;
    int fd = mkstemp(h.path);
    assert_true(fd >= 0);
    close(fd);
    h.s = store_open(h.path, STORE_CREATE, &err);
    assert_non_null(h.s);
    return h;
}

static void shelf_close(shelf *h)
{
    char name[80];
    store_close(h->s);
    unlink(h->path);
    snprintf(name, sizeof name, "%s-wal", h->path);
    unlink(name);
    snprintf(name, sizeof name, "%s-shm", h->path);
    unlink(name);
}

/* Analyse and add; the coding's number, 0 when it was there. p keeps the packed document. */
static int64_t put(shelf *h, const casus_article *a, paper *p)
{
    casus_error err;
    added rows;
    assert_int_equal(casus_analyze(c, doc, a, &err), 0);
    assert_true(paper_pack(p, (document *)doc, a));
    paper_hash(a, true, p->hash);
    assert_int_equal(store_begin(h->s, &err), 0);
    assert_int_equal(run_start(h->s, &h->run, &err), 0);
    assert_int_equal(store_add(h->s, p, h->run.id, &rows, &err), 0);
    assert_int_equal(same_settle(h->s, p, &rows, &err), 0);
    assert_int_equal(store_commit(h->s, &err), 0);
    return rows.coding;
}

static int64_t put_text(shelf *h, const char *id, int32_t date, const char *text)
{
    paper p = {0};
    int64_t coding = put(h, &(casus_article){.id = id, .source = id, .date = date, .text = text}, &p);
    paper_free(&p);
    return coding;
}

static int64_t number(shelf *h, const char *sql)
{
    sqlite3_stmt *q = NULL;
    int64_t n = -1;
    assert_int_equal(sqlite3_prepare_v2(store_db(h->s), sql, -1, &q, NULL), SQLITE_OK);
    if (sqlite3_step(q) == SQLITE_ROW)
        n = sqlite3_column_int64(q, 0);
    sqlite3_finalize(q);
    return n;
}

/* ---- pieces ---- */

static void checksums_are_sha256(void **state)
{
    char sum[65];
    (void)state;
    sha256_hex("abc", 3, sum);
    assert_string_equal(sum, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    sha256_hex("", 0, sum);
    assert_string_equal(sum, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

static void a_document_is_known_by_its_content(void **state)
{
    casus_article a = {.id = "1", .title = "T", .text = "Some text.", .date = 20220301}, b = a;
    uint8_t x[32], y[32];
    (void)state;
    paper_hash(&a, true, x);
    paper_hash(&b, true, y);
    assert_memory_equal(x, y, 32);
    b.id = "2";
    paper_hash(&b, true, y);
    assert_memory_not_equal(x, y, 32);
    paper_hash(&a, false, x); /* ids that are only names of files do not count */
    paper_hash(&b, false, y);
    assert_memory_equal(x, y, 32);
    b.title = "TS"; /* the border between two fields counts */
    b.text = "ome text.";
    paper_hash(&b, false, y);
    assert_memory_not_equal(x, y, 32);
    b = a;
    b.date = 20220302;
    paper_hash(&b, false, y);
    assert_memory_not_equal(x, y, 32);
}

static void kilometres(void **state)
{
    (void)state;
    assert_true(fabs(distance_km(48.8566, 2.3522, 51.5074, -0.1278) - 343.6) < 1); /* Paris, London */
    assert_true(distance_km(0, 179.9, 0, -179.9) < 23);                            /* over the date line */
    assert_true(distance_km(90, 0, 90, 120) < 0.001);
    assert_true(fabs(distance_km(0, 0, 0, 180) - 20015) < 5);
}

static const char wire[] = "Police in Nairobi arrested twelve students on Monday after a march against higher fees turned violent near the parliament, officials said. "
                           "The students had walked from the university through the centre of the city and stopped traffic for two hours before officers with shields pushed them back.";

static void copies_look_alike_and_others_do_not(void **state)
{
    static const char rewrite[] = "NAIROBI - Police in Nairobi arrested twelve students on Monday after a march against higher fees turned violent near the parliament. "
                                  "The students had walked from the university through the centre of the city and stopped traffic for two hours before officers with shields pushed them back.";
    static const char other[] = "The central bank of Kenya raised its key interest rate by half a percentage point on Wednesday, the third time this year, saying that inflation stayed above its "
                                "goal because of dear fuel and food, and that the shilling had lost a tenth of its value since the spring of last year.";
    double jaccard, contained;
    uint64_t a[COPY_BANDS], b[COPY_BANDS], x[COPY_BANDS];
    arena scratch = {0};
    (void)state;
    copy_likeness(str_of(wire), str_of(rewrite), &scratch, &jaccard, &contained);
    assert_true(jaccard > 0.8 && contained > 0.9);
    copy_likeness(str_of(wire), str_of(other), &scratch, &jaccard, &contained);
    assert_true(jaccard < 0.05);
    copy_likeness(str_of(""), str_of(wire), &scratch, &jaccard, &contained);
    assert_true(jaccard < 0.001 && contained < 0.001);
    assert_int_equal(copy_bands(str_of(wire), &scratch, a), COPY_BANDS);
    assert_int_equal(copy_bands(str_of(rewrite), &scratch, b), COPY_BANDS);
    assert_int_equal(copy_bands(str_of(other), &scratch, x), COPY_BANDS);
    int same = 0, chance = 0;
    for (int i = 0; i < COPY_BANDS; i++) {
        same += a[i] == b[i];
        chance += a[i] == x[i];
    }
    assert_true(same >= 3 && chance == 0);
    assert_int_equal(copy_bands(str_of("Too short to tell."), &scratch, a), 0);
    arena_free(&scratch);
}

/* MinHash must find what it promises: pairs of a known likeness, how many share a band. */
static void bands_find_most_pairs(void **state)
{
    static const struct {
        int changed; /* words of 200 that differ, each spoiling three runs */
        int least;   /* pairs of 100 that must share a band */
    } cases[] = {{10, 97}, {20, 85}, {140, -15}};
    arena scratch = {0};
    unsigned seed = 11;
    (void)state;
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        int found = 0;
        for (int pair = 0; pair < 100; pair++) {
            char x[2400] = "", y[2400] = "", token[24];
            size_t nx = 0, ny = 0;
            for (int w = 0; w < 200; w++) {
                unsigned r = seed = seed * 1664525u + 1013904223u;
                int n = snprintf(token, sizeof token, "w%u ", r >> 8);
                memcpy(x + nx, token, (size_t)n);
                nx += (size_t)n;
                if (w % (200 / cases[k].changed) == 0)
                    token[1] = 'x';
                memcpy(y + ny, token, (size_t)n);
                ny += (size_t)n;
            }
            uint64_t a[COPY_BANDS], b[COPY_BANDS];
            int share = 0;
            assert_int_equal(copy_bands((str){x, nx}, &scratch, a), COPY_BANDS);
            assert_int_equal(copy_bands((str){y, ny}, &scratch, b), COPY_BANDS);
            for (int i = 0; i < COPY_BANDS; i++)
                share |= a[i] == b[i];
            found += share;
            arena_reset(&scratch);
        }
        assert_true(cases[k].least > 0 ? found >= cases[k].least : found <= -cases[k].least);
    }
    arena_free(&scratch);
}

static void wordings(void **state)
{
    uint32_t a[WORDING_MOST], b[WORDING_MOST];
    arena scratch = {0};
    (void)state;
    uint32_t n = wording_of(STR("A bomb killed 12 people in Kandahar on Monday."), &scratch, a);
    uint32_t m = wording_of(STR("A bomb that killed 12 people exploded in Kandahar, police said on Monday."), &scratch, b);
    assert_true(wording_likeness(a, n, b, m) > 0.5);
    m = wording_of(STR("The ministers of both countries signed a trade agreement in Geneva."), &scratch, b);
    assert_true(wording_likeness(a, n, b, m) < 0.01);
    assert_true(wording_likeness(a, 0, b, 0) < 0.01);
    arena_free(&scratch);
}

/* ---- round trip ---- */

static void read_demo(char **text)
{
    size_t n;
    casus_error err;
    *text = file_read(CASUS_SOURCE_DIR "/demo/grain.txt", &n, &err);
    assert_non_null(*text);
}

static void what_goes_in_comes_out(void **state)
{
    static const char *const texts[] = {
        NULL, /* the demo article */
        "Turkish President Recep Tayyip Erdoğan met Greece’s prime minister in İzmir – “a new start” – on Tuesday. He will not accept any threat to Turkey, he warned.",
        "", "\xFF\xFE bad \xC3( bytes. Police in Nairobi arrested 12 students.",
        "RIO DE JANEIRO, March 3 - Rebels killed at least 20 soldiers in Goma. 3,000 people fled. The ministers will meet in Geneva on March 10."};
    shelf h = shelf_open();
    paper in = {0}, out = {0};
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        char *text = NULL;
        casus_error err;
        buffer before = {0}, after = {0};
        if (!texts[i])
            read_demo(&text);
        casus_article a = {.id = "x", .title = i == 1 ? "Erdoğan in İzmir" : NULL, .date = 20220725, .text = text ? text : texts[i], .url = "http://www.example.org/a"};
        int64_t coding = put(&h, &a, &in);
        assert_true(coding > 0);
        view_read((document *)doc, &before);
        view_csv((document *)doc, &before);
        assert_int_equal(store_load(h.s, coding, &out, &err), 0);
        view_read(&out.d, &after);
        view_csv(&out.d, &after);
        assert_string_equal(before.p, after.p);
        assert_string_equal(out.outlet, "example.org");
        casus_article back; /* read again, it is the same */
        buffer again = {0};
        store_article(&out, &back);
        assert_int_equal(casus_analyze(c, doc, &back, &err), 0);
        view_read((document *)doc, &again);
        view_csv((document *)doc, &again);
        assert_string_equal(before.p, again.p);
        buffer_free(&before);
        buffer_free(&after);
        buffer_free(&again);
        free(text);
    }
    paper_free(&in);
    paper_free(&out);
    shelf_close(&h);
}

static void twice_is_once(void **state)
{
    shelf h = shelf_open();
    uint8_t hash[32];
    casus_article a = {.id = "one", .source = "one", .text = wire, .date = 20220301};
    (void)state;
    assert_true(put_text(&h, "one", 20220301, wire) > 0);
    assert_int_equal(put_text(&h, "one", 20220301, wire), 0);
    assert_int_equal(number(&h, "SELECT count(*) FROM document"), 1);
    paper_hash(&a, true, hash);
    assert_true(store_has(h.s, hash));
    hash[0] ^= 1;
    assert_false(store_has(h.s, hash));
    shelf_close(&h);
}

static void half_a_document_is_none(void **state)
{
    shelf h = shelf_open();
    paper p = {0};
    casus_error err;
    added rows;
    casus_article a = {.id = "one", .text = wire, .date = 20220301};
    (void)state;
    assert_int_equal(casus_analyze(c, doc, &a, &err), 0);
    assert_true(paper_pack(&p, (document *)doc, &a));
    assert_int_equal(store_begin(h.s, &err), 0);
    assert_int_equal(run_start(h.s, &h.run, &err), 0);
    assert_int_equal(store_add(h.s, &p, h.run.id, &rows, &err), 0);
    store_rollback(h.s);
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(number(&h, (const char *[]){"SELECT count(*) FROM document", "SELECT count(*) FROM sentence", "SELECT count(*) FROM run", "SELECT count(*) FROM mention"}[i]), 0);
    paper_free(&p);
    shelf_close(&h);
}

/* ---- the same twice ---- */

static void a_copy_is_no_second_source(void **state)
{
    shelf h = shelf_open();
    (void)state;
    char copy[600];
    snprintf(copy, sizeof copy, "%s This is added.", wire);
    put_text(&h, "alpha", 20220301, wire);
    put_text(&h, "beta", 20220302, copy);
    put_text(&h, "gamma", 20220401, wire); /* a month later: no copy */
    assert_int_equal(number(&h, "SELECT original FROM document WHERE name = 'beta'"), 1);
    assert_int_equal(number(&h, "SELECT count(*) FROM document WHERE original IS NULL"), 2);
    assert_int_equal(number(&h, "SELECT sources FROM events WHERE documents = 2"), 1);
    shelf_close(&h);
}

static void two_blasts_stay_two(void **state)
{
    static const struct {
        const char *a, *b;
        bool same;
    } cases[] = {
        {"A bomb killed 12 people in Kandahar on Monday, police said.", "On Monday, a bomb killed 15 people in Kandahar, officials said.", true},
        {"A bomb killed 12 people in Kandahar on Monday, police said.", "A bomb killed 12 people in Kabul on Monday, police said.", false},
        {"Russian missiles struck Odesa on Monday, killing five.", "Russian missiles struck Kharkiv on Monday, killing five.", false},
        {"Rebels attacked soldiers in Goma on Monday.", "Rebels attacked soldiers in Goma on Friday.", false},
        {"Turkey condemned Israel on Monday over the raid.", "On Monday Turkey condemned Israel over the raid, Turkish officials said.", true},
        {"Turkey condemned Israel on Monday over the raid.", "Egypt condemned Israel on Monday over the raid.", false},
        {"Iran attacked Israel on Monday.", "Iran did not attack Israel on Monday.", false},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        shelf h = shelf_open();
        put_text(&h, "alpha", 20220316, cases[i].a);
        put_text(&h, "beta", 20220316, cases[i].b);
        bool same = number(&h, "SELECT max(documents) FROM events") == 2;
        if (same != cases[i].same)
            fail_msg("%s one event: %s / %s", same ? "merged into" : "not merged into", cases[i].a, cases[i].b);
        shelf_close(&h);
    }
}

/* Names, days and places are drawn at random: whatever is merged, no event may have two places more than 50 km
 * apart or days more than one apart. */
static void no_event_spans_two_places(void **state)
{
    static const char *const towns[] = {"Odesa", "Kharkiv", "Kyiv", "Lviv", "Mykolaiv", "Kherson", "Poltava"};
    static const char *const days[] = {"Sunday", "Monday", "Tuesday"};
    shelf h = shelf_open();
    unsigned seed = 5;
    (void)state;
    for (int i = 0; i < 120; i++) {
        char text[300], id[20];
        unsigned r = seed = seed * 1664525u + 1013904223u;
        snprintf(text, sizeof text, (r >> 20) % 3 ? "Russian missiles struck a hospital in %s on %s, killing five people." : "Russian missiles struck %s on %s and killed people.",
                 (r >> 24) % 3 ? towns[(r >> 8) % 7] : "the city", days[(r >> 16) % 3]);
        snprintf(id, sizeof id, "d%d", i);
        put_text(&h, id, 20220316, text);
    }
    assert_true(number(&h, "SELECT max(documents) FROM events") > 3);
    static const char pairs[] = "SELECT l1.lat, l1.lon, l2.lat, l2.lon, r1.day - r2.day FROM report r1 JOIN report r2 ON r2.event = r1.event JOIN spot o1 ON o1.coding = r1.coding AND"
                                " o1.number = r1.spot JOIN place l1 ON l1.id = o1.place JOIN spot o2 ON o2.coding = r2.coding AND o2.number = r2.spot JOIN place l2 ON l2.id = o2.place"
                                " WHERE l1.lat IS NOT NULL AND l2.lat IS NOT NULL";
    sqlite3_stmt *q = NULL;
    int n = 0;
    assert_int_equal(sqlite3_prepare_v2(store_db(h.s), pairs, -1, &q, NULL), SQLITE_OK);
    for (; sqlite3_step(q) == SQLITE_ROW; n++) {
        assert_true(distance_km(sqlite3_column_double(q, 0), sqlite3_column_double(q, 1), sqlite3_column_double(q, 2), sqlite3_column_double(q, 3)) <= MERGE_KM);
        assert_true(abs(sqlite3_column_int(q, 4)) <= 1);
    }
    sqlite3_finalize(q);
    assert_true(n > 100);
    shelf_close(&h);
}

/* ---- hostile rows ---- */

static int swallow(void *user, const char *bytes, size_t n)
{
    *(size_t *)user += n + (bytes == NULL);
    return 0;
}

/* A store that somebody else wrote into: any numbers where offsets and references stand. */
static void odd_rows_are_survived(void **state)
{
    static const char *const spoils[] = {
        "UPDATE sentence SET start = ?1, stop = ?2", "UPDATE mention SET start = ?1, stop = ?2", "UPDATE spot SET start = ?1, stop = ?2", "UPDATE report SET start = ?1, stop = ?2",
        "UPDATE figure SET owner = ?1, claimant = ?2", "UPDATE report SET sentence = ?1, number = ?2 + id", "UPDATE party SET mention = ?1, entity = 1 + 0 * ?2",
        "UPDATE statement SET speaker = ?1, content_stop = ?2", "UPDATE meeting SET forum_start = ?1, forum_stop = ?2", "UPDATE coding SET first_sentence = ?1, sentences = ?2",
        "UPDATE report SET wording = zeroblob(abs(?1 % 100)), ground = zeroblob(abs(?2 % 100))", "UPDATE document SET body = ?1, published = ?2"};
    static const int values[] = {-1, 0, 7, 2147483647, -2147483647, 100000};
    char *text;
    (void)state;
    read_demo(&text);
    for (size_t i = 0; i < sizeof spoils / sizeof *spoils; i++)
        for (size_t v = 0; v < sizeof values / sizeof *values; v++) {
            shelf h = shelf_open();
            paper p = {0};
            casus_error err;
            sqlite3_stmt *spoil = NULL;
            size_t n = 0;
            int64_t coding = put(&h, &(casus_article){.id = "x", .text = text, .date = 20220725}, &p);
            sqlite3_exec(store_db(h.s), "PRAGMA foreign_keys = OFF", NULL, NULL, NULL);
            assert_int_equal(sqlite3_prepare_v2(store_db(h.s), spoils[i], -1, &spoil, NULL), SQLITE_OK);
            sqlite3_bind_int(spoil, 1, values[v]);
            sqlite3_bind_int(spoil, 2, values[(v + 3) % 6]);
            sqlite3_step(spoil);
            sqlite3_finalize(spoil);
            if (store_load(h.s, coding, &p, &err) == 0) {
                buffer out = {0};
                casus_article back;
                view_read(&p.d, &out);
                view_csv(&p.d, &out);
                view_gdelt(&p.d, &out);
                store_article(&p, &back);
                buffer_free(&out);
            }
            for (const char *const *f = export_formats; *f; f++)
                export_write(&(exporting){h.s, &(filter){0}, true, swallow, &n, &err}, *f);
            if (store_begin(h.s, &err) == 0) {
                merge_again(h.s, &err);
                store_rollback(h.s);
            }
            paper_free(&p);
            shelf_close(&h);
        }
    free(text);
}

static void sql_only_reads(void **state)
{
    static const char *const bad[] = {"DELETE FROM run", "PRAGMA user_version = 3", "ATTACH 'x' AS y", "SELECT 1; SELECT 2", "", "   ", "-- nothing", "REPLACE INTO run VALUES(1)", "SELECT FROM",
                                      "WITH x AS (SELECT 1) DELETE FROM run", "EXPLAIN DELETE FROM run", "BEGIN", "CREATE TEMP TABLE t(x)", "REINDEX", "DETACH main"};
    shelf h = shelf_open();
    casus_error err;
    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        sqlite3_stmt *q = query_sql(h.s, bad[i], &err);
        if (q)
            fail_msg("allowed: %s", bad[i]);
        assert_true(err.message[0] != 0);
    }
    sqlite3_stmt *q = query_sql(h.s, "WITH x(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM x WHERE n < 5) SELECT sum(n) FROM x; ", &err);
    assert_non_null(q);
    assert_int_equal(sqlite3_step(q), SQLITE_ROW);
    assert_int_equal(sqlite3_column_int(q, 0), 15);
    sqlite3_finalize(q);
    shelf_close(&h);
}

static void every_question_is_sound(void **state)
{
    shelf h = shelf_open();
    casus_error err;
    (void)state;
    put_text(&h, "alpha", 20220316, "Turkey condemned Israel on Monday over the raid.");
    const filter filters[] = {{0},
                              {.actor = "TUR,,USA", .recipient = "ISR", .event = "ACCUSE", .country = "TUR", .status = "actual,future", .since = 20220101, .until = 20221231},
                              {.actor = "'; DROP TABLE run; --", .text = "raid", .as_of = 20220401, .limit = 5, .offset = 1},
                              {.recorded = 20200101, .one_a_day = true, .undirected = true},
                              {.run = 1, .id = "x,y", .status = "any"},
                              {.actor = ",", .event = ""}};
    for (size_t i = 0; i < sizeof filters / sizeof *filters; i++)
        for (int k = 0; k < 2; k++)
            for (const char *const *what = k ? query_groups : query_lists; *what; what++) {
                sqlite3_stmt *q = query_prepare(h.s, &filters[i], *what, &err);
                if (!q)
                    fail_msg("%s: %s", *what, err.message);
                int step;
                while ((step = sqlite3_step(q)) == SQLITE_ROW)
                    ;
                assert_int_equal(step, SQLITE_DONE);
                sqlite3_finalize(q);
            }
    assert_null(query_prepare(h.s, &filters[0], "decade", &err));
    assert_int_equal(err.code, CASUS_EUSAGE);
    shelf_close(&h);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(checksums_are_sha256), cmocka_unit_test(a_document_is_known_by_its_content), cmocka_unit_test(kilometres), cmocka_unit_test(copies_look_alike_and_others_do_not),
        cmocka_unit_test(bands_find_most_pairs), cmocka_unit_test(wordings), cmocka_unit_test(what_goes_in_comes_out), cmocka_unit_test(twice_is_once),
        cmocka_unit_test(half_a_document_is_none), cmocka_unit_test(a_copy_is_no_second_source), cmocka_unit_test(two_blasts_stay_two), cmocka_unit_test(no_event_spans_two_places),
        cmocka_unit_test(odd_rows_are_survived), cmocka_unit_test(sql_only_reads), cmocka_unit_test(every_question_is_sound)};
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
