extension Phrases {
  static let strings = Phrases(
    "strings",
    """
    8 SET {str} {value} <NX | XX | GET | KEEPTTL | EX {seconds} | PX {seconds} | EXAT {moment} | PXAT {momentms}>*
    2 SET {str} {value}
    3 SET num <1 | 10 | -7 | 0.1 | 1.5 | 1e17 | 12345678901234567890 | 0.30000000000000004 | {int}>
    4 <GET | STRLEN | GETDEL> {str}
    <GETSET | SETNX> {str} {value}
    <SETEX | PSETEX> {str} {seconds} {value}
    2 APPEND {str} {value}
    2 <GETRANGE | SUBSTR> {str} {int} {int}
    2 SETRANGE {str} {strpos} {value}
    MGET {key}+
    MSET {str} {value} <{str} {value}>*
    MSETNX {str} {value} <{str} {value}>*
    3 <INCR | DECR> {str}
    3 <INCRBY | DECRBY> {str} {int}
    4 INCRBYFLOAT {str} {float}
    2 LCS {str} {str} <LEN | IDX | WITHMATCHLEN | MINMATCHLEN {int}>*
    3 GETEX {str} [ <PERSIST | EX {seconds} | PX {seconds} | EXAT {moment} | PXAT {momentms} | KEEPTTL> ]
    OBJECT <ENCODING | REFCOUNT> {key}
    """
  )

  static let bitmaps = Phrases(
    "bitmaps",
    """
    4 SETBIT <bits | {str}> {bit} <0 | 1 | 1 | 2 | {absurd}>
    2 GETBIT {str} {bit}
    4 BITCOUNT {str} [ {int} {int} [ <BYTE | BIT | {absurd}> ] ]
    4 BITPOS {str} <0 | 1 | 1 | {absurd}> [ {int} [ {int} [ <BYTE | BIT | {absurd}> ] ] ]
    BITPOS bits <0 | 1> {int} {int} BIT
    3 BITOP <AND | OR | XOR | NOT> {str} {str}+
    6 BITFIELD {str} <GET {field} {fieldat} | SET {field} {fieldat} {int} | INCRBY {field} {fieldat} {int} | OVERFLOW <WRAP | SAT | FAIL | {absurd}>>+
    2 BITFIELD_RO {str} <GET {field} {fieldat}>+
    BITFIELD_RO {str} SET {field} {fieldat} {int}
    2 SET {str} {value}
    <GET | STRLEN | DEL> {str}
    """
  )
}
