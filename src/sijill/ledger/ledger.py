"""The ledger as the rest of sijill sees it: a file or a database, opened, asked and added to."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, select

from sijill.errors import LedgerError
from sijill.ledger import connect, judge, merging, migrate, outlook, overview, postgres, sqlite, tallies, views
from sijill.ledger import tables as t
from sijill.ledger.accounts import accounts, articles_of
from sijill.ledger.comparison import comparison
from sijill.ledger.coverage import Seen, Week, coverage, failures, weekly
from sijill.ledger.doubts import Doubt, DoubtKind, barely, doubts
from sijill.ledger.entry import Entry, Failed, Scribe
from sijill.ledger.eventlist import Events
from sijill.ledger.intake import BATCH, batches, put
from sijill.ledger.listing import Listed, given_ids, listed
from sijill.ledger.missed import Missed
from sijill.ledger.overview import Relation, Totals
from sijill.ledger.people import as_read, rejected, reports_in
from sijill.ledger.pool import Drawn, Kind, Place, Unit, drawn, strata, units
from sijill.ledger.reread import Reread, Stored, compared, stored, take
from sijill.ledger.rows import (
    Comparison,
    Corrected,
    Correction,
    Event,
    Finding,
    FindingKind,
    Judgement,
    JudgementKind,
    Promise,
    State,
    StoredArticle,
    StoredReport,
    Verdict,
)
from sijill.ledger.search import Found, Query, find
from sijill.ledger.settle import settle
from sijill.ledger.store import Added
from sijill.ledger.stored import judgements_on
from sijill.ledger.succession import Change
from sijill.ledger.timeline import event, how_many, timeline
from sijill.ledger.told import Reported, Told, reported, reports_of, told
from sijill.ledger.transfer import transfer
from sijill.ledger.vitals import Vitals, vitals
from sijill.ledger.watching import Watching
from sijill.ledger.whole import Whole, article_of, whole
from sijill.ledger.words import Words
from sijill.packs import Packs, load_packs
from sijill.records import Failure, FailureLine, Reading, Report


class Ledger:
    """A ledger at `path`, a file or the URL of a PostgreSQL database; made if `create` and not there. Use it as a context manager. Raises LedgerError.

    With `patience` it is only read, and a question that takes more seconds than that is given up as CostlyQuestion.
    """

    def __init__(self, path: str | Path, packs: Packs | None = None, *, create: bool = True, patience: float | None = None) -> None:
        self.path = str(path)
        self._packs = packs
        self._engine = connect.engine_of(self.path, create, patience)
        try:
            if migrate.ready(self._engine, self.path, create):
                self.settle()
        except BaseException:
            self.close()  # what cannot be used keeps no session of a server
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file or the server."""
        self._engine.dispose()

    @cached_property
    def packs(self) -> Packs:
        """The packs that readings are made with."""
        return self._packs or load_packs()

    @cached_property
    def scribe(self) -> Scribe:
        """What turns readings into entries."""
        return Scribe(self.packs, self._words)

    @cached_property
    def watching(self) -> Watching:
        """What it remembers of watched sources."""
        return Watching(self._reading, self._writing)

    @cached_property
    def _words(self) -> Words:
        return Words()

    def add(self, items: Iterable[Reading | Entry | Failed | FailureLine], scope: str = "international") -> list[Added]:
        """Add readings, and failures to remember; what became of each reading, in order."""
        return list(self.adding(items, scope))

    def adding(self, items: Iterable[Reading | Entry | Failed | FailureLine], scope: str = "international", batch: int = BATCH) -> Iterator[Added]:
        """The same as it goes: each is given back when it is safely stored, never before. An article is stored whole or not at all."""
        for some in batches(items, batch):
            ready = [self._ready(item, scope) for item in some]
            with self._writing() as connection:
                done = put(connection, ready, _now())
            yield from done
        self.settle()

    def settle(self) -> None:
        """Compute the events that new articles touch; the end of an `add` does, and the next one if that was cut short."""
        left = True
        while left:
            with self._writing() as connection:
                left = settle(connection)
                if left:
                    tallies.changed(connection)

    def knows(self, given: Iterable[str]) -> set[str]:
        """Which of these sources (`given_hash`) the ledger has read."""
        c = t.articles.c.given
        with self._reading() as connection:
            return set(connection.execute(select(c).where(c.in_(list(given)))).scalars())

    def knows_pages(self, pages: Iterable[tuple[str, str]], extractor: str, scope: str) -> set[tuple[str, str]]:
        """Which of these pages, each the sha256 of its bytes and its id, the ledger has read, by this extractor and in this scope."""
        asked = set(pages)
        p, a, r = t.provenance.c, t.articles.c, t.readings.c
        here = select(p.sha256, a.id).join(t.articles, a.pk == p.article).join(t.readings, r.article == a.pk)
        with self._reading() as connection:
            rows = connection.execute(here.where(p.sha256.in_([sha256 for sha256, _ in asked]), p.extractor == extractor, r.scope == scope))
            return {(sha256, id) for sha256, id in rows} & asked

    def events(
        self, *parties: str, since: str | None = None, until: str | None = None, act: str | None = None, status: str | None = None, limit: int | None = None
    ) -> Events:
        """The events that all these parties take part in, by date; undated ones last. If there are more than `limit`, the newest."""
        with self._reading() as connection:
            return Events(timeline(connection, parties, since, until, act, status, limit))

    def how_many(self, *parties: str) -> int:
        """How many events all these parties take part in."""
        with self._reading() as connection:
            return how_many(connection, parties)

    def event(self, id: str) -> Event:
        """The event of this id, of the only id that begins so, or of the report of this key. Raises UnknownId."""
        with self._reading() as connection:
            return event(connection, id)

    def article(self, key: str) -> Whole:
        """An article by its key, with its text and all that was read in it. Raises UnknownId."""
        with self._reading() as connection:
            return whole(connection, key)

    def article_of(self, report: str) -> str:
        """The key of the article that a report stands in, by the report's key. Raises UnknownId."""
        with self._reading() as connection:
            return article_of(connection, report)

    def articles_of(self, keys: Iterable[str]) -> dict[str, StoredArticle]:
        """Articles by their keys, without their texts, in the order of publication."""
        with self._reading() as connection:
            return {article.id: article for article in articles_of(connection, keys).values()}

    def positions(self, *parties: str) -> list[views.Held]:
        """The positions that any of these parties holds, by publication."""
        with self._reading() as connection:
            return views.positions(connection, parties)

    def assessments(self, *parties: str) -> list[views.Assessed]:
        """The opinions on the relation of all these parties, by publication."""
        with self._reading() as connection:
            return views.assessments(connection, parties)

    def edition(self) -> int:
        """What differs whenever it could answer differently on the same day: what was answered before can be given again while it stays.

        Articles that come in count when their events are computed.
        """
        with self._reading() as connection:
            return overview.edition(connection)

    def totals(self) -> Totals:
        """How many events, reports, articles and outlets it holds."""
        with self._reading() as connection:
            return overview.totals(connection)

    def vitals(self) -> Vitals:
        """How it is: failures, reports that wait for their events, when an article came in last."""
        with self._reading() as connection:
            return vitals(connection)

    def months(self) -> dict[str, int]:
        """How many articles it holds of each month of publication."""
        with self._reading() as connection:
            return overview.months(connection)

    def latest(self, until: date | None = None, limit: int = 12) -> list[Event]:
        """The newest events that began by a day (today), newest first."""
        with self._reading() as connection:
            return overview.latest(connection, until or date.today(), limit)

    def busiest(self, limit: int = 12) -> list[Relation]:
        """The pairs of parties with most events."""
        with self._reading() as connection:
            return overview.busiest(connection, limit)

    def compare(self, id: str) -> Comparison:
        """The accounts of an event side by side, by its id as in `event`: what each side says, and what only one says. Raises UnknownId."""
        with self._reading() as connection:
            told = event(connection, id)
            return comparison(told, accounts(connection, told, self.packs.side_of))

    def find(self, query: Query, limit: int | None = 20) -> Found:
        """The events that have a report such as asked for, newest first."""
        with self._reading() as connection:
            return find(connection, query, self._words, limit)

    def reported(self, query: Query, limit: int = 20) -> list[Reported]:
        """The reports asked for, each with the id of its event, the last published first."""
        with self._reading() as connection:
            return reported(connection, query, self._words, limit)

    def reports_of(self, event: Event) -> list[StoredReport]:
        """The reports of an event with their articles, in its order."""
        with self._reading() as connection:
            return reports_of(connection, event)

    def told(self, query: Query, *, texts: bool = False) -> Iterator[Told]:
        """The same events with the reports found and, if wanted, the texts of their articles: streamed, by their first day."""
        with self._reading() as connection:
            yield from told(connection, query, self._words, texts)

    def articles(self) -> Iterator[Listed]:
        """Every current article by its hashes, addresses and dates, without a word of its text: streamed."""
        with self._reading() as connection:
            yield from listed(connection)

    def given_ids(self, keys: Iterable[str]) -> dict[str, str]:
        """What the sources called these articles, by their keys."""
        with self._reading() as connection:
            return given_ids(connection, keys)

    def strata(self, kind: Kind) -> dict[str, int]:
        """How many reports, dropped sentences or articles without reports there are, by stratum."""
        with self._reading() as connection:
            return strata(connection, kind)

    def units(self, kind: Kind) -> Iterator[Unit]:
        """All of a kind that a sample may be drawn from: streamed."""
        with self._reading() as connection:
            yield from units(connection, kind)

    def drawn(self, kind: Kind, places: Sequence[Place]) -> list[Drawn]:
        """What was drawn, by the places of its units, as people code it."""
        with self._reading() as connection:
            return list(drawn(connection, kind, places))

    def due(
        self, on: date | None = None, parties: Sequence[str] = (), only: State | None = None, *, limit: int | None = None, falling: str = ""
    ) -> list[Promise]:
        """Everything announced, by when it falls due, with its state on a day (today): open, due, overdue, undated, held or cancelled.

        `only` one of them; due on a `falling` year, month or day; the first `limit`.
        """
        with self._reading() as connection:
            return outlook.due(connection, on or date.today(), parties, only, limit, falling)

    def states(self, on: date | None = None, parties: Sequence[str] = ()) -> dict[str, int]:
        """How much was announced, by its state on a day (today)."""
        with self._reading() as connection:
            return outlook.states(connection, on or date.today(), parties)

    def audit(self, on: date | None = None, parties: Sequence[str] = (), only: FindingKind | None = None, *, limit: int | None = None) -> list[Finding]:
        """What does not add up: values, counts, promises overdue on a day (today); `only` one kind, the first `limit`."""
        with self._reading() as connection:
            return outlook.audit(connection, on or date.today(), parties, only, limit)

    def kinds(self, on: date | None = None, parties: Sequence[str] = ()) -> dict[str, int]:
        """How much does not add up on a day (today), by kind."""
        with self._reading() as connection:
            return outlook.kinds(connection, on or date.today(), parties)

    def coverage(self) -> list[Seen]:
        """What was read, skipped and failed, by outlet, language and month."""
        with self._reading() as connection:
            return coverage(connection)

    def weeks(self) -> list[Week]:
        """What was read, skipped and failed, by outlet and week."""
        with self._reading() as connection:
            return weekly(connection)

    def failures(self, limit: int = 100) -> list[Failure]:
        """What could not be read, the newest first."""
        with self._reading() as connection:
            return failures(connection, limit)

    def judge(
        self, kind: JudgementKind, reports: Iterable[str], by: str, *, verdict: Verdict | None = None, evidence: str | None = None, at: str | None = None
    ) -> Judgement:
        """Keep a person's signed judgement on reports, by their keys; it wins over what is computed. Raises UnknownId."""
        with self._writing() as connection:
            return judge.judge(connection, kind, tuple(reports), by, at or _moment(), verdict, evidence)

    def correct(
        self, report: str, name: Corrected, values: Iterable[str], by: str, *, words: str | None = None, evidence: str | None = None, at: str | None = None
    ) -> Judgement:
        """Keep a person's correction of a value of a report, by its key: what it should be, in its notation. Raises UnknownId, BadValue."""
        with self._writing() as connection:
            return judge.correct(connection, report, Correction(name=name, values=tuple(values), words=words), by, at or _moment(), evidence)

    def add_missed(self, article: str, missed: Missed, by: str, *, evidence: str | None = None, at: str | None = None) -> Judgement:
        """Keep a report that the reader missed in an article, by the article's key, as a person signs it. Raises UnknownId, BadValue."""
        with self._writing() as connection:
            return judge.add(connection, article, missed, by, at or _moment(), evidence)

    def undo(self, judgement: str, by: str, *, evidence: str | None = None, at: str | None = None) -> Judgement:
        """Undo a judgement, by its id, with one that says so. Raises UnknownId."""
        with self._writing() as connection:
            return judge.undo(connection, judgement, by, at or _moment(), evidence)

    def judgements(self, *, orphaned: bool = False) -> list[Judgement]:
        """All judgements, oldest first; or the standing ones of which a report is no longer told."""
        with self._reading() as connection:
            return judge.orphaned(connection) if orphaned else judge.judgements(connection)

    def split(self, report: str, by: str, *, evidence: str | None = None, at: str | None = None) -> list[Judgement]:
        """Judge that a report, by its key, is not of one event with any other of its event. Raises UnknownId."""
        with self._writing() as connection:
            others = [key for key in event(connection, report).reports if key != report]
            when = at or _moment()
            return [judge.judge(connection, "not-same", (report, other), by, when, evidence=evidence) for other in others]

    def candidates(self, event: Event, limit: int = 8) -> list[Event]:
        """The events that a person may merge an event with, the nearest in time first."""
        with self._reading() as connection:
            return merging.candidates(connection, event, limit)

    def merge(self, id: str, other: str, by: str, *, evidence: str | None = None, at: str | None = None) -> Judgement:
        """Judge that two events, by their ids as in `event`, are one. Raises UnknownId, and BadValue where they cannot be."""
        with self._writing() as connection:
            one, two = event(connection, id), event(connection, other)
            reports = merging.pair(one, two, (id, other), judgements_on(connection, [*one.reports, *two.reports]))
            return judge.judge(connection, "same", reports, by, at or _moment(), evidence=evidence)

    def rejected(self, event: Event) -> list[StoredReport]:
        """The reports that would stand in an event, had people not rejected them."""
        with self._reading() as connection:
            return rejected(connection, event, reports_of(connection, event))

    def as_read(self, reports: Iterable[str]) -> dict[str, Report]:
        """What was read of these reports, whatever people say of them, by their keys."""
        with self._reading() as connection:
            return as_read(connection, reports)

    def judgements_on(self, reports: Iterable[str]) -> list[Judgement]:
        """The judgements on any of these reports, undone ones included, oldest first."""
        with self._reading() as connection:
            return judgements_on(connection, list(reports))

    def doubts(self, limit: int = 20, kind: DoubtKind | None = None, parties: Sequence[str] = ()) -> list[Doubt]:
        """Pairs among the newest reports, of all these parties, that a person should judge; those of what came in last first."""
        with self._reading() as connection:
            return doubts(connection, limit, kind, parties)

    def barely(self, limit: int = 20, parties: Sequence[str] = ()) -> list[Reported]:
        """Reports among the newest, of all these parties, that the scorer of their language barely let through, the weakest first."""
        with self._reading() as connection:
            return barely(connection, limit, parties)

    def judgements_in(self, article: str) -> list[Judgement]:
        """The judgements on any report that was ever told of an article, by its key, undone ones included, oldest first."""
        with self._reading() as connection:
            return judgements_on(connection, reports_in(connection, article))

    def stored(self) -> Iterator[Stored]:
        """Every current article, ready to be read again."""
        after = 0
        while True:
            with self._reading() as connection:
                some = stored(connection, after)
            if not some:
                return
            yield from some
            after = some[-1].pk

    def preview(self, pk: int, entry: Entry) -> Reread:
        """What a new reading of a stored article would change."""
        with self._reading() as connection:
            return compared(connection, pk, entry)

    def take(self, readings: Iterable[tuple[int, Entry]]) -> list[Change]:
        """Put new readings of stored articles in place of the old ones; judgements follow the reports that are still told."""
        found: list[Change] = []
        for some in batches(readings, BATCH):
            with self._writing() as connection:
                found += take(connection, some, _now())
        self.settle()
        return found

    def size(self) -> int:
        """Its bytes, with what is not yet merged into its file."""
        with self._reading() as connection:
            return connect.size(connection, self.path)

    def backup(self, to: str | Path) -> None:
        """A consistent copy in a file, also while others write. Raises LedgerError."""
        if Path(f"{to}-wal").exists():
            raise LedgerError("a ledger in use stands there", fix="give another place for the copy", file=str(to))
        if postgres.is_url(self.path):
            with sqlite.aside(Path(to)) as part, Ledger(part) as copied:
                self.copy_to(copied)
        else:
            with self._reading() as connection, connect.said(str(to)):
                sqlite.copy(connection, Path(to))

    def copy_to(self, target: "Ledger") -> dict[str, int]:
        """Everything it holds into a ledger that holds nothing yet, in a file or on a server; rows by table. Raises LedgerError."""
        with self._reading() as here, target._writing() as there:
            return transfer(here, there, Words())

    def _ready(self, item: Reading | Entry | Failed | FailureLine, scope: str) -> Entry | Failed:
        if isinstance(item, Reading):
            return self.scribe.entry(item, scope)
        return Failed(item.error) if isinstance(item, FailureLine) else item

    def _reading(self) -> AbstractContextManager[Connection]:
        return connect.reading(self._engine, self.path)

    def _writing(self) -> AbstractContextManager[Connection]:
        return connect.writing(self._engine, self.path)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _moment() -> str:
    """Fine enough that judgements of one second keep the order in which they were made."""
    return datetime.now(UTC).isoformat(timespec="microseconds")
