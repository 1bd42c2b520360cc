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
    for demo in Course.demos {
      let path = "Tests/DemoTests/Transcripts/\(demo.id).txt"
      let text = try await DemoRunner.transcript(of: demo.id)
      if Repository.isRenewing { try Repository.renew(path, with: text) }
      if let difference = Repository.difference(path, from: text) { XCTFail(difference) }
    }
  }

  func testThePicturesInTheLessonsAreWhatTheDemosDraw() async throws {
    for demo in Course.demos {
      let pictures = try await DemoRunner.pictures(of: demo.id)
      XCTAssertFalse(pictures.isEmpty, "\(demo.id) draws nothing")
      for (name, svg) in pictures.sorted(by: { $0.key < $1.key }) {
        let path = "Docs/CacheCourse.docc/Week\(demo.week)/\(name)"
        XCTAssertTrue(svg.hasPrefix("<svg") && svg.contains("</svg>"), "\(name) is no picture")
        if Repository.isRenewing { try Repository.renew(path, with: svg) }
        if let difference = Repository.difference(path, from: svg) { XCTFail(difference) }
      }
    }
  }

  func testADemoSaysTheSameOnEveryRun() async throws {
    for demo in Course.demos {
      let first = try await DemoRunner.transcript(of: demo.id)
      let second = try await DemoRunner.transcript(of: demo.id)
      XCTAssertEqual(first, second, demo.id)
      let pictures = try await DemoRunner.pictures(of: demo.id)
      let again = try await DemoRunner.pictures(of: demo.id)
      XCTAssertEqual(pictures, again, demo.id)
    }
  }

  func testNoLineIsWiderThanItMayBeAndColourChangesNothingElse() async throws {
    let sequence = /\x1b\[[0-9;]*m/
    for demo in Course.demos {
      for columns in [40, 60, 80, 100] {
        let coloured = try await DemoRunner.transcript(
          of: demo.id,
          columns: columns,
          style: .coloured
        )
        let text = coloured.replacing(sequence, with: "")
        XCTAssertNotEqual(coloured, text, "\(demo.id) has no colour")
        for (number, line) in text.split(separator: "\n").enumerated() {
          let place = "\(demo.id) in \(columns) columns, line \(number + 1): \(line)"
          XCTAssertLessThanOrEqual(String(line).displayWidth, columns, place)
          XCTAssertNotEqual(line.last, " ", place)
        }
        guard columns == 80 else { continue }
        let plain = try await DemoRunner.transcript(of: demo.id, columns: columns)
        XCTAssertEqual(text, plain, demo.id)
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
}
