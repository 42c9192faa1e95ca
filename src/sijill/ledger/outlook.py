"""What `due` and `audit` ask of the ledger: only the events that can matter to them, and how much was read on some parties."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Connection, or_, select

from sijill.ledger import tables as t
from sijill.ledger.audit import findings
from sijill.ledger.due import promises
from sijill.ledger.judge import judgements
from sijill.ledger.rows import Coverage, Event, Finding, Promise
from sijill.ledger.timeline import events_where, uncollected

_PAPERS = ("signing", "agreement", "cooperation")
_Read = tuple[str, int, str | None]  # of an article on some parties: when it was published, which, whose


def due(connection: Connection, on: date, parties: Sequence[str]) -> list[Promise]:
    """Every promise announced by a day, with its state on it."""
    e = t.events.c
    events = _events(connection, parties, or_(e.announced, _may_fulfil("visit", "talks"), *(_may_fulfil(act, *_PAPERS) for act in _PAPERS)))
    with uncollected():
        return promises(events, judgements(connection), on, covered_in(connection))


def audit(connection: Connection, on: date, parties: Sequence[str]) -> list[Finding]:
    """Everything that does not add up by a day."""
    e = t.events.c
    claimed = select(e.parties).where(e.counted)
    events = _events(connection, parties, or_(e.counted, e.disputed, (e.status == "held") & e.parties.in_(claimed)))
    with uncollected():
        return findings(events, due(connection, on, parties))


def covered_in(connection: Connection) -> Callable[[tuple[str, ...], str | None, date], Coverage]:
    """How much was read on some parties from a moment to a day; copies of one text are one outlet's."""
    r, a = t.reports.c, t.articles.c
    told: defaultdict[str, list[_Read]] = defaultdict(list)
    for some, *read in connection.execute(select(r.parties, r.published, r.article, r.outlet).where(r.current, r.published.is_not(None))):
        told[some].append(tuple(read))
    copies = dict(connection.execute(select(a.pk, a.first).where(a.current, a.first.is_not(None))).all())
    groups: defaultdict[str, set[str]] = defaultdict(set)
    for some in told:
        for code in some.split("+"):
            groups[code].add(some)

    @cache
    def on_parties(parties: tuple[str, ...]) -> list[_Read]:
        return [read for some in set.intersection(*(groups[code] for code in parties)) for read in told[some]] if parties else []

    def covered(parties: tuple[str, ...], since: str | None, until: date) -> Coverage:
        first, last = since or "", f"{until}\x7f"
        some = [(article, outlet) for published, article, outlet in on_parties(parties) if first < published < last]
        outlets = {copies.get(article, article): outlet or article for article, outlet in some}
        return Coverage(articles=len({article for article, _ in some}), outlets=len(set(outlets.values())))

    return covered


def _may_fulfil(act: str, *families: str) -> Any:
    """Whether an event may be what a promise of another kind announced: due.py says which may."""
    e = t.events.c
    promised = select(e.parties).where(e.announced, e.act == act)
    return (e.status == "held") & or_(*(e.block.startswith(f"{family}:") for family in families)) & e.parties.in_(promised)


def _events(connection: Connection, parties: Sequence[str], matters: Any) -> list[Event]:
    e, p = t.events.c, t.event_parties.c
    return events_where(connection, matters, *(e.id.in_(select(p.event).where(p.code == code)) for code in parties))
