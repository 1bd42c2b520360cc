/// An Internet address and a port.
public struct SocketAddress: Hashable, Sendable {
  /// Four bytes for IPv4, sixteen for IPv6, in network order.
  public let bytes: [UInt8]
  public let port: Int
  /// Which interface a link-local IPv6 address belongs to; 0 elsewhere.
  public let scope: UInt32

  init(bytes: [UInt8], port: Int, scope: UInt32 = 0) {
    self.bytes = bytes
    self.port = port
    self.scope = scope
  }

  /// An address in numbers, such as `127.0.0.1` or `::1`; `nil` if `text` is anything else.
  public init?(_ text: String, port: Int) {
    guard let bytes = SystemCalls.addressBytes(of: text) else { return nil }
    self.init(bytes: bytes, port: port)
  }

  public static func loopback4(port: Int) -> SocketAddress {
    SocketAddress(bytes: [127, 0, 0, 1], port: port)
  }

  public static func loopback6(port: Int) -> SocketAddress {
    SocketAddress(bytes: Array(repeating: 0, count: 15) + [1], port: port)
  }

  public var isIPv6: Bool { bytes.count == 16 }

  /// Whether the address is reached from this machine only.
  public var isLoopback: Bool {
    isIPv6 ? bytes.dropLast().allSatisfy { $0 == 0 } && bytes.last == 1 : bytes.first == 127
  }

  /// The address without its port.
  public var host: String { SystemCalls.text(ofAddress: bytes) }
}

extension SocketAddress: CustomStringConvertible {
  public var description: String { isIPv6 ? "[\(host)]:\(port)" : "\(host):\(port)" }
}
