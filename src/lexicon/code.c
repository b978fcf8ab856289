/* CAMEO's actor codes and the spelling of names in dictionaries. */
#include "lexicon/lexicon.h"

#include <stdio.h>

const char *lexicon_sector(const char *agent)
{
    /* PLOVER manual, sectors; CAMEO's insurgents and separatists are rebels there, health is MED, the press JRN */
    static const char *const same = " COP GOV JUD MIL PTY REB SPY UAF OPP AGR BUS CRM CVL EDU ELI LAB REF LEG PRM REL SOC UNK PRE JRN ";
    static const char *const other[][2] = {{"INS", "REB"}, {"SEP", "REB"}, {"RAD", "REB"}, {"MED", "JRN"}, {"HLH", "MED"}, {"ENV", "SOC"}, {"HRI", "SOC"}, {"DEV", "BUS"}, {"TOP", "ELI"}, {"FRM", "ELI"}, {"PRS", "GOV"}};
    char padded[8];
    for (size_t i = 0; i < sizeof other / sizeof *other; i++)
        if (strcmp(other[i][0], agent) == 0)
            return other[i][1];
    snprintf(padded, sizeof padded, " %.3s ", agent);
    const char *found = strlen(agent) == 3 ? strstr(same, padded) : NULL;
    static const char names[][4] = {"COP", "GOV", "JUD", "MIL", "PTY", "REB", "SPY", "UAF", "OPP", "AGR", "BUS", "CRM", "CVL", "EDU", "ELI", "LAB", "REF", "LEG", "PRM", "REL", "SOC", "UNK", "PRE", "JRN"};
    return found ? names[(found - same) / 4] : NULL;
}

bool lexicon_code(str code, char out[32], bool *remark)
{
    const char *sectors[2];
    char part[4] = "", first[4] = "";
    int n = 0;
    *remark = code.n % 3 != 0;
    for (size_t i = 0; i + 3 <= code.n; i += 3) {
        memcpy(part, code.p + i, 3);
        for (int k = 0; k < 3; k++)
            if (!(part[k] >= 'A' && part[k] <= 'Z') && !(part[k] >= '0' && part[k] <= '9'))
                return false;
        const char *sector = lexicon_sector(part);
        if (i == 0 && !sector)
            memcpy(first, part, 4);
        else if (sector && n < 2 && !(n && strcmp(sectors[0], sector) == 0))
            sectors[n++] = sector;
        else
            *remark = true;
    }
    if (!first[0] && !n)
        return false;
    if (strcmp(first, "IGO") == 0 && code.n >= 6 && strncmp(code.p + 3, "UNO", 3) == 0)
        memcpy(first, "UNO", 4), *remark = code.n > 6;
    if (strcmp(first, "NGM") == 0)
        memcpy(first, "NGO", 4);
    snprintf(out, 32, "%s %s%s%s", first[0] ? first : "-", n ? sectors[0] : "-", n > 1 ? " " : "", n > 1 ? sectors[1] : "");
    return true;
}

void lexicon_name(str words, char *out, size_t room)
{
    bool begins = true;
    size_t n = 0;
    while (words.n && (words.p[words.n - 1] == '_' || words.p[words.n - 1] == ' '))
        words.n--;
    for (size_t i = 0; i < words.n && n + 1 < room; i++) {
        char c = words.p[i] == '_' ? ' ' : words.p[i];
        bool upper = c >= 'A' && c <= 'Z';
        if (c == ' ' && n && out[n - 1] == ' ')
            continue;
        out[n++] = upper && !begins ? (char)(c + 32) : c;
        begins = c == ' ' || c == '-';
    }
    out[n] = '\0';
}

str lexicon_line(str line, bool *indented)
{
    *indented = line.n && (line.p[0] == ' ' || line.p[0] == '\t');
    for (size_t i = 0; i < line.n; i++)
        if (line.p[i] == '#' || (line.p[i] == ';' && !(i && line.p[i - 1] == '&'))) {
            bool null_code = line.p[i] == '#' && i + 2 < line.n && line.p[i + 1] == '#'; /* [###], TABARI's "no story at all" */
            if (null_code) {
                i += 2;
                continue;
            }
            line.n = i;
        }
    while (line.n && (line.p[line.n - 1] == ' ' || line.p[line.n - 1] == '\t' || line.p[line.n - 1] == '\r'))
        line.n--;
    while (line.n && (line.p[0] == ' ' || line.p[0] == '\t'))
        line.p++, line.n--;
    return line;
}

void lexicon_free(lexicon *x)
{
    buffer_free(&x->groups);
    buffer_free(&x->countries);
    buffer_free(&x->roles);
    buffer_free(&x->verbs);
}
