import Console
import Drawing
import Foundation

extension Chart {
  /// Draws the chart to a file, in place of what was there.
  func draw(to path: String) throws(UsageError) {
    guard FileManager.default.createFile(atPath: path, contents: Data(svg().utf8)) else {
      throw UsageError(
        "\(path) cannot be written",
        fix: "Name a file in a folder that is there."
      )
    }
  }
}
