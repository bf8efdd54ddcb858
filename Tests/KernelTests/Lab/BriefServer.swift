import Foundation

/// The `briefly` driver's server, and its clients, each where a test puts it.
final class BriefServer {
    struct Count: Decodable { var requests, sent, received, connections: Int }

    let port: Int
    private let driver: Driver

    convenience init(in cgroup: TestCgroup) throws { try self.init(port: FreePort.any(), start: cgroup.start) }

    /// - Parameter start: turns the command into the process, for one on another host.
    init(at address: String = "127.0.0.1", port: Int, start: ([String]) throws -> Child) throws {
        self.port = port
        driver = Driver(child: try start([Lab.driver("briefly"), "serve", address, "\(port)"]))
        guard try driver.child.errors.first(within: 30, where: { $0.contains("listening") }) != nil else {
            throw LabError("briefly does not serve: \(driver.child.errors.text)")
        }
    }

    func ask(from cgroup: TestCgroup) throws {
        try Driver("briefly", ["127.0.0.1", "\(port)"], in: cgroup).child.succeed()
    }

    /// Ends it, after which it says what it did.
    func stop() throws -> Count {
        try driver.child.signal(SIGTERM)
        try driver.child.succeed()
        return try driver.line(as: Count.self)
    }
}

enum FreePort {
    /// Of the loopback. Below the ephemeral range, so that no client takes it before its server does.
    static func any() throws -> Int {
        for port in (20000..<32000).shuffled().prefix(100) where isFree(port) { return port }
        throw LabError("no free port")
    }

    private static func isFree(_ port: Int) -> Bool {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        return withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, size) }
        } == 0
    }
}
