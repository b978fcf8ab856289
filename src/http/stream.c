/* Server-sent events: connections that stay open and hear what is new.
 *
 * A stream with nothing to say is suspended and costs no thread; http_tell gives it bytes and wakes
 * it. What a client does not take piles up to STREAM_BYTES, then its stream ends: it asks again. A
 * comment every HEARTBEAT_MS shows that the line is alive, to proxies too. */
#include "http/inside.h"

#include <stdlib.h>

/* Under the lock. */
static void wake(stream *s)
{
    if (!s->suspended)
        return;
    s->suspended = false;
    MHD_resume_connection(s->c);
}

static ssize_t give(void *cls, uint64_t at, char *room, size_t most)
{
    stream *s = cls;
    http *h = s->h;
    ssize_t n = 0;
    (void)at;
    pthread_mutex_lock(&h->lock);
    if (s->pending.n) {
        n = (ssize_t)(s->pending.n < most ? s->pending.n : most);
        memcpy(room, s->pending.p, (size_t)n);
        memmove(s->pending.p, s->pending.p + n, s->pending.n - (size_t)n);
        s->pending.n -= (size_t)n;
        s->sent += (size_t)n;
    } else if (s->closing) {
        n = MHD_CONTENT_READER_END_OF_STREAM;
    } else {
        s->suspended = true;
        MHD_suspend_connection(s->c);
    }
    pthread_mutex_unlock(&h->lock);
    return n;
}

static void end(void *cls)
{
    stream *s = cls;
    http *h = s->h;
    pthread_mutex_lock(&h->lock);
    if (s->before)
        s->before->next = s->next;
    else
        h->streams = s->next;
    if (s->next)
        s->next->before = s->before;
    h->n_streams--;
    pthread_mutex_unlock(&h->lock);
    buffer_free(&s->pending);
    free(s);
}

struct MHD_Response *news_open(http *h, exchange *x)
{
    stream *s = calloc(1, sizeof *s);
    struct MHD_Response *response = NULL;
    pthread_mutex_lock(&h->lock);
    bool room = s && h->n_streams < (h->s->streams ? h->s->streams : STREAMS) && !h->stopping;
    if (room) {
        s->h = h;
        s->c = x->c;
        s->told = now_ms();
        memcpy(s->topic, x->a.topic, sizeof s->topic);
        buffer_puts(&s->pending, "retry: 5000\n\n");
        buffer_put(&s->pending, x->a.body.p, x->a.body.n);
        response = MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, 4096, give, s, end);
    }
    if (response) {
        s->next = h->streams;
        if (s->next)
            s->next->before = s;
        h->streams = s;
        h->n_streams++;
    }
    pthread_mutex_unlock(&h->lock);
    if (!response) {
        if (s)
            buffer_free(&s->pending);
        free(s);
    }
    return response;
}

/* Under the lock. */
static void add(stream *s, const char *text, size_t n, int64_t now)
{
    if (s->pending.n + n > STREAM_BYTES)
        s->closing = true;
    else
        buffer_put(&s->pending, text, n);
    s->told = now;
    wake(s);
}

void http_tell(http *h, const char *event, str data, bool (*pick)(void *user, const char topic[2][200]), void *user)
{
    buffer b = {0};
    buffer_printf(&b, "event: %s\ndata: ", event);
    for (size_t i = 0; i < data.n; i++) /* a line feed would end the data */
        buffer_put(&b, data.p[i] == '\n' || data.p[i] == '\r' ? " " : data.p + i, 1);
    buffer_puts(&b, "\n\n");
    pthread_mutex_lock(&h->lock);
    for (stream *s = h->streams; s && !b.failed; s = s->next)
        if (!pick || pick(user, (const char(*)[200])s->topic))
            add(s, b.p, b.n, now_ms());
    pthread_mutex_unlock(&h->lock);
    buffer_free(&b);
}

void stream_beat(http *h)
{
    pthread_mutex_lock(&h->lock);
    int64_t now = now_ms();
    for (stream *s = h->streams; s; s = s->next)
        if (now - s->told > HEARTBEAT_MS)
            add(s, ": alive\n\n", 9, now);
    pthread_mutex_unlock(&h->lock);
}

void stream_end_all(http *h)
{
    pthread_mutex_lock(&h->lock);
    for (stream *s = h->streams; s; s = s->next) {
        s->closing = true;
        wake(s);
    }
    pthread_mutex_unlock(&h->lock);
}
