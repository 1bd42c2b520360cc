@testable import Redis

/// Plays scripts to the fake and to a reference, and makes those that show a difference short.
final class Differ {
  let fake: FakeSubject
  private let reference: any Reference

  init(_ fake: FakeSubject, against reference: any Reference) {
    self.fake = fake
    self.reference = reference
  }

  /// Plays a random script; what differs comes back as short as it can be made.
  ///
  /// - Returns: How many commands were compared, and the difference if there is one.
  func compare(seed: UInt64) throws -> (commands: Int, difference: Difference?) {
    var writer = ScriptWriter(seed: seed)
    let script = writer.script()
    fake.reset(now: try reference.reset(), settings: reference.givenSettings)
    var outcomes = fake.play(script)
    let closing = ScriptWriter.closing(fake.engine)
    outcomes += fake.play(closing)
    let whole = script + closing
    let isSame: Bool
    do {
      let received = try reference.play(whole, outcomes, carefully: false)
      isSame = Comparison.firstDifference(whole, outcomes, received) == nil
    } catch is LiveConnection.Failure {
      isSame = false
    }
    if isSame { return (whole.commandCount, nil) }
    guard let found = try difference(in: whole) else { return (whole.commandCount, nil) }
    return (whole.commandCount, try shortened(found))
  }

  /// Plays a script step by step on both sides, without keys at first.
  func difference(in script: Script) throws -> Difference? {
    fake.reset(now: try reference.reset(), settings: reference.givenSettings)
    let outcomes = fake.play(script)
    let received = try reference.play(script, outcomes, carefully: true)
    return Comparison.firstDifference(script, outcomes, received)
  }

  /// A script as short as possible in which the same command is answered differently.
  private func shortened(_ found: Difference) throws -> Difference {
    let title = found.command.first?.lowercasedName
    var best = found
    func stillDiffers(_ script: Script) throws -> Bool {
      guard let other = try difference(in: script), other.command.first?.lowercasedName == title
      else { return false }
      best = other
      return true
    }
    var script = try Shrinking.shortest(Array(found.script.prefix(found.step + 1)), stillDiffers)
    for index in script.indices {
      for (number, command) in script[index].commands.enumerated() where command.count > 2 {
        let arguments = try Shrinking.shortest(Array(command.dropFirst())) { arguments in
          var shorter = script
          shorter[index].commands[number] = [command[0]] + arguments
          return try stillDiffers(shorter)
        }
        script[index].commands[number] = [command[0]] + arguments
      }
    }
    return try difference(in: script) ?? best
  }
}

/// Delta debugging after Zeller and Hildebrandt, "Simplifying and Isolating Failure-Inducing Input"
/// (2002): takes pieces away, large ones first, as long as what is wrong stays wrong.
enum Shrinking {
  static func shortest<Item>(_ items: [Item], _ isWrong: ([Item]) throws -> Bool) rethrows -> [Item]
  {
    var items = items
    var size = max(1, items.count / 2)
    while true {
      var start = 0
      var hasShrunk = false
      while start < items.count {
        let without = Array(items[..<start] + items[min(start + size, items.count)...])
        if !without.isEmpty, try isWrong(without) {
          items = without
          hasShrunk = true
        } else {
          start += size
        }
      }
      if size == 1 && !hasShrunk { return items }
      if !hasShrunk { size = max(1, size / 2) }
    }
  }
}
