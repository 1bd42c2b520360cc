/// How much a memcached keeps.
public struct MemcachedLimits: Hashable, Sendable {
  /// How many bytes all items may take, with their overhead.
  public var memory = 64 << 20
  /// How many bytes one item may take, with its overhead.
  public var itemSize = 1 << 20
  /// Whether the items that were not used for longest make room for new ones; without it, storing
  /// fails when memory is full.
  public var evicts = true

  public init() {}
}
