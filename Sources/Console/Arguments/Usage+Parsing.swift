extension Usage {
  /// Parses the words after the command's name.
  ///
  /// `--option value`, `--option=value` and, after `--`, words that start with a dash are all
  /// accepted. A missing word is no error when help is asked for.
  public func parse(_ given: [String]) throws(UsageError) -> Arguments {
    var arguments = Arguments()
    var rest = given[...]
    while let word = rest.popFirst() {
      if word == "--" {
        arguments.words += rest
        break
      }
      guard word.count > 1, word.hasPrefix("-") else {
        arguments.words.append(word)
        continue
      }
      try read(word, before: &rest, into: &arguments)
    }
    if !arguments[Usage.help] { try verifyWords(arguments.words) }
    return arguments
  }

  private func read(
    _ word: String,
    before rest: inout ArraySlice<String>,
    into arguments: inout Arguments
  ) throws(UsageError) {
    let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let typed = String(parts[0])
    let option = try declaration(of: typed)
    let attached = parts.count == 2 ? String(parts[1]) : nil
    guard let valueName = option.valueName else {
      guard attached == nil else { throw UsageError("--\(option.name) takes no value", fix: ask) }
      arguments.flags.insert(option.name)
      return
    }
    guard let value = attached ?? rest.popFirst() else {
      throw UsageError(
        "--\(option.name) needs a value",
        fix: "Write --\(option.name) \(valueName)."
      )
    }
    if let objection = option.objection(to: value) { throw UsageError(objection, fix: ask) }
    arguments.values[option.name] = value
  }

  private func declaration(of typed: String) throws(UsageError) -> any OptionDeclaration {
    let found = options.first { option in
      typed == "--\(option.name)" || option.letter.map { typed == "-\($0)" } ?? false
        || option.formerName.map { typed == "--\($0)" } ?? false
    }
    if let found { return found }
    let command = name.isEmpty ? "" : " for \(name)"
    let nearest = options.map(\.name).nearest(to: String(typed.drop { $0 == "-" }))
    throw UsageError(
      "There is no option \(typed)\(command)",
      fix: nearest.map { "Did you mean --\($0)?" } ?? ask
    )
  }

  private func verifyWords(_ words: [String]) throws(UsageError) {
    let most =
      switch positional?.count {
      case .one, .upToOne: 1
      case .oneAnd: 2
      case .any: Int.max
      case nil: 0
      }
    if words.count > most {
      let subject = name.isEmpty ? "course" : name
      throw UsageError(
        "\"\(words[most])\" is one word too many for \(subject)",
        fix: ask
      )
    }
    if let positional, positional.isNeeded, words.isEmpty {
      throw UsageError("\(name) needs \(positional.name), \(positional.summary)", fix: ask)
    }
  }

  private var ask: String { "Type course \(name.isEmpty ? "" : name + " ")--help." }
}
