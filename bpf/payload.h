/* SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0 */
/* How a message begins: the first bytes of the buffer that the system call names, and the records that carry them. */
#ifndef WEIR_PAYLOAD_H
#define WEIR_PAYLOAD_H

#define MAX_VECTORS 6

/*
 * Room for a record with payload. One for each direction: a program is never entered twice on one processor, and the two
 * never run inside each other.
 */
struct scratch {
	struct weir_connection c;
	__u8 payload[2 * WEIR_MAX_PAYLOAD];
};

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, 2);
	__type(key, __u32);
	__type(value, struct scratch);
} scratches SEC(".maps");

/* `to` has room for twice the payload, so that the verifier sees every sum of bounded parts fit. */
inline_always __u32 append(__u8 *to, __u32 at, __u64 base, __u64 length, __u32 left, __u32 limit)
{
	if (at >= limit)
		return at;
	if (length > left)
		length = left;
	if (length > limit - at)
		length = limit - at;
	at &= WEIR_MAX_PAYLOAD - 1;
	if (length == 0 || length > WEIR_MAX_PAYLOAD)
		return at;
	if (bpf_probe_read_user(to + at, length, (void *)base))
		return at;
	return at + length;
}

/* Up to `limit` bytes of what moved, gathered from the vectors. Returns how many. */
inline_always __u32 read_payload(__u8 *to, struct call *call, __u32 moved, __u32 limit)
{
	__u32 at = 0;

	if (!vectors_of(call))
		return 0;
	if (call->number == 0)
		return append(to, 0, call->buffer, call->length, moved, limit);
	for (int i = 0; i < MAX_VECTORS; i++) {
		struct user_iovec vector;
		__u32 before = at;

		if ((__u64)i >= call->length || at >= limit || at >= moved)
			break;
		if (bpf_probe_read_user(&vector, sizeof(vector), (void *)(call->buffer + i * sizeof(vector))))
			break;
		at = append(to, at, vector.base, vector.length, moved - at, limit);
		if (at < before + vector.length)
			break; /* full, or unreadable */
	}
	return at;
}

/* A record whose payload lies in the scratch already. */
inline_always int emit_scratch(struct scratch *to, struct state *s, __u16 kind, __u32 length, __u64 now)
{
	__u32 cpu = bpf_get_smp_processor_id(), index;
	struct weir_counters *n = count();
	void *ring;

	if (left_out(s, kind))
		return 0;
	fill(&to->c, s, kind, now, cpu);
	to->c.header.sequence = __sync_fetch_and_add(&n->attempts, 1);
	to->c.payload_length = length;
	ring = ring_of(cpu, &index);
	if (ring && !bpf_ringbuf_output(ring, to, sizeof(to->c) + length, wakeup(ring, index))) {
		told(s, &to->c);
		s->emitted = now;
	} else {
		__sync_fetch_and_add(&n->lost_ring, 1);
	}
	return 0;
}

#define WORD(a, b, c, d) ((__u32)(a) | (__u32)(b) << 8 | (__u32)(c) << 16 | (__u32)(d) << 24)

/* Worth more payload? HTTP/1 always; of others, the first few messages tell what they are. */
inline_always void recognise(struct state *s, const __u8 *payload, __u32 length)
{
	if (length < 4)
		return;
	switch (*(const __u32 *)payload) {
	case WORD('G', 'E', 'T', ' '):
	case WORD('P', 'O', 'S', 'T'):
	case WORD('P', 'U', 'T', ' '):
	case WORD('H', 'E', 'A', 'D'):
	case WORD('D', 'E', 'L', 'E'):
	case WORD('P', 'A', 'T', 'C'):
	case WORD('O', 'P', 'T', 'I'):
	case WORD('T', 'R', 'A', 'C'):
	case WORD('C', 'O', 'N', 'N'):
	case WORD('H', 'T', 'T', 'P'):
		s->following = 1;
	}
}

#define UNKNOWN_PAYLOADS 6
#define DNS_PORT 53

/* Answers name the addresses that the same program connects to next: each is told. */
inline_always bool asks_dns(struct state *s)
{
	return s->transport == WEIR_UDP && s->c.remote_port == DNS_PORT;
}

inline_always bool payload_wanted(struct state *s)
{
	return payload_limit && detail < WEIR_DETAIL_NO_PAYLOAD &&
	       (s->following || s->payloads < UNKNOWN_PAYLOADS || asks_dns(s));
}

/* A message that begins, or a further datagram, with its first bytes. */
outlined int emit_payload(struct state *s, struct call *call, __u32 moved, __u64 now, __u32 scratch)
{
	__u16 kind = s && s->operations ? WEIR_SNAPSHOT : WEIR_MESSAGE;

	struct scratch *to;
	__u32 length;

	if (!s || !call)
		return 0;
	to = bpf_map_lookup_elem(&scratches, &scratch);
	if (!to)
		return 0;
	/* An answer that is cut may lack its addresses. */
	length = read_payload(to->payload, call, moved, asks_dns(s) ? WEIR_MAX_PAYLOAD : payload_limit);
	if (length == 0 || length > WEIR_MAX_PAYLOAD) {
		__sync_fetch_and_add(&count()->unread, 1);
		return emit(s, kind, now, false);
	}
	s->payloads += s->payloads < 255;
	recognise(s, to->payload, length);
	return emit_scratch(to, s, kind, length, now);
}

#endif
