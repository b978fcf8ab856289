/* The queue. A request that is whole waits here until a worker is free; a full queue refuses, so that
 * what waits stays bounded and who is refused knows at once. */
#include "http/inside.h"

static exchange *take(http *h)
{
    pthread_mutex_lock(&h->lock);
    while (!h->first && !h->stopping)
        pthread_cond_wait(&h->work, &h->lock);
    exchange *x = h->first;
    if (x) {
        h->first = x->next;
        h->last = h->first ? h->last : NULL;
        h->waiting--;
        h->working++;
    }
    pthread_mutex_unlock(&h->lock);
    return x;
}

static void *work(void *user)
{
    http *h = user;
    casus_error err = {0};
    void *own = h->s->worker_open ? h->s->worker_open(h->s->user, &err) : h;
    pthread_mutex_lock(&h->lock);
    h->ready++;
    if (!own) {
        h->failed++;
        h->worker_error = err;
    }
    pthread_cond_broadcast(&h->work);
    pthread_mutex_unlock(&h->lock);
    if (!own)
        return NULL;
    for (exchange *x; (x = take(h));) {
        h->s->answer(own, &x->r, &x->a);
        x->answered = true;
        pthread_mutex_lock(&h->lock);
        h->working--;
        pthread_mutex_unlock(&h->lock);
        MHD_resume_connection(x->c);
    }
    if (h->s->worker_close)
        h->s->worker_close(own);
    return NULL;
}

int workers_start(http *h, casus_error *err)
{
    long cores = sysconf(_SC_NPROCESSORS_ONLN), told = h->s->workers ? h->s->workers : cores;
    long wanted = told < 1 ? 1 : told > MOST_WORKERS ? MOST_WORKERS : told;
    for (; h->n_workers < wanted; h->n_workers++)
        if (pthread_create(&h->workers[h->n_workers], NULL, work, h) != 0)
            break;
    pthread_mutex_lock(&h->lock);
    while (h->ready < h->n_workers)
        pthread_cond_wait(&h->work, &h->lock);
    bool good = h->n_workers == wanted && !h->failed;
    pthread_mutex_unlock(&h->lock);
    if (good)
        return CASUS_OK;
    if (h->failed)
        return error_set(err, h->worker_error.code, "%s", h->worker_error.message);
    return error_set(err, CASUS_ENOMEM, "a thread could not be started");
}

void workers_stop(http *h)
{
    pthread_mutex_lock(&h->lock);
    h->stopping = true;
    pthread_cond_broadcast(&h->work);
    pthread_mutex_unlock(&h->lock);
    for (long i = 0; i < h->n_workers; i++)
        pthread_join(h->workers[i], NULL);
    h->n_workers = 0;
}

bool worker_give(http *h, exchange *x)
{
    pthread_mutex_lock(&h->lock);
    bool good = h->waiting < QUEUE_A_WORKER * h->n_workers && !h->stopping;
    if (good) {
        MHD_suspend_connection(x->c);
        x->next = NULL;
        if (h->last)
            h->last->next = x;
        else
            h->first = x;
        h->last = x;
        h->waiting++;
        pthread_cond_signal(&h->work);
    } else {
        h->refused_queue++;
    }
    pthread_mutex_unlock(&h->lock);
    return good;
}
