extension TraceBatch {
  /// How many different keys there are, and their total size, each by its first request.
  public func extent() -> (keys: Int, bytes: Int) {
    var seen = KeyTable()
    var bytes = 0
    for (index, key) in keys.enumerated()
    where seen.place(of: key, holds: { keys[$0 - 1] == key }) == 0 {
      // Places start at 1, so the number of a request is one less.
      seen.insert(index + 1, for: key)
      bytes += sizes.map { Int($0[index]) } ?? 1
    }
    return (seen.count, bytes)
  }
}
