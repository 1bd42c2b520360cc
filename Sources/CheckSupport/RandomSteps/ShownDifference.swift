/// A difference between an answer and its model, with the steps that show it.
struct ShownDifference<Step> {
  private(set) var steps: [Step]
  private(set) var difference: Difference

  /// Nil where the steps show none; what comes after the first is cut off.
  init?(by steps: [Step], _ replay: (Replay<Step>) throws -> Void) throws {
    let run = Replay(steps)
    do {
      try Difference.$isLookedFor.withValue(true) { try replay(run) }
      return nil
    } catch let difference as Difference {
      self.steps = run.taken
      self.difference = difference
    }
  }

  /// Leaves out what is not needed: halves, then quarters, in the end single steps.
  ///
  /// Without a limit, no step that is left could be left out.
  ///
  /// - Parameter limit: How many steps all replays together may take, so that an answer whose
  ///   fault takes thousands of them is judged soon, too.
  mutating func shrink(limit: Int = 100_000, _ replay: (Replay<Step>) throws -> Void) {
    var stepsLeft = limit
    var size = max(steps.count / 2, 1)
    while true {
      let before = steps.count
      var start = 0
      // The last step is the one that shows the difference.
      while start < steps.count - 1 {
        let end = min(start + size, steps.count - 1)
        let fewer = Array(steps[..<start] + steps[end...])
        stepsLeft -= fewer.count
        guard stepsLeft >= 0 else { return }
        if let shown = try? Self(by: fewer, replay) {
          self = shown
        } else {
          start = end
        }
      }
      if size == 1, steps.count == before { return }
      size = max(size / 2, 1)
    }
  }
}
