/* The intake room: kinds, packing, documents, and everything that can be wrong with them. */
#include "intake/intake.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

#include <cmocka.h>

/* ---- reading everything of some bytes ---- */

typedef struct result {
    char messages[4000];
    char texts[8][2000], titles[8][300], ids[8][300], urls[8][300], sources[8][100], first_sentence[200];
    int32_t dates[8];
    size_t lengths[8], n_sentences;
    int n;
    uint32_t failures;
} result;

static void tell(void *user, const char *file, int line, const char *text)
{
    result *r = user;
    size_t n = strlen(r->messages);
    snprintf(r->messages + n, sizeof r->messages - n, "%s:%d: %s\n", file, line, text);
}

static void copy(char *to, size_t room, const char *s)
{
    snprintf(to, room, "%s", s ? s : "");
}

static void keep(result *r, const casus_article *a)
{
    if (r->n < 8) {
        copy(r->texts[r->n], sizeof r->texts[0], a->text);
        copy(r->titles[r->n], sizeof r->titles[0], a->title);
        copy(r->ids[r->n], sizeof r->ids[0], a->id);
        copy(r->urls[r->n], sizeof r->urls[0], a->url);
        copy(r->sources[r->n], sizeof r->sources[0], a->source);
        r->dates[r->n] = a->date;
        r->lengths[r->n] = a->n_text;
    }
    if (a->sentences) {
        r->n_sentences = a->n_sentences;
        copy(r->first_sentence, sizeof r->first_sentence, a->n_sentences ? a->sentences[0] : "");
    }
    r->n++;
}

static void read_with(result *r, const void *bytes, size_t n, intake_options options)
{
    casus_error err = {0};
    casus_article a;
    *r = (result){0};
    options.message = tell;
    options.user = r;
    intake *in = intake_memory("in", bytes, n, &options, &err);
    assert_non_null(in);
    while (intake_next(in, &a) > 0)
        keep(r, &a);
    assert_int_equal(intake_next(in, &a), 0);
    r->failures = intake_failures(in);
    intake_close(in);
}

static void read_text(result *r, const char *s)
{
    read_with(r, s, strlen(s), (intake_options){0});
}

/* ---- kinds ---- */

static void test_plain(void **state)
{
    (void)state;
    result r;
    read_text(&r, "War fears grow.\n\nTroops left.\n");
    assert_int_equal(r.n, 1);
    assert_string_equal(r.texts[0], "War fears grow.\n\nTroops left.\n");
    assert_string_equal(r.ids[0], "in");
    assert_int_equal(r.dates[0], 0);
    assert_string_equal(r.messages, "");
    read_with(&r, "War.", 4, (intake_options){.date = 20220111});
    assert_int_equal(r.dates[0], 20220111);
}

static void test_jsonl(void **state)
{
    (void)state;
    result r;
    read_text(&r, "{\"id\":\"a\",\"date\":\"2022-01-11\",\"title\":\"T\",\"text\":\"One.\",\"url\":\"u\",\"source\":\"s\",\"other\":[1]}\n"
                  "\n"
                  "{\"id\":7,\"sentences\":[\"It was.\",\"He left.\"],\"text\":\"ignored\"}\n"
                  "{\"id\":\"broken\",\n"
                  "[1,2]\n"
                  "{\"text\":\"Last.\",\"date\":\"2022-01\"}");
    assert_int_equal(r.n, 3);
    assert_string_equal(r.ids[0], "a");
    assert_string_equal(r.titles[0], "T");
    assert_string_equal(r.urls[0], "u");
    assert_string_equal(r.sources[0], "s");
    assert_int_equal(r.dates[0], 20220111);
    assert_string_equal(r.ids[1], "7");
    assert_int_equal(r.n_sentences, 2);
    assert_string_equal(r.first_sentence, "It was.");
    assert_string_equal(r.texts[2], "Last.");
    assert_string_equal(r.ids[2], "in:6");
    assert_int_equal(r.dates[2], 0);
    assert_int_equal(r.failures, 2);
    assert_non_null(strstr(r.messages, "in:4: not a JSON object"));
    assert_non_null(strstr(r.messages, "in:5: not a JSON object"));
    assert_non_null(strstr(r.messages, "in:6: date '2022-01' names no day: left empty"));
}

