/* What has been asked and how long it took, for Prometheus (text format 0.0.4). */
#include "http/inside.h"

static const double bounds[BUCKETS] = {0.001, 0.005, 0.01, 0.05, 0.1, 0.3, 1, 5}; /* seconds */

static route_count *count_of(http *h, const char *route)
{
    for (int i = 0; i < h->n_routes; i++)
        if (strcmp(h->routes[i].route, route) == 0)
            return &h->routes[i];
    if (h->n_routes == MOST_ROUTES)
        return &h->routes[0];
    h->routes[h->n_routes].route = route;
    return &h->routes[h->n_routes++];
}

void metrics_count(http *h, const exchange *x)
{
    int64_t micros = now_us() - x->start;
    int b = 0;
    while (b < BUCKETS && (double)micros / 1e6 > bounds[b])
        b++;
    pthread_mutex_lock(&h->lock);
    route_count *r = count_of(h, x->a.route ? x->a.route : "none");
    r->by_class[x->sent / 100 < 6 ? x->sent / 100 : 0]++;
    r->bytes += x->bytes;
    r->micros += (uint64_t)micros;
    r->buckets[b]++;
    pthread_mutex_unlock(&h->lock);
}

static void put_histogram(const route_count *r, buffer *out)
{
    uint64_t sum = 0;
    for (int b = 0; b <= BUCKETS; b++) {
        char bound[16] = "+Inf";
        if (b < BUCKETS)
            snprintf(bound, sizeof bound, "%g", bounds[b]);
        sum += r->buckets[b];
        buffer_printf(out, "casus_request_seconds_bucket{route=\"%s\",le=\"%s\"} %llu\n", r->route, bound, (unsigned long long)sum);
    }
    buffer_printf(out, "casus_request_seconds_sum{route=\"%s\"} %.6f\ncasus_request_seconds_count{route=\"%s\"} %llu\n", r->route, (double)r->micros / 1e6, r->route,
                  (unsigned long long)sum);
}

void http_metrics(http *h, buffer *out)
{
    pthread_mutex_lock(&h->lock);
    buffer_printf(out, "# TYPE casus_connections gauge\ncasus_connections %ld\n# TYPE casus_streams gauge\ncasus_streams %ld\n# TYPE casus_requests_waiting gauge\ncasus_requests_waiting %ld\n"
                       "# TYPE casus_requests_working gauge\ncasus_requests_working %ld\n# TYPE casus_connections_total counter\ncasus_connections_total %llu\n"
                       "# TYPE casus_connections_cut_total counter\ncasus_connections_cut_total{why=\"slow\"} %llu\ncasus_connections_cut_total{why=\"full\"} %llu\n"
                       "# TYPE casus_requests_refused_total counter\ncasus_requests_refused_total %llu\n# TYPE casus_requests_total counter\n",
                  h->n_peers, h->n_streams, h->waiting, h->working, (unsigned long long)h->accepted, (unsigned long long)h->cut_slow, (unsigned long long)h->cut_full,
                  (unsigned long long)h->refused_queue);
    for (int i = 0; i < h->n_routes; i++)
        for (int k = 1; k < 6; k++)
            if (h->routes[i].by_class[k])
                buffer_printf(out, "casus_requests_total{route=\"%s\",status=\"%dxx\"} %llu\n", h->routes[i].route, k, (unsigned long long)h->routes[i].by_class[k]);
    buffer_puts(out, "# TYPE casus_response_bytes_total counter\n");
    for (int i = 0; i < h->n_routes; i++)
        buffer_printf(out, "casus_response_bytes_total{route=\"%s\"} %llu\n", h->routes[i].route, (unsigned long long)h->routes[i].bytes);
    buffer_puts(out, "# TYPE casus_request_seconds histogram\n");
    for (int i = 0; i < h->n_routes; i++)
        put_histogram(&h->routes[i], out);
    pthread_mutex_unlock(&h->lock);
}
