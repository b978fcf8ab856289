/* The base room: memory, views, folding, symbols, files, days. */
#include "base/base.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

/* ---- arena ---- */

static bool is_zero(const char *p, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (p[i])
            return false;
    return true;
}

static void arena_memory_is_zeroed_and_aligned_also_after_reset(void **state)
{
    arena a = {0};
    (void)state;
    for (int round = 0; round < 3; round++) {
        for (size_t n = 0; n < 5000; n += 37) {
            char *p = arena_alloc(&a, n);
            assert_true(((uintptr_t)p & 15) == 0);
            assert_true(is_zero(p, n));
            memset(p, 0xAB, n);
        }
        arena_reset(&a);
        assert_int_equal(a.used, 0);
    }
    arena_free(&a);
    assert_null(a.block);
}

static void arena_jumps_at_its_limit(void **state)
{
    arena a = {.limit = 10000};
    jmp_buf full;
    volatile int taken = 0;
    (void)state;
    a.on_full = &full;
    if (setjmp(full) == 0) {
        for (;;) {
            arena_alloc(&a, 1000);
            taken++;
        }
    }
    assert_int_equal(taken, 9); /* 1,008 bytes each */
    if (setjmp(full) == 0) {
        arena_alloc(&a, SIZE_MAX - 100);
        fail();
    }
    arena_reset(&a);
    assert_non_null(arena_alloc(&a, 5000)); /* good again */
    arena_free(&a);
}

static void arena_arrays_keep_what_was_pushed(void **state)
{
    arena a = {0};
    int *list = NULL;
    uint32_t n = 0;
    (void)state;
    for (int i = 0; i < 1000; i++)
        *ARENA_PUSH(&a, list, n) = i * i;
    assert_int_equal(n, 1000);
    for (int i = 0; i < 1000; i++)
        assert_int_equal(list[i], i * i);
    assert_string_equal(arena_printf(&a, "%s:%d", "threaten.txt", 120), "threaten.txt:120");
    assert_string_equal(arena_copy(&a, "Geneva and Vienna", 6), "Geneva");
    arena_free(&a);
}

/* ---- views ---- */

static void views_are_cut_and_trimmed(void **state)
{
    str rest = STR(" Kyiv |  Kiev | ");
    (void)state;
    assert_true(str_is(str_cut(&rest, "|"), "Kyiv"));
    assert_true(str_is(str_cut(&rest, "|"), "Kiev"));
    assert_non_null(rest.p);
    assert_true(str_is(str_cut(&rest, "|"), ""));
    assert_null(rest.p); /* the last piece is gone */
    assert_true(str_is(str_trim(STR("\t Bonn\r\n")), "Bonn"));
    assert_true(str_starts(STR("Russian"), "Russ"));
    assert_false(str_starts(STR("Rus"), "Russ"));
    assert_true(str_ends(STR("threaten.txt"), ".txt"));
    assert_false(str_ends(STR("txt"), ".txt"));
    assert_true(str_eq((str){NULL, 0}, STR("")));
}

