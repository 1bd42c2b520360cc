/// A shape that tells one series from the next without colour, in a terminal and in a picture.
enum Marker: Int, CaseIterable, Sendable {
  case disc, triangle, square, diamond, circle, openTriangle, openSquare, openDiamond, plus, cross
  case star

  init(index: Int) {
    self = Self.allCases[index % Self.allCases.count]
  }

  /// A character for each series: the shapes first and, when there are no more, letters.
  static func glyph(_ index: Int) -> String {
    let letters = Array("abcdefghijklmnopqrstuvwxyz")
    return index < allCases.count
      ? Marker(index: index).glyph : String(letters[(index - allCases.count) % letters.count])
  }

  var glyph: String {
    switch self {
    case .disc: "●"
    case .triangle: "▲"
    case .square: "■"
    case .diamond: "◆"
    case .circle: "○"
    case .openTriangle: "△"
    case .openSquare: "□"
    case .openDiamond: "◇"
    case .plus: "+"
    case .cross: "×"
    case .star: "★"
    }
  }

  /// The ten corners of a star in a circle of radius 1.
  private static let starCorners: [(x: Double, y: Double)] = [
    (0, -1), (0.24, -0.32), (0.95, -0.31), (0.38, 0.12), (0.59, 0.81), (0, 0.4), (-0.59, 0.81),
    (-0.38, 0.12), (-0.95, -0.31), (-0.24, -0.32),
  ]

  private var isOpen: Bool {
    switch self {
    case .circle, .openTriangle, .openSquare, .openDiamond: true
    default: false
    }
  }

  /// Draws the shape around a point.
  func draw(on svg: inout SVG, x: Double, y: Double, radius r: Double, color: String) {
    let path =
      switch self {
      case .disc, .circle: ""
      case .triangle, .openTriangle:
        svgPath(.move(x, y - r * 1.15), .line(x + r * 1.1, y + r * 0.8))
          + svgPath(.line(x - r * 1.1, y + r * 0.8), .close)
      case .square, .openSquare:
        svgPath(.move(x - r * 0.9, y - r * 0.9), .line(x + r * 0.9, y - r * 0.9))
          + svgPath(.line(x + r * 0.9, y + r * 0.9), .line(x - r * 0.9, y + r * 0.9), .close)
      case .diamond, .openDiamond:
        svgPath(.move(x, y - r * 1.25), .line(x + r * 1.25, y), .line(x, y + r * 1.25))
          + svgPath(.line(x - r * 1.25, y), .close)
      case .star:
        svgPath(
          Self.starCorners.enumerated().map { number, place in
            let (x, y) = (x + place.x * r * 1.4, y + place.y * r * 1.4)
            return number == 0 ? .move(x, y) : .line(x, y)
          } + [.close]
        )
      case .plus:
        svgPath(.move(x - r, y), .line(x + r, y), .move(x, y - r), .line(x, y + r))
      case .cross:
        svgPath(.move(x - r * 0.8, y - r * 0.8), .line(x + r * 0.8, y + r * 0.8))
          + svgPath(.move(x - r * 0.8, y + r * 0.8), .line(x + r * 0.8, y - r * 0.8))
      }
    let isLines = self == .plus || self == .cross
    let fill = isLines ? "none" : isOpen ? Palette.paper : color
    let stroke = isOpen || isLines ? color : Palette.paper
    let width = isLines ? 2 : isOpen ? 1.8 : 1.2
    if path.isEmpty {
      svg.add(
        "circle",
        [
          "cx": .n(x), "cy": .n(y), "r": .n(r), "fill": .s(fill), "stroke": .s(stroke),
          "stroke-width": .n(width),
        ]
      )
    } else {
      svg.add(
        "path",
        ["d": .s(path), "fill": .s(fill), "stroke": .s(stroke), "stroke-width": .n(width)]
      )
    }
  }
}
