extension TopCommand {
    func source() throws -> any TopSource {
        files.isEmpty ? TopLive(command: self) : TopCaptured(command: self)
    }
}
