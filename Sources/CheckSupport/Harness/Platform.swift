import Foundation
import XCTest

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What the harness asks of the system, and how XCTest is started on it.
enum Platform {
  /// The results descriptor; the checker opens it for the process.
  static let results = FileHandle(fileDescriptor: 3, closeOnDealloc: false)

  /// The last line of defence; the checker watches resident memory and ends the process long before.
  private static let addressSpace: rlim_t = 4 << 30

  static func prepareThisProcess() {
    _ = fcntl(results.fileDescriptor, F_SETFD, FD_CLOEXEC)
    set(RLIMIT_CORE, to: 0)
    set(RLIMIT_DATA, to: addressSpace)
    // Files that the answer writes go to the folder that the checker made for them.
    _ = getenv("TMPDIR").map { chdir($0) }
    signal(SIGPIPE, SIG_IGN)
    endWithTheChecker()
  }

  /// Ends this process and what it started when nobody reads the results any longer.
  ///
  /// The checker ends its processes itself, unless it is killed outright.
  private static func endWithTheChecker() {
    Thread.detachNewThread {
      var pipe = pollfd(fd: results.fileDescriptor, events: 0, revents: 0)
      while poll(&pipe, 1, -1) < 0, errno == EINTR {}
      // In a session of its own, as the checker starts it, its group is what it has started.
      if getsid(0) == getpid() { kill(0, SIGKILL) }
      _exit(1)
    }
  }

  #if canImport(ObjectiveC)
    static func run<Case: XCTestCase>(_ checks: [Check<Case>], observer: any XCTestObservation) {
      XCTestObservationCenter.shared.addTestObserver(observer)
      let suite = XCTestSuite(name: "Checks")
      for test in Case.defaultTestSuite.tests
      where checks.contains(where: { test.name.contains(" \($0.name)") }) {
        suite.addTest(test)
      }
      suite.run()
    }

    private static func set(_ resource: Int32, to value: rlim_t) {
      var limit = rlimit(rlim_cur: value, rlim_max: value)
      setrlimit(resource, &limit)
    }
  #else
    static func run<Case: XCTestCase>(_ checks: [Check<Case>], observer: any XCTestObservation) {
      let entry = testCase(checks.map { ($0.name, $0.body) })
      let _: CInt = XCTMain([entry], arguments: ["checks"], observers: [observer])
    }

    #if canImport(Glibc)
      private static func set(_ resource: __rlimit_resource, to value: rlim_t) {
        set(__rlimit_resource_t(resource.rawValue), to: value)
      }
    #endif

    private static func set(_ resource: Int32, to value: rlim_t) {
      var limit = rlimit(rlim_cur: value, rlim_max: value)
      setrlimit(resource, &limit)
    }
  #endif
}
