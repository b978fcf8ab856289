/* GeoNames' tables to lines of knowledge/places: the readme of its dump names the columns (19 of a place, of which here name,
 * ASCII name, latitude, longitude, feature code, country, first-level region, population). */
#include "lexicon/lexicon.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

enum { PLACE_COLUMNS = 19, REGION_COLUMNS = 4, COUNTRY_COLUMNS = 15 /* or more: the last are often empty */, MOST_COLUMNS = 24 };
enum { NAME = 1, ASCII = 2, LAT = 4, LON = 5, CLASS = 6, CODE = 7, COUNTRY = 8, REGION = 10, POPULATION = 14 };
enum { CITY = 100000, TOWN = 5000 };

__attribute__((format(printf, 3, 4))) static void complain(geonames *g, int line, const char *format, ...)
{
    char text[300];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    g->complain(g->user, g->file, line, text);
    g->refused++;
}

static int cut_columns(str line, str out[MOST_COLUMNS])
{
    int n = 0;
    for (str rest = line; rest.p && n < MOST_COLUMNS;)
        out[n++] = str_cut(&rest, "\t");
    return n;
}

static bool is_clean(str s)
{
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] < ' ' || s.p[i] == '|' || s.p[i] == ';' || s.p[i] == '#')
            return false;
    return s.n > 0 && s.n < 150;
}

static bool degrees(str s, double most, double *out)
{
    char room[32], *end;
    if (!s.n || s.n >= sizeof room)
        return false;
    memcpy(room, s.p, s.n);
    room[s.n] = '\0';
    *out = strtod(room, &end);
    return *end == '\0' && *out >= -most && *out <= most;
}

static uint64_t key_of(str s)
{
    return checksum(s.p, s.n);
}

/* The value kept for a key; NULL. */
static const geoname_pair *find(const geonames *g, uint64_t key, bool region)
{
    const geoname_pair *list = region ? g->regions : g->countries;
    uint32_t n = region ? g->n_regions : g->n_countries;
    for (uint32_t low = 0, high = n; low < high;) {
        uint32_t middle = low + (high - low) / 2;
        if (list[middle].key == key)
            return &list[middle];
        if (list[middle].key < key)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

static int by_key(const void *a, const void *b)
{
    const geoname_pair *x = a, *y = b;
    return x->key < y->key ? -1 : x->key > y->key;
}

static void take_country(geonames *g, const str *c, int line)
{
    if (c[0].n != 2 || c[1].n != 3) {
        complain(g, line, "a country has codes of two and three letters");
        return;
    }
    bool kosovo = memcmp(c[1].p, "XKX", 3) == 0;
    *ARENA_PUSH(&g->memory, g->countries, g->n_countries) = (geoname_pair){key_of(c[0]), kosovo ? "KOS" : arena_copy(&g->memory, c[1].p, 3)};
    g->taken++;
}

static void take_region(geonames *g, const str *c, int line)
{
    if (!is_clean(c[1]) || !memchr(c[0].p, '.', c[0].n)) {
        complain(g, line, "a region has a code with a point and a name");
        return;
    }
    *ARENA_PUSH(&g->memory, g->regions, g->n_regions) = (geoname_pair){key_of(c[0]), arena_copy(&g->memory, c[1].p, c[1].n)};
    g->taken++;
}

static const char *kind_of(str code, long population)
{
    if (str_is(code, "PPLC"))
        return "capital";
    return population >= CITY ? "city" : population >= TOWN ? "town" : "village";
}

static void take_place(geonames *g, const str *c, int line)
{
    double lat, lon;
    long population = 0;
    char region[40];
    const geoname_pair *country = find(g, key_of(c[COUNTRY]), false);
    if (!is_clean(c[NAME])) {
        complain(g, line, "the name cannot stand in a knowledge file");
        return;
    }
    if (!country) {
        complain(g, line, "country '%.*s' is not in the countries read before", (int)(c[COUNTRY].n < 20 ? c[COUNTRY].n : 20), c[COUNTRY].p);
        return;
    }
    if (!degrees(c[LAT], 90, &lat) || !degrees(c[LON], 180, &lon)) {
        complain(g, line, "'%.*s' has no LAT LON in degrees", (int)c[NAME].n, c[NAME].p);
        return;
    }
    if (!(c[CLASS].n == 1 && c[CLASS].p[0] == 'P')) {
        complain(g, line, "'%.*s' is no populated place", (int)c[NAME].n, c[NAME].p);
        return;
    }
    str_int(c[POPULATION], &population);
    int n = snprintf(region, sizeof region, "%.*s.%.*s", (int)(c[COUNTRY].n < 3 ? c[COUNTRY].n : 3), c[COUNTRY].p, (int)(c[REGION].n < 30 ? c[REGION].n : 30), c[REGION].p);
    const geoname_pair *in = find(g, key_of((str){region, (size_t)n}), true);
    buffer_put(&g->places, c[NAME].p, c[NAME].n);
    if (is_clean(c[ASCII]) && !(c[ASCII].n == c[NAME].n && memcmp(c[ASCII].p, c[NAME].p, c[NAME].n) == 0)) {
        buffer_puts(&g->places, " | ");
        buffer_put(&g->places, c[ASCII].p, c[ASCII].n);
    }
    buffer_printf(&g->places, " ; %s ; %s ; %.2f %.2f ; %s\n", country->value, in ? in->value : "-", lat, lon, kind_of(c[CODE], population));
    g->taken++;
}

int geonames_read(geonames *g, str text, casus_error *err)
{
    str columns[MOST_COLUMNS];
    int number = 0;
    for (str rest = text; rest.p && rest.n;) {
        str line = str_cut(&rest, "\n");
        number++;
        while (line.n && line.p[line.n - 1] == '\r')
            line.n--;
        if (!line.n || line.p[0] == '#')
            continue;
        int n = cut_columns(line, columns);
        if (n == REGION_COLUMNS)
            take_region(g, columns, number);
        else if (n >= COUNTRY_COLUMNS && columns[0].n == 2 && columns[1].n == 3)
            take_country(g, columns, number);
        else if (n == PLACE_COLUMNS)
            take_place(g, columns, number);
        else
            complain(g, number, "%d columns: GeoNames has 19 for places and countries, 4 for regions", n);
    }
    if (g->n_countries)
        qsort(g->countries, g->n_countries, sizeof *g->countries, by_key);
    if (g->n_regions)
        qsort(g->regions, g->n_regions, sizeof *g->regions, by_key);
    return g->places.failed ? error_set(err, CASUS_ENOMEM, "out of memory") : CASUS_OK;
}

void geonames_free(geonames *g)
{
    buffer_free(&g->places);
    arena_free(&g->memory);
}
