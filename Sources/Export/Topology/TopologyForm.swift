/// How much of an edge is written.
enum TopologyForm {
    case plain
    /// With the buckets of all histograms.
    case buckets
    /// With them and with `wire`.
    case merge
}
