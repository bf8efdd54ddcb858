import Foundation

/// weir as a user who owns nothing, with no more capabilities than a test says.
struct Nobody {
    private let scratch: Scratch
    private let weir: String

    init() throws {
        scratch = try Scratch()
        weir = "\(scratch.path)/weir" // where the user may go
        try FileManager.default.copyItem(atPath: Lab.weir(), toPath: weir)
        chmod(scratch.path, 0o755)
    }

    /// - Parameter capabilities: as setpriv(1) has them, `bpf`.
    func start(_ arguments: [String], with capabilities: [String] = []) throws -> Child {
        let set = (["-all"] + capabilities.map { "+\($0)" }).joined(separator: ",")
        let user = ["--reuid=65534", "--regid=65534", "--clear-groups"]
        let sets = ["--inh-caps=\(set)", "--ambient-caps=\(set)", "--bounding-set=\(set)"]
        return try Child([Lab.tool("setpriv")] + user + sets + ["--", weir] + arguments)
    }
}
