/// Reads the path of a cgroup. Owns the order of the rules and what wins; each engine's shape is in `CgroupShapes.swift`.
///
/// The innermost container wins (a pod in a kind node in Docker is the pod), a container wins over the systemd units around or
/// inside it, a service wins over a scope. One pass over the path, a bounded number of checks for each component: linear in the
/// path, whatever it holds.
public enum CgroupRules {
    /// `path` is from the root of its hierarchy, as in `/proc/<pid>/cgroup`: a final ` (deleted)` and the `/..` that a reader in
    /// another cgroup namespace sees are allowed. Any thread.
    public static func classify(_ path: String) -> CgroupMeaning { match(path).meaning }

    /// Every container around the process, outermost first: the Docker container that holds a Kubernetes node, then the pod's.
    public static func containers(in path: String) -> [ContainerIdentity] {
        containers(of: components(of: path)).map(\.identity)
    }

    /// `mesosRoots`: clean paths below which an agent makes cgroups, apart from `mesos`.
    static func match(_ path: String, mesosRoots: Set<String> = []) -> CgroupMatch {
        if !mesosRoots.isEmpty, let match = below(mesosRoots, path) { return match }
        let components = components(of: path)
        if components.contains(where: isMonitor) { return CgroupMatch(meaning: .monitor, depth: components.count) }
        if let innermost = containers(of: components).last {
            return CgroupMatch(meaning: .container(innermost.identity), depth: innermost.end + 1)
        }
        return unit(in: components) ?? CgroupMatch(meaning: .host, depth: 0)
    }

    /// What lies below such a root is read as if it lay below `/mesos`.
    private static func below(_ roots: Set<String>, _ path: String) -> CgroupMatch? {
        for root in roots.sorted(by: { $0.utf8.count > $1.utf8.count }) {
            guard let rest = CgroupPath.remainder(of: path, below: root), rest != "/" else { continue }
            var match = match("/mesos" + rest)
            match.depth += root.utf8.count { $0 == UInt8(ascii: "/") } - 1
            return match
        }
        return nil
    }

    private static func components(of path: String) -> [PathComponent] {
        let bytes = path[...].utf8
        let living = bytes.before(" (deleted)") ?? bytes
        let components = living.split(separator: UInt8(ascii: "/"))
        return Array(components.drop { $0.equals("..") })
    }

    private static func containers(of components: [PathComponent]) -> [ContainerMatch] {
        var found: [ContainerMatch] = []
        for index in components.indices {
            let position = CgroupPosition(components: components, index: index, inside: found.last)
            guard let match = CgroupShapes.container(at: position) else { continue }
            // A nested Mesos container continues the one before; all others begin after it.
            if match.continues { found.removeLast() }
            found.append(match)
        }
        return found.isEmpty ? bareID(in: components) : found
    }

    /// `docker run --cgroup-parent /any/where` makes `/any/where/<id>`. Nothing else is called by 64 hexadecimal digits.
    private static func bareID(in components: [PathComponent]) -> [ContainerMatch] {
        guard let index = components.lastIndex(where: { $0.isLowerHex(64) }) else { return [] }
        return [ContainerMatch(identity: ContainerIdentity(id: components[index].text, runtime: "docker"), end: index)]
    }

    private static func isMonitor(_ component: PathComponent) -> Bool {
        ["crio-conmon-", "libpod-conmon-", "lxc.monitor"].contains { component.after($0) != nil }
    }

    private static func unit(in components: [PathComponent]) -> CgroupMatch? {
        let services = [".service", ".socket", ".mount", ".swap"]
        let index = components.lastIndex { isUnit($0, endings: services) } ?? components.lastIndex { isUnit($0, endings: [".scope"]) }
        return index.map { CgroupMatch(meaning: .unit(String(Substring(components[$0]))), depth: $0 + 1) }
    }

    private static func isUnit(_ component: PathComponent, endings: [String]) -> Bool {
        endings.contains { component.before($0)?.isEmpty == false }
    }
}

/// A meaning and how many components of the path it took: of two cgroups of one process, the deeper one says more.
struct CgroupMatch: Hashable, Sendable {
    var meaning: CgroupMeaning
    var depth: Int

    /// Orders two answers about one process, from v1 and from v2.
    func saysMore(than other: CgroupMatch) -> Bool { (rank, depth) > (other.rank, other.depth) }

    private var rank: Int {
        switch meaning {
        case .host: 0
        case .unit: 1
        case .monitor: 2
        case .container: 3
        }
    }
}
