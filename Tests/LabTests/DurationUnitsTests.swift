import Lab
import XCTest

final class DurationUnitsTests: XCTestCase {
  func testUnitsAreMultiplesOfSeconds() {
    XCTAssertEqual(Duration.minutes(2), .seconds(120))
    XCTAssertEqual(Duration.minutes(0.5), .seconds(30))
    XCTAssertEqual(Duration.hours(2), .seconds(7200))
    XCTAssertEqual(Duration.hours(1.5), .seconds(5400))
    XCTAssertEqual(Duration.days(7), .seconds(604_800))
    XCTAssertEqual(Duration.days(0.5), .hours(12))
  }

  func testSecondsIsTheDurationAsANumber() {
    let cases: [(Duration, Double)] = [
      (.zero, 0), (.milliseconds(1500), 1.5), (.seconds(-3), -3), (.milliseconds(-250), -0.25),
      (.nanoseconds(1), 1e-9), (.hours(1), 3600),
    ]
    for (duration, seconds) in cases {
      XCTAssertEqual(duration.seconds, seconds, accuracy: 1e-12, "\(duration)")
    }
  }

  func testADurationReadsInTheUnitThatSuitsIt() {
    let attosecond = Duration(secondsComponent: 0, attosecondsComponent: 1)
    let cases: [(Duration, String)] = [
      (.zero, "0 s"), (attosecond, "0 s"), (.zero - attosecond, "0 s"),
      (.nanoseconds(1), "1 ns"), (.nanoseconds(999), "999 ns"), (.nanoseconds(1500), "1.5 µs"),
      (.microseconds(999), "999 µs"), (.microseconds(1500), "1.5 ms"),
      (.milliseconds(45), "45 ms"), (.microseconds(11_500), "11.5 ms"),
      (.microseconds(999_999), "999.999 ms"), (.nanoseconds(999_999_999), "1 s"),
      (.seconds(1), "1 s"), (.milliseconds(1005), "1.005 s"), (.seconds(100), "100 s"),
      (.seconds(300), "300 s"), (.milliseconds(999_999), "999.999 s"),
      (.microseconds(999_999_600), "16 min 40 s"), (.seconds(1000), "16 min 40 s"),
      (.seconds(3600), "1 h"), (.seconds(3601), "1 h 1 s"),
      (.milliseconds(3_600_250), "1 h 0.25 s"),
      (.hours(24), "1 d"), (.days(1) + .hours(2) + .minutes(3) + .seconds(4), "1 d 2 h 3 min 4 s"),
      (.milliseconds(-1.5), "-1.5 ms"), (.seconds(-100), "-100 s"), (.hours(-2), "-2 h"),
      (.seconds(Int64.max), "106751991167300 d 15 h 30 min 7 s"),
    ]
    for (duration, text) in cases { XCTAssertEqual(duration.readable, text, "\(duration)") }
  }
}
