import JSON
import Testing

@testable import TopologySources

private func read(_ json: String) -> (samples: [PrometheusReply.Sample]?, what: String) {
    Array(json.utf8).withUnsafeBytes { bytes in
        do throws(JSONFault) { return (try PrometheusReply(bytes).samples, "") } catch {
            if case .unexpected(let what, _) = error { return (nil, "\(what)") }
            return (nil, "malformed")
        }
    }
}

@Suite struct PrometheusReplyTests {
    @Test("an answer is labels, a time and a value") func good() {
        let json = #"""
            {"status":"success","data":{"resultType":"vector","result":[{"metric":{"__name__":"up","job":"a\"b"},"value":[1435781451.781,"1e+06"]},
            {"metric":{},"value":[1,"NaN"]},{"metric":{"le":"+Inf"},"value":[1,"+Inf"]},{"metric":{},"value":[2,"-3"]}]},"warnings":["x"]}
            """#
        let samples = read(json).samples
        #expect(samples?.count == 2 && samples?[0].labels == ["__name__": "up", "job": "a\"b"] && samples?[0].value == 1e6)
        #expect(samples?[0].time == 1435781451.781 && samples?[1].value == -3)
    }

    @Test(
        "what is no answer is refused",
        arguments: [
            ("<html>", "malformed"), ("[]", "no answer of Prometheus' query API"), ("{}", "no answer of Prometheus' query API"),
            (#"{"status":"error","error":"x"}"#, "no answer of Prometheus' query API"), (#"{"status":"success"}"#, "no vector in the answer"),
            (#"{"status":"success","data":{"resultType":"matrix","result":[]}}"#, "no vector in the answer"),
            (#"{"status":"success","data":{"resultType":"vector","result":[{"metric":{}}]}}"#, "a series without a value"),
            (#"{"status":"success","data":{"resultType":"vector","result":[{"value":[1,2]}]}}"#, "a value is a time and a number as a text"),
            (#"{"status":"success","data":{"resultType":"vector","result":[{"value":["1"]}]}}"#, "a value is a time and a number as a text"),
        ])
    func refused(_ json: String, _ what: String) { #expect(read(json).what == what) }

    @Test("why a query is refused is read") func error() {
        let json = #"{"status":"error","errorType":"bad_data","error":"parse error"}"#
        #expect(Array(json.utf8).withUnsafeBytes(PrometheusReply.error) == "parse error")
        #expect(Array("<html>".utf8).withUnsafeBytes(PrometheusReply.error) == nil)
    }

    @Test("a cut answer is refused") func cut() {
        let json = #"{"status":"success","data":{"resultType":"vector","result":[{"metric":{"a":"b"},"value":[1,"1"]}]}}"#
        for count in 0..<json.utf8.count { #expect(read(String(json.prefix(count))).samples == nil) }
    }
}
