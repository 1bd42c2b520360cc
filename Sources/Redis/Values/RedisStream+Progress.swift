/// How far a group has come, as far as that can be known when entries were removed in between.
extension RedisStream {
  /// How many entries a group has still to read, or nil if nobody can tell.
  func lag(of group: StreamGroup) -> Int? {
    if addedCount == 0 { return 0 }
    if let read = group.readCount, !hasRemovedEntries(from: group.lastID) {
      return addedCount &- read
    }
    return position(of: group.lastID).map { addedCount &- $0 }
  }

  /// Whether `XDEL` may have removed something at or after an id.
  func hasRemovedEntries(from id: StreamID) -> Bool {
    count > 0 && highestRemovedID != .zero && firstID <= highestRemovedID && id <= highestRemovedID
  }

  /// Which of all the entries ever added an id is, counted from 1, or nil if nobody can tell.
  func position(of id: StreamID) -> Int? {
    if addedCount == 0 { return 0 }
    if count == 0 && id <= lastID { return addedCount }
    if id == lastID { return addedCount }
    if id > lastID { return nil }
    let first = firstID
    if highestRemovedID == .zero || highestRemovedID < first {
      if id < first { return addedCount &- count }
      if id == first { return addedCount &- count &+ 1 }
    }
    return nil
  }

  /// Notes that a group was given everything up to an entry.
  mutating func advance(_ group: Int, to id: StreamID) {
    guard id > groups[group].lastID else { return }
    if let read = groups[group].readCount, !hasRemovedEntries(from: id) {
      groups[group].readCount = read &+ 1
    } else if addedCount > 0 {
      groups[group].readCount = position(of: id)
    }
    groups[group].lastID = id
  }
}
