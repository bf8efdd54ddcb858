// SPDX-License-Identifier: Apache-2.0
// The filter in classic BPF that a subscription's socket has: in the kernel, before a message is queued, so that connections that
// nobody translates (nearly all, on most hosts) never wake us nor fill the queue.
//
// A translated connection has IPS_SRC_NAT or IPS_DST_NAT in its status. IPVS sets neither (net/netfilter/ipvs/ip_vs_nfct.c, 6.12): it only
// changes from where the reply comes, so that is compared too. A message in which something is not found is let through: the
// reader knows better.
//
// Attributes are found by the kernel's own extension of the language (SKF_AD_NLATTR: the attribute X from byte A on; _NEST: the
// attribute X inside that at A; 0 when there is none. Since 2.6.25, net/core/filter.c).
#include <errno.h>
#include <linux/filter.h>
#include <linux/netfilter/nf_conntrack_common.h>
#include <linux/netfilter/nfnetlink.h>
#include <linux/netfilter/nfnetlink_conntrack.h>
#include <linux/netlink.h>
#include <sys/socket.h>
#include "CConntrack.h"

#define FIRST (NLMSG_HDRLEN + sizeof(struct nfgenmsg)) // where the attributes begin

enum { PASS = 0xffffffff, DROP = 0 };
enum { ORIGINAL, REPLY, FROM, TO }; // cells of its memory

#define RETURN(what) BPF_STMT(BPF_RET | BPF_K, what)
#define SET(value) BPF_STMT(BPF_LD | BPF_IMM, value)
#define KEEP(cell) BPF_STMT(BPF_ST, cell)
#define RECALL(cell) BPF_STMT(BPF_LD | BPF_MEM, cell)
#define POINT(cell) BPF_STMT(BPF_LDX | BPF_MEM, cell)
#define WORD(offset) BPF_STMT(BPF_LD | BPF_W | BPF_IND, offset)
// A becomes where the attribute is, seen from A; the message passes when it is nowhere.
#define FIND(how, type)                                                                                                             \
	BPF_STMT(BPF_LDX | BPF_IMM, type), BPF_STMT(BPF_LD | BPF_W | BPF_ABS, SKF_AD_OFF + how),                                    \
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, 0, 0, 1), RETURN(PASS)
#define ATTRIBUTE(type) SET(FIRST), FIND(SKF_AD_NLATTR, type)
#define INSIDE(type) FIND(SKF_AD_NLATTR_NEST, type)
// One word of both addresses: the message passes when they differ, else it goes on behind.
#define COMPARE(offset)                                                                                                             \
	POINT(FROM), WORD(NLA_HDRLEN + offset), KEEP(ORIGINAL), POINT(TO), WORD(NLA_HDRLEN + offset), POINT(ORIGINAL),              \
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_X, 0, 1, 0), RETURN(PASS)
// To where the original goes, and from where the reply comes.
#define ADDRESSES(destination, source) RECALL(ORIGINAL), INSIDE(destination), KEEP(TO), RECALL(REPLY), INSIDE(source), KEEP(FROM)
#define LENGTH(...) (sizeof((struct sock_filter[]){ __VA_ARGS__ }) / sizeof(struct sock_filter))
#define IPV4 ADDRESSES(CTA_IP_V4_DST, CTA_IP_V4_SRC), COMPARE(0), RETURN(DROP)
#define IPV6 ADDRESSES(CTA_IP_V6_DST, CTA_IP_V6_SRC), COMPARE(0), COMPARE(4), COMPARE(8), COMPARE(12), RETURN(DROP)

static struct sock_filter program[] = {
	ATTRIBUTE(CTA_STATUS),
	BPF_STMT(BPF_MISC | BPF_TAX, 0),
	WORD(NLA_HDRLEN),
	BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, IPS_SRC_NAT | IPS_DST_NAT, 0, 1),
	RETURN(PASS),
	ATTRIBUTE(CTA_TUPLE_ORIG),
	INSIDE(CTA_TUPLE_IP),
	KEEP(ORIGINAL),
	ATTRIBUTE(CTA_TUPLE_REPLY),
	INSIDE(CTA_TUPLE_IP),
	KEEP(REPLY),
	BPF_STMT(BPF_LD | BPF_B | BPF_ABS, NLMSG_HDRLEN), // the family, first in struct nfgenmsg
	BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, AF_INET, 0, LENGTH(IPV4)),
	IPV4,
	IPV6,
};

int weir_conntrack_filter(int socket)
{
	struct sock_fprog filter = { .len = sizeof(program) / sizeof(program[0]), .filter = program };

	return setsockopt(socket, SOL_SOCKET, SO_ATTACH_FILTER, &filter, sizeof(filter)) ? -errno : 0;
}
