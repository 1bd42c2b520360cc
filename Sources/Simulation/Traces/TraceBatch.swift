/// Consecutive requests of a trace.
public struct TraceBatch: Sendable {
  public internal(set) var keys: [Int] = []
  /// The size of each request's object, 1 or more; nil where every key counts as 1.
  public internal(set) var sizes: [Int32]?

  init(keepsSizes: Bool) {
    sizes = keepsSizes ? [] : nil
  }

  public init(keys: some Sequence<Int>) {
    self.keys = Array(keys)
  }

  public var isEmpty: Bool { keys.isEmpty }
  public var count: Int { keys.count }

  mutating func reserve(_ count: Int) {
    keys.reserveCapacity(count)
    sizes?.reserveCapacity(count)
  }

  mutating func append(_ key: Int, size: Int = 1) {
    keys.append(key)
    sizes?.append(Self.validated(size))
  }

  /// Sizes are kept in 32 bits, and every object takes at least 1.
  static func validated(_ size: Int) -> Int32 { Int32(clamping: max(size, 1)) }
}
