// The calls to the operating system. The files in this folder are the only ones of the module that
// know which C library they talk to.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

enum SystemCalls {
  /// What became of an attempt to read or to write.
  enum Transfer {
    case moved(Int)
    /// Nothing can be moved now; the poller says when.
    case wouldBlock
    /// The other side has finished sending.
    case ended
    case failed(Int32)
  }

  /// What became of an attempt to accept a connection.
  enum Acceptance {
    case connection(Int32)
    case none
    /// The process or the machine has no descriptor left.
    case exhausted
    /// The connection was gone before it was accepted, or the like; the next may do better.
    case failed
  }

  #if canImport(Glibc)
    static let stream = Int32(SOCK_STREAM.rawValue)
  #else
    static let stream = SOCK_STREAM
  #endif

  static func message(for code: Int32) -> String {
    strerror(code).map { String(cString: $0) } ?? "error \(code)"
  }

  /// Nanoseconds on a clock that only moves forward.
  static func monotonicNow() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec * 1_000_000_000 + time.tv_nsec
  }
}

extension SystemCalls {
  /// What a thread that cannot be started is blamed on.
  static let noResources = EAGAIN
  static func isAddressInUse(_ code: Int32) -> Bool { code == EADDRINUSE }
}
