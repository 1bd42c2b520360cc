/// A script written in Swift: what a Lua script would be on a real server.
///
///     let take = RedisScript(name: "take", text: "…the same in Lua…") { redis, keys, arguments in
///       let stock = try redis.call("GET", keys[0], as: Int?.self) ?? 0
///       if stock == 0 { return .integer(0) }
///       _ = try redis.call("DECR", keys[0])
///       return .integer(1)
///     }
///
/// It runs as one: no other command comes in between. It is called by its name with `FCALL`, and with
/// `EVALSHA` by its digest, which is that of the Lua text that it stands for, so that the same code
/// runs against a real server.
public struct RedisScript: Sendable {
  /// What a script does with the keys and the other arguments of its call.
  public typealias Body =
    @Sendable (ScriptContext, [RedisBytes], [RedisBytes]) throws -> RESPValue

  public let name: String
  /// The Lua text that does the same on a real server.
  public let text: String
  /// Whether it may be called with the commands that only read.
  public let isReadOnly: Bool
  /// The SHA-1 of the Lua text in hexadecimal, which is what `EVALSHA` takes.
  public let digest: String
  let body: Body

  public init(
    name: String,
    text: String = "",
    isReadOnly: Bool = false,
    body: @escaping Body
  ) {
    self.name = name
    self.text = text
    self.isReadOnly = isReadOnly
    self.body = body
    // Without a text its name has to tell it from others.
    digest = SHA1.hexadecimal(of: Array((text.isEmpty ? "-- \(name)" : text).utf8))
  }

  /// Makes a script that stands for a Lua text of which only the digest is known.
  public init(name: String, digest: String, isReadOnly: Bool = false, body: @escaping Body) {
    self.name = name
    text = ""
    self.isReadOnly = isReadOnly
    self.body = body
    self.digest = digest
  }
}

/// What a running script talks to.
public struct ScriptContext {
  private let context: CommandContext

  init(_ context: CommandContext) {
    self.context = context
  }

  /// The time at which the script began, in milliseconds since the epoch.
  public var milliseconds: Int { context.now }

  /// Runs a command and gives its reply.
  ///
  /// - Throws: The error that the command answered with.
  public func call(
    _ name: RedisBytes,
    _ arguments: any RedisArgument...
  ) throws(RedisError) -> RESPValue {
    try call([name] + arguments.map(\.redisBytes))
  }

  /// Runs a command and reads its reply as a type.
  ///
  /// - Throws: The error that the command answered with, a ``RedisReplyError`` if it is no `Reply`.
  public func call<Reply: RedisDecodable>(
    _ name: RedisBytes,
    _ arguments: any RedisArgument...,
    as type: Reply.Type
  ) throws -> Reply {
    try call([name] + arguments.map(\.redisBytes)).decode(as: type, from: name.string)
  }

  /// Runs a command given as its words and gives its reply.
  public func call(_ arguments: [RedisBytes]) throws(RedisError) -> RESPValue {
    let engine = context.engine
    guard let name = arguments.first, let command = engine.find(name, arguments) else {
      throw RedisError("Unknown Redis command called from script")
    }
    guard command.accepts(argumentCount: arguments.count) else {
      throw RedisError("Wrong number of args calling Redis command from script")
    }
    if command.flags.contains(.noScript) {
      throw RedisError("This Redis command is not allowed from script")
    }
    let reply = engine.call(command, arguments, context.client) ?? .null
    if case .error(let error) = reply { throw error }
    return reply
  }
}

/// The scripts that the owner of the engine has registered.
struct ScriptTable {
  private var byName: [String: RedisScript] = [:]
  private var byDigest: [String: RedisScript] = [:]
  /// Digests that EVALSHA knows: a script is known once it was registered or loaded.
  private var loaded: Set<String> = []

  mutating func register(_ script: RedisScript) {
    byName[script.name] = script
    byDigest[script.digest] = script
    loaded.insert(script.digest)
  }

  var functionNames: [String] { byName.keys.sorted() }

  func function(named name: String) -> RedisScript? { byName[name] }

  func script(digest: String) -> RedisScript? {
    loaded.contains(digest) ? byDigest[digest] : nil
  }

  /// The script that stands for a Lua text.
  func script(text: RedisBytes) -> RedisScript? { byDigest[SHA1.hexadecimal(of: text.bytes)] }

  /// Makes the script that stands for a Lua text known by its digest again.
  mutating func load(text: RedisBytes) -> RedisScript? {
    guard let script = script(text: text) else { return nil }
    loaded.insert(script.digest)
    return script
  }

  /// Forgets digests, as a restart of a real server does; who calls one has to load it again.
  mutating func forgetLoaded() { loaded.removeAll() }
}
