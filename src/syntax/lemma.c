/* The dictionary form, by rule and exception.
 *
 *   fled  + VERB past     -> flee      (the whole word: an exception)
 *   denied + VERB past    -> deny      (ending -ied: take 3 bytes off, add "y")
 *   forces + NOUN plural  -> force     (ending -ces: take 1 off)
 *
 * Rules were read off the treebank: for a class of tags and an ending, the commonest edit. The longest
 * ending that has a rule wins, and a whole word counts as the longest of all. */
#include "engine.h"

uint32_t lemma_key(uint32_t class, const char *lower, size_t length, size_t n, bool whole)
{
    uint32_t h = key_join(whole ? 77u : 55u, class);
    for (size_t i = length - n; i < length; i++)
        h = (h ^ (unsigned char)lower[i]) * 16777619u;
    return model_mix(h);
}

static const struct lemma_edit *edit_find(const syntax *s, uint32_t key)
{
    for (uint32_t at = key & s->lemma_mask; s->lemma_keys[at]; at = (at + 1) & s->lemma_mask)
        if (s->lemma_keys[at] == key)
            return &s->edits[s->lemma_edit[at]];
    return NULL;
}

static const struct lemma_edit *edit_of(const syntax *s, uint32_t class, const char *lower, size_t n)
{
    const struct lemma_edit *e = edit_find(s, lemma_key(class, lower, n, n, true));
    for (size_t k = n < LEMMA_ENDING ? n : LEMMA_ENDING; !e; k--) {
        e = edit_find(s, lemma_key(class, lower, n, k, false));
        if (k == 0)
            break;
    }
    return e;
}

static bool known_word(const syntax *s, const char *p, size_t n)
{
    return encoder_knows(&s->network[0], word_form_key((str){p, n}));
}

/* "provok" is no word, "provoke" is one; so are "plan" for "plann" and "deny" for "deni". Returns the length. */
static size_t stem_mend(const syntax *s, char *lemma, size_t n)
{
    if (n < 3 || known_word(s, lemma, n))
        return n;
    lemma[n] = 'e';
    if (known_word(s, lemma, n + 1))
        return n + 1;
    if (lemma[n - 1] == lemma[n - 2] && known_word(s, lemma, n - 1))
        return n - 1;
    if (lemma[n - 1] == 'e' && known_word(s, lemma, n - 1))
        return n - 1;
    return n;
}

casus_sym lemma_of(const syntax *s, document *d, const casus_token *t, uint32_t class)
{
    char lower[160];
    str form = document_str(d, t->at);
    if (form.n > 64 || str_is(form, "I")) /* no dictionary word (a link, a run of signs), or the one capital pronoun */
        return symtab_add(d->names, form.p, form.n);
    size_t n = word_lower(form, lower, sizeof lower - 34);
    const struct lemma_edit *e = edit_of(s, class, lower, n);
    if (t->upos == CASUS_PROPN && n == form.n)
        memcpy(lower, form.p, n);
    bool splits = e && e->cut && e->cut <= n && ((unsigned char)lower[n - e->cut] & 0xC0) == 0x80; /* a letter */
    bool written_out = e && t->upos == CASUS_PROPN && n > 4 && e->add.n > (size_t)e->cut + 2; /* "Nov" is November, "Ivanov" is not */
    if (!e || e->cut > n || splits || written_out)
        return symtab_add(d->names, lower, n);
    memcpy(lower + n - e->cut, e->add.p, e->add.n);
    n = n - e->cut + e->add.n;
    if (t->upos == CASUS_VERB && e->cut > 0)
        n = stem_mend(s, lower, n);
    return symtab_add(d->names, lower, n);
}

casus_sym syntax_lemma(const syntax *s, document *d, const casus_token *t)
{
    return lemma_of(s, d, t, lemma_class(t->upos, symtab_name(d->names, t->feats)));
}

/* Edits are lines "CUT ADD": "3 y". */
static int edits_read(syntax *s, str text, casus_error *err)
{
    while (text.n) {
        str line = str_cut(&text, "\n"), cut = str_cut(&line, " ");
        long n;
        if (!str_int(cut, &n) || n < 0 || n > 64 || line.n > 31)
            return error_set(err, CASUS_EFORMAT, "model: lemma edit %u is not 'CUT ADD'", s->n_edits + 1);
        struct lemma_edit *e = ARENA_PUSH(&s->memory, s->edits, s->n_edits);
        *e = (struct lemma_edit){.cut = (uint8_t)n, .add = line.p ? line : STR("")};
    }
    return 0;
}

int lemma_open(syntax *s, casus_error *err)
{
    size_t n_keys = 0, n = 0, n_text = 0;
    s->lemma_keys = model_array(s->file, "lemma.keys", sizeof *s->lemma_keys, 0, &n_keys, err);
    if (!s->lemma_keys)
        return CASUS_EFORMAT;
    if (n_keys == 0 || n_keys > UINT32_MAX / 2 || (n_keys & (n_keys - 1)) != 0)
        return error_set(err, CASUS_EFORMAT, "model: lemma.keys has no power of two of slots");
    s->lemma_mask = (uint32_t)n_keys - 1;
    s->lemma_edit = model_array(s->file, "lemma.edit", sizeof *s->lemma_edit, n_keys, &n, err);
    const char *text = s->lemma_edit ? model_array(s->file, "lemma.edits", 1, 0, &n_text, err) : NULL;
    if (!text || edits_read(s, (str){text, n_text}, err) != 0)
        return CASUS_EFORMAT;
    uint32_t used = 0;
    for (size_t i = 0; i < n_keys; i++) {
        used += s->lemma_keys[i] != 0;
        if (s->lemma_keys[i] && s->lemma_edit[i] >= s->n_edits)
            return error_set(err, CASUS_EFORMAT, "model: a lemma rule names an edit that does not exist");
    }
    return used < n_keys ? 0 : error_set(err, CASUS_EFORMAT, "model: lemma.keys has no free slot");
}
