"""What `due` and `audit` ask of the ledger: what is ready of promises and findings, and how much was read on some parties."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date
from functools import cache
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Table, Text, cast, func, select

from sijill.ledger import tables as t
from sijill.ledger.audit import overdue
from sijill.ledger.due import Prospect, promises
from sijill.ledger.judge import judgements
from sijill.ledger.rows import Coverage, Finding, Promise, State
from sijill.ledger.timeline import uncollected

_prospect = msgspec.json.Decoder(Prospect)
_finding = msgspec.json.Decoder(Finding)


def due(connection: Connection, on: date, parties: Sequence[str], only: State | None = None) -> list[Promise]:
    """Every promise announced by a day, with its state on it; `only` those of one state."""
    p = t.promises
    with uncollected():
        some = map(_prospect.decode, _records(connection, p, *([p.c.dated] if only == "overdue" else []), *_of(p, parties)))
        return promises(some, judgements(connection), on, covered_in(connection), only)


def audit(connection: Connection, on: date, parties: Sequence[str]) -> list[Finding]:
    """Everything that does not add up by a day."""
    f, p = t.findings, t.promises
    with uncollected():
        found = list(map(_finding.decode, _records(connection, f, *_of(f, parties), order=(f.c.place, f.c.rank))))
        some = map(_prospect.decode, _records(connection, p, p.c.dated, *_of(p, parties)))
        return found + overdue(promises(some, judgements(connection), on, covered_in(connection), "overdue"))


def covered_in(connection: Connection) -> Callable[[tuple[str, ...], str | None, date], Coverage]:
    """How much was read on some parties from a moment to a day; copies of one text are one outlet's."""
    r, a = t.reports.c, t.articles.c
    line = r.published + "\t" + cast(r.article, Text) + "\t" + func.coalesce(r.outlet, "")
    lines = select(r.parties, func.aggregate_strings(line, "\n")).where(r.current, r.published.is_not(None)).group_by(r.parties)
    told: dict[str, str] = dict(connection.execute(lines).all())
    copies: dict[str, str] = dict(connection.execute(select(cast(a.pk, Text), a.first).where(a.current, a.first.is_not(None))).all())
    groups: defaultdict[str, set[str]] = defaultdict(set)
    for some in told:
        for code in some.split("+"):
            groups[code].add(some)

    @cache
    def on_parties(parties: tuple[str, ...]) -> list[list[str]]:
        found = set.intersection(*(groups[code] for code in parties)) if parties else ()
        return [line.split("\t") for some in found for line in told[some].split("\n")]

    def covered(parties: tuple[str, ...], since: str | None, until: date) -> Coverage:
        first, last = since or "", f"{until}\x7f"
        some = [(article, outlet) for published, article, outlet in on_parties(parties) if first < published < last]
        outlets = {copies.get(article, article): outlet or article for article, outlet in some}
        return Coverage(articles=len(dict(some)), outlets=len(set(outlets.values())))

    return covered


def _records(connection: Connection, table: Table, *where: ColumnElement[bool], order: Sequence[Any] = ()) -> Sequence[bytes]:
    return connection.execute(select(table.c.record).where(*where).order_by(*order)).scalars().all()


def _of(table: Table, parties: Sequence[str]) -> list[ColumnElement[bool]]:
    """That something is of the events that all these parties take part in."""
    e, p = t.events.c, t.event_parties.c
    return [table.c.parties.in_(select(e.parties).join(t.event_parties, p.event == e.id).where(p.code == code)) for code in parties]
