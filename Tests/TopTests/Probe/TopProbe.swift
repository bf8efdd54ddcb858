import Glibc
import Synchronization
import Terminal
import Top
import TopDemo

/// `weir top` over a demonstration instead of a capture: `TopProbe [SECONDS]`, SECONDS between updates (none: one update).
///
/// `TopProbe crash` fails once the screen is up. After the screen it says `over`, so that who runs it knows that it ended in peace.
@main
struct TopProbe {
    static func main() {
        let argument = CommandLine.arguments.dropFirst().first ?? ""
        let environment = ["TERM": getenv("TERM").map { String(cString: $0) } ?? ""]
        let hasColour = getenv("NO_COLOR") == nil
        do throws(ScreenError) {
            let screen = try TopScreen(TopOptions(), style: Style(hasColour: hasColour), environment: environment)
            let mailbox = TopMailbox()
            mailbox.post(Demo.graph(), Demo.status())
            if argument == "crash" {
                screen.turn()
                abort()
            }
            feed(mailbox, every: Double(argument) ?? 0)
            screen.run(mailbox)
            print("over")
        } catch {
            print("no screen: \(error)")
            exit(1)
        }
    }

    private static let warning = "weir: something is said on standard error\n"

    private static func feed(_ mailbox: TopMailbox, every seconds: Double) {
        if seconds <= 0 { return }
        Task.detached {
            var step = 0
            while !mailbox.isOver {
                try? await Task.sleep(nanoseconds: UInt64(seconds * 1e9))
                step += 1
                mailbox.post(Demo.graph(step: step), Demo.status(step: step))
                if mailbox.wanted != nil { mailbox.post([request(step)]) }
                if step == 3 { _ = write(STDERR_FILENO, warning, warning.utf8.count) }
            }
        }
    }

    private static func request(_ step: Int) -> TopRequest {
        var request = TopRequest(
            clock: "09:00:\(10 + step % 50).204", nodes: ["process:node-1/user.slice/wrk", "process:node-1/web.1/nginx", "app:marathon/shop/web"], port: 80,
            title: "wrk → shop/web (nginx) :80", what: "GET /cart", status: step % 5 == 0 ? "500" : "200")
        request.isError = step % 5 == 0
        (request.requestTime, request.queueTime, request.firstByteTime) = (412_000, 18_000, 390_000)
        (request.sent, request.received) = (312, 1900)
        return request
    }
}
