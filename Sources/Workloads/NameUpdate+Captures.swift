import FoundationEssentials

// What captures of weir's own hold of names.
extension NameUpdate {
    public var captured: String { CapturedJSON.text(self) }

    /// nil when it is something else.
    public init?(captured json: UnsafeRawBufferPointer) {
        guard let update = try? JSONDecoder().decode(NameUpdate.self, from: Data(json)) else { return nil }
        self = update
    }
}

extension ContainerUpdate {
    /// The names of the properties are the keys.
    public var captured: String { CapturedJSON.text(self) }
}

private enum CapturedJSON {
    /// One line, keys in order: equal updates give equal text.
    static func text(_ update: some Encodable) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(update) else { return "" }
        return String(decoding: data, as: UTF8.self)
    }
}
