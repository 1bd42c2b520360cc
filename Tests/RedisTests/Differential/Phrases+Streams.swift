extension Phrases {
  static let streams = Phrases(
    "streams",
    """
    20 XADD {stream} {newid} {v} {v} <{v} {v}>*
    4 XADD {stream} [ NOMKSTREAM ] <MAXLEN | MINID> [ <~ | => ] <{count} | {id}> [ LIMIT {count} ] {newid} f {value}
    XADD {stream} * f v
    XLEN {stream}
    5 <XRANGE | XREVRANGE> {stream} {bound} {bound} [ COUNT {count} ]
    4 XREAD [ COUNT {count} ] STREAMS <{stream} {id} | {stream} {stream} {id} {id}>
    4 XDEL {stream} {id}+
    4 XTRIM {stream} <MAXLEN | MINID> [ <~ | => ] <{count} | {id}> [ LIMIT {count} ]
    2 XSETID {stream} {id} [ ENTRIESADDED {count} ] [ MAXDELETEDID {id} ]
    3 XINFO STREAM {stream} [ FULL [ COUNT {count} ] ]
    DEL {stream}
    COPY {stream} {stream}
    """
  )

  static let groups = Phrases(
    "groups",
    """
    14 XADD {stream} {newid} {v} {v}
    6 XGROUP CREATE {stream} <g | h> <$ | 0 | {id}> [ MKSTREAM ] [ ENTRIESREAD {count} ]
    XGROUP SETID {stream} <g | h> <$ | 0 | {id}> [ ENTRIESREAD {count} ]
    XGROUP DESTROY {stream} <g | h>
    2 XGROUP <CREATECONSUMER | DELCONSUMER> {stream} <g | h> <p | q | r>
    12 XREADGROUP GROUP <g | h> <p | q | r> [ COUNT {count} ] [ NOACK ] STREAMS {stream} <{new} | {new} | {id} | 0>
    5 XACK {stream} <g | h> {id}+
    7 XCLAIM {stream} <g | h> <p | q | r> {msec} {id}+ <FORCE | JUSTID | IDLE {msec} | RETRYCOUNT {count} | LASTID {id} | {absurd}>*
    5 XAUTOCLAIM {stream} <g | h> <p | q | r> {msec} <0 | - | {bound}> [ COUNT {count} ] [ JUSTID ]
    4 XPENDING {stream} <g | h>
    5 XPENDING {stream} <g | h> [ IDLE {msec} ] {bound} {bound} {count} [ <p | q | nobody> ]
    4 XINFO <GROUPS | STREAM> {stream}
    3 XINFO STREAM {stream} FULL [ COUNT {count} ]
    3 XINFO CONSUMERS {stream} <g | h>
    3 XDEL {stream} {id}+
    XTRIM {stream} MAXLEN {count}
    DEL {stream}
    """
  )

  /// None is changed by hand: what Redis makes of a broken one depends on what lies behind it in
  /// memory.
  static let logs = Phrases(
    "hyperloglogs",
    """
    8 PFADD <p1 | p2 | p3 | {list}> {v}*
    2 PFADD <p1 | p2> {manymembers}
    4 PFCOUNT <p1 | p2 | p3 | none | {str}>+
    4 PFMERGE <p1 | p2 | p3 | {list}> <p1 | p2 | p3 | none>*
    GET <p1 | p2 | p3>
    STRLEN <p1 | p2 | p3>
    2 SET {str} {v}
    DEL <p1 | p2 | p3>
    """
  )
}
