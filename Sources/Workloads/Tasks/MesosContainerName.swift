/// How the Docker containerizer of Mesos names its containers.
enum MesosContainerName {
    /// `mesos-<id>` (up to 0.22, and from 1.4), `mesos-<agent>.<id>` (0.23 to 1.3), each with `.executor` behind it when the executor
    /// itself runs in Docker. nil when it is none of these, or when what should be the id is no UUID.
    static func containerID(_ name: String) -> String? {
        guard var rest = name.utf8[...].after("mesos-") else { return nil }
        rest = rest.before(".executor") ?? rest
        if let dot = rest.lastIndex(of: UInt8(ascii: ".")) { rest = rest[rest.index(after: dot)...] }
        return rest.isUUID ? String(Substring(rest)) : nil
    }
}
