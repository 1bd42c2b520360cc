import Drawing
import XCTest

final class ChartTranscriptTests: XCTestCase {
  func testALineChartMarksItsPointsAndNamesItsLines() {
    let chart = LineChart(
      title: "Hit ratio by cache size",
      x: Axis("entries"),
      y: Axis("hit ratio", format: .percent, range: 0...1),
      series: [
        .init("LRU", [(100, 0.31), (200, 0.44), (400, 0.58), (800, 0.71)]),
        .init("FIFO", [(100, 0.26), (200, 0.38), (400, 0.51), (800, 0.66)]),
      ]
    )
    XCTAssertEqual(
      chart.text(columns: 60),
      """
      Hit ratio by cache size

      hit ratio
      100 % ┤
            │
       80 % ┤
            │                                            ⢀⣀⣀⣀⣀⡠⠤●
       60 % ┤                        ⢀⣀⣀⣀⣀⡠⠤⠤⠤⠤⠔⠒⠒⣒⣒⣊⣉⠭⠭⠭⠥⠔⠒⠒⠒⠊⠉▲
            │              ⣀⣀⠤⠤⠔⠒⠒⣉●⣉⡡⠤⠤⠤⠔⠒⠒⠒⠒⠉⠉⠉⠉
            │      ⣀●⠤⠒⠒⢊⣉⣉⠤⠤⠒⠒⠊⠉⠉
       40 % ┤ ⣀⠤⠔⢊⣉⠤▲⠒⠉⠉⠁
            │●⠤⠒⠊⠁
       20 % ┤
            │
        0 % ┤
            └┬──────┬───────┬──────┬──────┬──────┬───────┬──────┬
            100    200     300    400    500    600     700    800
                                   entries

             ● LRU   ▲ FIFO
      """
    )
  }

  func testABarChartWritesTheFigureAtEachBar() {
    let chart = BarChart(
      title: "Where a read is answered",
      value: Axis("latency", format: .unit("ms")),
      bars: [.init("L1", 2), .init("L2", 8), .init("database", 150)]
    )
    XCTAssertEqual(
      chart.text(columns: 60),
      """
      Where a read is answered
      latency (ms)

      L1        ▋ 2 ms
      L2        ██▎ 8 ms
      database  ███████████████████████████████████████████ 150 ms
      """
    )
  }

  func testGroupsOfBarsHaveAHeadingEach() {
    let chart = BarChart(
      title: "Policies by workload",
      value: Axis("hit ratio", format: .percent, range: 0...1),
      groups: [
        .init("zipf 1.0", [.init("LRU", 0.612), .init("FIFO", 0.55)]),
        .init("loop 1,200", [.init("LRU", 0), .init("FIFO", 0.004)]),
      ]
    )
    XCTAssertEqual(
      chart.text(columns: 50),
      """
      Policies by workload
      hit ratio

      zipf 1.0
        LRU   █████████████████████▍ 61.2 %
        FIFO  ███████████████████▎ 55.0 %

      loop 1,200
        LRU   0.0 %
        FIFO  ▏ 0.4 %
      """
    )
  }

  func testATimelineShowsWhoWaitedAndWhoLoaded() {
    let chart = Timeline(
      title: "Three requests, one load",
      time: Axis("time", format: .unit("ms")),
      lanes: [
        .init("request 1", spans: [.init(from: 0, to: 50, .loads, label: "load")]),
        .init(
          "request 2",
          spans: [.init(from: 10, to: 50, .waits)],
          marks: [.init(at: 50, "answer")]
        ),
        .init(
          "request 3",
          spans: [.init(from: 60, to: 70, .serves)],
          marks: [.init(at: 80, "entry expires")]
        ),
      ]
    )
    XCTAssertEqual(
      chart.text(columns: 60),
      """
      Three requests, one load

      request 1 │███████████ load ████████████
      request 2 │      ░░░░░░░░░░░░░░░░░░░░░░░◆
      request 3 │                                   ▓▓▓▓▓▓      ▲
                └┬─────┬─────┬─────┬─────┬────┬─────┬─────┬─────┬
                 0    10    20    30    40   50    60    70    80
                 time (ms)

      ██ loads   ░░ waits   ▓▓ answers from the cache   ◆ answer
      ▲ entry expires
      """
    )
  }

