extension Sequence<String> {
  /// The word that was most likely meant by `word`, or nil when none is near.
  ///
  /// A word is near if at most a third of the longer word's letters differ, or if it starts with
  /// `word`.
  public func nearest(to word: String) -> String? {
    let typed = word.lowercased()
    guard !typed.isEmpty else { return nil }
    let ranked = enumerated().compactMap { index, known -> (Int, Int, String)? in
      let distance = typed.editDistance(to: known.lowercased())
      if distance <= Swift.max(typed.count, known.count) / 3 { return (distance, index, known) }
      return typed.count > 1 && known.lowercased().hasPrefix(typed)
        ? (known.count, index, known) : nil
    }
    return ranked.min { ($0.0, $0.1) < ($1.0, $1.1) }?.2
  }
}

extension String {
  /// How many letters to insert, delete, replace or swap with a neighbour to get to `other`.
  ///
  /// - Complexity: O(*n* · *m*) in the two lengths.
  func editDistance(to other: String) -> Int {
    let from = Array(self)
    let to = Array(other)
    var beforeLast: [Int] = []
    var last = Array(0...to.count)
    for row in from.indices {
      var next = [row + 1]
      for column in to.indices {
        let replaced = last[column] + (from[row] == to[column] ? 0 : 1)
        var best = Swift.min(replaced, last[column + 1] + 1, next[column] + 1)
        if row > 0, column > 0, from[row] == to[column - 1], from[row - 1] == to[column] {
          best = Swift.min(best, beforeLast[column - 1] + 1)
        }
        next.append(best)
      }
      beforeLast = last
      last = next
    }
    return last[to.count]
  }
}
