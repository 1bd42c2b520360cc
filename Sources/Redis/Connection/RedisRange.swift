/// A part of a sorted set: by rank, by score, or by the elements' own order.
///
///     .ranks(from: 0, through: 9)                 // the ten lowest
///     .scores(from: 10, through: 20)
///     .scores(from: .excluding(10), limit: 5)
///     .elements(from: "a", through: .excluding("c"))
public struct RedisRange: Sendable {
  private let start: RedisBytes
  private let end: RedisBytes
  /// The word that says how to read the bounds; none for ranks.
  private let kind: RedisBytes?
  private let limit: [RedisBytes]

  /// From one rank through another; 0 is the first, and negative ones count from the last.
  public static func ranks(from start: Int = 0, through end: Int = -1) -> RedisRange {
    RedisRange(start: RedisBytes(start), end: RedisBytes(end), kind: nil, limit: [])
  }

  /// Elements with a score from one bound through another: `limit` at most, after `offset`.
  public static func scores(
    from start: RedisScoreBound = .lowest,
    through end: RedisScoreBound = .highest,
    offset: Int = 0,
    limit: Int? = nil
  ) -> RedisRange {
    RedisRange(
      start: start.redisBytes,
      end: end.redisBytes,
      kind: "BYSCORE",
      limit: Self.limit(offset, limit)
    )
  }

  /// Elements from one bound through another in the order of their bytes.
  ///
  /// It is meaningful only where all elements have the same score.
  public static func elements(
    from start: RedisElementBound = .lowest,
    through end: RedisElementBound = .highest,
    offset: Int = 0,
    limit: Int? = nil
  ) -> RedisRange {
    RedisRange(
      start: start.redisBytes,
      end: end.redisBytes,
      kind: "BYLEX",
      limit: Self.limit(offset, limit)
    )
  }

  private static func limit(_ offset: Int, _ limit: Int?) -> [RedisBytes] {
    guard offset != 0 || limit != nil else { return [] }
    return ["LIMIT", RedisBytes(offset), RedisBytes(limit ?? -1)]
  }

  /// The arguments of `ZRANGE` that say so.
  func arguments(reversed: Bool) -> [RedisBytes] {
    // Read backwards, scores and elements begin at their upper bound; ranks are counted backwards.
    let swaps = reversed && kind != nil
    var words = swaps ? [end, start] : [start, end]
    if let kind { words.append(kind) }
    if reversed { words.append("REV") }
    return words + limit
  }
}

/// Where a range of scores begins or ends; a number is a bound that belongs to the range.
public struct RedisScoreBound: RedisArgument, ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral
{
  public let redisBytes: RedisBytes

  public static let lowest = RedisScoreBound(redisBytes: "-inf")
  public static let highest = RedisScoreBound(redisBytes: "+inf")

  public static func including(_ score: Double) -> RedisScoreBound {
    RedisScoreBound(redisBytes: score.redisBytes)
  }

  public static func excluding(_ score: Double) -> RedisScoreBound {
    RedisScoreBound(redisBytes: "(\(score.redisBytes)")
  }

  private init(redisBytes: RedisBytes) {
    self.redisBytes = redisBytes
  }

  public init(floatLiteral score: Double) {
    self = .including(score)
  }

  public init(integerLiteral score: Int) {
    redisBytes = RedisBytes(score)
  }
}

/// Where a range of elements begins or ends; a text is a bound that belongs to the range.
public struct RedisElementBound: RedisArgument, ExpressibleByStringLiteral {
  public let redisBytes: RedisBytes

  public static let lowest = RedisElementBound(prefix: "-", "")
  public static let highest = RedisElementBound(prefix: "+", "")

  public static func including(_ element: some RedisArgument) -> RedisElementBound {
    RedisElementBound(prefix: "[", element.redisBytes)
  }

  public static func excluding(_ element: some RedisArgument) -> RedisElementBound {
    RedisElementBound(prefix: "(", element.redisBytes)
  }

  private init(prefix: RedisBytes, _ element: RedisBytes) {
    var bytes = prefix
    bytes.append(element)
    redisBytes = bytes
  }

  public init(stringLiteral element: String) {
    self = .including(element)
  }
}
