"""The tables of a ledger, in words that SQLite and PostgreSQL both speak. Rows are added, never changed, but for the marks named here.

What may change: `current` (the newest version of an article, the newest reading of a version, of its reports those that people let stand), what a
watch knows (`sources`, `addresses`), and what is computed from the rest and can be thrown away: `articles.first`, `stale`, `events`, `event_counts`,
`relations`, `relation_parties`, `promises`, `findings` and `tallies`, and of `reports` the event, its days, the reach and the first copy.
"""

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, LargeBinary, MetaData, String, Table, Text, UniqueConstraint

metadata = MetaData(naming_convention={kind: f"{kind}_%(table_name)s_%(column_0_N_name)s" for kind in ("ix", "uq", "fk")})

HASH = String(16)
CODE = String(64)
DAY = String(32)  # EDTF days and moments: compared as text


def _key(name: str, to: str) -> Column[int]:
    return Column(name, Integer, ForeignKey(to), nullable=False)


articles = Table(
    "articles",
    metadata,
    Column("pk", Integer, primary_key=True),
    Column("key", HASH, nullable=False),  # of the article, shared by its versions
    Column("version", Integer, nullable=False),
    Column("cause", String(16), nullable=False),  # first, publisher (an edit of theirs) or extractor (a better extraction of ours)
    Column("extractor", String(64)),
    Column("given", HASH, nullable=False),  # hash of all that the source gave: what is here is not read again
    Column("content", HASH, nullable=False),  # hash of headline, date and text: what is here is not added again
    Column("name", HASH, nullable=False),  # hash of publisher and id, by which a later version is known
    Column("id", Text, nullable=False),
    Column("url", Text),
    Column("publisher", Text),
    Column("outlet", Text),
    Column("language", String(16), nullable=False),
    Column("published", DAY),
    Column("published_from", String(16)),
    Column("title", Text),
    Column("titled", Boolean, nullable=False),  # the headline was given apart, not found in the text
    Column("sha256", String(64), nullable=False),
    Column("text", Text, nullable=False),
    Column("added", DAY, nullable=False),
    Column("first", HASH),  # the key of the first article with this text, where several have it
    Column("current", Boolean, nullable=False),
    UniqueConstraint("key", "version"),
    UniqueConstraint("key", "content"),
    Index(None, "name"),
    Index(None, "url"),
    Index(None, "given"),
    Index(None, "first"),
    Index(None, "published"),
    Index(None, "publisher"),
    Index("ix_articles_seen", "outlet", "language", "published", "current"),
)

furniture = Table(
    "furniture",
    metadata,
    Column("article", Integer, ForeignKey("articles.pk"), primary_key=True),
    Column("start", Integer, primary_key=True),
    Column("end", Integer, nullable=False),
)

provenance = Table(
    "provenance",
    metadata,
    Column("article", Integer, ForeignKey("articles.pk"), primary_key=True),
    Column("extractor", String(64)),
    Column("sha256", String(64), index=True),  # of the bytes that the text was taken from
    Column("retrieved", DAY),
    Column("author", Text),
    Column("canonical", Text),
    Column("file", Text),  # of an archive: the record can be found again
    Column("offset", BigInteger),
    Column("length", BigInteger),
    Column("digest", Text),
)

readings = Table(
    "readings",
    metadata,
    Column("pk", Integer, primary_key=True),
    _key("article", "articles.pk"),
    Column("version", String(32), nullable=False),
    Column("packs", Text, nullable=False),  # JSON: the hash of each pack
    Column("scope", String(16), nullable=False),
    Column("reports", Integer, nullable=False),  # how many
    Column("read", DAY, nullable=False),
    Column("current", Boolean, nullable=False),
    Index(None, "article", "current"),
    Index(None, "reports", "article"),
)

