public import Events

/// Knows whom a connection truly leads to where somebody translates addresses on the way. Asked once per connection, never per event.
public protocol AddressTranslating: AnyObject {
    /// The server that truly answers; nil: the one that was dialled, as far as is known.
    func destination(client: Endpoint, dialled: Endpoint, transport: ConnectionEvent.Transport) -> Endpoint?
    /// The client that truly asks; nil: the one that the server sees, as far as is known.
    func origin(server: Endpoint, client: Endpoint, transport: ConnectionEvent.Transport) -> Endpoint?
}
