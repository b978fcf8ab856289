/* The dynamic oracle of the arc-hybrid system (Goldberg and Nivre 2013).
 *
 * LEFT takes the top of the stack away under the next word: it loses its arcs to the word below it
 * and to the words not yet read. RIGHT puts it under the word below: it loses its arcs to words not
 * yet read. SHIFT buries the next word: it loses its head below the top, and its children on the
 * stack. */
#include "oracle.h"

static uint32_t arcs_to_input(const arcs *a, const gold_word *gold, uint32_t at, uint32_t from)
{
    uint32_t n = gold[at].head >= from && gold[at].head <= a->p->n;
    for (uint32_t i = a->next; i < a->p->n; i++)
        n += gold[i].head == at;
    return n;
}

void oracle_costs(const arcs *a, const gold_word *gold, uint32_t cost[N_MOVES])
{
    cost[MOVE_SHIFT] = cost[MOVE_LEFT] = cost[MOVE_RIGHT] = 0;
    if (a->depth > 0) {
        uint32_t top = a->stack[a->depth - 1];
        cost[MOVE_LEFT] = arcs_to_input(a, gold, top, a->next + 1);
        cost[MOVE_LEFT] += a->depth > 1 && gold[top].head == a->stack[a->depth - 2];
        cost[MOVE_RIGHT] = arcs_to_input(a, gold, top, a->next);
    }
    if (a->next < a->p->n) {
        for (uint32_t k = 0; k + 1 < a->depth; k++)
            cost[MOVE_SHIFT] += gold[a->next].head == a->stack[k];
        for (uint32_t k = 0; k < a->depth; k++)
            cost[MOVE_SHIFT] += gold[a->stack[k]].head == a->next;
    }
}
