extension RedisServer {
  /// Where and how changes are kept on disk.
  public struct AppendOnly: Hashable, Sendable {
    /// When what was written is forced onto the disk.
    public enum Sync: String, CaseIterable, Sendable {
      /// Before the client that made the change gets its reply: nothing that was acknowledged is lost.
      case always
      /// Every second: a power failure costs a second's changes, a crash of the program nothing.
      ///
      /// While the disk fails, commands that would change something are refused with `MISCONF`.
      case everySecond = "everysec"
      /// Whenever the operating system does it by itself.
      case never = "no"
    }

    /// A file, or a folder in the layout that Redis 7 calls `appenddirname`.
    public var path: String
    public var sync: Sync

    public init(_ path: String, sync: Sync = .everySecond) {
      self.path = path
      self.sync = sync
    }
  }
}
