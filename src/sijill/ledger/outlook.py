"""What `due` and `audit` ask of the ledger: only the events that can matter to them, and how much was read on some parties."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Connection, Text, cast, func, or_, select

from sijill.ledger import tables as t
from sijill.ledger.audit import findings
from sijill.ledger.due import promises
from sijill.ledger.judge import judgements
from sijill.ledger.rows import Coverage, Event, Finding, Promise
from sijill.ledger.timeline import events_where, uncollected

_PAPERS = ("signing", "agreement", "cooperation")


def due(connection: Connection, on: date, parties: Sequence[str]) -> list[Promise]:
    """Every promise announced by a day, with its state on it."""
    matters = or_(t.events.c.announced, _may_fulfil("visit", "talks"), *(_may_fulfil(act, *_PAPERS) for act in _PAPERS))
    with uncollected():
        return promises(_events(connection, parties, matters), judgements(connection), on, covered_in(connection))


def audit(connection: Connection, on: date, parties: Sequence[str]) -> list[Finding]:
    """Everything that does not add up by a day."""
    e, counts = t.events.c, t.event_counts.c
    matters = or_(e.id.in_(select(counts.event)), e.disputed, (e.status == "held") & e.block.in_(select(counts.block)))
    with uncollected():
        return findings(_events(connection, parties, matters), due(connection, on, parties))


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


def _may_fulfil(act: str, *families: str) -> Any:
    """Whether an event may be what a promise of another kind announced: due.py says which may."""
    e = t.events.c
    promised = select(e.parties).where(e.announced, e.act == act)
    return (e.status == "held") & or_(*(e.block.startswith(f"{family}:") for family in families)) & e.parties.in_(promised)


def _events(connection: Connection, parties: Sequence[str], matters: Any) -> list[Event]:
    e, p = t.events.c, t.event_parties.c
    return events_where(connection, matters, *(e.id.in_(select(p.event).where(p.code == code)) for code in parties))
