import Drawing
import Foundation
import XCTest

@testable import Demos

final class DemoOptionsTests: XCTestCase {
  func testTheArgumentsOfAShowingReadBackAsTheSame() throws {
    let showings = [
      DemoOptions(),
      DemoOptions(columns: 120, style: .coloured, pace: .live, pictureFile: "a b.svg"),
      DemoOptions(columns: 40, pace: .step),
    ]
    for options in showings {
      let read = try DemoOptions(arguments: options.arguments)
      XCTAssertEqual(read.columns, options.columns)
      XCTAssertEqual(read.style, options.style)
      XCTAssertEqual(read.pace, options.pace)
      XCTAssertEqual(read.pictureFile, options.pictureFile)
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
      XCTAssertThrowsError(try DemoOptions(arguments: words)) { XCTAssertEqual("\($0)", sentence) }
    }
  }

  func testTheFirstPictureGetsTheFileAndTheOthersGoBesideIt() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "my.svg").path
    try await DemoRunner.run("eviction", as: DemoOptions(pictureFile: file)) { _ in }
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    XCTAssertEqual(names, ["my-loop.svg", "my.svg"])
    let pictures = try await DemoRunner.pictures(of: "eviction")
    XCTAssertEqual(try String(contentsOfFile: file, encoding: .utf8), pictures["eviction.svg"])
  }

  func testAPictureThatCannotBeWrittenIsSaidSo() async {
    do {
      let options = DemoOptions(pictureFile: "/no/such/folder/lru.svg")
      try await DemoRunner.run("lru", as: options) { _ in }
      XCTFail("the folder does not exist")
    } catch {
      XCTAssertTrue(
        "\(error)".hasPrefix("/no/such/folder/lru.svg cannot be written: "),
        "\(error)"
      )
    }
  }
}
