import ArgumentParser
import Capture

/// How the kernel is listened to; the same in every command that watches this host.
struct CapturingOptions: ParsableArguments {
    @Option(help: "Bytes to look at of each message's beginning, 0 to 512; 0 turns protocol names off.")
    var payload = 256

    @Option(help: ArgumentHelp(
        "Where the kernel is listened to: socket (Linux 6.3), syscall (5.15), or auto, which is socket where that loads.",
        valueName: "auto|socket|syscall"))
    var backend = BackendChoice.auto

    func validate() throws {
        if !(0...512).contains(payload) { throw ValidationError("--payload must be 0 to 512") }
    }

    /// Of what the filter chooses.
    func options(_ filter: FilterOptions) -> CaptureOptions { filter.captureOptions(backend, payload: payload) }
}

enum BackendChoice: String, ExpressibleByArgument, CaseIterable {
    case auto, socket, syscall

    /// `nil`: whichever this kernel loads.
    var backend: Backend? { Backend(rawValue: rawValue) }
}
