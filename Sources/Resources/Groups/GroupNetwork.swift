/// The network of a group, through one of its processes.
struct GroupNetwork {
    private var received = Counter()
    private var transmitted = Counter()

    /// Received and transmitted bytes a second; nil when nothing is known of it and when it is the host's network.
    ///
    /// The file never stays open: that would keep the namespace and its interfaces alive after the container's end.
    mutating func advance(process: UInt32?, reader: FileReader, _ moment: Moment) -> (received: Double, transmitted: Double)? {
        guard let process, let host = moment.hostNetwork else { return nil }
        var file = KernelFile()
        let path = FilePath(directory: moment.proc, place: "/\(process)", name: "/net/dev")
        let text = reader.text(of: &file, at: path, length: .records, isIdentified: true)
        let sum = file.identity == host ? nil : text.map(NamespaceTraffic.sum)
        let down = received.advance(to: sum?.received, at: moment.time, source: file.identity)
        let up = transmitted.advance(to: sum?.transmitted, at: moment.time, source: file.identity)
        guard let down, let up else { return nil }
        return (down, up)
    }
}
