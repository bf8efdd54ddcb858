#if canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Chooses the interfaces by which a host talks to others, so that no byte counts twice: what a container sends passes its veth, perhaps a
/// bridge and a tunnel, and then an interface with a device behind it. Those with a device count, and no others: not their bonds,
/// bridges and VLANs either. A host that has none (it is a container itself) is judged by names.
struct Uplinks {
    /// `/sys/class/net`.
    private let directory: String
    private var known: [String: Bool] = [:]
    private var looks = 0

    /// A name may pass to another interface.
    private static let looksUntilForgotten = 64
    private static let mostKnown = 4096

    init(directory: String) { self.directory = directory }

    mutating func choose(from text: UnsafeRawBufferPointer) -> [String: InterfaceBytes] {
        looks += 1
        if looks % Self.looksUntilForgotten == 0 || known.count > Self.mostKnown { known = [:] }
        var physical: [String: InterfaceBytes] = [:]
        var outer: [String: InterfaceBytes] = [:]
        InterfaceLine.forEach(in: text) { line in
            if line.isLoopback { return }
            let name = line.name.text
            if hasDevice(name) { physical[name] = line.bytes } else if !line.isInner { outer[name] = line.bytes }
        }
        return physical.isEmpty ? outer : physical
    }

    private mutating func hasDevice(_ name: String) -> Bool {
        if let answer = known[name] { return answer }
        let isName = !name.utf8.contains(.slash) && name != "." && name != ".."
        let path = FilePath(directory: directory, place: "/\(name)", name: "/device")
        let answer = isName && path.withTerminated { access($0, F_OK) == 0 } == true
        known[name] = answer
        return answer
    }
}
