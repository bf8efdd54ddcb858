/// What all parts of one sample share.
struct Moment {
    /// Nanoseconds of the caller's clock.
    var time: UInt64
    /// How many samples there were, this one included.
    var turn: Int
    /// Where procfs is mounted.
    var proc: String
    /// Devices on top of others.
    var stacked: Set<DeviceNumber>
    /// Of the host's `net/dev`; nil when that cannot be read.
    var hostNetwork: FileIdentity?
}
