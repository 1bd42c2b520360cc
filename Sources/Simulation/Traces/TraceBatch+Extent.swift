extension TraceBatch {
  /// How many different keys are asked for, and what they weigh, each by its first request.
  public func extent() -> (keys: Int, bytes: Int) {
    var seen = KeyTable()
    var bytes = 0
    for (key, size) in zip(keys, sizes) where seen[key] == 0 {
      seen.insert(1, for: key)
      bytes += Int(size)
    }
    return (seen.count, bytes)
  }
}
