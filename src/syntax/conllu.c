/* CoNLL-U, the treebanks' format: a line a word, ten columns, a blank line after each sentence.
 *
 *   # text = Police arrested 12 students.
 *   1  Police  police  NOUN  _  Number=Plur  2  nsubj  _  NER=B-ORG
 *
 * Reading keeps sentences, words, comments and the lines of multiword tokens ("3-4 don't") and
 * empty nodes ("8.1"); the tags and heads of the words are somebody else's and are passed over. */
#include "conllu.h"

static const char *const NAME[4] = {"", "PER", "ORG", "LOC"};

static void put_field(buffer *out, str s)
{
    if (!s.n)
        buffer_puts(out, "_");
    for (size_t i = 0; i < s.n; i++)
        buffer_put(out, s.p[i] == '\t' || s.p[i] == '\n' || s.p[i] == '\r' ? " " : s.p + i, 1);
}

static void put_misc(const document *d, casus_ref i, casus_ref end, buffer *out)
{
    const casus_token *t = &d->doc.tokens[i];
    unsigned kind = t->name & 3u;
    if (kind)
        buffer_printf(out, "NER=%c-%s", t->name & 16 ? 'B' : 'I', NAME[kind]);
    bool glued = i + 1 < end && !(t[1].flags & CASUS_T_SPACE);
    if (glued)
        buffer_printf(out, "%sSpaceAfter=No", kind ? "|" : "");
    if (!kind && !glued)
        buffer_puts(out, "_");
    buffer_puts(out, "\n");
}

static void put_token(const document *d, casus_ref i, casus_ref first, casus_ref end, buffer *out)
{
    const casus_token *t = &d->doc.tokens[i];
    buffer_printf(out, "%u\t", i - first + 1);
    put_field(out, document_str(d, t->at));
    buffer_puts(out, "\t");
    put_field(out, str_of(symtab_name(d->names, t->lemma)));
    buffer_printf(out, "\t%s\t_\t", syntax_upos_name(t->upos));
    put_field(out, str_of(symtab_name(d->names, t->feats)));
    buffer_printf(out, "\t%u\t%s\t_\t", t->head == i ? 0 : t->head - first + 1, syntax_dep_name(t->label));
    put_misc(d, i, end, out);
}

void conllu_write(const document *d, casus_ref sentence, buffer *out)
{
    const casus_sentence *s = &d->doc.sentences[sentence];
    buffer_printf(out, "# sent_id = %u\n# text = ", sentence + 1);
    put_field(out, document_str(d, s->at));
    buffer_puts(out, "\n");
    for (casus_ref i = s->first; i < s->first + s->count; i++)
        put_token(d, i, s->first, s->first + s->count, out);
    buffer_puts(out, "\n");
}

static void put_line(buffer *out, str line)
{
    buffer_put(out, line.p, line.n);
    buffer_puts(out, "\n");
}

void conllu_write_kept(const document *d, casus_ref sentence, const conllu_kept *kept, buffer *out)
{
    const casus_sentence *s = &d->doc.sentences[sentence];
    casus_ref end = s->first + s->count;
    uint32_t x = kept->first_extra[sentence], stop = kept->first_extra[sentence + 1];
    for (casus_ref i = s->first; i <= end; i++) {
        for (; x < stop && kept->extras[x].before <= i; x++)
            put_line(out, kept->extras[x].line);
        if (i < end)
            put_token(d, i, s->first, end, out);
    }
    buffer_puts(out, "\n");
}

/* ---- reading ---- */

typedef struct reader {
    document *d;
    conllu_kept *kept;
    char *text; /* doc->text, as long as the input: forms and blanks never need more */
    uint32_t n_text, line, n_first;
    const char *file;
    bool inside, space; /* in a sentence; white space before the next word */
    uint32_t glued_until; /* words of a multiword token stand without blanks */
} reader;

str conllu_field(str line, unsigned column)
{
    size_t begin = 0, i = 0;
    for (; i <= line.n; i++) {
        if (i < line.n && line.p[i] != '\t')
            continue;
        if (column-- == 0)
            return (str){line.p + begin, i - begin};
        begin = i + 1;
    }
    return (str){0};
}

static bool misc_has(str misc, const char *item)
{
    while (misc.p)
        if (str_is(str_cut(&misc, "|"), item))
            return true;
    return false;
}

static uint8_t token_flags(str form, bool space)
{
    uint32_t code = 0, letters = 0, capitals = 0;
    uint8_t flags = space ? CASUS_T_SPACE : 0;
    for (size_t i = 0, n; i < form.n; i += n) {
        n = utf8_get(form.p + i, form.n - i, &code);
        bool capital = utf8_upper(code), letter = capital || utf8_letter(code);
        letters += letter;
        capitals += capital;
        flags = (uint8_t)(flags | (letter ? CASUS_T_WORD : 0) | (capital && i == 0 ? CASUS_T_TITLE : 0) |
                          (code >= '0' && code <= '9' ? CASUS_T_DIGIT : 0));
    }
    return (uint8_t)(flags | (letters > 1 && letters == capitals ? CASUS_T_UPPER : 0));
}

