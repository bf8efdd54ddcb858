import Events
import Traffic
import Workloads

/// The weirs that a store knows, and which host a series is of.
struct PrometheusHosts {
    private(set) var reports: [String: HostReport] = [:]
    private let byInstance: [String: String]
    private var byAddress: [IPAddress: Set<String>] = [:]

    /// `now` in seconds since 1970, `window` in seconds.
    init(seen: [PrometheusReply.Sample], now: Double, window: UInt64, _ answers: PrometheusAssembly.Answers) {
        var byInstance: [String: String] = [:]
        for samples in [seen] + answers.values {
            for sample in samples where !sample["host"].isEmpty && !sample["instance"].isEmpty { byInstance[sample["instance"]] = sample["host"] }
        }
        self.byInstance = byInstance
        for sample in seen.sorted(by: { $0.value < $1.value }) { add(sample, now, window) }
        for sample in answers[.down] ?? [] { change(sample) { ($0.isStale, $0.error) = (true, "it cannot be scraped: up is 0") } }
        for sample in answers[.lost] ?? [] { change(sample) { $0.lost = ($0.lost ?? 0) &+ PrometheusNumber.count(sample.value) } }
        for sample in answers[.started] ?? [] { change(sample) { $0.started = PrometheusNumber.nanoseconds(sample.value) } }
        for sample in answers[.hostAddresses] ?? [] {
            guard let address = IPAddress(text: sample["address"]) else { continue }
            change(sample) { $0.addresses.insert(address) }
            if !address.isLoopback { byAddress[address, default: []].insert(name(sample)) }
        }
    }

    /// A series without a host is of the one that is scraped there.
    func name(_ sample: PrometheusReply.Sample) -> String {
        if !sample["host"].isEmpty { return sample["host"] }
        let instance = sample["instance"]
        return byInstance[instance] ?? (instance.isEmpty ? "unknown" : instance)
    }

    /// Who has an address that is no loopback; nil: nobody, or several.
    func host(at address: IPAddress) -> String? {
        guard let found = byAddress[address], found.count == 1 else { return nil }
        return found.first
    }

    private mutating func add(_ sample: PrometheusReply.Sample, _ now: Double, _ window: UInt64) {
        let host = name(sample)
        var report = HostReport(host: host, time: PrometheusNumber.nanoseconds(sample.value), interval: window * 1_000_000_000, started: 0)
        (report.version, report.kernel) = (sample["version"], sample["kernel"])
        if !sample["detail"].isEmpty { report.detail = sample["detail"] }
        let age = now - sample.value
        if age > Double(window) {
            report.isStale = true
            report.error = "nothing was scraped from it for \(PrometheusNumber.count(age)) s"
        }
        reports[host] = report
    }

    private mutating func change(_ sample: PrometheusReply.Sample, _ body: (inout HostReport) -> Void) {
        guard reports[name(sample)] != nil else { return }
        body(&reports[name(sample)]!)
    }
}

/// Numbers of a store, which may be anything finite.
enum PrometheusNumber {
    /// To the nearest whole; nothing below 0.
    static func count(_ value: Double) -> UInt64 { value > 0 ? value < 0x1p63 ? UInt64(value.rounded()) : 1 << 63 : 0 }

    static func signed(_ value: Double) -> Int64 { Int64(clamping: count(value)) }

    /// Of seconds.
    static func nanoseconds(_ seconds: Double) -> UInt64 { count(seconds * 1e9) }
}
