import BuildKit
import Curriculum
import Foundation

/// The stubs as they were handed out: whether a file is still one, and how to get one back.
///
/// `Exercises/stubs.lock` holds the digest of every stub. The text behind a digest comes from a copy
/// that was made while the file was still unedited, or from the clone's git history.
public struct Stubs: Sendable {
  public let folder: CourseFolder
  private let digests: [String: String]

  public static let lock = "Exercises/stubs.lock"

  public init(folder: CourseFolder) throws(KitFailure) {
    self.folder = folder
    guard let text = try? String(contentsOfFile: folder.path(Self.lock), encoding: .utf8) else {
      throw KitFailure(
        "\(Self.lock) is missing",
        fix: "Bring it back, for example with git checkout \(Self.lock)"
      )
    }
    let lines = text.split(separator: "\n").map { $0.split(separator: " ", maxSplits: 1) }
    digests = Dictionary(
      lines.filter { $0.count == 2 }
        .map { ($0[1].trimmingCharacters(in: .whitespaces), String($0[0])) },
      uniquingKeysWith: { $1 }
    )
  }

  /// Declares the files as they are now to be the stubs; `sha256sum -c` reads the same format.
  public static func writeLock(
    for exercises: [Exercise],
    in folder: CourseFolder
  ) throws(KitFailure) {
    let text = exercises.map { "\(folder.answerDigest(of: $0) ?? "missing")  \($0.stubPath)\n" }
    try writing(to: lock) {
      try text.joined().write(toFile: folder.path(lock), atomically: true, encoding: .utf8)
    }
  }

  /// Whether the learner's file is the stub, byte for byte.
  public func isUnedited(_ exercise: Exercise) -> Bool {
    digests[exercise.stubPath] == folder.answerDigest(of: exercise)
  }

  /// The stub's text as it was handed out.
  public func original(_ exercise: Exercise) throws(KitFailure) -> String {
    guard let digest = digests[exercise.stubPath] else {
      throw KitFailure(
        "\(Self.lock) does not know \(exercise.stubPath)",
        fix: "Bring it back, for example with git checkout \(Self.lock)"
      )
    }
    let path = folder.path(exercise.stubPath)
    let places = [path, copyPath(digest)].lazy.compactMap {
      FileManager.default.contents(atPath: $0)
    }
    if let data = places.first(where: { Digest.of($0) == digest }) ?? history(exercise, digest) {
      return String(decoding: data, as: UTF8.self)
    }
    throw KitFailure(
      "The stub of \(exercise.id) is neither in \(folder.relative(copies)) nor in git's history",
      fix: "Take \(exercise.stubPath) from a fresh copy of the course."
    )
  }

  /// What a reset came to.
  public enum Reset: Equatable, Sendable {
    /// The file is the stub already.
    case unneeded
    /// The stub is back; what was there is in the kept file, if there was one.
    case done(kept: String?)
  }

  /// Puts the stub back, and keeps what was there in a file of its own.
  public func reset(_ exercise: Exercise) throws(KitFailure) -> Reset {
    guard !isUnedited(exercise) else { return .unneeded }
    let text = try original(exercise)
    let path = folder.path(exercise.stubPath)
    var kept: String?
    if FileManager.default.fileExists(atPath: path) {
      let backup = freeBackupPath(exercise)
      try writing(to: backup) {
        try FileManager.default.createDirectory(
          atPath: folder.state + "/backups",
          withIntermediateDirectories: true
        )
        try FileManager.default.copyItem(atPath: path, toPath: backup)
      }
      kept = folder.relative(backup)
    }
    try writing(to: exercise.stubPath) {
      try text.write(toFile: path, atomically: true, encoding: .utf8)
    }
    return .done(kept: kept)
  }

  /// Copies the stubs that are still unedited, so that they can be had back without git.
  public func keepCopies(of exercises: [Exercise]) throws(KitFailure) {
    for exercise in exercises {
      guard let digest = digests[exercise.stubPath],
        !FileManager.default.fileExists(atPath: copyPath(digest)), isUnedited(exercise)
      else { continue }
      try writing(to: copies) {
        try FileManager.default.createDirectory(
          atPath: copies,
          withIntermediateDirectories: true
        )
        try FileManager.default.copyItem(
          atPath: folder.path(exercise.stubPath),
          toPath: copyPath(digest)
        )
      }
    }
  }

  private var copies: String { folder.state + "/stubs" }

  private func copyPath(_ digest: String) -> String { "\(copies)/\(digest)" }

  /// Backups are numbered, so that none overwrites another.
  private func freeBackupPath(_ exercise: Exercise) -> String {
    var number = 1
    while true {
      let path = "\(folder.state)/backups/\(exercise.name)-\(number).swift"
      guard FileManager.default.fileExists(atPath: path) else { return path }
      number += 1
    }
  }

  /// The version of the file in git's history that has the digest, newest first.
  private func history(_ exercise: Exercise, _ digest: String) -> Data? {
    git(["log", "--format=%H", "--", exercise.stubPath])
      .map { String(decoding: $0, as: UTF8.self).split(separator: "\n") }?.lazy
      .compactMap { git(["show", "\($0):./\(exercise.stubPath)"]) }
      .first { Digest.of($0) == digest }
  }

  private func git(_ arguments: [String]) -> Data? {
    let process = ChildProcess(
      program: "/usr/bin/env",
      arguments: ["git", "-C", folder.root] + arguments,
      environment: ProcessInfo.processInfo.environment,
      seconds: 30
    )
    guard let result = try? process.run(), result.ending == .exited(0) else { return nil }
    return result.output
  }
}

extension CourseFolder {
  /// The digest of the learner's file as it is now; nil when it is not there.
  public func answerDigest(of exercise: Exercise) -> String? {
    FileManager.default.contents(atPath: path(exercise.stubPath)).map(Digest.of)
  }
}
