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
/// Deadlines are milliseconds since 1970. A value is alive until its deadline, and dead from that
/// moment on. A dead value counts as none.
///
/// It is not a database: a write is safe once its record is on disk, and putting it there is up to
/// the caller.
public struct LoggedStore: Sendable {
  /// All the bytes written so far: what a process that starts after a crash would find.
  public private(set) var file: [UInt8] = []

  private let now: @Sendable () -> Int

  // Your storage goes here.

  /// Makes an empty store; `now` is the time, in milliseconds since 1970.
  public init(now: @escaping @Sendable () -> Int) {
    self.now = now
  }

  /// Restores the store that wrote `file`, and continues that file.
  ///
  /// All records are replayed in order. Only after that does the time decide which values are dead.
  /// `SELECT` is skipped: a file that Redis wrote begins with it.
  ///
  /// A crash may leave an incomplete record at the end. It was never whole, so nobody relied on it:
  /// it is cut off, from ``file`` too, and everything before it counts. Takes O(n) time for n
  /// bytes.
  ///
  /// - Throws: A ``LogError`` for any other fault: a record that is not an array of bulk strings in
  ///   UTF-8, or is not one of those above.
  public init(replaying file: [UInt8], now: @escaping @Sendable () -> Int) throws(LogError) {
    self.now = now
    // Your code here.
  }

  /// The living value of a key, or `nil`.
  public func value(for key: String) -> String? {
    // Your code here.
    nil
  }

  /// Stores a value, forever or for a lifetime in whole milliseconds, whatever was there before.
  public mutating func set(_ value: String, for key: String, lifetime: Duration? = nil) {
    // Your code here.
  }

  /// Gives a living value a new lifetime in whole milliseconds, which begins now.
  ///
  /// If there is no living value, nothing is written.
  public mutating func expire(_ key: String, after lifetime: Duration) {
    // Your code here.
  }

  /// Removes a living value; if there is none, nothing is written.
  public mutating func delete(_ key: String) {
    // Your code here.
  }

  /// The shortest file that holds the living values: one `SET` for each, sorted by key.
  public func snapshot() -> [UInt8] {
    // Your code here.
    []
  }

  /// Begins a shorter file, with the ``snapshot()`` of this moment; the old file stays in use.
  ///
  /// Writes go on meanwhile, to ``file`` as before, so a crash during a rewrite loses nothing. Dead
  /// values leave the memory, too. If a rewrite is already under way, nothing happens.
  public mutating func beginRewrite() {
    // Your code here.
  }

  /// Replaces the old file by the new one, followed by the records written since the rewrite began.
  ///
  /// If no rewrite is under way, nothing happens.
  public mutating func finishRewrite() {
    // Your code here.
  }
}

/// Says where a file holds something that no store writes, so that it cannot be replayed.
public struct LogError: Error, Hashable, Sendable {
  /// The byte at which that record begins.
  public let position: Int
}
