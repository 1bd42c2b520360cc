/// A key-value store that outlives its process: every write is appended to a file.
///
///     var store = LoggedStore(now: clock)
///     store.set("7", for: "session", lifetime: .seconds(60))
///
///     // The process dies, and another one is given the file.
///     let restored = try LoggedStore(replaying: store.file, now: clock)
///     restored.value(for: "session")  // "7", for the rest of the 60 seconds
///
/// The file is an append-only file of Redis: `redis-check-aof` accepts it, and a `redis-server` loads it.
/// One record follows another, each an array of bulk strings: the UTF-8 bytes of its words. `DEL tea` is
/// `*2` CR LF `$3` CR LF `DEL` CR LF `$3` CR LF `tea` CR LF. There are four kinds of records:
///
///     SET key value                     the value of the key, without a deadline
///     SET key value PXAT milliseconds   the value of the key, and its deadline
///     PEXPIREAT key milliseconds        another deadline for the value that is there
///     DEL key                           the value is gone
///
/// Deadlines are milliseconds since 1970. A value lives before its deadline and is dead at it; a dead
/// value is as good as none.
///
/// It is no database: a write is safe when its record is on the disk, and that is the caller's part.
public struct LoggedStore: Sendable {
  /// All that has been written: what a process that starts after a crash would find.
  public private(set) var file: [UInt8] = []

  private let now: @Sendable () -> Int

  // Your storage goes here.

  /// Makes an empty store; `now` is the time, in milliseconds since 1970.
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
  /// - Throws: A ``LogError`` for any other fault: a record that is no array of bulk strings in UTF-8, or
  ///   that is none of those above.
  public init(replaying file: [UInt8], now: @escaping @Sendable () -> Int) throws(LogError) {
    self.now = now
    // Your code here.
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

  /// Gives a living value a new lifetime in whole milliseconds, which begins now.
  ///
  /// Where there is none, nothing is written.
  public mutating func expire(_ key: String, after lifetime: Duration) {
    // Your code here.
  }

  /// Removes a living value; where there is none, nothing is written.
  public mutating func delete(_ key: String) {
    // Your code here.
  }

  /// The shortest file that holds what lives now: one `SET` for each key, in the order of the keys.
  public func snapshot() -> [UInt8] {
    // Your code here.
    []
  }

  /// Begins to write a shorter file, the ``snapshot()`` of now; the old one stays in use.
  ///
  /// Writes go on meanwhile, to ``file`` as ever, so that a crash during a rewrite loses nothing. What
  /// is dead leaves the memory, too. While a rewrite is under way this does nothing.
  public mutating func beginRewrite() {
    // Your code here.
  }

  /// Puts the new file in the place of the old one, and behind it the records written since it began.
  ///
  /// Without a rewrite under way this does nothing.
  public mutating func finishRewrite() {
    // Your code here.
  }
}

/// Where a file holds something else than a store writes, and so is not replayed.
public struct LogError: Error, Hashable, Sendable {
  /// The byte at which that record begins.
  public let position: Int
}
