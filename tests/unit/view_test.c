/* The view room: values that must survive any bytes, and the records of one small article. */
#include "view/view.h"

#include <stdio.h>
#include <stdlib.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

/* ---- values ---- */

static void json_strings_are_escaped(void **state)
{
    static const struct {
        const char *raw, *json;
    } cases[] = {{"", "\"\""},
                 {"Kyiv", "\"Kyiv\""},
                 {"\"no\" \\ yes", "\"\\\"no\\\" \\\\ yes\""},
                 {"a\nb\tc\x01\x7f", "\"a\\nb\\tc\\u0001\\u007f\""},
                 {"Erdo\u011Fan \U0001F600", "\"Erdo\u011Fan \U0001F600\""},
                 {"bad \xC3( byte", "\"bad \\ufffd( byte\""},
                 {"\u2028", "\"\\u2028\""},
                 {"</script>", "\"</script>\""}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        buffer out = {0};
        put_json(&out, str_of(cases[i].raw));
        assert_string_equal(out.p, cases[i].json);
        buffer_free(&out);
    }
    buffer out = {0};
    put_json(&out, (str){"a\0b", 3});
    assert_string_equal(out.p, "\"a\\u0000b\"");
    buffer_free(&out);
}

static void dates_are_as_exact_as_they_are(void **state)
{
    static const struct {
        char precision;
        const char *written;
    } cases[] = {{'d', "2022-01-11"}, {'m', "2022-01"}, {'y', "2022"}, {0, ""}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        buffer out = {0};
        buffer_puts(&out, "");
        put_date(&out, 20220111, cases[i].precision);
        assert_string_equal(out.p, cases[i].written);
        buffer_free(&out);
    }
}

/* Every offset of a long text, against a plain count. */
static void offsets_count_code_points(void **state)
{
    document *d = calloc(1, sizeof *d);
    char text[2000];
    uint32_t n = 0, points = 0;
    (void)state;
    assert_non_null(d);
    for (uint32_t i = 0; n + 4 < sizeof text; i++)
        n += (uint32_t)utf8_put(i % 5 == 0 ? 0x1F600 : i % 3 == 0 ? 0x2019 : i % 7 == 0 ? 0xE9 : 'a', text + n);
    d->doc.text = text;
    for (uint32_t length = n - 300; length <= n; length += 50) {
        d->doc.n_text = length;
        offsets o = offsets_of(d);
        points = 0;
        for (uint32_t i = 0; i < length; i++) {
            bool begins = ((unsigned char)text[i] & 0xC0) != 0x80;
            if (begins && offsets_at(&o, i) != points)
                fail_msg("byte %u is code point %u, not %u", i, points, offsets_at(&o, i));
            points += begins;
        }
        assert_int_equal(offsets_at(&o, length), points);
        assert_int_equal(offsets_at(&o, length + 100), points); /* beyond the end is the end */
    }
    arena_free(&d->memory);
    free(d);
}

/* ---- records of an article ---- */

typedef struct opened {
    casus *c;
    casus_doc *doc;
    buffer out;
} opened;

static int to_buffer(void *user, const char *bytes, size_t n)
{
    buffer_put(user, bytes, n);
    return 0;
}

static int reading_new(void **state)
{
    casus_error err;
    opened *r = calloc(1, sizeof *r);
    if (!r)
        return -1;
    r->c = casus_open(CASUS_SOURCE_DIR, &(casus_options){.notes = 1}, &err);
    r->doc = casus_doc_new();
    *state = r;
    return r->c && r->doc ? 0 : -1;
}

static int reading_free(void **state)
{
    opened *r = *state;
    casus_doc_free(r->doc);
    casus_close(r->c);
    buffer_free(&r->out);
    free(r);
    return 0;
}

