/// What happened when, in lanes: which request waited, which one loaded, when the entry expired.
///
///     Timeline(
///       title: "Two requests, one load", time: Axis("time", format: .unit("ms")),
///       lanes: [
///         .init("request 1", spans: [.init(from: 0, to: 50, .loads, label: "load")]),
///         .init("request 2", spans: [.init(from: 10, to: 50, .waits)]),
///         .init("entry", marks: [.init(at: 90, "expires")]),
///       ])
///
/// The label of a span is written where there is room for it.
public struct Timeline: Chart, Hashable {
  /// The activity during a span.
  public enum Activity: Int, Hashable, Sendable, CaseIterable {
    case loads, waits, serves, rests, fails

    /// What the legend calls it, unless the chart has another name for it.
    public var name: String {
      switch self {
      case .loads: "loads"
      case .waits: "waits"
      case .serves: "answers from the cache"
      case .rests: "rests"
      case .fails: "fails"
      }
    }
  }

  public struct Span: Hashable, Sendable {
    public var start: Double
    public var end: Double
    public var activity: Activity
    public var label: String

    public init(from start: Double, to end: Double, _ activity: Activity, label: String = "") {
      self.start = start
      self.end = end
      self.activity = activity
      self.label = label
    }
  }

  /// A moment; marks of one name share a shape, which the legend explains.
  public struct Mark: Hashable, Sendable {
    public var time: Double
    public var name: String

    public init(at time: Double, _ name: String) {
      self.time = time
      self.name = name
    }
  }

  public struct Lane: Hashable, Sendable {
    public var name: String
    public var spans: [Span]
    public var marks: [Mark]

    public init(_ name: String, spans: [Span] = [], marks: [Mark] = []) {
      self.name = name
      self.spans = spans
      self.marks = marks
    }
  }

  public var title: String
  public var time: Axis
  public var lanes: [Lane]
  /// Names for the legend in place of the usual ones.
  public var names: [Activity: String]

  public init(title: String, time: Axis, lanes: [Lane], names: [Activity: String] = [:]) {
    self.title = title
    self.time = time
    self.lanes = lanes
    self.names = names
  }

  static let nothing = "Nothing to draw: no lane has a span or a mark."

  var times: [Double] {
    lanes.flatMap { lane in
      lane.spans.flatMap { [$0.start, $0.end] } + lane.marks.map(\.time)
    }.compactMap(drawable)
  }

  /// The activities in the chart, and their names.
  var activities: [(activity: Activity, name: String)] {
    let used = Set(lanes.flatMap { $0.spans.map(\.activity) })
    return Activity.allCases.filter(used.contains).map { ($0, names[$0] ?? $0.name) }
  }

  /// The names of marks in the order of their first appearance.
  var markNames: [String] {
    var seen: Set<String> = []
    return lanes.flatMap(\.marks).map(\.name).filter { seen.insert($0).inserted }
  }

  /// The shape of the marks of one name; discs are too much like a filled span.
  func marker(named name: String) -> Marker {
    let shapes: [Marker] = [.diamond, .triangle, .circle, .square, .openDiamond, .openTriangle]
    return shapes[(markNames.firstIndex(of: name) ?? 0) % shapes.count]
  }
}
