public import Events

/// Knows whom a connection truly leads to where somebody translates addresses on the way. Asked once per connection, never per event.
public protocol AddressTranslating: AnyObject {
    /// The server that truly answers; nil: the one that was dialled, as far as is known.
    func destination(client: Endpoint, dialled: Endpoint, transport: ConnectionEvent.Transport) -> Endpoint?
    /// The client that truly asks; nil: the one that the server sees, as far as is known.
    func origin(server: Endpoint, client: Endpoint, transport: ConnectionEvent.Transport) -> Endpoint?
}

extension AddressTranslating {
    /// Who is truly at the other end of a connection that nobody else here has; nil: whom it sees. Loopback is another one in each network
    /// namespace.
    public func far(
        local: Endpoint, remote: Endpoint, isServer: Bool, transport: ConnectionEvent.Transport
    ) -> Endpoint? {
        if transport == .unix || local.address.isLoopback || remote.port == 0 { return nil }
        return isServer
            ? origin(server: local, client: remote, transport: transport)
            : destination(client: local, dialled: remote, transport: transport)
    }
}
