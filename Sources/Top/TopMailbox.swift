import Synchronization
import Terminal
public import Traffic

/// Between a source on any thread and the screen on its own. Bounded: of updates only the newest is kept, of requests the last ones.
public final class TopMailbox: Sendable {
    private struct Contents {
        var update: (TopologyGraph, TopStatus)?
        var requests: [TopRequest] = []
        var said: String?
        var wanted: TopItem?
        var isOver = false
    }

    private let contents = Mutex(Contents())
    let bell = ScreenBell()

    public init() {}

    public func post(_ graph: TopologyGraph, _ status: TopStatus) { put { $0.update = (graph, status) } }

    public func post(_ requests: [TopRequest]) {
        put { $0.requests = ($0.requests + requests).suffix(TopRequestLines.most) }
    }

    /// Something that happened besides: it stands in the last line until a key is pressed.
    public func say(_ text: String) { put { $0.said = text } }

    /// Whose requests somebody looks at; nil: nobody's.
    public var wanted: TopItem? { contents.withLock(\.wanted) }

    /// Nobody looks any more.
    public var isOver: Bool { contents.withLock(\.isOver) }

    private func put(_ change: (inout Contents) -> Void) {
        contents.withLock { change(&$0) }
        bell.ring()
    }

    /// Hands over to the screen what came, and tells the source what is wanted.
    func deliver(to screen: TopScreen) {
        bell.silence()
        let (wanted, isOver) = (screen.wanted, screen.isOver)
        let taken = contents.withLock { contents in
            defer { (contents.update, contents.requests, contents.said) = (nil, [], nil) }
            (contents.wanted, contents.isOver) = (wanted, isOver)
            return contents
        }
        if let (graph, status) = taken.update { screen.update(graph, status) }
        screen.requests(taken.requests)
        if let said = taken.said { screen.say(said) }
    }
}

extension TopScreen {
    /// Shows what a mailbox gets until somebody leaves. The terminal is then as it was. Blocks its thread.
    public func run(_ mailbox: TopMailbox) {
        while !isOver {
            attend()
            mailbox.deliver(to: self)
            draw()
            if !isOver { wait(milliseconds: Self.longestSleep, files: [mailbox.bell.file]) }
        }
        close()
    }

    /// Should ever a bell not ring.
    private static let longestSleep = 10_000
}
