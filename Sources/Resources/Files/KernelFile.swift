/// What is remembered of a file between two samples. Read through `FileReader`, which also lets go of its descriptor.
struct KernelFile {
    /// Open from the last sample; −1 when it is opened anew each time.
    private(set) var descriptor: Int32 = -1
    /// Of what was read last, if that was asked for.
    private(set) var identity: FileIdentity?
    /// It could not be read the last time.
    private(set) var isAbsent = false

    mutating func opened(_ identity: FileIdentity?) {
        self.identity = identity
        isAbsent = false
    }

    mutating func keep(_ descriptor: Int32) { self.descriptor = descriptor }
    mutating func missed() { isAbsent = true }

    /// Gives what was open, for closing.
    mutating func takeDescriptor() -> Int32 {
        defer { descriptor = -1 }
        return descriptor
    }
}

/// Tells a file from another one at the same path, as of a container that was made again. That of `net/dev` tells network namespaces
/// apart, each of which has its own: `readlink` of `ns/net` would want privilege.
struct FileIdentity: Hashable {
    var device: UInt64
    var inode: UInt64
}
