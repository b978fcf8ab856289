/* The example of casus.h, as a program: one sentence, its events as JSON lines. */
#include <casus.h>

#include <stdio.h>

static int to_file(void *user, const char *bytes, size_t n)
{
    return fwrite(bytes, 1, n, user) != n;
}

int main(int argc, char **argv)
{
    casus_error err = {0};
    casus *c = casus_open(argc > 1 ? argv[1] : "/usr/share/casus", NULL, &err);
    casus_doc *d = casus_doc_new();
    casus_article a = {.text = "Police in Nairobi arrested 12 students.", .date = 20240312};
    int failed = !c || !d || casus_analyze(c, d, &a, &err) != 0 || casus_write(c, d, "jsonl", to_file, stdout, &err) != 0;
    if (failed)
        fprintf(stderr, "%s\n", err.message);
    casus_doc_free(d);
    casus_close(c);
    return failed;
}
