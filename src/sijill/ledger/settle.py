"""Events kept ready: only what a change touches is computed anew, and nothing else is read.

A judgement is seen at once, in its own transaction. Articles mark their reports as stale, and the end of an `add` settles them: what an article costs
does not grow with the ledger.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, and_, bindparam, delete, func, select, update

from sijill.ledger import tables as t
from sijill.ledger import tallies
from sijill.ledger.acts import acts
from sijill.ledger.due import announced
from sijill.ledger.events import event_of
from sijill.ledger.ready import Was, follow, forget, parties_of
from sijill.ledger.region import Group, Placed, computed, region
from sijill.ledger.rows import Event
from sijill.ledger.stored import AT_ONCE, chunks
from sijill.ledger.values import of

_MANY = 2000  # stale reports settled together, if their blocks are not larger
_COMPUTED = {"earliest": "first_day", "latest": "last_day", "reach_from": "begins", "reach_to": "ends", "first": "copied"}  # columns, and what is put there

Mark = tuple[int, str]  # the row of a report, and its block


def mark_stale(connection: Connection, reports: Iterable[Mark]) -> None:
    """Leave what follows from these reports, current or retired, to be settled later."""
    s = t.stale.c
    for some in chunks(sorted(set(reports))):
        known = set(connection.execute(select(s.report).where(s.report.in_([pk for pk, _ in some]))).scalars())
        if fresh := [{"report": pk, "block": block} for pk, block in some if pk not in known]:
            connection.execute(t.stale.insert(), fresh)


def settle(connection: Connection) -> bool:
    """The events of some reports that were left, block by block; whether there were any."""
    s = t.stale.c
    sizes = connection.execute(select(s.block, func.count()).group_by(s.block).order_by(s.block).limit(AT_ONCE)).all()
    blocks: list[str] = []
    total = 0
    for block, size in sizes:
        if blocks and total + size > _MANY:
            break
        blocks.append(block)
        total += size
    _renew(connection, _take(connection, blocks))
    return bool(blocks)


def judged(connection: Connection, keys: Iterable[str], touched: Iterable[Mark] = ()) -> None:
    """The events of these reports as people's judgements are now, of rows that these `touched`, and of whatever else is stale in their blocks."""
    r = t.reports.c
    rows = {(pk, block) for some in chunks(keys) for pk, block in connection.execute(select(r.pk, r.block).where(r.key.in_(some), r.current))}
    rows |= set(touched)
    _renew(connection, sorted({pk for pk, _ in rows} | set(_take(connection, {block for _, block in rows}))))


def _take(connection: Connection, blocks: Iterable[str]) -> list[int]:
    """The stale reports of some blocks, which are stale no longer, and those of the blocks that one of them came from or went to."""
    s = t.stale.c
    found: list[int] = []
    some = set(blocks)
    while some:
        taken: list[int] = []
        for part in chunks(sorted(some)):
            taken += connection.execute(select(s.report).where(s.block.in_(part)).order_by(s.report)).scalars()
            connection.execute(delete(t.stale).where(s.block.in_(part)))
        some = _moved(connection, taken)
        found += taken
    return found


def _moved(connection: Connection, reports: Sequence[int]) -> set[str]:
    """The blocks of what is stale under the keys of some reports: an edit gave a report other parties, and the event that bears its key is elsewhere."""
    r, other = t.reports, t.reports.alias("other")
    told = select(t.stale.c.block).join(other, other.c.pk == t.stale.c.report).join(r, and_(r.c.key == other.c.key, r.c.current != other.c.current))
    return {block for some in chunks(reports) for block in connection.execute(told.where(r.c.pk.in_(some)).distinct()).scalars()}


