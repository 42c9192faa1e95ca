"""What `due` and `audit` show, kept ready: a question then need not read the events that it does not show.

The promises and findings of some parties depend on the events of just these parties, in whatever blocks. What the day of the question decides is
left to the question.
"""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, delete, exists, or_, select

from sijill.ledger import tables as t
from sijill.ledger.audit import placed
from sijill.ledger.due import FULFILLED_BY, prospects
from sijill.ledger.rows import Event
from sijill.ledger.timeline import events_where


def parties_of(block: str) -> str:
    """The parties of a block, as they stand in the tables."""
    return block.partition(":")[2]


def forget(connection: Connection, parties: set[str]) -> None:
    """Throw away what was ready for these parties."""
    for table in (t.promises, t.findings):
        connection.execute(delete(table).where(table.c.parties.in_(parties)))


def prepare(connection: Connection, parties: set[str]) -> None:
    """Make ready what follows from the events of these parties."""
    promised: list[dict[str, Any]] = []
    found: list[dict[str, Any]] = []
    for some, events in groupby(sorted(_events(connection, parties), key=_parties), key=_parties):
        known = list(events)
        promised += [{"event": p.event, "parties": some, "dated": bool(p.times), "record": msgspec.json.encode(p)} for p in prospects(known)]
        rows = enumerate(placed(known))
        found += [{"parties": some, "rank": rank, "place": place, "record": msgspec.json.encode(finding)} for rank, (place, finding) in rows]
    for table, rows_ in ((t.promises, promised), (t.findings, found)):
        if rows_:
            connection.execute(table.insert(), rows_)


def _events(connection: Connection, parties: set[str]) -> list[Event]:
    """Those events of these parties that can matter: announced, in conflict, counting, or perhaps counted or announced elsewhere."""
    e, counts = t.events.c, t.event_counts.c
    fulfils = or_(*(_may_fulfil(act, families) for act, families in FULFILLED_BY.items()))
    held = (e.status == "held") & or_(e.block.in_(select(counts.block)), fulfils)
    return events_where(connection, e.parties.in_(parties), or_(e.announced, e.disputed, e.id.in_(select(counts.event)), held))


def _may_fulfil(act: str, families: Iterable[str]) -> ColumnElement[bool]:
    """Whether an event may be what a promise of another kind announced."""
    e, promise = t.events.c, t.events.alias().c
    promised = exists().where(promise.parties == e.parties, promise.announced, promise.act == act)
    return or_(*(e.block.startswith(f"{family}:") for family in families)) & promised


def _parties(event: Event) -> str:
    return parties_of(event.block)
