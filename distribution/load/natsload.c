/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/*
 * natsload - a load generator and correctness checker for servers that speak the NATS text protocol.
 *
 * It uses no client library: it writes PUB/SUB/PING lines and parses MSG/HMSG lines itself, so that on a small
 * machine most of the measured time is the server's. One run is one scenario; it prints one JSON line.
 *
 * Every payload starts with a 16 byte stamp (run, publisher, sequence number) and, if it is 24 bytes or longer, ends
 * with the sequence number again. Receivers keep one bit per expected message, so a message that is missing,
 * duplicated, out of order (per publisher) or damaged is counted and makes the run fail (exit status 1).
 *
 *   gcc -std=c11 -O2 -Wall -Wextra -pthread -o natsload natsload.c
 *   gcc -std=c11 -O2 -Wall -Wextra -pthread -DNATSLOAD_TLS -o natsload natsload.c -lssl -lcrypto    # for --tls
 *   ./natsload one-to-one -p 4222 --size 128 --seconds 1
 *
 * Reading order: options - errors - samples - tracker - connection - batch - worker - scenarios - main.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <inttypes.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <signal.h>
#include <stdalign.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>
#ifdef NATSLOAD_TLS
#include <openssl/err.h>
#include <openssl/ssl.h>
#endif

enum {
    WRITE_BYTES = 64 * 1024,    /* publishers hand the kernel about this much at a time */
    READ_BYTES = 128 * 1024,    /* initial receive buffer of a busy connection */
    READ_TIMEOUT_US = 20000,    /* a blocked read wakes this often to look whether the run is over */
    STAMP_BYTES = 16,           /* run, publisher, sequence number */
    MAX_WORKERS = 1024,
    OWN_THREAD = 16,            /* up to so many subscribers have a thread each ... */
    SHARED_THREADS = 2,         /* ... more of them share so many threads, ... */
    SHARED_READ_BYTES = 16 * 1024,  /* ... each with a smaller buffer */
    MAX_PIDS = 32
};
static const double GRACE_SECONDS = 3;  /* publishers are done and nothing arrives: the rest counts as missing */

/* ------------------------------------------------------------------------------------------------- options */

struct options {
    const char *host;
    int port;
    const char *label;      /* copied into the result line */
    uint64_t msgs;          /* stop after this many messages (0: no limit) ... */
    double seconds;         /* ... or after this long, whichever comes first (0: no limit) */
    size_t size;            /* payload bytes */
    int pubs, subs;         /* connections of each kind */
    int subjects;           /* distinct subjects to publish to */
    int window;             /* unacknowledged publishes (js-async), cycles per write (churn) */
    int batch;              /* messages per pull request */
    const char *storage;    /* memory or file */
    int replicas;
    uint64_t lag;           /* publishers wait when the slowest receiver is this many bytes behind (0: never) */
    double warmup;          /* seconds of the same scenario before the measured part */
    double timeout;         /* give up after this many seconds in all */
    int pids[MAX_PIDS];     /* the server's processes, for CPU time and memory */
    int npids;
    const char *user, *pass; /* sent with CONNECT, or NULL */
    bool tls;               /* over TLS, begun after the server's INFO; the certificate is not checked */
};
static struct options opt;

struct result {
    uint64_t sent, expected, received;
    uint64_t missing, duplicated, out_of_order, corrupt, unexpected;
    uint64_t ops;           /* what "per second" counts */
    double seconds, server_cpu, client_cpu;
    double rss_kb_per_conn, idle_cpu_percent;   /* scenario idle only, else negative */
    uint64_t flow_ops;      /* request-beside-bulk only: messages of the flow in those seconds */
    int stuck_closed;       /* stuck-subscriber only: 1 when the server closed it, 0 when not, else negative */
};

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static void *xalloc(size_t bytes)
{
    void *p = calloc(1, bytes ? bytes : 1);
    if (!p) {
        fputs("natsload: out of memory\n", stderr);
        _exit(2);
    }
    return p;
}

static void *xgrow(void *old, size_t bytes)
{
    void *p = realloc(old, bytes);
    if (!p) {
        fputs("natsload: out of memory\n", stderr);
        _exit(2);
    }
    return p;
}

/* -------------------------------------------------------------------------------------------------- errors */

/* The first failure is kept for the result line and tells every thread to wind down. */
static char first_error[400];
static pthread_mutex_t error_lock = PTHREAD_MUTEX_INITIALIZER;
static _Atomic bool stopping;

__attribute__((format(printf, 1, 2))) static void fail(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    pthread_mutex_lock(&error_lock);
    if (!first_error[0]) vsnprintf(first_error, sizeof first_error, format, args);
    pthread_mutex_unlock(&error_lock);
    va_end(args);
    atomic_store(&stopping, true);
}

/* ------------------------------------------------------------------------------------------------- samples */

/* Latencies in nanoseconds. */
struct samples {
    uint32_t *ns;
    size_t n, cap;
};

static void sample_add(struct samples *s, double seconds)
{
    if (s->n == s->cap) {
        s->cap = s->cap ? s->cap * 2 : 1 << 16;
        s->ns = xgrow(s->ns, s->cap * sizeof *s->ns);
    }
    s->ns[s->n++] = seconds < 4 ? (uint32_t)(seconds * 1e9) : UINT32_MAX;
}

static void samples_merge(struct samples *into, const struct samples *from)
{
    for (size_t i = 0; i < from->n; i++) sample_add(into, from->ns[i] * 1e-9);
}

static int compare_ns(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

static double percentile_us(const struct samples *sorted, double fraction)
{
    size_t i = (size_t)(fraction * (double)sorted->n);
    return sorted->ns[i < sorted->n ? i : sorted->n - 1] / 1000.0;
}

/* ------------------------------------------------------------------------------------------------- tracker */

/* What one receiver has seen from one publisher: one bit per sequence number. */
struct tracker {
    uint64_t *bits;
    uint64_t words, next, seen, duplicated, out_of_order;
};

static void track(struct tracker *t, uint64_t seq)
{
    uint64_t word = seq / 64, bit = 1ULL << (seq % 64);
    if (word >= t->words) {
        uint64_t words = t->words ? t->words * 2 : 1024;
        while (words <= word) words *= 2;
        t->bits = xgrow(t->bits, words * 8);
        memset(t->bits + t->words, 0, (words - t->words) * 8);
        t->words = words;
    }
    if (seq < t->next) {
        if (t->bits[word] & bit) {
            t->duplicated++;
            return;
        }
        t->out_of_order++;
    } else {
        t->next = seq + 1;  /* a jump forward is either a message for another receiver or a missing one: see judge() */
    }
    t->bits[word] |= bit;
    t->seen++;
}

/* ---------------------------------------------------------------------------------------------- connection */

struct conn {
    int fd;
#ifdef NATSLOAD_TLS
    SSL *ssl;               /* or NULL */
#endif
    char *in;               /* received bytes [head, tail) are not parsed yet */
    size_t cap, head, tail;
    char *out;              /* lines waiting for conn_flush() */
    size_t out_len, out_cap;
};

struct msg {
    const char *subject, *reply, *headers, *data;
    size_t subject_len, reply_len, headers_len, len;
};

enum frame { FRAME_NONE, FRAME_MSG, FRAME_PONG };

/* As send() and recv(), through TLS where the connection has it. */
static ssize_t conn_send(struct conn *c, const char *bytes, size_t n)
{
#ifdef NATSLOAD_TLS
    if (c->ssl) {
        int w = SSL_write(c->ssl, bytes, n > INT32_MAX ? INT32_MAX : (int)n);
        if (w > 0) return w;
        int why = SSL_get_error(c->ssl, w);
        errno = why == SSL_ERROR_WANT_WRITE || why == SSL_ERROR_WANT_READ ? EAGAIN : EPROTO;
        return -1;
    }
#endif
    return send(c->fd, bytes, n, MSG_NOSIGNAL);
}

static ssize_t conn_recv(struct conn *c, char *bytes, size_t n, int flags)
{
#ifdef NATSLOAD_TLS
    if (c->ssl) {
        char peeked;
        if ((flags & MSG_DONTWAIT) && !SSL_has_pending(c->ssl)) {
            ssize_t there = recv(c->fd, &peeked, 1, MSG_PEEK | MSG_DONTWAIT);
            if (there <= 0) return there;
        }
        int r = SSL_read(c->ssl, bytes, n > INT32_MAX ? INT32_MAX : (int)n);
        if (r > 0) return r;
        int why = SSL_get_error(c->ssl, r);
        if (why == SSL_ERROR_ZERO_RETURN) return 0;
        errno = why == SSL_ERROR_WANT_READ || why == SSL_ERROR_WANT_WRITE ? EAGAIN : EPROTO;
        return -1;
    }
#endif
    return recv(c->fd, bytes, n, flags);
}

static void conn_write(struct conn *c, const char *bytes, size_t n)
{
    while (n > 0) {
        ssize_t w = conn_send(c, bytes, n);
        if (w < 0) {
            if (errno == EINTR || errno == EAGAIN) continue;
            fail("write: %s", strerror(errno));
            return;
        }
        bytes += w;
        n -= (size_t)w;
    }
}

/* Appends to the output buffer; conn_flush() sends it. */
static void conn_put(struct conn *c, const char *bytes, size_t n)
{
    if (c->out_len + n > c->out_cap) {
        c->out_cap = (c->out_len + n) * 2;
        c->out = xgrow(c->out, c->out_cap);
    }
    memcpy(c->out + c->out_len, bytes, n);
    c->out_len += n;
}

__attribute__((format(printf, 2, 3))) static void conn_putf(struct conn *c, const char *format, ...)
{
    char line[1024];
    va_list args;
    va_start(args, format);
    int n = vsnprintf(line, sizeof line, format, args);
    va_end(args);
    conn_put(c, line, (size_t)n);
}

static void conn_flush(struct conn *c)
{
    if (c->out_len) conn_write(c, c->out, c->out_len);
    c->out_len = 0;
}

/* Reads once. Returns the bytes read, 0 when none came in time, -1 when the connection is lost. */
static ssize_t conn_fill(struct conn *c, int flags)
{
    if (c->head == c->tail) {
        c->head = c->tail = 0;
    } else if (c->cap - c->tail < c->cap / 2 && c->head > 0) {
        memmove(c->in, c->in + c->head, c->tail - c->head);
        c->tail -= c->head;
        c->head = 0;
    }
    if (c->tail == c->cap) c->in = xgrow(c->in, c->cap *= 2);
    ssize_t n = conn_recv(c, c->in + c->tail, c->cap - c->tail, flags);
    if (n > 0) {
        c->tail += (size_t)n;
        return n;
    }
    if (n < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR)) return 0;
    fail(n == 0 ? "the server closed the connection" : "read: %s", strerror(errno));
    return -1;
}

