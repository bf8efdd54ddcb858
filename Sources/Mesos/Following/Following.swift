/// What all that follow share.
struct Following: Sendable {
    let client: ClusterClient
    let desk: ClusterDesk
    let board: StatusBoard
    let sites: Sites
    let unknown: UnknownContainers
    let intervals: ClusterConfiguration.Intervals
    let documentLimit: Int

    /// Rests; a cancelled task finds out at its next step.
    func rest(_ pause: Duration) async { try? await Task.sleep(for: pause) }

    /// Rests after a failure, ever longer. A process of Mesos that has just begun ends that, and the next pauses are short: it is seen a moment
    /// before it listens.
    func rest(_ backoff: inout Backoff) async {
        let rings = await sites.noticed.wait(heard: backoff.heard, atMost: backoff.next())
        if rings != backoff.heard { backoff.reset() }
        backoff.heard = rings
    }

    /// Gentle with those whose answers take long.
    func pause(_ usual: Duration, after took: Duration) -> Duration { max(usual, took * 10) }
}

/// A question that several versions answer in several places: what is asked, and how its answer is read.
struct Route<Value>: Sendable {
    var path: String
    var json: String?
    var parse: @Sendable (UnsafeRawBufferPointer) throws(DocumentError) -> Value

    init(
        _ path: String, json: String? = nil, _ parse: @escaping @Sendable (UnsafeRawBufferPointer) throws(DocumentError) -> Value
    ) {
        self.path = path
        self.json = json
        self.parse = parse
    }
}

/// An answer that was understood.
struct Reading<Value: Sendable>: Sendable {
    var value: Value
    var url: ClusterURL
    var took: Duration
}

extension ClusterError {
    /// The server has no such thing, as it is of another version. Mesos 1.0 says 400 to calls of 1.1.
    var isMissing: Bool {
        guard case .status(_, let code) = self else { return false }
        return [400, 404, 405, 406, 415, 501].contains(code)
    }

    /// Whoever we are, this is not for us.
    var isForbidden: Bool {
        guard case .unauthorised(_, 403, _) = self else { return false }
        return true
    }
}

extension Following {
    func ask<Value: Sendable>(_ route: Route<Value>, at base: ClusterURL, _ realm: Realm) async throws(ClusterError) -> Reading<Value> {
        let request = ClusterRequest(url: base.appending(route.path), realm: realm, json: route.json)
        let answer = try await client.answer(request)
        return Reading(value: try answer.read(route.parse), url: answer.url, took: answer.took)
    }

    /// The first of these routes that the server has.
    func ask<Value: Sendable>(
        _ routes: [Route<Value>], at base: ClusterURL, _ realm: Realm
    ) async throws(ClusterError) -> Reading<Value> {
        for route in routes.dropLast() {
            do throws(ClusterError) {
                return try await ask(route, at: base, realm)
            } catch where error.isMissing {
                continue
            }
        }
        return try await ask(routes[routes.count - 1], at: base, realm)
    }
}

extension Following {
    /// The first address of a site that answers as it should; the one that did so before is asked first. When none does, the board
    /// gets the error of the likeliest one.
    func first<Value: Sendable>(
        of site: Site, good: ClusterURL?, _ ask: (ClusterURL) async throws(ClusterError) -> Value
    ) async -> (url: ClusterURL, value: Value)? {
        var failure: (StatusBoard.Endpoint, ClusterError)?
        for url in site.urls.filter({ $0 == good }) + site.urls.filter({ $0 != good }) {
            do throws(ClusterError) {
                return (url, try await ask(url))
            } catch {
                if Task.isCancelled { return nil }
                failure = failure ?? (site.endpoint(url), error)
            }
        }
        if let (endpoint, error) = failure { board.failed(endpoint, error) }
        return nil
    }
}
