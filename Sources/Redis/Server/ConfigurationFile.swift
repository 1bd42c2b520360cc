/// Reads the settings of a server from a file in the form of `redis.conf`.
///
///     # Comments and empty lines do not count.
///     port 7777
///     maxmemory 100mb
///     maxmemory-policy allkeys-lru
///     appendonly yes
///
/// What is not known here is refused with its line: a setting that is silently ignored is one that
/// somebody relies on in vain. Exceptions are settings about what this server has none of, such as
/// snapshots and replicas, if they only say how it is to be done.
public struct ConfigurationFile {
  /// The configuration that the file describes.
  public private(set) var configuration = RedisServer.Configuration()
  private let name: String
  private var problems: [String] = []

  private var appends = false
  private var sync = RedisServer.AppendOnly.Sync.everySecond
  private var folder = ""
  private var fileName = "appendonly.aof"
  private var folderName = "appendonlydir"

  /// Reads a file.
  public init(path: String) throws(RedisServerError) {
    let bytes: [UInt8]
    do {
      bytes = try DiskFile.contents(of: path)
    } catch {
      throw RedisServerError("the settings cannot be read: \(error)")
    }
    try self.init(String(decoding: bytes, as: UTF8.self), name: path)
    configuration.file = path
  }

  /// Reads the text of a file; `name` is what errors call it.
  public init(_ text: String, name: String = "redis.conf") throws(RedisServerError) {
    self.name = name
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      read(line, number: index + 1)
    }
    guard problems.isEmpty else {
      throw RedisServerError(
        problems.count == 1
          ? problems[0]
          : "\(name) has \(problems.count) lines that cannot be used:\n  "
            + problems.joined(separator: "\n  ")
      )
    }
    if appends {
      let path = [folder, folderName].filter { !$0.isEmpty }.joined(separator: "/")
      configuration.appendOnly = RedisServer.AppendOnly(
        "\(path)/\(fileName).manifest",
        sync: sync
      )
    }
  }

  private mutating func read(_ line: Substring, number: Int) {
    let origin = "\(name):\(number)"
    let trimmed = line.drop { $0 == " " || $0 == "\t" }
    guard !trimmed.isEmpty, trimmed.first != "#", trimmed.first != "\r" else { return }
    var words: [RedisBytes] = []
    do {
      var utf8 = Array(trimmed.utf8)
      if utf8.last == 13 { utf8.removeLast() }
      try utf8.withUnsafeBufferPointer { buffer throws(RESPProtocolError) in
        try splitInlineRequest(UnsafeRawBufferPointer(buffer), into: &words)
      }
    } catch {
      return problems.append("\(origin): quotes that do not match")
    }
    guard let first = words.first else { return }
    let directive = first.lowercasedName
    let values = words.dropFirst().map(\.string)
    do throws(Refusal) {
      try apply(directive, values, origin)
    } catch {
      problems.append("\(origin): \(directive): \(error.reason)")
    }
  }

  private struct Refusal: Error {
    let reason: String
  }

  private mutating func apply(
    _ directive: String,
    _ values: [String],
    _ origin: String
  ) throws(Refusal) {
    if Self.withoutMeaning.contains(directive) { return }
    if directive == "client-output-buffer-limit" {
      guard values.count == 4,
        let limits = OutputLimits(
          text: configuration.outputLimits.text + " " + values.joined(separator: " ")
        )
      else { throw Refusal(reason: "expected a kind of client, two sizes and seconds") }
      configuration.outputLimits = limits
      return
    }
    guard let setting = ConfigSetting.all.first(where: { [$0.name, $0.alias].contains(directive) })
    else { throw Refusal(reason: "there is no such setting here") }
    if setting.name == "bind" { return try bind(values) }
    if setting.name == "save" { return }
    guard values.count == 1 || directive == "latency-tracking-info-percentiles" else {
      throw Refusal(reason: "expected one value, and there are \(values.count)")
    }
    let value: String
    do {
      value = try setting.normalized(values.joined(separator: " "))
    } catch {
      throw Refusal(reason: error.reason)
    }
    try apply(setting, value, origin)
  }

  private mutating func apply(
    _ setting: ConfigSetting,
    _ value: String,
    _ origin: String
  ) throws(Refusal) {
    let number = Int(value) ?? 0
    switch setting.name {
    case "port": configuration.port = number
    case "requirepass": configuration.password = value
    case "maxmemory": configuration.maxMemory = number
    case "maxmemory-policy": configuration.maxMemoryPolicy = value
    case "databases": configuration.databases = number
    case "maxclients": configuration.maxClients = number
    case "timeout": configuration.timeout = number
    case "appendonly": appends = value == "yes"
    case "appendfsync": sync = RedisServer.AppendOnly.Sync(rawValue: value) ?? sync
    case "appendfilename":
      fileName = value
      configuration.settings.append(.init(setting.name, value, origin: origin))
    case "appenddirname": folderName = value
    case "dir": folder = value
    case let name where Self.unavailable.contains(name):
      guard value == setting.initial else {
        throw Refusal(reason: "this server cannot do that; leave it at \"\(setting.initial)\"")
      }
    default: configuration.settings.append(.init(setting.name, value, origin: origin))
    }
  }

  /// One address, or the two names of this machine.
  private mutating func bind(_ values: [String]) throws(Refusal) {
    // A minus says that it does not matter if there is no such address.
    let addresses = values.map { $0.hasPrefix("-") ? String($0.dropFirst()) : $0 }
    if addresses.allSatisfy({ ["127.0.0.1", "::1", "localhost"].contains($0) }) {
      configuration.host = nil
    } else if addresses.allSatisfy({ ["0.0.0.0", "::", "*"].contains($0) }) {
      configuration.host = "*"
    } else if addresses.count == 1 {
      configuration.host = addresses[0]
    } else {
      throw Refusal(reason: "several addresses; name one, or 0.0.0.0 for all")
    }
  }

  /// Settings that must be as they are, since they would promise what there is not.
  private static let unavailable: Set<String> = [
    "cluster-enabled", "replicaof", "unixsocket", "daemonize",
  ]

  /// Settings that say how something is done which this server does not do, or does another way.
  private static let withoutMeaning: Set<String> = [
    "aof-rewrite-incremental-fsync", "aof-timestamp-enabled", "aof-use-rdb-preamble",
    "always-show-logo",
    "disable-thp", "jemalloc-bg-thread", "oom-score-adj", "oom-score-adj-values", "pidfile",
    "proc-title-template", "rdb-del-sync-files", "rdb-save-incremental-fsync",
    "repl-disable-tcp-nodelay", "repl-diskless-load", "repl-diskless-sync",
    "repl-diskless-sync-delay", "repl-diskless-sync-max-replicas", "replica-lazy-flush",
    "replica-priority", "set-proc-title", "supervised",
  ]
}
