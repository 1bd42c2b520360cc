/// The settings of an engine, as `CONFIG` shows and changes them.
struct Configuration {
  var notifications: NotificationKinds = []
  /// In bytes; 0 means without limit.
  var maxMemory = 0
  var evictionPolicy = EvictionPolicy.noEviction
  /// How many keys an eviction looks at for each that it removes.
  var maxMemorySamples = 5
  var frequency = FrequencyRule()
  var password = ""
  var allowsDebug = true
  var slowLogMicroseconds = 10_000
  var slowLogLength = 128
  /// The settings that are only kept and shown, and the texts of the others as they were set.
  var texts: [String: String] = [:]

  /// Whether commands have to be looked at before they run.
  var restrictsCommands: Bool { maxMemory > 0 || !allowsDebug }
}
