"""What `due` and `audit` ask of the ledger: what is ready of promises and findings, and how much was read on some parties.

From the day on which the last that decides of a promise was published, its state is the calendar's, which the database can tell; of the others, few on
any day but a past one, it is worked out.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Table, Text, case, cast, func, select

from sijill.ledger import tables as t
from sijill.ledger import tallies
from sijill.ledger.audit import overdue
from sijill.ledger.due import Covered, Fate, Prospect, fate, place, promises
from sijill.ledger.judge import judgements
from sijill.ledger.rows import Coverage, Finding, FindingKind, Promise, State
from sijill.ledger.stored import chunks
from sijill.ledger.timeline import of_parties, uncollected

_OUTCOMES = ("held", "cancelled", "undated", "")
COVERED = 2000  # reports on some parties, the last, among which it is counted how much was read
Line = tuple[str, str, str, str]
_prospect = msgspec.json.Decoder(Prospect)
_finding = msgspec.json.Decoder(Finding)


def due(
    connection: Connection, on: date, parties: Sequence[str] = (), only: State | None = None, limit: int | None = None, falling: str = ""
) -> list[Promise]:
    """Every promise announced by a day, with its state on it, by when it falls due.

    `only` those of one state, of them those due on a `falling` year, month or day, and of these the first `limit`.
    """
    p, day = t.promises.c, on.isoformat()
    told = select(p.record).where(p.known <= day, *_of(t.promises, parties), *_in_state(only, day))
    if falling:
        told = told.where(p.place >= falling, p.place < f"{falling}\x7f")
    with uncollected():
        records = connection.execute(told.order_by(p.place).limit(limit)).scalars().all()
        some = [(prospect, end) for prospect in map(_prospect.decode, records) if (end := fate(prospect, on))]
        some += [(q, end) for q, end in _moving(connection, on, parties) if only in (None, end.state) and (end.due or "").startswith(falling)]
        first = sorted(some, key=lambda found: place(found[1].due, found[1].announcing.published, found[0].event))[:limit]
        asked: dict[tuple[str, ...], str] = {}
        for prospect, end in first:
            since = end.announcing.published or ""
            asked[prospect.parties] = min(since, asked.get(prospect.parties, since))
        return promises([prospect for prospect, _ in first], judgements(connection), on, covered_in(connection, asked, on))


def states(connection: Connection, on: date, parties: Sequence[str] = ()) -> dict[str, int]:
    """How many promises announced by a day are in which state on it."""
    p, day = t.promises.c, on.isoformat()
    if parties:
        state = _state(day)
        told = select(state, func.count()).where(p.known <= day, *_of(t.promises, parties)).group_by(state)
        counts: Counter[str] = Counter(dict(connection.execute(told).all()))
    else:
        counts = _kept_states(connection, day)
    counts.update(end.state for _, end in _moving(connection, on, parties))
    return dict(sorted((+counts).items()))


def _kept_states(connection: Connection, day: str) -> Counter[str]:
    """The same of all of which all that decides was published by a day: kept counts, and only what is ahead is counted."""
    p = t.promises.c
    counts: Counter[str] = Counter(tallies.largest(connection, tallies.PROMISES, len(_OUTCOMES)))
    counts.subtract(dict(connection.execute(select(p.outcome, func.count()).where(p.known > day).group_by(p.outcome)).all()))
    for state in ("open", "due"):
        ahead = select(func.count()).where(p.known <= day, *_in_state(state, day))
        counts[state] = connection.execute(ahead).scalar_one()
    counts["overdue"] = counts.pop("", 0) - counts["open"] - counts["due"]
    return counts


def audit(connection: Connection, on: date, parties: Sequence[str] = (), only: FindingKind | None = None, limit: int | None = None) -> list[Finding]:
    """Everything that does not add up by a day; `only` one kind, and of these the first `limit`."""
    f = t.findings.c
    found: list[Finding] = []
    if only != "overdue":
        told = select(f.record).where(*_of(t.findings, parties), *([f.kind == only] if only else [])).order_by(f.place, f.rank).limit(limit)
        with uncollected():
            found = list(map(_finding.decode, connection.execute(told).scalars().all()))
    left = None if limit is None else limit - len(found)
    return found + (overdue(due(connection, on, parties, "overdue", left)) if only in (None, "overdue") and left != 0 else [])


def kinds(connection: Connection, on: date, parties: Sequence[str] = ()) -> dict[str, int]:
    """How much does not add up by a day, by kind."""
    f = t.findings.c
    counts: dict[str, int] = dict(connection.execute(select(f.kind, func.count()).where(*_of(t.findings, parties)).group_by(f.kind)).all())
    late = states(connection, on, parties).get("overdue", 0)
    return dict(sorted((counts | ({"overdue": late} if late else {})).items()))


def covered_in(connection: Connection, asked: Mapping[tuple[str, ...], str], on: date) -> Covered:
    """How much was read by a day on some parties, one of those asked for, from a moment (no earlier than the one beside them).

    Copies of one text are one outlet's. Of parties with very many reports only the last are counted, and that is said.
    """
    groups = _groups(connection, {code for parties in asked for code in parties})
    told = {parties: set.intersection(*(groups[code] for code in parties)) if parties else set() for parties in asked}
    since: dict[str, str] = {}
    for parties, moment in asked.items():
        since |= {some: min(moment, since.get(some, moment)) for some in told[parties]}
    lines = _lines(connection, since, on)

    def covered(parties: tuple[str, ...], since: str | None, until: date) -> Coverage:
        first, last = since or "", f"{until}\x7f"
        rows = sorted((row for some in told[parties] for row in lines[some] if first < row[0] < last), reverse=True)
        outlets = {text or article: outlet or article for _, article, text, outlet in rows}
        more = any(len(lines[some]) > COVERED and lines[some][-1][0] > first for some in told[parties])
        return Coverage(articles=len({article for _, article, _, _ in rows}), outlets=len(set(outlets.values())), more=more)

    return covered


def _lines(connection: Connection, since: Mapping[str, str], on: date) -> Mapping[str, list[Line]]:
    """Of each report of some parties after a moment and by a day, the last first: when it was published, its article, the first with that text, its outlet."""
    lines: defaultdict[str, list[Line]] = defaultdict(list)
    r = t.reports.c
    many = select(r.parties, r.published, cast(r.article, Text), func.coalesce(r.first, ""), func.coalesce(r.outlet, ""))
    read = many.where(r.current, r.published < f"{on}\x7f").order_by(r.parties.desc(), r.published.desc(), r.outlet.desc(), r.article.desc(), r.first.desc())
    large = _large(connection, since)
    for parties in sorted(large):
        rows = connection.execute(read.where(r.parties == parties, r.published > since[parties]).limit(COVERED + 1))
        lines[parties] = [(published, article, text, outlet) for _, published, article, text, outlet in rows]
    for some in chunks(sorted(since.keys() - large, key=lambda parties: since[parties])):
        for parties, *line in connection.execute(read.where(r.parties.in_(some), r.published > since[some[0]])):
            lines[parties].append((line[0], line[1], line[2], line[3]))
    return lines


def _large(connection: Connection, some: Iterable[str]) -> set[str]:
    """Those parties that have so many events that not all that was read on them is counted."""
    r = t.relations.c
    told = select(r.parties).where(r.events > COVERED)
    return {parties for part in chunks(sorted(some)) for parties in connection.execute(told.where(r.parties.in_(part))).scalars()}


def _groups(connection: Connection, codes: Iterable[str]) -> Mapping[str, set[str]]:
    """The parties, as they stand in the tables, that each of some states and bodies is among."""
    p = t.relation_parties.c
    groups: defaultdict[str, set[str]] = defaultdict(set)
    for some in chunks(sorted(codes)):
        for code, parties in connection.execute(select(p.code, p.parties).where(p.code.in_(some))):
            groups[code].add(parties)
    return groups


def _state(day: str) -> Any:
    """The state on a day of those promises of which all that decides was published by then."""
    p = t.promises.c
    return case((p.outcome != "", p.outcome), (p.due_from > day, "open"), (p.due_to >= day, "due"), else_="overdue")


def _in_state(only: State | None, day: str) -> list[ColumnElement[bool]]:
    p = t.promises.c
    match only:
        case None:
            return []
        case "open":
            return [p.outcome == "", p.due_from > day]
        case "due":
            return [p.outcome == "", p.due_from <= day, p.due_to >= day]
        case "overdue":
            return [p.outcome == "", func.coalesce(p.due_to, "") < day]  # nearly all of these: in their order, not by this day
        case _:
            return [p.outcome == only]


def _moving(connection: Connection, on: date, parties: Sequence[str]) -> Iterator[tuple[Prospect, Fate]]:
    """The promises of which something was published later, with what became of them by then."""
    p = t.promises.c
    later = connection.execute(select(p.record).where(p.known > on.isoformat(), *_of(t.promises, parties))).scalars().all()
    yield from ((prospect, end) for prospect in map(_prospect.decode, later) if (end := fate(prospect, on)))


def _of(table: Table, parties: Sequence[str]) -> list[ColumnElement[bool]]:
    """That something is of the events that all these parties take part in."""
    return [table.c.parties.in_(of_parties(parties))] if parties else []
