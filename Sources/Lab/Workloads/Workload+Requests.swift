extension Workload {
  /// The first `count` keys of the stream that `seed` gives.
  ///
  /// The same workload, count and seed give the same keys every time the sequence is walked, and a
  /// longer stream starts with the shorter one. It holds the state of the generator and a position,
  /// never the keys.
  public func requests(count: Int, seed: UInt64) -> Requests {
    precondition(count >= 0, "a stream has 0 or more requests, not \(count)")
    return Requests(source: KeySource(self, seed: seed), count: count, seed: seed)
  }

  /// A lazy stream of keys.
  public struct Requests: Sequence, Sendable {
    fileprivate let source: KeySource
    fileprivate let seed: UInt64
    public let count: Int

    fileprivate init(source: KeySource, count: Int, seed: UInt64) {
      self.source = source
      self.count = count
      self.seed = seed
    }

    public var underestimatedCount: Int { count }

    public func makeIterator() -> Iterator {
      Iterator(source: source, random: SplitMix64(seed: seed), left: count)
    }

    public struct Iterator: IteratorProtocol, Sendable {
      fileprivate var source: KeySource
      fileprivate var random: SplitMix64
      fileprivate var left: Int

      public mutating func next() -> Int? {
        guard left > 0 else { return nil }
        left -= 1
        return source.next(using: &random)
      }
    }
  }
}

/// Draws the next key of a workload.
private struct KeySource: Sendable {
  private enum Kind {
    case zipf(Zipf, Scatter?)
    case uniform(UInt64)
    case scan
    case loop(Int)
    case shifting(Workload.HotSet)
    case mixed
  }

  private let kind: Kind
  private var position = 0
  private var mixture = Mixture()

  init(_ workload: Workload, seed: UInt64) {
    switch workload {
    case .zipf(let exponent, let keys, let order):
      let scatter = order == .scattered ? Scatter(count: keys, seed: ~seed) : nil
      kind = .zipf(Zipf(exponent: exponent, keys: keys), scatter)
    case .uniform(let keys):
      precondition(keys > 0, "a uniform workload needs at least one key, not \(keys)")
      kind = .uniform(UInt64(keys))
    case .scan:
      kind = .scan
    case .loop(let keys):
      precondition(keys > 0, "a loop needs at least one key, not \(keys)")
      kind = .loop(keys)
    case .shifting(let set):
      set.validate()
      kind = .shifting(set)
    case .mixed(let parts):
      mixture = Mixture(parts, seed: seed)
      kind = .mixed
    }
  }

  mutating func next(using random: inout SplitMix64) -> Int {
    switch kind {
    case .zipf(let zipf, let scatter):
      let rank = zipf.rank(using: &random)
      return scatter?[rank] ?? rank
    case .uniform(let keys):
      return random.below(keys)
    case .scan:
      defer { position += 1 }
      return position
    case .loop(let keys):
      defer { position = position + 1 == keys ? 0 : position + 1 }
      return position
    case .shifting(let set):
      defer { position += 1 }
      return set.key(ofRequest: position, using: &random)
    case .mixed:
      return mixture.next(using: &random)
    }
  }
}

extension Workload.HotSet {
  fileprivate func validate() {
    precondition(hot > 0 && hot <= keys, "a hot set has 1 to \(keys) of \(keys) keys, not \(hot)")
    precondition((0...1).contains(share), "the hot share is between 0 and 1, not \(share)")
    precondition(period > 0, "a hot set stays for at least one request, not \(period)")
  }

  fileprivate func key(ofRequest index: Int, using random: inout SplitMix64) -> Int {
    // The hot keys begin at `start`; counted from there, they are 0..<hot and the others follow.
    let moves = UInt64(index / period % keys)
    let start = Int(
      UInt64(keys).dividingFullWidth(moves.multipliedFullWidth(by: UInt64(hot))).remainder
    )
    let isHot = hot == keys || random.chance(share)
    let offset =
      isHot ? random.below(UInt64(hot)) : hot + random.below(UInt64(keys - hot))
    return (start + offset) % keys
  }
}

/// The parts of a mixed workload, and which of them has its turn.
private struct Mixture: Sendable {
  private struct Part: Sendable {
    var source: KeySource
    /// Key k of the part becomes `first + k * stride`: parts with endless keys take turns.
    var first: Int
    var stride: Int
    var burst: Int
    /// The chance that the turn goes to this part or to one before it.
    var upTo: Double
  }

  private var parts: [Part] = []
  private var current = 0
  private var leftOfBurst = 0

  init() {}

  init(_ described: [Workload.Part], seed: UInt64) {
    precondition(!described.isEmpty, "a mixed workload needs at least one part")
    let boundedKeys = described.reduce(0) { $0 + ($1.workload.keyCount ?? 0) }
    let endless = described.count { $0.workload.keyCount == nil }
    // A part with long bursts gets fewer turns, so that its weight stays its share of requests.
    let turns = described.map { part in
      precondition(
        part.weight >= 0 && part.weight.isFinite,
        "a weight is at least 0, not \(part.weight)"
      )
      precondition(part.burst > 0, "a burst has at least one request, not \(part.burst)")
      return part.weight / Double(part.burst)
    }
    let allTurns = turns.reduce(0, +)
    precondition(allTurns > 0, "a mixed workload needs a part with a weight above 0")
    var nextBounded = 0
    var nextEndless = boundedKeys
    var upTo = 0.0
    for (index, part) in described.enumerated() {
      upTo += turns[index] / allTurns
      let keys = part.workload.keyCount
      parts.append(
        Part(
          source: KeySource(part.workload, seed: seed &+ UInt64(index)),
          first: keys == nil ? nextEndless : nextBounded,
          stride: keys == nil ? endless : 1,
          burst: part.burst,
          upTo: upTo
        )
      )
      if let keys { nextBounded += keys } else { nextEndless += 1 }
    }
  }

  mutating func next(using random: inout SplitMix64) -> Int {
    if leftOfBurst == 0 {
      let turn = random.unit()
      // Rounding may leave the last sum a little under 1.
      current = parts.firstIndex { turn < $0.upTo } ?? parts.count - 1
      leftOfBurst = parts[current].burst
    }
    leftOfBurst -= 1
    let key = parts[current].source.next(using: &random)
    return parts[current].first + key * parts[current].stride
  }
}

extension SplitMix64 {
  /// A number from 0 to `limit - 1`, each as likely as any.
  ///
  /// Ours, not `Int.random(in:using:)`, so that a stream outlives any change
  /// of the standard library.
  /// The method is Lemire's, "Fast Random Integer Generation in an Interval" (2019).
  fileprivate mutating func below(_ limit: UInt64) -> Int {
    var product = next().multipliedFullWidth(by: limit)
    if product.low < limit {
      let refused = (0 &- limit) % limit
      while product.low < refused { product = next().multipliedFullWidth(by: limit) }
    }
    return Int(product.high)
  }
}
