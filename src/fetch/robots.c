/* What a site wants read by programs (RFC 9309).
 *
 *   User-agent: *
 *   Disallow: /search
 *   Allow: /search/about
 *
 * The group that names us counts, else the one for all. Of its rules that match, the longest decides;
 * of two as long, the one that allows. "*" stands for anything, "$" for the end. */
#include "fetch/fetch.h"

#include <ctype.h>

static bool equal_folded(str a, const char *b)
{
    size_t n = strlen(b);
    if (a.n != n)
        return false;
    for (size_t i = 0; i < n; i++)
        if (tolower((unsigned char)a.p[i]) != tolower((unsigned char)b[i]))
            return false;
    return true;
}

/* Does the pattern match from the beginning of the path? No recursion: the last star is tried further on. */
static bool matches(str pattern, const char *path)
{
    size_t i = 0, star = SIZE_MAX, resume = 0, k = 0, n = strlen(path);
    bool to_end = pattern.n && pattern.p[pattern.n - 1] == '$';
    if (to_end)
        pattern.n--;
    for (;;) {
        if (i == pattern.n && (!to_end || k == n))
            return true;
        if (i < pattern.n && pattern.p[i] == '*') {
            star = i++;
            resume = k;
        } else if (i < pattern.n && k < n && pattern.p[i] == path[k]) {
            i++, k++;
        } else if (star != SIZE_MAX && resume < n) {
            i = star + 1;
            k = ++resume;
        } else {
            return false;
        }
    }
}

typedef struct reading {
    const char *agent, *path;
    bool naming, ours, all;       /* in a run of user-agent lines; this group is ours; is everybody's */
    bool named;                   /* some group names us */
    long best[2];                 /* length of the longest match: everybody's, ours; -1 none */
    bool allowed[2];
} reading;

static void take_agent(reading *r, str value)
{
    if (!r->naming)
        r->ours = r->all = false;
    r->naming = true;
    r->ours |= equal_folded(value, r->agent);
    r->all |= str_is(value, "*");
    r->named |= r->ours;
}

static void take_rule(reading *r, str value, bool allow)
{
    r->naming = false;
    if (!value.n || !matches(value, r->path))
        return;
    for (int mine = 0; mine < 2; mine++) {
        bool better = (long)value.n > r->best[mine] || ((long)value.n == r->best[mine] && allow);
        if ((mine ? r->ours : r->all) && better) {
            r->best[mine] = (long)value.n;
            r->allowed[mine] = allow;
        }
    }
}

bool robots_allow(str robots, const char *agent, const char *path)
{
    reading r = {.agent = agent, .path = path, .best = {-1, -1}, .allowed = {true, true}};
    while (robots.p && robots.n) {
        str line = str_cut(&robots, "\n");
        str value = line, name;
        value = str_cut(&line, "#");
        name = str_cut(&value, ":");
        value = str_trim(value);
        if (equal_folded(name, "user-agent"))
            take_agent(&r, value);
        else if (equal_folded(name, "disallow") || equal_folded(name, "allow"))
            take_rule(&r, value, equal_folded(name, "allow"));
    }
    return r.allowed[r.named];
}
