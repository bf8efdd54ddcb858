import CAttempts
import Glibc
import Privilege

/// Confines itself among running threads, then tries things, and says what it hears: a line of JSON each.
///
/// `PrivilegeProbe SCRATCH MODE KEEP THREAD…`. Modes: `confined`, `twice` (a second time, then keeping nothing), `refused` (where
/// capabilities cannot be changed), `free` (tries without confining itself). KEEP: capabilities to keep, by number with commas, or `-`.
/// It stops for a line of input after confining itself and again before it ends, so that it can be looked at.
@main
struct PrivilegeProbe {
    static func main() async throws {
        let arguments = CommandLine.arguments
        guard arguments.count >= 4 else { fail("usage: PrivilegeProbe SCRATCH MODE KEEP THREAD...") }
        let prepared = attempts_prepare(strdup(arguments[1]))
        if prepared != 0 { say("unprepared", prepared) } // without capabilities there is no map to use
        for kind in arguments[4...] where !attempt_thread(kind) { fail("no thread of the kind \(kind)") }
        // Dispatch's threads are here too, and stay.
        let busy = (1...4).map { number in Task.detached { try await Task.sleep(for: .seconds(3600 + number)) } }
        await Task.yield()

        if arguments[2] == "refused", attempts_refuse_capset() != 0 { fail("capset cannot be refused") }
        if arguments[2] != "free" { confine(Set(arguments[3].split(separator: ",").compactMap { Int($0) }.map(Capability.init))) }
        if arguments[2] == "twice" { confine([]) }
        print(#"{"state":"ready","pid":\#(getpid())}"#)
        awaitLine()
        tryEverything()
        let slept = await Task.detached { (try? await Task.sleep(for: .milliseconds(5))) != nil }.value
        say("task", slept ? 0 : EINTR)
        print(#"{"state":"done"}"#)
        awaitLine()
        for task in busy { task.cancel() }
    }

    static func confine(_ kept: Set<Capability>) {
        do {
            let confinement = try Privilege.confine(keeping: kept)
            print(
                """
                {"capabilities":"\(confinement.capabilities.names)","bounding":"\(confinement.bounding.names)",\
                "threads":\(confinement.threads),"filtered":\(confinement.systemCalls.isFiltered),"description":"\(confinement)"}
                """)
        } catch {
            print(#"{"error":"\#(error)"}"#)
            exit(3)
        }
    }

    static func tryEverything() {
        var number: Int32 = 0
        while let name = attempt_name(number) {
            say(String(cString: name), attempt_make(number))
            number += 1
        }
    }

    static func say(_ name: String, _ errno: Int32) { print(#"{"attempt":"\#(name)","errno":\#(errno)}"#) }

    static func awaitLine() {
        fflush(nil)
        if readLine() == nil { exit(0) }
    }

    static func fail(_ message: String) -> Never {
        print(message)
        exit(2)
    }
}
