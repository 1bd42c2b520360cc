/// The latest commands that came, in order.
struct CommandLog {
  /// How many are kept.
  static let limit = 10_000

  var roundTrips = 0
  private var items: [[RedisBytes]] = []
  /// Commands that failed before the server saw them, by name.
  private(set) var refused: [String: Int] = [:]

  @inline(__always)
  mutating func append(_ arguments: [RedisBytes]) {
    if items.count >= 2 * Self.limit { items.removeFirst(Self.limit) }
    items.append(arguments)
  }

  mutating func refuse(_ arguments: [RedisBytes]) {
    roundTrips += 1
    append(arguments)
    refused[arguments.first?.lowercasedName ?? "", default: 0] += 1
  }

  var commands: [RedisCommand] { items.suffix(Self.limit).map { RedisCommand($0) } }

  mutating func clear() { self = CommandLog() }
}
