"""Coverage: what the ledger has seen, so that silence in it can be told from silence in the news."""

from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Column, Connection, func, literal_column, select

from sijill.ledger import tables as t
from sijill.records import Failure, Record

SKIPPED = ("language", "empty", "binary", "index-page", "stub", "missing-extra")  # nothing there that could be read; every other failure is one
_UNTOLD = "?"
_MONTH, _DAY = 7, 10  # characters of a day of publication


class Seen(Record, frozen=True, kw_only=True):
    """Articles of one outlet in one language and month: how many were read, how many of these have no report, what was skipped, what failed."""

    outlet: str
    language: str
    month: str
    read: int = 0
    without: int = 0
    skipped: int = 0
    failed: int = 0


class Week(Record, frozen=True, kw_only=True):
    """Articles of one outlet in a week, which `begins` on a Monday (`?` where no day is told); counted as in `Seen`."""

    outlet: str
    begins: str
    read: int = 0
    without: int = 0
    skipped: int = 0
    failed: int = 0


def coverage(connection: Connection) -> list[Seen]:
    """One row for each outlet, language and month, in this order; `?` where an article tells none."""
    return [Seen(outlet=o, language=language, month=m, **row) for (o, language, m), row in sorted(_counted(connection, _MONTH).items())]


def weekly(connection: Connection) -> list[Week]:
    """One row for each outlet and week, in this order."""
    counts: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for (outlet, _, day), row in _counted(connection, _DAY).items():
        counts[outlet, _monday(day)].update(row)
    return [Week(outlet=outlet, begins=begins, **row) for (outlet, begins), row in sorted(counts.items())]


def failures(connection: Connection, limit: int) -> list[Failure]:
    """What could not be read, the newest first; what was skipped is left out."""
    f = t.failures.c
    told = select(f.code, f.file, f.line, f.id, f.message, f.fix).where(f.code.not_in(SKIPPED)).limit(limit)
    rows = connection.execute(told.order_by(f.added.desc(), f.file, f.line.nulls_first(), f.id.nulls_first()))
    return [Failure(code=c, file=file, line=line, id=id, message=m, fix=fix) for c, file, line, id, m, fix in rows]


def _counted(connection: Connection, length: int) -> dict[tuple[str, str, str], dict[str, int]]:
    """Counts by outlet, language and so much of the day of publication."""
    counts: defaultdict[tuple[str, str, str], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    a, f, r = t.articles.c, t.failures.c, t.readings.c
    when = _beginning(a.published, length)
    of = (a.outlet, a.language, when)
    for outlet, language, day, read in connection.execute(select(*of, func.count()).where(a.current).group_by(*of)):
        counts[_key(outlet, language, day)]["read"] += read
    silent = select(*of, func.count()).join(t.readings, r.article == a.pk).where(r.reports == 0, r.current).group_by(*of)
    for outlet, language, day, without in connection.execute(silent):
        counts[_key(outlet, language, day)]["without"] += without
    when = _beginning(f.published, length)
    failed = select(f.outlet, f.language, when, f.code, func.count()).group_by(f.outlet, f.language, when, f.code)
    for outlet, language, day, code, number in connection.execute(failed):
        counts[_key(outlet, language, day)]["skipped" if code in SKIPPED else "failed"] += number
    return counts


def _beginning(day: Column[str], length: int) -> Any:
    """So much of a day; grouped by it, a server wants to see the numbers."""
    return func.substr(day, literal_column("1"), literal_column(str(length)))


def _monday(day: str) -> str:
    """The Monday of a day's week."""
    try:
        told = date.fromisoformat(day)
    except ValueError:
        return _UNTOLD  # a month or a year alone
    return (told - timedelta(days=told.weekday())).isoformat()


def summed(rows: list[Seen], by: Callable[[Seen], str]) -> dict[str, Seen]:
    """The rows summed by outlet, by language or by month."""
    sums: dict[str, Seen] = {}
    for row in rows:
        known = sums.get(by(row), Seen(outlet=_UNTOLD, language=_UNTOLD, month=_UNTOLD))
        sums[by(row)] = Seen(
            outlet=row.outlet, language=row.language, month=row.month, read=known.read + row.read, without=known.without + row.without,
            skipped=known.skipped + row.skipped, failed=known.failed + row.failed,
        )  # fmt: skip
    return sums


def _key(outlet: str | None, language: str | None, month: str | None) -> tuple[str, str, str]:
    return outlet or _UNTOLD, language or _UNTOLD, month or _UNTOLD
