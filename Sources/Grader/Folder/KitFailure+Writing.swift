import Foundation

/// Runs something that writes, and says what could not be written where.
func writing(to path: String, _ write: () throws -> Void) throws(KitFailure) {
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
    return KitFailure(
      "Could not write \(path): \(reason)",
      mend: "Make room there, or set COURSE_STATE to a folder that you may write."
    )
  }
}
