import Events
import Export
import Recording
import Terminal

/// `weir events FILE`: the events of a capture, each on a line.
struct CaptureEvents: ScapVisitor {
    private let command: EventsCommand
    private let file: String
    private let names: Set<String>
    /// Processes of the threads, for `--pid`; without one nobody asks.
    private var processes: [UInt64: ProcessID] = [:]
    private var commands: [UInt64: String] = [:]
    private var first: UInt64?
    private var number = 0
    private var printed = 0
    private var malformed = 0
    private var text = ""

    init(_ command: EventsCommand, _ file: String) {
        self.command = command
        self.file = file
        names = Set(command.event)
    }

    /// Returns false when the capture was damaged; what was good is printed.
    consuming func run() throws -> Bool {
        let reader: ScapReader
        do throws(ScapError) { reader = try ScapReader(path: file, isStopped: { Console.isStopRequested }) } catch { throw Failure(message: "\(file): \(error)") }
        var damage: ScapError?
        do throws(ScapError) { try reader.read(&self) } catch { damage = error }
        Console.write(text)
        if malformed > 0 { Console.say("weir: \(file): \(malformed) events were malformed") }
        if let damage { Console.say("weir: \(file): \(damage); everything before it is printed") }
        return damage == nil && !Console.hasOutputFailed
    }

    mutating func section() {
        processes = [:]
        commands = [:]
    }

    mutating func thread(_ thread: ScapThreadEntry) {
        processes[thread.thread] = ProcessID(truncatingIfNeeded: thread.process)
        commands[thread.thread] = thread.command
    }

    mutating func event(_ event: ScapEvent) -> Bool {
        number += 1
        guard event.isSound else {
            malformed += 1
            return true
        }
        let fields = event.fields()
        follow(event, fields)
        if event.thread != .max, first == nil { first = event.time }
        if let until = command.until, let first, event.time > until.nanoseconds(from: first) { return false }
        if let from = command.from, event.time < from.nanoseconds(from: first ?? 0) { return true }
        guard names.isEmpty || names.contains(event.name), isChosen(event) else { return true }
        print(event, fields)
        printed += 1
        return printed < command.limit ?? .max && !Console.isStopRequested
    }

    private func isChosen(_ event: ScapEvent) -> Bool {
        let chosen = command.filter.pid
        return chosen.isEmpty || chosen.contains(processes[event.thread] ?? ProcessID(truncatingIfNeeded: event.thread))
    }

    /// A thread that began, or runs another program.
    private mutating func follow(_ event: ScapEvent, _ fields: [(name: String, value: ScapValue)]) {
        guard ["clone", "fork", "vfork", "clone3", "execve", "execveat"].contains(event.name), fields.first?.name == "res" else { return }
        for (name, value) in fields {
            if name == "pid", case .number(let process) = value { processes[event.thread] = ProcessID(truncatingIfNeeded: process) }
            if name == "comm" { commands[event.thread] = value.text }
        }
    }

    private mutating func print(_ event: ScapEvent, _ fields: [(name: String, value: ScapValue)]) {
        let clock = WallClock(offset: 0)
        let time = MonotonicTime(nanoseconds: event.time)
        let isSingle = ScapSchema.type(event.type)?.isSingle ?? true
        let half = isSingle ? "" : event.type & 1 == 1 ? "<" : ">"
        if command.json {
            var line = JSONLine(type: "event")
            line.add("time", clock.timestamp(time))
            line.add("number", number)
            line.add("processor", event.processor)
            line.add("thread", event.thread == .max ? nil : event.thread)
            line.add("command", commands[event.thread])
            line.add("half", isSingle ? nil : half == "<" ? "exit" : "enter")
            line.add("kind", event.name)
            line.object("parameters") { for (name, value) in fields { value.add(to: &$0, name) } }
            text += line.line + "\n"
        } else {
            let who = event.thread == .max ? "" : " \(Text.printable(commands[event.thread] ?? "?")) (\(event.thread))"
            let said = fields.map { " \($0.name)=\(Text.printable($0.value.text))" }.joined()
            text += "\(number) \(clock.preciseClock(time)) \(event.processor)\(who) \(half)\(half.isEmpty ? "" : " ")\(event.name)\(said)\n"
        }
        if text.utf8.count > 1 << 16 {
            Console.write(text)
            text = ""
        }
    }
}

extension ScapValue {
    /// Numbers as numbers, everything else as people read it.
    fileprivate func add(to line: inout JSONLine, _ name: String) {
        switch self {
        case .number(let number), .named(let number, _): line.add(name, number)
        case .unsigned(let number), .bits(let number), .duration(let number), .time(let number): line.add(name, number)
        case .list(let texts): line.add(name, texts)
        case .text, .bytes: line.add(name, text)
        }
    }
}
