import JSON

extension TaskPorts {
    /// `container`: the mappings of Docker's bridge, and those of networks.
    mutating func readContainer(_ reader: inout JSONReader) throws(JSONFault) {
        var members = try reader.object()
        while let key = try reader.nextKey(of: &members) {
            switch key {
            case "docker":
                var docker = try reader.object()
                while let key = try reader.nextKey(of: &docker) {
                    if case "port_mappings" = key { try readMappings(&reader) }
                }
            case "network_infos": try readNetworks(&reader)
            default: break
            }
        }
    }

    /// `network_infos`, of a container or of a status. Gives the addresses, which only a status has.
    @discardableResult
    mutating func readNetworks(_ reader: inout JSONReader) throws(JSONFault) -> [String] {
        var addresses: [String] = []
        var networks = try reader.array()
        while try reader.nextElement(of: &networks) {
            var members = try reader.object()
            while let key = try reader.nextKey(of: &members) {
                switch key {
                case "ip_addresses": try Self.readAddresses(&reader, "ip_address", into: &addresses)
                case "name": if try reader.rawText().map({ $0.count > 0 }) ?? false { isInNetwork = true }
                case "port_mappings": try readMappings(&reader)
                default: break
                }
            }
        }
        return addresses
    }

    /// `[{"ip_address":"10.0.0.1"}]`: Marathon's have another name.
    static func readAddresses(
        _ reader: inout JSONReader, _ name: StaticString, into addresses: inout [String]
    ) throws(JSONFault) {
        var elements = try reader.array()
        while try reader.nextElement(of: &elements) {
            var members = try reader.object()
            while let key = try reader.nextKey(of: &members) {
                guard name ~= key, let address = try reader.string(limit: 64) else { continue }
                addresses.add(address: address)
            }
        }
    }

    /// `port_mappings`. Both the container and its status may tell the same.
    private mutating func readMappings(_ reader: inout JSONReader) throws(JSONFault) {
        var elements = try reader.array()
        while try reader.nextElement(of: &elements) {
            var mapping = Mapping()
            var members = try reader.object()
            while let key = try reader.nextKey(of: &members) {
                switch key {
                case "host_port": mapping.host = try reader.port()
                case "container_port": mapping.container = try reader.port()
                case "protocol": mapping.transport = try reader.transport()
                default: break
                }
            }
            guard mapping.host ?? mapping.container != nil, mappings.count < Limits.ports else { continue }
            if !mappings.contains(mapping) { mappings.append(mapping) }
        }
    }

    /// `resources`: v0 writes `"ports":"[31000-31001, 31005-31005]"` in an object, v1 has a list of resources.
    mutating func readResources(_ reader: inout JSONReader) throws(JSONFault) {
        if try reader.isNext("[") { return try readResourceList(&reader) }
        var members = try reader.object()
        while let key = try reader.nextKey(of: &members) {
            if case "ports" = key, let text = try reader.rawText() { readRanges(text) }
        }
    }

    private mutating func readResourceList(_ reader: inout JSONReader) throws(JSONFault) {
        var elements = try reader.array()
        while try reader.nextElement(of: &elements) {
            var isPorts = false
            var ranges: [ClosedRange<UInt16>] = []
            var members = try reader.object()
            while let key = try reader.nextKey(of: &members) {
                switch key {
                case "name": isPorts = try reader.rawText().map { "ports" ~= $0 } ?? false
                case "ranges": ranges = try Self.ranges(&reader)
                default: break
                }
            }
            if isPorts { ranges.forEach { add($0) } }
        }
    }

    /// `{"range":[{"begin":1,"end":2}]}`
    private static func ranges(_ reader: inout JSONReader) throws(JSONFault) -> [ClosedRange<UInt16>] {
        var ranges: [ClosedRange<UInt16>] = []
        var members = try reader.object()
        while let key = try reader.nextKey(of: &members) {
            guard case "range" = key else { continue }
            var elements = try reader.array()
            while try reader.nextElement(of: &elements) {
                var (begin, end): (UInt16?, UInt16?)
                var range = try reader.object()
                while let key = try reader.nextKey(of: &range) {
                    switch key {
                    case "begin": begin = try reader.port()
                    case "end": end = try reader.port()
                    default: break
                    }
                }
                if let begin, let end, begin <= end, ranges.count < Limits.ports { ranges.append(begin...end) }
            }
        }
        return ranges
    }

    private mutating func readRanges(_ text: JSONString) {
        for part in text.bytes.split(separator: UInt8(ascii: ",")) {
            let numbers = part.split { !$0.isDigit }.compactMap { UInt16(String(decoding: $0.prefix(6), as: UTF8.self)) }
            if numbers.count == 2, numbers[0] <= numbers[1], numbers[0] > 0 { add(numbers[0]...numbers[1]) }
        }
    }

    private mutating func add(_ range: ClosedRange<UInt16>) {
        if resources.count < Limits.ports { resources.append(range) }
    }
}

extension JSONReader {
    /// `tcp` and `udp` are meant; anything else (`tcp,udp`, or a protocol above them) is either.
    mutating func transport() throws(JSONFault) -> String? {
        guard let text = try rawText(), text.count == 3 else { return nil }
        let name = text.string().lowercased()
        return name == "tcp" || name == "udp" ? name : nil
    }
}

extension [String] {
    mutating func add(address: String) {
        if count < Limits.addresses, AddressText.isAddress(address), !contains(address) { append(address) }
    }
}
