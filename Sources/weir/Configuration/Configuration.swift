import Mesos
import Workloads

/// What a user has set, from the file, the environment and the flags, the later over the earlier. What is nil is left to discovery
/// or to a default.
struct Configuration {
    var hostName: String?
    var dockerSocket = DockerEngine.defaultSocket
    var podmanSocket: String?
    /// Of containerd or CRI-O.
    var criSocket: String?
    /// Listen to the kernel's connection tracking: it makes each connection of the host some microseconds dearer where that is in use.
    var followsConntrack = true
    var cluster = ClusterConfiguration()
    var daemon = DaemonSettings()

    /// The file that is read when none is named, and that may be missing.
    static let usualFile = "/etc/weir/weir.yaml"

    /// From `path`, or WEIR_CONFIG, or the usual file; then the environment.
    static func load(_ path: String?) throws(Failure) -> Configuration {
        let named = path ?? Host.environment("WEIR_CONFIG")
        var configuration = Configuration()
        if let file = try ConfigurationFile(path: named ?? usualFile, mustExist: named != nil) { try file.apply(to: &configuration) }
        try ConfigurationEnvironment.apply(to: &configuration)
        return configuration
    }
}
