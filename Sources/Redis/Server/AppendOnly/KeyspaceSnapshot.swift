/// All the keys of an engine as they are at one moment.
///
/// The collections are Swift values, so a snapshot costs a reference each and shares their memory
/// until one of them is changed; it can be written to a file by another thread while the engine goes
/// on. Redis forks its process for that.
struct KeyspaceSnapshot: Sendable {
  struct Item: Sendable {
    let key: RedisBytes
    let deadline: Int
    let value: Value
  }

  enum Value: Sendable {
    case string(RedisBytes)
    case list(RedisList)
    case hash(RedisHash)
    case set(RedisSet)
    case sortedSet(RedisSortedSet)
    case stream(RedisStream)

    init(_ value: RedisValue) {
      self =
        switch value {
        case .string(let bytes): .string(bytes)
        case .list(let box): .list(box.value)
        case .hash(let box): .hash(box.value)
        case .set(let box): .set(box.value)
        case .sortedSet(let box): .sortedSet(box.value)
        case .stream(let box): .stream(box.value)
        }
    }
  }

  let databases: [(index: Int, items: [Item])]

  init(_ engine: RedisEngine) {
    databases = engine.databases.filter { $0.keys.count > 0 }.map { database in
      let items = database.keys.table.nodes.map { node in
        Item(key: node.key, deadline: node.payload.deadline, value: Value(node.payload.value))
      }
      return (database.index, items)
    }
  }
}
