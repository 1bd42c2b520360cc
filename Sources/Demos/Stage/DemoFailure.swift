/// Why a demo cannot be shown.
public struct DemoFailure: Error, CustomStringConvertible, Sendable {
  public let description: String

  init(_ description: String) {
    self.description = description
  }
}
