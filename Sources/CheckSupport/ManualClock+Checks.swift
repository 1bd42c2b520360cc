import Lab
import XCTest

extension XCTestCase {
  /// A clock at zero; the check fails when something still sleeps on it at its end.
  public func manualClock(
    file: StaticString = #filePath,
    line: UInt = #line
  ) -> ManualClock {
    let clock = ManualClock()
    addTeardownBlock {
      let left = clock.abandonSleepers()
      if left > 0 {
        XCTFail("\(left) still asleep on the clock when the check ended", file: file, line: line)
      }
    }
    return clock
  }
}
