/// Steps to take one after the other; knows how far the replay has come.
public final class Replay<Step>: Sequence, IteratorProtocol {
  private let steps: [Step]
  private var position = 0

  init(_ steps: [Step]) { self.steps = steps }

  /// The steps that were taken, the one under way included.
  var taken: [Step] { Array(steps.prefix(position)) }

  public func next() -> Step? {
    guard position < steps.count else { return nil }
    position += 1
    return steps[position - 1]
  }
}

/// A requirement that did not hold during a replay, kept until the steps are as few as can be.
struct Difference: Error {
  /// Whether a requirement is thrown as a difference, and not yet recorded as a failure.
  @TaskLocal static var isLookedFor = false

  let message: String
  let file: StaticString
  let line: UInt
}
