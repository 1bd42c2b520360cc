/// A file's size, time and identity: different after every save, however it is done.
public struct FileStamp: Sendable, Equatable {
  private let values: [Int]

  /// Nil when there is no file at `path` just now.
  public init?(path: String) {
    guard let values = System.stamp(of: path) else { return nil }
    self.values = values
  }
}
