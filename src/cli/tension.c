/* casus tension, casus alerts, casus backtest: how tension moves between two countries, and what to look at. */
#include "cli/cli.h"
#include "analysis/analysis.h"
#include "fetch/fetch.h"
#include "query/query.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { LEAST_ITEMS = 5, MOST_SHOWN = 20, HORIZON = 30 };

typedef struct asking {
    const settings *s;
    store *db;
    columns *c;
    weights w;
    scope of;
    int32_t from, until; /* days since 1970; 0: as far as there are articles */
} asking;

static int to_stdout(void *user, const char *bytes, size_t n)
{
    (void)user;
    return fwrite(bytes, 1, n, stdout) == n ? 0 : -1;
}

/* ---- opening ---- */

static bool country_of(const char *name, const char *code, char out[4])
{
    size_t n = code ? strlen(code) : 0;
    if (!n)
        return true;
    for (size_t i = 0; i < n; i++)
        if (n != 3 || code[i] < 'A' || code[i] > 'Z') {
            fprintf(stderr, "casus: --%s takes the code of one country (RUS) here, not '%s'\n", name, code);
            return false;
        }
    memcpy(out, code, 4);
    return true;
}

static int ask_open(asking *a, const settings *s, const char *name)
{
    char room[1024], path[1200];
    casus_error err;
    *a = (asking){.s = s, .from = s->since ? date_days(s->since) : 0, .until = s->until ? date_days(s->until) : 0};
    if (!s->db || s->n_files) {
        fprintf(stderr, s->db ? "casus %s: '%s' is no option; casus %s --help lists them\n" : "casus %s: name the store with --db FILE\n", name, s->n_files ? s->files[0] : "", name);
        return EXIT_USAGE;
    }
    if (!country_of("actor", s->actor, a->of.a) || !country_of("recipient", s->recipient, a->of.b))
        return EXIT_USAGE;
    if (a->of.b[0] && !a->of.a[0]) {
        fprintf(stderr, "casus %s: --recipient wants --actor too\n", name);
        return EXIT_USAGE;
    }
    const char *dir = s->weights ? "" : data_folder(s, room);
    if (!dir)
        return EXIT_SOME_FAILED;
    snprintf(path, sizeof path, "%s/knowledge/measures/tension.txt", dir);
    if (weights_read(s->weights ? s->weights : path, &a->w, &err) == 0 && (a->db = store_open(s->db, STORE_READ, &err)) && (a->c = columns_load(a->db, false, &err)))
        return EXIT_OK;
    fprintf(stderr, "casus: %s\n", err.message);
    store_close(a->db);
    return EXIT_SOME_FAILED;
}

static void ask_close(asking *a)
{
    columns_free(a->c);
    store_close(a->db);
}

/* The days asked for, or all that were read. */
static bool range_of(const asking *a, const history *h, int32_t *from, int32_t *until)
{
    if (!h->n_days)
        return false;
    *from = a->from ? a->from : h->days[0].day;
    *until = a->until ? a->until : h->days[h->n_days - 1].day;
    return *from <= *until;
}

/* ---- writing ---- */

/* An array of objects as a table, CSV or JSON: SQLite takes the columns out of it. */
static int write_rows(const asking *a, const buffer *json, const char *fields)
{
    static const char *const names[] = {"table", "csv", "json"};
    const char *name = a->s->format ? a->s->format : "table";
    rows_format format = ROWS_TABLE;
    casus_error err = {0};
    uint64_t n;
    sqlite3_stmt *q = NULL;
    buffer sql = {0};
    while (format < ROWS_JSON && strcmp(names[format], name) != 0)
        format++;
    if (strcmp(names[format], name) != 0) {
        fprintf(stderr, "casus: unknown format '%s'; table, csv or json\n", name);
        return EXIT_USAGE;
    }
    if (format == ROWS_JSON)
        return fwrite(json->p, 1, json->n, stdout) == json->n && putchar('\n') != EOF ? EXIT_OK : EXIT_SOME_FAILED;
    buffer_puts(&sql, "SELECT ");
    for (str rest = str_of(fields); rest.p;) {
        str as = str_cut(&rest, ","), path = as;
        as = str_cut(&path, "=");
        buffer_printf(&sql, "%sj.value ->> '$.%.*s' AS \"%.*s\"", sql.n > 7 ? ", " : "", (int)(path.p ? path.n : as.n), path.p ? path.p : as.p, (int)as.n, as.p);
    }
    buffer_puts(&sql, " FROM json_each(?1) j");
    int status = EXIT_OK;
    if (sql.failed || sqlite3_prepare_v2(store_db(a->db), sql.p, -1, &q, NULL) != SQLITE_OK || sqlite3_bind_text64(q, 1, json->p, json->n, SQLITE_STATIC, SQLITE_UTF8) != SQLITE_OK ||
        rows_write(a->db, q, format, (int)(a->s->width ? a->s->width : 160), to_stdout, NULL, &n, &err) != 0) {
        fprintf(stderr, "casus: %s\n", err.message[0] ? err.message : sqlite3_errmsg(store_db(a->db)));
        status = EXIT_SOME_FAILED;
    }
    sqlite3_finalize(q);
    buffer_free(&sql);
    return status;
}

