/// The id of a stream's entry: a time in milliseconds and a number among the entries of that time.
///
///     let id = RedisStreamID(milliseconds: 1_767_225_600_000)   // 1767225600000-0
public struct RedisStreamID: Hashable, Sendable {
  /// Usually the time at which the entry was added, counted from 1970.
  public var milliseconds: UInt64
  /// Tells the entries of one millisecond apart.
  public var sequence: UInt64

  public init(milliseconds: UInt64, sequence: UInt64 = 0) {
    self.milliseconds = milliseconds
    self.sequence = sequence
  }

  /// The id that a text such as `1767225600000-0` spells, or nil.
  public init?(_ text: some StringProtocol) {
    let parts = text.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
    guard let first = parts.first, let milliseconds = UInt64(first) else { return nil }
    guard parts.count == 2 else {
      self.init(milliseconds: milliseconds)
      return
    }
    guard let sequence = UInt64(parts[1]) else { return nil }
    self.init(milliseconds: milliseconds, sequence: sequence)
  }

  /// Before every entry.
  public static let zero = RedisStreamID(milliseconds: 0)
  /// After every entry.
  public static let maximum = RedisStreamID(milliseconds: .max, sequence: .max)
}

extension RedisStreamID: Comparable, CustomStringConvertible {
  public static func < (left: RedisStreamID, right: RedisStreamID) -> Bool {
    (left.milliseconds, left.sequence) < (right.milliseconds, right.sequence)
  }

  public var description: String { "\(milliseconds)-\(sequence)" }
}

extension RedisStreamID: RedisArgument, RedisDecodable {
  public var redisBytes: RedisBytes { RedisBytes(description) }

  public static var expectedReply: String { "the id of an entry" }

  public static func decode(_ reply: RESPValue) -> RedisStreamID? {
    String.decode(reply).flatMap { RedisStreamID($0) }
  }
}
