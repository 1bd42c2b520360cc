import Drawing

/// How to show a demo: its width, colours and pace, and where to write its picture.
public struct DemoOptions: Sendable {
  public enum Pace: Sendable {
    /// All at once.
    case none
    /// In real time, scaled.
    case live
    /// A step for each press of the return key.
    case step
  }

  /// The widths that demos are laid out for.
  public static let widths = 40...120

  public var columns: Int
  public var style: TextStyle
  public var pace: Pace

  /// The file that the demo's first picture is written to; the others go beside it.
  public var pictureFile: String?

  public init(
    columns: Int = 80,
    style: TextStyle = .plain,
    pace: Pace = .none,
    pictureFile: String? = nil
  ) {
    self.columns = min(max(columns, Self.widths.lowerBound), Self.widths.upperBound)
    self.style = style
    self.pace = pace
    self.pictureFile = pictureFile
  }
}
