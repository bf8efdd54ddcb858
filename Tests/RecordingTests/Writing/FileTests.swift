import CZlib
import Glibc
import Testing

@testable import Recording

/// A directory that goes with the test.
final class TestFolder {
    let path: String

    init() {
        var template = Array("/tmp/weir-capture-XXXXXX".utf8CString)
        path = String(cString: mkdtemp(&template))
    }

    deinit {
        for name in names { unlink("\(path)/\(name)") }
        rmdir(path)
    }

    var names: [String] {
        guard let folder = opendir(path) else { return [] }
        defer { closedir(folder) }
        var found: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
            if !name.hasPrefix(".") { found.append(name) }
        }
        return found.sorted()
    }

    /// By way of zlib, which takes plain files too. `nil` when a compressed one does not end as it should.
    func content(_ name: String) -> [UInt8]? {
        let file = gzopen("\(path)/\(name)", "rb")
        var bytes = [UInt8](repeating: 0, count: 1 << 24)
        let count = gzread(file, &bytes, UInt32(bytes.count))
        guard gzclose_r(file) == Z_OK, count >= 0 else { return nil }
        return Array(bytes[..<Int(count)])
    }
}

@Suite(.serialized) struct FileTests {
    private let folder = TestFolder()

    /// Blocks of 100 bytes whose bytes are not like each other's.
    private func blocks(_ count: Int, from first: Int = 0) -> [UInt8] {
        let writer = ScapWriter()
        for index in first..<(first + count) {
            writer.begin(ScapBlock.weir)
            var state = UInt64(index) &* 0x9e37_79b9_7f4a_7c15 | 1
            for _ in 0..<11 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                writer.out.append(state)
            }
            writer.endBlock()
        }
        return Array(writer.bytes)
    }

    private func files(_ ring: Int = 1, gzip: Bool = false, replaces: Bool = false) throws -> CaptureFiles {
        try CaptureFiles(path: folder.path + "/c", ring: ring, isCompressed: gzip, replaces: replaces)
    }

    private func write(_ bytes: [UInt8], _ file: CaptureFile) throws { try bytes.withUnsafeBytes { try file.write($0) } }

    @Test("a file is its owner's alone, never written over and never through a link")
    func creation() throws {
        let file = try files().next()
        try file.finish()
        var status = stat()
        #expect(stat(folder.path + "/c", &status) == 0 && status.st_mode & 0o777 == 0o600)
        #expect(throws: CaptureFileError("create \(folder.path)/c", .exists)) { try files() }
        #expect(throws: Never.self) { try files(replaces: true).next() }
        unlink(folder.path + "/c")
        symlink("other", folder.path + "/c")
        #expect(throws: CaptureFileError("create \(folder.path)/c", .exists)) { try files() }
        #expect(throws: CaptureFileError("replace \(folder.path)/c", .notPlain)) { try files(replaces: true) }
        #expect(folder.names == ["c"])
    }

    @Test("a ring goes on in numbered files and then takes the oldest one's place")
    func ring() throws {
        let files = try files(3)
        for index in 0..<4 {
            let file = try files.next()
            try write(blocks(1, from: index), file)
            try file.finish()
        }
        #expect(folder.names == ["c", "c.1", "c.2"] && files.count == 4)
        #expect(folder.content("c") == blocks(1, from: 3) && folder.content("c.1") == blocks(1, from: 1))
    }

    @Test("a run of which nothing came leaves no file")
    func abandoned() throws {
        let files = try files()
        _ = try files.next()
        files.abandon()
        #expect(folder.names.isEmpty)
    }

    @Test("compressed and plain files hold the same; what was flushed is readable before the end", arguments: [false, true])
    func gzip(isCompressed: Bool) throws {
        let file = try files(gzip: isCompressed).next()
        let all = blocks(5000)
        try write(Array(all[..<250_000]), file)
        try file.flush()
        #expect(file.contentSize == 250_000)
        #expect(prefix("c", isCompressed) == Array(all[..<250_000]))
        try write(Array(all[250_000...]), file)
        try file.finish()
        #expect(folder.content("c") == all && file.contentSize == UInt64(all.count))
    }

    /// As much as can be read of a file that has no end yet.
    private func prefix(_ name: String, _ isCompressed: Bool) -> [UInt8] {
        let file = gzopen("\(folder.path)/\(name)", "rb")
        defer { gzclose_r(file) }
        var bytes: [UInt8] = []
        var byte: UInt8 = 0
        while gzread(file, &byte, 1) == 1 { bytes.append(byte) }
        return bytes
    }

    /// A file in memory that can be kept from growing; the C library's header hides the call.
    private static func memoryFile() -> Int32? {
        typealias Create = @convention(c) (UnsafePointer<CChar>, UInt32) -> Int32
        guard let create = dlsym(nil, "memfd_create").map({ unsafeBitCast($0, to: Create.self) }) else { return nil }
        let file = create("capture", 2) // MFD_ALLOW_SEALING
        return file >= 0 ? file : nil
    }

    @Test("where the file may not grow, it keeps all whole blocks and nothing else")
    func full() throws {
        let memory = try #require(Self.memoryFile())
        #expect(ftruncate(memory, 100_050) == 0 && fcntl(memory, 1033, 4) == 0) // F_ADD_SEALS, F_SEAL_GROW: its size is the most
        let file = try CaptureFile(descriptor: dup(memory), isPipe: false, isCompressed: false)
        defer { close(memory) }
        let all = blocks(3000)
        var failure: (any Error)?
        for start in stride(from: 0, to: all.count, by: 9700) where failure == nil {
            do { try write(Array(all[start..<min(start + 9700, all.count)]), file) } catch { failure = error }
        }
        #expect(failure as? CaptureFileError == CaptureFileError("write", errno: EPERM))
        var kept = [UInt8](repeating: 0, count: 200_000)
        kept.removeLast(kept.count - max(pread(memory, &kept, kept.count, 0), 0))
        #expect(kept.count > 90_000 && kept.count % 100 == 0 && kept == Array(all[..<kept.count]))
        #expect(file.contentSize == UInt64(kept.count) && file.size == UInt64(kept.count))
    }

    @Test("a compressed file that could not go on is a whole one up to its last flush")
    func endOfMarked() throws {
        let stream = try #require(GzipStream())
        let (first, second) = (blocks(50), blocks(50, from: 50))
        first.withUnsafeBytes { stream.add($0) }
        stream.flush()
        stream.mark(at: UInt64(stream.output.count))
        let flushed = Array(stream.output.bytes)
        second.withUnsafeBytes { stream.add($0) }
        stream.flush()
        let end = stream.endOfMarked
        let whole = flushed + withExtendedLifetime(end) { Array(end.bytes) }
        let file = try #require(fopen(folder.path + "/g", "w"))
        #expect(fwrite(whole, 1, whole.count, file) == whole.count)
        fclose(file)
        #expect(folder.content("g") == first)
    }

    @Test("the end of the last whole block is found wherever bytes end")
    func wholeBlocks() {
        let bytes = blocks(3)
        for length in 0...bytes.count {
            #expect(Array(bytes[..<length]).withUnsafeBytes { WholeBlocks.length(in: $0) } == length / 100 * 100)
        }
    }
}
