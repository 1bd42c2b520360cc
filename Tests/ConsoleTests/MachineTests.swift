import Console
import XCTest

final class MachineTests: XCTestCase {
  func testAProgramIsFoundInTheFirstFolderThatHasIt() {
    XCTAssertEqual(Program("sh", path: "/nowhere:/bin:/usr/bin")?.path, "/bin/sh")
    XCTAssertNil(Program("sh", path: "/nowhere"))
    XCTAssertNil(Program("sh", path: ""))
  }
}
