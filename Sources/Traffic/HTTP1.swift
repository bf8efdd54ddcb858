/// What the beginning of an HTTP/1 message says (RFC 9112, sections 2 to 4).
///
/// The payload is whatever the kernel could read of a message: cut anywhere, or not HTTP at all. Parsing allocates nothing, keeps
/// no pointer, and reads at most `HTTP1.limit` bytes of the buffer.
public enum HTTP1 {
    /// Bytes of a message that are looked at.
    public static let limit = 512
    /// Bytes of a method; the longest registered one has 17.
    public static let methodLimit = 20

    /// RFC 9110, 9.1 and RFC 5789. Methods are case-sensitive: `get` is `other`.
    public enum Method: UInt8, Sendable {
        case get, head, post, put, delete, connect, options, trace, patch, other

        /// From the bytes of the name, the last one lowest. A longer name fills the word's upper bytes and thus matches none.
        init(word: UInt64) {
            self = switch word {
            case 0x47_45_54: .get
            case 0x48_45_41_44: .head
            case 0x50_4f_53_54: .post
            case 0x50_55_54: .put
            case 0x44_45_4c_45_54_45: .delete
            case 0x43_4f_4e_4e_45_43_54: .connect
            case 0x4f_50_54_49_4f_4e_53: .options
            case 0x54_52_41_43_45: .trace
            case 0x50_41_54_43_48: .patch
            default: .other
            }
        }
    }

    /// A higher minor version counts as 1.1 (RFC 9110, 2.5).
    public enum Version: UInt8, Sendable {
        case http10, http11
    }

    public enum Outcome<Head: Sendable & Equatable>: Sendable, Equatable {
        /// What was asked for is known.
        case done(Head)
        /// So far it could be HTTP/1, but the payload ended too early to tell.
        case more
        /// Not HTTP/1, whatever follows.
        case invalid
    }
}

/// The request line of a message (RFC 9112, section 3). Ranges are offsets into the payload that was parsed.
public struct HTTP1Request: Sendable, Equatable {
    public var method: HTTP1.Method
    public var methodRange: Range<Int>
    /// Without scheme, authority, query and fragment. Empty stands for `/`; `*` for all of the server (OPTIONS);
    /// for CONNECT it is `host:port`. Bytes above 0x7f may occur, controls and spaces do not.
    public var path: Range<Int>
    /// The payload ended in the path: there may be more of it.
    public var isPathCut: Bool
    /// nil when the payload ended before it.
    public var version: HTTP1.Version?

    /// Reads a request line. Empty lines before it are skipped (RFC 9112, 2.2).
    ///
    /// Done as soon as a standard method and one byte of the path are there; other methods want the version as well, since any
    /// text protocol may begin with a word and a slash.
    public static func parse(_ payload: UnsafeRawBufferPointer) -> HTTP1.Outcome<HTTP1Request> {
        var reader = HTTP1Reader(payload)
        do throws(HTTP1Reader.Stop) {
            try reader.skipEmptyLines()
            let (method, methodRange) = try reader.readMethod()
            let (path, isPathCut) = try reader.readTarget(of: method)
            let version = try reader.readFinalVersion()
            if version == nil, method == .other { return .more }
            return .done(
                HTTP1Request(method: method, methodRange: methodRange, path: path, isPathCut: isPathCut, version: version))
        } catch {
            return error == .end ? .more : .invalid
        }
    }
}

/// The status line of a message (RFC 9112, section 4).
public struct HTTP1Response: Sendable, Equatable {
    /// 100...599.
    public var status: UInt16
    public var version: HTTP1.Version

    /// Reads a status line. Done as soon as the three digits of the status are there.
    public static func parse(_ payload: UnsafeRawBufferPointer) -> HTTP1.Outcome<HTTP1Response> {
        var reader = HTTP1Reader(payload)
        do throws(HTTP1Reader.Stop) {
            let version = try reader.readVersion()
            let status = try reader.readStatus()
            return .done(HTTP1Response(status: status, version: version))
        } catch {
            return error == .end ? .more : .invalid
        }
    }
}
