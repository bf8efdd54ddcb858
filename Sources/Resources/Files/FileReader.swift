#if canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Reads files of the kernel's: bounded, by one buffer, and keeps a bounded number of them open. One thread.
final class FileReader {
    private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: FileReader.longestText, alignment: 64)
    private let mostKept: Int
    /// How many descriptors are open from one sample to the next.
    private(set) var kept = 0

    /// Of a longer text, the whole lines that fit.
    static let longestText = 1 << 18
    /// A read of records (fs/seq_file.c) ends early only for one that does not fit into the rest of a page: at less than this, only at the
    /// end. A read that would say so is spared.
    private static let shortRead = 1024

    enum Length {
        /// The kernel gives all of it in one go: what a single `show` writes.
        case oneRead
        /// It is put together from records, by the page.
        case records
    }

    enum Keeping {
        case no
        /// While there is room.
        case open
        /// While that leaves a sixteenth of the room to others.
        case openIfAmple
    }

    init(mostKept: Int) { self.mostKept = mostKept }

    deinit { buffer.deallocate() }

    /// The text of a file, valid until the next call; nil when it cannot be read. Which file it was is found out if `isIdentified`.
    func text(
        of file: inout KernelFile, at path: FilePath, length: Length = .oneRead, keeping: Keeping = .no, isIdentified: Bool = false
    ) -> UnsafeRawBufferPointer? {
        if file.descriptor >= 0 {
            if let text = fill(from: file.descriptor, length) { return text }
            release(&file) // what it belonged to is gone; something new may be at its path
        }
        let descriptor = path.withTerminated { open($0, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY) } ?? -1
        guard descriptor >= 0 else {
            file.missed()
            return nil
        }
        guard let text = fill(from: descriptor, length) else {
            close(descriptor)
            file.missed()
            return nil
        }
        file.opened(isIdentified ? identity(of: descriptor) : nil)
        if hasRoom(keeping) {
            file.keep(descriptor)
            kept += 1
        } else {
            close(descriptor)
        }
        return text
    }

    /// Must be called before a file is forgotten.
    func release(_ file: inout KernelFile) {
        let descriptor = file.takeDescriptor()
        guard descriptor >= 0 else { return }
        close(descriptor)
        kept -= 1
    }

    private func identity(of descriptor: Int32) -> FileIdentity? {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return nil }
        return FileIdentity(device: UInt64(status.st_dev), inode: UInt64(status.st_ino))
    }

    private func hasRoom(_ keeping: Keeping) -> Bool {
        switch keeping {
        case .no: false
        case .open: kept < mostKept
        case .openIfAmple: kept < mostKept - mostKept / 16
        }
    }

    private func fill(from descriptor: Int32, _ length: Length) -> UnsafeRawBufferPointer? {
        guard let start = buffer.baseAddress else { return nil }
        var filled = 0
        while filled < buffer.count {
            let count = pread(descriptor, start + filled, buffer.count - filled, filled)
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { return nil }
            filled += count
            if count < (length == .oneRead ? Int.max : Self.shortRead) { break }
        }
        let text = UnsafeRawBufferPointer(rebasing: buffer[..<filled])
        return filled < buffer.count ? text : text.wholeLines
    }
}

extension UnsafeRawBufferPointer {
    /// Without a last line that was cut, whose number could be any.
    fileprivate var wholeLines: UnsafeRawBufferPointer { part(0..<(lastIndex(of: .newline) ?? 0)) }
}
