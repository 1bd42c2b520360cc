extension Optional: RedisDecodable where Wrapped: RedisDecodable {
  public static var expectedReply: String { "\(Wrapped.expectedReply) or nothing" }

  public static func decode(_ reply: RESPValue) -> Wrapped?? {
    switch reply {
    case .null, .nullArray: .some(nil)
    default: Wrapped.decode(reply).map { .some($0) }
    }
  }
}

extension Array: RedisDecodable where Element: RedisDecodable {
  public static var expectedReply: String { "an array, each element \(Element.expectedReply)" }

  public static func decode(_ reply: RESPValue) -> [Element]? {
    guard let elements = reply.elements else { return nil }
    var result: [Element] = []
    result.reserveCapacity(elements.count)
    for element in elements {
      guard let value = Element.decode(element) else { return nil }
      result.append(value)
    }
    return result
  }
}

extension Set: RedisDecodable where Element: RedisDecodable {
  public static var expectedReply: String { "a set, each element \(Element.expectedReply)" }

  public static func decode(_ reply: RESPValue) -> Set<Element>? {
    [Element].decode(reply).map { Set($0) }
  }
}

extension Dictionary: RedisDecodable where Key: RedisDecodable, Value: RedisDecodable {
  public static var expectedReply: String { OrderedPairs<Key, Value>.expectedReply }

  public static func decode(_ reply: RESPValue) -> [Key: Value]? {
    guard let ordered = OrderedPairs<Key, Value>.decode(reply) else { return nil }
    return [Key: Value](ordered.pairs, uniquingKeysWith: { _, last in last })
  }
}

/// Keys with their values in the order in which Redis sent them.
struct OrderedPairs<Key: RedisDecodable, Value: RedisDecodable>: RedisDecodable {
  let pairs: [(key: Key, value: Value)]

  static var expectedReply: String {
    "a map, each key \(Key.expectedReply), each value \(Value.expectedReply)"
  }

  static func decode(_ reply: RESPValue) -> OrderedPairs? {
    guard let pairs = reply.pairs else { return nil }
    var result: [(key: Key, value: Value)] = []
    result.reserveCapacity(pairs.count)
    for pair in pairs {
      guard let key = Key.decode(pair.key), let value = Value.decode(pair.value) else { return nil }
      result.append((key, value))
    }
    return OrderedPairs(pairs: result)
  }
}

extension RESPValue {
  /// The elements of an array, a set or a push.
  var elements: [RESPValue]? {
    switch self {
    case .array(let elements), .set(let elements), .push(let elements): elements
    default: nil
    }
  }

  /// The pairs of a map, which RESP2 sends as a flat array, and scores as pairs in an array in RESP3.
  var pairs: [RESPPair]? {
    if case .map(let pairs) = self { return pairs }
    guard let elements else { return nil }
    let nested = elements.compactMap { element -> RESPPair? in
      guard let pair = element.elements, pair.count == 2 else { return nil }
      return RESPPair(pair[0], pair[1])
    }
    if nested.count == elements.count { return nested }
    guard elements.count.isMultiple(of: 2) else { return nil }
    return stride(from: 0, to: elements.count, by: 2).map { index in
      RESPPair(elements[index], elements[index + 1])
    }
  }
}
