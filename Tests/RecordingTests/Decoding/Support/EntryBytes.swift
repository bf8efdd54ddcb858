@testable import Recording

/// Bytes as they lie in a capture, written field by field.
struct EntryBytes {
    private(set) var bytes: [UInt8] = []

    init() {}
    init(_ fill: (inout EntryBytes) -> Void) { fill(&self) }

    mutating func add(_ number: some FixedWidthInteger) {
        withUnsafeBytes(of: number.littleEndian) { bytes += $0 }
    }

    /// With its length before it, in two bytes.
    mutating func add(_ text: String) {
        add(UInt16(text.utf8.count))
        bytes += text.utf8
    }

    /// Each with a NUL, all together with their length before them.
    mutating func add(_ texts: [String]) { add(texts.map { $0 + "\0" }.joined()) }

    mutating func raw(_ more: [UInt8]) { bytes += more }

    /// With its length before it, in four bytes that count themselves.
    mutating func entry(_ entry: [UInt8]) {
        add(UInt32(entry.count + 4))
        bytes += entry
    }
}

/// The bytes of a number, as a value of an event.
func littleEndian(_ number: some FixedWidthInteger) -> [UInt8] { EntryBytes { $0.add(number) }.bytes }

/// Shows `bytes` in memory of exactly their size, at an odd address.
func withPlaced<Result>(_ bytes: [UInt8], _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    let place = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count + 1, alignment: 16)
    defer { place.deallocate() }
    let odd = UnsafeMutableRawBufferPointer(rebasing: place[1...])
    odd.copyBytes(from: bytes)
    return body(UnsafeRawBufferPointer(odd))
}

/// What was read of a list.
struct Listed<Entry> {
    var entries: [Entry] = []
    var malformed = 0

    init(_ bytes: [UInt8], _ read: (UnsafeRawBufferPointer, (Entry) -> Void) -> Int) {
        var entries: [Entry] = []
        malformed = withPlaced(bytes) { body in read(body) { entries.append($0) } }
        self.entries = entries
    }
}

extension Listed where Entry == ScapThread {
    init(threads bytes: [UInt8], version: Int) { self.init(bytes) { bytes, take in ScapEntries.threads(bytes, version: version) { take($0.decoded) } } }
}

extension Listed where Entry == ListedDescriptor {
    init(descriptors bytes: [UInt8], version: Int) {
        self.init(bytes) { body, take in
            ScapEntries.descriptors(body, version: version) { take(ListedDescriptor(thread: $0, descriptor: $1.decoded)) }
        }
    }
}

struct ListedDescriptor: Equatable {
    var thread: UInt64
    var descriptor: ScapDescriptor
}

extension Listed where Entry == ScapInterface {
    init(interfaces bytes: [UInt8], version: Int) { self.init(bytes) { ScapEntries.interfaces($0, version: version, $1) } }
}

extension Listed where Entry == ScapAccount {
    init(accounts bytes: [UInt8], version: Int) { self.init(bytes) { ScapEntries.accounts($0, version: version, $1) } }
}
