/// A line with something in it, without its comment.
struct YAMLLine {
    var indent: Int
    var text: String
    var number: Int

    /// nil for an empty one.
    init?(_ raw: Substring, number: Int) throws(YAMLError) {
        let spaces = raw.prefix { $0 == " " }
        indent = spaces.count
        self.number = number
        text = Self.trimmed(Self.uncommented(raw.dropFirst(indent)))
        if text.isEmpty { return nil }
        if text.hasPrefix("\t") || raw.dropFirst(indent).hasPrefix("\t") { throw YAMLError(line: number, what: "a tab in the indentation") }
    }

    /// What stands behind the dash of an item; nil when that hangs below.
    init?(item line: YAMLLine) {
        text = Self.trimmed(line.text.dropFirst())
        indent = line.indent + 2
        number = line.number
        if text.isEmpty { return nil }
    }

    var isItem: Bool { text == "-" || text.hasPrefix("- ") }

    /// `key: value`, the value empty when it hangs below; nil when this is none.
    func pair() throws(YAMLError) -> (key: String, value: String)? {
        if text.hasPrefix("\"") || text.hasPrefix("'") || text.hasPrefix("[") { return nil }
        guard let colon = text.indices.first(where: { text[$0] == ":" && (text.index(after: $0) == text.endIndex || text[text.index(after: $0)] == " ") })
        else { return nil }
        return (try Self.scalar(String(text[..<colon]), number), Self.trimmed(text[text.index(after: colon)...]))
    }

    /// A text, plain or in quotes.
    static func scalar(_ text: String, _ line: Int) throws(YAMLError) -> String {
        guard let first = text.first else { return "" }
        if first == "'" || first == "\"" {
            guard text.count > 1, text.last == first else { throw YAMLError(line: line, what: "a quote that does not end") }
            let inside = String(text.dropFirst().dropLast())
            return first == "'" ? try unquoted(inside, line) : try unescaped(inside, line)
        }
        let refused: [Character: String] = [
            "{": "a mapping in braces", "&": "an anchor", "*": "an alias", "!": "a tag", "|": "a text over several lines",
            ">": "a text over several lines", "%": "a directive", "@": "a reserved character", "`": "a reserved character",
        ]
        if let what = refused[first] { throw YAMLError(line: line, what: what + " is not read here; quote it if it is text") }
        return text
    }

    static func trimmed(_ text: some StringProtocol) -> String {
        var rest = Substring(text)
        while let first = rest.first, first.isWhitespace { rest.removeFirst() }
        while let last = rest.last, last.isWhitespace { rest.removeLast() }
        return String(rest)
    }

    /// Up to a `#` that begins a comment: at the start or behind a space, and not in quotes.
    private static func uncommented(_ text: Substring) -> Substring {
        var quote: Character?
        var before: Character = " "
        for index in text.indices {
            let character = text[index]
            if let open = quote {
                if character == open { quote = nil }
            } else if character == "#", before == " " || before == "\t" {
                return text[..<index]
            } else if character == "'" || character == "\"", before == " " || before == "[" || before == "," {
                quote = character
            }
            before = character
        }
        return text
    }

    /// In single quotes, two of them are one.
    private static func unquoted(_ text: String, _ line: Int) throws(YAMLError) -> String {
        let parts = text.split(separator: "'", omittingEmptySubsequences: false)
        guard parts.count % 2 == 1 else { throw YAMLError(line: line, what: "a quote inside a quoted text") }
        for index in parts.indices where index % 2 == 1 && !parts[index].isEmpty {
            throw YAMLError(line: line, what: "a quote inside a quoted text")
        }
        return parts.indices.filter { $0 % 2 == 0 }.map { String(parts[$0]) }.joined(separator: "'")
    }

    private static func unescaped(_ text: String, _ line: Int) throws(YAMLError) -> String {
        var plain = ""
        var rest = text[...]
        while let character = rest.popFirst() {
            guard character == "\\" else {
                if character == "\"" { throw YAMLError(line: line, what: "a quote inside a quoted text") }
                plain.append(character)
                continue
            }
            switch rest.popFirst() {
            case "\\": plain.append("\\")
            case "\"": plain.append("\"")
            case "/": plain.append("/")
            case "n": plain.append("\n")
            case "t": plain.append("\t")
            default: throw YAMLError(line: line, what: "an escape that is not read here")
            }
        }
        return plain
    }
}
