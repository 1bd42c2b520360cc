/// What is not known here, such as processor time or what the allocator does, is left out rather than
/// made up.
extension InfoCommands {
  static func info(_ context: CommandContext) throws(RedisError) -> RESPValue {
    let asked = context.arguments.dropFirst().map(\.lowercasedName)
    let all = !asked.isEmpty && (asked.contains("all") || asked.contains("everything"))
    let byDefault = asked.isEmpty || asked.contains("default")
    let shown = sections.filter { section in
      all || asked.contains(section.title.lowercased()) || byDefault && section.isDefault
    }
    let facts = context.engine.facts()
    let texts = shown.map { section in
      let lines = section.lines(context).compactMap { name, value in
        (facts[name] ?? value.map { "\($0)" }).map { "\(name):\($0)\r\n" }
      }
      return "# \(section.title)\r\n" + lines.joined()
    }
    return .verbatim(format: "txt", RedisBytes(texts.joined(separator: "\r\n")))
  }

  /// Names and values; without a value it is up to the engine's owner, and left out if that has none.
  typealias Lines = [(String, Any?)]

  private struct Section: Sendable {
    let title: String
    let isDefault: Bool
    let lines: @Sendable (CommandContext) -> Lines
  }

  private static let sections = [
    Section(title: "Server", isDefault: true, lines: server),
    Section(title: "Clients", isDefault: true, lines: clients),
    Section(title: "Memory", isDefault: true, lines: memory),
    Section(title: "Persistence", isDefault: true, lines: persistence),
    Section(title: "Stats", isDefault: true, lines: stats),
    Section(title: "Replication", isDefault: true, lines: replication),
    Section(title: "CPU", isDefault: true, lines: { _ in cpu }),
    Section(title: "Modules", isDefault: true, lines: { _ in [] }),
    Section(title: "Commandstats", isDefault: false, lines: commandStats),
    Section(title: "Errorstats", isDefault: true, lines: errorStats),
    Section(title: "Latencystats", isDefault: false, lines: latencyStats),
    Section(title: "Cluster", isDefault: true, lines: cluster),
    Section(title: "Keyspace", isDefault: true, lines: keyspace),
  ]
}

extension InfoCommands {
  @Sendable private static func server(_ context: CommandContext) -> Lines {
    let engine = context.engine
    let uptime = (context.now - engine.started) / 1000
    return [
      ("redis_version", ServerCommands.version),
      ("redis_mode", engine.isCluster ? "cluster" : "standalone"),
      ("arch_bits", Int.bitWidth), ("process_id", nil), ("run_id", nil),
      ("tcp_port", engine.configuration["port"]), ("server_time_usec", context.now * 1000),
      ("uptime_in_seconds", uptime), ("uptime_in_days", uptime / 86400),
      ("hz", engine.configuration["hz"]), ("configured_hz", engine.configuration["hz"]),
      ("lru_clock", AccessStamp.recency(now: context.now)), ("executable", nil),
      ("config_file", nil),
    ]
  }

  @Sendable private static func clients(_ context: CommandContext) -> Lines {
    let engine = context.engine
    return [
      ("connected_clients", engine.clients.count),
      ("maxclients", engine.configuration["maxclients"]),
      ("blocked_clients", engine.blockedClients.count),
      (
        "clients_in_timeout_table",
        engine.blockedClients.values.count { $0.blocked?.deadline != Entry.never }
      ),
    ]
  }

  @Sendable private static func memory(_ context: CommandContext) -> Lines {
    let engine = context.engine
    let limit = engine.configuration.maxMemory
    return [
      ("used_memory", engine.usedMemory), ("used_memory_human", human(engine.usedMemory)),
      ("used_memory_rss", nil), ("used_memory_rss_human", nil),
      ("used_memory_peak", engine.peakMemory),
      ("used_memory_peak_human", human(engine.peakMemory)),
      ("used_memory_dataset", engine.memory.used), ("maxmemory", limit),
      ("maxmemory_human", human(limit)),
      ("maxmemory_policy", engine.configuration.evictionPolicy.rawValue),
      ("mem_fragmentation_ratio", nil),
    ]
  }

  /// A number of bytes with two digits after the point and a unit.
  static func human(_ bytes: Int) -> String {
    if bytes < 1024 { return "\(bytes)B" }
    var (value, unit) = (Double(bytes) / 1024, "K")
    for next in ["M", "G", "T"] where value >= 1024 { (value, unit) = (value / 1024, next) }
    return fixed(value, 2) + unit
  }

