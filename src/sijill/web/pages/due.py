"""What was announced: when it falls due, and what became of it."""

from collections import Counter
from datetime import date
from typing import Annotated

from fastapi import Query as Parameter

from sijill.ledger import Promise
from sijill.ledger.rows import State
from sijill.records import Record
from sijill.web.room import Asked

PAGE, MOST = 50, 1000  # rows shown, and how many can be asked for
Parties = Annotated[list[str] | None, Parameter()]
Limit = Annotated[int, Parameter(ge=1, le=MOST)]


class DueTold(Record, frozen=True, kw_only=True):
    """What was announced by `on` between `parties` (all, if none): the first `limit` of `total` in this `state`; `states` counts all of them."""

    on: date
    parties: tuple[str, ...]
    state: State | None
    states: dict[str, int]
    total: int
    promises: tuple[Promise, ...]
    limit: int


def due(room: Asked, on: date | None = None, party: Parties = None, state: State | None = None, limit: Limit = PAGE) -> DueTold:
    """Everything announced, by the day it falls due, with its state on a day (today): open, due, overdue, undated, held or cancelled."""
    day, parties = on or date.today(), tuple(dict.fromkeys(party or ()))
    every = room.kept(lambda: room.ledger.due(day, parties), "due", day, parties)
    some = [promise for promise in every if state in (None, promise.state)]
    states = dict(sorted(Counter[str](promise.state for promise in every).items()))
    return DueTold(on=day, parties=parties, state=state, states=states, total=len(some), promises=tuple(some[:limit]), limit=limit)
