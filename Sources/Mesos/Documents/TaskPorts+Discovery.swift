import JSON

extension TaskPorts {
    /// `discovery`: its name, and its ports into `discovery`.
    mutating func readDiscovery(_ reader: inout JSONReader) throws(JSONFault) -> String? {
        var name: String?
        var members = try reader.object()
        while let key = try reader.nextKey(of: &members) {
            switch key {
            case "name": name = try reader.string()
            case "ports":
                var ports = try reader.object()
                while let key = try reader.nextKey(of: &ports) {
                    if case "ports" = key { try readDiscoveryPorts(&reader) }
                }
            default: break
            }
        }
        return name?.isEmpty == true ? nil : name
    }

    private mutating func readDiscoveryPorts(_ reader: inout JSONReader) throws(JSONFault) {
        var elements = try reader.array()
        while try reader.nextElement(of: &elements) {
            guard let port = try Self.discoveryPort(&reader), discovery.count < Limits.ports else { continue }
            discovery.append(port)
        }
    }

    /// nil without a number: some recordings have such.
    private static func discoveryPort(_ reader: inout JSONReader) throws(JSONFault) -> Discovery? {
        var (number, name, transport): (UInt16?, String?, String?)
        var labels: [String: String] = [:]
        var members = try reader.object()
        while let key = try reader.nextKey(of: &members) {
            switch key {
            case "number": number = try reader.port()
            case "name": name = try reader.string()
            case "protocol": transport = try reader.transport()
            case "labels": labels = try reader.labels()
            default: break
            }
        }
        let virtual = labels.filter { $0.key.hasPrefix("VIP_") }.sorted { $0.key < $1.key }.map(\.value)
        return number.map {
            Discovery(
                number: $0, name: name?.isEmpty == true ? nil : name, transport: transport,
                isOfContainer: labels["network-scope"].flatMap { ["container": true, "host": false][$0] }, virtual: virtual)
        }
    }
}
