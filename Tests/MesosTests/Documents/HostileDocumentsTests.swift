import JSON
import Testing
import Workloads

@testable import Mesos

/// A document, and the parser that is to read it.
struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let json: String
    /// Feeds the model with what was read.
    let run: @Sendable ([UInt8], inout ClusterModel) throws(DocumentError) -> [NameUpdate]

    static let all = [
        Case(testDescription: "master state", json: Samples.masterState) { bytes, model throws(DocumentError) in
            model.take(master: try Document.read(bytes, MasterState.init(state:)), at: 1)
        },
        Case(testDescription: "GET_STATE", json: Samples.getState) { bytes, model throws(DocumentError) in
            model.take(master: try Document.read(bytes, MasterState.init(getState:)), at: 1)
        },
        Case(testDescription: "event", json: #"{"type":"TASK_ADDED","task_added":{"task":\#(Samples.podTask)}}"#) {
            bytes, model throws(DocumentError) in
            let event = try Document.read(bytes) { bytes throws(DocumentError) in try MasterEvent(bytes) }
            return model.take(event: event, at: 1)
        },
        Case(testDescription: "agent state", json: Samples.agentState) { bytes, model throws(DocumentError) in
            model.take(agent: try Document.read(bytes, AgentState.init(state:)), containers: nil, at: 1)
        },
        Case(testDescription: "containers", json: Samples.containers) { bytes, _ throws(DocumentError) in
            _ = try Document.read(bytes, AgentContainer.list(containers:))
            return []
        },
        Case(testDescription: "nested containers", json: Samples.nestedContainers) { bytes, _ throws(DocumentError) in
            _ = try Document.read(bytes, AgentContainer.list(containers:))
            return []
        },
        marathon("apps", Samples.apps, MarathonApp.list(apps:)), marathon("pods", Samples.pods, MarathonApp.list(pods:)),
        marathon("groups", Samples.groups, MarathonApp.list(groups:)),
        Case(testDescription: "status update", json: Samples.statusUpdate) { bytes, model throws(DocumentError) in
            let event = try Document.read(bytes) { bytes throws(DocumentError) in
                try MarathonEvent(type: "status_update_event", data: bytes)
            }
            return model.take(event: event, of: "u", at: 1)
        },
        Case(testDescription: "jobs", json: Samples.jobs) { bytes, model throws(DocumentError) in
            model.take(chronos: try Document.read(bytes, ChronosJob.list(jobs:)).entries, of: "u", at: 1)
        },
        Case(testDescription: "Metronome's jobs", json: Samples.metronomeJobs) { bytes, model throws(DocumentError) in
            model.take(metronome: try Document.read(bytes, MarathonApp.list(metronomeJobs:)).entries, of: "u", at: 1)
        },
        Case(testDescription: "enumerate", json: Samples.enumerate) { bytes, model throws(DocumentError) in
            model.take(names: try Document.read(bytes, NameRecord.list(enumerate:)).entries, of: "u", at: 1)
        },
        Case(testDescription: "records", json: Samples.records) { bytes, model throws(DocumentError) in
            model.take(names: try Document.read(bytes, NameRecord.list(records:)).entries, of: "u", at: 1)
        },
        Case(testDescription: "vips", json: Samples.vips) { bytes, model throws(DocumentError) in
            model.take(services: try Document.read(bytes, Service.list(vips:)).entries, of: "u", at: 1)
        },
    ]

    private static func marathon(
        _ name: String, _ json: String, _ parser: @escaping @Sendable (UnsafeRawBufferPointer) throws(DocumentError) -> Listing<MarathonApp>
    ) -> Case {
        Case(testDescription: name, json: json) { bytes, model throws(DocumentError) in
            model.take(marathon: MarathonInfo(frameworkID: "F1"), apps: try Document.read(bytes, parser).entries, of: "u", at: 1)
        }
    }
}

