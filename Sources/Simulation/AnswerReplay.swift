import Foundation
import Lab

/// A program of its own that replays a recorded stream through answers to Week 1's exercises.
///
/// It is compiled with a learner's answers and run in a process of its own, so that a trap in one of
/// them ends no more than this. Its words are a file of keys, 8 bytes each, what its lines of output
/// begin with, and for each replay a policy and a capacity: `lru 100 arc 100`. It says when it begins
/// one, and how it ended.
public enum AnswerReplay {
  /// A replay that has begun or ended.
  public enum Event: Hashable, Sendable {
    case began(Answer, capacity: Int)
    case ended(Answer, capacity: Int, HitCount, seconds: Double)
  }

  public static func main() {
    let words = CommandLine.arguments
    guard words.count > 4, let data = FileManager.default.contents(atPath: words[1]) else {
      fatalError("a file of keys, a mark and the replays are expected")
    }
    let keys = data.withUnsafeBytes { bytes in
      (0..<bytes.count / 8).map { bytes.loadUnaligned(fromByteOffset: 8 * $0, as: Int.self) }
    }
    for index in stride(from: 3, to: words.count - 1, by: 2) {
      guard let answer = Answer(rawValue: words[index]), let capacity = Int(words[index + 1]) else {
        fatalError("\(words[index]) \(words[index + 1]) is not a policy and a capacity")
      }
      say(words[2], "\(answer.rawValue) \(capacity)")
      let clock = ContinuousClock()
      var cache = answer.make(capacity: capacity)
      var count = HitCount()
      let time = clock.measure { count = cache.replay(keys[...]) }
      say(
        words[2],
        "\(answer.rawValue) \(capacity) \(count.hits) \(count.misses) \(time / .seconds(1))"
      )
    }
  }

  private static func say(_ mark: String, _ words: String) {
    // An answer may have printed something, and no end of line.
    print("\n\(mark) \(words)")
    fflush(nil)
  }

  /// What a line of the program's output says, or nil when an answer printed it.
  public static func event(_ line: Substring, mark: String) -> Event? {
    let words = line.split(separator: " ")
    guard words.count >= 3, words[0] == mark, let answer = Answer(rawValue: String(words[1])),
      let capacity = Int(words[2])
    else { return nil }
    guard words.count == 6, let hits = Int(words[3]), let misses = Int(words[4]),
      let seconds = Double(words[5])
    else { return .began(answer, capacity: capacity) }
    let count = HitCount(hits: hits, misses: misses)
    return .ended(answer, capacity: capacity, count, seconds: seconds)
  }
}
