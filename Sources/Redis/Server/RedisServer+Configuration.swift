import Sockets

extension RedisServer {
  /// How a server is set up.
  public struct Configuration: Sendable {
    /// The port; 0 lets the operating system choose one.
    public var port: Int
    /// The address to listen at, in numbers; `nil` for this machine only, `0.0.0.0` for everywhere.
    public var host: String?
    /// What clients have to give with `AUTH`; empty for nothing.
    public var password = ""
    /// How many bytes the keys may take; 0 for no limit.
    public var maxMemory = 0
    /// What happens when they would take more, such as `allkeys-lru`.
    public var maxMemoryPolicy = "noeviction"
    /// Where every change is written, or `nil` to keep nothing.
    public var appendOnly: AppendOnly?
    public var databases = 16
    /// How many clients may be connected at once.
    public var maxClients = 10_000
    /// Clients that say nothing for so many seconds are closed; 0 for never.
    public var timeout = 0
    public var outputLimits = OutputLimits()
    /// Other settings by the name that they have in redis.conf, as `CONFIG SET` takes them.
    public var settings: [Setting] = []
    /// Scripts that clients can call with `FCALL` and `EVALSHA`.
    public var scripts: [RedisScript] = []
    /// The file that the settings were read from, which `INFO` shows.
    public var file: String?

    public init(port: Int = 6379) {
      self.port = port
    }
  }

  /// A setting for the engine, and where it was read.
  public struct Setting: Hashable, Sendable {
    public var name: String
    public var value: String
    /// Such as `redis.conf:12`; empty if it was not read from a file.
    public var origin = ""

    public init(_ name: String, _ value: String, origin: String = "") {
      self.name = name
      self.value = value
      self.origin = origin
    }
  }
}

extension RedisServer.Configuration {
  /// What ``maxMemoryPolicy`` may be.
  public static let maxMemoryPolicies = EvictionPolicy.allCases.map(\.rawValue)

  /// A number of bytes with a unit if wanted, as redis.conf has it: `100mb`; nil if it is none.
  public static func bytes(_ text: String) -> Int? {
    ConfigSetting.bytes(text)
  }

  /// The interface that ``host`` means.
  var interface: NetworkInterface {
    switch host {
    case nil, "localhost": .loopback
    case "*", "0.0.0.0", "::": .all
    case .some(let address): .address(address)
    }
  }

  /// Throws for what must not or cannot be served; a server does so when it is made.
  public func validate() throws(RedisServerError) {
    if !interface.isLoopback && password.isEmpty {
      throw RedisServerError(
        "the address \(host ?? "") can be reached from other machines, and without a password "
          + "anybody there could read and change the data. Set a password, or leave the host out "
          + "to serve this machine only."
      )
    }
    guard (0...65535).contains(port) else {
      throw RedisServerError("there is no port \(port): ports are 0 to 65535")
    }
    guard EvictionPolicy(rawValue: maxMemoryPolicy) != nil else {
      let policies = Self.maxMemoryPolicies.joined(separator: ", ")
      throw RedisServerError(
        "there is no maxmemory-policy \"\(maxMemoryPolicy)\"; choose one of \(policies)"
      )
    }
    guard maxMemory >= 0 else { throw RedisServerError("maxmemory is \(maxMemory), below 0") }
    guard databases >= 1 else { throw RedisServerError("databases is \(databases), below 1") }
    guard maxClients >= 1 else { throw RedisServerError("maxclients is \(maxClients), below 1") }
    guard timeout >= 0 else { throw RedisServerError("timeout is \(timeout), below 0") }
  }
}

extension RedisServer.Configuration {
  /// Gives the engine its settings, with those that only `CONFIG GET` shows.
  func apply(to engine: RedisEngine) throws(RedisServerError) {
    for setting in settings {
      guard
        let known = ConfigSetting.all.first(where: { [$0.name, $0.alias].contains(setting.name) })
      else {
        throw RedisServerError("\(setting.place)there is no setting \"\(setting.name)\"")
      }
      do throws(ConfigSetting.Refusal) {
        engine.configuration.set(known.name, to: try known.normalized(setting.value))
      } catch {
        throw RedisServerError("\(setting.place)\(setting.name): \(error.reason)")
      }
    }
    let own: [(String, String)] = [
      ("port", String(port)), ("bind", host ?? "127.0.0.1 -::1"), ("requirepass", password),
      ("maxmemory-policy", maxMemoryPolicy), ("databases", String(databases)),
      ("maxclients", String(maxClients)), ("timeout", String(timeout)),
      ("client-output-buffer-limit", outputLimits.text),
      ("appendonly", appendOnly == nil ? "no" : "yes"),
      ("appendfsync", (appendOnly?.sync ?? .everySecond).rawValue),
      ("aof-use-rdb-preamble", "no"),
    ]
    for (name, value) in own { engine.configuration.set(name, to: value) }
  }
}

extension RedisServer.Setting {
  fileprivate var place: String { origin.isEmpty ? "" : "\(origin): " }
}
