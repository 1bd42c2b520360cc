import Foundation

/// The servers outside that checks are to be run against as well, if the environment names any.
enum RealServers {
  static let named = ProcessInfo.processInfo.environment.filter {
    ["REDIS_URL", "REDIS_CLUSTER", "MEMCACHED_URL"].contains($0.key) && !$0.value.isEmpty
  }
}
