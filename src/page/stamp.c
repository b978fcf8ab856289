/* Which day does a stamp name?
 *
 *   2022-01-11T09:00:00+01:00    Tue, 11 Jan 2022 09:00:00 GMT    January 11, 2022 at 9:00 AM
 *   11 janvier 2022              11.01.2022                       20220111    1641891600
 *
 * The day as written counts, whatever the time zone. 11/01/2022 is a day in January or in November:
 * it is read only where one of the numbers cannot be a month, or both are the same. */
#include "page/page.h"

/* Beginnings of month names in the languages of the bigger news sites, folded. */
static const struct {
    const char *name;
    uint8_t month;
} months[] = {
    {"january", 1}, {"february", 2}, {"march", 3}, {"april", 4}, {"may", 5}, {"june", 6}, {"july", 7}, {"august", 8}, {"september", 9},
    {"october", 10}, {"november", 11}, {"december", 12}, {"jan", 1}, {"feb", 2}, {"mar", 3}, {"apr", 4}, {"jun", 6}, {"jul", 7}, {"aug", 8},
    {"sep", 9}, {"sept", 9}, {"oct", 10}, {"nov", 11}, {"dec", 12},
    {"januar", 1}, {"janner", 1}, {"februar", 2}, {"marz", 3}, {"mai", 5}, {"juni", 6}, {"juli", 7}, {"oktober", 10}, {"dezember", 12}, {"okt", 10},
    {"dez", 12}, {"janvier", 1}, {"fevrier", 2}, {"mars", 3}, {"avril", 4}, {"juin", 6}, {"juillet", 7}, {"aout", 8}, {"septembre", 9},
    {"octobre", 10}, {"novembre", 11}, {"decembre", 12}, {"enero", 1}, {"febrero", 2}, {"marzo", 3}, {"abril", 4}, {"mayo", 5}, {"junio", 6},
    {"julio", 7}, {"agosto", 8}, {"septiembre", 9}, {"setiembre", 9}, {"octubre", 10}, {"noviembre", 11}, {"diciembre", 12}, {"ene", 1}, {"abr", 4},
    {"ago", 8}, {"dic", 12}, {"gennaio", 1}, {"febbraio", 2}, {"aprile", 4}, {"maggio", 5}, {"giugno", 6}, {"luglio", 7}, {"settembre", 9},
    {"ottobre", 10}, {"dicembre", 12}, {"gen", 1}, {"giu", 6}, {"lug", 7}, {"set", 9}, {"ott", 10}, {"janeiro", 1}, {"fevereiro", 2}, {"marco", 3},
    {"maio", 5}, {"junho", 6}, {"julho", 7}, {"setembro", 9}, {"outubro", 10}, {"novembro", 11}, {"dezembro", 12}, {"fev", 2}, {"out", 10},
    {"januari", 1}, {"februari", 2}, {"maart", 3}, {"mei", 5}, {"augustus", 8}, {"augusti", 8}, {"agustus", 8}, {"oktober", 10}, {"desember", 12},
    {"stycznia", 1}, {"lutego", 2}, {"marca", 3}, {"kwietnia", 4}, {"maja", 5}, {"czerwca", 6}, {"lipca", 7}, {"sierpnia", 8}, {"wrzesnia", 9},
    {"pazdziernika", 10}, {"listopada", 11}, {"grudnia", 12}, {"ocak", 1}, {"subat", 2}, {"mart", 3}, {"nisan", 4}, {"mayis", 5}, {"haziran", 6},
    {"temmuz", 7}, {"agustos", 8}, {"eylul", 9}, {"ekim", 10}, {"kasim", 11}, {"aralik", 12}, {"января", 1}, {"февраля", 2}, {"марта", 3},
    {"апреля", 4}, {"мая", 5}, {"июня", 6}, {"июля", 7}, {"августа", 8}, {"сентября", 9}, {"октября", 10}, {"ноября", 11}, {"декабря", 12},
    {"січня", 1}, {"лютого", 2}, {"березня", 3}, {"квітня", 4}, {"травня", 5}, {"червня", 6}, {"липня", 7}, {"серпня", 8}, {"вересня", 9},
    {"жовтня", 10}, {"листопада", 11}, {"грудня", 12}, {"januar", 1}, {"ledna", 1}, {"unora", 2}, {"brezna", 3}, {"dubna", 4}, {"kvetna", 5},
    {"cervna", 6}, {"cervence", 7}, {"srpna", 8}, {"zari", 9}, {"rijna", 10}, {"listopadu", 11}, {"prosince", 12}};

static int month_of(str word)
{
    char folded[64];
    if (word.n < 3 || word.n > 20)
        return 0;
    str_fold(word.p, word.n, folded);
    for (size_t i = 0; i < sizeof months / sizeof *months; i++)
        if (strcmp(months[i].name, folded) == 0)
            return months[i].month;
    return 0;
}

