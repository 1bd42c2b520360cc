/// The classes of keyspace events, as the letters of `notify-keyspace-events` choose them.
struct NotificationKinds: OptionSet, Sendable {
  let rawValue: UInt16

  static let keyspace = NotificationKinds(rawValue: 1 << 0)
  static let keyevent = NotificationKinds(rawValue: 1 << 1)
  static let generic = NotificationKinds(rawValue: 1 << 2)
  static let string = NotificationKinds(rawValue: 1 << 3)
  static let list = NotificationKinds(rawValue: 1 << 4)
  static let set = NotificationKinds(rawValue: 1 << 5)
  static let hash = NotificationKinds(rawValue: 1 << 6)
  static let sortedSet = NotificationKinds(rawValue: 1 << 7)
  static let expired = NotificationKinds(rawValue: 1 << 8)
  static let evicted = NotificationKinds(rawValue: 1 << 9)
  static let stream = NotificationKinds(rawValue: 1 << 10)
  static let keyMiss = NotificationKinds(rawValue: 1 << 11)
  static let module = NotificationKinds(rawValue: 1 << 12)
  static let new = NotificationKinds(rawValue: 1 << 13)

  /// What the letter `A` stands for: all but misses and new keys.
  static let all: NotificationKinds = [
    .generic, .string, .list, .set, .hash, .sortedSet, .expired, .evicted, .stream, .module,
  ]

  /// In the order in which `CONFIG GET` writes them.
  private static let letters: [(letter: Character, kind: NotificationKinds)] = [
    ("g", .generic), ("$", .string), ("l", .list), ("s", .set), ("h", .hash), ("z", .sortedSet),
    ("x", .expired), ("e", .evicted), ("t", .stream), ("d", .module), ("n", .new),
    ("K", .keyspace), ("E", .keyevent), ("m", .keyMiss),
  ]

  /// The classes that the letters name, or nil if one names nothing.
  init?(letters: String) {
    self = []
    for letter in letters {
      if letter == "A" {
        formUnion(.all)
      } else if let (_, kind) = Self.letters.first(where: { $0.letter == letter }) {
        formUnion(kind)
      } else {
        return nil
      }
    }
  }

  init(rawValue: UInt16) { self.rawValue = rawValue }

  /// The letters in the form in which `CONFIG GET` gives them.
  var letters: String {
    let everything = isSuperset(of: .all)
    let named = Self.letters.filter { contains($0.kind) }
    // Redis leaves out `n` as well once everything else is chosen.
    let rest = named.filter { !everything || !NotificationKinds.all.union(.new).contains($0.kind) }
    return (everything ? "A" : "") + String(rest.map(\.letter))
  }
}

extension RedisEngine {
  /// Publishes what happened to a key, if the configuration asks for it.
  @inline(__always)
  func notify(
    _ kind: NotificationKinds,
    _ event: StaticString,
    _ key: RedisBytes,
    in database: RedisDatabase
  ) {
    if configuration.notifications.contains(kind) { publish(event, key, in: database) }
  }

  private func publish(_ event: StaticString, _ key: RedisBytes, in database: RedisDatabase) {
    let event = RedisBytes("\(event)")
    if configuration.notifications.contains(.keyspace) {
      var channel = RedisBytes("__keyspace@\(database.index)__:")
      channel.append(key)
      publish(event, to: channel)
    }
    if configuration.notifications.contains(.keyevent) {
      publish(key, to: RedisBytes("__keyevent@\(database.index)__:\(event)"))
    }
  }
}
