import JSON

extension MesosFramework {
    /// A framework while it is read: v0 has it flat, v1 in `framework_info`.
    struct Draft {
        var id: String?
        var name = ""
        var webURL: String?
        var hostname: String?
        var isActive = true

        /// nil without an id.
        var framework: MesosFramework? {
            id.map { MesosFramework(id: $0, name: name, webURL: webURL, hostname: hostname, isActive: isActive) }
        }

        /// Reads the value of this key if it is one of a framework's own.
        mutating func read(_ key: JSONString, _ reader: inout JSONReader) throws(JSONFault) {
            switch key {
            case "id": id = try reader.id()
            case "name": name = try reader.string() ?? ""
            case "webui_url": webURL = try reader.string().flatMap { $0.isEmpty ? nil : $0 }
            case "hostname": hostname = try reader.string().flatMap { $0.isEmpty ? nil : $0 }
            case "active": isActive = try reader.bool() ?? isActive
            case "framework_info":
                var members = try reader.object()
                while let key = try reader.nextKey(of: &members) { try read(key, &reader) }
            default: break
            }
        }
    }

    /// Of v1: with `framework_info` inside, or that itself.
    static func read(_ reader: inout JSONReader) throws(JSONFault) -> MesosFramework? {
        var draft = Draft()
        var members = try reader.object()
        while let key = try reader.nextKey(of: &members) { try draft.read(key, &reader) }
        return draft.framework
    }
}

extension MesosAgent {
    /// An agent while it is read: v0 has it flat, v1 in `agent_info` beside its `pid`.
    struct Draft {
        var id: String?
        var hostname = ""
        var address: String?
        var port: UInt16?
        var attributes: [String: String] = [:]

        /// nil without an id.
        var agent: MesosAgent? {
            id.map {
                let address = address ?? (AddressText.isAddress(hostname) ? hostname : nil)
                return MesosAgent(id: $0, hostname: hostname, address: address, port: port, attributes: attributes)
            }
        }

        /// Reads the value of this key if it is one of an agent's own.
        mutating func read(_ key: JSONString, _ reader: inout JSONReader) throws(JSONFault) {
            switch key {
            case "id": id = try reader.id()
            case "hostname": hostname = try reader.string() ?? ""
            case "port": port = try reader.port() ?? port
            case "pid":
                guard let process = try reader.string().flatMap({ HostPort(process: $0) }) else { return }
                (address, port) = (process.host, process.port)
            case "attributes":
                attributes = try reader.isNext("[") ? try Self.attributeList(&reader) : try reader.texts()
            case "agent_info", "slave_info":
                var members = try reader.object()
                while let key = try reader.nextKey(of: &members) { try read(key, &reader) }
            default: break
            }
        }

        /// v1: `[{"name":"rack","type":"TEXT","text":{"value":"r1"}}]`. Ranges and sets are left out.
        private static func attributeList(_ reader: inout JSONReader) throws(JSONFault) -> [String: String] {
            var attributes: [String: String] = [:]
            var elements = try reader.array()
            while try reader.nextElement(of: &elements) {
                var (name, value): (String?, String?)
                var members = try reader.object()
                while let key = try reader.nextKey(of: &members) {
                    switch key {
                    case "name": name = try reader.string()
                    case "text", "scalar":
                        var members = try reader.object()
                        while let key = try reader.nextKey(of: &members) {
                            if case "value" = key { value = try reader.stringOrNumber() }
                        }
                    default: break
                    }
                }
                if let name, let value { attributes.add(label: name, value) }
            }
            return attributes
        }
    }

    static func read(_ reader: inout JSONReader) throws(JSONFault) -> MesosAgent? {
        var draft = Draft()
        var members = try reader.object()
        while let key = try reader.nextKey(of: &members) { try draft.read(key, &reader) }
        return draft.agent
    }
}
