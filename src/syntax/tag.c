/* Tags, from left to right.
 *
 *   "They can fish."        can: AUX, for a pronoun stands before it
 *   "They can fish daily."
 *
 * One class is a part of speech with all its features ("VERB Mood=Ind|Tense=Past|VerbForm=Fin").
 * The best class of each word is chosen by a linear score of the word, its neighbours and the two
 * classes chosen before it. */
#include "engine.h"

static const word *word_at(const piece *p, uint32_t i, int by)
{
    int64_t at = (int64_t)i + by;
    return &p->words[at < 0 || at >= (int64_t)p->n ? p->n + 1 : (uint32_t)at];
}

static uint32_t tag_at(const piece *p, uint32_t i, uint32_t back)
{
    return i >= back ? p->tag[i - back] : TAG_NONE;
}

uint32_t tag_features(const piece *p, uint32_t i, uint32_t *out)
{
    const word *w = word_at(p, i, 0), *l = word_at(p, i, -1), *r = word_at(p, i, 1);
    uint32_t one = tag_at(p, i, 1), two = tag_at(p, i, 2), n = 0;
    const uint32_t values[][2] = {
        {w->form, 0},          {w->form, w->shape},   {w->suffix[0], w->shape}, {w->suffix[1], 0},
        {w->suffix[2], 0},     {w->suffix[3], 0},     {w->prefix[0], 0},        {w->prefix[1], 0},
        {w->shape, one},       {l->form, 0},          {r->form, 0},             {word_at(p, i, -2)->form, 0},
        {word_at(p, i, 2)->form, 0}, {one, 0},        {one, two},               {one, w->form},
        {l->form, w->form},    {w->form, r->form},    {l->suffix[2], 0},        {r->suffix[2], one},
        {r->suffix[1], w->suffix[1]}, {r->shape, w->shape}, {l->shape, w->shape}, {one, w->suffix[2]},
        {key_join(one, two), w->form}, {r->suffix[2], w->suffix[2]}, {one, r->form},
        {key_join(w->shape, l->shape), r->shape}, {l->form, r->form}};
    for (uint32_t k = 0; k < sizeof values / sizeof *values; k++)
        out[n++] = model_mix(key_join(key_join((k + 1) * 0x85ebca6bu, values[k][0]), values[k][1]));
    out[n++] = model_mix(0x1234567u);
    return n;
}

void tag_piece(const syntax *s, piece *p)
{
    uint32_t features[MAX_FEATURES];
    for (uint32_t i = 0; i < p->n; i++) {
        int32_t score[MAX_TAGS] = {0};
        linear_score(&s->tags, features, tag_features(p, i, features), score);
        uint32_t best = 0;
        for (uint32_t t = 1; t < s->n_tags; t++)
            if (score[t] > score[best])
                best = t;
        p->tag[i] = (uint8_t)best;
        p->upos[i] = s->tag[best].upos;
    }
}
