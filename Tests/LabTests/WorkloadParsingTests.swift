import Lab
import XCTest

final class WorkloadParsingTests: XCTestCase {
  func testTheShortTextNamesAWorkload() throws {
    let cases: [(text: String, workload: Workload, name: String)] = [
      ("zipf", .zipf(exponent: 1, keys: 10_000), "zipf 1.0"),
      ("zipf:1.0", .zipf(exponent: 1, keys: 10_000), "zipf 1.0"),
      ("zipf:0.9:1000000", .zipf(exponent: 0.9, keys: 1_000_000), "zipf 0.9"),
      ("zipf:0:1_000", .zipf(exponent: 0, keys: 1_000), "zipf 0.0"),
      ("uniform:5000", .uniform(keys: 5_000), "uniform 5,000"),
      ("scan", .scan, "scan"),
      ("loop:1200", .loop(keys: 1_200), "loop 1,200"),
      (
        "shift", .shifting(.init(hot: 200, keys: 10_000, period: 5_000)), "shift 200 of 10,000"
      ),
      ("shift:3:9:50", .shifting(.init(hot: 3, keys: 9, period: 50)), "shift 3 of 9"),
      (
        "mixed", .zipfWithScans(exponent: 1, keys: 10_000, scanShare: 0.2, burst: 500),
        "zipf 1.0 + scan"
      ),
    ]
    for (text, workload, name) in cases {
      let parsed = try Workload(parsing: text)
      XCTAssertEqual(parsed, workload, text)
      XCTAssertEqual(parsed.name, name)
      XCTAssertEqual(Array(parsed.requests(count: 10, seed: 1)).count, 10, text)
    }
  }

  func testAWrongTextSaysWhatIsWrongAndWhatWouldBeRight() {
    let cases: [(text: String, message: String)] = [
      (
        "zpif:1.0",
        "there is no workload \"zpif\"; write zipf, uniform, scan, loop, shift or mixed"
      ),
      ("", "there is no workload \"\"; write zipf, uniform, scan, loop, shift or mixed"),
      ("zipf:-1", "the exponent \"-1\" is not a number from 0 to 100, such as 1.0"),
      ("zipf:nan", "the exponent \"nan\" is not a number from 0 to 100, such as 1.0"),
      (
        "loop:1,200",
        "the number of keys \"1,200\" is not a whole number from 1 to 1,000,000,000,000, "
          + "such as 10000"
      ),
      (
        "uniform:0",
        "the number of keys \"0\" is not a whole number from 1 to 1,000,000,000,000, such as 10000"
      ),
      (
        "uniform:",
        "the number of keys \"\" is not a whole number from 1 to 1,000,000,000,000, "
          + "such as 10000"
      ),
      ("scan:5", "\"scan:5\" says more than the workload takes; write \"scan\""),
      (
        "zipf:1:10:9", "\"zipf:1:10:9\" says more than the workload takes; write \"zipf:1:10\""
      ),
      ("shift:50:20", "50 hot keys do not fit into 20 keys; write at most 20"),
      (
        "mixed:120",
        "the percentage of scans \"120\" is not a number from 0 to 100, such as 20.0"
      ),
    ]
    for (text, message) in cases {
      XCTAssertThrowsError(try Workload(parsing: text), text) { error in
        XCTAssertEqual("\(error)", message)
        XCTAssertTrue(error is WorkloadTextError)
      }
    }
  }
}
