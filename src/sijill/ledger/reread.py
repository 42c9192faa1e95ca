"""Stored articles read again with newer packs: what would change is shown first and taken when a person says so."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Table, select, update

from sijill.ledger import tables as t
from sijill.ledger.entry import TOLD, Entry, date_given
from sijill.ledger.people import restate_articles
from sijill.ledger.settle import Mark, mark_stale
from sijill.ledger.store import added_reports, kept_reports, match, put_reading
from sijill.ledger.succession import Change, changes
from sijill.records import Source

_PAGE = 200  # articles held at once


class Stored(NamedTuple):
    """An article as the ledger has it, ready to be read again."""

    pk: int
    source: Source
    scope: str
    version: str
    packs: str


class Reread(NamedTuple):
    """A new reading of a stored article and what it changes; `same` where every record comes out as it was."""

    pk: int
    entry: Entry
    same: bool
    changes: list[Change]


def stored(connection: Connection, after: int) -> list[Stored]:
    """The next current articles after a key, some at once. What the reader itself found in the text is left for it to find again."""
    a, r = t.articles.c, t.readings.c
    told = (
        select(a.pk, a.id, a.text, a.title, a.titled, a.published, a.published_from, a.publisher, a.language, a.url, r.scope, r.version, r.packs)
        .join(t.readings, r.article == a.pk)
        .where(a.current, r.current, a.pk > after)
        .order_by(a.pk)
        .limit(_PAGE)
    )
    return [_stored(row) for row in connection.execute(told)]


def _stored(row: Any) -> Stored:
    published, rule = date_given(row.published, row.published_from)
    source = Source(
        id=row.id, text=row.text, title=row.title if row.titled else None, published=published, publisher=row.publisher, language=row.language,
        url=row.url, published_from=rule,
    )  # fmt: skip
    return Stored(row.pk, source, row.scope, row.version, row.packs)


def compared(connection: Connection, pk: int, entry: Entry) -> Reread:
    """What a new reading changes."""
    key = connection.execute(select(t.articles.c.key).where(t.articles.c.pk == pk)).scalar_one()
    old = kept_reports(connection, pk)
    new = match([*old, *added_reports(connection, pk)], entry, key)
    return Reread(pk, entry, _records(connection, pk) == _told(entry), changes(old, new))


def take(connection: Connection, readings: Iterable[tuple[int, Entry]], now: str) -> list[Change]:
    """Put new readings in place of the old ones. An article that got a newer version meanwhile is left."""
    found: list[Change] = []
    marks: set[Mark] = set()
    taken: set[int] = set()
    a, r = t.articles.c, t.readings.c
    for pk, entry in readings:
        key = connection.execute(select(a.key).where(a.pk == pk, a.current)).scalar()
        if key is None:
            continue
        if _records(connection, pk) == _told(entry):  # the same, and so a reading by the newer packs as well
            by = {"version": entry.reading["version"], "packs": entry.reading["packs"]}
            connection.execute(update(t.readings).where(r.article == pk, r.current).values(by))
            continue
        told, touched = put_reading(connection, entry, pk, key, now, pk)
        found += told
        marks |= touched
        taken.add(pk)
    mark_stale(connection, marks | restate_articles(connection, taken))
    return found


def _records(connection: Connection, pk: int) -> list[str]:
    """Every record of an article's current reading, table by table."""
    r = t.readings.c
    reading = connection.execute(select(r.pk).where(r.article == pk, r.current)).scalar_one()
    tables = [t.metadata.tables[name] for name in TOLD]
    told = [f"reports:{row}" for row in _column(connection, t.reports, reading, t.reports.c.people.is_(None))]
    return told + [f"{table.name}:{row}" for table in tables for row in _column(connection, table, reading)]


def _column(connection: Connection, table: Table, reading: int, *where: ColumnElement[bool]) -> Iterator[str]:
    return iter(connection.execute(select(table.c.record).where(table.c.reading == reading, *where).order_by(table.c.rank)).scalars())


def _told(entry: Entry) -> list[str]:
    reports = [f"reports:{item.row['record']}" for item in entry.reports]
    return reports + [f"{name}:{row['record']}" for name in TOLD for row in entry.told[name]]
