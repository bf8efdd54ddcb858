#if canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Why a capture cannot be read, or not further.
public struct ScapError: Error, Equatable, CustomStringConvertible {
    public enum Problem: Equatable, Sendable {
        /// It does not begin as a capture does.
        case notACapture
        /// Written on a machine of the other byte order.
        case byteSwapped
        /// The major version of its format is above 1.
        case tooNew(major: UInt16)
        /// A block that cannot be right: what about it.
        case damaged(String)
        /// It ends inside a block.
        case truncated
        /// What is wrong with the compressed stream.
        case gzip(String)
        case unreadable(errno: Int32)
    }

    /// Where, in bytes of the uncompressed stream.
    public var offset: UInt64
    public var problem: Problem

    public init(offset: UInt64, problem: Problem) {
        self.offset = offset
        self.problem = problem
    }

    /// One sentence for the user, without its full stop.
    public var description: String {
        switch problem {
        case .notACapture: "not a capture: no section header at byte \(offset)"
        case .byteSwapped: "the capture was written on a big-endian machine (section at byte \(offset))"
        case .tooNew(let major): "the capture has format version \(major), newer than 1 (section at byte \(offset))"
        case .damaged(let what): "the capture is damaged at byte \(offset): \(what)"
        case .truncated: "the capture is cut off inside the block at byte \(offset)"
        case .gzip(let what): "the capture's gzip stream is damaged after \(offset) bytes of content: \(what)"
        case .unreadable(let errno): "the capture cannot be read at byte \(offset): \(String(cString: strerror(errno)))"
        }
    }
}