static void whole_numbers_only(void **state)
{
    long v = 0;
    (void)state;
    assert_true(str_int(STR("-42"), &v));
    assert_int_equal(v, -42);
    assert_true(str_int(STR("+7"), &v));
    assert_int_equal(v, 7);
    static const char *const bad[] = {"", "-", "4 2", "12a", "0x10", "9999999999999999999"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(str_int(str_of(bad[i]), &v));
    assert_int_equal(v, 7);
}

/* ---- UTF-8 ---- */

static void good_code_points_survive_a_round_trip(void **state)
{
    char out[4];
    uint32_t back;
    (void)state;
    for (uint32_t c = 1; c <= 0x10FFFF; c += c < 0x3000 ? 1 : 97) {
        if (c >= 0xD800 && c < 0xE000)
            continue;
        size_t n = utf8_put(c, out);
        assert_int_equal(utf8_get(out, n, &back), n);
        assert_int_equal(back, c);
        if (n > 1) { /* cut short, it is a bad byte */
            assert_int_equal(utf8_get(out, n - 1, &back), 1);
            assert_int_equal(back, 0xFFFD);
        }
    }
}

static void bad_bytes_are_one_replacement_each(void **state)
{
    static const char *const bad[] = {"\x80", "\xBF", "\xC0\x80", "\xC1\xBF", "\xE0\x80\x80", "\xED\xA0\x80", "\xF0\x80\x80\x80", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF", "\xC3(", "\xE2\x82("};
    uint32_t c;
    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        assert_int_equal(utf8_get(bad[i], strlen(bad[i]), &c), 1);
        assert_int_equal(c, 0xFFFD);
    }
    assert_int_equal(utf8_get("", 0, &c), 0);
}

static void capitals_are_known_beyond_ascii(void **state)
{
    (void)state;
    assert_int_equal(utf8_lower(0xC9), 0xE9);     /* É */
    assert_int_equal(utf8_lower(0x160), 0x161);   /* Š */
    assert_int_equal(utf8_lower(0x179), 0x17A);   /* Ź */
    assert_int_equal(utf8_lower(0x130), 'i');     /* İ */
    assert_int_equal(utf8_lower(0x416), 0x436);   /* Ж */
    assert_int_equal(utf8_lower(0x404), 0x454);   /* Є */
    assert_int_equal(utf8_lower(0xD7), 0xD7);     /* a multiplication sign is no letter */
    assert_true(utf8_upper('Z') && utf8_upper(0x141) && !utf8_upper('z') && !utf8_upper('7'));
    assert_true(utf8_letter(0x4E2D) && utf8_letter(0xE9) && !utf8_letter('-') && !utf8_letter(0x2019));
}

static void folding_matches_spellings(void **state)
{
    static const struct {
        const char *written, *folded;
    } words[] = {{"U.S.", "us"}, {"Sana'a", "sanaa"}, {"Sana\u2019a", "sanaa"}, {"Erdo\u011Fan", "erdogan"}, {"\u00D8rsted", "orsted"}, {"\u0141\u00F3d\u017A", "lodz"}, {"\u00C6r\u00F8", "aero"},
                 {"'s", "'s"}, {"\u2019s", "'s"}, {"'ll", "'ll"}, {"S\u00E3o", "sao"}, {"e\u0301lysee", "elysee"}, {"H\u00E0 N\u1ED9i", "ha noi"}, {"\u041A\u0438\u0457\u0432", "\u043A\u0438\u0457\u0432"},
                 {"co\u00ADoperate", "cooperate"}, {"", ""}};
    char out[100];
    (void)state;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t n = str_fold(words[i].written, strlen(words[i].written), out);
        assert_string_equal(out, words[i].folded);
        assert_int_equal(n, strlen(out));
    }
}

/* The promise of base.h: at most 3 n + 4 bytes, whatever the bytes. */
static void folding_never_writes_more_than_it_says(void **state)
{
    unsigned seed = 1;
    char in[40], out[3 * 40 + 4 + 8];
    (void)state;
    for (int round = 0; round < 20000; round++) {
        for (size_t i = 0; i < sizeof in; i++)
            in[i] = (char)((seed = seed * 1103515245u + 12345u) >> 16);
        memset(out, 0x55, sizeof out);
        size_t length = (size_t)round % (sizeof in + 1), n = str_fold(in, length, out);
        assert_true(n + 1 <= 3 * length + 4);
        assert_int_equal(out[n], 0);
        assert_int_equal(out[n + 1], 0x55);
    }
}

/* ---- buffers and symbols ---- */

static void buffers_grow(void **state)
{
    buffer b = {0};
    (void)state;
    for (int i = 0; i < 10000; i++)
        buffer_printf(&b, "%d,", i % 10);
    buffer_put(&b, "a\0b", 3);
    buffer_puts(&b, "");
    assert_int_equal(b.n, 20003);
    assert_false(b.failed);
    assert_memory_equal(b.p, "0,1,2,3,", 8);
    assert_memory_equal(b.p + 20000, "a\0b", 4); /* and a NUL after the end */
    buffer_free(&b);
    assert_null(b.p);
}

static void symbols_stand_on_a_frozen_table(void **state)
{
    arena a = {0};
    symtab *below = symtab_new(&a, NULL);
    char name[16];
    (void)state;
    for (int i = 0; i < 3000; i++)
        assert_int_equal(symtab_add(below, name, (size_t)snprintf(name, sizeof name, "n%d", i)), i + 1);
    symtab *above = symtab_new(&a, below);
    casus_sym fresh = symtab_add(above, "Kyiv", 4);
    assert_int_equal(fresh, 3001);
    assert_int_equal(symtab_add(above, "Kyiv", 4), fresh);
    assert_int_equal(symtab_add(above, "n17", 3), 18); /* known below */
    assert_int_equal(symtab_find(below, "Kyiv", 4), 0); /* nothing is added below */
    assert_int_equal(symtab_find(above, "n2999", 5), 3000);
    assert_int_equal(symtab_find(above, "n3000", 5), 0);
    assert_string_equal(symtab_name(above, fresh), "Kyiv");
    assert_string_equal(symtab_name(above, 18), "n17");
    assert_string_equal(symtab_name(below, fresh), "");
    assert_string_equal(symtab_name(above, 0), "");
    assert_string_equal(symtab_name(above, UINT32_MAX), "");
    assert_int_equal(symtab_add(above, "", 0), 0);
    assert_true(symtab_in_base(above, 18) && !symtab_in_base(above, fresh) && !symtab_in_base(above, 0));
    assert_int_equal(symtab_count(above), 3002);
    arena_free(&a);
}

/* ---- files ---- */

static void put(const char *path, const char *text)
{
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    assert_true(fputs(text, f) >= 0);
    assert_int_equal(fclose(f), 0);
}

static void files_are_listed_in_one_order(void **state)
{
    char dir[150], path[200];
    arena a = {0};
    casus_error err;
    size_t n = 0;
    (void)state;
    snprintf(dir, sizeof dir, "%s/casus-base-XXXXXX", getenv("TMPDIR") ? getenv("TMPDIR") : "/tmp");
    assert_non_null(mkdtemp(dir));
    static const char *const names[] = {"b.txt", "a.txt", "inner/z.txt", "inner/c.txt", "note.md", ".hidden.txt"};
    snprintf(path, sizeof path, "%s/inner", dir);
    assert_int_equal(mkdir(path, 0700), 0);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        snprintf(path, sizeof path, "%s/%s", dir, names[i]);
        put(path, names[i]);
    }
    char **list = file_list(&a, dir, ".txt", &err);
    assert_non_null(list);
    static const char *const wanted[] = {"a.txt", "b.txt", "inner/c.txt", "inner/z.txt"};
    for (size_t i = 0; i < 4; i++)
        assert_string_equal(list[i], wanted[i]);
    assert_null(list[4]);
    snprintf(path, sizeof path, "%s/b.txt", dir);
    char *text = file_read(path, &n, &err);
    assert_non_null(text);
    assert_int_equal(n, 5);
    assert_string_equal(text, "b.txt");
    free(text);
    assert_null(file_read(dir, &n, &err)); /* a folder is no file */
    assert_int_equal(err.code, CASUS_EFILE);
    assert_null(file_read("/nowhere/at all", &n, &err));
    assert_non_null(strstr(err.message, "/nowhere/at all"));
    assert_null(file_list(&a, "/nowhere", ".txt", &err));
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        snprintf(path, sizeof path, "%s/%s", dir, names[i]);
        unlink(path);
    }
    snprintf(path, sizeof path, "%s/inner", dir);
    rmdir(path);
    rmdir(dir);
    arena_free(&a);
}

