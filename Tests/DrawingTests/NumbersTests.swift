import Drawing
import XCTest

final class NumbersTests: XCTestCase {
  func testANumberIsRoundedToItsDigits() {
    let cases: [(Double, Int, String)] = [
      (3.14159, 2, "3.14"), (3.14159, 0, "3"), (0, 0, "0"), (0, 3, "0.000"), (7, 1, "7.0"),
      (0.999, 2, "1.00"), (9.995, 1, "10.0"), (99.96, 1, "100.0"), (0.05, 2, "0.05"),
      (-3.14159, 2, "-3.14"), (-0.999, 2, "-1.00"), (-0.001, 2, "0.00"), (-0.0, 1, "0.0"),
      (-0.4, 0, "0"), (-0.006, 2, "-0.01"),
      (0.5, 0, "0"), (1.5, 0, "2"), (2.5, 0, "2"), (0.125, 2, "0.12"), (0.375, 2, "0.38"),
      (1.005, 2, "1.00"), (0.1, 20, "0.10000000000000000555"),
      (1e15, 1, "1000000000000000.0"), (123_456_789.987, 2, "123456789.99"),
      (1e-300, 3, "0.000"), (.nan, 2, "nan"), (.infinity, 2, "inf"), (-.infinity, 0, "-inf"),
    ]
    for (value, digits, text) in cases {
      XCTAssertEqual(fixed(value, digits), text, "\(value) to \(digits) digits")
    }
  }

  func testTheGreatestNumberIsWrittenWhole() {
    let text = fixed(-.greatestFiniteMagnitude, 100)
    XCTAssertTrue(text.hasPrefix("-179769313486231570814527423731704356798070567525844996598917"))
    XCTAssertTrue(text.hasSuffix("." + String(repeating: "0", count: 100)))
    XCTAssertEqual(text.count, 1 + 309 + 1 + 100)
  }

  func testAPercentageHasOneDigitUnlessToldOtherwise() {
    XCTAssertEqual(percent(0.9423), "94.2 %")
    XCTAssertEqual(percent(0), "0.0 %")
    XCTAssertEqual(percent(1), "100.0 %")
    XCTAssertEqual(percent(-0.125), "-12.5 %")
    XCTAssertEqual(percent(0.9995, digits: 2), "99.95 %")
    XCTAssertEqual(percent(2 / 3, digits: 0), "67 %")
  }

  func testAWholeNumberIsGroupedByThousands() {
    let cases: [(Int, String)] = [
      (0, "0"), (7, "7"), (-7, "-7"), (999, "999"), (1000, "1,000"), (-1000, "-1,000"),
      (-100, "-100"), (12_345, "12,345"), (123_456, "123,456"), (1_234_567, "1,234,567"),
      (.max, "9,223,372,036,854,775,807"), (.min, "-9,223,372,036,854,775,808"),
    ]
    for (number, text) in cases { XCTAssertEqual(grouped(number), text) }
  }
}