static uint64_t parse_number(const char *p, size_t n)
{
    uint64_t v = 0;
    for (; n > 0 && *p >= '0' && *p <= '9'; p++, n--) v = v * 10 + (uint64_t)(*p - '0');
    return v;
}

/*
 * Takes the next frame out of the receive buffer; FRAME_NONE when it holds no complete one. Answers PING, passes
 * over INFO and +OK, and fails the run on -ERR. The pointers in *m are good until the next conn_fill().
 */
static enum frame conn_next(struct conn *c, struct msg *m)
{
    for (;;) {
        char *p = c->in + c->head, *end = c->in + c->tail;
        char *newline = memchr(p, '\n', (size_t)(end - p));
        if (!newline) return FRAME_NONE;
        if (*p == 'M' || *p == 'H') {
            /* MSG subject sid [reply] bytes, HMSG subject sid [reply] header-bytes bytes */
            bool headers = *p == 'H';
            const char *token[5];
            size_t length[5];
            int n = 0;
            for (char *q = p + (headers ? 5 : 4); q < newline - 1 && n < 5; q++) {
                token[n] = q;
                while (q < newline - 1 && *q != ' ') q++;
                length[n] = (size_t)(q - token[n]);
                n++;
            }
            int fixed = headers ? 4 : 3;
            if (n < fixed || n > fixed + 1) {
                fail("unreadable line: %.*s", (int)(newline - p), p);
                return FRAME_NONE;
            }
            size_t total = parse_number(token[n - 1], length[n - 1]);
            if ((size_t)(end - newline - 1) < total + 2) return FRAME_NONE;
            m->subject = token[0];
            m->subject_len = length[0];
            m->reply = n > fixed ? token[2] : NULL;
            m->reply_len = n > fixed ? length[2] : 0;
            m->headers_len = headers ? parse_number(token[n - 2], length[n - 2]) : 0;
            m->headers = newline + 1;
            m->data = newline + 1 + m->headers_len;
            m->len = total - m->headers_len;
            if (newline[1 + total] != '\r' || newline[2 + total] != '\n') {
                fail("a payload is not followed by CRLF");
                return FRAME_NONE;
            }
            c->head = (size_t)(newline + 3 + total - c->in);
            return FRAME_MSG;
        }
        c->head = (size_t)(newline + 1 - c->in);
        if (p[0] == 'P' && p[1] == 'O') return FRAME_PONG;
        if (p[0] == 'P' && p[1] == 'I') conn_write(c, "PONG\r\n", 6);
        if (p[0] == '-') {
            fail("the server says %.*s", (int)(newline - p - 1), p);
            return FRAME_NONE;
        }
    }
}

/* Sends PING after everything buffered and waits for PONG, passing over messages. */
static bool conn_sync(struct conn *c)
{
    struct msg m;
    conn_put(c, "PING\r\n", 6);
    conn_flush(c);
    for (double give_up = now() + 30; !stopping;) {
        enum frame f;
        while ((f = conn_next(c, &m)) != FRAME_NONE)
            if (f == FRAME_PONG) return true;
        if (stopping || conn_fill(c, 0) < 0) return false;
        if (now() > give_up) fail("no PONG within 30 s");
    }
    return false;
}

static void conn_close(struct conn *c)
{
    if (!c) return;
#ifdef NATSLOAD_TLS
    SSL_free(c->ssl);
#endif
    close(c->fd);
    free(c->in);
    free(c->out);
    free(c);
}

#ifdef NATSLOAD_TLS
static SSL_CTX *tls_context;
static pthread_once_t tls_once = PTHREAD_ONCE_INIT;

static void tls_init(void)
{
    tls_context = SSL_CTX_new(TLS_client_method());
    SSL_CTX_set_session_cache_mode(tls_context, SSL_SESS_CACHE_OFF);
    SSL_CTX_set_mode(tls_context, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER | SSL_MODE_AUTO_RETRY);
}

/* Reads INFO, which comes in the clear, and shakes hands. */
static bool conn_secure(struct conn *c)
{
    char byte = 0;
    for (double give_up = now() + 10; byte != '\n';)
        if (recv(c->fd, &byte, 1, 0) == 0 || now() > give_up || stopping) {
            fail("no INFO before the handshake");
            return false;
        }
    pthread_once(&tls_once, tls_init);
    c->ssl = SSL_new(tls_context);
    SSL_set_fd(c->ssl, c->fd);
    for (double give_up = now() + 10;;) {
        int done = SSL_connect(c->ssl);
        if (done == 1) return true;
        int why = SSL_get_error(c->ssl, done);
        if ((why != SSL_ERROR_WANT_READ && why != SSL_ERROR_WANT_WRITE) || now() > give_up || stopping) {
            fail("TLS handshake failed");
            return false;
        }
    }
}
#endif

/* Connects, sends CONNECT and waits for the first PONG. NULL (and a failure) when that does not work. */
static struct conn *conn_open(size_t buffer)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)opt.port)};
    if (inet_pton(AF_INET, opt.host, &address.sin_addr) != 1) {
        fail("not an IPv4 address: %s", opt.host);
        return NULL;
    }
    struct conn *c = xalloc(sizeof *c);
    c->cap = buffer;
    c->in = xalloc(c->cap);
    c->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    int one = 1;
    struct timeval timeout = {.tv_usec = READ_TIMEOUT_US};
    if (c->fd < 0 || connect(c->fd, (struct sockaddr *)&address, sizeof address) < 0) {
        fail("connect to %s:%d: %s", opt.host, opt.port, strerror(errno));
        conn_close(c);
        return NULL;
    }
    setsockopt(c->fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    setsockopt(c->fd, SOL_SOCKET, SO_RCVTIMEO, &timeout, sizeof timeout);
#ifdef NATSLOAD_TLS
    if (opt.tls && !conn_secure(c)) {
        conn_close(c);
        return NULL;
    }
#endif
    conn_putf(c, "CONNECT {\"verbose\":false,\"pedantic\":false,\"tls_required\":%s,\"lang\":\"c\",\"version\":\"1\","
                 "\"name\":\"natsload\",\"protocol\":1,\"headers\":true,\"no_responders\":true", opt.tls ? "true" : "false");
    if (opt.user) conn_putf(c, ",\"user\":\"%s\",\"pass\":\"%s\"", opt.user, opt.pass ? opt.pass : "");
    conn_putf(c, "}\r\n");
    if (conn_sync(c)) return c;
    conn_close(c);
    return NULL;
}

static struct conn *conn_open_busy(void)
{
    size_t usual = opt.subs > OWN_THREAD ? SHARED_READ_BYTES : READ_BYTES;
    return conn_open(opt.size * 4 > usual ? opt.size * 4 : usual);
}

/* ---------------------------------------------------------------------------------------------- run, stamp */

struct worker;

/* What the threads of one pass (warm-up or measured) share. */
static struct {
    char id[12];                    /* in every subject, so that passes do not meet */
    uint32_t magic;                 /* the same in every payload */
    double seconds;                 /* of this pass */
    uint64_t msgs;
    double start, deadline;         /* publishers stop at the deadline */
    double server_cpu, client_cpu;  /* before the start */
    struct worker *pubs, *subs;
    int npubs, nsubs;
    int nsenders;                   /* publishers that receivers may hear of, 1 or more */
    bool split;                     /* each message goes to one of the receivers, not to all */
    _Atomic uint64_t sent;          /* by all publishers */
    _Atomic uint64_t taken;         /* by all receivers, in scenarios that count together */
    _Atomic int publishing;         /* publishers still at work */
    uint64_t lag;                   /* in messages */
    _Atomic uint64_t corrupt, unexpected;
    pthread_barrier_t go;
    pthread_t threads[2 * MAX_WORKERS];     /* started by run_start() */
    int nthreads;
} run;

struct stamp {
    uint32_t magic, publisher;
    uint64_t seq;
};

static void stamp_write(char *payload, uint32_t publisher, uint64_t seq)
{
    struct stamp s = {run.magic, publisher, seq};
    memcpy(payload, &s, sizeof s);
    if (opt.size >= STAMP_BYTES + 8) memcpy(payload + opt.size - 8, &seq, 8);
}

/* Reads the stamp of a payload; false (and counted as corrupt) when the payload is not one of this pass. */
static bool stamp_read(const struct msg *m, struct stamp *s)
{
    uint64_t tail = 0;
    if (m->len == opt.size) {
        memcpy(s, m->data, sizeof *s);
        tail = s->seq;
        if (opt.size >= STAMP_BYTES + 8) memcpy(&tail, m->data + opt.size - 8, 8);
        if (s->magic == run.magic && s->publisher < (uint32_t)run.nsenders && tail == s->seq && s->seq < 1ULL << 34) return true;
    }
    atomic_fetch_add(&run.corrupt, 1);
    return false;
}

/* ----------------------------------------------------------------------------------------- server's figures */

/* CPU seconds that the server's processes have used; /proc counts in hundredths of a second. */
static double server_cpu_seconds(void)
{
    double total = 0;
    for (int i = 0; i < opt.npids; i++) {
        char path[64], text[1024];
        snprintf(path, sizeof path, "/proc/%d/stat", opt.pids[i]);
        FILE *f = fopen(path, "r");
        if (!f) continue;
        size_t n = fread(text, 1, sizeof text - 1, f);
        fclose(f);
        text[n] = 0;
        char *p = strrchr(text, ')');   /* the command name may hold spaces */
        unsigned long user = 0, system = 0;
        if (p && sscanf(p + 1, " %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu", &user, &system) == 2)
            total += (double)(user + system) / (double)sysconf(_SC_CLK_TCK);
    }
    return total;
}

/* CPU seconds that this process has used, to see how much of the machine the load itself takes. */
static double client_cpu_seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static double server_rss_kb(void)
{
    double total = 0;
    for (int i = 0; i < opt.npids; i++) {
        char path[64], line[256];
        snprintf(path, sizeof path, "/proc/%d/status", opt.pids[i]);
        FILE *f = fopen(path, "r");
        if (!f) continue;
        while (fgets(line, sizeof line, f))
            if (!strncmp(line, "VmRSS:", 6)) total += atof(line + 6);
        fclose(f);
    }
    return total;
}

