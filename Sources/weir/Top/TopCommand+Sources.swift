extension TopCommand {
    func source() throws -> any TopSource {
        if let node { return try asking(node) }
        return files.isEmpty ? TopLive(command: self) : TopCaptured(command: self)
    }
}
