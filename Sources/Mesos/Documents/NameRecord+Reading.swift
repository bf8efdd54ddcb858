import JSON

extension NameRecord {
    /// mesos-dns' `/v1/enumerate`.
    public static func list(enumerate bytes: UnsafeRawBufferPointer) throws(DocumentError) -> Listing<NameRecord> {
        try Document.read(bytes, as: "mesos-dns' /v1/enumerate") { (reader) throws(JSONFault) in
            var rows: Listing<DNSRow>?
            var members = try reader.object()
            while let key = try reader.nextKey(of: &members) {
                if case "frameworks" = key { rows = try readFrameworks(&reader) }
            }
            guard let rows else { throw .unexpected("no list of frameworks in it") }
            return DNSRow.resolve(rows)
        }
    }

    /// dcos-net's `/v1/records`: those of all its zones.
    public static func list(records bytes: UnsafeRawBufferPointer) throws(DocumentError) -> Listing<NameRecord> {
        try Document.read(bytes, as: "dcos-net's /v1/records") { (reader) throws(JSONFault) in
            guard let rows = try Listing.read(&reader, DNSRow.read) else { throw .unexpected("no list") }
            return DNSRow.resolve(rows)
        }
    }

    private static func readFrameworks(_ reader: inout JSONReader) throws(JSONFault) -> Listing<DNSRow>? {
        var rows = Listing<DNSRow>()
        var frameworks = try reader.array()
        while try reader.nextElement(of: &frameworks) {
            var framework = try reader.object()
            while let key = try reader.nextKey(of: &framework) {
                guard case "tasks" = key else { continue }
                var tasks = try reader.array()
                while try reader.nextElement(of: &tasks) { try readTask(&reader, into: &rows) }
            }
        }
        return frameworks.isList ? rows : nil
    }

    private static func readTask(_ reader: inout JSONReader, into rows: inout Listing<DNSRow>) throws(JSONFault) {
        var id: String?
        var records = Listing<DNSRow>()
        var members = try reader.object()
        while let key = try reader.nextKey(of: &members) {
            switch key {
            case "id": id = try reader.id()
            case "records": records = try Listing.read(&reader, DNSRow.read) ?? records
            default: break
            }
        }
        for place in records.entries.indices { records.entries[place].taskID = id }
        rows.add(records)
    }
}

/// A record as both write it: `host` is an address, or for SRV another name with a port.
private struct DNSRow {
    var name: String
    var host: String
    var isService: Bool
    var taskID: String?

    static func read(_ reader: inout JSONReader) throws(JSONFault) -> DNSRow? {
        var (name, host, type): (String?, String?, String?)
        var members = try reader.object()
        while let key = try reader.nextKey(of: &members) {
            switch key {
            case "name": name = try reader.string(limit: Limits.id)
            case "host": host = try reader.string(limit: Limits.id)
            case "rtype": type = try reader.string(limit: 16)
            default: break
            }
        }
        guard let name, let host, !host.isEmpty, ["A", "AAAA", "SRV"].contains(type) else { return nil }
        let bare = plain(name)
        return bare.isEmpty ? nil : DNSRow(name: bare, host: host, isService: type == "SRV")
    }

    /// Without the dot at the end that says: from the root.
    private static func plain(_ name: String) -> String { name.hasSuffix(".") ? String(name.dropLast()) : name }

    /// SRV records lead to an address by way of the others; those that do not are left out and counted.
    static func resolve(_ rows: Listing<DNSRow>) -> Listing<NameRecord> {
        var listing = Listing<NameRecord>(skipped: rows.skipped)
        var addresses: [String: [String]] = [:]
        for row in rows.entries where !row.isService {
            guard AddressText.isAddress(row.host) else {
                listing.skipped += 1
                continue
            }
            addresses[row.name, default: []].add(address: row.host)
            listing.add(NameRecord(name: row.name, address: row.host, taskID: row.taskID))
        }
        for row in rows.entries where row.isService {
            let target = HostPort(row.host[...])
            guard let target, let found = addresses[plain(target.host)] else {
                listing.skipped += 1
                continue
            }
            listing.entries += found.map { NameRecord(name: row.name, address: $0, port: target.port, taskID: row.taskID) }
        }
        return listing
    }
}
