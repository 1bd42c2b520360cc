/// A key-value store that outlives its process, since every write is appended to a file.
///
///     var store = LoggedStore(now: clock)
///     store.set("red", for: "tea")
///     store.set("7", for: "session", lifetime: .seconds(60))
///     store.delete("tea")
///
///     // The process dies, and another one is given the file.
///     let restored = try LoggedStore(replaying: store.file, now: clock)
///     restored.value(for: "session")  // "7", for the rest of the 60 seconds
///
/// The file is an append-only file of Redis, so `redis-check-aof` accepts it and a `redis-server`
/// loads it: one record after another, each an array of bulk strings, the UTF-8 bytes of its words. The
/// record of `DEL tea` is `*2` CR LF `$3` CR LF `DEL` CR LF `$3` CR LF `tea` CR LF. There are
/// three kinds:
///
///     SET key value                    a value without a deadline
///     SET key value PXAT milliseconds  a value and its deadline
///     PEXPIREAT key milliseconds       another deadline for the value that is there
///     DEL key
///
/// Deadlines are milliseconds since 1970. A value lives before its deadline and is dead at it. A dead
/// value is as good as none, whether memory still holds it or not.
///
/// It is no database: a write is safe once its record is in `file` and the file is on the disk, which
/// is the caller's part.
public struct LoggedStore: Sendable {
  /// All that has been written: what a process that starts after a crash would find.
  public private(set) var file: [UInt8] = []

  /// How many bytes of an incomplete last record replay has cut off.
  public private(set) var tornBytes = 0

  private let now: @Sendable () -> Int

  // Your storage goes here.

  /// Makes an empty store with an empty file.
  ///
  /// - Parameter now: The time, in milliseconds since 1970.
  public init(now: @escaping @Sendable () -> Int) {
    self.now = now
  }

  /// Makes the store that wrote `file`, and goes on with that file.
  ///
  /// All records are replayed in their order; which values are dead is a question of the time after
  /// that. `SELECT` is passed over: a file that Redis wrote begins with it.
  ///
  /// A crash leaves an incomplete record at the end. It was never whole, so nobody relied on it: it is
  /// cut off, from ``file`` too, and everything before it holds. Takes O(n) time with n bytes.
  ///
  /// - Throws: A ``LogError`` if the fault is not that the file ends too early.
  public init(replaying file: [UInt8], now: @escaping @Sendable () -> Int) throws(LogError) {
    self.now = now
    // Your code here.
  }

  /// The number of living values.
  public var count: Int {
    // Your code here.
    0
  }

  /// The living value of a key, or `nil`.
  public func value(for key: String) -> String? {
    // Your code here.
    nil
  }

  /// Stores a value, for ever or for a lifetime in whole milliseconds, whatever was there before.
  public mutating func set(_ value: String, for key: String, lifetime: Duration? = nil) {
    // Your code here.
  }

  /// Gives a living value a new lifetime, which begins now.
  ///
  /// - Returns: Whether there was one; if not, nothing is written.
  @discardableResult
  public mutating func expire(_ key: String, after lifetime: Duration) -> Bool {
    // Your code here.
    false
  }

  /// Removes a living value.
  ///
  /// - Returns: Whether there was one; if not, nothing is written.
  @discardableResult
  public mutating func delete(_ key: String) -> Bool {
    // Your code here.
    false
  }

  /// The shortest file that holds what lives now: one `SET` for each key, in the order of the keys.
  public func snapshot() -> [UInt8] {
    // Your code here.
    []
  }

  /// Begins to write a shorter file with what lives now; the old one stays in use.
  ///
  /// Writes go on meanwhile, to ``file`` as ever, so that a crash during a rewrite loses nothing. While
  /// a rewrite is under way this does nothing.
  public mutating func beginRewrite() {
    // Your code here.
  }

  /// Puts the new file in the place of the old one.
  ///
  /// It is the ``snapshot()`` of the beginning, and after it the records that were written since.
  /// Without a rewrite under way this does nothing.
  public mutating func finishRewrite() {
    // Your code here.
  }
}

/// Why a file is not replayed.
public enum LogError: Error, Hashable, Sendable {
  /// The record that begins at this byte of the file is no array of bulk strings.
  case corrupt(at: Int)
  /// A record is whole, and it is none of those that a store writes; these are its words.
  case unknownRecord([String])
}
