import Foundation
import XCTest

/// Runs checks inside the process that the checker starts, and reports to the checker alone.
///
/// What the answer prints goes to standard output and means nothing. Results go to a descriptor of
/// their own, and each line carries a number that the checker made up for this run and handed over
/// before any of the answer's code ran.
public enum CheckHarness {
  /// Reads from standard input which checks to run, runs them and ends the process.
  ///
  /// - Parameter checks: All checks of the exercise, in source order.
  public static func main<Case: XCTestCase>(_ checks: [Check<Case>]) -> Never {
    Platform.prepareThisProcess()
    let order = readOrder()
    let reporter = Reporter(nonce: order.nonce)
    Platform.run(checks.filter { order.names.contains($0.name) }, observer: reporter)
    reporter.reportEnd()
    exit(0)
  }

  /// The run's number on the first line, then the name of a check on each.
  private static func readOrder() -> (nonce: String, names: Set<String>) {
    var lines: [String] = []
    while let line = readLine() { lines.append(line) }
    return (lines.first ?? "", Set(lines.dropFirst()))
  }
}