@Suite struct HostileDocumentsTests {
    @Test("a document that is cut anywhere is refused", arguments: Case.all)
    func cut(_ sample: Case) throws {
        let bytes = sample.json.bytes
        var model = ClusterModel()
        for end in 0..<bytes.count {
            #expect(throws: DocumentError.self, "cut at \(end)") { try sample.run(Array(bytes[..<end]), &model) }
        }
        _ = try sample.run(bytes + " \n".utf8, &model)
        #expect(throws: DocumentError.self) { try sample.run(bytes + "x".utf8, &model) }
    }

    @Test("every value in turn is another kind of value", arguments: Case.all)
    func otherKinds(_ sample: Case) {
        let bytes = sample.json.bytes
        for replacement in ["null", "7", "-1.5e400", "true", "\"\"", "[]", "{}", "[null,[],{}]", "{\"value\":{\"value\":7}}"] {
            for place in bytes.indices where bytes[place] == UInt8(ascii: ":") || bytes[place] == UInt8(ascii: "[") {
                guard let end = endOfValue(bytes, place + 1) else { continue }
                var model = ClusterModel()
                let told = try? sample.run(Array(bytes[...place]) + replacement.utf8 + bytes[end...], &model)
                for update in told ?? [] { check(update) }
            }
        }
    }

    @Test("random changes make less of it, or nothing", arguments: Case.all)
    func mutations(_ sample: Case) {
        var random = Seeded(state: 20_260_801)
        var model = ClusterModel()
        for _ in 0..<2000 {
            var bytes = sample.json.bytes
            for _ in 0...random.below(4) {
                let place = random.below(bytes.count)
                switch random.below(4) {
                case 0: bytes[place] = UInt8(truncatingIfNeeded: random.next())
                case 1: bytes.removeSubrange(place..<min(bytes.count, place + 1 + random.below(9)))
                case 2: bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + random.below(40))], at: random.below(bytes.count))
                default: bytes.swapAt(place, random.below(bytes.count))
                }
                if bytes.isEmpty { bytes = [0x5b] }
            }
            for update in (try? sample.run(bytes, &model)) ?? [] { check(update) }
        }
    }

    @Test("texts and lists have limits") func limits() throws {
        let long = String(repeating: "x", count: 5000)
        let labels = (0..<500).map { #"{"key":"k\#($0)","value":"v"}"# }.joined(separator: ",")
        let addresses = (0..<500).map { #"{"ip_address":"10.1.\#($0 / 250).\#($0 % 250)"}"# }.joined(separator: ",")
        let json = """
            {"slaves":[],"frameworks":[{"id":"F","name":"\(long)","tasks":[
            {"id":"\(long)","framework_id":"F"},{"id":"ok","framework_id":"F","name":"\(long)","labels":[{"key":"long","value":"\(long)"},\(labels)],
            "statuses":[{"container_status":{"network_infos":[{"ip_addresses":[\(addresses)]}]}}]}]}]}
            """
        let state = try parse(json, MasterState.init(state:))
        #expect(state.skipped == 1)
        let task = try #require(state.tasks.first)
        #expect(task.name.utf8.count == Limits.text)
        #expect(task.labels.count == Limits.labels)
        #expect(task.labels["long"] == nil)
        #expect(task.addresses.count == Limits.addresses)
    }

    private func check(_ update: NameUpdate) {
        guard case .task(let task) = update else { return }
        #expect(!task.id.isEmpty && task.id.utf8.count <= Limits.id * 3)
        #expect(task.labels.count <= Limits.labels && task.ports.count <= Limits.ports && task.addresses.count <= Limits.addresses)
    }

    /// Behind the value that begins here, or nil when none does.
    private func endOfValue(_ bytes: [UInt8], _ start: Int) -> Int? {
        bytes[start...].withUnsafeBytes { bytes in
            var reader = JSONReader(bytes)
            guard (try? reader.skip()) != nil else { return nil }
            return start + reader.position
        }
    }
}
