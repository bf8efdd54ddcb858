import Events

// A gap in a trailer: the processor, how many records, when the last before them came (0: they were the first), and the first behind.
extension RecordGap {
    var words: [UInt64] { [UInt64(processor), records, after?.nanoseconds ?? 0, before.nanoseconds] }

    init?(_ content: UnsafeRawBufferPointer) {
        guard content.count == 32 else { return nil }
        let words = (0..<4).map { content.loadUnaligned(fromByteOffset: $0 * 8, as: UInt64.self) }
        guard let processor = UInt16(exactly: words[0]), words[1] > 0 else { return nil }
        self.init(
            processor: processor, records: words[1], after: words[2] == 0 ? nil : MonotonicTime(nanoseconds: words[2]),
            before: MonotonicTime(nanoseconds: words[3]))
    }
}
