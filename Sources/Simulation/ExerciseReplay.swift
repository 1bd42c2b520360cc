import Foundation
import Lab

/// A program that replays recorded keys through caches of Week 1, with a learner's answers in it.
///
/// It runs in a process of its own, so that a trap in an answer ends nothing else. Its arguments
/// are a file of keys, 8 bytes each, a mark that its lines of output begin with, and a policy and a
/// capacity for each replay: `lru 100 arc 100`. It prints a line when a replay begins and when it
/// ends.
public enum ExerciseReplay {
  /// A replay that has begun or ended.
  public enum Event: Hashable, Sendable {
    case began(ExercisePolicy, capacity: Int)
    case ended(ExercisePolicy, capacity: Int, HitCount, seconds: Double)
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
      guard let policy = ExercisePolicy(rawValue: words[index]),
        let capacity = Int(words[index + 1])
      else {
        fatalError("\(words[index]) \(words[index + 1]) is not a policy and a capacity")
      }
      say(words[2], "\(policy.rawValue) \(capacity)")
      let clock = ContinuousClock()
      var cache = policy.make(capacity: capacity)
      var count = HitCount()
      let time = clock.measure { count = cache.replay(keys[...]) }
      say(
        words[2],
        "\(policy.rawValue) \(capacity) \(count.hits) \(count.misses) \(time / .seconds(1))"
      )
    }
  }

  private static func say(_ mark: String, _ words: String) {
    // An answer may have printed something without ending its line.
    print("\n\(mark) \(words)")
    fflush(nil)
  }

  /// The event that a line of the program's output stands for, or nil for what an answer printed.
  public static func event(_ line: Substring, mark: String) -> Event? {
    let words = line.split(separator: " ")
    guard words.count >= 3, words[0] == mark,
      let policy = ExercisePolicy(rawValue: String(words[1])),
      let capacity = Int(words[2])
    else { return nil }
    guard words.count == 6, let hits = Int(words[3]), let misses = Int(words[4]),
      let seconds = Double(words[5])
    else { return .began(policy, capacity: capacity) }
    let count = HitCount(hits: hits, misses: misses)
    return .ended(policy, capacity: capacity, count, seconds: seconds)
  }
}
