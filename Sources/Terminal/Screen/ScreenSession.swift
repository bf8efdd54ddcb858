#if canImport(Musl)
import Musl
#else
import Glibc
#endif

/// A terminal that is ours for a while: keys come, frames go, and in the end it is exactly as it was, also after signals and crashes.
///
/// Nothing waits but `wait`. Of one thread; one at a time in a process.
public final class ScreenSession {
    private let device: TerminalDevice
    private let bell = ScreenBell()
    private let signals: ScreenSignals.Installed
    private let errors: ErrorLines?
    private var screen: Screen
    private var parser = KeyParser()
    /// When the parser began to wait for the rest of a sequence.
    private var waitingSince: UInt64?
    private var isOpen = true

    /// The rest of a key's sequence comes within this, nanoseconds; an Escape alone is a key after it.
    private static let patience: UInt64 = 30_000_000

    public private(set) var size: ScreenSize

    public init(style: Style, environment: [String: String]) throws(ScreenError) {
        device = try TerminalDevice(environment: environment)
        try device.takeOver()
        signals = ScreenSignals.install(bell)
        errors = ErrorLines()
        screen = Screen(style: style)
        size = device.size
    }

    deinit { close() }

    /// Why there can be no screen, as far as can be told without touching anything; nil: nothing speaks against it.
    public static func obstacle(environment: [String: String]) -> ScreenError? { TerminalDevice.obstacle(environment: environment) }

    /// What happened since it was last asked.
    public struct Events: Sendable {
        public var keys: [Key] = []
        /// Lines on standard error.
        public var said: [String] = []
        /// The frame must be drawn again, perhaps in another size.
        public var isChanged = false
        /// A signal asked for the end, or the terminal is gone.
        public var isOver = false
    }

    public func events() -> Events {
        var events = Events()
        bell.silence()
        attend(to: ScreenSignals.take(), &events)
        device.flush()
        if let bytes = device.take() { events.keys = keys(bytes) } else { events.isOver = true }
        events.said = errors?.take() ?? []
        return events
    }

    /// Shows these lines, as far as they differ from what is there. While the terminal has not taken the frame before, it gets no other;
    /// false tells so.
    public func show(_ lines: [ScreenLine]) -> Bool {
        device.flush()
        if device.hasUnsent { return false }
        device.send(screen.draw(lines, size))
        return true
    }

    /// Sleeps until something happens here or at one of the files, no longer than that. Negative: as long as it takes.
    public func wait(milliseconds: Int, files: [Int32] = []) {
        var pollers = [pollfd(fd: device.file, events: Int16(POLLIN | (device.hasUnsent ? POLLOUT : 0)), revents: 0)]
        pollers += (files + [bell.file]).map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        let limit = Int32(clamping: milliseconds)
        let rest = Int32(Self.patience / 1_000_000) + 1
        _ = poll(&pollers, nfds_t(pollers.count), parser.isWaiting ? (limit < 0 ? rest : min(limit, rest)) : limit)
    }

    /// The terminal as it was. Then nothing may be shown any more.
    public func close() {
        if !isOpen { return }
        isOpen = false
        device.giveBack()
        signals.uninstall()
        errors?.release()
    }

    private func attend(to noted: ScreenSignals.Noted, _ events: inout Events) {
        if noted.contains(.end) { events.isOver = true }
        if noted.contains(.suspend) {
            device.giveBack()
            ScreenSignals.stop()
        }
        if !noted.isDisjoint(with: [.suspend, .resume]) {
            device.giveBack()
            try? device.takeOver()
            screen.forget()
        }
        if !noted.isEmpty {
            size = device.size
            events.isChanged = true
        }
    }

    private func keys(_ bytes: [UInt8]) -> [Key] {
        var keys = parser.feed(bytes)
        let now = Self.now
        if !bytes.isEmpty || !parser.isWaiting { waitingSince = parser.isWaiting ? now : nil }
        if let since = waitingSince, now - since >= Self.patience {
            keys += parser.end()
            waitingSince = nil
        }
        return keys
    }

    private static var now: UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }
}
