import NIOCore

/// What happens because time goes by, or the server ends.
extension Connection {
    func check(_ now: NIODeadline) {
        if case .streaming(let stream) = state { return checkStream(stream, now) }
        guard deadline <= now else { return }
        switch state {
        case .reading where reader.waiting > 0: refuse(.slow, Exchange(nil))
        case .reading:
            site.ledger.change { $0.droppedIdle &+= 1 }
            abandon()
        case .answering(let exchange, let task):
            task.cancel()
            refuse(.late, exchange)
        case .sending: dropReader()
        case .lingering: abandon()
        case .streaming, .closed: break
        }
    }

    /// Says goodbye; answers under way are sent first.
    func leave() {
        switch state {
        case .reading: abandon()
        case .streaming: endAfterWords("the server ends")
        case .answering, .sending, .lingering, .closed: break
        }
    }
}
