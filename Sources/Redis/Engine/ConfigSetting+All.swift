extension ConfigSetting {
  /// The settings that mean something here, and those that clients and tools ask for.
  static let all: [ConfigSetting] = memory + structure + behaviour + persistence + network

  private static let memory: [ConfigSetting] = [
    ConfigSetting("maxmemory", .memory, "0"),
    ConfigSetting(
      "maxmemory-policy",
      .choice(EvictionPolicy.allCases.map(\.rawValue)),
      "noeviction"
    ),
    ConfigSetting("maxmemory-samples", .integer(1...Int(Int32.max)), "5"),
    ConfigSetting("maxmemory-eviction-tenacity", .integer(0...100), "10"),
    ConfigSetting("maxmemory-clients", .memory, "0"),
    ConfigSetting("lfu-log-factor", .integer(0...Int(Int32.max)), "10"),
    ConfigSetting("lfu-decay-time", .integer(0...Int(Int32.max)), "1"),
    ConfigSetting("lazyfree-lazy-eviction", .flag, "no"),
    ConfigSetting("lazyfree-lazy-expire", .flag, "no"),
    ConfigSetting("lazyfree-lazy-server-del", .flag, "no"),
    ConfigSetting("lazyfree-lazy-user-del", .flag, "no"),
    ConfigSetting("lazyfree-lazy-user-flush", .flag, "no"),
    ConfigSetting("replica-ignore-maxmemory", .flag, "yes", alias: "slave-ignore-maxmemory"),
  ]

  private static let counts = 0...Int.max

  private static let structure: [ConfigSetting] = [
    ConfigSetting(
      "hash-max-listpack-entries",
      .integer(counts),
      "512",
      alias: "hash-max-ziplist-entries"
    ),
    ConfigSetting("hash-max-listpack-value", .memory, "64", alias: "hash-max-ziplist-value"),
    ConfigSetting(
      "list-max-listpack-size",
      .integer(Int(Int32.min)...Int(Int32.max)),
      "-2",
      alias: "list-max-ziplist-size"
    ),
    ConfigSetting("list-compress-depth", .integer(0...Int(Int32.max)), "0"),
    ConfigSetting("set-max-intset-entries", .integer(counts), "512"),
    ConfigSetting(
      "zset-max-listpack-entries",
      .integer(counts),
      "128",
      alias: "zset-max-ziplist-entries"
    ),
    ConfigSetting("zset-max-listpack-value", .memory, "64", alias: "zset-max-ziplist-value"),
    ConfigSetting("stream-node-max-bytes", .memory, "4096"),
    ConfigSetting("stream-node-max-entries", .integer(counts), "100"),
    ConfigSetting("hll-sparse-max-bytes", .memory, "3000"),
    ConfigSetting("proto-max-bulk-len", .memory, "536870912"),
    ConfigSetting("activerehashing", .flag, "yes"),
    ConfigSetting("activedefrag", .flag, "no"),
    ConfigSetting("active-expire-effort", .integer(1...10), "1"),
  ]

  private static let behaviour: [ConfigSetting] = [
    ConfigSetting("databases", .integer(1...Int(Int32.max)), "16", isFixed: true),
    ConfigSetting("requirepass", .text, ""),
    ConfigSetting("notify-keyspace-events", .notifications, ""),
    ConfigSetting("slowlog-log-slower-than", .integer(-1...Int.max), "10000"),
    ConfigSetting("slowlog-max-len", .integer(counts), "128"),
    ConfigSetting("latency-monitor-threshold", .integer(counts), "0"),
    ConfigSetting("latency-tracking", .flag, "yes"),
    ConfigSetting("latency-tracking-info-percentiles", .text, "50 99 99.9"),
    ConfigSetting("lua-time-limit", .integer(counts), "5000", alias: "busy-reply-threshold"),
    ConfigSetting("hz", .integer(0...Int(Int32.max)), "10"),
    ConfigSetting("dynamic-hz", .flag, "yes"),
    ConfigSetting("loglevel", .choice(["debug", "verbose", "notice", "warning"]), "notice"),
    ConfigSetting("logfile", .text, "", isFixed: true),
    ConfigSetting("daemonize", .flag, "no", isFixed: true),
    ConfigSetting("enable-debug-command", .choice(["no", "yes", "local"]), "yes", isFixed: true),
    ConfigSetting("acllog-max-len", .integer(counts), "128"),
    ConfigSetting("tracking-table-max-keys", .integer(counts), "1000000"),
    ConfigSetting("cluster-enabled", .flag, "no", isFixed: true),
    ConfigSetting("cluster-node-timeout", .integer(counts), "15000"),
    ConfigSetting("cluster-require-full-coverage", .flag, "yes"),
    ConfigSetting("io-threads", .integer(1...128), "1", isFixed: true),
  ]

  private static let persistence: [ConfigSetting] = [
    ConfigSetting("appendonly", .flag, "no", isFixed: true),
    ConfigSetting("appendfilename", .text, "appendonly.aof", isFixed: true),
    ConfigSetting("appenddirname", .text, "appendonlydir", isFixed: true),
    ConfigSetting("appendfsync", .choice(["everysec", "always", "no"]), "everysec"),
    ConfigSetting("no-appendfsync-on-rewrite", .flag, "no"),
    ConfigSetting("auto-aof-rewrite-percentage", .integer(0...Int(Int32.max)), "100"),
    ConfigSetting("auto-aof-rewrite-min-size", .memory, "67108864"),
    ConfigSetting("aof-load-truncated", .flag, "yes"),
    ConfigSetting("aof-use-rdb-preamble", .flag, "no", isFixed: true),
    ConfigSetting("save", .text, ""),
    ConfigSetting("dbfilename", .text, "dump.rdb"),
    ConfigSetting("dir", .text, ""),
    ConfigSetting("rdbcompression", .flag, "yes"),
    ConfigSetting("rdbchecksum", .flag, "yes", isFixed: true),
    ConfigSetting("stop-writes-on-bgsave-error", .flag, "yes"),
    ConfigSetting("replica-read-only", .flag, "yes", alias: "slave-read-only"),
    ConfigSetting("replica-serve-stale-data", .flag, "yes", alias: "slave-serve-stale-data"),
    ConfigSetting("repl-backlog-size", .memory, "1048576"),
    ConfigSetting("replicaof", .text, "", alias: "slaveof", isFixed: true),
    ConfigSetting(
      "min-replicas-to-write",
      .integer(0...Int(Int32.max)),
      "0",
      alias: "min-slaves-to-write"
    ),
  ]

  private static let network: [ConfigSetting] = [
    ConfigSetting("port", .integer(0...65535), "6379", isFixed: true),
    ConfigSetting("bind", .text, "127.0.0.1", isFixed: true),
    ConfigSetting("protected-mode", .flag, "yes"),
    ConfigSetting("maxclients", .integer(1...Int(UInt32.max)), "10000"),
    ConfigSetting("timeout", .integer(0...Int(Int32.max)), "0"),
    ConfigSetting("tcp-keepalive", .integer(0...Int(Int32.max)), "300"),
    ConfigSetting("tcp-backlog", .integer(0...Int(Int32.max)), "511", isFixed: true),
    ConfigSetting("client-query-buffer-limit", .memory, "1073741824"),
    ConfigSetting(
      "client-output-buffer-limit",
      .text,
      "normal 0 0 0 slave 268435456 67108864 60 pubsub 33554432 8388608 60"
    ),
    ConfigSetting("unixsocket", .text, "", isFixed: true),
  ]
}
