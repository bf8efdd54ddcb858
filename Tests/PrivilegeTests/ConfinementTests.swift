import Foundation
import Testing

/// On the real kernel, as root, and only where WEIR_KERNEL_TESTS=1 asks for it. What a confined process hears is held against what the
/// same attempts give to one that is not.
@Suite("Confinement", .serialized, .enabled(if: ProbeLab.isOn, "needs root: set WEIR_KERNEL_TESTS=1"))
struct ConfinementTests {
    private let lab: ProbeLab
    init() throws { lab = try ProbeLab() }

    private static let kinds = ["wait", "poll", "sleep", "spin"]

    @Test("every thread gives up everything, and the user stays")
    func everyThread() throws {
        let free = try Probe(lab, mode: "free", threads: Self.kinds)
        let before = try free.threads()
        #expect(before.count > Self.kinds.count)
        #expect(before.allSatisfy { $0.effective != 0 && $0.bounding != 0 && !$0.hasNoNewPrivileges && $0.seccompMode == "0" })

        let probe = try Probe(lab, threads: Self.kinds)
        let after = try probe.threads()
        #expect(after.count > Self.kinds.count)
        for thread in after {
            #expect([thread.effective, thread.permitted, thread.inheritable, thread.ambient, thread.bounding] == [0, 0, 0, 0, 0])
            #expect(thread.hasNoNewPrivileges && thread.seccompMode == "2")
            #expect(thread.users == ["0", "0", "0", "0"])
        }
        let told = try #require(probe.confinements.first)
        #expect(told.capabilities == "none" && told.bounding == "none" && told.isFiltered && told.threads > Self.kinds.count)
        #expect(told.description == "capabilities: none; no new privileges; system calls filtered")
        #expect(try probe.end() == 0)
    }

    @Test("threads that start meanwhile and later have no more than the rest", arguments: 1...10)
    func threadsUnderWay(run: Int) throws {
        let probe = try Probe(lab, threads: ["churn", "churn", "relay", "relay", "relay", "relay"])
        #expect(probe.error == nil)
        // The kernel cuts a listing short where a thread ends, so only many of them surely have all.
        let threads = try (1...20).flatMap { _ in try probe.threads() }
        #expect(threads.count > 60)
        #expect(threads.allSatisfy { $0.permitted | $0.effective | $0.inheritable == 0 })
        #expect(threads.allSatisfy { $0.hasNoNewPrivileges && $0.seccompMode == "2" })
    }

    @Test("what is kept is permitted and effective in every thread, and nothing else is")
    func kept() throws {
        let probe = try Probe(lab, keeping: [2, 19, 38, 39], threads: Self.kinds)
        let bits: UInt64 = 1 << 2 | 1 << 19 | 1 << 38 | 1 << 39
        for thread in try probe.threads() {
            #expect([thread.effective, thread.permitted] == [bits, bits])
            #expect(thread.inheritable | thread.ambient | thread.bounding == 0)
        }
        #expect(probe.confinements.first?.capabilities == "CAP_DAC_READ_SEARCH, CAP_SYS_PTRACE, CAP_PERFMON, CAP_BPF")
        let attempts = try probe.attempts()
        #expect(attempts["read_others_file"] == 0)
        #expect(attempts["read_others_environment"] == 0)
        #expect(attempts["write_others_file"] == EACCES)
        #expect(attempts["load_program"] == EPERM) // the filter, with CAP_BPF held
    }

    @Test("without capabilities others' files and processes are closed, even to root")
    func closed() throws {
        let free = try Probe(lab, mode: "free").attempts()
        let attempts = try Probe(lab).attempts()
        for name in ["read_others_file", "write_others_file", "read_others_environment"] {
            #expect(free[name] == 0, "\(name)")
            #expect(attempts[name] == EACCES, "\(name)")
        }
    }

    @Test("a second time gives up the rest")
    func twice() throws {
        let probe = try Probe(lab, mode: "twice", keeping: [19, 39], threads: Self.kinds)
        #expect(probe.confinements.map(\.capabilities) == ["CAP_SYS_PTRACE, CAP_BPF", "none"])
        #expect(probe.confinements.map(\.isFiltered) == [true, true])
        #expect(try probe.threads().allSatisfy { $0.permitted | $0.effective | $0.bounding == 0 })
    }

    @Test("another user with two capabilities keeps them; the bounding set is not his to drop")
    func otherUser() throws {
        let probe = try Probe(lab, keeping: [2, 19, 38, 39], threads: Self.kinds, prefix: Self.asOther(capabilities: "+bpf,+perfmon"))
        #expect(probe.error == nil)
        let told = try #require(probe.confinements.first)
        #expect(told.capabilities == "CAP_PERFMON, CAP_BPF" && told.isFiltered)
        #expect(told.bounding.contains("CAP_SYS_ADMIN"))
        for thread in try probe.threads() {
            #expect(thread.permitted == 1 << 38 | 1 << 39 && thread.effective == thread.permitted && thread.ambient == 0)
            #expect(thread.hasNoNewPrivileges && thread.seccompMode == "2")
            #expect(thread.users == ["65534", "65534", "65534", "65534"])
        }
        let attempts = try probe.attempts()
        #expect(attempts["update_map"] == 0)
        #expect(attempts["load_program"] == EPERM)
    }

    @Test("a process without capabilities has its system calls filtered all the same")
    func nothingToDrop() throws {
        let probe = try Probe(lab, keeping: [39], threads: Self.kinds, prefix: Self.asOther(capabilities: ""))
        #expect(probe.confinements.first?.capabilities == "none" && probe.confinements.first?.isFiltered == true)
        #expect(try probe.threads().allSatisfy { $0.permitted == 0 && $0.hasNoNewPrivileges && $0.seccompMode == "2" })
    }

    @Test("a thread that does not answer is an error that names it, in a few seconds")
    func deafThread() throws {
        let start = Date()
        let probe = try Probe(lab, threads: ["deaf"])
        #expect(Date().timeIntervalSince(start) < 20)
        let error = try #require(probe.error)
        #expect(error.hasPrefix("thread ") && error.hasSuffix("(PrivilegeProbe) does not answer to SIGSYS"))
        #expect(probe.confinements.isEmpty)
        #expect(try probe.end() == 3)
    }

    @Test("capabilities that cannot be given up are an error that names them")
    func refused() throws {
        let probe = try Probe(lab, mode: "refused", keeping: [0, 39], threads: ["wait"])
        let error = try #require(probe.error)
        #expect(error.contains("keeps capabilities that it gave up: CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH, "))
        #expect(!error.contains("CAP_CHOWN") && !error.contains("CAP_BPF"))
        #expect(probe.confinements.isEmpty)
    }

    private static func asOther(capabilities: String) -> [String] {
        let sets = capabilities.isEmpty ? "-all" : "-all,\(capabilities)"
        let user = ["/usr/bin/setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"]
        return user + ["--inh-caps=\(sets)", "--ambient-caps=\(sets)"]
    }
}