reports = Table(
    "reports",
    metadata,
    Column("pk", Integer, primary_key=True),
    Column("key", HASH, nullable=False),  # survives new readings and new versions, where the report is still told
    _key("article", "articles.pk"),
    _key("reading", "readings.pk"),
    Column("rank", Integer, nullable=False),
    Column("id", CODE, nullable=False),
    Column("digest", CODE, nullable=False),
    Column("block", Text, nullable=False),
    Column("parties", Text, nullable=False),  # the codes of states and bodies in their order: CHN+RUS
    Column("outlet", Text),  # this and the next two stand with the article too: searches count by them
    Column("language", String(16), nullable=False),
    Column("published", DAY),
    Column("act", CODE, nullable=False),
    Column("type", CODE, nullable=False),
    Column("modality", String(16), nullable=False),
    Column("speaker", Text, nullable=False),
    Column("record", Text, nullable=False),  # JSON: records.Report
    Column("event", HASH),  # from here to `first`: what is computed, and may change
    Column("earliest", DAY),
    Column("latest", DAY),
    Column("reach_from", Integer),  # the days in which what it tells may lie, as ordinals: reports that meet there may be one event
    Column("reach_to", Integer),
    Column("first", HASH),  # as in articles
    Column("people", Text),  # JSON: which values people gave, by what they signed; null where the reader told all
    Column("current", Boolean, nullable=False),  # it counts: told by the current reading, and not rejected or restated by people
    UniqueConstraint("reading", "rank"),
    Index(None, "block", "reach_to", "reach_from"),
    # the next hold all that a search and coverage count, so that no record need be touched; `current` is last, for nearly all are: SQLite, which
    # takes an index for choosy if its first column is given, would begin there
    Index("ix_reports_counted", "earliest", "event", "act", "type", "modality", "speaker", "outlet", "language", "latest", "current"),
    Index("ix_reports_acts", "act", "earliest", "event", "type", "modality", "speaker", "outlet", "language", "current"),
    Index("ix_reports_covered", "parties", "published", "outlet", "article", "first", "current"),
    Index(None, "speaker", "earliest"),
    Index(None, "outlet", "earliest"),
    Index(None, "key"),
    Index(None, "event"),
    Index(None, "article"),
)

report_parties = Table(
    "report_parties",
    metadata,
    Column("report", Integer, ForeignKey("reports.pk"), primary_key=True),
    Column("code", CODE, primary_key=True),  # a state or body, and persons apart: CHN and CHN/xi-jinping are two rows
    Index(None, "code"),
    sqlite_with_rowid=False,
)


def _told(name: str) -> Table:
    """What a reading tells beside its reports."""
    return Table(
        name,
        metadata,
        Column("reading", Integer, ForeignKey("readings.pk"), primary_key=True),
        Column("rank", Integer, primary_key=True),
        Column("record", Text, nullable=False),  # JSON
    )


positions, assessments, memberships, dropped = (_told(name) for name in ("positions", "assessments", "memberships", "dropped"))

failures = Table(
    "failures",
    metadata,
    Column("key", HASH, primary_key=True),  # of file, line and id
    Column("file", Text, nullable=False),
    Column("line", Integer),
    Column("id", Text),
    Column("code", String(32), nullable=False),
    Column("message", Text, nullable=False),
    Column("fix", Text, nullable=False),
    Column("outlet", Text),
    Column("language", String(16)),
    Column("published", DAY),
    Column("added", DAY, nullable=False),
)

judgements = Table(
    "judgements",
    metadata,
    Column("id", HASH, primary_key=True),
    Column("made", DAY, nullable=False),
    Column("by", Text, nullable=False),
    Column("record", Text, nullable=False),  # JSON: rows.Judgement
)

judged = Table(
    "judged",
    metadata,
    Column("judgement", HASH, ForeignKey("judgements.id"), primary_key=True),
    Column("report", HASH, primary_key=True),  # reports.key
    Index(None, "report"),
)

events = Table(
    "events",
    metadata,
    Column("id", HASH, primary_key=True),
    Column("block", Text, nullable=False),
    Column("parties", Text, nullable=False),  # as in reports
    Column("act", CODE, nullable=False),
    Column("type", CODE, nullable=False),
    Column("status", String(16), nullable=False),
    Column("earliest", DAY),
    Column("latest", DAY),
    Column("announced", Boolean, nullable=False),  # of interest to `due`
    Column("disputed", Boolean, nullable=False),  # holds a conflict: of interest to `audit`
    Column("record", LargeBinary, nullable=False),  # JSON: rows.Event, as bytes: it is read by the thousand
    Index(None, "block", "status"),
    Index(None, "earliest"),
    Index(None, "parties", "earliest", "latest", "id"),
)