static int32_t day(long y, long m, long d)
{
    if (y < 1900 || y > 2100 || m < 1 || m > 12 || d < 1 || d > 31)
        return 0;
    int32_t date = (int32_t)(y * 10000 + m * 100 + d);
    return date_valid(date) ? date : 0;
}

/* The stamp in pieces: numbers (with their length) and words, in order. */
typedef struct piece {
    long number; /* -1: a word */
    int digits, month;
    char before; /* the byte before it */
} piece;

enum { PIECES = 12 };

static bool digit(char c)
{
    return c >= '0' && c <= '9';
}

static int cut_pieces(str s, piece out[PIECES])
{
    int n = 0;
    for (size_t i = 0; i < s.n && n < PIECES;) {
        size_t from = i;
        uint32_t code = 0;
        if (digit(s.p[i])) {
            long v = 0;
            for (; i < s.n && digit(s.p[i]); i++)
                if (i - from < 15)
                    v = v * 10 + (s.p[i] - '0');
            out[n++] = (piece){v, (int)(i - from), 0, from ? s.p[from - 1] : ' '};
            continue;
        }
        for (size_t step; i < s.n && (step = utf8_get(s.p + i, s.n - i, &code)) && utf8_letter(code);)
            i += step;
        if (i > from)
            out[n++] = (piece){-1, 0, month_of((str){s.p + from, i - from}), from ? s.p[from - 1] : ' '};
        else
            i += utf8_get(s.p + i, s.n - i, &code);
    }
    return n;
}

/* 11/01/2022 and 11.01.2022; 22 for 2022 is no year. */
static int32_t numbers_day(const piece *p)
{
    char mark = p[1].before;
    if (mark == '.' || (mark == '-' && p[0].number > 12))
        return day(p[2].number, p[1].number, p[0].number);
    if (p[0].number > 12 || p[0].number == p[1].number)
        return day(p[2].number, p[1].number, p[0].number);
    return p[1].number > 12 ? day(p[2].number, p[0].number, p[1].number) : 0;
}

static bool is_year(const piece *p)
{
    return p->digits == 4 && p->number >= 1900 && p->number <= 2100;
}

static bool is_day(const piece *p)
{
    return p->number >= 1 && p->number <= 31 && p->digits <= 2;
}

/* A date that begins at piece i, or 0. */
static int32_t day_at(const piece *p, int left)
{
    if (left >= 3 && is_year(&p[0]) && is_day(&p[1]) && is_day(&p[2]) && strchr("-/. ", p[1].before) && p[1].before == p[2].before)
        return day(p[0].number, p[1].number, p[2].number);
    if (left >= 3 && is_day(&p[0]) && is_day(&p[1]) && is_year(&p[2]) && strchr("-/.", p[1].before) && strchr("-/. ", p[2].before))
        return numbers_day(p);
    if (left >= 3 && p[0].month && is_day(&p[1]) && is_year(&p[2]))
        return day(p[2].number, p[0].month, p[1].number);
    if (left >= 4 && p[0].month && is_day(&p[1]) && p[2].number < 0 && !p[2].month && is_year(&p[3])) /* January 11th, 2022 */
        return day(p[3].number, p[0].month, p[1].number);
    if (left >= 3 && is_day(&p[0]) && p[1].month && is_year(&p[2]))
        return day(p[2].number, p[1].month, p[0].number);
    if (left >= 4 && is_day(&p[0]) && p[1].number < 0 && p[2].month && is_year(&p[3])) /* 11 de enero 2022, 11th January 2022 */
        return day(p[3].number, p[2].month, p[0].number);
    if (left >= 5 && is_day(&p[0]) && p[1].number < 0 && p[2].month && p[3].number < 0 && is_year(&p[4])) /* 11 de enero de 2022 */
        return day(p[4].number, p[2].month, p[0].number);
    if (left >= 4 && is_day(&p[0]) && p[1].month && p[2].number < 0 && is_year(&p[3])) /* 11 січня, р. 2022 */
        return day(p[3].number, p[1].month, p[0].number);
    return 0;
}

int32_t stamp_parse(str s)
{
    piece p[PIECES];
    s = str_trim(s);
    if (s.n > 200)
        s.n = 200;
    int n = cut_pieces(s, p);
    if (n == 1 && p[0].digits == 8)
        return day(p[0].number / 10000, p[0].number / 100 % 100, p[0].number % 100);
    if (n == 1 && p[0].digits == 14)
        return day(p[0].number / 10000000000, p[0].number / 100000000 % 100, p[0].number / 1000000 % 100);
    if (n == 1 && (p[0].digits == 10 || p[0].digits == 13)) /* seconds or milliseconds since 1970 */
        return date_from_days((int32_t)(p[0].number / (p[0].digits == 13 ? 86400000 : 86400)));
    if (n >= 2 && p[0].digits == 8 && p[1].number < 0) /* 20220111T090000 */
        return day(p[0].number / 10000, p[0].number / 100 % 100, p[0].number % 100);
    for (int i = 0; i < n; i++) {
        int32_t found = day_at(p + i, n - i);
        if (found)
            return found;
    }
    return 0;
}
