import Events
import Export
import Terminal

extension ConnectionEvent.Residue {
    /// Reasons that did not occur are left out.
    var text: String {
        let reasons = [
            (earlier, "moved before the capture saw the connection"), (unseen, "moved unseen (splice, zero-copy)"),
            (unread, "never read by the program"), (unacknowledged, "never confirmed by the peer"),
        ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
        return reasons.isEmpty ? "none; TCP's own counters agree" : reasons.joined(separator: ", ")
    }
}

extension Summary {
    /// What a run came to, for people. Causes that did not happen are left out; loss is always said.
    func text(_ style: Style) -> String {
        let counters = totals.counters
        var lines = [
            "",
            "\(Quantity.duration(duration)) · \(delivered) events · \(counters.requests) requests, \(counters.errors) errors, "
                + "\(counters.unanswered) unanswered",
            "connections: \(counters.opened) opened, \(counters.closed) closed, \(counters.failed) failed · "
                + "\(counters.retransmits) retransmits, \(counters.resets) resets",
            "bytes: \(counters.sent) sent by clients, \(counters.received) by servers · "
                + "\(totals.unnamedBytes) between ends without a name",
            "not counted: " + (kernel == nil ? "not told by this capture" : totals.residue.text),
            style.show(
                loss + " · partial flows: \(totals.partialFlows)",
                as: kernel?.lost ?? 0 > 0 || totals.partialFlows > 0 ? .warning : .normal),
        ]
        if kernel?.lost ?? 0 > 0, isWhole {
            lines.append("  the counts are whole nevertheless, since records carry running totals; only times are missing")
        } else if !isWhole {
            lines.append(style.show("  the counts may not be whole: see the causes above", as: .warning))
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private var loss: String {
        guard let kernel else { return "lost: not told by this capture" + listed(causes) }
        let lost = [
            (kernel.lostRingFull, "ring full"), (kernel.lostEnds, "of them ends of connections"),
            (kernel.lostStorageFull, "no memory for a connection"), (kernel.lostDescriptors, "descriptor gone when the call ended"),
            (kernel.skippedRuns, "skipped by the kernel"),
        ]
        return "lost: \(kernel.lost) of \(kernel.produced) records" + listed(lost + causes)
    }

    private var causes: [(UInt64, String)] {
        [
            (malformed, "malformed"), (totals.evicted, "open connections dropped from a full table"),
            (totals.overflowed, "connections without room for their flow"),
        ]
    }

    private func listed(_ causes: [(UInt64, String)]) -> String {
        let happened = causes.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
        return happened.isEmpty ? "" : " (\(happened.joined(separator: ", ")))"
    }
}
