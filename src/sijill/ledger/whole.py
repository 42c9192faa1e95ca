"""An article of the ledger with its text and everything that was read in it."""

from collections.abc import Iterator
from typing import Any

import msgspec
from msgspec import field
from sqlalchemy import Connection, select

from sijill.errors import UnknownId
from sijill.ledger import tables as t
from sijill.ledger.people import is_rejected
from sijill.ledger.rows import StoredArticle
from sijill.ledger.store import is_read
from sijill.ledger.stored import ARTICLE, judgements_on, stored_article
from sijill.records import Assessment, Dropped, Position, Range, Record, Report

_report = msgspec.json.Decoder(Report)


class Placed(Record, frozen=True, kw_only=True):
    """A report with its key and the event that it tells, if it stands in one; `rejected` by people, it stands in none and counts nowhere.

    `people` gives the values that people gave, by the judgements that say so; `read` is then the report as it was read.
    """

    key: str
    event: str | None
    report: Report
    rejected: bool = False
    people: dict[str, str] = field(default_factory=dict)
    read: Report | None = None


class Whole(Record, frozen=True, kw_only=True):
    """An article as it is now: `furniture` is what belongs to its page and was not read, `dropped` what was seen and gave nothing."""

    article: StoredArticle
    text: str
    furniture: tuple[Range, ...]
    reports: tuple[Placed, ...]
    positions: tuple[Position, ...]
    assessments: tuple[Assessment, ...]
    dropped: tuple[Dropped, ...]


def whole(connection: Connection, key: str) -> Whole:
    """The current version of the article of a key. Raises UnknownId."""
    a, f = t.articles.c, t.furniture.c
    row = connection.execute(select(a.pk, a.text, *(a[name] for name in ARTICLE)).where(a.key == key, a.current)).first()
    if row is None:
        raise UnknownId(f"no article {key!r}", fix="follow a link from an event, or search for its words")
    pk, text, *values = row
    furniture = connection.execute(select(f.start, f.end).where(f.article == pk).order_by(f.start))
    reading = connection.execute(select(t.readings.c.pk).where(t.readings.c.article == pk, t.readings.c.current)).scalar()
    told = {kind: _told(connection, table, kind, reading) for kind, table in ((Position, t.positions), (Assessment, t.assessments), (Dropped, t.dropped))}
    return Whole(
        article=stored_article(values),
        text=text,
        furniture=tuple(Range(start=start, end=end) for start, end in furniture),
        reports=tuple(_placed(connection, pk)),
        positions=told[Position],
        assessments=told[Assessment],
        dropped=told[Dropped],
    )


def _placed(connection: Connection, article: int) -> Iterator[Placed]:
    """The reports of an article version, each once: as people let it stand, else as they last stated it before they rejected it."""
    r = t.reports.c
    rows = connection.execute(select(r.key, r.event, r.record, r.people, r.current).where(r.article == article, is_read()).order_by(r.pk)).all()
    read = {row.key: _report.decode(row.record) for row in rows if row.people is None}
    shown = {row.key: row for row in sorted(rows, key=lambda row: row.current)}
    found = [
        Placed(
            key=key, event=row.event if row.current else None, report=_report.decode(row.record), rejected=not row.current,
            people=msgspec.json.decode(row.people, type=dict[str, str]) if row.people else {}, read=read.get(key) if row.people else None,
        )
        for key, row in shown.items()
        if row.current or key in read or is_rejected(key, judgements_on(connection, [key]))  # an addition that was undone is not there
    ]  # fmt: skip
    yield from sorted(found, key=lambda placed: (placed.report.trigger.where is None, placed.report.trigger.start))


def article_of(connection: Connection, report: str) -> str:
    """The key of the article that a report of a key stands in now, or stood in last. Raises UnknownId."""
    a, r = t.articles.c, t.reports.c
    key = connection.execute(select(a.key).join(t.reports, r.article == a.pk).where(r.key == report).order_by(r.pk.desc()).limit(1)).scalar()
    if key is None:
        raise UnknownId(f"no report {report!r}", fix="`sijill find` and `sijill timeline` show the ids of reports")
    return str(key)


def _told(connection: Connection, table: Any, kind: Any, reading: int | None) -> Any:
    records = connection.execute(select(table.c.record).where(table.c.reading == reading).order_by(table.c.rank)).scalars()
    return tuple(msgspec.json.decode(record, type=kind) for record in records)
