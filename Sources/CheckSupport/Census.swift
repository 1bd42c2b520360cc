/// Knows which tokens are still held by somebody.
///
///     let alive = Census()
///     cache.insert(Token(1, in: alive), for: "a")
///     cache.remove("a")
///     expect(alive.numbers, is: [], "after the removal")
public final class Census {
  private var living: [Int: Int] = [:]

  public init() {}

  /// The numbers of the living tokens, sorted, each once.
  public var numbers: [Int] { living.keys.sorted() }

  fileprivate func add(_ number: Int) { living[number, default: 0] += 1 }

  fileprivate func remove(_ number: Int) {
    let left = living[number, default: 0] - 1
    living[number] = left > 0 ? left : nil
  }
}

/// A key or a value that signs off when nobody holds it any longer.
public final class Token: Hashable {
  public let number: Int
  private let census: Census

  public init(_ number: Int, in census: Census) {
    self.number = number
    self.census = census
    census.add(number)
  }

  deinit { census.remove(number) }

  public static func == (a: Token, b: Token) -> Bool { a.number == b.number }
  public func hash(into hasher: inout Hasher) { hasher.combine(number) }
}
