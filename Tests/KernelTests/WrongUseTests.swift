import Foundation
import Testing

extension KernelTests {
    /// Wrong use and hard luck: a clear message on standard error, the right status, no crash.
    @Suite struct WrongUse {
        struct Use: CustomTestStringConvertible {
            var arguments: [String]
            var message: String
            var testDescription: String { "weir " + arguments.joined(separator: " ") }
        }

        @Test("wrong usage ends with status 2 and says what is wrong", arguments: [
            Use(arguments: ["live", "--cgroup", "/weir-no-such-cgroup"], message: "/weir-no-such-cgroup"),
            Use(arguments: ["live", "--cgroup", "/sys/fs/cgroup/weir-no-such"], message: "/sys/fs/cgroup/weir-no-such"),
            Use(arguments: ["live", "--cgroup"], message: "--cgroup"),
            Use(arguments: ["live", "--container", "weir-no-such", "--docker-socket", "/nonexistent/d.sock"], message: "weir-no-such"),
            Use(arguments: ["live", "--frobnicate"], message: "--frobnicate"),
            Use(arguments: ["live", "--interval", "soon"], message: "soon"),
            Use(arguments: ["live", "--interval", "0"], message: "interval"),
            Use(arguments: ["live", "--interval", "1ms"], message: "--interval must be at least"),
            Use(arguments: ["live", "--duration", "-3"], message: "duration"),
            Use(arguments: ["live", "--payload", "513"], message: "--payload must be 0 to 512"),
            Use(arguments: ["live", "--limit", "0"], message: "--limit must be"),
            Use(arguments: ["live", "--port", "65536"], message: "65536"),
            Use(arguments: ["live", "--pid", "me"], message: "me"),
            Use(arguments: ["live", "--sort", "beauty"], message: "beauty"),
            Use(arguments: ["live", "--backend", "nonsense"], message: "nonsense"),
            Use(arguments: ["live", "--cpu-limit", "0"], message: "--cpu-limit must be"),
            Use(arguments: ["live", "--memory-limit", "much"], message: "much"),
            Use(arguments: ["live", "stray"], message: "stray"),
            Use(arguments: ["check", "stray"], message: "stray"),
            Use(arguments: ["life"], message: "life"),
        ])
        func usage(_ use: Use) throws {
            let weir = try Child([Lab.weir()] + use.arguments)
            #expect(try weir.wait() == 2)
            #expect(weir.errors.text.contains(use.message))
            #expect(weir.output.all.isEmpty)
        }

        @Test("help and version are data, and no error", arguments: [["--help"], ["live", "--help"], ["--version"]])
        func help(arguments: [String]) throws {
            let weir = try Child([Lab.weir()] + arguments)
            #expect(try weir.wait() == 0)
            #expect(weir.output.text.contains("weir") && weir.errors.all.isEmpty)
        }

        @Test("whoever may not load programs is told to be root, and weir check says the same", arguments: ["live", "check"])
        func notRoot(command: String) throws {
            let (nobody, cgroup) = (try Nobody(), try TestCgroup())
            let weir = try nobody.start(command == "live" ? ["live", "--cgroup", cgroup.path] : ["check"])
            #expect(try weir.wait() == 1)
            let said = command == "live" ? weir.errors.text : weir.output.text
            #expect(said.lowercased().contains("run as root") && said.contains("CAP_BPF"))
        }

        @Test("a kernel that does not describe its types is told so, by live and by check", arguments: ["live", "check"])
        func withoutBTF(command: String) throws {
            let cgroup = try TestCgroup()
            let arguments = command == "live" ? ["live", "--cgroup", cgroup.path] : ["check"]
            let hidden = "mount -t tmpfs none /sys/kernel/btf && exec \"$@\"" // in a mount namespace of its own
            let weir = try Child([try Lab.tool("unshare"), "-m", "/bin/sh", "-c", hidden, "sh", try Lab.weir()] + arguments)
            #expect(try weir.wait() == 1)
            let said = command == "live" ? weir.errors.text : weir.output.text
            #expect(said.contains("BTF") && !said.contains("sock_send_length"))
        }

        @Test("an output that cannot be written ends the run with status 1 and the reason", arguments: [["--json"], []])
        func fullDisk(arguments: [String]) throws {
            let cgroup = try TestCgroup()
            let weir = try Child([Lab.weir(), "live", "--interval", "100ms", "--cgroup", cgroup.path] + arguments, output: "/dev/full")
            #expect(try weir.wait() == 1)
            #expect(weir.errors.text.contains("cannot write to standard output") && weir.errors.text.contains("No space left"))
            #expect(weir.errors.all.count { $0.contains("cannot write") } == 1)
        }

        @Test("a reader that leaves ends the run in peace", arguments: ["--json", "--no-color"])
        func closedPipe(form: String) throws {
            let cgroup = try TestCgroup()
            let line = "'\(try Lab.weir())' live --interval 100ms --cgroup \(cgroup.path) \(form) | head -n 1; echo ${PIPESTATUS[0]}"
            let shell = try Child(["/bin/bash", "-c", line])
            #expect(try shell.wait() == 0)
            #expect(shell.output.all.count == 2 && shell.output.all.last == "0")
            #expect(!shell.errors.text.contains("cannot write"))
        }

        @Test("a Docker that refuses costs names and nothing else")
        func deafDocker() throws {
            let (scratch, cgroup) = (try Scratch(), try TestCgroup())
            let socket = "\(scratch.path)/docker.sock"
            try UnixSocket.bindWithoutListening(socket)
            let weir = try WeirRun(watching: cgroup, ["--docker-socket", socket])
            let plan = try Driver.run("exact", in: cgroup, as: ExactPlan.self)
            let report = try weir.stop()

            #expect(Tally(report.summary) == plan.tally)
            #expect(weir.errors.text.contains("containers will have no names") && weir.errors.text.contains(socket))
        }
    }
}
