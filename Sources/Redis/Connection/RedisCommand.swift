/// A command with its arguments, ready to be sent.
///
///     let command = RedisCommand("SET", key, value, "EX", 10)
///
/// Redis takes every argument as bytes; texts and numbers are turned into them here.
public struct RedisCommand: Hashable, Sendable {
  /// The command's name, then its arguments.
  public var arguments: [RedisBytes]

  /// A command from its words, the first of which is its name.
  public init(_ arguments: [RedisBytes]) {
    self.arguments = arguments
  }

  /// A command from its name and its arguments.
  public init(_ name: RedisBytes, _ arguments: any RedisArgument...) {
    self.arguments = [name] + arguments.map(\.redisBytes)
  }

  /// The command's name as it was given, such as `SET`.
  public var name: String {
    arguments.first?.string ?? ""
  }
}

extension RedisCommand: CustomStringConvertible {
  /// The command as one would type it.
  public var description: String {
    arguments.map(\.string).joined(separator: " ")
  }
}
