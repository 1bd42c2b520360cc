import Drawing
import Foundation
import XCTest

#if canImport(FoundationXML)
  import FoundationXML
#endif

final class ChartPropertyTests: XCTestCase {
  func testNoLineIsWiderThanAskedOrEndsWithASpace() {
    for chart in ChartExamples.all {
      for columns in [24, 40, 60, 80, 120] {
        for line in chart.text(columns: columns).split(separator: "\n") {
          let line = String(line)
          XCTAssertLessThanOrEqual(
            line.displayWidth,
            columns,
            "\(type(of: chart)) \"\(chart.title)\": \(line)"
          )
          XCTAssertFalse(line.hasSuffix(" "), "\(type(of: chart)) \"\(chart.title)\": \(line)|")
        }
      }
    }
  }

  func testColourChangesNothingButTheColour() {
    for chart in ChartExamples.all {
      let coloured = chart.text(columns: 80, style: .coloured)
      XCTAssertEqual(
        coloured.replacing(/\u{1B}\[[0-9;]*m/, with: ""),
        chart.text(),
        chart.title
      )
      for line in coloured.split(separator: "\n") where line.contains("\u{1B}") {
        let last = line.split(separator: "\u{1B}").last ?? ""
        XCTAssertTrue(last.hasPrefix("[0m"), "a colour stays on: \(line)")
      }
    }
  }

  func testTheSameFiguresGiveTheSameBytes() {
    for chart in ChartExamples.all {
      XCTAssertEqual(chart.text(), chart.text(), chart.title)
      XCTAssertEqual(chart.svg(), chart.svg(), chart.title)
    }
  }

  func testEveryPictureIsWellFormedAndDescribesItself() throws {
    for chart in ChartExamples.all {
      let svg = chart.svg()
      let reader = PictureReader()
      let parser = XMLParser(data: Data(svg.utf8))
      parser.delegate = reader
      XCTAssertTrue(
        parser.parse(),
        "\(chart.title): \(parser.parserError?.localizedDescription ?? "")"
      )
      XCTAssertEqual(reader.root["role"], "img")
      XCTAssertTrue(reader.root["viewBox"]?.hasPrefix("0 0 720 ") == true, chart.title)
      XCTAssertEqual(reader.text["title"]?.first, chart.title)
      XCTAssertFalse(reader.text["desc", default: []].isEmpty, chart.title)
      XCTAssertFalse(svg.contains("nan") || svg.contains("inf\""), chart.title)
    }
  }

  func testEverythingInAPictureLiesInsideIt() throws {
    for chart in ChartExamples.all {
      let reader = PictureReader()
      let parser = XMLParser(data: Data(chart.svg().utf8))
      parser.delegate = reader
      XCTAssertTrue(parser.parse())
      let height = try XCTUnwrap(Double(reader.root["height"] ?? ""))
      for (x, y) in reader.places {
        XCTAssertTrue((0...720).contains(x), "\(chart.title): x \(x)")
        XCTAssertTrue((0...height).contains(y), "\(chart.title): y \(y) of \(height)")
      }
    }
  }

  func testWithoutFiguresThereIsASentence() {
    let cases: [(chart: any Chart, sentence: String)] = [
      (ChartExamples.lines[0], "Nothing to draw: no series has a point."),
      (ChartExamples.lines[1], "Nothing to draw: no series has a point."),
      (ChartExamples.bars[0], "Nothing to draw: there are no bars."),
      (ChartExamples.timelines[0], "Nothing to draw: no lane has a span or a mark."),
      (ChartExamples.rings[1], "Nothing to draw: no node has a point on the ring."),
      (ChartExamples.chains[0], "Nothing to draw: there are no steps."),
    ]
    for (chart, sentence) in cases {
      XCTAssertTrue(chart.text().hasPrefix(chart.title))
      XCTAssertTrue(chart.text().hasSuffix("\n\n\(sentence)"), chart.text())
      XCTAssertTrue(chart.svg().contains(">\(sentence)</text>"), chart.title)
    }
  }

  private final class PictureReader: NSObject, XMLParserDelegate {
    var root: [String: String] = [:]
    var text: [String: [String]] = [:]
    var places: [(Double, Double)] = []
    private var open: [String] = []

    func parser(
      _ parser: XMLParser,
      didStartElement name: String,
      namespaceURI: String?,
      qualifiedName: String?,
      attributes: [String: String] = [:]
    ) {
      if open.isEmpty { root = attributes }
      open.append(name)
      if name == "title" || name == "desc" { text[name, default: []].append("") }
      if let x = attributes["x"] ?? attributes["cx"], let y = attributes["y"] ?? attributes["cy"],
        let x = Double(x), let y = Double(y)
      {
        places.append((x, y))
      }
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) {
      guard let name = open.last, let last = text[name]?.indices.last else { return }
      text[name]?[last] += string
    }

    func parser(
      _ parser: XMLParser,
      didEndElement name: String,
      namespaceURI: String?,
      qualifiedName: String?
    ) {
      open.removeLast()
    }
  }
}
