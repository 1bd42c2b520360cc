/// Times all contestants on one setting, in alternating rounds.
///
///     let benchmark = Benchmark(setting, [.dictionary, .lru, .nsCache], [.get, .churn], rounds: 9)
///     let results = benchmark.run { … }
///
/// Each contestant runs once in every round, so whatever disturbs the machine for a while disturbs
/// all of them. The first round warms up and does not count.
public struct Benchmark: Sendable {
  public let setting: BenchmarkSetting
  public let contestants: [Contestant]
  public let operations: [BenchmarkSetting.Operation]
  public let rounds: Int

  public init(
    _ setting: BenchmarkSetting,
    _ contestants: [Contestant],
    _ operations: [BenchmarkSetting.Operation],
    rounds: Int
  ) {
    precondition(rounds > 0, "a benchmark has at least one round, not \(rounds)")
    self.setting = setting
    self.contestants = contestants
    self.operations = operations
    self.rounds = rounds
  }

  /// One row of the results: a contestant at one operation.
  public struct Result: Sendable {
    public let contestant: Contestant
    public let operation: BenchmarkSetting.Operation
    public let trials: [Trial]
  }

  /// How many trials there are, and so how often `progress` is called.
  public var trialCount: Int {
    operations.reduce(0) { $0 + entries(of: $1).count } * (rounds + 1)
  }

  private func entries(of operation: BenchmarkSetting.Operation) -> [Contestant] {
    contestants.filter { $0.canRun(operation, threads: setting.threads) }
  }

  public func run(
    progress: (Contestant, BenchmarkSetting.Operation, _ round: Int) -> Void
  ) -> [Result] {
    switch setting.keys {
    case .int: run(BenchmarkInput(setting, key: Int.numbered), progress)
    case .string: run(BenchmarkInput(setting, key: String.numbered), progress)
    }
  }

  private func run(
    _ input: BenchmarkInput<some BoxableKey>,
    _ progress: (Contestant, BenchmarkSetting.Operation, Int) -> Void
  ) -> [Result] {
    operations.flatMap { operation in
      let entries = entries(of: operation)
      var trials: [Contestant: [Trial]] = [:]
      for round in 0...rounds {
        // Each round starts with another contestant, so that none always runs after the same one.
        for index in entries.indices {
          let contestant = entries[(index + round) % entries.count]
          progress(contestant, operation, round)
          let trial = input.trial(of: contestant, operation)
          if round > 0 { trials[contestant, default: []].append(trial) }
        }
      }
      return entries.map { Result(contestant: $0, operation: operation, trials: trials[$0] ?? []) }
    }
  }
}
