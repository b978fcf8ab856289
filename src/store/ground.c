/* Where may it have happened?
 *
 *   "Russian missiles struck a hospital in Odesa."    told: in Odesa
 *   "Russian missiles struck Odesa."                  told: the town that was struck
 *   "Rebels from Goma attacked the town, ..."         not told; Goma is in the sentence
 *
 * A record gives a place only where the text gives it as such. To keep two blasts apart that happened
 * in two towns, more must be looked at: the town that is itself struck, and, failing that, every town
 * in the sentence but those that stand for a government ("Moscow said") and the dateline's
 * ("GENEVA, Jan 10 (Reuters) -"), which says where the reporter sits. */
#include "store/store.h"

#include <ctype.h>
#include <math.h>

double distance_km(double lat1, double lon1, double lat2, double lon2) /* haversine, mean radius */
{
    const double rad = 3.14159265358979323846 / 180;
    double a = sin((lat2 - lat1) * rad / 2), b = sin((lon2 - lon1) * rad / 2);
    double h = a * a + cos(lat1 * rad) * cos(lat2 * rad) * b * b;
    return 2 * 6371.0088 * asin(sqrt(h < 1 ? h : 1));
}

double ground_km(const ground *a, const ground *b)
{
    double least = -1;
    for (int i = 0; i < a->n; i++)
        for (int j = 0; j < b->n; j++) {
            double km = distance_km(a->at[i].lat / 1e4, a->at[i].lon / 1e4, b->at[j].lat / 1e4, b->at[j].lon / 1e4);
            if (least < 0 || km < least)
                least = km;
        }
    return least;
}

static void add_place(ground *g, const casus_place *p)
{
    if (!p->has_point || p->precision != CASUS_P_PLACE || g->n == GROUND_MOST)
        return;
    g->at[g->n].lat = (int32_t)lround(p->lat * 1e4);
    g->at[g->n++].lon = (int32_t)lround(p->lon * 1e4);
}

static bool overlap(casus_span a, casus_span b)
{
    return a.begin < b.end && b.begin < a.end;
}

static bool within_party(const document *d, casus_span at, const casus_ref *list, uint8_t n)
{
    for (uint8_t i = 0; i < n; i++)
        if (list[i] != CASUS_NONE && overlap(at, d->doc.actors[list[i]].at))
            return true;
    return false;
}

static bool is_dateline(const document *d, casus_span at)
{
    for (uint32_t i = at.begin; i < at.end; i++)
        if (islower((unsigned char)d->doc.text[i]))
            return false;
    return at.end - at.begin > 2;
}

ground ground_of(const document *d, const casus_event *e)
{
    ground g = {0};
    if (e->place != CASUS_NONE)
        add_place(&g, &d->doc.places[e->place]);
    for (casus_ref i = 0; i < d->doc.n_places && !g.n; i++)
        if (d->doc.places[i].sentence == e->sentence && within_party(d, d->doc.places[i].at, e->recipient, e->n_recipients))
            add_place(&g, &d->doc.places[i]);
    g.told = g.n > 0;
    if (g.told || e->place != CASUS_NONE)
        return g;
    for (casus_ref i = 0; i < d->doc.n_places; i++) {
        const casus_place *p = &d->doc.places[i];
        bool stands_for = within_party(d, p->at, e->actor, e->n_actors) || within_party(d, p->at, &e->speaker, 1);
        if (p->sentence == e->sentence && !stands_for && !is_dateline(d, p->at))
            add_place(&g, p);
    }
    return g;
}
