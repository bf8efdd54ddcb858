import Logging

/// What the daemon says: a line each, `key=value` behind it. Under systemd with the level in front, as journald reads it (sd-daemon(3)).
enum DaemonLog {
    static func logger(_ level: String) throws(Failure) -> Logger {
        guard let level = Logger.Level(rawValue: level) else {
            throw .usage("--log-level \(level): there are \(Logger.Level.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        let isJournal = Host.environment("JOURNAL_STREAM") != nil
        var logger = Logger(label: "weir") { label -> any LogHandler in
            if isJournal { JournalHandler() } else { StreamLogHandler.standardError(label: label) }
        }
        logger.logLevel = level
        return logger
    }
}

/// journald knows the time and who speaks.
private struct JournalHandler: LogHandler {
    var logLevel = Logger.Level.info
    var metadata: Logger.Metadata = [:]

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let fields = metadata.merging(event.metadata ?? [:]) { _, new in new }.sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value)" }
        Console.say("<\(event.level.priority)>\(event.message)\(fields.joined())")
    }
}

extension Logger.Level {
    /// syslog(3).
    fileprivate var priority: Int {
        switch self {
        case .trace, .debug: 7
        case .info: 6
        case .notice: 5
        case .warning: 4
        case .error: 3
        case .critical: 2
        }
    }
}
