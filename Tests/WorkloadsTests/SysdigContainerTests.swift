import Testing

@testable import Workloads

private func update(_ json: String) -> ContainerUpdate? {
    Array(json.utf8).withUnsafeBytes { ContainerUpdate(sysdig: $0) }
}

@Suite struct SysdigContainerTests {
    @Test func whatSysdigWritesOfAContainerIsItsName() throws {
        let found = try #require(update(#"""
            {"container":{"Mounts":[{"Source":"/a"}],"cpu_shares":1024,"env":[],"full_id":"0123456789abcdef","id":"0123456789ab","image":"nginx:1.25",
            "imageid":"x","ip":"10.0.0.2","is_pod_sandbox":false,"labels":{"MESOS_TASK_ID":"own","app":"shop"},"mesos_task_id":"other",
            "name":"web","privileged":false,"type":0}}
            """#))
        #expect(found.id == "0123456789abcdef" && found.runtime == "docker" && found.name == "web" && found.image == "nginx:1.25")
        #expect(found.labels?["app"] == "shop" && found.labels?["MESOS_TASK_ID"] == "own" && found.addresses == ["10.0.0.2"])
    }

    @Test func aTaskOfMesosIsKnownByItsField() {
        let found = update(#"{"container":{"id":"ab","type":3,"mesos_task_id":"web.1","ip":"0.0.0.0","image":""}}"#)
        #expect(found?.runtime == "mesos" && found?.labels?["MESOS_TASK_ID"] == "web.1" && found?.addresses == nil && found?.image == nil)
    }

    @Test func aFieldOfAnotherKindSpoilsNoOther() {
        let found = update(#"{"more":[1],"container":{"id":"ab","type":"docker","name":7,"labels":["x"],"image":"redis"},"z":{}}"#)
        #expect(found?.id == "ab" && found?.runtime == "container" && found?.name == nil && found?.image == "redis")
    }

    @Test(arguments: [
        "", "{}", "null", "[]", #"{"container":null}"#, #"{"container":{}}"#, #"{"container":{"id":""}}"#, #"{"container":{"id":"ab"}"#,
        #"{"container":{"id":"ab"}} x"#, #"{"container":"ab"}"#,
    ])
    func whatIsNoContainerIsNone(json: String) { #expect(update(json) == nil) }
}