static void errors_are_cut_to_their_line(void **state)
{
    casus_error err;
    char longest[1000];
    (void)state;
    memset(longest, 'x', sizeof longest - 1);
    longest[sizeof longest - 1] = '\0';
    assert_int_equal(error_set(&err, CASUS_EFORMAT, "%s", longest), CASUS_EFORMAT);
    assert_int_equal(err.code, CASUS_EFORMAT);
    assert_int_equal(strlen(err.message), sizeof err.message - 1);
    assert_int_equal(error_set(NULL, CASUS_EFILE, "nobody asked"), CASUS_EFILE);
}

/* ---- days ---- */

static void days_go_there_and_back(void **state)
{
    (void)state;
    assert_int_equal(date_days(19700101), 0);
    assert_int_equal(date_days(20000301), 11017);
    assert_int_equal(date_weekday(20220111), 1); /* a Tuesday */
    assert_int_equal(date_weekday(19000101), 0); /* a Monday */
    int weekday = date_weekday(18991231);
    for (int32_t day = date_days(19000101), end = date_days(21000101); day < end; day++) {
        int32_t date = date_from_days(day);
        assert_true(date_valid(date));
        assert_int_equal(date_days(date), day);
        assert_int_equal(date_weekday(date), (weekday + 1) % 7);
        weekday = date_weekday(date);
    }
}

