import Top
import Traffic

/// Where `weir top` has its graphs from. It takes the screen when it is ready to, and gives it back however it ends.
protocol TopSource {
    func show() async throws
}

/// Somebody who is asked once an interval: a node's daemon. While it does not answer, what it said last stays, with the reason.
struct TopAsking: TopSource {
    /// Takes the terminal over.
    let screen: () throws -> TopScreen
    /// Nanoseconds.
    let interval: UInt64
    let ask: @Sendable () async throws -> (TopologyGraph, TopStatus)
    /// Posts requests of a node, or of the ends of a flow, as they end; until it is cancelled.
    let follow: @Sendable (TopItem, TopMailbox) async throws -> Void
    /// Once, after the last question.
    let end: @Sendable () async -> Void

    func show() async throws {
        let result: Result<Void, any Error>
        do { result = .success(try await showUntilLeft()) } catch { result = .failure(error) }
        await end()
        try result.get()
    }

    private func showUntilLeft() async throws {
        let mailbox = TopMailbox()
        // Whoever cannot be reached at all is better told of without a screen.
        let (graph, status) = try await ask()
        mailbox.post(graph, status)
        let asking = Task { [interval, ask] in await Self.ask(ask, mailbox, interval, graph, status) }
        let following = Task { [follow] in await Self.follow(follow, mailbox) }
        defer {
            asking.cancel()
            following.cancel()
        }
        let screen = try self.screen()
        defer { screen.close() }
        try await CaptureThread.run(screen) { $0.run(mailbox) }
    }

    private static func ask(
        _ ask: @Sendable () async throws -> (TopologyGraph, TopStatus), _ mailbox: TopMailbox, _ interval: UInt64, _ graph: TopologyGraph,
        _ status: TopStatus
    ) async {
        var (graph, status) = (graph, status)
        while !Task.isCancelled {
            try? await Task.sleep(nanoseconds: interval)
            do {
                (graph, status) = try await ask()
            } catch {
                status.warning = "no answer: \(error)"
            }
            mailbox.post(graph, status)
        }
    }

    /// Follows whatever is looked at, and nothing else.
    private static func follow(_ follow: @escaping @Sendable (TopItem, TopMailbox) async throws -> Void, _ mailbox: TopMailbox) async {
        var followed: TopItem?
        var task: Task<Void, Never>?
        while !Task.isCancelled {
            if mailbox.wanted != followed {
                followed = mailbox.wanted
                task?.cancel()
                task = followed.map { item in
                    Task {
                        do { try await follow(item, mailbox) } catch { if !Task.isCancelled { mailbox.say("requests: \(error)") } }
                    }
                }
            }
            try? await Task.sleep(nanoseconds: 100_000_000)
        }
        task?.cancel()
    }
}
