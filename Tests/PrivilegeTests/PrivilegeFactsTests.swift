import Foundation
import Testing

@testable import Privilege

@Suite("What a host grants")
struct PrivilegeFactsTests {
    private func finding(_ name: String, _ facts: PrivilegeFacts) -> PrivilegeFinding? { facts.findings.first { $0.name == name } }
    private func state(_ name: String, _ facts: PrivilegeFacts) -> PrivilegeFinding.State? { finding(name, facts)?.state }

    @Test("both capabilities are required, and CAP_SYS_ADMIN stands for both")
    func required() {
        for held: Set<Capability> in [[.bpf, .perfmon], [.sysAdmin]] {
            let facts = PrivilegeFacts(held: held)
            #expect(state("CAP_BPF", facts) == .ok && state("CAP_PERFMON", facts) == .ok)
        }
        #expect(state("CAP_PERFMON", PrivilegeFacts(held: [.bpf])) == .no)
        #expect(state("CAP_BPF", PrivilegeFacts(held: [.perfmon])) == .no)
        for finding in PrivilegeFacts(held: []).findings where finding.isRequired && finding.state != .ok {
            #expect(finding.remedy?.contains("setcap cap_bpf,cap_perfmon+ep") == true, "\(finding.name)")
        }
    }

    @Test("capabilities of a user namespace do not count")
    func namespace() {
        let facts = PrivilegeFacts(held: [.bpf, .perfmon, .sysAdmin], isInInitialUserNamespace: false)
        #expect(state("user namespace", facts) == .no && state("CAP_BPF", facts) == .no && state("CAP_PERFMON", facts) == .no)
        #expect(state("user namespace", PrivilegeFacts(held: [])) == nil)
    }

    @Test("CAP_SYS_PTRACE is missed only where /proc hides processes")
    func hidden() {
        #expect(state("CAP_SYS_PTRACE", PrivilegeFacts(held: [])) == .ok)
        #expect(state("CAP_SYS_PTRACE", PrivilegeFacts(held: [], hidesProcesses: true)) == .degraded)
        #expect(state("CAP_SYS_PTRACE", PrivilegeFacts(held: [.sysPtrace], hidesProcesses: true)) == .ok)
        #expect(finding("CAP_SYS_PTRACE", PrivilegeFacts(held: [], hidesProcesses: true))?.isRequired == false)
    }

    @Test("only lockdown's confidentiality is in the way")
    func lockdown() {
        #expect(state("kernel lockdown", PrivilegeFacts(held: [], lockdown: .confidentiality)) == .no)
        for harmless: PrivilegeFacts.Lockdown? in [nil, .off, .integrity] {
            #expect(state("kernel lockdown", PrivilegeFacts(held: [], lockdown: harmless)) == .ok)
        }
    }

    @Test("every finding that is not ok says what to do")
    func remedies() {
        let worst = PrivilegeFacts(held: [], isInInitialUserNamespace: false, hidesProcesses: true, lockdown: .confidentiality)
        #expect(worst.findings.filter { $0.state != .ok }.count == 5)
        #expect(worst.findings.allSatisfy { $0.state == .ok || $0.remedy != nil })
    }

    @Test(
        "what a capture needs depends on the kernel and on /proc",
        arguments: [
            ([5, 18], false, [.bpf, .perfmon]), ([5, 19], false, []), ([6, 3], false, []), ([6, 3], true, [.sysPtrace]),
            ([4, 18], true, [.bpf, .perfmon, .sysPtrace]),
        ] as [([Int], Bool, Set<Capability>)])
    func needed(kernel: [Int], hides: Bool, expected: Set<Capability>) {
        #expect(PrivilegeFacts(held: [], hidesProcesses: hides, kernel: kernel).neededWhileCapturing == expected)
    }

    @Test("lines of /proc and /sys are read as they are written")
    func parsing() {
        #expect(PrivilegeFacts.lockdown("none [integrity] confidentiality\n") == .integrity)
        #expect(PrivilegeFacts.lockdown("[none] integrity confidentiality\n") == .off)
        #expect(PrivilegeFacts.lockdown("none integrity [confidentiality]\n") == .confidentiality)
        #expect(PrivilegeFacts.lockdown("") == nil)
        #expect(PrivilegeFacts.isInitial(uidMap: "         0          0 4294967295\n"))
        #expect(!PrivilegeFacts.isInitial(uidMap: "         0     100000      65536\n"))
        #expect(!PrivilegeFacts.isInitial(uidMap: "         0       1000          1\n         1     100000      65536\n"))
        #expect(PrivilegeFacts.release("6.12.43-generic\n") == [6, 12])
        #expect(PrivilegeFacts.release("6.18-rc1") == [6, 18])
    }

    @Test(
        "hidepid in its spellings",
        arguments: [
            ("proc /proc proc rw,relatime 0 0\n", false), ("proc /proc proc rw,hidepid=2 0 0\n", true),
            ("proc /proc proc rw,hidepid=invisible,gid=5 0 0\n", true), ("proc /proc proc rw,hidepid=off 0 0\n", false),
            ("proc /other proc rw,hidepid=2 0 0\nproc /proc proc rw 0 0\n", false),
            ("proc /proc proc rw 0 0\nproc /proc proc rw,hidepid=1 0 0\n", true), ("", false),
        ])
    func hidepid(mounts: String, hides: Bool) {
        #expect(PrivilegeFacts.hidesProcesses(mounts: mounts) == hides)
    }
}

@Suite("Capabilities")
struct CapabilityTests {
    @Test("numbers and names are the kernel's")
    func names() {
        #expect([2, 19, 21, 38, 39, 0, 40, 41].map { Capability(number: $0).description } == [
            "CAP_DAC_READ_SEARCH", "CAP_SYS_PTRACE", "CAP_SYS_ADMIN", "CAP_PERFMON", "CAP_BPF", "CAP_CHOWN", "CAP_CHECKPOINT_RESTORE",
            "capability 41",
        ])
        #expect(Set<Capability>([.bpf, .sysPtrace]).names == "CAP_SYS_PTRACE, CAP_BPF")
        #expect(Set<Capability>().names == "none")
    }

    @Test("a set is the same as bits and back")
    func bits() {
        #expect(Set<Capability>([.bpf, .sysPtrace]).bits == 1 << 39 | 1 << 19)
        #expect(Set(bits: 1 << 39 | 1 << 19) == [.bpf, .sysPtrace])
        #expect(Set(bits: 1 << 63).bits == 1 << 63)
    }

    @Test("what this process holds is what /proc says")
    func held() throws {
        let status = try #require(try ThreadStatus.all(of: getpid()).first)
        #expect(Privilege.held.bits == status.effective)
    }
}
