import JSON

/// What the query API of Prometheus answers to an instant query.
struct PrometheusReply {
    /// One series at one moment.
    struct Sample {
        var labels: [String: String]
        /// Finite.
        var value: Double
        /// Seconds since 1970.
        var time: Double

        subscript(_ name: String) -> String { labels[name] ?? "" }
    }

    /// In the order of the answer, without those that are no number.
    private(set) var samples: [Sample] = []

    static let mostSamples = 2_000_000
    private static let mostLabels = 64

    /// Bounded; what is wrong refuses all of it.
    init(_ bytes: UnsafeRawBufferPointer) throws(JSONFault) {
        self = try JSONReader.read(bytes) { (reader) throws(JSONFault) in
            var reply = PrometheusReply()
            var (status, isVector) = ("", false)
            var members = try reader.object()
            while let key = try reader.nextKey(of: &members) {
                switch key {
                case "status": status = try reader.string(limit: 64) ?? ""
                case "data": isVector = try reply.readData(&reader)
                default: break
                }
            }
            guard status == "success" else { throw .unexpected("no answer of Prometheus' query API") }
            guard isVector else { throw .unexpected("no vector in the answer") }
            return reply
        }
    }

    private init() {}

    /// Of an answer with another status than 200: why.
    static func error(_ bytes: UnsafeRawBufferPointer) -> String? {
        try? JSONReader.read(bytes) { (reader) throws(JSONFault) in
            var text: String?
            var members = try reader.object()
            while let key = try reader.nextKey(of: &members) {
                if case "error" = key { text = try reader.string(limit: 1024) }
            }
            return text
        }
    }

    private mutating func readData(_ reader: inout JSONReader) throws(JSONFault) -> Bool {
        var (type, isList) = ("", false)
        var members = try reader.object()
        while let key = try reader.nextKey(of: &members) {
            switch key {
            case "resultType": type = try reader.string(limit: 64) ?? ""
            case "result":
                var elements = try reader.array()
                isList = elements.isList
                while try reader.nextElement(of: &elements) { try readSample(&reader) }
            default: break
            }
        }
        return type == "vector" && isList
    }

    private mutating func readSample(_ reader: inout JSONReader) throws(JSONFault) {
        guard samples.count < Self.mostSamples else { throw .unexpected("more than two million series") }
        var labels: [String: String] = [:]
        var point: (time: Double, value: Double)?
        var members = try reader.object()
        while let key = try reader.nextKey(of: &members) {
            switch key {
            case "metric": labels = try Self.labels(&reader)
            case "value": point = try Self.point(&reader)
            default: break
            }
        }
        guard let point else { throw .unexpected("a series without a value") }
        if point.value.isFinite { samples.append(Sample(labels: labels, value: point.value, time: point.time)) }
    }

    private static func labels(_ reader: inout JSONReader) throws(JSONFault) -> [String: String] {
        var labels: [String: String] = [:]
        var members = try reader.object()
        while let key = try reader.nextKey(of: &members) {
            guard labels.count < mostLabels, key.count < JSONReader.mostText, let value = try reader.string() else { continue }
            labels[key.string()] = value
        }
        return labels
    }

    /// `[1764165213.123,"1.5"]`.
    private static func point(_ reader: inout JSONReader) throws(JSONFault) -> (time: Double, value: Double)? {
        var parts = try reader.array()
        guard try reader.nextElement(of: &parts), let time = try reader.double(), time.isFinite, try reader.nextElement(of: &parts),
            let value = try reader.string(limit: 64).flatMap(Double.init)
        else { throw .unexpected("a value is a time and a number as a text") }
        while try reader.nextElement(of: &parts) {}
        return (time, value)
    }
}
