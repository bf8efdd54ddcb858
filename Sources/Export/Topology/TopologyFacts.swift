/// What the API tells of a node beside its name, in its order: `facts["container.image"]` is `image` in the object `container`.
enum TopologyFacts {
    struct Group {
        var name: StaticString
        var facts: [Fact]

        init(_ name: StaticString, _ keys: [StaticString]) {
            self.name = name
            facts = keys.map { Fact(key: $0, name: "\(name).\($0)") }
        }
    }

    struct Fact {
        var key: StaticString
        /// In `TopologyNode.facts`.
        var name: String
    }

    static let groups = [
        Group("container", ["id", "name", "image", "runtime"]), Group("pod", ["uid", "name", "namespace"]),
        Group("task", ["id", "name", "framework", "framework_id", "agent_id"]), Group("app", ["id", "kind"]),
    ]

    /// The one whose values are not all text: a pid is a number.
    static let processID = "process.pid"
    static let processName = "process.name"

    static let plain = [Fact(key: "cgroup", name: "cgroup"), Fact(key: "address", name: "address"), Fact(key: "dns", name: "dns")]
}
