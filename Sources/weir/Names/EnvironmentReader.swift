import CEnvironment
import Events
import Workloads

#if canImport(Musl)
import Musl
#else
import Glibc
#endif

/// What processes say of themselves in their environments: the few variables of `EnvironmentHints`, by way of a small process that keeps the
/// privilege which that takes and tells nothing else. One thread.
final class EnvironmentReader {
    private var reader = weir_environment()
    private var answer = [CChar](repeating: 0, count: Int(WEIR_ENVIRONMENT_ANSWER))
    /// It answers no more.
    private var isGone = false

    /// nil where no process can be started. To be made before any privilege is given up.
    init?() {
        let names = EnvironmentHints.variableNames.map { $0 + "\0" }.joined() + "\0"
        let result = names.withCString { weir_environment_start($0, names.utf8.count, &reader) }
        guard result == 0 else { return nil }
    }

    func hints(of process: ProcessID) -> EnvironmentHints? {
        guard !isGone, process != 0 else { return nil }
        let count = weir_environment_read(&reader, process, &answer, answer.count)
        guard count >= 0 else {
            isGone = true
            return nil
        }
        let hints = answer.withUnsafeBytes { EnvironmentHints(environment: UnsafeRawBufferPointer(rebasing: $0[..<Int(count)])) }
        return hints.isEmpty ? nil : hints
    }

    deinit { weir_environment_stop(&reader) }
}