static void test_tables(void **state) /* RFC 4180, and what people make of it */
{
    (void)state;
    result r;
    read_text(&r, "\xEF\xBB\xBFid,date,Title,text,url,source,extra\r\n"
                  "a,2022-01-11,\"War, fears\",\"One.\r\n\"\"Two,\"\" he said.\",u,s,x\r\n"
                  "\r\n"
                  ",soon,,Three \"3\" said.,,,\r\n"
                  "short,row\r\n"
                  "b,,,,,,\r\n"
                  "c,,,Last.,,,");
    assert_int_equal(r.n, 3);
    assert_string_equal(r.ids[0], "a");
    assert_string_equal(r.titles[0], "War, fears");
    assert_string_equal(r.texts[0], "One.\n\"Two,\" he said.");
    assert_string_equal(r.urls[0], "u");
    assert_string_equal(r.sources[0], "s");
    assert_int_equal(r.dates[0], 20220111);
    assert_string_equal(r.texts[1], "Three \"3\" said.");
    assert_string_equal(r.ids[1], "in:5");
    assert_string_equal(r.texts[2], "Last.");
    assert_int_equal(r.failures, 2);
    assert_non_null(strstr(r.messages, "in:5: column date: 'soon' names no day: left empty"));
    assert_non_null(strstr(r.messages, "in:6: the row has 2 fields and the header 7: passed over"));
    assert_non_null(strstr(r.messages, "in:7: column text is empty: passed over"));
    read_text(&r, "Headline;Body;Publication Date\nWar;One, two.;11 January 2022\n"); /* semicolons, other names */
    assert_int_equal(r.n, 1);
    assert_string_equal(r.texts[0], "One, two.");
    assert_int_equal(r.dates[0], 20220111);
    read_text(&r, "doc_id\ttext\n7\tOne.\n8\t\"open\nTwo.\n");
    assert_int_equal(r.n, 1);
    assert_non_null(strstr(r.messages, "in:3: a quotation mark is opened in this row and never closed: passed over"));
    const char other[] = "nr,what,text\n1,One.,a note\n";
    read_with(&r, other, sizeof other - 1, (intake_options){.columns = "text=What, id = NR"});
    assert_int_equal(r.n, 1);
    assert_string_equal(r.texts[0], "One.");
    assert_string_equal(r.ids[0], "1");
    const char none[] = "nr,what\n1,One.\n";
    read_with(&r, none, sizeof none - 1, (intake_options){.kind = INTAKE_CSV});
    assert_int_equal(r.n, 0);
    assert_non_null(strstr(r.messages, "in:1: the first line names no column of texts"));
    read_text(&r, "The text, he said, is long.\nSo it is.\n"); /* prose is no table */
    assert_int_equal(r.n, 1);
    assert_non_null(strstr(r.texts[0], "So it is."));
}

