/// What was sent to memcached 1.6.18 after a flush, and what it answered, byte for byte.
enum Conversation {
  static let all: [(String, String)] = [
    (
      "\r\n",
      "ERROR\r\n"
    ),
    (
      "foo\r\n",
      "ERROR\r\n"
    ),
    (
      "get\r\n",
      "ERROR\r\n"
    ),
    (
      "get \r\n",
      "ERROR\r\n"
    ),
    (
      "GET a\r\n",
      "ERROR\r\n"
    ),
    (
      "set a 0 0\r\n",
      "ERROR\r\n"
    ),
    (
      "set a 0 0 3\r\nabcd\r\n",
      "CLIENT_ERROR bad data chunk\r\nERROR\r\n"
    ),
    (
      "set a 0 0 -1\r\n",
      "CLIENT_ERROR bad command line format\r\n"
    ),
    (
      "set a 0 0 x\r\nabc\r\n",
      "CLIENT_ERROR bad command line format\r\nERROR\r\n"
    ),
    (
      "set a x 0 3\r\nabc\r\n",
      "CLIENT_ERROR bad command line format\r\nERROR\r\n"
    ),
    (
      "set a 4294967296 0 3\r\nabc\r\n",
      "STORED\r\n"
    ),
    (
      "set a 0 x 3\r\nabc\r\n",
      "CLIENT_ERROR bad command line format\r\nERROR\r\n"
    ),
    (
      "set a 0 0 3 noreply\r\nabc\r\nget a\r\n",
      "VALUE a 0 3\r\nabc\r\nEND\r\n"
    ),
    (
      "set a 0 0 3 foo\r\nabc\r\n",
      "STORED\r\n"
    ),
    (
      "set a 0 0 3 noreply x\r\nabc\r\n",
      "ERROR\r\nERROR\r\n"
    ),
    (
      "incr a 1\r\nincr nope 1\r\nincr a x\r\nincr a -1\r\nincr a\r\nincr a 1 2 3\r\n",
      "NOT_FOUND\r\nNOT_FOUND\r\nCLIENT_ERROR invalid numeric delta argument\r\nCLIENT_ERROR invalid numeric delta argument\r\nERROR\r\nERROR\r\n"
    ),
    (
      "set n 0 0 2\r\n10\r\nincr n 5\r\ndecr n 10\r\nget n\r\ndecr n 50\r\nget n\r\nincr n 18446744073709551615\r\nincr n 1\r\nget n\r\n",
      "STORED\r\n15\r\n5\r\nVALUE n 0 2\r\n5 \r\nEND\r\n0\r\nVALUE n 0 2\r\n0 \r\nEND\r\n18446744073709551615\r\n0\r\nVALUE n 0 20\r\n0                   \r\nEND\r\n"
    ),
    (
      "set n 0 0 2\r\n99\r\ndecr n 1\r\nget n\r\nset n 0 0 2\r\n99\r\ndecr n 95\r\nget n\r\n",
      "STORED\r\n98\r\nVALUE n 0 2\r\n98\r\nEND\r\nSTORED\r\n4\r\nVALUE n 0 2\r\n4 \r\nEND\r\n"
    ),
    (
      "set n 0 0 3\r\n1 2\r\nincr n 1\r\n",
      "STORED\r\n2\r\n"
    ),
    (
      "set n 0 0 3\r\n 12\r\nincr n 1\r\n",
      "STORED\r\n13\r\n"
    ),
    (
      "set n 0 0 3\r\n-12\r\nincr n 1\r\n",
      "STORED\r\nCLIENT_ERROR cannot increment or decrement non-numeric value\r\n"
    ),
    (
      "set n 0 0 3\r\n12 \r\nincr n 1\r\nget n\r\n",
      "STORED\r\n13\r\nVALUE n 0 3\r\n13 \r\nEND\r\n"
    ),
    (
      "set n 0 0 21\r\n123456789012345678901\r\nincr n 1\r\n",
      "STORED\r\nCLIENT_ERROR cannot increment or decrement non-numeric value\r\n"
    ),
    (
      "touch a 10\r\ntouch nope 10\r\ntouch a\r\ntouch a x\r\ntouch a 10 noreply\r\n",
      "NOT_FOUND\r\nNOT_FOUND\r\nERROR\r\nCLIENT_ERROR invalid exptime argument\r\n"
    ),
    (
      "delete a\r\ndelete a\r\nset a 0 0 1\r\nx\r\ndelete a 0\r\ndelete a 1\r\ndelete a 0 noreply\r\ndelete a noreply\r\ndelete a 1 noreply\r\ndelete\r\n",
      "NOT_FOUND\r\nNOT_FOUND\r\nSTORED\r\nDELETED\r\nCLIENT_ERROR bad command line format.  Usage: delete <key> [noreply]\r\nERROR\r\n"
    ),
    (
      "mn\r\nmn x\r\n",
      "MN\r\nMN\r\n"
    ),
    (
      "mg\r\n",
      "ERROR\r\n"
    ),
    (
      "mg a v Oabc k q\r\nmn\r\nmg nope Oabc k\r\nmg nope k\r\nmg a x\r\nmg a vv\r\nmg a v v\r\n",
      "MN\r\nEN Oabc knope\r\nEN knope\r\nCLIENT_ERROR invalid flag\r\nEN\r\nCLIENT_ERROR duplicate flag\r\n"
    ),
    (
      "ms b 2 ME\r\nhi\r\nms c2 2 ME\r\nhi\r\nms b 2 MA\r\nyo\r\nms b 2 MP\r\nzz\r\nms b 2 MR\r\nhi\r\nms nope 2 MR\r\nhi\r\nms b 2 MX\r\nhi\r\nmg b v\r\n",
      "HD\r\nHD\r\nHD\r\nHD\r\nHD\r\nNS\r\nCLIENT_ERROR invalid mode for ms M token\r\nVA 2\r\nhi\r\n"
    ),
    (
      "ms Zm9v 2 b\r\nhi\r\nmg Zm9v b k v\r\nmg foo v k\r\n mg !! b v\r\nmg Zm9 b v\r\n",
      "HD\r\nVA 2 kZm9v b\r\nhi\r\nVA 2 kZm9v b\r\nhi\r\nCLIENT_ERROR error decoding key\r\nCLIENT_ERROR error decoding key\r\n"
    ),
    (
      "mg a s v q k Oabc\r\nmg xx N30 v t\r\nmg xx v t\r\nmg xx v t\r\nmg xx R30 v t\r\n",
      "VA 0 t30 W\r\n\r\nVA 0 t30 Z\r\n\r\nVA 0 t30 Z\r\n\r\nVA 0 t30 Z\r\n\r\n"
    ),
    (
      "ms b 2 T0 \r\nhi\r\n",
      "HD\r\n"
    ),
    (
      "set x 0 -1 2\r\nhi\r\nget x\r\n",
      "STORED\r\nEND\r\n"
    ),
    (
      "set x 0 1 2 noreply\r\nhi\r\nmg x t\r\n",
      "HD t1\r\n"
    ),
    (
      "ms x 2\r\nhiyou\r\nmn\r\n",
      "CLIENT_ERROR bad data chunk\r\nERROR\r\nMN\r\n"
    ),
    (
      "ms x 2\r\nh\r\nmn\r\n",
      "CLIENT_ERROR bad data chunk\r\nERROR\r\n"
    ),
    (
      "set x 0 0 2\r\nhiyou\r\nmn\r\n",
      "CLIENT_ERROR bad data chunk\r\nERROR\r\nMN\r\n"
    ),
    (
      "set x 0 0 2\r\nh\r\nmn\r\nmn\r\n",
      "CLIENT_ERROR bad data chunk\r\nERROR\r\nMN\r\n"
    ),
    (
      "set x 0 0 2\nhi\r\nget x\n",
      "STORED\r\nVALUE x 0 2\r\nhi\r\nEND\r\n"
    ),
    (
      "set  x   0 0  2 \r\nhi\r\n get x\r\nget x \r\n",
      "STORED\r\nVALUE x 0 2\r\nhi\r\nEND\r\nVALUE x 0 2\r\nhi\r\nEND\r\n"
    ),
    (
      "ms a 2 q\r\nhi\r\nms a 2 q ME\r\nhi\r\nma a q\r\nmd a q x\r\nmn\r\n",
      "NS\r\nCLIENT_ERROR cannot increment or decrement non-numeric value\r\nCLIENT_ERROR invalid or duplicate flag\r\nMN\r\n"
    ),
    (
      "mg a k v O\r\nmg a O123456789012345678901234567890123456 v\r\n",
      "EN ka O\r\nCLIENT_ERROR opaque token too long\r\n"
    ),
    (
      "ms a 2 O123456789012345678901234567890123456\r\nhi\r\nmn\r\n",
      "CLIENT_ERROR opaque token too long\r\nMN\r\n"
    ),
    (
      "ms a 0\r\n\r\nmg a v s\r\n",
      "HD\r\nVA 0 s0\r\n\r\n"
    ),
    (
      "mg nokey k b\r\nmg bm9rZXk= k b O1\r\nmd bm9rZXk= b k O1\r\nma bm9rZXk= b k O1\r\n",
      "CLIENT_ERROR error decoding key\r\nEN kbm9rZXk= b O1\r\nNF kbm9rZXk= b O1\r\nNF kbm9rZXk= b O1\r\n"
    ),
    (
      "set a 0 0 1 noreply\r\nxx\r\nmn\r\n",
      "ERROR\r\nMN\r\n"
    ),
    (
      "ms a 1 MS F1 T-1\r\nx\r\nmg a\r\n",
      "HD\r\nEN\r\n"
    ),
    (
      "ms st 1 MA T20\r\nx\r\nmg st v t\r\n",
      "NS\r\nEN\r\n"
    ),
    (
      "ma cnt M\r\nms cnt 1 M\r\nx\r\nma cnt N\r\nma nn N\r\nmg cnt T\r\nmg cnt Tx\r\nmg cnt N\r\n",
      "CLIENT_ERROR invalid or duplicate flag\r\nCLIENT_ERROR incorrect length for M token\r\nCLIENT_ERROR invalid or duplicate flag\r\nCLIENT_ERROR invalid or duplicate flag\r\nCLIENT_ERROR bad token in command line format\r\nCLIENT_ERROR bad token in command line format\r\nCLIENT_ERROR bad token in command line format\r\n"
    ),
    (
      "mg a\tb v\r\n",
      "EN\r\n"
    ),
    (
      "incr n 1 noreply\r\nincr n 1 x\r\nincr n 1 noreply x\r\ntouch n 1 x\r\ntouch n 1 x y\r\n",
      "NOT_FOUND\r\nERROR\r\nNOT_FOUND\r\nERROR\r\n"
    ),
    (
      "append n 0 0 0\r\n\r\n set n 0 0 0\r\n\r\nget n\r\nincr n 1\r\n",
      "NOT_STORED\r\nSTORED\r\nVALUE n 0 0\r\n\r\nEND\r\nCLIENT_ERROR cannot increment or decrement non-numeric value\r\n"
    ),
    (
      "set n 0 0 -0\r\n\r\nset n -1 0 1\r\nx\r\nget n\r\n",
      "STORED\r\nCLIENT_ERROR bad command line format\r\nERROR\r\nVALUE n 0 0\r\n\r\nEND\r\n"
    ),
    (
      "mg x 1\r\nmg x v 1\r\nmg x -\r\n",
      "CLIENT_ERROR invalid flag\r\nCLIENT_ERROR invalid flag\r\nCLIENT_ERROR invalid flag\r\n"
    ),
    (
      "mn q\r\nmn k O1\r\n",
      "MN\r\nMN\r\n"
    ),
    (
      "ma q1 N0 J5 v\r\nma q1 MI\r\nma q1 M+ v\r\nma q1 Mi v\r\nma q1 MD v\r\nma q1 M- v\r\nma q1 Md v\r\nma q1 Mincr v\r\n",
      "VA 1\r\n5\r\nHD\r\nVA 1\r\n7\r\nCLIENT_ERROR invalid mode for ma M token\r\nVA 1\r\n6\r\nVA 1\r\n5\r\nCLIENT_ERROR invalid mode for ma M token\r\nCLIENT_ERROR invalid or duplicate flag\r\n"
    ),
    (
      "ms m1 1 Me\r\nx\r\nms m1 1 Mset\r\nx\r\nms m1 1 Ms\r\nx\r\n",
      "CLIENT_ERROR invalid mode for ms M token\r\nCLIENT_ERROR incorrect length for M token\r\nCLIENT_ERROR invalid mode for ms M token\r\n"
    ),
    (
      "ms m1 1 F4294967296\r\nx\r\nmg m1 f\r\nms m1 1 Fx\r\nx\r\nms m1 1 F-1\r\nx\r\nmn\r\n",
      "HD\r\nHD f0\r\nCLIENT_ERROR bad command line format\r\nCLIENT_ERROR bad command line format\r\nMN\r\n"
    ),
    (
      "ms m1 1 Tx\r\nx\r\nms m1 1 Cx\r\nx\r\nms m1 1 C-1\r\nx\r\nms m1 1x\r\nx\r\nms m1 +1\r\nx\r\n",
      "CLIENT_ERROR bad token in command line format\r\nCLIENT_ERROR bad token in command line format\r\nCLIENT_ERROR bad token in command line format\r\nCLIENT_ERROR bad command line format\r\nERROR\r\nHD\r\n"
    ),
    (
      "md m1 a\r\nmd m1 M\r\nmd m1 Tx\r\nmd m1 v s\r\n",
      "CLIENT_ERROR invalid or duplicate flag\r\nCLIENT_ERROR invalid or duplicate flag\r\nCLIENT_ERROR invalid or duplicate flag\r\nNF\r\n"
    ),
    (
      "verbosity 1 noreply x\r\nverbosity 4294967296\r\n",
      "ERROR\r\nOK\r\n"
    ),
    (
      "set z 0 0 1 noreply\r\nxyz\r\nmn\r\n",
      "ERROR\r\nMN\r\n"
    ),
    (
      "set q2 0 0 20\r\n18446744073709551615\r\nincr q2 1\r\nincr q2 18446744073709551615\r\ndecr q2 1\r\nincr q2 18446744073709551616\r\nincr q2 +1\r\nincr q2 1x\r\nget q2\r\n",
      "STORED\r\n0\r\n18446744073709551615\r\n18446744073709551614\r\nCLIENT_ERROR invalid numeric delta argument\r\n18446744073709551615\r\nCLIENT_ERROR invalid numeric delta argument\r\nVALUE q2 0 20\r\n18446744073709551615\r\nEND\r\n"
    ),
    (
      " \r\n  get y\r\nQUIT\r\nmg  y  v  \r\n",
      "ERROR\r\nEND\r\nERROR\r\nEN\r\n"
    ),
    (
      "get y\rx\r\n",
      "END\r\n"
    ),
    (
      "get y\n",
      "END\r\n"
    ),
    (
      "\n",
      "ERROR\r\n"
    ),
    (
      "set y 0 0 3\r\nab\n\r\nget y\r\nset y 0 0 1\r\nx\n\nmn\r\n",
      "STORED\r\nVALUE y 0 3\r\nab\n\r\nEND\r\nCLIENT_ERROR bad data chunk\r\nMN\r\n"
    ),
    (
      "mg y v\ts\r\nmg y\tz v\r\nset y 0\t5 0 1\r\nx\r\nget y\r\n",
      "EN\r\nEN\r\nSTORED\r\nVALUE y 0 1\r\nx\r\nEND\r\n"
    ),
    (
      "ms k 1 T1000 F7\r\nx\r\nmd k I\r\nms k 1 I C1 T50\r\ny\r\nmg k t v f\r\n",
      "HD\r\nHD\r\nHD\r\nVA 1 t1000 f0 X W\r\ny\r\n"
    ),
  ]
}
