/// Lists: elements in the order in which they were put there.
enum ListCommands {
  static let commands: [CommandSpec] = [
    CommandSpec(
      "lpush",
      arity: -3,
      flags: [.write, .denyOOM, .fast],
      keys: [.at(1, "RW insert")],
      group: .list,
      since: "1.0.0",
      summary: "Puts elements at the front of a list.",
      run: lpush
    ),
    CommandSpec(
      "rpush",
      arity: -3,
      flags: [.write, .denyOOM, .fast],
      keys: [.at(1, "RW insert")],
      group: .list,
      since: "1.0.0",
      summary: "Puts elements at the end of a list.",
      run: rpush
    ),
    CommandSpec(
      "lpushx",
      arity: -3,
      flags: [.write, .denyOOM, .fast],
      keys: [.at(1, "RW insert")],
      group: .list,
      since: "2.2.0",
      summary: "Puts elements at the front of a list that exists.",
      run: lpushx
    ),
    CommandSpec(
      "rpushx",
      arity: -3,
      flags: [.write, .denyOOM, .fast],
      keys: [.at(1, "RW insert")],
      group: .list,
      since: "2.2.0",
      summary: "Puts elements at the end of a list that exists.",
      run: rpushx
    ),
    CommandSpec(
      "linsert",
      arity: 5,
      flags: [.write, .denyOOM],
      keys: [.at(1, "RW insert")],
      group: .list,
      since: "2.2.0",
      summary: "Puts an element before or behind another one.",
      run: linsert
    ),
    CommandSpec(
      "lset",
      arity: 4,
      flags: [.write, .denyOOM],
      keys: [.at(1, "RW update")],
      group: .list,
      since: "1.0.0",
      summary: "Replaces the element at an index.",
      run: lset
    ),
    CommandSpec(
      "lpop",
      arity: -2,
      flags: [.write, .fast],
      keys: [.at(1, "RW access delete")],
      group: .list,
      since: "1.0.0",
      summary: "Takes elements from the front of a list.",
      run: lpop
    ),
    CommandSpec(
      "rpop",
      arity: -2,
      flags: [.write, .fast],
      keys: [.at(1, "RW access delete")],
      group: .list,
      since: "1.0.0",
      summary: "Takes elements from the end of a list.",
      run: rpop
    ),
    CommandSpec(
      "lmpop",
      arity: -4,
      flags: [.write],
      keys: [.counted(at: 1, "RW access delete")],
      group: .list,
      since: "7.0.0",
      summary: "Takes elements from the first of some lists that has any.",
      run: lmpop
    ),
    CommandSpec(
      "lrem",
      arity: 4,
      flags: [.write],
      keys: [.at(1, "RW delete")],
      group: .list,
      since: "1.0.0",
      summary: "Removes elements that equal a given one.",
      run: lrem
    ),
    CommandSpec(
      "ltrim",
      arity: 4,
      flags: [.write],
      keys: [.at(1, "RW delete")],
      group: .list,
      since: "1.0.0",
      summary: "Keeps a range of a list and removes the rest.",
      run: ltrim
    ),
    CommandSpec(
      "llen",
      arity: 2,
      flags: [.readonly, .fast],
      keys: [.at(1, "RO")],
      group: .list,
      since: "1.0.0",
      summary: "How many elements a list has.",
      run: llen
    ),
    CommandSpec(
      "lindex",
      arity: 3,
      flags: [.readonly],
      keys: [.at(1, "RO access")],
      group: .list,
      since: "1.0.0",
      summary: "The element at an index.",
      run: lindex
    ),
    CommandSpec(
      "lrange",
      arity: 4,
      flags: [.readonly],
      keys: [.at(1, "RO access")],
      group: .list,
      since: "1.0.0",
      summary: "The elements from one index to another, both included.",
      run: lrange
    ),
    CommandSpec(
      "lpos",
      arity: -3,
      flags: [.readonly],
      keys: [.at(1, "RO access")],
      group: .list,
      since: "6.0.6",
      summary: "Where an element is in a list.",
      run: lpos
    ),
    CommandSpec(
      "lmove",
      arity: 5,
      flags: [.write, .denyOOM],
      keys: [.at(1, "RW access delete"), .at(2, "RW insert")],
      group: .list,
      since: "6.2.0",
      summary: "Takes an element from an end of one list and puts it at an end of another.",
      run: lmove
    ),
    CommandSpec(
      "rpoplpush",
      arity: 3,
      flags: [.write, .denyOOM],
      keys: [.at(1, "RW access delete"), .at(2, "RW insert")],
      group: .list,
      since: "1.2.0",
      summary: "Takes the last element of a list and puts it at the front of another.",
      run: rpoplpush
    ),
    CommandSpec(
      "blpop",
      arity: -3,
      flags: [.write, .noScript, .blocking],
      keys: [.range(1, to: -2, "RW access delete")],
      group: .list,
      since: "2.0.0",
      summary: "Takes the first element of the first list that has any, and waits for one.",
      run: blpop
    ),
    CommandSpec(
      "brpop",
      arity: -3,
      flags: [.write, .noScript, .blocking],
      keys: [.range(1, to: -2, "RW access delete")],
      group: .list,
      since: "2.0.0",
      summary: "Takes the last element of the first list that has any, and waits for one.",
      run: brpop
    ),
    CommandSpec(
      "blmpop",
      arity: -5,
      flags: [.write, .blocking],
      keys: [.counted(at: 2, "RW access delete")],
      group: .list,
      since: "7.0.0",
      summary: "Takes elements from the first of some lists that has any, and waits for one.",
      run: blmpop
    ),
    CommandSpec(
      "blmove",
      arity: 6,
      flags: [.write, .denyOOM, .noScript, .blocking],
      keys: [.at(1, "RW access delete"), .at(2, "RW insert")],
      group: .list,
      since: "6.2.0",
      summary: "Moves an element from one list to another, and waits for one.",
      run: blmove
    ),
    CommandSpec(
      "brpoplpush",
      arity: 4,
      flags: [.write, .denyOOM, .noScript, .blocking],
      keys: [.at(1, "RW access delete"), .at(2, "RW insert")],
      group: .list,
      since: "2.2.0",
      summary: "Moves the last element of a list to the front of another, and waits for one.",
      run: brpoplpush
    ),
  ]
}
