"""What was announced: when it falls due, and what became of it."""

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
    states = room.kept(lambda: room.ledger.states(day, parties), "states", day, parties)
    promises = room.kept(lambda: room.ledger.due(day, parties, state, limit=limit), "due", day, parties, state, limit)
    total = sum(states.values()) if state is None else states.get(state, 0)
    return DueTold(on=day, parties=parties, state=state, states=states, total=total, promises=tuple(promises), limit=limit)
