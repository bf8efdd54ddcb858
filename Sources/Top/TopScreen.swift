public import Terminal
public import Traffic

/// `Top` on a terminal, for a thread that has other things to do: it calls `turn` whenever it is awake, at least every 50 ms for keys to be
/// felt at once. Nothing here waits. Of one thread.
public final class TopScreen {
    private var top: Top
    private let session: ScreenSession
    private var isChanged = true
    /// A signal asked for the end, or the terminal is gone.
    private var isEnded = false

    /// Takes the terminal over. `environment`: `TERM`.
    public init(_ options: TopOptions, style: Style, environment: [String: String]) throws(ScreenError) {
        top = Top(options)
        session = try ScreenSession(style: style, environment: environment)
    }

    /// Somebody wants to leave.
    public var isOver: Bool { top.isOver || isEnded }

    /// Whose requests are to be told by `requests`; nil: nobody's.
    public var wanted: TopItem? { top.wanted }

    public func update(_ graph: TopologyGraph, _ status: TopStatus) {
        top.update(graph, status)
        isChanged = true
    }

    public func requests(_ requests: [TopRequest]) {
        if requests.isEmpty { return }
        top.requests(requests)
        isChanged = isChanged || top.wanted != nil
    }

    public func say(_ text: String) {
        top.say(text)
        isChanged = true
    }

    /// Takes keys and signals, and draws when something has changed.
    public func turn() {
        attend()
        draw()
    }

    func attend() {
        let events = session.events()
        isEnded = isEnded || events.isOver
        for key in events.keys { top.handle(key) }
        if let last = events.said.last { top.say(last) }
        if !events.keys.isEmpty || !events.said.isEmpty || events.isChanged { isChanged = true }
    }

    func draw() {
        if !isChanged || isOver { return }
        isChanged = !session.show(top.frame(session.size))
    }

    /// For those who have nothing else to do: sleeps until there is something to turn for, here or at one of the files.
    public func wait(milliseconds: Int, files: [Int32] = []) { session.wait(milliseconds: milliseconds, files: files) }

    /// The terminal is as it was.
    public func close() { session.close() }
}
