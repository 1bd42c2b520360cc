import Curriculum
import Demos
import Drawing
import XCTest

/// What holds for every demo.
final class DemoTests: XCTestCase {
  /// With a real cluster at hand, a demo goes on to figures that no two runs share.
  override class func setUp() { unsetenv("REDIS_CLUSTER") }

  func testEveryDemoOfTheCurriculumIsThereAndNoOther() {
    XCTAssertEqual(DemoRunner.scripts.map { $0.id }, Course.demos.map(\.id))
  }

  func testTheTranscriptsAreWhatTheDemosSay() async throws {
    for (id, text) in try await forEveryDemo({ try await DemoRunner.transcript(of: $0) }) {
      let path = "Tests/DemoTests/Transcripts/\(id).txt"
      if Repository.isRenewing { try Repository.renew(path, with: text) }
      if let difference = Repository.difference(path, from: text) { XCTFail(difference) }
    }
  }

  func testThePicturesInTheLessonsAreWhatTheDemosDrawTwice() async throws {
    let drawn = try await forEveryDemo { id in
      (try await DemoRunner.pictures(of: id), try await DemoRunner.pictures(of: id))
    }
    for (id, (pictures, again)) in drawn {
      XCTAssertFalse(pictures.isEmpty, "\(id) draws nothing")
      XCTAssertEqual(pictures, again, id)
      let week = try XCTUnwrap(Course.demo(id)).week
      for (name, svg) in pictures.sorted(by: { $0.key < $1.key }) {
        let path = "Docs/CacheCourse.docc/Week\(week)/\(name)"
        XCTAssertTrue(svg.hasPrefix("<svg") && svg.contains("</svg>"), "\(name) is no picture")
        if Repository.isRenewing { try Repository.renew(path, with: svg) }
        if let difference = Repository.difference(path, from: svg) { XCTFail(difference) }
      }
    }
  }

  /// At 80 columns it must be the text of the file, which another run has been compared with.
  func testNoLineIsWiderThanItMayBeAndColourChangesNothingElse() async throws {
    let sequence = /\x1b\[[0-9;]*m/
    for columns in [40, 60, 80, 100] {
      let transcripts = try await forEveryDemo {
        try await DemoRunner.transcript(of: $0, columns: columns, style: .coloured)
      }
      for (id, coloured) in transcripts {
        let text = coloured.replacing(sequence, with: "")
        XCTAssertNotEqual(coloured, text, "\(id) has no colour")
        for (number, line) in text.split(separator: "\n").enumerated() {
          let place = "\(id) in \(columns) columns, line \(number + 1): \(line)"
          XCTAssertLessThanOrEqual(String(line).displayWidth, columns, place)
          XCTAssertNotEqual(line.last, " ", place)
        }
        guard columns == 80 else { continue }
        let path = "Tests/DemoTests/Transcripts/\(id).txt"
        if let difference = Repository.difference(path, from: text) { XCTFail(difference) }
      }
    }
  }

  func testAnUnknownDemoIsRefusedByName() async {
    do {
      _ = try await DemoRunner.transcript(of: "lur")
      XCTFail("there is no such demo")
    } catch {
      XCTAssertEqual("\(error)", "There is no demo \"lur\"")
    }
  }

  /// One after the other: what a demo waits for must not depend on what else runs in the process.
  private func forEveryDemo<Result>(
    _ perform: (_ id: String) async throws -> Result
  ) async throws -> [(id: String, Result)] {
    var results: [(id: String, Result)] = []
    for demo in Course.demos { results.append((demo.id, try await perform(demo.id))) }
    return results
  }
}
