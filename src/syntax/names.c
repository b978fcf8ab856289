/* Which words are names, looked at once more.
 *
 *   "Ask Mike at Bank of America in Tampa."
 *
 * The network names words one by one, and it has seen few names. Here the whole sentence is labelled at
 * once: every word has clues (itself, its neighbours, their endings, capitals and parts of speech, what
 * the knowledge files and the network hold it for), each clue is a row of a table with a score for every
 * label, and every pair of labels that follow each other has one. The best sequence wins (Viterbi);
 * an I- may only follow its own kind. Scores are small integers, so all machines agree. */
#include "engine.h"

enum { CLUE_FORM = 1, CLUE_CASED = 8, CLUE_SHAPE = 16, CLUE_TAG = 24, CLUE_NET = 32, CLUE_KNOWN = 40, CLUE_PART = 48, CLUE_PAIR = 64, CLUE_SORT = 96 };

static str form_of(const document *d, casus_ref i)
{
    return document_str(d, d->doc.tokens[i].at);
}

/* ---- what is known of each word ---- */

/* Kinds of letters in a row, "Xx-d", each run once. */
static uint32_t shape_key(str form)
{
    uint32_t h = 1, last = 0;
    for (size_t i = 0; i < form.n && i < 64; i++) {
        unsigned char c = (unsigned char)form.p[i];
        uint32_t kind = c >= 'A' && c <= 'Z' ? 1 : c >= 'a' && c <= 'z' ? 2 : c >= '0' && c <= '9' ? 3 : c >= 0x80 ? 2 : 4 + c;
        h = kind == last ? h : key_join(h, kind);
        last = kind;
    }
    return h;
}

static bool capital(const casus_token *t)
{
    return (t->flags & CASUS_T_TITLE) != 0;
}

/* The longest entry of the knowledge files at each capitalised word: its kind, 64 more for the words inside. */
static void known_words(const syntax *s, document *d, casus_ref first, name_word *w, uint32_t n)
{
    casus_sym norms[PIECE];
    for (uint32_t i = 0; i < n; i++)
        norms[i] = d->doc.tokens[first + i].norm;
    for (uint32_t i = 0; i < n;) {
        uint32_t length = 1;
        for (const phrase_hit *h = phrase_find(s->known, &d->memory, norms + i, n - i); h; h = h->next) {
            const entry *e = knowledge_entry(s->known, h->entry);
            if (h->length > n - i || (h->upper && !capital(&d->doc.tokens[first + i])))
                continue;
            length = h->length ? h->length : 1;
            for (uint32_t k = 0; k < length; k++)
                w[i + k].known = (uint8_t)(1 + (e->kind & 7) * 8 + (h->name & 7) + (k ? 64 : 0));
            break;
        }
        i += length;
    }
    for (uint32_t i = 0; i < n; i++) {
        casus_sym sex = capital(&d->doc.tokens[first + i]) ? knowledge_key(s->known, "text/forenames", norms[i]) : 0;
        w[i].forename = sex != 0;
    }
}

static void words_read(const syntax *s, document *d, casus_ref first, name_word *w, uint32_t n)
{
    piece p;
    uint32_t capitals = 0, letters = 0;
    piece_read(&p, &d->doc, first, n);
    for (uint32_t i = 0; i < n; i++) {
        const casus_token *t = &d->doc.tokens[first + i];
        str form = form_of(d, first + i);
        w[i] = (name_word){.look = p.words[i], .cased = word_form_key(form), .shape = shape_key(form), .upos = t->upos, .net = t->name};
        letters += (p.words[i].shape & 16u) != 0;
        capitals += (p.words[i].shape & 1u) != 0;
        w[i].sort = encoder_row(&s->network[0], p.words[i].form);
    }
    for (uint32_t i = 0; i < n; i++)
        w[i].loud = letters > 2 && capitals * 10 >= letters * 8;
    if (s->known)
        known_words(s, d, first, w, n);
}

/* ---- clues ---- */

static uint32_t clue(uint32_t kind, uint32_t value)
{
    return model_mix(key_join(kind * 0x85ebca6bu, value));
}

static const name_word *at(const name_word *w, uint32_t n, uint32_t i, int by)
{
    static const name_word none = {.shape = 77, .upos = 31, .net = 31, .known = 0};
    int64_t k = (int64_t)i + by;
    return k >= 0 && k < n ? &w[k] : &none;
}

