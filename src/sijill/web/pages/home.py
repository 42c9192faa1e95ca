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
    findings = ledger.audit(day)
    disputed = [finding for finding in findings if finding.kind != "overdue"]
    return Home(
        on=day,
        totals=ledger.totals(),
        latest=tuple(ledger.latest(day)),
        relations=tuple(ledger.busiest()),
        due=tuple(promise for promise in ledger.due(day) if promise.due and promise.due.startswith(day.isoformat()[:7]))[:_SOME],
        findings=tuple(explained(ledger, finding) for finding in disputed[:_SOME]),
        conflicts=len(disputed),
    )
