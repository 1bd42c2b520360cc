// The only file of this module that depends on which C library there is.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Calls to the operating system.
enum POSIX {
  static let standardInput: Int32 = 0
  static let standardOutput: Int32 = 1
  static let standardError: Int32 = 2

  static let interrupt = SIGINT
  static let terminate = SIGTERM
  static let hangUp = SIGHUP
  static let brokenPipe = SIGPIPE
  static let continued = SIGCONT

  static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

  static func windowSize(_ descriptor: Int32) -> (columns: Int, rows: Int)? {
    var size = winsize()
    #if canImport(Musl)
      let request = Int32(bitPattern: UInt32(TIOCGWINSZ))
    #else
      let request = UInt(TIOCGWINSZ)
    #endif
    guard ioctl(descriptor, request, &size) == 0, size.ws_col > 0 else { return nil }
    return (Int(size.ws_col), Int(size.ws_row))
  }
}

extension POSIX {
  /// Writes all of `text`, in as many pieces as it takes.
  static func write(_ text: String, to descriptor: Int32) {
    var text = text
    text.withUTF8 { bytes in
      var rest = UnsafeRawBufferPointer(bytes)
      while let start = rest.baseAddress, !rest.isEmpty {
        let count = writeSome(descriptor, start, rest.count)
        if count >= 0 {
          rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        } else if errno == EPIPE {
          end(bySignal: brokenPipe)
        } else if errno == EAGAIN {
          _ = isReady(descriptor, for: POLLOUT, within: -1)
        } else if errno != EINTR {
          return
        }
      }
    }
  }

  private static func writeSome(
    _ descriptor: Int32,
    _ start: UnsafeRawPointer,
    _ count: Int
  ) -> Int {
    #if canImport(Glibc)
      Glibc.write(descriptor, start, count)
    #elseif canImport(Musl)
      Musl.write(descriptor, start, count)
    #else
      Darwin.write(descriptor, start, count)
    #endif
  }

  /// Waits until `descriptor` has something to read or is at its end.
  static func hasInput(_ descriptor: Int32, within milliseconds: Int32) -> Bool {
    isReady(descriptor, for: POLLIN, within: milliseconds)
  }

  private static func isReady(
    _ descriptor: Int32,
    for events: some BinaryInteger,
    within milliseconds: Int32
  ) -> Bool {
    var request = pollfd(fd: descriptor, events: Int16(events), revents: 0)
    return poll(&request, 1, milliseconds) > 0
  }

  /// Up to `count` bytes; empty at the end of the input.
  static func read(_ descriptor: Int32, upTo count: Int = 64) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
      #if canImport(Glibc)
        initialized = max(0, Glibc.read(descriptor, buffer.baseAddress, count))
      #elseif canImport(Musl)
        initialized = max(0, Musl.read(descriptor, buffer.baseAddress, count))
      #else
        initialized = max(0, Darwin.read(descriptor, buffer.baseAddress, count))
      #endif
    }
  }

  /// A pipe that no child process inherits.
  static func makePipe() -> (readEnd: Int32, writeEnd: Int32)? {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { return nil }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return (ends[0], ends[1])
  }
}

extension POSIX {
  typealias TerminalSettings = termios

  static func settings(of descriptor: Int32) -> TerminalSettings? {
    var settings = termios()
    return tcgetattr(descriptor, &settings) == 0 ? settings : nil
  }

  static func apply(_ settings: TerminalSettings, to descriptor: Int32) {
    var settings = settings
    tcsetattr(descriptor, TCSANOW, &settings)
  }

  /// The same settings, but with each key delivered at once and not echoed; Ctrl-C still
  /// interrupts.
  static func singleKeys(_ settings: TerminalSettings) -> TerminalSettings {
    var settings = settings
    settings.c_lflag &= ~tcflag_t(ICANON | ECHO)
    return settings
  }
}

extension POSIX {
  /// Opens `/dev/null` for those of the three standard descriptors that are closed.
  ///
  /// Otherwise the next file or pipe that is opened would become the input or the output.
  static func openStandardDescriptors() {
    for descriptor in standardInput...standardError where fcntl(descriptor, F_GETFD) < 0 {
      // The lowest free number is given out, which is this one.
      _ = open("/dev/null", O_RDWR)
    }
  }

  static func ignore(_ number: Int32) { signal(number, SIG_IGN) }

  /// Writes the number of each arriving signal to a pipe.
  ///
  /// The handler only writes one byte, which is allowed in a signal handler.
  static func forward(_ numbers: [Int32]) {
    guard SignalPipe.ends != nil else { return }
    for number in numbers {
      signal(number) { number in
        let before = errno
        var byte = UInt8(truncatingIfNeeded: number)
        if let ends = SignalPipe.ends { _ = POSIX.writeSome(ends.writeEnd, &byte, 1) }
        errno = before
      }
    }
  }

  /// Waits for the next signal that ``forward(_:)`` sent.
  static func nextSignal() -> Int32? {
    guard let ends = SignalPipe.ends else { return nil }
    while true {
      if let byte = read(ends.readEnd, upTo: 1).first { return Int32(byte) }
      guard errno == EINTR else { return nil }
    }
  }

  /// Ends the program as if it had not handled the signal.
  static func end(bySignal number: Int32) -> Never {
    signal(number, SIG_DFL)
    raise(number)
    // Another thread may have the signal pending; the shell sees the same number.
    exit(128 + number)
  }

  private enum SignalPipe {
    static let ends = POSIX.makePipe()
  }
}

extension POSIX {
  static func canListenOnLoopback() -> Bool {
    #if canImport(Glibc)
      let kind = Int32(SOCK_STREAM.rawValue)
    #else
      let kind = SOCK_STREAM
    #endif
    let descriptor = socket(AF_INET, kind, 0)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    return withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    } && listen(descriptor, 1) == 0
  }
}
