import Curriculum
import Grader

/// What Swift's runtime prints when a program traps, put in terms of the learner's files.
struct RuntimeWords {
  /// Nil for a verdict about no exercise that the course knows.
  let exercise: Exercise?

  /// The cause of a crash: with the path that an editor opens, or without one if the line is in
  /// Swift's own library, where the learner has nothing to look for.
  func cause(_ text: String) -> String {
    let start = text.prefixMatch(of: /(\w+)\/(\w+\.swift):\d+: (?=Fatal error)/)
    guard let start else { return text }
    if let exercise, start.output.1 == exercise.module { return placed(text) }
    return Self.explained(String(text[start.range.upperBound...]))
  }

  /// The text with the module's short path of a file, `Week1/LRUCache.swift`, written out.
  func placed(_ text: String) -> String {
    guard let exercise, text.hasPrefix("\(exercise.module)/") else { return text }
    return [exercise.stubPath, exercise.checksPath].reduce(text) { text, path in
      let name = path.split(separator: "/").last ?? ""
      let short = "\(exercise.module)/\(name):"
      return text.hasPrefix(short) ? path + ":" + text.dropFirst(short.count) : text
    }
  }

  /// What the answer itself printed: the lines without the runtime's report of a crash.
  func withoutReports(_ lines: [String]) -> [String] {
    var isTrace = false
    return lines.filter { line in
      if line == "Current stack trace:" {
        isTrace = true
      } else if isTrace {
        isTrace = line.prefixMatch(of: /\d+ {2,}\S+ +0x[0-9a-f]{16}\s/) != nil
      }
      return !isTrace && line.prefixMatch(of: /\w+\/\w+\.swift:\d+: Fatal error/) == nil
    }
  }

  private static func explained(_ text: String) -> String {
    guard text.contains("Recursive call to lock Mutex") else { return text }
    return text + ": this thread holds that lock already, or two threads wait for each other's"
  }
}

extension Exercise {
  /// The module that the answer is compiled into, `Week1`.
  fileprivate var module: String { "Week\(week)" }
}
