"""Entries into the tables: an article that is new, a new version of one that is here, a new reading of one that is stored."""

from collections.abc import Sequence
from typing import Any, Literal, NamedTuple

import msgspec
from sqlalchemy import ColumnElement, Connection, Table, exists, func, select, text, update

from sijill.ledger import tables as t
from sijill.ledger.entry import TOLD, Entry, ReportEntry, short_hash
from sijill.ledger.settle import Mark
from sijill.ledger.succession import Change, Kept, changes, successors
from sijill.records import Record, Report

_report = msgspec.json.Decoder(Report)
ARTICLE_WORDS = text("INSERT INTO article_words (rowid, words) VALUES (:pk, :words)")
REPORT_WORDS = text("INSERT INTO report_words (rowid, words) VALUES (:pk, :words)")


class Added(Record, frozen=True, kw_only=True):
    """What became of an article given to the ledger. `known`: it was here, nothing was added; `version`: a new text of one that was here."""

    status: Literal["added", "version", "known"]
    article: str
    id: str
    version: int
    cause: str
    reports: int
    changes: tuple[Change, ...] = ()


class Place(NamedTuple):
    """An article version's row, the row of the version before, and the reports, current and retired, whose events must be computed anew."""

    pk: int
    before: int | None
    marks: set[Mark]


def store(connection: Connection, entry: Entry, now: str) -> tuple[Added, Place | None]:
    """Put an article in. What was here before it stays as an older version."""
    key, before = _known(connection, entry)
    if key and _holds(connection, key, entry):
        version = before.version if before else 0
        return Added(status="known", article=key, id=entry.article["id"], version=version, cause="known", reports=len(entry.reports)), None
    cause = "first" if before is None else _cause(before.extractor, entry.article["extractor"])
    version = before.version + 1 if before else 1
    key = key or short_hash(entry.article["name"], entry.article["url"])
    row = entry.article | {"key": key, "version": version, "cause": cause, "added": now, "current": True}
    if before:
        connection.execute(update(t.articles).where(t.articles.c.pk == before.pk).values(current=False))
    pk = _insert(connection, t.articles, row)
    _rows(connection, t.furniture, [r | {"article": pk} for r in entry.furniture])
    _rows(connection, t.provenance, [entry.provenance | {"article": pk}] if entry.provenance else [])
    connection.execute(ARTICLE_WORDS, {"pk": pk, "words": entry.words})
    told, marks = put_reading(connection, entry, pk, key, now, before.pk if before else None)
    status: Literal["added", "version"] = "version" if before else "added"
    return Added(
        status=status, article=key, id=row["id"], version=version, cause=cause, reports=len(entry.reports), changes=tuple(told) if before else ()
    ), Place(pk, before.pk if before else None, marks)  # fmt: skip


def put_reading(connection: Connection, entry: Entry, pk: int, key: str, now: str, before: int | None) -> tuple[list[Change], set[Mark]]:
    """A reading of the version `pk` in place of what was read of the version `before`; what changed, and the reports that came and went."""
    old = kept_reports(connection, before) if before is not None else []
    added = added_reports(connection, before) if before is not None else []
    marks = retire(connection, before) if before is not None else set()
    reading = _insert(connection, t.readings, entry.reading | {"article": pk, "read": now, "current": True})
    for name in TOLD:
        _rows(connection, t.metadata.tables[name], [row | {"reading": reading} for row in entry.told[name]])
    new = match([*old, *added], entry, key)
    first = _next(connection, t.reports)
    rows = [
        item.row | {"pk": first + at, "key": kept.key, "article": pk, "reading": reading, "current": True}
        for at, (item, kept) in enumerate(zip(entry.reports, new, strict=True))
    ]
    _rows(connection, t.reports, rows)
    _rows(connection, t.report_parties, [{"report": first + at, "code": code} for at, item in enumerate(entry.reports) for code in item.codes])
    if entry.reports:
        connection.execute(REPORT_WORDS, [{"pk": first + at, "words": item.words} for at, item in enumerate(entry.reports)])
    return changes(old, new), marks | {(row["pk"], row["block"]) for row in rows}


