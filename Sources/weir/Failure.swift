import Capture
import Privilege
import Workloads

#if canImport(Musl)
import Musl
#else
import Glibc
#endif

/// What went wrong, for the user: what failed, why, what to try.
struct Failure: Error {
    var message: String
    /// 1 failed, 2 wrong usage.
    var status: Int32 = 1

    static func usage(_ message: String) -> Failure { Failure(message: message, status: 2) }
}

extension Failure {
    init(_ error: CaptureError) {
        switch error {
        case .unsupported(let backend, let missing):
            let needs = backend == .socket ? "6.3 or newer with BTF (the syscall backend: 5.15)" : "5.15 or newer with BTF"
            message =
                "this kernel cannot run the \(backend) backend: it lacks \(missing.joined(separator: ", ")). "
                + "It needs Linux \(needs); `weir check` tells more"
        case .rejected(let detail):
            message = "this kernel does not accept weir's programs\(Self.inParentheses(detail)): please report it with the kernel's version (`uname -r`)"
        case .failed(let step, let errno, _) where errno == EPERM || errno == EACCES:
            message = "cannot \(step): \(Self.lacking ?? "no permission. Run as root, or grant CAP_BPF and CAP_PERFMON")"
        case .failed(let step, let errno, let detail):
            message =
                "cannot \(step): \(describe(errno: errno))\(Self.inParentheses(detail)). `weir check` tells what this host offers"
        case .filterFull(let limit):
            message = "the filter holds at most \(limit) cgroups or processes: choose a cgroup higher up"
        }
    }

    /// What this process may not do and would have to, as far as that can be told.
    private static var lacking: String? {
        let missing = PrivilegeFacts.current().findings.filter { $0.state == .no && $0.isRequired }
        guard let remedy = missing.first?.remedy else { return nil }
        return missing.map { "no \($0.name) (\($0.meaning))" }.joined(separator: ", ") + ". To have it, \(remedy)"
    }

    /// Why the other backend is used, for those who would rather know.
    static func fallback(_ error: CaptureError) -> String {
        switch error {
        case .unsupported(_, let missing): "the socket backend needs what this kernel lacks (\(missing.joined(separator: ", "))): using the syscall backend"
        default: "\(Failure(error).message). Using the syscall backend"
        }
    }

    private static func inParentheses(_ detail: String) -> String { detail.isEmpty ? "" : " (\(detail))" }
}
