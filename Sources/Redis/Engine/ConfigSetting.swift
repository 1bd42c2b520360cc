/// One of the settings that `CONFIG` knows: its name, what it may be, and what it is at first.
struct ConfigSetting: Sendable {
  enum Kind: Sendable {
    case text
    case flag
    case integer(ClosedRange<Int>)
    /// A number of bytes, with units if wanted: `100mb`.
    case memory
    case choice([String])
    case notifications
  }

  let name: String
  /// The name that it had before, under which it is known as well.
  let alias: String?
  let kind: Kind
  let initial: String
  /// Set when the server starts and never after.
  let isFixed: Bool

  init(_ name: String, _ kind: Kind, _ initial: String, alias: String? = nil, isFixed: Bool = false)
  {
    (self.name, self.kind, self.initial) = (name, kind, initial)
    (self.alias, self.isFixed) = (alias, isFixed)
  }

  /// The value in the form in which it is kept.
  ///
  /// - Throws: The reason why the value will not do.
  func normalized(_ whole: String) throws(Refusal) -> String {
    // Redis reads numbers to their end, and everything else up to a zero, as C has its texts.
    let text = String(decoding: whole.utf8.prefix { $0 != 0 }, as: UTF8.self)
    switch kind {
    case .text: return text
    case .flag:
      let word = text.lowercased()
      guard word == "yes" || word == "no" else {
        throw Refusal(reason: "argument must be 'yes' or 'no'")
      }
      return word
    case .integer(let range):
      guard let number = RedisBytes(whole).integer else {
        throw Refusal(reason: "argument couldn't be parsed into an integer")
      }
      return try check(number, in: range)
    case .memory:
      guard let bytes = Self.bytes(text) else {
        throw Refusal(reason: "argument must be a memory value")
      }
      return String(bytes)
    case .choice(let words):
      guard let word = words.first(where: { $0 == text.lowercased() }) else {
        throw Refusal(
          reason: "argument(s) must be one of the following: \(words.joined(separator: ", "))"
        )
      }
      return word
    case .notifications:
      guard let kinds = NotificationKinds(letters: text) else {
        throw Refusal(
          reason: "Invalid event class character. Use 'Ag$lshzxeKEtmdn'."
        )
      }
      return kinds.letters
    }
  }

  private func check(_ number: Int, in range: ClosedRange<Int>) throws(Refusal) -> String {
    guard range.contains(number) else {
      throw Refusal(
        reason: "argument must be between \(range.lowerBound) and \(range.upperBound) inclusive"
      )
    }
    return String(number)
  }

  /// A number of bytes with one of the units `b`, `k`, `kb`, `m`, `mb`, `g`, `gb` or none.
  static func bytes(_ text: String) -> Int? {
    let digits = text.prefix { $0.isASCII && $0.isNumber || $0 == "-" }
    let units = [
      "": 1, "b": 1, "k": 1000, "kb": 1024, "m": 1_000_000, "mb": 1 << 20, "g": 1_000_000_000,
      "gb": 1 << 30,
    ]
    guard let number = digits.isEmpty ? 0 : Int(digits), number >= 0,
      let unit = units[text.dropFirst(digits.count).lowercased()]
    else { return nil }
    let (bytes, overflow) = number.multipliedReportingOverflow(by: unit)
    return overflow ? nil : bytes
  }

  /// Why a setting was not changed.
  struct Refusal: Error {
    let reason: String
  }
}
