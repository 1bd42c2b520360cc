/// A moment on a clock of the laboratory: the time since the clock's start.
public struct LabInstant: InstantProtocol {
  /// The time since the clock's start.
  public var offset: Duration

  public init(offset: Duration) {
    self.offset = offset
  }

  /// The moment at which every clock of the laboratory starts.
  public static let start = LabInstant(offset: .zero)

  public func advanced(by duration: Duration) -> LabInstant {
    LabInstant(offset: offset + duration)
  }

  public func duration(to other: LabInstant) -> Duration {
    other.offset - offset
  }

  public static func < (a: LabInstant, b: LabInstant) -> Bool {
    a.offset < b.offset
  }
}

extension LabInstant: CustomStringConvertible {
  public var description: String {
    "t = \(offset.readable)"
  }
}
