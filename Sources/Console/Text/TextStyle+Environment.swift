import Drawing

extension TextStyle {
  /// The style for an environment: `NO_COLOR` beats `CLICOLOR_FORCE`, which beats the terminal.
  ///
  /// - Parameter isTerminal: Whether the text goes to a terminal, not to a file or another program.
  public init(environment: [String: String], isTerminal: Bool) {
    func says(_ name: String) -> Bool { environment[name].map { !$0.isEmpty } ?? false }
    if says("NO_COLOR") {
      self = .plain
    } else if says("CLICOLOR_FORCE"), environment["CLICOLOR_FORCE"] != "0" {
      self = .coloured
    } else {
      let canColour = environment["TERM"].map { $0 != "dumb" && !$0.isEmpty } ?? false
      self = isTerminal && canColour ? .coloured : .plain
    }
  }
}
