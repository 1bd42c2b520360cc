/// An item as the store keeps it.
struct StoredItem {
  let key: ItemKey
  var value: [UInt8]
  var flags: UInt32
  /// In seconds since 1970; 0 for never.
  var expiresAt: Int
  var lastAccess: Int
  /// What the item is called until it changes; `cas` on the wire.
  var unique: UInt64

  /// Whether anybody has read it.
  var isFetched = false
  /// Whether a client has been told to make a new one; others are served this one meanwhile.
  var hasWinner = false
  /// Whether it was declared out of date, and is served with a warning.
  var isStale = false
  /// Whether its key came in base64, and goes out so.
  var hasBinaryKey = false

  // The neighbours in the order of use; -1 at the ends.
  var newer = -1
  var older = -1

  init(
    key: ItemKey,
    value: [UInt8],
    flags: UInt32 = 0,
    expiresAt: Int = 0,
    lastAccess: Int,
    unique: UInt64 = 0,
    hasBinaryKey: Bool = false
  ) {
    self.key = key
    self.value = value
    self.flags = flags
    self.expiresAt = expiresAt
    self.lastAccess = lastAccess
    self.unique = unique
    self.hasBinaryKey = hasBinaryKey
  }

  /// How much memory memcached counts for the item.
  var size: Int { Self.size(key: key.bytes.count, value: value.count, flags: flags) }

  /// What a 64-bit memcached needs: a header of 48 bytes and a unique of 8, the key and its end, the
  /// flags if they are not 0, the value and its line end.
  static func size(key: Int, value: Int, flags: UInt32) -> Int {
    48 + 8 + key + 1 + (flags == 0 ? 0 : 4) + value + 2
  }
}