def match(old: Sequence[Kept], entry: Entry, key: str) -> list[Kept]:
    """The reports of an entry under the keys that they go by in the ledger."""
    reports = [_report.decode(item.row["record"]) for item in entry.reports]
    known = successors(old, reports)
    return [Kept(known[at].key if at in known else short_hash(key, report.id), report) for at, report in enumerate(reports)]


def kept_reports(connection: Connection, article: int) -> list[Kept]:
    """The reports of an article version as it was read, whatever people said of them, in the order of its text."""
    c = t.reports.c
    rows = connection.execute(select(c.key, c.record).where(c.article == article, is_read(), c.people.is_(None)).order_by(c.rank))
    return [Kept(key, _report.decode(record)) for key, record in rows]


def added_reports(connection: Connection, article: int) -> list[Kept]:
    """The reports of an article version that people added and no reading found: one that finds them goes on from them."""
    c, read = t.reports.c, t.reports.alias().c
    found = exists().where(read.reading == c.reading, read.key == c.key, read.people.is_(None))
    rows = connection.execute(select(c.key, c.record).where(c.article == article, is_read(), c.people.is_not(None), c.current, ~found).order_by(c.pk))
    return [Kept(key, _report.decode(record)) for key, record in rows]


def is_read() -> ColumnElement[bool]:
    """That a report is of the current reading of its article, whether it counts or not."""
    return exists().where(t.readings.c.pk == t.reports.c.reading, t.readings.c.current)


def put_report(connection: Connection, entry: ReportEntry, row: dict[str, Any]) -> int:
    """A single report beside those of a reading; its row."""
    pk = _insert(connection, t.reports, entry.row | row)
    _rows(connection, t.report_parties, [{"report": pk, "code": code} for code in entry.codes])
    connection.execute(REPORT_WORDS, {"pk": pk, "words": entry.words})
    return pk


def retire(connection: Connection, article: int) -> set[Mark]:
    """An article version's reading is no longer the current one; its reports, which keep their event until that is computed anew."""
    c = t.reports.c
    marks = {(pk, block) for pk, block in connection.execute(select(c.pk, c.block).where(c.article == article, c.current))}
    connection.execute(update(t.reports).where(c.article == article, c.current).values(current=False))
    connection.execute(update(t.readings).where(t.readings.c.article == article, t.readings.c.current).values(current=False))
    return marks


def _known(connection: Connection, entry: Entry) -> tuple[str | None, Any]:
    """The key of the article, known by its address or by its publisher and id, and its newest version."""
    c = t.articles.c
    for column, value in ((c.url, entry.article["url"]), (c.name, entry.article["name"])):
        key = connection.execute(select(c.key).where(column == value).limit(1)).scalar() if value else None
        if key:
            rows = connection.execute(select(c.pk, c.version, c.extractor).where(c.key == key).order_by(c.version.desc()).limit(1))
            return key, rows.one()
    return None, None


def _holds(connection: Connection, key: str, entry: Entry) -> bool:
    """Whether this very text is a version here, the newest or an older one: a text once seen is never a new version."""
    c = t.articles.c
    return connection.execute(select(c.pk).where(c.key == key, c.content == entry.article["content"])).first() is not None


def _cause(before: str | None, now: str | None) -> str:
    """Whose doing a new text is: ours where another extractor took it from the page."""
    return "extractor" if now and before and now != before else "publisher"


def _insert(connection: Connection, table: Table, row: dict[str, Any]) -> int:
    pk = connection.execute(table.insert(), row).inserted_primary_key
    assert pk is not None
    return int(pk[0])


def _rows(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    if rows:
        connection.execute(table.insert(), rows)


def _next(connection: Connection, table: Table) -> int:
    """The next free key of a table; nobody else writes during our transaction."""
    return int(connection.execute(select(func.coalesce(func.max(table.c.pk), 0))).scalar_one()) + 1
