import Lab

@testable import Redis

/// Patterns of commands that belong together, one a line, with a weight before it if it is not 1.
struct Phrases: Sendable {
  let name: String
  /// Has `SORT` among its commands.
  let sorts: Bool
  /// Connections take turns often: what one does is to be felt by another.
  let isCrowded: Bool
  private let patterns: [Pattern]
  /// For every unit of weight, the number of a pattern.
  private let places: [Int]

  init(_ name: String, isCrowded: Bool = false, _ text: String) {
    self.name = name
    self.isCrowded = isCrowded
    var patterns: [Pattern] = []
    var places: [Int] = []
    for line in text.split(separator: "\n") {
      let digits = line.prefix { $0.isNumber }
      places += Array(repeating: patterns.count, count: Int(digits) ?? 1)
      patterns.append(Pattern(String(line.dropFirst(digits.count))))
    }
    self.patterns = patterns
    sorts = text.contains("SORT {") || text.contains("SORT_RO")
    self.places = places
  }

  func draw(_ random: inout SplitMix64) -> [RedisBytes] {
    var words: [RedisBytes] = []
    let place = places[Int.random(in: 0..<places.count, using: &random)]
    patterns[place].draw(&words, from: .standard, &random)
    return words
  }

  static let all = [
    strings, bitmaps, keys, expiry, sorting, lists, hashes, sets, sortedSets, ranges, streams,
    groups, logs, transactions, blocking, messages, connection, server,
  ]
}
