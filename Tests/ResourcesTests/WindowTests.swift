import Seeded
import Testing

@testable import Resources

struct WindowTests {
    private static let second = FakeMachine.second

    private func sample(_ from: UInt64, _ to: UInt64, cores: Double?, memory: UInt64? = nil, key: String = "a") -> ResourceSample {
        var usage = ResourceUsage()
        usage.cpuCores = cores
        usage.memoryBytes = memory
        return ResourceSample(from: from * Self.second, to: to * Self.second, host: usage, groups: [key: usage])
    }

    @Test("rates are means weighted by time, memory is the last")
    func means() throws {
        var window = ResourceWindow()
        window.add(sample(0, 1, cores: 4, memory: 10))
        window.add(sample(1, 4, cores: 0, memory: 30))
        window.add(sample(4, 5, cores: nil, memory: 20))
        let taken = window.take()
        let step = try #require(taken)
        #expect(step.from == 0 && step.to == 5 * Self.second)
        #expect(abs(try #require(step.groups["a"]?.cpuCores) - 1) < 1e-9)
        #expect(step.groups["a"]?.memoryBytes == 20)
        #expect(step.host == step.groups["a"])
    }

    @Test("a step begins with nothing of the one before, and nothing is no step")
    func taken() {
        var window = ResourceWindow()
        #expect(window.take() == nil)
        window.add(sample(0, 1, cores: 4))
        #expect(window.take() != nil)
        #expect(window.take() == nil)
        window.add(sample(1, 2, cores: 1, key: "b"))
        #expect(window.take()?.groups.keys.sorted() == ["b"])
    }

    @Test("one sample is its own step, also a first one, which covers no time", arguments: [0, 1] as [UInt64])
    func one(length: UInt64) throws {
        let only = sample(5, 5 + length, cores: 3, memory: 4)
        var window = ResourceWindow()
        window.add(only)
        #expect(window.take() == only)
    }

    @Test("a group that lived for a part of the step shows what it used while it lived")
    func partOfAStep() {
        var window = ResourceWindow()
        window.add(sample(0, 1, cores: 2))
        window.add(sample(1, 2, cores: 1, key: "b"))
        let step = window.take()
        #expect(step?.groups["a"]?.cpuCores == 2)
        #expect(step?.groups["b"]?.cpuCores == 1)
    }

    @Test("of two processes with one number the younger one counts")
    func reuse() {
        var window = ResourceWindow()
        for (turn, started) in ([1, 1, 9] as [UInt64]).enumerated() {
            var usage = ResourceUsage()
            usage.cpuCores = Double(started)
            let process = ProcessUsage(started: started, usage: usage)
            window.add(ResourceSample(from: UInt64(turn), to: UInt64(turn) + 1, processes: [7: process], skipped: turn))
        }
        let step = window.take()
        #expect(step?.processes[7]?.started == 9)
        #expect(step?.processes[7]?.usage.cpuCores == 9)
        #expect(step?.skipped == 2)
    }

    @Test("a step of steps is the step of all their samples", arguments: 1...20 as ClosedRange<UInt64>)
    func steps(seed: UInt64) throws {
        var random = SplitMix(state: seed)
        var (all, inner, outer) = (ResourceWindow(), ResourceWindow(), ResourceWindow())
        var time: UInt64 = 0
        for _ in 0..<30 {
            let next = time + UInt64(1 + random.below(5))
            let one = sample(time, next, cores: Double(random.below(100)), memory: random.next())
            time = next
            all.add(one)
            inner.add(one)
            if random.below(3) == 0, let step = inner.take() { outer.add(step) }
        }
        if let step = inner.take() { outer.add(step) }
        let (whole, composed) = (all.take(), outer.take())
        let (once, twice) = (try #require(whole), try #require(composed))
        #expect(once.from == twice.from && once.to == twice.to)
        #expect(once.host.memoryBytes == twice.host.memoryBytes)
        #expect(abs(try #require(once.host.cpuCores) - (try #require(twice.host.cpuCores))) < 1e-6)
    }
}
