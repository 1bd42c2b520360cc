extension Phrases {
  static let connection = Phrases(
    "connection",
    """
    PING {v}*
    ECHO {v}
    SELECT {db}
    AUTH <x | default x | foo x | a b c>
    CLIENT <GETNAME | ID | GETREDIR | TRACKINGINFO | {absurd}>
    2 CLIENT SETNAME <{name} | {absurd}>
    CLIENT NO-EVICT <ON | OFF | x>
    CLIENT UNBLOCK <99999 | x> [ <TIMEOUT | ERROR | foo> ]
    CLIENT KILL <1.2.3.4:5 | ID 99999 | ID x | ID 0 | TYPE foo | ADDR x | USER nobody | SKIPME x | foo bar>
    CLIENT LIST <TYPE foo | ID x | foo | TYPE>
    CLIENT PAUSE <x | -1 | 0 | 1 x | 1 WRITE x>
    CLIENT REPLY <ON | x | SKIP>
    CLIENT CACHING <YES | NO | x>
    3 HELLO <2 | 3 | 4 | x> [ <SETNAME {name} | AUTH default x | AUTH x | {absurd}> ]
    2 HELLO <2 | 3>
    RESET
    2 <GETT | FOO | FOO|BAR> {v}*
    WAIT <0 | x | -1> <0 | x | -1>
    2 GET {str}
    2 SET {str} {value}
    """
  )

  /// A limit of the memory is never near to what is used, which the two measure each in their way.
  static let server = Phrases(
    "server",
    """
    CONFIG SET maxmemory <0 | 100mb | 1gb | x | -1 | 1.5mb | \"\" | 200000000b>
    CONFIG SET maxmemory-policy <allkeys-lru | allkeys-lfu | noeviction | volatile-ttl | foo>
    CONFIG SET maxmemory-samples <5 | 10 | 0 | x>
    CONFIG SET <notify-keyspace-events> <KEA | \"\" | Ex | xyz | AKE | g$lshzxetdnKEm | lK>
    CONFIG SET slowlog-max-len <100 | -1 | x> slowlog-log-slower-than <20000 | -1 | x>
    CONFIG SET <databases | maxmemory> 3
    CONFIG SET activerehashing <yes | no | YES | x>
    CONFIG SET maxmemory 0 maxmemory 0
    CONFIG SET {absurd} {absurd}
    4 CONFIG SET <hash-max-listpack-entries | hash-max-ziplist-entries | set-max-intset-entries | zset-max-listpack-entries> <0 | 1 | 2 | 4 | 512 | -1 | x>
    2 CONFIG SET <hash-max-listpack-value | zset-max-ziplist-value> <0 | 1 | 3 | 64 | -1 | 1kb>
    2 CONFIG GET <maxmemory | maxmemory-policy | notify-keyspace-events | slowlog-max-len | HZ | hash-max-*st-entries | foo* | activerehashing | {absurd}>+
    CONFIG <GET | RESETSTAT | foo>
    SLOWLOG <LEN | RESET | GET x | GET -2 | foo | GET 1 2>
    LATENCY <LATEST | RESET | RESET x | HISTORY x | foo | HISTORY | GRAPH x>
    MEMORY <USAGE | USAGE nokey | USAGE nokey SAMPLES | USAGE nokey SAMPLES x | USAGE nokey foo 1 | foo | PURGE>
    DEBUG <foo | SLEEP 0 | SET-ACTIVE-EXPIRE 1 | JMAP | OBJECT nokey | STRINGMATCH-LEN 1 a>
    COMMAND GETKEYS <SET a b | MSET a b c d | PING | foo | GET | EVAL x 2 a b c | SORT a STORE b | ZUNIONSTORE d 2 a b | XREAD STREAMS a 0 | MIGRATE h 1 \"\" 0 1 KEYS a b>
    COMMAND GETKEYSANDFLAGS <SET a b | MSET a b c d | COPY a b | SORT a | LMOVE a b LEFT LEFT>
    COMMAND INFO <foo | get | ttl | incr expire mget ping | zadd eval>
    COMMAND LIST <FILTERBY foo bar | foo | FILTERBY PATTERN getr* | FILTERBY ACLCAT hyperloglog | FILTERBY ACLCAT x>
    COMMAND <DOCS foo | COUNT2 | COUNT>
    ACL <WHOAMI | USERS | CAT foo | CAT | CAT stream | LIST | GETUSER nobody | foo | GENPASS x | GETUSER default>
    <TIME | LASTSAVE | SAVE | MONITOR | DBSIZE | RANDOMKEY> x
    ROLE
    FUNCTION FLUSH x
    SCRIPT <EXISTS abc def | FLUSH | FLUSH x | FLUSH SYNC | KILL | foo>
    EVALSHA ffffffffffffffffffffffffffffffffffffffff <0 | 1 | x | -1>
    FCALL f <0 | 1 | x | -1>
    EVAL x <1 | x | -1>
    OBJECT <HELP2 | ENCODING | FREQ {key} | foo {key}>
    SHUTDOWN foo
    BGSAVE x
    3 HSET {hash} {v} {v} <{v} {v}>*
    2 SADD {set} {int}+
    2 ZADD {zset} {int} {v}
    4 OBJECT ENCODING {key}
    SET {str} {value}
    """
  )
}
