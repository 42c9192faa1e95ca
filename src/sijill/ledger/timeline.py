"""Events out of the ledger, in the order of their days."""

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import msgspec
from sqlalchemy import Connection, or_, select

from sijill.errors import UnknownId
from sijill.ledger import tables as t
from sijill.ledger.rows import Event

_event: msgspec.json.Decoder[Event] = msgspec.json.Decoder(Event)


def timeline(
    connection: Connection, parties: Sequence[str] = (), since: str | None = None, until: str | None = None, act: str | None = None, status: str | None = None
) -> list[Event]:
    """The events that all these parties take part in, undated ones last."""
    e, p = t.events.c, t.event_parties.c
    where: list[Any] = [e.id.in_(select(p.event).where(p.code == code)) for code in parties]
    where += [] if since is None else [e.latest >= since]
    where += [] if until is None else [e.earliest <= f"{until}\x7f"]  # a month holds its days
    where += [column == value for column, value in ((e.act, act), (e.status, status)) if value is not None]
    return events_where(connection, *where)


def events_where(connection: Connection, *where: Any) -> list[Event]:
    """The events of which something holds, undated ones last. They are sorted here: a database would carry the records along."""
    records = connection.execute(select(t.events.c.record).where(*where)).scalars().all()
    with uncollected():
        return sorted(map(_event.decode, records), key=lambda event: (event.time.earliest is None, event.time.earliest or "", event.id))


def event(connection: Connection, id: str) -> Event:
    """The event of an id, of the only id that begins so, or of the report of a key. Raises UnknownId."""
    e, r = t.events.c, t.reports.c
    of_report = select(r.event).where(r.key == id, r.current)
    found = list(connection.execute(select(e.record).where(or_(e.id.startswith(id, autoescape=True), e.id.in_(of_report))).order_by(e.id).limit(2)).scalars())
    if not found and connection.execute(select(e.id).limit(1)).first() is None:
        raise UnknownId(f"no event {id!r}: the ledger has none yet", fix="add articles that tell of some with `sijill add`")
    if not found and connection.execute(select(r.key).where(r.key == id).limit(1)).first() is not None:
        raise UnknownId(f"report {id!r} stands in no event", fix="it was rejected, or is no longer told: `sijill review list` shows what people judged")
    if len(found) != 1:
        raise UnknownId(f"{'more than one event' if found else 'no event'} {id!r}", fix="`sijill timeline` and `sijill find` show the ids of events")
    return _event.decode(found[0])


@contextmanager
def uncollected() -> Iterator[None]:
    """Many records at once, without the collector going over them again and again: they hold no cycles."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
