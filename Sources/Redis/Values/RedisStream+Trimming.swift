/// How much of a stream is to go.
struct StreamTrim {
  enum Bound {
    /// Keep so many entries.
    case length(Int)
    /// Keep those from this id on.
    case id(StreamID)
  }

  var bound: Bound
  /// Whole nodes only, which leaves more than was asked for but costs less.
  var isApproximate: Bool
  /// How many entries may go at most; 0 means without limit.
  var limit: Int
}

extension RedisStream {
  /// Removes entries from the front and returns how many.
  mutating func trim(_ trim: StreamTrim) -> Int {
    let before = count
    var left = count
    var whole = 0
    while whole < nodes.count {
      let node = nodes[whole]
      let size = node.entries.count
      if case .length(let length) = trim.bound, left <= length { break }
      if trim.limit > 0 && before - left + size > trim.limit { break }
      if !trim.removesWhole(node, of: left) {
        if !trim.isApproximate {
          removeFirstNodes(whole)
          whole = 0
          trimFirstNode(trim.bound)
        }
        break
      }
      left -= size
      whole += 1
    }
    if whole > 0 { removeFirstNodes(whole) }
    return before - count
  }

  private mutating func trimFirstNode(_ bound: StreamTrim.Bound) {
    let end: Int
    switch bound {
    case .length(let length): end = count - length
    case .id(let id): end = nodes[0].index(from: id)
    }
    removeEntries(0..<end, of: 0)
  }
}

extension StreamTrim {
  fileprivate func removesWhole(_ node: StreamNode, of count: Int) -> Bool {
    switch bound {
    case .length(let length): count - node.entries.count >= length
    case .id(let id): node.lastID < id
    }
  }
}
