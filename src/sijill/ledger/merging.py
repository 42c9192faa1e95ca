"""Two events that a person takes for one: which may be, and which two reports the judgement stands on."""

from collections.abc import Iterable
from datetime import date
from itertools import chain
from typing import Any

from sqlalchemy import Connection, select

from sijill.errors import BadValue
from sijill.ledger import tables as t
from sijill.ledger.dates import Window, gap
from sijill.ledger.judged import on_pairs
from sijill.ledger.ready import parties_of
from sijill.ledger.rows import Event, Judgement
from sijill.ledger.timeline import events_where


def candidates(connection: Connection, event: Event, limit: int) -> list[Event]:
    """The other events that could be one with this, as their acts and parties allow it: the nearest in time first, undated ones last."""
    e, day = t.events.c, event.time.earliest
    others = select(e.id).where(e.parties == parties_of(event.block), e.block == event.block, e.id != event.id).limit(limit)
    before = (e.earliest.is_not(None) if day is None else e.earliest <= day, e.earliest.desc())
    after = () if day is None else ((e.earliest > day, e.earliest),)
    sides = [others.where(where).order_by(order, e.id) for where, order in (before, *after, (e.earliest.is_(None), e.id))]
    ids = set(chain.from_iterable(connection.execute(side).scalars() for side in sides))
    return sorted(events_where(connection, e.id.in_(ids)), key=lambda other: _far(event, other))[:limit]


def pair(one: Event, other: Event, ids: tuple[str, str], judgements: Iterable[Judgement]) -> tuple[str, str]:
    """The reports to judge the same: those asked for by their keys in `ids`, else the first of each event. Raises BadValue."""
    if one.id == other.id:
        raise BadValue(f"{ids[1]!r} is this event already", fix="give the id of another event")
    if one.block != other.block:
        raise BadValue("these can never be one event: their acts or parties differ", fix=f"give an event of {one.block}, not of {other.block}")
    a, b = (id if id in event.reports else event.reports[0] for id, event in zip(ids, (one, other), strict=True))
    for (x, y), said in on_pairs(judgements).items():
        # a new word on a pair replaces the last one on it, but on no other pair
        if said.kind == "not-same" and {x, y} != {a, b} and ((x in one.reports and y in other.reports) or (y in one.reports and x in other.reports)):
            raise BadValue(f"{said.by} judged that reports of these are not of one event", fix=f"undo judgement {said.id} first")
    return a, b


def _far(event: Event, other: Event) -> tuple[Any, ...]:
    here, there = _days(event), _days(other)
    if not there:
        return True, 0, "", other.id
    # from an undated event all are equally far: the newest first
    return False, gap(here, there) if here else -there.first.toordinal(), other.time.earliest, other.id


def _days(event: Event) -> Window | None:
    if event.time.earliest is None:
        return None
    return Window(date.fromisoformat(event.time.earliest), date.fromisoformat(event.time.latest or event.time.earliest))
