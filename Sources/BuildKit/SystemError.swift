import Foundation

/// An error number of the system, with its meaning.
public struct SystemError: Error, CustomStringConvertible {
  public let number: Int32

  public init(number: Int32) { self.number = number }

  public static var last: SystemError { SystemError(number: errno) }

  public var description: String { String(cString: strerror(number)) }
}
