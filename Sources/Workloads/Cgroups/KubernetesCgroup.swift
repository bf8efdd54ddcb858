/// Pods in cgroup names.
enum KubernetesCgroup {
    /// `kubepods-burstable-pod<uid>`, with `kubelet-` before it on kind: gives the uid with dashes.
    static func pod(slice name: PathComponent) -> String? {
        let name = name.after("kubelet-") ?? name
        guard let rest = name.after("kubepods") else { return nil }
        let quality = rest.after("-besteffort") ?? rest.after("-burstable") ?? rest
        guard let uid = quality.after("-pod") else { return nil }
        return checked(uid, separator: UInt8(ascii: "_"))
    }

    /// What follows `pod` in a folder of the cgroupfs driver.
    static func pod(folder uid: PathComponent) -> String? { checked(uid, separator: UInt8(ascii: "-")) }

    /// `<engine><separator><id>`.
    static func container(_ name: PathComponent, separator: String, engines: [String], pod: String) -> ContainerIdentity? {
        for engine in engines {
            guard let id = name.after(engine + separator), id.isLowerHex(64) else { continue }
            return ContainerIdentity(id: id.text, runtime: runtimes[engine] ?? engine, pod: pod)
        }
        return nil
    }

    private static let runtimes = ["cri-containerd": "containerd", "libpod": "podman"]

    private static func checked(_ uid: PathComponent, separator: UInt8) -> String? {
        guard (32...36).contains(uid.count), uid.allSatisfy({ $0.isLowerHex || $0 == separator }) else { return nil }
        return String(decoding: uid.map { $0 == separator ? UInt8(ascii: "-") : $0 }, as: UTF8.self)
    }
}
