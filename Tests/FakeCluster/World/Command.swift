/// A line of standard input: a word, then words with a value each: `task id=t1 name=web ports=31000,31001 label.app=shop`.
///
/// `%20` and the like stand for bytes that a line cannot have.
struct Command {
    var word: String
    var values: [(String, String)] = []
    /// Those without `=`.
    var plain: [String] = []

    struct Misunderstood: Error, CustomStringConvertible {
        var description: String
    }

    init?(_ line: String) {
        let words = line.split(separator: " ").map(Self.decoded)
        guard let first = words.first else { return nil }
        word = first
        for word in words.dropFirst() {
            if let equals = word.firstIndex(of: "="), !word.hasPrefix("http") {
                values.append((String(word[..<equals]), String(word[word.index(after: equals)...])))
            } else {
                plain.append(word)
            }
        }
    }

    private static func decoded(_ word: Substring) -> String {
        var bytes: [UInt8] = []
        var rest = word.utf8[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    subscript(_ name: String) -> String? { values.last { $0.0 == name }?.1 }

    func needed(_ name: String) throws -> String {
        guard let value = self[name] else { throw Misunderstood(description: "\(word) needs \(name)=") }
        return value
    }

    func list(_ name: String) -> [String] { (self[name] ?? "").split(separator: ",").map(String.init) }

    /// `label.x=y`.
    var labels: [(String, String)] {
        values.filter { $0.0.hasPrefix("label.") }.map { (String($0.0.dropFirst("label.".count)), $0.1) }
    }

    var isOn: Bool { !plain.contains("off") }

    /// All, unless some are named.
    var roles: [Role] {
        let named = plain.compactMap(Role.init)
        return named.isEmpty ? Role.allCases : named
    }
}