def _renew(connection: Connection, changed: Sequence[int]) -> None:
    """The events that a change of these rows of reports touches."""
    gone, groups = region(connection, changed)
    before = _events(connection, gone)
    events = [_event(group) for group in groups]
    records = {event.id: msgspec.json.encode(event) for event in events}
    same = {id for id, (_, record) in before.items() if records.get(id) == record}
    was = [row for id, (row, _) in before.items() if id not in same]
    fresh = [event for event in events if event.id not in same]
    forget(connection, [row.id for row in was])
    for ids in chunks(row.id for row in was):
        connection.execute(delete(t.event_counts).where(t.event_counts.c.event.in_(ids)))
        connection.execute(delete(t.events).where(t.events.c.id.in_(ids)))
    _keep(connection, fresh, records)
    more = _mark(connection, changed, zip(events, groups, strict=True))
    tallies.add(connection, {**more, (tallies.EVENTS, ""): len(fresh) - len(was)})
    follow(connection, was, fresh)


def _events(connection: Connection, ids: Iterable[str]) -> dict[str, tuple[Was, bytes]]:
    """Events as they were, with their records."""
    e, counts = t.events.c, t.event_counts.c
    found: dict[str, tuple[Was, bytes]] = {}
    for some in chunks(sorted(ids)):
        counted: dict[str, set[str]] = {}
        for event, block in connection.execute(select(counts.event, counts.block).where(counts.event.in_(some))):
            counted.setdefault(event, set()).add(block)
        for id, block, status, earliest, latest, record in connection.execute(
            select(e.id, e.block, e.status, e.earliest, e.latest, e.record).where(e.id.in_(some))
        ):
            found[id] = Was(id, block, status, (earliest, latest), counted.get(id, set())), record
    return found


def _event(group: Group) -> Event:
    copies = {row.stored.article.id: row.first for row in group.reports if row.first}
    return event_of(group.block, [row.stored for row in group.reports], group.merges, copies)


def _keep(connection: Connection, events: Sequence[Event], records: dict[str, bytes]) -> None:
    if not events:
        return
    connection.execute(t.events.insert(), [_row(event, records[event.id]) for event in events])
    if counted := [{"event": event.id, "block": block} for event in events for block in sorted(counted_by(event))]:
        connection.execute(t.event_counts.insert(), counted)


def _mark(connection: Connection, changed: Iterable[int], groups: Iterable[tuple[Event, Group]]) -> Counter[tallies.Key]:
    """Write with each report its event and days; a retired one has none. How many more reports there are by each value of each facet."""
    r = t.reports.c
    retired = [pk for some in chunks(changed) for pk in connection.execute(select(r.pk).where(r.pk.in_(some), ~r.current)).scalars()]
    rows = [change for event, group in groups for row in group.reports for change in _changes(row, event)]
    pks = [*retired, *(row["report_pk"] for row in rows)]
    before = tallies.counted(connection, pks)
    for some in chunks(retired):
        connection.execute(update(t.reports).where(r.pk.in_(some)).values(event=None, earliest=None, latest=None))
    if rows:
        columns = {"event": "event_id"} | _COMPUTED
        connection.execute(update(t.reports).where(r.pk == bindparam("report_pk")).values({name: bindparam(new) for name, new in columns.items()}), rows)
    more = tallies.counted(connection, pks)
    more.subtract(before)
    return more


def _changes(row: Placed, event: Event) -> Iterator[dict[str, Any]]:
    now = computed(row, event.time)
    if (row.event, row.was) != (event.id, now):
        yield {"report_pk": row.pk, "event_id": event.id} | dict(zip(_COMPUTED.values(), now, strict=True))


def counted_by(event: Event) -> set[str]:
    """The blocks of the events that the counts told of an event count."""
    told = {str(value.value["of"]) for value in of(event.values, "ordinal")}
    return {f"{acts()[act].family if act in acts() else act}:{parties_of(event.block)}" for act in told}


def _row(event: Event, record: bytes) -> dict[str, Any]:
    return {
        "id": event.id, "block": event.block, "parties": parties_of(event.block), "act": event.act, "type": event.type,
        "status": event.status, "earliest": event.time.earliest, "latest": event.time.latest, "announced": announced(event),
        "disputed": bool(event.conflicts), "record": record,
    }  # fmt: skip
