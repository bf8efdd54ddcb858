/// When to read what changes seldom. Different starts spread the work of many over the samples.
struct Cadence {
    private var age = 0
    private let start: Int

    /// What has just come is looked at closely: its files appear one after another.
    private static let youth = 4

    init(start: Int) { self.start = start & 0xff }

    /// In each of the first samples, then in one of `period`.
    func isDue(each period: Int) -> Bool { age < Self.youth || (age &+ start) % period == 0 }

    mutating func restart() { age = 0 }
    mutating func advance() { age = (age + 1) & Int.max }
}
