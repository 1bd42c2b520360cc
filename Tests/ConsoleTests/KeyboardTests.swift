import XCTest

@testable import Console

final class KeyboardTests: XCTestCase {
  func testBytesBecomeKeys() {
    let cases: [(label: String, bytes: [UInt8], key: KeyPress?)] = [
      ("a letter", [0x6E], .letter("n")),
      ("a letter of two bytes", [0xC3, 0xA9], .letter("é")),
      ("an arrow", [0x1B, 0x5B, 0x41], nil),
      ("escape", [0x1B], nil),
      ("Ctrl-D", [0x04], .end),
      ("the end of the input", [], .end),
    ]
    for (label, bytes, key) in cases { XCTAssertEqual(Keyboard.key(of: bytes), key, label) }
  }
}
