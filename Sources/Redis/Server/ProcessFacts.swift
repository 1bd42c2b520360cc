// What the operating system tells about the process that a server runs in.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

enum ProcessFacts {
  static var id: Int { Int(getpid()) }

  /// The time that the processor has worked for the process, in seconds with six digits.
  static var processorTime: (user: String, system: String) {
    var usage = rusage()
    // This process: RUSAGE_SELF, which Glibc imports with a type that getrusage does not take.
    getrusage(0, &usage)
    return (seconds(usage.ru_utime), seconds(usage.ru_stime))
  }

  private static func seconds(_ time: timeval) -> String {
    "\(time.tv_sec)." + String(1_000_000 + Int(time.tv_usec)).dropFirst()
  }

  /// The bytes of memory that the process occupies; nil where there is no simple way to know.
  static var residentMemory: Int? {
    // Linux says it in pages: all of the address space first, then what is in memory.
    guard let bytes = try? DiskFile.contents(of: "/proc/self/statm") else { return nil }
    let words = String(decoding: bytes, as: UTF8.self).split(separator: " ")
    guard words.count > 1, let pages = Int(words[1]) else { return nil }
    return pages * Int(getpagesize())
  }
}