  func testARingShowsWhoOwnsWhat() {
    let chart = RingChart(
      title: "Three nodes",
      nodes: [
        .init("cache-1", at: [0.1, 0.6]), .init("cache-2", at: [0.35]), .init("cache-3", at: [0.9]),
      ],
      keys: [.init("user:17", at: 0.2), .init("cart:9", at: 0.7)]
    )
    XCTAssertEqual(
      chart.text(columns: 60),
      """
      Three nodes

                  AAAAAAAAAAAA
              AAAAAAAAAAAAAAAAAAAA
            CCCAA              AABBB
          CCCC                    BBBB
         CCCC                      BBBB
        CCCC                        BBBB     A  cache-1   45.0 %
       CCCC                        1 BBBB    B  cache-2   25.0 %
       CCC                            BBB    C  cache-3   30.0 %
       CCC                            BBB
       CCC                            BBB    1  user:17 → cache-2
       CCCC 2                        BBBB    2  cart:9 → cache-3
        CCCC                        BBBB
         CCCC                      BBBB
          CCCC                    AAAA
            CCCAA              AAAAA
              AAAAAAAAAAAAAAAAAAAA
                  AAAAAAAAAAAA
      """
    )
  }

  func testAChainShowsAListStepByStep() {
    let chart = ChainChart(
      title: "LRU with room for three",
      order: "most recent first",
      rows: [
        .init("start", [.init("C"), .init("B"), .init("A")]),
        .init("get A", [.init("A", .hit), .init("C"), .init("B")], note: "to the front"),
        .init("put D", [.init("D", .fresh), .init("A"), .init("C"), .init("B", .victim)]),
      ]
    )
    XCTAssertEqual(
      chart.text(columns: 60),
      """
      LRU with room for three
      most recent first

      start  [ C ][ B ][ A ]
      get A  [*A ][ C ][ B ]  to the front
      put D  [+D ][ A ][ C ] ×B

      + new   * hit   × evicted
      """
    )
  }

  func testAChainOfPartsPutsThemInColumns() {
    let chart = ChainChart(
      title: "ARC with room for four",
      rows: [
        .init(
          "get A",
          segments: [
            .init("T1", [.init("D"), .init("C")]), .init("T2", [.init("A", .hit)]),
            .init("B1", [.init("X", .ghost)]), .init("B2", []),
          ]
        ),
        .init(
          "get X",
          segments: [
            .init("T1", [.init("D")]), .init("T2", [.init("X", .fresh), .init("A")]),
            .init("B1", [.init("C", .ghost)]), .init("B2", [.init("Y", .ghost)]),
          ],
          note: "the target for T1 grows to 1"
        ),
      ]
    )
    XCTAssertEqual(
      chart.text(columns: 60),
      """
      ARC with room for four

             T1           T2           B1      B2
      get A  [ D ][ C ] │ [*A ]      │ ( X ) │
      get X  [ D ]      │ [+X ][ A ] │ ( C ) │ ( Y )
             the target for T1 grows to 1

      + new   * hit   ( ) ghost: only its key is kept
      """
    )
  }

  func testAHandPointsAtItsBox() {
    let chart = ChainChart(
      title: "SIEVE",
      order: "newest first; 1 is the visited bit",
      rows: [
        .init("start", [.init("C"), .init("B", badge: "1"), .init("A", hand: true, badge: "1")]),
        .init("put D", [.init("D", .fresh), .init("C", .victim, hand: true), .init("B")]),
      ]
    )
    XCTAssertEqual(
      chart.text(columns: 60),
      """
      SIEVE
      newest first; 1 is the visited bit

      start  [  C   ][  B 1 ][▸ A 1 ]
      put D  [ +D   ] ▸×C    [  B   ]

      + new   × evicted   ▸ hand
      """
    )
  }
}
