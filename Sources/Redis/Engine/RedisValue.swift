/// What a key holds.
///
/// A string lies in the entry itself. A collection is boxed: it is changed where it is, whoever holds
/// the entry, and the entry stays small.
enum RedisValue {
  case string(RedisBytes)
  case list(Boxed<RedisList>)
  case hash(Boxed<RedisHash>)
  case set(Boxed<RedisSet>)
  case sortedSet(Boxed<RedisSortedSet>)
  case stream(Boxed<RedisStream>)

  /// The type's name as `TYPE` says it.
  var typeName: String {
    switch self {
    case .string: "string"
    case .list: "list"
    case .hash: "hash"
    case .set: "set"
    case .sortedSet: "zset"
    case .stream: "stream"
    }
  }

  /// The collection, whatever its type, or nil for a string.
  var box: AnyBox? {
    switch self {
    case .string: nil
    case .list(let box): box
    case .hash(let box): box
    case .set(let box): box
    case .sortedSet(let box): box
    case .stream(let box): box
    }
  }

  /// A value of its own with the same content.
  var copy: RedisValue {
    switch self {
    case .string: self
    case .list(let box): .list(Boxed(box.value))
    case .hash(let box): .hash(Boxed(box.value))
    case .set(let box): .set(Boxed(box.value))
    case .sortedSet(let box): .sortedSet(Boxed(box.value))
    case .stream(let box): .stream(Boxed(box.value))
    }
  }

  /// About how many bytes of memory it takes beyond its place in the entry.
  var memory: Int {
    switch self {
    case .string(let bytes): bytes.heapSize
    case .list(let box): box.value.memory
    case .hash(let box): box.value.memory
    case .set(let box): box.value.memory
    case .sortedSet(let box): box.value.memory
    case .stream(let box): box.value.memory
    }
  }

  /// The representation that `OBJECT ENCODING` names.
  func encoding(_ mark: StringMark) -> String {
    switch self {
    case .string(let bytes): mark.encoding(of: bytes)
    default: box?.encoding ?? ""
    }
  }
}

/// How a string came about, which is all that decides its encoding besides its bytes.
enum StringMark: UInt8 {
  /// Stored whole: short numbers become `int`, short texts `embstr`.
  case plain
  /// Made by a computation that does not look for an integer.
  case text
  /// Changed in place, which leaves it `raw`.
  case raw

  func encoding(of bytes: RedisBytes) -> String {
    if self == .raw { return "raw" }
    if self == .plain && bytes.count <= 20 && bytes.integer != nil { return "int" }
    return bytes.count <= 44 ? "embstr" : "raw"
  }
}

/// A data type that a key can hold besides a string.
///
/// It is a value type that starts empty; ``Boxed`` gives it its place in a database.
protocol RedisCollection {
  init()

  var isEmpty: Bool { get }

  /// How many elements there are, for `SCAN`-like work and the choice between `DEL` and `UNLINK`.
  var count: Int { get }

  /// About how many bytes it takes, in O(1): asked for after every change.
  var memory: Int { get }

  /// What `OBJECT ENCODING` names.
  var encoding: String { get }

  /// The collection in a value, if that is of this type.
  static func box(in value: RedisValue) -> Boxed<Self>?

  /// A value with the collection.
  static func value(_ box: Boxed<Self>) -> RedisValue
}

/// Up to which size a collection is kept in its compact form.
struct CompactLimit {
  var entries: Int
  /// Of the longest text in it.
  var bytes: Int
}

/// A collection in a database, whatever its type.
class AnyBox {
  /// What the engine last counted for it, negative while it is in no database.
  @exclusivity(unchecked) final var accounted = -1

  var count: Int { 0 }
  var encoding: String { "" }
}

/// A collection in a database.
final class Boxed<Value: RedisCollection>: AnyBox {
  @exclusivity(unchecked) var value: Value

  init(_ value: Value = Value()) {
    self.value = value
  }

  override var count: Int { value.count }
  override var encoding: String { value.encoding }
}

extension RedisList {
  static func box(in value: RedisValue) -> Boxed<RedisList>? {
    if case .list(let box) = value { box } else { nil }
  }
  static func value(_ box: Boxed<RedisList>) -> RedisValue { .list(box) }
}

extension RedisHash {
  static func box(in value: RedisValue) -> Boxed<RedisHash>? {
    if case .hash(let box) = value { box } else { nil }
  }
  static func value(_ box: Boxed<RedisHash>) -> RedisValue { .hash(box) }
}

extension RedisSet {
  static func box(in value: RedisValue) -> Boxed<RedisSet>? {
    if case .set(let box) = value { box } else { nil }
  }
  static func value(_ box: Boxed<RedisSet>) -> RedisValue { .set(box) }
}

extension RedisSortedSet {
  static func box(in value: RedisValue) -> Boxed<RedisSortedSet>? {
    if case .sortedSet(let box) = value { box } else { nil }
  }
  static func value(_ box: Boxed<RedisSortedSet>) -> RedisValue { .sortedSet(box) }
}

extension RedisStream {
  static func box(in value: RedisValue) -> Boxed<RedisStream>? {
    if case .stream(let box) = value { box } else { nil }
  }
  static func value(_ box: Boxed<RedisStream>) -> RedisValue { .stream(box) }
}

extension RedisBytes {
  /// About how many bytes of the heap it takes: none when it is short.
  var heapSize: Int {
    // An array's header is 32 bytes, and allocations come in multiples of 16.
    count <= SmallBytes.capacity ? 0 : (count + 32 + 15) & ~15
  }
}
