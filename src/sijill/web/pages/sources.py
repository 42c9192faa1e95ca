"""Where the ledger's articles come from: watched sources, what was seen of each outlet week by week, what could not be read."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Annotated

from fastapi import Query as Parameter

from sijill.ledger.coverage import Week
from sijill.ledger.watched import SourceState
from sijill.records import Failure, Record
from sijill.web.room import Asked, Room

_WEEKS, _MOST = 13, 53  # columns
_FAILURES = 50
_COUNTS = ("read", "without", "skipped", "failed")


class OutletSeen(Record, frozen=True, kw_only=True):
    """What was seen of an outlet in all weeks together, and how much was read of it in each of the weeks shown."""

    outlet: str
    read: int
    without: int
    skipped: int
    failed: int
    weeks: tuple[int, ...]


class SourcesTold(Record, frozen=True, kw_only=True):
    """Watched sources as they stand; outlets with their articles in `weeks`, each by its Monday; what failed last.

    `before` and `after` are days to ask for (`until`) to see other weeks, where the ledger has articles of such.
    """

    watched: tuple[SourceState, ...]
    weeks: tuple[str, ...]
    outlets: tuple[OutletSeen, ...]
    before: str | None
    after: str | None
    failures: tuple[Failure, ...]


def sources(room: Asked, until: date | None = None, weeks: Annotated[int, Parameter(ge=1, le=_MOST)] = _WEEKS) -> SourcesTold:
    """Watched sources with their errors; articles by outlet and week up to a day (that of the newest article); what could not be read."""
    seen = room.kept(room.ledger.weeks, "weeks")
    return _told(room, seen, until, weeks)


def _told(room: Room, seen: list[Week], until: date | None, number: int) -> SourcesTold:
    ledger = room.ledger
    known = sorted({row.begins for row in seen if row.begins != "?"})
    last = until or (date.fromisoformat(known[-1]) if known else date.today())
    last -= timedelta(days=last.weekday())
    shown = tuple((last - timedelta(weeks=n)).isoformat() for n in reversed(range(number)))
    return SourcesTold(
        watched=tuple(ledger.watching.overview()),
        weeks=shown,
        outlets=room.kept(lambda: tuple(_outlets(seen, shown)), "outlets", shown),
        before=(last - timedelta(weeks=number)).isoformat() if known and known[0] < shown[0] else None,
        after=(last + timedelta(weeks=number)).isoformat() if known and known[-1] > shown[-1] else None,
        failures=tuple(ledger.failures(_FAILURES)),
    )


def _outlets(seen: list[Week], shown: tuple[str, ...]) -> Iterable[OutletSeen]:
    """One row for each outlet, those of most articles first."""
    sums: defaultdict[str, Counter[str]] = defaultdict(Counter)
    read: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for row in seen:
        sums[row.outlet].update({name: getattr(row, name) for name in _COUNTS})
        read[row.outlet][row.begins] = row.read
    for outlet in sorted(sums, key=lambda outlet: (-sums[outlet]["read"], outlet)):
        yield OutletSeen(outlet=outlet, weeks=tuple(read[outlet].get(week, 0) for week in shown), **{name: sums[outlet][name] for name in _COUNTS})
