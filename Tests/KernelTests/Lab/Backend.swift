import Testing

/// Where weir listens in the kernel. Both must tell the same.
enum Backend: String, CaseIterable, Decodable, CustomTestStringConvertible {
    case socket, syscall

    var testDescription: String { rawValue }

    /// With a number to each, as many as there are rounds.
    static func rounds(socket: Int, syscall: Int) -> [(Backend, Int)] {
        (1...socket).map { (.socket, $0) } + (1...syscall).map { (.syscall, $0) }
    }
}
