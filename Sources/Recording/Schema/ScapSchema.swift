/// The event types of captures: falcosecurity/libs, the schema of release 0.25.
///
/// Numbers are never used twice and parameters are only added at the end, so the newest schema reads all files. Types that no writer ever
/// emitted (the second halves of single events) are not here.
public enum ScapSchema {
    /// Numbers below this are known.
    public static let count = 454

    /// `nil`: newer than this schema, or unused.
    public static func type(_ number: UInt16) -> ScapEventType? {
        Int(number) < count ? types[Int(number)] : nil
    }

    /// Parameters that the newest schema has; 0 for unknown types.
    @inline(__always)
    public static func parameterCount(_ number: UInt16) -> Int {
        Int(number) < count ? Int(counts[Int(number)]) : 0
    }

    /// By number: `parameterCount`.
    static let counts: [UInt8] = types.map { UInt8(clamping: $0?.parameters.count ?? 0) }

    private static let types: [ScapEventType?] = {
        var table = ScapTypeTable(count: count)
        for text in [types0to117, types118to231, types232to335, types336to453] { table.read(text) }
        return table.types
    }()
}

/// Reads the tables of types. A line is a number, `>` for the beginning of a call, `<` for its end or `=` for what is neither, a name,
/// and parameters as `name:kind`. `as:N` stands for the parameters of type N, `large` for four-byte lengths. A line without a number
/// goes on with the one before.
struct ScapTypeTable {
    private(set) var types: [ScapEventType?]
    /// Words that were not understood; none, unless a table is wrong.
    private(set) var failures: [String] = []
    private var current = 0

    init(count: Int) { types = Array(repeating: nil, count: count) }

    mutating func read(_ text: String) {
        for line in text.split(separator: "\n") {
            var words = line.split(separator: " ")[...]
            if let number = words.first.flatMap({ UInt16($0) }) {
                begin(number, words.dropFirst().prefix(2).map(String.init))
                words = words.dropFirst(3)
            }
            for word in words { add(word) }
        }
    }

    private mutating func begin(_ number: UInt16, _ head: [String]) {
        guard head.count == 2, ["<", ">", "="].contains(head[0]), Int(number) < types.count, types[Int(number)] == nil else {
            failures.append("\(number)")
            return
        }
        current = Int(number)
        types[current] = ScapEventType(number: number, name: head[1], isSingle: head[0] == "=", isLarge: false, parameters: [])
    }

    private mutating func add(_ word: Substring) {
        let parts = word.split(separator: ":").map(String.init)
        if word == "large" {
            types[current]?.isLarge = true
        } else if parts.count == 2, parts[0] == "as", let other = Int(parts[1]), other < current, let type = types[other] {
            types[current]?.parameters += type.parameters
        } else if parts.count == 2, let kind = ScapParameterKind(rawValue: parts[1]) {
            types[current]?.parameters.append(.init(name: parts[0], kind: kind))
        } else {
            failures.append(String(word))
        }
    }
}