/* --------------------------------------------------------------------------------------------------- batch */

/*
 * Pre-rendered PUB lines that a publisher writes again and again; only stamps and reply numbers change.
 * With a reply prefix every message gets a reply subject of its own, as client libraries do.
 */
enum { REPLY_DIGITS = 10 };
struct batch {
    char *bytes;
    size_t *start, *reply, *payload;    /* offsets of each message; start has one more, the end */
    size_t n, per_write;
};

static struct batch *batch_new(char **subjects, size_t nsubjects, const char *reply_prefix)
{
    struct batch *b = xalloc(sizeof *b);
    size_t longest = 0;
    for (size_t i = 0; i < nsubjects; i++)
        if (strlen(subjects[i]) > longest) longest = strlen(subjects[i]);
    size_t room = 64 + longest + (reply_prefix ? strlen(reply_prefix) + REPLY_DIGITS : 0) + opt.size;
    b->per_write = room < WRITE_BYTES ? WRITE_BYTES / room : 1;
    b->n = (b->per_write + nsubjects - 1) / nsubjects * nsubjects;
    b->bytes = xalloc(room * b->n);
    b->start = xalloc((b->n + 1) * sizeof(size_t));
    b->reply = xalloc(b->n * sizeof(size_t));
    b->payload = xalloc(b->n * sizeof(size_t));
    size_t at = 0;
    for (size_t i = 0; i < b->n; i++) {
        b->start[i] = at;
        at += (size_t)sprintf(b->bytes + at, "PUB %s ", subjects[i % nsubjects]);
        if (reply_prefix) {
            at += (size_t)sprintf(b->bytes + at, "%s", reply_prefix);
            b->reply[i] = at;
            at += (size_t)sprintf(b->bytes + at, "%0*d ", REPLY_DIGITS, 0);
        }
        at += (size_t)sprintf(b->bytes + at, "%zu\r\n", opt.size);
        b->payload[i] = at;
        memset(b->bytes + at, 'x', opt.size);
        at += opt.size;
        memcpy(b->bytes + at, "\r\n", 2);
        at += 2;
    }
    b->start[b->n] = at;
    return b;
}

static void batch_free(struct batch *b)
{
    if (!b) return;
    free(b->bytes);
    free(b->start);
    free(b->reply);
    free(b->payload);
    free(b);
}

static void digits_write(char *p, uint64_t v)
{
    for (int i = REPLY_DIGITS - 1; i >= 0; i--, v /= 10) p[i] = (char)('0' + v % 10);
}

/* Writes up to `want` messages numbered from `seq` in one go; returns how many. */
static size_t batch_send(struct batch *b, struct conn *c, uint32_t publisher, uint64_t seq, size_t want, bool replies)
{
    size_t first = (size_t)(seq % b->n), n = b->n - first;
    if (n > want) n = want;
    if (n > b->per_write) n = b->per_write;
    for (size_t i = first; i < first + n; i++) {
        stamp_write(b->bytes + b->payload[i], publisher, seq + i - first);
        if (replies) digits_write(b->bytes + b->reply[i], seq + i - first);
    }
    conn_write(c, b->bytes + b->start[first], b->start[first + n] - b->start[first]);
    return n;
}

/* -------------------------------------------------------------------------------------------------- worker */

/* One connection and its thread. Aligned so that the counters of two threads do not share a cache line. */
struct worker {
    alignas(128) struct conn *conn;
    int id;
    uint64_t quota;                 /* messages to send, UINT64_MAX for no limit */
    struct batch *batch;
    struct tracker *from;           /* one per publisher, */
    int nfrom;                      /* so many */
    struct samples latency;
    double finished;                /* when its last message was sent or received */
    uint64_t sent;
    alignas(128) _Atomic uint64_t got;
};

static struct worker *workers_new(int n)
{
    struct worker *w = aligned_alloc(128, sizeof *w * (size_t)(n ? n : 1));
    if (!w) _exit(2);
    memset(w, 0, sizeof *w * (size_t)(n ? n : 1));
    for (int i = 0; i < n; i++) {
        w[i].id = i;
        w[i].nfrom = run.nsenders;
        w[i].from = xalloc(sizeof(struct tracker) * (size_t)w[i].nfrom);
    }
    return w;
}

static void workers_free(struct worker *w, int n)
{
    for (int i = 0; i < n; i++) {
        conn_close(w[i].conn);
        batch_free(w[i].batch);
        for (int p = 0; p < w[i].nfrom; p++) free(w[i].from[p].bits);
        free(w[i].from);
        free(w[i].latency.ns);
    }
    free(w);
}

/* Begins a pass: makes the workers and connects them. */
static bool run_open(int npubs, int nsubs)
{
    run.nsenders = npubs > 1 ? npubs : 1;
    run.pubs = workers_new(npubs);
    run.subs = workers_new(nsubs);
    run.npubs = npubs;
    run.nsubs = nsubs;
    run.split = false;
    run.lag = 0;
    run.nthreads = 0;
    run.sent = run.taken = run.corrupt = run.unexpected = 0;
    run.publishing = npubs;
    for (int i = 0; i < npubs && !stopping; i++) {
        run.pubs[i].conn = conn_open_busy();
        run.pubs[i].quota = run.msgs ? run.msgs / (uint64_t)npubs + ((uint64_t)i < run.msgs % (uint64_t)npubs)
                                     : UINT64_MAX;
    }
    for (int i = 0; i < nsubs && !stopping; i++) run.subs[i].conn = conn_open_busy();
    return !stopping;
}

static void run_close(void)
{
    int npubs = run.npubs, nsubs = run.nsubs;
    run.npubs = run.nsubs = 0;      /* first, for the watchdog */
    workers_free(run.pubs, npubs);
    workers_free(run.subs, nsubs);
    run.pubs = run.subs = NULL;
}

static void run_thread(void *(*body)(void *), struct worker *w)
{
    if (pthread_create(&run.threads[run.nthreads], NULL, body, w)) {
        fputs("natsload: cannot start a thread\n", stderr);
        _exit(2);
    }
    run.nthreads++;
}

static void *shared_receiver(void *);

/* Starts `pub` for each publisher and `sub` for each receiver (either may be NULL) and the clock, all at once. */
static void run_start(void *(*pub)(void *), void *(*sub)(void *))
{
    int npubs = pub ? run.npubs : 0, nsubs = !sub ? 0 : sub == shared_receiver ? SHARED_THREADS : run.nsubs;
    pthread_barrier_init(&run.go, NULL, 1 + (unsigned)npubs + (unsigned)nsubs);
    for (int i = 0; i < nsubs; i++) run_thread(sub, &run.subs[i]);
    for (int i = 0; i < npubs; i++) run_thread(pub, &run.pubs[i]);
    run.server_cpu = server_cpu_seconds();
    run.client_cpu = client_cpu_seconds();
    run.start = now();
    run.deadline = run.seconds > 0 ? run.start + run.seconds : run.start + 1e9;
    pthread_barrier_wait(&run.go);
}

/* Waits for all threads; the pass ended when the last of them had finished its last message. */
static void run_join(struct result *r)
{
    double end = run.start;
    for (int i = 0; i < run.nthreads; i++) pthread_join(run.threads[i], NULL);
    pthread_barrier_destroy(&run.go);
    for (int i = 0; i < run.npubs; i++)
        if (run.pubs[i].finished > end) end = run.pubs[i].finished;
    for (int i = 0; i < run.nsubs; i++)
        if (run.subs[i].finished > end) end = run.subs[i].finished;
    r->seconds = end - run.start;
    r->server_cpu = server_cpu_seconds() - run.server_cpu;
    r->client_cpu = client_cpu_seconds() - run.client_cpu;
    r->sent = run.sent;
}

/* Adds up what the receivers saw against what each of `npubs` publishers sent. */
static void judge(struct result *r, const uint64_t *sent_by, int npubs)
{
    for (int p = 0; p < npubs; p++) {
        uint64_t *all = NULL, words = 0, seen_by_any = 0;
        for (int s = 0; s < run.nsubs; s++) {
            struct tracker *t = &run.subs[s].from[p];
            r->received += t->seen + t->duplicated;
            r->duplicated += t->duplicated;
            r->out_of_order += t->out_of_order;
            if (!run.split) {
                r->expected += sent_by[p];
                r->missing += sent_by[p] > t->seen ? sent_by[p] - t->seen : 0;
                r->unexpected += t->seen > sent_by[p] ? t->seen - sent_by[p] : 0;
                continue;
            }
            if (t->words > words) {
                all = xgrow(all, t->words * 8);
                memset(all + words, 0, (t->words - words) * 8);
                words = t->words;
            }
            for (uint64_t i = 0; i < t->words; i++) {
                r->duplicated += (uint64_t)__builtin_popcountll(all[i] & t->bits[i]);
                seen_by_any += (uint64_t)__builtin_popcountll(t->bits[i] & ~all[i]);
                all[i] |= t->bits[i];
            }
        }
        if (run.split) {
            r->expected += sent_by[p];
            r->missing += sent_by[p] > seen_by_any ? sent_by[p] - seen_by_any : 0;
            r->unexpected += seen_by_any > sent_by[p] ? seen_by_any - sent_by[p] : 0;
            free(all);
        }
    }
    r->corrupt += run.corrupt;
    r->unexpected += run.unexpected;
}

/* Messages that have arrived everywhere: by the slowest receiver, or by all together when they share. */
static uint64_t arrived(void)
{
    uint64_t least = UINT64_MAX, sum = 0;
    for (int i = 0; i < run.nsubs; i++) {
        uint64_t got = atomic_load_explicit(&run.subs[i].got, memory_order_relaxed);
        sum += got;
        if (got < least) least = got;
    }
    return run.split ? sum : least;
}

/* The longer the more publishers there are, so that 100 of them do not spend the machine on looking. */
static void nap(void)
{
    struct timespec t = {.tv_nsec = 20000L * (run.npubs < 1000 ? run.npubs : 1000)};
    nanosleep(&t, NULL);
}

/* Looks without waiting for PING, -ERR or a closed connection. */
static void conn_glance(struct conn *c)
{
    struct msg m;
    if (conn_fill(c, MSG_DONTWAIT) > 0)
        while (conn_next(c, &m) != FRAME_NONE) continue;
}

/* ------------------------------------------------------------------------------- core publish and subscribe */

