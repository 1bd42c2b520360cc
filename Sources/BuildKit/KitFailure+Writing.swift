import Foundation

/// Runs something that writes, and says what could not be written where.
public func writing(to path: String, _ write: () throws -> Void) throws(KitFailure) {
  do {
    try write()
  } catch {
    throw KitFailure.cannotWrite(path, because: error)
  }
}

extension KitFailure {
  static func cannotWrite(_ path: String, because error: any Error) -> KitFailure {
    // Foundation wraps the system's error, which says it best.
    let cause = (error as? CocoaError)?.underlying ?? error
    let reason =
      (cause as? POSIXError).map { SystemError(number: $0.code.rawValue).description }
      ?? (cause as? SystemError)?.description ?? error.localizedDescription
    let number = (cause as? POSIXError)?.code.rawValue ?? (cause as? SystemError)?.number ?? 0
    let (fix, otherPlace) =
      switch number {
      case ENOSPC, EDQUOT: ("Free some space there", "on another disk")
      case EROFS, EACCES, EPERM: ("Make it writable", "that you may write")
      default: ("Look at what is there", "that you may write")
      }
    // What the learner edits has its place in the clone; what the kit keeps can go elsewhere.
    let isKept = path.hasPrefix("/")
    return KitFailure(
      "Could not write \(path): \(reason)",
      fix: isKept ? "\(fix), or set COURSE_STATE to a folder \(otherPlace)." : "\(fix)."
    )
  }
}
