import Console
import Drawing

/// How much room a simulated cache gets, as one types it: `1000`, `10%`, `64mb`.
enum RoomSize: Hashable, Sendable {
  case fixed(Int)
  /// Of the different keys, or of what they weigh.
  case share(Double)

  init(_ text: String) throws(UsageError) {
    if text.hasSuffix("%") {
      guard let percent = Double(text.dropLast()), percent > 0, percent <= 100 else {
        throw UsageError(
          "--size \(text) is no share of the keys",
          fix: "Write more than 0% and at most 100%, or a number of keys."
        )
      }
      self = .share(percent / 100)
      return
    }
    let units = [("kb", 1 << 10), ("mb", 1 << 20), ("gb", 1 << 30)]
    let lowered = text.lowercased().filter { $0 != "_" }
    let unit = units.first { lowered.hasSuffix($0.0) }
    let digits = unit == nil ? lowered[...] : lowered.dropLast(2)
    guard let number = Int(digits), number > 0, number <= Self.most else {
      throw UsageError(
        "--size \(text) is no room for a cache",
        fix: "Write 1 or more, such as 1000, a share of the keys, such as 10%, or 64mb."
      )
    }
    self = .fixed(number * (unit?.1 ?? 1))
  }

  private static let most = 1 << 32

  /// In keys or bytes; `extent` is how many there are, and nil when nobody knows.
  func capacity(of extent: Int?) throws(UsageError) -> Int {
    switch self {
    case .fixed(let number): return number
    case .share(let share):
      guard let extent else {
        throw UsageError(
          "A size in per cent is a share of all keys, and this trace is too long to count them",
          fix: "Write --size with a number."
        )
      }
      return max(1, Int((share * Double(extent)).rounded()))
    }
  }
}
