// The calls to the operating system. This file and Poller.swift are the only ones of the module that
// know which C library they talk to.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

enum System {
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
    private static let stream = Int32(SOCK_STREAM.rawValue)
  #else
    private static let stream = SOCK_STREAM
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

// MARK: Error codes

extension System {
  /// What a thread that cannot be started is blamed on.
  static let noResources = EAGAIN
  static func isAddressInUse(_ code: Int32) -> Bool { code == EADDRINUSE }
}

// MARK: Sockets

extension System {
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

  private static func set(_ level: Int32, _ option: Int32, of descriptor: Int32) {
    var yes: Int32 = 1
    setsockopt(descriptor, level, option, &yes, socklen_t(MemoryLayout<Int32>.size))
  }

  /// Sends small packets at once instead of waiting for more.
  static func sendPromptly(_ descriptor: Int32) {
    set(Int32(IPPROTO_TCP), TCP_NODELAY, of: descriptor)
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
    _ descriptor: Int32, to address: SocketAddress
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

// MARK: Addresses

extension System {
  static func localAddress(of descriptor: Int32) -> SocketAddress? {
    readSocketAddress { getsockname(descriptor, $0, $1) }
  }

  static func peerAddress(of descriptor: Int32) -> SocketAddress? {
    readSocketAddress { getpeername(descriptor, $0, $1) }
  }

  /// The bytes of an address in numbers.
  static func addressBytes(of text: String) -> [UInt8]? {
    for (family, count) in [(AF_INET, 4), (AF_INET6, 16)] {
      var bytes = [UInt8](repeating: 0, count: count)
      if inet_pton(family, text, &bytes) == 1 { return bytes }
    }
    return nil
  }

  static func text(ofAddress bytes: [UInt8]) -> String {
    var text = [UInt8](repeating: 0, count: Int(INET6_ADDRSTRLEN))
    let family = bytes.count == 16 ? AF_INET6 : AF_INET
    text.withUnsafeMutableBytes { text in
      _ = inet_ntop(
        family, bytes, text.assumingMemoryBound(to: CChar.self).baseAddress,
        socklen_t(text.count))
    }
    return String(decoding: text.prefix { $0 != 0 }, as: UTF8.self)
  }

  /// The addresses of a name; this asks the network and blocks while it does.
  static func addresses(of host: String, port: Int) -> [SocketAddress] {
    var hints = addrinfo()
    hints.ai_family = AF_UNSPEC
    hints.ai_socktype = stream
    var list: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(host, nil, &hints, &list) == 0, let list else { return [] }
    defer { freeaddrinfo(list) }
    var addresses: [SocketAddress] = []
    for entry in sequence(first: list, next: { $0.pointee.ai_next }) {
      guard let pointer = entry.pointee.ai_addr,
        let address = decode(UnsafeRawPointer(pointer), port: port)
      else { continue }
      addresses.append(address)
    }
    return addresses
  }

  private static func decode(_ pointer: UnsafeRawPointer, port: Int? = nil) -> SocketAddress? {
    switch Int32(pointer.load(as: sockaddr.self).sa_family) {
    case AF_INET:
      let address = pointer.load(as: sockaddr_in.self)
      return SocketAddress(
        bytes: withUnsafeBytes(of: address.sin_addr) { Array($0) },
        port: port ?? Int(UInt16(bigEndian: address.sin_port)))
    case AF_INET6:
      let address = pointer.load(as: sockaddr_in6.self)
      return SocketAddress(
        bytes: withUnsafeBytes(of: address.sin6_addr) { Array($0) },
        port: port ?? Int(UInt16(bigEndian: address.sin6_port)), scope: address.sin6_scope_id)
    default: return nil
    }
  }

  private static func readSocketAddress(
    _ read: (UnsafeMutablePointer<sockaddr>, UnsafeMutablePointer<socklen_t>) -> Int32
  ) -> SocketAddress? {
    var storage = sockaddr_storage()
    var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
    return withUnsafeMutablePointer(to: &storage) { storage in
      let status = storage.withMemoryRebound(to: sockaddr.self, capacity: 1) { read($0, &length) }
      return status == 0 ? decode(UnsafeRawPointer(storage)) : nil
    }
  }

  private static func withSocketAddress(
    _ address: SocketAddress,
    _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
  ) -> Int32 {
    func pass<Specific>(_ specific: Specific) -> Int32 {
      withUnsafePointer(to: specific) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          body($0, socklen_t(MemoryLayout<Specific>.size))
        }
      }
    }
    let port = in_port_t(truncatingIfNeeded: address.port).bigEndian
    if address.isIPv6 {
      var specific = sockaddr_in6()
      #if canImport(Darwin)
        specific.sin6_len = UInt8(MemoryLayout<sockaddr_in6>.size)
      #endif
      specific.sin6_family = sa_family_t(AF_INET6)
      specific.sin6_port = port
      specific.sin6_scope_id = address.scope
      withUnsafeMutableBytes(of: &specific.sin6_addr) { $0.copyBytes(from: address.bytes) }
      return pass(specific)
    }
    var specific = sockaddr_in()
    #if canImport(Darwin)
      specific.sin_len = UInt8(MemoryLayout<sockaddr_in>.size)
    #endif
    specific.sin_family = sa_family_t(AF_INET)
    specific.sin_port = port
    withUnsafeMutableBytes(of: &specific.sin_addr) { $0.copyBytes(from: address.bytes) }
    return pass(specific)
  }
}

// MARK: The process

extension System {
  /// Raises the number of descriptors that may be open as far as `wanted`, if the machine allows it.
  ///
  /// - Returns: The number that may be open now.
  static func raiseOpenFileLimit(to wanted: Int) -> Int {
    #if canImport(Glibc)
      let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    #else
      let resource = RLIMIT_NOFILE
    #endif
    var limit = rlimit()
    guard getrlimit(resource, &limit) == 0 else { return 0 }
    var ceiling = limit.rlim_max
    #if canImport(Darwin)
      // The kernel there refuses more than this, whatever the hard limit says.
      ceiling = min(ceiling, rlim_t(OPEN_MAX))
    #endif
    let goal = min(rlim_t(clamping: wanted), ceiling)
    if limit.rlim_cur < goal {
      var raised = limit
      raised.rlim_cur = goal
      if setrlimit(resource, &raised) == 0 { limit = raised }
    }
    return Int(clamping: limit.rlim_cur)
  }

  /// Runs `body` on a thread of its own; false if there is none to be had.
  static func startThread(_ body: @escaping () -> Void) -> Bool {
    final class Body {
      let run: () -> Void
      init(_ run: @escaping () -> Void) { self.run = run }
    }
    let context = Unmanaged.passRetained(Body(body))
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
    // Darwin gives a second thread 512 KiB, which a deep reply can use up.
    pthread_attr_setstacksize(&attributes, 8 << 20)
    #if canImport(Darwin)
      var thread: pthread_t?
      let status = pthread_create(
        &thread, &attributes,
        { context in
          Unmanaged<Body>.fromOpaque(context).takeRetainedValue().run()
          return nil
        }, context.toOpaque())
    #else
      var thread = pthread_t()
      let status = pthread_create(
        &thread, &attributes,
        { context in
          guard let context else { return nil }
          Unmanaged<Body>.fromOpaque(context).takeRetainedValue().run()
          return nil
        }, context.toOpaque())
    #endif
    if status != 0 { context.release() }
    return status == 0
  }
}
