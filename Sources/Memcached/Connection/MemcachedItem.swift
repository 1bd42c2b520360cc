/// A value that memcached holds, and what it keeps with it.
public struct MemcachedItem: Hashable, Sendable {
  public var value: [UInt8]
  /// A number that belongs to the client: many note in it how the value is encoded.
  public var flags: UInt32
  /// What the item is called until it changes, if it was asked for with `gets`.
  public var unique: UInt64?

  public init(_ value: [UInt8], flags: UInt32 = 0, unique: UInt64? = nil) {
    self.value = value
    self.flags = flags
    self.unique = unique
  }

  /// The value as UTF-8 text; bytes that are not UTF-8 become replacement characters.
  public var text: String { String(decoding: value, as: UTF8.self) }
}

/// When an item expires, as memcached is told.
///
/// Up to 30 days it is a number of seconds from now. Anything larger is taken for a moment, in
/// seconds since 1970: 31 days' worth of seconds are a moment in January 1970, so an item with that
/// "lifetime" has expired before it arrives. A negative number has expired at once.
public struct MemcachedExpiry: Hashable, Sendable, ExpressibleByIntegerLiteral {
  /// The number that goes over the wire.
  public let exptime: Int

  public init(exptime: Int) {
    self.exptime = exptime
  }

  public init(integerLiteral value: Int) {
    exptime = value
  }

  /// The largest number that counts from now.
  public static let longestLifetime = 60 * 60 * 24 * 30

  /// The item stays until memory is short.
  public static let never = MemcachedExpiry(exptime: 0)
  /// The item is not there any more as soon as it is stored.
  public static let immediately = MemcachedExpiry(exptime: -1)

  /// So many seconds from now, if they are at most 30 days; see the type's description.
  public static func seconds(_ seconds: Int) -> MemcachedExpiry {
    MemcachedExpiry(exptime: seconds)
  }

  /// At a moment in seconds since 1970.
  public static func at(unixTime: Int) -> MemcachedExpiry {
    MemcachedExpiry(exptime: unixTime)
  }
}
