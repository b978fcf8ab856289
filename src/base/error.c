/* One line that helps the reader. */
#include "base.h"

#include <stdio.h>

int error_set(casus_error *err, casus_code code, const char *format, ...)
{
    if (err) {
        va_list args;
        va_start(args, format);
        err->code = code;
        err->line = 0;
        vsnprintf(err->message, sizeof err->message, format, args);
        va_end(args);
    }
    return code;
}
