/// A walk over many keys or elements, a page at a time, that leaves Redis free in between.
///
///     for try await key in redis.scan(match: "user:*", as: String.self) {
///       print(key)
///     }
///
/// What is there from the walk's beginning to its end comes at least once; it may come more than once,
/// and what comes or goes in the meantime may be seen or not.
public struct RedisScan<Element: Sendable>: AsyncSequence, Sendable {
  /// Gives the elements at a cursor and the cursor of the next page; `0` begins and ends the walk.
  let page: @Sendable (RedisBytes) async throws -> (next: RedisBytes, elements: [Element])

  public func makeAsyncIterator() -> Iterator {
    Iterator(page: page)
  }

  public struct Iterator: AsyncIteratorProtocol {
    let page: @Sendable (RedisBytes) async throws -> (next: RedisBytes, elements: [Element])
    private var cursor: RedisBytes? = "0"
    /// The elements of the current page that are still to be given, the next one last.
    private var rest: [Element] = []

    init(
      page: @escaping @Sendable (RedisBytes) async throws -> (next: RedisBytes, elements: [Element])
    ) {
      self.page = page
    }

    public mutating func next() async throws -> Element? {
      // A page may be empty though there are more.
      while rest.isEmpty, let cursor {
        let (next, elements) = try await page(cursor)
        self.cursor = next == "0" ? nil : next
        rest = elements.reversed()
      }
      return rest.popLast()
    }
  }
}

/// A page of a walk as it is on the wire: the next cursor, and what there is at this one.
struct ScanPage: RedisDecodable {
  let next: RedisBytes
  let content: RESPValue

  static var expectedReply: String { "a cursor with an array" }

  static func decode(_ reply: RESPValue) -> ScanPage? {
    guard let parts = reply.elements, parts.count == 2, let next = RedisBytes.decode(parts[0])
    else { return nil }
    return ScanPage(next: next, content: parts[1])
  }
}

extension RedisConnection {
  /// Walks over all keys that match a pattern such as `user:*`, and hold a type such as `list`.
  ///
  /// `count` is about how many keys Redis looks at for a page, 10 if you do not say.
  public func scan<Key: RedisDecodable>(
    match pattern: RedisBytes? = nil,
    count: Int? = nil,
    type: RedisBytes? = nil,
    as element: Key.Type = RedisBytes.self
  ) -> RedisScan<Key> {
    walk(as: [Key].self, elements: { $0 }) { cursor in
      var command = RedisCommand("SCAN", cursor)
      command.append(match: pattern, count: count)
      if let type { command.append("TYPE", type) }
      return command
    }
  }

  /// Walks over the elements of the collection that `key` holds.
  func walk<Page: RedisDecodable, Element: Sendable>(
    _ name: RedisBytes,
    _ key: some RedisArgument,
    match pattern: RedisBytes?,
    count: Int?,
    as page: Page.Type,
    elements: @escaping @Sendable (Page) -> [Element]
  ) -> RedisScan<Element> {
    let key = key.redisBytes
    return walk(as: page, elements: elements) { cursor in
      var command = RedisCommand(name, key, cursor)
      command.append(match: pattern, count: count)
      return command
    }
  }

  private func walk<Page: RedisDecodable, Element: Sendable>(
    as page: Page.Type,
    elements: @escaping @Sendable (Page) -> [Element],
    command: @escaping @Sendable (RedisBytes) -> RedisCommand
  ) -> RedisScan<Element> {
    RedisScan { cursor in
      let command = command(cursor)
      let reply = try await send(command, as: ScanPage.self)
      let content = try reply.content.decode(as: page, from: command.name)
      return (reply.next, elements(content))
    }
  }
}

extension RedisCommand {
  fileprivate mutating func append(match pattern: RedisBytes?, count: Int?) {
    if let pattern { append("MATCH", pattern) }
    if let count { append("COUNT", count) }
  }
}
