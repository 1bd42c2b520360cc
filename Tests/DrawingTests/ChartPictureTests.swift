import Drawing
import XCTest

/// A few marks of each picture, to the byte: what the docs show changes only on purpose.
final class ChartPictureTests: XCTestCase {
  func testALineHasItsPathItsMarkersAndRoundTicks() {
    let svg = LineChart(
      title: "Hits & misses",
      x: Axis("entries"),
      y: Axis("hit ratio", format: .percent, range: 0...1),
      series: [.init("LRU", [(0, 0), (5, 0.5), (10, 1)])]
    ).svg()
    let lines = svg.split(separator: "\n")
    XCTAssertEqual(
      String(lines[0]),
      """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 466" width="720" height="466" \
      role="img" font-family="system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', \
      sans-serif">
      """
    )
    XCTAssertEqual(lines[1], "<title>Hits &amp; misses</title>")
    XCTAssertEqual(
      lines[2],
      "<desc>Lines of hit ratio over entries: LRU goes from 0.0 % to 100.0 %.</desc>"
    )
    assert(
      svg,
      contains: ">0 %</text>",
      ">20 %</text>",
      ">100 %</text>",
      ">10</text>",
      ">LRU</text>"
    )
    XCTAssertEqual(svg.split(separator: "<circle").count - 1, 4, "three points and the legend")
  }

  func testALineOnAnotherLeavesGapsToSeeItThrough() {
    let points: [(x: Double, y: Double)] = [(0, 1), (1, 2)]
    let svg = LineChart(
      title: "",
      x: Axis("x"),
      y: Axis("y"),
      series: [.init("a", points), .init("b", points)]
    ).svg()
    assert(svg, contains: "stroke-dasharray=\"8 8\"")
  }

  func testBarsHaveLengthsInProportion() throws {
    let svg = BarChart(title: "", value: Axis(""), bars: [.init("a", 1), .init("b", 4)]).svg()
    let widths = svg.matches(of: /width="([0-9.]+)" height="20"/).compactMap { Double($0.1) }
    XCTAssertEqual(widths.count, 2)
    XCTAssertEqual(try XCTUnwrap(widths.first) * 4, try XCTUnwrap(widths.last), accuracy: 0.05)
  }

  func testASpanTellsItsActivityWithoutColour() {
    let svg = Timeline(
      title: "",
      time: Axis("", format: .unit("ms")),
      lanes: [
        .init(
          "request",
          spans: [.init(from: 0, to: 5, .waits, label: "w"), .init(from: 5, to: 9, .loads)]
        )
      ],
      names: [.waits: "queues"]
    ).svg()
    assert(
      svg,
      contains: "stroke-dasharray=\"4 3\"><title>w: queues</title></rect>",
      ">queues</text>",
      "<title>loads</title>"
    )
  }

  func testARingNamesOwnersAndShares() {
    let svg = RingChart(
      title: "",
      nodes: [.init("a", at: [0, 0.5]), .init("b", at: [0.25])],
      keys: [.init("k<1>", at: 0.2)]
    ).svg()
    assert(
      svg,
      contains: ">75.0 %</text>",
      ">25.0 %</text>",
      ">k&lt;1&gt; → b</text>",
      "<desc>A hash ring. a owns 75.0 %; b owns 25.0 %; k&lt;1&gt; belongs to b.</desc>"
    )
  }

  func testAChainTellsRolesByBorders() {
    let svg = ChainChart(
      title: "",
      order: "newest first",
      rows: [.init("put D", [.init("D", .fresh), .init("A", .victim, hand: true)])]
    ).svg()
    assert(
      svg,
      contains: "stroke-dasharray=\"5 3\"",
      ">evicted</text>",
      ">hand</text>",
      "<desc>A list, newest first, step by step. put D: D fresh, A victim hand.</desc>"
    )
  }

  func testColourOnATerminalIsAddedAroundTheCharacters() {
    let chart = ChainChart(title: "LRU", rows: [.init("put D", [.init("D", .fresh), .init("C")])])
    XCTAssertEqual(
      chart.text(columns: 40, style: .coloured),
      """
      \u{1B}[1mLRU\u{1B}[0m

      put D  \u{1B}[32m[+D\u{1B}[0m \u{1B}[32m]\u{1B}[0m[ C ]

      \u{1B}[32m+\u{1B}[0m new
      """
    )
  }

  private func assert(
    _ svg: String,
    contains parts: String...,
    file: StaticString = #filePath,
    line: UInt = #line
  ) {
    for part in parts {
      XCTAssertTrue(svg.contains(part), "no \(part) in\n\(svg)", file: file, line: line)
    }
  }
}
