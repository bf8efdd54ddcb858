extension FixedWidthInteger {
    /// The largest there is where the sum would not fit.
    @inline(__always)
    func addingSaturated(_ other: Self) -> Self {
        let (result, overflow) = addingReportingOverflow(other)
        return overflow ? .max : result
    }
}
