/// Who answers.
public struct CriVersion: Hashable, Sendable {
    /// `containerd`, `crio`, or what else it calls itself; it is what its containers will be said to run in.
    public var runtime: String
    /// As it writes it: `1.6.20~ds1`, `v2.1.0`.
    public var engine: String
    /// `v1`.
    public var api: String?

    /// Whether it is harmless to ask it for its events. Known of CRI-O from 1.33.
    ///
    /// Before, CRI-O may crash when a listener leaves (its issue 9004). containerd 1.7 gives each event to one listener only, so that
    /// we would take them from the kubelet (its issue 7318), and later ones go on keeping events for a listener that has left.
    /// Listings tell the same, some seconds later.
    var mayBeHeard: Bool {
        let parts = engine.drop { !$0.isNumber }.split(separator: ".")
        guard runtime == "crio", parts.count >= 2, let major = Int(parts[0]), let minor = Int(parts[1]) else { return false }
        return (major, minor) >= (1, 33)
    }
}
