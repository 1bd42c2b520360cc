#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension SystemCalls {
  /// Makes a TCP socket that never blocks, does not outlive `exec`, and raises no SIGPIPE.
  static func makeSocket(for address: SocketAddress) throws(SocketError) -> Int32 {
    let descriptor = socket(address.isIPv6 ? AF_INET6 : AF_INET, stream, 0)
    guard descriptor >= 0 else { throw .system(call: "socket", code: errno) }
    prepare(descriptor)
    return descriptor
  }

  /// Makes `descriptor` as ``makeSocket(for:)`` promises.
  private static func prepare(_ descriptor: Int32) {
    _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    #if canImport(Darwin)
      set(SOL_SOCKET, SO_NOSIGPIPE, of: descriptor)
    #endif
  }

  private static func set(
    _ level: Int32,
    _ option: Int32,
    of descriptor: Int32,
    to value: Int32 = 1
  ) {
    var value = value
    setsockopt(descriptor, level, option, &value, socklen_t(MemoryLayout<Int32>.size))
  }

  /// Sends small packets at once instead of waiting for more.
  static func sendPromptly(_ descriptor: Int32) {
    set(Int32(IPPROTO_TCP), TCP_NODELAY, of: descriptor)
  }

  /// Has the operating system ask an idle peer now and then whether it is still there, so that one
  /// whose cable was cut does not keep its connection for ever.
  static func noticeLostPeer(_ descriptor: Int32) {
    set(SOL_SOCKET, SO_KEEPALIVE, of: descriptor)
    #if canImport(Darwin)
      let secondsBefore = TCP_KEEPALIVE
    #else
      let secondsBefore = TCP_KEEPIDLE
    #endif
    set(Int32(IPPROTO_TCP), secondsBefore, of: descriptor, to: 300)
  }

  /// Starts to listen; the address that is returned has the port that was chosen.
  static func listen(
    on descriptor: Int32,
    at address: SocketAddress,
    backlog: Int
  ) throws(SocketError) -> SocketAddress {
    set(SOL_SOCKET, SO_REUSEADDR, of: descriptor)
    if address.isIPv6 { set(Int32(IPPROTO_IPV6), IPV6_V6ONLY, of: descriptor) }
    let bound = withSocketAddress(address) { bind(descriptor, $0, $1) }
    guard bound == 0 else { throw .system(call: "bind to \(address)", code: errno) }
    #if canImport(Glibc)
      let listening = Glibc.listen(descriptor, Int32(clamping: backlog))
    #elseif canImport(Musl)
      let listening = Musl.listen(descriptor, Int32(clamping: backlog))
    #else
      let listening = Darwin.listen(descriptor, Int32(clamping: backlog))
    #endif
    guard listening == 0 else { throw .system(call: "listen at \(address)", code: errno) }
    return localAddress(of: descriptor) ?? address
  }

  static func accept(from listener: Int32) -> Acceptance {
    while true {
      #if canImport(Glibc)
        let descriptor = Glibc.accept(listener, nil, nil)
      #elseif canImport(Musl)
        let descriptor = Musl.accept(listener, nil, nil)
      #else
        let descriptor = Darwin.accept(listener, nil, nil)
      #endif
      if descriptor >= 0 {
        prepare(descriptor)
        return .connection(descriptor)
      }
      switch errno {
      case EINTR: continue
      case EAGAIN: return .none
      case EMFILE, ENFILE, ENOBUFS, ENOMEM: return .exhausted
      default: return .failed
      }
    }
  }

  /// Starts to connect, and tells whether that was done at once; otherwise the poller says when.
  static func connect(
    _ descriptor: Int32,
    to address: SocketAddress
  ) throws(SocketError) -> Bool {
    let status = withSocketAddress(address) { pointer, length in
      #if canImport(Glibc)
        Glibc.connect(descriptor, pointer, length)
      #elseif canImport(Musl)
        Musl.connect(descriptor, pointer, length)
      #else
        Darwin.connect(descriptor, pointer, length)
      #endif
    }
    if status == 0 { return true }
    guard errno == EINPROGRESS || errno == EINTR else {
      throw .system(call: "connect to \(address)", code: errno)
    }
    return false
  }

  /// The error that has been waiting at the socket, 0 for none.
  static func pendingError(of descriptor: Int32) -> Int32 {
    var code: Int32 = 0
    var length = socklen_t(MemoryLayout<Int32>.size)
    let status = getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &code, &length)
    return status == 0 ? code : errno
  }

  static func receive(from descriptor: Int32, into buffer: UnsafeMutableRawBufferPointer)
    -> Transfer
  {
    while true {
      let count = recv(descriptor, buffer.baseAddress, buffer.count, 0)
      if count > 0 { return .moved(count) }
      if count == 0 { return .ended }
      switch errno {
      case EINTR: continue
      case EAGAIN: return .wouldBlock
      case let code: return .failed(code)
      }
    }
  }

  static func send(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Transfer {
    #if canImport(Darwin)
      let flags: Int32 = 0
    #else
      let flags = Int32(MSG_NOSIGNAL)
    #endif
    while true {
      #if canImport(Glibc)
        let count = Glibc.send(descriptor, bytes.baseAddress, bytes.count, flags)
      #elseif canImport(Musl)
        let count = Musl.send(descriptor, bytes.baseAddress, bytes.count, flags)
      #else
        let count = Darwin.send(descriptor, bytes.baseAddress, bytes.count, flags)
      #endif
      if count >= 0 { return .moved(count) }
      switch errno {
      case EINTR: continue
      case EAGAIN: return .wouldBlock
      case let code: return .failed(code)
      }
    }
  }

  /// Tells the other side that nothing more will be sent.
  static func finishSending(_ descriptor: Int32) {
    shutdown(descriptor, Int32(SHUT_WR))
  }

  static func close(_ descriptor: Int32) {
    #if canImport(Glibc)
      _ = Glibc.close(descriptor)
    #elseif canImport(Musl)
      _ = Musl.close(descriptor)
    #else
      _ = Darwin.close(descriptor)
    #endif
  }
}
