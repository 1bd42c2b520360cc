/// A command with its arguments, ready to be sent.
///
///     let command = RedisCommand("SET", key, value, "EX", 10)
///     let reply = try await redis.send(command)
///
/// Redis takes every argument as bytes; texts and numbers are turned into them here.
public struct RedisCommand: Hashable, Sendable {
  /// The command's name, then its arguments.
  public private(set) var arguments: [RedisBytes]

  /// A command from its words, the first of which is its name.
  public init(_ arguments: [RedisBytes]) {
    precondition(!arguments.isEmpty, "a command has at least a name")
    self.arguments = arguments
  }

  /// A command from its name and its arguments.
  public init<each Argument: RedisArgument>(
    _ name: RedisBytes,
    _ arguments: repeat each Argument
  ) {
    self.arguments = [name]
    repeat self.arguments.append((each arguments).redisBytes)
  }

  /// The command's name as it was given, such as `SET`.
  public var name: String { arguments[0].string }

  /// Adds arguments at the end.
  public mutating func append<each Argument: RedisArgument>(_ more: repeat each Argument) {
    repeat arguments.append((each more).redisBytes)
  }

  /// Adds the elements of a sequence at the end.
  public mutating func append(contentsOf more: some Sequence<some RedisArgument>) {
    arguments.append(contentsOf: more.lazy.map(\.redisBytes))
  }

  /// This command with the elements of a sequence behind its arguments.
  func adding(_ more: some Sequence<some RedisArgument>) -> RedisCommand {
    var command = self
    command.append(contentsOf: more)
    return command
  }

  /// This command with each key and its value behind its arguments.
  func adding<Key: RedisArgument, Value: RedisArgument>(
    pairs: some Sequence<(key: Key, value: Value)>
  ) -> RedisCommand {
    var command = self
    for (key, value) in pairs { command.append(key, value) }
    return command
  }
}

extension RedisCommand: CustomStringConvertible {
  /// The command as one would type it, where no word needs quotes.
  public var description: String {
    arguments.map(\.string).joined(separator: " ")
  }
}

extension KeyValuePairs where Key: RedisArgument, Value == any RedisArgument {
  /// The pairs with their values, which may be of different types, as bytes.
  var asBytes: [(key: Key, value: RedisBytes)] {
    map { (key: $0.key, value: $0.value.redisBytes) }
  }
}
