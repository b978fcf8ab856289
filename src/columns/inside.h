/* What the files of the columns room share. */
#ifndef CASUS_COLUMNS_INSIDE_H
#define CASUS_COLUMNS_INSIDE_H

#include "columns/columns.h"

enum { ZONE = 1024 };

/* ---- order.c ---- */
/* Rows into the order of their items; groups[i] tells what row i belongs to. Numbers the items. */
int order_rows(col_rows *rows, const uint64_t *groups, casus_error *err);
/* Which rows a country takes part in, and the days of each stretch of rows. */
int post_rows(columns *c, col_list list, casus_error *err);
/* What most questions ask of rows, packed. */
int pack_rows(columns *c, col_list list, casus_error *err);
/* The order in which rows were told. */
int tell_rows(columns *c, col_list list, casus_error *err);

/* ---- sides.c ---- */
/* Rows by who stands on which side, and the keys under which each such way counts. */
int side_rows(columns *c, col_list list, casus_error *err);
void sides_free(col_sides *s);

uint32_t col_lower_hash(const char *s, size_t n);

#endif
