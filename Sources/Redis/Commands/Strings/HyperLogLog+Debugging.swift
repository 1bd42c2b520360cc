extension HyperLogLogCommands {
  static func pfdebug(_ context: CommandContext) throws(RedisError) -> RESPValue {
    let key = context[2]
    guard var log = try load(key, context) else {
      throw RedisError("The specified key does not exist")
    }
    if context.argument(1, is: "GETREG") {
      if log.encoding == .sparse {
        try makeDense(&log, at: key, context)
      }
      return .array(try registers(of: log).map { .integer(Int($0)) })
    }
    if context.argument(1, is: "DECODE") {
      guard log.encoding == .sparse else { throw RedisError("HLL encoding is not sparse") }
      return .bulk(RedisBytes(runs(of: log)))
    }
    if context.argument(1, is: "ENCODING") {
      return .simple(log.encoding == .dense ? "dense" : "sparse")
    }
    if context.argument(1, is: "TODENSE") {
      guard log.encoding == .sparse else { return .integer(0) }
      try makeDense(&log, at: key, context)
      return .integer(1)
    }
    throw RedisError("Unknown PFDEBUG subcommand '\(context[1].textToZero)'")
  }

  private static func makeDense(
    _ log: inout RedisHyperLogLog,
    at key: RedisBytes,
    _ context: CommandContext
  ) throws(RedisError) {
    var dense = log
    try corruptIsError { () throws(CorruptHyperLogLog) in try dense.makeDense() }
    log = dense
    save(log, at: key, context)
    context.engine.dirty += 1
  }

  /// The runs of a sparse one: `z:` and `Z:` with their lengths, `v:` with value and length.
  private static func runs(of log: RedisHyperLogLog) -> String {
    var words: [String] = []
    var index = RedisHyperLogLog.headerSize
    while index < log.bytes.count {
      let run = SparseRegisters.Run(log.bytes, at: index)
      if run.value > 0 {
        words.append("v:\(run.value),\(run.length)")
      } else {
        words.append("\(run.size == 1 ? "z" : "Z"):\(run.length)")
      }
      index += run.size
    }
    return words.joined(separator: " ")
  }

  static func pfselftest(_ context: CommandContext) throws(RedisError) -> RESPValue {
    for _ in 0..<4 {
      var expected: [UInt8] = []
      var log = RedisHyperLogLog()
      try corruptIsError { () throws(CorruptHyperLogLog) in
        try log.makeDense()
        for register in 0..<RedisHyperLogLog.registerCount {
          let value = UInt8.random(in: 0...63, using: &context.engine.random)
          _ = try log.raise(register, to: value, sparseLimit: 0)
          expected.append(value)
        }
      }
      for (register, value) in try registers(of: log).enumerated()
      where value != expected[register] {
        throw RedisError(
          code: "TESTFAILED",
          "Register \(register) should be \(expected[register]) but is \(value)"
        )
      }
    }
    return .ok
  }
}
