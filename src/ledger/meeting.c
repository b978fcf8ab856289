/* Talks: held, ahead, called off, proposed.
 *
 *     "Two further conversations are scheduled: one between Russia and NATO in Brussels on Wednesday."
 *
 * Meetings come from the events about them: CONSULT is one held, AGREE to meet one ahead, REJECT meet
 * one called off, REQUEST meet one proposed. */
#include "ledger/ledger.h"

static int status_of_event(const document *d, const casus_event *e)
{
    const char *type = symtab_name(d->names, e->type), *cameo = symtab_name(d->names, e->cameo);
    const char *mode = e->n_modes ? symtab_name(d->names, e->mode[0]) : "";
    if (strcmp(type, "CONSULT") == 0)
        return e->status == CASUS_NEGATED ? CASUS_CANCELLED : e->status == CASUS_HYPOTHETICAL ? CASUS_PROPOSED : CASUS_HELD;
    if (strcmp(type, "AGREE") == 0 && strncmp(cameo, "036", 3) == 0)
        return CASUS_SCHEDULED;
    if (strcmp(type, "REJECT") == 0 && strcmp(mode, "meet") == 0)
        return CASUS_CANCELLED;
    if (strcmp(type, "REQUEST") == 0 && strcmp(mode, "meet") == 0)
        return CASUS_PROPOSED;
    return -1;
}

/* Calls and plain mentions of visitors are contacts, not meetings with a table. */
static void add_party(casus_meeting *m, casus_ref actor)
{
    for (uint8_t i = 0; i < m->n_parties; i++)
        if (m->party[i] == actor)
            return;
    if (m->n_parties < CASUS_MAX_PARTIES)
        m->party[m->n_parties++] = actor;
}

/* A body among the parties is also the table they sit at. */
static casus_span forum_of(const casus_doc *d, const casus_meeting *m)
{
    for (uint8_t i = 0; i < m->n_parties; i++)
        if (d->actors[m->party[i]].kind == CASUS_A_BODY)
            return d->actors[m->party[i]].at;
    return (casus_span){0, 0};
}

void meeting_read(document *d, const knowledge *k)
{
    (void)k;
    for (uint32_t i = 0; i < d->doc.n_events; i++) {
        const casus_event *e = &d->doc.events[i];
        int status = status_of_event(d, e);
        if (status < 0)
            continue;
        casus_meeting m = {.status = (uint8_t)status, .sentence = e->sentence, .place = e->place, .date = e->date, .precision = e->precision, .at = e->text};
        for (uint8_t j = 0; j < e->n_actors; j++)
            add_party(&m, e->actor[j]);
        for (uint8_t j = 0; j < e->n_recipients; j++)
            add_party(&m, e->recipient[j]);
        m.forum = forum_of(&d->doc, &m);
        *ARENA_PUSH(&d->memory, d->doc.meetings, d->doc.n_meetings) = m;
    }
}