static int told(const casus_error *err)
{
    fprintf(stderr, "casus: %s\n", err->message);
    return EXIT_SOME_FAILED;
}

/* ---- tension ---- */

static int step_of(const settings *s)
{
    if (!s->group || strcmp(s->group, "week") == 0)
        return 7;
    return strcmp(s->group, "day") == 0 ? 1 : 0;
}

static int tension_write(const asking *a, const history *h, int32_t from, int32_t until)
{
    casus_error err;
    buffer json = {0};
    int status;
    if (a->s->why) {
        if (items_json(a->db, h, &a->w, until, a->s->limit ? (uint32_t)a->s->limit : MOST_SHOWN, &json, &err) != 0)
            return told(&err);
        status = write_rows(a, &json, "day,points,term,actor,recipient,event=evidence.event,document=evidence.document,sentence=evidence.sentence,text=evidence.text");
    } else {
        tension *t = tension_of(h, &a->w, from, until, step_of(a->s), &err);
        if (!t)
            return told(&err);
        tension_json(t, &a->w, step_of(a->s), &json);
        tension_free(t);
        status = write_rows(a, &json, "day,value,low,high,strain,relief,past,articles,items,parts");
    }
    buffer_free(&json);
    return status;
}

int command_tension(const settings *s)
{
    asking a;
    casus_error err;
    int32_t from, until;
    int status = ask_open(&a, s, "tension");
    if (status != EXIT_OK)
        return status;
    if (!step_of(s)) {
        fprintf(stderr, "casus tension: --group takes day or week, not '%s'\n", s->group);
        ask_close(&a);
        return EXIT_USAGE;
    }
    history *h = history_open(a.c, &a.w, &a.of, a.until, &err);
    if (!h)
        status = told(&err);
    else if (!range_of(&a, h, &from, &until)) {
        fprintf(stderr, "casus tension: no dated article was read in that time\n");
        status = EXIT_SOME_FAILED;
    } else
        status = tension_write(&a, h, from, until);
    history_free(h);
    ask_close(&a);
    return fflush(stdout) == 0 ? status : EXIT_SOME_FAILED;
}

/* ---- every pair, or the one asked for ---- */

static history **histories_of(const asking *a, uint32_t *n, casus_error *err)
{
    if (!a->of.a[0])
        return histories_open(a->c, &a->w, LEAST_ITEMS, a->until, n, err);
    history **one = calloc(1, sizeof *one);
    *n = one && (one[0] = history_open(a->c, &a->w, &a->of, a->until, err)) != NULL;
    if (*n)
        return one;
    free(one);
    return NULL;
}

static int by_day(const void *x, const void *y)
{
    const alert *a = x, *b = y;
    if (a->day != b->day)
        return a->day < b->day ? -1 : 1;
    int order = memcmp(&a->of, &b->of, sizeof a->of);
    return order ? order : a->kind != b->kind ? (a->kind < b->kind ? -1 : 1) : a->term - b->term;
}

static bool append(alert **all, uint32_t *n, const alert *list, uint32_t more)
{
    if (!more)
        return true;
    alert *bigger = realloc(*all, (*n + more) * sizeof *bigger);
    if (!bigger)
        return false;
    memcpy(bigger + *n, list, more * sizeof *list);
    *all = bigger;
    *n += more;
    return true;
}

/* ---- webhook ---- */

enum { TRIES = 3 };

/* Three times, a little later each time; what the other side refuses for good (4xx) is not tried again. */
static bool deliver(fetcher *web, const char *url, const char *id, const buffer *json)
{
    casus_error err;
    fetched got;
    for (int i = 0; i < TRIES; i++) {
        if (i)
            sleep(1u << i);
        int code = fetch_post(web, url, id, json->p, json->n, &got, &err);
        if (code == 0)
            snprintf(err.message, sizeof err.message, "the answer was %ld", got.status);
        bool good = code == 0 && got.status >= 200 && got.status < 300, final = code == 0 && got.status >= 400 && got.status < 500 && got.status != 429;
        fetched_free(&got);
        if (good)
            return true;
        if (final)
            break;
    }
    fprintf(stderr, "casus alerts: %s was not delivered: %s\n", id, err.message);
    return false;
}

/* Alerts that were delivered stand in a file beside the store, an id a line. */
static bool delivered_before(str file, const char *id)
{
    while (file.p && file.n)
        if (str_is(str_cut(&file, "\n"), id))
            return true;
    return false;
}

