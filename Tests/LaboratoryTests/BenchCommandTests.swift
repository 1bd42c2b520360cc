import Foundation
import ProgramSupport
import XCTest

/// `course bench` as a person at a pipe sees it.
final class BenchCommandTests: XCTestCase {
  private let small = ["--entries", "100", "--requests", "200", "--rounds", "1"]

  func testWrongWordsEndWithTwoAndOneLine() throws {
    let course = try CourseProcess(for: self, program: "laboratory")
    let entries = "Write numbers from 100 to 10,000,000, such as 1k,100k,1m."
    let threads = "Write numbers from 1 to 64, such as 1,2."
    let cases: [(words: [String], complaint: String)] = [
      (["--cache", "lru,sive"], #"There is no cache "sive". Did you mean sieve?"#),
      (["--operation", "gte"], #"There is no operation "gte". Did you mean get?"#),
      (["--keys", "ints"], #"There is no kind of keys "ints". Did you mean int?"#),
      (["--traffic", "unifrom"], #"There is no traffic "unifrom". Did you mean uniform?"#),
      (
        ["--traffic", "qqqqqq"],
        #"There is no traffic "qqqqqq". There are zipf, zipf:0.9, uniform, in-order, one-key."#
      ),
      (["--entries", "0"], "--entries 0 is no size for a cache here. \(entries)"),
      (["--entries", "1k,20m"], "--entries 20m is no size for a cache here. \(entries)"),
      (["--entries", "k"], "--entries k is no size for a cache here. \(entries)"),
      (["--entries", ","], "--entries names nothing. Type course bench --help."),
      (["--threads", "0"], "--threads 0 is no number of threads. \(threads)"),
      (["--threads", "1,x"], "--threads x is no number of threads. \(threads)"),
      (
        ["--rounds", "0"],
        #"--rounds takes a whole number from 1 to 1000, not "0". Type course bench --help."#
      ),
      (
        ["--cache", "dictionary", "--threads", "2"],
        "Dictionary cannot be timed at this with --threads 2. Type course bench --help to see who can."
      ),
      (["--lies", "--keys", "int"], "--pitfalls and --keys do not go together. Leave one out."),
      (["--redis", "--svg", "a.svg"], "--redis and --svg do not go together. Leave one out."),
      (["--redis", "--pitfalls"], "--pitfalls and --redis do not go together. Leave one out."),
      (["lru"], #""lru" is one word too many for bench. Type course bench --help."#),
    ]
    for (words, complaint) in cases {
      let ending = try course.run(["bench"] + words)
      XCTAssertEqual(ending.code, 2, "\(words)")
      XCTAssertEqual(ending.errors, "course: \(complaint)\n", "\(words)")
      XCTAssertEqual(ending.output, "", "\(words)")
    }
  }

  func testAFileThatCannotBeWrittenIsSaidSo() throws {
    let course = try CourseProcess(for: self, program: "laboratory")
    let words = ["bench", "--cache", "lru", "--operation", "get", "--threads", "1"] + small
    let ending = try course.run(words + ["--svg", "none/bars.svg", "--json"])
    XCTAssertEqual(ending.code, 2)
    XCTAssertEqual(
      ending.errors,
      "course: none/bars.svg cannot be written. Name a file in a folder that is there.\n"
    )
  }

  func testTheResultsAreWrittenAsJSONAndDrawn() throws {
    let course = try CourseProcess(for: self, program: "laboratory")
    let words = ["bench", "--cache", "nscache,lru,dictionary", "--threads", "1,2", "--keys", "all"]
    let ending = try course.run(words + small + ["--json", "--svg", "bars.svg"])
    XCTAssertEqual(ending.errors, "")
    XCTAssertEqual(ending.code, 0)
    let report = try XCTUnwrap(
      JSONSerialization.jsonObject(with: Data(ending.output.utf8)) as? [String: Any]
    )
    XCTAssertTrue(["debug", "release"].contains(report["build"] as? String))
    XCTAssertEqual(report["rounds"] as? Int, 1)
    XCTAssertEqual(report["requests"] as? Int, 200)
    XCTAssertEqual(report["seed"] as? Int, 1)
    let sections = try XCTUnwrap(report["sections"] as? [[String: Any]])
    XCTAssertEqual(sections.map { $0["keys"] as? String }, ["int", "int", "string", "string"])
    XCTAssertEqual(sections.map { $0["threads"] as? Int }, [1, 2, 1, 2])
    let rows = try XCTUnwrap(sections[0]["results"] as? [[String: Any]])
    XCTAssertEqual(
      rows.map { "\($0["operation"] ?? "") \($0["cache"] ?? "")" },
      ["get", "put", "mixed", "churn"].flatMap { operation in
        ["dictionary", "lru", "nscache"].map { "\(operation) \($0)" }
      }
    )
    let first = rows[0]
    XCTAssertEqual(first["timesBaseline"] as? Double, 1)
    XCTAssertEqual(first["hits"] as? Int, 200)
    XCTAssertEqual((first["rounds"] as? [Double])?.count, 1)
    XCTAssertNotNil(first["nanoseconds"] as? Double)
    XCTAssertNotNil(first["timesFasterThanNSCache"] as? Double)
    XCTAssertEqual(
      rows.prefix(3).map { $0["checksum"] as? Int }.reduce(into: Set()) { $0.insert($1) }.count,
      1
    )
    let picture = try String(contentsOfFile: course.folder.path("bars.svg"), encoding: .utf8)
    XCTAssertTrue(picture.hasPrefix("<svg") && picture.contains("LRUCache"), picture)
  }

  func testThePitfallsAreNamedWithTheirFaults() throws {
    let course = try CourseProcess(for: self, program: "laboratory")
    let ending = try course.run(
      ["bench", "--pitfalls", "--requests", "2000", "--rounds", "1", "--json"]
    )
    XCTAssertEqual(ending.code, 0)
    let report = try XCTUnwrap(
      JSONSerialization.jsonObject(with: Data(ending.output.utf8)) as? [String: Any]
    )
    let pitfalls = try XCTUnwrap(report["lies"] as? [[String: Any]])
    XCTAssertEqual(pitfalls.count, 6)
    for pitfall in pitfalls {
      XCTAssertNotNil(pitfall["says"] as? Double)
      XCTAssertNotNil(pitfall["inTruth"] as? Double)
      XCTAssertFalse((pitfall["fault"] as? String ?? "").isEmpty)
    }
  }

  func testTheFakeRedisIsTimedCommandByCommand() throws {
    let course = try CourseProcess(for: self, program: "laboratory")
    let words = ["bench", "--redis", "--requests", "100", "--rounds", "3"]
    let ending = try course.run(words + ["--json"])
    XCTAssertEqual(ending.code, 0)
    let report = try XCTUnwrap(
      JSONSerialization.jsonObject(with: Data(ending.output.utf8)) as? [String: Any]
    )
    let commands = try XCTUnwrap(report["commands"] as? [[String: Any]])
    XCTAssertEqual(
      commands.compactMap { $0["command"] as? String },
      ["GET", "SET", "INCR", "GET, 16 in a pipeline"]
    )
    XCTAssertTrue(commands.allSatisfy { $0["nanoseconds"] is Double })
    XCTAssertTrue(try course.run(words).output.contains("3 rounds of 100 commands\n  GET "))
  }
}
