import Foundation
import XCTest

/// Writes what XCTest observes as one JSON line an event.
final class Reporter: NSObject, XCTestObservation {
  private let nonce: String

  init(nonce: String) {
    self.nonce = nonce
    super.init()
  }

  func testCaseWillStart(_ testCase: XCTestCase) {
    report(Event(kind: .started, check: testCase.methodName))
  }

  func testCase(
    _ testCase: XCTestCase,
    didFailWithDescription description: String,
    inFile file: String?,
    atLine line: Int
  ) {
    report(
      Event(
        kind: .failed,
        check: testCase.methodName,
        message: Self.ownWords(description),
        file: file,
        line: line
      )
    )
  }

  /// A failure as the check tells it, without what XCTest puts before it.
  private static func ownWords(_ description: String) -> String {
    let words = #/(XCTUnwrap failed: expected non-nil value of type "Never"|failed) - /#
    return String(description.trimmingPrefix(words))
  }

  func testCaseDidFinish(_ testCase: XCTestCase) {
    let run = testCase.testRun
    report(
      Event(
        kind: run?.hasBeenSkipped == true ? .skipped : .finished,
        check: testCase.methodName,
        seconds: run?.testDuration
      )
    )
  }

  func reportEnd() {
    report(Event(kind: .ended, check: ""))
  }

  private func report(_ event: Event) {
    var event = event
    event.nonce = nonce
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    guard let line = try? encoder.encode(event) else { return }
    try? Platform.results.write(contentsOf: line + [UInt8(ascii: "\n")])
  }
}

/// One line on the results descriptor; the checker reads the same names.
private struct Event: Encodable {
  enum Kind: String, Encodable { case started, failed, skipped, finished, ended }

  let kind: Kind
  let check: String
  var message: String?
  var file: String?
  var line: Int?
  var seconds: Double?
  var nonce = ""
}

extension XCTestCase {
  /// `testX` of "LRUCacheTests.testX" or, on Apple's systems, of "-[Week1.LRUCacheTests testX]".
  fileprivate var methodName: String {
    name.split { !($0.isLetter || $0.isNumber || $0 == "_") }.last.map(String.init) ?? name
  }
}
