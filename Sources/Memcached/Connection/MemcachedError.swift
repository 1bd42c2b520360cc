/// Why memcached did not do what it was asked.
public enum MemcachedError: Error, Hashable, Sendable {
  /// A key is 1 to 250 bytes, none of them a space or a control character.
  case invalidKey(String)
  /// The item is larger than the server keeps.
  case tooLarge
  /// There is no room for the item, and nothing that may be evicted.
  case outOfMemory
  /// `incr` and `decr` need a value that is a decimal number of at most 64 bits.
  case notANumber
  /// The server did not like the request; its words.
  case refused(String)
  /// The server answered something that is no answer to the request.
  case unexpected(String)
  /// The server cannot be reached, or was lost while it was to answer.
  case unavailable(String)
}

extension MemcachedError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .invalidKey(let key):
      "\"\(key)\" is not a key: keys have 1 to 250 bytes, and no spaces or control characters"
    case .tooLarge: "the item is too large for the cache"
    case .outOfMemory: "the cache is full and must not evict"
    case .notANumber: "only a decimal number can be incremented or decremented"
    case .refused(let words): "memcached refused the request: \(words)"
    case .unexpected(let words): "memcached answered something unexpected: \(words)"
    case .unavailable(let why): "memcached is not available: \(why)"
    }
  }
}

extension MemcachedError {
  /// The error that a reply line stands for, if it stands for one.
  init?(line: String) {
    switch line {
    case "SERVER_ERROR object too large for cache": self = .tooLarge
    case let line where line.hasPrefix("SERVER_ERROR out of memory"): self = .outOfMemory
    case "CLIENT_ERROR cannot increment or decrement non-numeric value": self = .notANumber
    case let line where line.hasPrefix("CLIENT_ERROR ") || line.hasPrefix("SERVER_ERROR "):
      self = .refused(String(line.drop { $0 != " " }.dropFirst()))
    case let line where line == "ERROR" || line.hasPrefix("ERROR "): self = .refused(line)
    default: return nil
    }
  }
}
