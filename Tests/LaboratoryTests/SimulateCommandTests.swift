import Foundation
import ProgramSupport
import XCTest

/// `course simulate` as a person at a pipe sees it.
final class SimulateCommandTests: XCTestCase {
  private func write(_ text: String, as name: String, in course: CourseProcess) throws {
    try Data(text.utf8).write(to: URL(filePath: course.folder.path(name)))
  }

  func testWrongWordsAndBadTracesEndWithTwoAndOneLine() throws {
    let course = try CourseProcess(for: self, program: "laboratory")
    try write("1\n2\n\n3\n", as: "bad.txt", in: course)
    try write("", as: "empty.txt", in: course)
    try write("a,b\n1,2\n1\n", as: "bad.csv", in: course)
    let size = "Write 1 or more, such as 1000, a share of the keys, such as 10%, or 64mb."
    let cases: [(words: [String], complaint: String)] = [
      (["--trace", "bad.txt"], "bad.txt, line 3: empty, and a key was expected"),
      (
        ["--trace", "bad.csv", "--column", "b"],
        "bad.csv, line 3: it has 1 field, and column 2 was asked for"
      ),
      (["--trace", "empty.txt"], "There is no request in empty.txt"),
      (["--trace", "empty.txt", "--curve"], "There is no request in empty.txt"),
      (["--trace", "none.txt"], "There is no file none.txt"),
      (["--trace", "-"], "There is no request in the input"),
      (["--size", "0"], "--size 0 is no room for a cache. \(size)"),
      (["--size", "1,x"], "--size x is no room for a cache. \(size)"),
      (
        ["--size", "200%"],
        "--size 200% is no share of the keys. Write more than 0% and at most 100%, or a number of keys."
      ),
      (["--policy", "lru,sive"], #"There is no policy "sive". Did you mean sieve?"#),
      (["--json", "--csv"], "--json and --csv do not go together. Leave one out."),
      (["--bytes"], "--bytes needs a trace with sizes. Write --trace FILE."),
      (["--sample"], "--sample needs --curve. Write --curve --sample."),
      (
        ["--curve", "--policy", "fifo"],
        "Only LRU's curve comes from one pass. Write --policy lru, or several sizes in place of --curve."
      ),
      (
        ["--trace", "bad.txt", "--seed", "2", "--requests", "5"],
        "--trace and --requests do not go together. Leave one out."
      ),
      (
        ["--mine", "--requests", "10"],
        """
        None of these policies is yours yet. Week 1's answers are fifo, mru, lru, lfu, arc, sieve; \
        course list says which you have begun.
        """
      ),
    ]
    for (words, complaint) in cases {
      let ending = try course.run(["simulate"] + words)
      XCTAssertEqual(ending.code, 2, "\(words)")
      XCTAssertEqual(ending.errors, "course: \(complaint)\n", "\(words)")
      XCTAssertEqual(ending.output, "", "\(words)")
    }
  }

  func testATraceIsReplayedAndWrittenDown() throws {
    let course = try CourseProcess(for: self, program: "laboratory")
    try write("1\n2\n3\n4\n1\n2\n5\n1\n2\n3\n4\n5\n", as: "keys.txt", in: course)
    let words = ["simulate", "--trace", "keys.txt", "--policy", "fifo,lru", "--size", "3,4"]
    let ending = try course.run(words + ["--csv", "--svg", "curve.svg"])
    XCTAssertEqual(ending.errors, "")
    XCTAssertEqual(ending.code, 0)
    // What is before the speed, which is never the same.
    let lines = ending.output.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).prefix(7).joined(separator: ",")
    }
    XCTAssertEqual(
      lines,
      [
        "policy,size,requests,hits,misses,hit_ratio,share_of_optimum",
        "optimum,3,12,5,7,0.416667,1.000000",
        "FIFO,3,12,3,9,0.250000,0.600000",
        "LRU,3,12,2,10,0.166667,0.400000",
        "optimum,4,12,6,6,0.500000,1.000000",
        "LRU,4,12,4,8,0.333333,0.666667",
        "FIFO,4,12,2,10,0.166667,0.333333",
      ]
    )
    let picture = try String(contentsOfFile: course.folder.path("curve.svg"), encoding: .utf8)
    XCTAssertTrue(picture.hasPrefix("<svg") && picture.contains("FIFO"), picture)
    let json = try course.run(words + ["--json"]).output
    let report = try XCTUnwrap(
      JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
    )
    XCTAssertEqual(report["keys"] as? Int, 5)
    XCTAssertEqual(report["requests"] as? Int, 12)
    XCTAssertEqual((report["results"] as? [[String: Any]])?.count, 6)
  }

  func testSizesInBytesCountWhatTheTraceSays() throws {
    let course = try CourseProcess(for: self, program: "laboratory")
    try write("key,size\na,600\nb,600\na,600\nb,600\n", as: "sized.csv", in: course)
    let words = ["simulate", "--trace", "sized.csv", "--column", "key", "--size-column", "size"]
    let ending = try course.run(
      words + ["--bytes", "--policy", "lru", "--size", "1kb,100%", "--csv"]
    )
    let hits = ending.output.split(separator: "\n").dropFirst().map { line in
      line.split(separator: ",", omittingEmptySubsequences: false).prefix(4).joined(separator: ",")
    }
    XCTAssertEqual(hits, ["LRU,1024,4,0", "LRU,1200,4,2"])
  }

  func testTheCurveOfAMadeUpWorkloadIsTheSameEveryTime() throws {
    let course = try CourseProcess(for: self, program: "laboratory")
    let words = ["simulate", "--workload", "loop:50", "--requests", "500", "--curve"]
    let ending = try course.run(words)
    XCTAssertEqual(
      ending.output,
      """
      loop 50: LRU at every size, 500 requests for 50 keys

        keys  miss ratio
           1    100.00 %
           2    100.00 %
           5    100.00 %
          10    100.00 %
          20    100.00 %
          50     10.00 %

      """
    )
    XCTAssertEqual(try course.run(words).output, ending.output)
  }
}
