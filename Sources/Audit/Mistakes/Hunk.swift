/// One change that a mistake makes to a solution: lines that go, and lines that come.
///
///     @@
///          case -1:
///     -      return .null
///     +      return .bulk([])
///
/// It carries no line numbers. Its old lines occur in the solution exactly once, so an edit
/// elsewhere in the solution does not move it, and an edit of these lines is found out.
public struct Hunk: Sendable, Equatable {
  public struct Line: Sendable, Equatable {
    /// The sign that the line begins with.
    public enum Kind: Character, Sendable {
      case context = " "
      case old = "-"
      case new = "+"
    }

    public let kind: Kind
    public let text: String

    /// Where it stands in the file of mistakes, counted from 1.
    public let number: Int
  }

  /// The line of its `@@`, counted from 1.
  public let number: Int
  public let lines: [Line]

  /// What the solution has.
  var old: [String] { lines.filter { $0.kind != .new }.map(\.text) }

  /// What the mistake has in its place.
  var new: [String] { lines.filter { $0.kind != .old }.map(\.text) }
}
