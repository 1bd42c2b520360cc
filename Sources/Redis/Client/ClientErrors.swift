/// A command did not get its reply because of the connection.
struct LinkFailure: Error {
  let reason: String
  /// Whether the server may have got the command and carried it out.
  let mayHaveBeenSent: Bool

  /// What the caller of the client sees.
  var unavailable: RedisUnavailable {
    RedisUnavailable(
      mayHaveBeenSent
        ? "\(reason); the command may have been carried out" : "\(reason); nothing was sent",
      mayHaveBeenExecuted: mayHaveBeenSent
    )
  }
}

extension LinkFailure {
  static func notSent(_ reason: String) -> LinkFailure {
    LinkFailure(reason: reason, mayHaveBeenSent: false)
  }

  static func lost(_ reason: String) -> LinkFailure {
    LinkFailure(reason: reason, mayHaveBeenSent: true)
  }

  static let closedClient = LinkFailure.notSent("this client has been closed")
}

/// A server does not let a client in, and trying again would not change that.
public struct RedisLoginError: Error, Hashable, Sendable, CustomStringConvertible {
  public let endpoint: RedisEndpoint
  /// What was asked of the server, such as `AUTH` or `SELECT 99`.
  public let step: String
  /// What the server answered.
  public let error: RedisError
  /// What to do about it.
  public let mend: String

  public var description: String {
    "\(endpoint) refused \(step) (\(error.text)). \(mend)"
  }
}

/// A command was sent where it cannot do what it is for.
public struct RedisMisuseError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The command's name.
  public let command: String
  /// Why it cannot be sent there.
  public let problem: String
  /// What to do instead.
  public let mend: String

  public var description: String { "\(command) \(problem): \(mend)" }
}
