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

/* ---- sieve.c ---- */

typedef struct sieve {
    const columns *c;
    const col_rows *l;
    const col_filter *f;
    uint8_t *party[3]; /* by entity: may be actor, recipient, claimant; NULL: anybody */
    uint8_t *sides;    /* by number of a row's sides: may it pass, as far as codes alone were asked for; NULL: any */
    bool by_name[3];   /* parties asked for by name: their rows must be looked at */
    uint8_t *country;  /* by country */
    uint8_t *kind, *status, *extra, *place, *outlet; /* by number; NULL: any */
    uint8_t *extra2;   /* of an issue */
    uint8_t *sentences; /* a bit each; NULL: any */
    int32_t since, until;
    unsigned quads;    /* a bit each; 0: any */
    bool looks;        /* must the row itself be looked at, or do its sides, status, category and days decide? */
} sieve;

/* Tables from v->f; the caller sets c, l and f, and frees with sieve_free, after a failure too. */
int sieve_make(sieve *v, store *s, casus_error *err);
void sieve_free(sieve *v);
/* Which role the i-th of the party filters asks for: 0, 1, or 2 either. Of a figure, a claimant or owner. */
int sieve_role(const sieve *v, int i);
/* What is asked of the row but its days, status, category and sides. */
bool sieve_row(const sieve *v, const col_row *r);

uint32_t col_lower_hash(const char *s, size_t n);

#endif
