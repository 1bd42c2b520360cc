import Lab

@testable import Redis

/// What commands of a kind look like, from which random ones are drawn.
///
///     SET {key} {value} [ < EX | PX > {seconds} ] [ NX ]
///
/// A word in braces stands for one from that pool of the vocabulary, `[ … ]` may be missing, of
/// `< … | … >` one is taken, and what `+` or `*` follows comes a few times, `*` also not at all.
indirect enum Pattern: Sendable {
  case word(RedisBytes)
  case pool(String)
  case sequence([Pattern])
  case choice([Pattern])
  case optional(Pattern)
  case repeated(Pattern, ClosedRange<Int>)

  init(_ text: String) {
    var reader = PatternReader(text)
    self = reader.choice()
    precondition(reader.isAtEnd, "a bracket is closed that was not opened: \(text)")
  }

  /// Adds words that follow the pattern.
  func draw(
    _ words: inout [RedisBytes],
    from vocabulary: Vocabulary,
    _ random: inout SplitMix64
  ) {
    switch self {
    case .word(let word):
      words.append(random.chance(0.1) ? RedisBytes(word.lowercasedName) : word)
    case .pool(let name): words += vocabulary.draw(name, &random)
    case .sequence(let parts):
      for part in parts { part.draw(&words, from: vocabulary, &random) }
    case .choice(let parts):
      parts.randomElement(using: &random)?.draw(&words, from: vocabulary, &random)
    case .optional(let part):
      if random.chance(0.4) { part.draw(&words, from: vocabulary, &random) }
    case .repeated(let part, let range):
      for _ in 0..<Int.random(in: range, using: &random) {
        part.draw(&words, from: vocabulary, &random)
      }
    }
  }
}

/// Reads a pattern from its text.
private struct PatternReader {
  private var tokens: ArraySlice<String>

  var isAtEnd: Bool { tokens.isEmpty }

  init(_ text: String) {
    var spaced = ""
    for character in text {
      // What follows a closing bracket directly says how often it comes.
      spaced +=
        "<|[]".contains(character) ? " \(character) " : character == ">" ? " >" : "\(character)"
    }
    tokens = spaced.split(separator: " ").map { String($0) }[...]
  }

  /// Alternatives between `|`, up to a closing bracket or the end.
  mutating func choice() -> Pattern {
    var alternatives = [sequence()]
    while tokens.first == "|" {
      tokens.removeFirst()
      alternatives.append(sequence())
    }
    return alternatives.count == 1 ? alternatives[0] : .choice(alternatives)
  }

  private mutating func sequence() -> Pattern {
    var parts: [Pattern] = []
    while let token = tokens.first, token != "|", token != "]", !token.hasPrefix(">") {
      tokens.removeFirst()
      switch token {
      case "[":
        parts.append(.optional(choice()))
        tokens.removeFirst()
      case "<":
        let inner = choice()
        parts.append(repeated(inner, tokens.removeFirst()))
      default: parts.append(word(token))
      }
    }
    return .sequence(parts)
  }

  private func word(_ token: String) -> Pattern {
    guard token.hasPrefix("{") else { return .word(token == "\"\"" ? "" : RedisBytes(token)) }
    let name = token.dropFirst().prefix { $0 != "}" }
    return repeated(.pool(String(name)), token)
  }

  private func repeated(_ pattern: Pattern, _ token: String) -> Pattern {
    switch token.last {
    case "+": .repeated(pattern, 1...4)
    case "*": .repeated(pattern, 0...3)
    default: pattern
    }
  }
}
