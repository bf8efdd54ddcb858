import Events

extension MetricsSnapshot {
    /// All that is not counted by label sets of flows.
    func otherPoints(flowSeriesCount: Int) -> [MetricPoints] {
        let shown = [
            one("weir_series", .gauge, "Series of flows that are shown now.", .integer(Int64(flowSeriesCount))),
            one("weir_series_label_sets", .gauge, "Label sets of flows that are shown now.", .integer(Int64(sets.count))),
            one(
                "weir_series_limit", .gauge,
                "Label sets of flows that are kept apart at most; each is up to \(Self.mostSeriesOfLabelSet) series.",
                .integer(Int64(seriesLimit))),
            one(
                "weir_series_overflowed_total", .counter, "Reports of flows that were counted in the label set other for want of a place.",
                MetricValue(overflowed)),
            one("weir_series_retired_total", .counter, "Label sets of flows that fell silent and are shown no more.", MetricValue(retired)),
            one(
                "weir_endpoints_left_out_total", .counter, "Reports of endpoints for which there was no place.", MetricValue(endpointsLeftOut)),
            one(
                "weir_resources_left_out", .gauge, "Hosts, containers and processes for which there was no place, or named twice.",
                MetricValue(resourcesLeftOut)),
        ]
        let places = [
            MetricPoints(
                family: MetricFamily("weir_endpoint_info", .info, "Who serves this address on this host, as seen at the server."),
                points: endpoints),
            MetricPoints(family: MetricFamily("weir_host_address_info", .info, "Addresses of this host."), points: hostAddresses),
        ]
        return resources + places + shown + capturePoints + exports.points + processPoints
    }

    private var capturePoints: [MetricPoints] {
        let what = [("version", capture.version), ("kernel", capture.kernel), ("backend", capture.backend), ("detail", capture.detail)]
        let labels = what.filter { !$0.1.isEmpty }.map { (name: $0.0, value: LabelText.safe($0.1)) }
        var points = [
            MetricPoints(
                family: MetricFamily("weir_capture_info", .info, "What captures here, and how much the kernel was told to tell."),
                points: [MetricPoint(labels: labels, value: .integer(1))]),
            one("weir_events_total", .counter, "Events that arrived.", MetricValue(capture.events)),
            one("weir_events_malformed_total", .counter, "Records that could not be read.", MetricValue(capture.malformed)),
        ]
        if !capture.lostNames.isEmpty {
            points.append(MetricPoints(
                family: MetricFamily("weir_names_lost_total", .counter, "News of names for which there was no room or no time."),
                points: capture.lostNames.map { MetricPoint(labels: [("cause", LabelText.safe($0.cause))], value: MetricValue($0.count)) }))
        }
        guard let counters = capture.counters else { return points }
        let causes = [
            ("ring_full", counters.lostRingFull), ("storage_full", counters.lostStorageFull), ("descriptor_gone", counters.lostDescriptors),
        ]
        points += [
            MetricPoints(
                family: MetricFamily("weir_events_lost_total", .counter, "Records that the kernel could not hand over."),
                points: causes.map { MetricPoint(labels: [("cause", $0.0)], value: MetricValue($0.1)) }),
            one(
                "weir_events_lost_ends_total", .counter, "Lost last words of connections: what they told is in no sum.",
                MetricValue(counters.lostEnds)),
            one(
                "weir_capture_skipped_runs_total", .counter, "Runs of kernel programs that the kernel skipped.",
                MetricValue(counters.skippedRuns)),
        ]
        return points
    }

    /// Of weir itself, under the names that all programs use.
    private var processPoints: [MetricPoints] {
        let began = one(
            "process_start_time_seconds", .gauge, unit: "seconds", "When this process started, seconds since 1970.",
            .real(Double(start) / 1e9))
        guard let own = capture.own else { return [began] }
        return [
            one("process_cpu_seconds_total", .counter, unit: "seconds", "User and system time spent.", .real(own.cpuSeconds)),
            one("process_resident_memory_bytes", .gauge, unit: "bytes", "Resident memory.", MetricValue(own.residentBytes)),
            one("process_virtual_memory_bytes", .gauge, unit: "bytes", "Virtual memory.", MetricValue(own.virtualBytes)),
            began,
        ]
    }

    private func one(_ name: String, _ kind: MetricFamily.Kind, unit: String? = nil, _ help: String, _ value: MetricValue) -> MetricPoints {
        MetricPoints(family: MetricFamily(name, kind, unit: unit, help), points: [MetricPoint(value: value)])
    }
}
