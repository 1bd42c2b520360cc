import Curriculum

/// What somebody typed in answer to a question.
enum QuizAnswer: Equatable {
  case option(Int)
  case number(Double)
  case quit

  /// Nothing that answers the question; the text says what would.
  case unclear(String)

  init(_ typed: String, to form: Question.Form) {
    let text = Self.bare(typed)
    if text == "q" || text == "quit" {
      self = .quit
      return
    }
    switch form {
    case .choice(let options): self = Self.option(text, of: options.count)
    case .number(_, _, let unit, _): self = Self.number(text, in: unit)
    }
  }

  /// What counts of a text: neither its case nor its spaces do.
  private static func bare(_ text: String) -> String {
    text.lowercased().filter { !$0.isWhitespace }
  }

  /// The letter of an option, or its number: `b`, `b)`, `2`.
  private static func option(_ text: String, of count: Int) -> QuizAnswer {
    let word = text.hasSuffix(")") || text.hasSuffix(".") ? String(text.dropLast()) : text
    let index = letters(count).firstIndex(of: word) ?? Int(word).map { $0 - 1 }
    guard let index, (0..<count).contains(index) else {
      return .unclear("Type a letter from a to \(letters(count).last ?? "a"), or q to quit.")
    }
    return .option(index)
  }

  static func letters(_ count: Int) -> [String] { "abcdefghij".prefix(count).map(String.init) }

  /// A number with or without its unit; another unit is asked about rather than misread.
  private static func number(_ text: String, in unit: String) -> QuizAnswer {
    let digits = text.prefix { $0.isASCII && ($0.isNumber || "+-.,".contains($0)) }
    let given = text.dropFirst(digits.count)
    let names = [bare(unit)] + (otherNames[unit] ?? [])
    guard let number = decimal(String(digits)) else {
      return .unclear("Type a number\(unit.isEmpty ? "" : " of \(unit)"), or q to quit.")
    }
    guard given.isEmpty || names.contains(String(given)) else {
      return .unclear("Type the number in \(unit): \"\(given)\" is something else.")
    }
    return .number(number)
  }

  private static let otherNames = [
    "%": ["percent", "percents"],
    "hits": ["hit"],
    "MB": ["megabyte", "megabytes"],
    "ms": ["millisecond", "milliseconds"],
    "s": ["sec", "second", "seconds"],
  ]

  /// `1,234.5`, `0.5` and `0,5` alike.
  ///
  /// Commas between groups of three digits divide thousands; a single other one is a decimal comma.
  static func decimal(_ text: String) -> Double? {
    let sign = text.hasPrefix("-") || text.hasPrefix("+") ? 1 : 0
    let groups = text.dropFirst(sign).split(separator: ",", omittingEmptySubsequences: false)
    let whole = groups.last?.prefix { $0 != "." } ?? ""
    let areThousands =
      groups.count > 1 && (1...3).contains(groups[0].count) && groups[0] != "0"
      && groups.dropFirst().dropLast().allSatisfy { $0.count == 3 } && whole.count == 3
    if areThousands { return Double(text.filter { $0 != "," }) }
    guard groups.count <= 2 else { return nil }
    return groups.count == 2 && text.contains(".")
      ? nil : Double(text.replacing(",", with: "."))
  }
}