static void months_are_clipped_to_their_length(void **state)
{
    (void)state;
    assert_int_equal(date_add_months(20240131, 1), 20240229);
    assert_int_equal(date_add_months(20230331, -1), 20230228);
    assert_int_equal(date_add_months(20220111, -13), 20201211);
    assert_int_equal(date_add_months(20221211, 1), 20230111);
    assert_int_equal(date_add_days(20240228, 2), 20240301);
    assert_int_equal(date_add_days(20220101, -1), 20211231);
    assert_int_equal(date_month_length(1900, 2), 28);
    assert_int_equal(date_month_length(2000, 2), 29);
}

static void dates_are_read_strictly(void **state)
{
    int32_t from = 0, until = 0;
    char precision = 0;
    (void)state;
    assert_true(date_parse(STR("2004-03-09"), &from, &until, &precision));
    assert_true(from == 20040309 && until == 20040309 && precision == 'd');
    assert_true(date_parse(STR("2004-02"), &from, &until, &precision));
    assert_true(from == 20040201 && until == 20040229 && precision == 'm');
    assert_true(date_parse(STR("1987"), &from, &until, &precision));
    assert_true(from == 19870101 && until == 19871231 && precision == 'y');
    static const char *const bad[] = {"", "87", "2004-13", "2004-02-30", "2004-3-9", "2004/03/09", "2004-03-0x", "0000", "20040309", " 2004"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(date_parse(str_of(bad[i]), &from, &until, &precision));
    assert_false(date_valid(0));
    assert_false(date_valid(20230229));
    assert_false(date_valid(-20230101));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arena_memory_is_zeroed_and_aligned_also_after_reset),
        cmocka_unit_test(arena_jumps_at_its_limit),
        cmocka_unit_test(arena_arrays_keep_what_was_pushed),
        cmocka_unit_test(views_are_cut_and_trimmed),
        cmocka_unit_test(whole_numbers_only),
        cmocka_unit_test(good_code_points_survive_a_round_trip),
        cmocka_unit_test(bad_bytes_are_one_replacement_each),
        cmocka_unit_test(capitals_are_known_beyond_ascii),
        cmocka_unit_test(folding_matches_spellings),
        cmocka_unit_test(folding_never_writes_more_than_it_says),
        cmocka_unit_test(buffers_grow),
        cmocka_unit_test(symbols_stand_on_a_frozen_table),
        cmocka_unit_test(files_are_listed_in_one_order),
        cmocka_unit_test(errors_are_cut_to_their_line),
        cmocka_unit_test(days_go_there_and_back),
        cmocka_unit_test(months_are_clipped_to_their_length),
        cmocka_unit_test(dates_are_read_strictly),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
