public import Events

extension RecordGap {
    /// A `gap` line: records of one processor that did not come, and between which times.
    public func json(_ naming: Naming) -> String {
        var line = JSONLine(type: "gap")
        line.add("time", naming.clock.timestamp(before))
        line.add("after", after.map(naming.clock.timestamp))
        line.add("host", naming.host)
        line.add("processor", UInt64(processor))
        line.add("records", records)
        return line.line
    }
}
