@testable import Metrics

/// A text exposition, read by rules of its own: strict about every line, since scrapers are.
struct ParsedText {
    struct Sample: Hashable {
        var name: String
        var labels: [String: String]
    }

    private(set) var samples: [Sample: Double] = [:]
    private(set) var types: [String: String] = [:]
    /// Lines that are none of the format, and series that are there twice.
    private(set) var faults: [String] = []

    init(_ metrics: FlowMetrics, accept: String? = nil) { self.init(metrics.exposition(accept: accept).body) }

    init(_ bytes: [UInt8]) {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            faults = ["not UTF-8"]
            return
        }
        if !text.hasSuffix("\n") { faults.append("no line end at the end") }
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
            let words = line.split(separator: " ", maxSplits: 3).map(String.init)
            if words.count == 4, words[0] == "#", words[1] == "TYPE" {
                if types.updateValue(words[3], forKey: words[2]) != nil { faults.append("twice: \(line)") }
            } else if !line.hasPrefix("#") {
                read(line)
            }
        }
    }

    private mutating func read(_ line: Substring) {
        var rest = line.unicodeScalars[...]
        let name = String(String.UnicodeScalarView(rest.prefix { $0 != "{" && $0 != " " }))
        rest = rest.dropFirst(name.unicodeScalars.count)
        var labels: [String: String] = [:]
        if rest.first == "{" {
            rest.removeFirst()
            while let (label, value) = Self.label(&rest) {
                if labels.updateValue(value, forKey: label) != nil { faults.append("label twice: \(line)") }
            }
            if rest.popFirst() != "}" { faults.append("labels do not end: \(line)") }
        }
        guard rest.popFirst() == " ", let value = Double(String(rest)) else { return faults.append("no value: \(line)") }
        if samples.updateValue(value, forKey: Sample(name: name, labels: labels)) != nil { faults.append("series twice: \(line)") }
    }

    private static func label(_ rest: inout Substring.UnicodeScalarView) -> (String, String)? {
        if rest.first == "," { rest.removeFirst() }
        let name = String(String.UnicodeScalarView(rest.prefix { $0 != "=" && $0 != "}" }))
        guard !name.isEmpty, rest.dropFirst(name.unicodeScalars.count).starts(with: "=\"".unicodeScalars) else { return nil }
        rest = rest.dropFirst(name.unicodeScalars.count + 2)
        var value = String.UnicodeScalarView()
        while let scalar = rest.popFirst(), scalar != "\"" {
            value.append(scalar == "\\" ? rest.popFirst().map { $0 == "n" ? "\n" : $0 } ?? "\\" : scalar)
        }
        return (name, String(value))
    }

    /// The sum over all series of a name that have these labels; nil when there is none.
    func sum(_ name: String, _ labels: [String: String] = [:]) -> Double? {
        let values = samples.filter { sample, _ in sample.name == name && labels.allSatisfy { sample.labels[$0.key] == $0.value } }.values
        return values.isEmpty ? nil : values.reduce(0, +)
    }

    func labels(_ name: String) -> [[String: String]] { samples.keys.filter { $0.name == name }.map(\.labels) }
}
