/* oracle: what each move would lose. */
#ifndef CASUS_ORACLE_H
#define CASUS_ORACLE_H

#include "treebank.h"

/* cost[m]: gold arcs that can still be made now and could not after move m. */
void oracle_costs(const arcs *a, const gold_word *gold, uint32_t cost[N_MOVES]);

#endif
