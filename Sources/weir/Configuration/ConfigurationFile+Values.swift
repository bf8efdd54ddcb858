import Settings

// Values as settings have them.

extension ConfigurationFile {
    func mapping(_ node: YAMLNode, _ name: String) throws(Failure) -> [(key: String, value: YAMLNode)] {
        guard case .mapping(let pairs) = node.content else { throw wrong(node, "\(name) must have keys and values") }
        return pairs
    }

    func text(_ node: YAMLNode, _ name: String) throws(Failure) -> String {
        guard case .text(let text) = node.content, !text.isEmpty else { throw wrong(node, "\(name) must be text") }
        return text
    }

    /// A list, or one alone.
    func texts(_ node: YAMLNode, _ name: String) throws(Failure) -> [String] {
        guard case .list(let list) = node.content else { return [try text(node, name)] }
        var texts: [String] = []
        for entry in list { texts.append(try text(entry, name)) }
        return texts
    }

    func flag(_ node: YAMLNode, _ name: String) throws(Failure) -> Bool {
        guard let flag = ["true": true, "false": false][try text(node, name)] else { throw wrong(node, "\(name) must be true or false") }
        return flag
    }

    func whole(_ node: YAMLNode, _ name: String, in range: ClosedRange<Int>) throws(Failure) -> Int {
        guard let value = Int(try text(node, name)), range.contains(value) else {
            throw wrong(node, "\(name) must be a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return value
    }

    func unknown(_ key: String, _ node: YAMLNode, among known: [String]) -> Failure {
        wrong(node, "no setting is called \(key); there are \(known.joined(separator: ", "))")
    }

    func wrong(_ node: YAMLNode, _ what: String) -> Failure {
        Failure(message: "\(path):\(node.line): \(what)", status: 2)
    }
}
