import Testing
import Traffic

@testable import TopologySources

@Suite struct PrometheusHistogramTests {
    @Test("each of weir's buckets is found by any duration in it") func buckets() {
        for bucket in 0..<LatencyHistogram.bucketCount {
            let (lowest, end) = LatencyBucket.bounds(of: bucket)
            #expect(PrometheusHistogram.bucket(of: lowest) == bucket)
            #expect(PrometheusHistogram.bucket(of: end == .max ? .max : end - 1) == bucket)
        }
    }

    @Test("what lies between two bounds is at their geometric middle; the mean is exact") func middle() throws {
        let histogram = PrometheusHistogram(
            buckets: [(0.01, 60), (.infinity, 100), (0.001, 20), (0.1, 90)], sum: 2.5, count: 100)
        let sparse = histogram.sparse
        #expect(sparse.count == 100 && sparse.mean == 25_000_000 && sparse.max == 100_000_000)
        let expected: [(Double, UInt32)] = [(500_000, 20), (3_162_278, 40), (31_622_777, 30), (100_000_000, 10)]
        #expect(sparse.entries == expected.map { .init(bucket: PrometheusHistogram.bucket(of: UInt64($0)), count: $1) })
    }

    @Test("parts of requests, which increases are, are rounded; buckets that fall are none") func odd() {
        #expect(PrometheusHistogram(buckets: [(1, 0.4)], sum: 0.1, count: 0.4).sparse.isEmpty)
        let falling = PrometheusHistogram(buckets: [(0.1, 5), (1, 3), (.infinity, 5)], sum: 1, count: 5).sparse
        #expect(falling.entries.map(\.count) == [5])
        let bare = PrometheusHistogram(buckets: [], sum: 1, count: 4).sparse
        #expect(bare.mean == 250_000_000 && bare.entries.count == 1)
    }

    @Test("numbers that no weir tells break nothing") func hostile() {
        for value in [1e308, -1e308, 1e19, .leastNonzeroMagnitude] {
            _ = PrometheusHistogram(buckets: [(value, value), (1, value)], sum: value, count: value).sparse
        }
        #expect(PrometheusHistogram.bound("+Inf") == .infinity && PrometheusHistogram.bound("0.5") == 0.5)
        #expect(PrometheusHistogram.bound("x") == nil && PrometheusHistogram.bound("NaN") == nil && PrometheusHistogram.bound("-1") == nil)
    }
}
