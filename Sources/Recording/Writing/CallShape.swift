/// Which events a system call becomes: those that old and current readers know alike.
enum CallShape {
    case read, write, readv, writev, sendto, recvfrom, sendmsg, recvmsg
    case close, closeRange, dup, fcntl, sendfile, splice
    case socket, socketpair, connect, accept, accept4, bind, listen, shutdown

    /// Of x86-64 (arch/x86/entry/syscalls/syscall_64.tbl).
    ///
    /// `preadv2` and `pwritev2` have no place in the file where there is a socket, so they are `readv` and `writev`. `sendmmsg` and
    /// `recvmmsg` have no values at all in old readers: each is one `sendmsg` or `recvmsg`.
    init?(number: Int) {
        switch number {
        case 0: self = .read
        case 1: self = .write
        case 3: self = .close
        case 19, 327: self = .readv
        case 20, 328: self = .writev
        case 32, 33, 292: self = .dup
        case 40: self = .sendfile
        case 41: self = .socket
        case 42: self = .connect
        case 43: self = .accept
        case 44: self = .sendto
        case 45: self = .recvfrom
        case 46, 307: self = .sendmsg
        case 47, 299: self = .recvmsg
        case 48: self = .shutdown
        case 49: self = .bind
        case 50: self = .listen
        case 53: self = .socketpair
        case 72: self = .fcntl
        case 275: self = .splice
        case 288: self = .accept4
        case 436: self = .closeRange
        default: return nil
        }
    }

    /// Of the half that enters; that of the other half is the next.
    var type: UInt16 {
        switch self {
        case .read: 6
        case .write: 8
        case .readv: 116
        case .writev: 118
        case .sendto: 30
        case .recvfrom: 34
        case .sendmsg: 48
        case .recvmsg: 52
        case .close: 4
        case .closeRange: 450
        case .dup: 124 // dup2 and dup3 too: their own types are younger
        case .fcntl: 150
        case .sendfile: 188
        case .splice: 166
        case .socket: 18
        case .socketpair: 42
        case .connect: 22
        case .accept: 246
        case .accept4: 248
        case .bind: 20
        case .listen: 24
        case .shutdown: 36
        }
    }

    /// Of 32-bit calls and those without a shape: `syscall`, with the number alone.
    static let generic: UInt16 = 0
}
