import Lab

/// A key that is counted for as long as anybody holds it.
///
///     let living = Counter()
///     try await cache.value(for: LivingKey(1, living))
///     expect(living.value, is: 0, "keys that are still in memory")
///
/// It is a ``Token`` for several tasks.
public final class LivingKey: Hashable, Sendable {
  private let number: Int
  private let living: Counter

  /// - Parameter number: What tells keys apart.
  public init(_ number: Int, _ living: Counter) {
    self.number = number
    self.living = living
    living.increment()
  }

  deinit { living.increment(by: -1) }

  public static func == (a: LivingKey, b: LivingKey) -> Bool { a.number == b.number }
  public func hash(into hasher: inout Hasher) { hasher.combine(number) }
}
