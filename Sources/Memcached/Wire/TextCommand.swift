/// The commands of the text protocol that are understood.
///
/// Those of memcached that are missing here (`lru`, `lru_crawler`, `slabs`, `watch`, `extstore` and
/// the like) concern parts that a store without slabs and threads does not have.
enum TextCommand: String, CaseIterable {
  case get, gets, bget, gat, gats
  case set, add, replace, append, prepend, cas
  case incr, decr, touch, delete
  case metaGet = "mg"
  case metaSet = "ms"
  case metaDelete = "md"
  case metaArithmetic = "ma"
  case metaNoOperation = "mn"
  case metaDebug = "me"
  case flushAll = "flush_all"
  case stats, version, verbosity
  case memoryLimit = "cache_memlimit"
  case shutdown, quit
}

extension TextCommand {
  /// How the command is written.
  var form: String {
    switch self {
    case .get, .gets, .bget: "\(rawValue) key…"
    case .gat, .gats: "\(rawValue) exptime key…"
    case .set, .add, .replace, .append, .prepend:
      "\(rawValue) key flags exptime length [noreply]"
    case .cas: "cas key flags exptime length unique [noreply]"
    case .incr, .decr: "\(rawValue) key delta [noreply]"
    case .touch: "touch key exptime [noreply]"
    case .delete: "delete key [noreply]"
    case .metaGet, .metaDelete, .metaArithmetic: "\(rawValue) key flag…"
    case .metaSet: "ms key length flag…"
    case .metaDebug: "me key [b]"
    case .flushAll: "flush_all [delay] [noreply]"
    case .stats: "stats [group]"
    case .verbosity: "verbosity level [noreply]"
    case .memoryLimit: "cache_memlimit megabytes [noreply]"
    case .metaNoOperation, .version, .shutdown, .quit: rawValue
    }
  }

  /// What it does here.
  var summary: String {
    switch self {
    case .get: "the items of the keys"
    case .gets: "the same with their uniques, for `cas`"
    case .bget: "the same as `get`, as it has been since the word was introduced"
    case .gat: "`get`, and a new lifetime for each item"
    case .gats: "`gets`, and a new lifetime for each item"
    case .set: "stores an item"
    case .add: "stores it if there is none"
    case .replace: "stores it if there is one"
    case .append: "adds to the end of a value; flags and lifetime stay"
    case .prepend: "adds to the front of a value; flags and lifetime stay"
    case .cas: "stores an item if nobody has changed it since `gets`"
    case .incr: "adds to a decimal number, modulo 2 to the power of 64"
    case .decr: "subtracts from it, not below 0; a shorter number is filled up with spaces"
    case .touch: "gives an item a new lifetime"
    case .delete: "removes an item"
    case .metaGet: "reads with the flags `b c f h k l N O q R s t T u v`"
    case .metaSet: "stores with the flags `b c C F I k M O q T`"
    case .metaDelete: "removes, or with `I` marks as stale, with the flags `b C I k O q T`"
    case .metaArithmetic: "counts with the flags `b c C D J k M N O q t T v`"
    case .metaNoOperation: "`MN`, which ends a batch of silent commands"
    case .metaDebug: "what is known about an item; its slab class is always 1"
    case .flushAll: "makes the items that there are invalid, now or later"
    case .stats:
      "counters; the groups `items`, `slabs`, `sizes` and `settings` in their simplest form, and `reset`"
    case .version: "the version that is imitated"
    case .verbosity: "`OK`; there is no log to become more verbose"
    case .memoryLimit: "a new limit of memory"
    case .shutdown: "refused, as by a memcached that was not started with `-A`"
    case .quit: "ends the connection"
    }
  }
}
