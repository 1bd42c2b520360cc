/// A string of bytes, the only kind of key and value that Redis knows.
///
///     let key: RedisBytes = "user:\(id)"
///     let name = RedisBytes(someString)
///
/// Text goes in and comes out as UTF-8; other bytes are kept as they are. Two are equal, and ordered,
/// by their bytes, not by what a reader would call the same character.
///
/// It is two words. Up to 14 bytes live in them, which spares most keys and counters an allocation;
/// a longer one is an array.
public struct RedisBytes: Sendable {
  private enum Storage: Sendable {
    case small(SmallBytes)
    /// Always longer than a small one can be, so that equal bytes have one representation.
    case large([UInt8])
  }

  private var storage: Storage

  /// No bytes.
  public init() {
    storage = .small(SmallBytes())
  }

  /// The bytes that `buffer` holds now.
  public init(copying buffer: UnsafeRawBufferPointer) {
    if let small = SmallBytes(buffer) {
      storage = .small(small)
    } else {
      storage = .large([UInt8](buffer))
    }
  }

  /// The bytes of an array, which is kept rather than copied when it is long.
  public init(_ bytes: [UInt8]) {
    if bytes.count > SmallBytes.capacity {
      storage = .large(bytes)
    } else {
      self = bytes.withUnsafeBytes { RedisBytes(copying: $0) }
    }
  }

  /// The bytes of a sequence.
  public init(_ bytes: some Sequence<UInt8>) {
    self.init([UInt8](bytes))
  }

  /// The UTF-8 bytes of a text.
  public init(_ text: some StringProtocol) {
    let copy = text.utf8.withContiguousStorageIfAvailable {
      RedisBytes(copying: UnsafeRawBufferPointer($0))
    }
    self = copy ?? RedisBytes([UInt8](text.utf8))
  }

  /// How many bytes there are.
  public var count: Int {
    switch storage {
    case .small(let small): Int(small.count)
    case .large(let bytes): bytes.count
    }
  }

  /// The bytes as an array.
  public var bytes: [UInt8] {
    switch storage {
    case .small: withUnsafeBytes { [UInt8]($0) }
    case .large(let bytes): bytes
    }
  }

  /// The bytes read as UTF-8; what is not UTF-8 becomes U+FFFD.
  public var string: String {
    withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
  }

  /// Calls `body` with the bytes in memory, valid until it returns.
  @inline(__always)
  public func withUnsafeBytes<Result, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    switch storage {
    case .small(let small): try small.withUnsafeBytes(body)
    case .large(let bytes):
      try bytes.withUnsafeBufferPointer { buffer throws(Failure) in
        try body(UnsafeRawBufferPointer(buffer))
      }
    }
  }

  /// Lets `body` change the bytes as an array, in place when they are long and nobody else holds them.
  public mutating func modify<Result, Failure: Error>(
    _ body: (inout [UInt8]) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    var bytes = self.bytes
    // Without this the array would have two owners and the first change would copy it.
    storage = .small(SmallBytes())
    defer { self = RedisBytes(bytes) }
    return try body(&bytes)
  }

  /// Adds bytes at the end.
  public mutating func append(_ other: RedisBytes) {
    modify { bytes in other.withUnsafeBytes { bytes.append(contentsOf: $0) } }
  }
}

extension RedisBytes: Hashable {
  public static func == (left: RedisBytes, right: RedisBytes) -> Bool {
    switch (left.storage, right.storage) {
    case (.small(let left), .small(let right)): left == right
    case (.large(let left), .large(let right)): left == right
    default: false
    }
  }

  public func hash(into hasher: inout Hasher) {
    withUnsafeBytes { hasher.combine(bytes: $0) }
  }
}

extension RedisBytes: Comparable {
  /// Compares byte by byte, as `memcmp` does; of two that begin alike the shorter comes first.
  public static func < (left: RedisBytes, right: RedisBytes) -> Bool {
    switch (left.storage, right.storage) {
    case (.small(let left), .small(let right)): left < right
    default:
      left.withUnsafeBytes { left in
        right.withUnsafeBytes { right in left.lexicographicallyPrecedes(right) }
      }
    }
  }
}

extension RedisBytes: RandomAccessCollection {
  public var startIndex: Int { 0 }
  public var endIndex: Int { count }

  public subscript(position: Int) -> UInt8 {
    precondition(indices.contains(position), "byte \(position) of a string of \(count) bytes")
    return switch storage {
    case .small(let small): small[position]
    case .large(let bytes): bytes[position]
    }
  }

  public func withContiguousStorageIfAvailable<Result>(
    _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
  ) rethrows -> Result? {
    try withUnsafeBytes { try $0.withMemoryRebound(to: UInt8.self, body) }
  }
}

extension RedisBytes: ExpressibleByStringInterpolation, CustomStringConvertible {
  public init(stringLiteral text: String) {
    self.init(text)
  }

  public var description: String { string }
}