uint32_t name_clues(const name_word *w, uint32_t n, uint32_t i, uint32_t *out)
{
    uint32_t m = 0;
    const name_word *x = &w[i], *b = at(w, n, i, -1), *a = at(w, n, i, 1), *bb = at(w, n, i, -2), *aa = at(w, n, i, 2);
    for (int by = -1; by <= 1; by++) { /* first, so that training may leave them out */
        const name_word *y = at(w, n, i, by);
        out[m++] = clue(CLUE_NET + (uint32_t)(by + 1), y->net);
    }
    out[m++] = clue(CLUE_NET + 3, key_join(x->net, x->upos));
    out[m++] = clue(CLUE_NET + 4, key_join(key_join(x->net, x->known), x->shape));
    out[m++] = clue(CLUE_NET + 5, key_join(x->net, x->look.form));
    out[m++] = clue(CLUE_NET + 6, key_join(key_join(b->net, x->net), a->net));
    for (int by = -2; by <= 2; by++) {
        const name_word *y = at(w, n, i, by);
        uint32_t k = (uint32_t)(by + 2);
        out[m++] = clue(CLUE_FORM + k, y->look.form);
        out[m++] = clue(CLUE_SHAPE + k, key_join(y->shape, y->loud));
        out[m++] = clue(CLUE_TAG + k, y->upos);
        out[m++] = clue(CLUE_KNOWN + k, y->known);
    }
    out[m++] = clue(CLUE_CASED, x->cased);
    out[m++] = clue(CLUE_CASED + 1, key_join(x->shape, key_join(i == 0, x->loud)));
    for (uint32_t k = 0; k < 2; k++)
        out[m++] = clue(CLUE_PART + k, x->look.prefix[k]);
    for (uint32_t k = 1; k < 4; k++)
        out[m++] = clue(CLUE_PART + 2 + k, x->look.suffix[k]);
    out[m++] = clue(CLUE_PART + 7, b->look.suffix[2]);
    out[m++] = clue(CLUE_PART + 8, a->look.suffix[2]);
    out[m++] = clue(CLUE_PAIR, key_join(b->look.form, x->look.form));
    out[m++] = clue(CLUE_PAIR + 1, key_join(x->look.form, a->look.form));
    out[m++] = clue(CLUE_PAIR + 2, key_join(b->look.form, x->shape));
    out[m++] = clue(CLUE_PAIR + 3, key_join(a->look.form, x->shape));
    out[m++] = clue(CLUE_PAIR + 4, key_join(key_join(b->shape, x->shape), a->shape));
    out[m++] = clue(CLUE_PAIR + 5, key_join(b->upos, x->upos));
    out[m++] = clue(CLUE_PAIR + 6, key_join(x->upos, a->upos));
    out[m++] = clue(CLUE_PAIR + 7, key_join(key_join(b->upos, x->upos), a->upos));
    out[m++] = clue(CLUE_PAIR + 8, key_join(key_join(x->known, x->shape), x->upos));
    out[m++] = clue(CLUE_PAIR + 9, key_join(key_join(bb->look.form, b->look.form), x->shape));
    out[m++] = clue(CLUE_PAIR + 10, key_join(key_join(a->look.form, aa->look.form), x->shape));
    out[m++] = clue(CLUE_PAIR + 11, key_join(key_join(b->forename, x->forename), key_join(x->upos, a->upos)));
    out[m++] = clue(CLUE_PAIR + 12, key_join(key_join(x->forename, x->shape), b->forename));
    out[m++] = clue(CLUE_PAIR + 13, key_join(key_join(b->known, x->known), a->known));
    for (uint32_t c = 0; c < N_SORTS; c++)
        for (int by = -1; by <= 1; by++) {
            const name_word *y = at(w, n, i, by);
            out[m++] = clue(CLUE_SORT + c * 4 + (uint32_t)(by + 1), y->sort_of[c]);
        }
    for (uint32_t c = 0; c < N_SORTS; c++)
        out[m++] = clue(CLUE_SORT + c * 4 + 3, key_join(key_join(x->sort_of[c], x->shape), x->upos));
    return m;
}

/* ---- the best sequence ---- */

bool name_follows(uint32_t before, uint32_t label) /* network.h's names: I- follows its own kind */
{
    return label == 0 || label % 2 == 1 || before == label || before + 1 == label;
}

