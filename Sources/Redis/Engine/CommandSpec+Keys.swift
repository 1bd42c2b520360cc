extension CommandSpec {
  /// The keys among a command's arguments, each with what is done with it, in the order of the
  /// specification.
  func keyPositions(in arguments: [RedisBytes]) -> [(index: Int, use: String)] {
    if let findKeys { return findKeys(arguments).map { ($0, keys.first?.use ?? "") } }
    var positions: [(index: Int, use: String)] = []
    for spec in keys {
      let found = spec.positions(in: arguments)
      // Where the number of keys is wrong, none of the arguments counts as one.
      if found.isEmpty, case .counted = spec.find { return [] }
      positions += found.map { ($0, spec.use) }
    }
    return positions
  }

  /// First, last and step as older clients know them; zeros where the keys do not lie so simply.
  var plainKeyRange: (first: Int, last: Int, step: Int) {
    var result = (first: 0, last: 0, step: 0)
    for spec in keys {
      guard case .index(let first) = spec.begin,
        case .range(let last, let step, let limit) = spec.find, limit == 0
      else { continue }
      let end = last < 0 ? last : first + last
      if result.step == 0 {
        result = (first, end, step)
      } else if result.last >= 0, step == 1, result.step == 1, first == result.last + 1 {
        // Neighbours make one range.
        result.last = end
      }
    }
    return result
  }

  /// Whether first, last and step do not tell all the keys.
  var hasMovableKeys: Bool {
    if findKeys != nil { return true }
    return keys.contains { spec in
      if case .index = spec.begin, case .range(_, _, 0) = spec.find { return false }
      return true
    }
  }
}

extension KeySpec {
  fileprivate func positions(in arguments: [RedisBytes]) -> [Int] {
    guard let start = beginning(in: arguments), start < arguments.count else { return [] }
    switch find {
    case .unknown: return []
    case .range(let last, let step, let limit):
      var end = last < 0 ? arguments.count + last : start + last
      if limit > 1 { end = start + (arguments.count - start) / limit + last }
      guard end >= start, end < arguments.count else { return [] }
      return Array(stride(from: start, through: end, by: step))
    case .counted(let count, let first, let step):
      guard let number = arguments[start + count].integer, number > 0 else { return [] }
      let begin = start + first
      guard number <= (arguments.count - begin + step - 1) / step else { return [] }
      return (0..<number).map { begin + $0 * step }
    }
  }

  private func beginning(in arguments: [RedisBytes]) -> Int? {
    switch begin {
    case .unknown: return nil
    case .index(let index): return index
    case .keyword(let word, let start):
      let from = start < 0 ? arguments.count + start : start
      let indices =
        start < 0 ? Array((0...max(0, from)).reversed()) : Array(from..<max(from, arguments.count))
      return indices.first { $0 < arguments.count && arguments[$0].equalsIgnoringCase(word) }.map {
        $0 + 1
      }
    }
  }
}

extension Command {
  /// The categories that follow from flags and group, and those that the specification adds.
  var categories: [CommandCategory] {
    var found = Set(spec.extraCategories)
    let implied: [(CommandFlags, CommandCategory)] = [
      (.write, .write), (.admin, .admin), (.admin, .dangerous), (.pubsub, .pubsub),
      (.fast, .fast), (.blocking, .blocking),
    ]
    for (flag, category) in implied where flags.contains(flag) { found.insert(category) }
    if !flags.contains(.fast) { found.insert(.slow) }
    if flags.contains(.readonly) && spec.group != .scripting { found.insert(.read) }
    if spec.isInGroupCategory, let category = spec.group.category { found.insert(category) }
    return CommandCategory.allCases.filter(found.contains)
  }
}
