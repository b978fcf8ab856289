/* Days. Dates are yyyymmdd numbers; arithmetic goes through days since 1970-01-01. */
#include "base.h"

int32_t date_days(int32_t d)
{
    int y = d / 10000, m = d / 100 % 100, day = d % 100;
    y -= m <= 2;
    int era = (y >= 0 ? y : y - 399) / 400;
    int yoe = y - era * 400;
    int doy = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
    return era * 146097 + doe - 719468;
}

int32_t date_from_days(int32_t z)
{
    z += 719468;
    int era = (z >= 0 ? z : z - 146096) / 146097;
    int doe = z - era * 146097;
    int yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    int mp = (5 * doy + 2) / 153;
    int day = doy - (153 * mp + 2) / 5 + 1, m = mp < 10 ? mp + 3 : mp - 9;
    return (yoe + era * 400 + (m <= 2)) * 10000 + m * 100 + day;
}

int date_weekday(int32_t d)
{
    int w = (date_days(d) + 3) % 7; /* 1970-01-01 was a Thursday */
    return w < 0 ? w + 7 : w;
}

int32_t date_add_days(int32_t d, int days)
{
    return date_from_days(date_days(d) + days);
}

int date_month_length(int year, int month)
{
    static const int length[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : length[month - 1];
}

int32_t date_add_months(int32_t d, int months)
{
    int at = d / 10000 * 12 + d / 100 % 100 - 1 + months;
    int year = at / 12, month = at % 12 + 1, day = d % 100, longest = date_month_length(year, month);
    return year * 10000 + month * 100 + (day > longest ? longest : day);
}

bool date_valid(int32_t d)
{
    int y = d / 10000, m = d / 100 % 100, day = d % 100;
    return y >= 1 && y <= 9999 && m >= 1 && m <= 12 && day >= 1 && day <= date_month_length(y, m);
}

static bool digits(const char *p, size_t n, int *value)
{
    *value = 0;
    for (size_t i = 0; i < n; i++) {
        if (p[i] < '0' || p[i] > '9')
            return false;
        *value = *value * 10 + (p[i] - '0');
    }
    return true;
}

bool date_parse(str s, int32_t *from, int32_t *until, char *precision)
{
    int y, m = 1, d = 1;
    if ((s.n != 4 && s.n != 7 && s.n != 10) || !digits(s.p, 4, &y) || y < 1)
        return false;
    if (s.n >= 7 && (s.p[4] != '-' || !digits(s.p + 5, 2, &m)))
        return false;
    if (s.n == 10 && (s.p[7] != '-' || !digits(s.p + 8, 2, &d)))
        return false;
    *from = y * 10000 + m * 100 + d;
    if (!date_valid(*from))
        return false;
    *precision = s.n == 4 ? 'y' : s.n == 7 ? 'm' : 'd';
    *until = s.n == 4    ? y * 10000 + 1231
             : s.n == 7 ? y * 10000 + m * 100 + date_month_length(y, m)
                        : *from;
    return true;
}
