public import Traffic

import Export
import Synchronization

/// A few nodes, each asked for what it knows, all at the same time.
///
/// A node that does not answer keeps its last report: as it is for 12 s, marked as stale with the reason until 10 minutes, then only the reason
/// remains. It is asked again, slower and slower. Any thread.
public final class NodeSource: TopologySource {
    let client: SourceClient
    private let states: Mutex<[NodeState]>
    private let start = ContinuousClock.now

    /// Asked at the same time at most.
    private static let width = 32

    public convenience init(_ nodes: [SourceAddress], _ options: SourceOptions) {
        self.init(nodes, options, NodeState.Limits())
    }

    init(_ nodes: [SourceAddress], _ options: SourceOptions, _ limits: NodeState.Limits) {
        client = SourceClient(options)
        states = Mutex(nodes.map { NodeState($0, limits) })
    }

    public func close() async { await client.close() }

    public func view(at time: UInt64?, window: UInt64) async -> TopologyView {
        let path = Self.path(time, window)
        // The past does not change: what is known of now says nothing of it.
        if let time { return await past(path, time) }
        let due = states.withLock { [now] states in states.indices.filter { states[$0].isDue(at: now) } }
        await ask(due, path) { index, answer in
            self.states.withLock { states in
                switch answer {
                case .success(let report): states[index].took(report, at: self.now)
                case .failure(let error): states[index].failed(error, at: self.now)
                }
            }
        }
        let (now, wall) = (now, SystemText.wallTime())
        return TopologyView(states.withLock { $0.map { $0.shown(at: now, wall: wall) } })
    }

    private func past(_ path: String, _ time: UInt64) async -> TopologyView {
        let known = states.withLock { $0 }
        let found = Mutex(TopologyView())
        await ask(Array(known.indices), path) { index, answer in
            let report: HostReport
            switch answer {
            case .success(var told):
                told.url = "\(known[index].address)"
                report = told
            case .failure(let error): report = known[index].silent(time, because: error)
            }
            found.withLock { $0.merge(report) }
        }
        return found.withLock { $0 }
    }

    private var now: Duration { .now - start }
    var addresses: [SourceAddress] { states.withLock { $0.map(\.address) } }

    private func ask(
        _ indices: [Int], _ path: String, _ take: @escaping @Sendable (Int, Result<HostReport, SourceError>) -> Void
    ) async {
        let addresses = addresses
        await withTaskGroup(of: Void.self) { [client] group in
            for (count, index) in indices.enumerated() {
                if count >= Self.width { await group.next() }
                group.addTask { take(index, await Self.report(of: addresses[index], path, client)) }
            }
        }
    }

    private static func report(of address: SourceAddress, _ path: String, _ client: SourceClient) async -> Result<HostReport, SourceError> {
        do throws(SourceError) {
            let body = try await client.get(address, path)
            let result = body.withUnsafeReadableBytes { bytes -> Result<HostReport, SourceError> in
                do throws(TopologyDocumentError) { return .success(try HostReport(json: bytes)) } catch {
                    return .failure(.wrongAnswer("\(address)", "\(error)"))
                }
            }
            return result
        } catch {
            return .failure(error)
        }
    }

    private static func path(_ time: UInt64?, _ window: UInt64) -> String {
        let path = "/api/v1/topology?for=merge&window=\(SourceNumber.seconds(window))"
        return time.map { "\(path)&at=\(SourceNumber.seconds($0))" } ?? path
    }
}

enum SourceNumber {
    /// Seconds with up to nine decimals.
    static func seconds(_ nanoseconds: UInt64) -> String {
        let (whole, rest) = nanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
        if rest == 0 { return "\(whole)" }
        var digits = String(String(rest + 1_000_000_000).dropFirst())
        while digits.last == "0" { digits.removeLast() }
        return "\(whole).\(digits)"
    }
}
