import Testing
import Workloads

@testable import Mesos

private let state = """
    {"mesos_state":{"frameworks":[{"active":true,"id":"f","name":"marathon","hostname":"h","webui_url":"",
    "tasks":[{"id":"shop_web.1","name":"web.shop","framework_id":"f","executor_id":"","slave_id":"a","state":"TASK_RUNNING",
    "labels":[{"key":"tier","value":"front"},{"key":"bare"}]},{"id":"old","state":"TASK_FINISHED"}]}],"slaves":[{"hostname":"node-1","id":"a"}]}}
    """
private let apps = #"{"marathon_apps":{"frameworkId":"f","apps":[{"id":"/shop/web","labels":{},"tasks":[{"id":"shop_web.1","host":"h"}]}]}}"#

@Suite struct CapturedClusterTests {
    private func take(_ json: String, _ cluster: inout CapturedCluster) -> [TaskUpdate] {
        var json = json
        return json.withUTF8 { cluster.take(UnsafeRawBufferPointer($0)) }.compactMap { if case .task(let task) = $0 { task } else { nil } }
    }

    @Test("state and apps of Marathon, in either order, name a task", arguments: [true, false])
    func tasks(stateFirst: Bool) {
        var cluster = CapturedCluster()
        var told: [TaskUpdate] = []
        for text in stateFirst ? [state, apps] : [apps, state] { told += take(text, &cluster) }
        #expect(told.map(\.id) == (stateFirst ? ["shop_web.1", "shop_web.1"] : ["shop_web.1"]))
        let task = told.last
        #expect(task?.app == Workload.App(id: "/shop/web", kind: .marathon))
        #expect(task?.framework == "marathon" && task?.host == "node-1" && task?.labels == ["tier": "front", "bare": ""])
    }

    @Test("each state replaces the one before; what is gone is said once")
    func replaced() {
        var cluster = CapturedCluster()
        _ = take(state, &cluster)
        #expect(take(state, &cluster).isEmpty)
        let empty = #"{"mesos_state":{"frameworks":[],"slaves":[]}}"#
        #expect(take(empty, &cluster).map(\.state) == [.removed])
        #expect(take(empty, &cluster).isEmpty)
    }

    @Test("what is something else changes nothing", arguments: ["", "{}", "[]", "no", #"{"marathon_groups":{"id":"/"}}"#, #"{"mesos_state":7}"#])
    func others(text: String) {
        var cluster = CapturedCluster()
        #expect(take(text, &cluster).isEmpty)
    }
}
