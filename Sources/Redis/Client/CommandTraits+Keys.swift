extension CommandTraits {
  /// The positions of the keys in a command; none if it is not well formed, which the server will say.
  func keyPositions(in arguments: [RedisBytes]) -> [Int] {
    let count = arguments.count
    switch keys {
    case .none: return []
    case .range(let first, let last, let step):
      let end = last < 0 ? count + last : last
      guard first <= end, end < count else { return first < count && last > 0 ? [first] : [] }
      return Array(stride(from: first, through: end, by: step))
    case .counted(let at, let other):
      guard at < count, let number = Int(arguments[at].string), number >= 0, number < count - at
      else { return [] }
      return (other.map { [$0] } ?? []) + Array((at + 1)..<(at + 1 + number))
    case .streams:
      guard let word = arguments.firstIndex(where: { $0.isWord("streams") }) else { return [] }
      return Array((word + 1)..<(word + 1 + (count - word - 1) / 2))
    case .firstAndAfter(let words):
      guard count > 1 else { return [] }
      let others = arguments.indices.dropFirst(2).dropLast().filter { index in
        words.contains { arguments[index].isWord($0) }
      }
      return [1] + others.map { $0 + 1 }
    case .migrate:
      guard count > 3 else { return [] }
      if !arguments[3].isEmpty { return [3] }
      guard let word = arguments.lastIndex(where: { $0.isWord("keys") }) else { return [] }
      return Array((word + 1)..<count)
    }
  }
}

extension RedisCommand {
  /// The command's keys.
  func keys(_ traits: CommandTraits) -> [RedisBytes] {
    traits.keyPositions(in: arguments).map { arguments[$0] }
  }
}
