/* Who deals with whom: countries as nodes, dyads as edges that point from actor to recipient, weighted
 * by events. GraphML for Gephi, igraph, networkx and Cytoscape; GEXF for Gephi. */
#include "export/export.h"

#include <stdlib.h>

enum { EDGE_COLUMNS = 8 };
static const char *const edge_keys[EDGE_COLUMNS] = {NULL, NULL, "events", "reports", "sources", "event_scale", "goldstein", "conflict_percent"};

typedef struct edge {
    const char *cells[EDGE_COLUMNS];
} edge;

typedef struct edges {
    arena a;
    edge *rows;
    uint32_t n;
    const char **nodes;
    uint32_t n_nodes;
} edges;

static void add_node(edges *g, const char *name)
{
    for (uint32_t i = 0; i < g->n_nodes; i++)
        if (strcmp(g->nodes[i], name) == 0)
            return;
    *ARENA_PUSH(&g->a, g->nodes, g->n_nodes) = name;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static int read_edges(const exporting *x, edges *g)
{
    sqlite3_stmt *q = query_prepare(x->s, x->f, "dyad", x->err);
    int code = q ? CASUS_OK : CASUS_EFILE, step = SQLITE_DONE;
    while (code == 0 && (step = sqlite3_step(q)) == SQLITE_ROW) {
        const char **row = ARENA_PUSH(&g->a, g->rows, g->n)->cells;
        for (int i = 0; i < EDGE_COLUMNS; i++) {
            const char *s = (const char *)sqlite3_column_text(q, i);
            row[i] = arena_copy(&g->a, s ? s : "", strlen(s ? s : ""));
        }
        add_node(g, row[0]);
        add_node(g, row[1]);
    }
    if (code == 0 && step != SQLITE_DONE)
        code = store_fault(x->s, x->err);
    sqlite3_finalize(q);
    if (g->n_nodes)
        qsort(g->nodes, g->n_nodes, sizeof *g->nodes, by_name);
    return code;
}

static int finish(const exporting *x, edges *g, buffer *out, int code)
{
    if (code == 0)
        code = export_flush(x, out, 0);
    buffer_free(out);
    arena_free(&g->a);
    return code;
}

/* Codes are capital letters, but the store may have been written by others. */
static void put_xml(buffer *out, const char *s)
{
    for (; *s; s++)
        switch (*s) {
        case '<': buffer_puts(out, "&lt;"); break;
        case '>': buffer_puts(out, "&gt;"); break;
        case '&': buffer_puts(out, "&amp;"); break;
        case '"': buffer_puts(out, "&quot;"); break;
        default: buffer_put(out, (unsigned char)*s < 0x20 ? " " : s, 1);
        }
}

int export_graphml(const exporting *x)
{
    buffer out = {0};
    edges g = {0};
    int code = read_edges(x, &g);
    buffer_puts(&out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n");
    for (int i = 2; i < EDGE_COLUMNS; i++)
        buffer_printf(&out, "<key id=\"%s\" for=\"edge\" attr.name=\"%s\" attr.type=\"%s\"/>\n", edge_keys[i], edge_keys[i], i < 5 ? "long" : "double");
    buffer_printf(&out, "<graph edgedefault=\"%s\">\n", x->f->undirected ? "undirected" : "directed");
    for (uint32_t i = 0; i < g.n_nodes; i++) {
        buffer_puts(&out, "<node id=\"");
        put_xml(&out, g.nodes[i]);
        buffer_puts(&out, "\"/>\n");
    }
    for (uint32_t i = 0; i < g.n; i++) {
        buffer_puts(&out, "<edge source=\"");
        put_xml(&out, g.rows[i].cells[0]);
        buffer_puts(&out, "\" target=\"");
        put_xml(&out, g.rows[i].cells[1]);
        buffer_puts(&out, "\">");
        for (int k = 2; k < EDGE_COLUMNS; k++)
            buffer_printf(&out, "<data key=\"%s\">%s</data>", edge_keys[k], g.rows[i].cells[k]);
        buffer_puts(&out, "</edge>\n");
    }
    buffer_puts(&out, "</graph>\n</graphml>\n");
    return finish(x, &g, &out, code);
}

int export_gexf(const exporting *x)
{
    buffer out = {0};
    edges g = {0};
    int code = read_edges(x, &g);
    buffer_printf(&out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\">\n<graph defaultedgetype=\"%s\">\n<attributes class=\"edge\">\n",
                  x->f->undirected ? "undirected" : "directed");
    for (int i = 2; i < EDGE_COLUMNS; i++)
        buffer_printf(&out, "<attribute id=\"%d\" title=\"%s\" type=\"%s\"/>\n", i, edge_keys[i], i < 5 ? "long" : "double");
    buffer_puts(&out, "</attributes>\n<nodes>\n");
    for (uint32_t i = 0; i < g.n_nodes; i++) {
        buffer_puts(&out, "<node id=\"");
        put_xml(&out, g.nodes[i]);
        buffer_puts(&out, "\" label=\"");
        put_xml(&out, g.nodes[i]);
        buffer_puts(&out, "\"/>\n");
    }
    buffer_puts(&out, "</nodes>\n<edges>\n");
    for (uint32_t i = 0; i < g.n; i++) {
        buffer_printf(&out, "<edge id=\"%u\" source=\"", i);
        put_xml(&out, g.rows[i].cells[0]);
        buffer_puts(&out, "\" target=\"");
        put_xml(&out, g.rows[i].cells[1]);
        buffer_printf(&out, "\" weight=\"%s\"><attvalues>", g.rows[i].cells[2]);
        for (int k = 2; k < EDGE_COLUMNS; k++)
            buffer_printf(&out, "<attvalue for=\"%d\" value=\"%s\"/>", k, g.rows[i].cells[k]);
        buffer_puts(&out, "</attvalues></edge>\n");
    }
    buffer_puts(&out, "</edges>\n</graph>\n</gexf>\n");
    return finish(x, &g, &out, code);
}
