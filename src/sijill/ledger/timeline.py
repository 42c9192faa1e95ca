"""Events out of the ledger, in the order of their days."""

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import msgspec
from sqlalchemy import Connection, Select, and_, func, select

from sijill.errors import UnknownId
from sijill.ledger import tables as t
from sijill.ledger.rows import Event
from sijill.ledger.stored import chunks

_event: msgspec.json.Decoder[Event] = msgspec.json.Decoder(Event)


def timeline(
    connection: Connection,
    parties: Sequence[str] = (),
    since: str | None = None,
    until: str | None = None,
    act: str | None = None,
    status: str | None = None,
    limit: int | None = None,
) -> list[Event]:
    """The events that all these parties take part in, undated ones last; if there are more than `limit`, the newest."""
    e = t.events.c
    states, persons = [code for code in parties if "/" not in code], [code for code in parties if "/" in code]
    where: list[Any] = [e.parties.in_(of_parties(states))] if states else []
    where += [e.id.in_(_naming(code)) for code in persons]
    where += [] if since is None else [e.latest >= since]
    where += [] if until is None else [e.earliest <= f"{until}\x7f"]  # a month holds its days
    where += [column == value for column, value in ((e.act, act), (e.status, status)) if value is not None]
    if limit is None:
        return events_where(connection, *where)
    ids = connection.execute(select(e.id).where(*where).order_by(e.earliest.desc().nulls_last(), e.id.desc()).limit(limit)).scalars().all()
    return sorted((event for some in chunks(ids) for event in events_where(connection, e.id.in_(some))), key=_by_day)


def how_many(connection: Connection, parties: Sequence[str]) -> int:
    """How many events all these parties take part in."""
    r = t.relations.c
    return int(connection.execute(select(func.coalesce(func.sum(r.events), 0)).where(r.parties.in_(of_parties(parties)))).scalar_one())


def of_parties(parties: Sequence[str]) -> Select[Any]:
    """The parties, as they stand in the tables, of all that these states and bodies take part in together."""
    some = [t.relation_parties.alias() for _ in parties]
    told = select(some[0].c.parties).where(some[0].c.code == parties[0])
    for other, code in zip(some[1:], parties[1:], strict=True):
        told = told.join(other, other.c.parties == some[0].c.parties).where(other.c.code == code)
    return told


def _naming(code: str) -> Select[Any]:
    """The events of which a report names a person."""
    r, p = t.reports.c, t.report_parties.c
    return select(r.event).join(t.report_parties, p.report == r.pk).where(p.code == code, r.current, r.event.is_not(None))


def events_where(connection: Connection, *where: Any) -> list[Event]:
    """The events of which something holds, undated ones last. They are sorted here: a database would carry the records along."""
    records = connection.execute(select(t.events.c.record).where(*where)).scalars().all()
    with uncollected():
        return sorted(map(_event.decode, records), key=_by_day)


def _by_day(event: Event) -> tuple[bool, str, str]:
    return event.time.earliest is None, event.time.earliest or "", event.id


def event(connection: Connection, id: str) -> Event:
    """The event of an id, of the only id that begins so, or of the report of a key. Raises UnknownId."""
    e, r = t.events.c, t.reports.c
    of_report = select(r.event).where(r.key == id, r.current)
    found: list[bytes] = []
    for known in (e.id == id, e.id.in_(of_report), and_(e.id > id, e.id < f"{id}\x7f")):
        found = found or list(connection.execute(select(e.record).where(known).order_by(e.id).limit(2)).scalars())
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
