import Foundation
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What building and running ask of the operating system: the only file that differs between systems.
enum Platform {
  /// Starts `program` in a session of its own, with the given files as descriptors 0, 1, 2 and 3.
  static func spawn(
    _ program: String,
    arguments: [String],
    environment: [String: String],
    descriptors: [Int32]
  ) -> Result<pid_t, SystemError> {
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
      var attributes: posix_spawnattr_t?
      let flags =
        POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK
        | POSIX_SPAWN_CLOEXEC_DEFAULT
    #else
      var actions = posix_spawn_file_actions_t()
      var attributes = posix_spawnattr_t()
      let flags = 0x80 | Int32(POSIX_SPAWN_SETSIGDEF) | Int32(POSIX_SPAWN_SETSIGMASK)  // SETSID
    #endif
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    for (target, source) in descriptors.enumerated() {
      posix_spawn_file_actions_adddup2(&actions, source, Int32(target))
    }
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(&attributes, Int16(truncatingIfNeeded: flags))

    let words = ([program] + arguments).map { strdup($0) }
    let settings = environment.sorted { $0.key < $1.key }.map { strdup("\($0.key)=\($0.value)") }
    defer { for text in words + settings { free(text) } }
    var pid: pid_t = 0
    let error = starting.withLock { _ in
      posix_spawn(&pid, program, &actions, &attributes, words + [nil], settings + [nil])
    }
    return error == 0 ? .success(pid) : .failure(SystemError(number: error))
  }

  /// Held while a child starts and while a pipe is not yet marked as this process's own.
  private static let starting = Mutex(())

  /// Two ends of a pipe that no other child inherits; both above 3, so that none is in the way when
  /// a child's descriptors are laid out.
  static func pipe() -> Result<(read: Int32, write: Int32), SystemError> {
    var ends: [Int32] = [-1, -1]
    let status = starting.withLock { _ in
      let status = systemPipe(&ends)
      for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
      return status
    }
    guard status == 0 else { return .failure(SystemError(number: errno)) }
    for (index, end) in ends.enumerated() where end <= 3 {
      ends[index] = fcntl(end, F_DUPFD_CLOEXEC, 4)
      close(end)
    }
    return .success((ends[0], ends[1]))
  }

  /// How the process ended, or nil while it runs.
  static func ending(of pid: pid_t, wait: Bool = false) -> ProcessEnding? {
    var status: Int32 = 0
    var result: pid_t
    repeat { result = waitpid(pid, &status, wait ? 0 : WNOHANG) } while result < 0 && errno == EINTR
    guard result == pid else { return result < 0 ? .exited(255) : nil }
    let signal = status & 0x7F
    return signal == 0 ? .exited((status >> 8) & 0xFF) : .killed(signal)
  }

  /// Ends a process that ``spawn`` started, and everything that it started in turn.
  ///
  /// Most of it is in the process's group. What moved to a group of its own is still in the session
  /// that was made for the process, and what left that as well still carries its environment.
  static func kill(family pid: pid_t, marker: String) {
    _ = systemKill(-pid, SIGKILL)
    _ = systemKill(pid, SIGKILL)
    for other in allProcesses() where other != getpid() && other > 1 {
      if getsid(other) == pid || environment(of: other).contains(marker) {
        _ = systemKill(other, SIGKILL)
      }
    }
  }

  #if canImport(Darwin)
    private static func allProcesses() -> [pid_t] {
      var pids = [pid_t](repeating: 0, count: 16_384)
      let bytes = Int32(pids.count * MemoryLayout<pid_t>.size)
      return Array(pids.prefix(Int(max(0, proc_listallpids(&pids, bytes)))))
    }

    /// Another process's environment is not to be had here.
    private static func environment(of pid: pid_t) -> String { "" }
  #else
    private static func allProcesses() -> [pid_t] {
      let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
      return names.compactMap { pid_t($0) }
    }

    private static func environment(of pid: pid_t) -> String {
      let data = FileManager.default.contents(atPath: "/proc/\(pid)/environ")
      return data.map { String(decoding: $0, as: UTF8.self) } ?? ""
    }
  #endif

  private static func systemPipe(_ ends: inout [Int32]) -> Int32 {
    #if canImport(Glibc)
      Glibc.pipe(&ends)
    #elseif canImport(Musl)
      Musl.pipe(&ends)
    #else
      Darwin.pipe(&ends)
    #endif
  }

  private static func systemKill(_ pid: pid_t, _ signal: Int32) -> Int32 {
    #if canImport(Glibc)
      Glibc.kill(pid, signal)
    #elseif canImport(Musl)
      Musl.kill(pid, signal)
    #else
      Darwin.kill(pid, signal)
    #endif
  }

  /// The memory that the process holds just now, in bytes; 0 where the system does not tell.
  static func residentMemory(of pid: pid_t) -> Int {
    #if canImport(Darwin)
      var usage = rusage_info_current()
      let status = withUnsafeMutablePointer(to: &usage) {
        $0.withMemoryRebound(to: rusage_info_t?.self, capacity: 1) {
          proc_pid_rusage(pid, RUSAGE_INFO_CURRENT, $0)
        }
      }
      return status == 0 ? Int(usage.ri_phys_footprint) : 0
    #else
      guard let text = try? String(contentsOfFile: "/proc/\(pid)/statm", encoding: .utf8)
      else { return 0 }
      let pages = text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
      return pages * Int(sysconf(Int32(_SC_PAGESIZE)))
    #endif
  }

  /// The linker that `swiftc` should use, where another than its own choice is faster.
  static func linkerFlags(beside compiler: String) -> [String] {
    #if canImport(Darwin)
      []
    #else
      access((compiler as NSString).deletingLastPathComponent + "/ld.lld", X_OK) == 0
        ? ["-use-ld=lld"] : []
    #endif
  }

  /// The file that a module's library is in.
  static func libraryName(of module: String) -> String {
    #if canImport(Darwin)
      "lib\(module).dylib"
    #else
      "lib\(module).so"
    #endif
  }

  /// What a library has to be told so that a program finds it by its run path.
  static func libraryFlags(of module: String) -> [String] {
    #if canImport(Darwin)
      ["-Xlinker", "-install_name", "-Xlinker", "@rpath/\(libraryName(of: module))"]
    #else
      ["-Xlinker", "-soname", "-Xlinker", libraryName(of: module)]
    #endif
  }

  /// "SIGSEGV", as programmers know it.
  static func name(ofSignal signal: Int32) -> String {
    let names: [Int32: String] = [
      SIGILL: "SIGILL", SIGTRAP: "SIGTRAP", SIGABRT: "SIGABRT", SIGFPE: "SIGFPE",
      SIGBUS: "SIGBUS", SIGSEGV: "SIGSEGV", SIGKILL: "SIGKILL", SIGTERM: "SIGTERM",
      SIGPIPE: "SIGPIPE", SIGXCPU: "SIGXCPU",
    ]
    return names[signal] ?? "signal \(signal)"
  }
}
