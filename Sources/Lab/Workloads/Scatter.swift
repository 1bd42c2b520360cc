/// A fixed shuffle of 0..<count that is computed, not stored.
///
///     let scatter = Scatter(count: 1_000_000, seed: 7)
///     scatter[0]   // where 0 went: some number below 1,000,000 that nothing else went to
///
/// It spreads the popular keys of a workload over all numbers, instead of making them 0, 1, 2.
///
/// A four-round Feistel network shuffles the numbers of the smallest even count of bits that holds
/// `count`; a result beyond `count` is put through again until it falls inside (cycle walking),
/// which keeps it one to one and takes four steps on average at worst. It is no cipher.
public struct Scatter: Hashable, Sendable {
  public let count: Int
  private let halfBits: UInt64
  private let roundKeys: [UInt64]

  public init(count: Int, seed: UInt64) {
    precondition(count > 0, "a shuffle needs at least one number, not \(count)")
    self.count = count
    let bits = max(2, Int.bitWidth - (count - 1).leadingZeroBitCount)
    halfBits = UInt64((bits + 1) / 2)
    var random = SplitMix64(seed: seed)
    roundKeys = (0..<4).map { _ in random.next() }
  }

  public subscript(number: Int) -> Int {
    precondition(
      number >= 0 && number < count,
      "the shuffle is of 0..<\(count), and \(number) is outside"
    )
    var value = UInt64(number)
    repeat { value = shuffled(value) } while value >= UInt64(count)
    return Int(value)
  }

  private func shuffled(_ value: UInt64) -> UInt64 {
    let mask = (UInt64(1) << halfBits) - 1
    var left = value >> halfBits
    var right = value & mask
    for key in roundKeys {
      var mixed = (right ^ key) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 29)) &* 0x94D0_49BB_1331_11EB
      (left, right) = (right, left ^ ((mixed >> 32) & mask))
    }
    return left << halfBits | right
  }
}
