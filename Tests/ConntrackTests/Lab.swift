import Foundation

/// Three network namespaces of the test's own, `client` – `router` – `server`, joined by veth pairs. Nothing of the host is touched,
/// and no packet leaves them.
///
/// `client` 10.77.1.2, fd77:1::2; `router` 10.77.1.1 and 10.77.2.1, fd77:1::1 and fd77:2::1; `server` 10.77.2.2, fd77:2::2.
final class Lab {
    static let isOn = ProcessInfo.processInfo.environment["WEIR_KERNEL_TESTS"] == "1"

    let client, router, server: Namespace

    init() throws {
        let tag = "weir-\(UUID().uuidString.prefix(6).lowercased())"
        client = try Namespace("\(tag)-c")
        router = try Namespace("\(tag)-r")
        server = try Namespace("\(tag)-s")
        for (number, end) in [(1, client), (2, server)] {
            try Command.run("ip", "-n", router.name, "link", "add", "v\(number)", "type", "veth", "peer", "name", "end", "netns", end.name)
            try router.address(["10.77.\(number).1/24", "fd77:\(number)::1/64"], of: "v\(number)")
            try end.address(["10.77.\(number).2/24", "fd77:\(number)::2/64"], of: "end")
            try Command.run("ip", "-n", end.name, "route", "add", "default", "via", "10.77.\(number).1")
            try Command.run("ip", "-n", end.name, "-6", "route", "add", "default", "via", "fd77:\(number)::1")
        }
        try router.run("sysctl", "-qw", "net.ipv4.ip_forward=1", "net.ipv6.conf.all.forwarding=1")
    }

    struct Failure: Error, CustomStringConvertible { var description: String }
}

/// A network namespace by name, gone with the object.
final class Namespace: Sendable {
    let name: String

    init(_ name: String) throws {
        self.name = name
        try Command.run("ip", "netns", "add", name)
        try Command.run("ip", "-n", name, "link", "set", "dev", "lo", "up")
    }

    deinit { try? Command.run("ip", "netns", "del", name) }

    func run(_ command: String...) throws { try Command.run(["ip", "netns", "exec", name] + command) }

    func address(_ addresses: [String], of link: String) throws {
        for address in addresses {
            let nodad = address.contains(":") ? ["nodad"] : []
            try Command.run(["ip", "-n", name, "address", "add", address, "dev", link] + nodad)
        }
        try Command.run("ip", "-n", name, "link", "set", "dev", link, "up")
    }

    /// What `body` makes there: a socket stays in the namespace that it was made in.
    func inside<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) throws -> Result {
        let file = open("/run/netns/\(name)", O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw Lab.Failure(description: "no namespace \(name)") }
        defer { close(file) }
        // A thread that ends takes the change of namespace with it.
        nonisolated(unsafe) var result: Swift.Result<Result, any Error> = .failure(Lab.Failure(description: "setns: \(errno)"))
        let done = DispatchSemaphore(value: 0)
        Thread.detachNewThread {
            if setns(file, newNetwork) == 0 { result = Swift.Result { try body() } }
            done.signal()
        }
        done.wait()
        return try result.get()
    }
}

/// Glibc shows it to those who define _GNU_SOURCE, and Swift does not.
@_silgen_name("setns")
private func setns(_ descriptor: CInt, _ kind: CInt) -> CInt

/// CLONE_NEWNET (linux/sched.h).
private let newNetwork: CInt = 0x4000_0000

enum Command {
    static func run(_ command: String...) throws { try run(command) }

    static func run(_ command: [String]) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = command
        process.environment = ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin"]
        let errors = Pipe()
        process.standardError = errors
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        let said = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Lab.Failure(description: "\(command.joined(separator: " ")): \(said)") }
    }
}
