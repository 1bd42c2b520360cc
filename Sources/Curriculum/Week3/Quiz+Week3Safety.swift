/// What is lost on the way, and who must not be trusted to notice.
extension Question {
  static let missedMessages = Question(
    "week3-missed-messages",
    """
    A process keeps copies of values, and drops one when a message on a Redis channel says that it \
    has changed. Its connection breaks for two seconds, in which three such messages are published. \
    What does it have to do when it has subscribed again?
    """,
    .choice([
      .wrong(
        "Wait for the three messages, which Redis keeps until every subscriber has had them",
        why: """
          Redis keeps no messages: who is not subscribed at that moment never gets them. At most \
          once means just that.
          """
      ),
      .wrong(
        "Ask Redis for the messages since the last one that it has seen",
        why: "A channel has no history to ask for. That would be a stream."
      ),
      .right(
        "Drop all its copies, since any of them may have changed meanwhile",
        why: """
          It cannot know which ones. And because even the break may go unnoticed, each copy has a \
          lifetime as well, which bounds how long a lost message can hurt.
          """
      ),
      .wrong(
        "Nothing: whoever published got an error and sends the messages again",
        why: """
          PUBLISH has no reason for an error. It answers with how many subscribers got the message, \
          and one fewer is nothing unusual.
          """
      ),
    ])
  )

  static let overlappingWork = Question(
    "week3-overlapping-work",
    """
    A lock is taken by SET with NX and a lease of 10 s, and given back by a plain DEL when the work \
    is done. A takes it at 0 s and works for 14 s. B gets it at 10 s and works for 8 s. C tries at \
    15 s and would work for 2 s. For how many seconds in all do two of them work at the same time?
    """,
    .number(
      6,
      within: 0.01,
      unit: "s",
      why: """
        A and B from 10 to 14 s, because A has outlived its lease. Then A's DEL at 14 s removes \
        B's lock, so that C gets it, and B and C work together from 15 to 17 s. A token that is \
        compared before the DEL spares the last 2 s. Against the first 4 s it does nothing; they \
        need a fence where the results are stored.
        """
    )
  )

  static let pausedHolder = Question(
    "week3-paused-holder",
    """
    A holds a lock, with fence 33, when its machine stops it for a while. The lease ends, B gets \
    the lock with fence 34 and stores its result. A wakes up, believes that it still has the lock, \
    and stores its own result over B's. Who can prevent that?
    """,
    .choice([
      .wrong(
        "A, which asks Redis whether it has the lock before it stores",
        why: "The next pause may come between the answer and the storing. Then it is as before."
      ),
      .wrong(
        "Redis, which has ended the lease of A and knows that B has the lock",
        why: "Redis knows, but the result does not go through Redis."
      ),
      .wrong(
        "B, which takes a longer lease, so that A gets its turn after it",
        why: "B's lease does not bind A, which does not know that there is a B."
      ),
      .right(
        "The place where results are stored, which has seen 34 and refuses 33",
        why: """
          It is the only one that sees both writes, and the number says which of them is out of \
          date. That is why each new lease gets a larger one.
          """
      ),
    ])
  )

  static let killedProcess = Question(
    "week3-killed-process",
    """
    Redis writes an append-only file with appendfsync everysec, and takes 3,000 writes a second. \
    0.7 s after a sync was complete its process is killed; the machine runs on. How many of the \
    acknowledged writes are missing when it is started again?
    """,
    .choice([
      .right(
        "None",
        why: """
          The records were handed to the operating system before the replies went out, and they \
          outlive the process there. A sync puts them on the disk, which matters when the machine \
          dies.
          """
      ),
      .wrong(
        "About 2,100, those since the last sync",
        why: "That would be so if the machine had lost its power at that moment."
      ),
      .wrong(
        "About 3,000, since everysec may always lose a second",
        why: "About a second is what a crash of the machine can cost, not that of the process."
      ),
      .wrong(
        "All since the file was last rewritten",
        why: "A rewrite makes the file shorter. What comes after it is appended as before."
      ),
    ])
  )

  static let snapshotTooOld = Question(
    "week3-snapshot-too-old",
    """
    A Redis without an append-only file begins a snapshot every 5 minutes, and needs 20 s to write \
    it. The file then holds the data of the moment at which it was begun. At 200 writes a second, \
    how many writes are lost at most when the machine dies?
    """,
    .number(
      64_000,
      within: 200,
      unit: "writes",
      why: """
        The worst moment is just before a snapshot is complete. The whole one on the disk was begun \
        300 + 20 s ago: 320 × 200 = 64,000. An append-only file with everysec would have lost about \
        a second, 200 writes or so. Whether that is worth a longer file and a slower start depends \
        on what it takes to fill the cache again.
        """
    )
  )

  static let tornTail = Question(
    "week3-torn-tail",
    """
    A machine loses its power while Redis appends to its file. The last record on the disk is \
    incomplete. What does Redis do with its default settings when it starts again?
    """,
    .choice([
      .wrong(
        "It refuses to start before somebody has repaired the file",
        why: """
          It does that when a record in the middle is damaged, since everything after it would be \
          lost in silence. An incomplete end is what a crash leaves, and nobody relied on it.
          """
      ),
      .right(
        "It cuts off the incomplete record, says so in its log, and starts",
        why: """
          All before it holds. It has to be cut off the file as well: a record appended to half of \
          another one would make the file unreadable.
          """
      ),
      .wrong(
        "It passes over the incomplete record and leaves the file as it is",
        why: """
          The next record would be appended to the half one, and the start after next would find \
          nonsense in the middle of the file.
          """
      ),
      .wrong(
        "It starts empty, since the file can no longer be trusted",
        why: "Every record before the end is whole. To throw them away would be the larger loss."
      ),
    ])
  )
}
