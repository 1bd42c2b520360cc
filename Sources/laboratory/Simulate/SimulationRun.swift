import BuildKit
import Console
import Drawing
import Foundation
import Grader
import Lab
import Simulation

/// One simulation: the requests read, the policies replayed, the optimum worked out.
struct SimulationRun {
  /// So many requests are kept, for the optimum and for shares of the keys.
  static let limit = 1 << 24

  let input: SimulationInput
  let options: SimulationOptions
  /// The learner's caches, if they are wanted.
  let answers: (run: AnswerRun, mine: [ExercisePolicy])?
  /// Whether curves will be drawn, which takes more sizes than a table does.
  let drawsCurves: Bool
  let progress: ProgressLine

  /// The report, and a line for each of the learner's caches that crashed.
  func report() throws -> (report: SimulationReport, crashes: [String]) {
    var stream = input.stream
    let clock = ContinuousClock()
    let start = clock.now
    let (batch, isWhole) = try stream.record(upTo: Self.limit) { progress.show("reading", $0) }
    let secondsToRead = (clock.now - start) / .seconds(1)
    guard !batch.isEmpty else { throw UsageError("There is no request in \(input.name)") }
    let extent = isWhole ? batch.extent() : nil
    let asked = try capacities(of: extent)
    let capacities = drawsCurves && isWhole ? asked + Self.between(asked) : asked
    var comparison = PolicyComparison(
      options.policies,
      capacities: capacities,
      seed: options.seedNumber,
      isWeighted: options.isWeighted
    )
    var (yours, crashes): ([(name: String, result: PolicyComparison.Result)], [String]) = ([], [])
    var optima: [Int: HitCount] = [:]
    if isWhole {
      replay(batch, &comparison)
      (yours, crashes) = try replayAnswers(batch, capacities)
      if !options.isWeighted { optima = self.optima(of: batch, at: capacities) }
    } else {
      try replay(batch, then: &stream, &comparison)
    }
    let report = SimulationReport(
      source: input.name,
      requests: comparison.results.first?.count.accesses ?? 0,
      extent: extent,
      isWeighted: options.isWeighted,
      secondsToRead: secondsToRead,
      results: comparison.results.map { ($0.policy.name, $0) } + yours,
      optima: optima,
      asked: asked
    )
    return (report, crashes)
  }

  private func capacities(of extent: (keys: Int, bytes: Int)?) throws(UsageError) -> [Int] {
    var capacities: [Int] = []
    for size in options.sizes {
      let capacity = try size.capacity(of: options.isWeighted ? extent?.bytes : extent?.keys)
      if !capacities.contains(capacity) { capacities.append(capacity) }
    }
    return capacities
  }

  /// Sizes evenly between the least and the greatest of `asked`, as many as make ten with them.
  private static func between(_ asked: [Int]) -> [Int] {
    guard let least = asked.min(), let most = asked.max(), asked.count < 10 else { return [] }
    let steps = 11 - asked.count
    return (1..<steps).map { least + (most - least) * $0 / steps }
      .reduce(into: []) { if $0.last != $1, !asked.contains($1) { $0.append($1) } }
  }

  private func replay(_ batch: TraceBatch, _ comparison: inout PolicyComparison) {
    let total = batch.count * comparison.results.count
    var done = 0
    var current: (id: String, capacity: Int, count: Int) = ("", 0, 0)
    comparison.replay(batch) { result in
      if (result.policy.id, result.capacity) != (current.id, current.capacity) {
        current = (result.policy.id, result.capacity, 0)
      }
      done += result.count.accesses - current.count
      current.count = result.count.accesses
      progress.show(
        "\(result.policy.name) with room for \(grouped(result.capacity))",
        done: done,
        of: total
      )
    }
  }

  /// Batch by batch, each forgotten when it was replayed.
  private func replay(
    _ first: TraceBatch,
    then stream: inout RequestStream,
    _ comparison: inout PolicyComparison
  ) throws {
    guard answers == nil else {
      throw UsageError(
        "--mine replays up to \(grouped(Self.limit)) requests, and this trace has more",
        fix: "Cut it, for example with head -n \(Self.limit)."
      )
    }
    comparison.replay(first) { result in
      let who = "\(result.policy.name) with room for \(grouped(result.capacity))"
      progress.show("replaying the first \(grouped(first.count)) requests: \(who)")
    }
    while let batch = try stream.next() {
      comparison.replay(batch)
      progress.show("replaying as they come", stream.position)
    }
  }

  private func optima(of batch: TraceBatch, at capacities: [Int]) -> [Int: HitCount] {
    progress.show("working out the optimum")
    let optimum = Optimum(batch.keys)
    var optima: [Int: HitCount] = [:]
    for capacity in capacities {
      progress.show("working out the optimum with room for \(grouped(capacity))")
      optima[capacity] = optimum.count(capacity: capacity)
    }
    return optima
  }

  private func replayAnswers(
    _ batch: TraceBatch,
    _ capacities: [Int]
  ) throws(KitFailure) -> (
    results: [(name: String, result: PolicyComparison.Result)], crashes: [String]
  ) {
    guard let answers else { return ([], []) }
    var (results, crashes): ([(name: String, result: PolicyComparison.Result)], [String]) = ([], [])
    let outcomes = try answers.run.replay(answers.mine, capacities: capacities, batch) {
      progress.show("replaying your \($0.rawValue) with room for \(grouped($1))")
    }
    for outcome in outcomes {
      switch outcome {
      case .crashed(let answer, let capacity):
        crashes.append("Your \(answer.rawValue) crashed with room for \(grouped(capacity))")
      case .result(let answer, let capacity, let count, let seconds):
        guard let policy = Policy.named(answer.rawValue) else { continue }
        let result = PolicyComparison.Result(policy, capacity, count, .seconds(seconds))
        results.append(("\(policy.name), yours", result))
      }
    }
    return (results, crashes)
  }
}
