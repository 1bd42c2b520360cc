/// A socket that listens, and where.
struct BoundSocket {
  let descriptor: Int32
  let address: SocketAddress

  private init(_ wanted: SocketAddress, backlog: Int) throws(SocketError) {
    descriptor = try SystemCalls.makeSocket(for: wanted)
    do {
      address = try SystemCalls.listen(on: descriptor, at: wanted, backlog: backlog)
    } catch {
      SystemCalls.close(descriptor)
      throw error
    }
  }

  /// Binds all the sockets that the options ask for.
  static func bind(_ options: ListenerOptions) throws(SocketError) -> [BoundSocket] {
    let (port, backlog) = (options.port, options.backlog)
    switch options.interface {
    case .address(let text):
      guard let address = SocketAddress(text, port: port) else { throw .notAnAddress(text) }
      return [try BoundSocket(address, backlog: backlog)]
    case .loopback:
      return try bindBoth("127.0.0.1", "::1", port: port, backlog: backlog)
    case .all:
      return try bindBoth("0.0.0.0", "::", port: port, backlog: backlog)
    }
  }

  /// Binds the same port for IPv4 and, where there is IPv6, for IPv6.
  private static func bindBoth(
    _ four: String,
    _ six: String,
    port: Int,
    backlog: Int
  ) throws(SocketError) -> [BoundSocket] {
    // A port that the operating system chose may be taken on the other side; then another is tried.
    for attemptsLeft in stride(from: port == 0 ? 16 : 0, through: 0, by: -1) {
      guard let wanted = SocketAddress(four, port: port) else { throw .notAnAddress(four) }
      let first = try BoundSocket(wanted, backlog: backlog)
      guard let other = SocketAddress(six, port: first.address.port) else { return [first] }
      do {
        return [first, try BoundSocket(other, backlog: backlog)]
      } catch  where error.isAddressInUse {
        SystemCalls.close(first.descriptor)
        if attemptsLeft == 0 { throw error }
      } catch {
        // No IPv6 on this machine.
        return [first]
      }
    }
    return []
  }
}
