extension Collection<Double> {
  /// The figure in the middle, or the mean of the two there; nil where there is none.
  public var median: Double? { quantile(0.5) }

  /// The figure that a share of the others does not exceed, between two neighbours if it must be.
  public func quantile(_ share: Double) -> Double? {
    let sorted = sorted()
    guard let last = sorted.last else { return nil }
    let place = share * Double(sorted.count - 1)
    let index = Int(place)
    guard index + 1 < sorted.count else { return last }
    return sorted[index] + (place - Double(index)) * (sorted[index + 1] - sorted[index])
  }
}
