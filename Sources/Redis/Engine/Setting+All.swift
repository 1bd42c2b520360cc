extension Setting {
  /// The settings that mean something here, and those that clients and tools ask for.
  static let all: [Setting] = memory + structure + behaviour + persistence + network

  private static let memory: [Setting] = [
    Setting("maxmemory", .memory, "0"),
    Setting("maxmemory-policy", .choice(EvictionPolicy.allCases.map(\.rawValue)), "noeviction"),
    Setting("maxmemory-samples", .integer(1...Int(Int32.max)), "5"),
    Setting("maxmemory-eviction-tenacity", .integer(0...100), "10"),
    Setting("maxmemory-clients", .memory, "0"),
    Setting("lfu-log-factor", .integer(0...Int(Int32.max)), "10"),
    Setting("lfu-decay-time", .integer(0...Int(Int32.max)), "1"),
    Setting("lazyfree-lazy-eviction", .flag, "no"),
    Setting("lazyfree-lazy-expire", .flag, "no"),
    Setting("lazyfree-lazy-server-del", .flag, "no"),
    Setting("lazyfree-lazy-user-del", .flag, "no"),
    Setting("lazyfree-lazy-user-flush", .flag, "no"),
    Setting("replica-ignore-maxmemory", .flag, "yes", alias: "slave-ignore-maxmemory"),
  ]

  private static let counts = 0...Int.max

  private static let structure: [Setting] = [
    Setting(
      "hash-max-listpack-entries",
      .integer(counts),
      "512",
      alias: "hash-max-ziplist-entries"
    ),
    Setting("hash-max-listpack-value", .memory, "64", alias: "hash-max-ziplist-value"),
    Setting(
      "list-max-listpack-size",
      .integer(Int(Int32.min)...Int(Int32.max)),
      "-2",
      alias: "list-max-ziplist-size"
    ),
    Setting("list-compress-depth", .integer(0...Int(Int32.max)), "0"),
    Setting("set-max-intset-entries", .integer(counts), "512"),
    Setting(
      "zset-max-listpack-entries",
      .integer(counts),
      "128",
      alias: "zset-max-ziplist-entries"
    ),
    Setting("zset-max-listpack-value", .memory, "64", alias: "zset-max-ziplist-value"),
    Setting("stream-node-max-bytes", .memory, "4096"),
    Setting("stream-node-max-entries", .integer(counts), "100"),
    Setting("hll-sparse-max-bytes", .memory, "3000"),
    Setting("proto-max-bulk-len", .memory, "536870912"),
    Setting("activerehashing", .flag, "yes"),
    Setting("activedefrag", .flag, "no"),
    Setting("active-expire-effort", .integer(1...10), "1"),
  ]

  private static let behaviour: [Setting] = [
    Setting("databases", .integer(1...Int(Int32.max)), "16", isFixed: true),
    Setting("requirepass", .text, ""),
    Setting("notify-keyspace-events", .notifications, ""),
    Setting("slowlog-log-slower-than", .integer(-1...Int.max), "10000"),
    Setting("slowlog-max-len", .integer(counts), "128"),
    Setting("latency-monitor-threshold", .integer(counts), "0"),
    Setting("latency-tracking", .flag, "yes"),
    Setting("latency-tracking-info-percentiles", .text, "50 99 99.9"),
    Setting("lua-time-limit", .integer(counts), "5000", alias: "busy-reply-threshold"),
    Setting("hz", .integer(0...Int(Int32.max)), "10"),
    Setting("dynamic-hz", .flag, "yes"),
    Setting("loglevel", .choice(["debug", "verbose", "notice", "warning"]), "notice"),
    Setting("logfile", .text, "", isFixed: true),
    Setting("daemonize", .flag, "no", isFixed: true),
    Setting("enable-debug-command", .choice(["no", "yes", "local"]), "yes", isFixed: true),
    Setting("acllog-max-len", .integer(counts), "128"),
    Setting("tracking-table-max-keys", .integer(counts), "1000000"),
    Setting("cluster-enabled", .flag, "no", isFixed: true),
    Setting("cluster-node-timeout", .integer(counts), "15000"),
    Setting("cluster-require-full-coverage", .flag, "yes"),
    Setting("io-threads", .integer(1...128), "1", isFixed: true),
  ]

  private static let persistence: [Setting] = [
    Setting("appendonly", .flag, "no", isFixed: true),
    Setting("appendfilename", .text, "appendonly.aof", isFixed: true),
    Setting("appenddirname", .text, "appendonlydir", isFixed: true),
    Setting("appendfsync", .choice(["everysec", "always", "no"]), "everysec"),
    Setting("no-appendfsync-on-rewrite", .flag, "no"),
    Setting("auto-aof-rewrite-percentage", .integer(0...Int(Int32.max)), "100"),
    Setting("auto-aof-rewrite-min-size", .memory, "67108864"),
    Setting("aof-load-truncated", .flag, "yes"),
    Setting("aof-use-rdb-preamble", .flag, "no", isFixed: true),
    Setting("save", .text, ""),
    Setting("dbfilename", .text, "dump.rdb"),
    Setting("dir", .text, ""),
    Setting("rdbcompression", .flag, "yes"),
    Setting("rdbchecksum", .flag, "yes", isFixed: true),
    Setting("stop-writes-on-bgsave-error", .flag, "yes"),
    Setting("replica-read-only", .flag, "yes", alias: "slave-read-only"),
    Setting("replica-serve-stale-data", .flag, "yes", alias: "slave-serve-stale-data"),
    Setting("repl-backlog-size", .memory, "1048576"),
    Setting("replicaof", .text, "", alias: "slaveof", isFixed: true),
    Setting(
      "min-replicas-to-write",
      .integer(0...Int(Int32.max)),
      "0",
      alias: "min-slaves-to-write"
    ),
  ]

  private static let network: [Setting] = [
    Setting("port", .integer(0...65535), "6379", isFixed: true),
    Setting("bind", .text, "127.0.0.1", isFixed: true),
    Setting("protected-mode", .flag, "yes"),
    Setting("maxclients", .integer(1...Int(UInt32.max)), "10000"),
    Setting("timeout", .integer(0...Int(Int32.max)), "0"),
    Setting("tcp-keepalive", .integer(0...Int(Int32.max)), "300"),
    Setting("tcp-backlog", .integer(0...Int(Int32.max)), "511", isFixed: true),
    Setting("client-query-buffer-limit", .memory, "1073741824"),
    Setting(
      "client-output-buffer-limit",
      .text,
      "normal 0 0 0 slave 268435456 67108864 60 pubsub 33554432 8388608 60"
    ),
    Setting("unixsocket", .text, "", isFixed: true),
  ]
}
