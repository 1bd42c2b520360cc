extension Collection<Double> {
  /// The middle figure, or the mean of the two in the middle; nil for an empty collection.
  public var median: Double? { quantile(0.5) }

  /// The figure that a share of the others does not exceed, interpolated between neighbours.
  public func quantile(_ share: Double) -> Double? {
    let sorted = sorted()
    guard let last = sorted.last else { return nil }
    let place = share * Double(sorted.count - 1)
    let index = Int(place)
    guard index + 1 < sorted.count else { return last }
    return sorted[index] + (place - Double(index)) * (sorted[index + 1] - sorted[index])
  }
}
