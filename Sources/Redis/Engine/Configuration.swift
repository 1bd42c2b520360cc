/// The settings of an engine, as `CONFIG` shows and changes them.
///
/// Every one is kept as a text. Those that commands look at are kept as values besides.
struct Configuration {
  private(set) var notifications: NotificationKinds = []
  /// In bytes; 0 means without limit.
  private(set) var maxMemory = 0
  private(set) var evictionPolicy = EvictionPolicy.noEviction
  /// How many keys an eviction looks at for each that it removes.
  private(set) var maxMemorySamples = 5
  private(set) var frequency = FrequencyRule()
  private(set) var password = ""
  private(set) var slowLogMicroseconds = 10_000
  private(set) var slowLogLength = 128
  /// Up to which size collections are kept in their compact form.
  private(set) var limits = EncodingLimits()
  var allowsDebug = true

  private var texts: [String: String] = [:]

  init() {
    for setting in ConfigSetting.all { texts[setting.name] = setting.initial }
  }

  /// Whether commands have to be looked at before they run.
  var restrictsCommands: Bool { maxMemory > 0 || !allowsDebug }

  /// Whether small numbers are kept once for all keys, which rules out knowing each one's last use.
  var sharesNumbers: Bool {
    switch evictionPolicy {
    case .allKeysLRU, .volatileLRU, .allKeysLFU, .volatileLFU: maxMemory == 0
    default: true
    }
  }

  subscript(name: String) -> String { texts[name] ?? "" }

  func number(_ name: String) -> Int { Int(self[name]) ?? 0 }

  /// Keeps a value, which must be in the form that ``ConfigSetting/normalized(_:)`` gives.
  mutating func set(_ name: String, to value: String) {
    texts[name] = value
    switch name {
    case "notify-keyspace-events": notifications = NotificationKinds(letters: value) ?? []
    case "maxmemory": maxMemory = number(name)
    case "maxmemory-policy": evictionPolicy = EvictionPolicy(rawValue: value) ?? .noEviction
    case "maxmemory-samples": maxMemorySamples = number(name)
    case "lfu-log-factor": frequency.logFactor = number(name)
    case "lfu-decay-time": frequency.decayMinutes = number(name)
    case "requirepass": password = value
    case "slowlog-log-slower-than": slowLogMicroseconds = number(name)
    case "slowlog-max-len": slowLogLength = number(name)
    case "enable-debug-command": allowsDebug = value != "no"
    default: limits.set(name, to: number(name))
    }
  }
}

/// Up to which size collections are kept in their compact form, which `OBJECT ENCODING` tells.
///
/// Lists are not among them: Redis 7.0 has one form of them, whatever `list-max-listpack-size` says.
struct EncodingLimits {
  private(set) var hash = RedisHash.usualLimit
  private(set) var setIntegers = RedisSet.usualLimit
  private(set) var sortedSet = RedisSortedSet.usualLimit
  private(set) var streamNode = StreamNodeLimits()
  private(set) var sparseHyperLogLogBytes = 3000

  fileprivate mutating func set(_ name: String, to number: Int) {
    switch name {
    case "hash-max-listpack-entries": hash.entries = number
    case "hash-max-listpack-value": hash.bytes = number
    case "set-max-intset-entries": setIntegers = number
    case "zset-max-listpack-entries": sortedSet.entries = number
    case "zset-max-listpack-value": sortedSet.bytes = number
    case "stream-node-max-bytes": streamNode.bytes = number
    case "stream-node-max-entries": streamNode.entries = number
    case "hll-sparse-max-bytes": sparseHyperLogLogBytes = number
    default: break
    }
  }
}
