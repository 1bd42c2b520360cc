/// The names between two bounds, in the order of their bytes: `[a (c`, `- +`.
///
/// It has a meaning where all scores are equal. Where they are not, a small set gives what Redis gives:
/// the run of members that its search from one end finds.
struct NameRange {
  enum Bound {
    case lowest, highest
    case name(RedisBytes, isExclusive: Bool)

    init?(_ text: RedisBytes) {
      let rest = RedisBytes(text.dropFirst())
      switch text.first {
      case UInt8(ascii: "-") where rest.isEmpty || rest.first == 0: self = .lowest
      case UInt8(ascii: "+") where rest.isEmpty || rest.first == 0: self = .highest
      case UInt8(ascii: "["): self = .name(rest, isExclusive: false)
      case UInt8(ascii: "("): self = .name(rest, isExclusive: true)
      default: return nil
      }
    }

    func admitsBehind(_ member: RedisBytes) -> Bool {
      switch self {
      case .lowest: true
      case .highest: false
      case .name(let name, let isExclusive): isExclusive ? member > name : member >= name
      }
    }

    func admitsBefore(_ member: RedisBytes) -> Bool {
      switch self {
      case .lowest: false
      case .highest: true
      case .name(let name, let isExclusive): isExclusive ? member < name : member <= name
      }
    }
  }

  let least: Bound
  let greatest: Bound

  init(_ least: RedisBytes, _ greatest: RedisBytes) throws(RedisError) {
    guard let least = Bound(least), let greatest = Bound(greatest) else {
      throw RedisError("min or max not valid string range item")
    }
    self.least = least
    self.greatest = greatest
  }

  func ranks(in set: RedisSortedSet, fromBack: Bool = false) -> Range<Int> {
    guard !isEmpty, set.count > 0, least.admitsBehind(set[set.count - 1].member),
      greatest.admitsBefore(set[0].member)
    else { return 0..<0 }
    if set.isSmall { return run(in: set, fromBack: fromBack) }
    let start = set.rank { !least.admitsBehind($0.member) }
    let end = set.rank { greatest.admitsBefore($0.member) }
    return start < end ? start..<end : 0..<0
  }

  private func run(in set: RedisSortedSet, fromBack: Bool) -> Range<Int> {
    let members = set.items(in: 0..<set.count).map(\.member)
    if fromBack {
      guard let end = members.lastIndex(where: greatest.admitsBefore) else { return 0..<0 }
      let before = members[...end].lastIndex { !least.admitsBehind($0) }
      return (before.map { $0 + 1 } ?? 0)..<end + 1
    }
    guard let start = members.firstIndex(where: least.admitsBehind) else { return 0..<0 }
    let end = members[start...].firstIndex { !greatest.admitsBefore($0) }
    return start..<(end ?? members.count)
  }

  /// Whether no name can lie between the bounds.
  private var isEmpty: Bool {
    switch (least, greatest) {
    case (.highest, _), (_, .lowest): true
    case (.name(let low, let excludesLow), .name(let high, let excludesHigh)):
      low > high || low == high && (excludesLow || excludesHigh)
    default: false
    }
  }
}
