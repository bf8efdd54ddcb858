import Foundation
import Synchronization

/// Answers HTTP on a unix socket with fixed text, one request a connection, from a thread of its own.
final class FakeDocker: Sendable {
    let socket: String
    private let descriptor: Int32
    private let asked = Mutex<[String]>([])

    /// Requests so far, without method and version.
    var requests: [String] { asked.withLock(\.self) }

    /// `answer` gets the path and gives the whole response; the connection is closed after it, or kept silent when it is nil.
    init(_ answer: @escaping @Sendable (String) -> String?) throws {
        socket = FileManager.default.temporaryDirectory.appendingPathComponent("weir-fake-\(UUID().uuidString.prefix(8)).sock").path
        descriptor = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        try Self.bind(descriptor, to: socket)
        listen(descriptor, 8)
        Thread.detachNewThread { [self] in
            while case let connection = accept(descriptor, nil, nil), connection >= 0 {
                Thread.detachNewThread { [self] in serve(connection, answer) }
            }
        }
    }

    func stop() {
        shutdown(descriptor, Int32(SHUT_RDWR))
        close(descriptor)
        unlink(socket)
    }

    static func ok(_ body: String) -> String { "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + body }

    private func serve(_ connection: Int32, _ answer: (String) -> String?) {
        defer { close(connection) }
        var request: [UInt8] = []
        var byte: UInt8 = 0
        while !request.suffix(4).elementsEqual("\r\n\r\n".utf8) {
            guard read(connection, &byte, 1) == 1 else { return }
            request.append(byte)
        }
        let path = String(decoding: request, as: UTF8.self).split(separator: " ")[1]
        asked.withLock { $0.append(String(path)) }
        if let response = answer(String(path)) {
            send(connection, Array(response.utf8))
        } else {
            _ = read(connection, &byte, 1)
        }
    }

    private func send(_ connection: Int32, _ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }

    static func bind(_ descriptor: Int32, to path: String) throws {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8.prefix(107)) }
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        if result != 0 { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
    }
}
