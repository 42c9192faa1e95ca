"""What leaves a ledger: event by event, each with the reports found and, where wanted, the texts of their articles; a few hundred at a time."""

from collections.abc import Iterator
from itertools import groupby

from sqlalchemy import Connection, select

from sijill.ledger import tables as t
from sijill.ledger.rows import Event, StoredReport
from sijill.ledger.search import Query, events_by_id, found_reports, newest_reports
from sijill.ledger.stored import chunks, stored_reports
from sijill.ledger.words import Words
from sijill.records import Record

_AT_ONCE = 300  # reports read together


class Told(Record, frozen=True, kw_only=True):
    """An event, its reports that were found, and the texts of their articles by report key (none unless asked for)."""

    event: Event
    reports: tuple[StoredReport, ...]
    texts: dict[str, str]


class Reported(Record, frozen=True, kw_only=True):
    """A report that was found, and the id of its event."""

    event: str
    stored: StoredReport


def reported(connection: Connection, query: Query, words: Words, limit: int) -> list[Reported]:
    """The reports found, the last published first."""
    events = {pk: event for event, pk in newest_reports(connection, query, words, limit)}
    keys = dict(connection.execute(select(t.reports.c.key, t.reports.c.pk).where(t.reports.c.pk.in_(events))).all())
    found = {keys[stored.key]: stored for _, stored in stored_reports(connection, t.reports.c.pk.in_(events))}
    return [Reported(event=event, stored=found[pk]) for pk, event in events.items()]


def reports_of(connection: Connection, event: Event) -> list[StoredReport]:
    """The reports of an event, in its order."""
    found = {s.key: s for some in chunks(event.reports) for _, s in stored_reports(connection, t.reports.c.key.in_(some))}
    return [found[key] for key in event.reports if key in found]


def told(connection: Connection, query: Query, words: Words, texts: bool) -> Iterator[Told]:
    """The events found, by their first day, undated ones first."""
    some: list[tuple[str, list[int]]] = []
    size = 0
    for event, rows in groupby(found_reports(connection, query, words), key=lambda row: row[0]):
        pks = [pk for _, pk in rows]
        some.append((event, pks))
        size += len(pks)
        if size >= _AT_ONCE:
            yield from _loaded(connection, some, texts)
            some, size = [], 0
    yield from _loaded(connection, some, texts)


def _loaded(connection: Connection, some: list[tuple[str, list[int]]], texts: bool) -> Iterator[Told]:
    pks = [pk for _, part in some for pk in part]
    reports: dict[str, StoredReport] = {}
    bodies: dict[str, str] = {}
    for at in range(0, len(pks), _AT_ONCE):
        part = t.reports.c.pk.in_(pks[at : at + _AT_ONCE])
        reports |= {report.key: report for _, report in stored_reports(connection, part)}
        if texts:
            rows = connection.execute(select(t.reports.c.key, t.articles.c.text).join(t.articles, t.articles.c.pk == t.reports.c.article).where(part))
            bodies |= dict(rows.all())
    for event in events_by_id(connection, [id for id, _ in some]):
        keys = [key for key in event.reports if key in reports]
        yield Told(event=event, reports=tuple(reports[key] for key in keys), texts={key: bodies[key] for key in keys if texts})
