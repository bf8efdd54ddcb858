import Protobuf

/// What a receiver said to a request that it took: `partial_success = 1 { rejected = 1, error_message = 2 }`, of metrics and of traces.
struct OTLPAnswer: Equatable {
    /// Data points or spans that it threw away.
    var rejected: UInt64 = 0
    var message = ""

    /// Bytes that are no such message say nothing: the request was taken all the same.
    init(_ bytes: [UInt8]) {
        var outer = ProtobufReader(bytes[...])
        while let field = try? outer.next() {
            guard field.number == 1, case .bytes(let partial) = field.value else { continue }
            var inner = ProtobufReader(partial)
            while let field = try? inner.next() {
                switch (field.number, field.value) {
                case (1, .number(let number)): rejected = number > UInt64(Int64.max) ? 0 : number
                case (2, .bytes(let text)): message = LabelText.safe(String(decoding: text.prefix(LabelText.longest), as: UTF8.self))
                default: break
                }
            }
        }
    }
}
