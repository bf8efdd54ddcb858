import Traffic

extension Target {
    /// Conversations as the kernel tells them (Tests/TrafficTests/Support), chosen by the fuzzer, and what it then does to their records.
    static let sums = Target(name: "sums", seeds: sumsSeeds, run: checkSums)

    private static var sumsSeeds: [[UInt8]] {
        (0..<24).map { seed in
            var random = SeededGenerator(seed: UInt64(seed))
            return (0..<(20 + seed * 20)).map { _ in UInt8(truncatingIfNeeded: random.next()) }
        }
    }
}

private func checkSums(_ bytes: UnsafeRawBufferPointer) {
    var random = FaultRandom(seed: 0, bytes: bytes)
    let count = random.whole(1...6)
    var faults = Faults()
    faults.lost = Double(random.whole(0...3)) / 5
    faults.late = Double(random.whole(0...3)) / 5
    faults.duplicated = Double(max(0, random.whole(0...5) - 3)) / 5
    faults.truncated = Double(max(0, random.whole(0...5) - 3)) / 5
    var scene = FaultScene(random, talks: count)
    defer { scene.scene.end() }
    let stream = faults.meet(scene.scene.held, &scene.random)
    var run = FaultRun(stream)
    run.finish()
    var truth = scene.truth(heard: run.heard)
    truth += scene.told(by: stream.duplicated, heard: run.heard)
    truth -= scene.told(by: stream.truncated, heard: run.heard)
    promise(run.sums == truth, "told \(run.sums), the truth is \(truth); \(faults)")
    promise(run.malformed == stream.truncated.count, "\(run.malformed) malformed of \(stream.truncated.count)")
}
