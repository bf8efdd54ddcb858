import ArgumentParser
import Capture

/// The command. What each subcommand does is in the file of its name.
@main
struct Weir: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "weir",
        abstract: "See who talks to whom on this host: every connection of every container named, every request timed.",
        discussion: """
            Data goes to standard output, talk to standard error. Exit status: 0 done, 1 failed, 2 wrong usage.

            EXAMPLES
              weir live                        all flows of this host, each second
              weir live --container web        only what the container web does
              weir live --requests --port 80   a line per request to port 80
              weir live --json --duration 10   JSON lines for ten seconds
              weir record --container web web.scap   what the container web does, into a file
              weir replay web.scap             the same printout from the file
              weir events --calls --pid 4711   each system call on a socket of one process
              weir live --group-by app         who talks to whom, app by app
              weir names                       who lives here, and how weir knows
              weir top                         the same on a full screen
              weir daemon                      for good: page, API and metrics at http://127.0.0.1:7117
              weir topology --node node-1:7117 --node node-2:7117   two hosts in one picture
              weir check                       what this host offers
            """,
        version: "weir \(number)",
        subcommands: [Live.self, TopCommand.self, DaemonCommand.self, Record.self, ReplayCommand.self, EventsCommand.self, TopologyCommand.self, NamesCommand.self, Check.self])

    /// Of this program.
    static let number = "0.1.0"

    static func main() async {
        LiveCapture.keepMemorySmall()
        do {
            var command = try parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch let failure as Failure {
            if !failure.message.isEmpty { Console.say("weir: \(failure.message)") }
            leave(failure.status)
        } catch {
            let isUsage = exitCode(for: error) != .success
            if isUsage { Console.say(fullMessage(for: error)) } else { Console.write(fullMessage(for: error) + "\n") }
            leave(isUsage ? 2 : 0)
        }
    }
}
