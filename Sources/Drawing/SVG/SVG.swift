/// Writes SVG documents whose bytes depend only on what is drawn.
struct SVG {
  enum Value {
    case n(Double)
    case s(String)
  }

  enum Anchor: String {
    case start, middle, end
  }

  static let width = 720.0
  static let margin = 24.0

  private var body: [String] = []

  /// Adds an element, with its attributes in the order given.
  mutating func add(
    _ name: String,
    _ attributes: KeyValuePairs<String, Value>,
    tooltip: String = ""
  ) {
    let written = Self.written(attributes)
    body.append(
      tooltip.isEmpty
        ? "<\(name)\(written)/>"
        : "<\(name)\(written)><title>\(svgEscaped(tooltip))</title></\(name)>"
    )
  }

  /// Adds a line of text; `y` is its baseline.
  mutating func text(
    _ text: String,
    x: Double,
    y: Double,
    size: Double = 13,
    color: String = Palette.ink,
    anchor: Anchor = .start,
    isBold: Bool = false
  ) {
    var written = Self.written(["x": .n(x), "y": .n(y), "font-size": .n(size), "fill": .s(color)])
    if anchor != .start { written += " text-anchor=\"\(anchor)\"" }
    if isBold { written += " font-weight=\"600\"" }
    body.append("<text\(written)>\(svgEscaped(text))</text>")
  }

  /// The whole document.
  func document(height: Double, title: String, summary: String) -> String {
    let frame = Self.written([
      "viewBox": .s("0 0 \(svgNumber(Self.width)) \(svgNumber(height))"),
      "width": .n(Self.width), "height": .n(height), "role": "img",
      "font-family": "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif",
    ])
    let paper = Self.written([
      "x": .n(0.5), "y": .n(0.5), "width": .n(Self.width - 1), "height": .n(height - 1),
      "rx": .n(12), "fill": .s(Palette.paper), "stroke": .s(Palette.edge),
    ])
    let head = [
      "<svg xmlns=\"http://www.w3.org/2000/svg\"\(frame)>",
      "<title>\(svgEscaped(title))</title>", "<desc>\(svgEscaped(summary))</desc>",
      "<rect\(paper)/>",
    ]
    return (head + body + ["</svg>"]).joined(separator: "\n") + "\n"
  }

  private static func written(_ attributes: KeyValuePairs<String, Value>) -> String {
    attributes.map { name, value in
      switch value {
      case .n(let number): " \(name)=\"\(svgNumber(number))\""
      case .s(let text): " \(name)=\"\(svgEscaped(text))\""
      }
    }.joined()
  }
}

extension SVG.Value: ExpressibleByStringLiteral {
  init(stringLiteral value: String) { self = .s(value) }
}

/// A coordinate with two digits after the point at most, the same in every locale.
func svgNumber(_ value: Double) -> String {
  guard value.isFinite else { return "0" }
  var text = fixed(value, 2)
  while text.hasSuffix("0") { text.removeLast() }
  if text.hasSuffix(".") { text.removeLast() }
  return text
}

/// Text with the special characters of XML escaped, and forbidden ones replaced.
func svgEscaped(_ text: String) -> String {
  var escaped = ""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "&": escaped += "&amp;"
    case "<": escaped += "&lt;"
    case ">": escaped += "&gt;"
    case "\"": escaped += "&quot;"
    case "\n", "\t", "\r": escaped += " "
    case "\u{0}"..<" ", "\u{FFFE}", "\u{FFFF}": escaped += "\u{FFFD}"
    default: escaped.unicodeScalars.append(scalar)
    }
  }
  return escaped
}

enum SVGStep {
  case move(Double, Double)
  case line(Double, Double)
  case arc(radius: Double, isLarge: Bool, isClockwise: Bool, Double, Double)
  case close
}

/// The text of a path's `d`.
func svgPath(_ steps: SVGStep...) -> String { svgPath(steps) }

func svgPath(_ steps: [SVGStep]) -> String {
  steps.map { step in
    switch step {
    case .move(let x, let y): "M\(svgNumber(x)) \(svgNumber(y))"
    case .line(let x, let y): "L\(svgNumber(x)) \(svgNumber(y))"
    case .arc(let r, let isLarge, let isClockwise, let x, let y):
      "A\(svgNumber(r)) \(svgNumber(r)) 0 \(isLarge ? 1 : 0) \(isClockwise ? 1 : 0) "
        + "\(svgNumber(x)) \(svgNumber(y))"
    case .close: "Z"
    }
  }.joined()
}
