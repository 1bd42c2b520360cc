import Foundation
import Lab
import XCTest

@testable import Drawing

final class ChartAxisTests: XCTestCase {
  func testTicksAreRoundAndCoverTheFigures() {
    var random = SplitMix64(seed: 5)
    for _ in 0..<2_000 {
      let size = exp(random.unit() * 80 - 40)
      let low = (random.unit() - 0.5) * size
      let range = low...(low + random.unit() * size + size * 1e-6)
      for count in [1, 2, 5, 10] {
        let ticks = Ticks(covering: range, about: count)
        let steps = Set(zip(ticks.units, ticks.units.dropFirst()).map { $1 - $0 })
        XCTAssertEqual(steps.count, 1, "\(range)")
        XCTAssertTrue(steps.isSubset(of: [1, 2, 5]), "\(range): \(steps)")
        XCTAssertTrue((2...(2 * count + 4)).contains(ticks.units.count), "\(range): \(count)")
        let slack = size * 1e-6
        XCTAssertLessThanOrEqual(ticks.low, range.lowerBound + slack)
        XCTAssertGreaterThanOrEqual(ticks.high, range.upperBound - slack)
        XCTAssertEqual(Set(ticks.labels(.number)).count, ticks.units.count, "\(range)")
      }
    }
  }

  func testTickLabelsAreShortAndExact() {
    let cases: [(range: ClosedRange<Double>, format: ValueFormat, labels: [String])] = [
      (0...1, .percent, ["0 %", "20 %", "40 %", "60 %", "80 %", "100 %"]),
      (0...0.01, .percent, ["0 %", "0.2 %", "0.4 %", "0.6 %", "0.8 %", "1.0 %"]),
      (0...0.5, .number, ["0", "0.1", "0.2", "0.3", "0.4", "0.5"]),
      (0...1_000, .number, ["0", "200", "400", "600", "800", "1,000"]),
      (-2...2, .number, ["-2", "-1", "0", "1", "2"]),
      (0...50_000, .number, ["0", "10,000", "20,000", "30,000", "40,000", "50,000"]),
      (0...2_500_000, .number, ["0", "0.5M", "1.0M", "1.5M", "2.0M", "2.5M"]),
      (0...5e9, .number, ["0", "1G", "2G", "3G", "4G", "5G"]),
      (0...1e20, .number, ["0", "2e19", "4e19", "6e19", "8e19", "1e20"]),
      (0...5e-6, .number, ["0", "1e-6", "2e-6", "3e-6", "4e-6", "5e-6"]),
    ]
    for (range, format, labels) in cases {
      XCTAssertEqual(Ticks(covering: range, about: 5).labels(format), labels)
    }
  }

  func testFiguresThatStandSideBySideHaveTheDigitsTheyNeed() {
    let cases: [(values: [Double], format: ValueFormat, labels: [String])] = [
      ([1, 20, 1_500], .number, ["1", "20", "1,500"]),
      ([1.5, 2, 3.25], .number, ["1.50", "2.00", "3.25"]),
      ([0.002, 150, -31.5, 0], .unit("ms"), ["0.002 ms", "150 ms", "-31.5 ms", "0 ms"]),
      ([0.9423, 1], .percent, ["94.2 %", "100.0 %"]),
      ([1_234.56], .decimals(1), ["1,234.6"]),
      ([1.25e18, .infinity, .nan], .number, ["1.25e18", "∞", "no number"]),
    ]
    for (values, format, labels) in cases {
      XCTAssertEqual(format.labels(for: values), labels)
    }
  }

  func testCoordinatesAreShortAndTheSameEverywhere() {
    let cases: [(Double, String)] = [
      (0, "0"), (-0.001, "0"), (1, "1"), (1.5, "1.5"), (1.005, "1"), (-2.339, "-2.34"),
      (100, "100"), (1e6, "1000000"), (.nan, "0"),
    ]
    for (number, text) in cases { XCTAssertEqual(svgNumber(number), text) }
  }

  func testTextInPicturesIsEscaped() {
    XCTAssertEqual(svgEscaped("a<b> & \"c\"\u{7}\n"), "a&lt;b&gt; &amp; &quot;c&quot;\u{FFFD} ")
  }

  func testLongTextIsBrokenBetweenWordsWhereItCanBe() {
    XCTAssertEqual(labelLines("one two three", columns: 8), ["one two", "three"])
    XCTAssertEqual(labelLines("abcdefghij k", columns: 4), ["abcd", "efgh", "ij k"])
    XCTAssertEqual(labelLines("", columns: 4), [""])
    XCTAssertEqual(labelLines("日本語", columns: 4), ["日本", "語"])
  }
}
