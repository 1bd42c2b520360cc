/// What `INFO` says about a server that its engine does not know.
extension ServerCore {
  func facts() -> [String: String] {
    let time = ProcessFacts.processorTime
    var facts = [
      "process_id": String(ProcessFacts.id),
      "run_id": runID,
      "executable": CommandLine.arguments.first ?? "",
      "config_file": configuration.file ?? "",
      "instantaneous_ops_per_sec": String(commandsPerSecond),
      "rejected_connections": String(listener?.refusedConnections ?? 0),
      "used_cpu_user": time.user,
      "used_cpu_sys": time.system,
      "aof_rewrite_in_progress": appendOnly?.isRewriting == true ? "1" : "0",
      "aof_rewrite_scheduled": wantsRewrite ? "1" : "0",
      "aof_last_bgrewrite_status": hasRewriteFailed ? "err" : "ok",
      "aof_last_write_status": refusesWrites ? "err" : "ok",
    ]
    if let appendOnly {
      facts["aof_current_size"] = String(appendOnly.size)
      facts["aof_base_size"] = String(appendOnly.sizeAfterRewrite)
    }
    if let resident = ProcessFacts.residentMemory {
      facts["used_memory_rss"] = String(resident)
      facts["used_memory_rss_human"] = InfoCommands.human(resident)
      let ratio = Double(resident) / Double(max(1, engine.usedMemory))
      facts["mem_fragmentation_ratio"] = InfoCommands.fixed(ratio, 2)
    }
    return facts
  }
}
