"""Entries into the tables: an article that is new, a new version of one that is here, a new reading of one that is stored."""

from collections.abc import Sequence
from typing import Any, Literal, NamedTuple

import msgspec
from sqlalchemy import ColumnElement, Connection, exists, select, update

from sijill.ledger import tables as t
from sijill.ledger.entry import TOLD, Entry, ReportEntry, short_hash
from sijill.ledger.here import Here, Newest
from sijill.ledger.load import Rows
from sijill.ledger.settle import Mark
from sijill.ledger.succession import Change, Kept, changes, successors
from sijill.records import Record, Report

_report = msgspec.json.Decoder(Report)


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


def store(rows: Rows, here: Here, entry: Entry, now: str) -> tuple[Added, Place | None]:
    """Put an article in. What was here before it stays as an older version."""
    key, before = here.find(entry)
    if key and here.holds(key, entry):
        version = before.version if before else 0
        return Added(status="known", article=key, id=entry.article["id"], version=version, cause="known", reports=len(entry.reports)), None
    cause = "first" if before is None else _cause(before.extractor, entry.article["extractor"])
    version = before.version + 1 if before else 1
    key = key or short_hash(entry.article["name"], entry.article["url"])
    pk = rows.key(t.articles)
    row = entry.article | {"pk": pk, "key": key, "version": version, "cause": cause, "added": now, "current": True}
    if before:
        if before.pk in rows.fresh:  # two versions in one batch
            rows.flush()
        rows.connection.execute(update(t.articles).where(t.articles.c.pk == before.pk).values(current=False))
    rows.add(t.articles, [row])
    rows.add(t.furniture, [r | {"article": pk} for r in entry.furniture])
    rows.add(t.provenance, [entry.provenance | {"article": pk}] if entry.provenance else [])
    rows.add_words("article_words", pk, entry.words)
    here.add(key, entry, Newest(pk, version, entry.article["extractor"]))
    told, marks = put_reading(rows, entry, pk, key, now, before.pk if before else None)
    status: Literal["added", "version"] = "version" if before else "added"
    return Added(
        status=status, article=key, id=row["id"], version=version, cause=cause, reports=len(entry.reports), changes=tuple(told) if before else ()
    ), Place(pk, before.pk if before else None, marks)  # fmt: skip


def put_reading(rows: Rows, entry: Entry, pk: int, key: str, now: str, before: int | None) -> tuple[list[Change], set[Mark]]:
    """A reading of the version `pk` in place of what was read of the version `before`; what changed, and the reports that came and went."""
    old = kept_reports(rows.connection, before) if before is not None else []
    added = added_reports(rows.connection, before) if before is not None else []
    marks = retire(rows.connection, before) if before is not None else set()
    reading = rows.key(t.readings)
    rows.fresh.add(pk)
    rows.add(t.readings, [entry.reading | {"pk": reading, "article": pk, "read": now, "current": True}])
    for name in TOLD:
        rows.add(t.metadata.tables[name], [row | {"reading": reading} for row in entry.told[name]])
    new = match([*old, *added], entry, key)
    for item, kept in zip(entry.reports, new, strict=True):
        report = rows.key(t.reports)
        marks.add((report, item.row["block"]))
        rows.add(t.reports, [item.row | {"pk": report, "key": kept.key, "article": pk, "reading": reading, "current": True}])
        rows.add(t.report_parties, [{"report": report, "code": code} for code in item.codes])
        rows.add_words("report_words", report, item.words)
    return changes(old, new), marks


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
    rows = Rows(connection)
    pk = rows.key(t.reports)
    rows.add(t.reports, [entry.row | row | {"pk": pk}])
    rows.add(t.report_parties, [{"report": pk, "code": code} for code in entry.codes])
    rows.add_words("report_words", pk, entry.words)
    rows.flush()
    return pk


def retire(connection: Connection, article: int) -> set[Mark]:
    """An article version's reading is no longer the current one; its reports, which keep their event until that is computed anew."""
    c = t.reports.c
    marks = {(pk, block) for pk, block in connection.execute(select(c.pk, c.block).where(c.article == article, c.current))}
    connection.execute(update(t.reports).where(c.article == article, c.current).values(current=False))
    connection.execute(update(t.readings).where(t.readings.c.article == article, t.readings.c.current).values(current=False))
    return marks


def _cause(before: str | None, now: str | None) -> str:
    """Whose doing a new text is: ours where another extractor took it from the page."""
    return "extractor" if now and before and now != before else "publisher"
