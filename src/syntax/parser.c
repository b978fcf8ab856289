/* From tokens to a tree.
 *
 *   "Police in Nairobi arrested 12 students on Monday."
 *
 * The encoder scores every word by itself: its tag ("PROPN Number=Sing"), its name (Nairobi: LOC). A
 * head and a child are scored as a pair, by the product of what the encoder says of both and by what
 * each of them thinks of the distance and of the verbs, marks and conjunctions between them; the best
 * tree over the whole sentence wins (decode.c). Then each arc gets the label that its two ends and
 * their distance suggest.
 *
 * A sentence longer than PIECE words is read in pieces; the later roots hang on the first. */
#include "engine.h"

#include <stdlib.h>

static uint32_t best_of(const int32_t *score, uint32_t n)
{
    uint32_t best = 0;
    for (uint32_t i = 1; i < n; i++)
        best = score[i] > score[best] ? i : best;
    return best;
}

/* I- without its beginning is a beginning. Names: network.h; the token's: kind, and 16 for B-. */
static void name_words(reading *r)
{
    uint32_t before = 0;
    for (uint32_t i = 0; i < r->p.n; i++) {
        uint32_t name = best_of(r->top[0][i] + TOP_NAME, N_NAMES), kind = (name + 1) / 2;
        bool inside = name && name % 2 == 0 && before == kind;
        r->p.name[i] = (uint8_t)(kind | (kind && !inside ? 16 : 0));
        before = kind;
    }
}

enum { HALF = 3, HALF_TOP = 4095, SCORE_SHIFT = 4, SCORE_TOP = 1 << 22 };

/* Head and child parts as 16-bit numbers, 128 is one, so that 96 products fit 32 bits. */
static void half_copy(const int32_t *x, int16_t *out)
{
    for (uint32_t k = 0; k < ARC_SIZE; k++) {
        int32_t v = x[k] >> HALF;
        out[k] = (int16_t)(v > HALF_TOP ? HALF_TOP : v < -HALF_TOP ? -HALF_TOP : v);
    }
}

static int32_t held(int64_t score)
{
    return (int32_t)(score > SCORE_TOP ? SCORE_TOP : score < -SCORE_TOP ? -SCORE_TOP : score);
}

/* One network's part of the scores. */
static void add_arcs(const kernel *k, const word_scores *top, const between_sums *between, arc_scores *s)
{
    static const uint32_t root = TOP_CHILD_BUCKET + BUCKET_ROOT;
    int16_t heads[PIECE][ARC_SIZE], child[ARC_SIZE];
    for (uint32_t h = 0; h < s->n; h++)
        half_copy(top[h] + TOP_HEAD, heads[h]);
    for (uint32_t c = 0; c < s->n; c++) {
        half_copy(top[c] + TOP_CHILD, child);
        s->root[c] = held((int64_t)s->root[c] + top[c][root]);
        for (uint32_t h = 0; h < s->n; h++) {
            uint32_t bucket = arc_bucket((int)h - (int)c), between_both = h == c ? 0 : between_class(between, h, c);
            int64_t pair = k->dot(heads[h], child, ARC_SIZE) >> SCORE_SHIFT;
            int32_t far = top[c][TOP_CHILD_BUCKET + bucket] + top[h][TOP_HEAD_BUCKET + bucket];
            int32_t over = top[c][TOP_CHILD_BETWEEN + between_both] + top[h][TOP_HEAD_BETWEEN + between_both];
            s->score[h][c] = held(s->score[h][c] + pair + far + over);
        }
    }
}

static void score_arcs(const syntax *x, const reading *r, arc_scores *s)
{
    between_sums between;
    s->n = r->p.n;
    for (uint32_t i = 0; i < s->n; i++) {
        between_add(&between, i, upos_kind(x->tag[r->p.tag[i]].upos));
        memset(s->score[i], 0, s->n * sizeof s->score[i][0]);
        s->root[i] = 0;
    }
    for (uint32_t e = 0; e < x->n_networks; e++)
        add_arcs(x->kernel, r->top[e], &between, s);
}

