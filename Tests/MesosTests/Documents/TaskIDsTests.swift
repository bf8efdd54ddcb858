import Testing
import Workloads

@testable import Mesos

private let uuid = String.uuid(7)

@Suite struct TaskIDsTests {
    @Test(
        "Marathon's ids name the app",
        arguments: [
            ("web.\(uuid)", "/web"), ("shop_web.\(uuid)", "/shop/web"), ("shop_a.b-c_1.\(uuid)", "/shop/a.b-c/1"),
            ("shop_web_\(uuid)", "/shop/web"), ("shop_web.\(uuid).3", "/shop/web"), ("shop_web.instance-\(uuid)._app", "/shop/web"),
            ("shop_web.instance-\(uuid)._app.12", "/shop/web"), ("shop_pod.instance-\(uuid).nginx", "/shop/pod"),
            ("shop_pod.instance-\(uuid).nginx-2.1", "/shop/pod"), ("shop_web.marathon-\(uuid)._app", "/shop/web"),
            ("shop_web.marathon-\(uuid)._app.2", "/shop/web"), ("a.instance-b.\(uuid)", "/a.instance-b"),
        ])
    func marathon(_ id: String, _ app: String) {
        #expect(TaskIDs.app(task: id) == Workload.App(id: app, kind: .marathon))
    }

    @Test(
        "Chronos' ids name the job",
        arguments: [
            ("ct:1429012800000:0:nightly:", "nightly"), ("ct:1429012800000:2:My Job:a:b c", "My Job"), ("ct:1429012800000:0:old", "old"),
            ("ct:0:0:a.b_c-d:", "a.b_c-d"),
        ])
    func chronos(_ id: String, _ job: String) {
        #expect(TaskIDs.app(task: id) == Workload.App(id: job, kind: .chronos))
    }

    @Test(
        "Metronome's ids name the job",
        arguments: [
            ("backup_20180102030405AbCdE.\(uuid)", "backup"), ("reports_daily_20180102030405abc12.\(uuid)", "reports.daily"),
            ("backup_20180102030405AbCdE.instance-\(uuid)._app.1", "backup"),
        ])
    func metronome(_ id: String, _ job: String) {
        #expect(TaskIDs.app(task: id) == Workload.App(id: job, kind: .metronome))
    }

    @Test(
        "other ids name nothing",
        arguments: [
            "", ".", "web", "web.1", "web_1", "foo_123", uuid, ".\(uuid)", "_\(uuid)", "Web.\(uuid)", "we b.\(uuid)", "a/b.\(uuid)",
            "broker-0__\(uuid)", "node-0-server__\(uuid)", "disco.instance-1", "a.instance-\(uuid)", "a.instance-\(uuid).",
            ".instance-\(uuid).x",
            "web-.\(uuid)", "a__b.\(uuid)", "web.\(uuid)x", "web.\(uuid.dropLast())", "ct:", "ct:x:0:job:", "ct:1:0::", "ct:1:0",
            "ct:1:job:x",
            "driver-20150101000000-0001", "web.\(uuid).x", "ünï.\(uuid)", "web.instance-\(uuid).x.y",
        ])
    func nothing(_ id: String) {
        #expect(TaskIDs.app(task: id) == nil)
    }

    @Test(
        "executors of pods and of apps name them",
        arguments: [
            ("instance-shop_pod.\(uuid)", "/shop/pod"), ("marathon-shop_web.\(uuid)", "/shop/web"),
            ("marathon-shop_web.instance-\(uuid)._app.1", "/shop/web"),
        ])
    func executors(_ id: String, _ app: String) {
        #expect(TaskIDs.app(executor: id) == Workload.App(id: app, kind: .marathon))
    }

    @Test(
        "other executors name nothing",
        arguments: ["", "default-executor", "instance-", "instance-x", "marathon-", "instance-.\(uuid)", "shop_web.\(uuid)"])
    func noExecutors(_ id: String) {
        #expect(TaskIDs.app(executor: id) == nil)
    }

    @Test("the oldest form is not believed of a task with an executor of its own") func oldForm() {
        #expect(TaskIDs.app(task: "server-2_\(uuid)", executor: "executor.server-2") == nil)
        #expect(TaskIDs.app(task: "server-2_\(uuid)", executor: "marathon-server-2_\(uuid)") != nil)
        #expect(TaskIDs.app(task: "server-2.\(uuid)", executor: "executor") != nil)
    }
}
