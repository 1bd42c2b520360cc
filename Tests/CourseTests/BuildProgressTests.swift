import Foundation
import XCTest

@testable import course

final class BuildProgressTests: XCTestCase {
  func testTheLastWholeStepCountsHoweverTheOutputIsCut() {
    var progress = BuildProgress()
    let pieces: [(String, String?)] = [
      ("Building for debugging...\n", nil),
      ("[1/80] Write sources\n[2/80] Compiling Lab Zipf.swift\n", "2 of 80"),
      ("[3/8", nil),
      ("0] Compiling Redis\n[4", "3 of 80"),
      ("/80] Linking laboratory\n", "4 of 80"),
    ]
    for (piece, step) in pieces {
      XCTAssertEqual(progress.step(in: Data(piece.utf8)), step, piece)
    }
  }

  func testProblemsAreShownWithoutTheStepsThatWentWell() {
    let text = """
      [1/2] Compiling Lab Zipf.swift
      Sources/Lab/Zipf.swift:3:5: error: cannot find 'x' in scope
      """
    XCTAssertEqual(
      BuildProgress().problems(in: text),
      "Sources/Lab/Zipf.swift:3:5: error: cannot find 'x' in scope"
    )
  }
}
