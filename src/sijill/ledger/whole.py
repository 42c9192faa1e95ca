"""An article of the ledger with its text and everything that was read in it."""

from typing import Any

import msgspec
from sqlalchemy import Connection, select

from sijill.errors import UnknownId
from sijill.ledger import tables as t
from sijill.ledger.rows import StoredArticle
from sijill.ledger.stored import ARTICLE, stored_article
from sijill.records import Assessment, Dropped, Position, Range, Record, Report


class Placed(Record, frozen=True, kw_only=True):
    """A report with its key and the event that it tells, if it stands in one."""

    key: str
    event: str | None
    report: Report


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
    a, r, f = t.articles.c, t.reports.c, t.furniture.c
    row = connection.execute(select(a.pk, a.text, *(a[name] for name in ARTICLE)).where(a.key == key, a.current)).first()
    if row is None:
        raise UnknownId(f"no article {key!r}", fix="follow a link from an event, or search for its words")
    pk, text, *values = row
    reports = connection.execute(select(r.key, r.event, r.record).where(r.article == pk, r.current).order_by(r.rank))
    furniture = connection.execute(select(f.start, f.end).where(f.article == pk).order_by(f.start))
    reading = connection.execute(select(t.readings.c.pk).where(t.readings.c.article == pk, t.readings.c.current)).scalar()
    told = {kind: _told(connection, table, kind, reading) for kind, table in ((Position, t.positions), (Assessment, t.assessments), (Dropped, t.dropped))}
    return Whole(
        article=stored_article(values),
        text=text,
        furniture=tuple(Range(start=start, end=end) for start, end in furniture),
        reports=tuple(Placed(key=k, event=event, report=msgspec.json.decode(record, type=Report)) for k, event, record in reports),
        positions=told[Position],
        assessments=told[Assessment],
        dropped=told[Dropped],
    )


def _told(connection: Connection, table: Any, kind: Any, reading: int | None) -> Any:
    records = connection.execute(select(table.c.record).where(table.c.reading == reading).order_by(table.c.rank)).scalars()
    return tuple(msgspec.json.decode(record, type=kind) for record in records)
