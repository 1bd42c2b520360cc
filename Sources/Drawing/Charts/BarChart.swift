/// Bars side by side, each with its name and its figure; in groups if there are several of a kind.
///
///     BarChart(
///       title: "Hit ratio of each policy", value: Axis("hit ratio", format: .percent),
///       bars: [.init("LRU", 0.612), .init("FIFO", 0.55)])
///
/// A value that is not finite keeps its name and gets no bar.
public struct BarChart: Chart, Hashable {
  public struct Bar: Hashable, Sendable {
    public var name: String
    public var value: Double

    public init(_ name: String, _ value: Double) {
      self.name = name
      self.value = value
    }
  }

  public struct Group: Hashable, Sendable {
    public var name: String
    public var bars: [Bar]

    public init(_ name: String, _ bars: [Bar]) {
      self.name = name
      self.bars = bars
    }
  }

  public var title: String
  public var value: Axis
  public var groups: [Group]

  public init(title: String, value: Axis, groups: [Group]) {
    self.title = title
    self.value = value
    self.groups = groups
  }

  public init(title: String, value: Axis, bars: [Bar]) {
    self.init(title: title, value: value, groups: bars.isEmpty ? [] : [Group("", bars)])
  }

  static let nothing = "Nothing to draw: there are no bars."

  var allBars: [Bar] { groups.flatMap(\.bars) }

  /// From the lowest to the highest end of a bar; zero, where bars start, is always part of it.
  var span: ClosedRange<Double> {
    let values = allBars.compactMap { drawable($0.value) } + [0]
    let ends = value.range.map { [$0.lowerBound, $0.upperBound] } ?? []
    let all = values + ends
    let (low, high) = (all.min() ?? 0, all.max() ?? 1)
    return low == high ? 0...1 : low...high
  }

  /// The number of each name, in the order of their first appearance.
  ///
  /// Bars of one name look alike in all groups.
  var seriesIndex: [String: Int] {
    var indices: [String: Int] = [:]
    guard groups.count > 1 else { return indices }
    for bar in allBars where indices[bar.name] == nil { indices[bar.name] = indices.count }
    return indices
  }

  /// The figure of each bar, in the order of `allBars`.
  var labels: [String] { value.format.labels(for: allBars.map(\.value)) }
}
