import XCTest

@testable import Memcached

final class WireNumberTests: XCTestCase {
  private func read<Number>(_ text: String, _ read: (UnsafeRawBufferPointer) -> Number?) -> Number?
  {
    Array(text.utf8).withUnsafeBytes(read)
  }

  func testNumbersAreReadAsCReadsThem() {
    let cases: [(String, Int32?, UInt64?)] = [
      ("0", 0, 0), ("12", 12, 12), ("+3", 3, 3), ("-3", -3, nil), ("-0", 0, 0),
      ("007", 7, 7), (" 7", 7, 7), ("7 x", 7, 7), ("7\tx", 7, 7), ("7\0x", 7, 7), ("7x", nil, nil),
      ("", nil, nil),
      ("-", nil, nil), ("x", nil, nil), ("4294967296", 0, 4_294_967_296),
      ("2147483648", .min, 2_147_483_648),
      ("18446744073709551615", nil, .max), ("18446744073709551616", nil, nil),
      ("-18446744073709551615", nil, 1),
    ]
    for (text, signed, unsigned) in cases {
      XCTAssertEqual(read(text, WireNumber.signed32), signed, "signed \"\(text)\"")
      XCTAssertEqual(read(text, WireNumber.unsigned64), unsigned, "unsigned \"\(text)\"")
    }
  }

  func testDigitsAreWritten() {
    for number in [0, 9, 10, 12345, UInt64(Int64.max), .max] {
      var out: [UInt8] = []
      WireNumber.append(number, to: &out)
      XCTAssertEqual(String(decoding: out, as: UTF8.self), "\(number)")
    }
  }

  func testBase64IsReadAndWritten() {
    let cases = [
      ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
      ("foobar", "Zm9vYmFy"),
    ]
    for (text, encoded) in cases {
      XCTAssertEqual(Base64.encode(Array(text.utf8)), Array(encoded.utf8))
      XCTAssertEqual(read(encoded, Base64.decode), Array(text.utf8))
    }
    for text in ["", "=", "Zg", "Zg=", "====", "!!!!"] {
      XCTAssertNil(read(text, Base64.decode), text)
    }
  }
}
