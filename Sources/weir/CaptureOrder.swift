import Recording

/// The order in which captures are told: by their first events, since the parts of a ring are not named in it.
enum CaptureOrder {
    static func byTime(_ files: [String]) throws -> [String] {
        guard files.count > 1 else { return files }
        guard !files.contains("-") else { throw Failure.usage("- is one capture alone: which comes first cannot be looked up") }
        let times = try files.map { file in
            do throws(ScapError) {
                var first = FirstEvent()
                let reader = try ScapReader(path: file)
                do throws(ScapError) { try reader.read(&first) } catch {} // told when its turn comes
                return first.time
            } catch {
                throw Failure(message: "\(file): \(error)")
            }
        }
        return zip(files, times).enumerated().sorted { ($0.element.1, $0.offset) < ($1.element.1, $1.offset) }.map(\.element.0)
    }

    /// Fails where a capture cannot be read at all, before anything is made of it.
    static func check(_ file: String) throws(Failure) {
        do throws(ScapError) { _ = try ScapReader(path: file) } catch { throw Failure(message: "\(file): \(error)") }
    }

    private struct FirstEvent: ScapVisitor {
        var time: UInt64 = 0

        mutating func event(_ event: ScapEvent) -> Bool {
            if event.thread != .max { time = event.time }
            return time == 0
        }
    }
}
