/// Sorting lists, sets and sorted sets.
enum SortCommands {
  static let commands: [CommandSpec] = [
    CommandSpec(
      "sort",
      arity: -2,
      flags: [.write, .denyOOM],
      categories: [.set, .sortedSet, .list, .dangerous],
      isInGroupCategory: false,
      keys: [.at(1, "RO access"), .unknown("RO access"), .unknown("OW update")],
      findKeys: findSortKeys,
      group: .generic,
      since: "1.0.0",
      summary: "Sorts the elements of a list, set or sorted set, and stores them if wanted.",
      run: sort
    ),
    CommandSpec(
      "sort_ro",
      arity: -2,
      flags: [.readonly],
      categories: [.set, .sortedSet, .list, .dangerous],
      isInGroupCategory: false,
      keys: [.at(1, "RO access"), .unknown("RO access")],
      findKeys: findSortKeys,
      group: .generic,
      since: "7.0.0",
      summary: "Sorts the elements of a list, set or sorted set.",
      run: sortReadOnly
    ),
  ]
}
