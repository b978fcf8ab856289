/* What decided, and what would change the answer, in plain words for --why.
 *
 *     "Ankara threatened to restrict Greek imports."
 *     without 'restrict' it would be THREATEN (verbs/threaten.txt:3)
 *     told as AGREE, not CONSULT: 'will'
 *     nobody is known at 'clan elders': an entry for them in actors/ would code it
 */
#include "event/inside.h"

#include <string.h>

static const char *text_of(const reading *r, casus_ref t)
{
    str s = document_str(r->d, r->doc->tokens[t].at);
    return arena_copy(&r->d->memory, s.p, s.n);
}

/* The word that the winning line asks for and another line does not: a word written in it, the act inside, else who fills
 * a slot that not everybody may fill. CASUS_NONE: only its predicate. */
static casus_ref deciding_word(const match *m)
{
    if (m->s.literal != CASUS_NONE)
        return m->s.literal;
    if (m->s.complement != CASUS_NONE)
        return m->s.complement;
    for (int i = 0; i < m->p->n_elements; i++) {
        const element *x = &m->p->elements[i];
        if (x->sectors && x->slot == SLOT_R && m->s.n_r)
            return m->s.r[0];
        if (x->sectors && x->slot == SLOT_A && m->s.n_a)
            return m->s.a[0];
    }
    return CASUS_NONE;
}

void why_category(reading *r, const match *m, int n, const casus_event *e)
{
    if (!r->d->keep_notes)
        return;
    if ((m[0].p->flags & PATTERN_MODE_OF) && m[0].s.complement != CASUS_NONE && e->n_modes)
        document_note(r->d, e->sentence, e->text, "event", "its mode %s is that of the act inside: '%s'", symtab_name(r->d->names, e->mode[0]), text_of(r, m[0].s.complement));
    casus_ref decides = deciding_word(&m[0]), at = decides == CASUS_NONE ? m[0].f->head : decides;
    for (int i = 1; i < n; i++) {
        if (m[i].p->event == m[0].p->event && m[i].p->mode[0] == m[0].p->mode[0])
            continue;
        document_note(r->d, e->sentence, e->text, "event", decides == CASUS_NONE ? "a line that says more than '%s' would make it %s%s%s (%s)" : "without '%s' it would be %s%s%s (%s)",
                      text_of(r, at), symtab_name(r->d->names, m[i].p->event), m[i].p->n_modes ? " " : "",
                      m[i].p->n_modes ? symtab_name(r->d->names, m[i].p->mode[0]) : "", symtab_name(r->d->names, m[i].p->rule));
        return;
    }
    if (n > 1)
        document_note(r->d, e->sentence, e->text, "event", "all %d lines that fit say %s: only another word than '%s' would change it", n, symtab_name(r->d->names, m[0].p->event), text_of(r, m[0].f->head));
    else
        document_note(r->d, e->sentence, e->text, "event", "no other line fits: without '%s' it would not be coded", text_of(r, at));
}

void why_status(reading *r, const casus_event *e, casus_sym told, const standing *s)
{
    if (!r->d->keep_notes || (e->type == told && e->status == CASUS_ACTUAL))
        return;
    const char *cause = s->why == CASUS_NONE ? "tense and mood of its clause" : text_of(r, s->why);
    if (e->type != told)
        document_note(r->d, e->sentence, e->text, "event", "%s, not %s, by the manual's foldings: it is %s ('%s')", symtab_name(r->d->names, e->type), symtab_name(r->d->names, told),
                      casus_status_name(s->status), cause);
    else
        document_note(r->d, e->sentence, e->text, "event", "%s: '%s'", casus_status_name(e->status), e->status == CASUS_HISTORICAL ? "its day lies a year or more back" : cause);
}

void why_nobody(reading *r, const match *m)
{
    if (!r->d->keep_notes)
        return;
    static const place_of sides[] = {AT_SUBJECT, AT_OBJECT};
    for (int side = 0; side < 2; side++) {
        casus_ref who = frame_arg(m->f, sides[side]);
        if (who == CASUS_NONE || actor_at(r->doc, who) != CASUS_NONE || r->doc->tokens[who].upos == CASUS_PRON)
            continue;
        document_note(r->d, m->f->sentence, r->doc->tokens[who].at, "event", "nobody is known at '%s': an entry in actors/ would let %s (%s) code it", text_of(r, who),
                      symtab_name(r->d->names, m->p->rule), m->p->source);
        return;
    }
}
