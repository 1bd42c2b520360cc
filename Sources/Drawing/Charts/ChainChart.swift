/// A list step by step: the order of its entries after each request, and what just changed.
///
///     ChainChart(
///       title: "LRU with room for three", order: "most recent first",
///       rows: [
///         .init("start", [.init("C"), .init("B"), .init("A")]),
///         .init("get A", [.init("A", .hit), .init("C"), .init("B")]),
///         .init("put D", [.init("D", .fresh), .init("A"), .init("C"), .init("B", .victim)]),
///       ])
///
/// A list of several parts, such as T1, T2, B1 and B2 of ARC, is given as segments.
public struct ChainChart: Chart, Hashable {
  public enum Role: Int, Hashable, Sendable, CaseIterable {
    case normal, fresh, hit, victim, ghost
  }

  public struct Box: Hashable, Sendable {
    public var text: String
    public var role: Role
    /// Whether the hand of a policy such as SIEVE or CLOCK points here.
    public var hasHand: Bool
    /// A small extra, such as a count of uses or a visited bit.
    public var badge: String

    public init(_ text: String, _ role: Role = .normal, hand: Bool = false, badge: String = "") {
      self.text = text
      self.role = role
      hasHand = hand
      self.badge = badge
    }
  }

  public struct Segment: Hashable, Sendable {
    public var name: String
    public var boxes: [Box]

    public init(_ name: String, _ boxes: [Box]) {
      self.name = name
      self.boxes = boxes
    }
  }

  public struct Row: Hashable, Sendable {
    public var caption: String
    public var segments: [Segment]
    /// A remark about the step.
    public var note: String

    public init(_ caption: String, segments: [Segment], note: String = "") {
      self.caption = caption
      self.segments = segments
      self.note = note
    }

    public init(_ caption: String, _ boxes: [Box], note: String = "") {
      self.init(caption, segments: [Segment("", boxes)], note: note)
    }
  }

  public var title: String
  /// How the boxes are sorted: "most recent first".
  public var order: String
  public var rows: [Row]

  public init(title: String, order: String = "", rows: [Row]) {
    self.title = title
    self.order = order
    self.rows = rows
  }

  static let nothing = "Nothing to draw: there are no steps."

  var boxes: [Box] { rows.flatMap(\.segments).flatMap(\.boxes) }

  /// The segments by index, each with its first name and its greatest number of boxes.
  var places: [(name: String, most: Int)] {
    (0..<(rows.map(\.segments.count).max() ?? 0)).map { place in
      let here = rows.compactMap { place < $0.segments.count ? $0.segments[place] : nil }
      return (here.lazy.map(\.name).first { !$0.isEmpty } ?? "", here.map(\.boxes.count).max() ?? 0)
    }
  }

  /// Whether a segment stands for the same part of the list in every row.
  ///
  /// If it does, one heading serves all rows.
  var hasColumns: Bool {
    let places = places
    return rows.allSatisfy { row in
      zip(row.segments, places).allSatisfy { $0.name.isEmpty || $0.name == $1.name }
    }
  }

  /// What the legend must explain.
  var legend: [(role: Role?, name: String)] {
    let used = Set(boxes.map(\.role))
    let names: [(Role, String)] = [
      (.fresh, "new"), (.hit, "hit"), (.victim, "evicted"), (.ghost, "ghost: only its key is kept"),
    ]
    let hand: [(Role?, String)] = boxes.contains(where: \.hasHand) ? [(nil, "hand")] : []
    return names.filter { used.contains($0.0) }.map { ($0.0, $0.1) } + hand
  }
}
