/// A value of a configuration file, and the line that it begins in.
public struct YAMLNode: Sendable {
    public indirect enum Content: Sendable {
        case text(String)
        case list([YAMLNode])
        case mapping([(key: String, value: YAMLNode)])
        case nothing
    }

    public var content: Content
    /// From 1.
    public var line: Int
}

/// Why a text is not what a configuration may hold.
public struct YAMLError: Error, Hashable, Sendable {
    /// From 1.
    public var line: Int
    public var what: String
}

extension YAMLNode {
    /// Reads the part of YAML 1.2 that configurations are written in: mappings and lists by indentation, lists in brackets, texts plain or
    /// quoted, comments. Anchors, tags, several documents, braces and texts over several lines are refused by name, never misread.
    ///
    /// By hand since the library for it brings Foundation along, and with that ten megabytes of resident memory.
    public static func read(_ text: String) throws(YAMLError) -> YAMLNode {
        var lines: [YAMLLine] = []
        for (index, raw) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if let line = try YAMLLine(raw, number: index + 1) { lines.append(line) }
        }
        if lines.first?.text == "---" { lines.removeFirst() }
        guard let first = lines.first else { return YAMLNode(content: .nothing, line: 1) }
        var rest = lines[...]
        let node = try block(&rest, indent: first.indent)
        if let left = rest.first { throw YAMLError(line: left.number, what: "an indentation that fits nothing above") }
        return node
    }

    /// Lines of this indentation, and what hangs below them.
    private static func block(_ lines: inout ArraySlice<YAMLLine>, indent: Int) throws(YAMLError) -> YAMLNode {
        guard let first = lines.first else { return YAMLNode(content: .nothing, line: 0) }
        return first.isItem ? try list(&lines, indent, first.number) : try mapping(&lines, indent, first.number)
    }

    private static func list(_ lines: inout ArraySlice<YAMLLine>, _ indent: Int, _ number: Int) throws(YAMLError) -> YAMLNode {
        var items: [YAMLNode] = []
        while let line = lines.first, line.indent == indent, line.isItem {
            lines.removeFirst()
            guard let item = YAMLLine(item: line) else {
                items.append(try below(&lines, line))
                continue
            }
            if try item.pair() != nil { throw YAMLError(line: line.number, what: "a list of mappings") }
            items.append(try value(item.text, line.number))
        }
        return YAMLNode(content: .list(items), line: number)
    }

    private static func mapping(_ lines: inout ArraySlice<YAMLLine>, _ indent: Int, _ number: Int) throws(YAMLError) -> YAMLNode {
        var pairs: [(key: String, value: YAMLNode)] = []
        while let line = lines.first, line.indent == indent {
            guard let (key, text) = try line.pair() else { throw YAMLError(line: line.number, what: "\(line.text): there is no `key:`") }
            lines.removeFirst()
            if pairs.contains(where: { $0.key == key }) { throw YAMLError(line: line.number, what: "\(key) is there twice") }
            pairs.append((key, text.isEmpty ? try below(&lines, line) : try value(text, line.number)))
        }
        return YAMLNode(content: .mapping(pairs), line: number)
    }

    /// What hangs below a line: indented further, or a list beneath its key.
    private static func below(_ lines: inout ArraySlice<YAMLLine>, _ line: YAMLLine) throws(YAMLError) -> YAMLNode {
        guard let next = lines.first, next.indent > line.indent || next.indent == line.indent && next.isItem && !line.isItem else {
            return YAMLNode(content: .nothing, line: line.number)
        }
        return try block(&lines, indent: next.indent)
    }

    private static func value(_ text: String, _ line: Int) throws(YAMLError) -> YAMLNode {
        guard text.hasPrefix("[") else { return YAMLNode(content: .text(try YAMLLine.scalar(text, line)), line: line) }
        guard text.hasSuffix("]") else { throw YAMLError(line: line, what: "a list in brackets must end in its line") }
        let inside = text.dropFirst().dropLast()
        var items: [YAMLNode] = []
        for part in inside.split(separator: ",") {
            items.append(YAMLNode(content: .text(try YAMLLine.scalar(YAMLLine.trimmed(part), line)), line: line))
        }
        return YAMLNode(content: .list(items), line: line)
    }
}
