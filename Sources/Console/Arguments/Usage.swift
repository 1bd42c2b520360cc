/// A command's name, purpose, words and options, declared once.
///
/// Parsing, `--help` and the messages about wrong words all follow from it.
///
///     static let all = Flag("all", "check every exercise")
///     static let week = Setting.number("week", "N", "check the exercises of one week")
///     static let ids = Positional("ID", "the exercises to check", count: .any)
///     static let usage = Usage(
///       "check", "check your answers", positional: ids, options: [all, week])
public struct Usage: Sendable {
  /// What the learner types after the program's name; empty for the program without a word.
  public let name: String

  /// What the command does, in one phrase that starts with a verb.
  public let summary: String

  public let positional: Positional?
  public let options: [any OptionDeclaration]

  /// More about the command, a paragraph each, shown below the options.
  public let notes: [String]

  public init(
    _ name: String,
    _ summary: String,
    positional: Positional? = nil,
    options: [any OptionDeclaration] = [],
    notes: [String] = []
  ) {
    self.name = name
    self.summary = summary
    self.positional = positional
    self.options = options + [Usage.help]
    self.notes = notes
  }

  /// The option that every command has.
  public static let help = Flag("help", letter: "h", "show this help")
}

/// The words of a command that are not options.
public struct Positional: Sendable {
  public enum Count: Sendable {
    case one
    case upToOne
    /// A word, and perhaps a second, which the help calls by this name.
    case oneAnd(String)
    case any
  }

  /// How the help writes it: `ID`.
  public let name: String
  public let summary: String
  public let count: Count

  public init(_ name: String, _ summary: String, count: Count = .one) {
    self.name = name
    self.summary = summary
    self.count = count
  }

  /// Whether there must be a word.
  var isNeeded: Bool {
    switch count {
    case .one, .oneAnd: true
    case .upToOne, .any: false
    }
  }

  /// As in a usage line: `ID`, `[ID]` or `[ID…]`.
  public var synopsis: String {
    switch count {
    case .one: name
    case .upToOne: "[\(name)]"
    case .oneAnd(let second): "\(name) [\(second)]"
    case .any: "[\(name)…]"
    }
  }
}
