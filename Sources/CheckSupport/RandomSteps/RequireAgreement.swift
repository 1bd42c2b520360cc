import Lab

/// Requires an answer and a simple model of it to agree after each of many random steps.
///
///     try requireAgreement(
///       steps: 600,
///       seed: 5,
///       setUp: "var cache = SimpleCache<Int, Int>()"
///     ) { random in
///       CacheStep(keys: 50, using: &random)
///     } replay: { steps in
///       var cache = SimpleCache<Int, Int>()
///       var model: [Int: Int] = [:]
///       for step in steps {
///         // Take the step on both.
///         try require(cache.count, is: model.count, "the count after the last step")
///       }
///     }
///
/// Where they differ, the steps are cut down to a few that still show it. The failure tells these
/// as code, which can be pasted into a demo or a check.
///
/// - Parameters:
///   - setUp: The code that makes what the steps are taken on, as the failure shows it.
///   - makeStep: Draws a step. A step holds all it needs, so that it means the same wherever others
///     are left out; its description is the code that takes it.
///   - replay: Takes the steps on a fresh answer and a fresh model. It runs again and again, each
///     time with fewer steps. The first ``require(_:is:_:file:line:)`` that does not hold ends it.
public func requireAgreement<Step: CustomStringConvertible>(
  steps count: Int,
  seed: UInt64,
  setUp: String,
  step makeStep: (inout SplitMix64) -> Step,
  replay: (Replay<Step>) throws -> Void
) throws {
  var random = SplitMix64(seed: seed)
  let steps = (0..<count).map { _ in makeStep(&random) }
  guard var shown = try ShownDifference(by: steps, replay) else { return }
  shown.shrink(replay)
  let code = setUp.split(separator: "\n") + shown.steps.map { "\($0)"[...] }
  let story = """
    \(shown.difference.message)
    steps     shortened from \(count) random ones, seed \(seed):
    \(code.map { "          \($0)" }.joined(separator: "\n"))
    """
  try endCheck(story, file: shown.difference.file, line: shown.difference.line)
}
