import Testing
import Workloads

@testable import Mesos

private let url = "http://one:8080"
private let web = "shop_web.\(String.uuid(1))"

@Suite struct ClusterSchedulerTests {
    private func apps(_ tasks: [MarathonTask], _ id: String = "/shop/web") -> [MarathonApp] {
        [MarathonApp(id: id, labels: ["team": "a"], tasks: tasks)]
    }

    @Test("Marathon confirms apps, names ports and adds labels") func confirmed() {
        var model = ClusterModel()
        let task = MesosTask.sample(web) { ($0.ports, $0.labels) = ([.init(host: 31000)], ["tier": "front"]) }
        #expect(
            model.take(master: .sample([task, .sample("plain")]), at: 1).tasks.map(\.sources) == [[.mesosMaster, .id], [.mesosMaster]])
        let told = MarathonTask(id: web, host: "node-1", ports: [.init(host: 31000, container: 80, name: "http"), .init(host: 31001)])
        let news = model.take(marathon: MarathonInfo(frameworkID: "F1"), apps: apps([told], "/renamed"), of: url, at: 2).tasks
        #expect(news.map(\.app) == [Workload.App(id: "/renamed", kind: .marathon)])
        #expect(news.map(\.sources) == [[.mesosMaster, .marathon]])
        #expect(news.map(\.labels) == [["team": "a", "tier": "front"]])
        #expect(news.map(\.ports) == [[.init(host: 31000, container: 80, name: "http"), .init(host: 31001)]])
        #expect(model.take(marathon: MarathonInfo(frameworkID: "F1"), apps: apps([told], "/renamed"), of: url, at: 3).isEmpty)
    }

    @Test("a Marathon of another framework confirms nothing") func stranger() {
        var model = ClusterModel()
        _ = model.take(master: .sample([.sample(web)]), at: 1)
        #expect(model.take(marathon: MarathonInfo(frameworkID: "F9"), apps: apps([MarathonTask(id: web)]), of: url, at: 2).isEmpty)
    }

    @Test("a Marathon that does not name its framework is known by its tasks") func inferred() {
        var model = ClusterModel()
        _ = model.take(master: .sample([.sample(web)]), at: 1)
        let news = model.take(marathon: MarathonInfo(), apps: apps([MarathonTask(id: web)]), of: url, at: 2)
        #expect(news.tasks.map(\.sources) == [[.mesosMaster, .marathon]])
    }

    @Test("a task that comes after Marathon's list is confirmed by its app, and stays so") func later() {
        var model = ClusterModel()
        _ = model.take(master: .sample([]), at: 1)
        _ = model.take(marathon: MarathonInfo(frameworkID: "F1"), apps: apps([]), of: url, at: 2)
        #expect(model.take(event: .taskAdded(.sample(web)), at: 3).tasks.map(\.sources) == [[.mesosMaster, .marathon]])
        #expect(model.take(marathon: MarathonInfo(frameworkID: "F1"), apps: [], of: url, at: 4).isEmpty)
    }

    @Test("an event of Marathon tells a task's app at once") func event() {
        var model = ClusterModel()
        _ = model.take(master: .sample([.sample("odd-id")]), at: 1)
        _ = model.take(marathon: MarathonInfo(frameworkID: "F1"), apps: apps([]), of: url, at: 2)
        let event = MarathonEvent.task(MarathonTask(id: "odd-id"), appID: "/shop/web", state: .running)
        #expect(model.take(event: event, of: "http://other", at: 3).isEmpty)
        #expect(model.take(event: event, of: url, at: 3).tasks.map(\.app?.id) == ["/shop/web"])
        #expect(model.take(event: .changed, of: url, at: 4).isEmpty)
    }

    @Test("without a master, Marathon's word is all there is") func alone() {
        var model = ClusterModel()
        let info = MarathonInfo(frameworkID: "F1", name: "marathon")
        let tasks = [MarathonTask(id: web, host: "node-1", agentID: "S1"), MarathonTask(id: "ended", state: .finished)]
        let news = model.take(marathon: info, apps: apps(tasks), of: url, at: 1)
        #expect(
            news.tasks == [
                TaskUpdate(
                    id: web, frameworkID: "F1", framework: "marathon", agentID: "S1", host: "node-1",
                    app: .init(id: "/shop/web", kind: .marathon), labels: ["team": "a"], sources: [.marathon])
            ])
        #expect(model.take(marathon: info, apps: apps([]), of: url, at: 2).lines == ["\(web) removed"])
        _ = model.take(marathon: info, apps: apps(tasks), of: url, at: 3)
        #expect(model.take(master: .sample([]), at: 4).lines == ["\(web) removed"])
        #expect(model.take(marathon: info, apps: apps(tasks), of: url, at: 5).isEmpty)
    }

    @Test("Chronos confirms jobs by name") func chronos() {
        var model = ClusterModel()
        let id = "ct:1429012800000:0:nightly:"
        #expect(model.take(master: .sample([.sample(id)]), at: 1).tasks.map(\.sources) == [[.mesosMaster, .id]])
        let news = model.take(chronos: [ChronosJob(name: "nightly")], of: url, at: 2).tasks
        #expect(news.map(\.app) == [Workload.App(id: "nightly", kind: .chronos)])
        #expect(news.map(\.sources) == [[.mesosMaster, .chronos]])
        #expect(model.take(chronos: [ChronosJob(name: "nightly")], of: url, at: 3).isEmpty)
    }

    @Test("Metronome confirms jobs by name and by its runs' tasks") func metronome() {
        var model = ClusterModel()
        let byName = "reports_daily_20180102030405AbCdE.\(String.uuid(1))"
        _ = model.take(master: .sample([.sample(byName), .sample("by-task")]), at: 1)
        let jobs = [MarathonApp(id: "reports.daily", tasks: [MarathonTask(id: "by-task")])]
        let news = model.take(metronome: jobs, of: url, at: 2).tasks
        #expect(Set(news.map(\.id)) == [byName, "by-task"])
        #expect(Set(news.map(\.app)) == [Workload.App(id: "reports.daily", kind: .metronome)])
        #expect(Set(news.map(\.sources)) == [[.mesosMaster, .metronome]])
    }

    @Test("schedulers are looked for where tasks' ids look like theirs, whatever they are called") func candidates() {
        var model = ClusterModel()
        let frameworks = [
            MesosFramework(id: "F1", name: "apps", webURL: "https://one:8443", hostname: "one"),
            MesosFramework(id: "F2", name: "marathon", hostname: "two"), MesosFramework(id: "F3", name: "cron", hostname: "fd00::3"),
            MesosFramework(id: "F4", name: "jobs", hostname: "four"),
        ]
        let tasks = [
            MesosTask.sample(web), .sample("ct:1:0:j:") { ($0.frameworkID, $0.state) = ("F3", .finished) },
            .sample("b_20180102030405AbCdE.\(String.uuid(1))") { $0.frameworkID = "F4" }, .sample("plain") { $0.frameworkID = "F2" },
        ]
        _ = model.take(master: .sample(tasks) { $0.frameworks = frameworks }, at: 1)
        #expect(
            model.marathonCandidates == [
                SchedulerCandidate(frameworkID: "F1", name: "apps", urls: ["https://one:8443", "http://one:8080"])
            ])
        #expect(
            model.chronosCandidates == [
                SchedulerCandidate(frameworkID: "F3", name: "cron", urls: ["http://[fd00::3]:8080", "http://[fd00::3]:4400"])
            ])
        #expect(model.metronomeCandidates.map(\.urls) == [["http://four:9090", "http://four:9000"]])
        _ = model.take(event: .frameworkRemoved(id: "F1"), at: 2)
        #expect(model.marathonCandidates.isEmpty)
    }

    @Test("it counts what is present") func counts() {
        var model = ClusterModel()
        let tasks = [MesosTask.sample(web), .sample("shop_web.\(String.uuid(2))"), .sample("x"), .sample("gone") { $0.state = .failed }]
        _ = model.take(master: .sample(tasks), at: 1)
        let counts = model.counts
        #expect([counts.tasks, counts.executors, counts.frameworks, counts.agents, counts.apps, counts.addresses] == [3, 0, 1, 1, 1, 1])
    }
}
