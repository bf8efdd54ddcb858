import Conntrack
import Events
import Glibc
import Privilege

/// Listens in the network namespace that it is started in, confines itself, and then says what it hears: a line for each question.
///
/// `ConntrackProbe NAMESPACE LIMIT [free]`. NAMESPACE: `own` or `host`; `free`: without confining itself. It writes `ready …`, or `absent
/// REASON`. Questions come as lines, answers go out as lines:
///
///     destination TRANSPORT CLIENT-ADDRESS PORT DIALLED-ADDRESS PORT
///     origin TRANSPORT SERVER-ADDRESS PORT CLIENT-ADDRESS PORT
///     state
///
/// Addresses are two hexadecimal words, `HIGH:LOW`. Before each answer it reads what waits.
@main
struct ConntrackProbe {
    static func main() {
        let arguments = CommandLine.arguments
        guard arguments.count >= 3, let limit = Int(arguments[2]) else { fail("usage: ConntrackProbe NAMESPACE LIMIT [free]") }
        do throws(ConntrackAbsence) {
            let listener = try ConntrackListener(arguments[1] == "own" ? .own : .host, limit: limit)
            if arguments.count == 3 { confine() } else { say("ready free") }
            while let question = readLine() { answer(question.split(separator: " ").map(String.init), listener) }
        } catch {
            say("absent \(error)")
        }
    }

    static func confine() {
        do {
            say("ready \(try Privilege.confine(keeping: []))")
        } catch {
            fail("not confined: \(error)")
        }
    }

    static func answer(_ words: [String], _ listener: ConntrackListener) {
        var now = timespec()
        clock_gettime(CLOCK_MONOTONIC, &now)
        listener.read(at: MonotonicTime(nanoseconds: UInt64(now.tv_sec) * 1_000_000_000 + UInt64(now.tv_nsec)))
        let counters = listener.counters
        switch words.first {
        case "state":
            say(
                """
                count \(listener.table.count) messages \(counters.messages) bad \(counters.bad) overruns \(counters.overruns) \
                evicted \(listener.table.evicted) failure \(listener.failure.map(\.description) ?? "none")
                """)
        case "destination", "origin":
            guard words.count == 6, let one = endpoint(words[2], words[3]), let other = endpoint(words[4], words[5]) else { fail("bad question") }
            let transport: ConnectionEvent.Transport = words[1] == "udp" ? .udp : .tcp
            let found =
                words[0] == "origin"
                ? listener.table.origin(server: one, client: other, transport: transport)
                : listener.table.destination(client: one, dialled: other, transport: transport)
            say(found.map { "\($0.address) \($0.port)" } ?? "none")
        default: fail("no such question")
        }
    }

    static func endpoint(_ address: String, _ port: String) -> Endpoint? {
        let words = address.split(separator: ":").compactMap { UInt64($0, radix: 16) }
        guard words.count == 2, let port = UInt16(port) else { return nil }
        return Endpoint(address: IPAddress(high: words[0], low: words[1]), port: port)
    }

    static func say(_ line: String) {
        print(line)
        fflush(nil)
    }

    static func fail(_ message: String) -> Never {
        say("failed \(message)")
        exit(2)
    }
}
