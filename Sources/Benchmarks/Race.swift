/// All contestants on one setting, in alternating rounds.
///
///     let race = Race(setting, [.dictionary, .lru, .nsCache], [.get, .churn], rounds: 9)
///     let results = race.run { … }
///
/// In every round each contestant runs once: what disturbs the machine for a while disturbs all of
/// them. A first round is not counted.
public struct Race: Sendable {
  public let setting: Setting
  public let contestants: [Contestant]
  public let operations: [Setting.Operation]
  public let rounds: Int

  public init(
    _ setting: Setting,
    _ contestants: [Contestant],
    _ operations: [Setting.Operation],
    rounds: Int
  ) {
    precondition(rounds > 0, "a race has at least one round, not \(rounds)")
    self.setting = setting
    self.contestants = contestants
    self.operations = operations
    self.rounds = rounds
  }

  /// One row of the results: a contestant at one operation.
  public struct Result: Sendable {
    public let contestant: Contestant
    public let operation: Setting.Operation
    public let trials: [Trial]
  }

  /// How many trials there are, and so how often `progress` is called.
  public var trialCount: Int {
    operations.reduce(0) { $0 + entries(of: $1).count } * (rounds + 1)
  }

  private func entries(of operation: Setting.Operation) -> [Contestant] {
    contestants.filter { $0.canRun(operation, threads: setting.threads) }
  }

  public func run(progress: (Contestant, Setting.Operation, _ round: Int) -> Void) -> [Result] {
    switch setting.keys {
    case .int: run(Script(setting, key: Int.numbered), progress)
    case .string: run(Script(setting, key: String.numbered), progress)
    }
  }

  private func run(
    _ script: Script<some BoxableKey>,
    _ progress: (Contestant, Setting.Operation, Int) -> Void
  ) -> [Result] {
    operations.flatMap { operation in
      let entries = entries(of: operation)
      var trials: [Contestant: [Trial]] = [:]
      for round in 0...rounds {
        // Each begins a round in its turn, so that nobody always follows the same other one.
        for index in entries.indices {
          let contestant = entries[(index + round) % entries.count]
          progress(contestant, operation, round)
          let trial = script.trial(of: contestant, operation)
          if round > 0 { trials[contestant, default: []].append(trial) }
        }
      }
      return entries.map { Result(contestant: $0, operation: operation, trials: trials[$0] ?? []) }
    }
  }
}
