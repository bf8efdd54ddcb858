/// What `/metrics` says: Prometheus' text, read no further than the tests need.
struct Exposition {
    struct Sample { var name: String; var labels: [String: String]; var value: Double }

    let text: String
    let samples: [Sample]

    init(_ text: String) throws {
        self.text = text
        samples = try text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
            guard let space = line.lastIndex(of: " "), let value = Double(line[line.index(after: space)...]) else {
                throw LabError("no sample: \(line)")
            }
            return Sample(name: String(line.prefix { $0 != "{" && $0 != " " }), labels: try Self.labels(line[..<space]), value: value)
        }
    }

    /// Of all samples of that name whose labels include these.
    func sum(_ name: String, _ labels: [String: String] = [:]) -> Double { matching(name, labels).reduce(0) { $0 + $1.value } }

    func matching(_ name: String, _ labels: [String: String] = [:]) -> [Sample] {
        samples.filter { sample in sample.name == name && labels.allSatisfy { sample.labels[$0] == $1 } }
    }

    /// `name{key="value",…}`, where a value has `\"`, `\\` and `\n`.
    private static func labels(_ series: Substring) throws -> [String: String] {
        guard let open = series.firstIndex(of: "{") else { return [:] }
        var labels: [String: String] = [:]
        var rest = series[series.index(after: open)...]
        while rest.first != "}" {
            guard let equals = rest.firstIndex(of: "="), rest[equals...].hasPrefix("=\"") else { throw LabError("no labels: \(series)") }
            let key = String(rest[..<equals])
            rest = rest[rest.index(equals, offsetBy: 2)...]
            var value = ""
            while let character = rest.popFirst(), character != "\"" {
                value.append(character == "\\" ? (rest.popFirst().map { $0 == "n" ? "\n" : $0 } ?? "\\") : character)
            }
            labels[key] = value
            if rest.first == "," { rest.removeFirst() }
            if rest.isEmpty { throw LabError("labels without an end: \(series)") }
        }
        return labels
    }
}
