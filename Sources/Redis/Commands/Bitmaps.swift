/// Strings as rows of bits and of small integers.
enum BitmapCommands {
  static let commands: [CommandSpec] = []
}
