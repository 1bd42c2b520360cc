/// Some requests of a trace in a row.
public struct TraceBatch: Sendable {
  public internal(set) var keys: [Int] = []
  /// The size of each request's object, 1 or more; 1 throughout where the trace has no sizes.
  public internal(set) var sizes: [Int32] = []

  public init() {}

  public var isEmpty: Bool { keys.isEmpty }
  public var count: Int { keys.count }

  mutating func reserve(_ more: Int) {
    keys.reserveCapacity(keys.count + more)
    sizes.reserveCapacity(sizes.count + more)
  }

  mutating func append(_ key: Int, size: Int = 1) {
    keys.append(key)
    sizes.append(Int32(clamping: max(size, 1)))
  }
}

extension TraceBatch {
  public mutating func append(contentsOf other: TraceBatch) {
    keys += other.keys
    sizes += other.sizes
  }

  public init(keys: some Sequence<Int>) {
    self.keys = Array(keys)
    sizes = Array(repeating: 1, count: self.keys.count)
  }
}
