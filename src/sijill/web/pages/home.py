"""The first page: what the ledger holds, what is new, what is due, what does not add up."""

from datetime import date

from sijill.ledger import Event, Ledger, Promise
from sijill.ledger.overview import Relation, Totals
from sijill.records import Record
from sijill.web.findings import Explained, explained
from sijill.web.room import Asked

_SOME = 6


class Home(Record, frozen=True, kw_only=True):
    """A ledger at a glance. `due` falls due in the month of `on`."""

    on: date
    totals: Totals
    latest: tuple[Event, ...]
    relations: tuple[Relation, ...]
    due: tuple[Promise, ...]
    findings: tuple[Explained, ...]
    conflicts: int


def home(room: Asked, on: date | None = None) -> Home:
    """What the ledger holds, its latest events, its busiest relations, what falls due in the month of a day (today), and conflicts."""
    day = on or date.today()
    return room.kept(lambda: _home(room.ledger, day), "home", day)


def _home(ledger: Ledger, day: date) -> Home:
    disputed = [n for kind, n in ledger.kinds(day).items() if kind != "overdue"]
    return Home(
        on=day,
        totals=ledger.totals(),
        latest=tuple(ledger.latest(day)),
        relations=tuple(ledger.busiest()),
        due=tuple(ledger.due(day, falling=day.isoformat()[:7], limit=_SOME)),
        findings=tuple(explained(ledger, f) for f in ledger.audit(day, limit=_SOME) if f.kind != "overdue"),
        conflicts=sum(disputed),
    )
