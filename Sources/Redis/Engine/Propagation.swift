/// What those are told of one run of a command who make its changes again: the append-only file and
/// the replicas.
///
/// Every run has one of its own, from its beginning to its end: see ``RedisEngine/run(_:_:)``. What one
/// run says of itself can therefore not be taken for what another one did. Runs may lie within each
/// other, as those of a transaction's commands do within `EXEC`'s; each tells of its own changes only.
struct Propagation {
  /// The engine's count of changes when the run began, and what runs within it have added since.
  private var others: Int
  /// The commands that make the run's changes again, unless that is the command itself.
  private(set) var substitute: [[RedisBytes]]?

  init(changesBefore: Int) {
    others = changesBefore
  }

  /// Lets these commands stand for the one that runs.
  mutating func replace(by commands: [[RedisBytes]]) { substitute = commands }

  /// Leaves out changes that a run within this one has made, and told of.
  mutating func leaveOut(_ changes: Int) { others += changes }

  /// Whether the run itself has changed anything.
  func hasChanges(_ dirty: Int) -> Bool { dirty != others }
}

extension RedisEngine {
  /// A command that makes a change again, with the number of its database.
  struct Change {
    let database: Int
    let command: [RedisBytes]
  }

  /// Runs a command and hands on what it changes; there is no other way to run one.
  ///
  /// - Parameter body: Calls the command's handler, or tries it again for a client that has waited.
  @inline(__always)
  func run(
    _ context: CommandContext,
    _ body: () throws(RedisError) -> RESPValue?
  ) throws(RedisError) -> RESPValue? {
    let outer = propagation
    let before = dirty
    propagation = Propagation(changesBefore: before)
    defer {
      let own = propagation
      propagation = outer
      memory.settle()
      if dirty != before {
        propagation.leaveOut(dirty - before)
        if own.hasChanges(dirty) { handOn(own, context) }
      }
    }
    return try body()
  }

  private func handOn(_ own: Propagation, _ context: CommandContext) {
    let database = context.database.index
    guard let commands = own.substitute else {
      return handOn(Change(database: database, command: context.arguments))
    }
    handOn(commands.map { Change(database: database, command: $0) })
  }

  /// Says of a key that vanished by itself that it is gone.
  func propagateDeletion(of key: RedisBytes, in database: RedisDatabase) {
    handOn(Change(database: database.index, command: ["DEL", key]))
  }

  private func handOn(_ change: Change) {
    if whole == nil {
      onWrite?(change.database, change.command)
    } else {
      whole?.append(change)
    }
  }

  /// Hands on changes of which whoever makes them again is to make all or none.
  private func handOn(_ changes: [Change]) {
    guard changes.count > 1, whole == nil, let onWrite else {
      return changes.forEach(handOn)
    }
    onWrite(changes[0].database, ["MULTI"])
    for change in changes { onWrite(change.database, change.command) }
    onWrite(changes[changes.count - 1].database, ["EXEC"])
  }

  /// Hands on together, when `body` is done, all that it changes: as a transaction or a script does.
  ///
  /// One within another is a part of that one, since there is no `MULTI` within a `MULTI`.
  func handingOnAsOne(_ body: () -> Void) {
    guard whole == nil, onWrite != nil else { return body() }
    whole = []
    body()
    let changes = whole ?? []
    whole = nil
    handOn(changes)
  }
}
