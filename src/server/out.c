/* Items as JSON or CSV. The functions that put fields know no format: in JSON a field is a member, in
 * CSV a cell, and the first item's names are the header. */
#include "server/inside.h"

#include <math.h>

void day_text(int32_t day, char room[12])
{
    uint32_t date = day == COL_NO_DAY ? 0 : (uint32_t)date_from_days(day);
    room[0] = '\0';
    if (day != COL_NO_DAY)
        snprintf(room, 12, "%04u-%02u-%02u", date / 10000 % 10000, date / 100 % 100, date % 100);
}

str cut_points(str text, int64_t start, int64_t stop)
{
    int64_t point = 0;
    size_t from = text.n, to = text.n;
    for (size_t i = 0; i < text.n; i++) {
        if (((unsigned char)text.p[i] & 0xC0) == 0x80)
            continue;
        if (point == start)
            from = i;
        if (point == stop) {
            to = i;
            break;
        }
        point++;
    }
    return from < to ? (str){text.p + from, to - from} : (str){"", 0};
}

static bool in_json(const out *o)
{
    return o->format != F_CSV;
}

static void name(out *o, const char *key)
{
    if (in_json(o)) {
        put_key(o->b, key, o->first);
    } else {
        if (o->items == 0)
            buffer_printf(&o->names, "%s%s", o->first ? "" : ",", key);
        buffer_puts(o->b, o->first ? "" : ",");
    }
    o->first = false;
}

void out_key(out *o, const char *key)
{
    name(o, key);
}

void out_text(out *o, const char *key, str s)
{
    name(o, key);
    if (in_json(o))
        put_json(o->b, s);
    else
        view_csv_cell(o->b, s);
}

void out_str(out *o, const char *key, const char *s)
{
    out_text(o, key, str_of(s));
}

void out_int(out *o, const char *key, int64_t n)
{
    name(o, key);
    buffer_int(o->b, n);
}

void out_real(out *o, const char *key, double x, int digits)
{
    name(o, key);
    if (isfinite(x))
        buffer_printf(o->b, "%.*f", digits, x);
    else
        buffer_puts(o->b, in_json(o) ? "null" : "");
}

void out_mean(out *o, const char *key, double sum, uint32_t n, int digits)
{
    out_real(o, key, n ? sum / n : NAN, digits);
}

void out_bool(out *o, const char *key, bool b)
{
    name(o, key);
    buffer_puts(o->b, b ? "true" : "false");
}

void out_null(out *o, const char *key)
{
    name(o, key);
    buffer_puts(o->b, in_json(o) ? "null" : "");
}

void out_day(out *o, const char *key, int32_t day)
{
    char room[12];
    day_text(day, room);
    out_str(o, key, room);
}

void out_list(out *o, const char *key, str list)
{
    if (!in_json(o)) {
        out_text(o, key, list);
        return;
    }
    name(o, key);
    buffer_puts(o->b, "[");
    for (bool first = true; list.p && list.n; first = false) {
        buffer_puts(o->b, first ? "" : ",");
        put_json(o->b, str_cut(&list, ";"));
    }
    buffer_puts(o->b, "]");
}

void out_quad(out *o, const uint32_t quad[4])
{
    char key[8];
    if (in_json(o)) {
        name(o, "quad");
        buffer_printf(o->b, "[%u,%u,%u,%u]", quad[0], quad[1], quad[2], quad[3]);
        return;
    }
    for (int i = 0; i < 4; i++) {
        snprintf(key, sizeof key, "quad%d", i + 1);
        out_int(o, key, quad[i]);
    }
}

void out_begin(out *o, ask *q)
{
    *o = (out){.b = q->out, .format = q->format};
}

void item_begin(out *o)
{
    if (o->format == F_GEOJSON) {
        buffer_puts(o->b, o->items ? ",\n{\"type\":\"Feature\",\"geometry\":" : "{\"type\":\"Feature\",\"geometry\":");
        if (o->has_point)
            buffer_printf(o->b, "{\"type\":\"Point\",\"coordinates\":[%.4f,%.4f]}", o->lon, o->lat);
        else
            buffer_puts(o->b, "null");
        buffer_puts(o->b, ",\"properties\":{");
    } else if (o->format == F_JSONL) {
        buffer_puts(o->b, "{");
    } else if (o->format == F_JSON) {
        buffer_puts(o->b, o->items ? ",\n{" : "{");
    }
    o->first = true;
}

void item_end(out *o)
{
    buffer_puts(o->b, o->format == F_GEOJSON ? "}}" : o->format == F_JSONL ? "}\n" : o->format == F_JSON ? "}" : "\n");
    o->items++;
}

/* The items were written first; what stands around them is put in front now. */
static void put_before(buffer *b, buffer *head)
{
    buffer_put(head, b->p ? b->p : "", b->n);
    head->failed |= b->failed;
    buffer_free(b);
    *b = *head;
}

__attribute__((format(printf, 3, 4))) static void put_header(http_answer *a, const char *key, const char *form, ...)
{
    for (int i = 0; i < 4; i++) {
        if (a->extra[i][0][0])
            continue;
        va_list args;
        snprintf(a->extra[i][0], sizeof a->extra[i][0], "%s", key);
        va_start(args, form);
        vsnprintf(a->extra[i][1], sizeof a->extra[i][1], form, args);
        va_end(args);
        return;
    }
}

void out_end(out *o, ask *q, uint64_t total, const char *next, const char *extra)
{
    buffer head = {0};
    if (o->format == F_JSON) {
        buffer_printf(&head, "{\"total\":%llu,\"returned\":%u,\"truncated\":%s,\"next\":", (unsigned long long)total, o->items, next ? "true" : "false");
        if (next)
            put_json(&head, str_of(next));
        else
            buffer_puts(&head, "null");
        buffer_printf(&head, "%s,\"items\":[", extra);
        put_before(o->b, &head);
        buffer_puts(o->b, "]}\n");
        return;
    }
    put_header(q->a, "X-Total", "%llu", (unsigned long long)total);
    if (next)
        put_header(q->a, "X-Next", "%s", next);
    if (o->format == F_CSV) {
        buffer_printf(&head, "%s\n", o->items ? o->names.p : "");
        if (!o->items)
            head.n = 0;
        put_before(o->b, &head);
    } else if (o->format == F_GEOJSON) {
        buffer_puts(&head, "{\"type\":\"FeatureCollection\",\"features\":[");
        put_before(o->b, &head);
        buffer_puts(o->b, "]}\n");
    }
    buffer_free(&o->names);
}
