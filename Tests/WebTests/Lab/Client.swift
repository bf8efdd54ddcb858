import Testing
#if canImport(Musl)
import Musl
#else
import Glibc
#endif

/// A client that sends what it is told, right or wrong, and never blocks a thread: the server's tasks need them.
final class Client {
    enum Failure: Error {
        case connect(Int32), timeout(String), closed(String)
    }

    let descriptor: Int32
    private(set) var received: [UInt8] = []

    private let flags = Int32(MSG_DONTWAIT) | Int32(MSG_NOSIGNAL)
    private static let patience = Duration.seconds(60)

    init(port: Int, receiveBuffer: Int32? = nil) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        if var receiveBuffer { setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &receiveBuffer, 4) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        try Self.connect(descriptor, &address, AF_INET)
    }

    init(path: String) throws {
        descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        try Self.connect(descriptor, &address, AF_UNIX)
    }

    deinit { close(descriptor) }

    private static func connect<Address>(_ descriptor: Int32, _ address: inout Address, _ family: Int32) throws {
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<Address>.size))
            }
        }
        guard result == 0 else { throw Failure.connect(errno) }
    }

    func send(_ text: String) async throws { try await send(Array(text.utf8)) }

    /// False when the server does not want more.
    @discardableResult
    func send(_ bytes: [UInt8]) async throws -> Bool {
        let start = ContinuousClock.now
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes { bytes in
                let rest = UnsafeRawBufferPointer(rebasing: bytes[sent...])
                return Glibc.send(descriptor, rest.baseAddress, rest.count, flags)
            }
            if count > 0 { sent += count; continue }
            guard errno == EAGAIN else { return false }
            guard start.duration(to: .now) < Self.patience else { throw Failure.timeout("sending") }
            try await Task.sleep(for: .milliseconds(2))
        }
        return true
    }

    func endSending() { shutdown(descriptor, Int32(SHUT_WR)) }

    /// Bytes that are there; false at the end.
    private func receive() async throws -> Bool {
        let start = ContinuousClock.now
        var bytes = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = recv(descriptor, &bytes, bytes.count, flags)
            if count > 0 {
                received += bytes[..<count]
                return true
            }
            if count == 0 || errno != EAGAIN { return false }
            guard start.duration(to: .now) < Self.patience else { throw Failure.timeout("receiving") }
            try await Task.sleep(for: .milliseconds(2))
        }
    }

    /// Everything up to the server's end.
    func rest() async throws -> String {
        while try await receive() {}
        defer { received = [] }
        return String(decoding: received, as: UTF8.self)
    }

    /// Up to and with a text.
    @discardableResult
    func until(_ text: String) async throws -> String {
        let wanted = Array(text.utf8)
        var from = 0
        while true {
            if let end = find(wanted, from: from) {
                defer { received.removeFirst(end) }
                return String(decoding: received[..<end], as: UTF8.self)
            }
            from = max(0, received.count - wanted.count)
            guard try await receive() else { throw Failure.closed(String(decoding: received.suffix(500), as: UTF8.self)) }
        }
    }

    private func find(_ wanted: [UInt8], from: Int) -> Int? {
        guard received.count >= wanted.count else { return nil }
        for start in from...(received.count - wanted.count) where received[start] == wanted[0] && received[start...].starts(with: wanted) {
            return start + wanted.count
        }
        return nil
    }

    /// One whole answer.
    func answer(isHead: Bool = false) async throws -> Answer {
        var answer = Answer(head: try await until("\r\n\r\n"))
        guard !isHead, let length = answer.header("Content-Length").flatMap({ Int($0) }) else { return answer }
        while received.count < length {
            guard try await receive() else { throw Failure.closed("body of \(received.count), not \(length)") }
        }
        answer.body = Array(received[..<length])
        received.removeFirst(length)
        return answer
    }

    /// Whether the server has closed, or does.
    func isClosed() async throws -> Bool {
        while try await receive() {}
        return true
    }
}

struct Answer {
    var head: String
    var body: [UInt8] = []

    var status: Int { Int(head.dropFirst("HTTP/1.1 ".count).prefix(3)) ?? 0 }
    var text: String { String(decoding: body, as: UTF8.self) }

    func header(_ name: String) -> String? {
        for line in head.split(separator: "\r\n") where line.lowercased().hasPrefix(name.lowercased() + ":") {
            return String(line.dropFirst(name.count + 1).drop { $0 == " " })
        }
        return nil
    }
}
