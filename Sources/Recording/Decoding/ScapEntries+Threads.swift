// Lists of threads: nine versions, each with fields more than the one before.
extension ScapEntries {
    /// Entries are views, valid during the call.
    static func threads(_ body: UnsafeRawBufferPointer, version: Int, _ take: (ScapThreadEntry) -> Void) -> Int {
        list(body, length: version >= 9 ? .itself : .none) { cursor in
            var entry = ScapThreadEntry(&cursor, version)
            if cursor.isShort { return false }
            if version >= 9 { entry.readTail(&cursor) }
            take(entry)
            return true
        }
    }
}

/// A thread in a list, as it lies there: its texts are made when they are asked for, which most readers do for few of them.
public struct ScapThreadEntry {
    /// Everything but the texts.
    private var fields = ScapThread()
    /// As the kernel has it.
    private(set) var commandBytes = Self.nothing
    private var executable = Self.nothing
    private var executablePath = Self.nothing
    private var arguments = Self.nothing
    private var directory = Self.nothing
    /// `NAME=value`, each with a NUL behind it.
    private(set) var environment = Self.nothing
    private var cgroups = Self.nothing
    private var root = Self.nothing

    private static var nothing: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: nil, count: 0) }

    init(_ cursor: inout ScapCursor, _ version: Int) {
        fields.thread = cursor.number()
        fields.process = cursor.number()
        fields.parent = cursor.number()
        if version >= 6 { fields.session = cursor.number() }
        if version >= 8 { fields.virtualGroup = cursor.number() }
        commandBytes = cursor.counted()
        executable = cursor.counted()
        if version >= 7 { executablePath = cursor.counted() }
        arguments = cursor.counted()
        directory = cursor.counted()
        fields.descriptorLimit = cursor.number()
        fields.flags = cursor.number()
        fields.user = cursor.number()
        fields.group = cursor.number()
        if version >= 2 { readMemory(&cursor) }
        if version >= 3 { environment = cursor.counted() }
        if version >= 4 {
            fields.virtualThread = cursor.number()
            fields.virtualProcess = cursor.number()
            cgroups = cursor.counted()
        }
        if version >= 5 { root = cursor.counted() }
    }

    private mutating func readMemory(_ cursor: inout ScapCursor) {
        fields.virtualSizeKB = cursor.number()
        fields.residentKB = cursor.number()
        fields.swapKB = cursor.number()
        fields.majorFaults = cursor.number()
        fields.minorFaults = cursor.number()
    }

    /// Fields that were added to entries with a length. Libs 0.10 put two in front of those that were there, so that only the tail's
    /// length tells which it is: up to 29 bytes it begins with the login user. It may end behind any field; what follows is not ours.
    mutating func readTail(_ cursor: inout ScapCursor) {
        let longestOfOld = 29
        let startOfNamespaceAndTerminal = 12
        if cursor.remaining > longestOfOld { _ = cursor.take(startOfNamespaceAndTerminal) }
        guard cursor.remaining >= 4 else { return }
        fields.loginUser = cursor.number()
        if cursor.remaining >= 1 { fields.canWriteExecutable = cursor.number(UInt8.self) != 0 }
    }

    public var thread: UInt64 { fields.thread }
    public var process: UInt64 { fields.process }
    public var command: String { String(decoding: commandBytes, as: UTF8.self) }
    /// `argv`, each with a NUL behind it.
    var commandLine: [UInt8] { executable + [0] + arguments }
    /// `subsystem=path`, each with a NUL behind it.
    var cgroupBytes: UnsafeRawBufferPointer { cgroups }

    /// With all its texts, which outlive the list.
    public var decoded: ScapThread {
        var thread = fields
        thread.command = command
        thread.executable = String(decoding: executable, as: UTF8.self)
        thread.executablePath = String(decoding: executablePath, as: UTF8.self)
        thread.arguments = ScapText.list(arguments)
        thread.directory = String(decoding: directory, as: UTF8.self)
        thread.environment = ScapText.list(environment)
        thread.cgroups = ScapCgroup.list(cgroups)
        thread.root = String(decoding: root, as: UTF8.self)
        return thread
    }
}

extension ScapCgroup {
    /// Each text ends with a NUL.
    static func list(_ bytes: UnsafeRawBufferPointer) -> [ScapCgroup] {
        ScapText.list(bytes).filter { !$0.isEmpty }.map { ScapCgroup($0) }
    }
}
