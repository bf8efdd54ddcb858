/* SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0 */
/* The life of a connection: connect, accept, fail, end; and the one that was there before us. */
#ifndef WEIR_CONNECTION_H
#define WEIR_CONNECTION_H

inline_always int connecting(struct sock *sk)
{
	struct task_struct *task = bpf_get_current_task_btf();
	__u64 now = bpf_ktime_get_ns();
	struct state *s = find(sk);

	if (!s) {
		if (!is_watched(task))
			return 0;
		name_socket(sk);
		s = create(sk);
		if (!s)
			return 0;
	}
	touch(s, task);
	s->role = WEIR_CLIENT;
	s->c.started = now;
	s->c.established = 0;
	s->direction = WEIR_NONE;
	s->gone = 0;
	s->finished = 0;
	s->settled = 0;
	read_local(&s->c, sk);
	read_remote(&s->c, sk);
	return 0;
}

/* In softirq: the current task is anybody. */
inline_always int established(struct sock *sk, int old)
{
	__u64 now = bpf_ktime_get_ns();
	struct state *s = find(sk);

	if (old == TCP_SYN_RECV && !s) {
		struct listener *listener = find_listener(sk);

		if (listener ? listener->owner.decision != WATCHED : filter_cgroups || filter_processes)
			return 0; /* if it is ours after all, the first to touch it will say so */
		name_socket(sk);
		s = create(sk);
		if (!s)
			return 0;
		s->role = WEIR_SERVER;
		s->c.started = now;
		if (listener) {
			set_owner(s, &listener->owner);
			s->c.flags |= WEIR_OWNER_LISTENER;
		}
	}
	if (!s)
		return 0;
	s->c.established = now;
	read_tcp(s, sk);
	count_from_start(s);
	s->c.totals.opened++;
	if (s->decision == WATCHED)
		emit(s, WEIR_OPEN, now, false);
	return 0;
}

inline_always int connect_failed(struct sock *sk)
{
	struct state *s = find(sk);

	if (!s || s->decision != WATCHED)
		return 0;
	read_local(&s->c, sk);
	s->c.error = GET(sk, sk_err);
	s->c.totals.failed++;
	emit(s, WEIR_CLOSE, bpf_ktime_get_ns(), true);
	s->c.started = 0;
	return 0;
}

/* Somebody holds it who neither reads nor writes now. One at whom we do not look leaves it with whom it was told. */
inline_always void hold(struct state *s, struct task_struct *task)
{
	if (is_watched(task))
		touch(s, task);
}

/* The program closes or shuts its side: the last chance to learn who holds a socket that nobody has read or written. */
inline_always int closing(struct sock *sk)
{
	struct state *s = find(sk);

	if (!s)
		return 0;
	s->finished = 1;
	if (!s->touched)
		hold(s, bpf_get_current_task_btf());
	return 0;
}

inline_always int closed(struct sock *sk)
{
	struct state *s = find(sk);

	if (s)
		note_end(s, sk);
	return 0;
}

/* The last word of a connection. */
inline_always void finish(struct state *s, struct sock *sk)
{
	if (s->decision != WATCHED || s->gone)
		return;
	s->gone = 1;
	if (s->c.totals.opened || s->c.flags & WEIR_OLDER)
		s->c.totals.closed++;
	else if (!has_news(&s->c))
		return; /* a connect that failed has told so */
	if (s->transport == WEIR_TCP) {
		s->c.error = GET(sk, sk_err);
		reconcile(s, sk);
	}
	emit(s, WEIR_CLOSE, bpf_ktime_get_ns(), true);
}

inline_always int destroyed(struct sock *sk)
{
	struct state *s = find(sk);

	if (!s)
		return 0;
	finish(s, sk);
	forget(sk);
	return 0;
}

inline_always int reset(struct sock *sk)
{
	struct state *s = find(sk);

	if (s && (s->c.totals.opened || s->c.flags & WEIR_OLDER))
		__sync_fetch_and_add(&s->c.totals.resets, 1);
	return 0;
}

inline_always int retransmitted(struct sock *sk)
{
	struct state *s = find(sk);

	if (s)
		__sync_fetch_and_add(&s->c.totals.retransmits, 1);
	return 0;
}

#endif
