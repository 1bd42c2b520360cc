/// The greatest width that a text takes in the interface fonts of common systems.
///
/// A font cannot be measured from here, so these are the widths of a wide one per unit of size.
func svgWidth(_ text: String, size: Double = 13, isBold: Bool = false) -> Double {
  var width = 0.0
  for character in text {
    switch character {
    case "i", "j", "l", "I", "'", "|", ".", ",", ":", ";", "!", " ", "f", "t", "r", "(", ")":
      width += 0.4
    case "m", "w", "M", "W", "%", "@", "×", "→": width += 0.95
    case "A"..."Z", "+", "=", "<", ">", "~": width += 0.76
    case "0"..."9", "a"..."z", "-", "_", "/", "\"": width += 0.63
    default: width += String(character).displayWidth == 2 ? 1.1 : 0.75
    }
  }
  return width * size * (isBold ? 1.1 : 1)
}

extension SVG {
  /// The x at which everything that belongs to the margin ends.
  static var right: Double { width - margin }

  static func lines(_ text: String, size: Double = 13, limit: Double, isBold: Bool = false)
    -> [String]
  {
    labelLines(text, limit: limit) { svgWidth($0, size: size, isBold: isBold) }
  }

  /// Writes the title at the top and returns where the drawing may begin.
  mutating func heading(_ title: String, order: String = "") -> Double {
    var y = Self.margin
    if !title.isEmpty {
      for line in Self.lines(title, size: 17, limit: Self.right - Self.margin, isBold: true) {
        text(line, x: Self.margin, y: y + 14, size: 17, isBold: true)
        y += 23
      }
    }
    if !order.isEmpty {
      for line in Self.lines(order, limit: Self.right - Self.margin) {
        text(line, x: Self.margin, y: y + 11, color: Palette.quiet)
        y += 18
      }
    }
    return y + 5
  }

  /// Writes names with a sample each, as many side by side as fit, and returns where they end.
  ///
  /// - Parameter sample: draws the sample around the point that it is given.
  mutating func legend(
    _ names: [String],
    y top: Double,
    sampleWidth: Double,
    sample: (inout SVG, Int, _ x: Double, _ y: Double) -> Void
  ) -> Double {
    var x = Self.margin
    var y = top
    for (index, name) in names.enumerated() {
      let lines = Self.lines(name, limit: Self.right - Self.margin - sampleWidth - 8)
      let width = sampleWidth + 8 + (lines.map { svgWidth($0) }.max() ?? 0)
      if x > Self.margin, x + width > Self.right {
        x = Self.margin
        y += 20
      }
      sample(&self, index, x + sampleWidth / 2, y + 8)
      for (number, line) in lines.enumerated() {
        if number > 0 { y += 17 }
        text(line, x: x + sampleWidth + 8, y: y + 12.5)
      }
      x += width + 18
    }
    return names.isEmpty ? top : y + 26
  }

  /// A picture that holds only the title and a sentence.
  static func sentence(_ sentence: String, title: String) -> String {
    var svg = SVG()
    let top = svg.heading(title)
    svg.text(sentence, x: margin, y: top + 14, color: Palette.quiet)
    return svg.document(height: top + 42, title: title, summary: sentence)
  }
}
