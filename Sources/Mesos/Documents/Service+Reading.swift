import JSON

extension Service {
    /// dcos-net's `/v1/vips`: `[{"vip":"web.marathon.l4lb.thisdcos.directory:80","protocol":"tcp","backend":[{"ip":…,"port":…}]}]`.
    public static func list(vips bytes: UnsafeRawBufferPointer) throws(DocumentError) -> Listing<Service> {
        try Document.read(bytes, as: "dcos-net's /v1/vips") { (reader) throws(JSONFault) in
            guard let listing = try Listing.read(&reader, read) else { throw .unexpected("no list") }
            return listing
        }
    }

    private static func read(_ reader: inout JSONReader) throws(JSONFault) -> Service? {
        var (label, transport): (String?, String?)
        var backends: [String] = []
        var members = try reader.object()
        while let key = try reader.nextKey(of: &members) {
            switch key {
            case "vip": label = try reader.string(limit: Limits.id)
            case "protocol": transport = try reader.transport()
            case "backend":
                let listing = try Listing.read(&reader, readBackend)
                backends = Array((listing?.entries ?? []).prefix(1024))
            default: break
            }
        }
        guard let target = label.flatMap({ HostPort($0[...]) }) else { return nil }
        return Service(
            address: target.host, port: target.port, name: AddressText.isAddress(target.host) ? nil : target.host, transport: transport,
            backends: backends)
    }

    private static func readBackend(_ reader: inout JSONReader) throws(JSONFault) -> String? {
        var (address, port): (String?, UInt16?)
        var members = try reader.object()
        while let key = try reader.nextKey(of: &members) {
            switch key {
            case "ip": address = try reader.string(limit: 64)
            case "port": port = try reader.port()
            default: break
            }
        }
        guard let address, let port else { return nil }
        return address.contains(":") ? "[\(address)]:\(port)" : "\(address):\(port)"
    }
}
