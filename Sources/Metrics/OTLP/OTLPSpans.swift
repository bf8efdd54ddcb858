import Protobuf

/// Spans as an `ExportTraceServiceRequest` of opentelemetry-proto: those of one service together.
enum OTLPSpans {
    static func request(_ spans: [RequestSpan], version: String) -> [UInt8] {
        var order: [[OTLPAttribute]] = []
        var groups: [[OTLPAttribute]: [RequestSpan]] = [:]
        for span in spans {
            if groups[span.resource] == nil { order.append(span.resource) }
            groups[span.resource, default: []].append(span)
        }
        var writer = ProtobufWriter()
        for resource in order {
            writer.message(1) {
                $0.message(1) { $0.attributes(1, resource) }
                $0.message(2) {
                    $0.scope(1, version: version, [OTLPAttribute("weir.ids.synthetic", true)])
                    for span in groups[resource] ?? [] { $0.message(2) { $0.span(span) } }
                }
            }
        }
        return writer.bytes
    }
}

extension ProtobufWriter {
    /// `Span { trace_id = 1, span_id = 2, parent_span_id = 4, name = 5, kind = 6, start = 7, end = 8, attributes = 9, status = 15 { code = 3 } }`.
    fileprivate mutating func span(_ span: RequestSpan) {
        raw(1, span.identity.trace)
        raw(2, span.identity.span)
        if let parent = span.identity.parent { raw(4, parent) }
        string(5, span.name)
        integer(6, span.kind.rawValue)
        fixed(always: 7, span.start)
        fixed(always: 8, span.end)
        attributes(9, span.attributes)
        if span.isError { message(15) { $0.integer(3, 2) } }
    }
}
