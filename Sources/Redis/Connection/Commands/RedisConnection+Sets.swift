/// Sets: different elements without an order.
extension RedisConnection {
  /// Adds elements and returns how many are new.
  @discardableResult
  public func sadd<Element: RedisArgument>(
    _ key: some RedisArgument,
    _ elements: Element...
  ) async throws -> Int {
    try await sadd(key, elements)
  }

  /// Adds elements and returns how many are new.
  @discardableResult
  public func sadd(
    _ key: some RedisArgument,
    _ elements: [some RedisArgument]
  ) async throws -> Int {
    if elements.isEmpty { return 0 }
    return try await send(RedisCommand("SADD", key).adding(elements), as: Int.self)
  }

  /// Removes elements and returns how many there were.
  @discardableResult
  public func srem<Element: RedisArgument>(
    _ key: some RedisArgument,
    _ elements: Element...
  ) async throws -> Int {
    try await srem(key, elements)
  }

  /// Removes elements and returns how many there were.
  @discardableResult
  public func srem(
    _ key: some RedisArgument,
    _ elements: [some RedisArgument]
  ) async throws -> Int {
    if elements.isEmpty { return 0 }
    return try await send(RedisCommand("SREM", key).adding(elements), as: Int.self)
  }

  /// All elements.
  public func smembers<Value: RedisDecodable>(
    _ key: some RedisArgument,
    as type: Value.Type = RedisBytes.self
  ) async throws -> Set<Value> {
    try await send(RedisCommand("SMEMBERS", key), as: Set<Value>.self)
  }

  /// Whether there is such an element.
  public func sismember(
    _ key: some RedisArgument,
    _ element: some RedisArgument
  ) async throws -> Bool {
    try await send(RedisCommand("SISMEMBER", key, element), as: Bool.self)
  }

  /// Which of the elements there are, in their order.
  public func smismember(
    _ key: some RedisArgument,
    _ elements: [some RedisArgument]
  ) async throws -> [Bool] {
    if elements.isEmpty { return [] }
    return try await send(RedisCommand("SMISMEMBER", key).adding(elements), as: [Bool].self)
  }

  /// How many elements there are.
  public func scard(_ key: some RedisArgument) async throws -> Int {
    try await send(RedisCommand("SCARD", key), as: Int.self)
  }

  /// Takes up to `count` elements at random.
  public func spop<Value: RedisDecodable>(
    _ key: some RedisArgument,
    count: Int = 1,
    as type: Value.Type = RedisBytes.self
  ) async throws -> Set<Value> {
    try await send(RedisCommand("SPOP", key, count), as: Set<Value>.self)
  }

  /// Elements picked at random: different ones, or with a negative count perhaps the same again.
  public func srandMember<Value: RedisDecodable>(
    _ key: some RedisArgument,
    count: Int = 1,
    as type: Value.Type = RedisBytes.self
  ) async throws -> [Value] {
    try await send(RedisCommand("SRANDMEMBER", key, count), as: [Value].self)
  }

  /// Moves an element to another set, and returns whether there was one.
  @discardableResult
  public func smove(
    _ source: some RedisArgument,
    to destination: some RedisArgument,
    _ element: some RedisArgument
  ) async throws -> Bool {
    try await send(RedisCommand("SMOVE", source, destination, element), as: Bool.self)
  }

  /// The elements that are in every set.
  public func sinter<Value: RedisDecodable>(
    _ keys: [some RedisArgument],
    as type: Value.Type = RedisBytes.self
  ) async throws -> Set<Value> {
    try await send(RedisCommand("SINTER").adding(keys), as: Set<Value>.self)
  }

  /// The elements that are in any of the sets.
  public func sunion<Value: RedisDecodable>(
    _ keys: [some RedisArgument],
    as type: Value.Type = RedisBytes.self
  ) async throws -> Set<Value> {
    try await send(RedisCommand("SUNION").adding(keys), as: Set<Value>.self)
  }

  /// The elements of the first set that are in none of the others.
  public func sdiff<Value: RedisDecodable>(
    _ keys: [some RedisArgument],
    as type: Value.Type = RedisBytes.self
  ) async throws -> Set<Value> {
    try await send(RedisCommand("SDIFF").adding(keys), as: Set<Value>.self)
  }

  /// Stores the elements that are in every set, and returns how many they are.
  @discardableResult
  public func sinterStore(
    _ destination: some RedisArgument,
    _ keys: [some RedisArgument]
  ) async throws -> Int {
    try await send(RedisCommand("SINTERSTORE", destination).adding(keys), as: Int.self)
  }

  /// Stores the elements that are in any of the sets, and returns how many they are.
  @discardableResult
  public func sunionStore(
    _ destination: some RedisArgument,
    _ keys: [some RedisArgument]
  ) async throws -> Int {
    try await send(RedisCommand("SUNIONSTORE", destination).adding(keys), as: Int.self)
  }

  /// Stores the elements of the first set that are in none of the others, and returns how many.
  @discardableResult
  public func sdiffStore(
    _ destination: some RedisArgument,
    _ keys: [some RedisArgument]
  ) async throws -> Int {
    try await send(RedisCommand("SDIFFSTORE", destination).adding(keys), as: Int.self)
  }

  /// How many elements are in every set; counts to `limit` at most.
  public func sinterCard(_ keys: [some RedisArgument], limit: Int = 0) async throws -> Int {
    let command = RedisCommand("SINTERCARD", keys.count).adding(keys)
    return try await send(command.adding(["LIMIT", "\(limit)"]), as: Int.self)
  }

  /// Walks over the elements, those that match a pattern.
  public func sscan<Value: RedisDecodable>(
    _ key: some RedisArgument,
    match pattern: RedisBytes? = nil,
    count: Int? = nil,
    as type: Value.Type = RedisBytes.self
  ) -> RedisScan<Value> {
    walk("SSCAN", key, match: pattern, count: count, as: [Value].self) { $0 }
  }
}
