/* What a word looks like, before anybody knows what it is.
 *
 *   "The insurgents fled Qaim."
 *
 * Nobody has to know "insurgents" to see a plural noun: the ending -nts and the place after "The"
 * tell. So a word is the hash of its lower-cased form, of short prefixes and endings, and its
 * shape: capital at the sentence's beginning or inside, digits, hyphens. */
#include "engine.h"

static uint32_t bytes_hash(const char *p, size_t n)
{
    uint32_t h = 2166136261u;
    for (size_t i = 0; i < n; i++)
        h = (h ^ (unsigned char)p[i]) * 16777619u;
    return h;
}

uint32_t word_form_key(str lower)
{
    return bytes_hash(lower.p, lower.n);
}

size_t word_lower(str form, char *out, size_t room)
{
    size_t n = 0;
    for (size_t i = 0; i < form.n && n + 4 <= room;) {
        unsigned char c = (unsigned char)form.p[i];
        if (c < 0x80) {
            out[n++] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
            i++;
            continue;
        }
        uint32_t code;
        i += utf8_get(form.p + i, form.n - i, &code);
        n += utf8_put(utf8_lower(code), out + n);
    }
    return n;
}

/* Bit set: capital first, capitals only, digit, hyphen, letter, first word of its piece. */
static uint32_t word_shape(str form, bool first)
{
    uint32_t code = 0, shape = first ? SHAPE_FIRST : 0;
    utf8_get(form.p, form.n, &code);
    shape |= utf8_upper(code) ? 1u : 0u;
    bool lower = false;
    for (size_t i = 0; i < form.n && i < 64; i++) {
        char c = form.p[i];
        lower |= c >= 'a' && c <= 'z';
        shape |= c >= '0' && c <= '9' ? 4u : 0u;
        shape |= c == '-' ? 8u : 0u;
        shape |= (c >= 'A' && c <= 'Z') || lower ? 16u : 0u;
    }
    return shape | ((shape & 1u) && !lower && form.n > 1 ? 2u : 0u);
}

static word word_read(str form, bool first)
{
    char low[64];
    size_t n = word_lower(form, low, sizeof low);
    word w = {.form = bytes_hash(low, n), .shape = word_shape(form, first), .length = (uint32_t)n};
    for (size_t k = 0; k < 4; k++)
        w.suffix[k] = n > k ? bytes_hash(low + n - k - 1, k + 1) : 0;
    for (size_t k = 0; k < 2; k++)
        w.prefix[k] = n > k + 1 ? bytes_hash(low, k + 2) : 0;
    return w;
}

void word_rows(const word *w, uint32_t row[N_TABLES])
{
    const uint32_t hashes[N_TABLES] = {0,           w->suffix[0], w->suffix[1], w->suffix[2],
                                       w->suffix[3], w->prefix[0], w->prefix[1]};
    row[0] = w->shape + 64 * (w->length > 8 ? 7 : w->length ? w->length - 1 : 0);
    for (uint32_t t = 1; t < N_TABLES; t++)
        row[t] = model_mix(hashes[t] + t) % TABLE_ROWS[t];
}

void piece_read(piece *p, const casus_doc *d, casus_ref first, uint32_t n)
{
    enum { ACRONYM = 4 }; /* bytes, at most */
    bool shouted = false;
    p->n = n;
    for (uint32_t i = 0; i < n; i++) {
        casus_span at = d->tokens[first + i].at;
        p->words[i] = word_read((str){d->text + at.begin, at.end - at.begin}, i == 0);
        shouted |= (d->tokens[first + i].flags & CASUS_T_SMALL) != 0;
    }
    for (uint32_t i = 0; shouted && i < n; i++) /* a headline of capitals: syntax/shout.c */
        p->words[i].shape &= d->tokens[first + i].flags & CASUS_T_SMALL ? ~3u : p->words[i].length > ACRONYM ? ~2u : ~0u;
}

/* "the WHO" is known to the parser as another word. */
static bool other_word(const casus_doc *d, casus_ref i)
{
    casus_span at = d->tokens[i].at;
    return at.end - at.begin == 3 && memcmp(d->text + at.begin, "WHO", 3) == 0;
}

void piece_names(piece *p, const casus_doc *d, casus_ref first, const encoder *e)
{
    for (uint32_t i = 0; i < p->n; i++)
        if ((d->tokens[first + i].flags & CASUS_T_KNOWN) && (!encoder_knows(e, p->words[i].form) || other_word(d, first + i)))
            p->words[i] = word_read(STR("France"), i == 0);
}
