import Events
import JSON
import Traffic
import Workloads

extension TopologyEdge {
    /// What only a document for merging has.
    mutating func readWire(_ reader: inout JSONReader) throws(JSONFault) {
        var found: [LinkSample.Link] = []
        var isCut = false
        var members = try reader.beginObject("wire is an object")
        while let key = try reader.nextKey(of: &members) {
            switch key {
            case "observed": observed = try Self.readObserved(&reader)
            case "translated": isTranslated = try reader.truth("translated is true or false")
            case "older": isOlder = try reader.truth("older is true or false")
            case "client": clientAddress = try Self.readAddress(&reader)
            case "server": serverAddress = try Self.readEndpoint(&reader)
            case "links": found = try Self.readLinks(&reader)
            case "cut": isCut = try reader.truth("cut is true or false")
            default: break
            }
        }
        links = LinkSample(found, isCut: isCut)
    }

    private static func readObserved(_ reader: inout JSONReader) throws(JSONFault) -> Observation {
        let place = try reader.place()
        switch try reader.text("observed is a text") {
        case "both": return .both
        case "client": return .client
        case "server": return .server
        default: throw .unexpected("observed by nobody who is known", at: place)
        }
    }

    private static func readAddress(_ reader: inout JSONReader) throws(JSONFault) -> IPAddress {
        let place = try reader.place()
        guard let address = IPAddress(text: try reader.text("an address is a text")) else { throw .unexpected("no address", at: place) }
        return address
    }

    private static func readEndpoint(_ reader: inout JSONReader) throws(JSONFault) -> Endpoint {
        let place = try reader.place()
        guard let endpoint = Endpoint(text: try reader.text("an address and a port are a text")) else {
            throw .unexpected("no address with a port", at: place)
        }
        return endpoint
    }

    private static func readLinks(_ reader: inout JSONReader) throws(JSONFault) -> [LinkSample.Link] {
        var links: [LinkSample.Link] = []
        var elements = try reader.beginList("links are a list")
        while try reader.nextElement(of: &elements) {
            let place = try reader.place()
            var parts = try reader.beginList("a link is a list")
            guard try reader.nextElement(of: &parts), let id = try readID(&reader), try reader.nextElement(of: &parts) else {
                throw .unexpected("a link is an id, requests and seconds", at: place)
            }
            let requests = try reader.count("a link's requests are a number")
            guard try reader.nextElement(of: &parts) else { throw .unexpected("a link without its time", at: place) }
            let time = try reader.nanoseconds("a link's time is seconds")
            while try reader.nextElement(of: &parts) {}
            guard links.count < LinkSample.most, !links.contains(where: { $0.id == id }) else {
                throw .unexpected("a link that is too many", at: place)
            }
            links.append(LinkSample.Link(id: id, requests: requests, time: time))
        }
        return links
    }

    /// Sixteen hexadecimal digits.
    private static func readID(_ reader: inout JSONReader) throws(JSONFault) -> UInt64? {
        let text = try reader.string(limit: 17) ?? ""
        return text.utf8.count == 16 && text.utf8.allSatisfy { $0.hexadecimal != nil } ? UInt64(text, radix: 16) : nil
    }
}

extension Endpoint {
    /// `10.0.0.1:80`, `[fd00::1]:80`.
    init?(text: String) {
        guard let colon = text.lastIndex(of: ":"), let port = UInt16(text[text.index(after: colon)...]) else { return nil }
        var host = text[..<colon]
        let isBracketed = host.hasPrefix("[") && host.hasSuffix("]")
        if isBracketed { host = host.dropFirst().dropLast() }
        guard isBracketed || !host.contains(":"), let address = IPAddress(text: String(host)) else { return nil }
        self.init(address: address, port: port)
    }
}
