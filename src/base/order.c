/* Where in an ordered array something begins. */
#include "base/base.h"

#include <string.h>

uint32_t order_first(const void *list, uint32_t n, size_t size, size_t at, uint32_t key)
{
    uint32_t low = 0, high = n;
    while (low < high) {
        uint32_t mid = low + (high - low) / 2, value;
        memcpy(&value, (const char *)list + mid * size + at, sizeof value);
        if (value < key)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}