static void test_petrarch(void **state) /* sentences of one story are one document */
{
    (void)state;
    result r;
    read_text(&r, "<?xml version=\"1.0\"?>\n<Sentences>\n"
                  "<Sentence date = \"20220111\" id = \"AB-88_1\" source = \"AB\" sentence = \"TRUE\">\n<Text>\nThe army &amp; police\nwithdrew.\n</Text>\n"
                  "<Parse>(ROOT)</Parse></Sentence>\n"
                  "<Sentence date = \"20220111\" id = \"AB-88_2\" source = \"AB\" sentence = \"TRUE\"><Text>It left.</Text></Sentence>\n"
                  "<Sentence date = \"20220112\" id = \"AB-88_3\" source = \"AB\"><Text>Another day.</Text></Sentence>\n"
                  "<Sentence date = \"soon\" id = \"C\" sentence = \"False\"><Text>One. Two.</Text></Sentence>\n"
                  "<Sentence id = \"D\"></Sentence>\n"
                  "</Sentences>\n");
    assert_int_equal(r.n, 3);
    assert_string_equal(r.ids[0], "AB-88");
    assert_string_equal(r.sources[0], "AB");
    assert_int_equal(r.dates[0], 20220111);
    assert_string_equal(r.ids[1], "AB-88_3");
    assert_string_equal(r.texts[2], "One. Two.");
    assert_int_equal(r.failures, 1);
    assert_non_null(strstr(r.messages, "date 'soon' names no day: left empty"));
    assert_non_null(strstr(r.messages, "the sentence has no text: passed over"));
    read_text(&r, "<Sentences><Sentence date=\"20220111\" id=\"a_1\"><Text>The army withdrew.</Text></Sentence><Sentence id=\"a_2\"><Te");
    assert_int_equal(r.n_sentences, 1);
    assert_string_equal(r.first_sentence, "The army withdrew.");
    assert_non_null(strstr(r.messages, "the XML is broken here: read as far as it goes"));
    read_text(&r, "<!DOCTYPE x [<!ENTITY a \"b\">]><Sentences><Sentence><Text>&a;</Text></Sentence></Sentences>");
    assert_int_equal(r.n, 0);
    assert_non_null(strstr(r.messages, "declares entities"));
}

static const char page[] =
    "<!DOCTYPE html><html><head><title>War fears grow - Example News</title><meta property='og:site_name' content='Example News'>"
    "<link rel=canonical href='https://example.org/war'><script>var x = '<p>no</p>';</script>"
    "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"War fears grow\",\"datePublished\":\"2022-01-11T09:00:00Z\"}</script></head>"
    "<body><nav><a href=/>Home</a> <a href=/w>World</a></nav><article><h1>War fears grow</h1>"
    "<p>Troops crossed the border on Tuesday, the ministry of defence said in a statement, and the talks were broken off.</p>"
    "<div class='related-links'><p>Related: another story that is long enough to be taken for a paragraph of this one.</p></div>"
    "<p>The government in the capital denied it, and said that the troops were only training near the river.</p></article>"
    "<footer><p>Copyright Example News, all rights reserved, and more words to be left out of the story.</p></footer></body></html>";

static void test_html(void **state)
{
    (void)state;
    result r;
    read_text(&r, page);
    assert_int_equal(r.n, 1);
    assert_string_equal(r.titles[0], "War fears grow");
    assert_string_equal(r.urls[0], "https://example.org/war");
    assert_string_equal(r.sources[0], "Example News");
    assert_int_equal(r.dates[0], 20220111);
    assert_non_null(strstr(r.texts[0], "the talks were broken off.\nThe government in the capital"));
    assert_null(strstr(r.texts[0], "Related"));
    assert_null(strstr(r.texts[0], "Copyright"));
    assert_null(strstr(r.texts[0], "World"));
}

static void test_forced(void **state)
{
    (void)state;
    result r;
    intake_kind kind;
    assert_true(intake_kind_named("plain", &kind) && kind == INTAKE_PLAIN);
    assert_false(intake_kind_named("odt", &kind));
    read_with(&r, page, strlen(page), (intake_options){.kind = INTAKE_PLAIN});
    assert_int_equal(strncmp(r.texts[0], "<!DOCTYPE", 9), 0);
}

