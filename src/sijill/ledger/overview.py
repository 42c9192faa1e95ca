"""A ledger at a glance: how much it holds, what is newest, which relations are busiest."""

from datetime import date

from sqlalchemy import Connection, case, func, select

from sijill.ledger import tables as t
from sijill.ledger import tallies
from sijill.ledger.facets import whole
from sijill.ledger.rows import Event
from sijill.ledger.search import events_by_id
from sijill.records import Record


class Totals(Record, frozen=True, kw_only=True):
    """How much a ledger holds now. `outlets` are those that articles are known by."""

    events: int
    reports: int
    articles: int
    outlets: int


class Relation(Record, frozen=True, kw_only=True):
    """Two parties that events bring together, and how many do."""

    parties: tuple[str, str]
    events: int
    latest: str | None


def edition(connection: Connection) -> int:
    """What differs whenever the ledger could answer differently on the same day: what comes in counts when its events are computed."""
    return tallies.total(connection, tallies.EDITION)


def totals(connection: Connection) -> Totals:
    """What the ledger counts: articles as they came in, events and reports as far as they are computed."""
    c = t.tallies.c
    told = select(func.coalesce(func.sum(c.n), 0), func.count(case((c.value != "", 1)))).where(c.name == tallies.ARTICLES, c.n > 0)
    articles, outlets = connection.execute(told).one()
    found = whole(connection)
    return Totals(events=found.events, reports=found.reports, articles=int(articles), outlets=outlets)


def months(connection: Connection) -> dict[str, int]:
    """How many articles the ledger has of each month; empty where none is told."""
    c = t.tallies.c
    return dict(connection.execute(select(c.value, c.n).where(c.name == tallies.MONTHS, c.n > 0).order_by(c.value)).all())


def latest(connection: Connection, until: date, limit: int) -> list[Event]:
    """The newest events that began by a day, newest first."""
    e = t.events.c
    ids = connection.execute(select(e.id).where(e.earliest <= until.isoformat()).order_by(e.earliest.desc(), e.id).limit(limit)).scalars()
    return list(events_by_id(connection, list(ids)))


def busiest(connection: Connection, limit: int) -> list[Relation]:
    """The pairs of parties with most events: only events of two parties count, since of three nobody knows which two they are about."""
    r = t.relations.c
    told = select(r.parties, r.events, r.latest).where(r.pair).order_by(r.events.desc(), r.latest.desc().nulls_last(), r.parties).limit(limit)
    found = []
    for parties, events, newest in connection.execute(told):
        one, other = parties.split("+")
        found.append(Relation(parties=(one, other), events=events, latest=newest))
    return found
