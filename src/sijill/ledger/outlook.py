"""What `due` and `audit` ask of the ledger: only the events that can matter to them, and how much was read on some parties."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Connection, or_, select

from sijill.ledger import tables as t
from sijill.ledger.audit import findings
from sijill.ledger.due import promises
from sijill.ledger.judge import judgements
from sijill.ledger.rows import Coverage, Event, Finding, Promise
from sijill.ledger.timeline import events_where

_FULFILLED_ELSEWHERE = ("visit", "signing", "agreement", "cooperation")  # acts whose promise an event of another kind may fulfil


class _Read(NamedTuple):
    """One report's article, as coverage counts it."""

    published: str
    article: int
    outlet: str


def due(connection: Connection, on: date, parties: Sequence[str]) -> list[Promise]:
    """Every promise announced by a day, with its state on it."""
    e = t.events.c
    open_ended = select(e.parties).where(e.announced, e.act.in_(_FULFILLED_ELSEWHERE))
    events = _events(connection, parties, or_(e.announced, (e.status == "held") & e.parties.in_(open_ended)))
    return promises(events, judgements(connection), on, covered_in(connection))


def audit(connection: Connection, on: date, parties: Sequence[str]) -> list[Finding]:
    """Everything that does not add up by a day."""
    e = t.events.c
    claimed = select(e.parties).where(e.counted)
    events = _events(connection, parties, or_(e.counted, e.disputed, (e.status == "held") & e.parties.in_(claimed)))
    return findings(events, due(connection, on, parties))


def covered_in(connection: Connection) -> Callable[[tuple[str, ...], str | None, date], Coverage]:
    """How much was read on some parties from a moment to a day; copies of one text are one outlet's."""
    r, a = t.reports.c, t.articles.c
    rows = connection.execute(select(r.parties, r.published, r.article, r.outlet).where(r.current)).all()
    firsts = select(a.pk, a.first).where(a.current, a.first.is_not(None))
    copies = dict(connection.execute(firsts).all())
    told: defaultdict[str, list[_Read]] = defaultdict(list)
    for some, published, article, outlet in rows:
        told[some].append(_Read(published or "", article, outlet or str(article)))
    groups: defaultdict[str, set[str]] = defaultdict(set)
    for some in told:
        for code in some.split("+"):
            groups[code].add(some)

    @cache
    def on_parties(parties: tuple[str, ...]) -> list[_Read]:
        return [read for some in set.intersection(*(groups[code] for code in parties)) for read in told[some]] if parties else []

    def covered(parties: tuple[str, ...], since: str | None, until: date) -> Coverage:
        last = f"{until}\x7f"
        some = [read for read in on_parties(parties) if (since or "") < read.published < last]
        outlets = {copies.get(read.article, read.article): read.outlet for read in some}
        return Coverage(articles=len({read.article for read in some}), outlets=len(set(outlets.values())))

    return covered


def _events(connection: Connection, parties: Sequence[str], matters: Any) -> list[Event]:
    e, p = t.events.c, t.event_parties.c
    return events_where(connection, matters, *(e.id.in_(select(p.event).where(p.code == code)) for code in parties))