static const char *written(opened *r, const char *text, const char *format)
{
    casus_error err = {0};
    casus_article a = {.text = text, .id = "a,\"b\"", .url = "https://paper.example/\t1", .date = 20220111};
    r->out.n = 0;
    buffer_puts(&r->out, "");
    if (casus_analyze(r->c, r->doc, &a, &err) != 0 || casus_write(r->c, r->doc, format, to_buffer, &r->out, &err) != 0)
        fail_msg("%s", err.message);
    return r->out.p;
}

static const char arrest[] = "Police in Nairobi arrested 12 students, \"all of them\", on Monday.";

static void lines_hold_one_event_each(void **state)
{
    opened *r = *state;
    const char *line = written(r, arrest, "jsonl");
    assert_non_null(strstr(line, "\"event\":\"COERCE\",\"mode\":[\"arrest\"]"));
    assert_non_null(strstr(line, "\"date\":\"2022-01-10\",\"date_precision\":\"day\""));
    assert_non_null(strstr(line, "\"doc\":\"a,\\\"b\\\"\""));
    assert_int_equal(r->doc->n_events, 1);
    assert_ptr_equal(strchr(line, '\n'), line + r->out.n - 1);
    line = written(r, "Bananas taste sweet.", "jsonl");
    assert_string_equal(line, "");
}

/* Cells of a CSV row, quotes undone; NULL-terminated. */
static char **cells_of(arena *a, const char *row)
{
    char **cells = NULL;
    uint32_t n = 0;
    while (*row && *row != '\n') {
        buffer cell = {0};
        buffer_puts(&cell, "");
        bool quoted = *row == '"';
        for (row += quoted; *row && (quoted || (*row != ',' && *row != '\n')); row++) {
            if (quoted && *row == '"' && *++row != '"')
                break;
            buffer_put(&cell, row, 1);
        }
        *ARENA_PUSH(a, cells, n) = arena_copy(a, cell.p, cell.n);
        buffer_free(&cell);
        row += *row == ',';
    }
    *ARENA_PUSH(a, cells, n) = NULL;
    return cells;
}

static void csv_cells_come_back_whole(void **state)
{
    opened *r = *state;
    arena a = {0};
    const char *text = written(r, arrest, "csv");
    char **header = cells_of(&a, text), **row = cells_of(&a, strchr(text, '\n') + 1);
    uint32_t n = 0;
    for (; header[n]; n++) {
        assert_non_null(row[n]);
        if (strcmp(header[n], "doc") == 0)
            assert_string_equal(row[n], "a,\"b\"");
        if (strcmp(header[n], "text") == 0)
            assert_string_equal(row[n], arrest);
        if (strcmp(header[n], "recipient_text") == 0)
            assert_non_null(strstr(row[n], "12 students"));
        if (strcmp(header[n], "actor_country") == 0)
            assert_string_equal(row[n], "KEN");
    }
    assert_int_equal(n, 31);
    arena_free(&a);
}

static void gdelt_rows_have_58_columns(void **state)
{
    opened *r = *state;
    const char *row = written(r, arrest, "gdelt");
    int tabs = 0;
    for (const char *p = row; *p; p++)
        tabs += *p == '\t';
    assert_int_equal(tabs, 57); /* the tab in the address is none of them */
    assert_non_null(strstr(row, "\t20220110\t202201\t2022\t"));
    row = written(r, "Police in Nairobi could have arrested 12 students.", "gdelt");
    assert_string_equal(row, ""); /* it did not happen */
}

static void pages_escape_what_they_show(void **state)
{
    opened *r = *state;
    const char *page = written(r, "Police in Nairobi arrested <b onclick=\"x\">12</b> students & others.", "html");
    assert_null(strstr(page, "<b onclick"));
    assert_non_null(strstr(page, "&lt;b onclick=&quot;x&quot;&gt;"));
    assert_non_null(strstr(page, "students &amp; others"));
    assert_null(strstr(page, "<script"));
    assert_null(strstr(page, "a,\"b\"</title>"));
}

