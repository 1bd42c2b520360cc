#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension SystemCalls {
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
        family,
        bytes,
        text.assumingMemoryBound(to: CChar.self).baseAddress,
        socklen_t(text.count)
      )
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
        port: port ?? Int(UInt16(bigEndian: address.sin_port))
      )
    case AF_INET6:
      let address = pointer.load(as: sockaddr_in6.self)
      return SocketAddress(
        bytes: withUnsafeBytes(of: address.sin6_addr) { Array($0) },
        port: port ?? Int(UInt16(bigEndian: address.sin6_port)),
        scope: address.sin6_scope_id
      )
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

  /// Lets `body` use an address in the form that the C library knows.
  static func withSocketAddress(
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
