/// Where a command's keys are among its arguments, and what it does with them.
public struct KeySpec: Sendable {
  /// Where the search begins.
  enum Begin: Sendable {
    /// At this argument.
    case index(Int)
    /// After this word, searched from an argument (from the end if negative).
    case keyword(String, startingFrom: Int)
    case unknown
  }

  /// How the keys are found from there.
  enum Find: Sendable {
    /// Up to `last`, counted from the beginning of the search, or from the end if negative.
    case range(last: Int, step: Int, limit: Int)
    /// As many as the number at `count`, from `first` on, both counted from the beginning.
    case counted(count: Int, first: Int, step: Int)
    case unknown
  }

  let begin: Begin
  let find: Find
  /// What is done with the keys, as `COMMAND INFO` says it: "RW access update".
  let use: String

  /// The one key at `index`.
  static func at(_ index: Int, _ use: String) -> KeySpec {
    KeySpec(begin: .index(index), find: .range(last: 0, step: 1, limit: 0), use: use)
  }

  /// The keys from `first` to `last`, which counts from the end if it is negative.
  static func range(
    _ first: Int,
    to last: Int,
    step: Int = 1,
    _ use: String
  ) -> KeySpec {
    let relative = last < 0 ? last : last - first
    return KeySpec(
      begin: .index(first),
      find: .range(last: relative, step: step, limit: 0),
      use: use
    )
  }

  /// The keys that follow their number, which is at `index`.
  static func counted(at index: Int, _ use: String) -> KeySpec {
    KeySpec(
      begin: .index(index),
      find: .counted(count: 0, first: 1, step: 1),
      use: use
    )
  }

  /// The first half of what follows `STREAMS`.
  static func streams(startingFrom index: Int, _ use: String) -> KeySpec {
    KeySpec(
      begin: .keyword("STREAMS", startingFrom: index),
      find: .range(last: -1, step: 1, limit: 2),
      use: use
    )
  }

  /// Keys that only the command itself can find.
  static func unknown(_ use: String) -> KeySpec {
    KeySpec(begin: .unknown, find: .unknown, use: use)
  }
}
