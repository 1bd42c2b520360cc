import BuildKit
import Console
import Drawing
import Foundation
import Grader

/// What the doctor looks at whatever clone it is called in.
enum Machine {
  /// The oldest compiler that can build the course.
  private static let oldestSwift = [6, 2]

  static func toolchain() -> Diagnosis {
    do {
      let toolchain = try Toolchain.find()
      let version = try toolchain.version()
      let words = "\(version) at \(toolchain.compiler)"
      guard !numbers(version).lexicographicallyPrecedes(oldestSwift) else {
        return .problem(
          "swift",
          "\(words) is too old",
          fix: "Install Swift 6.2 or later from swift.org."
        )
      }
      return .ok("swift", words)
    } catch {
      return .problem("swift", error.problem, fix: error.fix)
    }
  }

  private static func numbers(_ version: String) -> [Int] {
    version.split(separator: ".").compactMap { Int($0) }
  }

  static func cores() -> Diagnosis {
    let count = ProcessInfo.processInfo.activeProcessorCount
    return count > 1
      ? .ok("cores", "\(count)")
      : .warning("cores", "1", fix: "All works, but course check --all takes its time.")
  }

  static func memory() -> Diagnosis {
    let bytes = Int(clamping: ProcessInfo.processInfo.physicalMemory)
    return bytes >= 3 << 30
      ? .ok("memory", size(bytes))
      : .warning(
        "memory",
        size(bytes),
        fix: "The compiler wants about 2 GB. Close what you can spare."
      )
  }

  static func docc() -> Diagnosis {
    Program("docc").map { .ok("docc", $0.path) }
      ?? .warning(
        "docc",
        "not on PATH",
        fix: "Only course docs needs it. It comes with the toolchain from swift.org."
      )
  }

  static func git() -> Diagnosis {
    Program("git").map { .ok("git", $0.path) }
      ?? .warning(
        "git",
        "not on PATH",
        fix: "Updates of the course need it, and course reset may."
      )
  }

  static func loopback() -> Diagnosis {
    Loopback.canListen
      ? .ok("loopback", "a port of 127.0.0.1 can be opened")
      : .warning(
        "loopback",
        "no port of 127.0.0.1 can be opened",
        fix: "Only course docs needs one. Look at your firewall or sandbox."
      )
  }

  static func size(_ bytes: Int) -> String {
    let units = [("GB", 1 << 30), ("MB", 1 << 20), ("KB", 1 << 10)]
    for (name, unit) in units where bytes >= unit {
      return fixed(Double(bytes) / Double(unit), bytes >= 10 * unit ? 0 : 1) + " " + name
    }
    return "\(bytes) bytes"
  }
}
