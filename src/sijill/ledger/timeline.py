"""Events of some parties in the order of their days."""

from collections.abc import Iterator, Sequence

import msgspec
from sqlalchemy import Connection, or_, select

from sijill.errors import UnknownId
from sijill.ledger import tables as t
from sijill.ledger.rows import Event

_event = msgspec.json.Decoder(Event)


def timeline(
    connection: Connection, parties: Sequence[str] = (), since: str | None = None, until: str | None = None, act: str | None = None, status: str | None = None
) -> Iterator[Event]:
    """The events that all these parties take part in, undated ones last."""
    e, p = t.events.c, t.event_parties.c
    told = select(e.record).order_by(e.earliest.is_(None), e.earliest, e.id)
    for code in parties:
        told = told.where(e.id.in_(select(p.event).where(p.code == code)))
    if since is not None:
        told = told.where(e.latest >= since)
    if until is not None:
        told = told.where(e.earliest <= f"{until}\x7f")  # a month holds its days
    for column, value in ((e.act, act), (e.status, status)):
        told = told if value is None else told.where(column == value)
    yield from map(_event.decode, connection.execute(told).scalars())


def events_where(connection: Connection, *where: object) -> Iterator[Event]:
    """The events of which something holds, by their order of days."""
    told = select(t.events.c.record).where(*where).order_by(t.events.c.earliest, t.events.c.id)  # type: ignore[arg-type]
    yield from map(_event.decode, connection.execute(told).scalars())


def event(connection: Connection, id: str) -> Event:
    """The event of an id, of the only id that begins so, or of the report of a key. Raises UnknownId."""
    e, r = t.events.c, t.reports.c
    of_report = select(r.event).where(r.key == id, r.current)
    found = list(connection.execute(select(e.record).where(or_(e.id.startswith(id, autoescape=True), e.id.in_(of_report))).order_by(e.id).limit(2)).scalars())
    if len(found) != 1:
        raise UnknownId(f"{'more than one event' if found else 'no event'} {id!r}", fix="`sijill timeline` and `sijill find` show the ids of events")
    return _event.decode(found[0])
