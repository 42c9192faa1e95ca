"""What people say of single reports, applied to what was read: a report that is rejected counts nowhere, but stays where it stands.

It follows from the judgements alone, so that undoing one brings back what was, and a new reading of an article meets the same judgements.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, exists, select, update

from sijill.ledger import tables as t
from sijill.ledger.facts import facts_of
from sijill.ledger.judged import word_on
from sijill.ledger.recompute import chunks, judgements_on, report_rows
from sijill.ledger.rows import Event, Judgement, StoredReport
from sijill.ledger.same_event import judge


def restate(connection: Connection, keys: Iterable[str]) -> set[str]:
    """Let these reports stand as people judged them; the blocks whose events this touches."""
    blocks: set[str] = set()
    for some in chunks(sorted(set(keys))):
        said = by_report(judgements_on(connection, some))
        rows = _rows(connection, some)
        for key in some:
            blocks |= _restate(connection, rows[key], said.get(key, []), key)
    return blocks


def by_report(judgements: Iterable[Judgement]) -> dict[str, list[Judgement]]:
    """Judgements by the reports that they are on."""
    found: defaultdict[str, list[Judgement]] = defaultdict(list)
    for judgement in judgements:
        for key in dict.fromkeys(judgement.reports):
            found[key].append(judgement)
    return found


def is_rejected(key: str, judgements: Iterable[Judgement]) -> bool:
    """Whether the last standing word on a report is that it is wrong."""
    word = word_on(key, judgements)
    return word is not None and word.kind == "reject"


def rejected(connection: Connection, event: Event, told: Sequence[StoredReport]) -> list[StoredReport]:
    """The rejected reports that would stand in an event, whose reports are `told`: a reader sees them struck out, not gone."""
    r = t.reports.c
    out = {stored.key: stored for _, stored in report_rows(connection, r.block == event.block, ~r.current, is_read())}
    said = by_report(judgements_on(connection, sorted(out)))
    facts = [facts_of(stored) for stored in told]
    return [s for key, s in out.items() if is_rejected(key, said.get(key, [])) and any(judge(facts_of(s), other).verdict == "same" for other in facts)]


def _restate(connection: Connection, rows: Sequence[Any], said: Sequence[Judgement], key: str) -> set[str]:
    standing = [row.pk for row in rows if row.current]
    wanted = [] if is_rejected(key, said) else [row.pk for row in rows][:1]
    if standing == wanted:
        return set()
    r = t.reports.c
    connection.execute(update(t.reports).where(r.pk.in_([row.pk for row in rows])).values(current=False, event=None, earliest=None, latest=None))
    connection.execute(update(t.reports).where(r.pk.in_(wanted)).values(current=True))
    return {row.block for row in rows if row.pk in (*standing, *wanted)}


def _rows(connection: Connection, keys: Sequence[str]) -> defaultdict[str, list[Any]]:
    """The rows of these reports in current readings, as read first."""
    r = t.reports.c
    found: defaultdict[str, list[Any]] = defaultdict(list)
    for row in connection.execute(select(r.pk, r.key, r.block, r.current).where(r.key.in_(keys), is_read()).order_by(r.pk)):
        found[row.key].append(row)
    return found


def is_read() -> ColumnElement[bool]:
    """That a report is of the current reading of its article, whether it counts or not."""
    return exists().where(t.readings.c.pk == t.reports.c.reading, t.readings.c.current)
