/// Whom to remove when memory runs out, in the words of `maxmemory-policy`.
enum EvictionPolicy: String, CaseIterable, Sendable {
  case volatileLRU = "volatile-lru"
  case volatileLFU = "volatile-lfu"
  case volatileRandom = "volatile-random"
  case volatileTTL = "volatile-ttl"
  case allKeysLRU = "allkeys-lru"
  case allKeysLFU = "allkeys-lfu"
  case allKeysRandom = "allkeys-random"
  case noEviction = "noeviction"

  /// Only keys that expire are removed.
  var isVolatile: Bool {
    switch self {
    case .volatileLRU, .volatileLFU, .volatileRandom, .volatileTTL: true
    default: false
    }
  }

  var isLFU: Bool { self == .volatileLFU || self == .allKeysLFU }
  var isRandom: Bool { self == .volatileRandom || self == .allKeysRandom }
}
