extension Quiz {
  static let week3 = Quiz(
    week: 3,
    passMark: 14,
    questions: [
      .keysThatMove, .lostNode, .sameSlot, .slotOnItsWay, .replicationLag, .minorityWrites,
      .commandInBytes, .rankOfAPlayer, .lastDeadline, .pipelineInBatches, .failureInATransaction,
      .watchInStep, .missedMessages, .overlappingWork, .pausedHolder, .killedProcess,
      .snapshotTooOld, .tornTail,
    ]
  )
}

/// Which node has a key.
extension Question {
  static let keysThatMove = Question(
    "week3-keys-that-move",
    """
    600,000 keys lie on 6 nodes, and 2 more nodes join. Chosen by hash % nodes, every key moves \
    whose remainder changes. On a ring that spreads evenly, only those move that the new nodes \
    are to hold. How many keys fewer move with the ring?
    """,
    .number(
      300_000,
      within: 0.5,
      unit: "keys",
      why: """
        Of 24 hashes in a row only 6 have the same remainder by 6 and by 8, so three quarters \
        move: 450,000. The ring moves 2 ÷ 8 of all keys: 150,000. Each key that moves is a miss.
        """
    )
  )

  static let lostNode = Question(
    "week3-lost-node",
    """
    A ring of 8 nodes, each with the same share of the keys, serves 20,000 reads a second at a hit \
    ratio of 96 %. One node dies. Its keys now belong to the other seven, which do not have them \
    yet. How many reads a second reach the database in the first moment?
    """,
    .number(
      3_200,
      within: 0.5,
      unit: "reads",
      why: """
        The eighth of the dead node misses altogether, 20,000 ÷ 8 = 2,500. Of the other 17,500 \
        reads 4 % miss as before, 700. The sum is four times the usual 800, for the loss of one \
        node in eight.
        """
    )
  )

  static let sameSlot = Question(
    "week3-same-slot",
    """
    In a Redis Cluster, which key can be asked for in one MGET together with cart:{42}:items, \
    whichever node has which slots?
    """,
    .choice([
      .wrong(
        "{cart:42}:total",
        why: "Its tag is cart:42, the other's is 42: slots 15749 and 8000."
      ),
      .wrong(
        "cart:{{42}}:total",
        why: """
          The tag goes from the first { to the first } after it, so it is {42, and that is another \
          slot, 14265.
          """
      ),
      .right(
        "total:{42}:{7}",
        why: """
          Only the first pair counts. Its tag is 42 as well, so both keys are in slot 8000 and stay \
          together, wherever the slot goes.
          """
      ),
      .wrong(
        "{}cart:{42}:total",
        why: "The first pair is empty, so there is no tag, and the whole key counts."
      ),
    ])
  )

  static let slotOnItsWay = Question(
    "week3-slot-on-its-way",
    """
    A slot with 1,000 keys moves from node A to node B, and 400 of them have arrived. A client \
    whose map says that A has the slot asks for each of the 1,000 keys once. How many commands \
    does it send in all, ASKING included?
    """,
    .number(
      1_800,
      within: 0,
      unit: "commands",
      why: """
        A answers for 600 keys and says ASK for 400, each of which costs two more commands at B: \
        ASKING and the question again. 1,000 + 2 × 400 = 1,800. The map stays as it is: without \
        ASKING, B would answer MOVED and send the client back to A.
        """
    )
  )
}

/// Copies, and what happens when one of them is gone.
extension Question {
  static let replicationLag = Question(
    "week3-replication-lag",
    """
    A primary answers each write before its replicas have it. It takes 2,500 writes a second; one \
    replica is 40 ms behind it, the other 120 ms. The primary dies, and the replica that is \
    further on takes its place. How many acknowledged writes are lost?
    """,
    .number(
      100,
      within: 0.5,
      unit: "writes",
      why: """
        What the new primary has not seen: 2,500 × 0.04 = 100. WAIT 1 after a write would have told \
        a client whether one replica has it, for a round trip more. How long the failover takes \
        does not matter here: nobody could write meanwhile.
        """
    )
  )

  static let minorityWrites = Question(
    "week3-minority-writes",
    """
    A Redis Cluster of three primaries with a replica each. A cable breaks: primary P and a client \
    are on one side, everything else is on the other, P's replica too. The client goes on writing \
    to P. What becomes of these writes?
    """,
    .choice([
      .wrong(
        "P refuses them from the first one on, because it no longer has a majority",
        why: """
          P answers without asking anybody. That it is alone it only notices when the node timeout \
          has passed without an answer from the others.
          """
      ),
      .right(
        "P takes them until the node timeout, and they are gone when the cable is repaired",
        why: """
          Then P refuses writes, and on the other side its replica is elected. When P is back it \
          becomes a replica of its successor and takes over that one's data in place of its own.
          """
      ),
      .wrong(
        "P takes them, and they are merged into its successor's data when the cable is repaired",
        why: "Redis merges nothing: the data of whoever was elected last is what counts."
      ),
      .wrong(
        "P takes them all and stays the primary, since a replica cannot be elected without it",
        why: "A majority of the primaries elects, two of three, and both of them are over there."
      ),
    ])
  )
}
