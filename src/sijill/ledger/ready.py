"""What `due` and `audit` show, kept ready: a question then need not read the events that it does not show.

What became of a promise depends on its event and on the deeds of the same parties in the days it was announced for; what does not add up, on an event
alone or on all that counts one kind of events of some parties. What the day of the question decides is left to the question.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection, and_, bindparam, delete, func, or_, select, update

from sijill.ledger import tables as t
from sijill.ledger import tallies
from sijill.ledger.audit import Placed, placed
from sijill.ledger.dates import Window, day_of
from sijill.ledger.due import FULFILLED_BY, Prospect, announced, fate, known, place, prospects, reach
from sijill.ledger.rows import Event
from sijill.ledger.stored import chunks
from sijill.ledger.timeline import events_where

_SPANS = 64  # stretches of days in one question
_PENDING = ("open", "due", "overdue")  # which of them, the calendar says


class Was(NamedTuple):
    """An event as it was: `days` are its earliest and latest, `counted` the blocks of the events that it counts."""

    id: str
    block: str
    status: str
    days: tuple[str | None, str | None]
    counted: set[str]


def parties_of(block: str) -> str:
    """The parties of a block, as they stand in the tables."""
    return block.partition(":")[2]


def forget(connection: Connection, events: Iterable[str]) -> None:
    """Throw away what was ready of these events."""
    for ids in chunks(events):
        _break(connection, ids)
        connection.execute(delete(t.findings).where(t.findings.c.unit.in_(ids)))


def follow(connection: Connection, was: Sequence[Was], fresh: Sequence[Event]) -> None:
    """Make ready what follows from events that are not there any more and from those that are new."""
    _relate(connection, [row.block for row in was], [event.block for event in fresh])
    _promise(connection, was, fresh)
    _find(connection, was, fresh)


def _relate(connection: Connection, was: Iterable[str], fresh: Iterable[str]) -> None:
    """Count the events of the same parties: one more for each new event by its block, one less for each that is gone."""
    more = Counter(map(parties_of, fresh))
    more.subtract(map(parties_of, was))
    r, codes, e = t.relations.c, t.relation_parties, t.events.c
    for some in chunks(sorted(more)):
        latest = dict(connection.execute(select(e.parties, func.max(e.earliest)).where(e.parties.in_(some)).group_by(e.parties)).all())
        before = dict(connection.execute(select(r.parties, r.events).where(r.parties.in_(some))).all())
        counts = {parties: before.get(parties, 0) + more[parties] for parties in some}
        connection.execute(delete(codes).where(codes.c.parties.in_([parties for parties in some if not counts[parties]])))
        connection.execute(delete(t.relations).where(r.parties.in_([parties for parties in some if not counts[parties]])))
        if known := [{"some": parties, "number": counts[parties], "day": latest.get(parties)} for parties in some if counts[parties] and parties in before]:
            connection.execute(update(t.relations).where(r.parties == bindparam("some")).values(events=bindparam("number"), latest=bindparam("day")), known)
        if new := [parties for parties in some if counts[parties] and parties not in before]:
            rows = [{"parties": p, "pair": p.count("+") == 1, "events": counts[p], "latest": latest.get(p)} for p in new]
            connection.execute(t.relations.insert(), rows)
            if named := [{"code": code, "parties": parties} for parties in new for code in parties.split("+") if code]:
                connection.execute(codes.insert(), named)


def _promise(connection: Connection, was: Sequence[Was], fresh: Sequence[Event]) -> None:
    """The promises of new events, and those that a deed, gone or new, may have to do with."""
    deeds = [(row.block, row.days) for row in was if row.status == "held"]
    deeds += [(event.block, (event.time.earliest, event.time.latest)) for event in fresh if event.status == "held"]
    others = sorted(set(_promised_near(connection, deeds)) - {event.id for event in fresh})
    for ids in chunks(others):
        _break(connection, ids)
    again = [event for ids in chunks(others) for event in events_where(connection, t.events.c.id.in_(ids))]
    promised = [(event, reach(event)) for event in (*fresh, *again) if announced(event)]
    days = {event.id: span for event, span in promised}
    found = prospects([event for event, _ in promised], _deeds_near(connection, promised))
    if found:
        rows = [_row(prospect, days[prospect.event]) for prospect in found]
        connection.execute(t.promises.insert(), rows)
        tallies.add(connection, Counter((tallies.PROMISES, row["outcome"]) for row in rows))


def _break(connection: Connection, events: list[str]) -> None:
    """Throw away the promises of events."""
    p = t.promises.c
    gone = connection.execute(select(p.outcome, func.count()).where(p.event.in_(events)).group_by(p.outcome)).all()
    tallies.add(connection, {(tallies.PROMISES, outcome): -number for outcome, number in gone})
    connection.execute(delete(t.promises).where(p.event.in_(events)))


def _row(prospect: Prospect, near: Window | None) -> dict[str, Any]:
    end = fate(prospect, date.max)
    assert end is not None  # somebody announced it
    pending = end.state in _PENDING and end.days is not None
    return {
        "event": prospect.event, "parties": "+".join(sorted(prospect.parties)), "act": prospect.act, "outcome": "" if pending else end.state,
        "near_from": near.first.toordinal() if near else None, "near_to": near.last.toordinal() if near else None, "known": known(prospect),
        "due_from": end.days.first.isoformat() if end.days else None, "due_to": end.days.last.isoformat() if end.days else None,
        "place": place(end.due, end.announcing.published, prospect.event), "record": msgspec.json.encode(prospect),
    }  # fmt: skip


def _promised_near(connection: Connection, deeds: Iterable[tuple[str, tuple[str | None, str | None]]]) -> Iterator[str]:
    """The promises that one of these deeds, each by its block and days, may fulfil."""
    by_parties: defaultdict[str, list[tuple[str, int, int]]] = defaultdict(list)
    for block, (earliest, latest) in deeds:
        family, first, last = block.partition(":")[0], day_of(earliest), day_of(latest)
        if first and last and any(family in families for families in FULFILLED_BY.values()):
            by_parties[parties_of(block)].append((family, first.toordinal(), last.toordinal()))
    p = t.promises.c
    for some in chunks(sorted(by_parties)):
        rows = connection.execute(select(p.event, p.parties, p.act, p.near_from, p.near_to).where(p.parties.in_(some), p.near_from.is_not(None)))
        for event, parties, act, begins, ends in rows:
            if any(family in FULFILLED_BY.get(act, ()) and first <= ends and begins <= last for family, first, last in by_parties[parties]):
                yield event


def _deeds_near(connection: Connection, promised: Iterable[tuple[Event, Window | None]]) -> list[Event]:
    """What was done by the parties of some promises in the days that these were announced for."""
    e = t.events.c
    spans = {(f"{family}:{parties_of(event.block)}", days) for event, days in promised if days for family in FULFILLED_BY[event.act]}
    found: dict[str, Event] = {}
    for some in chunks(sorted(spans), _SPANS):
        near = [and_(e.block == block, e.earliest <= days.last.isoformat(), e.latest >= days.first.isoformat()) for block, days in some]
        found |= {event.id: event for event in events_where(connection, e.status == "held", or_(*near))}
    return list(found.values())


def _find(connection: Connection, was: Sequence[Was], fresh: Sequence[Event]) -> None:
    """What does not add up within new events, and in all counts that may count an event, gone or new."""
    found = [some for event in fresh if event.conflicts for some in placed([event]) if some.unit == event.id]
    parties = {event.id: parties_of(event.block) for event in fresh}
    counts = t.event_counts.c
    blocks = {block for row in was for block in row.counted}
    for ids in chunks(event.id for event in fresh):
        blocks |= set(connection.execute(select(counts.block).where(counts.event.in_(ids))).scalars())
    for some in chunks(sorted({row.block for row in was} | {event.block for event in fresh})):
        blocks |= set(connection.execute(select(counts.block).distinct().where(counts.block.in_(some))).scalars())
    for block in sorted(blocks):
        connection.execute(delete(t.findings).where(t.findings.c.unit == block))
        found += _counted(connection, block)
    parties |= {block: parties_of(block) for block in blocks}
    if rows := list(_rows(found, parties)):
        connection.execute(t.findings.insert(), rows)


def _counted(connection: Connection, block: str) -> list[Placed]:
    """What does not add up in the counts of the events of a block."""
    e, counts = t.events.c, t.event_counts.c
    claiming = e.id.in_(select(counts.event).where(counts.block == block))
    if connection.execute(select(counts.event).where(counts.block == block).limit(1)).first() is None:
        return []
    events = events_where(connection, or_(claiming, and_(e.block == block, e.status == "held")))
    return [some for some in placed(events) if some.unit == block]


def _rows(found: Iterable[Placed], parties: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    ranks: defaultdict[str, int] = defaultdict(int)
    for unit, where, finding in found:
        yield {"unit": unit, "rank": ranks[unit], "parties": parties[unit], "kind": finding.kind, "place": where, "record": msgspec.json.encode(finding)}
        ranks[unit] += 1
