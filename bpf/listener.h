/* SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0 */
/* Who listens where. */
#ifndef WEIR_LISTENER_H
#define WEIR_LISTENER_H

inline_always struct listener_key listener_key(struct sock *sk)
{
	return (struct listener_key){ .network_namespace = network_namespace(sk), .port = GET(sk, __sk_common.skc_num) };
}

inline_always struct listener *find_listener(struct sock *sk)
{
	struct listener_key key = listener_key(sk);

	return bpf_map_lookup_elem(&listeners, &key);
}

/* Once for each socket, however many processes hold it. */
inline_always void add_listener(struct sock *sk, const struct owner *o)
{
	struct listener_key key = listener_key(sk);
	struct listener *known, fresh = { .sockets = 1 };
	__u8 *counted = bpf_sk_storage_get(&listening_sockets, sk, 0, BPF_SK_STORAGE_GET_F_CREATE);

	if (!counted || *counted)
		return;
	*counted = 1;
	known = bpf_map_lookup_elem(&listeners, &key);
	if (known) {
		__sync_fetch_and_add(&known->sockets, 1);
		return;
	}
	__builtin_memcpy(&fresh.owner, o, sizeof(fresh.owner));
	bpf_map_update_elem(&listeners, &key, &fresh, BPF_ANY);
}

inline_always int listening(struct sock *sk)
{
	struct owner *o = owner_of(bpf_get_current_task_btf());

	if (o)
		add_listener(sk, o);
	return 0;
}

inline_always int unlistening(struct sock *sk)
{
	struct listener_key key = listener_key(sk);
	struct listener *known = bpf_map_lookup_elem(&listeners, &key);

	if (known && bpf_sk_storage_get(&listening_sockets, sk, 0, 0) && __sync_fetch_and_add(&known->sockets, -1) == 1)
		bpf_map_delete_elem(&listeners, &key);
	return 0;
}

#endif
