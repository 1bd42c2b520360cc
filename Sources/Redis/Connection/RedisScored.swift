/// An element of a sorted set with its score.
public struct RedisScored<Element: RedisDecodable>: Sendable {
  public let element: Element
  public let score: Double

  public init(_ element: Element, score: Double) {
    self.element = element
    self.score = score
  }
}

extension RedisScored: Equatable where Element: Equatable {}
extension RedisScored: Hashable where Element: Hashable {}

/// An element that a blocking command took from one of several sorted sets.
public struct RedisPoppedScored<Element: RedisDecodable>: RedisDecodable {
  /// The key that it was taken from.
  public let key: RedisBytes
  public let element: Element
  public let score: Double

  public static var expectedReply: String { "a key with an element and its score" }

  public static func decode(_ reply: RESPValue) -> RedisPoppedScored? {
    guard let parts = reply.elements, parts.count == 3, let key = RedisBytes.decode(parts[0]),
      let element = Element.decode(parts[1]), let score = Double.decode(parts[2])
    else { return nil }
    return RedisPoppedScored(key: key, element: element, score: score)
  }
}

extension RedisPoppedScored: Equatable where Element: Equatable {}

extension OrderedPairs where Value == Double {
  var scored: [RedisScored<Key>] { pairs.map { RedisScored($0.key, score: $0.value) } }
}

/// When `ZADD` writes an element, and what it counts.
public struct RedisZAddOptions: OptionSet, Sendable {
  public let rawValue: Int

  public init(rawValue: Int) {
    self.rawValue = rawValue
  }

  /// Adds new elements only.
  public static let ifAbsent = RedisZAddOptions(rawValue: 1)
  /// Changes elements that are there only.
  public static let ifPresent = RedisZAddOptions(rawValue: 2)
  /// Changes an element only to a greater score.
  public static let ifGreater = RedisZAddOptions(rawValue: 4)
  /// Changes an element only to a smaller score.
  public static let ifLess = RedisZAddOptions(rawValue: 8)
  /// Counts the elements whose score changed as well as those that are new.
  public static let countChanged = RedisZAddOptions(rawValue: 16)

  /// The arguments of `ZADD` that say so.
  var arguments: [RedisBytes] {
    let words: [(RedisZAddOptions, RedisBytes)] = [
      (.ifAbsent, "NX"), (.ifPresent, "XX"), (.ifGreater, "GT"), (.ifLess, "LT"),
      (.countChanged, "CH"),
    ]
    return words.filter { contains($0.0) }.map(\.1)
  }
}
