import CZlib
import Events
import Testing

@testable import Recording

/// Counts what a reader hands over.
private struct Tally: ScapVisitor {
    var sections = 0, threads = 0, times: [UInt64] = []
    mutating func section() { sections += 1 }
    mutating func thread(_ thread: ScapThreadEntry) { threads += 1 }
    mutating func event(_ event: ScapEvent) -> Bool {
        times.append(event.time)
        return true
    }
}

@Suite struct ReaderTests {
    private func script(events: Int = 20) -> Script {
        let script = Script()
        script.processes([(100, 100, "a"), (101, 100, "a")])
        for _ in 0..<events / 2 { script.write(100, 5, 10, "hello") }
        return script
    }

    private func read(_ bytes: [UInt8]) -> (tally: Tally, counts: ScapCounts, error: ScapError?) {
        var (tally, counts, error) = (Tally(), ScapCounts(), ScapError?.none)
        TemporaryCapture.with(bytes) { path in
            do throws(ScapError) {
                let reader = try ScapReader(path: path)
                defer { counts = reader.counts }
                try reader.read(&tally)
            } catch let failure {
                error = failure
            }
        }
        return (tally, counts, error)
    }

    private func gzip(_ bytes: [UInt8]) -> [UInt8] {
        var stream = z_stream()
        var packed = [UInt8](repeating: 0, count: bytes.count + 1000)
        var bytes = bytes
        deflateInit2_(&stream, 6, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        let size = packed.count
        let left = bytes.withUnsafeMutableBufferPointer { input in
            packed.withUnsafeMutableBufferPointer { output in
                stream.next_in = input.baseAddress
                stream.avail_in = UInt32(input.count)
                stream.next_out = output.baseAddress
                stream.avail_out = UInt32(size)
                deflate(&stream, Z_FINISH)
                return Int(stream.avail_out)
            }
        }
        deflateEnd(&stream)
        return Array(packed.prefix(size - left))
    }

    @Test func everythingIsHandedOverInOrder() {
        let (tally, counts, error) = read(script().bytes)
        #expect(error == nil && tally.sections == 1 && tally.threads == 2 && tally.times.count == 20)
        #expect(tally.times == tally.times.sorted() && counts.events == 20 && counts.malformed == 0 && counts.unknownBlocks == 0)
    }

    @Test func aCaptureCutAnywhereGivesAllThatIsWholeAndSaysWhere() {
        let bytes = script(events: 6).bytes
        let whole = read(bytes)
        for length in stride(from: 1, to: bytes.count, by: 1) {
            let (tally, _, error) = read(Array(bytes.prefix(length)))
            #expect(tally.times == Array(whole.tally.times.prefix(tally.times.count)))
            if let error { #expect(error.offset <= UInt64(length)) }
            #expect(error != nil || tally.times.count < 6, "cut at \(length), where no block ends")
        }
    }

    @Test func gzipReadsAsPlainDoesInOneMemberOrSeveral() {
        let plain = script().bytes
        let expected = read(plain).tally.times
        #expect(read(gzip(plain)).tally.times == expected)
        let (half, rest) = (Array(plain.prefix(777)), Array(plain.dropFirst(777)))
        #expect(read(gzip(half) + gzip(rest)).tally.times == expected)
        #expect(read(gzip(plain) + gzip(plain)).tally.times == expected + expected)
    }

    @Test func damagedGzipGivesWhatIsGoodBeforeTheDamage() {
        let plain = script(events: 4000).bytes
        let packed = gzip(plain)
        let cut = read(Array(packed.prefix(packed.count / 2)))
        #expect(cut.error?.problem == .truncated && !cut.tally.times.isEmpty && cut.tally.times.count < 4000)
        var broken = packed
        for index in packed.count / 2..<packed.count / 2 + 20 { broken[index] ^= 0x5a }
        let damaged = read(broken)
        #expect(damaged.error != nil && !damaged.tally.times.isEmpty)
        let trailing = read(packed + [1, 2, 3])
        #expect(trailing.error?.problem == .gzip("other bytes follow its end") && trailing.tally.times.count == 4000)
    }

    @Test func severalCapturesInOneFileAreSections() {
        let bytes = script().bytes
        let (tally, counts, error) = read(bytes + bytes + bytes)
        #expect(error == nil && tally.sections == 3 && counts.sections == 3 && tally.times.count == 60)
    }

    @Test func aBlockOfAnUnknownKindIsPassedOver() {
        let script = Script()
        script.writer.begin(0x7777)
        script.writer.out.append(zeros: 9)
        script.writer.endBlock()
        script.write(100, 5, 1)
        let (tally, counts, error) = read(script.bytes)
        #expect(error == nil && counts.unknownBlocks == 1 && tally.times.count == 2)
    }

    @Test func aBlockLargerThanTheWindowIsRead() {
        let script = Script()
        script.writer.begin(0x7777)
        script.writer.out.append(zeros: 3 << 20)
        script.writer.endBlock()
        script.write(100, 5, 1)
        #expect(read(script.bytes).tally.times.count == 2)
    }

    @Test func whatIsNoCaptureIsSaidSo() {
        #expect(read([]).error?.problem == .notACapture)
        #expect(read(Array("%PDF-1.7 and so on and on".utf8)).error?.problem == .notACapture)
        let swapped: [UInt8] = [0x0a, 0x0d, 0x0d, 0x0a, 0, 0, 0, 28, 0x1a, 0x2b, 0x3c, 0x4d] + [UInt8](repeating: 0, count: 16)
        #expect(read(swapped).error?.problem == .byteSwapped)
        var newer = Script().bytes
        newer[12] = 2
        #expect(read(newer).error?.problem == .tooNew(major: 2))
    }

    @Test func twoLengthsThatDifferAreDamageAtThatBlock() {
        var bytes = script(events: 2).bytes
        let offset = UInt64(bytes.count)
        bytes += script(events: 2).bytes
        bytes[Int(offset) + 24] = 99 // the length behind the second section
        let (tally, _, error) = read(bytes)
        #expect(error?.offset == offset && tally.times.count == 2)
    }
}