static void *publisher(void *arg)
{
    struct worker *w = arg;
    pthread_barrier_wait(&run.go);
    for (unsigned writes = 1; w->sent < w->quota && !stopping && now() < run.deadline; writes++) {
        uint64_t left = w->quota - w->sent;
        size_t n = batch_send(w->batch, w->conn, (uint32_t)w->id, w->sent, left < SIZE_MAX ? (size_t)left : SIZE_MAX, false);
        w->sent += n;
        atomic_fetch_add(&run.sent, n);
        if (writes % 16 == 0) conn_glance(w->conn);
        if (run.lag)
            while (!stopping && atomic_load(&run.sent) - arrived() > run.lag) nap();
    }
    conn_sync(w->conn);
    w->finished = now();
    atomic_fetch_sub(&run.publishing, 1);
    return NULL;
}

/* Counts one message of a receiver; answers flow control of push consumers, passes over other status messages. */
static void receive(struct worker *w, const struct msg *m)
{
    struct stamp s;
    if (m->headers_len > 12 && m->len == 0 && !memcmp(m->headers, "NATS/1.0 1", 10)) {
        if (m->reply_len) conn_putf(w->conn, "PUB %.*s 0\r\n\r\n", (int)m->reply_len, m->reply);
        return;
    }
    if (!stamp_read(m, &s)) return;
    track(&w->from[s.publisher], s.seq);
    atomic_store_explicit(&w->got, w->got + 1, memory_order_relaxed);
}

/* A last PING brings whatever the server still holds for this connection, such as duplicates. */
static void receive_rest(struct worker *w)
{
    struct msg m;
    conn_put(w->conn, "PING\r\n", 6);
    conn_flush(w->conn);
    for (double give_up = now() + 5; !stopping && now() < give_up;) {
        enum frame f;
        while ((f = conn_next(w->conn, &m)) == FRAME_MSG) receive(w, &m);
        if (f == FRAME_PONG || conn_fill(w->conn, 0) < 0) break;
    }
}

static void *receiver(void *arg)
{
    struct worker *w = arg;
    struct msg m;
    double last_progress;
    uint64_t last_arrived = 0;
    pthread_barrier_wait(&run.go);
    last_progress = w->finished = run.start;
    while (!stopping) {
        ssize_t n = conn_fill(w->conn, 0);
        if (n < 0) break;
        if (n > 0) {
            while (conn_next(w->conn, &m) == FRAME_MSG) receive(w, &m);
            conn_flush(w->conn);
            w->finished = now();
        }
        if (atomic_load(&run.publishing)) continue;
        if ((run.split ? arrived() : w->got) >= run.sent) break;
        if (arrived() != last_arrived) {
            last_arrived = arrived();
            last_progress = now();
        } else if (n == 0 && now() - last_progress > GRACE_SECONDS) {
            break;
        }
    }
    receive_rest(w);
    return NULL;
}

/* The same for many receivers in one thread: this one and every SHARED_THREADS-th after it. */
static void *shared_receiver(void *arg)
{
    struct worker *first = arg, *end = run.subs + run.nsubs;
    struct epoll_event ready[64];
    struct msg m;
    double last_progress;
    uint64_t last_arrived = 0;
    int set = epoll_create1(EPOLL_CLOEXEC);
    for (struct worker *w = first; w < end; w += SHARED_THREADS) {
        struct epoll_event e = {.events = EPOLLIN, .data.ptr = w};
        if (epoll_ctl(set, EPOLL_CTL_ADD, w->conn->fd, &e)) fail("epoll: %s", strerror(errno));
    }
    pthread_barrier_wait(&run.go);
    last_progress = first->finished = run.start;
    while (!stopping) {
        int n = epoll_wait(set, ready, 64, READ_TIMEOUT_US / 1000);
        for (int i = 0; i < n; i++) {
            struct worker *w = ready[i].data.ptr;
            if (conn_fill(w->conn, MSG_DONTWAIT) < 0) break;
            while (conn_next(w->conn, &m) == FRAME_MSG) receive(w, &m);
        }
        if (n > 0) first->finished = now();
        if (atomic_load(&run.publishing)) continue;
        uint64_t arrived_now = arrived();
        if (arrived_now >= run.sent) break;
        if (n > 0 || arrived_now != last_arrived) {
            last_arrived = arrived_now;
            last_progress = now();
        } else if (now() - last_progress > GRACE_SECONDS) {
            break;
        }
    }
    close(set);
    for (struct worker *w = first; w < end; w += SHARED_THREADS) receive_rest(w);
    return NULL;
}

/* Makes the list of subjects, in a scattered order so that neighbours in time are not neighbours in a tree. */
static char **subjects_new(int n)
{
    char **list = xalloc(sizeof *list * (size_t)n);
    for (int i = 0; i < n; i++) {
        list[i] = xalloc(64);
        if (n == 1) sprintf(list[i], "nl.%s.s", run.id);
        else sprintf(list[i], "nl.%s.%d.x", run.id, i);
    }
    uint32_t random = 12345;
    for (int i = n - 1; i > 0; i--) {
        random = random * 1664525 + 1013904223;
        int j = (int)(random >> 8) % (i + 1);
        char *t = list[i];
        list[i] = list[j];
        list[j] = t;
    }
    return list;
}

static void subjects_free(char **list, int n)
{
    for (int i = 0; i < n; i++) free(list[i]);
    free(list);
}

/* A subscriber that never reads. Its small receive buffer leaves what it is sent to the server. */
static struct conn *stuck_open(const char *subject)
{
    int bytes = 64 * 1024;
    struct conn *c = conn_open(READ_BYTES);
    if (!c) return NULL;
    setsockopt(c->fd, SOL_SOCKET, SO_RCVBUF, &bytes, sizeof bytes);
    conn_putf(c, "SUB %s 1\r\n", subject);
    conn_sync(c);
    return c;
}

/*
 * Whether the server has given the stuck subscriber up. That shows only behind all that the kernels still hold, so
 * it reads at last: to the end of the connection, or to the answer to a PING. Negative (and a failure) when neither comes.
 */
static int stuck_closed(struct conn *c)
{
    static const char pong[] = "PONG\r\n";
    const size_t length = sizeof pong - 1;
    send(c->fd, "PING\r\n", 6, MSG_NOSIGNAL | MSG_DONTWAIT);  /* fails when it is closed, which recv() then shows */
    c->head = c->tail = 0;
    for (double give_up = now() + 10; !stopping && now() < give_up;) {
        ssize_t n = recv(c->fd, c->in + c->tail, c->cap - c->tail, 0);
        if (n == 0 || (n < 0 && (errno == ECONNRESET || errno == EPIPE))) return 1;
        if (n < 0) continue;
        c->tail += (size_t)n;
        if (c->tail < length) continue;
        if (!memcmp(c->in + c->tail - length, pong, length)) return 0;  /* nothing is sent any more, so it is the last */
        memmove(c->in, c->in + c->tail - length, length);
        c->tail = length;
    }
    fail("the stuck subscriber's connection neither ended nor answered PING");
    return -1;
}

enum interest { EXACT, WILDCARD, QUEUE, STUCK };

static void core(struct result *r, enum interest interest)
{
    char **subjects = subjects_new(opt.subjects);
    if (run_open(opt.pubs, opt.subs)) {
        run.split = interest == QUEUE;
        for (int i = 0; i < run.npubs; i++)
            run.pubs[i].batch = batch_new(subjects, (size_t)opt.subjects, NULL);
        if (opt.lag && run.nsubs) run.lag = 1 + opt.lag / (opt.size + 32);
        for (int i = 0; i < run.nsubs; i++) {
            struct conn *c = run.subs[i].conn;
            if (interest == WILDCARD && opt.subjects > 1)
                conn_putf(c, i % 2 ? "SUB nl.%s.> 1\r\n" : "SUB nl.%s.*.x 1\r\n", run.id);
            else
                for (int k = 0; k < opt.subjects; k++)
                    conn_putf(c, "SUB %s %s%d\r\n", subjects[k], interest == QUEUE ? "workers " : "", k + 1);
            conn_sync(c);
        }
        struct conn *stuck = interest == STUCK && !stopping ? stuck_open(subjects[0]) : NULL;
        if (!stopping) {
            uint64_t sent_by[MAX_WORKERS];
            run_start(publisher, !run.nsubs ? NULL : run.nsubs > OWN_THREAD ? shared_receiver : receiver);
            run_join(r);
            if (stuck && !stopping) r->stuck_closed = stuck_closed(stuck);
            for (int i = 0; i < run.npubs; i++) sent_by[i] = run.pubs[i].sent;
            judge(r, sent_by, run.npubs);
            r->ops = run.nsubs ? r->received : r->sent;
        }
        conn_close(stuck);
    }
    run_close();
    subjects_free(subjects, opt.subjects);
}

static void core_exact(struct result *r) { core(r, EXACT); }
static void core_wildcard(struct result *r) { core(r, WILDCARD); }
static void core_queue(struct result *r) { core(r, QUEUE); }
static void core_stuck(struct result *r) { core(r, STUCK); }

/* -------------------------------------------------------------------------------------------- request, reply */

/* Answers every request with its own payload. */
static void *responder(void *arg)
{
    struct worker *w = arg;
    struct msg m;
    pthread_barrier_wait(&run.go);
    while (!stopping && atomic_load(&run.publishing)) {
        if (conn_fill(w->conn, 0) <= 0) continue;
        while (conn_next(w->conn, &m) == FRAME_MSG) {
            conn_putf(w->conn, "PUB %.*s %zu\r\n", (int)m.reply_len, m.reply, m.len);
            conn_put(w->conn, m.data, m.len);
            conn_put(w->conn, "\r\n", 2);
        }
        conn_flush(w->conn);
    }
    return NULL;
}

/* Waits for one message on a connection; false when none came in 10 s. */
static bool await(struct conn *c, struct msg *m)
{
    for (double give_up = 0; !stopping;) {
        enum frame f = conn_next(c, m);
        if (f == FRAME_MSG) return true;
        if (f == FRAME_PONG) continue;
        if (stopping) break;
        ssize_t n = conn_fill(c, 0);
        if (n < 0) break;
        if (n == 0) {   /* look at the clock only when nothing came */
            if (give_up == 0) give_up = now() + 10;
            else if (now() > give_up) fail("no reply within 10 s");
        }
    }
    return false;
}

/* The number at the end of a reply subject. */
static uint64_t reply_number(const struct msg *m)
{
    return m->subject_len >= REPLY_DIGITS ? parse_number(m->subject + m->subject_len - REPLY_DIGITS, REPLY_DIGITS) : 0;
}