static int deliver_all(const asking *a, const alert *all, uint32_t n)
{
    char path[1200], id[80];
    casus_error err = {0};
    size_t size = 0;
    snprintf(path, sizeof path, "%s.delivered.txt", a->s->db);
    char *known = file_read(path, &size, &err); /* absent at first */
    FILE *log = fopen(path, "a");
    fetcher *web = fetch_open(&(fetch_options){.allow_private = a->s->allow_private}, &err);
    int status = log && web ? EXIT_OK : EXIT_SOME_FAILED;
    if (!log || !web)
        fprintf(stderr, "casus alerts: %s\n", web ? "the list of what was delivered cannot be written beside the store" : err.message);
    for (uint32_t i = 0; log && web && i < n; i++) {
        buffer json = {0};
        alert_id(&all[i], &a->w, id);
        if (delivered_before((str){known, size}, id))
            continue;
        bool good = alerts_json(a->db, &all[i], 1, &a->w, &json, &err) == 0 && !json.failed && deliver(web, a->s->webhook, id, &json);
        good = good && fprintf(log, "%s\n", id) > 0 && fflush(log) == 0;
        status = good ? status : EXIT_SOME_FAILED;
        buffer_free(&json);
    }
    if (log && fclose(log) != 0)
        status = EXIT_SOME_FAILED;
    fetch_close(web);
    free(known);
    return status;
}

static int alerts_write(const asking *a, const alert *all, uint32_t n)
{
    if (a->s->webhook)
        return deliver_all(a, all, n);
    casus_error err;
    buffer out = {0};
    int status = EXIT_OK;
    bool atom = a->s->format && strcmp(a->s->format, "atom") == 0;
    if ((atom ? alerts_atom(a->db, all, n, &a->w, "", &out, &err) : alerts_json(a->db, all, n, &a->w, &out, &err)) != 0)
        status = told(&err);
    else if (atom)
        status = fwrite(out.p, 1, out.n, stdout) == out.n ? EXIT_OK : EXIT_SOME_FAILED;
    else
        status = write_rows(a, &out, "day,kind,what=text,score,event=evidence[0].event,document=evidence[0].document,sentence=evidence[0].text");
    buffer_free(&out);
    return status;
}

int command_alerts(const settings *s)
{
    asking a;
    casus_error err;
    uint32_t n_histories = 0, n = 0;
    alert *all = NULL;
    int status = ask_open(&a, s, "alerts");
    if (status != EXIT_OK)
        return status;
    history **list = histories_of(&a, &n_histories, &err);
    if (!list)
        status = told(&err);
    for (uint32_t i = 0; status == EXIT_OK && i < n_histories; i++) {
        int32_t from, until;
        uint32_t more = 0;
        alert *found = range_of(&a, list[i], &from, &until) ? alerts_of(list[i], &a.w, from, until, &more) : NULL;
        if (!append(&all, &n, found, more)) {
            fprintf(stderr, "casus: out of memory\n");
            status = EXIT_SOME_FAILED;
        }
        free(found);
    }
    if (all)
        qsort(all, n, sizeof *all, by_day);
    if (status == EXIT_OK)
        status = alerts_write(&a, all, n);
    free(all);
    histories_free(list, n_histories);
    ask_close(&a);
    return fflush(stdout) == 0 ? status : EXIT_SOME_FAILED;
}

/* ---- backtest ---- */

static int term_named(const weights *w, const char *name)
{
    for (int i = 0; i < w->n; i++)
        if (strcmp(w->terms[i].name, name) == 0 && !w->terms[i].mode[0])
            return i;
    return -1;
}

static void backtest_write(const backtest *b, const char *target, int horizon)
{
    double precision = b->alerts ? (double)b->hits / b->alerts : 0, base = b->days ? (double)b->base / b->days : 0, recall = b->onsets ? (double)b->caught / b->onsets : 0;
    printf("alerts %u: %u followed by %s within %d days (precision %.2f), %u false\n", b->alerts, b->hits, target, horizon, precision, b->alerts - b->hits);
    printf("base rate: %s follows any day of these pairs with chance %.2f\n", target, base);
    printf("onsets %u (after %d days without one): %u had an alert before (recall %.2f), %.1f days ahead on average; %u missed\n", b->onsets, horizon, b->caught, recall, b->lead, b->onsets - b->caught);
}

int command_backtest(const settings *s)
{
    asking a;
    casus_error err;
    uint32_t n = 0;
    backtest b = {0};
    int status = ask_open(&a, s, "backtest"), horizon = s->days ? (int)s->days : HORIZON;
    if (status != EXIT_OK)
        return status;
    const char *target = s->event ? s->event : "ASSAULT";
    int at = term_named(&a.w, target);
    if (at < 0 || horizon > 3650) {
        fprintf(stderr, at < 0 ? "casus backtest: '%s' is no term of the weights\n" : "casus backtest: --days is 1 to 3650%.0s\n", target);
        ask_close(&a);
        return EXIT_USAGE;
    }
    history **list = histories_of(&a, &n, &err);
    if (!list)
        status = told(&err);
    for (uint32_t i = 0; i < n; i++) {
        int32_t from, until;
        if (range_of(&a, list[i], &from, &until))
            backtest_add(&b, list[i], &a.w, at, NULL, 0, from, until, horizon);
    }
    if (status == EXIT_OK)
        backtest_write(&b, target, horizon);
    histories_free(list, n);
    ask_close(&a);
    return fflush(stdout) == 0 ? status : EXIT_SOME_FAILED;
}
