import JSON

/// A container as captures of sysdig and Falco have it. Empty texts are absent; a field of another kind than it should be is too.
///
/// Source: falcosecurity/libs, userspace/libsinsp/container.cpp (container_to_json).
struct SysdigContainer {
    var id: String?
    var fullID: String?
    var type: Int?
    var name: String?
    var image: String?
    var address: String?
    var labels: [String: String] = [:]
    var mesosTask: String?

    static let runtimes = [
        0: "docker", 1: "lxc", 2: "libvirt-lxc", 3: "mesos", 4: "rkt", 6: "cri", 7: "containerd", 8: "crio", 9: "bpm", 11: "podman",
    ]

    /// `{"container":{"id":…,"name":…}}`. `nil` when it is something else.
    init?(_ json: UnsafeRawBufferPointer) {
        let read = try? JSONReader.read(json) { (reader) throws(JSONFault) in
            var found: SysdigContainer?
            var members = try reader.object()
            while let key = try reader.nextKey(of: &members) {
                if case "container" = key { found = try SysdigContainer(&reader) }
            }
            return found
        }
        guard let container = read ?? nil else { return nil }
        self = container
    }

    private init(_ reader: inout JSONReader) throws(JSONFault) {
        func text(_ reader: inout JSONReader) throws(JSONFault) -> String? { try reader.string().flatMap { $0.isEmpty ? nil : $0 } }
        var members = try reader.object()
        while let key = try reader.nextKey(of: &members) {
            switch key {
            case "id": id = try text(&reader)
            case "full_id": fullID = try text(&reader)
            case "type": type = try reader.integer()
            case "name": name = try text(&reader)
            case "image": image = try text(&reader)
            case "ip": address = try text(&reader)
            case "mesos_task_id": mesosTask = try text(&reader)
            case "labels": try readLabels(&reader)
            default: break
            }
        }
    }

    private mutating func readLabels(_ reader: inout JSONReader) throws(JSONFault) {
        var members = try reader.object()
        while let key = try reader.nextKey(of: &members) {
            let name = key.string()
            if let value = try reader.string() { labels[name] = value }
        }
    }

    /// The task as Marathon's label has it.
    var allLabels: [String: String] {
        guard let mesosTask else { return labels }
        return labels.merging(["MESOS_TASK_ID": mesosTask]) { own, _ in own }
    }
}
