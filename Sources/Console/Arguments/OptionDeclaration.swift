/// An option: what the help and the parser need to know.
public protocol OptionDeclaration: Sendable {
  /// Without the dashes: `week`.
  var name: String { get }

  /// The short form, `h` for `-h`.
  var letter: Character? { get }

  /// What the option was called before, which still works and is not in the help.
  var formerName: String? { get }

  /// How the help writes the value, `N`; nil when the option takes none.
  var valueName: String? { get }

  var summary: String { get }

  /// Why `text` is not a value of this option, or nil when it is.
  func objection(to text: String) -> String?
}

extension OptionDeclaration {
  public var formerName: String? { nil }
}

/// An option without a value, `--all`.
public struct Flag: OptionDeclaration {
  public let name: String
  public let letter: Character?
  public let formerName: String?
  public let summary: String

  public init(
    _ name: String,
    letter: Character? = nil,
    formerly formerName: String? = nil,
    _ summary: String
  ) {
    self.name = name
    self.letter = letter
    self.formerName = formerName
    self.summary = summary
  }

  public var valueName: String? { nil }
  public func objection(to text: String) -> String? { nil }
}

/// An option with a value, `--week 2` or `--week=2`.
public struct Setting<Value: Sendable>: OptionDeclaration {
  public let name: String
  public let letter: Character?
  public let summary: String
  public let valueName: String?
  let expected: String
  let parse: @Sendable (String) -> Value?

  /// Declares an option whose text `parse` reads, or refuses by returning nil.
  ///
  /// - Parameter expected: What the message about a refused text asks for, "a whole number".
  public init(
    _ name: String,
    letter: Character? = nil,
    _ valueName: String,
    _ summary: String,
    expected: String,
    parse: @escaping @Sendable (String) -> Value?
  ) {
    self.name = name
    self.letter = letter
    self.valueName = valueName
    self.summary = summary
    self.expected = expected
    self.parse = parse
  }

  public func objection(to text: String) -> String? {
    parse(text) == nil ? "--\(name) takes \(expected), not \"\(text)\"" : nil
  }
}

extension Setting where Value == String {
  public static func text(_ name: String, _ valueName: String, _ summary: String) -> Setting {
    Setting(name, valueName, summary, expected: "some text") { $0.isEmpty ? nil : $0 }
  }
}

extension Setting where Value == Int {
  public static func number(
    _ name: String,
    _ valueName: String,
    _ summary: String,
    in range: ClosedRange<Int>? = nil
  ) -> Setting {
    let expected = range.map { "a whole number from \($0.lowerBound) to \($0.upperBound)" }
    return Setting(name, valueName, summary, expected: expected ?? "a whole number") { text in
      guard let number = Int(text), range?.contains(number) ?? true else { return nil }
      return number
    }
  }
}
