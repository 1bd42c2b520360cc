extension StringCommands {
  static func lcs(_ context: CommandContext) throws(RedisError) -> RESPValue {
    guard let a = try? context.string(context[1]) ?? RedisBytes(),
      let b = try? context.string(context[2]) ?? RedisBytes()
    else { throw RedisError("The specified keys must contain string values") }
    let options = try LCSOptions(context)
    guard (a.count + 1).multipliedReportingOverflow(by: b.count + 1).partialValue < 1 << 27 else {
      throw RedisError("String too long for LCS")
    }
    var search = SubsequenceSearch(a.bytes, b.bytes)
    if options.lengthOnly { return .integer(search.length) }
    let matches = search.trace()
    guard options.showsPositions else { return .bulk(RedisBytes(search.subsequence)) }
    let shown = matches.filter { $0.count >= options.minimumLength }.map { match in
      let ranges: [RESPValue] = [
        .array([.integer(match.a), .integer(match.a + match.count - 1)]),
        .array([.integer(match.b), .integer(match.b + match.count - 1)]),
      ]
      return RESPValue.array(ranges + (options.showsLengths ? [.integer(match.count)] : []))
    }
    return .map([
      RESPPair(.bulk("matches"), .array(shown)),
      RESPPair(.bulk("len"), .integer(search.length)),
    ])
  }
}

private struct LCSOptions {
  var lengthOnly = false
  var showsPositions = false
  var showsLengths = false
  var minimumLength = 0

  init(_ context: CommandContext) throws(RedisError) {
    var index = 3
    while index < context.count {
      if context.argument(index, is: "IDX") {
        showsPositions = true
      } else if context.argument(index, is: "LEN") {
        lengthOnly = true
      } else if context.argument(index, is: "WITHMATCHLEN") {
        showsLengths = true
      } else if context.argument(index, is: "MINMATCHLEN"), index + 1 < context.count {
        minimumLength = max(0, try context.integer(at: index + 1))
        index += 1
      } else {
        throw .syntax
      }
      index += 1
    }
    if lengthOnly && showsPositions {
      throw RedisError("If you want both the length and indexes, please just use IDX.")
    }
  }
}

/// The longest common subsequence by the textbook's table, walked back from its end.
private struct SubsequenceSearch {
  struct Match {
    var a: Int
    var b: Int
    var count: Int
  }

  private let a: [UInt8]
  private let b: [UInt8]
  private var lengths: [UInt32]
  private(set) var subsequence: [UInt8] = []

  init(_ a: [UInt8], _ b: [UInt8]) {
    (self.a, self.b) = (a, b)
    let width = b.count + 1
    lengths = Array(repeating: 0, count: (a.count + 1) * width)
    for i in a.indices {
      for j in b.indices {
        let place = (i + 1) * width + j + 1
        lengths[place] =
          a[i] == b[j]
          ? lengths[place - width - 1] + 1 : max(lengths[place - width], lengths[place - 1])
      }
    }
  }

  var length: Int { Int(lengths.last ?? 0) }

  private func length(_ i: Int, _ j: Int) -> UInt32 { lengths[i * (b.count + 1) + j] }

  /// The runs of bytes that match, the last one first.
  mutating func trace() -> [Match] {
    var matches: [Match] = []
    var run: Match?
    var (i, j) = (a.count, b.count)
    while i > 0 && j > 0 {
      if a[i - 1] == b[j - 1] {
        subsequence.append(a[i - 1])
        (i, j) = (i - 1, j - 1)
        if let current = run, current.a == i + 1, current.b == j + 1 {
          run = Match(a: i, b: j, count: current.count + 1)
        } else {
          if let run { matches.append(run) }
          run = Match(a: i, b: j, count: 1)
        }
      } else {
        if length(i - 1, j) > length(i, j - 1) { i -= 1 } else { j -= 1 }
        if let ended = run { matches.append(ended) }
        run = nil
      }
    }
    if let run { matches.append(run) }
    subsequence.reverse()
    return matches
  }
}
