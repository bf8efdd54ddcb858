import Events

// Events: a header, the length of each value, the values, and behind the event, where no other reader looks, a trailer.
extension ScapWriter {
    /// What every event says.
    struct Moment {
        /// Nanoseconds since 1970.
        var time: UInt64
        var thread: UInt64
        var processor: UInt16 = 0
        var isHidden = false
    }

    /// `count` values must follow, by `put`, then `endEvent`.
    func beginEvent(_ type: UInt16, _ moment: Moment, count: Int) {
        let isLarge = ScapEvent.isLarge(type)
        switch (isLarge, moment.isHidden) {
        case (false, false): begin(ScapBlock.event)
        case (false, true): begin(ScapBlock.flaggedEvent)
        case (true, false): begin(ScapBlock.largeEvent)
        case (true, true): begin(ScapBlock.largeFlaggedEvent)
        }
        out.append(moment.processor)
        if moment.isHidden { out.append(ScapEventFlag.hidden) }
        event = EventUnderWay(start: out.count, lengths: 0, isLarge: isLarge, count: count)
        out.append(moment.time)
        out.append(moment.thread)
        out.append(UInt32(0))
        out.append(type)
        out.append(UInt32(truncatingIfNeeded: count))
        event.lengths = out.count
        out.append(zeros: count * (isLarge ? 4 : 2))
        event.valueStart = out.count
    }

    /// `trailer`: entries as `TrailerBytes` makes them; empty for none.
    func endEvent(trailer: UnsafeRawBufferPointer = UnsafeRawBufferPointer(start: nil, count: 0)) {
        assert(event.index == event.count, "an event has as many values as it said")
        out.set(UInt32(truncatingIfNeeded: out.count - event.start), at: event.start + 16)
        if !trailer.isEmpty {
            out.append(Trailer.mark)
            out.append(UInt32(truncatingIfNeeded: trailer.count))
            out.append(trailer)
        }
        endBlock()
    }

    @inline(__always)
    private func endValue() {
        let length = out.count - event.valueStart
        if event.isLarge {
            out.set(UInt32(truncatingIfNeeded: length), at: event.lengths + event.index * 4)
        } else {
            out.set(UInt16(truncatingIfNeeded: length), at: event.lengths + event.index * 2)
        }
        event.index += 1
        event.valueStart = out.count
    }

    @inline(__always)
    func put<Integer: FixedWidthInteger>(_ value: Integer) {
        out.append(value)
        endValue()
    }

    func put(_ bytes: UnsafeRawBufferPointer) {
        out.append(bytes)
        endValue()
    }

    /// Absent.
    func putNothing() { endValue() }

    /// With its NUL.
    func put(text: String, limit: Int = 1023) {
        out.append(text, limit: limit)
        out.append(UInt8(0))
        endValue()
    }

    /// Each with its NUL.
    func put(list: [String]) {
        out.append(list: list, limit: 4095)
        endValue()
    }

    /// From whom to whom; IPv4 where both ends are.
    func put(tuple source: Endpoint, _ destination: Endpoint) {
        let isIPv4 = source.address.isIPv4 && destination.address.isIPv4
        out.append(UInt8(isIPv4 ? SocketFamily.ipv4 : SocketFamily.ipv6))
        out.append(source.address, asIPv4: isIPv4)
        out.append(source.port)
        out.append(destination.address, asIPv4: isIPv4)
        out.append(destination.port)
        endValue()
    }

    /// The format wants addresses of the kernel's memory: numbers that name the two ends do as well.
    func put(unix source: UInt64, _ destination: UInt64, path: String) {
        out.append(UInt8(SocketFamily.unix))
        out.append(source)
        out.append(destination)
        out.append(path, limit: 108)
        out.append(UInt8(0))
        endValue()
    }

    /// Empty when it is of another family, or too short to be one.
    func put(_ address: SocketAddress?) {
        switch address {
        case .internet(let end, let family):
            out.append(UInt8(family))
            out.append(end.address, asIPv4: family == SocketFamily.ipv4)
            out.append(end.port)
        case .unix(let path):
            out.append(UInt8(SocketFamily.unix))
            out.append(path, limit: 108)
            out.append(UInt8(0))
        case nil: break
        }
        endValue()
    }
}
