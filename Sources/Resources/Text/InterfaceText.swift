/// A line of `/proc/net/dev`: `  eth0: 364816643 9998 0 0 0 0 0 0 512702 6680 …`. Long numbers follow the colon without a blank.
struct InterfaceLine {
    /// Valid as long as the text is.
    var name: UnsafeRawBufferPointer
    var bytes: InterfaceBytes

    /// nil for the two lines of headings, and what is broken.
    init?(_ line: UnsafeRawBufferPointer) {
        guard let (before, after) = line.halves(at: .colon) else { return nil }
        var heading = TextCursor(before)
        var cursor = TextCursor(after)
        guard let name = heading.word(), name.count <= Self.longestName, let received = cursor.number() else { return nil }
        cursor.skipWords(7)
        guard let transmitted = cursor.number() else { return nil }
        self.name = name
        bytes = InterfaceBytes(received: received, transmitted: transmitted)
    }

    /// IFNAMSIZ without its NUL.
    private static let longestName = 15

    static func forEach(in text: UnsafeRawBufferPointer, _ body: (InterfaceLine) -> Void) {
        var cursor = TextCursor(text)
        repeat { if let line = InterfaceLine(cursor.line) { body(line) } } while cursor.nextLine()
    }

    var isLoopback: Bool { name.equals("lo") }

    /// By its name, one whose traffic passes another interface as well: an end towards containers, a bridge, a tunnel, a bond.
    var isInner: Bool { Self.innerPrefixes.contains { name.starts(with: $0) } }

    private static let innerPrefixes: [StaticString] = [
        "veth", "docker", "br-", "virbr", "cni", "cbr", "cali", "cilium", "lxc", "flannel", "vxlan", "geneve", "weave", "podman", "nerdctl",
        "ifb", "dummy", "nodelocaldns", "kube-", "tun", "tap", "wg", "ovs", "sit", "gre", "erspan", "ip6tnl", "ip6gre", "ip_vti", "ip6_vti",
        "bond", "team", "vlan",
    ]
}

/// Since the interface was made.
struct InterfaceBytes: Equatable {
    var received: UInt64 = 0
    var transmitted: UInt64 = 0

    mutating func add(_ other: InterfaceBytes) {
        received = received.addingOrMost(other.received)
        transmitted = transmitted.addingOrMost(other.transmitted)
    }
}

/// The traffic of a network namespace with the world outside, each byte once: without loopback, and without inner interfaces unless it
/// has no other (a rootless container's `tap0`).
enum NamespaceTraffic {
    static func sum(in text: UnsafeRawBufferPointer) -> InterfaceBytes {
        var outer: InterfaceBytes?
        var inner = InterfaceBytes()
        InterfaceLine.forEach(in: text) { line in
            if line.isLoopback { return }
            if line.isInner { inner.add(line.bytes) } else { outer = (outer ?? InterfaceBytes()).adding(line.bytes) }
        }
        return outer ?? inner
    }
}

extension InterfaceBytes {
    fileprivate func adding(_ other: InterfaceBytes) -> InterfaceBytes {
        var sum = self
        sum.add(other)
        return sum
    }
}
