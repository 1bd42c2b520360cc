import Console
import XCTest

final class LineDifferenceTests: XCTestCase {
  private func unified(_ old: [String], _ new: [String]) -> String {
    LineDifference(from: old.joined(separator: "\n"), to: new.joined(separator: "\n"))
      .unified("old", "new")
  }

  func testEqualTextsDifferInNothing() {
    XCTAssertEqual(unified(["a", "b"], ["a", "b"]), "")
    XCTAssertTrue(LineDifference(from: "a\n", to: "a").isEmpty)
  }

  func testAChangeIsShownWithThreeLinesAround() {
    let old = (1...9).map(String.init)
    var new = old
    new[4] = "five"
    XCTAssertEqual(
      unified(old, new),
      """
      --- old
      +++ new
      @@ -2,7 +2,7 @@
       2
       3
       4
      -5
      +five
       6
       7
       8

      """
    )
  }

  func testChangesFarApartHaveHunksOfTheirOwn() {
    let old = (1...20).map(String.init)
    let new = ["0"] + old.dropLast()
    XCTAssertEqual(
      unified(old, new),
      """
      --- old
      +++ new
      @@ -1,3 +1,4 @@
      +0
       1
       2
       3
      @@ -17,4 +18,3 @@
       17
       18
       19
      -20

      """
    )
  }

  func testOneSideMayBeEmpty() {
    XCTAssertEqual(unified([], ["a"]), "--- old\n+++ new\n@@ -0,0 +1 @@\n+a\n")
    XCTAssertEqual(unified(["a"], []), "--- old\n+++ new\n@@ -1 +0,0 @@\n-a\n")
  }
}