static void test_feeds(void **state)
{
    (void)state;
    result r;
    read_text(&r, "<?xml version='1.0'?><rss version='2.0'><channel><title>Example</title>"
                  "<item><title>War &amp; fears</title><link>https://e.org/1</link><guid>g1</guid><pubDate>Tue, 11 Jan 2022 09:00:00 GMT</pubDate>"
                  "<description>&lt;p&gt;Troops &lt;b&gt;crossed&lt;/b&gt; it.&lt;/p&gt;&lt;p&gt;They left.&lt;/p&gt;</description></item>"
                  "<item><title>Two</title><description>Short</description><pubDate>someday</pubDate></item></channel></rss>");
    assert_int_equal(r.n, 2);
    assert_string_equal(r.titles[0], "War & fears");
    assert_string_equal(r.texts[0], "Troops crossed it.\nThey left.");
    assert_string_equal(r.ids[0], "g1");
    assert_string_equal(r.sources[0], "Example");
    assert_int_equal(r.dates[0], 20220111);
    assert_int_equal(r.dates[1], 0);
    assert_non_null(strstr(r.messages, "date 'someday' is not understood"));

    read_text(&r, "<feed xmlns='http://www.w3.org/2005/Atom'><title>A</title><entry><title>One</title><id>x</id>"
                  "<link rel='self' href='s'/><link href='https://e.org/a'/><published>2022-01-11T00:00:00Z</published>"
                  "<content type='html'>&lt;div&gt;Text.&lt;/div&gt;</content></entry></feed>");
    assert_int_equal(r.n, 1);
    assert_string_equal(r.urls[0], "https://e.org/a");
    assert_string_equal(r.texts[0], "Text.");
    assert_int_equal(r.dates[0], 20220111);

    read_text(&r, "<rss><channel><item><title>Broken & bare</title><description>Text <unclosed></description>");
    assert_int_equal(r.n, 1);
    read_text(&r, "<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY a 'x'>]><rss><channel><item><title>&a;</title></item></channel></rss>");
    assert_int_equal(r.n, 0);
    assert_non_null(strstr(r.messages, "entities"));
}

static size_t add_record(char *to, const char *type, const char *url, const char *http, const char *body, size_t claimed)
{
    size_t n = strlen(http) + strlen(body);
    return (size_t)sprintf(to, "WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\nContent-Length: %zu\r\n\r\n%s%s\r\n\r\n", type, url, claimed ? claimed : n, http, body);
}

