/// HyperLogLogs: how many different elements there were, without keeping them.
enum HyperLogLogCommands {
  static let commands: [CommandSpec] = [
    CommandSpec(
      "pfadd",
      arity: -2,
      flags: [.write, .denyOOM, .fast],
      keys: [.at(1, "RW insert")],
      group: .hyperLogLog,
      since: "2.8.9",
      summary: "Takes note of elements to be counted.",
      run: pfadd
    ),
    CommandSpec(
      "pfcount",
      arity: -2,
      flags: [.readonly],
      keys: [.range(1, to: -1, "RW access")],
      group: .hyperLogLog,
      since: "2.8.9",
      summary: "About how many different elements were noted, at one key or at several together.",
      run: pfcount
    ),
    CommandSpec(
      "pfmerge",
      arity: -2,
      flags: [.write, .denyOOM],
      keys: [.at(1, "RW access insert"), .range(2, to: -1, "RO access")],
      group: .hyperLogLog,
      since: "2.8.9",
      summary: "Makes one count of several.",
      run: pfmerge
    ),
    CommandSpec(
      "pfdebug",
      arity: 3,
      flags: [.write, .denyOOM, .admin],
      keys: [.at(2, "RW access")],
      group: .hyperLogLog,
      since: "2.8.9",
      summary: "Shows what a count is made of.",
      run: pfdebug
    ),
    CommandSpec(
      "pfselftest",
      arity: 1,
      flags: [.admin],
      group: .hyperLogLog,
      since: "2.8.9",
      summary: "Checks that registers keep what is put into them.",
      run: pfselftest
    ),
  ]

  static func pfadd(_ context: CommandContext) throws(RedisError) -> RESPValue {
    let key = context[1]
    let old = try load(key, context)
    var log = old ?? RedisHyperLogLog()
    var changes = old == nil ? 1 : 0
    let sparseLimit = context.engine.configuration.limits.sparseHyperLogLogBytes
    do {
      for element in context.arguments.dropFirst(2)
      where try log.add(element, sparseLimit: sparseLimit) {
        changes += 1
      }
    } catch {
      // Redis has changed the string up to here.
      save(log, at: key, context)
      throw .corruptHyperLogLog
    }
    guard changes > 0 else { return .integer(0) }
    log.cachedCount = nil
    save(log, at: key, context)
    context.notify(.string, "pfadd", key)
    context.engine.dirty += changes
    return .integer(1)
  }

  static func pfcount(_ context: CommandContext) throws(RedisError) -> RESPValue {
    if context.count > 2 { return .integer(Int(try union(context.arguments.dropFirst(), context))) }
    let key = context[1]
    guard var log = try load(key, context, forReading: true) else { return .integer(0) }
    if let count = log.cachedCount { return .integer(Int(truncatingIfNeeded: count)) }
    let count = RedisHyperLogLog.estimate(try registers(of: log))
    log.cachedCount = count
    save(log, at: key, context)
    // The value is another one for the file, but nobody has been told anything new.
    context.engine.dirty += 1
    return .integer(Int(count))
  }

  /// What several count together, without a word of it in any of them.
  private static func union(
    _ keys: ArraySlice<RedisBytes>,
    _ context: CommandContext
  ) throws(RedisError) -> UInt64 {
    var highest = [UInt8](repeating: 0, count: RedisHyperLogLog.registerCount)
    for key in keys {
      guard let log = try load(key, context, forReading: true) else { continue }
      merge(try registers(of: log), into: &highest)
    }
    return RedisHyperLogLog.estimate(highest)
  }

  static func pfmerge(_ context: CommandContext) throws(RedisError) -> RESPValue {
    let key = context[1]
    var highest = [UInt8](repeating: 0, count: RedisHyperLogLog.registerCount)
    var usesDense = false
    for source in context.arguments.dropFirst() {
      guard let log = try load(source, context, forReading: true) else { continue }
      if log.encoding == .dense { usesDense = true }
      merge(try registers(of: log), into: &highest)
    }
    var target = try load(key, context) ?? RedisHyperLogLog()
    let sparseLimit = context.engine.configuration.limits.sparseHyperLogLogBytes
    try corruptIsError { () throws(CorruptHyperLogLog) in
      if usesDense { try target.makeDense() }
      for (register, value) in highest.enumerated() where value > 0 {
        _ = try target.raise(register, to: value, sparseLimit: sparseLimit)
      }
    }
    target.cachedCount = nil
    save(target, at: key, context)
    // Redis names the event after PFADD here, too.
    context.notify(.string, "pfadd", key)
    context.engine.dirty += 1
    return .ok
  }

  private static func merge(_ registers: [UInt8], into highest: inout [UInt8]) {
    for (index, value) in registers.enumerated() where value > highest[index] {
      highest[index] = value
    }
  }
}
