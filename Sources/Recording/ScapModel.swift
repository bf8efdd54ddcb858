public import Events

/// The machine on which a capture was made.
public struct ScapMachine: Equatable, Sendable {
    public var processors: UInt32 = 0
    public var memoryBytes: UInt64 = 0
    public var largestProcess: UInt64 = 0
    public var hostName = ""
    /// Nanoseconds since 1970; 0 in old files.
    public var bootTime: UInt64 = 0
    public init() {}
}

/// An address of a network interface.
public struct ScapInterface: Equatable, Sendable {
    public var name: String
    public var address: IPAddress
    public var netmask: IPAddress
    /// Unspecified for IPv6.
    public var broadcast: IPAddress
    /// Bits a second; 0 unknown.
    public var linkSpeed: UInt64 = 0

    public init(name: String, address: IPAddress, netmask: IPAddress, broadcast: IPAddress, linkSpeed: UInt64 = 0) {
        self.name = name
        self.address = address
        self.netmask = netmask
        self.broadcast = broadcast
        self.linkSpeed = linkSpeed
    }
}

/// A user or a group.
public enum ScapAccount: Equatable, Sendable {
    case user(id: UInt32, group: UInt32, name: String, home: String, shell: String)
    case group(id: UInt32, name: String)
}

/// A thread as it was when the capture began. A process is its main thread, whose number it has.
public struct ScapThread: Equatable, Sendable {
    public var thread: UInt64 = 0
    public var process: UInt64 = 0
    public var parent: UInt64 = 0
    public var session: UInt64 = 0
    /// Process group, as numbered in the process's own namespace.
    public var virtualGroup: UInt64 = 0
    public var command = ""
    /// `argv[0]`.
    public var executable = ""
    public var executablePath = ""
    /// Without `argv[0]`.
    public var arguments: [String] = []
    public var directory = ""
    public var descriptorLimit: Int64 = 0
    public var flags: UInt32 = 0
    public var user: UInt32 = 0
    public var group: UInt32 = 0
    public var virtualSizeKB: UInt32 = 0
    public var residentKB: UInt32 = 0
    public var swapKB: UInt32 = 0
    public var majorFaults: UInt64 = 0
    public var minorFaults: UInt64 = 0
    public var environment: [String] = []
    public var virtualThread: Int64 = 0
    public var virtualProcess: Int64 = 0
    public var cgroups: [ScapCgroup] = []
    public var root = ""
    /// `UInt32.max` none.
    public var loginUser: UInt32 = .max
    public var canWriteExecutable = false
    public init() {}

    /// A further thread of a process, sharing its descriptors (PPM_CL_CLONE_FILES | PPM_CL_CLONE_THREAD).
    public static let furtherThread: UInt32 = 0x2001
}

/// A process's place in one hierarchy: `memory=/docker/<id>`.
public struct ScapCgroup: Hashable, Sendable {
    /// `memory`, `cpu`…; empty in the list of some writers for v2.
    public var subsystem: String
    public var path: String

    public init(subsystem: String, path: String) {
        self.subsystem = subsystem
        self.path = path
    }

    /// `subsystem=path`; a text without `=` is a path.
    public init(_ text: some StringProtocol) {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        self.init(subsystem: parts.count == 2 ? String(parts[0]) : "", path: String(parts[parts.count - 1]))
    }

    public var text: String { subsystem + "=" + path }
}

/// A descriptor that was open when the capture began.
public struct ScapDescriptor: Equatable, Sendable {
    public typealias Content = ScapDescriptorContent<String>

    public var number: Int64
    public var inode: UInt64
    public var content: Content

    public init(number: Int64, inode: UInt64, content: Content) {
        self.number = number
        self.inode = inode
        self.content = content
    }

    /// scap_l4_proto.
    public enum Transport {
        public static let unknown: UInt8 = 0
        public static let tcp: UInt8 = 2
        public static let udp: UInt8 = 3
    }
}

/// What a descriptor means.
public enum ScapDescriptorContent<Text> {
    /// `local` is this end, not the client.
    case socket(local: Endpoint, remote: Endpoint, transport: UInt8)
    case listening(local: Endpoint, transport: UInt8)
    /// Addresses in the kernel's memory, which name the two ends.
    case unix(source: UInt64, destination: UInt64, path: Text)
    case file(path: Text, flags: UInt32, device: UInt32)
    /// By the number of its kind: pipe 7, eventfd 9…
    case other(kind: UInt8, name: Text)
}

extension ScapDescriptorContent: Equatable where Text: Equatable {}
extension ScapDescriptorContent: Sendable where Text: Sendable {}
