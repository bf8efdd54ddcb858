public import Events
public import Traffic

/// What the daemon hands over once per interval; metrics show all of it or nothing.
public struct MetricsTick {
    /// The end of the interval.
    public var time: MonotonicTime
    /// What flows did in it: each report once.
    public var reports: [FlowReport]
    public var capture: CaptureFacts
    /// nil: as before. They may be measured more rarely than flows are told.
    public var resources: [MeasuredThing]?
    public var hostAddresses: [IPAddress]?

    public init(
        time: MonotonicTime, reports: [FlowReport], capture: CaptureFacts = CaptureFacts(), resources: [MeasuredThing]? = nil,
        hostAddresses: [IPAddress]? = nil
    ) {
        self.time = time
        self.reports = reports
        self.capture = capture
        self.resources = resources
        self.hostAddresses = hostAddresses
    }
}
