/* Which addresses are the public's.
 *
 * A feed is written by somebody else. "http://169.254.169.254/" or "http://localhost:8080/admin" in
 * it, or a name that leads there, or a redirect, would let it reach what only this machine can. The
 * address is looked at when the connection is made, after names and redirects. */
#include "fetch/fetch.h"

#include <netinet/in.h>
#include <sys/socket.h>

static bool in_net(uint32_t a, uint32_t net, int bits)
{
    return (a ^ net) >> (32 - bits) == 0;
}

static bool is_public_4(uint32_t a)
{
    static const struct {
        uint32_t net;
        int bits;
    } closed[] = {{0x00000000, 8},  {0x0A000000, 8},  {0x64400000, 10}, {0x7F000000, 8},  {0xA9FE0000, 16}, {0xAC100000, 12}, {0xC0000000, 24}, {0xC0000200, 24},
                  {0xC0A80000, 16}, {0xC6120000, 15}, {0xC6336400, 24}, {0xCB007100, 24}, {0xE0000000, 4},  {0xF0000000, 4}}; /* IANA's special-purpose registry */
    for (size_t i = 0; i < sizeof closed / sizeof *closed; i++)
        if (in_net(a, closed[i].net, closed[i].bits))
            return false;
    return true;
}

static bool is_public_6(const unsigned char *b)
{
    static const unsigned char mapped[12] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF}, translated[12] = {0, 0x64, 0xFF, 0x9B};
    uint32_t last = (uint32_t)b[12] << 24 | (uint32_t)b[13] << 16 | (uint32_t)b[14] << 8 | b[15];
    if (memcmp(b, mapped, 12) == 0 || memcmp(b, translated, 12) == 0)
        return is_public_4(last);
    if (b[0] == 0x20 && b[1] == 0x02) /* 6to4 */
        return is_public_4((uint32_t)b[2] << 24 | (uint32_t)b[3] << 16 | (uint32_t)b[4] << 8 | b[5]);
    bool documentation = b[0] == 0x20 && b[1] == 0x01 && b[2] == 0x0D && b[3] == 0xB8, special = b[0] == 0x20 && b[1] == 0x01 && b[2] < 2;
    return (b[0] & 0xE0) == 0x20 && !documentation && !special; /* global unicast */
}

bool address_is_public(const struct sockaddr *a)
{
    if (a->sa_family == AF_INET) {
        struct sockaddr_in in;
        memcpy(&in, a, sizeof in);
        return is_public_4(ntohl(in.sin_addr.s_addr));
    }
    if (a->sa_family == AF_INET6) {
        struct sockaddr_in6 in;
        memcpy(&in, a, sizeof in);
        return is_public_6(in.sin6_addr.s6_addr);
    }
    return false;
}
