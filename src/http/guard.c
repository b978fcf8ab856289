/* Connections, and who is cut off.
 *
 * libmicrohttpd closes a connection on which nothing moves for a while. A client that sends a byte
 * every few seconds moves and never ends ("slowloris"); so a request must be whole RECEIVE_MS after the
 * connection began to wait for it, and an answer taken SEND_MS after it was begun. When three quarters
 * of all connections are taken, those that have waited longest without a whole request go first, so
 * that ten thousand idle ones do not keep the next reader out. A connection is cut by shutting its
 * socket down; libmicrohttpd then sees its end and closes it. */
#include "http/inside.h"

#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>

int64_t now_us(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

int64_t now_ms(void)
{
    return now_us() / 1000;
}

/* Its socket is open as long as its peer is in the list: both change under the lock. */
void guard_notify(void *cls, struct MHD_Connection *c, void **context, enum MHD_ConnectionNotificationCode code)
{
    http *h = cls;
    if (code == MHD_CONNECTION_NOTIFY_STARTED) {
        peer *l = calloc(1, sizeof *l);
        const union MHD_ConnectionInfo *info = MHD_get_connection_info(c, MHD_CONNECTION_INFO_CONNECTION_FD);
        *context = l;
        if (!l || !info)
            return;
        l->fd = info->connect_fd;
        l->since = now_ms();
        pthread_mutex_lock(&h->lock);
        h->accepted++;
        h->n_peers++;
        l->next = h->peers;
        if (h->peers)
            h->peers->before = l;
        h->peers = l;
        pthread_mutex_unlock(&h->lock);
        return;
    }
    peer *l = *context;
    if (!l)
        return;
    pthread_mutex_lock(&h->lock);
    if (l->before)
        l->before->next = l->next;
    else if (h->peers == l)
        h->peers = l->next;
    if (l->next)
        l->next->before = l->before;
    h->n_peers--;
    pthread_mutex_unlock(&h->lock);
    free(l);
    *context = NULL;
}

void guard_phase(http *h, peer *l, phase at)
{
    if (!l)
        return;
    pthread_mutex_lock(&h->lock);
    l->at = at;
    l->since = now_ms();
    pthread_mutex_unlock(&h->lock);
}

static void cut(peer *l)
{
    l->cut = true;
    shutdown(l->fd, SHUT_RDWR);
}

/* The list has the newest first; what waits longest is found by walking from the end. */
static void make_room(http *h, int64_t now)
{
    long surplus = h->n_peers - h->connections * 3 / 4;
    peer *last = h->peers;
    while (last && last->next)
        last = last->next;
    for (peer *l = last; l && surplus > 0; l = l->before)
        if (!l->cut && l->at == RECEIVING && now - l->since > YOUNG_MS) {
            cut(l);
            h->cut_full++;
            surplus--;
        }
}

void guard_look(http *h)
{
    pthread_mutex_lock(&h->lock);
    int64_t now = now_ms();
    for (peer *l = h->peers; l; l = l->next) {
        int64_t most = l->at == RECEIVING ? RECEIVE_MS : l->at == SENDING ? SEND_MS : 0;
        if (!l->cut && most && now - l->since > most) {
            cut(l);
            h->cut_slow++;
        }
    }
    make_room(h, now);
    pthread_mutex_unlock(&h->lock);
}
