import Foundation

/// The programs that the compiler's driver would start for a build, to be started without it.
///
/// What the driver works out is the same for every answer but for a few names. It is asked once,
/// with stand-ins in place of these; from then on the frontend and the linker are started directly,
/// which takes half the time.
public struct CompilerJobs: Codable, Sendable {
  /// A name that differs from build to build.
  public struct Place: Hashable, Sendable {
    /// What stands for it in the arguments; no other word may contain it.
    public let standIn: String

    public init(_ standIn: String) { self.standIn = standIn }

    /// A file in the folder that the name stands for.
    public func file(_ name: String) -> String { "\(standIn)/\(name)" }
  }

  let commands: [[String]]

  /// Asks the driver what it would start, or recalls what it said before.
  public static func planned(
    _ arguments: [String],
    toolchain: Toolchain,
    cache: BuildCache
  ) throws(KitFailure) -> CompilerJobs {
    let entry = try cache.entry(Digest.of(["jobs", toolchain.identity] + arguments)) {
      (place) throws(KitFailure) in
      let answer = try toolchain.compile(["-###"] + arguments, into: place)
      let commands = answer.messages.split(separator: "\n").map { words(in: String($0)) }
      guard answer.succeeded, commands.allSatisfy({ $0.first?.hasPrefix("/") == true }) else {
        throw KitFailure(
          "\(toolchain.compiler) does not tell how it compiles:\n\(answer.messages)",
          fix: "Look for another Swift on PATH with course doctor."
        )
      }
      try writing(to: place) {
        try JSONEncoder().encode(CompilerJobs(commands: commands))
          .write(to: URL(filePath: "\(place)/jobs.json"))
      }
    }
    guard let data = FileManager.default.contents(atPath: "\(entry)/jobs.json"),
      let jobs = try? JSONDecoder().decode(CompilerJobs.self, from: data)
    else {
      throw KitFailure("\(entry) is damaged", fix: "Empty the cache with course doctor --clear.")
    }
    return jobs
  }

  /// Starts the programs one after the other, until one fails.
  public func run(
    _ places: [Place: String],
    toolchain: Toolchain,
    into place: String
  ) throws(KitFailure) -> Compilation {
    var messages = ""
    for command in commands {
      let words = command.map { word in
        places.reduce(word) { $0.replacingOccurrences(of: $1.key.standIn, with: $1.value) }
      }
      let built = try toolchain.run(words[0], Array(words.dropFirst()), into: place)
      messages += built.messages
      guard built.succeeded else { return Compilation(succeeded: false, messages: messages) }
    }
    return Compilation(succeeded: true, messages: messages)
  }

  /// Splits a line as a shell would, as far as the driver makes use of it.
  static func words(in line: String) -> [String] {
    var words: [String] = []
    var word: String?
    var quote: Character?
    var isEscaped = false
    for character in line {
      if isEscaped {
        word = (word ?? "") + String(character)
        isEscaped = false
      } else if character == "\\", quote != "'" {
        isEscaped = true
      } else if let open = quote {
        if character == open { quote = nil } else { word = (word ?? "") + String(character) }
      } else if character == "'" || character == "\"" {
        quote = character
        word = word ?? ""
      } else if character == " " {
        if let whole = word { words.append(whole) }
        word = nil
      } else {
        word = (word ?? "") + String(character)
      }
    }
    if let word { words.append(word) }
    return words
  }
}
