import Foundation

/// A program on PATH.
public struct Program: Sendable {
  public let path: String

  /// Nil when no folder of `path`, by default of PATH, holds an executable called `name`.
  public init?(
    _ name: String,
    path: String? = ProcessInfo.processInfo.environment["PATH"]
  ) {
    let places = (path ?? "").split(separator: ":").map { "\($0)/\(name)" }
    guard let place = places.first(where: FileManager.default.isExecutableFile(atPath:)) else {
      return nil
    }
    self.path = place
  }
}
