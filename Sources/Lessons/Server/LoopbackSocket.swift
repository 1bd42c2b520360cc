// The one file of this module that knows which C library it talks to.

import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Waits for connections from this machine.
struct LoopbackListener: Sendable {
  let port: Int
  private let descriptor: Int32

  /// A pipe whose end is watched along with the socket, so that waiting can be ended.
  private let wakeUp: (read: Int32, write: Int32)

  struct Failure: Error, CustomStringConvertible {
    let number: Int32
    var isAddressInUse: Bool { number == EADDRINUSE }
    var description: String { String(cString: strerror(number)) }
  }

  static func open(port: Int) -> Result<LoopbackListener, Failure> {
    #if canImport(Glibc)
      let stream = Int32(SOCK_STREAM.rawValue)
    #else
      let stream = SOCK_STREAM
    #endif
    let descriptor = socket(AF_INET, stream, 0)
    guard descriptor >= 0 else { return .failure(Failure(number: errno)) }
    var yes: Int32 = 1
    let size = socklen_t(MemoryLayout<Int32>.size)
    setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, size)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(truncatingIfNeeded: port).bigEndian
    address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let status = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        bind(descriptor, address, length) == 0 && listen(descriptor, 128) == 0
          && getsockname(descriptor, address, &length) == 0
      }
    }
    var ends: [Int32] = [-1, -1]
    guard status, pipe(&ends) == 0 else {
      let number = errno
      closeDescriptor(descriptor)
      return .failure(Failure(number: number))
    }
    for file in ends + [descriptor] { _ = fcntl(file, F_SETFD, FD_CLOEXEC) }
    return .success(
      LoopbackListener(
        port: Int(in_port_t(bigEndian: address.sin_port)),
        descriptor: descriptor,
        wakeUp: (ends[0], ends[1])
      )
    )
  }

  /// The next connection, or nil after ``wake()``.
  func accept() -> LoopbackConnection? {
    while true {
      var watched = [
        pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
        pollfd(fd: wakeUp.read, events: Int16(POLLIN), revents: 0),
      ]
      guard poll(&watched, nfds_t(watched.count), -1) > 0 else { continue }
      if watched[1].revents != 0 { return nil }
      let connection = systemAccept(descriptor)
      if connection >= 0 { return LoopbackConnection(descriptor: connection) }
    }
  }

  /// Ends ``accept()``, at once or when it is called next.
  func wake() {
    var byte: UInt8 = 0
    _ = write(wakeUp.write, &byte, 1)
  }

  /// Lets go of the port; the pipe stays, since ``wake()`` may be called at any time.
  func close() { closeDescriptor(descriptor) }
}

/// One client that is connected.
struct LoopbackConnection: Sendable {
  enum Received: Equatable {
    case head(Data)
    case tooLarge
    case tooSlow
    case closed
  }

  /// How long a client may take for its request, and for each piece of the answer.
  static let patience = 10

  private let descriptor: Int32

  init(descriptor: Int32) {
    self.descriptor = descriptor
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    var patience = timeval()
    patience.tv_sec = time_t(Self.patience)
    let size = socklen_t(MemoryLayout<timeval>.size)
    setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &patience, size)
    #if canImport(Darwin)
      var yes: Int32 = 1
      setsockopt(descriptor, SOL_SOCKET, SO_NOSIGPIPE, &yes, socklen_t(MemoryLayout<Int32>.size))
    #endif
  }

  /// Reads until the empty line that ends the head of a request.
  func receiveHead(limit: Int) -> Received {
    let clock = ContinuousClock()
    let deadline = clock.now + .seconds(Self.patience)
    var head = Data()
    var piece = [UInt8](repeating: 0, count: 4096)
    while true {
      guard hasInput(within: clock.now.duration(to: deadline)) else { return .tooSlow }
      let count = recv(descriptor, &piece, piece.count, 0)
      guard count > 0 else { return .closed }
      head.append(contentsOf: piece[..<count])
      if let end = head.firstRange(of: Data("\r\n\r\n".utf8)) {
        return end.upperBound > limit ? .tooLarge : .head(head[..<end.lowerBound])
      }
      if head.count > limit { return .tooLarge }
    }
  }

  func send(_ data: Data) {
    #if canImport(Darwin)
      let flags: Int32 = 0
    #else
      let flags = Int32(MSG_NOSIGNAL)
    #endif
    data.withUnsafeBytes { bytes in
      var rest = bytes[...]
      while !rest.isEmpty {
        let piece = UnsafeRawBufferPointer(rebasing: rest)
        let count = systemSend(descriptor, piece, flags)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return }
        rest = rest.dropFirst(count)
      }
    }
  }

  /// Says goodbye, and takes what the client still sends so that the answer is not lost to a reset.
  func close() {
    shutdown(descriptor, Int32(SHUT_WR))
    var piece = [UInt8](repeating: 0, count: 4096)
    let clock = ContinuousClock()
    let deadline = clock.now + .seconds(1)
    while hasInput(within: clock.now.duration(to: deadline)),
      recv(descriptor, &piece, piece.count, 0) > 0
    {}
    closeDescriptor(descriptor)
  }

  private func hasInput(within time: Duration) -> Bool {
    let milliseconds = Int32(
      clamping: time.components.seconds * 1000
        + time.components.attoseconds / 1_000_000_000_000_000
    )
    guard milliseconds >= 0 else { return false }
    var watched = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&watched, 1, milliseconds) > 0
  }
}

// The methods above have the names of the functions that they call.

private func systemAccept(_ descriptor: Int32) -> Int32 {
  #if canImport(Glibc)
    Glibc.accept(descriptor, nil, nil)
  #elseif canImport(Musl)
    Musl.accept(descriptor, nil, nil)
  #else
    Darwin.accept(descriptor, nil, nil)
  #endif
}

private func systemSend(
  _ descriptor: Int32,
  _ bytes: UnsafeRawBufferPointer,
  _ flags: Int32
) -> Int {
  #if canImport(Glibc)
    Glibc.send(descriptor, bytes.baseAddress, bytes.count, flags)
  #elseif canImport(Musl)
    Musl.send(descriptor, bytes.baseAddress, bytes.count, flags)
  #else
    Darwin.send(descriptor, bytes.baseAddress, bytes.count, flags)
  #endif
}

private func closeDescriptor(_ descriptor: Int32) {
  #if canImport(Glibc)
    _ = Glibc.close(descriptor)
  #elseif canImport(Musl)
    _ = Musl.close(descriptor)
  #else
    _ = Darwin.close(descriptor)
  #endif
}
