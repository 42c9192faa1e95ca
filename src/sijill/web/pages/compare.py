"""The accounts of an event side by side."""

from sijill.ledger import Event
from sijill.ledger.rows import Comparison
from sijill.records import Record
from sijill.web.room import Asked


class CompareTold(Record, frozen=True, kw_only=True):
    """An event and its accounts. `silent` are the parties that have no page or medium of their own among them."""

    event: Event
    comparison: Comparison
    silent: tuple[str, ...]


def compare(room: Asked, id: str) -> CompareTold:
    """The accounts of an event by its id or the key of one of its reports: what each side says, and what only one says."""
    found = room.ledger.compare(id)
    states = {side.id for side in found.sides if side.kind == "state"}
    return CompareTold(event=room.ledger.event(id), comparison=found, silent=tuple(party for party in found.parties if party not in states))
