/// The colours of the pictures: few, quiet, and told apart with any kind of colour vision.
enum Palette {
  static let paper = "#fcfcfd"
  static let edge = "#e2e4ea"
  static let grid = "#e9ebf0"
  static let axis = "#9aa1ad"
  static let ink = "#20242c"
  static let quiet = "#5b6370"

  static let blue = "#4477aa"
  static let red = "#d1495b"
  static let green = "#228833"
  static let purple = "#aa3377"
  static let sand = "#b8961f"
  static let cyan = "#3a9fc4"
  static let gray = "#6b7280"

  /// After the "bright" scheme of Paul Tol, darkened where it is too pale for lines on paper.
  private static let series = [blue, red, green, purple, sand, cyan, gray]

  static func series(_ index: Int) -> String {
    series[index % series.count]
  }
}
