@testable import Settings

extension Target {
    /// A configuration: read, or refused with a line that it has.
    static let settings = Target(
        name: "settings",
        texts: [
            "mesos:\n  masters: [10.0.0.1:5050, 'b c']\n  credentials:\n    user: weir\n    password_file: /etc/weir/password\n",
            "---\nurls:\n- one # first\n-\n  - \"two \\\"three\\\"\"\ndiscovery: false\n", "a: 'it''s'\nb:\nc: []\n",
        ]
    ) { bytes in
        let text = String(decoding: bytes, as: UTF8.self)
        let lines = 1 + text.utf8.count { $0 == UInt8(ascii: "\n") }
        do throws(YAMLError) {
            check(try YAMLNode.read(text), lines, depth: 0)
        } catch {
            promise((0...lines).contains(error.line) && !error.what.isEmpty, "line \(error.line) of \(lines): \(error.what)")
        }
    }

    private static func check(_ node: YAMLNode, _ lines: Int, depth: Int) {
        promise((0...lines).contains(node.line) && depth <= 2 * lines, "a node in line \(node.line) of \(lines)")
        switch node.content {
        case .nothing, .text: break
        case .list(let items): for item in items { check(item, lines, depth: depth + 1) }
        case .mapping(let pairs):
            promise(Set(pairs.map(\.key)).count == pairs.count, "a key is there twice")
            for pair in pairs { check(pair.value, lines, depth: depth + 1) }
        }
    }
}
