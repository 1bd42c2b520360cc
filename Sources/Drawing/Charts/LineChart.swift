/// Several lines over one pair of axes: hit ratio over cache size, latency over time.
///
///     LineChart(
///       title: "Hit ratio by cache size",
///       x: Axis("entries"), y: Axis("hit ratio", format: .percent),
///       series: [.init("LRU", [(100, 0.31), (200, 0.44), (400, 0.58)])])
///
/// Points are joined in the order given. Values that are not finite are left out.
public struct LineChart: Chart, Hashable {
  public struct Point: Hashable, Sendable {
    public var x: Double
    public var y: Double

    public init(x: Double, y: Double) {
      self.x = x
      self.y = y
    }
  }

  public struct Series: Hashable, Sendable {
    public var name: String
    public var points: [Point]

    public init(_ name: String, _ points: [(x: Double, y: Double)]) {
      self.name = name
      self.points = points.map { Point(x: $0.x, y: $0.y) }
    }
  }

  public var title: String
  public var x: Axis
  public var y: Axis
  public var series: [Series]

  public init(title: String, x: Axis, y: Axis, series: [Series]) {
    self.title = title
    self.x = x
    self.y = y
    self.series = series
  }

  static let nothing = "Nothing to draw: no series has a point."

  /// The points of each series that can be drawn.
  var lines: [[Point]] {
    series.map { series in
      series.points.compactMap { point in
        guard let x = drawable(point.x), let y = drawable(point.y) else { return nil }
        return Point(x: x, y: y)
      }
    }
  }

  var xSpan: ClosedRange<Double> {
    x.span(of: lines.joined().map(\.x), fromZero: false)
  }

  var ySpan: ClosedRange<Double> {
    y.span(of: lines.joined().map(\.y), fromZero: true)
  }
}
