@testable import Recording

/// An event with these values, as a reader would show it.
func withEvent<Result>(_ type: UInt16, _ values: [[UInt8]], _ body: (ScapEvent) -> Result) -> Result {
    let isLarge = ScapSchema.type(type)?.isLarge == true
    let lengths = values.flatMap { isLarge ? littleEndian(UInt32($0.count)) : littleEndian(UInt16($0.count)) }
    return withPlaced(lengths) { lengths in
        withPlaced(values.flatMap { $0 }) { bytes in
            body(ScapEvent(
                time: 1, thread: 2, processor: 3, flags: 0, type: type, count: values.count, lengths: lengths, isLarge: isLarge,
                values: bytes, trailer: UnsafeRawBufferPointer(start: nil, count: 0)))
        }
    }
}

/// Its name and fields on one line.
func told(_ type: UInt16, _ values: [[UInt8]]) -> String {
    withEvent(type, values) { event in
        ([event.name] + event.fields().map { "\($0.name)=\($0.value.text)" }).joined(separator: " ")
    }
}

/// A text as a value of an event: with a NUL.
func cString(_ text: String) -> [UInt8] { Array(text.utf8) + [0] }
