import Lab
import XCTest

@testable import Audit

final class HunkWriterTests: XCTestCase {
  private func hunks(from old: [String], to new: [String]) -> [String] {
    let solution = Solution(old.joined(separator: "\n") + "\n", path: "S.swift")
    return HunkWriter(solution).hunks(to: new.joined(separator: "\n") + "\n")
  }

  func testNoDifferenceIsNoHunk() {
    XCTAssertEqual(hunks(from: ["a", "b"], to: ["a", "b"]), [])
  }

  func testContextIsOnlyWhatMakesAHunkFitOnce() {
    let cases: [(old: [String], new: [String], hunks: [String])] = [
      (["a", "b", "c"], ["a", "x", "c"], ["@@\n-b\n+x"]),
      (["a", "b", "c"], ["a", "c"], ["@@\n-b"]),
      (["a", "b", "c"], ["a", "x", "b", "c"], ["@@\n a\n+x"]),
      (["a", "b"], ["x", "a", "b"], ["@@\n+x\n a"]),
      (["a", "b"], ["a", "b", "x"], ["@@\n b\n+x"]),
      (["a", "{", "b", "{"], ["a", "{", "b", "["], ["@@\n b\n-{\n+["]),
      (["{", "a", "{", "b"], ["[", "a", "{", "b"], ["@@\n-{\n+[\n a"]),
      (["a", "", "b", "", "c"], ["a", "", "b", "x", "", "c"], ["@@\n b\n+x"]),
      (["a", "", "b"], ["a", "b"], ["@@\n a\n-"]),
      (["a", "b", "c"], ["x", "b", "y"], ["@@\n-a\n+x", "@@\n-c\n+y"]),
      (["{", "{", "a"], ["x", "y", "a"], ["@@\n-{\n-{\n+x\n+y"]),
    ]
    for (old, new, expected) in cases {
      XCTAssertEqual(hunks(from: old, to: new), expected, "\(old) to \(new)")
    }
  }

  func testAnEmptyLineIsNeverTheLastOfAHunk() {
    // "b" alone would not fit once, and the empty line after it would be lost.
    let written = hunks(from: ["b", "x", "b", ""], to: ["b", "x", "c", ""])
    XCTAssertEqual(written, ["@@\n x\n-b\n+c"])
  }

  func testWhatIsWrittenDownComesBackAsTheSameAnswer() throws {
    var random = SplitMix64(seed: 17)
    let words = ["a", "b", "c", "}", "", "  d"]
    for round in 0..<2_000 {
      let old = (0..<Int.random(in: 1...14, using: &random)).map { index in
        index == 0 ? "first" : words.randomElement(using: &random) ?? ""
      }
      var new = old
      for _ in 0..<Int.random(in: 0...4, using: &random) {
        let place = Int.random(in: 0...new.count, using: &random)
        if Bool.random(using: &random), place < new.count {
          new.remove(at: place)
        } else {
          new.insert(words.randomElement(using: &random) ?? "", at: place)
        }
      }
      let solution = Solution(old.joined(separator: "\n") + "\n", path: "S.swift")
      let answer = new.map { $0 + "\n" }.joined()
      let hunks = HunkWriter(solution).hunks(to: answer)
      let text = (["== A", "caught by testA", "It stops."] + hunks).joined(separator: "\n") + "\n"
      guard !hunks.isEmpty else {
        XCTAssertEqual(old, new, "round \(round)")
        continue
      }
      let file = MistakesFile(text, path: "X.mistakes")
      XCTAssertEqual(file.problems, [], "round \(round): \(old) to \(new)\n\(text)")
      guard let mistake = file.mistakes.first, case .hunks(let read) = mistake.form else { return }
      let applied = solution.applying(read, of: mistake)
      XCTAssertEqual(applied.problems, [], "round \(round): \(old) to \(new)\n\(text)")
      XCTAssertEqual(applied.answer?.text, answer, "round \(round): \(old) to \(new)\n\(text)")
    }
  }
}
