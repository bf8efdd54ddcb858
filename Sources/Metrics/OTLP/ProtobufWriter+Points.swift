import Protobuf

extension ProtobufWriter {
    /// `NumberDataPoint { start = 2, time = 3, as_double = 4, as_int = 6, attributes = 7 }`.
    mutating func number(
        _ value: MetricValue, _ attributes: [UInt8], _ more: [UInt8] = [], start: UInt64, time: UInt64, _ kind: MetricFamily.Kind
    ) {
        message(1) {
            if kind == .counter { $0.fixed(always: 2, min(start, time)) }
            $0.fixed(always: 3, time)
            switch value {
            case .integer(let number): $0.fixed(always: 6, UInt64(bitPattern: number))
            case .real(let number): $0.double(always: 4, number)
            }
            $0.append(attributes)
            $0.append(more)
        }
    }

    /// `InstrumentationScope { name = 1, version = 2, attributes = 3 }`.
    mutating func scope(_ field: Int, version: String, _ attributes: [OTLPAttribute] = []) {
        message(field) {
            $0.string(1, "weir")
            $0.string(2, LabelText.safe(version))
            $0.attributes(3, attributes)
        }
    }
}
