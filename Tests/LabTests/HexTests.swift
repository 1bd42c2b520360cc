import Lab
import XCTest

final class HexTests: XCTestCase {
  func testBytesBecomeTwoDigitsEach() {
    XCTAssertEqual([UInt8]().hex, "")
    XCTAssertEqual([0x00, 0x0f, 0xa5, 0xff].hex, "000fa5ff")
  }

  func testANumberKeepsItsLeadingZeros() {
    XCTAssertEqual(UInt64(0x2a).hex, "000000000000002a")
    XCTAssertEqual(UInt64.max.hex, "ffffffffffffffff")
    XCTAssertEqual(UInt8(0).hex, "00")
  }

  func testDigitsBecomeBytesAgain() {
    let all = (0...255).map { UInt8($0) }
    XCTAssertEqual([UInt8](hex: all.hex), all)
    XCTAssertEqual([UInt8](hex: "DeadBEEF"), [0xde, 0xad, 0xbe, 0xef])
    XCTAssertEqual([UInt8](hex: ""), [])
    for text in ["0", "abc", "0g", "0x00", "00 11", "-1", "１２"] {
      XCTAssertNil([UInt8](hex: text), text)
    }
  }
}