static void test_warc(void **state)
{
    (void)state;
    static char warc[20000];
    result r;
    size_t n = add_record(warc, "warcinfo", "", "", "software: x", 0);
    n += add_record(warc + n, "response", "https://e.org/a", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", page, 0);
    n += add_record(warc + n, "response", "https://e.org/i.png", "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n", "\x89PNG", 0);
    n += add_record(warc + n, "response", "https://e.org/t", "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n",
                    "5\r\nWar f\r\n6\r\nears.\n\r\n0\r\n\r\n", 0);
    read_with(&r, warc, n, (intake_options){0});
    assert_int_equal(r.n, 2);
    assert_string_equal(r.titles[0], "War fears grow");
    assert_string_equal(r.texts[1], "War fears.\n");
    assert_string_equal(r.urls[1], "https://e.org/t");
    assert_int_equal(r.failures, 0);

    add_record(warc + n, "response", "https://e.org/b", "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n", "cut off", 9000);
    read_with(&r, warc, strlen(warc), (intake_options){0});
    assert_int_equal(r.n, 3);
    assert_non_null(strstr(r.messages, "ends early"));
}

/* ---- packing ---- */

static size_t gzip(const char *s, size_t n, unsigned char *out, size_t room)
{
    z_stream z = {0};
    assert_int_equal(deflateInit2(&z, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
    union {
        const char *c;
        unsigned char *u;
    } input = {s}; /* zlib's interface is older than const */
    z.next_in = input.u;
    z.avail_in = (unsigned)n;
    z.next_out = out;
    z.avail_out = (unsigned)room;
    assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
    deflateEnd(&z);
    return room - z.avail_out;
}

static void test_packed(void **state)
{
    (void)state;
    static unsigned char packed[100000];
    result r;
    size_t n = gzip("{\"text\":\"One.\"}\n", 16, packed, sizeof packed);
    n += gzip("{\"text\":\"Two.\"}\n", 16, packed + n, sizeof packed - n); /* two pieces read as one */
    read_with(&r, packed, n, (intake_options){0});
    assert_int_equal(r.n, 2);
    assert_string_equal(r.texts[1], "Two.");

    n = ZSTD_compress(packed, sizeof packed, page, strlen(page), 3);
    read_with(&r, packed, n, (intake_options){0});
    assert_int_equal(r.n, 1);
    assert_string_equal(r.titles[0], "War fears grow");
}

static void test_truncated(void **state)
{
    (void)state;
    static unsigned char packed[200000];
    static char lines[200000];
    result r;
    size_t n = 0;
    for (int i = 0; i < 2000; i++)
        n += (size_t)sprintf(lines + n, "{\"text\":\"Line %d of %d.\"}\n", i, i * 7919 % 1000);
    size_t whole = gzip(lines, n, packed, sizeof packed);
    read_with(&r, packed, whole / 2, (intake_options){0});
    assert_true(r.n > 500 && r.n < 1500);
    assert_non_null(strstr(r.messages, "gzip data ends early: read as far as it goes"));
    assert_true(r.failures >= 1);
    memset(packed + whole / 2, 0xAA, 40);
    read_with(&r, packed, whole, (intake_options){0});
    assert_true(r.n > 500 && r.n <= 2000);
    assert_non_null(strstr(r.messages, "gzip data is damaged"));

    whole = ZSTD_compress(packed, sizeof packed, lines, n, 3);
    read_with(&r, packed, whole - 10, (intake_options){0});
    assert_non_null(strstr(r.messages, "zstd data ends early"));
    read_with(&r, "\x1F\x8B", 2, (intake_options){0}); /* a header and nothing more */
    assert_int_equal(r.n, 0);
    assert_int_equal(r.failures, 1);
}

/* ---- bad input ---- */

static void test_bad_bytes(void **state)
{
    (void)state;
    result r;
    read_with(&r, "caf\xE9 and \xFF\xFE na\xEFve", 18, (intake_options){0});
    assert_int_equal(r.n, 1);
    assert_non_null(strstr(r.messages, "4 bytes are not UTF-8: repaired"));
    assert_int_equal(strncmp(r.texts[0], "caf\xC3\xA9 and", 9), 0);
    read_with(&r, "War\0fears grow in the east.", 26, (intake_options){0});
    assert_int_equal(r.lengths[0], 26);
    assert_non_null(strstr(r.messages, "1 NUL byte read as blanks"));
    assert_int_equal(strncmp(r.texts[0], "War fears", 9), 0);
    read_text(&r, "{\"text\":\"caf\xE9\"}\n{\"text\":\"good\"}\n{\"text\":\"nul\\u0000l\"}");
    assert_int_equal(r.n, 3);
    assert_non_null(strstr(r.messages, "in:1: 1 byte is not UTF-8: repaired"));
    assert_non_null(strstr(r.messages, "in:3: NUL characters"));
    assert_int_equal(r.lengths[2], 5);
}

static void test_empty_and_binary(void **state)
{
    (void)state;
    result r;
    read_text(&r, "");
    assert_int_equal(r.n, 0);
    assert_string_equal(r.messages, "in:0: the file is empty\n");
    assert_int_equal(r.failures, 1);
    read_with(&r, "\x89PNG\r\n\x1A\n\0\0\0\rIHDR", 16, (intake_options){0});
    assert_int_equal(r.n, 0);
    assert_non_null(strstr(r.messages, "binary"));
    read_with(&r, "\x01\x02\x03\x00\x00\x05zz\x07\x08", 10, (intake_options){0});
    assert_int_equal(r.n, 0);
    assert_non_null(strstr(r.messages, "binary"));
    read_text(&r, "   \n\n ");
    assert_int_equal(r.n, 1);
}

static void test_too_long(void **state)
{
    (void)state;
    result r;
    size_t n = 300000;
    char *s = malloc(n + 100);
    assert_non_null(s);
    memset(s, 'x', n);
    read_with(&r, s, n, (intake_options){.max_bytes = 100000});
    assert_int_equal(r.n, 0);
    assert_non_null(strstr(r.messages, "longer than 100000 bytes: passed over"));

    size_t at = (size_t)sprintf(s, "{\"text\":\"");
    memset(s + at, 'x', n - at);
    size_t end = n + (size_t)sprintf(s + n, "\"}\n{\"text\":\"next\"}\n");
    read_with(&r, s, end, (intake_options){.max_bytes = 100000});
    assert_int_equal(r.n, 1);
    assert_string_equal(r.texts[0], "next");
    assert_non_null(strstr(r.messages, "in:1: the line is longer than 200000 bytes: passed over"));
    free(s);
}

/* Pages that would keep a parser busy for minutes; seconds of processor time at most. */
static void test_hostile_pages(void **state)
{
    (void)state;
    static const char *const pieces[] = {"<div>", "<b>", "<font color=x>", "<table><tr><td>", "<ul><li>", "<a href=x>", "<p><i>", "<svg><g>", "<!--", "<x y='",
                                         "<script>", "</p>", "<form><div>", "&amp;", "<h1>", "<b><p>", "<button>", "<object>", "<select><option>", "<title>"};
    result r;
    size_t n = 1000000;
    char *s = malloc(n + 1);
    assert_non_null(s);
    for (size_t k = 0; k < sizeof pieces / sizeof *pieces; k++) {
        size_t length = strlen(pieces[k]);
        for (size_t i = 0; i + length <= n; i += length)
            memcpy(s + i, pieces[k], length);
        memcpy(s, "<html><body>", 12);
        clock_t before = clock();
        read_with(&r, s, n - length, (intake_options){0});
        double seconds = (double)(clock() - before) / CLOCKS_PER_SEC;
        if (seconds > 20)
            fail_msg("'%s' took %.1f s", pieces[k], seconds);
        if (strcmp(pieces[k], "<div>") == 0)
            assert_non_null(strstr(r.messages, "nested too deep"));
    }
    free(s);
}

static void test_dates(void **state)
{
    (void)state;
    static const struct {
        const char *stamp;
        int32_t day;
    } cases[] = {{"2022-01-11", 20220111}, {"2022-01-11T23:30:00-08:00", 20220111}, {"20220111", 20220111}, {"Tue, 11 Jan 2022 09:00:00 GMT", 20220111},
                 {"January 11, 2022", 20220111}, {"Jan. 11th, 2022 at 9 PM", 20220111}, {"11 January 2022", 20220111}, {"11 de enero de 2022", 20220111},
                 {"11. Januar 2022", 20220111}, {"11.01.2022", 20220111}, {"2022/1/11", 20220111}, {"25/12/2021", 20211225}, {"12/25/2021", 20211225},
                 {"1641891600", 20220111}, {"01/02/2022", 0}, {"2022-13-11", 0}, {"2022-02-30", 0}, {"2022", 0}, {"2022-01", 0}, {"yesterday", 0}, {"", 0}};
    result r;
    char line[200];
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        snprintf(line, sizeof line, "{\"text\":\"x\",\"date\":\"%s\"}", cases[i].stamp);
        read_text(&r, line);
        if (r.dates[0] != cases[i].day)
            fail_msg("'%s' was read as %d", cases[i].stamp, r.dates[0]);
        bool told = strstr(r.messages, "date") != NULL;
        assert_true(told == (cases[i].day == 0 && cases[i].stamp[0]));
    }
}

static void test_files(void **state)
{
    (void)state;
    casus_error err = {0};
    assert_null(intake_open("/no/such/file", NULL, &err));
    assert_int_equal(err.code, CASUS_EFILE);
    assert_non_null(strstr(err.message, "/no/such/file"));
    assert_null(intake_open("/", NULL, &err));
    char path[] = P_tmpdir "/casus-intake-XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, "War.", 4), 4);
    close(fd);
    intake *in = intake_open(path, NULL, &err);
    casus_article a;
    assert_non_null(in);
    assert_int_equal(intake_next(in, &a), 1);
    assert_string_equal(a.text, "War.");
    assert_int_equal(intake_next(in, &a), 0);
    intake_close(in);
    remove(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_plain), cmocka_unit_test(test_jsonl), cmocka_unit_test(test_html), cmocka_unit_test(test_forced),
                                       cmocka_unit_test(test_feeds), cmocka_unit_test(test_warc), cmocka_unit_test(test_packed),
                                       cmocka_unit_test(test_truncated), cmocka_unit_test(test_bad_bytes), cmocka_unit_test(test_empty_and_binary),
                                       cmocka_unit_test(test_too_long), cmocka_unit_test(test_dates), cmocka_unit_test(test_files),
                                       cmocka_unit_test(test_hostile_pages), cmocka_unit_test(test_tables), cmocka_unit_test(test_petrarch)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