static void *requester(void *arg)
{
    struct worker *w = arg;
    struct msg m;
    struct stamp s;
    pthread_barrier_wait(&run.go);
    for (double t = now(); w->sent < w->quota && t < run.deadline && !stopping;) {
        batch_send(w->batch, w->conn, (uint32_t)w->id, w->sent, 1, true);
        if (!await(w->conn, &m)) break;
        if (m.headers_len && !m.len) {
            fail("no responders");
            break;
        }
        if (stamp_read(&m, &s)) {
            if (s.publisher == (uint32_t)w->id && reply_number(&m) == s.seq) track(&w->from[0], s.seq);
            else atomic_fetch_add(&run.unexpected, 1);
        }
        w->sent++;
        w->finished = now();
        sample_add(&w->latency, w->finished - t);
        t = w->finished;
    }
    atomic_fetch_add(&run.sent, w->sent);
    atomic_fetch_sub(&run.publishing, 1);
    return NULL;
}

static struct samples all_latencies;

/* Adds up scenarios in which every publisher checks its own answers. */
static void judge_own(struct result *r)
{
    for (int i = 0; i < run.npubs; i++) {
        struct tracker *t = &run.pubs[i].from[0];
        r->expected += run.pubs[i].sent;
        r->received += t->seen + t->duplicated;
        r->missing += run.pubs[i].sent > t->seen ? run.pubs[i].sent - t->seen : 0;
        r->duplicated += t->duplicated;
        r->out_of_order += t->out_of_order;
        samples_merge(&all_latencies, &run.pubs[i].latency);
    }
    r->corrupt += run.corrupt;
    r->unexpected += run.unexpected;
    r->ops = r->received;
}

/* Gives publisher w an inbox and a batch whose reply subjects lie in it. */
static void inbox_open(struct worker *w, char *subject)
{
    char prefix[64];
    sprintf(prefix, "_INBOX.%s%02x.", run.id, w->id);
    w->batch = batch_new(&subject, 1, prefix);
    conn_putf(w->conn, "SUB %s* 1\r\n", prefix);
    conn_sync(w->conn);
}

/* Connects requesters and responders. */
static bool request_open(void)
{
    char subject[64];
    sprintf(subject, "nl.%s.echo", run.id);
    if (!run_open(opt.pubs, opt.subs)) return false;
    for (int i = 0; i < run.nsubs; i++) {
        conn_putf(run.subs[i].conn, "SUB %s workers 1\r\n", subject);
        conn_sync(run.subs[i].conn);
    }
    for (int i = 0; i < run.npubs; i++) inbox_open(&run.pubs[i], subject);
    return !stopping;
}

static void request(struct result *r)
{
    if (request_open()) {
        run_start(requester, responder);
        run_join(r);
        judge_own(r);
    }
    run_close();
}

/* A flow from one publisher to one subscriber at full speed, apart from the publishers and receivers of the run. */
static struct {
    struct worker *pub, *sub;
    pthread_t publishing, receiving;
    _Atomic uint64_t sent;
    _Atomic bool over;              /* asks the publisher to stop; ... */
    _Atomic bool all_sent;          /* ... it has */
    bool running;
} flow;

static void *flow_publisher(void *arg)
{
    struct worker *w = arg;
    uint64_t lag = opt.lag ? 1 + opt.lag / (opt.size + 32) : UINT64_MAX;
    for (unsigned writes = 1; !stopping && !flow.over; writes++) {
        w->sent += batch_send(w->batch, w->conn, 0, w->sent, SIZE_MAX, false);
        atomic_store(&flow.sent, w->sent);
        if (writes % 16 == 0) conn_glance(w->conn);
        while (!stopping && w->sent - flow.sub->got > lag) usleep(20);
    }
    conn_sync(w->conn);
    atomic_store(&flow.all_sent, true);
    return NULL;
}

static void *flow_receiver(void *arg)
{
    struct worker *w = arg;
    struct msg m;
    double last_progress = now();
    while (!stopping && !(flow.all_sent && w->got >= flow.sent)) {
        ssize_t n = conn_fill(w->conn, 0);
        if (n < 0) break;
        while (conn_next(w->conn, &m) == FRAME_MSG) receive(w, &m);
        if (n > 0 || !flow.all_sent) last_progress = now();
        else if (now() - last_progress > GRACE_SECONDS) break;
    }
    receive_rest(w);
    return NULL;
}

/* Connects the flow and lets it get up to speed. */
static bool flow_start(void)
{
    char text[64], *subject = text;
    sprintf(subject, "nl.%s.flow", run.id);
    flow.sent = 0;
    flow.over = flow.all_sent = false;
    flow.pub = workers_new(1);
    flow.sub = workers_new(1);
    if (!(flow.pub->conn = conn_open_busy()) || !(flow.sub->conn = conn_open_busy())) return false;
    flow.pub->batch = batch_new(&subject, 1, NULL);
    conn_putf(flow.sub->conn, "SUB %s 1\r\n", subject);
    if (!conn_sync(flow.sub->conn)) return false;
    flow.running = !pthread_create(&flow.receiving, NULL, flow_receiver, flow.sub);
    if (!flow.running || pthread_create(&flow.publishing, NULL, flow_publisher, flow.pub)) {
        fputs("natsload: cannot start a thread\n", stderr);
        _exit(2);
    }
    usleep(50000);
    return !stopping;
}

static void flow_stop(void)
{
    if (!flow.running) return;
    flow.over = true;
    pthread_join(flow.publishing, NULL);
    pthread_join(flow.receiving, NULL);
    flow.running = false;
}

/* Adds up what the flow brought against what was sent on it. */
static void flow_judge(struct result *r)
{
    struct tracker *t = &flow.sub->from[0];
    r->sent += flow.sent;
    r->expected += flow.sent;
    r->received += t->seen + t->duplicated;
    r->missing += flow.sent > t->seen ? flow.sent - t->seen : 0;
    r->unexpected += t->seen > flow.sent ? t->seen - flow.sent : 0;
    r->duplicated += t->duplicated;
    r->out_of_order += t->out_of_order;
    workers_free(flow.pub, 1);
    workers_free(flow.sub, 1);
}

/* The latency of requests, and the speed of the flow beside them in the same seconds. */
static void request_beside_bulk(struct result *r)
{
    if (request_open()) {
        if (flow_start()) {
            run_start(requester, responder);
            uint64_t before = flow.sub->got;
            run_join(r);
            r->flow_ops = flow.sub->got - before;
        }
        flow_stop();
        judge_own(r);
        flow_judge(r);
    }
    run_close();
}

/* ------------------------------------------------------------------------------------------------- logins */

/* Connects, logs in, waits for PONG and closes, again and again. */
static void *logging_in(void *arg)
{
    struct worker *w = arg;
    pthread_barrier_wait(&run.go);
    while (w->sent < w->quota && now() < run.deadline && !stopping) {
        double began = now();
        struct conn *c = conn_open(4096);
        if (!c) break;
        struct linger at_once = {.l_onoff = 1};
        setsockopt(c->fd, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);  /* leaves no TIME_WAIT behind */
        conn_close(c);
        w->finished = now();
        sample_add(&w->latency, w->finished - began);
        track(&w->from[0], w->sent++);
    }
    atomic_fetch_add(&run.sent, w->sent);
    return NULL;
}

static void logins(struct result *r)
{
    if (run_open(opt.pubs, 0)) {
        run_start(logging_in, NULL);
        run_join(r);
        judge_own(r);
    }
    run_close();
}

/* --------------------------------------------------------------------------- subscribe and unsubscribe churn */

/*
 * One cycle is SUB, PUB, UNSUB on a subject never used before: the message must come back. After the last cycle of
 * each write one more message goes to the subject just given up: that one must not.
 */
static void *churner(void *arg)
{
    struct worker *w = arg;
    struct msg m;
    struct stamp s;
    char payload[STAMP_BYTES + 8], subject[64];
    uint64_t base = 1000000000;
    pthread_barrier_wait(&run.go);
    while (w->sent < w->quota && now() < run.deadline && !stopping) {
        uint64_t first = w->sent, n = (uint64_t)opt.window, got = 0;
        if (n > w->quota - w->sent) n = w->quota - w->sent;
        for (uint64_t i = 0; i < n; i++) {
            int len = sprintf(subject, "nl.%s.%d.%" PRIu64, run.id, w->id, base + w->sent);
            conn_putf(w->conn, "SUB %.*s %" PRIu64 "\r\nPUB %.*s %d\r\n", len, subject, base + w->sent, len, subject, STAMP_BYTES);
            stamp_write(payload, (uint32_t)w->id, w->sent);
            conn_put(w->conn, payload, STAMP_BYTES);
            conn_putf(w->conn, "\r\nUNSUB %" PRIu64 "\r\n", base + w->sent);
            w->sent++;
        }
        conn_putf(w->conn, "PUB %s 4\r\nlate\r\nPING\r\n", subject);
        conn_flush(w->conn);
        for (bool synced = false; !synced && !stopping;) {
            enum frame f;
            while ((f = conn_next(w->conn, &m)) == FRAME_MSG) {
                if (m.len == 4) atomic_fetch_add(&run.unexpected, 1);
                else if (stamp_read(&m, &s)) track(&w->from[0], s.seq), got++;
            }
            synced = f == FRAME_PONG;
            if (!synced && !stopping && conn_fill(w->conn, 0) < 0) break;
        }
        w->finished = now();
        if (got < n) fail("%" PRIu64 " of the cycles %" PRIu64 "..%" PRIu64 " did not get their message", n - got, first, w->sent);
    }
    atomic_fetch_add(&run.sent, w->sent);
    return NULL;
}

static void churn(struct result *r)
{
    size_t size = opt.size;
    opt.size = STAMP_BYTES;
    if (run_open(opt.pubs, 0)) {
        run_start(churner, NULL);
        run_join(r);
        judge_own(r);
    }
    run_close();
    opt.size = size;
}

/* --------------------------------------------------------------------------------------- idle connections */

/*
 * Opens many connections one after the other, each with one subscription; measures connections per second, the
 * time from connect() to PONG, and the memory each takes in the server; lets them idle and measures the CPU that
 * takes; then sends one message that all of them must get. Memory counts from before the warm-up, which leaves some
 * behind; it says something only about a server that has done nothing else yet.
 */
