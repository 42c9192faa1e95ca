"""Coverage: what the ledger has seen, so that silence in it can be told from silence in the news."""

from collections import defaultdict
from collections.abc import Callable

from sqlalchemy import Connection, case, func, select

from sijill.ledger import tables as t
from sijill.records import Record

SKIPPED = ("language", "empty", "binary", "index-page", "stub", "missing-extra")  # nothing there that could be read; every other failure is one
_UNTOLD = "?"


class Seen(Record, frozen=True, kw_only=True):
    """Articles of one outlet in one language and month: how many were read, how many of these have no report, what was skipped, what failed."""

    outlet: str
    language: str
    month: str
    read: int = 0
    without: int = 0
    skipped: int = 0
    failed: int = 0


def coverage(connection: Connection) -> list[Seen]:
    """One row for each outlet, language and month, in this order; `?` where an article tells none."""
    counts: defaultdict[tuple[str, str, str], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    a, f, r = t.articles.c, t.failures.c, t.readings.c
    silent = func.sum(case((r.reports == 0, 1), else_=0))
    month = func.substr(a.published, 1, 7)
    told = select(a.outlet, a.language, month, func.count(), silent).join(t.readings, r.article == a.pk).where(a.current, r.current)
    for outlet, language, when, read, without in connection.execute(told.group_by(a.outlet, a.language, month)):
        row = counts[_key(outlet, language, when)]
        row["read"] += read
        row["without"] += without
    month = func.substr(f.published, 1, 7)
    failed = select(f.outlet, f.language, month, f.code, func.count()).group_by(f.outlet, f.language, month, f.code)
    for outlet, language, when, code, number in connection.execute(failed):
        counts[_key(outlet, language, when)]["skipped" if code in SKIPPED else "failed"] += number
    return [Seen(outlet=o, language=language, month=m, **row) for (o, language, m), row in sorted(counts.items())]


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
