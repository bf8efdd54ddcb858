/* SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0 */
/*
 * Handing a record over. attempts = delivered + lost, to the unit: the number rises before the attempt and goes with the record,
 * exactly one of "it is in a ring" and a lost counter follows.
 *
 * What a delivered record has told is added to `reported` after the fact. Two processors that report one socket at the same moment
 * may tell a byte twice; then `reported` exceeds the totals and the next record tells less than nothing, so the sum is exact.
 */
#ifndef WEIR_RECORD_H
#define WEIR_RECORD_H

inline_always void *ring_of(__u32 cpu, __u32 *index)
{
	*index = ring_count > 1 ? cpu % ring_count : 0;
	return bpf_map_lookup_elem(&rings, index);
}

/*
 * The reader sleeps on a timer; it is woken early only when a ring fills, and then once. Looked at now and then: a ring holds
 * thousands of records.
 */
inline_always __u64 wakeup(void *ring, __u32 index)
{
	if (count()->attempts & 31)
		return BPF_RB_NO_WAKEUP;
	if (bpf_ringbuf_query(ring, BPF_RB_AVAIL_DATA) < ring_wakeup_bytes)
		return BPF_RB_NO_WAKEUP;
	index &= WEIR_MAX_RINGS - 1;
	if (wake_pending[index])
		return BPF_RB_NO_WAKEUP;
	wake_pending[index] = 1;
	__sync_fetch_and_add(&count()->wakeups, 1);
	return BPF_RB_FORCE_WAKEUP;
}

#define TELL(field)                                                    \
	if (c->totals.field != c->reported.field)                        \
		__sync_fetch_and_add(&s->c.reported.field, c->totals.field - c->reported.field)

inline_always void told(struct state *s, const struct weir_connection *c)
{
	TELL(sent);
	TELL(received);
	TELL(exchanges);
	TELL(retransmits);
	TELL(resets);
	TELL(opened);
	TELL(failed);
	TELL(closed);
}

inline_always bool has_news(const struct weir_connection *c)
{
	return c->totals.sent != c->reported.sent || c->totals.received != c->reported.received ||
	       c->totals.exchanges != c->reported.exchanges || c->totals.opened != c->reported.opened ||
	       c->totals.failed != c->reported.failed || c->totals.closed != c->reported.closed ||
	       c->totals.retransmits != c->reported.retransmits || c->totals.resets != c->reported.resets;
}

inline_always void head(struct weir_connection *r, const struct state *s, __u16 kind, __u64 now, __u32 cpu)
{
	r->header.time = now;
	r->header.kind = kind;
	r->header.cpu = cpu;
	r->last = s->last;
	r->transport = s->transport;
	r->role = s->role;
	r->direction = s->direction;
}

inline_always void fill(struct weir_connection *r, struct state *s, __u16 kind, __u64 now, __u32 cpu)
{
	__builtin_memcpy(r, &s->c, sizeof(*r));
	head(r, s, kind, now, cpu);
	r->sequence = __sync_fetch_and_add(&s->c.sequence, 1);
}

/* The reader spares itself: this is not told, and the connection's own sequence says so. */
inline_always bool left_out(struct state *s, __u16 kind)
{
	__u32 level = detail;

	if (level < WEIR_DETAIL_NO_MESSAGES || kind == WEIR_CLOSE || (kind == WEIR_OPEN && level < WEIR_DETAIL_TOTALS))
		return false;
	__sync_fetch_and_add(&s->c.sequence, 1);
	return true;
}

/* A record without payload. `defer`: it is the last word of this connection, so keep it when the ring is full. */
outlined int emit(struct state *s, __u16 kind, __u64 now, bool defer)
{
	__u32 cpu = bpf_get_smp_processor_id(), index;
	struct weir_counters *n = count();
	struct weir_connection *r;
	__u32 attempt;
	void *ring;

	if (!s || left_out(s, kind))
		return 0;
	attempt = __sync_fetch_and_add(&n->attempts, 1);
	ring = ring_of(cpu, &index);
	r = ring ? bpf_ringbuf_reserve(ring, sizeof(*r), 0) : 0;
	if (r) {
		fill(r, s, kind, now, cpu);
		r->header.sequence = attempt;
		told(s, r);
		bpf_ringbuf_submit(r, wakeup(ring, index));
		s->emitted = now;
		return 0;
	}
	if (defer) {
		head(&s->c, s, kind, now, WEIR_NO_CPU);
		s->c.flags |= WEIR_DEFERRED;
		__u64 key = (__u64)cpu << 32 | attempt; /* a socket may end more than once: connect() fails, and is tried again */

		if (!bpf_map_update_elem(&deferred, &key, &s->c, BPF_NOEXIST)) {
			__sync_fetch_and_add(&s->c.sequence, 1);
			__sync_fetch_and_add(&n->deferred, 1);
			told(s, &s->c);
			return 0;
		}
		__sync_fetch_and_add(&n->lost_ends, 1);
	}
	__sync_fetch_and_add(&s->c.sequence, 1);
	__sync_fetch_and_add(&n->lost_ring, 1);
	return 0;
}

#endif
