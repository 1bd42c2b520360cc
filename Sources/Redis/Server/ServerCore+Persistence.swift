/// The append-only file.
extension ServerCore {
  func load() throws(RedisServerError) {
    guard let settings = configuration.appendOnly else { return }
    do {
      let startup = try AppendOnlyStartup(settings, engine)
      notices += startup.notices
      let file = startup.file
      appendOnly = file
      engine.onWrite = { file.append($0, $1) }
    } catch {
      throw RedisServerError(error.description)
    }
  }

  /// Writes what this turn has changed, so that no client hears of what is not written.
  func write(_ appendOnly: AppendOnlyFile) {
    do {
      try appendOnly.write(now: engine.now)
      // As in Redis: what could not be brought to the disk is tried again, and until that goes well
      // nothing may be changed.
      refusesWrites = appendOnly.syncTrouble != nil
    } catch {
      // Once "it is on the disk" has been promised there is no going on without a disk.
      if appendOnly.sync == .always { return fail(error) }
      refusesWrites = true
    }
    if wantsRewrite && appendOnly.beginRewrite(engine) { wantsRewrite = false }
  }

  func continueRewrite() {
    do {
      guard try appendOnly?.continueRewrite() == true else { return }
      engine.recordSave()
      hasRewriteFailed = false
    } catch {
      if appendOnly?.isLost == true { return fail(error) }
      // The old file is still there and complete; the next request tries again.
      wantsRewrite = false
      hasRewriteFailed = true
    }
  }

  func rewriteIfGrown(_ appendOnly: AppendOnlyFile) {
    let percentage = engine.configuration.number("auto-aof-rewrite-percentage")
    guard percentage > 0, !appendOnly.isRewriting,
      appendOnly.size > engine.configuration.number("auto-aof-rewrite-min-size")
    else { return }
    let base = max(1, appendOnly.sizeAfterRewrite)
    if (appendOnly.size - base) * 100 / base >= percentage { wantsRewrite = true }
  }

  /// Why a command must not run while the append-only file cannot be written; nil if it may.
  func refusal(of arguments: [RedisBytes], from client: EngineClient) -> RedisError? {
    guard let name = arguments.first, let command = engine.find(name, arguments) else { return nil }
    let error = RedisError(
      code: "MISCONF",
      "Errors writing to the AOF file: \(appendOnly?.anyTrouble?.reason ?? "")"
    )
    if command.flags.contains(.write) {
      client.transaction?.isBroken = true
      return error
    }
    // What was queued while all was well.
    guard command.fullName == "exec", let transaction = client.transaction,
      transaction.queue.contains(where: { $0.command.flags.contains(.write) })
    else { return nil }
    engine.discardTransaction(of: client)
    return RedisError(
      code: "EXECABORT",
      quoting: "Transaction discarded because of: \(error.messageBytes)"
    )
  }
}
