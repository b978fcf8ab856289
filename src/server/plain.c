/* Is it up, how much does it do, what is new: health, metrics, the stream. */
#include "server/inside.h"

void answer_health(ask *q)
{
    holding *h = server_hold(q->v);
    buffer_printf(q->out, "{\"status\":\"%s\",\"store\":", h ? "ok" : "loading");
    put_json(q->out, str_of(q->v->store_name));
    buffer_printf(q->out, ",\"version\":%llu,\"casus\":\"%s\"}\n", (unsigned long long)(h ? h->c->version : 0), casus_version());
    server_release(q->v, h);
    q->a->cache = NULL;
}

void answer_metrics(ask *q)
{
    server *v = q->v;
    q->a->type = "text/plain; version=0.0.4; charset=utf-8";
    q->a->cache = NULL;
    http_metrics(v->h, q->out);
    pthread_mutex_lock(&v->lock);
    buffer_printf(q->out, "# TYPE casus_answer_cache_total counter\ncasus_answer_cache_total{result=\"hit\"} %llu\ncasus_answer_cache_total{result=\"miss\"} %llu\n", (unsigned long long)v->hits,
                  (unsigned long long)v->misses);
    buffer_printf(q->out, "# TYPE casus_answer_cache_bytes gauge\ncasus_answer_cache_bytes %zu\n# TYPE casus_loads_total counter\ncasus_loads_total %llu\n", v->cache_bytes, (unsigned long long)v->loads);
    buffer_printf(q->out, "# TYPE casus_load_seconds gauge\ncasus_load_seconds %.3f\n", v->load_seconds);
    if (v->now)
        buffer_printf(q->out, "# TYPE casus_documents gauge\ncasus_documents %u\n# TYPE casus_events gauge\ncasus_events %u\n# TYPE casus_memory_bytes gauge\ncasus_memory_bytes{of=\"columns\"} %llu\n",
                      v->now->c->documents_there, v->now->c->lists[COL_EVENTS].n_groups, (unsigned long long)v->now->c->bytes);
    pthread_mutex_unlock(&v->lock);
}

static void put_news(const columns *c, buffer *b)
{
    char day[12];
    day_text(c->newest, day);
    buffer_printf(b, "{\"version\":%llu,\"newest\":\"%s\",\"documents\":%u,\"events\":%u}", (unsigned long long)c->version, day, c->documents_there, c->lists[COL_EVENTS].n_groups);
}

void answer_stream(ask *q)
{
    q->a->type = "text/event-stream";
    q->a->stream = true;
    q->a->cache = NULL;
    snprintf(q->a->topic[0], sizeof q->a->topic[0], "%.190s", q->f.actor ? q->f.actor : "");
    buffer_puts(q->out, "retry: 5000\nevent: news\ndata: ");
    put_news(q->c, q->out);
    buffer_puts(q->out, "\n\n");
}

void stream_news(server *v, const columns *before, const columns *now)
{
    buffer b = {0};
    (void)before;
    put_news(now, &b);
    if (v->h && !b.failed)
        http_tell(v->h, "news", (str){b.p, b.n}, NULL, NULL);
    buffer_free(&b);
}
