/* From tokens to a tree.
 *
 *   "Police in Nairobi arrested 12 students on Monday."
 *
 * Each word gets its tag, then a greedy parser reads the sentence once from left to right (arc.c):
 * a linear score picks the next move, and where a move makes an arc, a second score picks its
 * label. A sentence longer than PIECE words is read in pieces; the later roots hang on the first. */
#include "engine.h"

#include <stdlib.h>

static move best_move(const syntax *s, const arcs *a)
{
    uint32_t features[MAX_FEATURES];
    int32_t score[N_MOVES] = {0};
    linear_score(&s->moves, features, move_features(a, features), score);
    move best = N_MOVES;
    for (move m = MOVE_SHIFT; m < N_MOVES; m++)
        if (move_allowed(a, m) && (best == N_MOVES || score[m] > score[best]))
            best = m;
    return best;
}

static uint8_t best_label(const syntax *s, const arcs *a, move m)
{
    uint32_t features[MAX_FEATURES];
    int32_t score[CASUS_N_DEPS] = {0};
    uint16_t head, child;
    move_arc(a, m, &head, &child);
    if (head == a->p->n)
        return CASUS_ROOT;
    linear_score(&s->labels, features, label_features(a, head, child, features), score);
    unsigned best = CASUS_DEP;
    for (unsigned l = 0; l < CASUS_N_DEPS; l++)
        if (l != CASUS_ROOT && score[l] > score[best])
            best = l;
    return (uint8_t)best;
}

void parse_piece(const syntax *s, piece *p)
{
    arcs a;
    arcs_start(&a, p);
    while (a.depth > 0 || a.next < p->n) {
        bool only_shift = a.depth == 0;
        move m = only_shift ? MOVE_SHIFT : best_move(s, &a);
        move_do(&a, m, m == MOVE_SHIFT ? 0 : best_label(s, &a, m));
    }
}

/* Copy what was found into the tokens; the root of a later piece hangs on `root`. */
static casus_ref piece_write(const syntax *s, document *d, const piece *p, casus_ref first, casus_ref root)
{
    for (uint32_t i = 0; i < p->n; i++) {
        casus_token *t = &d->doc.tokens[first + i];
        const tag_info *tag = &s->tag[p->tag[i]];
        t->upos = tag->upos;
        t->feats = tag->feats;
        t->morph = tag->morph;
        t->label = p->label[i];
        t->lemma = lemma_of(s, d, t, p->tag[i]);
        t->head = first + p->head[i];
        if (p->head[i] != p->n)
            continue;
        t->head = root == CASUS_NONE ? first + i : root;
        t->label = root == CASUS_NONE ? CASUS_ROOT : CASUS_PARATAXIS;
        root = root == CASUS_NONE ? first + i : root;
    }
    return root;
}

void syntax_parse(const syntax *s, document *d, casus_ref sentence)
{
    casus_sentence where = d->doc.sentences[sentence];
    casus_ref root = CASUS_NONE, end = where.first + where.count;
    piece p;
    for (casus_ref first = where.first; first < end; first += p.n) {
        piece_read(&p, &d->doc, first, end - first < PIECE ? end - first : PIECE);
        tag_piece(s, &p);
        parse_piece(s, &p);
        root = piece_write(s, d, &p, first, root);
    }
}

/* Tags are lines "UPOS FEATS" or "UPOS". */
static int tags_read(syntax *s, symtab *names, casus_error *err)
{
    size_t n = 0;
    const char *p = model_array(s->file, "tags", 1, 0, &n, err);
    str text = {p, p ? n : 0};
    while (text.n) {
        str line = str_cut(&text, "\n"), name = str_cut(&line, " ");
        int upos = upos_find(arena_copy(&s->memory, name.p, name.n));
        if (upos < 0 || s->n_tags == MAX_TAGS)
            return error_set(err, CASUS_EFORMAT, "model: tag %u is unknown or too many", s->n_tags + 1);
        const char *feats = line.p ? arena_copy(&s->memory, line.p, line.n) : "";
        s->tag[s->n_tags++] = (tag_info){
            .feats = symtab_add(names, feats, strlen(feats)), .morph = feats_morph(feats), .upos = (uint8_t)upos};
    }
    return s->n_tags ? 0 : p ? error_set(err, CASUS_EFORMAT, "model: it has no tags") : CASUS_EFORMAT;
}

syntax *syntax_open(const char *path, symtab *names, casus_error *err)
{
    syntax *s = calloc(1, sizeof *s);
    if (!s) {
        error_set(err, CASUS_ENOMEM, "%s: out of memory", path);
        return NULL;
    }
    s->file = model_open(path, err);
    if (s->file && tags_read(s, names, err) == 0 && lemma_open(s, err) == 0 &&
        linear_open(&s->tags, s->file, "tag", s->n_tags, err) == 0 &&
        linear_open(&s->moves, s->file, "move", N_MOVES, err) == 0 &&
        linear_open(&s->labels, s->file, "label", CASUS_N_DEPS, err) == 0)
        return s;
    syntax_close(s);
    return NULL;
}

void syntax_close(syntax *s)
{
    if (!s)
        return;
    model_close(s->file);
    arena_free(&s->memory);
    free(s);
}
