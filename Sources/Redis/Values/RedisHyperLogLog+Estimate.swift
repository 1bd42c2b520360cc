#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension RedisHyperLogLog {
  /// About how many different elements leave the registers like this.
  static func estimate(_ registers: [UInt8]) -> UInt64 {
    // Values above 51 cannot come from hashing, but a string that was made by hand may hold them.
    var histogram = [Int](repeating: 0, count: 64)
    for value in registers { histogram[Int(value & 63)] += 1 }
    let count = Double(registerCount)
    let longest = 50
    var sum = count * tau((count - Double(histogram[longest + 1])) / count)
    for value in stride(from: longest, through: 1, by: -1) {
      sum = (sum + Double(histogram[value])) * 0.5
    }
    sum += count * sigma(Double(histogram[0]) / count)
    let estimate = (0.721347520444481703680 * count * count / sum).rounded(
      .toNearestOrAwayFromZero
    )
    return estimate.isFinite && estimate < 0x1p63 ? UInt64(estimate) : 0
  }

  /// Corrects for registers that could not count any further.
  private static func tau(_ share: Double) -> Double {
    if share == 0 || share == 1 { return 0 }
    var (root, weight, sum) = (share, 1.0, 1 - share)
    while true {
      root = root.squareRoot()
      let before = sum
      weight *= 0.5
      sum -= pow(1 - root, 2) * weight
      if sum == before { return sum / 3 }
    }
  }

  /// Corrects for registers that nothing has come to yet.
  private static func sigma(_ share: Double) -> Double {
    if share == 1 { return .infinity }
    var (power, weight, sum) = (share, 1.0, share)
    while true {
      power *= power
      let before = sum
      sum += power * weight
      weight += weight
      if sum == before { return sum }
    }
  }
}