  /// A number with that many digits after the point.
  static func fixed(_ value: Double, _ digits: Int) -> String {
    let scale = (0..<digits).reduce(1) { product, _ in product * 10 }
    let scaled = Int((value * Double(scale)).rounded())
    return "\(scaled / scale)." + String(scaled % scale + scale).dropFirst()
  }

  private static var cpu: Lines { [("used_cpu_sys", nil), ("used_cpu_user", nil)] }

  @Sendable private static func persistence(_ context: CommandContext) -> Lines {
    let engine = context.engine
    return [
      ("loading", engine.isRepeating ? 1 : 0),
      ("rdb_changes_since_last_save", engine.dirty - engine.dirtyAtSave),
      ("rdb_last_save_time", engine.lastSave / 1000),
      ("aof_enabled", engine.configuration["appendonly"] == "yes" ? 1 : 0),
      ("aof_rewrite_in_progress", nil), ("aof_rewrite_scheduled", nil),
      ("aof_last_bgrewrite_status", nil), ("aof_last_write_status", nil),
      ("aof_current_size", nil), ("aof_base_size", nil),
    ]
  }

  @Sendable private static func stats(_ context: CommandContext) -> Lines {
    let statistics = context.engine.statistics
    let channels = context.engine.channels
    return [
      ("total_connections_received", statistics.connections),
      ("total_commands_processed", statistics.commands),
      ("instantaneous_ops_per_sec", nil), ("rejected_connections", nil),
      ("expired_keys", statistics.expiredKeys), ("evicted_keys", statistics.evictedKeys),
      ("keyspace_hits", statistics.hits), ("keyspace_misses", statistics.misses),
      ("pubsub_channels", channels.channels.order.count),
      ("pubsub_patterns", channels.patterns.order.count),
      ("pubsubshard_channels", channels.shardChannels.order.count),
      ("total_error_replies", statistics.errors.values.reduce(0, +)),
    ]
  }

  @Sendable private static func replication(_ context: CommandContext) -> Lines {
    [("role", context.engine.isReplica ? "slave" : "master")]
  }

  @Sendable private static func commandStats(_ context: CommandContext) -> Lines {
    let isTimed = context.engine.statistics.microseconds != nil
    return context.engine.table.all.filter { $0.calls + $0.rejectedCalls > 0 }.map {
      let average = $0.calls > 0 ? Double($0.microseconds) / Double($0.calls) : 0
      let times = isTimed ? "usec=\($0.microseconds),usec_per_call=\(fixed(average, 2))," : ""
      return (
        "cmdstat_\($0.fullName)",
        "calls=\($0.calls),\(times)rejected_calls=\($0.rejectedCalls),failed_calls=\($0.failedCalls)"
      )
    }
  }

  @Sendable private static func errorStats(_ context: CommandContext) -> Lines {
    context.engine.statistics.errors.sorted { $0.key < $1.key }.map {
      ("errorstat_\($0.key)", "count=\($0.value)")
    }
  }

  @Sendable private static func latencyStats(_ context: CommandContext) -> Lines {
    context.engine.table.all.filter { !$0.latencies.counts.isEmpty }.map { command in
      let points = [("p50", 0.5), ("p99", 0.99), ("p99.9", 0.999)].map { name, share in
        "\(name)=\(fixed(Double(command.latencies.percentile(share)), 3))"
      }
      return ("latency_percentiles_usec_\(command.fullName)", points.joined(separator: ","))
    }
  }

  @Sendable private static func cluster(_ context: CommandContext) -> Lines {
    [("cluster_enabled", context.engine.isCluster ? 1 : 0)]
  }

  @Sendable private static func keyspace(_ context: CommandContext) -> Lines {
    context.engine.databases.filter { $0.keys.count > 0 }.map { database in
      let slots = database.keys.deadlines
      let total = slots.reduce(0.0) { sum, slot in
        sum + Double(max(0, database.keys[Int(slot)].deadline - context.now))
      }
      let average = slots.isEmpty ? 0 : Int(total / Double(slots.count))
      return (
        "db\(database.index)",
        "keys=\(database.keys.count),expires=\(slots.count),avg_ttl=\(average)"
      )
    }
  }
}
