/// Reads a `.scap` capture of any age as a stream: plain or gzip, one section or several, from a file or from a pipe.
///
/// Memory stays at a window over the stream. What is unknown is passed over and counted. A damaged file gives everything before the
/// damage, then the error that says where. One thread.
///
/// Source: falcosecurity/libs, userspace/libscap/scap_savefile.c; format 1.0 to 1.2.
public final class ScapReader {
    private let blocks: BlockInput
    public private(set) var counts = ScapCounts()
    /// `-` is standard input.
    ///
    /// - Parameter isStopped: nobody wants to wait any longer: asked while a pipe brings nothing.
    public init(path: String, isStopped: @escaping () -> Bool = { false }) throws(ScapError) {
        blocks = try BlockInput(path: path, isStopped: isStopped)
    }

    /// Hands everything to `visitor` until the end, until it has enough, or until nobody wants to wait.
    public func read(_ visitor: inout some ScapVisitor) throws(ScapError) {
        defer { counts.bytes = blocks.offset }
        guard let first = try blocks.next(), first.kind == ScapBlock.section else {
            if blocks.isStopped { return }
            throw ScapError(offset: 0, problem: .notACapture)
        }
        try section(first.body)
        visitor.section()
        while let (kind, body) = try blocks.next() {
            counts.blocks += 1
            if let shape = ScapBlock.eventShape(kind) {
                guard let event = ScapEvent(body, isV1: shape.isV1, hasFlags: shape.hasFlags) else {
                    counts.malformed += 1
                    continue
                }
                counts.events += 1
                if !visitor.event(event) { return }
            } else if kind == ScapBlock.section {
                try section(body)
                visitor.section()
            } else {
                table(kind, body, &visitor)
            }
        }
    }

    private func section(_ body: UnsafeRawBufferPointer) throws(ScapError) {
        let offset = blocks.offset - UInt64(body.count + ScapBlock.frame)
        guard body.count >= 8 else { throw ScapError(offset: offset, problem: .damaged("a section of \(body.count) bytes")) }
        let magic = body.loadUnaligned(as: UInt32.self)
        if magic == ScapBlock.magic.byteSwapped { throw ScapError(offset: offset, problem: .byteSwapped) }
        guard magic == ScapBlock.magic else { throw ScapError(offset: offset, problem: .notACapture) }
        let major = body.loadUnaligned(fromByteOffset: 4, as: UInt16.self)
        guard major <= 1 else { throw ScapError(offset: offset, problem: .tooNew(major: major)) }
        counts.sections += 1
        counts.blocks += 1
    }

    private func table(_ kind: UInt32, _ body: UnsafeRawBufferPointer, _ visitor: inout some ScapVisitor) {
        var bad = 0
        if let version = ScapBlock.processVersion(kind) {
            bad = ScapEntries.threads(body, version: version) { visitor.thread($0) }
        } else if let version = ScapBlock.descriptorVersion(kind) {
            bad = ScapEntries.descriptors(body, version: version) { visitor.descriptor($1, of: $0) }
        } else if let version = ScapBlock.interfaceVersion(kind) {
            bad = ScapEntries.interfaces(body, version: version) { visitor.interface($0) }
        } else if let version = ScapBlock.userVersion(kind) {
            bad = ScapEntries.accounts(body, version: version) { visitor.account($0) }
        } else if ScapBlock.isMachine(kind) {
            if let machine = ScapEntries.machine(body) { visitor.machine(machine) } else { bad = 1 }
        } else if kind == ScapBlock.weir {
            visitor.weir(CaptureOrigin(body))
        } else {
            counts.unknownBlocks += 1
        }
        counts.malformed += UInt64(bad)
    }
}
