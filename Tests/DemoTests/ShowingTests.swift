import Drawing
import Foundation
import XCTest

@testable import Demos

final class ShowingTests: XCTestCase {
  func testTheArgumentsOfAShowingReadBackAsTheSame() throws {
    let showings = [
      Showing(),
      Showing(columns: 120, style: .coloured, pace: .live, pictureFile: "a b.svg"),
      Showing(columns: 40, pace: .step),
    ]
    for showing in showings {
      let read = try Showing(arguments: showing.arguments)
      XCTAssertEqual(read.columns, showing.columns)
      XCTAssertEqual(read.style, showing.style)
      XCTAssertEqual(read.pace, showing.pace)
      XCTAssertEqual(read.pictureFile, showing.pictureFile)
    }
  }

  func testWrongArgumentsAreRefusedWithASentence() {
    let cases = [
      (["--columns", "39"], "--columns takes a number from 40 to 120, not \"39\""),
      (["--columns"], "--columns takes a number from 40 to 120, not \"\""),
      (["--svg"], "--svg needs a file"),
      (["lru"], "A demo has no option lru"),
    ]
    for (words, sentence) in cases {
      XCTAssertThrowsError(try Showing(arguments: words)) { XCTAssertEqual("\($0)", sentence) }
    }
  }

  func testTheFirstPictureGetsTheFileAndTheOthersGoBesideIt() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "my.svg").path
    try await DemoRunner.run("eviction", as: Showing(pictureFile: file)) { _ in }
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    XCTAssertEqual(names, ["my-loop.svg", "my.svg"])
    let pictures = try await DemoRunner.pictures(of: "eviction")
    XCTAssertEqual(try String(contentsOfFile: file, encoding: .utf8), pictures["eviction.svg"])
  }

  func testAPictureThatCannotBeWrittenIsSaidSo() async {
    do {
      let showing = Showing(pictureFile: "/no/such/folder/lru.svg")
      try await DemoRunner.run("lru", as: showing) { _ in }
      XCTFail("the folder does not exist")
    } catch {
      XCTAssertTrue(
        "\(error)".hasPrefix("/no/such/folder/lru.svg cannot be written: "),
        "\(error)"
      )
    }
  }
}
