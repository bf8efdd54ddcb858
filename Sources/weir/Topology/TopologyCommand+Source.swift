import TopologySources

#if canImport(Musl)
import Musl
#else
import Glibc
#endif

extension TopologyCommand {
    /// The one that is named, else the daemon of this host.
    func source() throws -> any TopologySource {
        if !files.isEmpty { return try CaptureSource(files) }
        do throws(SourceError) {
            let options = try asking.options()
            if let prometheus { return PrometheusSource(try SourceAddress(prometheus, defaultPort: 9090), options) }
            var nodes: [SourceAddress] = []
            for text in node.isEmpty ? [Self.localDaemon] : node { nodes.append(try SourceAddress(text)) }
            return NodeSource(nodes, options)
        } catch {
            throw Failure.usage("\(error)")
        }
    }

    /// Nanoseconds.
    var stretch: UInt64 { window?.nanoseconds ?? (prometheus != nil ? PrometheusSource.shortestWindow : files.isEmpty ? 10_000_000_000 : .max) }

    private static var localDaemon: String {
        let socket = "/run/weir/weir.sock"
        return access(socket, F_OK) == 0 ? "unix:\(socket)" : "http://127.0.0.1:7117"
    }
}
