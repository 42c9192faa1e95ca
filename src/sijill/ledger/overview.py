"""A ledger at a glance: how much it holds, what is newest, which relations are busiest."""

from datetime import date

from sqlalchemy import Connection, func, select

from sijill.ledger import tables as t
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


def edition(connection: Connection) -> tuple[int, ...]:
    """What differs whenever the ledger could answer differently on the same day."""
    told = (func.max(t.readings.c.pk), func.count(t.judgements.c.id), func.count(t.stale.c.block), func.count(t.failures.c.key))
    return tuple(connection.execute(select(one)).scalar_one() or 0 for one in told)


def totals(connection: Connection) -> Totals:
    """What the ledger counts."""
    a, r = t.articles.c, t.reports.c
    articles, outlets = connection.execute(select(func.count(), func.count(a.outlet.distinct())).where(a.current)).one()
    return Totals(
        events=connection.execute(select(func.count()).select_from(t.events)).scalar_one(),
        reports=connection.execute(select(func.count()).where(r.current)).scalar_one(),
        articles=articles,
        outlets=outlets,
    )


def latest(connection: Connection, until: date, limit: int) -> list[Event]:
    """The newest events that began by a day, newest first."""
    e = t.events.c
    ids = connection.execute(select(e.id).where(e.earliest <= until.isoformat()).order_by(e.earliest.desc(), e.id).limit(limit)).scalars()
    return list(events_by_id(connection, list(ids)))


def busiest(connection: Connection, limit: int) -> list[Relation]:
    """The pairs of parties with most events: only events of two parties count, since of three nobody knows which two they are about."""
    e = t.events.c
    pairs = func.length(e.parties) - func.length(func.replace(e.parties, "+", "")) == 1
    told = select(e.parties, func.count(), func.max(e.earliest)).where(pairs).group_by(e.parties)
    rows = connection.execute(told.order_by(func.count().desc(), func.max(e.earliest).desc().nulls_last(), e.parties).limit(limit))
    found = []
    for parties, events, newest in rows:
        one, other = parties.split("+")
        found.append(Relation(parties=(one, other), events=events, latest=newest))
    return found
