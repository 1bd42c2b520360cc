import Foundation

/// The most memory that this process has held at any time so far, in MiB.
public func peakMemory() -> Double {
  var usage = rusage()
  // 0 is RUSAGE_SELF, which has a different type on each platform.
  getrusage(0, &usage)
  #if canImport(Darwin)
    let bytesInAUnit = 1.0
  #else
    let bytesInAUnit = 1_024.0
  #endif
  return Double(usage.ru_maxrss) * bytesInAUnit / 1_048_576
}
