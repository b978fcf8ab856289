/* What a site allows, and which addresses are the public's. */
#include "fetch/fetch.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

static void robots(void **state)
{
    static const struct {
        const char *robots, *path;
        bool allowed;
    } cases[] = {
        {"", "/a", true},
        {"User-agent: *\nDisallow: /\n", "/a", false},
        {"User-agent: *\nDisallow:\n", "/a", true},
        {"user-AGENT: *\r\nDISALLOW: /news # all of it\r\n", "/news/1", false},
        {"User-agent: *\nDisallow: /news\nAllow: /news/free\n", "/news/free/1", true},
        {"User-agent: *\nAllow: /news\nDisallow: /news\n", "/news", true},                            /* as long: allowed */
        {"User-agent: other\nDisallow: /\n", "/a", true},
        {"User-agent: *\nDisallow: /\n\nUser-agent: casus\nDisallow: /private\n", "/a", true},        /* our own group counts alone */
        {"User-agent: *\nDisallow: /\n\nUser-agent: Casus\nDisallow: /private\n", "/private/a", false},
        {"User-agent: a\nUser-agent: casus\nDisallow: /x\n\nUser-agent: *\nDisallow: /y\n", "/x", false},
        {"User-agent: a\nUser-agent: casus\nDisallow: /x\n\nUser-agent: *\nDisallow: /y\n", "/y", true},
        {"User-agent: *\nDisallow: /*.pdf$\n", "/a/b.pdf", false},
        {"User-agent: *\nDisallow: /*.pdf$\n", "/a/b.pdf?x", true},
        {"User-agent: *\nDisallow: /a*b*c\n", "/axxbxxbxxc", false},
        {"User-agent: *\nDisallow: /a*b*c\n", "/axxbxx", true},
        {"User-agent: *\nSitemap: http://x/y\nCrawl-delay: 5\nDisallow: /z", "/z", false},
        {"no colon\n\x01\xFF\n:::\nDisallow: /\n", "/a", true},                                       /* a rule without a group */
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (robots_allow(str_of(cases[i].robots), "casus", cases[i].path) != cases[i].allowed)
            fail_msg("%s for %s", cases[i].robots, cases[i].path);
}

/* A pattern made to be slow. */
static void stars_end(void **state)
{
    char text[4000], path[3000];
    (void)state;
    memcpy(text, "User-agent: *\nDisallow: /", 25);
    for (int i = 25; i < 3900; i += 2)
        memcpy(text + i, "*a", 2);
    memcpy(text + 3899, "b\n", 3);
    memset(path, 'a', sizeof path - 1);
    path[0] = '/';
    path[sizeof path - 1] = '\0';
    assert_true(robots_allow(str_of(text), "casus", path));
}

static void public_addresses(void **state)
{
    static const struct {
        const char *address;
        bool public;
    } cases[] = {{"93.184.216.34", true}, {"8.8.8.8", true}, {"127.0.0.1", false}, {"127.1.2.3", false}, {"10.0.0.1", false}, {"172.16.0.1", false}, {"172.31.255.255", false}, {"172.32.0.1", true},
                 {"192.168.1.1", false}, {"169.254.169.254", false}, {"100.64.0.1", false}, {"100.128.0.1", true}, {"0.0.0.0", false}, {"224.0.0.1", false}, {"255.255.255.255", false},
                 {"2606:2800:220:1:248:1893:25c8:1946", true}, {"::1", false}, {"::", false}, {"fe80::1", false}, {"fc00::1", false}, {"fd12::1", false}, {"ff02::1", false}, {"::ffff:127.0.0.1", false},
                 {"::ffff:8.8.8.8", true}, {"64:ff9b::10.0.0.1", false}, {"64:ff9b::8.8.8.8", true}, {"2002:7f00:1::", false}, {"2001:db8::1", false}, {"2001::1", false}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct sockaddr_in four = {.sin_family = AF_INET};
        struct sockaddr_in6 six = {.sin6_family = AF_INET6};
        bool is_four = inet_pton(AF_INET, cases[i].address, &four.sin_addr) == 1;
        if (!is_four)
            assert_int_equal(inet_pton(AF_INET6, cases[i].address, &six.sin6_addr), 1);
        if (address_is_public(is_four ? (const struct sockaddr *)&four : (const struct sockaddr *)&six) != cases[i].public)
            fail_msg("%s", cases[i].address);
    }
    assert_false(address_is_public(&(struct sockaddr){.sa_family = AF_UNIX}));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(robots), cmocka_unit_test(stars_end), cmocka_unit_test(public_addresses)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
