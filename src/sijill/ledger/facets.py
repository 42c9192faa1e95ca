"""Counts of what a search finds, in one question; where it finds very much, of some of it, and that is said.

What is found by no words and no filter is counted beforehand (tallies.py).
"""

from collections import defaultdict
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, func, literal, select, union_all

from sijill.ledger import tables as t
from sijill.ledger import tallies
from sijill.ledger.tallies import FACETS

COUNTED = 20_000  # reports that are counted out
_TOP = 50  # values of a facet that are shown


class Counted(NamedTuple):
    """How many events and reports were found, and how many reports by each value of each facet; `more`: this many were counted, and there are more.

    `newest` are the ids of as many of the events as were asked for, the newest of those counted, in any order.
    """

    events: int
    reports: int
    more: bool
    facets: dict[str, dict[str, int]]
    newest: tuple[str, ...] = ()


def whole(connection: Connection) -> Counted:
    """All that is in the ledger."""
    reports = sum(tallies.largest(connection, "modality", _TOP).values())
    return Counted(tallies.total(connection, tallies.EVENTS), reports, False, {name: tallies.largest(connection, name, _TOP) for name in FACETS})


def count(connection: Connection, found: Select[Any], newest: int = 0) -> Counted:
    """Count what a question finds, `found` being a selection of `columns()`; the commonest values of a facet come first."""
    some = found.limit(COUNTED + 1).cte("found")
    p = t.report_parties.c
    parties = select(literal("party"), p.code, func.count()).where(p.report.in_(select(some.c.pk))).group_by(p.code)
    last = func.max(some.c.earliest).desc().nulls_last()
    ids = select(some.c.event).group_by(some.c.event).order_by(last, some.c.event.desc()).limit(newest).subquery()
    questions = [
        select(literal("events"), literal(""), func.count(some.c.event.distinct())),
        select(literal("reports"), literal(""), func.count()).select_from(some),
        *(select(literal(name), some.c[name], func.count()).where(some.c[name].is_not(None)).group_by(some.c[name]) for name in FACETS if name != "party"),
        parties,
        select(literal("newest"), ids.c.event, literal(0)),
    ]
    told: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for name, value, number in connection.execute(union_all(*questions)):
        told[name][value] = number
    facets = {name: dict(sorted(told[name].items(), key=lambda row: (-row[1], row[0]))[:_TOP]) for name in FACETS}
    events, reports = told["events"][""], told["reports"][""]
    return Counted(events, min(reports, COUNTED), reports > COUNTED, facets, tuple(told["newest"]))


def columns() -> tuple[Any, ...]:
    """What `count` must be given of each report."""
    r = t.reports.c
    return (r.pk, r.event, r.earliest, func.substr(r.earliest, 1, 4).label("year"), *(r[name] for name in FACETS if name not in ("year", "party")))
