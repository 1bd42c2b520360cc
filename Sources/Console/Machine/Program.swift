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

extension Program {
  /// Replaces this process with the program, as `exec` does; returns only if that was impossible.
  ///
  /// A child process that reads keys would have to share the terminal with its parent.
  public func exec(_ arguments: [String] = []) {
    // Ignored and blocked signals are inherited.
    for number in [SIGPIPE, SIGINT, SIGTERM, SIGHUP] { signal(number, SIG_DFL) }
    var none = sigset_t()
    sigemptyset(&none)
    pthread_sigmask(SIG_SETMASK, &none, nil)
    execv(path, ([path] + arguments).map { strdup($0) } + [nil])
  }

  /// The program at a known path.
  public init(at path: String) { self.path = path }
}
