/* A JSON object a line on standard error: {"time":"2026-03-01T10:00:00.123Z","level":"info","event":"request", ...}.
 * One write a line, so that lines of several threads do not mix. */
#include "http/http.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

void log_string(buffer *out, const char *key, const char *value)
{
    buffer_printf(out, ",\"%s\":\"", key);
    for (const unsigned char *p = (const unsigned char *)value; *p; p++)
        if (*p == '"' || *p == '\\')
            buffer_printf(out, "\\%c", *p);
        else if (*p < 0x20 || *p >= 0x7F)
            buffer_printf(out, "\\u%04x", *p); /* bytes, not letters: a log must not carry escape codes to a terminal */
        else
            buffer_put(out, (const char *)p, 1);
    buffer_puts(out, "\"");
}

void log_line(const char *level, const char *event, const char *format, ...)
{
    struct timespec now;
    struct tm parts;
    buffer line = {0};
    char members[4096];
    va_list args;
    clock_gettime(CLOCK_REALTIME, &now);
    gmtime_r(&now.tv_sec, &parts);
    va_start(args, format);
    int n = vsnprintf(members, sizeof members, format, args);
    va_end(args);
    buffer_printf(&line, "{\"time\":\"%04d-%02d-%02dT%02d:%02d:%02d.%03ldZ\",\"level\":\"%s\",\"event\":\"%s\"", parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday,
                  parts.tm_hour, parts.tm_min, parts.tm_sec, now.tv_nsec / 1000000, level, event);
    buffer_puts(&line, n >= 0 && (size_t)n < sizeof members ? members : ",\"cut\":true");
    buffer_puts(&line, "}\n");
    for (size_t at = 0; !line.failed && at < line.n;) {
        ssize_t k = write(STDERR_FILENO, line.p + at, line.n - at);
        if (k <= 0)
            break;
        at += (size_t)k;
    }
    buffer_free(&line);
}
