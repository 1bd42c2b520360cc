/// A command, or a piece of one, on its way to a node.
struct ClusterPart: Sendable {
  enum Place: Sendable {
    case slot(Int)
    case node(RedisEndpoint)
    case anywhere
  }

  let command: RedisCommand
  var place: Place
  var isReadOnly = false
  /// The node that the slot is being moved to, which is to be asked once.
  var askedElsewhere: RedisEndpoint?
  var mayUseReplica = true
  /// How often the part was sent elsewhere or put off.
  var redirections = 0
  /// How often its node could not be reached or was not ready.
  var failures = 0
}

/// How a command is sent to a cluster: in which parts, and what their replies make up.
struct ClusterPlan: Sendable {
  var parts: [ClusterPart]
  var merge: @Sendable ([RESPValue]) -> RESPValue

  /// One part whose reply is the reply.
  init(_ part: ClusterPart) {
    parts = [part]
    merge = { $0[0] }
  }

  /// Parts whose replies are merged unless one is an error, which then stands for all.
  init(_ parts: [ClusterPart], merge: @escaping @Sendable ([RESPValue]) -> RESPValue) {
    self.parts = parts
    self.merge = { replies in
      let error = replies.first { if case .error = $0 { true } else { false } }
      return error ?? merge(replies)
    }
  }

  static let crossSlot = RedisError(
    code: "CROSSSLOT",
    "Keys in request don't hash to the same slot"
  )

  /// Plans a command.
  ///
  /// `MGET`, `MSET`, `DEL`, `UNLINK`, `EXISTS` and `TOUCH` are split by slot; as with every cluster,
  /// the parts are then not one step. Another command has to have all its keys in one slot.
  init(_ command: RedisCommand, primaries: [RedisEndpoint]) throws(RedisError) {
    let traits = CommandTraits.of(command.arguments)
    let positions = traits.keyPositions(in: command.arguments)
    let slots = positions.map { ClusterSlot.of(command.arguments[$0]) }
    guard let first = slots.first else {
      self = Self.withoutKeys(command, primaries)
      return
    }
    if slots.allSatisfy({ $0 == first }) {
      let isReadOnly = traits.isReadOnly
      self.init(ClusterPart(command: command, place: .slot(first), isReadOnly: isReadOnly))
      return
    }
    guard let kind = Splitting(command.arguments[0]) else { throw Self.crossSlot }
    self = Self.split(command, kind, positions, slots, isReadOnly: traits.isReadOnly)
  }
}

/// Commands with keys in several slots.
extension ClusterPlan {
  private enum Splitting {
    case values, pairs, count

    init?(_ name: RedisBytes) {
      if name.isWord("mget") {
        self = .values
      } else if name.isWord("mset") {
        self = .pairs
      } else if ["del", "unlink", "exists", "touch"].contains(where: { name.isWord($0) }) {
        self = .count
      } else {
        return nil
      }
    }
  }

  private static func split(
    _ command: RedisCommand,
    _ kind: Splitting,
    _ positions: [Int],
    _ slots: [Int],
    isReadOnly: Bool
  ) -> ClusterPlan {
    var order: [Int] = []
    var members: [Int: [Int]] = [:]
    for (index, slot) in slots.enumerated() {
      if members[slot] == nil { order.append(slot) }
      members[slot, default: []].append(index)
    }
    let groups = order.map { (slot: $0, indices: members[$0] ?? []) }
    let arguments = command.arguments
    let parts = groups.map { slot, indices in
      var words = [arguments[0]]
      for index in indices {
        let position = positions[index]
        let end = kind == .pairs ? min(position + 2, arguments.count) : position + 1
        words += arguments[position..<end]
      }
      return ClusterPart(command: RedisCommand(words), place: .slot(slot), isReadOnly: isReadOnly)
    }
    switch kind {
    case .pairs: return ClusterPlan(parts) { _ in .ok }
    case .count: return ClusterPlan(parts, merge: sum)
    case .values:
      let count = positions.count
      let places = groups.map(\.indices)
      return ClusterPlan(parts) { replies in
        var values = [RESPValue](repeating: .null, count: count)
        for (indices, reply) in zip(places, replies) {
          guard case .array(let found) = reply else { continue }
          for (index, value) in zip(indices, found) { values[index] = value }
        }
        return .array(values)
      }
    }
  }

  @Sendable
  private static func sum(_ replies: [RESPValue]) -> RESPValue {
    .integer(replies.reduce(0) { if case .integer(let number) = $1 { $0 + number } else { $0 } })
  }
}

/// Commands without keys, some of which concern every node.
extension ClusterPlan {
  private static func withoutKeys(
    _ command: RedisCommand,
    _ primaries: [RedisEndpoint]
  ) -> ClusterPlan {
    let name = command.arguments[0]
    let everywhere = primaries.map { ClusterPart(command: command, place: .node($0)) }
    if name.isWord("publish"), command.arguments.count > 1 {
      // Any node would do, but only messages that went to the same one stay in order.
      let slot = ClusterSlot.of(command.arguments[1])
      return ClusterPlan(ClusterPart(command: command, place: .slot(slot)))
    }
    if primaries.isEmpty { return ClusterPlan(ClusterPart(command: command, place: .anywhere)) }
    if name.isWord("dbsize") { return ClusterPlan(everywhere, merge: sum) }
    if name.isWord("keys") {
      return ClusterPlan(everywhere) { replies in
        .array(
          replies.flatMap { reply -> [RESPValue] in
            if case .array(let keys) = reply { keys } else { [] }
          }
        )
      }
    }
    if name.isWord("scan"), let plan = ClusterScan.plan(command, primaries) { return plan }
    let subcommand = command.arguments.dropFirst().first ?? ""
    let concernsAll =
      switch name {
      case _ where name.isWord("flushall") || name.isWord("flushdb"): true
      case _ where name.isWord("script"):
        ["load", "flush", "kill"].contains { subcommand.isWord($0) }
      case _ where name.isWord("function"):
        ["load", "delete", "flush", "restore", "kill"].contains { subcommand.isWord($0) }
      case _ where name.isWord("config"):
        ["set", "resetstat", "rewrite"].contains { subcommand.isWord($0) }
      default: false
      }
    guard concernsAll else { return ClusterPlan(ClusterPart(command: command, place: .anywhere)) }
    return ClusterPlan(everywhere, merge: first)
  }

  @Sendable
  private static func first(_ replies: [RESPValue]) -> RESPValue { replies[0] }
}
