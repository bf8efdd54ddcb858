import NIOCore
import NIOHTTP1
import Synchronization

/// The cluster, all its roles at once. Changes come from the lines of standard input, and go to those who listen to streams.
final class World: Sendable {
    struct State {
        var id = "c0ffee00-0000-4000-8000-000000000001"
        /// `127.0.0.1:5050`, as its own URL has it.
        var master = ""
        /// Who leads, if it is not this one.
        var leader: String?
        var agents: [FakeAgent] = []
        var frameworks: [FakeFramework] = []
        /// Ended ones too.
        var tasks: [FakeTask] = []
        /// Ended tasks of nobody, to make documents large.
        var filling = ""
        var jobs: [FakeJob] = []
        var records: [FakeRecord] = []
        var services: [FakeService] = []
        /// The framework that the Marathon of this process is.
        var marathon: String?
        var behaviours: [Role: Behaviour] = [:]
        /// What `Authorization` may be.
        var keys: Set<String> = []
        var logins = Logins()
        var heartbeat = 15.0
        var streams: [Stream] = []
        var logs = false
    }

    struct Stream {
        enum Kind { case master, marathon }
        var kind: Kind
        var channel: any Channel
    }

    private let state = Mutex(State())

    func read<Value: Sendable>(_ body: (State) -> Value) -> Value { state.withLock { body($0) } }

    func change<Value: Sendable>(_ body: (inout State) throws -> Value) rethrows -> Value { try state.withLock { try body(&$0) } }
}

extension World.State {
    var isLeader: Bool { leader == nil }

    func behaviour(_ role: Role) -> Behaviour { behaviours[role] ?? Behaviour() }

    func agent(_ id: String) -> FakeAgent? { agents.first { $0.id == id } }

    /// To all that listen.
    mutating func send(_ kind: World.Stream.Kind, _ bytes: String) {
        streams.removeAll { !$0.channel.isActive }
        for stream in streams where stream.kind == kind { stream.channel.write(part: bytes) }
    }

    mutating func tell(_ event: JSON) { send(.master, record(event)) }

    /// As Server-Sent Events have it.
    mutating func tell(_ type: String, _ data: JSON) { send(.marathon, serverSentEvent(type, data)) }
}

/// Length, line feed, and the bytes.
func record(_ event: JSON) -> String {
    let text = event.text
    return "\(text.utf8.count)\n\(text)"
}

func serverSentEvent(_ type: String, _ data: JSON) -> String {
    "event: \(type)\r\ndata: \(data.with("eventType", JSON(type)).text)\r\n\r\n"
}

extension Channel {
    /// A piece of a body that goes on.
    func write(part text: String) {
        writeAndFlush(HTTPServerResponsePart.body(.byteBuffer(allocator.buffer(string: text))), promise: nil)
    }
}
