import Capture

extension LiveCapture {
    /// A capture of what the user's filter means; `watched` becomes what that is. The filter is looked up once new cgroups are followed.
    static func start(
        _ options: CaptureOptions, filter: FilterOptions, _ names: LocalNames, watched: inout CgroupFilter
    ) throws -> LiveCapture {
        var failure: Failure?
        var found = CgroupFilter()
        let capture: LiveCapture
        do throws(CaptureError) {
            capture = try LiveCapture(options, processors: Host.processors) {
                do throws(Failure) {
                    found = try filter.cgroups(names)
                } catch {
                    failure = error
                }
                return found
            }
        } catch {
            throw failure ?? Failure(error)
        }
        if let failure { throw failure }
        watched = found
        return capture
    }
}