void name_decode(int32_t (*score)[N_NAMES], int32_t (*pair)[N_NAMES], uint32_t n, uint8_t *out)
{
    uint8_t from[PIECE][N_NAMES];
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t y = 0; y < N_NAMES; y++) {
            int32_t best = INT32_MIN / 2;
            from[i][y] = 0;
            for (uint32_t b = 0; b < N_NAMES; b++) {
                if (!name_follows(i ? b : 0, y))
                    continue;
                int32_t v = i ? score[i - 1][b] + pair[b][y] : pair[0][y];
                if (v > best) {
                    best = v;
                    from[i][y] = (uint8_t)b;
                }
            }
            score[i][y] += best;
        }
    uint32_t y = 0;
    for (uint32_t k = 1; n && k < N_NAMES; k++)
        y = score[n - 1][k] > score[n - 1][y] ? k : y;
    for (uint32_t i = n; i-- > 0;) {
        out[i] = (uint8_t)y;
        y = from[i][y];
    }
}

void name_words_read(const syntax *s, document *d, casus_ref first, name_word *w, uint32_t n)
{
    words_read(s, d, first, w, n);
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t c = 0; c < N_SORTS; c++)
            w[i].sort_of[c] = s->sorts && w[i].sort ? s->sorts[(size_t)w[i].sort * N_SORTS + c] : 0;
}

static void name_piece(const syntax *s, document *d, casus_ref first, uint32_t n)
{
    name_word w[PIECE];
    int32_t score[PIECE][N_NAMES], pair[N_NAMES][N_NAMES];
    uint8_t label[PIECE];
    uint32_t clues[MAX_CLUES];
    name_words_read(s, d, first, w, n);
    for (uint32_t b = 0; b < N_NAMES; b++)
        for (uint32_t y = 0; y < N_NAMES; y++)
            pair[b][y] = s->name_pair[b * N_NAMES + y];
    for (uint32_t i = 0; i < n; i++) {
        uint32_t m = name_clues(w, n, i, clues);
        memset(score[i], 0, sizeof score[i]);
        for (uint32_t k = 0; k < m; k++) {
            const int8_t *row = s->name_rows + (size_t)(clues[k] & s->name_mask) * N_NAMES;
            for (uint32_t y = 0; y < N_NAMES; y++)
                score[i][y] += row[y];
        }
    }
    name_decode(score, pair, n, label);
    for (uint32_t i = 0; i < n; i++) {
        uint32_t kind = (label[i] + 1u) / 2;
        d->doc.tokens[first + i].name = (uint8_t)(kind | (label[i] % 2 ? 16u : 0u));
    }
}

void syntax_names(const syntax *s, document *d, casus_ref sentence)
{
    casus_sentence where = d->doc.sentences[sentence];
    if (!s->name_rows)
        return;
    for (casus_ref first = where.first, end = where.first + where.count; first < end; first += PIECE)
        name_piece(s, d, first, end - first < PIECE ? end - first : PIECE);
}

void syntax_use_knowledge(syntax *s, const knowledge *k)
{
    s->known = k;
}

/* ---- opening ---- */

enum { MAX_PAIR = 1 << 20 };

int names_open(syntax *s, casus_error *err)
{
    size_t n = 0, rows = 0;
    if (!model_has(s->file, "name.rows")) /* an older file: the network's names stand */
        return 0;
    const int8_t *table = model_array(s->file, "name.rows", N_NAMES, 0, &rows, err);
    if (!table)
        return CASUS_EFORMAT;
    if (rows == 0 || rows > 1 << 24 || (rows & (rows - 1)) != 0)
        return error_set(err, CASUS_EFORMAT, "model: name.rows has no power of two of rows");
    s->name_pair = model_array(s->file, "name.pair", 4, N_NAMES * N_NAMES, &n, err);
    s->sorts = s->name_pair ? model_array(s->file, "name.sorts", N_SORTS, s->network[0].n_forms, &n, err) : NULL;
    if (!s->sorts)
        return CASUS_EFORMAT;
    for (int i = 0; i < N_NAMES * N_NAMES; i++)
        if (s->name_pair[i] < -MAX_PAIR || s->name_pair[i] > MAX_PAIR)
            return error_set(err, CASUS_EFORMAT, "model: a score of name.pair is out of range");
    s->name_rows = table;
    s->name_mask = (uint32_t)rows - 1;
    return 0;
}
