import Foundation
import Logging
import Synchronization

@testable import Workloads

let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

/// A path for a socket that nobody has yet.
func freshSocket() -> String { "/tmp/weir-cri-\(UUID().uuidString.prefix(8)).sock" }

/// A field of a message that a test builds.
enum Piece {
    case number(UInt32, UInt64)
    case text(UInt32, String)
    case message(UInt32, [UInt8])
    case map(UInt32, [String: String])
}

func message(_ pieces: Piece...) -> [UInt8] {
    var built = ProtobufBytes()
    for piece in pieces { built.add(piece) }
    return built.bytes
}

extension ProtobufBytes {
    init(_ pieces: Piece...) {
        self.init()
        for piece in pieces { add(piece) }
    }

    fileprivate mutating func add(_ piece: Piece) {
        switch piece {
        case .number(let field, let value):
            add(varint: UInt64(field) << 3)
            add(varint: value)
        case .text(let field, let text): add(text.utf8, as: field)
        case .message(let field, let bytes): add(bytes, as: field)
        case .map(let field, let entries):
            for (key, value) in entries.sorted(by: { $0.key < $1.key }) { add(message(.text(1, key), .text(2, value)), as: field) }
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
