/// What `SORT` is asked for.
struct SortOptions {
  private(set) var isDescending = false
  private(set) var isAlphabetical = false
  private(set) var target: RedisBytes?
  private(set) var by: SortPattern?
  private(set) var getPatterns: [SortPattern] = []
  /// The elements are to stay in the order in which they are.
  private(set) var keepsOrder = false
  private var start = 0
  private var count = -1

  init(_ context: CommandContext, mayStore: Bool) throws(RedisError) {
    var index = 2
    while index < context.count {
      let left = context.remaining(after: index)
      if context.argument(index, is: "ASC") {
        isDescending = false
      } else if context.argument(index, is: "DESC") {
        isDescending = true
      } else if context.argument(index, is: "ALPHA") {
        isAlphabetical = true
      } else if context.argument(index, is: "LIMIT"), left >= 2 {
        start = try context.integer(at: index + 1)
        count = try context.integer(at: index + 2)
        index += 2
      } else if mayStore, context.argument(index, is: "STORE"), left >= 1 {
        target = context[index + 1]
        index += 1
      } else if context.argument(index, is: "BY"), left >= 1 {
        // A pattern without a star would give the same for all.
        if context[index + 1].contains(UInt8(ascii: "*")) {
          try Self.refuseInCluster("BY", context)
          by = SortPattern(context[index + 1])
        } else {
          keepsOrder = true
        }
        index += 1
      } else if context.argument(index, is: "GET"), left >= 1 {
        try Self.refuseInCluster("GET", context)
        getPatterns.append(SortPattern(context[index + 1]))
        index += 1
      } else {
        throw .syntax
      }
      index += 1
    }
  }

  /// In a cluster the keys that a pattern leads to may be anywhere.
  private static func refuseInCluster(
    _ option: String,
    _ context: CommandContext
  ) throws(RedisError) {
    if context.engine.isCluster {
      throw RedisError("\(option) option of SORT denied in Cluster mode.")
    }
  }

  mutating func sortAlphabetically() {
    keepsOrder = false
    isAlphabetical = true
    by = nil
  }

  func cut(_ elements: [RedisBytes]) -> ArraySlice<RedisBytes> {
    let first = min(max(start, 0), elements.count)
    let length = count < 0 ? elements.count : min(count, elements.count)
    return elements[first..<min(first + length, elements.count)]
  }
}

/// A pattern such as `weight_*` or `object_*->weight` that leads from an element to a value.
struct SortPattern {
  private var isElement = false
  private var prefix = RedisBytes()
  private var suffix = RedisBytes()
  private var field: RedisBytes?
  private var hasStar = false

  init(_ text: RedisBytes) {
    if text == "#" {
      isElement = true
      return
    }
    let bytes = text.bytes
    guard let star = bytes.firstIndex(of: UInt8(ascii: "*")) else { return }
    hasStar = true
    prefix = RedisBytes(bytes[..<star])
    var rest = bytes[(star + 1)...]
    let arrows = rest.indices.dropLast(2).first {
      rest[$0] == UInt8(ascii: "-") && rest[$0 + 1] == UInt8(ascii: ">")
    }
    if let arrow = arrows {
      field = RedisBytes(rest[(arrow + 2)...])
      rest = rest[..<arrow]
    }
    suffix = RedisBytes(rest)
  }

  func value(for element: RedisBytes, _ context: CommandContext) -> RedisBytes? {
    if isElement { return element }
    guard hasStar else { return nil }
    var key = prefix
    key.append(element)
    key.append(suffix)
    guard let field else { return (try? context.string(key)) ?? nil }
    return (try? context.existing(RedisHash.self, key))?.value[field]
  }
}