# how many events there are of the same parties: what is asked of some parties begins here
relations = Table(
    "relations",
    metadata,
    Column("parties", Text, primary_key=True),  # as in events
    Column("pair", Boolean, nullable=False),  # they are two
    Column("events", Integer, nullable=False),
    Column("latest", DAY),
    Index(None, "pair", "events"),
)

relation_parties = Table(
    "relation_parties",
    metadata,
    Column("code", CODE, primary_key=True),
    Column("parties", Text, ForeignKey("relations.parties"), primary_key=True),
    sqlite_with_rowid=False,
)

event_counts = Table(
    "event_counts",
    metadata,
    Column("event", HASH, ForeignKey("events.id"), primary_key=True),
    Column("block", Text, primary_key=True),  # whose events a count that is told of this event counts
    Index(None, "block"),
    sqlite_with_rowid=False,
)

# what `due` and `audit` show, but for what depends on the day of the question: made anew with the events that it depends on
promises = Table(
    "promises",
    metadata,
    Column("event", HASH, ForeignKey("events.id"), primary_key=True),
    Column("parties", Text, nullable=False),  # as in events
    Column("act", CODE, nullable=False),
    Column("outcome", String(16), nullable=False),  # its state from `known` on, if that is whatever day it is then, else empty
    Column("known", DAY, nullable=False),  # the day on which the last that decides of it was published
    Column("due_from", DAY),
    Column("due_to", DAY),
    Column("place", Text, nullable=False),  # among all promises, by when they fall due
    Column("near_from", Integer),  # the days, as ordinals, in which another event may be what was announced; none where none can
    Column("near_to", Integer),
    Column("record", LargeBinary, nullable=False),  # JSON: due.Prospect
    Index(None, "parties"),
    Index(None, "place"),
    Index(None, "outcome", "place", "known", "due_from", "due_to"),
    Index(None, "known", "outcome"),
    Index(None, "outcome", "due_from"),
    Index(None, "outcome", "due_to"),
)

findings = Table(
    "findings",
    metadata,
    Column("unit", Text, primary_key=True),  # what it depends on: audit.Placed
    Column("rank", Integer, primary_key=True),  # among those of one unit
    Column("parties", Text, nullable=False),
    Column("kind", String(32), nullable=False),
    Column("place", Text, nullable=False),  # among all: audit.Placed
    Column("record", LargeBinary, nullable=False),  # JSON: rows.Finding
    Index(None, "parties"),
    Index(None, "place", "rank"),
    Index(None, "kind", "place", "rank"),
)

tallies = Table(
    "tallies",
    metadata,
    Column("name", String(16), primary_key=True),  # what is counted: tallies.FACETS and beside them
    Column("value", Text, primary_key=True),
    Column("n", Integer, nullable=False),
    Index(None, "name", "n"),
    sqlite_with_rowid=False,
)

stale = Table(
    "stale",
    metadata,
    Column("report", Integer, primary_key=True),  # current or retired, whose event does not know of it yet
    Column("block", Text, nullable=False),
    Index(None, "block"),
)

# what `watch` knows of its sources: not of the articles, which stand by themselves
sources = Table(
    "sources",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("address", Text, nullable=False),
    Column("since", DAY, nullable=False),
    Column("tried", DAY),
    Column("succeeded", DAY),
    Column("next", DAY),  # not before
    Column("failures", Integer, nullable=False),  # in a row
    Column("error", String(32)),
    Column("etag", Text),
    Column("modified", Text),
)

addresses = Table(
    "addresses",
    metadata,
    Column("key", HASH, primary_key=True),  # of the address
    Column("source", String(64), ForeignKey("sources.name"), nullable=False),
    Column("url", Text, nullable=False),
    Column("published", DAY),
    Column("changed", Text),  # what the list says of its last change
    Column("found", DAY, nullable=False),
    Column("tried", DAY),
    Column("status", String(16), nullable=False),  # watched.Status
    Column("error", String(32)),
    Column("etag", Text),
    Column("modified", Text),
    Column("article", HASH),  # articles.key
    Index(None, "source", "found"),
    Index(None, "article"),
)

bands = Table(
    "bands",
    metadata,
    Column("band", BigInteger, primary_key=True),  # of a MinHash signature: near copies share one
    Column("article", Integer, ForeignKey("articles.pk"), primary_key=True),
    Index(None, "article"),
    sqlite_with_rowid=False,
)
