import Sockets

/// Why a server did not start, or could not go on.
public struct RedisServerError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong, with the name or value, and what mends it.
  public let description: String
  /// Whether somebody else listens at the port already.
  public private(set) var isPortTaken = false

  public init(_ description: String) {
    self.description = description
  }

  /// Says of any error why the server did not start.
  init(_ error: any Error, port: Int) {
    switch error {
    case let error as RedisServerError: self = error
    case SocketError.system(let call, _) where call.hasPrefix("bind"):
      self.init("the server cannot listen at port \(port): \(error). Is something running there?")
      isPortTaken = true
    default: self.init("the server cannot start: \(error)")
    }
  }
}