/* One network's part of the labels' scores. */
static void add_labels(const encoder *e, const piece *p, word_scores *top, bool fresh, int32_t (*score)[LABEL_ROOM])
{
    int32_t x[LABEL_SIZE];
    uint8_t act[PIECE][LABEL_SIZE];
    for (uint32_t i = 0; i < p->n; i++) {
        uint32_t head = p->head[i] == p->n ? i : p->head[i], bucket = arc_bucket((int)head - (int)i);
        for (uint32_t k = 0; k < LABEL_SIZE; k++)
            x[k] = top[head][TOP_LABEL_HEAD + k] + top[i][TOP_LABEL_CHILD + k];
        e->kernel->add_row(x, e->bucket + (size_t)bucket * LABEL_SIZE, e->scale[1 + N_TABLES], LABEL_SIZE);
        e->kernel->activate(x, act[i], LABEL_SIZE);
    }
    e->kernel->dense(&e->label, act[0], 0, p->n, fresh, score[0]);
}

static void label_arcs(const syntax *s, reading *r)
{
    int32_t score[PIECE][LABEL_ROOM];
    for (uint32_t e = 0; e < s->n_networks; e++)
        add_labels(&s->network[e], &r->p, r->top[e], e == 0, score);
    for (uint32_t i = 0; i < r->p.n; i++) {
        score[i][CASUS_ROOT] = INT32_MIN;
        r->p.label[i] = (uint8_t)(r->p.head[i] == r->p.n ? CASUS_ROOT : best_of(score[i], CASUS_N_DEPS));
    }
}

/* Tags and names: all networks' scores, in the first one's place. */
static void tag_words(const syntax *s, reading *r)
{
    for (uint32_t e = 1; e < s->n_networks; e++)
        for (uint32_t i = 0; i < r->p.n; i++)
            for (uint32_t k = 0; k < TOP_HEAD; k++)
                r->top[0][i][k] += r->top[e][i][k];
    for (uint32_t i = 0; i < r->p.n; i++)
        r->p.tag[i] = (uint8_t)best_of(r->top[0][i] + TOP_TAG, s->n_tags);
    name_words(r);
}

void parse_piece(const syntax *s, reading *r)
{
    arc_scores scores;
    for (uint32_t e = 0; e < s->n_networks; e++)
        encoder_read(&s->network[e], r->p.words, r->p.n, r->top[e]);
    tag_words(s, r);
    score_arcs(s, r, &scores);
    decode_tree(s->kernel, &scores, r->p.head);
    label_arcs(s, r);
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
        t->name = p->name[i];
        t->lemma = lemma_of(s, d, t, tag->lemma_class);
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
    reading r;
    for (casus_ref first = where.first; first < end; first += r.p.n) {
        piece_read(&r.p, &d->doc, first, end - first < PIECE ? end - first : PIECE);
        piece_names(&r.p, &d->doc, first, &s->network[0]);
        parse_piece(s, &r);
        root = piece_write(s, d, &r.p, first, root);
    }
}

/* ---- opening ---- */

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
            .feats = symtab_add(names, feats, strlen(feats)), .lemma_class = lemma_class((unsigned)upos, feats),
            .morph = feats_morph(feats), .upos = (uint8_t)upos};
    }
    return s->n_tags ? 0 : p ? error_set(err, CASUS_EFORMAT, "model: it has no tags") : CASUS_EFORMAT;
}

static int networks_open(syntax *s, casus_error *err)
{
    size_t n = 0;
    const uint32_t *shape = model_array(s->file, "shape", 4, 3, &n, err);
    if (!shape)
        return CASUS_EFORMAT;
    if (shape[2] == 0 || shape[2] > MAX_NETWORKS)
        return error_set(err, CASUS_EFORMAT, "model: %u networks; 1 to %d can be read", shape[2], MAX_NETWORKS);
    s->n_networks = shape[2];
    s->kernel = kernel_best();
    for (uint32_t e = 0; e < s->n_networks; e++)
        if (encoder_open(&s->network[e], s->file, e, s->kernel, &s->memory, err) != 0)
            return CASUS_EFORMAT;
    return 0;
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
        networks_open(s, err) == 0 &&
        names_open(s, err) == 0)
        return s;
    syntax_close(s);
    return NULL;
}

void syntax_use_kernel(syntax *s, const kernel *k)
{
    s->kernel = k;
    for (uint32_t e = 0; e < s->n_networks; e++)
        s->network[e].kernel = k;
}

void syntax_close(syntax *s)
{
    if (!s)
        return;
    model_close(s->file);
    arena_free(&s->memory);
    free(s);
}
