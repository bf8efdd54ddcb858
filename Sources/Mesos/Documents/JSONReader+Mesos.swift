import JSON

// Values that Mesos writes in two ways: v0 plainly, v1 as protobuf's JSON.
extension JSONReader {
    /// `"x"` or `{"value":"x"}`. Neither empty nor longer than an id is.
    mutating func id() throws(JSONFault) -> String? {
        if try isNext("\"") { return Self.id(try takeText()) }
        var id: String?
        var members = try object()
        while let key = try nextKey(of: &members) {
            if case "value" = key { id = try rawText().flatMap(Self.id) }
        }
        return id
    }

    /// `{"value":"b","parent":{"value":"a"}}` is `a.b`.
    mutating func containerID() throws(JSONFault) -> String? {
        if try isNext("\"") { return Self.id(try takeText()) }
        var (id, parent): (String?, String?)
        var members = try object()
        while let key = try nextKey(of: &members) {
            switch key {
            case "value": id = try rawText().flatMap(Self.id)
            case "parent": parent = try containerID()
            default: break
            }
        }
        guard let id, let parent else { return id }
        return parent.utf8.count + id.utf8.count < Limits.id ? "\(parent).\(id)" : nil
    }

    /// `[{"key":"k","value":"v"}]`, or that as `{"labels":[…]}`. A key without value has an empty one.
    mutating func labels() throws(JSONFault) -> [String: String] {
        if try isNext("[") { return try labelList() }
        var labels: [String: String] = [:]
        var members = try object()
        while let key = try nextKey(of: &members) {
            if case "labels" = key { labels = try labelList() }
        }
        return labels
    }

    /// `{"k":"v"}`: v0's attributes, labels of Marathon. Numbers as text.
    mutating func texts() throws(JSONFault) -> [String: String] {
        var texts: [String: String] = [:]
        var members = try object()
        while let key = try nextKey(of: &members) {
            guard key.count < Limits.text, let value = try stringOrNumber(limit: Limits.text + 1) else { continue }
            texts.add(label: key.string(), value)
        }
        return texts
    }

    /// Of a number or of a string; 0 is none.
    mutating func port() throws(JSONFault) -> UInt16? {
        let number = try isNext("\"") ? Int(takeText().string(limit: 16)) : try integer()
        return number.flatMap { UInt16(exactly: $0) }.flatMap { $0 == 0 ? nil : $0 }
    }

    private mutating func labelList() throws(JSONFault) -> [String: String] {
        var labels: [String: String] = [:]
        var elements = try array()
        while try nextElement(of: &elements) {
            var (name, value): (String?, String?)
            var members = try object()
            while let key = try nextKey(of: &members) {
                switch key {
                case "key": name = try string(limit: Limits.text + 1)
                case "value": value = try stringOrNumber(limit: Limits.text + 1)
                default: break
                }
            }
            if let name { labels.add(label: name, value ?? "") }
        }
        return labels
    }

    private static func id(_ text: JSONString) -> String? { text.count > 0 && text.count <= Limits.id ? text.string() : nil }
}

extension [String: String] {
    /// Within the limits: the first that come.
    mutating func add(label name: String, _ value: String) {
        guard !name.isEmpty, name.utf8.count + value.utf8.count <= Limits.text, count < Limits.labels || self[name] != nil else { return }
        self[name] = value
    }
}