static void idle(struct result *r)
{
    int n = opt.pubs;
    struct conn **conns = xalloc(sizeof *conns * (size_t)n);
    struct msg m;
    run.sent = run.corrupt = run.unexpected = 0;
    run.npubs = run.nsubs = 0;
    static double rss;
    if (rss <= 0) rss = server_rss_kb();
    double cpu = server_cpu_seconds(), own = client_cpu_seconds(), start = now();
    int open_now = 0;
    for (; open_now < n && !stopping; open_now++) {
        double t = now();
        if (!(conns[open_now] = conn_open(8192))) break;
        conn_putf(conns[open_now], "SUB nl.%s.all 1\r\nSUB nl.%s.%d 2\r\n", run.id, run.id, open_now);
        conn_sync(conns[open_now]);
        sample_add(&all_latencies, now() - t);
    }
    r->seconds = now() - start;
    r->server_cpu = server_cpu_seconds() - cpu;
    r->client_cpu = client_cpu_seconds() - own;
    r->rss_kb_per_conn = (server_rss_kb() - rss) / n;
    r->ops = r->sent = (uint64_t)open_now;

    double hold = run.seconds > 0 && run.seconds < 5 ? run.seconds : 1;
    cpu = server_cpu_seconds();
    usleep((useconds_t)(hold * 1e6));
    r->idle_cpu_percent = (server_cpu_seconds() - cpu) / hold * 100;

    if (!stopping) {
        struct conn *sender = conn_open(8192);
        if (sender) {
            conn_putf(sender, "PUB nl.%s.all 4\r\nwave\r\n", run.id);
            conn_sync(sender);
        }
        conn_close(sender);
    }
    r->expected = (uint64_t)n;
    for (int i = 0; i < open_now; i++)
        if (!stopping && await(conns[i], &m) && m.len == 4) r->received++;
    r->missing = r->expected - r->received;
    for (int i = 0; i < open_now; i++) conn_close(conns[i]);
    free(conns);
}

/* ----------------------------------------------------------------------------------------------- JetStream */

static struct conn *control;    /* for API requests */

/* One request to the JetStream API; the answer is copied to `answer`. False (and a failure) on an error answer. */
static bool api(char *answer, size_t cap, const char *body, const char *format, ...) __attribute__((format(printf, 4, 5)));
static bool api(char *answer, size_t cap, const char *body, const char *format, ...)
{
    char subject[256];
    struct msg m;
    va_list args;
    va_start(args, format);
    vsnprintf(subject, sizeof subject, format, args);
    va_end(args);
    conn_putf(control, "PUB $JS.API.%s _INBOX.%s.api %zu\r\n", subject, run.id, strlen(body));
    conn_put(control, body, strlen(body));
    conn_put(control, "\r\n", 2);
    conn_flush(control);
    if (!await(control, &m)) return false;
    size_t n = m.len < cap - 1 ? m.len : cap - 1;
    memcpy(answer, m.data, n);
    answer[n] = 0;
    if (m.len == 0) {
        fail("$JS.API.%s: no answer (is JetStream on?)", subject);
        return false;
    }
    char *error = strstr(answer, "\"error\":");
    if (error) {
        fail("$JS.API.%s: %.200s", subject, error);
        return false;
    }
    return true;
}

/* The number after a JSON key that occurs after another one, or UINT64_MAX. Enough for the API's flat answers. */
static uint64_t json_number(const char *text, const char *after, const char *key)
{
    const char *p = after ? strstr(text, after) : text;
    char quoted[64];
    snprintf(quoted, sizeof quoted, "\"%s\":", key);
    if (p) p = strstr(p, quoted);
    if (!p) return UINT64_MAX;
    p += strlen(quoted);
    while (*p == ' ') p++;
    return *p >= '0' && *p <= '9' ? strtoull(p, NULL, 10) : UINT64_MAX;
}

static char js_subject[64], js_answer[65536];

static bool stream_open(void)
{
    char body[512];
    control = conn_open(READ_BYTES);
    if (!control) return false;
    conn_putf(control, "SUB _INBOX.%s.api 1\r\n", run.id);
    conn_sync(control);
    sprintf(js_subject, "nl.%s.js", run.id);
    snprintf(body, sizeof body,
             "{\"name\":\"NL_%s\",\"subjects\":[\"%s\"],\"retention\":\"limits\",\"max_consumers\":-1,\"max_msgs\":-1,"
             "\"max_bytes\":-1,\"max_age\":0,\"storage\":\"%s\",\"num_replicas\":%d,\"allow_direct\":true}",
             run.id, js_subject, opt.storage, opt.replicas);
    return api(js_answer, sizeof js_answer, body, "STREAM.CREATE.NL_%s", run.id);
}

static void stream_close(void)
{
    if (control && !stopping) api(js_answer, sizeof js_answer, "", "STREAM.DELETE.NL_%s", run.id);
    conn_close(control);
    control = NULL;
}

/* The stream must hold exactly what was acknowledged. */
static void stream_check(uint64_t messages)
{
    if (!api(js_answer, sizeof js_answer, "", "STREAM.INFO.NL_%s", run.id)) return;
    uint64_t stored = json_number(js_answer, "\"state\":", "messages");
    if (stored != messages) fail("the stream holds %" PRIu64 " messages, not %" PRIu64, stored, messages);
}

/* Checks one publish acknowledgement and returns the stream sequence number in it (0: not a good one). */
static uint64_t ack_read(const struct msg *m)
{
    char text[512];
    size_t n = m->len < sizeof text - 1 ? m->len : sizeof text - 1;
    memcpy(text, m->data, n);
    text[n] = 0;
    uint64_t seq = json_number(text, NULL, "seq");
    if (m->headers_len && !m->len) fail("no stream took the message");
    else if (strstr(text, "\"error\"") || seq == UINT64_MAX || seq == 0) fail("not a publish acknowledgement: %.200s", text);
    else if (strstr(text, "\"duplicate\"")) fail("acknowledged as a duplicate: %.200s", text);
    else return seq;
    return 0;
}

/*
 * Publishes to the stream with up to `window` messages unacknowledged, refilling when half of them are in. Checks
 * that there is one acknowledgement for each message and that stream sequence numbers follow the publish order.
 */
static void stream_publish(struct worker *w, uint64_t quota, double deadline, uint64_t window)
{
    struct msg m;
    uint64_t acked = 0, last = 0;
    double *sent_at = xalloc(window * sizeof *sent_at), give_up = now() + 10;
    while (!stopping) {
        bool more = w->sent < quota && now() < deadline;
        if (!more && acked >= w->sent) break;
        if (more && w->sent - acked <= window / 2) {
            double t = now();
            while (w->sent < quota && w->sent - acked < window && !stopping) {
                uint64_t room = window - (w->sent - acked), left = quota - w->sent;
                size_t n = batch_send(w->batch, w->conn, (uint32_t)w->id, w->sent, (size_t)(room < left ? room : left), true);
                for (size_t i = 0; i < n; i++) sent_at[(w->sent + i) % window] = t;
                w->sent += n;
            }
        }
        ssize_t n = conn_fill(w->conn, 0);
        if (n < 0) break;
        double t = now();
        while (conn_next(w->conn, &m) == FRAME_MSG) {
            uint64_t number = reply_number(&m), seq = ack_read(&m);
            if (!seq) break;
            if (number >= w->sent) {
                atomic_fetch_add(&run.unexpected, 1);
                continue;
            }
            if (seq <= last) w->from[0].out_of_order++;
            last = seq;
            uint64_t before = w->from[0].seen;
            track(&w->from[0], number);
            acked += w->from[0].seen - before;
            sample_add(&w->latency, t - sent_at[number % window]);
        }
        if (n > 0) give_up = t + 10;
        else if (t > give_up) fail("%" PRIu64 " acknowledgements did not come within 10 s", w->sent - acked);
    }
    w->finished = now();
    free(sent_at);
}

static void *stream_publisher(void *arg)
{
    struct worker *w = arg;
    pthread_barrier_wait(&run.go);
    stream_publish(w, w->quota, run.deadline, (uint64_t)opt.window);
    atomic_fetch_add(&run.sent, w->sent);
    return NULL;
}

static void js_publish(struct result *r)
{
    if (stream_open() && run_open(opt.pubs, 0)) {
        for (int i = 0; i < run.npubs; i++) inbox_open(&run.pubs[i], js_subject);
        if (!stopping) {
            run_start(stream_publisher, NULL);
            run_join(r);
            judge_own(r);
            if (!stopping) stream_check(r->sent);
        }
    }
    run_close();
    stream_close();
}

static void js_sync(struct result *r)
{
    int window = opt.window;
    opt.window = 1;     /* one at a time: wait for each acknowledgement */
    js_publish(r);
    opt.window = window;
}

/* Creates a stream and stores run.msgs messages of publisher 0 in it, which is not measured. */
static bool stream_fill(void)
{
    if (!stream_open()) return false;
    struct worker *w = workers_new(1);
    if ((w->conn = conn_open_busy())) {
        inbox_open(w, js_subject);
        stream_publish(w, run.msgs, now() + 1e6, 512);
    }
    workers_free(w, 1);
    if (!stopping) stream_check(run.msgs);
    return !stopping;
}

/* Push consumers without acknowledgements: plain, or with flow control and heartbeats as ordered consumers have them. */
static void js_deliver(struct result *r, bool flow_control)
{
    char body[512];
    if (stream_fill() && run_open(0, opt.subs)) {
        for (int i = 0; i < run.nsubs; i++) {
            conn_putf(run.subs[i].conn, "SUB _INBOX.%s.push%d 1\r\n", run.id, i);
            conn_sync(run.subs[i].conn);
        }
        run.sent = run.msgs;
        run.publishing = 0;
        run_start(NULL, receiver);
        for (int i = 0; i < run.nsubs && !stopping; i++) {
            snprintf(body, sizeof body,
                     "{\"stream_name\":\"NL_%s\",\"config\":{\"deliver_subject\":\"_INBOX.%s.push%d\",\"deliver_policy\":\"all\","
                     "\"ack_policy\":\"none\",\"max_deliver\":1,\"replay_policy\":\"instant\",\"mem_storage\":true,\"num_replicas\":1%s}}",
                     run.id, run.id, i, flow_control ? ",\"flow_control\":true,\"idle_heartbeat\":5000000000" : "");
            api(js_answer, sizeof js_answer, body, "CONSUMER.CREATE.NL_%s", run.id);
        }
        run_join(r);
        judge(r, &run.msgs, 1);
        r->ops = r->received;
    }
    run_close();
    stream_close();
}

static void js_push(struct result *r) { js_deliver(r, false); }
static void js_ordered(struct result *r) { js_deliver(r, true); }

