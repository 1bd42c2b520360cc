import XCTest

@testable import Redis

/// The replies of the commands of lists, as redis-server 7.0.15 gave them.
final class ListsCommandTests: XCTestCase {
  func testPushingAndPoppingFromBothEnds() {
    expect([
      ("RPUSH l a b c", ":3 "),
      ("LPUSH l x y", ":5 "),
      ("LRANGE l 0 -1", "*5 $1 y $1 x $1 a $1 b $1 c "),
      ("LPOP l", "$1 y "),
      ("RPOP l 2", "*2 $1 c $1 b "),
      ("LPOP l 0", "*0 "),
      ("LPOP none", "$-1 "),
      ("LPOP none 2", "*-1 "),
      ("LPOP l -1", "-ERR value is out of range, must be positive "),
      ("LPOP l x", "-ERR value is out of range, must be positive "),
      ("LPOP l 1 2", "-ERR wrong number of arguments for 'lpop' command "),
      ("RPUSHX none a", ":0 "),
      ("LPUSHX l z", ":3 "),
      ("LRANGE l 0 -1", "*3 $1 z $1 x $1 a "),
      ("LPOP l 100", "*3 $1 z $1 x $1 a "),
      ("EXISTS l", ":0 "),
    ])
  }

  func testIndicesAndRanges() {
    expect([
      ("RPUSH l a b c d e", ":5 "),
      ("LINDEX l 0", "$1 a "),
      ("LINDEX l -1", "$1 e "),
      ("LINDEX l 5", "$-1 "),
      ("LINDEX l x", "-ERR value is not an integer or out of range "),
      ("LINDEX none x", "$-1 "),
      ("LRANGE l 1 -2", "*3 $1 b $1 c $1 d "),
      ("LRANGE l -100 100", "*5 $1 a $1 b $1 c $1 d $1 e "),
      ("LRANGE l 3 1", "*0 "),
      ("LRANGE l a b", "-ERR value is not an integer or out of range "),
      ("LSET l 1 B", "+OK "),
      ("LSET l 9 x", "-ERR index out of range "),
      ("LSET none 0 x", "-ERR no such key "),
      ("LINSERT l BEFORE B 1", ":6 "),
      ("LINSERT l after B 2", ":7 "),
      ("LINSERT l BEFORE nothing 3", ":-1 "),
      ("LINSERT l AROUND B 4", "-ERR syntax error "),
      ("LINSERT none BEFORE B 4", ":0 "),
      ("LRANGE l 0 -1", "*7 $1 a $1 1 $1 B $1 2 $1 c $1 d $1 e "),
      ("LTRIM l 1 -2", "+OK "),
      ("LRANGE l 0 -1", "*5 $1 1 $1 B $1 2 $1 c $1 d "),
      ("LTRIM l 5 1", "+OK "),
      ("EXISTS l", ":0 "),
      ("LTRIM none 0 1", "+OK "),
      ("LLEN none", ":0 "),
    ])
  }

  func testSearching() {
    expect([
      ("RPUSH l a b c 1 2 3 c c", ":8 "),
      ("LPOS l c", ":2 "),
      ("LPOS l c RANK 2", ":6 "),
      ("LPOS l c RANK -1", ":7 "),
      ("LPOS l c COUNT 2", "*2 :2 :6 "),
      ("LPOS l c COUNT 0 RANK 2", "*2 :6 :7 "),
      ("LPOS l c RANK -1 COUNT 2", "*2 :7 :6 "),
      ("LPOS l c COUNT 0 MAXLEN 3", "*1 :2 "),
      ("LPOS l x", "$-1 "),
      ("LPOS l x COUNT 1", "*0 "),
      ("LPOS none c", "$-1 "),
      ("LPOS none c COUNT 1", "*0 "),
      (
        "LPOS l c RANK 0",
        "-ERR RANK can't be zero: use 1 to start from the first match, 2 from the second ... or use negative to start from the end of the list "
      ),
      ("LPOS l c COUNT -1", "-ERR COUNT can't be negative "),
      ("LPOS l c MAXLEN -1", "-ERR MAXLEN can't be negative "),
      ("LPOS l c RANK", "-ERR syntax error "),
      ("LREM l -1 c", ":1 "),
      ("LREM l 0 nothing", ":0 "),
      ("LRANGE l 0 -1", "*7 $1 a $1 b $1 c $1 1 $1 2 $1 3 $1 c "),
    ])
  }

  func testMoving() {
    expect([
      ("RPUSH l a b c", ":3 "),
      ("LMOVE l m LEFT RIGHT", "$1 a "),
      ("LMOVE l m RIGHT LEFT", "$1 c "),
      ("RPOPLPUSH l m", "$1 b "),
      ("EXISTS l", ":0 "),
      ("LRANGE m 0 -1", "*3 $1 b $1 c $1 a "),
      ("RPOPLPUSH m m", "$1 a "),
      ("LRANGE m 0 -1", "*3 $1 a $1 b $1 c "),
      ("LMOVE none m LEFT LEFT", "$-1 "),
      ("LMOVE m m UP DOWN", "-ERR syntax error "),
      ("SET s x", "+OK "),
      (
        "LMOVE m s LEFT LEFT", "-WRONGTYPE Operation against a key holding the wrong kind of value "
      ),
      ("LMPOP 2 none m LEFT COUNT 2", "*2 $1 m *2 $1 a $1 b "),
      ("LMPOP 1 none LEFT", "*-1 "),
      ("LMPOP 0 m LEFT", "-ERR numkeys should be greater than 0 "),
      ("LMPOP 1 m", "-ERR wrong number of arguments for 'lmpop' command "),
      ("LMPOP 1 m LEFT COUNT 0", "-ERR count should be greater than 0 "),
      ("LMPOP 1 m LEFT COUNT 1 COUNT 1", "-ERR syntax error "),
      ("LMPOP 1 s LEFT", "-WRONGTYPE Operation against a key holding the wrong kind of value "),
      ("BLPOP none 0 x", "-ERR timeout is not a float or out of range "),
      ("BLPOP s m 0", "-WRONGTYPE Operation against a key holding the wrong kind of value "),
      ("BLMOVE m n LEFT RIGHT x", "-ERR timeout is not a float or out of range "),
      ("BLMPOP -1 1 m LEFT", "-ERR timeout is negative "),
      ("OBJECT ENCODING m", "$9 quicklist "),
    ])
  }
}
