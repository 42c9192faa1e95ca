"""The part of some blocks that a change touches, and its reports in groups again: exactly the groups of a whole computation, at the cost of a part.

Pairs are joined in one order, and whether a pair is joined depends on nothing but the groups that its two reports stand in by then. So whole events,
taken by themselves, are joined as they were among all others; what they did not join then, they do not join now, unless it changed. The touched
events are therefore grouped again together with those around them that one of their pairs leads to. Where none of these takes in a touched report, all
that lies beyond stands as it did; where one does, it is touched too, and we look around that one as well.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, select, union_all

from sijill.ledger import tables as t
from sijill.ledger.clusters import SLACK, Pairs, clusters
from sijill.ledger.facts import Facts, facts_of
from sijill.ledger.judged import on_pairs
from sijill.ledger.rows import Merge, StoredReport, When
from sijill.ledger.same_event import judge
from sijill.ledger.stored import chunks, judgements_on, raw_rows, stored_report

_SPANS = 64  # stretches of days in one question

Computed = tuple[str | None, str | None, int | None, int | None, str | None]  # the days of its event, its own reach, the first copy


class Placed(NamedTuple):
    """A current report with its row: `event` and `was` are what is stored of what was computed of it, `first` the first copy of its article."""

    pk: int
    block: str
    event: str | None
    was: Computed
    first: str | None
    stored: StoredReport
    facts: Facts


class Group(NamedTuple):
    """Reports that are one event, with the merges that made it so."""

    block: str
    reports: list[Placed]
    merges: list[Merge]


class Region(NamedTuple):
    """What a change touches: the ids of the events that were there, the groups that are there now."""

    gone: set[str]
    groups: list[Group]


def region(connection: Connection, changed: Sequence[int]) -> Region:
    """What a change of these rows of reports touches: new ones, retired ones, those that people judged or whose copies are others now."""
    r = t.reports.c
    gone = {event for some in chunks(changed) for event in connection.execute(select(r.event).where(r.pk.in_(some), r.event.is_not(None))).scalars()}
    touched = _of_events(connection, gone)
    for some in chunks(changed):
        touched |= _load(connection, touched, r.pk.in_(some))
    around: dict[str, Placed] = {}
    groups: list[Group] = []
    edge = touched
    while edge:
        around |= _around(connection, edge, touched | around)
        rows = touched | around
        groups = list(_grouped(rows, on_pairs(judgements_on(connection, rows))))
        mixed = {row.event for group in groups if _touches(group, touched) for row in group.reports if row.event} - gone
        edge = {key: row for key, row in around.items() if row.event in mixed}
        around = {key: row for key, row in around.items() if row.event not in mixed}
        touched |= edge
        gone |= mixed
    return Region(gone, [group for group in groups if _touches(group, touched)])


def computed(row: Placed, time: When) -> Computed:
    """What is stored with a report of an event of this time."""
    reach = row.facts.reach
    days = (reach.first.toordinal(), reach.last.toordinal()) if reach else (None, None)
    return time.earliest, time.latest, *days, row.first


def _touches(group: Group, touched: dict[str, Placed]) -> bool:
    return any(row.stored.key in touched for row in group.reports)


def _grouped(rows: dict[str, Placed], people: Pairs) -> Iterator[Group]:
    blocks: defaultdict[str, list[Facts]] = defaultdict(list)
    for row in rows.values():
        blocks[row.block].append(row.facts)
    for block, facts in blocks.items():
        for group, merges in clusters(facts, people):
            yield Group(block, [rows[fact.key] for fact in group], merges)


def _around(connection: Connection, edge: dict[str, Placed], known: dict[str, Placed]) -> dict[str, Placed]:
    """The reports of the events, not known yet, to which a pair leads that may be joined: by ourselves or by people."""
    r = t.reports.c
    people = on_pairs(judgements_on(connection, edge))
    found = {other.event for other in _joinable(edge, _near(connection, edge, known), people) if other.event}
    named = {key for pair, said in people.items() if said.kind == "same" for key in pair} - known.keys()
    blocks = {row.block for row in edge.values()}
    for some in chunks(sorted(named)):
        rows = connection.execute(select(r.event, r.block).where(r.key.in_(some), r.current, r.event.is_not(None)))
        found |= {event for event, block in rows if block in blocks}
    return _of_events(connection, found, known)


def _near(connection: Connection, edge: dict[str, Placed], known: dict[str, Placed]) -> list[Placed]:
    """The reports in events, not known yet, whose days may meet those of the edge."""
    blocks: defaultdict[str, list[Facts]] = defaultdict(list)
    for row in edge.values():
        blocks[row.block].append(row.facts)
    e = t.events.c
    settled = {block for some in chunks(sorted(blocks)) for block in connection.execute(select(e.block).where(e.block.in_(some)).distinct()).scalars()}
    spans = [span for block in sorted(settled) for span in _spans(block, blocks[block])]
    r = t.reports.c
    near = (_load(connection, known, r.pk.in_(union_all(*some)), r.event.is_not(None)) for some in chunks(spans, _SPANS))
    return [row for rows in near for row in rows.values()]


def _spans(block: str, facts: Iterable[Facts]) -> Iterator[Select[tuple[int]]]:
    """The reports of a block in each stretch of days in which one may meet one of these."""
    r = t.reports.c
    days = sorted((f.reach.first.toordinal() - SLACK, f.reach.last.toordinal() + SLACK) for f in facts if f.reach)
    while days:
        first, last = days.pop(0)
        while days and days[0][0] <= last:
            last = max(last, days.pop(0)[1])
        yield select(r.pk).where(r.block == block, r.current, r.reach_to >= first, r.reach_from <= last)


def _joinable(edge: dict[str, Placed], near: list[Placed], people: Pairs) -> Iterator[Placed]:
    """Those near ones that are judged the same as one of the edge; of each event, one will do."""
    found: set[str | None] = set()
    by_block: defaultdict[str, list[Placed]] = defaultdict(list)
    for row in edge.values():
        if row.facts.reach:
            by_block[row.block].append(row)
    others: defaultdict[str, list[Placed]] = defaultdict(list)
    for row in near:
        others[row.block].append(row)
    for block, rows in others.items():
        for a, b in _meeting(by_block[block], rows):
            pair = min(a.facts.key, b.facts.key), max(a.facts.key, b.facts.key)
            if b.event not in found and pair not in people and judge(a.facts, b.facts).verdict == "same":
                found.add(b.event)
                yield b


def _meeting(some: list[Placed], others: list[Placed]) -> Iterator[tuple[Placed, Placed]]:
    """Every two, one of each, whose days may meet: of such two, one begins while the other lasts."""
    some, others = sorted(some, key=_begins), sorted(others, key=_begins)
    for a in some:
        at = bisect_left(others, _begins(a), key=_begins)
        yield from ((a, b) for b in others[at : bisect_right(others, _ends(a) + SLACK, key=_begins)])
    for b in others:
        at = bisect_right(some, _begins(b), key=_begins)
        yield from ((a, b) for a in some[at : bisect_right(some, _ends(b) + SLACK, key=_begins)])


def _begins(row: Placed) -> int:
    return row.facts.reach.first.toordinal() if row.facts.reach else 0


def _ends(row: Placed) -> int:
    return row.facts.reach.last.toordinal() if row.facts.reach else 0


def _of_events(connection: Connection, events: Iterable[str], known: Container[str] = ()) -> dict[str, Placed]:
    rows = (_load(connection, known, t.reports.c.event.in_(some)) for some in chunks(sorted(events)))
    return {key: row for some in rows for key, row in some.items()}


def _load(connection: Connection, known: Container[str], *where: ColumnElement[bool]) -> dict[str, Placed]:
    """The current reports of which something holds, by their keys, but for those known already."""
    r = t.reports.c
    columns = (r.pk, r.block, r.event, r.earliest, r.latest, r.reach_from, r.reach_to, r.first, t.articles.c.first)
    found: dict[str, Placed] = {}
    for pk, block, event, earliest, latest, begins, ends, copied, first, *values in raw_rows(connection, columns, r.current, *where):
        if values[0] not in known:
            stored = stored_report(values)
            found[stored.key] = Placed(pk, block, event, (earliest, latest, begins, ends, copied), first, stored, facts_of(stored))
    return found
