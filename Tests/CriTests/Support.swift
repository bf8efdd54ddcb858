import Foundation
import Logging
import Protobuf
import Synchronization

@testable import Workloads

let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

/// A path for a socket that nobody has yet.
func freshSocket() -> String { "/tmp/weir-cri-\(UUID().uuidString.prefix(8)).sock" }

/// A field of a message that a test builds.
enum Piece {
    case number(Int, UInt64)
    case text(Int, String)
    case message(Int, [UInt8])
    case map(Int, [String: String])
}

func message(_ pieces: Piece...) -> [UInt8] {
    var built = ProtobufWriter()
    for piece in pieces { built.add(piece) }
    return built.bytes
}

extension ProtobufWriter {
    init(_ pieces: Piece...) {
        self.init()
        for piece in pieces { add(piece) }
    }

    fileprivate mutating func add(_ piece: Piece) {
        switch piece {
        case .number(let field, let value): integer(always: field, value)
        case .text(let field, let text): string(always: field, text)
        case .message(let field, let bytes): raw(field, bytes)
        case .map(let field, let entries):
            for (key, value) in entries.sorted(by: { $0.key < $1.key }) { raw(field, ProtobufWriter(.text(1, key), .text(2, value)).bytes) }
        }
    }
}

/// Updates in the order of their arrival.
final class Updates: Sendable {
    private let list = Mutex<[ContainerUpdate]>([])
    var all: [ContainerUpdate] { list.withLock(\.self) }
    func add(_ update: ContainerUpdate) { list.withLock { $0.append(update) } }

    /// Waits until the condition holds; false after some seconds.
    func wait(seconds: Int = 20, until condition: ([ContainerUpdate]) -> Bool) async -> Bool {
        for _ in 0..<(seconds * 50) {
            if condition(all) { return true }
            try? await Task.sleep(for: .milliseconds(20))
        }
        return condition(all)
    }
}
