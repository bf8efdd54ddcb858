@testable import Recording

/// An event with these values, as a reader would show it.
func withEvent<Result>(_ type: UInt16, _ values: [[UInt8]], _ body: (ScapEvent) -> Result) -> Result {
    let isLarge = ScapSchema.type(type)?.isLarge == true
    let bytes = EntryBytes { block in
        block.add(UInt16(3))
        block.add(UInt64(1))
        block.add(UInt64(2))
        block.add(UInt32(26 + values.count * (isLarge ? 4 : 2) + values.reduce(0) { $0 + $1.count }))
        block.add(type)
        block.add(UInt32(values.count))
        for value in values { if isLarge { block.add(UInt32(value.count)) } else { block.add(UInt16(value.count)) } }
    }.bytes
    return withPlaced(bytes + values.joined()) { body(ScapEvent($0, isV1: false, hasFlags: false)!) }
}

/// Its name and fields on one line.
func told(_ type: UInt16, _ values: [[UInt8]]) -> String {
    withEvent(type, values) { event in
        ([event.name] + event.fields().map { "\($0.name)=\($0.value.text)" }).joined(separator: " ")
    }
}

/// A text as a value of an event: with a NUL.
func cString(_ text: String) -> [UInt8] { Array(text.utf8) + [0] }
