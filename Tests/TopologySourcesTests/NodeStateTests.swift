import Testing
import Traffic

@testable import TopologySources

@Suite struct NodeStateTests {
    private let failure = SourceError.timedOut("http://a:1")

    private func state() throws -> NodeState { NodeState(try SourceAddress("http://a:1"), NodeState.Limits()) }

    private func report() -> HostReport {
        var report = HostReport(host: "a", time: 5, interval: 1, started: 1)
        report.nodes = [TopologyNode(id: "host:a", level: .host, name: "a")]
        return report
    }

    @Test("silence of 12 s makes stale, of 10 minutes leaves the reason alone, whatever the node's clock says") func silence() throws {
        var state = try state()
        state.took(report(), at: .seconds(100))
        state.failed(failure, at: .seconds(110))
        #expect(!state.shown(at: .seconds(111), wall: 9).isStale)
        let stale = state.shown(at: .seconds(112), wall: 9)
        #expect(stale.isStale && stale.error == failure.description && stale.nodes.count == 1 && stale.time == 5)
        #expect(state.shown(at: .seconds(699), wall: 9).nodes.count == 1)
        let gone = state.shown(at: .seconds(700), wall: 9)
        #expect(gone.nodes.isEmpty && gone.isStale && gone.host == "a" && gone.time == 9)
    }

    @Test("a node that never answered is there by its address") func never() throws {
        var state = try state()
        state.failed(failure, at: .seconds(1))
        let shown = state.shown(at: .seconds(1), wall: 9)
        #expect(shown.host == "http://a:1" && shown.error == failure.description && shown.isStale)
    }

    @Test("one that fails is asked again after 1, 2, 4 … 30 s, and at once after an answer") func pauses() throws {
        var state = try state()
        var now = Duration.zero
        for pause in [1, 2, 4, 8, 16, 30, 30] {
            #expect(state.isDue(at: now))
            state.failed(failure, at: now)
            #expect(!state.isDue(at: now + .seconds(pause) - .milliseconds(1)) && state.isDue(at: now + .seconds(pause)))
            now += .seconds(pause)
        }
        state.took(report(), at: now)
        #expect(state.isDue(at: now))
    }
}
