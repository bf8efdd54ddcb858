import JSON

/// Runs the parsers: one document, one buffer.
public enum Document {
    /// For bytes in an array: `try Document.read(body, MasterState.init(state:))`.
    public static func read<Value>(
        _ bytes: [UInt8], _ parse: (UnsafeRawBufferPointer) throws(DocumentError) -> Value
    ) throws(DocumentError) -> Value {
        let result: Result<Value, DocumentError> = bytes.withUnsafeBytes { bytes in
            do throws(DocumentError) { return .success(try parse(bytes)) } catch { return .failure(error) }
        }
        return try result.get()
    }

    /// The whole document, as `body` reads it.
    static func read<Value>(
        _ bytes: UnsafeRawBufferPointer, as name: StaticString, _ body: (inout JSONReader) throws(JSONFault) -> Value
    ) throws(DocumentError) -> Value {
        do throws(JSONFault) {
            return try JSONReader.read(bytes, body)
        } catch {
            throw error.error(in: name)
        }
    }
}

/// A list of a document. An entry that lacks what it needs is left out and counted: it spoils no other.
public struct Listing<Entry> {
    public var entries: [Entry] = []
    public var skipped = 0

    public init(entries: [Entry] = [], skipped: Int = 0) {
        self.entries = entries
        self.skipped = skipped
    }

    mutating func add(_ entry: Entry?) {
        if let entry { entries.append(entry) } else { skipped += 1 }
    }

    /// Another list; one that is none is one bad entry.
    mutating func add(_ other: Listing?) {
        entries += other?.entries ?? []
        skipped += other?.skipped ?? 1
    }

    /// All of a list; nil when it is none.
    static func read(
        _ reader: inout JSONReader, _ entry: (inout JSONReader) throws(JSONFault) -> Entry?
    ) throws(JSONFault) -> Listing? {
        var listing = Listing()
        var elements = try reader.array()
        while try reader.nextElement(of: &elements) { listing.add(try entry(&reader)) }
        return elements.isList ? listing : nil
    }
}

extension Listing: Equatable where Entry: Equatable {}
extension Listing: Sendable where Entry: Sendable {}