static void gather_begin(reader *r)
{
    if (r->inside)
        return;
    casus_sentence *s = ARENA_PUSH(&r->d->memory, r->d->doc.sentences, r->d->doc.n_sentences);
    *s = (casus_sentence){.at = {r->n_text, r->n_text}, .first = r->d->doc.n_tokens};
    *ARENA_PUSH(&r->d->memory, r->kept->first_extra, r->n_first) = r->kept->n_extras;
    r->inside = true;
    r->space = false;
    r->glued_until = 0;
}

static void gather_end(reader *r)
{
    if (!r->inside)
        return;
    r->d->doc.sentences[r->d->doc.n_sentences - 1].at.end = r->n_text;
    r->text[r->n_text++] = '\n';
    r->inside = false;
}

static void add_token(reader *r, str form, str line)
{
    char small[256], *fold = form.n * 3 + 4 <= sizeof small ? small : arena_alloc(&r->d->memory, form.n * 3 + 4);
    size_t n = str_fold(form.p, form.n, fold);
    if (r->space)
        r->text[r->n_text++] = ' ';
    casus_token *t = ARENA_PUSH(&r->d->memory, r->d->doc.tokens, r->d->doc.n_tokens);
    uint32_t n_lines = r->d->doc.n_tokens - 1;
    *ARENA_PUSH(&r->d->memory, r->kept->lines, n_lines) = line;
    memcpy(r->text + r->n_text, form.p, form.n);
    *t = (casus_token){.at = {r->n_text, r->n_text + (uint32_t)form.n},
                       .norm = symtab_add(r->d->names, fold, n),
                       .flags = token_flags(form, r->space)};
    r->n_text += (uint32_t)form.n;
    casus_sentence *s = &r->d->doc.sentences[r->d->doc.n_sentences - 1];
    s->count++;
    r->space = s->count >= r->glued_until && !misc_has(conllu_field(line, 9), "SpaceAfter=No");
}

static void add_extra(reader *r, str line)
{
    conllu_extra *x = ARENA_PUSH(&r->d->memory, r->kept->extras, r->kept->n_extras);
    *x = (conllu_extra){.before = r->d->doc.n_tokens, .line = line};
}

static int fault(const reader *r, casus_error *err, const char *what)
{
    int code = error_set(err, CASUS_EFORMAT, "%s:%u: %s", r->file, r->line, what);
    if (err)
        err->line = (int)r->line;
    return code;
}

/* "3", "3-4" or "8.1": a word, a multiword token, an empty node. */
static int read_word(reader *r, str line, casus_error *err)
{
    str id = conllu_field(line, 0), form = conllu_field(line, 1);
    if (!conllu_field(line, 9).p || conllu_field(line, 10).p)
        return fault(r, err, "a word needs ten columns separated by tabs");
    const char *dash = memchr(id.p, '-', id.n);
    uint32_t count = r->d->doc.sentences[r->d->doc.n_sentences - 1].count;
    long number = 0;
    if (dash || memchr(id.p, '.', id.n)) {
        add_extra(r, line);
        if (dash && str_int((str){dash + 1, (size_t)(id.p + id.n - dash - 1)}, &number) && number > 0 && number < 1 << 30)
            r->glued_until = (uint32_t)number;
        return 0;
    }
    if (!str_int(id, &number) || number != (long)count + 1)
        return fault(r, err, "words must be numbered 1, 2, 3 ...");
    if (!form.n)
        return fault(r, err, "the word has no form");
    add_token(r, form, line);
    return 0;
}

static int read_line(reader *r, str line, casus_error *err)
{
    while (line.n && line.p[line.n - 1] == '\r')
        line.n--;
    if (!line.n) {
        gather_end(r);
        return 0;
    }
    gather_begin(r);
    if (line.p[0] != '#')
        return read_word(r, line, err);
    add_extra(r, line);
    return 0;
}

int conllu_read(document *d, const char *p, size_t n, const char *file, conllu_kept *kept, casus_error *err)
{
    *kept = (conllu_kept){0};
    if (n > UINT32_MAX / 2)
        return error_set(err, CASUS_ENOMEM, "%s: more than 2 GB", file);
    reader r = {.d = d, .kept = kept, .file = file, .text = arena_alloc(&d->memory, 2 * n + 2)};
    d->doc.text = r.text;
    int code = 0;
    for (const char *end = p + n; p < end && code == 0;) {
        const char *stop = memchr(p, '\n', (size_t)(end - p));
        size_t length = stop ? (size_t)(stop - p) : (size_t)(end - p);
        r.line++;
        code = read_line(&r, (str){p, length}, err);
        p += length + (stop != NULL);
    }
    gather_end(&r);
    *ARENA_PUSH(&d->memory, kept->first_extra, r.n_first) = kept->n_extras;
    d->doc.n_text = r.n_text;
    return code;
}
