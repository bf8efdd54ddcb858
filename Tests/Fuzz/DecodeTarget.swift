import CEvents
import Events
import Glibc

extension Target {
    /// EventDecoder: any bytes as one record.
    static let decode = Target(name: "decode", seeds: decodeSeeds) { inRing($0, checkDecoding) }

    private static var decodeSeeds: [[UInt8]] {
        [WEIR_OPEN, WEIR_MESSAGE, WEIR_CLOSE, WEIR_SNAPSHOT].map { HostileRecord(kind: UInt16($0)).bytes }
            + [WEIR_EXEC, WEIR_EXIT, WEIR_FORK].map { HostileRecord.process(kind: UInt16($0)) }
            + [WEIR_CGROUP_MKDIR, WEIR_CGROUP_RMDIR].map { HostileRecord.cgroup(kind: UInt16($0)) } + [HostileRecord.call]
    }
}

private func checkDecoding(_ record: UnsafeRawBufferPointer) {
    // In memory of its own, since copies of it differ in what lies between its fields.
    let place = UnsafeMutablePointer<ConnectionEvent>.allocate(capacity: 1)
    defer { place.deallocate() }
    place.initialize(to: ConnectionEvent())
    let before = Array(UnsafeRawBufferPointer(start: place, count: MemoryLayout<ConnectionEvent>.size))
    let outcome = EventDecoder.decode(record, into: &place.pointee)
    let event = place.pointee
    switch outcome {
    case .connection(let payload):
        checkPayload(payload, record, behind: MemoryLayout<weir_connection>.size)
        checkAddress(event.local.address)
        promise(!"\(event.owner.command)".utf8.contains(0), "a name ends at its NUL")
    case .process(let process):
        promise(record.count >= MemoryLayout<weir_process>.size, "half a process")
        promise(process.arguments.allSatisfy { !$0.isEmpty && $0.utf8.count <= 3 * Int(WEIR_MAX_ARGUMENTS) }, "arguments beyond the contract")
    case .cgroup(let cgroup):
        promise(record.count >= MemoryLayout<weir_cgroup>.size, "half a cgroup")
        promise(cgroup.path.utf8.count <= 3 * Int(WEIR_MAX_PATH), "a path beyond the contract") // U+FFFD has three bytes
    case .call(let call):
        checkPayload(call.payload, record, behind: MemoryLayout<weir_call>.size)
        checkAddress(call.remote.address)
        promise(call.name != "" && call.descriptor ?? 0 >= 0 && call.inode != 0, "a value that stands for none")
    case .malformed:
        let after = UnsafeRawBufferPointer(start: place, count: MemoryLayout<ConnectionEvent>.size)
        promise(after.elementsEqual(before), "a malformed record changed the event")
    }
}

/// The payload is the record's own, and what lies behind it, or is missing there, is noticed.
private func checkPayload(_ payload: UnsafeRawBufferPointer, _ record: UnsafeRawBufferPointer, behind size: Int) {
    promise(payload.count <= Int(WEIR_MAX_PAYLOAD) && size + payload.count <= record.count, "the payload is longer than the record")
    promise(payload.isEmpty || payload.baseAddress == record.baseAddress! + size, "the payload is not in the record")
    inRing(record.prefix(size + payload.count - 1)) { cut in
        var event = ConnectionEvent()
        guard case .malformed = EventDecoder.decode(cut, into: &event) else { fatalError("half a record was taken") }
    }
}

/// The C library reads what we write.
private func checkAddress(_ address: IPAddress) {
    var bytes = [UInt8](repeating: 0, count: 16)
    let text = "\(address)"
    promise(inet_pton(address.isIPv4 ? AF_INET : AF_INET6, text, &bytes) == 1, "no address: \(text)")
    let words = bytes.withUnsafeBytes { ($0.load(as: UInt64.self).bigEndian, $0.load(fromByteOffset: 8, as: UInt64.self).bigEndian) }
    let isSame = address.isIPv4 ? words.0 >> 32 == address.low & 0xffff_ffff : words == (address.high, address.low)
    promise(isSame, "another address: \(text)")
}
