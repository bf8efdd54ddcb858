import Events
import Export

// What is told of each kind of event.
extension EventFields {
    init(_ event: ConnectionEvent, _ payload: UnsafeRawBufferPointer, _ clock: WallClock) {
        self.init(event.kind.name, at: event.time, clock)
        add("transport", event.transport.name)
        add("role", event.role == .unknown ? nil : event.role == .client ? "client" : "server")
        add("cookie", event.cookie)
        add("sequence", event.sequence)
        add("process", event.owner.process)
        add("thread", event.thread)
        add("command", event.owner.command.description)
        if event.transport != .unix {
            add("local", event.local.text)
            add("remote", event.remote.text)
        }
        add("direction", event.direction == .none ? nil : event.direction == .send ? "send" : "receive")
        add("sent", event.sent)
        add("received", event.received)
        add(some: "news_sent", event.news.sent)
        add(some: "news_received", event.news.received)
        add(some: "exchanges", event.news.exchanges)
        add(some: "opened", event.news.opened)
        add(some: "closed", event.news.closed)
        add(some: "failed", event.news.failed)
        add(some: "retransmits", event.news.retransmits)
        add(some: "resets", event.news.resets)
        add(some: "error", event.error)
        add(some: "peer_cookie", event.peerCookie)
        add("payload", bytes: payload)
    }

    init(_ event: CallEvent, _ clock: WallClock) {
        self.init("call", at: event.time, clock)
        add("call", event.name ?? "\(event.number)")
        add("process", event.process)
        add("thread", event.thread)
        add("descriptor", event.descriptor)
        add("inode", event.inode)
        add("transport", event.transport?.name)
        if event.transport != nil, event.transport != .unix {
            add("local", event.local.text)
            add("remote", event.remote.text)
        }
        add("result", event.result)
        add(seconds: "took", event.entered.map { event.time.nanoseconds(since: $0) })
        let (a, b, c, d, e, f) = event.arguments
        add("arguments", [a, b, c, d, e, f].map { "0x" + String($0, radix: 16) }.joined(separator: ","))
        add("payload", bytes: event.payload)
    }

    init(_ event: ProcessEvent, _ clock: WallClock) {
        self.init(event.kind.name, at: event.time, clock)
        add("process", event.owner.process)
        add(some: "thread", event.thread)
        add("parent", event.parent)
        add("command", event.owner.command.description)
        add("arguments", event.arguments.joined(separator: " "))
    }

    init(_ event: CgroupEvent, _ clock: WallClock) {
        self.init(event.kind == .made ? "cgroup_made" : "cgroup_removed", at: event.time, clock)
        add("cgroup", event.cgroup.id)
        add("hierarchy", event.cgroup.hierarchy)
        add("parent", event.parent.id)
        add("path", event.path)
    }
}

extension Endpoint {
    fileprivate var text: String { address.isIPv4 ? "\(address):\(port)" : "[\(address)]:\(port)" }
}

extension ConnectionEvent.Kind {
    fileprivate var name: String {
        switch self {
        case .open: "open"
        case .message: "message"
        case .close: "close"
        case .snapshot: "snapshot"
        }
    }
}

extension ProcessEvent.Kind {
    fileprivate var name: String {
        switch self {
        case .fork: "fork"
        case .exec: "exec"
        case .exit: "exit"
        }
    }
}
