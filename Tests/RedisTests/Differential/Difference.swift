@testable import Redis

/// The first place where the fake and its reference said something else.
struct Difference {
  let script: Script
  /// The number of the step, and of its commands.
  let step: Int
  let connection: Int
  let command: [RedisBytes]
  let fake: [UInt8]
  let reference: [UInt8]

  /// A script that shows it, with both replies.
  var report: String {
    let lines = Array(script.prefix(step + 1)).lines.map { "  \($0)" }.joined(separator: "\n")
    let whom = Set(script.map(\.connection)).count < 2 ? "" : " to connection \(connection)"
    return """
      \(lines)
      redis\(whom): \(Self.shown(reference))
      fake\(whom):  \(Self.shown(fake))
      """
  }

  private static func shown(_ bytes: [UInt8]) -> String {
    bytes.isEmpty ? "nothing" : String(RedisBytes(bytes.prefix(600)).typed)
  }
}

extension [Frame] {
  /// The replies in an order that depends on neither chance nor haste.
  ///
  /// Redis serves the patterns that match a channel in the order of a hash table. What a command makes
  /// known to its own connection comes before its reply or after it, as its author happened to write it.
  fileprivate var ordered: [Frame] {
    (filter { !$0.isPush } + filter(\.isPush)).inOrder(of: \.isMessageByPattern)
  }

  /// Those of some kind, where they follow each other, in the order of what they say.
  fileprivate func inOrder(of isOfKind: (Frame) -> Bool) -> [Frame] {
    guard contains(where: isOfKind) else { return self }
    var ordered: [Frame] = []
    var start = startIndex
    while start < count {
      let row = self[start...].prefix(while: isOfKind)
      ordered += row.sorted { $0.sortKey.lexicographicallyPrecedes($1.sortKey) }
      start += row.count
      if start < count { ordered.append(self[start]) }
      start += 1
    }
    return ordered
  }
}

extension Frame {
  /// The leaves but for the number of the client, which `HELLO` tells.
  fileprivate var leavesWithoutIdentity: [[UInt8]] {
    let leaves = leaves
    return leaves.indices.filter { $0 == 0 || leaves[$0 - 1] != Array("$id".utf8) }.map {
      leaves[$0]
    }
  }
}

extension [Frame] {
  /// Whether the same subscriptions ended, in any order; the numbers of those left are counted down.
  fileprivate func isSameFarewell(as other: [Frame]) -> Bool {
    let sides = [self, other].map { frames in
      frames.map { $0.children.count == 3 ? [$0.children[0].text, $0.children[2].text] : [] }
    }
    let names = [self, other].map { frames in
      frames.map { $0.children.count == 3 ? $0.children[1].sortKey : $0.sortKey }
        .sorted { $0.lexicographicallyPrecedes($1) }
    }
    return sides[0] == sides[1] && names[0] == names[1]
  }
}

extension Step {
  /// Whether it ends all subscriptions of a kind, which Redis does in the order of a hash table.
  fileprivate var leavesEverything: Bool {
    commands[0].count == 1 && commands[0][0].lowercasedName.hasSuffix("unsubscribe")
  }

  private static let queued = Array("+QUEUED\r\n".utf8)

  /// Whether the step has to do with a transaction, as its reply or its name shows.
  fileprivate func shapesTransaction(_ reply: [UInt8]) -> Bool {
    reply.count == commands.count * Self.queued.count && reply.starts(with: Self.queued)
      || ["MULTI", "EXEC", "DISCARD", "RESET"].contains(title)
  }
}

/// Compares what the fake said with what the reference said, step by step.
struct Comparison {
  /// The commands that wait for `EXEC`, by connection.
  private var queued: [Int: [[RedisBytes]]] = [:]

  static func firstDifference(
    _ script: Script,
    _ outcomes: [Outcome],
    _ received: [[[UInt8]]]
  ) -> Difference? {
    var comparison = Comparison()
    for (index, step) in script.enumerated() {
      let (outcome, received) = (outcomes[index], received[index])
      for connection in received.indices {
        let (fake, real) = (outcome.received[connection], received[connection])
        let isOwn = connection == step.connection
        if let command = comparison.firstDifference(step, fake, real, isOwn, outcome.evidence) {
          return Difference(
            script: script,
            step: index,
            connection: connection,
            command: command,
            fake: fake,
            reference: real
          )
        }
      }
    }
    return nil
  }

  /// The command whose reply is not what it should be, if there is one.
  private mutating func firstDifference(
    _ step: Step,
    _ fake: [UInt8],
    _ real: [UInt8],
    _ isOwn: Bool,
    _ evidence: Evidence
  ) -> [RedisBytes]? {
    if fake == real && !(isOwn && step.shapesTransaction(fake)) { return nil }
    let mine = Frame.all(in: fake).ordered
    let theirs = fake == real ? mine : Frame.all(in: real).ordered
    if isOwn, fake != real, step.leavesEverything {
      return mine.isSameFarewell(as: theirs) ? nil : step.commands[0]
    }
    if isOwn, fake != real || step.title == "EXEC", let queue = queueThatShows(step, mine) {
      // Redis announces as many replies as there were commands, sends one for every channel, and
      // messages wherever it happens to be, in the protocol that HELLO has just chosen.
      let sides = [mine, theirs].map { frames in
        frames.flatMap(\.leavesWithoutIdentity).sorted { $0.lexicographicallyPrecedes($1) }
      }
      if queue.contains(where: ReplyRules.isLoose), sides[0].count == sides[1].count { return nil }
      return sides[0] == sides[1] ? nil : step.commands[0]
    }
    guard mine.count == theirs.count else { return step.commands[0] }
    var commands = step.commands[...]
    for (mine, theirs) in zip(mine, theirs) {
      let command = commands.first ?? step.commands[0]
      if !mine.isPush { commands = commands.dropFirst() }
      if mine != theirs && !(isOwn && isSame(step.connection, command, mine, theirs, evidence)) {
        return command
      }
      if isOwn { note(step.connection, command, mine) }
    }
    return nil
  }

  /// What the step carries out, if something may be in between its replies.
  private mutating func queueThatShows(_ step: Step, _ fake: [Frame]) -> [[RedisBytes]]? {
    guard step.title == "EXEC" else {
      return fake.contains(where: \.isPush) && fake.count > 1 ? step.commands : nil
    }
    guard let queue = queued[step.connection],
      fake.contains(where: \.isPush)
        || queue.contains(where: {
          $0[0].lowercasedName.hasSuffix("subscribe") || $0[0].lowercasedName == "hello"
        })
    else { return nil }
    queued[step.connection] = nil
    return queue
  }

  private func isSame(
    _ connection: Int,
    _ command: [RedisBytes],
    _ fake: Frame,
    _ real: Frame,
    _ evidence: Evidence
  ) -> Bool {
    guard let queue = queued[connection], command.first?.lowercasedName == "exec",
      fake.children.count == queue.count, real.children.count == queue.count
    else { return ReplyRules.isSame(command, fake, real, evidence) }
    return queue.indices.allSatisfy {
      ReplyRules.isSame(queue[$0], fake.children[$0], real.children[$0], Evidence())
    }
  }

  /// Remembers what is queued for a transaction.
  private mutating func note(_ connection: Int, _ command: [RedisBytes], _ reply: Frame) {
    switch command.first?.lowercasedName {
    case _ where reply.string == "QUEUED": queued[connection, default: []].append(command)
    // A second MULTI is an error, and the first goes on.
    case "multi" where !reply.isError, "exec", "discard", "reset": queued[connection] = nil
    default: break
    }
  }
}