/* Fetches batches one after the other and acknowledges every message. */
static void *puller(void *arg)
{
    struct worker *w = arg;
    struct msg m;
    char body[96];
    pthread_barrier_wait(&run.go);
    w->finished = run.start;
    while (!stopping && atomic_load(&run.taken) < run.msgs && now() < run.deadline) {
        int len = sprintf(body, "{\"batch\":%d,\"expires\":5000000000}", opt.batch);
        conn_putf(w->conn, "PUB $JS.API.CONSUMER.MSG.NEXT.NL_%s.pull _INBOX.%s.pull%d %d\r\n%s\r\n", run.id, run.id, w->id, len, body);
        conn_flush(w->conn);
        int outstanding = opt.batch;
        double give_up = now() + 10;
        while (outstanding > 0 && !stopping && atomic_load(&run.taken) < run.msgs) {
            ssize_t n = conn_fill(w->conn, 0);
            if (n < 0) break;
            uint64_t got = 0;
            while (conn_next(w->conn, &m) == FRAME_MSG) {
                if (m.headers_len >= 12 && !m.len && !memcmp(m.headers, "NATS/1.0 ", 9)) {
                    if (!memcmp(m.headers + 9, "404", 3) || !memcmp(m.headers + 9, "408", 3)) outstanding = 0;
                    else if (m.headers[9] != '1') fail("pull request answered with %.*s", (int)m.headers_len - 4, m.headers);
                    continue;
                }
                receive(w, &m);
                conn_putf(w->conn, "PUB %.*s 4\r\n+ACK\r\n", (int)m.reply_len, m.reply);
                outstanding--;
                got++;
            }
            conn_flush(w->conn);
            if (got) {
                w->finished = now();
                atomic_fetch_add(&run.taken, got);
            }
            if (n > 0) give_up = now() + 10;
            else if (now() > give_up) fail("a pull request brought nothing for 10 s");
        }
    }
    conn_sync(w->conn);
    w->finished = now();
    return NULL;
}

static void js_pull(struct result *r)
{
    char body[512];
    uint64_t floor = 0, pending = 1;
    if (stream_fill() && run_open(0, opt.subs)) {
        run.split = true;
        for (int i = 0; i < run.nsubs; i++) {
            conn_putf(run.subs[i].conn, "SUB _INBOX.%s.pull%d 1\r\n", run.id, i);
            conn_sync(run.subs[i].conn);
        }
        snprintf(body, sizeof body,
                 "{\"stream_name\":\"NL_%s\",\"config\":{\"durable_name\":\"pull\",\"deliver_policy\":\"all\",\"ack_policy\":\"explicit\","
                 "\"ack_wait\":30000000000,\"max_ack_pending\":%d,\"replay_policy\":\"instant\"}}",
                 run.id, opt.batch * run.nsubs * 2 + 1000);
        if (api(js_answer, sizeof js_answer, body, "CONSUMER.DURABLE.CREATE.NL_%s.pull", run.id)) {
            run_start(NULL, puller);
            run_join(r);
            /* What was taken must be the beginning of the stream, without a gap ... */
            uint64_t taken = run.taken;
            r->sent = taken;
            judge(r, &taken, 1);
            for (int i = 0; i < run.nsubs; i++)
                if (run.subs[i].from[0].next > taken) r->missing += run.subs[i].from[0].next - taken;
            r->ops = r->received;
            /* ... and every acknowledgement must have reached the consumer. */
            for (double give_up = now() + 5; !stopping && now() < give_up; usleep(20000)) {
                if (!api(js_answer, sizeof js_answer, "", "CONSUMER.INFO.NL_%s.pull", run.id)) break;
                floor = json_number(js_answer, "\"ack_floor\":", "stream_seq");
                pending = json_number(js_answer, NULL, "num_ack_pending");
                if (floor == taken && pending == 0) break;
            }
            if (!stopping && (floor != taken || pending != 0))
                fail("after %" PRIu64 " acknowledgements the floor is %" PRIu64 " and %" PRIu64 " are pending", taken, floor, pending);
        }
    }
    run_close();
    stream_close();
}

/* Reads single messages by sequence number, scattered over the stream. */
static void *getter(void *arg)
{
    struct worker *w = arg;
    struct msg m;
    struct stamp s;
    uint64_t random = (uint64_t)w->id * 7919 + 1;
    pthread_barrier_wait(&run.go);
    for (double t = now(); w->sent < w->quota && t < run.deadline && !stopping;) {
        char body[64];
        random = random * 6364136223846793005ULL + 1442695040888963407ULL;
        uint64_t seq = (random >> 33) % run.msgs;
        int len = sprintf(body, "{\"seq\":%" PRIu64 "}", seq + 1);
        conn_putf(w->conn, "PUB $JS.API.DIRECT.GET.NL_%s _INBOX.%s%02x.%0*" PRIu64 " %d\r\n%s\r\n", run.id, run.id, w->id, REPLY_DIGITS, w->sent, len, body);
        conn_flush(w->conn);
        if (!await(w->conn, &m)) break;
        if (!m.len) fail("direct get answered with %.*s", (int)m.headers_len, m.headers);
        else if (stamp_read(&m, &s)) {
            if (s.seq == seq && reply_number(&m) == w->sent) track(&w->from[0], w->sent);
            else atomic_fetch_add(&run.unexpected, 1);
        }
        w->sent++;
        w->finished = now();
        sample_add(&w->latency, w->finished - t);
        t = w->finished;
    }
    atomic_fetch_add(&run.sent, w->sent);
    return NULL;
}

static void js_get(struct result *r)
{
    if (stream_fill() && run_open(opt.pubs, 0)) {
        for (int i = 0; i < run.npubs; i++) inbox_open(&run.pubs[i], js_subject);
        if (!stopping) {
            run_start(getter, NULL);
            run_join(r);
            judge_own(r);
        }
    }
    run_close();
    stream_close();
}

/* --------------------------------------------------------------------------------------------------- main */

static const struct scenario {
    const char *name;
    void (*pass)(struct result *);
    int pubs, subs, subjects;       /* defaults */
    size_t size;
    bool filled;                    /* works on a stream that is filled first, so it needs a message count */
    const char *what;
} scenarios[] = {
    {"pub", core_exact, 1, 0, 1, 128, false, "publish, nobody subscribes"},
    {"one-to-one", core_exact, 1, 1, 1, 128, false, "1 publisher, 1 subscriber"},
    {"one-to-many", core_exact, 1, 4, 1, 128, false, "1 publisher, every message to 4 subscribers"},
    {"many-to-one", core_exact, 4, 1, 1, 128, false, "4 publishers, 1 subscriber"},
    {"many-to-many", core_exact, 4, 4, 1, 128, false, "4 publishers, every message to 4 subscribers"},
    {"wildcard", core_wildcard, 1, 2, 100, 128, false, "100 subjects, one subscriber with * and one with >"},
    {"queue", core_queue, 1, 4, 1, 128, false, "1 publisher, a queue group of 4"},
    {"subjects", core_exact, 1, 1, 10000, 128, false, "10000 distinct subjects, one subscription for each"},
    {"large", core_exact, 1, 1, 1, 256 * 1024, false, "1 publisher, 1 subscriber, 256 KiB payloads"},
    {"request", request, 1, 1, 1, 128, false, "request and reply, one at a time for each of --pubs clients; latency"},
    {"request-beside-bulk", request_beside_bulk, 1, 1, 1, 128, false, "the same while a one-to-one flow runs at full speed beside it; latency"},
    {"stuck-subscriber", core_stuck, 1, 1, 1, 128, false, "1 publisher, 1 subscriber, and another one that never reads"},
    {"churn", churn, 2, 0, 1, STAMP_BYTES, false, "subscribe, publish, unsubscribe on ever new subjects"},
    {"logins", logins, 4, 0, 1, STAMP_BYTES, false, "connect, log in, PING and close, again and again on 4 threads; latency"},
    {"idle", idle, 1000, 0, 1, STAMP_BYTES, false, "open 1000 connections and leave them idle; latency is connect to PONG"},
    {"js-sync", js_sync, 1, 0, 1, 128, false, "JetStream publish, waiting for each acknowledgement; latency"},
    {"js-async", js_publish, 1, 0, 1, 128, false, "JetStream publish with --window unacknowledged; latency"},
    {"js-push", js_push, 0, 1, 1, 128, true, "push consumer without acknowledgements, from a filled stream"},
    {"js-ordered", js_ordered, 0, 1, 1, 128, true, "the same with flow control and heartbeats, as ordered consumers have them"},
    {"js-pull", js_pull, 0, 2, 1, 128, true, "2 clients pull batches and acknowledge every message"},
    {"js-get", js_get, 1, 0, 1, 128, true, "direct get by sequence number, one at a time; latency"},
};
static const size_t nscenarios = sizeof scenarios / sizeof scenarios[0];

static const struct scenario *chosen;

static void print_result(const struct scenario *s, struct result *r)
{
    for (char *p = first_error; *p; p++)
        if (*p == '"' || *p == '\\' || (unsigned char)*p < ' ') *p = '\'';
    bool bad = first_error[0] || r->missing || r->duplicated || r->out_of_order || r->corrupt || r->unexpected || !r->ops;
    double per_second = r->seconds > 0 ? (double)r->ops / r->seconds : 0;
    printf("{\"label\":\"%s\",\"scenario\":\"%s\",\"ok\":%s,\"size\":%zu,\"pubs\":%d,\"subs\":%d,\"subjects\":%d", opt.label, s->name,
           bad ? "false" : "true", opt.size, opt.pubs, opt.subs, opt.subjects);
    if (!strncmp(s->name, "js-", 3)) printf(",\"storage\":\"%s\",\"replicas\":%d", opt.storage, opt.replicas);
    if (!strcmp(s->name, "js-async")) printf(",\"window\":%d", opt.window);
    if (!strcmp(s->name, "js-pull")) printf(",\"batch\":%d", opt.batch);
    printf(",\"sent\":%" PRIu64 ",\"expected\":%" PRIu64 ",\"received\":%" PRIu64 ",\"missing\":%" PRIu64 ",\"duplicated\":%" PRIu64
           ",\"out_of_order\":%" PRIu64 ",\"corrupt\":%" PRIu64 ",\"unexpected\":%" PRIu64,
           r->sent, r->expected, r->received, r->missing, r->duplicated, r->out_of_order, r->corrupt, r->unexpected);
    printf(",\"ops\":%" PRIu64 ",\"seconds\":%.6f,\"per_second\":%.1f,\"mb_per_second\":%.2f", r->ops, r->seconds, per_second,
           per_second * (double)opt.size / 1e6);
    printf(",\"client_cpu_seconds\":%.2f", r->client_cpu);
    if (opt.npids) printf(",\"server_cpu_seconds\":%.2f", r->server_cpu);
    if (r->rss_kb_per_conn >= 0 && opt.npids) printf(",\"rss_kb_per_conn\":%.2f,\"idle_cpu_percent\":%.1f", r->rss_kb_per_conn, r->idle_cpu_percent);
    if (chosen->pass == request_beside_bulk && r->seconds > 0)
        printf(",\"flow_ops\":%" PRIu64 ",\"flow_per_second\":%.1f", r->flow_ops, (double)r->flow_ops / r->seconds);
    if (r->stuck_closed >= 0) printf(",\"stuck_closed\":%s", r->stuck_closed ? "true" : "false");
    if (all_latencies.n) {
        qsort(all_latencies.ns, all_latencies.n, sizeof *all_latencies.ns, compare_ns);
        printf(",\"latency_us\":{\"p50\":%.1f,\"p90\":%.1f,\"p99\":%.1f,\"p99.9\":%.1f,\"max\":%.1f}", percentile_us(&all_latencies, .5),
               percentile_us(&all_latencies, .9), percentile_us(&all_latencies, .99), percentile_us(&all_latencies, .999),
               percentile_us(&all_latencies, 1));
    }
    if (first_error[0]) printf(",\"error\":\"%s\"", first_error);
    printf("}\n");
    fflush(stdout);
    if (bad) _exit(1);
}