static size_t widest(const char *text)
{
    size_t best = 0, now = 0;
    for (const char *p = text; *p; p++) {
        now = *p == '\n' ? 0 : now + (((unsigned char)*p & 0xC0) != 0x80);
        best = now > best ? now : best;
    }
    return best;
}

static void tables_fit_their_width(void **state)
{
    opened *r = *state;
    written(r, "President Recep Tayyip Erdo\u011Fan, President Uhuru Kenyatta, President Yoweri Museveni and President William Ruto met in Luanda on Monday. "
               "The Kenyan government said between 12,345,678 and 22,345,678 Ethiopian soldiers were deployed in Somalia.", "table");
    for (int width = 80; width <= 240; width += 20) {
        buffer out = {0};
        view_table((document *)r->doc, &out, width, false);
        if (widest(out.p) > (size_t)width)
            fail_msg("%zu columns on %d:\n%s", widest(out.p), width, out.p);
        assert_null(strchr(out.p, '\033'));
        buffer_free(&out);
        view_table((document *)r->doc, &out, width, true);
        assert_non_null(strchr(out.p, '\033'));
        buffer_free(&out);
    }
}

static void tables_keep_their_lines(void **state)
{
    opened *r = *state;
    buffer out = {0};
    written(r, "Iran's foreign minister condemned the United\nStates on Monday, and said that Tehran would\nnever bow to threats from abroad.", "table");
    view_table((document *)r->doc, &out, 160, false);
    if (strstr(out.p, "\nStates") || strstr(out.p, "\nnever"))
        fail_msg("a text's own line end broke the table:\n%s", out.p);
    assert_non_null(strstr(out.p, "would never bow"));
    buffer_free(&out);
}

static void ids_tell_events_apart_and_stay(void **state)
{
    opened *r = *state;
    char first[40], second[40], again[40];
    written(r, "Police in Nairobi arrested 12 students. Police in Nairobi arrested 12 students.", "jsonl");
    assert_int_equal(r->doc->n_events, 2);
    event_id((document *)r->doc, 0, first);
    event_id((document *)r->doc, 1, second);
    assert_string_not_equal(first, second);
    assert_memory_equal(first, "20220111-", 9);
    written(r, "Police in Nairobi arrested 12 students. Police in Nairobi arrested 12 students.", "jsonl");
    event_id((document *)r->doc, 0, again);
    assert_string_equal(first, again);
}

static void why_names_the_rule_and_the_reason(void **state)
{
    opened *r = *state;
    buffer out = {0};
    written(r, "Police in Nairobi arrested 12 students. Bananas taste sweet.", "jsonl");
    view_why((document *)r->doc, &out, 100, false, CASUS_NONE);
    assert_non_null(strstr(out.p, "0 coded  Police"));
    assert_non_null(strstr(out.p, "[Police] in Nairobi *arrested* {12 students}"));
    assert_non_null(strstr(out.p, "rule knowledge/verbs/coerce.txt:"));
    assert_non_null(strstr(out.p, "1 no_event_word  Bananas"));
    buffer_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(json_strings_are_escaped),
        cmocka_unit_test(dates_are_as_exact_as_they_are),
        cmocka_unit_test(offsets_count_code_points),
        cmocka_unit_test_setup_teardown(lines_hold_one_event_each, reading_new, reading_free),
        cmocka_unit_test_setup_teardown(csv_cells_come_back_whole, reading_new, reading_free),
        cmocka_unit_test_setup_teardown(gdelt_rows_have_58_columns, reading_new, reading_free),
        cmocka_unit_test_setup_teardown(pages_escape_what_they_show, reading_new, reading_free),
        cmocka_unit_test_setup_teardown(tables_fit_their_width, reading_new, reading_free),
        cmocka_unit_test_setup_teardown(tables_keep_their_lines, reading_new, reading_free),
        cmocka_unit_test_setup_teardown(ids_tell_events_apart_and_stay, reading_new, reading_free),
        cmocka_unit_test_setup_teardown(why_names_the_rule_and_the_reason, reading_new, reading_free),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
