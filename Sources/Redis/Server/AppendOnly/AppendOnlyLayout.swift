/// Which files the changes lie in.
///
/// There are two layouts, and real Redis loads both. A single file is simple, and is what Redis wrote
/// until version 6. A folder with a manifest is what Redis 7 writes, in files that are read one after
/// another: at most one *base*, and then the increments. The path decides: a folder, or a file whose
/// name ends in `.manifest`, means the second.
struct AppendOnlyLayout {
  /// The files in the order in which they are read; the last is written on.
  private(set) var parts: [String]
  let manifest: String?
  private var sequence = 0

  init(_ path: String, fileName: String) throws(AppendOnlyError) {
    if path.hasSuffix(".manifest") {
      manifest = path
    } else if path.hasSuffix("/") || DiskFile.isFolder(path) {
      manifest = path + (path.hasSuffix("/") ? "" : "/") + fileName + ".manifest"
    } else {
      manifest = nil
    }
    parts = manifest == nil ? [path] : []
    if let manifest, DiskFile.exists(manifest) { try read(manifest) }
  }

  /// The file that is written on.
  var current: String { parts.last ?? "" }

  /// Makes the folder and the manifest if there are none yet.
  mutating func prepare() throws(DiskError) {
    guard manifest != nil else { return }
    try makeFolder()
    let hasIncrement = parts.last.map { !Self.isBase($0) } ?? false
    guard !hasIncrement else { return }
    sequence += 1
    parts.append(name(.increment))
    try writeManifest()
  }

  func makeFolder() throws(DiskError) {
    if let manifest { try DiskFile.makeFolder(DiskFile.folder(of: manifest)) }
  }

  /// The file that says by its lock that a server uses the others, which come and go.
  var lockPath: String { (manifest ?? current) + ".lock" }

  /// Where a rewrite is written until it is complete.
  var draft: String { (manifest ?? current) + ".rewrite" }

  /// Puts a complete rewrite in the place of all that there was.
  mutating func install() throws(DiskError) {
    guard manifest != nil else { return try DiskFile.replace(current, by: draft) }
    let old = parts
    sequence += 1
    parts = [name(.base), name(.increment)]
    try DiskFile.replace(parts[0], by: draft)
    try DiskFile(parts[1], .replacing).close()
    try writeManifest()
    for part in old { DiskFile.remove(part) }
  }

  private enum Kind: String {
    case base, increment

    var letter: String { self == .base ? "b" : "i" }
  }

  private func name(_ kind: Kind) -> String {
    let stem = (manifest ?? "").dropLast(".manifest".count)
    return "\(stem).\(sequence).\(kind == .base ? "base" : "incr").aof"
  }

  private static func isBase(_ path: String) -> Bool {
    path.hasSuffix(".base.aof") || path.hasSuffix(".base.rdb")
  }

  private func writeManifest() throws(DiskError) {
    guard let manifest else { return }
    var text = ""
    for part in parts {
      let name = part.split(separator: "/").last ?? ""
      let kind = Self.isBase(part) ? Kind.base : .increment
      let quoted = name.contains(" ") ? RedisBytes(name).quoted : String(name)
      text += "file \(quoted) seq \(number(of: name)) type \(kind.letter)\n"
    }
    let draft = manifest + ".new"
    let file = try DiskFile(draft, .replacing)
    defer { file.close() }
    try file.write(Array(text.utf8))
    try file.sync()
    try DiskFile.replace(manifest, by: draft)
  }

  /// The number in a name such as `appendonly.aof.3.incr.aof`.
  private func number(of name: Substring) -> Int {
    name.split(separator: ".").dropLast(2).last.flatMap { Int($0) } ?? sequence
  }

  private mutating func read(_ manifest: String) throws(AppendOnlyError) {
    let bytes: [UInt8]
    do {
      bytes = try DiskFile.contents(of: manifest)
    } catch {
      throw .disk(error)
    }
    let folder = DiskFile.folder(of: manifest)
    var lineNumber = 0
    for line in bytes.split(separator: 10, omittingEmptySubsequences: false) {
      lineNumber += 1
      if line.isEmpty || line.first == UInt8(ascii: "#") { continue }
      guard let words = Self.words(line), words.count >= 6, words[0] == "file",
        words[2] == "seq", let number = Int(words[3]), words[4] == "type"
      else {
        throw .manifest(
          manifest,
          line: lineNumber,
          what: "expected \"file NAME seq NUMBER type b|i|h\""
        )
      }
      // History is what a rewrite has replaced and not yet deleted.
      if words[5] == "h" { continue }
      guard !words[1].contains("/") else {
        throw .manifest(manifest, line: lineNumber, what: "a file of another folder: \(words[1])")
      }
      sequence = max(sequence, number)
      parts.append("\(folder)/\(words[1])")
    }
  }

  private static func words(_ line: ArraySlice<UInt8>) -> [String]? {
    var words: [RedisBytes] = []
    do {
      try line.withUnsafeBufferPointer { buffer throws(RESPProtocolError) in
        try splitInlineRequest(UnsafeRawBufferPointer(buffer), into: &words)
      }
    } catch {
      return nil
    }
    return words.map(\.string)
  }
}