/* Ends the process when the run takes longer than --timeout, so that a server that hangs cannot hang us. */
static void *watchdog(void *arg)
{
    (void)arg;
    double end = now() + opt.timeout;
    while (now() < end) usleep(50000);
    struct result r = {.rss_kb_per_conn = -1, .stuck_closed = -1, .sent = run.sent};
    fail("not finished after %.0f s (sent %" PRIu64 ", arrived %" PRIu64 ")", opt.timeout, (uint64_t)run.sent, run.nsubs ? arrived() : 0);
    all_latencies.n = 0;
    print_result(chosen, &r);
    _exit(1);
}

static void pass(double seconds, uint64_t msgs, struct result *r)
{
    static uint32_t passes;
    memset(r, 0, sizeof *r);
    r->rss_kb_per_conn = r->stuck_closed = -1;
    run.nsenders = 1;
    run.magic = (uint32_t)getpid() * 2654435761u + ++passes;
    snprintf(run.id, sizeof run.id, "%x", run.magic);
    run.seconds = seconds;
    run.msgs = msgs;
    all_latencies.n = 0;
    chosen->pass(r);
}

static void usage(FILE *to)
{
    fputs("usage: natsload SCENARIO [options]\n\nscenarios:\n", to);
    for (size_t i = 0; i < nscenarios; i++) fprintf(to, "  %-20s %s\n", scenarios[i].name, scenarios[i].what);
    fputs("\noptions:\n"
          "  -a, --addr IP        server address (127.0.0.1)\n"
          "  -p, --port N         server port (4222)\n"
          "  -n, --msgs N         stop after N messages in all; js-push, js-ordered, js-pull, js-get fill a stream with N (100000)\n"
          "  -t, --seconds S      stop after S seconds (1 unless --msgs is given); the two may be combined\n"
          "  -s, --size BYTES     payload size, 16 or more\n"
          "      --pubs N         publishers, requesters, churning or idle connections, getters (also --clients)\n"
          "      --subs N         subscribers, responders, pulling clients\n"
          "      --subjects N     distinct subjects\n"
          "      --window N       unacknowledged publishes of js-async (512), cycles per write of churn (128)\n"
          "      --batch N        messages per pull request (500)\n"
          "      --storage KIND   memory or file (memory)\n"
          "      --replicas N     of the stream (1)\n"
          "      --lag BYTES      publishers wait when a receiver is this far behind (16777216; 0: never)\n"
          "      --warmup S       run the scenario unmeasured for S seconds first (0)\n"
          "      --user NAME      sent with CONNECT\n"
          "      --pass TEXT\n"
          "      --tls            over TLS after INFO, when compiled with NATSLOAD_TLS; not for more than 16 subscribers\n"
          "      --timeout S      fail when not finished after S seconds in all (60)\n"
          "      --pid LIST       the server's process ids, comma separated, for its CPU time and memory\n"
          "      --label TEXT     copied into the result\n"
          "\nexit status: 0 all messages arrived, 1 not all or some twice or out of order, 2 wrong usage\n", to);
}

static uint64_t number(const char *text, uint64_t least, uint64_t most)
{
    char *end;
    errno = 0;
    unsigned long long v = strtoull(text, &end, 10);
    if (errno || *end || end == text || *text == '-' || v < least || v > most) {
        fprintf(stderr, "natsload: '%s' is not a number between %" PRIu64 " and %" PRIu64 "\n", text, least, most);
        exit(2);
    }
    return v;
}

int main(int argc, char **argv)
{
    enum { PUBS = 256, SUBS, SUBJECTS, WINDOW, BATCH, STORAGE, REPLICAS, LAG, WARMUP, TIMEOUT, PID, LABEL, USER, PASS, TLS };
    static const struct option known[] = {
        {"addr", 1, 0, 'a'}, {"port", 1, 0, 'p'}, {"msgs", 1, 0, 'n'}, {"seconds", 1, 0, 't'}, {"size", 1, 0, 's'},
        {"pubs", 1, 0, PUBS}, {"clients", 1, 0, PUBS}, {"subs", 1, 0, SUBS}, {"subjects", 1, 0, SUBJECTS},
        {"window", 1, 0, WINDOW}, {"batch", 1, 0, BATCH}, {"storage", 1, 0, STORAGE}, {"replicas", 1, 0, REPLICAS},
        {"lag", 1, 0, LAG}, {"warmup", 1, 0, WARMUP}, {"timeout", 1, 0, TIMEOUT}, {"pid", 1, 0, PID},
        {"label", 1, 0, LABEL}, {"user", 1, 0, USER}, {"pass", 1, 0, PASS}, {"tls", 0, 0, TLS}, {"help", 0, 0, 'h'}, {0, 0, 0, 0}};
    if (argc < 2 || !strcmp(argv[1], "-h") || !strcmp(argv[1], "--help")) {
        usage(argc < 2 ? stderr : stdout);
        return argc < 2 ? 2 : 0;
    }
    for (size_t i = 0; i < nscenarios; i++)
        if (!strcmp(scenarios[i].name, argv[1])) chosen = &scenarios[i];
    if (!chosen) {
        fprintf(stderr, "natsload: no scenario '%s'\n", argv[1]);
        usage(stderr);
        return 2;
    }
    opt = (struct options){.host = "127.0.0.1", .port = 4222, .label = "", .size = chosen->size, .pubs = chosen->pubs,
                           .subs = chosen->subs, .subjects = chosen->subjects, .batch = 500, .storage = "memory",
                           .replicas = 1, .lag = 16 << 20, .timeout = 60};
    opt.window = chosen->pass == churn ? 128 : 512;
    bool many = chosen->pass == idle;
    optind = 2;
    for (int o; (o = getopt_long(argc, argv, "a:p:n:t:s:h", known, NULL)) != -1;) switch (o) {
        case 'a': opt.host = optarg; break;
        case 'p': opt.port = (int)number(optarg, 1, 65535); break;
        case 'n': opt.msgs = number(optarg, 1, 1ULL << 33); break;
        case 't': opt.seconds = atof(optarg); break;
        case 's': opt.size = number(optarg, STAMP_BYTES, 64 << 20); break;
        case PUBS: opt.pubs = (int)number(optarg, 1, many ? 1000000 : MAX_WORKERS); break;
        case SUBS: opt.subs = (int)number(optarg, 0, MAX_WORKERS); break;
        case SUBJECTS: opt.subjects = (int)number(optarg, 1, 10000000); break;
        case WINDOW: opt.window = (int)number(optarg, 1, 1000000); break;
        case BATCH: opt.batch = (int)number(optarg, 1, 100000); break;
        case STORAGE: opt.storage = optarg; break;
        case REPLICAS: opt.replicas = (int)number(optarg, 1, 5); break;
        case LAG: opt.lag = number(optarg, 0, UINT64_MAX / 2); break;
        case WARMUP: opt.warmup = atof(optarg); break;
        case TIMEOUT: opt.timeout = atof(optarg); break;
        case LABEL: opt.label = optarg; break;
        case USER: opt.user = optarg; break;
        case PASS: opt.pass = optarg; break;
        case TLS: opt.tls = true; break;
        case PID:
            for (char *p = strtok(optarg, ","); p && opt.npids < MAX_PIDS; p = strtok(NULL, ",")) opt.pids[opt.npids++] = atoi(p);
            break;
        case 'h': usage(stdout); return 0;
        default: return 2;
        }
    if (optind < argc || (strcmp(opt.storage, "memory") && strcmp(opt.storage, "file")) || strpbrk(opt.label, "\"\\")) {
        fputs("natsload: wrong arguments, see natsload --help\n", stderr);
        return 2;
    }
#ifdef NATSLOAD_TLS
    if (opt.tls && opt.subs > OWN_THREAD) {
        fputs("natsload: --tls takes at most 16 subscribers\n", stderr);
        return 2;
    }
#else
    if (opt.tls) {
        fputs("natsload: compiled without TLS: give gcc -DNATSLOAD_TLS and -lssl -lcrypto\n", stderr);
        return 2;
    }
#endif
    if (!opt.msgs && opt.seconds <= 0) opt.seconds = 1;
    if (!opt.msgs && chosen->filled) opt.msgs = 100000;
    signal(SIGPIPE, SIG_IGN);
    struct rlimit files;
    if (!getrlimit(RLIMIT_NOFILE, &files)) {
        files.rlim_cur = files.rlim_max;
        setrlimit(RLIMIT_NOFILE, &files);
    }

    pthread_t dog;
    if (pthread_create(&dog, NULL, watchdog, NULL)) return 2;
    struct result r;
    if (opt.warmup > 0) pass(opt.warmup, chosen->filled ? (opt.msgs + 3) / 4 : 0, &r);
    bool warm = !stopping && !(r.missing | r.duplicated | r.out_of_order | r.corrupt | r.unexpected);
    if (opt.warmup <= 0 || warm) pass(opt.seconds, opt.msgs, &r);
    print_result(chosen, &r);
    return 0;
}
