/// How many accesses were hits, and how many misses.
public struct HitCount: Hashable, Sendable {
  public var hits: Int
  public var misses: Int

  public init(hits: Int = 0, misses: Int = 0) {
    self.hits = hits
    self.misses = misses
  }

  public var accesses: Int { hits + misses }

  /// Hits over accesses; 0 before the first access.
  public var ratio: Double { accesses == 0 ? 0 : Double(hits) / Double(accesses) }

  public mutating func record(hit: Bool) {
    if hit { hits += 1 } else { misses += 1 }
  }

  public static func + (a: HitCount, b: HitCount) -> HitCount {
    HitCount(hits: a.hits + b.hits, misses: a.misses + b.misses)
  }

  public static func += (a: inout HitCount, b: HitCount) { a = a + b }
}

extension HitCount: CustomStringConvertible {
  public var description: String {
    let tenths = Int((ratio * 1000).rounded(.toNearestOrEven))
    return "\(grouped(hits)) of \(grouped(accesses)) hit (\(tenths / 10).\(tenths % 10) %)"
  }
}
