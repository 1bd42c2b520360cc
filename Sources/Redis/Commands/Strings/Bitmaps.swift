/// Strings as rows of bits and of small integers.
enum BitmapCommands {
  static let commands: [CommandSpec] = [
    CommandSpec(
      "setbit",
      arity: 4,
      flags: [.write, .denyOOM],
      keys: [.at(1, "RW access update")],
      group: .bitmap,
      since: "2.2.0",
      summary: "Sets or clears one bit of a string and gives what it was.",
      run: setbit
    ),
    CommandSpec(
      "getbit",
      arity: 3,
      flags: [.readonly, .fast],
      keys: [.at(1, "RO access")],
      group: .bitmap,
      since: "2.2.0",
      summary: "One bit of a string.",
      run: getbit
    ),
    CommandSpec(
      "bitcount",
      arity: -2,
      flags: [.readonly],
      keys: [.at(1, "RO access")],
      group: .bitmap,
      since: "2.6.0",
      summary: "How many bits are set, in all of a string or in a part.",
      run: bitcount
    ),
    CommandSpec(
      "bitpos",
      arity: -3,
      flags: [.readonly],
      keys: [.at(1, "RO access")],
      group: .bitmap,
      since: "2.8.7",
      summary: "Where the first bit that is set, or clear, is.",
      run: bitpos
    ),
    CommandSpec(
      "bitop",
      arity: -4,
      flags: [.write, .denyOOM],
      keys: [.at(2, "OW update"), .range(3, to: -1, "RO access")],
      group: .bitmap,
      since: "2.6.0",
      summary: "Combines strings bit by bit and stores the result.",
      run: bitop
    ),
    CommandSpec(
      "bitfield",
      arity: -2,
      flags: [.write, .denyOOM],
      keys: [.at(1, "RW access update variable_flags")],
      group: .bitmap,
      since: "3.2.0",
      summary: "Reads and changes integers of any width inside a string.",
      run: bitfield
    ),
    CommandSpec(
      "bitfield_ro",
      arity: -2,
      flags: [.readonly, .fast],
      keys: [.at(1, "RO access")],
      group: .bitmap,
      since: "6.0.0",
      summary: "Reads integers of any width inside a string.",
      run: bitfieldReadOnly
    ),
  ]
}
