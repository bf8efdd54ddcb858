import JSON
import Traffic

extension TopologyEdge.Times {
    /// False when the key is none of theirs.
    mutating func read(_ key: JSONString, _ reader: inout JSONReader) throws(JSONFault) -> Bool {
        switch key {
        case "request_time": request = try SparseHistogram.read(&reader)
        case "first_byte_time": firstByte = try SparseHistogram.read(&reader)
        case "server_time": server = try SparseHistogram.read(&reader)
        case "queue_time": queue = try SparseHistogram.read(&reader)
        case "connect_time": connect = try SparseHistogram.read(&reader)
        case "network_time": network = try TopologyEdge.Network.read(&reader)
        default: return false
        }
        return true
    }
}

extension SparseHistogram {
    /// Without `sum` it is concluded from the mean.
    fileprivate static func read(_ reader: inout JSONReader) throws(JSONFault) -> SparseHistogram {
        let place = try reader.place()
        var (count, sum, mean, max): (UInt64, UInt64?, UInt64, UInt64) = (0, nil, 0, 0)
        var entries: [Entry]?
        var members = try reader.beginObject("times are an object")
        while let key = try reader.nextKey(of: &members) {
            switch key {
            case "count": count = try reader.count("a count is a number")
            case "sum": sum = try reader.nanoseconds("a sum is seconds")
            case "mean": mean = try reader.nanoseconds("a mean is seconds")
            case "max": max = try reader.nanoseconds("a maximum is seconds")
            case "buckets": entries = try readBuckets(&reader)
            default: break
            }
        }
        guard let entries else { throw .unexpected("times without buckets: ask for the document with for=merge", at: place) }
        let product = mean.multipliedReportingOverflow(by: count)
        guard let histogram = count == 0 ? SparseHistogram() : SparseHistogram(
            count: count, sum: sum ?? (product.overflow ? .max : product.partialValue), max: max, entries: entries)
        else { throw .unexpected("a bucket that does not exist", at: place) }
        return histogram
    }

    private static func readBuckets(_ reader: inout JSONReader) throws(JSONFault) -> [Entry] {
        var entries: [Entry] = []
        var elements = try reader.beginList("buckets are a list")
        while try reader.nextElement(of: &elements) {
            let place = try reader.place()
            var pair = try reader.beginList("a bucket is a pair of numbers")
            guard entries.count < LatencyHistogram.bucketCount, try reader.nextElement(of: &pair) else {
                throw .unexpected("a bucket is a pair of numbers, and there are no more than 530", at: place)
            }
            let bucket: UInt16 = try reader.number("a bucket has a number")
            guard try reader.nextElement(of: &pair) else { throw .unexpected("a bucket without its count", at: place) }
            entries.append(Entry(bucket: bucket, count: try reader.number("a bucket's count is a number below 2^32")))
            while try reader.nextElement(of: &pair) {}
        }
        return entries
    }
}

extension TopologyEdge.Network {
    fileprivate static func read(_ reader: inout JSONReader) throws(JSONFault) -> TopologyEdge.Network {
        var (mean, requests, sum): (UInt64, UInt64, UInt64?) = (0, 0, nil)
        var members = try reader.beginObject("a network's time is an object")
        while let key = try reader.nextKey(of: &members) {
            switch key {
            case "mean": mean = try reader.nanoseconds("a mean is seconds")
            case "requests": requests = try reader.count("requests are a number")
            case "sum": sum = try reader.nanoseconds("a sum is seconds")
            default: break
            }
        }
        let product = mean.multipliedReportingOverflow(by: requests)
        return TopologyEdge.Network(requests: requests, time: sum ?? (product.overflow ? .max : product.partialValue))
    }
}
