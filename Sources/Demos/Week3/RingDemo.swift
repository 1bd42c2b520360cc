import Drawing
import Week3

/// Which keys move when a node joins: by remainder, and on a ring.
public enum RingDemo: DemoScript {
  public static let id = "ring"

  private static let keys = (0..<10_000).map { "user:\($0)" }
  private static let names = ["cache-a", "cache-b", "cache-c", "cache-d"]
  private static let newcomer = "cache-e"

  public static func perform(on stage: Stage) async throws {
    stage.title("A fifth node joins four")
    stage.say(
      """
      \(grouped(keys.count)) keys live on four nodes. A fifth is added. A key that is looked for on \
      another node than the one that holds it is a miss, and a read of the database.
      """
    )
    let ring = ring(names)
    var grown = ring
    grown.add(newcomer)
    stage.show(
      moves([
        Move("hash % nodes") {
          remainder($0, names)
        } to: {
          remainder($0, names + [newcomer])
        },
        Move("HashRing") {
          ring.node(for: $0)
        } to: {
          grown.node(for: $0)
        },
      ])
    )
    stage.say(
      """
      A fifth of the keys has to move: the new node is to hold a fifth. Whatever moves beyond that, \
      and whatever moves between nodes that were there before, moves for nothing.
      """
    )

    stage.heading("Four nodes with three points each")
    stage.say("A key belongs to the first point at or after it, clockwise.")
    stage.picture("ring", chart(points: 3))

    stage.heading("How evenly the keys are spread")
    stage.say("Ten nodes, and their keys by the number of points that each node has.")
    stage.show(spread([1, 10, 40, 160, 640]))
    stage.say(
      """
      With n points the shares differ from each other by about one part in the square root of n. \
      More points make a longer table and nothing else: a look-up in twice as many points takes one \
      step more.
      """
    )
  }

  private static func ring(_ names: [String], points: Int = 160) -> HashRing {
    var ring = HashRing(pointsPerNode: points)
    for name in names { ring.add(name) }
    return ring
  }

  private static func remainder(_ key: String, _ names: [String]) -> String {
    names[Int(HashRing.position(of: key) % UInt64(names.count))]
  }

  /// One way to choose a node, before and after the fifth has joined.
  private struct Move {
    let name: String
    let moved: Int
    let betweenOldNodes: Int

    init(_ name: String, from: (String) -> String?, to: (String) -> String?) {
      self.name = name
      let newHomes = keys.filter { from($0) != to($0) }.map(to)
      moved = newHomes.count
      betweenOldNodes = newHomes.count { $0 != newcomer }
    }
  }

  private static func moves(_ moves: [Move]) -> TextTable {
    var table = TextTable([
      .text("rule"), .number("keys that move"), .number("of all"), .number("between old nodes"),
    ])
    for move in moves {
      table.add([
        .init(move.name), .init(grouped(move.moved)),
        .init(percent(Double(move.moved) / Double(keys.count))),
        .init(grouped(move.betweenOldNodes), move.betweenOldNodes == 0 ? .good : .bad),
      ])
    }
    return table
  }

  /// The points are those of the contract, drawn where they are.
  private static func chart(points: Int) -> RingChart {
    RingChart(
      title: "Four nodes with \(points) points each",
      nodes: names.map { name in
        .init(name, at: (0..<points).map { place("\(name)#\($0)") })
      },
      keys: ["user:1", "user:2", "user:42"].map { .init($0, at: place($0)) }
    )
  }

  /// A position as a part of the circle.
  private static func place(_ text: String) -> Double {
    Double(HashRing.position(of: text)) / 0x1p64
  }

  private static func spread(_ pointCounts: [Int]) -> TextTable {
    var table = TextTable([
      .number("points a node"), .number("fewest keys"), .number("most keys"),
      .number("most / fair"),
    ])
    let names = (0..<10).map { "cache-\($0)" }
    for points in pointCounts {
      let ring = ring(names, points: points)
      let counts = names.map { name in keys.count { ring.node(for: $0) == name } }
      let (least, most) = (counts.min() ?? 0, counts.max() ?? 0)
      table.add([
        .init(grouped(points)), .init(grouped(least)), .init(grouped(most)),
        .init(fixed(Double(most * names.count) / Double(keys.count), 2)),
      ])
    }
    return table
  }
}
