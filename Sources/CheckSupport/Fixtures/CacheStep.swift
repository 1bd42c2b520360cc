import Lab

/// A step that every cache of a fixed capacity can take, for ``requireAgreement``.
public enum CacheStep: CustomStringConvertible {
  case insert(Int, key: Int)
  case read(key: Int)
  case remove(key: Int)

  /// A step on one of the keys from 0 up to `keys`: four inserts and three reads to each removal.
  public init(keys: Int, using random: inout SplitMix64) {
    let key = Int.random(in: 0..<keys, using: &random)
    switch Int.random(in: 0..<8, using: &random) {
    case 0: self = .remove(key: key)
    case 1...4: self = .insert(Int.random(in: 1..<1_000, using: &random), key: key)
    default: self = .read(key: key)
    }
  }

  public var key: Int {
    switch self {
    case .insert(_, let key), .read(let key), .remove(let key): key
    }
  }

  public var description: String {
    switch self {
    case .insert(let value, let key): "cache.insert(\(value), for: \(key))"
    case .read(let key): "_ = cache.value(for: \(key))"
    case .remove(let key): "cache.remove(\(key))"
    }
  }
}
